"""Frame schemes of one's own: weighted words, fitted examples, and what is told of a bad file."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from framing.annotate import annotate
from framing.article import Article
from framing.cli import main
from framing.layers.schemes import OwnScheme, SchemeError, read_scheme

ROOT = Path(__file__).parents[2]
TERMS = """pattern,frame,weight,when,half
flood/n,disaster,1,,6
flood wall/n|dam/n,engineering,2,,4
calm,disaster,-1,,
heat wave,-,,,
wave/n,disaster,,,
"""
STORY = "The floods took forty houses. A second flood wall broke.\nA heat wave followed. All is calm."


def put(folder: Path, text: str, name: str = "water.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def examples(count: int = 12) -> str:
    rows = ["text,frame"]
    rows += [f'"The river rose and the water took house {n}, and people fled.",flood' for n in range(count)]
    rows += [f'"The market rose, and the shares of firm {n} were sold.",money; trade' for n in range(count)]
    rows += [f'"The council met on Monday and talked for {n} hours.",none' for n in range(count)]
    return "\n".join(rows) + "\n"


def test_weighted_words_stand_in_the_table_of_frames(tmp_path: Path) -> None:
    tables = annotate(Article("a", STORY), frames=put(tmp_path, TERMS))
    frames = tables.frames.set_index("frame")
    assert frames.index.tolist() == ["disaster", "engineering"]
    assert set(frames["scheme"]) == {"water"}
    marked = [STORY[one["start"] : one["end"]] for one in frames.loc["disaster", "evidence"]]
    assert marked == ["floods", "calm"]  # a heat wave is none, and the flood wall is another frame's
    # 120 words at least; the opening counts twice: 2 for floods, less 1 for calm.
    assert frames.loc["disaster", "score"] == pytest.approx(1 - 2 ** (-(2 - 1) * 1000 / 120 / 6), abs=1e-4)
    assert tables.provenance["frames"][0]["frames"] == ["disaster", "engineering"]
    assert len(tables.policy_frames) > 0
    both = annotate(Article("a", STORY), frames=["generic", tmp_path / "water.csv"])
    assert set(both.frames["scheme"]) == {"generic", "water"}


def test_figures_show_the_own_scheme_and_no_accuracy_that_is_anothers(tmp_path: Path) -> None:
    from framing import show

    own = annotate(Article("a", STORY), frames=put(tmp_path, TERMS))
    page = str(show.naming(own))
    assert "Disaster" in page
    assert "uman interest" not in page
    assert "mean F1 of five frames" not in page
    assert "The frames of &#39;water&#39; are a scheme of your own, which has not been measured." in page
    usual = str(show.naming(annotate(Article("a", STORY))))
    assert "mean F1 of five frames" in usual
    assert "uman interest" in usual
    fitted = annotate(Article("a", STORY), frames=put(tmp_path, examples(), "fitted.csv"))
    assert "fitted on your examples; F1 in examples kept back: flood 1.00" in str(show.naming(fitted))


def test_a_folder_of_lists_may_hold_a_scheme(tmp_path: Path) -> None:
    plain = annotate(Article("a", STORY), lexicons=tmp_path)
    put(tmp_path, TERMS, "frames.csv")
    own = annotate(Article("a", STORY), lexicons=tmp_path)
    assert plain.frames["scheme"].unique().tolist() == ["generic"]
    assert own.frames["frame"].tolist() == ["disaster", "engineering"]
    assert own.provenance["lexicons"]["frames"] != plain.provenance["lexicons"]["frames"]


def test_words_against_a_frame_do_not_make_its_score_negative(tmp_path: Path) -> None:
    tables = annotate(Article("a", "All is calm. It is calm."), frames=put(tmp_path, TERMS))
    assert tables.frames["score"].min() == 0


def test_examples_are_fitted_measured_and_shown(tmp_path: Path) -> None:
    made = read_scheme(put(tmp_path, examples()))
    assert made.frames == ("flood", "money", "trade")
    assert made.notes[0].startswith(
        "water.csv: fitted on 36 examples; F1 of frames in examples kept back: flood 1.00 (marking every text: 0.50)"
    )
    text = "The river rose again, and the water took the bridge. People fled."
    tables = annotate(Article("a", text), frames=tmp_path / "water.csv")
    frames = tables.frames.set_index("frame")
    assert frames["present"].to_dict() == {"flood": True, "money": False, "trade": False}
    marked = {text[one["start"] : one["end"]] for one in frames.loc["flood", "evidence"]}
    assert {"river", "water"} <= marked
    assert frames.loc["money", "evidence"] == []
    assert tables.provenance["frames"][0]["f1"]["flood"] == 1
    again = annotate(Article("a", text), frames=put(tmp_path, examples(), "again.csv"))
    assert again.frames["score"].tolist() == tables.frames["score"].tolist()


def test_labels_that_the_words_do_not_tell_are_said_to_be_poor(tmp_path: Path) -> None:
    rows = ["text,frame"] + [
        f"Word{n % 7} and word{n % 5} came here.,{'odd' if n % 3 == 0 else 'none'}" for n in range(30)
    ]
    made = read_scheme(put(tmp_path, "\n".join(rows)))
    assert (
        any("told no better than by marking every text" in note for note in made.notes)
        or made.how.f1["odd"] > 0.6
    )  # type: ignore[union-attr]
    noise = ["text,frame"] + [f"Item number{n} is here.,{'odd' if n % 2 else 'none'}" for n in range(24)]
    assert "told no better" in "\n".join(read_scheme(put(tmp_path, "\n".join(noise), "noise.csv")).notes)


def test_a_rare_frame_is_found_about_as_often_as_it_is_there() -> None:
    from framing.layers._fitted_frames import Example, fit

    draw = random.Random(4)
    filling = [f"w{one}{other}{third}" for one in "abcdefgh" for other in "abcdefghij" for third in "abcde"]

    def text(share: float) -> str:
        return " ".join(draw.choice(filling) for _ in range(25)) + (" storm" if draw.random() < share else "")

    examples = [Example(text(0.85), ("storm",)) for _ in range(8)] + [
        Example(text(0.12), ()) for _ in range(52)
    ]
    made = fit(examples, ["storm"])
    new = [text(0.85) for _ in range(20)] + [text(0.12) for _ in range(130)]
    marked = sum(made.scores(one.split())["storm"] >= 0.5 for one in new)
    assert 10 <= marked <= 40  # of 150, of which 20 have it
    assert made.f1["storm"] > made.every["storm"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "water.csv, row 1: a scheme has the columns pattern and frame"),
        ("", "found are none"),
        ("pattern,frame\nflood/n,\n", "water.csv, row 2: unknown category ''"),
        ("pattern,frame,weight\nflood/n,war,much\n", "row 2: the weight 'much' is no number"),
        ("pattern,frame\nflood/x,war\n", "water.csv, row 2:"),
        ("pattern,frame,half\nflood,war,-3\n", "row 2: the half '-3' is no number above 0"),
        ("pattern,frame,half\nflood,war,3\nsea,war,4\n", "row 3: the half of 'war' is 4 here and 3 in row 2"),
        ("pattern,frame\nflood,-\n", "water.csv: has no frame"),
        ("pattern,frame\nflood,conflict\n", "the frame 'conflict' is there already"),
        ("text\nIt rained.\n", "row 1: no column 'frame' beside 'text'"),
        ("text,frame\nIt rained.,flood,x\n", "row 2: has 3 cells where the header has 2"),
        ("text,frame\n,flood\n", "row 2: the text is empty"),
        ("text,frame\nIt rained.,none\n", "no example has a frame"),
        ("text,frame\nIt rained.,a\nIt rained.,b\n", "row 3: has the text of row 2 with other frames"),
        ("text,frame\nIt rained.,a\nIt was dry.,none\n", "row 2: 'a' has 1 example with it, and needs 5"),
    ],
)  # fmt: skip
def test_a_bad_scheme_is_told_with_its_row(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match=re.escape(said)):
        annotate(Article("a", STORY), frames=put(tmp_path, text))


def test_two_schemes_have_no_frame_in_common(tmp_path: Path) -> None:
    put(tmp_path, TERMS)
    put(tmp_path, "pattern,frame\nsea/n,disaster\n", "sea.csv")
    with pytest.raises(SchemeError, match=r"sea\.csv: the frame 'disaster' is there already"):
        annotate(Article("a", STORY), frames=[tmp_path / "water.csv", tmp_path / "sea.csv"])
    with pytest.raises(SchemeError, match="no frame scheme at"):
        annotate(Article("a", STORY), frames=tmp_path / "none.csv")


def test_the_commands_tell_what_a_scheme_holds(tmp_path: Path) -> None:
    put(tmp_path, "pattern,frame\nflood/n|water,disaster\n")
    put(tmp_path, STORY, "story.txt")
    args = ["scheme", str(tmp_path / "water.csv"), "--try", str(tmp_path / "story.txt")]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 0, done.output
    assert "disaster: 1 patterns; its score is one half at 10 in 1,000 words" in done.output
    assert "present: floods, flood" in done.output
    assert "no 'half' is given for disaster" in done.output
    done = CliRunner().invoke(
        main,
        [
            "annotate",
            str(tmp_path / "story.txt"),
            "--out",
            str(tmp_path / "t"),
            "--frames",
            str(tmp_path / "water.csv"),
        ],
    )
    assert done.exit_code == 0, done.output
    assert "no 'half' is given for disaster" in done.output
    fitted = CliRunner().invoke(main, ["scheme", str(put(tmp_path, examples()))])
    assert "flood: F1 1.00 in examples kept back; 0.50 by marking every text" in fitted.output


def test_the_page_on_schemes_shows_schemes_that_work(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "schemes.md").read_text(encoding="utf-8")
    terms, labelled, _ = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    made = read_scheme(put(tmp_path, terms))
    assert isinstance(made, OwnScheme)
    assert made.notes == ()
    assert made.frames == ("disaster", "engineering")
    with pytest.raises(SchemeError, match="has 1 example with it"):
        read_scheme(put(tmp_path, labelled, "labelled.csv"))
