"""Frames fitted on a person's own examples: logistic regression over weighted words, one frame against the rest.

Words are weighted by tf-idf (Spärck Jones 1972; sublinear, unit length); the regression is ridge regularised (le Cessie
& van Houwelingen 1992) and solved in the span of the examples, of which there are fewer than words. A frame counts as
present from the score on by which, of examples kept back, as many have it as in truth: with few examples the usual one
half would find rare frames nowhere.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.text import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEAST = 5
"""Examples with a frame, and without, below which nothing is fitted."""

FOLDS = 5
"""Parts of the examples, each of which is kept back once to measure what the others tell."""

STRENGTH = 10.0
"""How much the examples weigh against small weights (the C of the literature)."""

SEEN = 2
"""In how many examples a word must stand."""

SHOWN = 8
"""How many words of a text are shown as evidence."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text, and its row in its file."""

    text: str
    frames: tuple[str, ...]
    row: int = 0


@dataclass(frozen=True)
class Fitted:
    """A fitted scheme.

    Args:
        places: the column of each word.
        rarity: the idf of each.
        weights: of frames by words, the intercept last; a sum of 0 is a score of one half.
        frames: their names.
        f1: of each frame, in examples kept back.
        every: the F1 that marking every text would have.
        examples: how many there were.
    """

    places: Mapping[str, int]
    rarity: Floats
    weights: Floats
    frames: tuple[str, ...]
    f1: Mapping[str, float]
    every: Mapping[str, float]
    examples: int

    def scores(self, lower: Sequence[str]) -> dict[str, float]:
        """The score of each frame, 0 to 1, by the words of a text."""
        import numpy as np

        row = _unit(_tamed([counted(lower)], self.places), self.rarity)
        raw = (row @ self.weights[:, :-1].T)[0] + self.weights[:, -1]
        shares = 1 / (1 + np.exp(-raw))
        return {name: round(float(share), 4) for name, share in zip(self.frames, shares, strict=True)}

    def telling(self, lower: Sequence[str]) -> dict[str, list[int]]:
        """For each frame the positions of the words that speak for it most."""
        made = {}
        known = {word: self.places[word] for word in set(lower) if word in self.places}
        for at, name in enumerate(self.frames):
            own = {word: float(self.weights[at, place] * self.rarity[place]) for word, place in known.items()}
            best = [
                word for word in sorted(own, key=lambda word: (-own[word], word))[:SHOWN] if own[word] > 0
            ]
            made[name] = [place for place, word in enumerate(lower) if word in best]
        return made


def counted(lower: Sequence[str]) -> Counter[str]:
    """The words of a text, counted; marks and figures are none.

    Example:
        >>> sorted(counted(["the", "flood", ",", "of", "1953"]))
        ['flood', 'of', 'the']
    """
    return Counter(word for word in lower if word[:1].isalpha())


def fit(examples: Sequence[Example], frames: Sequence[str]) -> Fitted:
    """Fit a scheme, and measure it on examples kept back.

    Args:
        examples: labelled texts; each frame has `LEAST` or more with it and without.
        frames: their frames.

    Example:
        >>> texts = [Example(f"the flood took house {n}", ("flood",)) for n in range(9)]
        >>> texts += [Example(f"the market rose by {n}", ()) for n in range(9)]
        >>> made = fit(texts, ["flood"])
        >>> made.f1["flood"], made.scores("a flood came".split())["flood"] > 0.5
        (1.0, True)
    """
    import numpy as np

    texts = [counted(words(one.text).lower) for one in examples]
    known = {word: at for at, word in enumerate(sorted(set().union(*texts)))}
    tamed = _tamed(texts, known)
    gold = np.array([[float(frame in one.frames) for frame in frames] for one in examples])
    guessed = np.zeros_like(gold)
    for at in range(len(frames)):
        for train, kept in _folds(gold[:, at]):
            kept_words, rarity = _rarity(tamed[train])
            rows = _unit(tamed[:, kept_words], rarity)
            weights = _weights(rows[train], gold[train, at])
            guessed[kept, at] = rows[kept] @ weights[:-1] + weights[-1] >= 0
    kept_words, rarity = _rarity(tamed)
    rows = _unit(tamed[:, kept_words], rarity)
    fitted = np.array([_weights(rows, gold[:, at]) for at in range(len(frames))])
    f1 = {name: _f1(guessed[:, at], gold[:, at]) for at, name in enumerate(frames)}
    every = {name: _f1(np.ones(len(texts)), gold[:, at]) for at, name in enumerate(frames)}
    order = list(known)
    places = {order[word]: at for at, word in enumerate(kept_words.tolist())}
    return Fitted(places, rarity, fitted, tuple(frames), f1, every, len(examples))


