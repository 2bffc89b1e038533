"""Statements: model, patterns, speakers, targets and camps together, on the seed and on hostile text."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import camps
from framing.article import Article, Region, Span
from framing.attribution.subjects import credible, with_source
from framing.layers.quotations import quotations
from framing.layers.statements import kind, statements, tidy
from framing.people.targets import with_targets
from framing.statement import KINDS, SPEAKER_TYPES, STANCES, Attribution, Statement
from framing.text import Document

ROOT = Path(__file__).parents[2]


class Given:
    """A tagger that has found what it is told."""

    version = "given"

    def __init__(self, *found: Attribution) -> None:
        self.found = list(found)

    def attribute(self, documents: Sequence[Document]) -> list[list[Attribution]]:
        return [self.found for _ in documents]


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def one(text: str, *found: Attribution) -> list[Statement]:
    [made] = statements([Document(Article("a", text))], tagger=Given(*found))  # type: ignore[arg-type]
    return made


def test_the_seed() -> None:
    """All twelve labelled statements, with kind, source, cue and camp."""
    gold = json.loads((ROOT / "data" / "gold" / "seed.json").read_text(encoding="utf-8"))
    text = (ROOT / "seeds" / gold["article"]).read_text(encoding="utf-8")
    regions = tuple(Region(r["region"], *r["span"]) for r in gold["regions"])
    doc = Document(Article("seed", text, regions=regions))
    [made] = statements([doc], camps=camps.load("seed"))
    missed = []
    for label in gold["statements"]:
        wanted = (label["kind"], label["source"], label["cue"], label["camp"], label["speaker_type"])
        found = [
            (s.kind, s.source and [*pair(s.source)], s.cue and [*pair(s.cue)], s.camp, s.speaker_type)
            for s in made
        ]
        if wanted not in found:
            missed.append(label["cue"])
    assert not missed
    assert [s.target for s in made if s.speaker_type == "agentless"] == ["Russia", "Russia"]
    types = {text[row["start"] : row["end"]]: row["type"] for row in quotations(doc, made)}
    for label in gold["quotation_marks"]:
        assert types[label["text"]] == label["type"].split()[0]


def test_ids_follow_the_text() -> None:
    text = 'Ann Lee said the pond was frozen. "Stay away," Bo Ray told skaters.'
    made = one(
        text,
        Attribution(at(text, "Bo Ray"), at(text, "told"), (at(text, '"Stay away,"'),)),
        Attribution(at(text, "Ann Lee"), at(text, "said"), (at(text, "the pond was frozen"),)),
    )
    assert [(s.statement_id, s.speaker) for s in made] == [(0, "Ann Lee"), (1, "Bo Ray")]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('She said: "It is cold."', '"It is cold."', "direct"),
        ("She said: ‘It is cold.’", "‘It is cold.’", "direct"),
        ('She called it "a gift" to the town.', 'it "a gift" to the town', "mixed"),
        ("She said it was cold.", "it was cold", "indirect"),
    ],
)
def test_kinds(text: str, content: str, expected: str) -> None:
    assert kind(Document(Article("a", text)), [at(text, content)]) == expected


def test_marks_at_the_edge_belong_to_the_content() -> None:
    text = 'He said the mill was "a wreck".'
    doc = Document(Article("a", text))
    [found] = tidy(doc, [Attribution(at(text, "He"), at(text, "said"), (at(text, 'the mill was "a wreck'),))])
    assert found.content == (at(text, 'the mill was "a wreck"'),)


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    text = 'Bo Ray said: "The ice is thin.\n\n"Nobody should skate."'
    made = one(
        text,
        Attribution(at(text, "Bo Ray"), at(text, "said"), (at(text, '"The ice is thin.'),)),
        Attribution(None, None, (at(text, '"Nobody should skate."'),)),
    )
    assert [[span.of(text) for span in s.content] for s in made] == [
        ['"The ice is thin.', '"Nobody should skate."']
    ]


def test_what_leads_into_a_quotation_is_not_quoted() -> None:
    text = 'Speaking in Oslo, she said: "We are done."'
    made = one(
        text,
        Attribution(
            at(text, "she"), at(text, "said:"), (at(text, "Speaking in Oslo"), at(text, '"We are done."'))
        ),
    )
    assert [(s.kind, s.cue and s.cue.of(text), s.content) for s in made] == [
        ("direct", "said", (at(text, '"We are done."'),))
    ]


def test_the_accused_is_no_source() -> None:
    text = "Orland has been widely accused of bribery."
    [made] = one(
        text, Attribution(at(text, "Orland"), at(text, "has been widely accused"), (at(text, "of bribery"),))
    )
    assert (made.source, made.speaker_type, made.act, made.target) == (None, "agentless", "accuses", "Orland")


def test_furniture_makes_no_statement() -> None:
    text = "The pond froze.\nThe editor said to sign up."
    article = Article("a", text, regions=(Region("body", 0, 15), Region("furniture", 16, len(text))))
    found = Attribution(at(text, "The editor"), at(text, "said"), (at(text, "to sign up"),))
    [made] = statements([Document(article)], tagger=Given(found))  # type: ignore[arg-type]
    assert made == []


def test_well_formed_quotations_never_come_out_empty() -> None:
    text = '"The pond is frozen."\n"We shall skate at noon."'
    made = one(text)
    assert [s.content[0].of(text) for s in made] == text.split("\n")
    assert all(s.score < 0.5 for s in made)


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Ann Lee won, vowing to cut fares.", "vowing", "to cut fares", "Ann Lee"),
        ("The pond was praised by two poets for its calm.", "was praised", "its calm", "two poets"),
        ("Bo Ray skated home and said it was cold.", "said", "it was cold", "Bo Ray"),
        ("According to Ann Lee, it froze.", "According to", "it froze", "Ann Lee"),
        ("The pond was praised for its calm.", "was praised for", "its calm", None),
        ("The pond seemed calm.", "seemed", "calm", None),
        ("The pond was praised in the Fen Herald for its calm.", "was praised", "its calm", "the Fen Herald"),
        ("Ann Lee was accused in a lawsuit of theft.", "was accused", "theft", "a lawsuit"),
        ("Ann Lee was accused in March of theft.", "was accused", "theft", None),
        ("Ann Lee was told by the bank that it had closed.", "was told", "that it had closed", "the bank"),
        ("The plan was approved by a single vote.", "was approved", "The plan", None),
        ("Three years ago I stood there and told them that it was cold.", "told", "that it was cold", "I"),
        ("The pond was praised in hard times for its calm.", "was praised", "its calm", None),
    ],
)
def test_sources_of_lone_cues(text: str, cue: str, content: str, source: str | None) -> None:
    found = with_source(Document(Article("a", text)), Attribution(None, at(text, cue), (at(text, content),)))
    assert (found.source.of(text) if found.source else None) == source


@pytest.mark.parametrize(
    ("text", "cue", "content", "stands"),
    [
        ("Ann Lee was called for an emergency.", "was called", "an emergency", False),
        ("The road was described in an old guide.", "was described", "an old guide", False),
        ("Ann Lee was called a liar.", "was called", "a liar", True),
        ("Ann Lee was described in March as a liar.", "was described", "a liar", True),
        ("Ann Lee was expected in court to confess.", "was expected", "to confess", True),
        ("Ann Lee was accused by fans of theft.", "was accused", "theft", False),
        ("The raid was officially intended to help.", "was officially intended", "to help", False),
    ],
)
def test_lone_cues_that_report_nothing_go(text: str, cue: str, content: str, stands: bool) -> None:
    assert (
        credible(Document(Article("a", text)), Attribution(None, at(text, cue), (at(text, content),)))
        == stands
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "act", "target"),
    [
        ("Ann Lee accused Bo Ray of theft.", "Ann Lee", "accused", "Bo Ray of theft", "accuses", "Bo Ray"),
        (
            "Ann Lee praised Bo Ray for his calm.",
            "Ann Lee",
            "praised",
            "Bo Ray for his calm",
            "praises",
            "Bo Ray",
        ),
        ("Ann Lee said it was cold.", "Ann Lee", "said", "it was cold", "states", None),
    ],
)
def test_targets(text: str, source: str, cue: str, content: str, act: str, target: str | None) -> None:
    statement = Statement(0, "indirect", at(text, source), at(text, cue), (at(text, content),), act=act)
    assert with_targets(Document(Article("a", text)), [statement], {})[0].target == target


HOSTILE = [
    "",
    "x",
    '"',
    "“ ” ‘ ’ « »" * 40,
    '"He said "she said "they said',
    "Q: Did you see it?\nA: I said no.\nTAPPER: “Let me ask you this.”\nLEE: “Go on.”",
    "RT @pond: frozen!! #ice #skate — “stay off” https://t.co/x1 @ann said so",
    "ANN LEE SAID THE POND WAS FROZEN. “STAY AWAY,” SHE TOLD SKATERS.",
    "Der Teich ist gefroren, sagte Anna. „Bleibt weg“, rief sie.",
    "* one\n* two said three\n- four: “five”",
    "\x00\x0b\ufffd said \u202e“six”\u200f",
    "said " * 2000,
    "It has been accused of " * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text(text: str) -> None:
    check(text)


PIECES = st.sampled_from(
    ["Ann Lee", "he", "It", "said", "was accused of", "told reporters", "according to", "“", "”", '"', "'", ",",
     ".", "\n", "the pond", "froze", "by critics", "Q:", "TAPPER:", "has been", "criticised for", "that", "—", "«",
     "and", "  "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=50).map(" ".join) | st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text(text: str) -> None:
    check(text)


def check(text: str) -> None:
    """Spans inside the text, ids in order, values of the contract."""
    doc = Document(Article("a", text))
    [made] = statements([doc])
    assert [s.statement_id for s in made] == list(range(len(made)))
    assert [s.start for s in made] == sorted(s.start for s in made)
    for s in made:
        assert s.content
        for span in (*s.content, *(x for x in (s.source, s.cue) if x is not None)):
            assert 0 <= span.start < span.end <= len(text)
        assert s.kind in KINDS
        assert s.stance in STANCES
        assert s.speaker_type in SPEAKER_TYPES
        assert 0 <= s.score <= 1
    cues = [s.cue for s in made if s.source is None and s.cue is not None]
    assert len(cues) == len(set(cues))
    for row in quotations(doc, made):
        assert 0 <= row["start"] < row["end"] <= len(text)


def test_a_dateline_is_no_part_of_a_source() -> None:
    text = "OSLO, May 3 (Reuters) - Norway said the fleet had sailed."
    [made] = one(
        text,
        Attribution(
            at(text, "OSLO, May 3 (Reuters) - Norway"), at(text, "said"), (at(text, "the fleet had sailed"),)
        ),
    )
    assert made.source == at(text, "Norway")


def test_an_endless_sentence_is_read_to_its_end() -> None:
    text = "It has been accused of it by no one and seems to be seen as such amid fears of it " * 2500
    doc = Document(Article("a", text))
    [found] = statements([doc], tagger=Given())  # type: ignore[list-item, arg-type]
    assert all(0 <= span.start < span.end <= len(text) for made in found for span in made.content)


def test_a_paragraph_of_quotation_goes_to_the_speaker_before() -> None:
    text = "Bo Ray told skaters: “Stay away.”\n“The ice is far too thin.”\nNobody listened.\n“We shall see about that.”"
    found = Attribution(at(text, "Bo Ray"), at(text, "told"), (at(text, "“Stay away.”"),))
    [made] = one(text, found)
    assert [span.of(text) for span in made.content] == ["“Stay away.”", "“The ice is far too thin.”"]
