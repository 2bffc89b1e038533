"""Word lists: what patterns and conditions match, and what a bad row gets."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.text import words
from framing.words import conditions
from framing.words.inflect import forms
from framing.words.lexicons import Entry, Lexicon, LexiconError, load, parse_rows, read

HEADER = "pattern,category,when,example,source\n"


def found(text: str, *patterns: str | tuple[str, str]) -> list[str]:
    entries = [Entry(p, "x") if isinstance(p, str) else Entry(p[0], "x", p[1]) for p in patterns]
    return [text[m.start : m.end] for m in Lexicon(entries).match(words(text))]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("may", "It May or may not.", ["May", "may"]),
        ("accuse/v", "Accused, he was accusing those who accuse.", ["Accused", "accusing", "accuse"]),
        ("criticise/ved", "They criticized him and he criticises us.", ["criticized"]),
        ("crisis/n", "One crisis, two crises.", ["crisis", "crises"]),
        ("harsh/a", "A harsh, harsher, harshest winter.", ["harsh", "harsher", "harshest"]),
        ("critic/n|observer/n say/v", "Critics say so; an observer said no.", ["Critics say", "observer said"]),
        ("a senior *2 official/n", "A senior official met a senior army intelligence official.",
         ["A senior official", "a senior army intelligence official"]),
        ("it <be> <adv>? believe/ved that", "It is widely believed that it was believed that.",
         ["It is widely believed that", "it was believed that"]),
        ("<have> been [widely] <part>", "He has been widely accused.", ["widely"]),
        ("islamofasc*", "Islamofascism, Islamofascists and islam.", ["Islamofascism", "Islamofascists"]),
        ("the fringe", "the\nfringe", ["the\nfringe"]),
        ("women's health", "On women’s health they agree.", ["women’s health"]),
        ("can't|won't say", "We can't say and won’t say.", ["can't say", "won’t say"]),
        ("so * as", "so far as, so. as, so very far as", ["so far as"]),
    ],
)  # fmt: skip
def test_patterns(pattern: str, text: str, expected: list[str]) -> None:
    assert found(text, pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "when", "text", "expected"),
    [
        ("may", "!month", "In May it may rain on 5 May; May 2016 may not.", ["may", "may"]),
        ("about", "next:<num>", "About 50 people spoke about two plans about peace.", ["About", "about"]),
        ("certain", "next:<plural> !prev:a", "Certain rules; a certain Mr Fox is certain.", ["Certain"]),
        ("could", "!next:not|n't|see", "He could see that she could win and couldn't lose.", ["could"]),
        ("like", "prev:<num>", "Two like him", ["like"]),
        ("west", "name", "The West went west. West of here.", ["West"]),
        ("official", "!named", "An official, Ann Lee, met an official who left.", ["official"]),
        (
            "a senior official",
            "!apposed",
            "Ann Lee, a senior official, met a senior official.",
            ["a senior official"],
        ),
        ("will", "near:if", "It will end. It will end if they agree.", ["will"]),
        ("plan", "any(next:b;prev:the)", "plan b, the plan, a plan", ["plan", "plan"]),
        ("would", "!future_in_past", "She said it would stop. The plan would help.", ["would"]),
        ("peace", "quoted", 'Their "peace" is no peace.', ["peace"]),
        ("act", "start", "Act now. They act.", ["Act"]),
        ("us", "acronym", "The US told us.", ["US"]),
    ],
)
def test_conditions(pattern: str, when: str, text: str, expected: list[str]) -> None:
    assert found(text, (pattern, when)) == expected


def test_the_longest_match_wins_and_exceptions_shield() -> None:
    entries = [
        Entry("if", "hedge"),
        Entry("even if", "-"),
        Entry("of course", "booster"),
        Entry("course", "hedge"),
    ]
    text = "Of course it holds, even if it rains, if at all."
    got = [(text[m.start : m.end], m.entry.category) for m in Lexicon(entries).match(words(text))]
    assert got == [("Of course", "booster"), ("if", "hedge")]


def test_matches_stand_in_text_order_and_never_overlap() -> None:
    lexicon = load("hedges")
    text = "It is widely believed that some experts say he may, perhaps, have been accused of it, officials said."
    matches = lexicon.match(words(text))
    assert len(matches) >= 4
    assert all(a.last_word < b.first_word for a, b in pairwise(matches))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_matched_without_a_crash(text: str) -> None:
    for name in ("hedges", "loaded"):
        for match in load(name).match(words(text)):
            assert 0 <= match.start < match.end <= len(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "list.csv: is empty"),
        ("pattern,category,example\nmay,hedge,x\n", "list.csv, row 1: the column 'source' is missing"),
        ("pattern,pattern,category,example,source\n", "row 1: the column 'pattern' stands there twice"),
        (
            HEADER + "may,hedges,,x,y\n",
            "list.csv, row 2: unknown category 'hedges'; allowed are booster, hedge",
        ),
        (HEADER + "may,hedge,,x,y\n\nmay,hedge,,x,y\n", "list.csv, row 4: 'may' is a duplicate of row 2"),
        (HEADER + "may,hedge,,x\n", "list.csv, row 2: has 4 cells where the header has 5"),
        (HEADER + '"may,hedge,,x,y\n', "is not CSV"),
        (
            HEADER + "[may,hedge,,x,y\n",
            "list.csv, row 2: the pattern '[may' needs one pair of square brackets",
        ),
        (HEADER + "]may[,hedge,,x,y\n", "row 2: the square brackets"),
        (HEADER + ",hedge,,x,y\n", "row 2: the pattern is empty"),
        (HEADER + "<bee> may,hedge,,x,y\n", "row 2: unknown class '<bee>'"),
        (HEADER + "<adv> *,hedge,,x,y\n", "row 2: the pattern '<adv> *' has no word of its own"),
        (HEADER + "may?,hedge,,x,y\n", "row 2: the pattern 'may?' may be empty"),
        (HEADER + "a||b,hedge,,x,y\n", "row 2: an empty alternative"),
        (HEADER + "accuse/x,hedge,,x,y\n", "row 2: unknown inflection '/x'"),
        (HEADER + "ab*,hedge,,x,y\n", "row 2: the stem 'ab*'"),
        (HEADER + "a?b,hedge,,x,y\n", "row 2: 'a?b' in the pattern"),
        (HEADER + "x *9 *9 *9 y,hedge,,x,y\n", "row 2: the pattern 'x *9 *9 *9 y' has 1000 readings"),
        (HEADER + "may,hedge,monht,x,y\n", "row 2: unknown condition 'monht'; allowed are"),
        (HEADER + "may,hedge,nxt:a,x,y\n", "row 2: unknown condition 'nxt:a'; with a colon"),
        (
            "pattern,category,example,source,weight\nmay,hedge,x,y,much\n",
            "row 2: the weight 'much' is no number",
        ),
        (
            "pattern,category,example,source,weight\nmay,hedge,x,y,nan\n",
            "row 2: the weight 'nan' is no number",
        ),
        ("pattern\0", "null character"),
    ],
)
def test_a_bad_list_is_one_sentence_with_file_and_row(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf8", newline="")
    with pytest.raises(LexiconError) as caught:
        Lexicon(read(path, categories=("hedge", "booster")), "list")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "list.csv" in str(caught.value)


def test_a_list_that_is_not_utf8_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LexiconError, match=r"a\.csv: is not UTF-8"):
        read(tmp_path / "a.csv")
    with pytest.raises(LexiconError, match="cannot be read"):
        read(tmp_path / "b.csv")
    with pytest.raises(LexiconError, match="no folder of word lists"):
        load("hedges", tmp_path / "none")
    with pytest.raises(LexiconError, match="no word list 'nothing'"):
        load("nothing")


def test_a_folder_of_ones_own_replaces_or_extends(tmp_path: Path) -> None:
    shipped = load("hedges")
    assert load("hedges", tmp_path).version == shipped.version
    more = HEADER + "may,-,,It may rain.,mine\nblimey,booster,,Blimey!,mine\n"
    (tmp_path / "hedges.more.csv").write_text(more, encoding="utf8")
    extended = load("hedges", tmp_path)
    assert extended.version != shipped.version
    text = "Blimey, it may rain, perhaps."
    assert [text[m.start : m.end] for m in extended.match(words(text))] == ["Blimey", "perhaps"]
    (tmp_path / "hedges.more.csv").unlink()
    (tmp_path / "hedges.csv").write_text(HEADER + "blimey,booster,,Blimey!,mine\n", encoding="utf8")
    assert [text[m.start : m.end] for m in load("hedges", tmp_path).match(words(text))] == ["Blimey"]


def test_further_columns_are_kept() -> None:
    entry = parse_rows("pattern,category,example,source,note\nfoe,x,a foe,me,harsh\n", "f.csv")[0]
    assert entry.extra == {"note": "harsh"}


def test_a_condition_can_be_added() -> None:
    def long_word(tokens: object, first: int, last: int) -> bool:
        return last - first > 0

    conditions.register("long_for_test", long_word)
    assert found("very well", ("very well", "long_for_test")) == ["very well"]
    with pytest.raises(ValueError, match="defined already"):
        conditions.register("long_for_test", lambda tokens, first, last: True)
    with pytest.raises(ValueError, match="lower-case"):
        conditions.register("Long Word", long_word)


@pytest.mark.parametrize("name", ["hedges", "loaded"])
def test_every_entry_fires_in_its_own_example(name: str) -> None:
    lexicon = load(name)
    for entry in lexicon.entries:
        assert entry.example, entry
        assert entry.source, entry
        alone = Lexicon([Entry(entry.pattern, "x", entry.when)])
        assert alone.match(words(entry.example)), f"row {entry.row}: {entry.rule} in {entry.example!r}"


@pytest.mark.parametrize(
    ("word", "kind", "expected"),
    [
        ("label", "v", {"label", "labels", "labelled", "labeled", "labelling", "labeling"}),
        ("deny", "v", {"deny", "denies", "denied", "denying"}),
        ("overthrow", "ved", {"overthrew", "overthrown"}),
        ("panic", "ving", {"panicking"}),
        ("lie", "ving", {"lying"}),
        ("spokeswoman", "n", {"spokeswoman", "spokeswomen"}),
        ("human", "n", {"human", "humans"}),
        ("ally", "n", {"ally", "allies"}),
        ("ugly", "a", {"ugly", "uglier", "ugliest"}),
        ("analyse", "ved", {"analysed", "analyzed"}),
    ],
)
def test_inflection(word: str, kind: str, expected: set[str]) -> None:
    assert forms(word, kind) == expected


def test_another_package_ships_a_list_that_a_user_adds_to(tmp_path):
    row = "{},shout,so it is,own\n"
    head = "pattern,category,example,source\n"
    home, own = tmp_path / "package", tmp_path / "own"
    home.mkdir()
    own.mkdir()
    (home / "shouts.csv").write_text(head + row.format("hurrah"), encoding="utf8")
    (own / "shouts.more.csv").write_text(head + row.format("hooray"), encoding="utf8")
    assert [e.pattern for e in load("shouts", home=home).entries] == ["hurrah"]
    assert [e.pattern for e in load("shouts", own, home=home).entries] == ["hooray", "hurrah"]
    with pytest.raises(LexiconError, match="there is no word list 'shouts'"):
        load("shouts")
