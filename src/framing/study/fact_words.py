"""Figures of the words: rival names, tone of sentences, tone toward somebody, frames, paragraphs with a mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from framing.spans import union
from framing.statement import Voice
from framing.study.article_page import Block
from framing.study.material import Material, grouped
from framing.study.naming import referents
from framing.study.said import Mark, Said

NEUTRAL = 0.05
"""A compound score at most so far from zero leans no way (Hutto and Gilbert 2014)."""

FEWEST = 5
"""Of fewer sentences no mean is told: one of them would decide it."""

TARGETS = ("person", "organisation", "country")
"""The kinds of target that a tone can be toward: a place or a date is nobody's friend."""


@dataclass(frozen=True)
class Contested:
    """What the voices disagree on most.

    Args:
        referent: the thing that most voices name, with most names, most often.
        marks: its names in text order.
        names: how often each name is used, as it is counted: the whole phrase in one article, the bare term over
            many; the commonest first.
        distinct: how many names it has, whatever their capitals; in one article those of one term count once.
        users: for each name the voice that it is told with: first the favourites of the voices, those that name
            it most first, then the next in number. A voice is a camp and whether it is quoted, or None.
    """

    referent: str
    marks: tuple[Mark, ...]
    names: Mapping[str, int]
    distinct: int
    users: Mapping[str, tuple[str, bool] | None]


def contested(found: Material) -> Contested | None:
    """What the voices of a corpus disagree on most; None where nothing is named."""

    def called(mark: Mark) -> str:
        return " ".join(mark.text.split()) if found.one else mark.term

    def rank(marks: Sequence[Mark]) -> tuple[bool, int, int, int]:
        users = {m.said.camp.name if m.said else None for m in marks}
        return (
            len({m.term.lower() for m in marks}) > 1,
            len(users),
            len({called(m) for m in marks}),
            len(marks),
        )

    sets = grouped(found.names, lambda mark: mark.kind)
    if not sets:
        return None
    # In one article rival names are compared where they mean one thing in it; over many, set by set.
    groups = [
        (kind, tuple(own))
        for kind, marks in sets.items()
        for own in (referents(marks) if found.one else [list(marks)])
    ]
    referent, marks = max(groups, key=lambda pair: rank(pair[1]))
    names = Counter(called(m) for m in marks)
    by_voice: dict[tuple[str, bool] | None, Counter[str]] = {}
    first: dict[str, tuple[str, bool] | None] = {}
    for mark in marks:
        voice = (mark.said.camp.name, mark.quoted) if mark.said else None
        by_voice.setdefault(voice, Counter())[called(mark)] += 1
        first.setdefault(called(mark), voice)
    voices = sorted(by_voice, key=lambda voice: -by_voice[voice].total())
    users: dict[str, tuple[str, bool] | None] = {}
    for voice in voices:
        users.setdefault(by_voice[voice].most_common(1)[0][0], voice)
    for name, _ in names.most_common():
        users.setdefault(name, first[name])
    ordered = dict(names.most_common())
    distinct = len({m.term.lower() for m in marks} if found.one else {name.lower() for name in names})
    return Contested(referent, tuple(marks), ordered, distinct, users)


@dataclass(frozen=True)
class ToneFacts:
    """The scores of some sentences: in text order, their mean, and how many lie below, between and above."""

    scores: tuple[float, ...]
    mean: float | None
    below: int
    between: int
    above: int

    @property
    def sentences(self) -> int:
        """How many sentences there are."""
        return len(self.scores)

    @property
    def told_mean(self) -> float | None:
        """The mean where there are sentences enough to tell it."""
        return self.mean if self.sentences >= FEWEST else None


def tone_facts(scores: Iterable[float]) -> ToneFacts:
    """Count the sentences whose score leans one way or the other.

    Example:
        >>> tone_facts([-0.5, 0.0, 0.05, 0.25])
        ToneFacts(scores=(-0.5, 0.0, 0.05, 0.25), mean=-0.05, below=1, between=2, above=1)
    """
    kept = tuple(scores)
    below, above = sum(s < -NEUTRAL for s in kept), sum(s > NEUTRAL for s in kept)
    return ToneFacts(kept, sum(kept) / len(kept) if kept else None, below, len(kept) - below - above, above)


def tone_by_voice(found: Material) -> dict[str | None, ToneFacts]:
    """The tone of the journalist's sentences, under None, and of every camp's, under its name."""
    groups = grouped(found.tones, lambda row: row[4].camp.name if row[4] is not None else None)
    voices = [None, *(camp.name for camp in found.camps)]
    return {voice: tone_facts(row[3] for row in groups.get(voice, ())) for voice in voices}


