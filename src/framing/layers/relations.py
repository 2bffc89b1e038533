"""Relations: who is for or against whom, between two places of a text and over an article (a small fitted network)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from framing.article import STORY, Span
from framing.layers._passages import Passage, describe, passage_of
from framing.layers._relations_network import CLASSES, Network, Pair, load
from framing.layers.marks import english
from framing.layers.registry import Layer, Task
from framing.people.classes import PARTY
from framing.people.party_places import Party, parties, settled
from framing.reading.datelines import dateline
from framing.sentences import sentences
from framing.statement import Statement
from framing.text import Document, Sentence, words
from framing.words.tables import WordSet

_PASSAGE = (
    600  # a text longer than this is cut to the sentences of the pair: the network was fitted on sentences
)
_NEXT = (
    3  # others of a sentence that each party is asked about: work grows with the length, not with its square
)
_AND = WordSet("function", "coordinator")
_AHEAD = 8  # mentions in which those are looked for
_MOST = 12  # pairs of one sentence
_LABEL = re.compile(r"[RDI]-[A-Z][\w.]*(?:\s[A-Z][\w.]*)*")
"""A lawmaker's party and state, as in "Rep. Ann Lee, D-Ohio"."""


@dataclass(frozen=True, slots=True)
class Between:
    """How two parties stand to each other, as the text tells it.

    Args:
        p_to_q, q_to_p: -1 against, 0 neither, 1 for; at most one of the two is not 0.
        p_to_q_score, q_to_p_score: share of for less share of against, -1 to 1.
        score: the network's share of the answer that it gives, 0 to 1.
    """

    p_to_q: int
    q_to_p: int
    p_to_q_score: float
    q_to_p_score: float
    score: float

    def turned(self) -> Between:
        """The same with the parties in the other order."""
        return Between(self.q_to_p, self.p_to_q, self.q_to_p_score, self.p_to_q_score, self.score)


def version(folder: str | None = None) -> str:
    """SHA-256 of the network's weights."""
    return _network().version


@lru_cache(maxsize=1)
def _network() -> Network:
    return load()


def between(text: str, p: tuple[int, int], q: tuple[int, int]) -> Between:
    """Who of two is for or against the other: support, praise, help; attack, blame, rejection.

    The names of both, and every other name, are hidden from the network, so that what is told counts and
    not who it is told of. The order of the two does not matter: exchanged, they give the exchanged answer.

    Args:
        text: a sentence, or an article (then what stands from the one's sentence to the other's is read).
        p, q: code-point offsets (start, end) of the two.

    Raises:
        ValueError: if a span is empty or outside the text, or both are the same.

    Papers:
        Park, Pan & Joo 2021, Who blames or endorses whom? (the task and the data it was fitted on).

    Example:
        >>> found = between("Lee was condemned by Roe for the cuts.", (0, 3), (21, 24))
        >>> found.p_to_q, found.q_to_p
        (0, -1)
    """
    for start, end in (p, q):
        if not 0 <= start < end <= len(text):
            raise ValueError(
                f"a party needs 0 <= start < end <= {len(text)}, but got start={start}, end={end}."
            )
    one, two = sorted((Span(*p), Span(*q)), key=lambda span: (span.start, span.end))
    if one == two:
        raise ValueError(f"two parties need two places, but both are {one.start} to {one.end}.")
    left, right = 0, len(text)
    if len(text) > _PASSAGE:
        around = [s for s in sentences(text) if s.end > one.start and s.start < max(one.end, two.end)]
        left, right = (around[0].start, around[-1].end) if around else (left, right)
        left, right = min(left, one.start), max(right, one.end, two.end)
    passage = describe(words(text[left:right]))
    pair = Pair(
        0,
        passage.positions(Span(one.start - left, one.end - left)),
        passage.positions(Span(two.start - left, two.end - left)),
    )
    found = _judge([passage], [pair])[0]
    return found if one == Span(*p) else found.turned()


def _judge(passages: Sequence[Passage], pairs: Sequence[Pair], *, glance: bool = False) -> list[Between]:
    if not pairs:
        return []
    shares = _network().shares(passages, pairs, glance=glance)
    signed = (shares @ np.array(CLASSES, dtype=np.float32)).round(4).tolist()
    best = shares.argmax(axis=1).tolist()
    sure = shares.max(axis=1).round(4).tolist()
    return [
        Between(*CLASSES[number], forth, back, score)
        for number, (forth, back), score in zip(best, signed, sure, strict=True)
    ]


