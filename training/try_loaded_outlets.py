"""What distant supervision makes of the strengths of loaded words; not shipped, see the lexicons' README.

    python training/try_loaded_outlets.py --outlets FILE.jsonl --gold FILE.jsonl [--measure FILE.jsonl]

Nobody marked loaded words in these texts; two labels stand in for that:

- outlets: whole articles, {"id": "breitbart_2016-…", "text": …}. The label of a sentence is whether its outlet
  writes in a partisan style (Spinde et al. 2021 fit on such labels). Words in quotation marks are left out.
- gold: sentences, {"text": …, "targets": [{"polarity": -1 | 0 | 1}, …]}. The label is whether the author speaks
  well or ill of anybody.

Long sentences hold more of everything, and outlets differ in length; so both classes get the same lengths,
by weight, and each outlet the same share of its class. One logistic regression serves both labels: a sentence's sum
is that of its entries' strengths, of reporting verbs, and of its words' valence (vaderSentiment), each label with a
scale of its own. A strength is the one of the shipped list plus a shift of its block (category,
literature and strength) plus a shift of its own, both with Gaussian priors of mean nought; so an entry seen seldom
moves with its block, and a block seen seldom stays.

The criterion, for the spreads of the priors, the evidence and the threshold alike: balanced accuracy, the mean of the
two labels. A label that is wrong at the same rate all over its class does not move its best threshold (Menon
et al. 2015). Three folds: each leaves out a partisan outlet and one or two of the others whole, and a third of the
gold. Needs SciPy.

Two settings are made from all sentences: the best, and the best without valence. `--measure` takes sentences,
{"text": …, "label": 0 | 1}, and prints the macro-F1 of both there; nothing is chosen by it.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from framing.article import Article
from framing.layers.loaded import REASONS, SOBER, lexicon_of
from framing.lexicons import Match
from framing.text import Document

SEED = 4
MEASURED = 3  # the number of the fold that nothing is learned from
MOST_SAID = 2  # reporting verbs that count
MOST_VALENCE = 8.0
PARTISAN = ("breitbart", "west-journal", "huff-post")
FOLD = {
    "breitbart": 0,
    "nyt": 0,
    "west-journal": 1,
    "politico": 1,
    "huff-post": 2,
    "wash-post": 2,
    "usa-today": 2,
}
LENGTHS = (10, 14, 18, 22, 26, 30, 36, 44)  # words
LEAST, MOST = 0.05, 1.0  # of a strength
SPREADS = ((0.0, 0.0), (0.3, 0.0), (0.0, 0.2), (0.3, 0.2), (0.3, 0.4))  # of blocks, of entries
LEAST_SCALE = 0.3  # of a label that the strengths as written hardly tell
EVIDENCE_SPREAD = 0.3
THRESHOLDS = np.arange(2, 41) / 20


@dataclass(frozen=True)
class Label:
    """One of the two labels: which sentences have it, what it is, and what each counts."""

    rows: np.ndarray
    gold: np.ndarray
    weight: np.ndarray

    def kept(self, keep: np.ndarray) -> Label:
        """The sentences for which `keep` is true."""
        mine = keep[self.rows]
        return Label(self.rows[mine], self.gold[mine], self.weight[mine] / self.weight[mine].sum())

    def balanced(self, said: np.ndarray) -> float:
        """The mean recall of both classes."""
        said = said[self.rows]
        yes, no = self.weight * self.gold, self.weight * ~self.gold
        return float((yes[said].sum() / yes.sum() + no[~said].sum() / no.sum()) / 2)


@dataclass(frozen=True)
class Setting:
    """Strengths, the weights of the evidence, and the threshold."""

    strengths: np.ndarray
    evidence: np.ndarray
    threshold: float


@dataclass(frozen=True)
class Data:
    """The marks and evidence of every sentence; columns of `blocks` are the blocks of the entries."""

    marks: csr_matrix
    evidence: np.ndarray  # reporting verbs, valence
    blocks: csr_matrix
    prior: np.ndarray
    fold: np.ndarray
    says: np.ndarray  # the label of each
    labels: tuple[Label, ...]

    def sums(self, strengths: np.ndarray, evidence: np.ndarray) -> np.ndarray:
        """What the layer compares with its threshold."""
        loaded = self.marks @ strengths
        return np.where(loaded > 0, loaded + self.evidence @ evidence, -np.inf)

    def criterion(self, setting: Setting, keep: np.ndarray) -> list[float]:
        """The balanced accuracy of each label."""
        said = self.sums(setting.strengths, setting.evidence) > setting.threshold - 1e-9
        return [label.kept(keep).balanced(said) for label in self.labels]


def matched(rows: np.ndarray, gold: np.ndarray, groups: list[str], lengths: np.ndarray) -> Label:
    """A label whose classes have the same lengths, and whose groups count the same in their class."""
    weight = np.zeros(len(rows))
    bins = np.digitize(lengths[rows], LENGTHS)
    group = np.array(groups)[rows]
    for place, count in Counter(bins).items():
        if len(set(gold[bins == place])) < 2:
            continue
        for side in (True, False):
            inside = (bins == place) & (gold == side)
            names = set(group[inside])
            for name in names:
                mine = inside & (group == name)
                weight[mine] = count / len(names) / mine.sum()
    return Label(rows, gold, weight / weight.sum())


def learn(
    data: Data, keep: np.ndarray, spreads: tuple[float, float], valence: bool
) -> tuple[np.ndarray, np.ndarray]:
    """The most probable strengths and evidence weights."""
    used = np.array([True, valence])
    evidence = data.evidence[:, used]
    count, blocks, kinds = len(data.prior), data.blocks.shape[1], int(used.sum())
    parts, scales = [], []
    for label in (label.kept(keep) for label in data.labels):
        marks, gold = data.marks[label.rows], label.gold.astype(float)
        weight = label.weight * len(data.labels[-1].rows)
        first = marks @ data.prior

        def plain(
            x: np.ndarray, s: np.ndarray = first, y: np.ndarray = gold, w: np.ndarray = weight
        ) -> float:
            margin = x[0] + x[1] * s
            return float(w @ (np.logaddexp(0, margin) - y * margin))

        scales.append(max(minimize(plain, [0.0, LEAST_SCALE], method="BFGS").x[1], LEAST_SCALE))
        parts.append((marks, evidence[label.rows], gold, weight))

    def loss(x: np.ndarray) -> tuple[float, np.ndarray]:
        bias, kind, block, own = np.split(x, np.cumsum([len(parts), kinds, blocks]))
        strengths = data.prior + data.blocks @ (block * spreads[0]) + own * spreads[1]
        value = float(block @ block + own @ own + kind @ kind / EVIDENCE_SPREAD**2) / 2
        by_bias, by_kind, by_strength = np.zeros(len(parts)), kind / EVIDENCE_SPREAD**2, np.zeros(count)
        for place, (marks, beside, gold, weight) in enumerate(parts):
            margin = bias[place] + scales[place] * (marks @ strengths + beside @ kind)
            value += float(weight @ (np.logaddexp(0, margin) - gold * margin))
            wrong = (1 / (1 + np.exp(-np.clip(margin, -50, 50))) - gold) * weight
            by_bias[place] = wrong.sum()
            by_kind = by_kind + scales[place] * (beside.T @ wrong)
            by_strength += scales[place] * (marks.T @ wrong)
        by_block = spreads[0] * (data.blocks.T @ by_strength) + block
        return value, np.concatenate([by_bias, by_kind, by_block, spreads[1] * by_strength + own])

    start = np.zeros(len(parts) + kinds + blocks + count)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    _, kind, block, own = np.split(found, np.cumsum([len(parts), kinds, blocks]))
    strengths = data.prior + data.blocks @ (block * spreads[0]) + own * spreads[1]
    weights = np.zeros(2)
    weights[used] = kind
    return np.clip(strengths, LEAST, MOST).round(2), weights.round(2)


def fit(data: Data, keep: np.ndarray, spreads: tuple[float, float], valence: bool) -> Setting:
    """Everything from these sentences, the threshold last."""
    strengths, evidence = learn(data, keep, spreads, valence)
    tried = [Setting(strengths, evidence, float(x)) for x in THRESHOLDS]
    return max(tried, key=lambda setting: sum(data.criterion(setting, keep)))


def read_data(outlets: Path, gold: Path, measure: Path | None) -> Data:
    """Marks, evidence and labels of all sentences."""
    lexicon = lexicon_of()
    entries = [entry for entry in lexicon.entries if entry.category in REASONS]
    column = {id(entry): place for place, entry in enumerate(entries)}
    valence = {word: abs(value) for word, value in SentimentIntensityAnalyzer().lexicon.items()}
    at: list[tuple[int, int]] = []
    evidence, lengths, groups, fold, label = [], [], [], [], []

    def add(matches: list[Match], tokens: list[str], group: str, number: int, says: bool) -> None:
        at.extend(
            (len(lengths), k) for k in {column[id(m.entry)] for m in matches if m.entry.category in REASONS}
        )
        said = sum(m.entry.category == SOBER for m in matches)
        strong = sum(valence.get(token, 0.0) for token in tokens)
        evidence.append((-min(said, MOST_SAID), min(strong, MOST_VALENCE)))
        lengths.append(sum(token[0].isalnum() for token in tokens))
        groups.append(group)
        fold.append(number)
        label.append(says)

    for line in outlets.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        outlet = item["id"].split("_")[0]
        doc = Document(Article("a", item["text"]))
        words = doc.words
        quoted = np.zeros(len(item["text"]) + 1, dtype=bool)
        for quote in doc.quotes:
            if quote.depth == 0 and len(quote.span) > 2:
                quoted[quote.start : quote.end] = True
        matches = [m for m in lexicon.match(words) if not quoted[m.start]]
        for sentence in doc.sentences:
            first, last = bisect_left(words.starts, sentence.start), bisect_left(words.starts, sentence.end)
            tokens = [words.lower[k] for k in range(first, last) if not quoted[words.starts[k]]]
            if len(tokens) >= 8 and len(tokens) >= 0.7 * (last - first):
                inside = [m for m in matches if sentence.start <= m.start < sentence.end]
                add(inside, tokens, outlet, FOLD[outlet], outlet in PARTISAN)
    articles = len(lengths)
    lines = gold.read_text(encoding="utf-8").splitlines()
    for line, number in zip(lines, np.random.default_rng(SEED).permutation(len(lines)) % 3, strict=True):
        item = json.loads(line)
        words = Document(Article("a", item["text"])).words
        says = any(target["polarity"] for target in item["targets"])
        add(lexicon.match(words), list(words.lower), "", int(number), says)

    learnt = len(lengths)
    for line in measure.read_text(encoding="utf-8").splitlines() if measure else ():
        item = json.loads(line)
        words = Document(Article("a", item["text"])).words
        add(lexicon.match(words), list(words.lower), "", MEASURED, bool(item["label"]))

    prior = np.array([entry.weight for entry in entries])
    named = [(e.category, e.source, p) for e, p in zip(entries, prior, strict=True)]
    block = {name: place for place, name in enumerate(sorted(set(named)))}
    size = np.array(lengths)
    everything, says_all = np.arange(len(size)), np.array(label)
    return Data(
        csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=(len(size), len(entries))),
        np.array(evidence, dtype=float),
        csr_matrix((np.ones(len(entries)), (range(len(entries)), [block[x] for x in named]))),
        prior,
        np.array(fold),
        says_all,
        tuple(
            matched(part, says_all[part], groups, size)
            for part in (everything[:articles], everything[articles:learnt])
        ),
    )


def macro_f1(said: np.ndarray, gold: np.ndarray) -> float:
    """The mean F1 of both classes."""
    both = [
        2 * (said & gold).sum() / (said.sum() + gold.sum()) for said, gold in ((said, gold), (~said, ~gold))
    ]
    return float(np.mean(both))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--outlets", required=True, help="JSON Lines of articles, the id begins with the outlet"
    )
    parser.add_argument("--gold", required=True, help="JSON Lines with text and targets")
    parser.add_argument("--measure", help="JSON Lines with text and label, for measuring only")
    options = parser.parse_args()

    measure = Path(options.measure) if options.measure else None
    data = read_data(Path(options.outlets), Path(options.gold), measure)
    print(
        f"{[len(label.rows) for label in data.labels]} sentences, {len(set(data.marks.indices))} entries seen"
    )
    learned = data.fold != MEASURED
    best = {}
    for valence in (False, True):
        found = []
        for spreads in SPREADS:
            folds = [
                data.criterion(fit(data, learned & (data.fold != k), spreads, valence), data.fold == k)
                for k in range(3)
            ]
            outlets, gold = np.mean(folds, axis=0)
            found.append(((outlets + gold) / 2, spreads))
            error = np.std(np.mean(folds, axis=1), ddof=1) / 3**0.5
            print(
                f"spreads {spreads}{', valence' if valence else ''}: {found[-1][0]:.4f} ± {error:.4f} "
                f"(outlets {outlets:.4f}, gold {gold:.4f})"
            )
        best[valence] = max(found)
    for valence, (value, spreads) in sorted(best.items(), key=lambda item: -item[1][0]):
        setting = fit(data, learned, spreads, valence)
        print(
            f"{'with' if valence else 'without'} valence, spreads {spreads}: criterion {value:.4f}, threshold "
            f"{setting.threshold:g}, a reporting verb -{setting.evidence[0]:g}, "
            f"a point of valence {setting.evidence[1]:g}"
        )
        if measure:
            said = data.sums(setting.strengths, setting.evidence) > setting.threshold - 1e-9
            print(f"    measured: macro-F1 {macro_f1(said[~learned], data.says[~learned]):.4f}")


if __name__ == "__main__":
    main()
