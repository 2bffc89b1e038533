"""Who accuses whom, pair by pair: what is told surely enough to be drawn, the most frequent first, the rest counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.study.article_sides import UNNAMED
from framing.study.charges import charges, ledger
from framing.study.corpus_sides import CorpusParty, corpus_ties
from framing.study.ties import ACCUSES, OF, chances, nameless

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

MOST = 10
"""How many accusers and how many accused are shown; the rest are folded into one of each."""


@dataclass(frozen=True, slots=True)
class Pair:
    """That one party accuses another.

    Args:
        accuser: its name; `UNNAMED` where nobody is named.
        accused: its name.
        count: in how many clauses.
        chance: that it does so at all: the more clauses tell of it, and the surer each is, the nearer to 1.
        articles: in how many articles.
    """

    accuser: str
    accused: str
    count: int
    chance: float
    articles: int


@dataclass(frozen=True, slots=True)
class Accusing:
    """Who accuses whom.

    Args:
        pairs: those that are told surely enough, the most frequent first.
        accusers, accused: by name, the number of accusations, the most frequent first; only of `pairs`.
        unheard: those of the accused who say nothing where they are accused, and have no answer printed.
        unsure: how many further pairs are told less surely.
    """

    pairs: tuple[Pair, ...]
    accusers: tuple[tuple[str, int], ...]
    accused: tuple[tuple[str, int], ...]
    unheard: frozenset[str]
    unsure: int


def accusing(tables: Tables) -> Accusing:
    """Who accuses whom in an article or a corpus.

    A pair counts where it is more likely right than not, by what was measured of such clauses (`sides.json`); so this
    is at least what is there. Time is linear in the accusations.

    Args:
        tables: annotated tables.

    Example:
        >>> from framing.tables import Tables
        >>> row = {"article_id": "a", "start": 0, "end": 5, "accuser": "Ana Ruiz", "target": "Acme Corp", "kind":
        ...        "accuses", "voice": "journalist", "reply": "none", "score": 0.9}
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "Ana"}],
        ...                            "accusations": [row | {"accusation_id": n} for n in (0, 1)]})
        >>> found = accusing(tables)
        >>> [(pair.accuser, pair.accused, pair.count) for pair in found.pairs], sorted(found.unheard)
        ([('Ana Ruiz', 'Acme Corp', 2)], ['Acme Corp'])
    """
    parties, ties = corpus_ties(tables)
    missed: dict[tuple[str, str], float] = {}
    counts: Counter[tuple[str, str]] = Counter()
    articles: dict[tuple[str, str], set[str]] = {}
    unheard: dict[str, bool] = {}
    beside = {pair for tie in ties if tie.rule in OF for pair in ((tie.one, tie.other), (tie.other, tie.one))}
    for tie in ties:
        if tie.rule != ACCUSES or (tie.one, tie.other) in beside:
            continue  # nobody accuses whom he speaks for
        accuser, target = _name(tie.one, parties), parties[tie.other]
        pair = (accuser, target.name)
        counts[pair] += 1
        missed[pair] = missed.get(pair, 1.0) * (1 - tie.chance)
        articles.setdefault(pair, set()).add(tie.article_id)
        unheard[target.name] = unheard.get(target.name, True) and not target.heard
    least = float(chances()["drawn"])
    kept = [
        Pair(*pair, count, 1 - missed[pair], len(articles[pair]))
        for pair, count in counts.items()
        if 1 - missed[pair] >= least
    ]
    kept.sort(key=lambda one: (-one.count, -one.chance, one.accuser, one.accused))
    accused = _totals([(one.accused, one.count) for one in kept])
    return Accusing(
        tuple(kept), _totals([(one.accuser, one.count) for one in kept]), accused,
        frozenset(name for name, _ in accused if unheard[name]), len(counts) - len(kept),
    )  # fmt: skip


def _name(key: str, parties: dict[str, CorpusParty]) -> str:
    return UNNAMED if nameless(key) else parties[key].name


def _totals(counted: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    totals: Counter[str] = Counter()
    for name, count in counted:
        totals[name] += count
    return tuple(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))


def accusations_of(tables: Tables, found: Accusing) -> pd.DataFrame:
    """The accusations of the pairs that are told surely enough, with words and answers, to be read and checked.

    Args:
        tables: annotated tables.
        found: what `accusing` says of them.

    Returns:
        One row a clause: `accuser`, `accused`, `act`, `words`, `reply`, `answer` (its words), `article_id`.
    """
    import pandas as pd

    kept = {(one.accuser, one.accused) for one in found.pairs}
    parties, ties = corpus_ties(tables)
    told = {
        (tie.article_id, tie.start, tie.end): (_name(tie.one, parties), parties[tie.other].name)
        for tie in ties
        if tie.rule == ACCUSES
    }
    rows = []
    for charge, row in zip(charges(tables), ledger(tables).itertuples(), strict=True):
        pair = told.get((charge.article_id, charge.start, charge.end))
        if pair in kept and pair is not None:
            rows.append((*pair, row.kind, row.words, row.reply, row.answer, row.article_id))
    return pd.DataFrame(rows, columns=["accuser", "accused", "act", "words", "reply", "answer", "article_id"])


def silent(found: Accusing) -> pd.DataFrame:
    """Those of the accused who are not heard: `accused`, `accusations`, `by` (their accusers), the most accused first.

    Args:
        found: what `accusing` says.
    """
    import pandas as pd

    rows = [
        (name, count, ", ".join(one.accuser for one in found.pairs if one.accused == name))
        for name, count in found.accused
        if name in found.unheard
    ]
    return pd.DataFrame(rows, columns=["accused", "accusations", "by"])


@dataclass(frozen=True, slots=True)
class Folded:
    """The same, small enough to be drawn: the most frequent parties, and one for all others on each side.

    Args:
        accusers, accused: name and number of accusations, top to bottom.
        links: accuser, accused (their places in the two lists) and number of accusations.
        others: how many accusers and how many accused are folded; 0 where none is.
    """

    accusers: tuple[tuple[str, int], ...]
    accused: tuple[tuple[str, int], ...]
    links: tuple[tuple[int, int, int], ...]
    others: tuple[int, int]


def folded(found: Accusing, most: int = MOST) -> Folded:
    """Who accuses whom with the most frequent parties kept, each accused near to those who accuse it.

    Args:
        found: of `accusing`.
        most: the most accusers, and the most accused.

    Example:
        >>> pairs = tuple(Pair(f"p{n}", "the city", 1, 0.9, 1) for n in range(30))
        >>> made = folded(Accusing(pairs, _totals([(one.accuser, 1) for one in pairs]), (("the city", 30),),
        ...                        frozenset(), 0), most=5)
        >>> made.accusers[-1], made.accused, made.others
        (('26 others', 26), (('the city', 30),), (26, 0))
    """
    left, left_rest = _fold(found.accusers, most)
    right, right_rest = _fold(found.accused, most)
    rows = {name: row for row, (name, _) in enumerate(left)}
    totals: Counter[tuple[int, str]] = Counter()
    names = {name for name, _ in right}
    for one in found.pairs:
        row = rows.get(one.accuser, len(left) - 1)
        totals[row, one.accused if one.accused in names else right[-1][0]] += one.count
    weight: Counter[str] = Counter()
    height: Counter[str] = Counter()
    for (row, name), count in totals.items():
        weight[name] += count
        height[name] += count * row
    ordered = sorted(
        right[:-1] if right_rest else right,
        key=lambda pair: (height[pair[0]] / max(1, weight[pair[0]]), -pair[1], pair[0]),
    )
    ordered += right[-1:] if right_rest else []
    place = {name: row for row, (name, _) in enumerate(ordered)}
    links = sorted((row, place[name], count) for (row, name), count in totals.items())
    return Folded(tuple(left), tuple(ordered), tuple(links), (left_rest, right_rest))


def _fold(parties: Sequence[tuple[str, int]], most: int) -> tuple[list[tuple[str, int]], int]:
    """The first of some parties, and one for the rest where there are more than it is worth folding."""
    if len(parties) <= most:
        return list(parties), 0
    rest = parties[most - 1 :]
    return [*parties[: most - 1], (f"{len(rest)} others", sum(count for _, count in rest))], len(rest)


def pairs_table(found: Accusing) -> pd.DataFrame:
    """Every pair that is drawn: `accuser`, `accused`, `accusations`, `articles`, `heard`."""
    import pandas as pd

    rows = [
        (one.accuser, one.accused, one.count, one.articles, "no" if one.accused in found.unheard else "yes")
        for one in found.pairs
    ]
    return pd.DataFrame(rows, columns=["accuser", "accused", "accusations", "articles", "heard"])
