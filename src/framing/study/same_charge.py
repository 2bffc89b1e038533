"""The same charge in several articles: who prints the accuser's name, and who prints an answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.people.likeness import same_party, telling
from framing.study.bags import WORD, Bags
from framing.study.charges import HEARD, Charge, charges
from framing.study.events import clustered
from framing.study.limits import least, limits
from framing.study.measures import rows_of
from framing.words.tables import rows
from framing.words.verbs import verb_forms

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from framing.tables import Tables

_BLOCK = 256
_STEM = 6
"""Letters of a word by which its family is known, as in `framing.study.stories`."""


@dataclass(frozen=True, slots=True)
class Printing:
    """A charge as one article prints it.

    Args:
        article_id, outlet, headline, day: of the article; outlet and day empty where they are not known.
        accuser: as the article names it; None where nobody is named.
        words: the sentence that makes it.
        reply: what is printed of an answer to it, "none" where nothing was found.
        answer: the words of the answer, where it has a place.
        speaks: whether the accused has a statement anywhere in the article.
        score: of the surest clause, 0 to 1.
    """

    article_id: str
    outlet: str
    headline: str
    day: str
    accuser: str | None
    words: str
    reply: str
    answer: str
    speaks: bool
    score: float

    @property
    def answered(self) -> bool:
        """Whether it prints what the accused says to the charge."""
        return self.reply in HEARD


@dataclass(frozen=True, slots=True)
class SameCharge:
    """One charge that several articles print.

    Args:
        target: the accused, as most of them call it.
        printings: one an article, the earliest first.
    """

    target: str
    printings: tuple[Printing, ...]

    @property
    def articles(self) -> int:
        """How many articles print it."""
        return len(self.printings)

    @property
    def outlets(self) -> int:
        """How many outlets do, as far as they are known."""
        return len({one.outlet for one in self.printings if one.outlet})

    @property
    def named(self) -> int:
        """How many name an accuser."""
        return sum(one.accuser is not None for one in self.printings)

    @property
    def answered(self) -> int:
        """How many print an answer."""
        return sum(one.answered for one in self.printings)


def same_charges(tables: Tables, events: pd.Series, *, bags: Bags) -> tuple[SameCharge, ...]:
    """The charges that two articles or more print.

    Two clauses are one charge where they are held against one party and their words, weighted by rarity, are near
    (cosine; Salton & Buckley 1988): less near where the articles tell one story, nearer where they do not. What hangs
    together by a chain alone is cut by average linkage, as stories are.

    Args:
        tables: the corpus, with its texts.
        events: the story of each article, by article id (`framing.study.events.events`).
        bags: the words of the articles, for how rare each is.

    Returns:
        Those in most outlets first, then those in most articles.

    Example:
        >>> from framing.study.bags import bags
        >>> from framing.tables import Tables
        >>> import pandas as pd
        >>> text = "Ann Lee accused Roe of hiding cracks in the old bridge. It rained."
        >>> articles = [{"article_id": name, "text": text, "outlet": name} for name in ("Echo", "Post")]
        >>> rows = [{"article_id": name, "accusation_id": 0, "start": 0, "end": 53, "accuser": who, "target": "Roe",
        ...          "kind": "accuses", "voice": "journalist", "reply": "none", "score": 0.9}
        ...         for name, who in (("Echo", "Ann Lee"), ("Post", None))]
        >>> tables = Tables.from_rows({"articles": articles, "accusations": rows})
        >>> [found] = same_charges(tables, pd.Series([0, 0], index=["Echo", "Post"]), bags=bags(tables))
        >>> found.target, found.articles, found.named, found.answered
        ('Roe', 2, 1, 0)
    """
    sure = limits()["charge_score"]
    found = [one for one in charges(tables) if one.target is not None and one.score >= sure]
    told = _Articles(tables, {one.article_id for one in found}, bags)
    home = {str(name): event for name, event in events.items()}
    groups = [
        group
        for parties in _parties(found)
        for group in _alike(parties, [told.weights(one) for one in parties], home)
        if len({one.article_id for one in group}) > 1
    ]
    speakers: dict[str, set[str]] = {}
    for row in rows_of(tables.sources[["article_id", "speaker"]]):
        speakers.setdefault(row.article_id, set()).add(str(row.speaker))
    made = [_charge(group, told, speakers) for group in groups]
    return tuple(
        sorted(made, key=lambda one: (-one.outlets, -one.articles, one.printings[0].day, one.target))
    )


class _Articles:
    """What is told of the articles that charge somebody, and the words of their sentences."""

    def __init__(self, tables: Tables, wanted: set[str], bags: Bags) -> None:
        import numpy as np

        own = tables.articles[tables.articles["article_id"].isin(wanted)]
        self.rows: Mapping[str, Any] = {row.article_id: row for row in rows_of(own)}
        # "Accused" and "said" make a charge and are none of what is charged; what many articles have tells nothing.
        silent = {word[:_STEM] for word in verb_forms()} | {row.word[:_STEM] for row in rows("function")}
        common = bags.holders > max(limits()["stories_shared"] * len(bags.articles), 5)
        rarity = np.log(1 + len(bags.articles) / np.maximum(bags.holders, 1))
        self._rarity: dict[str, float] = {}
        for word, weight, often in zip(bags.vocabulary, rarity.tolist(), common.tolist(), strict=True):
            stem = word[:_STEM]
            if stem not in silent:
                self._rarity[stem] = min(0.0 if often else weight, self._rarity.get(stem, weight))
        self._ends: dict[str, list[tuple[int, int]]] = {}
        found = tables.sentences[tables.sentences["article_id"].isin(wanted)]
        for name, start, end in zip(found["article_id"], found["start"], found["end"], strict=True):
            self._ends.setdefault(name, []).append((int(start), int(end)))

    def text(self, article_id: str, start: int, end: int) -> str:
        """Words of an article in one line."""
        return " ".join(str(self.rows[article_id].text or "")[start:end].split())

    def sentence(self, one: Charge) -> str:
        """The sentence in which a clause begins, with the clause's end where that lies beyond it."""
        places = self._ends.get(one.article_id, [])
        at = bisect_right(places, (one.start, 1 << 60)) - 1
        start, end = places[at] if at >= 0 and places[at][1] > one.start else (one.start, one.end)
        return self.text(one.article_id, start, max(end, one.end))

    def weights(self, one: Charge) -> dict[str, float]:
        """The words of the charge by how rare they are; without the names of the two parties."""
        parties = {
            word[:_STEM].lower() for name in (one.target or "", one.accuser or "") for word in telling(name)
        }
        stems = {word[:_STEM] for word in WORD.findall(self.text(one.article_id, one.start, one.end).lower())}
        return {stem: self._rarity[stem] for stem in sorted(stems - parties) if self._rarity.get(stem, 0) > 0}


