"""Which words set two bodies of text apart: between camps, between outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from framing.study.discovery import false_discovery
from framing.study.measures import NO_OUTLET, documents, rows_of
from framing.tables import Tables

if TYPE_CHECKING:
    import pandas as pd


def fighting_words(
    one: Mapping[str, int],
    other: Mapping[str, int],
    *,
    background: Mapping[str, int] | None = None,
    prior: float = 500.0,
) -> pd.DataFrame:
    """Log-odds ratios with an informative Dirichlet prior, and G² beside them.

    The prior pulls words that are rare everywhere towards no difference, so that neither the commonest
    function words nor words said once come out on top (Monroe, Colaresi & Quinn 2008, eqs. 15–16, 18–22).
    G² is the log-likelihood ratio test (Dunning 1993; Rayson & Garside 2000), with p-values corrected
    for the many words by Benjamini & Hochberg (1995).

    Args:
        one, other: word counts of the two sides.
        background: word counts that give the prior its shape; both sides together where not given.
        prior: the weight of the prior, in words, above 0.

    Returns:
        One row a word, the first side's on top: `word`, `one`, `other` (counts), `log_odds`, `z`
        (beyond ±1.96: more than sampling explains, for one word looked at alone), `g2`, `q`
        (false discovery rate over all words). Empty where a side has no words.

    Example:
        >>> table = fighting_words({"terrorist": 8, "the": 40}, {"civilian": 6, "the": 42}, prior=10)
        >>> table["word"].tolist()
        ['terrorist', 'the', 'civilian']
        >>> bool(table["z"].iloc[0] > 1.5 > abs(table["z"].iloc[1]))
        True
    """
    import numpy as np
    import pandas as pd
    from scipy.special import chdtrc, xlogy

    columns = ["word", "one", "other", "log_odds", "z", "g2", "q"]
    total_one, total_other = sum(one.values()), sum(other.values())
    if not total_one or not total_other:
        return pd.DataFrame({name: pd.Series(dtype=object if name == "word" else float) for name in columns})
    vocabulary = sorted({*one, *other})
    a = np.array([one.get(word, 0) for word in vocabulary], dtype=float)
    b = np.array([other.get(word, 0) for word in vocabulary], dtype=float)
    base = a + b if background is None else np.array([background.get(w, 0) for w in vocabulary], dtype=float)
    base = np.maximum(base, 0.5)  # a word unknown to the background still needs a positive prior
    alpha = prior * base / base.sum()
    # Where there is but one word, nothing is left to set it against; half a word keeps the odds finite.
    rest_a = np.maximum(total_one + prior - a - alpha, 0.5)
    rest_b = np.maximum(total_other + prior - b - alpha, 0.5)
    log_odds = np.log((a + alpha) / rest_a) - np.log((b + alpha) / rest_b)
    z = log_odds / np.sqrt(1 / (a + alpha) + 1 / (b + alpha))
    expected_a = (a + b) * total_one / (total_one + total_other)
    expected_b = (a + b) * total_other / (total_one + total_other)
    g2 = 2 * (xlogy(a, a / expected_a) + xlogy(b, b / expected_b))
    q = false_discovery(chdtrc(1, np.maximum(g2, 0)))
    made = (vocabulary, a.astype(int), b.astype(int), log_odds, z, g2, q)
    table = pd.DataFrame(dict(zip(columns, made, strict=True)))
    return table.sort_values(["z", "word"], ascending=[False, True], kind="stable").reset_index(drop=True)


def camp_words(tables: Tables, camps: Iterable[str] | None = None) -> dict[str, Counter[str]]:
    """The words that are reported of each camp, in lower case, from the contents of its statements.

    Args:
        tables: the corpus.
        camps: only these; all where not given.

    Example:
        >>> tables = Tables.from_rows({
        ...     "articles": [{"article_id": "a", "text": "We will win, he said.", "words": 5}],
        ...     "statements": [{"article_id": "a", "statement_id": 0, "kind": "indirect", "camp": "city",
        ...                     "content": [{"start": 0, "end": 11}], "speaker_type": "person"}]})
        >>> camp_words(tables)["city"]
        Counter({'we': 1, 'will': 1, 'win': 1})
    """
    wanted = None if camps is None else set(camps)
    found: dict[str, Counter[str]] = {}
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for row in rows_of(tables.statements):
        if isinstance(row.camp, str) and (wanted is None or row.camp in wanted):
            for span in row.content if row.content is not None else ():
                spans.setdefault(row.article_id, []).append((int(span["start"]), int(span["end"]), row.camp))
    for article_id, doc in documents(tables.only(spans)):
        seen: set[tuple[str, int]] = set()
        for start, end, camp in spans.get(article_id, ()):
            bag = found.setdefault(camp, Counter())
            for i in range(*_within(doc.words.starts, start, end)):
                if (camp, i) not in seen and doc.words.forms[i].isalpha():
                    seen.add((camp, i))
                    bag[doc.words.lower[i]] += 1
    return found


def outlet_words(tables: Tables, of: Callable[[str], bool] | None = None) -> dict[str, Counter[str]]:
    """The story's words by outlet, in lower case; `of` keeps some words only.

    Example:
        >>> rows = [{"article_id": "a", "text": "Rain. Rain again.", "outlet": "The Post", "words": 3}]
        >>> outlet_words(Tables.from_rows({"articles": rows}))["The Post"]["rain"]
        2
    """
    found: dict[str, Counter[str]] = {}
    outlets = dict(zip(tables.articles["article_id"], tables.articles["outlet"], strict=True))
    for article_id, doc in documents(tables):
        bag = found.setdefault(outlets[article_id] or NO_OUTLET, Counter())
        for span, _ in doc.story:
            for i in range(*_within(doc.words.starts, span.start, span.end)):
                word = doc.words.lower[i]
                if word.isalpha() and (of is None or of(word)):
                    bag[word] += 1
    return found


def largest_outlets(tables: Tables) -> tuple[str, str] | None:
    """The two outlets with the most words of story, by name; None where there are fewer than two.

    Example:
        >>> outlets = {"a": "Post", "b": "Echo"}
        >>> rows = [{"article_id": name, "outlet": outlet, "words": 1} for name, outlet in outlets.items()]
        >>> largest_outlets(Tables.from_rows({"articles": rows}))
        ('Echo', 'Post')
    """
    words = (
        tables.articles.groupby("outlet", sort=True)["words"]
        .sum()
        .sort_values(ascending=False, kind="stable")
    )
    names = [str(name) for name in words.index if name]
    return (names[0], names[1]) if len(names) > 1 else None


def _within(starts: list[int], start: int, end: int) -> tuple[int, int]:
    from bisect import bisect_left

    return bisect_left(starts, start), bisect_left(starts, end)
