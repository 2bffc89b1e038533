"""Let the weights of an earlier fitting teach too: they hold what a whole row of networks agreed on.

    python training/attribution_earlier.py --weights FILE.npz --gold FILE.jsonl --texts FILE.jsonl [FILE.jsonl ...] \\
        --out earlier.npz

Labels the gold and the texts, for `fit_attribution.py --taught`. The weights are a file that ships or shipped,
without word vectors.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import torch
from attribution_data import (
    GoldError,
    Types,
    Vocabulary,
    documents,
    no_vectors,
    read_gold,
    read_texts,
    samples,
)
from attribution_fitting import teach
from attribution_model import Network, Size, restore
from attribution_taught import save


def vocabulary_of(held: dict[str, np.ndarray]) -> Vocabulary:
    """The vocabulary that a weights file knows."""
    words, shapes = (
        {name: place for place, name in enumerate(held[part].tobytes().decode("utf-8").split("\n"))}
        for part in ("words", "shapes")
    )
    counts = np.zeros(len(words), dtype=np.int64)
    return Vocabulary(words, shapes, held["cue_class"].astype(np.int64), counts, no_vectors(), {"": 0})


def main() -> None:
    """Read the command line, restore the network, write what it believes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True, help="weights of an earlier fitting")
    parser.add_argument("--gold", type=Path, required=True, help="the gold attributions")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="more texts to label, JSON Lines")
    parser.add_argument("--out", type=Path, required=True, help="where its posteriors go, a .npz file")
    given = parser.parse_args()
    torch.set_num_threads(1)
    try:
        types = Types()
        every = []
        for rows in (read_gold(given.gold), *map(read_texts, given.texts)):
            every += samples(documents(rows), rows, types)
        with np.load(given.weights, allow_pickle=False) as archive:
            held = {name: archive[name] for name in archive.files}
    except (GoldError, OSError) as problem:
        sys.exit(f"attribution_earlier: {problem}")
    vocab = vocabulary_of(held)
    size = Size(units=held["lower_recurrent"].shape[1])
    network = Network(size, vocab)
    restore(network, held)
    network.eval()
    teach([network], every, types.table(vocab, size.buckets), vocab)
    save(given.out, every, types)
    print(f"wrote what it believes of {len(every)} paragraphs to {given.out}")


if __name__ == "__main__":
    main()
