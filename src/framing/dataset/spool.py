"""Articles as they were read, laid down on disk until they are annotated: a line each, found by its place.

What is annotated is what was read, once: an input that changes meanwhile changes nothing in this run.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from framing.article import Article, Region
from framing.given import portable
from framing.reading.identity import Naming

_TIME = "\0time"
"""Marks a moment among the values of the input's own columns, which JSON has no kind for."""


def line(naming: Naming, article: Article) -> bytes:
    """An article with what its id can be made from, as one line of JSON.

    Example:
        >>> naming, article = parsed(line(Naming(None, ("a",)), Article("a", "One.", byline=("Ann Lee",))))
        >>> naming.derived, article.byline
        (('a',), ('Ann Lee',))
    """
    kept = {"own": naming.own, "derived": naming.derived, **_content(article), **_around(article)}
    return json.dumps(kept, ensure_ascii=True).encode() + b"\n"


def parsed(data: bytes) -> tuple[Naming, Article]:
    """What `line` wrote."""
    kept = json.loads(data)
    published = datetime.fromisoformat(kept["published"]) if kept["published"] else None
    article = Article(
        kept["id"], kept["text"], kept["source"], tuple(Region(*one) for one in kept["regions"]), kept["headline"],
        kept["outlet"], tuple(kept["byline"]), published, kept["language"],
        {name: _value(value) for name, value in kept["metadata"].items()}, kept["published_from"],
    )  # fmt: skip
    return Naming(kept["own"], tuple(kept["derived"])), article


def default_id(naming: Naming) -> str:
    """The id of an article as long as no other one claims it."""
    if naming.own is not None:
        return naming.own
    return unicodedata.normalize("NFC", naming.derived[0]) if naming.derived else "article"


def keys(article: Article) -> tuple[bytes, bytes]:
    """Two hashes of an article: of what the layers read, and of everything that was read but its id.

    Where an article moves within its file, only the second changes, and it need not be annotated again.

    Example:
        >>> one, other = keys(Article("a", "One.", source="x:1")), keys(Article("b", "One.", source="x:2"))
        >>> one[0] == other[0], one[1] == other[1], len(one[0])
        (True, False, 16)
    """
    content = json.dumps(_content(article), sort_keys=True).encode()
    around = {name: value for name, value in _around(article).items() if name != "id"}
    bare = hashlib.sha256(content)
    whole = hashlib.sha256(content + json.dumps(around, sort_keys=True).encode())
    return bare.digest()[:16], whole.digest()[:16]


def _content(article: Article) -> dict[str, Any]:
    return {
        "text": article.text, "headline": article.headline, "outlet": article.outlet,
        "regions": [[region.name, region.start, region.end] for region in article.regions],
        "byline": list(article.byline), "language": article.language,
        "published": article.published.isoformat() if article.published else None,
    }  # fmt: skip


def _around(article: Article) -> dict[str, Any]:
    moments = {
        name: {_TIME: value.isoformat()}
        for name, value in article.metadata.items()
        if isinstance(value, datetime)
    }
    return {
        "id": article.id, "source": article.source, "published_from": article.published_from,
        "metadata": {**portable(article.metadata), **moments},
    }  # fmt: skip


def _value(value: Any) -> Any:
    return datetime.fromisoformat(value[_TIME]) if isinstance(value, Mapping) else value


def name(spool: str | Path, unit: int) -> Path:
    """Where the articles of a unit of reading lie."""
    return Path(spool) / f"{unit:08d}.jsonl"


def read(
    spool: str | Path,
    stretches: list[tuple[int, int, int]],
    ids: Mapping[int, str],
    copies: Mapping[int, str],
) -> Iterator[Article]:
    """The articles of some stretches of the spool, with their last ids.

    Args:
        spool: the folder.
        stretches: unit, first and last byte of each.
        ids: by place among these articles, where an article is not called by its own id.
        copies: the id of the article that it repeats, by place.
    """
    place = 0
    for unit, start, end in stretches:
        with name(spool, unit).open("rb") as file:
            file.seek(start)
            for one in file.read(end - start).splitlines(keepends=True):
                naming, article = parsed(one)
                yield replace(
                    article, id=ids.get(place, default_id(naming)), copy_of=copies.get(place)
                )  # fmt: skip
                place += 1