def relations(doc: Document, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Who is for or against whom in the sentences of the story (rows of the relations table).

    Parties are the article's sources, the persons and bodies it names, and the pronouns that stand for them.
    Text that is not English has no rows.

    Args:
        doc: the article.
        statements: its statements.

    Returns:
        One row for each sentence, holder and target that the network is sure enough of, by the share that
        comes with its weights; `start` and `end` are the sentence's.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Ana Ruiz sharply criticized Leo Marsh on Tuesday."))
        >>> [(row["holder"], row["target"], row["polarity"]) for row in relations(doc, [])]
        [('Ana Ruiz', 'Leo Marsh', -1)]
    """
    if not english(doc):
        return []
    key = tuple((s.start, s.speaker) for s in statements)
    kept = doc.__dict__.get("_relations")
    if kept is None or kept[0] != key:
        kept = doc.__dict__["_relations"] = (key, _found(doc, statements))  # accusations ask too
    return [dict(row) for row in kept[1]]


def _found(doc: Document, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    passages: list[Passage] = []
    pairs: list[Pair] = []
    asked: list[tuple[Sentence, Party, Party]] = []
    for sentence, present in _by_sentence(doc, _standing(doc, parties(doc, statements))):
        inside = doc.words.within(sentence.span)
        chosen = list(_pairs(present))
        if not chosen:
            continue
        for one, two in chosen:
            places = [(party.first - inside.start, party.last - inside.start) for party in (one, two)]
            pairs.append(Pair(len(passages), *places))
            asked.append((sentence, one, two))
        passages.append(passage_of(doc, sentence))
    least, authors = _network().least, _authors(doc)
    judged = [
        (sentence, (one, two) if found.p_to_q else (two, one), found)
        for (sentence, one, two), found in zip(asked, _judge(passages, pairs, glance=True), strict=True)
        if (found.p_to_q or found.q_to_p) and found.score >= least[found.p_to_q or found.q_to_p]
    ]
    who = settled(doc, statements, [party for _, both, _ in judged for party in both])
    told: dict[tuple[int, str, int], list[_Told]] = {}
    for (sentence, _, found), holder, target in zip(judged, who[::2], who[1::2], strict=True):
        if holder is None or target is None or holder.name == target.name:
            continue
        if holder.name.casefold() in authors or target.name.casefold() in authors:
            continue  # a pronoun that seems to mean who wrote the article
        relation = _Told(sentence, holder, target, found)
        told.setdefault((sentence.sentence_id, target.name, found.p_to_q or found.q_to_p), []).append(
            relation
        )
    return [_row(doc, one) for group in told.values() for one in _holders(doc, group)]


def _standing(doc: Document, found: Sequence[Party]) -> list[Party]:
    """The parties without what house style alone prints: labels of party and state, places of datelines, the author.

    "Rep. Ann Lee, D-Ohio, …" and "Representative Ann Lee, Democrat of Ohio, …" name one party, not two.
    """
    authors, opened = _authors(doc), _datelines(doc)
    words, kept = doc.words, []
    for party in found:
        before = words.lower[max(0, party.first - 2) : party.first]
        labelled = len(before) == 2 and before[1] == "of" and before[0] in PARTY
        if (
            labelled
            or _LABEL.fullmatch(party.name)
            or party.name.casefold() in authors
            or any(start <= party.span.start < end for start, end in opened)
        ):
            continue
        kept.append(party)
    return kept


def _authors(doc: Document) -> set[str]:
    return {name.casefold() for name in doc.article.byline}


def _datelines(doc: Document) -> list[tuple[int, int]]:
    """Where the paragraphs of the body open with a dateline."""
    found = []
    for span, region in doc.blocks:
        told = dateline(span.of(doc.text)) if region == "body" else None
        if told is not None:
            found.append((span.start, span.start + told.end))
    return found


class _Told(NamedTuple):
    """What is told of two parties in a sentence."""

    sentence: Sentence
    holder: Party
    target: Party
    found: Between


def _holders(doc: Document, group: Sequence[_Told]) -> list[_Told]:
    """Of those who may be for, or against, one target in a sentence the likeliest, and those joined to it by "and".

    Each pair is judged for itself, so who merely stands in the sentence of an attack tends to be taken for its author.
    """
    best = max(group, key=lambda one: one.found.score)
    kept = {best.holder.name: best}
    for one in group:
        first, last = sorted((one.holder, best.holder), key=lambda party: party.first)
        between = doc.words.lower[first.last : last.first]
        if between and all(word == "," or word in _AND for word in between):
            kept.setdefault(one.holder.name, one)
    return list(kept.values())


def _row(doc: Document, one: _Told) -> dict[str, Any]:
    sentence, holder, target, found = one
    return {
        "article_id": doc.article.id,
        "holder": holder.name, "holder_start": holder.span.start, "holder_end": holder.span.end,
        "target": target.name, "target_start": target.span.start, "target_end": target.span.end,
        "polarity": found.p_to_q or found.q_to_p, "start": sentence.start, "end": sentence.end,
        "score": found.score,
    }  # fmt: skip


def _by_sentence(doc: Document, found: Sequence[Party]) -> Iterator[tuple[Sentence, list[Party]]]:
    """The sentences of the story in which two parties or more stand."""
    at = 0
    for sentence in doc.sentences:
        present = []
        while at < len(found) and found[at].span.start < sentence.end:
            if found[at].span.start >= sentence.start and found[at].span.end <= sentence.end:
                present.append(found[at])
            at += 1
        if sentence.region in STORY and len(present) > 1:
            yield sentence, present


def _pairs(present: Sequence[Party]) -> Iterator[tuple[Party, Party]]:
    """Pairs of different parties, each with the next few that follow it."""
    made = 0
    for number, one in enumerate(present):
        seen = {one.name}
        for at in range(number + 1, min(number + 1 + _AHEAD, len(present))):
            two = present[at]
            if two.name == one.name or len(seen) > _NEXT:
                break  # what follows is nearer to the later mention
            if two.name in seen:
                continue
            seen.add(two.name)
            yield one, two
            made += 1
            if made == _MOST:
                return


LAYERS = (
    Layer(
        "relations",
        (
            ("article_id", "str"), ("holder", "str"), ("holder_start", "int"), ("holder_end", "int"),
            ("target", "str"), ("target_start", "int"), ("target_end", "int"), ("polarity", "int"),
            ("start", "int"), ("end", "int"), ("score", "float"),
        ),
        lambda seen: relations(seen.document, seen.statements),
        version=version,
        named_by="target",
        values={"polarity": (-1, 1)},
        about="Who is for or against whom within a sentence; what only several sentences tell together is not seen.",
        tasks=(
            Task(
                "relations", "pairs", "p_to_q", "macro_f1", "who of two is for or against the other",
                '{"id": "1", "text": "Ann praised Bo.", "p": [0, 3], "q": [12, 14], "p_to_q": 1, "q_to_p": 0}',
            ),
        ),
    ),
)  # fmt: skip
"""Who stands for or against whom."""
