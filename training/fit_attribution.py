"""Fit the attribution model: python training/fit_attribution.py --gold FILE.jsonl --out PATH.npz

Gold is JSON Lines, one article a line: {"id": …, "text": …, "attributions": [{"source": [[start, end], …],
"cue": [[start, end]], "content": [[start, end], …]}, …]}, offsets in code points, end exclusive, an empty
list for a source that is not named. See training/README.md for what is fitted and why.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from attribution_data import (
    GoldError,
    Sample,
    Types,
    Vocabulary,
    documents,
    no_vectors,
    read_gold,
    read_texts,
    read_vectors,
    samples,
    vocabulary,
)  # fmt: skip
from attribution_fitting import RATE, fit, taught
from attribution_model import Network, Size, arrays
from attribution_score import agreement, right
from attribution_taught import keys
from attribution_taught import read as read_taught
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
        epochs: passes over the texts, unless the command says how many.
        words: of one batch.
        believed: how much of a label's target is the teachers' belief; the rest is the gold.
        judge: whether it leaves out every tenth text, so that the score can be calibrated on these.
        onward: the learning rate in shares of the usual one, where it goes on from the network before; else 0.
        averaged: whether its weights become their mean with those of the network before (Wortsman et al. 2022).
    """

    size: Size
    seed: int = 0
    epochs: int = 10
    words: int = 2_500
    believed: float = 0.0
    judge: bool = False
    onward: float = 0.0
    averaged: bool = False


SMALL = Size(guessed=1_500)

WIDE = Size(units=96, guessed=1_500, known=20, gram_dropout=0.6, word_dropout=0.22)
"""Must tell seldom words by what they mean."""

STAGES = (
    Plan(WIDE, seed=19, epochs=4, words=1_500, believed=0.6, judge=True),
    Plan(WIDE, seed=6, epochs=7, words=1_500, believed=0.5),
    Plan(WIDE, seed=29, epochs=7, words=1_500, believed=0.6, onward=0.6),
    Plan(WIDE, seed=30, epochs=8, words=1_500, believed=0.7, onward=0.5),
    Plan(WIDE, seed=31, epochs=8, words=1_500, believed=0.7, onward=0.5),
    Plan(WIDE, seed=32, epochs=8, words=1_500, believed=0.7, onward=0.5),
    Plan(WIDE, seed=33, epochs=8, words=1_500, believed=0.7, onward=0.5, averaged=True),
)
"""The judge of the score, then networks that each go on from the one before; the mean of the last two ships."""

QUICK = (Plan(SMALL, judge=True),)
"""One network, fitted on the gold directly."""

HELD_OUT = 10
"""One text in so many is kept from the judge."""

PLAIN = np.zeros(len(EVIDENCE))
"""A score that says nothing, where none is calibrated yet."""

COMMON = 2e-4
"""A word with so large a share of the training words is common: others know English by these."""


def weights(network: Network, vocab: Vocabulary, calibration: np.ndarray) -> dict[str, np.ndarray]:
    """Everything that `framing.attribution.sequence.Tagger` needs, as arrays; the large ones in half precision."""
    made = arrays(network)
    if network.size.known:
        seldom = vocab.counts < network.size.known
        made["embed_word"] = np.where(seldom[:, None], made["embed_word"][0], made["embed_word"])
    for name, value in made.items():
        if value.size > 4096:
            made[name] = value.astype(np.float16)
    text = lambda names: np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)  # noqa: E731
    letters = np.array([word[:1].isalpha() for word in vocab.words])
    share = vocab.counts / max(1, vocab.counts[letters].sum())
    if vocab.vectors.rows.shape[1]:
        made |= {
            "vector_words": text(vocab.vectors.words),
            "vectors": vocab.vectors.rows,
            "vector_scale": vocab.vectors.scale,
            "guess_class": vocab.vectors.guess,
        }
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


def run(given: argparse.Namespace, say: Callable[[str], None]) -> None:
    """Fit the networks of all stages and write out the last one."""
    rows = read_gold(given.gold)
    docs = documents(rows)
    types = Types()
    vocab = vocabulary(docs, rows, read_vectors(given.vectors) if given.vectors else no_vectors())
    gold = samples(docs, rows, types)
    for path in given.varied:
        extra = read_gold(path)
        gold += samples(documents(extra), extra, types)
    more: list[Sample] = []
    for path in given.unlabelled:
        extra = read_texts(path)
        more += samples(documents(extra), extra, types)
    for sample in more:
        sample.labelled = False
    table = types.table(vocab, SMALL.buckets)
    told = taught([*gold, *more], keys([*gold, *more], types), [read_taught(path) for path in given.taught])
    say(
        f"{len(rows)} texts, {len(gold)} sequences, {len(vocab.words)} words known by name, "
        f"{len(more)} more sequences; {told} taught"
    )
    more = [sample for sample in more if sample.soft is not None]
    kept_back = [n for n in range(len(rows)) if n % HELD_OUT == 0]
    most = [s for s in gold if s.document % HELD_OUT]
    judge: Network | None = None
    before: Network | None = None
    for stage, plan in enumerate(QUICK if given.quick else STAGES, 1):
        kept = given.keep / f"network_{stage}.pt" if given.keep else None
        torch.manual_seed(given.seed + plan.seed)
        network = Network(plan.size, vocab)
        if plan.onward and before is not None:
            network.load_state_dict(before.state_dict())
        if kept and kept.exists():
            network.load_state_dict(torch.load(kept, weights_only=True))
            network.eval()
        else:
            say(f"network {stage}")
            network = fit(
                network, [*(most if plan.judge else gold), *more], table, vocab,
                epochs=given.epochs or plan.epochs, words=plan.words, seed=given.seed + plan.seed,
                soft_share=plan.believed, rate=RATE * (plan.onward or 1), say=say,
            )  # fmt: skip
            if kept:
                torch.save(network.state_dict(), kept)
        judge = network if plan.judge else judge
        if plan.averaged and before is not None:
            earlier = before.state_dict()
            network.load_state_dict({k: (v + earlier[k]) / 2 for k, v in network.state_dict().items()})
        before = network
        if given.dev:
            alone = Tagger(weights(network, vocab, PLAIN), least=0)
            say(f"network {stage} on {given.dev}: {json.dumps(agreement(alone, read_gold(given.dev)))}")
    assert judge is not None
    assert before is not None
    examiner = Tagger(weights(judge, vocab, PLAIN), least=0)
    calibration = calibrate(examiner, [docs[n] for n in kept_back], [rows[n] for n in kept_back])
    save(given.out, weights(before, vocab, calibration))
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
        "--unlabelled",
        type=Path,
        nargs="*",
        default=[],
        help="more texts, JSON Lines, of which the teachers tell",
    )
    parser.add_argument(
        "--varied",
        type=Path,
        nargs="*",
        default=[],
        help="the gold with other words, that attribution_augment.py wrote",
    )
    parser.add_argument("--vectors", type=Path, help="word vectors that attribution_vectors.py wrote")
    parser.add_argument(
        "--taught",
        type=Path,
        nargs="*",
        default=[],
        help="what attribution_teacher.py wrote of the same texts",
    )
    parser.add_argument(
        "--keep", type=Path, help="a folder for every network; those it has are not fitted again"
    )
    parser.add_argument("--epochs", type=int, help="passes over the texts, for every network")
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
