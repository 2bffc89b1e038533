"""The input's own columns: what a table of articles brings along besides what the suite reads, under its own names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from framing.article import Article

Fields = tuple[tuple[str, str], ...]
_LARGEST = 2**63 - 1


def fields(articles: Iterable[Article], taken: Iterable[str]) -> Fields:
    """The columns that articles bring along, each with its kind, in the order in which they first appear.

    A column whose name the table has already is called `input_…`.

    Args:
        articles: all articles of a run, so that every part of it has the same columns.
        taken: the names that the table has already.

    Example:
        >>> fields([Article("a", "x", metadata={"page": 3, "words": "x"}), Article("b", "x")], ["words"])
        (('page', 'int?'), ('input_words', 'str'))
    """
    return named(kinds(articles), taken)


def kinds(articles: Iterable[Article], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The columns that articles bring along under their own names, each with its kind.

    Args:
        articles: some of a run.
        known: what those before them brought along.

    Example:
        >>> kinds([Article("a", "x", metadata={"page": 3})], {"page": "float", "desk": "str"})
        {'page': 'float', 'desk': 'str'}
    """
    made = dict(known or {})
    for article in articles:
        for name, value in article.metadata.items():
            if value is not None:
                made[name] = _wider(made.get(name), _kind(value))
    return made


def together(known: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """The kinds of two stretches of a run as one.

    Example:
        >>> together({"page": "int?"}, {"page": "float", "desk": "str"})
        {'page': 'float', 'desk': 'str'}
    """
    return {**known, **{name: _wider(known.get(name), kind) for name, kind in more.items()}}


def named(kinds: Mapping[str, str], taken: Iterable[str]) -> Fields:
    """Kinds by the input's names as columns of a table that has some names already.

    Example:
        >>> named({"page": "int?", "words": "str"}, ["words"])
        (('page', 'int?'), ('input_words', 'str'))
    """
    taken = set(taken)
    made: dict[str, str] = {}
    for name, kind in kinds.items():
        made.setdefault(f"input_{name}" if name in taken else name, kind)
    return tuple(made.items())


def values(article: Article, columns: Fields) -> dict[str, Any]:
    """An article's values in these columns; None where it has none.

    Example:
        >>> values(Article("a", "x", metadata={"tags": ["a", "b"]}), (("tags", "str"),))
        {'tags': '["a", "b"]'}
    """
    own = article.metadata
    return {name: _cell(own.get(name, own.get(name.removeprefix("input_"))), kind) for name, kind in columns}


def portable(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The same values as JSON can carry them.

    Example:
        >>> portable({"page": 3, "seen": date(2024, 5, 4)})
        {'page': 3, 'seen': '2024-05-04'}
    """
    return {
        name: value if isinstance(value, (str, int, float, bool)) or value is None else _text(value)
        for name, value in metadata.items()
    }


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int?" if abs(value) <= _LARGEST else "str"
    if isinstance(value, float):
        return "float"
    return "time" if isinstance(value, datetime) else "str"


def _wider(kind: str | None, other: str) -> str:
    if kind is None or kind == other:
        return other
    return "float" if {kind, other} == {"int?", "float"} else "str"


def _cell(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "str":
        return _text(value)
    if kind == "time":
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return float(value) if kind == "float" else value


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