def _parties(found: Sequence[Charge]) -> list[list[Charge]]:
    """The charges by whom they are held against, the same party under whatever name."""
    names = list(dict.fromkeys(str(one.target) for one in found))
    heads: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    # Full names first, so that a surname alone goes to one that bears it.
    for name in sorted(names, key=lambda one: (-len(one.split()), one)):
        near = dict.fromkeys(head for word in telling(name) for head in heads.get(word, ()))
        home[name] = next((head for head in near if same_party(head, name)), name)
        if home[name] == name:
            for word in telling(name):
                heads.setdefault(word, []).append(name)
    made: dict[str, list[Charge]] = {}
    for one in found:
        made.setdefault(home[str(one.target)], []).append(one)
    return list(made.values())


def _alike(
    found: Sequence[Charge], words: Sequence[Mapping[str, float]], home: Mapping[str, Any]
) -> Iterable[list[Charge]]:
    """The charges against one party, parted into those with near words."""
    kept = [place for place, own in enumerate(words) if len(own) >= least("charge_words")]
    if len({found[place].article_id for place in kept}) < 2:
        return
    stories = [str(home.get(found[place].article_id)) for place in kept]
    pairs, values = _near([words[place] for place in kept], stories)
    label = clustered(len(kept), pairs, values, limits()["charge_apart"])
    groups: dict[int, list[Charge]] = {}
    for code, place in zip(label.tolist(), kept, strict=True):
        groups.setdefault(code, []).append(found[place])
    yield from groups.values()


