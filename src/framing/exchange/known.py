"""Which article a file that comes back is: by the index of its export, by the tables, or by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from framing.corrections import text_hash
from framing.exchange.carried import carried
from framing.exchange.place import INDEX
from framing.exchange.shelf import Shelf
from framing.exchange.unpack import Bundle


@dataclass(frozen=True)
class Key:
    """By what codes are keyed.

    Args:
        article_id: the article.
        text_hash: of its text as the suite has read it.
        sure: False where nothing but the file itself tells which article it is.
    """

    article_id: str
    text_hash: str
    sure: bool = True


@dataclass
class Known:
    """The articles that codes may be about.

    Example:
        >>> known = Known()
        >>> known.add("a", "It rained.\\r\\n")
        >>> known.find("x.txt", "It rained. \\n").article_id
        'a'
    """

    _by_text: dict[str, list[Key]] = field(default_factory=dict)
    _by_id: dict[str, Key] = field(default_factory=dict)
    _by_file: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, bundle: Bundle, shelf: Shelf | None) -> Known:
        """From the index that lies among the files, and from the tables.

        Args:
            bundle: the files of the import.
            shelf: the tables, where somebody gave them.
        """
        made = cls()
        if shelf is not None:
            for batch in shelf.batches("articles", ["article_id", "text"]):
                for row in batch.to_pylist():
                    made.add(row["article_id"], row["text"] or "")
        for file in bundle.named(INDEX):
            for row in _lines(file.load()):
                made.remember(row)
        return made

    def add(self, article_id: str, text: str) -> None:
        """An article with its text."""
        self._note(Key(article_id, text_hash(text)), text_hash(carried(text)))

    def remember(self, row: Mapping[str, Any]) -> None:
        """A line of an index."""
        if {"article_id", "text_hash", "carried"} <= row.keys():
            self._note(Key(str(row["article_id"]), str(row["text_hash"])), str(row["carried"]))
            self._by_file[str(row.get("file"))] = str(row["article_id"])

    def _note(self, key: Key, shape: str) -> None:
        if key not in self._by_text.setdefault(shape, []):
            self._by_text[shape].append(key)
        self._by_id.setdefault(key.article_id, key)

    def find(self, name: str, text: str, told: Mapping[str, str] | None = None) -> Key:
        """The article that a file's text is; itself where nobody knows it.

        Args:
            name: the file's name, by which articles with one text are told apart.
            text: what the file has.
            told: what the file says of itself, as a line of an index.
        """
        told = told or {}
        wanted = (
            told.get("article_id") or self._by_file.get(name) or self._by_file.get(name.rpartition("/")[2])
        )
        shape = text_hash(carried(text))
        found = self._by_text.get(shape, [])
        for key in found:
            if key.article_id == wanted:
                return key
        if found:
            return found[0]
        if told.get("carried") == shape and wanted and told.get("text_hash"):
            return Key(wanted, told["text_hash"])
        return Key(wanted or name.rpartition("/")[2].rpartition(".")[0] or name, text_hash(text), sure=False)

    def other_text(self, key: Key) -> bool:
        """Whether the article is known with another text: it was changed on the way."""
        return not key.sure and key.article_id in self._by_id


def row_of_index(file: str, article_id: str, text: str) -> dict[str, Any]:
    """A line of the index.

    Args:
        file: the article's file within the export.
        article_id: the article.
        text: its text as the suite has read it.
    """
    return {"file": file, **identity(article_id, text)}


def identity(article_id: str, text: str) -> dict[str, str]:
    """By what an article is known again, for formats that carry fields of their own.

    Example:
        >>> sorted(identity("a", "It rained."))
        ['article_id', 'carried', 'text_hash']
    """
    return {"article_id": article_id, "text_hash": text_hash(text), "carried": text_hash(carried(text))}


IDENTITY = ("article_id", "text_hash", "carried")
"""The fields of `identity`."""


def _lines(data: bytes) -> Iterable[dict[str, Any]]:
    for line in data.decode("utf-8", "replace").split("\n"):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row
