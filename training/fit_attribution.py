"""Fit the attribution model: python training/fit_attribution.py --gold FILE.jsonl --out PATH.npz

Gold is JSON Lines, one article a line: {"id": …, "text": …, "attributions": [{"source": [[start, end], …],
"cue": [[start, end]], "content": [[start, end], …]}, …]}, offsets in code points, end exclusive, an empty
list for a source that is not named. See training/README.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from attribution_data import (
    GoldError, Sample, Types, TypeTable, Vocabulary, documents, read_gold, samples, vocabulary,
)  # fmt: skip
from attribution_model import Network, Size, arrays, batch

from attribution_score import right
from torch import nn

from framing.layers.sequence import EVIDENCE, FORMAT, Tagger
from framing.tables import atomic
from framing.text import Document

COMMON = 2e-4
"""A word with so large a share of the training words is common: others know English by these."""


def batches(all_samples: Sequence[Sample], words: int, noise: np.random.Generator) -> list[list[Sample]]:
    """Samples of like length together, about `words` words a batch, in random order."""
    keys = np.array([len(s) for s in all_samples]) * noise.uniform(0.85, 1.15, len(all_samples))
    made: list[list[Sample]] = []
    now: list[Sample] = []
    longest = 0
    for place in np.argsort(keys, kind="stable"):
        sample = all_samples[place]
        if now and (len(now) + 1) * max(longest, len(sample)) > words:
            made.append(now)
            now, longest = [], 0
        now.append(sample)
        longest = max(longest, len(sample))
    if now:
        made.append(now)
    return [made[i] for i in noise.permutation(len(made))]


def fit(
    train: Sequence[Sample],
    table: TypeTable,
    vocab: Vocabulary,
    *,
    size: Size,
    epochs: int,
    rate: float = 2.5e-3,
    words: int = 2_500,
    seed: int = 1,
    soft_share: float = 0.0,
    say=print,
) -> Network:
    """Fit one network: Adam, warm-up and linear decay, clipping, the mean of the last weights.

    Args:
        train: the samples; those with `soft` targets are fitted on `soft_share` of these.
        epochs: passes over the samples.
        rate: highest learning rate.
        words: words a batch, padding included.
        seed: of every random choice.
    """
    torch.manual_seed(seed)
    noise = np.random.default_rng(seed)
    network = Network(size, len(vocab.words), len(vocab.shapes), vocab.counts)
    rare = [p for p in network.parameters()]
    optimizer = torch.optim.Adam(rare, lr=rate, betas=(0.9, 0.98), eps=1e-8, fused=True)
    per_epoch = len(batches(train, words, np.random.default_rng(0)))
    total, warm = epochs * per_epoch, max(1, per_epoch // 2)
    average: dict[str, torch.Tensor] = {}
    averaged, step = 0, 0
    for epoch in range(epochs):
        began, tags, ties = time.time(), 0.0, 0.0
        network.train()
        for chosen in batches(train, words, noise):
            now = rate * min(1.0, (step + 1) / warm) * max(0.03, 1.0 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = now
            made = batch(chosen, table, vocab, size, noise, soft_share)
            tagging, linking = network.loss(made)
            optimizer.zero_grad()
            ((tagging + linking) / len(chosen)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            tags += float(tagging.detach())
            ties += float(linking.detach())
            step += 1
            if step > 0.65 * total and step % 4 == 0:
                averaged += 1
                with torch.no_grad():
                    for name, value in network.state_dict().items():
                        if name in average:
                            average[name] += (value - average[name]) / averaged
                        else:
                            average[name] = value.clone()
        say(
            f"epoch {epoch + 1}/{epochs}: loss of labels {tags / len(train):.3f}, of links {ties / len(train):.3f}, "
            f"{time.time() - began:.0f} s"
        )
    if average:
        network.load_state_dict(average)
    network.eval()
    return network


def weights(network: Network, vocab: Vocabulary, calibration: np.ndarray) -> dict[str, np.ndarray]:
    """Everything that `framing.layers.sequence.Tagger` needs, as arrays; the large ones in half precision."""
    made = arrays(network)
    for name, value in made.items():
        if value.size > 4096:
            made[name] = value.astype(np.float16)
    text = lambda names: np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)  # noqa: E731
    letters = np.array([word[:1].isalpha() for word in vocab.words])
    share = vocab.counts / max(1, vocab.counts[letters].sum())
    made |= {
        "format": np.array(FORMAT),
        "words": text(vocab.words),
        "shapes": text(vocab.shapes),
        "cue_class": vocab.cue_class.astype(np.int8),
        "common": letters & (share > COMMON),
        "calibration": calibration.astype(np.float32),
    }
    return made


def calibrate(tagger: Tagger, docs: Sequence[Document], rows: Sequence[dict]) -> np.ndarray:
    """Fit the score: a logistic regression from the evidence to whether the gold has the statement.

    Args:
        tagger: fitted without these texts, else its posteriors are too sure of themselves.
        docs, rows: the texts and their gold.
    """
    evidence, verdict = [], []
    for found, doc, row in zip(tagger.examine(docs), docs, rows, strict=True):
        evidence += [e for _, e in found]
        verdict += [both for _, both in right(doc.text, [a for a, _ in found], row["attributions"])]
    x, y = torch.from_numpy(np.array(evidence)), torch.tensor(verdict, dtype=torch.float32)
    weight = torch.zeros(len(EVIDENCE), requires_grad=True)
    optimizer = torch.optim.LBFGS([weight], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(x @ weight, y) + 1e-4 * weight.square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weight.detach().numpy()


def save(path: Path, held: dict[str, np.ndarray]) -> None:
    """Write the arrays to `path`, whole or not at all; the same arrays give the same bytes."""
    with atomic(path) as beside, beside.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **held)