def _near(
    words: Sequence[Mapping[str, float]], stories: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The pairs of clauses that are near, and how near; block by block, since thousands may accuse one party."""
    import numpy as np
    from scipy.sparse import csr_matrix, diags

    columns: dict[str, int] = {}
    cells = [
        (row, columns.setdefault(stem, len(columns)), weight)
        for row, own in enumerate(words)
        for stem, weight in own.items()
    ]
    row, column, weight = zip(*cells, strict=True)
    matrix = csr_matrix((weight, (row, column)), shape=(len(words), len(columns)))
    there = (matrix > 0).astype(np.float64)
    matrix = (diags(1 / np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())) @ matrix).tocsr()
    story = np.unique(list(stories), return_inverse=True)[1]
    # Within one story less will do: both bars as one, so that a single cut serves.
    shift, bar = limits()["charge_apart"] - limits()["charge_alike"], limits()["charge_apart"]
    pairs, values = [], []
    for start in range(0, len(words), _BLOCK):
        block = slice(start, start + _BLOCK)
        likeness = (matrix[block] @ matrix.T).tocoo()
        one, other = likeness.row + start, likeness.col
        value = likeness.data + shift * (story[one] == story[other])
        near = (value >= bar) & (other > one)
        # One word in common is a manner of speaking.
        shared = np.asarray(there[one[near]].multiply(there[other[near]]).sum(axis=1)).ravel()
        kept = shared >= least("charge_shared")
        pairs.append(np.stack([one[near][kept], other[near][kept]], axis=1))
        values.append(np.minimum(value[near][kept], 1.0))
    return np.concatenate(pairs).astype(np.int64), np.concatenate(values)


def _charge(group: Sequence[Charge], told: _Articles, speakers: Mapping[str, set[str]]) -> SameCharge:
    names = [str(one.target) for one in group]
    target = max(dict.fromkeys(names), key=lambda one: (names.count(one), len(one)))
    by_article: dict[str, list[Charge]] = {}
    for one in group:
        by_article.setdefault(one.article_id, []).append(one)
    printed = [_printing(own, told, speakers.get(name, set())) for name, own in by_article.items()]
    printed.sort(key=lambda one: (one.day or "9", one.outlet, one.headline, one.article_id))
    return SameCharge(target, tuple(printed))


def _printing(own: Sequence[Charge], told: _Articles, speakers: set[str]) -> Printing:
    first = max(own, key=lambda one: (one.accuser is not None, one.score))
    replied = next((one for one in own if one.reply in HEARD), None) or next(
        (one for one in own if one.reply != "none"), first
    )
    row = told.rows[first.article_id]
    answer = ""
    if replied.reply_start is not None and replied.reply_end is not None:
        answer = told.text(first.article_id, replied.reply_start, replied.reply_end)
    headline = " ".join(str(row.headline or "").split()) or told.text(first.article_id, 0, 80)
    day = f"{row.published:%Y-%m-%d}" if row.published is not None and row.published == row.published else ""
    return Printing(
        first.article_id, str(row.outlet or ""), headline, day, first.accuser, told.sentence(first), replied.reply,
        answer, any(same_party(one, str(first.target)) for one in speakers), max(one.score for one in own),
    )  # fmt: skip
