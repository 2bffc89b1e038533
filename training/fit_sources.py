"""Fit the model of `people/capacity.py`.

    python training/fit_sources.py --gold FILE… --texts FILE… --vectors FILE.npz --out PATH.npz

Gold is JSON Lines, one article a line: {"id", "text" or "sha256", "sources": [{"speaker", "source": [start, end],
"affiliation", "function", "gender"}]}. Two multinomial logistic regressions (scikit-learn) over `capacity.features`
and the vectors of `capacity.segments`. `--vectors` is what `training/attribution_vectors.py` writes; of its words those
that the texts hold are kept, and as many of the commonest as fit, cut to fewer components and rounded.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from framing.evaluate.sources import Labelled, articles, labelled
from framing.people import capacity
from framing.people.affiliations import Affiliation, Function, words_of
from framing.tables import atomic
from framing.words.tables import WordMap


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


Part = tuple[dict[str, int], np.ndarray, np.ndarray]


def fitted(
    samples: Sequence[Labelled], strengths: Sequence[float], known: tuple[dict[str, int], np.ndarray]
) -> Part:
    """The features seen twice or more, and the weights of both regressions side by side: theirs, the vectors'."""
    counted: dict[str, int] = {}
    for sample in samples:
        for name in capacity.features(sample.asked):
            counted[name] = counted.get(name, 0) + 1
    places = {name: at for at, name in enumerate(sorted(n for n, times in counted.items() if times > 1))}
    meant = np.stack([capacity.meanings(s.asked, *known) for s in samples])
    plain = matrix(samples, places)
    weights = np.full((plain.shape[1] + meant.shape[1] + 1, len(Affiliation) + len(Function)), 0.0)
    weights[-1] = -20  # a class that no sample has
    for low, classes, answers, strength, weight in (
        (0, list(Affiliation), [s.affiliation for s in samples], strengths[0], WEIGHTS[0]),
        (len(Affiliation), list(Function), [s.function for s in samples], strengths[1], WEIGHTS[1]),
    ):
        made = hstack([plain, csr_matrix(meant * weight)]).tocsr()
        model = LogisticRegression(C=strength, max_iter=5000, tol=1e-3).fit(made, [str(a) for a in answers])
        for row, name in enumerate(model.classes_):
            at = low + [str(c) for c in classes].index(name)
            weights[:-1, at], weights[-1, at] = model.coef_[row], model.intercept_[row]
            weights[len(places) : -1, at] *= weight
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
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    samples = [s for path in given.gold for s in labelled(path, given.texts)]
    names = sorted({s.article for s in samples})
    texts = [item["text"] for path in given.gold for item in articles(path, given.texts)]
    known = vectors(given.vectors, [*texts, *table_words()])
    whole, scale = rounded(known[1])
    known = (known[0], whole * scale)
    scores = []
    for fold in range(6):
        kept = set(names[fold::6])
        part = fitted([s for s in samples if s.article not in kept], given.strengths, known)
        held = [s for s in samples if s.article in kept]
        scores.append((len(held), *right(held, part, known)))
    total = sum(n for n, *_ in scores)
    told = [sum(row[0] * row[k] for row in scores) / total for k in (1, 2)]
    print(f"cross-validated over {total}: affiliation {told[0]:.3f}, function {told[1]:.3f}")
    part = fitted(samples, given.strengths, known)
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
