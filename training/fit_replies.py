"""Fit the weights of `layers/_accusing_replies.py`.

    python training/fit_replies.py --gold FILE… --texts FILE… [--test FILE…] [--write]

Every sentence that may be the accused's reply to a coded accusation is one case, right where the coder's reply stands
in it; a logistic regression (scikit-learn) weighs their features, and the least score is the one at which replies that
are there and replies that are not are told equally well on the articles fitted, by cross-validation over articles.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import accusation_data as data
import numpy as np
from sklearn.linear_model import LogisticRegression

from framing.article import Span
from framing.layers._accusing_replies import FEATURES, Replies, holding
from framing.tables import atomic

OUT = Path(__file__).parents[1] / "src" / "framing" / "resources" / "accusations.json"


def cases(paths: list[str], texts: list[str]):
    """For every coded accusation with a target: article, candidates' features, the right one (-1: none there)."""
    made = []
    for coded, reading in data.gold(paths, texts):
        replies = Replies(reading)
        for a in coded.accusations:
            if a.target is None:
                continue
            candidates = replies.candidates(Span(a.start, a.end), a.accuser, a.target)
            right = holding(candidates, a.reply_span) if a.reply_span else None
            vectors = np.stack([v for _, v in candidates]) if candidates else np.zeros((0, FEATURES))
            made.append((coded.id, vectors, -1 if right is None else right, a.reply != "none"))
    return made


def fitted(made):
    """The regression over the candidates; what else stands beside a coded reply may answer too and is left out."""
    rows, right = [], []
    for _, vectors, place, there in made:
        if there and place >= 0:
            rows.append(vectors[place : place + 1])
            right.append(np.ones(1))
        elif not there:
            rows.append(vectors)
            right.append(np.zeros(len(vectors)))
    return LogisticRegression(C=0.3, max_iter=3000).fit(np.concatenate(rows), np.concatenate(right))


def best(model, vectors) -> float:
    """The score of the likeliest reply."""
    return float(model.predict_proba(vectors)[:, 1].max()) if len(vectors) else 0.0


def told(scores, there, least: float) -> tuple[float, float]:
    """Shares told right where a reply is there, and where none is."""
    yes = [s >= least for s, t in zip(scores, there) if t]
    no = [s < least for s, t in zip(scores, there) if not t]
    return sum(yes) / max(len(yes), 1), sum(no) / max(len(no), 1)


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", required=True, nargs="+")
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--test", nargs="*", default=[])
    parser.add_argument("--absent", type=float, default=0.88, help="share of absent replies to tell right")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    made = cases(given.gold, given.texts)
    names = sorted({name for name, *_ in made})
    scores, there = [], []
    for fold in range(5):
        kept = set(names[fold::5])
        model = fitted([m for m in made if m[0] not in kept])
        for m in made:
            if m[0] in kept:
                scores.append(best(model, m[1]))
                there.append(m[3])
    least = next(x for x in np.arange(0.05, 1, 0.01) if told(scores, there, x)[1] >= given.absent)
    right = told(scores, there, least)
    print(f"cross-validated: there {right[0]:.3f}, absent {right[1]:.3f} at {least:.2f}")
    print(
        f"a candidate holds the reply in {np.mean([m[2] >= 0 for m in made if m[3]]):.3f} of {sum(m[3] for m in made)}"
    )
    model = fitted(made)
    if given.test:
        test = cases(given.test, given.texts)
        print("kept back:", told([best(model, m[1]) for m in test], [m[3] for m in test], least))
    if given.write:
        stored = json.loads(OUT.read_text()) if OUT.exists() else {}
        stored["replies"] = {
            "weights": [round(float(w), 4) for w in model.coef_[0]], "bias": round(float(model.intercept_[0]), 4),
            "least": round(float(least), 2),
        }  # fmt: skip
        with atomic(OUT) as beside:
            beside.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
