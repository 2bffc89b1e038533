"""Gold accusations and unlabelled articles as samples for `accusation_teacher.py` and `fit_accusations.py`."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing.article import Span
from framing.attribution.sequence import Tagger
from framing.evaluate.coded import Accusation, Coded, read
from framing.layers import _accusation_pieces as cut
from framing.layers import _accusation_shape as shape
from framing.layers._passages import Passage, describe
from framing.layers.statements import statements
from framing.people.likeness import same_party
from framing.reading import read as read_articles
from framing.text import Document

KINDS = ("", "accuses", "criticises")


@dataclass
class Piece:
    """A paragraph: its words and, of each, the class wanted (hard), or shares of the classes (soft)."""

    words: list[str]
    passage: Passage
    wanted: np.ndarray  # (words, 3)


@dataclass
class Clause:
    """A clause in its window: everybody who may be meant, and who is the accuser and the target."""

    words: list[str]
    passage: Passage
    first: int
    last: int
    starts: np.ndarray  # (candidates,)
    ends: np.ndarray
    features: np.ndarray  # (candidates, FEATURES)
    of_clause: np.ndarray
    party: np.ndarray  # (candidates,), from 1; 0 is nobody
    wanted: np.ndarray  # (2, parties + 1): accuser, target; a row of zeros where it is not known
    hard: bool = True


def documents(items: Iterable[tuple[str, str]]) -> Iterator[tuple[str, shape.Reading]]:
    """Articles read: (name, text) to (name, reading)."""
    lines = io.StringIO("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in items))
    waiting = read_articles(lines)  # structure as for a user's own file
    for lost in waiting.set_aside:
        raise ValueError(f"the articles cannot be read whole: {lost.reason}")
    tagger = Tagger.load()
    for low in range(0, len(waiting), 64):
        docs = [Document(article) for article in waiting[low : low + 64]]
        for doc, said in zip(docs, statements(docs, tagger=tagger), strict=True):
            yield doc.article.id, shape.Reading(doc, said)


def gold(paths: list[str], texts: list[str]) -> list[tuple[Coded, shape.Reading]]:
    """The coded articles of some files, read."""
    coded = {one.id: one for path in paths for one in read(path, texts)}
    read_ = documents((name, one.text) for name, one in coded.items())
    return [(coded[name], reading) for name, reading in read_]


def pieces(coded: Coded, reading: shape.Reading) -> list[Piece]:
    """The paragraphs of a coded article."""
    clauses = [
        (*cut.words_of(reading.doc, Span(a.start, a.end)), KINDS.index(a.kind)) for a in coded.accusations
    ]
    made = []
    for piece, passage in zip(reading.pieces, reading.passages, strict=True):
        classes = cut.labels(piece, clauses)
        made.append(
            Piece(
                reading.doc.words.forms[piece.start : piece.stop],
                passage,
                np.eye(3, dtype=np.float32)[classes],
            )
        )
    return made


def sample(reading: shape.Reading, first: int, last: int) -> Clause | None:
    """A clause without answers; None where it is empty or nobody may be meant."""
    if first >= last:
        return None
    around = reading.around(first, last)
    if not around.candidates:
        return None
    numbers: dict[int, int] = {}
    party = np.array([numbers.setdefault(c.party, len(numbers) + 1) for c in around.candidates])
    window = range(around.low, around.high)
    return Clause(
        reading.doc.words.forms[around.low : around.high], describe(reading.doc.words, window),
        first - around.low, last - around.low,
        *(np.minimum([getattr(c, end) for c in around.candidates], len(window)) for end in ("first", "last")),
        np.array([c.features for c in around.candidates], dtype=np.float32), around.features, party,
        np.zeros((2, len(numbers) + 1), dtype=np.float32),
    )  # fmt: skip


def answered(reading: shape.Reading, first: int, last: int, code: Accusation) -> Clause | None:
    """A clause with the parties that are right by a code; None where it is empty or nobody may be meant."""
    one = sample(reading, first, last)
    if one is None:
        return None
    around = reading.around(first, last)
    for row, name in enumerate((code.accuser, code.target)):
        if name is None:
            one.wanted[row, 0] = 1
            continue
        for number, candidate in zip(one.party, around.candidates, strict=True):
            if same_party(reading.parties.names[candidate.party], name):
                one.wanted[row, number] = 1
    return one


def clauses(coded: Coded, reading: shape.Reading) -> list[Clause]:
    """The accusations of a coded article, each with the parties that are right."""
    made = []
    for a in coded.accusations:
        one = answered(reading, *cut.words_of(reading.doc, Span(a.start, a.end)), a)
        if one is not None:
            made.append(one)
    return made


def unlabelled(paths: list[str], without: set[str], most: int, seed: int = 0) -> list[tuple[str, str]]:
    """Articles of some files that nobody coded, in random order."""
    items = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if item["id"] not in without:
                items.append((f"{Path(path).stem}:{item['id']}", item["text"]))
    random.Random(seed).shuffle(items)
    return items[:most]
