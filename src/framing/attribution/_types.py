"""The different words that the attribution model has met, each with its embeddings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.attribution import _features as features
from framing.attribution._vectors import Vectors

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_AT_ONCE = 512


@dataclass(frozen=True)
class Tables:
    """The embeddings of words, of their pieces, of their shapes and of how often they are cues; and their vectors."""

    word: Floats
    gram: Floats
    shape: Floats
    cue: Floats
    vectors: Vectors

    @property
    def width(self) -> int:
        """How many numbers a word has."""
        return (
            sum(int(one.shape[1]) for one in (self.word, self.gram, self.shape, self.cue))
            + self.vectors.width
        )


class Types(dict[str, int]):
    """The different words met so far, numbered, with their embeddings, which are made when they are asked for."""

    def __init__(
        self,
        words: Mapping[str, int],
        shapes: Mapping[str, int],
        cue_class: Ints,
        common: Flags,
        tables: Tables,
    ) -> None:
        super().__init__()
        self._known, self._shapes, self._cue_class, self._common = words, shapes, cue_class, common
        self._of = tables
        self._rows = np.zeros((1024, tables.width), dtype=np.float32)
        self._traits = np.zeros((1024, 3), dtype=bool)
        self._waiting: list[str] = []

    def __missing__(self, form: str) -> int:
        number = self[form] = len(self)
        self._waiting.append(form)
        return number

    def _make(self) -> None:
        """The embeddings of the words that have none yet, some at a time."""
        while len(self) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._traits = np.concatenate([self._traits, np.zeros_like(self._traits)])
        first = len(self) - len(self._waiting)
        for low in range(0, len(self._waiting), _AT_ONCE):
            forms = self._waiting[low : low + _AT_ONCE]
            rows = slice(first + low, first + low + len(forms))
            self._rows[rows], self._traits[rows] = self._described(forms)
        self._waiting = []

    def _described(self, forms: Sequence[str]) -> tuple[Floats, Flags]:
        of = self._of
        normal = [features.normal(form) for form in forms]
        words = np.array([self._known.get(word, 0) for word in normal], dtype=np.int64)
        shapes = np.array([self._shapes.get(features.shape(form), 0) for form in forms], dtype=np.int64)
        made = [
            of.word[words], self._grams(normal), of.shape[shapes],
            of.cue[self._cue_class[words]], of.vectors.several(normal),
        ]  # fmt: skip
        traits = [
            (common, len(form) > 1 and form.isupper(), form[:1].isalpha())
            for form, common in zip(forms, self._common[words].tolist(), strict=True)
        ]
        return np.concatenate(made, axis=1), np.array(traits, dtype=bool)

    def _grams(self, normal: Sequence[str]) -> Floats:
        """The mean of the embeddings of each word's pieces, added up in the order in which they stand in it."""
        table = self._of.gram
        pieces = [features.ngrams(word, len(table)) for word in normal]
        counts = np.array([len(one) for one in pieces], dtype=np.int64)
        ids = np.zeros((len(pieces), int(counts.max())), dtype=np.int64)
        ids[np.arange(ids.shape[1]) < counts[:, None]] = [piece for one in pieces for piece in one]
        order = np.argsort(-counts, kind="stable")
        sums = table[ids[order, 0]]
        for step in range(1, ids.shape[1]):
            longer = int((counts > step).sum())
            sums[:longer] += table[ids[order[:longer], step]]
        made = np.empty_like(sums)
        made[order] = sums
        return np.asarray(made / counts[:, None].astype(np.float32), dtype=np.float32)

    def table(self, numbers: Ints) -> Floats:
        """The embeddings of some types, (types, width)."""
        self._make()
        return self._rows[numbers]

    def traits(self, numbers: Ints) -> tuple[Flags, ...]:
        """Whether each is a common English word; in capitals; a word at all."""
        self._make()
        return tuple(self._traits[numbers].T)
