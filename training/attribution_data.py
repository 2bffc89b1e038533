"""Gold attributions as label sequences and links, one sample a paragraph."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from framing.article import Article, Span
from framing.attribution import _features as features
from framing.attribution import _labels as labels
from framing.text import Document

CUE_SHARES = (0.0, 0.05, 0.2, 0.5, 0.8)
CUE_CLASSES = len(CUE_SHARES) + 2
"""How often a word is a cue: 0 not known, 1 never, then at most 5, 20, 50, 80 and 100 per cent."""

LEAST_COUNT = 3
"""A word enters the vocabulary if the training texts hold it so many times."""

LEAST_COUNT_FOR_CUE = 5
"""Below it the share of a word's uses as a cue says too little."""


class GoldError(ValueError):
    """A gold file that cannot be used: which line, and why."""


GUESSES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7)
"""Bounds of the classes of the guessed share; class 0 is a word without a vector."""


@dataclass(frozen=True)
class Vectors:
    """Words with their vectors, whole numbers times a scale, and their guessed class; row 0 is no word."""

    words: list[str]
    rows: np.ndarray
    scale: np.ndarray
    guess: np.ndarray


def read_vectors(path: Path) -> Vectors:
    """Vectors as `attribution_vectors.py` wrote them."""
    with np.load(path, allow_pickle=False) as held:
        words = held["words"].tobytes().decode("utf-8").split("\n")
        return Vectors(words, held["rows"], held["scale"], held["guess"])


def no_vectors() -> Vectors:
    """No vectors at all, for a network that does without."""
    return Vectors([""], np.zeros((1, 0), np.int8), np.zeros(0, np.float32), np.zeros(1, np.int8))


@dataclass
class Sample:
    """One window: its words' types and quotation states, the labels, the spans and their links."""

    types: np.ndarray
    states: np.ndarray
    labels: np.ndarray
    sources: list[tuple[int, int, int]]
    cues: list[tuple[int, int, int]]
    contents: list[tuple[int, int, int]]
    source_links: list[tuple[int, int, int]]
    source_of: list[int]
    content_links: list[tuple[int, int, int]]
    cue_of: list[int]
    document: int = 0
    labelled: bool = True
    soft: tuple[np.ndarray, np.ndarray] | None = None

    def __len__(self) -> int:
        return len(self.types)


@dataclass
class Types:
    """The different words of a corpus as they stand, numbered, with their features."""

    number: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, form: str) -> int:
        return self.number.setdefault(form, len(self.number))

    def table(self, vocabulary: Vocabulary, buckets: int) -> TypeTable:
        """The features of every type."""
        forms = list(self.number)
        normal = [features.normal(form) for form in forms]
        grams = [features.ngrams(word, buckets) for word in normal]
        return TypeTable(
            word=np.array([vocabulary.words.get(word, 0) for word in normal]),
            vector=np.array([vocabulary.vector_of.get(word, 0) for word in normal]),
            shape=np.array([vocabulary.shapes.get(features.shape(form), 0) for form in forms]),
            upper=np.array([vocabulary.shapes.get(features.shape(form.upper()), 0) for form in forms]),
            small=np.array([vocabulary.shapes.get(features.shape(form.lower()), 0) for form in forms]),
            title=np.array([vocabulary.shapes.get(features.shape(form.title()), 0) for form in forms]),
            grams=np.concatenate([np.array(g) for g in grams]),
            starts=np.cumsum([0, *(len(g) for g in grams)]),
        )


@dataclass
class TypeTable:
    """Feature numbers of every type; `upper`, `small`, `title` are its shape in another casing."""

    word: np.ndarray
    vector: np.ndarray
    shape: np.ndarray
    upper: np.ndarray
    small: np.ndarray
    title: np.ndarray
    grams: np.ndarray
    starts: np.ndarray