@dataclass(frozen=True)
class Leaning:
    """How many sentences lean which way toward a target; the journalist's own, and those quoted or reported."""

    target: str
    negative: int
    neutral: int
    positive: int
    journalist: int
    quoted: int


def leanings(found: Material) -> list[Leaning]:
    """The tone toward each person, body or country, the most often named first.

    Places are left out, and those who are named in captions and credit lines alone, as photo agencies are.
    """
    pages = {page.id: page for page in found.pages}
    counts: dict[str, Counter[str]] = {}
    told: set[str] = set()
    reported = {
        page.id: union(place for said in found.of(page) for place in said.content) for page in found.pages
    }
    for row in found.toward:
        if str(row["target_type"] or "person") not in TARGETS:
            continue
        name = str(row["target"] or "unnamed")
        page = pages[str(row["article_id"])]
        region = page.article.region_at(int(row["start"])) if row["start"] is not None else "body"
        if region not in ("caption", "credit"):
            told.add(name)
        sign = int(row["polarity"] or 0)
        cell = counts.setdefault(name, Counter())
        cell["negative" if sign < 0 else "positive" if sign > 0 else "neutral"] += 1
        at = int(row["start"] or 0)
        inside = any(start <= at < end for start, end in reported[str(row["article_id"])])
        cell["quoted" if inside or str(row["voice"] or "").isdigit() else "journalist"] += 1
    fields = ("negative", "neutral", "positive", "journalist", "quoted")
    rows = [
        Leaning(name, *(cell[field] for field in fields)) for name, cell in counts.items() if name in told
    ]
    return sorted(rows, key=lambda row: (-(row.negative + row.neutral + row.positive), row.target))


@dataclass(frozen=True)
class FrameFacts:
    """A frame: its mean score over the articles, and in how many it is present."""

    frame: str
    mean: float
    present: int


def frame_facts(found: Material) -> dict[str, FrameFacts]:
    """The frames that the tables have, in the order of their rows."""
    return {
        name: FrameFacts(
            name,
            sum(float(row["score"] or 0) for row in rows) / len(rows),
            sum(bool(row["present"]) for row in rows),
        )
        for name, rows in grouped(found.frames, lambda row: str(row["frame"])).items()
    }


@dataclass(frozen=True)
class Paragraphs:
    """The paragraphs of a body: how many, how many carry a mark, and those that carry none."""

    body: int
    marked: int
    plain: tuple[Block, ...]


def paragraphs(found: Material) -> Paragraphs:
    """Which paragraphs of the only article's body carry a mark."""
    page = found.pages[0]
    body = [b for b in page.blocks if b.region == "body"]
    edges = [place for s in found.said for place in (*s.content, s.source, s.cue) if place]
    edges += [(m.start, m.end) for layer in (found.hedges, found.loaded) for m in layer]
    marked = {id(b) for start, end in edges if (b := page.block_at(start)) is not None and end > start}
    plain = tuple(b for b in body if id(b) not in marked)
    return Paragraphs(len(body), len(body) - len(plain), plain)


def hedges_within(found: Material) -> dict[str, tuple[Mark, ...]]:
    """The hedges that stand within each statement's source, cue or content, by the statement's key."""
    by_page = grouped(found.hedges, lambda mark: mark.page.index)

    def within(said: Said) -> tuple[Mark, ...]:
        spans = [*said.content, *(place for place in (said.source, said.cue) if place)]
        marks = by_page.get(said.page.index, ())
        return tuple(m for m in marks if any(a <= m.start and m.end <= b for a, b in spans))

    return {said.key: inside for said in found.said if (inside := within(said))}


def marks_by_voice(marks: Iterable[Mark]) -> dict[Voice, tuple[Mark, ...]]:
    """Marks by whose words they are; every voice is there."""
    groups = grouped(marks, lambda mark: mark.voice)
    return {voice: groups.get(voice, ()) for voice in Voice}


def per_hundred(count: int, words: int) -> float | None:
    """A rate in 100 words; None where there are no words.

    Example:
        >>> per_hundred(3, 200), per_hundred(0, 0)
        (1.5, None)
    """
    return 100 * count / words if words else None


def names_by_thing(found: Material) -> dict[str, tuple[Mark, ...]]:
    """The names of each thing: in order of first mention in one article, the most often named first over many."""
    groups = grouped(found.names, lambda mark: mark.kind)
    return groups if found.one else dict(sorted(groups.items(), key=lambda pair: -len(pair[1])))


def same_names(marks: Iterable[Mark], *, by_number: bool) -> list[tuple[Mark, ...]]:
    """Marks that use the same name together, whatever its capitals; the commonest first where asked."""
    groups: list[tuple[Any, ...]] = list(grouped(marks, lambda mark: mark.term.lower()).values())
    return sorted(groups, key=lambda own: -len(own)) if by_number else groups
