"""Fit the model of `people/capacity.py`.

    python training/fit_sources.py --gold FILE… --texts FILE… --vectors FILE.npz --silver FILE.pkl --out PATH.npz

Gold is JSON Lines, one article a line: {"id", "text" or "sha256", "sources": [{"speaker", "source": [start, end],
"affiliation", "function", "gender"}]}. Two multinomial logistic regressions (scikit-learn) over `capacity.features`
and the vectors of `capacity.segments`. `--vectors` is what `training/attribution_vectors.py` writes; of its words those
that the texts hold are kept, and as many of the commonest as fit, cut to fewer components and rounded. `--silver` is
what `training/sources_teacher.py` wrote: every further source counts for each answer as much as the teacher believes in
it, times one of `SHARES`.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from framing.evaluate.sources import Labelled, articles, labelled
from framing.people import capacity
from framing.people.affiliations import Affiliation, Asked, Function, words_of
from framing.tables import atomic
from framing.words.tables import WordMap


def matrix(weighed: Sequence[dict[str, float]], places: dict[str, int]) -> csr_matrix:
    """Sources as rows, features as columns; features that are not in `places` are left out."""
    rows, columns, values = [], [], []
    for row, features in enumerate(weighed):
        for name, value in features.items():
            if name in places:
                rows.append(row)
                columns.append(places[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(weighed), len(places)))


def table_words() -> list[str]:
    """The entries of the word list of affiliations, so that their words have vectors."""
    return [*WordMap("affiliations", "body"), *WordMap("affiliations", "office")]


WORDS, COMPONENTS = 20_000, 48
WEIGHTS = 0.2, 0.32  # of the vectors beside the other features, for affiliation and function; cross-validated


def vectors(path: str, texts: Sequence[str]) -> tuple[dict[str, int], np.ndarray]:
    """Words with their vectors, a component's mean square one: those of the texts first, then the commonest."""
    with np.load(path, allow_pickle=False) as stored:
        words = stored["words"].tobytes().decode("utf-8").split("\n")
        rows = stored["rows"].astype(np.float32) * stored["scale"]
    held = {word.lower() for text in texts for word in words_of(text)}
    order = sorted(range(len(words)), key=lambda at: (words[at] not in held, at))[:WORDS]
    rows = rows[order] - rows[order].mean(axis=0)
    _, _, axes = np.linalg.svd(rows, full_matrices=False)
    made = rows @ axes[:COMPONENTS].T
    return {words[at]: row for row, at in enumerate(order)}, (made / rows.std()).astype(np.float32)


