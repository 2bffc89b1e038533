"""Key words in context: any mark or word of a corpus with the text around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from framing.tables import Tables

if TYPE_CHECKING:
    import pandas as pd

_SPACE = re.compile(r"\s+")


def concordance(
    tables: Tables, marks: pd.DataFrame, *, width: int = 60, most: int | None = None
) -> pd.DataFrame:
    """Each mark with the words before and after it, cut at whole words and inside its paragraph.

    Args:
        tables: the corpus, for the text.
        marks: rows with `article_id`, `start`, `end`; further columns are carried along.
        width: about how many characters to show on either side, 10 or more.
        most: the most lines to give; all where not given.

    Returns:
        `article_id`, `left`, `mark`, `right`, `start`, `end` and the further columns, in text order.

    Raises:
        ValueError: for a width under 10, or marks without one of the three columns.

    Example:
        >>> import pandas as pd
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "Snow may fall soon.", "words": 4}]})
        >>> concordance(tables, pd.DataFrame({"article_id": ["a"], "start": [5], "end": [8]})).values.tolist()
        [['a', 'Snow', 'may', 'fall soon.', 5, 8]]
    """
    import pandas as pd

    if width < 10:
        raise ValueError(f"a concordance needs a width of 10 characters or more, but got {width}.")
    missing = [name for name in ("article_id", "start", "end") if name not in marks]
    if missing:
        raise ValueError(
            f"marks need the columns article_id, start and end; {', '.join(missing)} is not there."
        )
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    order = {name: place for place, name in enumerate(texts)}
    further = [c for c in marks.columns if c not in ("article_id", "start", "end", "left", "mark", "right")]
    known = marks[marks["article_id"].isin(texts)]
    known = known.assign(_order=[order[name] for name in known["article_id"]])
    known = known.sort_values(["_order", "start", "end"], kind="stable").drop(columns="_order")
    if most is not None:
        known = known.head(most)
    lines = [
        (name, *_line(texts[name], int(start), int(end), width), int(start), int(end))
        for name, start, end in zip(known["article_id"], known["start"], known["end"], strict=True)
    ]
    table = pd.DataFrame(lines, columns=["article_id", "left", "mark", "right", "start", "end"])
    return pd.concat([table, known[further].reset_index(drop=True)], axis=1)


def find(tables: Tables, words: str, *, regular: bool = False) -> pd.DataFrame:
    """Every place of a word or phrase in the corpus, whole words, small and capital letters alike.

    Args:
        tables: the corpus.
        words: what to look for; `*` stands for any letters, as in `terror*`.
        regular: take `words` as a regular expression instead.

    Returns:
        Rows with `article_id`, `start`, `end`, ready for `concordance`.

    Raises:
        ValueError: for an empty phrase or a broken expression.

    Example:
        >>> rows = [{"article_id": "a", "text": "Terror. Terrorists fled.", "words": 3}]
        >>> tables = Tables.from_rows({"articles": rows})
        >>> find(tables, "terror*")["start"].tolist(), find(tables, "terror")["start"].tolist()
        ([0, 8], [0])
    """
    import pandas as pd

    if not words.strip():
        raise ValueError("there is nothing to look for; give a word or a phrase, such as 'terror*'.")
    if regular:
        written = words
    else:
        parts = [re.escape(part).replace(r"\*", r"\w*") for part in words.split()]
        written = r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"
    try:
        pattern = re.compile(written, re.IGNORECASE)
    except re.error as error:
        raise ValueError(
            f"the expression {words!r} is broken: {error}; mend it, or leave `regular` out."
        ) from None
    rows = [
        (name, match.start(), match.end())
        for name, text in zip(tables.articles["article_id"], tables.articles["text"], strict=True)
        for match in pattern.finditer(text or "")
        if match.end() > match.start()
    ]
    return pd.DataFrame(rows, columns=["article_id", "start", "end"])


def _line(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    left = text[max(0, start - width) : start]
    cut_left = start > width and not text[start - width - 1].isspace()
    left = left[max(left.rfind("\n"), left.rfind("\r")) + 1 :] if "\n" in left or "\r" in left else (
        left.partition(" ")[2] if cut_left and " " in left.strip() else left
    )  # fmt: skip
    right = text[end : end + width]
    cut_right = end + width < len(text) and not text[end + width].isspace()
    breaks = [place for place in (right.find("\n"), right.find("\r")) if place >= 0]
    if breaks:
        right = right[: min(breaks)]
    elif cut_right and " " in right.strip():
        right = right.rpartition(" ")[0]
    return tuple(_SPACE.sub(" ", piece).strip() for piece in (left, text[start:end], right))  # type: ignore[return-value]