def _folds(gold: Floats) -> list[tuple[Any, Any]]:
    """The examples to learn from and those kept back, with as many of a frame in each part."""
    import numpy as np

    turn = np.concatenate([np.flatnonzero(gold == 1), np.flatnonzero(gold == 0)])
    parts = [np.sort(turn[start::FOLDS]) for start in range(FOLDS)]
    return [(np.setdiff1d(turn, part), part) for part in parts if len(part)]


def _tamed(texts: Sequence[Counter[str]], places: Mapping[str, int]) -> Any:
    """Texts by words: one plus the logarithm of how often the word stands there."""
    from scipy.sparse import csr_array

    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for one in texts:
        row = sorted((places[word], 1 + math.log(count)) for word, count in one.items() if word in places)
        columns += [place for place, _ in row]
        values += [value for _, value in row]
        ends.append(len(columns))
    return csr_array((values, columns, ends), shape=(len(texts), len(places)))


def _rarity(tamed: Any) -> tuple[Any, Floats]:
    """The words that stand in enough of the texts, and how rare each is."""
    import numpy as np

    seen = np.asarray((tamed > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(seen >= SEEN)
    return kept, 1 + np.log((1 + tamed.shape[0]) / (1 + seen[kept]))


def _unit(tamed: Any, rarity: Floats) -> Any:
    """Rows weighted by how rare their words are, of unit length."""
    import numpy as np

    rows = tamed.multiply(rarity[None, :]).tocsr()
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return rows.multiply((1 / np.where(lengths > 0, lengths, 1.0))[:, None]).tocsr()


def _weights(matrix: Any, gold: Floats) -> Floats:
    """The weights of the words, and an intercept by which 0 parts as many texts as have the frame."""
    import numpy as np

    alike = (matrix @ matrix.T).toarray()
    kept_back = np.zeros(len(gold))
    for train, kept in _folds(gold):
        found = _regression(alike[np.ix_(train, train)], gold[train])
        kept_back[kept] = alike[np.ix_(kept, train)] @ found[:-1] + found[-1]
    ordered = np.sort(kept_back)[::-1]
    count = int(gold.sum())
    bound = (ordered[count - 1] + ordered[count]) / 2 if 0 < count < len(gold) else 0.0
    found = _regression(alike, gold)
    return np.append(matrix.T @ found[:-1], found[-1] - bound)


def _regression(alike: Floats, gold: Floats) -> Floats:
    """A ridge logistic regression in the span of the examples; the intercept last. Frame and rest weigh alike.

    Args:
        alike: how alike each two examples are.
        gold: 1 with the frame, else 0.
    """
    import numpy as np
    from scipy.optimize import minimize

    sign = 2 * gold - 1
    share = min(max(float(gold.mean()), 1e-9), 1 - 1e-9)
    weight = STRENGTH * np.where(gold == 1, 0.5 / share, 0.5 / (1 - share))

    def loss(beta: Floats) -> tuple[float, Floats]:
        reach = alike @ beta[:-1]
        margin = sign * (reach + beta[-1])
        pull = weight * sign / (1 + np.exp(np.clip(margin, -500, 500)))
        value = float((weight * np.logaddexp(0, -margin)).sum() + 0.5 * beta[:-1] @ reach)
        return value, np.append(reach - alike @ pull, -pull.sum())

    found: Floats = minimize(
        loss, np.zeros(len(gold) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    ).x
    return found


def _f1(guessed: Floats, gold: Floats) -> float:
    both = float((guessed * gold).sum())
    return 2 * both / float(guessed.sum() + gold.sum()) if both else 0.0