def rounded(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as whole numbers, and the scale of each component."""
    scale = np.abs(rows).max(axis=0) / 127
    return np.round(rows / scale).astype(np.int8), scale.astype(np.float32)


SHARES = 0.02, 0.05  # of a silver source beside a labelled one, for affiliation and function
LEAST = 0.1  # belief below which an answer of the teacher does not count
OFTEN = 2  # in how many sources a feature must be
Part = tuple[dict[str, int], np.ndarray, np.ndarray]
Silver = tuple[str, Asked, np.ndarray]
"""A source that nobody labelled: article, as the model is asked for it, the teacher's shares of all answers."""


def believed(
    silver: Sequence[Silver], low: int, count: int, share: float
) -> tuple[list[int], list[int], list[float]]:
    """Of every answer that the teacher believes in: the source, the answer, how much it counts."""
    shares = np.stack([row[2][low : low + count] for row in silver])
    rows, answers = np.nonzero(shares >= LEAST)
    return rows.tolist(), answers.tolist(), (share * shares[rows, answers]).tolist()


def fitted(
    samples: Sequence[Labelled],
    strengths: Sequence[float],
    known: tuple[dict[str, int], np.ndarray],
    silver: Sequence[Silver] = (),
) -> Part:
    """The features seen often enough, and the weights of both regressions side by side: theirs, the vectors'."""
    every = [s.asked for s in samples] + [row[1] for row in silver]
    weighed = [capacity.features(source) for source in every]
    counted: dict[str, int] = {}
    for features in weighed:
        for name in features:
            counted[name] = counted.get(name, 0) + 1
    places = {name: at for at, name in enumerate(sorted(n for n, times in counted.items() if times >= OFTEN))}
    meant = np.stack([capacity.meanings(source, *known) for source in every])
    plain = matrix(weighed, places)
    weights = np.full((plain.shape[1] + meant.shape[1] + 1, len(Affiliation) + len(Function)), 0.0)
    weights[-1] = -20  # a class that no sample has
    for low, classes, answers, strength, weight, share in (
        (0, list(Affiliation), [s.affiliation for s in samples], strengths[0], WEIGHTS[0], SHARES[0]),
        (
            len(Affiliation),
            list(Function),
            [s.function for s in samples],
            strengths[1],
            WEIGHTS[1],
            SHARES[1],
        ),
    ):
        names = [str(c) for c in classes]
        rows, told, shares = (
            list(range(len(samples))),
            [names.index(str(a)) for a in answers],
            [1.0] * len(samples),
        )
        if silver:
            more = believed(silver, low, len(classes), share)
            rows, told, shares = rows + [len(samples) + r for r in more[0]], told + more[1], shares + more[2]
        made = hstack([plain, csr_matrix(meant * weight)]).tocsr()[rows]
        model = LogisticRegression(C=strength, max_iter=5000, tol=1e-3).fit(made, told, sample_weight=shares)
        for row, answer in enumerate(model.classes_):
            weights[:-1, low + answer], weights[-1, low + answer] = model.coef_[row], model.intercept_[row]
            weights[len(places) : -1, low + answer] *= weight
    low = len(places)
    return places, np.vstack([weights[:low], weights[-1:]]), weights[low:-1]


def right(
    samples: Sequence[Labelled], part: Part, known: tuple[dict[str, int], np.ndarray]
) -> tuple[float, float]:
    """Shares of affiliations and functions told right."""
    places, weights, dense = part
    model = capacity.Model(places, weights.astype(np.float32), *known, dense.astype(np.float32), "")
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
    parser.add_argument("--vectors", required=True)
    parser.add_argument(
        "--strengths",
        nargs=2,
        type=float,
        default=(0.5, 0.12),
        help="of affiliation and function: cross-validated",
    )
    parser.add_argument("--silver", help="what sources_teacher.py wrote")
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    silver: list[Silver] = []
    if given.silver:  # written by sources_teacher.py, on this machine
        silver = [
            (name, Asked(*told), shares)
            for name, told, shares in pickle.loads(Path(given.silver).read_bytes())
        ]
    samples = [s for path in given.gold for s in labelled(path, given.texts)]
    names = sorted({s.article for s in samples})
    texts = [item["text"] for path in given.gold for item in articles(path, given.texts)]
    known = vectors(given.vectors, [*texts, *table_words()])
    whole, scale = rounded(known[1])
    known = (known[0], whole * scale)
    scores = []
    for fold in range(6):
        kept = set(names[fold::6])
        part = fitted([s for s in samples if s.article not in kept], given.strengths, known, silver)
        held = [s for s in samples if s.article in kept]
        scores.append((len(held), *right(held, part, known)))
    total = sum(n for n, *_ in scores)
    told = [sum(row[0] * row[k] for row in scores) / total for k in (1, 2)]
    print(f"cross-validated over {total}: affiliation {told[0]:.3f}, function {told[1]:.3f}")
    part = fitted(samples, given.strengths, known, silver)
    for path in given.test:
        held = labelled(path, given.texts)
        print(path, len(held), right(held, part, known))
    places, weights, dense = part
    with atomic(given.out) as beside, beside.open("wb") as file:
        np.savez_compressed(
            file, format=np.array(capacity.FORMAT), weights=weights.astype(np.float16), dense=dense.astype(np.float16),
            names=np.frombuffer("\n".join(places).encode("utf-8"), dtype=np.uint8), vectors=whole, scale=scale,
            words=np.frombuffer("\n".join(known[0]).encode("utf-8"), dtype=np.uint8),
        )  # fmt: skip
    print(f"wrote {given.out}, {Path(given.out).stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
