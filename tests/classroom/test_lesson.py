"""The lesson: hints that point to a place and never give the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from framing import classroom
from framing.article import Article, Corpus, Region
from framing.study import Study
from framing.tables import Tables

ROOT = Path(__file__).parents[2]
PARTS = (
    "Pool stays shut",
    'Mayor Ida Holt said the pool "may open" in spring.',
    "The council has been widely accused of wasting money.",
    "Residents' leader Tom Agar blamed the mayor for the leak.",
    "Share this story: may",
)
TEXT = "\n\n".join(PARTS)


def at(piece: str, inside: str) -> tuple[int, int]:
    start = TEXT.index(inside) + inside.index(piece)
    return start, start + len(piece)


def statement(
    number: int, part: int, cue: str, content: str, source: str | None, **more: object
) -> dict[str, object]:
    left, right = at(cue, PARTS[part])
    place = at(content, PARTS[part])
    named = at(source, PARTS[part]) if source else (None, None)
    row = {"article_id": "a", "statement_id": number, "kind": "indirect", "cue_start": left, "cue_end": right,
           "source_start": named[0], "source_end": named[1], "content": [{"start": place[0], "end": place[1]}],
           "speaker": source, "region": "body"}  # fmt: skip
    return row | more


@pytest.fixture(scope="module")
def lesson() -> classroom.Lesson:
    names = ("headline", "body", "body", "body", "furniture")
    regions = [(name, *at(part, part)) for name, part in zip(names, PARTS, strict=True)]
    hedges = [("may", 1, "hedge"), ("widely", 2, "weasel")]
    tables = Tables.from_rows({
        "articles": [{"article_id": "a", "text": TEXT, "words": 30}],
        "regions": [{"article_id": "a", "region": r, "start": s, "end": e} for r, s, e in regions],
        "statements": [
            statement(0, 1, "said", 'the pool "may open" in spring', "Mayor Ida Holt", speaker_type="person",
                      camp="town"),
            statement(1, 2, "has been widely accused of", "wasting money", None, speaker_type="agentless",
                      act="accuses", target="council", camp="critics"),
            statement(2, 3, "blamed", "the mayor for the leak", "Residents' leader Tom Agar", speaker_type="person",
                      act="accuses", target="Ida Holt", camp="critics"),
        ],
        "hedges": [{"article_id": "a", "start": at(word, PARTS[i])[0], "end": at(word, PARTS[i])[1], "text": word,
                    "category": kind, "voice": "journalist", "rule": word} for word, i, kind in hedges],
    })  # fmt: skip
    article = Article("a", TEXT, regions=tuple(Region(*region) for region in regions))
    return classroom.begin(Study(Corpus((article,)), tables))


def test_the_page_has_no_marks_and_no_furniture(lesson: classroom.Lesson) -> None:
    page = str(lesson.page())
    assert "paragraph 3" in page
    assert "Share this" not in page
    assert "<mark" not in page


def test_prediction(lesson: classroom.Lesson, golden: Callable[[str], None]) -> None:
    assert lesson.sides() == ["critics", "town"]
    told = lesson.predict({"town": 8, "critics": 2})
    assert told.done, "an honest guess is an answer, however far it is from the count"
    assert repr(told).startswith("Your guess is in.")
    golden("\n".join(told.lines))
    assert lesson.predict({"town": 3.5, "critics": 6.5}).done
    assert "add up to 3" in lesson.predict({"town": 2, "critics": 1}).lines[0]
    assert "no side here" in lesson.predict({"twon": 5, "critics": 5}).lines[0]
    assert "no number from 0 to 10" in lesson.predict({"town": 11, "critics": 0}).lines[0]


def test_hedges_hint_at_places_not_words(lesson: classroom.Lesson, golden: Callable[[str], None]) -> None:
    empty = lesson.check_hedges(["", " "])
    assert not empty.done
    told = lesson.check_hedges(["may"])
    golden(told.lines[0])
    assert any("paragraph 2" in line and "crowd" in line for line in told.lines)
    assert not any("widely" in line for line in (*told.lines, *empty.lines))
    assert lesson.check_hedges(["MAY", "widely"]).done


def test_hedges_that_are_wrong_or_not_there(lesson: classroom.Lesson) -> None:
    told = lesson.check_hedges(["may", "widley", "spring"])
    assert any("“widley” does not stand in the story" in line for line in told.lines)
    assert any("“spring”: the suite does not mark it" in line for line in told.lines)


def test_accusers(lesson: classroom.Lesson) -> None:
    assert lesson.check_accusers({"accused of": "nobody", "blamed": "Tom Agar"}).done
    wrong = lesson.check_accusers({"accused of": "the council", "blamed": "nobody"})
    assert not wrong.done
    assert any("is the one who is accused" in line for line in wrong.lines)
    assert not any("Agar" in line for line in wrong.lines)
    half = lesson.check_accusers({"accused of": "nobody"})
    assert not half.done
    assert any("paragraph 3" in line for line in half.lines)
    assert "no accusation there" in " ".join(lesson.check_accusers({"in spring": "Holt"}).lines)
    assert not lesson.check_accusers({"": ""}).done


def test_readers_are_compared_with_each_other_and_the_suite(lesson: classroom.Lesson) -> None:
    table = lesson.compare({"Ana": ["may", "widely"], "Ben": ["widely", "spring"]})
    assert len(table) == 3
    with_suite = table[(table["reader"] == "Ana") & (table["other_reader"] == "the suite")]
    assert with_suite["f1"].iloc[0] == 1.0
    assert lesson.compare({"Ana": [""], "Ben": ["zebra"]}).empty
    told = lesson.agreement_told({"Ana": ["may", "widely"], "Ben": [""]})
    assert told.startswith("Krippendorff’s alpha of Ana and the suite is 1.00")
    assert "Nobody has marked" in lesson.agreement_told({"Ana": [""]})
    with pytest.raises(ValueError, match="allowed are hedges, loaded"):
        lesson.compare({"Ana": []}, layer="frames")


def test_an_article_without_anything() -> None:
    article = Article("b", "It rained.")
    bare = Tables.from_rows({"articles": [{"article_id": "b", "text": "It rained.", "words": 2}]})
    lesson = classroom.begin(Study(Corpus((article,)), bare))
    assert lesson.predict({"x": 10}).done
    assert lesson.check_hedges([]).done
    assert lesson.check_accusers({"": ""}).done


@pytest.mark.parametrize(
    ("sentence", "done"),
    [
        ("", False),
        ("The council has been accused of wasting money.", False),
        ("The weather was fine.", False),
        ("Tom Agar accused the council of wasting money.", True),
    ],
)
def test_rewriting_needs_a_named_accuser(lesson: classroom.Lesson, sentence: str, done: bool) -> None:
    hint = lesson.check_rewrite(sentence)
    assert hint.done is done, hint


def test_hints_are_escaped() -> None:
    hint = classroom.Hint(False, ("<script>",))
    assert "<script>" not in hint._repr_html_()
    assert repr(hint) == "Not there yet.\n  - <script>"


def test_student_edition_has_no_answers(tmp_path: Path) -> None:
    made = classroom.make_student_edition(tmp_path / "class")
    edition = json.loads(made[0].read_text(encoding="utf-8"))
    teacher = json.loads((ROOT / "notebooks" / "classroom" / "who_says_so.ipynb").read_text(encoding="utf-8"))
    tagged = [c for c in teacher["cells"] if "solution" in c["metadata"].get("tags", ())]
    assert len(tagged) >= 4
    assert len(edition["cells"]) == len(teacher["cells"]) - len(tagged)
    assert {c["id"] for c in tagged}.isdisjoint(c["id"] for c in edition["cells"])
    assert not any("olution" in "".join(c["source"]) for c in edition["cells"])
    assert list((tmp_path / "class" / "seeds").glob("*.txt"))
    again = classroom.make_student_edition(tmp_path / "class")
    assert again == made


def test_student_edition_tells_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="the class notebook is not at"):
        classroom.make_student_edition(tmp_path, notebook=tmp_path / "no.ipynb")
    (tmp_path / "broken.ipynb").write_text("{")
    with pytest.raises(ValueError, match="is no notebook that can be read"):
        classroom.make_student_edition(tmp_path / "out", notebook=tmp_path / "broken.ipynb")
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="is a file; give a folder"):
        classroom.make_student_edition(tmp_path / "file")


def test_answers_are_not_written_over(tmp_path: Path) -> None:
    made = classroom.make_student_edition(tmp_path / "class")
    fresh = made[0].read_text(encoding="utf-8")
    made[0].write_text(fresh.replace('"cells"', '"cells" '), encoding="utf-8")
    made[-1].unlink()
    with pytest.raises(ValueError, match=r"is there already with other content.*--force"):
        classroom.make_student_edition(tmp_path / "class")
    assert made[0].read_text(encoding="utf-8") != fresh
    assert not made[-1].exists(), "nothing is written where something may not be"
    assert classroom.make_student_edition(tmp_path / "class", force=True) == made
    assert made[0].read_text(encoding="utf-8") == fresh


@pytest.mark.parametrize(
    ("check", "given", "said"),
    [("check_hedges", "widely", 'Put your words in brackets: ["widely"].'),
     ("check_hedges", {"widely": 1}, "in brackets"), ("check_hedges", 3, "in brackets"),
     ("check_hedges", [3], "put it between quotation marks"),
     ("check_accusers", ["accused"], 'in braces: {"accused": "nobody"}.'),
     ("check_accusers", "accused", 'in braces: {"accused": "nobody"}.'), ("check_accusers", None, "in braces"),
     ("check_accusers", {3: "x"}, "put it between quotation marks"), ("predict", 3, "in braces"),
     ("check_rewrite", None, "Write a sentence")],
)  # fmt: skip
def test_a_slip_of_the_pen_gets_one_friendly_hint(lesson, check, given, said):
    hint = getattr(lesson, check)(given)
    assert not hint.done
    assert len(hint.lines) == 1
    assert said in hint.lines[0]


def test_an_accuser_may_be_left_blank(lesson):
    assert not lesson.check_accusers({"accused": None}).done


def test_a_word_without_brackets_is_one_word_in_the_comparison(lesson):
    assert lesson.marks("widely") == lesson.marks(["widely"])


def test_numbers_must_add_up_to_ten(lesson):
    assert lesson.predict({"town": 3}).lines == ("Your numbers must add up to ten; now they add up to 3.",)


@pytest.mark.parametrize("word", ["for", "the", "of wasting", "been"])
def test_a_small_word_is_no_accusation(lesson, word):
    told = lesson.check_accusers({word: "nobody", "blamed": "Tom Agar", "accused of": "nobody"})
    assert not told.done
    assert not lesson.check_accusers({"for": "nobody", "of": "nobody"}).done


def test_marking_every_word_is_not_done(lesson):
    every = [word for part in PARTS[:4] for word in part.split()]
    told = lesson.check_hedges(every)
    assert not told.done
    assert "Take off each mark" in told.lines[0]
    assert not lesson.check_hedges([PARTS[1], PARTS[2], PARTS[3], PARTS[0]]).done
    assert not lesson.check_accusers({PARTS[2]: "nobody", "Residents' leader": "Tom Agar"}).done


def test_most_of_the_clause_will_do(lesson):
    assert lesson.check_accusers({"accused of wasting money": "nobody", "blamed the mayor": "Tom Agar"}).done
    assert lesson.check_accusers({"widely accused": "unknown", "blamed": "Tom Agar"}).done
    assert lesson.check_accusers({"widely accused": "“Nobody.”", "blamed": "Agar"}).done


def test_a_typo_gets_one_line_that_says_what_was_meant(lesson):
    told = lesson.check_hedges(["widley"])
    assert told.lines == ("“widley” does not stand in the story. Did you mean “widely”?",)
    told = lesson.check_accusers({"acused of": "nobody"})
    assert told.lines == ("“acused of” does not stand in the story. Did you mean “accused of”?",)


@pytest.mark.parametrize(
    ("sentence", "done"),
    [("According to Amnesty International, the council wasted money.", True),
     ("The UN slammed the council for wasting money.", True),
     ("Ana Ruiz, a nurse, told the paper that the council had wasted money.", True),
     ("Nobody accused the council.", False), ("No one has accused the council of wasting money.", False),
     ("Ana Ruiz did not accuse the council.", False), ("Critics say the council wasted money.", False),
     ("Many people slammed the council.", False), ("Ana Ruiz said the weather was fine.", False)],
)  # fmt: skip
def test_good_rewrites_pass_and_nobody_does_not(lesson, sentence, done):
    hint = lesson.check_rewrite(sentence)
    assert hint.done is done, hint


def test_a_repeated_caption_counts_once():
    caption = "A guard who may be tired stands at the gate"
    text = "\n\n".join((caption, caption + " (AP)", "Ana Ruiz said it rained."))
    regions = [("caption", 0, len(caption)), ("caption", len(caption) + 2, 2 * len(caption) + 7)]
    at = [text.index("may"), text.rindex("may")]
    tables = Tables.from_rows({
        "articles": [{"article_id": "c", "text": text, "words": 20}],
        "regions": [{"article_id": "c", "region": r, "start": s, "end": e} for r, s, e in regions],
        "hedges": [{"article_id": "c", "start": i, "end": i + 3, "text": "may", "category": "hedge",
                    "voice": "journalist", "rule": "may"} for i in at],
    })  # fmt: skip
    article = Article("c", text, regions=tuple(Region(*region) for region in regions))
    lesson = classroom.begin(Study(Corpus((article,)), tables))
    assert lesson.check_hedges(["may"]).lines == ("You share 1 of the suite's 1 marks.",)
