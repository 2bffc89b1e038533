from pathlib import Path

import pytest

from framing.article import Article
from framing.layers.names import lexicon_of, naming
from framing.layers.voices import Voices
from framing.text import Document
from framing.words.lexicons import LexiconError


def names(text: str, **more: object) -> list[tuple[str, str]]:
    doc = Document(Article("a", text, **more))
    return [(row["text"], row["term"]) for row in naming(doc, Voices(doc, []))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They shelled moderate rebel groups near the dam.", [("moderate rebel groups", "rebel")]),
        (
            "The Ulda Front and other armed militants fled.",
            [("Ulda Front and other armed militants", "militant")],
        ),
        ("It hit terrorist groups including Hesh.", [("terrorist groups including Hesh", "terrorist")]),
        ("A Turkish-backed militia held the pass.", [("Turkish-backed militia", "militia")]),
        ("They spoke of undocumented workers.", [("undocumented workers", "undocumented worker")]),
        ("Two fighter jets landed.", []),
        ("The moderates lost the vote.", [("moderates", "moderate")]),
    ],
)
def test_a_name_is_taken_with_its_noun_phrase(text: str, found: list[tuple[str, str]]) -> None:
    assert names(text) == found


def test_the_shipped_sets_are_many_and_each_has_rivals() -> None:
    sets: dict[str, set[str]] = {}
    for entry in lexicon_of().entries:
        sets.setdefault(entry.category, set()).add(entry.pattern)
    assert len(sets) >= 60
    assert min(len(names) for names in sets.values()) >= 2
    for topic in ("war", "protest", "migra", "tax", "climate", "vaccine", "crime"):
        assert any(topic in (row.category + row.pattern) for row in lexicon_of().entries)


def test_text_that_is_not_english_has_no_names() -> None:
    assert names("Die Rebellen und Terroristen.", language="de") == []


HEADER = "pattern,category,connotation,note,when,example,source\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("yeti/n,snowmen,0,,,A yeti.,own\n", "one name, 'yeti'"),
        ("yeti/n,snowmen,2,,,A yeti.,own\nbigfoot/n,snowmen,0,,,Bigfoot.,own\n", "connotation '2'"),
    ],
)
def test_a_bad_set_is_one_sentence_with_its_row(tmp_path: Path, rows: str, said: str) -> None:
    (tmp_path / "naming.csv").write_text(HEADER + rows)
    with pytest.raises(LexiconError, match=said) as caught:
        lexicon_of(tmp_path)
    assert "row 2" in str(caught.value)


def test_a_set_of_ones_own_is_added(tmp_path: Path) -> None:
    (tmp_path / "naming.more.csv").write_text(
        HEADER + "yeti/n,snowmen,1,,,A yeti.,own\nabominable snowman/n,snowmen,-1,,,It came.,own\n"
    )
    doc = Document(Article("a", "The yeti left; rebels stayed."))
    found = [row["term"] for row in naming(doc, Voices(doc, []), folder=tmp_path)]
    assert found == ["yeti", "rebel"]
