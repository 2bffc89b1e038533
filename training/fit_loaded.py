"""Choose the threshold of `loaded`, and try learned weights.

    python training/fit_loaded.py --gold FILE.jsonl --news FILE.jsonl --out DIR

Gold is JSON Lines, one sentence a line: {"text": …, "targets": [{"polarity": -1 | 0 | 1}, …]}. A sentence
counts as coloured where the author speaks well or ill of a target. That is a proxy: praise and blame are
not all there is to loaded words. Needs SciPy.

First, verbs that news uses daily are made weak: a sensational verb of 0.6 seen once in 20,000 words or oftener,
in the texts of `--gold` and `--news` together, counts 0.3. No label is looked at for that.

Then two lists are compared: `hand`, with these strengths as they stand, and `learned`, the same moved
by a logistic regression whose Gaussian prior has the hand strengths as its mean, so that an entry seldom seen
keeps its strength. The weight of each family of sober words (nought allowed), how much they take off at most,
and the threshold go with them. Everything is chosen by the balanced accuracy of "coloured" on the gold: the mean
recall of both classes, for the share of coloured sentences there says nothing about other texts. The two are
compared by its mean over five folds, everything chosen anew without the fold; learned weights are preferred
where they gain more than one standard error. DIR gets hand/loaded.csv and learned/loaded.csv; the constants
for `layers/loaded.py` are printed.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from framing.layers.loaded import REASONS, SOBER
from framing.tables import atomic
from framing.text import words
from framing.words.lexicons import Entry, Lexicon

LIST = Path(__file__).parent.parent / "src/framing/resources/lexicons/loaded.csv"
SEED = 4
FOLDS = 5
COLUMNS = ("pattern", "category", "when", "example", "source", "weight")
DAILY = 1 / 20_000  # uses a word of running text
LEAST = 0.05  # a loaded word counts for something
SPREADS = (0.05, 0.1, 0.2, 0.4)  # of the prior, in the unit of the strengths
SOBER_WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
CAPS = (0.4, 0.8, 1.2)
THRESHOLDS = np.arange(4, 21) / 10  # a word of 0.3 counts only in company, so less is no threshold


# Signs of plain reporting that were tried; the list has those that helped.
SIGNS = {
    "reporting": "said told says according added",
    "study": "study survey poll researchers research report data percent % university statistics figures "
    "median average",
    "date": "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday",
    "office": "court judge ruling lawsuit filed plaintiff hearing committee subcommittee statement "
    "spokesperson spokesman spokeswoman department commission",
}


@dataclass(frozen=True)
class Setting:
    """What turns counts of marks into a verdict on a sentence."""

    weights: np.ndarray  # of the entries that can be marked
    sober: tuple[float, ...]  # by family
    cap: float
    threshold: float

    def says(self, marks: csr_matrix, signs: np.ndarray) -> np.ndarray:
        """Whether each sentence is marked."""
        return verdict(marks @ self.weights, signs @ np.array(self.sober), self.cap, self.threshold)


def verdict(sums: np.ndarray, off: np.ndarray, cap: float, threshold: float) -> np.ndarray:
    """The rule of `layers/loaded.py`."""
    return (sums > 0) & (sums - np.minimum(off, cap) > threshold - 1e-9)


def balanced(said: np.ndarray, gold: np.ndarray) -> float:
    """The mean recall of both classes."""
    return float((said[gold].mean() + (~said[~gold]).mean()) / 2)


def learn(marks: csr_matrix, gold: np.ndarray, hand: np.ndarray, spread: float) -> np.ndarray:
    """The strengths after the gold was seen: the mode of their posterior, from LEAST to 1."""
    count = len(hand)

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        bias, scale, moved = x[0], x[1], x[2:]
        weights = hand + moved
        sums = marks @ weights
        margin = bias + scale * sums
        wrong = 1 / (1 + np.exp(-margin)) - gold
        value = float(
            np.logaddexp(0, margin).sum() - (gold * margin).sum() + (moved**2).sum() / (2 * spread**2)
        )
        grad = np.empty(count + 2)
        grad[0], grad[1] = wrong.sum(), wrong @ sums
        grad[2:] = scale * (marks.T @ wrong) + moved / spread**2
        return value, grad

    start = np.zeros(count + 2)
    start[1] = 1.0
    bounds = [(None, None), (0.1, None), *zip(LEAST - hand, 1 - hand, strict=True)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 60})
    return np.round(hand + found.x[2:], 2)


def choose(
    marks: csr_matrix, signs: np.ndarray, gold: np.ndarray, weights: np.ndarray
) -> tuple[float, Setting]:
    """The best sober weights, cap and threshold for these strengths; the plainer of equals."""
    sums = marks @ weights
    sober = [0.0] * signs.shape[1]
    best = (-1.0, 0.0, 0.0, tuple(sober))
    for _ in range(2):
        for family in range(len(sober)):
            for trial in SOBER_WEIGHTS:
                tried = [*sober]
                tried[family] = trial
                off = signs @ np.array(tried)
                for cap in CAPS if any(tried) else (0.0,):
                    for threshold in THRESHOLDS:
                        value = balanced(verdict(sums, off, cap, threshold), gold)
                        if value > best[0] + 1e-9:
                            best = (value, cap, float(threshold), tuple(tried))
            sober = [*best[3]]
    return best[0], Setting(weights, best[3], best[1], best[2])


def fit(
    marks: csr_matrix, signs: np.ndarray, gold: np.ndarray, hand: np.ndarray, spread: float | None
) -> Setting:
    """Everything from these sentences; without a spread the strengths stay as written."""
    return choose(marks, signs, gold, hand if spread is None else learn(marks, gold, hand, spread))[1]


def crossed(
    marks: csr_matrix, signs: np.ndarray, gold: np.ndarray, hand: np.ndarray, spread: float | None
) -> tuple[float, float]:
    """The mean balanced accuracy over folds that were not seen, and its standard error."""
    fold = np.random.default_rng(SEED).permutation(len(gold)) % FOLDS
    values = []
    for number in range(FOLDS):
        rest, left = fold != number, fold == number
        setting = fit(marks[rest], signs[rest], gold[rest], hand, spread)
        values.append(balanced(setting.says(marks[left], signs[left]), gold[left]))
    return float(np.mean(values)), float(np.std(values, ddof=1) / FOLDS**0.5)


def read_list() -> list[dict[str, str]]:
    """The rows of the shipped list without its sober words, then all that are tried."""
    rows = [
        r for r in csv.DictReader(io.StringIO(LIST.read_text(encoding="utf-8"))) if r["category"] != SOBER
    ]
    for tried in SIGNS.values():
        for word in tried.split():
            example = f"A plain {word} came."
            rows.append(
                dict(zip(COLUMNS, (word, SOBER, "", example, "Recasens et al. 2013", "0"), strict=True))
            )
    return rows


def ordinary(rows: list[dict[str, str]], texts: list[str]) -> set[str]:
    """The sensational verbs that these texts use daily; those of the strongest step are not asked about."""
    lexicon = Lexicon(Entry(r["pattern"], r["category"], r["when"], weight=float(r["weight"])) for r in rows)
    uses: Counter[str] = Counter()
    length = 0
    for text in texts:
        tokens = words(text)
        length += len(tokens)
        uses.update(match.entry.pattern for match in lexicon.match(tokens))
    return {
        r["pattern"]
        for r in rows
        if r["category"] == "sensational verb"
        and float(r["weight"]) < 1
        and uses[r["pattern"]] >= DAILY * length
    }


def write(path: Path, rows: list[dict[str, str]], setting: Setting, marked: list[int]) -> None:
    """The list with the setting's weights; sober words of no weight are left out."""
    family = {
        word: -setting.sober[place] for place, tried in enumerate(SIGNS.values()) for word in tried.split()
    }
    weight = dict(zip(marked, setting.weights, strict=True))
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for place, row in enumerate(rows):
        value = weight[place] if place in weight else family[row["pattern"]]
        if value:
            writer.writerow(row | {"weight": f"{value:g}"})
    with atomic(path) as beside:
        beside.write_text(out.getvalue(), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", required=True, help="JSON Lines with text and targets")
    parser.add_argument(
        "--news", required=True, help="JSON Lines with text, only read for how often a verb is used"
    )
    parser.add_argument("--out", required=True, help="folder for the two lists")
    options = parser.parse_args()

    rows = read_list()
    lines = [
        json.loads(x) for f in (options.gold, options.news) for x in Path(f).read_text("utf-8").splitlines()
    ]
    daily = ordinary(rows, [line["text"] for line in lines])
    print(f"{len(daily)} verbs of daily news: {', '.join(sorted(daily))}")
    rows = [row | {"weight": "0.3"} if row["pattern"] in daily else row for row in rows]
    lexicon = Lexicon(Entry(r["pattern"], r["category"], r["when"], weight=float(r["weight"])) for r in rows)
    marked = [place for place, entry in enumerate(lexicon.entries) if entry.category in REASONS]
    column = {id(lexicon.entries[k]): place for place, k in enumerate(marked)}
    family = {word: place for place, tried in enumerate(SIGNS.values()) for word in tried.split()}

    sentences: list[int] = []
    columns: list[int] = []
    coloured, seen = [], []
    for number, line in enumerate(Path(options.gold).read_text(encoding="utf-8").splitlines()):
        item = json.loads(line)
        coloured.append(any(target["polarity"] for target in item["targets"]))
        seen.append([0] * len(SIGNS))
        for match in lexicon.match(words(item["text"])):
            if match.entry.category == SOBER:
                seen[-1][family[match.entry.pattern]] += 1
            else:
                sentences.append(number)
                columns.append(column[id(match.entry)])
    gold, signs = np.array(coloured), np.array(seen, dtype=float)
    marks = csr_matrix((np.ones(len(columns)), (sentences, columns)), shape=(len(gold), len(marked)))
    hand = np.array([lexicon.entries[k].weight for k in marked])
    print(f"{len(gold)} sentences, {gold.mean():.3f} coloured, {len(set(columns))} entries seen")

    results: dict[float | None, tuple[float, float]] = {}
    for spread in (None, *SPREADS):
        results[spread] = crossed(marks, signs, gold, hand, spread)
        name = "hand" if spread is None else f"learned, spread {spread}"
        print(
            f"{name}: balanced accuracy {results[spread][0]:.4f} ± {results[spread][1]:.4f} over {FOLDS} folds"
        )
    best = max(SPREADS, key=lambda spread: results[spread][0])
    gain = results[best][0] - results[None][0]
    print(f"preferred: {'learned' if gain > results[best][1] else 'hand'}")
    for name, spread in (("hand", None), ("learned", best)):
        setting = fit(marks, signs, gold, hand, spread)
        write(Path(options.out) / name / "loaded.csv", rows, setting, marked)
        print(
            f"{name}: THRESHOLD {setting.threshold:.1f}, MOST_SOBER {setting.cap}, "
            f"sober {dict(zip(SIGNS, setting.sober, strict=True))}, "
            f"marks {setting.says(marks, signs).mean():.3f} of the sentences"
        )


if __name__ == "__main__":
    main()
