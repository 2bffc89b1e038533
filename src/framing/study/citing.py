"""How to cite the suite, and the data and instruments that its layers rest on."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from framing.shipped import place

CITATION = "CITATION.cff"
"""How the suite wants to be cited, in the Citation File Format; stands at the top of the checkout."""


@dataclass(frozen=True)
class Reference:
    """One thing to cite.

    Args:
        key: as BibTeX has it.
        layers: the layers that rest on it.
        type: of BibTeX.
        authors: each as "Surname, Given".
        title, venue, year: as printed.
        what: what it is to the suite.
    """

    key: str
    layers: tuple[str, ...]
    type: str
    authors: tuple[str, ...]
    title: str
    venue: str
    year: str
    what: str = ""

    @property
    def short(self) -> str:
        """As a text refers to it.

        Example:
            >>> next(one for one in references() if one.key == "newell2018").short
            'Newell, Margolin and Ruths 2018'
        """
        names = [author.partition(",")[0] for author in self.authors]
        told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return f"{f'{names[0]} and others' if len(names) > 3 else told} {self.year}"

    @property
    def long(self) -> str:
        """As a list of references has it."""
        return f"{'; '.join(self.authors)} ({self.year}). {self.title}. {self.venue}."

    @property
    def bibtex(self) -> str:
        r"""The entry for BibTeX.

        Example:
            >>> print(Reference("lee2020", (), "book", ("Lee, Ann",), "A & B", "Press", "2020").bibtex)
            @book{lee2020,
              author = {Lee, Ann},
              title = {A \& B},
              publisher = {Press},
              year = {2020},
            }
        """
        where = {"inproceedings": "booktitle", "article": "journal", "book": "publisher"}.get(
            self.type, "howpublished"
        )
        fields = {
            "author": " and ".join(self.authors),
            "title": self.title,
            where: self.venue,
            "year": self.year,
        }
        told = "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in fields.items() if value)
        return f"@{self.type}{{{self.key},\n{told}}}"


def _tex(text: str) -> str:
    return "".join(f"\\{char}" if char in "&%$#_" else char for char in text)


@lru_cache(maxsize=1)
def references() -> tuple[Reference, ...]:
    """The data and instruments that the layers rest on."""
    home = resources.files("framing").joinpath("resources", "references.csv")
    return tuple(
        Reference(
            row["key"], tuple(row["layers"].split("|")), row["type"], tuple(row["author"].split(" and ")), row["title"],
            row["venue"], row["year"], row["what"],
        )
        for row in csv.DictReader(home.read_text(encoding="utf-8").splitlines())
    )  # fmt: skip


def of_layers(layers: Iterable[str]) -> list[Reference]:
    """What is to be cited for some layers, in the order of the list.

    Args:
        layers: their names.

    Example:
        >>> [one.key for one in of_layers(["frames"])]
        ['semetko2000']
    """
    wanted = set(layers)
    return [one for one in references() if wanted & set(one.layers)]


@lru_cache(maxsize=1)
def suite() -> Reference:
    """The suite itself, of its own citation file."""
    import yaml

    home = place(CITATION)
    told: dict[str, Any] = yaml.safe_load(home.read_text(encoding="utf-8")) if home is not None else {}
    from framing import __version__

    names = tuple(_author(one) for one in told.get("authors", [])) or ("The framing authors",)
    title, when = str(told.get("title", "framing")), str(told.get("date-released", ""))
    return Reference(
        "framing", (), "software", names, title, f"Version {told.get('version', __version__)}", when[:4] or "n.d.",
        str(told.get("message", "")),
    )  # fmt: skip


def _author(one: dict[str, Any]) -> str:
    if one.get("name"):
        return str(one["name"])
    return ", ".join(str(one[name]) for name in ("family-names", "given-names") if one.get(name))
