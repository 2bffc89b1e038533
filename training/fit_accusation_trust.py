"""Fit how likely an accusation is told right: the weights of `layers/_accusation_trust.py`.

    python training/fit_accusation_trust.py --network NET.npz --gold FILE… --texts FILE… [--write]

The articles must be ones that the network has not seen. Every clause that it finds there is a case, right where a
coder has the clause with the same accuser and the same accused. Printed are the shares right by band, by
cross-validation over articles (five folds).
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path

import accusation_data as data
import numpy as np
from sklearn.linear_model import LogisticRegression

from framing.evaluate.accusations import pair, same
from framing.layers import _accusation_network as network
from framing.layers import _accusation_roles as roles
from framing.layers.accusations import read, signs_of
from framing.people.authors import writer
from framing.tables import atomic

OUT = Path(__file__).parents[1] / "src" / "framing" / "resources" / "accusations.json"
BANDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)
FOLDS = 5


def cases(net: network.Network, weights: roles.Weights, coded: list):
    """Of every clause found: its article, what speaks for and against it, whether it is right."""
    for article, reading in coded:
        words, byline = reading.doc.words, writer(reading.doc)
        found = [one for one in read(reading, net, weights) if one.decided is not None]
        rows = [
            {"start": words.starts[one.clause.first], "end": words.ends[one.clause.last - 1]} for one in found
        ]
        match = dict(pair(article.text, rows, article.accusations))
        for number, one in enumerate(found):
            code = article.accusations[match[number]] if number in match else None
            right = False
            if code is not None and code.target is not None:
                chosen = (one.decided.roles.accuser, one.decided.roles.target)
                accuser, target = (None if p is None else reading.parties.names[p] for p in chosen)
                if accuser is None and one.owner is None:
                    accuser = byline
                right = same(accuser, code.accuser) and same(target, code.target)
            yield article.id, signs_of(one), right


def fitted(vectors: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias; regularised on the scale of each sign."""
    middle, spread = vectors.mean(0), vectors.std(0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=3000).fit((vectors - middle) / spread, right)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ middle)


def main() -> None:
    """Read, fit, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--network", required=True)
    parser.add_argument("--roles", default=str(OUT), help="JSON file with the weights of the roles")
    parser.add_argument("--gold", required=True, nargs="+")
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    stored = json.loads(Path(given.roles).read_text(encoding="utf-8"))["roles"]
    weights = roles.Weights(
        stored["first"], *(np.array(stored[role], dtype=np.float32) for role in ("accuser", "target"))
    )
    made = list(cases(network.load(given.network), weights, data.gold(given.gold, given.texts)))
    names = np.array([name for name, _, _ in made])
    vectors = np.array([told for _, told, _ in made], dtype=np.float64)
    right = np.array([yes for _, _, yes in made])
    fold = {name: number % FOLDS for number, name in enumerate(sorted(set(names)))}
    of = np.array([fold[name] for name in names])
    shares = np.zeros(len(made))
    for number in range(FOLDS):
        weight, bias = fitted(vectors[of != number], right[of != number])
        shares[of == number] = 1 / (1 + np.exp(-(vectors[of == number] @ weight + bias)))
    print(f"{len(made)} clauses, {right.mean():.3f} right")
    for low, high in pairwise(BANDS):
        inside = (shares >= low) & (shares < high)
        print(f"{low:.1f} to {min(high, 1):.1f}: {inside.sum()} clauses, {right[inside].mean():.3f} right")
    for least in (0.5, 0.6, 0.7, 0.75, 0.8):
        inside = shares >= least
        print(f"from {least}: {inside.sum()} clauses, {right[inside].mean():.3f} right")
    weight, bias = fitted(vectors, right)
    if given.write:
        kept = json.loads(OUT.read_text(encoding="utf-8"))
        kept["trust"] = {"weights": [round(float(w), 4) for w in weight], "bias": round(bias, 4)}
        with atomic(OUT) as beside:
            beside.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
