"""`lesson.html`: nothing but itself, the solutions out of sight, and a student's way through it in a real browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framing import classroom
from framing.classroom.making import material
from framing.classroom.pack import pack
from framing.classroom.page import lesson_page
from framing.classroom.plan import plan
from framing.classroom.seal import close, opened
from framing.classroom.texts import items, languages, texts

WORD = "amber-river-plum"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def packed() -> Any:
    lesson = material("seed").lesson
    return pack(lesson, plan(lesson, level=18))


def test_only_the_word_opens_the_solutions() -> None:
    sealed = close({"mark": [[1, 2]]}, WORD)
    assert opened(sealed, " Amber RIVER plum ") == {"mark": [[1, 2]]}
    assert close({"mark": [[1, 2]]}, WORD) == sealed
    with pytest.raises(ValueError, match="does not open"):
        opened(sealed, "amber-river-plums")
    with pytest.raises(ValueError, match="is empty"):
        close({}, " - ")


def test_the_page_holds_the_solutions_in_no_plain_form(packed: Any) -> None:
    page = lesson_page(packed, WORD)
    assert WORD not in page
    data = json.loads(re.search(r'id="lesson">(.*?)</script>', page, re.S)[1])
    assert opened(data.pop("seal"), WORD)["mark"] == packed.solutions["mark"]
    kept = json.dumps(data)
    for key in ("mark", "loaded", "accusers"):
        assert packed.solutions[key], "the seed has each kind"
        assert json.dumps(packed.solutions[key]) not in kept
    assert not {"mark", "accusers", "counts", "tests"} & set(data)
    # A hint is a number for a paragraph; nothing in it says which word.
    assert all(isinstance(number, int) for counts in data["hints"].values() for number in counts)
    assert [sum(data["hints"][task]) for task in ("mark", "loaded")] == [
        len(packed.solutions[task]) for task in ("mark", "loaded")
    ]


def test_the_story_is_whole_and_a_caption_stands_once(packed: Any) -> None:
    told = "".join(
        "".join(before + word for before, word in p["pieces"]) + p["rest"] for p in packed.public["places"]
    )
    assert told.count("guards a jet parked") == 1
    assert "relentlessly targeting moderate rebel groups." in told


def test_a_story_with_markup_stays_text(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "Ana Ruiz said </script><script>alert(1)</script> may work. Bo Lee said it might not.", "utf-8"
    )
    made = classroom.make_lesson(tmp_path / "out", story, word=WORD)
    page = next(path for path in made.files if path.name == "lesson.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert page.count("<script") == 3


def test_texts_are_whole_in_every_language() -> None:
    own = texts("en")
    for language in languages():
        other = texts(language)
        assert all(other.values()), language
        for key, text in own.items():
            assert sorted(re.findall(r"\{\d\}", text)) == sorted(re.findall(r"\{\d\}", other[key])), key
    for item in items():
        for part in ("text", "ask", *map(str, range(1, item.options + 1))):
            assert f"test.{item.form}.{item.number}.{part}" in own
        assert 1 <= item.answer <= item.options
    with pytest.raises(ValueError, match="the languages are en, de"):
        texts("fr")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def target(packed: Any, tmp_path: Path) -> Path:
    path = tmp_path / "lesson.html"
    path.write_text(lesson_page(packed, WORD), encoding="utf-8")
    return path


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_step_without_a_network_or_a_violation(
    browser: Any, target: Path, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    tab = context.new_page()
    errors: list[str] = []
    fetched: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda line: errors.append(line.text))
    tab.on("request", lambda request: fetched.append(request.url))
    tab.goto(target.as_uri())
    steps = tab.locator("nav button").count()
    for number in range(steps):
        if tab.locator(".w").count():
            tab.locator(".w").nth(40).click()
            tab.click("#hint")
        if tab.locator("#word").count():
            tab.fill("#word", "Amber river PLUM")
            tab.click("#open")
            tab.wait_for_selector("mark")
        if tab.locator("#qr").count():
            tab.click("#qr")
            assert tab.locator(".qr path").count() == 1
        violations = axe.Axe().run(tab).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        if number < steps - 1:
            tab.click("#next")
    assert errors == []
    assert [url for url in fetched if not url.startswith(("file:", "blob:"))] == []
    context.close()


@pytest.mark.browser
def test_by_keyboard_alone(browser: Any, target: Path, packed: Any) -> None:
    tab = browser.new_context(offline=True).new_page()
    tab.goto(target.as_uri())
    press = tab.keyboard.press

    def to(selector: str) -> None:
        for _ in range(80):
            if tab.evaluate("s => !!document.activeElement && document.activeElement.matches(s)", selector):
                return
            press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def on() -> str:
        to("#next")
        press("Enter")
        return str(tab.evaluate("document.activeElement.textContent"))

    assert on() == texts()["pre.head"]
    for name in ("pre0", "pre1", "pre2"):
        to(f"input[name={name}]")
        press("Space")
    on(), on()
    for number in range(len(packed.public["sides"])):
        to(f"#g{number}")
        tab.keyboard.type("10" if number == 0 else "0")
    assert on() == texts()["mark.head"]
    to(".w")
    for _ in range(3):
        press("ArrowRight")
    press("Space")
    press("Shift+ArrowRight")
    to("#hint")
    press("Enter")
    assert tab.locator(".note").inner_text()
    on(), on()
    to(".w")
    press("Space")
    to("#who0")
    press("ArrowDown")
    on()
    to("#word")
    tab.keyboard.type(WORD)
    press("Enter")
    tab.wait_for_selector("mark")
    on()
    to("#rewrite")
    tab.keyboard.type("Ana 👋 مرحبا accused them.")
    on(), on()
    from framing.classroom.answers import of_line

    answer = of_line(tab.input_value("#line"))
    assert answer.marks == ((3, 4),)
    assert answer.accusers == ((0, 0, "-"),)
    assert answer.guesses[0] == 10
    assert answer.before == (1, 1, 1)
    assert answer.rewrite == "Ana 👋 مرحبا accused them."
    assert answer.lesson == packed.id


@pytest.mark.browser
def test_a_mouse_drags_over_words_and_marks_stay_after_a_reload(browser: Any, target: Path) -> None:
    tab = browser.new_context(offline=True).new_page()
    tab.goto(target.as_uri())
    tab.locator("nav button").nth(4).click()
    tab.locator(".w").nth(5).hover()
    tab.mouse.down()
    tab.locator(".w").nth(7).hover()
    tab.mouse.up()
    assert tab.locator(".w[aria-pressed=true]").count() == 3
    tab.reload()
    tab.locator("nav button").nth(4).click()
    assert tab.locator(".w[aria-pressed=true]").count() == 3
    tab.locator(".w").nth(6).click()
    assert tab.locator(".w[aria-pressed=true]").count() == 2
    for number in range(8, 200):
        if tab.locator(f".w >> nth={number}").count() and number < 130:
            tab.evaluate("n => document.querySelectorAll('.w')[n].click()", number)
    tab.click("#hint")
    assert "Take off each mark" in tab.locator(".note").inner_text()
