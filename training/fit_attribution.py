"""Fit the attribution model: python training/fit_attribution.py --gold FILE.jsonl --out PATH.npz

Gold is JSON Lines, one article a line: {"id": …, "text": …, "attributions": [{"source": [[start, end], …],
"cue": [[start, end]], "content": [[start, end], …]}, …]}, offsets in code points, end exclusive, an empty
list for a source that is not named. See training/README.md for what is fitted and why.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from attribution_data import (
    GoldError,
    Sample,
    Types,
    TypeTable,
    Vocabulary,
    documents,
    read_gold,
    samples,
    vocabulary,
)  # fmt: skip
from attribution_model import Network, Size, arrays, batch, posteriors
from attribution_score import f1, right
from torch import nn

from framing.attribution._assembly import EVIDENCE
from framing.attribution.sequence import FORMAT, Tagger
from framing.tables import atomic
from framing.text import Document


@dataclass(frozen=True)
class Plan:
    """How one network is fitted.

    Args:
        size: its widths.
        seed: added to the command's.
        longer: added to the command's number of epochs.
        words: of one batch.
        believed: how much of a label's target is the belief of the networks before; the rest is the gold.
        more: whether it is fitted on the texts without gold as well.
        judge: whether it leaves out every tenth text, so that the score can be calibrated on these.
    """

    size: Size
    seed: int = 0
    longer: int = 0
    words: int = 2_500
    believed: float = 0.0
    more: bool = False
    judge: bool = False


SMALL = Size(guessed=1_500)

STAGES = (
    (
        Plan(Size()),
        Plan(SMALL),
        Plan(Size(units=128, dropout=0.4, dropout_in=0.3), seed=10, longer=2, judge=True),
    ),
    (
        Plan(SMALL, seed=20, longer=-1, words=1_500, believed=0.6, more=True),
        Plan(Size(), seed=21, longer=1, words=1_250, believed=0.6),
    ),
    (Plan(SMALL, seed=30, longer=2, words=1_500, believed=0.7, more=True),),
)
"""Networks are fitted stage by stage, each on the mean belief of all before it; the last one ships."""

QUICK = ((Plan(SMALL, judge=True),),)
"""One network, fitted on the gold directly."""

HELD_OUT = 10
"""One text in so many is kept from the judge."""

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
    say: Callable[[str], None] = print,
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
    optimizer = torch.optim.Adam(network.parameters(), lr=rate, betas=(0.9, 0.98), eps=1e-8, fused=True)
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


def teach(
    teachers: Sequence[Network], all_samples: Sequence[Sample], table: TypeTable, vocab: Vocabulary
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


def weights(network: Network, vocab: Vocabulary, calibration: np.ndarray) -> dict[str, np.ndarray]:
    """Everything that `framing.attribution.sequence.Tagger` needs, as arrays; the large ones in half precision."""
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
    if len(evidence) < 8:
        # Too little to learn from: the product of the posteriors, raised a little.
        return np.array([2.0, *[1.0] * (len(EVIDENCE) - 2), 0.0])
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


def agreement(tagger: Tagger, rows: Sequence[dict]) -> dict[str, float]:
    """The F1 of content and of content with source (joint) on gold texts."""
    docs = documents(rows)
    verdicts = [
        right(doc.text, found, row["attributions"])
        for doc, found, row in zip(docs, tagger.attribute(docs), rows, strict=True)
    ]
    found, gold = sum(map(len, verdicts)), sum(len(row["attributions"]) for row in rows)
    content, joint = (sum(v[k] for vs in verdicts for v in vs) for k in (0, 1))
    return {"content F1": round(f1(content, found, gold), 4), "joint F1": round(f1(joint, found, gold), 4)}


def read_texts(path: Path) -> list[dict]:
    """Texts without gold, each once: JSON Lines with "text"."""
    texts: dict[str, None] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                texts.setdefault(str(json.loads(line)["text"]).strip())
            except (ValueError, KeyError, TypeError) as problem:
                raise GoldError(
                    f"{path}, line {number}: no text ({problem}); it must be a JSON object with text."
                ) from None
    return [{"text": text, "attributions": []} for text in texts]


def run(given: argparse.Namespace, say: Callable[[str], None]) -> None:
    """Fit the networks of all stages and write out the last one."""
    rows = read_gold(given.gold)
    docs = documents(rows)
    types = Types()
    vocab = vocabulary(docs, rows)
    gold = samples(docs, rows, types)
    more: list[Sample] = []
    if given.unlabelled:
        extra = read_texts(given.unlabelled)
        more = samples(documents(extra), extra, types)
        for sample in more:
            sample.labelled = False
    table = types.table(vocab, SMALL.buckets)
    say(f"{len(rows)} texts, {len(gold)} sequences, {len(vocab.words)} words known by name")
    kept_back = [n for n in range(len(rows)) if n % HELD_OUT == 0]
    most = [s for s in gold if s.document % HELD_OUT]
    fitted: list[Network] = []
    judge: Network | None = None
    stages = QUICK if given.quick else STAGES
    for stage, plans in enumerate(stages, 1):
        if fitted:
            teach(fitted, [*gold, *more], table, vocab)
        for plan in plans:
            say(f"stage {stage} of {len(stages)}, network {len(fitted) + 1}")
            network = fit(
                [*(most if plan.judge else gold), *(more if plan.more else ())], table, vocab, size=plan.size,
                epochs=max(1, given.epochs + plan.longer), words=plan.words, seed=given.seed + plan.seed,
                soft_share=plan.believed, say=say,
            )  # fmt: skip
            judge = network if plan.judge else judge
            fitted.append(network)
    assert judge is not None
    examiner = Tagger(weights(judge, vocab, np.zeros(len(EVIDENCE))), least=0)
    calibration = calibrate(examiner, [docs[n] for n in kept_back], [rows[n] for n in kept_back])
    save(given.out, weights(fitted[-1], vocab, calibration))
    tagger = Tagger.load(given.out)
    say(f"wrote {given.out}, {given.out.stat().st_size / 1e6:.1f} MB, SHA-256 {tagger.version}")
    if given.dev:
        say(f"{given.dev}: {json.dumps(agreement(tagger, read_gold(given.dev)))}")


def main() -> None:
    """Read the command line, fit, and say what was written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="the gold attributions to fit on")
    parser.add_argument("--out", type=Path, required=True, help="where the weights go, a .npz file")
    parser.add_argument("--dev", type=Path, help="gold that is only measured on, at the end")
    parser.add_argument(
        "--unlabelled", type=Path, help="more texts, JSON Lines; networks label them for others"
    )
    parser.add_argument("--epochs", type=int, default=10, help="passes over the texts (default 10)")
    parser.add_argument(
        "--quick", action="store_true", help="fit one network directly, in a tenth of the time"
    )
    parser.add_argument("--seed", type=int, default=1, help="of every random choice (default 1)")
    given = parser.parse_args()
    torch.set_num_threads(1)
    try:
        run(given, lambda line: print(line, flush=True))
    except (GoldError, OSError) as problem:
        sys.exit(f"fit_attribution: {problem}")


if __name__ == "__main__":
    main()
