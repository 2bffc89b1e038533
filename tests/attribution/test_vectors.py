"""Word vectors beside the model's own embeddings: read where they are, done without where they are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from framing.article import Article
from framing.attribution._vectors import Vectors
from framing.attribution.sequence import SHIPPED, Tagger, WeightsError
from framing.text import Document

Arrays = dict[str, npt.NDArray[Any]]
TEXT = "The mayor said on Monday that the bridge would be closed. Ann Lee averred it was safe."


def bare() -> Arrays:
    """The shipped arrays without any vectors: what reads them is cut off."""
    with np.load(SHIPPED, allow_pickle=False) as archive:
        held = {name: archive[name] for name in archive.files}
    width = sum(held[f"embed_{part}"].shape[1] for part in ("word", "gram", "shape", "state", "cue"))
    held["lower_input"] = held["lower_input"][:, :width]
    for name in ("vectors", "vector_words", "vector_scale", "guess_class", "embed_guess"):
        held.pop(name, None)
    return held


def with_vectors(weight: float) -> Arrays:
    """The same with vectors of two numbers, which the network reads with one weight."""
    held = bare()
    enter = held["lower_input"]
    more = np.full((2, 3, enter.shape[2]), weight, dtype=enter.dtype)
    return held | {
        "lower_input": np.concatenate([enter, more], axis=1),
        "vector_words": np.frombuffer(b"\nsaid\naverred", dtype=np.uint8),
        "vectors": np.array([[0, 0], [90, 90], [90, 90]], dtype=np.int8),
        "vector_scale": np.array([0.05, 0.05], dtype=np.float32),
        "guess_class": np.array([0, 1, 1], dtype=np.int8),
        "embed_guess": np.array([[0.0], [1.0]], dtype=np.float32),
    }


def scores(held: Arrays) -> list[float]:
    [found] = Tagger(held, least=0).attribute([Document(Article("a", TEXT))])
    return [one.score for one in found]


def test_vectors_that_nothing_reads_change_nothing() -> None:
    assert scores(with_vectors(0.0)) == scores(bare())


def test_vectors_are_read_by_the_word() -> None:
    assert scores(with_vectors(0.05)) != scores(bare())


def test_a_word_without_a_vector_has_row_0() -> None:
    held = with_vectors(0.05)
    real = {name: value for name, value in held.items() if value.dtype.kind == "f"}
    vectors = Vectors.of(held, real)
    assert vectors.width == 3
    assert vectors["averred"].tolist() == pytest.approx([4.5, 4.5, 1.0])
    assert vectors["unheard"].tolist() == [0.0, 0.0, 0.0]


def test_vectors_of_other_words_are_refused(tmp_path: Path) -> None:
    held = with_vectors(0.0) | {"vector_words": np.frombuffer(b"\nsaid", dtype=np.uint8)}
    path = tmp_path / "weights.npz"
    np.savez(path, allow_pickle=False, **held)
    with pytest.raises(WeightsError, match="damaged"):
        Tagger.load(path)
