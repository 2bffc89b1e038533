"""The network behind `accusations`: a class for every word, and who is meant around a clause.

NumPy only. Names are hidden from it, so that nobody is accused for who he is. See `accusations.md` beside the weights
for data, licence and limits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np

from framing.layers._accusation_shape import Around
from framing.layers._tone_network import EXTRA, HIDDEN, PAD, Floats, Passage, convolve
from framing.threads import one_thread

FORMAT = 1
GAP = 7  # empty places between passages: as far as the convolutions reach
DILATIONS = (1, 1, 2, 3)


@dataclass(frozen=True)
class Network:
    """The fitted weights."""

    vocabulary: dict[str, int]
    valence: dict[str, float]
    weights: dict[str, Floats]
    version: str

    def shares(self, passages: Sequence[Passage]) -> list[Floats]:
        """Of every word of every passage the shares of no accusation, accuses, criticises: (words, 3) each."""
        if not passages:
            return []
        with one_thread():
            hidden, offsets = self._encode(passages)
            said = hidden @ self.weights["tag.weight"].T + self.weights["tag.bias"]
        said = np.exp(said - said.max(axis=1, keepdims=True))
        said /= said.sum(axis=1, keepdims=True)
        return [said[low : low + len(passage.lower)] for low, passage in zip(offsets, passages, strict=True)]

    def meant(self, windows: Sequence[tuple[Passage, Around]]) -> list[Floats]:
        """Of every clause the log-shares of its candidates: (candidates + 1, 2), accuser and target, nobody first."""
        if not windows:
            return []
        w = self.weights
        with one_thread():
            hidden, offsets = self._encode([passage for passage, _ in windows])
            flag = np.zeros((len(hidden), 1), dtype=np.float32)
            for low, (_, around) in zip(offsets, windows, strict=True):
                flag[low + around.first - around.low : low + around.last - around.low] = 1
            kept = np.zeros((len(hidden), 1), dtype=np.float32)
            for low, (passage, _) in zip(offsets, windows, strict=True):
                kept[low : low + len(passage.lower)] = 1
            marked = np.concatenate([hidden, flag], axis=1)
            seen = np.maximum(convolve(marked, w["p1.weight"], w["p1.bias"], 1), 0) * kept
            seen = (seen + np.maximum(convolve(seen, w["p2.weight"], w["p2.bias"], 2), 0)) * kept
            return [
                self._of_clause(seen, low, around) for low, (_, around) in zip(offsets, windows, strict=True)
            ]

    def _of_clause(self, seen: Floats, low: int, around: Around) -> Floats:
        w = self.weights
        clause = seen[low + around.first - around.low : low + around.last - around.low].mean(axis=0)
        about = np.concatenate([clause, around.features])
        vectors = [
            seen[low + c.first : low + c.last].mean(axis=0) if c.first < c.last else np.zeros_like(clause)
            for c in around.candidates
        ]
        features = np.stack([c.features for c in around.candidates])
        count = len(vectors)
        rows = np.concatenate([np.stack(vectors), np.tile(about, (count, 1)), features], axis=1)
        scores = np.tanh(rows @ w["m1.weight"].T + w["m1.bias"]) @ w["m2.weight"].T + w["m2.bias"]
        nobody = np.tanh(about @ w["n1.weight"].T + w["n1.bias"]) @ w["n2.weight"].T + w["n2.bias"]
        every = np.concatenate([nobody[None], scores])
        most = every.max(axis=0)
        return np.asarray(every - most - np.log(np.exp(every - most).sum(axis=0)), dtype=np.float32)

    def _encode(self, passages: Sequence[Passage]) -> tuple[Floats, list[int]]:
        """All passages in one column of words, with empty places between them."""
        w = self.weights
        offsets: list[int] = []
        ids: list[int] = []
        valences: list[float] = []
        hidden_names: list[bool] = []
        extra: list[Floats] = []
        blank = np.zeros((GAP, EXTRA), dtype=np.float32)
        for passage in passages:
            offsets.append(len(ids))
            ids += map(self.vocabulary.get, passage.lower, repeat(HIDDEN))
            valences += map(self.valence.get, passage.lower, repeat(0.0))
            hidden_names += passage.names
            ids += [PAD] * GAP
            valences += [0.0] * GAP
            hidden_names += [False] * GAP
            extra += [passage.extra, blank]
        places = np.array(ids)
        kept = (places != PAD).astype(np.float32)[:, None]
        places[np.array(hidden_names)] = HIDDEN
        features = np.concatenate(extra)
        features[:, 0] = valences
        np.maximum(features[:, 0], 0, out=features[:, 1])
        values = np.concatenate([w["E"][places], features], axis=1) * kept
        hidden = np.maximum(convolve(values, w["c1.weight"], w["c1.bias"], 1), 0) * kept
        for number, dilation in enumerate(DILATIONS[1:], 2):
            more = convolve(hidden, w[f"c{number}.weight"], w[f"c{number}.bias"], dilation)
            hidden = (hidden + np.maximum(more, 0)) * kept
        return hidden, offsets


def load(path: str | Path | None = None) -> Network:
    """The shipped network, or one from a file that `training/fit_accusations.py` wrote.

    Raises:
        ValueError: if the file is missing, damaged or of another format.
    """
    source: Any = (
        resources.files("framing").joinpath("resources", "accusations.npz") if path is None else Path(path)
    )
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    try:
        data = source.read_bytes()
        with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        if int(arrays.pop("format")) != FORMAT:
            raise ValueError("other format")
        vocabulary = arrays.pop("vocabulary").tobytes().decode("utf-8").split("\n")
        scale = arrays.pop("E.scale").astype(np.float32)
        weights = {name: array.astype(np.float32) for name, array in arrays.items()}
        weights["E"] = weights["E"] * scale
    except (OSError, ValueError, KeyError, EOFError, UnicodeDecodeError) as error:
        raise ValueError(
            f"the weights of the accusation network at '{source}' cannot be read ({error}); "
            "install the package again, or fit them with training/fit_accusations.py."
        ) from None
    valence = {word: value / 4 for word, value in SentimentIntensityAnalyzer().lexicon.items()}
    ids = {word: number + 2 for number, word in enumerate(vocabulary)}
    return Network(ids, valence, weights, hashlib.sha256(data).hexdigest())


@lru_cache(maxsize=1)
def shipped() -> Network:
    """The shipped network, loaded once."""
    return load()
