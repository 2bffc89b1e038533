"""The class in one figure: known answers give known numbers; what is wrong or double is set aside by name."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from framing.classroom import class_page, collect, find_page
from framing.classroom.answers import Answer, AnswerError, line_of, lines_in, of_line
from framing.classroom.making import material
from framing.classroom.pack import pack
from framing.classroom.page import lesson_page
from framing.classroom.plan import plan
from framing.cli import main
from framing.study import agreement, readers

WORD = "amber-river-plum"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def packed() -> Any:
    lesson = material("seed").lesson
    return pack(lesson, plan(lesson))


@pytest.fixture
def page(packed: Any, tmp_path: Path) -> Path:
    path = tmp_path / "lesson" / "lesson.html"
    path.parent.mkdir()
    path.write_text(lesson_page(packed, WORD), encoding="utf-8")
    return path


def simulated(packed: Any, keep: float, *, many: int = 30, seed: int = 1) -> list[Answer]:
    """Students who each see what is there with probability `keep`, and else mark a word at random."""
    draw = random.Random(seed)
    true = [tuple(run) for run in packed.solutions["mark"]]
    made = []
    for number in range(many):
        marks = {
            run if draw.random() < keep else ((at := draw.randrange(packed.public["words"])), at)
            for run in true
        }
        made.append(Answer(packed.id, f"s{number:03}", "ab"[number % 2], (2, 3, 1), (2, 3, 2), (8, 1, 1, 0),
                           tuple(sorted(marks)), None, ((5, 6, "-"),), "Ana accused them."))  # fmt: skip
    return made


def written(folder: Path, answers: list[Answer]) -> Path:
    folder.mkdir(exist_ok=True)
    for answer in answers:
        (folder / f"answers-{answer.code}.txt").write_text(line_of(answer) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("keep", [1.0, 0.8, 0.4, 0.0])
def test_thirty_files_of_known_agreement_give_that_alpha(
    packed: Any, page: Path, tmp_path: Path, keep: float
) -> None:
    answers = simulated(packed, keep)
    found = collect([str(written(tmp_path / "answers", answers))], page, word=WORD)
    assert len(found.answers) == 30
    ratings = {a.code: [int(any(i <= n <= j for i, j in a.marks or ())) for n in range(len(packed.words))]
               for a in answers}  # fmt: skip
    known = agreement.alpha(ratings)
    got = found.agreement("mark")
    assert got is not None
    assert got.value == pytest.approx(known, abs=1e-9)
    assert got.low <= got.value <= got.high
    if keep == 1.0:
        assert got.value == 1.0
    if keep == 0.0:
        assert abs(got.value) < 0.05


def test_the_interval_holds_the_alpha_that_the_class_was_drawn_with(packed: Any) -> None:
    """Marks drawn with one chance on true words and another elsewhere have an alpha that can be worked out."""
    words, true, hit, slip, many = 400, 40, 0.7, 0.02, 30
    mean = (true * hit + (words - true) * slip) / words
    within = (true * hit * (1 - hit) + (words - true) * slip * (1 - slip)) / words
    known = 1 - within / (mean * (1 - mean))
    groups = [number // 20 for number in range(words)]
    inside = 0
    for seed in range(40):
        draw = random.Random(seed)
        spots = [number % 10 == 0 for number in range(words)]
        counts = [sum(draw.random() < (hit if spot else slip) for _ in range(many)) for spot in spots]
        found = readers.agreement(counts, many, groups)
        assert found.value == pytest.approx(known, abs=0.08)
        inside += found.low <= known <= found.high
    assert inside >= 34


def test_counts_alone_give_the_alpha_of_the_ratings() -> None:
    draw = random.Random(3)
    ratings = {str(r): [int(draw.random() < 0.3) for _ in range(50)] for r in range(5)}
    counts = [sum(column) for column in zip(*ratings.values(), strict=True)]
    assert readers.marked_alpha(counts, 5) == pytest.approx(agreement.alpha(ratings), abs=1e-12)
    with pytest.raises(ValueError, match="two readers or more"):
        readers.agreement([1], 1, [0])
    with pytest.raises(ValueError, match="needs a group"):
        readers.agreement([1, 0], 2, [0])


def test_the_gain_has_an_interval_and_an_effect(packed: Any, page: Path) -> None:
    right = Answer(packed.id, "x1", "a", (2, 3, 2), (1, 3, 2))
    learner = Answer(packed.id, "x2", "b", (3, 3, 3), (2, 3, 2))
    other = Answer(packed.id, "x3", "a", (1, 1, 1), (1, 3, 1))
    half = Answer(packed.id, "x4", "a", (2, 3, 2), (1, 0, 2))
    found = collect([line_of(one) for one in (right, learner, other, half)], page)
    assert found.scores() == ([3, 1, 0], [3, 3, 2])
    assert found.right_by_kind() == {"source": (2, 4, 4), "named": (2, 3, 3), "sure": (2, 3, 4)}
    gained = readers.gain(*found.scores())
    assert gained.value == pytest.approx(4 / 3)
    assert gained.low < gained.value < gained.high
    assert readers.effect([1, 1], [1, 1]) is None
    with pytest.raises(ValueError, match="two students or more"):
        readers.gain([1], [2])
    text = class_page(found)
    assert "3 students have 1.3 right before and 2.7 after" in text


def test_wrong_and_double_files_are_set_aside_by_name(packed: Any, page: Path, tmp_path: Path) -> None:
    answers = simulated(packed, 0.9, many=3)
    folder = written(tmp_path / "answers", answers)
    (folder / "copy.txt").write_text(line_of(answers[0]), encoding="utf-8")
    (folder / "z-again.txt").write_text(
        line_of(Answer(packed.id, "s001", "a", marks=((1, 1),))), encoding="utf-8"
    )
    (folder / "other.txt").write_text(line_of(Answer("deadbeef", "q", "a")), encoding="utf-8")
    (folder / "cut.txt").write_text(line_of(answers[1])[:60], encoding="utf-8")
    (folder / "photo.jpg").write_bytes(bytes(range(256)))
    (folder / "far.txt").write_text(
        line_of(Answer(packed.id, "far", "a", marks=((9000, 9001),))), encoding="utf-8"
    )
    found = collect([str(folder)], page, word=WORD)
    told = {one.source: one.reason for one in found.set_aside}
    assert "counted once" in told["copy.txt"] or "counted once" in told["answers-s000.txt"]
    assert "the later one is counted" in told["answers-s001.txt"]
    assert "another lesson (deadbeef" in told["other.txt"]
    assert "cut short" in told["cut.txt"]
    assert "holds no answers" in told["photo.jpg"]
    assert "does not have" in told["far.txt"]
    assert {a.code for a in found.answers} == {"s000", "s001", "s002"}
    assert next(a for a in found.answers if a.code == "s001").marks == ((1, 1),)
    assert all(name in class_page(found) for name in told)


def test_two_hundred_pasted_lines_with_every_script(packed: Any, page: Path) -> None:
    odd = ["👩🏽‍🏫 sagt", "مرحبا بالعالم", "<b>&amp;</b>", "=1+1", "\u202eabc"]
    answers = [
        Answer(packed.id, f"c{n}", "a", marks=((n, n),), rewrite=odd[n % len(odd)]) for n in range(200)
    ]
    pasted = "\n".join(line_of(answer) for answer in answers)
    found = collect([], page, pasted=pasted)
    assert len(found.answers) == 200
    assert [a.rewrite for a in found.answers] == [a.rewrite for a in answers]
    text = class_page(found)
    assert "<b>&amp;</b>" not in text
    assert text.count("👩🏽‍🏫 sagt") == 40


def test_a_mail_may_break_a_line(packed: Any) -> None:
    line = line_of(simulated(packed, 0.5, many=1)[0])
    broken = (
        "Dear Sir,\n> " + "\n> ".join(line[i : i + 60] for i in range(0, len(line), 60)) + "\n> added later"
    )
    assert lines_in(broken) == [line]
    with pytest.raises(AnswerError, match="cut short or changed"):
        of_line(line[:-1])
    with pytest.raises(AnswerError, match="cut short or changed"):
        of_line("framing1.abc.00000000")


def test_without_the_word_the_suite_is_left_out_and_told(packed: Any, page: Path) -> None:
    lines = [line_of(one) for one in simulated(packed, 0.8, many=4)]
    text = class_page(collect(lines, page))
    assert "takes the teacher’s word" in text
    assert "the suite marks it" not in text
    text = class_page(collect(lines, page, word=WORD))
    assert "the suite marks it" in text
    with pytest.raises(ValueError, match="does not open"):
        collect(lines, page, word="wrong")
    with pytest.raises(ValueError, match="no answers of this lesson"):
        collect([], page)


def test_the_class_may_see_what_the_suite_does_not(packed: Any, page: Path) -> None:
    free = next(n for n in range(40, 90) if not any(i <= n <= j for i, j in packed.solutions["mark"]))
    answers = [Answer(packed.id, f"k{n}", "a", marks=((free, free),)) for n in range(5)]
    text = class_page(collect([line_of(a) for a in answers], page, word=WORD))
    assert "The class may be right" in text
    assert "or is the suite wrong?" in text
    assert "alpha of 1.00" in text


def test_the_command_finds_the_lesson_near_the_answers(packed: Any, page: Path, tmp_path: Path) -> None:
    folder = written(page.parent / "answers", simulated(packed, 0.7, many=5))
    assert find_page(None, [str(folder)]) == page
    out = tmp_path / "class.html"
    done = CliRunner().invoke(main, ["classroom", "collect", str(folder), "--word", WORD, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "answers of 5 students" in done.output
    assert "<script" not in out.read_text(encoding="utf-8")
    lost = CliRunner().invoke(main, ["classroom", "collect", "--lesson", str(tmp_path / "none")])
    assert lost.exit_code != 0
    assert "no lesson at" in lost.output


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_page_in_a_browser(packed: Any, page: Path, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = collect([line_of(one) for one in simulated(packed, 0.6)], page, word=WORD)
    target = tmp_path / "class.html"
    target.write_text(class_page(found), encoding="utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, scheme in ((360, "dark"), (1920, "light")):
            tab = browser.new_page(viewport={"width": width, "height": 1080}, color_scheme=scheme)
            tab.goto(target.as_uri())
            violations = axe.Axe().run(tab).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
