"""Fit how likely "A accuses B" is a tie between the two: `accuses` of `resources/sides.json`.

    python training/fit_ties.py --network NET.npz --gold FILE… --texts FILE… [--write]

The articles must be ones that the network has not seen. Every row of the table `accusations` there is a case, right
where a coder has an accusation between the same two. Printed are the shares right by band, by cross-validation over
articles (five folds).
"""

from __future__ import annotations

import argparse
import io
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from framing import annotate
from framing.evaluate.coded import read as read_coded
from framing.layers import _accusation_network as network
from framing.people.likeness import same_party
from framing.reading import read
from framing.study import ties
from framing.study.records import by_article
from framing.tables import atomic

OUT = Path(__file__).parents[1] / "src" / "framing" / "resources" / "sides.json"
FOLDS = 5
BANDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 1.01)


def cases(paths: list[str], texts: list[str]):
    """Of every accusation found: its article, the rule, what speaks for it, whether it is right."""
    coded = {one.id: one for path in paths for one in read_coded(path, texts)}
    lines = "".join(json.dumps({"id": one.id, "text": one.text}) + "\n" for one in coded.values())
    tables = annotate(read(io.StringIO(lines)), camps="generic")
    kept = {
        name: by_article(getattr(tables, name))
        for name in ("sources", "accusations", "relations", "statements")
    }
    for name, one in coded.items():
        rows = {table: found.get(name, []) for table, found in kept.items()}
        cast = ties._Cast(rows, one.text)
        gold = [(a.accuser, a.target) for a in one.accusations if a.target is not None]
        for _, pair, signs in ties.accusing_pairs(cast, rows["accusations"], rows["relations"]):
            rule = ties.ACCUSES if pair[0] != ties.NOBODY else ties.NAMELESS
            yield name, rule, signs, any(_same(pair, of_gold) for of_gold in gold)


def _same(pair: tuple[str, str], gold: tuple[str | None, str]) -> bool:
    if not same_party(pair[1], gold[1]):
        return False
    if gold[0] is None or pair[0] == ties.NOBODY:
        return gold[0] is None and pair[0] == ties.NOBODY
    return same_party(pair[0], gold[0])


def main() -> None:
    """Read, fit, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--network", required=True)
    parser.add_argument("--gold", required=True, nargs="+")
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    net = network.load(given.network)
    network.shipped = lambda: net  # type: ignore[assignment]
    made = list(cases(given.gold, given.texts))
    stored = json.loads(OUT.read_text(encoding="utf-8"))
    for rule in (ties.ACCUSES, ties.NAMELESS):
        part = [one for one in made if one[1] == rule]
        names = list(part[0][2])
        vectors = np.array([[float(one[2][name]) for name in names] for one in part])
        right = np.array([one[3] for one in part])
        articles = sorted({one[0] for one in part})
        fold = np.array([articles.index(one[0]) % FOLDS for one in part])
        shares = np.zeros(len(part))
        for number in range(FOLDS):
            model = LogisticRegression(C=1.0).fit(vectors[fold != number], right[fold != number])
            shares[fold == number] = model.predict_proba(vectors[fold == number])[:, 1]
        print(f"{rule}: {len(part)} rows, {right.mean():.3f} right")
        for low, high in pairwise(BANDS):
            inside = (shares >= low) & (shares < high)
            if inside.any():
                print(
                    f"{low:.1f} to {min(high, 1):.1f}: {inside.sum()} rows, {right[inside].mean():.3f} right"
                )
        model = LogisticRegression(C=1.0).fit(vectors, right)
        weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
        stored[rule] = {"bias": round(float(model.intercept_[0]), 2), **weights}
        print(stored[rule])
    if given.write:
        lines = ",\n".join(f' "{name}": {json.dumps(value)}' for name, value in stored.items())
        with atomic(OUT) as beside:
            beside.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
