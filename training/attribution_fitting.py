"""How the attribution networks are fitted: batches, steps, and what one network is taught by others."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import torch
from attribution_data import Sample, TypeTable, Vocabulary
from attribution_model import Head, batch, posteriors
from attribution_taught import Belief

Net = TypeVar("Net", bound=Head)


def batches(
    all_samples: Sequence[Sample],
    words: int,
    noise: np.random.Generator,
    length: Callable[[Sample], int] = len,
    spread: float = 0.15,
) -> list[list[Sample]]:
    """Samples of like length, more or less by `spread`, together, about `words` words a batch, in random order."""
    lengths = np.array([length(s) for s in all_samples])
    keys = lengths * noise.uniform(1 - spread, 1 + spread, len(all_samples))
    made: list[list[Sample]] = []
    now: list[Sample] = []
    longest = 0
    for place in np.argsort(keys, kind="stable"):
        size = int(lengths[place])
        if now and (len(now) + 1) * max(longest, size) > words:
            made.append(now)
            now, longest = [], 0
        now.append(all_samples[place])
        longest = max(longest, size)
    if now:
        made.append(now)
    return [made[i] for i in noise.permutation(len(made))]


RATE = 2.5e-3
"""The highest learning rate of what is fitted from nothing."""


def fit(
    network: Net,
    train: Sequence[Sample],
    table: TypeTable,
    vocab: Vocabulary,
    *,
    epochs: float,
    rate: float = RATE,
    slow: Iterable[torch.nn.Parameter] = (),
    slow_rate: float = RATE,
    words: int = 2_500,
    seed: int = 1,
    soft_share: float = 0.0,
    length: Callable[[Sample], int] = len,
    spread: float = 0.15,
    warm: int = 0,
    say: Callable[[str], None] = print,
) -> Net:
    """Fit a network: Adam, warm-up and linear decay, clipping, the mean of the last weights.

    Args:
        network: as it was made; make it after `torch.manual_seed`.
        train: the samples; those with `soft` targets are fitted on `soft_share` of these.
        epochs: passes over the samples; the last may be a part of one.
        rate: the highest learning rate.
        slow: parameters that know something already and are moved at `slow_rate` at most.
        words: words a batch, padding included.
        seed: of every random choice.
        length, spread: how long a sample counts as, and by which share samples of a batch may differ in it.
        warm: steps until the rates are highest; half a pass where not given.
    """
    torch.manual_seed(seed)
    noise = np.random.default_rng(seed)
    apart = {id(value) for value in slow}
    moved = [value for value in network.parameters() if value.requires_grad]
    groups = [
        {"params": [v for v in moved if (id(v) in apart) == kind], "most": most}
        for kind, most in ((False, rate), (True, slow_rate))
    ]
    optimizer = torch.optim.Adam([g for g in groups if g["params"]], betas=(0.9, 0.98), eps=1e-8, fused=True)
    per_epoch = len(batches(train, words, np.random.default_rng(0), length, spread))
    total, warm = round(epochs * per_epoch), warm or max(1, per_epoch // 2)
    average: dict[str, torch.Tensor] = {}
    averaged, step = 0, 0
    for epoch in range(math.ceil(epochs)):
        began, tags, ties = time.time(), 0.0, 0.0
        network.train()
        for chosen in batches(train, words, noise, length, spread)[: total - step]:
            now = min(1.0, (step + 1) / warm) * max(0.03, 1.0 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = group["most"] * now
            made = batch(chosen, table, vocab, network.size, noise, soft_share)
            tagging, linking = network.loss(made)
            optimizer.zero_grad()
            ((tagging + linking) / len(chosen)).backward()
            torch.nn.utils.clip_grad_norm_(moved, 5.0)
            optimizer.step()
            tags += float(tagging.detach())
            ties += float(linking.detach())
            step += 1
            if step % 100 == 0:
                say(f"step {step} of {total}, {time.time() - began:.0f} s of epoch {epoch + 1}")
            if step > 0.65 * total and step % 4 == 0:
                averaged += 1
                with torch.no_grad():
                    for name, value in network.state_dict().items():
                        if name in average:
                            average[name] += (value - average[name]) / averaged
                        else:
                            average[name] = value.clone()
        say(
            f"epoch {epoch + 1}/{epochs:g}: loss of labels {tags / len(train):.3f}, of links {ties / len(train):.3f}, "
            f"{time.time() - began:.0f} s"
        )
    if average:
        network.load_state_dict(average)
    network.eval()
    return network


def teach(
    teachers: Sequence[Head], all_samples: Sequence[Sample], table: TypeTable, vocab: Vocabulary
) -> None:
    """Give every sample the mean of what the teachers believe, for another network to be fitted on."""
    order = np.argsort([len(s) for s in all_samples], kind="stable")
    for left in range(0, len(order), 48):
        chosen = [all_samples[i] for i in order[left : left + 48]]
        believed = [posteriors(t, batch(chosen, table, vocab, t.size)) for t in teachers]
        unary = torch.stack([u for u, _ in believed]).mean(0).numpy()
        moves = torch.stack([m for _, m in believed]).mean(0).numpy()
        for i, sample in enumerate(chosen):
            sample.soft = unary[i, : len(sample)].astype(np.float16), moves[i].astype(np.float16)


def taught(samples: Sequence[Sample], keys: Sequence[int], teachers: Sequence[Mapping[int, Belief]]) -> int:
    """Give every sample the mean of what the teachers believe of it; how many samples any of them knows.

    Args:
        samples: to be given beliefs; one that no teacher knows is left as it is.
        keys: of the samples, from `attribution_taught.keys`.
        teachers: their beliefs by key; a teacher that says nothing of a sample is not counted there.
    """
    known = 0
    for sample, key in zip(samples, keys, strict=True):
        told = [teacher[key] for teacher in teachers if key in teacher]
        if told:
            known += 1
            labels, moves = (
                sum(belief[part].astype(np.float32) for belief in told) / len(told) for part in (0, 1)
            )
            sample.soft = labels.astype(np.float16), moves.astype(np.float16)
    return known
