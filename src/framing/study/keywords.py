"""Which words set any number of groups apart, with the article as the unit: one story does not make a keyword."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.study.bags import WORD
from framing.study.discovery import false_discovery
from framing.study.limits import house_style, least, limits
from framing.words.tables import rows as rows_of_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from framing.study.bags import Bags


def keywords(
    bags: Bags, labels: NDArray[np.int64], names: tuple[str, ...], *, prior: float = 500.0
) -> pd.DataFrame:
    """The words that each group uses more often than the others together.

    A word's rate in a group is set against its rate in the other groups, by how much the rate varies between articles,
    not by how many words there are: counts of words that come in bursts are no independent draws, and tests that take
    them so find hundreds of keywords where there are none (Lijffijt and others 2016). `q` is over all words and groups.
    The size of the difference is the log-odds ratio with a Dirichlet prior (Monroe, Colaresi & Quinn 2008). Dispersion
    is Gries's DP, from 0 (evenly over the group's articles) to 1 (all in one) (Gries 2008). Words of house style
    (titles, days, spellings: `resources/compare/house_style.csv`), function words and words of the groups' own names
    are left out.

    Args:
        bags: the words of the articles.
        labels: the group of each article, -1 for none.
        names: of the groups.
        prior: the weight of the prior, in words.

    Returns:
        One row a group and word that is told apart, the clearest first within a group: `group`, `word`, `count`,
        `words` (of the group, those left out not counted), `articles` (of the group that hold it), `of` (the group's
        articles), `others` (articles of other groups that hold it), `dispersion`, `log_odds`, `t`, `p`, `q`.

    Example:
        >>> from framing.study.bags import bags
        >>> from framing.tables import Tables
        >>> import numpy as np
        >>> rows = [{"article_id": str(i), "text": "the bridge is " + ("shut " if i % 2 else "open ") * 3, "words": 6}
        ...         for i in range(40)]
        >>> found = keywords(bags(Tables.from_rows({"articles": rows})), np.arange(40) % 2, ("Echo", "Post"))
        >>> found[["group", "word", "articles"]].values.tolist()
        [['Echo', 'open', 20], ['Post', 'shut', 20]]
    """
    import numpy as np
    import pandas as pd
    from scipy.special import stdtr

    columns = [
        "group",
        "word",
        "count",
        "words",
        "articles",
        "of",
        "others",
        "dispersion",
        "log_odds",
        "t",
        "p",
        "q",
    ]
    counts = bags.counts[labels >= 0]
    labels = labels[labels >= 0]
    totals = np.asarray(counts.sum(axis=0)).ravel()
    holders = np.bincount(counts.indices, minlength=counts.shape[1])
    own_names = {word for name in names for word in WORD.findall(name.lower())}
    left_out = house_style() | own_names | {row.word for row in rows_of_table("function")}
    style = np.array([word in left_out for word in bags.vocabulary], dtype=bool)
    kept = np.flatnonzero(
        (totals >= least("keyness_words")) & (holders >= least("keyness_articles")) & ~style
    )
    if not len(kept):
        return pd.DataFrame(columns=columns)
    # What is left out is left out below the line as well: else a title here would make all other words rarer.
    size = np.asarray(counts[:, np.flatnonzero(~style)].sum(axis=1)).ravel()
    counts = counts[:, kept].tocsc()
    rate = totals[kept] / size.sum()
    every = _sums(counts, size, rate, np.ones(len(labels), dtype=bool))
    rows = []
    for code, name in enumerate(names):
        own = labels == code
        if own.sum() < least("articles_test") or (~own).sum() < least("articles_test"):
            continue
        a, words, spread = _sums(counts, size, rate, own)
        rest_a, rest_words, rest_spread = every[0] - a, every[1] - words, every[2] - spread
        t = (a / words - rest_a / rest_words) / np.sqrt(
            np.maximum(spread / words**2 + rest_spread / rest_words**2, 1e-300)
        )
        freedom = float(min(own.sum(), (~own).sum()) - 1)
        alpha = prior * rate
        rest = (
            np.maximum(words + prior - a - alpha, 0.5),
            np.maximum(rest_words + prior - rest_a - alpha, 0.5),
        )
        odds = np.log((a + alpha) / rest[0]) - np.log((rest_a + alpha) / rest[1])
        rows.append((name, own, a, words, odds, t, 2 * stdtr(freedom, -np.abs(t))))
    p_all = np.concatenate([row[-1] for row in rows]) if rows else np.zeros(0)
    q = false_discovery(p_all).reshape(len(rows), len(kept))
    made: list[tuple[Any, ...]] = []
    for (name, own, a, words, odds, t, p), found in zip(rows, q, strict=True):
        part = counts[np.flatnonzero(own)].tocsc()
        clear = np.flatnonzero((found < limits()["q"]) & (t > 0))
        for place in clear[np.lexsort((kept[clear], -t[clear]))]:
            column = part[:, [place]].toarray().ravel()
            others = int(np.diff(counts.indptr)[place]) - int((column > 0).sum())
            made.append((name, bags.vocabulary[kept[place]], int(a[place]), int(words), int((column > 0).sum()),
                         int(own.sum()), others, _uneven(column, size[own]), float(odds[place]), float(t[place]),
                         float(p[place]), float(found[place])))  # fmt: skip
    return pd.DataFrame(made, columns=columns)


def _uneven(column: NDArray[np.float64], size: NDArray[np.float64]) -> float:
    """Gries's DP: half of what the word's shares over the articles and the articles' shares of the words differ."""
    import numpy as np

    return float(np.abs(column / column.sum() - size / size.sum()).sum() / 2)


def _sums(
    counts: Any, size: NDArray[np.float64], rate: NDArray[np.float64], own: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], float, NDArray[np.float64]]:
    """Of some articles the words' counts, all words, and the squares of what each article has more than expected."""
    import numpy as np

    part = counts[np.flatnonzero(own)]
    weight = size[own]
    a = np.asarray(part.sum(axis=0)).ravel()
    squares = np.asarray(part.multiply(part).sum(axis=0)).ravel()
    crossed = np.asarray(part.T @ weight).ravel()
    spread = squares - 2 * rate * crossed + rate**2 * float((weight**2).sum())
    return a, float(weight.sum()), np.maximum(spread, 0.0)
