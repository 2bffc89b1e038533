"""Word vectors beside the attribution model's own: what a word means where the training texts hold it too seldom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Vectors:
    """Word vectors of a language model, and a guess from them how often a word is a cue (Turian et al. 2010).

    Args:
        places: the row of every word that has one, as `_features.normal` spells it; row 0 stands for all others.
        rows, scale: the vectors, whole numbers times the scale of their column.
        guess: the class of the guessed share of a word's uses as a cue, for every row.
        embed_guess: what the network makes of each class.

    Example:
        >>> one = np.ones((2, 1), dtype=np.float32)
        >>> held = Vectors({"aver": 1}, np.array([[0], [4]], np.int8), one[0] / 2, np.array([0, 1]), one * 3)
        >>> held["aver"].tolist(), held["unheard"].tolist()
        ([2.0, 3.0], [0.0, 3.0])
    """

    places: Mapping[str, int]
    rows: npt.NDArray[np.int8]
    scale: Floats
    guess: npt.NDArray[np.int64]
    embed_guess: Floats

    @classmethod
    def of(cls, part: Mapping[str, npt.NDArray[Any]], real: Mapping[str, Floats]) -> Vectors:
        """Those of a weights file, or none."""
        if "vectors" not in part:
            nothing = np.zeros((1, 0), dtype=np.float32)
            return cls({}, nothing.astype(np.int8), nothing[0], np.zeros(1, dtype=np.int64), nothing)
        words = part["vector_words"].tobytes().decode("utf-8").split("\n")
        if not len(words) == len(part["vectors"]) == len(part["guess_class"]):
            raise ValueError("its parts do not belong together")
        return cls(
            {word: place for place, word in enumerate(words)},
            part["vectors"], real["vector_scale"], part["guess_class"].astype(np.int64), real["embed_guess"],
        )  # fmt: skip

    @property
    def width(self) -> int:
        """How many numbers they add to a word."""
        return int(self.rows.shape[1]) + int(self.embed_guess.shape[1])

    def several(self, words: Sequence[str]) -> Floats:
        """Of every word, as `features.normal` spells it, the vector and the embedding of its guessed class."""
        places = np.array([self.places.get(word, 0) for word in words], dtype=np.int64)
        made = np.concatenate([self.rows[places] * self.scale, self.embed_guess[self.guess[places]]], axis=1)
        return np.asarray(made, dtype=np.float32)

    def __getitem__(self, word: str) -> Floats:
        """That of one word."""
        return np.asarray(self.several([word])[0])
