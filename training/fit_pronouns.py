"""Fit what makes a person the one that "he" or "she" means: python training/fit_pronouns.py [--write]

A conditional logistic model: among the mentions of persons before a pronoun, each scored by the sum of its features
times their weights, the labelled person should have the largest share of the exponentials. The gold is the project's
own, data/gold/pronouns.jsonl. Weights are drawn toward the ones set by hand (a Gaussian prior); how strongly is chosen
by cross-validation over whole passages, which also gives the accuracy printed: the strongest within a standard error
of the best. --write puts the weights fitted on all passages into src/framing/resources/pronouns.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from framing.evaluate.gold import read_gold
from framing.evaluate.pronouns import accuracy, asked, found
from framing.evaluate.speakers import same_name
from framing.people.antecedents import Salience, candidates
from framing.statement import Statement
from framing.text import Document
from framing.words.rules import weighing
from framing.words.tables import WordMap

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data" / "gold" / "pronouns.jsonl"
OUT = ROOT / "src" / "framing" / "resources" / "pronouns.json"
NAMES = [field.name for field in fields(Salience)]
BY_HAND = Salience(
    rank=-1.0, paragraph=-1.2, gender=2.0, subject=2.0, leads=0.0, sentence=0.0, spoke=1.0, spoke_last=1.5,
    quoted=-3.0, own=0.0,
)  # fmt: skip
"""The weights before the fit, after Lappin & Leass (1994): recency, subjects, the same sentence, gender."""

PRIORS = (0.03, 0.1, 0.3, 1.0, 1.5, 2.0, 2.5, 3.0)
ROUNDS = 2
"""Who spoke before a pronoun depends on the weights, so the scenes are read again with the new ones."""

DISTANCES = ("rank", "paragraph", "sentence")
"""Weights that may not be above 0: nobody is meant for being named further back."""

Item = Mapping[str, Any]
Read = tuple[Document, list[Statement]]
Choice = tuple[np.ndarray, np.ndarray]  # features of each candidate; which of them name the right person


def choices(items: Sequence[Item], read: Sequence[Read], weights: Salience) -> list[Choice]:
    """For every pronoun whose person is among the candidates, their features and which are right."""
    genders = WordMap("function", "pronoun", "possessive", "reflexive")
    made = []
    with weighing("people.salience", **asdict(weights)):
        for item, (doc, statements) in zip(items, read, strict=True):
            for label, _, scene, at in asked(doc, statements, item["pronouns"]):
                among = list(candidates(scene, at, genders.get(doc.words.lower[at], "u")))
                right = np.array(
                    [same_name(c.mention.entity.name, label["antecedent"], person=True) for c in among]
                )
                if right.any() and not right.all():
                    made.append((np.array([c[1:] for c in among], dtype=float), right))
    return made


def fit(made: Sequence[Choice], prior: float) -> Salience:
    """The weights under which the right persons are most likely, less `prior` times the squares of their changes."""
    start = np.array([getattr(BY_HAND, name) for name in NAMES])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = prior * float((w - start) @ (w - start)), 2 * prior * (w - start)
        for features, right in made:
            scores = features @ w
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            mass = shares[right].sum()
            total -= float(np.log(mass))
            slope += features.T @ (shares - np.where(right, shares, 0.0) / mass)
        return total, slope

    bounds = [(None, 0.0 if name in DISTANCES else None) for name in NAMES]
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return Salience(*(round(float(value), 3) for value in best))


def trained(items: Sequence[Item], read: Sequence[Read], prior: float) -> Salience:
    """Weights fitted in a few rounds."""
    weights = BY_HAND
    for _ in range(ROUNDS):
        weights = fit(choices(items, read, weights), prior)
    return weights


def right(items: Sequence[Item], read: Sequence[Read], weights: Salience) -> list[bool]:
    """Pronoun by pronoun, whether it is resolved rightly with these weights."""
    with weighing("people.salience", **asdict(weights)):
        return [one for row in accuracy(items, read) for one in row]


def validated(items: Sequence[Item], read: Sequence[Read], prior: float, folds: int) -> float:
    """Accuracy on passages that the weights were not fitted on."""
    hits: list[bool] = []
    for fold in range(folds):
        held = [n % folds == fold for n in range(len(items))]
        kept = [n for n in range(len(items)) if not held[n]]
        out = [n for n in range(len(items)) if held[n]]
        weights = trained([items[n] for n in kept], [read[n] for n in kept], prior)
        hits += right([items[n] for n in out], [read[n] for n in out], weights)
    return sum(hits) / len(hits)


def strongest(scores: Mapping[float, float], pronouns: int) -> float:
    """The strongest prior whose accuracy is within one standard error of the best (Breiman et al. 1984)."""
    best = max(scores.values())
    error = float(np.sqrt(best * (1 - best) / pronouns))
    return max(prior for prior, score in scores.items() if score >= best - error)


def main() -> None:
    """Print the accuracy before and after, and write the weights where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--write", action="store_true", help=f"write {OUT.relative_to(ROOT)}")
    given = parser.parse_args()
    items = read_gold(given.gold, ("id", "text", "pronouns"), "pronouns")
    read = found(items)
    before = right(items, read, BY_HAND)
    print(f"before, weights set by hand: {sum(before) / len(before):.4f} of {len(before)} pronouns")
    scores = {prior: validated(items, read, prior, given.folds) for prior in PRIORS}
    for prior, score in scores.items():
        print(f"prior {prior}: {score:.4f} on passages kept back, {given.folds} folds")
    prior = strongest(scores, len(before))
    weights = trained(items, read, prior)
    after = right(items, read, weights)
    print(f"after, prior {prior}: {scores[prior]:.4f} kept back, {sum(after) / len(after):.4f} on all")
    for name in NAMES:
        print(f"  {name:12}{getattr(BY_HAND, name):8.3f} -> {getattr(weights, name):8.3f}")
    if given.write:
        made = {
            "about": "What makes a person named before the one that he or she means.",
            "fitted_by": "training/fit_pronouns.py", "gold": given.gold.name, "pronouns": len(after),
            "prior": prior, "before": round(sum(before) / len(before), 4), "kept_back": round(scores[prior], 4),
            "weights": asdict(weights),
        }  # fmt: skip
        OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