@dataclass
class Vocabulary:
    """What the model knows by name: words with their cue class, and shapes. Number 0 is unknown."""

    words: dict[str, int]
    shapes: dict[str, int]
    cue_class: np.ndarray
    counts: np.ndarray
    vectors: Vectors
    vector_of: dict[str, int]


def read_gold(path: str | Path) -> list[dict[str, Any]]:
    """Read a gold file: JSON Lines of {"id", "text", "attributions": [{"source", "cue", "content"}]}.

    Raises:
        GoldError: names the line and what is wrong with it.
    """
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, found = row["text"], row["attributions"]
            for attribution in found:
                for role in ("source", "cue", "content"):
                    for start, end in attribution[role]:
                        if not 0 <= start < end <= len(text):
                            raise GoldError(
                                f"{path}, line {number}: the {role} [{start}, {end}] lies outside its text of "
                                f"{len(text)} characters; mend the offsets."
                            )
        except (ValueError, KeyError, TypeError) as problem:
            if isinstance(problem, GoldError):
                raise
            raise GoldError(
                f"{path}, line {number}: not a gold line ({problem}); it must be a JSON object with text and "
                "attributions, each with source, cue and content as lists of [start, end]."
            ) from None
        rows.append(row)
    if not rows:
        raise GoldError(f"{path} holds no gold line; give a JSON Lines file with text and attributions.")
    return rows


def read_texts(path: Path) -> list[dict]:
    """Texts without gold, each once: JSON Lines with "text"."""
    texts: dict[str, None] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                texts.setdefault(str(json.loads(line)["text"]).strip())
            except (ValueError, KeyError, TypeError) as problem:
                raise GoldError(
                    f"{path}, line {number}: no text ({problem}); it must be a JSON object with text."
                ) from None
    return [{"text": text, "attributions": []} for text in texts]


def documents(rows: Sequence[dict[str, Any]]) -> list[Document]:
    """The gold texts, prepared as the suite prepares any article."""
    return [Document(Article(str(row.get("id", n)), row["text"])) for n, row in enumerate(rows)]


