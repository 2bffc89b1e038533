"""What stands in the corpus twice: near-duplicates, shared wire copy, repeated captions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.article import STORY
from framing.reading.copies import groups, left_out, near, shingles
from framing.study.measures import documents
from framing.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["counted", "credits", "groups", "near", "passages", "shingles"]


def passages(tables: Tables, *, least: int = 8) -> pd.DataFrame:
    """Paragraphs that stand word for word in more than one place: wire copy, stock background, captions.

    Args:
        tables: the corpus; only the story counts, not the page's furniture.
        least: the fewest words a paragraph must have.

    Returns:
        One row a place: `passage` (a number, the most repeated first), `times`, `articles` (how many
        hold it), `article_id`, `region`, `start`, `end`, `words`.

    Example:
        >>> line = "The old bridge was built in 1904 and has been closed since March."
        >>> articles = [{"article_id": name, "text": line, "words": 13} for name in "ab"]
        >>> passages(Tables.from_rows({"articles": articles}))[["passage", "times", "article_id"]].values.tolist()
        [[1, 2, 'a'], [1, 2, 'b']]
    """
    import pandas as pd

    places: dict[str, list[tuple[str, str, int, int, int]]] = {}
    for article_id, doc in documents(tables):
        for span, region in doc.story:
            # The same caption often stands there with its credit and without.
            words = _WORD.findall(_SIGNED.sub(" ", span.of(doc.text)).lower())
            if len(words) >= least:
                places.setdefault(" ".join(words), []).append(
                    (article_id, region, span.start, span.end, len(words))
                )
    repeated = [found for found in places.values() if len(found) > 1]
    repeated.sort(key=lambda found: (-len(found), found[0][0], found[0][2]))
    rows = [
        (number, len(found), len({place[0] for place in found}), *place)
        for number, found in enumerate(repeated, 1)
        for place in found
    ]
    columns = ["passage", "times", "articles", "article_id", "region", "start", "end", "words"]
    return pd.DataFrame(rows, columns=columns)


def credits(tables: Tables) -> pd.DataFrame:
    """The credit lines and datelines that name a news agency: the sign of wire copy.

    Returns:
        `article_id`, `agency`, `start`, `end`, `region`, in article order.

    Example:
        >>> articles = [{"article_id": "a", "text": "GENEVA (Reuters) - Talks began.", "words": 4}]
        >>> credits(Tables.from_rows({"articles": articles}))[["agency", "region"]].values.tolist()
        [['Reuters', 'body']]
    """
    import pandas as pd

    rows = []
    for article_id, doc in documents(tables):
        for span, region in doc.blocks:
            if region not in STORY and region not in ("credit", "byline"):
                continue
            # In running text an agency may be a source; in brackets or at the head of a story it signs.
            pattern = _AGENCY if region in ("credit", "byline", "caption") else _SIGNED
            for match in pattern.finditer(doc.text, span.start, span.end):
                rows.append(
                    (article_id, _full(match["agency"]), match.start("agency"), match.end("agency"), region)
                )
    return pd.DataFrame(rows, columns=["article_id", "agency", "start", "end", "region"])


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_AGENCIES: Mapping[str, Sequence[str]] = {
    "Reuters": ("Reuters",),
    "Associated Press": ("Associated Press", "AP"),
    "Agence France-Presse": ("Agence France-Presse", "Agence France Presse", "AFP"),
    "Press Association": ("Press Association", "PA Media", "PA"),
    "dpa": ("dpa", "DPA"),
    "EPA": ("EPA",),
    "Bloomberg": ("Bloomberg",),
    "TASS": ("TASS",),
    "Xinhua": ("Xinhua",),
    "ANSA": ("ANSA",),
    "EFE": ("EFE",),
    "Kyodo": ("Kyodo",),
    "Getty Images": ("Getty Images", "Getty"),
}
_NAMES = "|".join(
    re.escape(name) for names in _AGENCIES.values() for name in sorted(names, key=len, reverse=True)
)
_AGENCY = re.compile(rf"\b(?P<agency>{_NAMES})\b")
_SIGNED = re.compile(rf"\((?P<agency>{_NAMES})\)")


def _full(name: str) -> str:
    return next(full for full, names in _AGENCIES.items() if name in names)


COUNTED = "copies"
"""Under this name the provenance of tables tells how copies were counted, and how many articles that left out."""


def noted(tables: Tables, how: str, left: int) -> Tables:
    """The tables, which tell how the copies among their articles were counted.

    Args:
        tables: the tables of what is counted.
        how: as for `counted`.
        left: articles left out for it.

    Example:
        >>> noted(Tables.from_rows({}), "once", 2).provenance
        {'copies': {'counted': 'once', 'left_out': 2}}
    """
    return tables.but(provenance={**tables.provenance, COUNTED: {"counted": how, "left_out": left}})


def counted(tables: Tables, how: str = "once") -> Tables:
    """The tables with the copies among their articles counted as asked.

    Args:
        tables: annotated tables, whose articles tell by `copy_of` which others they repeat.
        how: "keep" for all, "once" for one of each group, "drop" for none of a group.

    Raises:
        ValueError: for another word.

    Example:
        >>> rows = [{"article_id": "a", "text": "x", "words": 1}, {"article_id": "b", "text": "x", "copy_of": "a"}]
        >>> tables = Tables.from_rows({"articles": [row | {"words": 1} for row in rows]})
        >>> counted(tables).articles["article_id"].tolist()
        ['a']
    """
    originals = dict(zip(tables.articles["article_id"], tables.articles["copy_of"], strict=True))
    left = left_out(originals, how)
    kept = tables.only(name for name in originals if name not in left) if left else tables
    return noted(kept, how, len(left))
