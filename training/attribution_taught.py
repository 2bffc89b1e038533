"""What a teacher believes of every paragraph, on disk between the fitting of the teacher and of those it teaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from attribution_data import Sample, Types

from framing.tables import atomic

Belief = tuple[np.ndarray, np.ndarray]
"""The posterior of the labels of every word, (words, labels), and of the moves between them, (labels, labels)."""


def keys(samples: Sequence[Sample], types: Types) -> list[int]:
    """A number for the words of every sample, the same in every run."""
    forms = list(types.number)
    made = []
    for sample in samples:
        raw = "\n".join(forms[t] for t in sample.types).encode("utf-8", "surrogatepass")
        made.append(int.from_bytes(blake2b(raw, digest_size=8).digest(), "little"))
    return made


def save(path: Path, samples: Sequence[Sample], types: Types) -> None:
    """Write the beliefs that the samples hold."""
    lengths = np.array([len(s) for s in samples])
    with atomic(path) as beside, beside.open("wb") as file:
        np.savez_compressed(
            file,
            keys=np.array(keys(samples, types), dtype=np.uint64),
            edges=np.concatenate([[0], np.cumsum(lengths)]),
            labels=np.concatenate([s.soft[0] for s in samples]),
            moves=np.stack([s.soft[1] for s in samples]),
        )


def read(path: Path) -> Mapping[int, Belief]:
    """The beliefs by the key of their paragraph."""
    with np.load(path, allow_pickle=False) as held:
        edges, labels, moves = held["edges"], held["labels"], held["moves"]
        return {int(key): (labels[edges[n] : edges[n + 1]], moves[n]) for n, key in enumerate(held["keys"])}