def cue_counts(docs: Sequence[Document], rows: Sequence[dict[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    """How often the texts hold each word, and how often as part of a cue."""
    words: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for doc, row in zip(docs, rows, strict=True):
        normal = [features.normal(form) for form in features.marked_forms(doc, features.quote_states(doc))]
        words.update(normal)
        for attribution in row["attributions"]:
            for start, end in attribution["cue"]:
                cues.update({normal[i] for i in doc.words.within(Span(start, end))})
    return words, cues


def vocabulary(docs: Sequence[Document], rows: Sequence[dict[str, Any]], vectors: Vectors) -> Vocabulary:
    """Words, shapes and the cue lexicon of the training texts, beside word vectors made before."""
    words, cues = cue_counts(docs, rows)
    shapes: Counter[str] = Counter()
    for doc in docs:
        forms = features.marked_forms(doc, features.quote_states(doc))
        shapes.update(features.shape(form) for form in forms)
    kept = sorted(w for w, n in words.items() if n >= LEAST_COUNT)
    names = [features.UNKNOWN, *kept]
    shape_names = [features.UNKNOWN, *sorted(s for s, n in shapes.items() if n >= 20)]
    classes = np.zeros(len(names), dtype=np.int64)
    for place, word in enumerate(names):
        if words[word] >= LEAST_COUNT_FOR_CUE:
            share = min(1.0, cues[word] / words[word])
            classes[place] = 1 + int(np.searchsorted(CUE_SHARES, share))
    return Vocabulary(
        {w: i for i, w in enumerate(names)},
        {s: i for i, s in enumerate(shape_names)},
        classes,
        np.array([words[w] for w in names]),
        vectors,
        {w: i for i, w in enumerate(vectors.words)},
    )


def samples(docs: Sequence[Document], rows: Iterable[dict[str, Any]], types: Types) -> list[Sample]:
    """Every window of the texts, with the gold labels and links that lie in it."""
    made: list[Sample] = []
    for number, (doc, row) in enumerate(zip(docs, rows, strict=True)):
        states = features.quote_states(doc)
        numbers = np.array([types[form] for form in features.marked_forms(doc, states)], dtype=np.int64)
        gold = _gold_spans(doc, row.get("attributions", ()))
        for window in features.windows(doc):
            sample = _sample(gold, window, numbers, states)
            sample.document = number
            made.append(sample)
    return made


@dataclass
class _Gold:
    """One gold attribution as (first word, last word, role) spans."""

    sources: list[tuple[int, int, int]]
    cues: list[tuple[int, int, int]]
    contents: list[tuple[int, int, int]]


def _gold_spans(doc: Document, attributions: Iterable[dict[str, Any]]) -> list[_Gold]:
    found = []
    for attribution in attributions:
        pieces: dict[str, list[tuple[int, int]]] = {}
        for role in ("source", "cue", "content"):
            ranges = [doc.words.within(Span(start, end)) for start, end in attribution[role]]
            pieces[role] = [(r.start, r.stop - 1) for r in ranges if r]
        cue = pieces["cue"][0][0] if pieces["cue"] else -1
        source_role = labels.SOURCE_BEFORE
        if pieces["source"] and pieces["source"][0][0] > cue:
            source_role = labels.SOURCE_AFTER
        found.append(
            _Gold(
                [(a, b, source_role) for a, b in pieces["source"]],
                [(a, b, labels.CUE) for a, b in pieces["cue"][:1]],
                [
                    (a, b, labels.CONTENT_BEFORE if a < cue else labels.CONTENT_AFTER)
                    for a, b in pieces["content"]
                ],
            )
        )
    return found


def _sample(gold: list[_Gold], window: features.Window, types: np.ndarray, states: np.ndarray) -> Sample:
    first, last = window.first, window.last
    target = np.zeros(last - first, dtype=np.int64)

    def put(span: tuple[int, int, int]) -> tuple[int, int, int] | None:
        """Write one span's labels; None where it lies outside the window."""
        left, right, role = max(span[0], first) - first, min(span[1], last - 1) - first, span[2]
        if left > right:
            return None
        target[left] = 1 + 2 * role
        target[left + 1 : right + 1] = 2 + 2 * role
        return left, right, role

    sources: dict[tuple[int, int], tuple[int, int, int]] = {}
    cues: list[tuple[tuple[int, int, int], tuple[int, int] | None]] = []
    contents: list[tuple[tuple[int, int, int], tuple[int, int, int] | None]] = []
    for attribution in gold:
        placed_sources = [s for s in map(put, attribution.sources) if s]
        for source in placed_sources:
            sources.setdefault(source[:2], source)
        placed_cue = next((s for s in map(put, attribution.cues) if s), None)
        if placed_cue:
            cues.append((placed_cue, placed_sources[0][:2] if placed_sources else None))
        for content in map(put, attribution.contents):
            if content:
                contents.append((content, placed_cue))
    # Overlapping gold spans are rare; what was written over in the middle begins anew.
    for i in range(len(target)):
        if target[i] and target[i] % 2 == 0 and (i == 0 or target[i - 1] not in (target[i], target[i] - 1)):
            target[i] -= 1
    source_list = sorted(sources.values())
    cues.sort(key=lambda pair: pair[0])
    contents.sort(key=lambda pair: pair[0])
    source_at = {s[:2]: i for i, s in enumerate(source_list)}
    cue_at = {c: i for i, (c, _) in enumerate(cues)}
    cue_list = [c for c, _ in cues]
    content_list = [c for c, _ in contents]
    return Sample(
        types=types[first:last],
        states=states[first:last],
        labels=target,
        sources=source_list,
        cues=cue_list,
        contents=content_list,
        source_links=labels.pairs(cue_list, source_list),
        source_of=[-1 if s is None else source_at[s] for _, s in cues],
        content_links=labels.pairs(content_list, cue_list),
        cue_of=[-1 if c is None else cue_at[c] for _, c in contents],
    )
