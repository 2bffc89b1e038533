"""Read the weights of a small network: the file as `training/` wrote it, its vocabulary, the valences beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.layers._convolution import Floats
from framing.layers._passages import PAD
from framing.layers._vader import vader


@dataclass(frozen=True)
class Stored:
    """What a file of weights holds.

    Args:
        vocabulary: the id of each word that the network knows.
        valence: the valence of each word that VADER knows, -1 to 1.
        weights: arrays by name; `E` has the word vectors.
        more: arrays that are no weights, as stored.
        version: SHA-256 of the file.
    """

    vocabulary: dict[str, int]
    valence: dict[str, float]
    weights: dict[str, Floats]
    more: dict[str, npt.NDArray[Any]]
    version: str


def read(
    path: str | Path | None, *, name: str, network: str, number: int, more: tuple[str, ...] = ()
) -> Stored:
    """The shipped weights of a network, or those of another file.

    Args:
        path: the file; None for the shipped one.
        name: of the shipped file, and of the script in `training/` that writes such files.
        network: what the network is called.
        number: the number of the format.
        more: arrays that are no weights.

    Raises:
        ValueError: if the file is missing, damaged or of another format.
    """
    shipped = resources.files("framing").joinpath("resources", f"{name}.npz")
    source: Any = shipped if path is None else Path(path)
    try:
        data = source.read_bytes()
        with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {key: stored[key] for key in stored.files}
        if int(arrays.pop("format")) != number:
            raise ValueError("other format")
        words = arrays.pop("vocabulary").tobytes().decode("utf-8").split("\n")
        scale = arrays.pop("E.scale").astype(np.float32)
        others = {key: arrays.pop(key) for key in more}
        weights: dict[str, Floats] = {key: array.astype(np.float32) for key, array in arrays.items()}
        weights["E"] = weights["E"] * scale
        weights["E"][PAD] = 0
    except (OSError, ValueError, KeyError, EOFError, UnicodeDecodeError) as error:
        raise ValueError(
            f"the weights of the {network} network at '{source}' cannot be read ({error}); "
            f"install the package again, or fit them with training/fit_{name}.py."
        ) from None
    ids = {word: at + 2 for at, word in enumerate(words)}
    return Stored(ids, valences(), weights, others, hashlib.sha256(data).hexdigest())


@lru_cache(maxsize=1)
def valences() -> dict[str, float]:
    """VADER's valences, -1 to 1: the same for every network.

    Paper:
        Hutto & Gilbert 2014, VADER: a parsimonious rule-based model for sentiment analysis.
    """
    return {word: value / 4 for word, value in vader().lexicon.items()}
