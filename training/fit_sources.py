"""Fit the model of `people/capacity.py`: python training/fit_sources.py --gold FILE… --texts FILE… --out PATH.npz

Gold is JSON Lines, one article a line: {"id", "text" or "sha256", "sources": [{"speaker", "source": [start, end],
"affiliation", "function", "gender"}]}. Two multinomial logistic regressions (scikit-learn) over `capacity.features`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from framing.evaluate.sources import Labelled, labelled
from framing.people import capacity
from framing.people.affiliations import Affiliation, Function
from framing.tables import atomic


def matrix(samples: Sequence[Labelled], places: dict[str, int]) -> csr_matrix:
    """Samples as rows, features as columns; features that are not in `places` are left out."""
    rows, columns, values = [], [], []
    for row, sample in enumerate(samples):
        for name, value in capacity.features(sample.asked).items():
            if name in places:
                rows.append(row)
                columns.append(places[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(samples), len(places)))


def fitted(samples: Sequence[Labelled], strength: float) -> tuple[dict[str, int], np.ndarray]:
    """The features seen twice or more, and the weights of both regressions side by side."""
    counted: dict[str, int] = {}
    for sample in samples:
        for name in capacity.features(sample.asked):
            counted[name] = counted.get(name, 0) + 1
    places = {name: at for at, name in enumerate(sorted(n for n, times in counted.items() if times > 1))}
    made = matrix(samples, places)
    weights = np.full((len(places) + 1, len(Affiliation) + len(Function)), 0.0)
    weights[-1] = -20  # a class that no sample has
    for low, classes, answers in (
        (0, list(Affiliation), [s.affiliation for s in samples]),
        (len(Affiliation), list(Function), [s.function for s in samples]),
    ):
        model = LogisticRegression(C=strength, max_iter=5000).fit(made, [str(a) for a in answers])
        for row, name in enumerate(model.classes_):
            at = low + [str(c) for c in classes].index(name)
            weights[:-1, at], weights[-1, at] = model.coef_[row], model.intercept_[row]
    return places, weights


def right(samples: Sequence[Labelled], places: dict[str, int], weights: np.ndarray) -> tuple[float, float]:
    """Shares of affiliations and functions told right."""
    model = capacity.Model(places, weights.astype(np.float32), "")
    told = [model.capacity(s.asked) for s in samples]
    return (
        float(np.mean([t.affiliation == s.affiliation for t, s in zip(told, samples)])),
        float(np.mean([t.function == s.function for t, s in zip(told, samples)])),
    )


def main() -> None:
    """Cross-validate over articles, fit on all, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", required=True, nargs="+")
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--test", nargs="*", default=[])
    parser.add_argument("--strength", type=float, default=0.3)
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    samples = [s for path in given.gold for s in labelled(path, given.texts)]
    names = sorted({s.article for s in samples})
    scores = []
    for fold in range(6):
        kept = set(names[fold::6])
        part = fitted([s for s in samples if s.article not in kept], given.strength)
        held = [s for s in samples if s.article in kept]
        scores.append((len(held), *right(held, *part)))
    total = sum(n for n, *_ in scores)
    told = [sum(row[0] * row[k] for row in scores) / total for k in (1, 2)]
    print(f"cross-validated over {total}: affiliation {told[0]:.3f}, function {told[1]:.3f}")
    places, weights = fitted(samples, given.strength)
    for path in given.test:
        held = labelled(path, given.texts)
        print(path, len(held), right(held, places, weights))
    with atomic(given.out) as beside, beside.open("wb") as file:
        np.savez_compressed(
            file, format=np.array(capacity.FORMAT), weights=weights.astype(np.float16),
            names=np.frombuffer("\n".join(places).encode("utf-8"), dtype=np.uint8),
        )  # fmt: skip
    print(f"wrote {given.out}, {Path(given.out).stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
