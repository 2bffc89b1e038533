"""Gold with other words in it, for `fit_attribution.py`: a network learns that "contended" says what "argued" says.

    python training/attribution_augment.py --gold FILE.jsonl --vectors vectors.npz --out more.jsonl

A share of the words are replaced by one of their nearest neighbours among the word vectors that end alike, words of
cues more often (Jiao et al. 2020, TinyBERT, section 3.3). The statements stay where they are, so what is written is
gold of the same form; a teacher should say what it believes of it (`attribution_teacher.py --texts`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from attribution_data import GoldError, Vectors, documents, read_gold, read_vectors

from framing.tables import atomic

NEIGHBOURS = 12
"""A word is replaced by one of so many nearest."""

COMMONEST = 150
"""So many of the commonest words are grammar and stay."""

SHARE, OF_CUES = 0.15, 0.5
"""The share of words that are replaced, and of those in a cue."""

ENDINGS = ("ing", "ed", "ly", "s")


def ending(word: str) -> str:
    """The ending by which a word fits where another stood.

    Example:
        >>> ending("argued"), ending("said")
        ('ed', '')
    """
    return next((e for e in ENDINGS if word.endswith(e)), "")


class Neighbours:
    """Words that mean something like a word and end like it."""

    def __init__(self, vectors: Vectors) -> None:
        rows = vectors.rows.astype(np.float32) * vectors.scale
        self._rows = rows / np.maximum(1e-6, np.linalg.norm(rows, axis=1, keepdims=True))
        self._words = vectors.words
        self._place = {word: i for i, word in enumerate(vectors.words)}
        self._ends = np.array([ending(word) for word in vectors.words])
        self._fit = np.array([word.isalpha() for word in vectors.words])
        self._held: dict[str, list[str]] = {}

    def __call__(self, word: str) -> list[str]:
        """The nearest first; none for a word without a vector."""
        if word not in self._held:
            place = self._place.get(word)
            found: list[str] = []
            if place is not None and word.isalpha():
                like = self._rows @ self._rows[place]
                like[~self._fit | (self._ends != self._ends[place])] = -1
                like[place] = -1
                near = np.argpartition(-like, NEIGHBOURS)[:NEIGHBOURS]
                found = [self._words[i] for i in near[np.argsort(-like[near])]]
            self._held[word] = found
        return self._held[word]


def cased(word: str, pattern: str) -> str:
    """A word in the capitals of another.

    Example:
        >>> cased("asserted", "Said"), cased("asserted", "SAID")
        ('Asserted', 'ASSERTED')
    """
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word.capitalize() if pattern[:1].isupper() else word


def varied(
    row: dict,
    spans: Sequence[tuple[int, int]],
    near: Neighbours,
    common: set[str],
    noise: np.random.Generator,
) -> dict:
    """One text with other words, its statements at their new places."""
    text = row["text"]
    cue = np.zeros(len(text) + 1, dtype=bool)
    for statement in row["attributions"]:
        for start, end in statement["cue"]:
            cue[start:end] = True
    parts: list[str] = []
    moved = np.arange(len(text) + 1)
    last = 0
    for start, end in spans:
        word = text[start:end]
        if noise.random() >= (OF_CUES if cue[start] else SHARE) or word.lower() in common:
            continue
        others = near(word.lower())
        if not others:
            continue
        new = cased(others[int(noise.integers(len(others)))], word)
        parts += [text[last:start], new]
        moved[end:] += len(new) - len(word)
        last = end
    parts.append(text[last:])
    at = lambda found: [[int(moved[a]), int(moved[b])] for a, b in found]  # noqa: E731
    return {
        "id": f"{row.get('id', '')}+",
        "text": "".join(parts),
        "attributions": [
            {role: at(statement[role]) for role in ("source", "cue", "content")}
            for statement in row["attributions"]
        ],
    }


def main() -> None:
    """Read the command line, vary every text once, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="the gold attributions")
    parser.add_argument(
        "--vectors", type=Path, required=True, help="word vectors that attribution_vectors.py wrote"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the varied gold goes, JSON Lines")
    parser.add_argument("--seed", type=int, default=1, help="of every random choice (default 1)")
    given = parser.parse_args()
    try:
        rows, near = read_gold(given.gold), Neighbours(read_vectors(given.vectors))
        docs = documents(rows)
    except (GoldError, OSError) as problem:
        sys.exit(f"attribution_augment: {problem}")
    counts: dict[str, int] = {}
    spans = [list(zip(doc.words.starts, doc.words.ends, strict=True)) for doc in docs]
    for row, found in zip(rows, spans, strict=True):
        for a, b in found:
            word = row["text"][a:b].lower()
            counts[word] = counts.get(word, 0) + 1
    common = set(sorted(counts, key=lambda w: -counts[w])[:COMMONEST])
    noise = np.random.default_rng(given.seed)
    with atomic(given.out) as beside, beside.open("w", encoding="utf-8") as file:
        for row, found in zip(rows, spans, strict=True):
            file.write(json.dumps(varied(row, found, near, common, noise), ensure_ascii=False) + "\n")
    print(f"wrote {len(rows)} texts to {given.out}")


if __name__ == "__main__":
    main()
