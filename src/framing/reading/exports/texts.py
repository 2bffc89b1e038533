"""Plain text, and the exports that come as plain text in whatever file: Word, RTF, PDF, e-mail, a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from framing.reading.columns import Columns
from framing.reading.decode import NotText
from framing.reading.exports import factiva, keyed, lexisnexis, nexisuni, proquest, retriever
from framing.reading.exports.format import Format, Found, Sample
from framing.reading.rows import Broken, Record, Row, records


@dataclass(frozen=True)
class Splitter:
    """An export that is plain text.

    Args:
        name: as messages and `published_from` tell it.
        looks: whether a text is such an export.
        split: its articles.
        sign: what every document has once.
    """

    name: str
    looks: Callable[[str], bool]
    split: Callable[[str], Found]
    sign: re.Pattern[str]


SPLITTERS = tuple(
    Splitter(module.NAME, module.looks, module.split, module.SIGN)
    for module in (lexisnexis, nexisuni, proquest, factiva, retriever, keyed)
)
"""Every export that is plain text, the surest sign first; a further one is a module and a place in this line."""


def splitter(text: str) -> Splitter | None:
    """The export that a text is, or None for a text that is one article."""
    return next((one for one in SPLITTERS if one.looks(text)), None)


def articles(text: str, columns: Columns, otherwise: Callable[[], Found]) -> Iterator[Record]:
    """The articles of a text: cut as its export has them, else what `otherwise` gives.

    Raises:
        NotText: for a text without a word.
    """
    if not text.strip():
        raise NotText("it holds nothing but white space")
    found = splitter(text)
    if found is None:
        yield from otherwise()  # type: ignore[misc]
        return
    yield from records(cut(found, text), columns, found.name)  # type: ignore[misc]


def cut(export: Splitter, text: str) -> Found:
    """The articles of an export, and whether signs of more documents are in it than were found."""
    found = 0
    for one in export.split(text):
        found += isinstance(one, Row) or bool(one.place)
        yield one
    signs = len(export.sign.findall(text))
    if signs > found:
        yield Broken(
            "", f"it has the signs of {signs} documents of {export.name}, but only {found} can be told apart"
        )


def looks(sample: Sample) -> bool:
    """Anything that is left: whether it is a text shows in decoding it."""
    return True


def rows(sample: Sample, columns: Columns) -> Found:
    """One text as it is, or the articles of an export."""
    text = sample.text
    yield from articles(text, columns, lambda: iter((Record(text),)))


FORMAT = Format("text", looks, rows)
