"""Word vectors for `fit_tone.py`: python training/tone_vectors.py --encoder DIR --texts FILE.jsonl [...] --out PATH.npz

Every word that the texts use three times or more, and every word of VADER's lexicon, goes alone through a
sentence encoder; its hidden states and its input embedding together are cut to 64 principal components
(Tulkens & van Dongen 2024, Model2Vec). The encoder is a folder in the Hugging Face layout; the shipped
weights used all-MiniLM-L6-v2 (Apache-2.0).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from framing.text import words

LEAST = 3
COMPONENTS = 64


def vocabulary(paths: list[str]) -> list[str]:
    """The words worth a vector, the commonest first."""
    counted: Counter[str] = Counter()
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            counted.update(words(json.loads(line)["text"]).lower)
    chosen = [word for word, count in counted.most_common() if count >= LEAST]
    valued = [word for word in SentimentIntensityAnalyzer().lexicon if word.isalpha()]
    return list(dict.fromkeys([*chosen, *valued]))


@torch.no_grad()
def encode(chosen: list[str], folder: str) -> np.ndarray:
    """Mean hidden state and mean input embedding of each word, both of length one."""
    tokenizer, encoder = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    made = []
    for start in range(0, len(chosen), 256):
        tokens = tokenizer(chosen[start : start + 256], padding=True, return_tensors="pt")
        mask = tokens["attention_mask"][..., None].float()
        hidden = (encoder(**tokens).last_hidden_state * mask).sum(1) / mask.sum(1)
        pieces = mask.clone()  # the pieces of the word itself, without the marks around them
        pieces[:, 0] = 0
        pieces[torch.arange(len(pieces)), tokens["attention_mask"].sum(1) - 1] = 0
        embedded = encoder.embeddings.word_embeddings(tokens["input_ids"])
        plain = (embedded * pieces).sum(1) / pieces.sum(1).clamp(min=1)
        both = [torch.nn.functional.normalize(part, dim=1) for part in (hidden, plain)]
        made.append(torch.cat(both, 1).numpy())
    return np.concatenate(made)


def main() -> None:
    """Encode, reduce, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--texts", required=True, nargs="+")
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    chosen = vocabulary(given.texts)
    vectors = np.nan_to_num(encode(chosen, given.encoder))
    vectors -= vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors[:8000], full_matrices=False)
    table = np.frombuffer("\n".join(chosen).encode("utf-8"), dtype=np.uint8)
    np.savez(given.out, words=table, vectors=(vectors @ axes[:COMPONENTS].T).astype(np.float32))
    print(f"wrote {len(chosen)} vectors to {given.out}")


if __name__ == "__main__":
    main()
