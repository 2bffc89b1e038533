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

    A word's count in a group is set against what dealing out whole articles at random would give, by the three first
    moments of all deals (as Winkler and others 2016 do): counts of words that come in bursts are no independent draws,
    and tests that take them so find hundreds of keywords where there are none (Lijffijt and others 2016). `q` is over
    all words and groups.
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
        articles), `others` (articles of other groups that hold it), `dispersion`, `log_odds`, `z`, `p`, `q`.

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
        "z",
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
    second, third = _moments(counts, size, rate)
    n = len(labels)
    rows = []
    for code, name in enumerate(names):
        own = labels == code
        if own.sum() < least("articles_test") or (~own).sum() < least("articles_test"):
            continue
        m = int(own.sum())
        a, words = np.asarray(counts[np.flatnonzero(own)].sum(axis=0)).ravel(), float(size[own].sum())
        spread = np.sqrt(np.maximum(m * (n - m) / (n * (n - 1)) * second, 1e-12))
        skew = m * (n - m) * (n - 2 * m) / (n * (n - 1) * (n - 2)) * third / spread**3
        z = (a - rate * words) / spread
        rest_a, rest_words, alpha = totals[kept] - a, size.sum() - words, prior * rate
        rest = (
            np.maximum(words + prior - a - alpha, 0.5),
            np.maximum(rest_words + prior - rest_a - alpha, 0.5),
        )
        odds = np.log((a + alpha) / rest[0]) - np.log((rest_a + alpha) / rest[1])
        rows.append((name, own, a, words, odds, z, _rare(z, skew)))
    p_all = np.concatenate([row[-1] for row in rows]) if rows else np.zeros(0)
    q = false_discovery(p_all).reshape(len(rows), len(kept))
    made: list[tuple[Any, ...]] = []
    for (name, own, a, words, odds, z, p), found in zip(rows, q, strict=True):
        part = counts[np.flatnonzero(own)].tocsc()
        clear = np.flatnonzero((found < limits()["q"]) & (z > 0))
        for place in clear[np.lexsort((kept[clear], -z[clear]))]:
            column = part[:, [place]].toarray().ravel()
            others = int(np.diff(counts.indptr)[place]) - int((column > 0).sum())
            made.append((name, bags.vocabulary[kept[place]], int(a[place]), int(words), int((column > 0).sum()),
                         int(own.sum()), others, _uneven(column, size[own]), float(odds[place]), float(z[place]),
                         float(p[place]), float(found[place])))  # fmt: skip
    return pd.DataFrame(made, columns=columns)


def _uneven(column: NDArray[np.float64], size: NDArray[np.float64]) -> float:
    """Gries's DP: half of what the word's shares over the articles and the articles' shares of the words differ."""
    import numpy as np

    return float(np.abs(column / column.sum() - size / size.sum()).sum() / 2)


def _moments(
    counts: Any, size: NDArray[np.float64], rate: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of every word the sums of squares and of cubes of what each article has more of it than expected."""
    import numpy as np

    squared = counts.multiply(counts).tocsc()
    two, three = (np.asarray(part.sum(axis=0)).ravel() for part in (squared, squared.multiply(counts)))
    by_size, by_square = np.asarray(counts.T @ size).ravel(), np.asarray(counts.T @ size**2).ravel()
    squared_by_size = np.asarray(squared.T @ size).ravel()
    second = two - 2 * rate * by_size + rate**2 * float((size**2).sum())
    third = three - 3 * rate * squared_by_size + 3 * rate**2 * by_square - rate**3 * float((size**3).sum())
    return np.maximum(second, 0.0), third


def _rare(z: NDArray[np.float64], skew: NDArray[np.float64]) -> NDArray[np.float64]:
    """How rare so large a sum is when articles are dealt out at random, by the three first moments of the deals."""
    import numpy as np
    from scipy.special import gammainc, gammaincc, ndtr

    bent = np.where(np.abs(skew) < 1e-4, 1e-4, skew)
    shape = 4 / bent**2
    # Pearson's type III: a gamma distribution, mirrored where the deals are skewed to the left.
    place = np.maximum(shape + np.sign(bent) * z * np.sqrt(shape), 0.0)
    upper = np.where(bent > 0, gammaincc(shape, place), gammainc(shape, place))
    upper = np.where(np.isfinite(upper), upper, ndtr(-z))
    return np.asarray(np.minimum(1.0, 2 * np.minimum(upper, 1 - upper)), dtype=np.float64)
