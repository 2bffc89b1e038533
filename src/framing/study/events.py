"""Which articles tell the same story: near in words and in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.study.bags import Bags, bags
from framing.study.limits import limits
from framing.words.tables import rows

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from framing.tables import Tables

_LARGEST = 1500
"""Articles that hang together by ever the next one, above which they are told apart by a higher bar first."""


def events(
    tables: Tables, *, found: Bags | None = None, days: float | None = None, alike: float | None = None
) -> pd.Series:
    """A number for each article: those that tell the same story have the same, a story told once has one of its own.

    Two articles are near where they appeared within a few days and the cosine of their words, weighted by rarity, is
    high (Salton & Buckley 1988; single-pass and agglomerative event detection: Allan, Papka & Lavrenko 1998). Stories
    are cut where the mean likeness of their articles falls below that, so that a chain of neighbours is no story. An
    article without a date is near to none, unless no article has one.

    Args:
        tables: the corpus.
        found: its words, where they were counted already.
        days: between two articles, at most.
        alike: the cosine, at least.

    Returns:
        The event of each article, by article id, from 0 in the order of the articles.

    Example:
        >>> from framing.tables import Tables
        >>> texts = ["The old bridge at Weir was closed on Monday after cracks were found.",
        ...          "Cracks were found in the old bridge at Weir, which was closed.", "Rain will fall in the north."]
        >>> rows = [{"article_id": name, "text": text, "words": 9} for name, text in zip("abc", texts)]
        >>> events(Tables.from_rows({"articles": rows})).tolist()
        [0, 0, 1]
    """
    import numpy as np
    import pandas as pd

    found = bags(tables) if found is None else found
    days = limits()["stories_days"] if days is None else days
    alike = limits()["stories_alike"] if alike is None else alike
    when = _days(tables.articles["published"])
    matrix = _weighted(found)
    pairs, values = _near(matrix, when, days, alike)
    label = clustered(len(when), pairs, values, alike)
    first = {int(code): place for place, code in reversed(list(enumerate(label)))}
    order = {code: number for number, code in enumerate(sorted(first, key=lambda code: first[code]))}
    made = np.array([order[int(code)] for code in label], dtype=np.int64)
    return pd.Series(made, index=list(tables.articles["article_id"]), name="event")


def _days(published: pd.Series) -> NDArray[np.float64]:
    """The day of each article; NaN without a date, all the same where none has one."""
    import numpy as np
    import pandas as pd

    times = pd.to_datetime(published, utc=True)
    if times.isna().all():
        return np.zeros(len(times), dtype=np.float64)
    since = (times - times.min()).dt.total_seconds() / 86400
    return np.asarray(since.to_numpy(dtype=float), dtype=np.float64)


def _weighted(found: Bags) -> Any:
    """Articles × words, weighted by rarity, each article of length 1; without function and common words."""
    import numpy as np
    from scipy.sparse import diags

    count = len(found.articles)
    common = found.holders > max(limits()["stories_shared"] * count, 5)
    function = {row.word for row in rows("function")}
    told = np.array([word not in function for word in found.vocabulary], dtype=bool)
    rarity = np.where(told & ~common, np.log(1 + count / np.maximum(found.holders, 1)), 0.0)
    matrix = found.counts.copy()
    matrix.data = 1 + np.log(matrix.data)
    matrix = (matrix @ diags(rarity)).tocsr()
    matrix.eliminate_zeros()
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (diags(1 / np.where(length > 0, length, 1)) @ matrix).tocsr()


def _near(
    matrix: Any, when: NDArray[np.float64], days: float, alike: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pairs of articles that are near, and how near; the time grows with the days, not with all pairs."""
    import numpy as np

    order = np.argsort(np.where(np.isnan(when), np.inf, when), kind="stable")
    order = order[~np.isnan(when[order])]
    sorted_ = when[order]
    pairs, values = [], []
    step = 256
    for start in range(0, len(order), step):
        block = order[start : start + step]
        end = int(np.searchsorted(sorted_, sorted_[min(start + step, len(order)) - 1] + days, side="right"))
        others = order[start:end]
        likeness = (matrix[block] @ matrix[others].T).tocoo()
        one, other = block[likeness.row], others[likeness.col]
        keep = (likeness.data >= alike) & (likeness.col > likeness.row) & (
            np.abs(when[one] - when[other]) <= days
        )  # fmt: skip
        pairs.append(np.stack([one[keep], other[keep]], axis=1))
        values.append(likeness.data[keep])
    if not pairs:
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0)
    return np.concatenate(pairs), np.concatenate(values)


def clustered(
    count: int, pairs: NDArray[np.int64], values: NDArray[np.float64], alike: float
) -> NDArray[np.int64]:
    """Things joined while their mean likeness holds (average linkage), component by component.

    Args:
        count: how many things.
        pairs: those that are near, each pair once.
        values: how near.
        alike: the mean likeness, at least; what is no pair counts as 0.

    Returns:
        A number for each thing, the same for those that belong together.
    """
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    graph = csr_matrix((values, (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, label = connected_components(graph, directed=False)
    made: NDArray[np.int64] = label.astype(np.int64)
    highest = int(made.max()) + 1 if count else 0
    order = np.argsort(label, kind="stable")
    edges = np.searchsorted(label[order], np.arange(highest + 1))
    home = label[pairs[:, 0]]
    sorted_ = np.argsort(home, kind="stable")
    pair_edges = np.searchsorted(home[sorted_], np.arange(highest + 1))
    place = np.zeros(count, dtype=np.int64)
    for component in np.flatnonzero(np.diff(edges) > 2):
        members = order[edges[component] : edges[component + 1]]
        inside = sorted_[pair_edges[component] : pair_edges[component + 1]]
        place[members] = np.arange(len(members))
        if len(members) > _LARGEST:
            inside = inside[values[inside] >= alike + 0.05]
            own = clustered(len(members), place[pairs[inside]], values[inside], alike + 0.05)
        else:
            far = np.ones((len(members), len(members)))
            one, other = place[pairs[inside]].T
            far[one, other] = far[other, one] = 1 - values[inside]
            tree = linkage(far[np.triu_indices(len(members), 1)], method="average")
            own = fcluster(tree, 1 - alike, criterion="distance") - 1
        made[members] = highest + own
        highest += int(own.max()) + 1
    return made
