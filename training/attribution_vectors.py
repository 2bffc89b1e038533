"""Word vectors for `fit_attribution.py`, so that it knows words which the gold lacks.

    python training/attribution_vectors.py --encoder DIR --glove DIR --gold FILE.jsonl --out vectors.npz

A word's vector is the mean of its pieces' input embeddings in a language model beside its GloVe vector (Pennington
et al. 2014), cut together to 96 principal components (Tulkens & van Dongen 2024, Model2Vec) and rounded to whole
numbers. With each comes a guess how often the word is a cue: the mean over its nearest neighbours among the words of
the gold, itself left out. Words that may be cues are kept before others. `--encoder` is a folder in the Hugging Face
layout, `--glove` one with `glove_6B_index.parquet` and `glove_6B_50d_emb.npy`; the shipped weights used
all-MiniLM-L6-v2 (Apache-2.0) and glove.6B.50d (PDDL).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from attribution_data import (
    GUESSES,
    LEAST_COUNT_FOR_CUE,
    GoldError,
    Vectors,
    cue_counts,
    documents,
    read_gold,
)
from transformers import AutoModel, AutoTokenizer

from framing.tables import atomic

CANDIDATES = 120_000
"""So many of GloVe's words, the commonest first, are looked at."""

COMMONEST, LIKELY = 22_000, 8_000
"""Words kept because they are common, and because they may be cues."""

COMPONENTS = 96

NEIGHBOURS, SHARPNESS = 10, 8.0


def embeddings(words: Sequence[str], folder: str) -> np.ndarray:
    """The mean input embedding of every word's pieces."""
    tokenizer, encoder = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder)
    table = encoder.embeddings.word_embeddings.weight.detach().numpy()
    pieces = tokenizer(list(words), add_special_tokens=False)["input_ids"]
    return np.stack([table[ids or [tokenizer.unk_token_id]].mean(axis=0) for ids in pieces])


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows about their mean, each of length one."""
    rows = rows - rows.mean(axis=0)
    made: np.ndarray = rows / np.maximum(1e-6, np.linalg.norm(rows, axis=1, keepdims=True))
    return made


def guessed(vectors: np.ndarray, counts: np.ndarray, cues: np.ndarray) -> np.ndarray:
    """How often a word is a cue, by its nearest neighbours among the words of the gold, itself left out."""
    near = vectors / np.maximum(1e-6, np.linalg.norm(vectors, axis=1, keepdims=True))
    known = np.flatnonzero(counts >= LEAST_COUNT_FOR_CUE)
    share = np.minimum(1, cues[known] / counts[known])
    found = np.zeros(len(near))
    for left in range(0, len(near), 2_000):
        likeness = near[left : left + 2_000] @ near[known].T
        likeness[known[None, :] == np.arange(left, left + len(likeness))[:, None]] = -1
        top = np.argpartition(-likeness, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
        weight = np.exp(SHARPNESS * np.take_along_axis(likeness, top, axis=1))
        found[left : left + 2_000] = (weight * share[top]).sum(1) / weight.sum(1)
    return found


def build(given: argparse.Namespace) -> Vectors:
    """Choose the words, encode, reduce, guess."""
    rows = read_gold(given.gold)
    counted, as_cue = cue_counts(documents(rows), rows)
    folder = Path(given.glove)
    listed = pd.read_parquet(folder / "glove_6B_index.parquet")["index"].tolist()
    table = np.load(folder / "glove_6B_50d_emb.npy")
    place = {word: i for i, word in enumerate(listed)}
    common = [word for word in listed[:CANDIDATES] if any(c.isalpha() for c in word)]
    own = [w for w, n in sorted(counted.items()) if n >= 2 and any(c.isalpha() for c in w)]
    words = list(dict.fromkeys([*common, *own]))
    missing = np.zeros(table.shape[1], dtype=np.float32)
    glove = np.stack([table[place[w]] if w in place else missing for w in words])
    parts = (embeddings(words, given.encoder), glove)
    whole = np.concatenate([unit(np.nan_to_num(part)) for part in parts], axis=1)
    whole -= whole.mean(axis=0)
    _, _, axes = np.linalg.svd(whole[:COMMONEST], full_matrices=False)
    vectors = whole @ axes[:COMPONENTS].T
    counts, cues = (np.array([of[w] for w in words]) for of in (counted, as_cue))
    guess = guessed(vectors, counts, cues)
    first = np.array([w in counted and counted[w] >= 2 for w in words])
    first[:COMMONEST] = True
    rest = np.flatnonzero(~first)
    first[rest[np.argsort(-guess[rest], kind="stable")[:LIKELY]]] = True
    kept = np.flatnonzero(first)
    vectors = vectors[kept] / vectors[kept].std() * 0.25
    scale = np.abs(vectors).max(axis=0) / 127
    whole_numbers = np.round(vectors / scale).astype(np.int8)
    return Vectors(
        ["", *(words[i] for i in kept)],
        np.concatenate([np.zeros((1, COMPONENTS), np.int8), whole_numbers]),
        scale.astype(np.float32),
        np.concatenate([[0], 1 + np.searchsorted(GUESSES, guess[kept])]).astype(np.int8),
    )


def main() -> None:
    """Read the command line, build, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--encoder", required=True, help="a language model, a folder in the Hugging Face layout"
    )
    parser.add_argument("--glove", required=True, help="a folder with GloVe's words and vectors")
    parser.add_argument("--gold", type=Path, required=True, help="the gold attributions")
    parser.add_argument("--out", type=Path, required=True, help="where the vectors go, a .npz file")
    given = parser.parse_args()
    torch.set_num_threads(1)
    try:
        made = build(given)
    except (GoldError, OSError) as problem:
        sys.exit(f"attribution_vectors: {problem}")
    words = np.frombuffer("\n".join(made.words).encode("utf-8"), dtype=np.uint8)
    with atomic(given.out) as beside, beside.open("wb") as file:
        np.savez_compressed(file, words=words, rows=made.rows, scale=made.scale, guess=made.guess)
    print(f"wrote {len(made.words)} vectors to {given.out}, {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
