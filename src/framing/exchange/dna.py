"""Discourse Network Analyzer: a database that DNA 3.0 opens, and the same statements as CSV.

DNA keeps documents, statements and the values of their variables in SQLite (Leifeld 2017; github.com/leifeld/dna,
`Sql.java`). Its default statement type has person, organization, concept and agreement. A speaker that is a body or a
group is an organization; of a person the organization is the affiliation, which is the attribute Type of either too.
Java counts UTF-16 units. The database opens with the coder Admin and the password that the notes tell.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import sqlite3
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

from framing import __version__
from framing.exchange.carried import Counts, Units, carried
from framing.exchange.flat import Guarded
from framing.exchange.marks import astray
from framing.exchange.place import Written, folder
from framing.exchange.shelf import Sheaf, Shelf
from framing.exchange.stances import TABLES, Stance, stances, trust
from framing.statement import SpeakerType

PASSWORD = "framing"
"""Of the coder Admin in an exported database; a note tells it, and DNA lets one change it."""
DATABASE, STATEMENTS = "framing.dna", "statements.csv"
LONGEST = 190
"""No title, name or value in DNA has more characters."""
_ITERATIONS = 100_000
_PERSON, _ORGANIZATION, _CONCEPT, _AGREEMENT = 1, 2, 3, 4
_BODIES = (SpeakerType.ORGANISATION, SpeakerType.UNNAMED_GROUP, SpeakerType.DOCUMENT)
_COLUMNS = (
    "statement_id", "document_id", "document_title", "date", "source", "author", "start", "stop", "person",
    "organization", "concept", "agreement", "camp", "article_id", "text", "told_by",
)  # fmt: skip


def digest(password: str, salt: bytes) -> str:
    """A password as DNA keeps it: what jasypt's StrongPasswordEncryptor makes, SHA-256 over and over behind a salt.

    Args:
        password: the password.
        salt: 16 bytes.

    Example:
        >>> len(base64.b64decode(digest("sample", bytes(16))))
        48
    """
    made = hashlib.sha256(salt + unicodedata.normalize("NFC", password).encode()).digest()
    for _ in range(_ITERATIONS - 1):
        made = hashlib.sha256(made).digest()
    return base64.b64encode(salt + made).decode("ascii")


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """Every article as a document of DNA, with who is for or against whom as its statements.

    Args:
        shelf: the tables.
        out: the folder, for the database and the CSV file.
        layers: not used: statements are made of the tables that tell of stances.
        force: replace an earlier export.

    Raises:
        ValueError: where some tables alone are asked for.
    """
    if layers:
        raise ValueError(
            "DNA's statements are made of relations, accusations and statements together; leave --layer out."
        )
    with folder(out, "dna", force) as made:
        base = _Base(made.file(DATABASE))
        rows = io.StringIO(newline="")
        writer, cell = csv.writer(rows), Guarded()
        writer.writerow(_COLUMNS)
        try:
            for sheaf in shelf.sheaves(TABLES):
                document, text = base.document(sheaf)
                for one in stances(sheaf):
                    number = base.statement(document, one, text)
                    writer.writerow([cell(value) for value in _row(number, document, sheaf, one, text)])
        finally:
            base.close()
        made.file(STATEMENTS).write_bytes(rows.getvalue().encode("utf-8-sig", "replace"))
    way = f"Open {DATABASE} in DNA 3.0 as Admin, password '{PASSWORD}'."
    notes = [*base.counts.told(), *base.told(), *astray(shelf), trust(), way]
    counted = {"documents": base.documents, "statements": base.statements, "entities": len(base.entities)}
    return Written(Path(out), counted, tuple(notes))


def _row(number: int, document: int, sheaf: Sheaf, one: Stance, text: Units) -> list[Any]:
    article = sheaf.article
    when = article.get("published")
    return [
        number, document, article.get("headline") or sheaf.id, when.strftime("%Y-%m-%d %H:%M:%S") if when else "",
        article.get("outlet"), article.get("byline"), text.utf16(one.start), text.utf16(one.end), *_who(one),
        one.concept, int(one.agrees), one.camp, sheaf.id, text.text[one.start : one.end], one.table,
    ]  # fmt: skip


def _who(one: Stance) -> tuple[str, str]:
    """Person and organization."""
    return ("", one.speaker) if one.kind in _BODIES else (one.speaker, one.affiliation)


class _Base:
    """The database while it is written."""

    def __init__(self, path: Path) -> None:
        self.counts = Counts()
        self.documents = self.statements = self.cut = self.undated = 0
        self.entities: dict[tuple[int, str], int] = {}
        self._base = sqlite3.connect(path)
        made = (
            resources.files("framing")
            .joinpath("resources", "exchange", "dna.sql")
            .read_text(encoding="utf-8")
        )
        self._base.executescript(made)
        salt = hashlib.sha256(b"framing").digest()[:16]  # the same tables give the same bytes
        self._base.execute("UPDATE CODERS SET Password = ? WHERE ID = 1", (digest(PASSWORD, salt),))
        for variable in (_PERSON, _ORGANIZATION, _CONCEPT):
            self._entity(variable, "")  # what a statement of the coder's own has until it is filled in

    def document(self, sheaf: Sheaf) -> tuple[int, Units]:
        """An article; its number and its text."""
        text = Units(carried(sheaf.text, self.counts))
        article = sheaf.article
        self.documents += 1
        when: datetime | None = article.get("published")
        self.undated += when is None
        self._base.execute(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date) "
            "VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
            (
                self.documents, self._short(article.get("headline") or sheaf.id), text.text,
                self._short(", ".join(article.get("byline") or ())), self._short(article.get("outlet") or ""),
                self._short(str(article.get("section") or "")), f"framing {__version__}: {sheaf.id}", "",
                int(when.timestamp()) if when is not None else 0,
            ),
        )  # fmt: skip
        return self.documents, text

    def statement(self, document: int, one: Stance, text: Units) -> int:
        """A stance; its number."""
        self.statements += 1
        self._base.execute(
            "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, 1, ?, ?, ?, 1)",
            (self.statements, document, text.utf16(one.start), text.utf16(one.end)),
        )
        person, organization = _who(one)
        for variable, value in ((_PERSON, person), (_ORGANIZATION, organization), (_CONCEPT, one.concept)):
            about = one.affiliation if value == one.speaker and variable != _CONCEPT else ""
            entity = self._entity(variable, self._short(value), about)
            self._base.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                (self.statements, variable, entity),
            )
        self._base.execute(
            "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
            (self.statements, _AGREEMENT, int(one.agrees)),
        )
        return self.statements

    def _entity(self, variable: int, value: str, about: str = "") -> int:
        if (variable, value) not in self.entities:
            self.entities[variable, value] = len(self.entities) + 1
            self._base.execute(
                "INSERT INTO ENTITIES (ID, VariableId, Value, Red, Green, Blue) VALUES (?, ?, ?, 0, 0, 0)",
                (self.entities[variable, value], variable, value),
            )
            # DNA has a value of every attribute for every entity.
            self._base.execute(
                "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) SELECT ?, ID, "
                "CASE AttributeVariable WHEN 'Type' THEN ? ELSE '' END FROM ATTRIBUTEVARIABLES WHERE VariableId = ?",
                (self.entities[variable, value], about, variable),
            )
        return self.entities[variable, value]

    def _short(self, value: str) -> str:
        made = carried(value)
        self.cut += len(made) > LONGEST
        return made[:LONGEST]

    def told(self) -> list[str]:
        """What a person should know of it."""
        notes = []
        if self.cut:
            notes.append(
                f"{self.cut:,} title{'s' * (self.cut != 1)} or names are cut: DNA takes {LONGEST} characters."
            )
        if self.undated:
            articles = "1 article has" if self.undated == 1 else f"{self.undated:,} articles have"
            notes.append(f"{articles} no date; DNA needs one and has 1970-01-01.")
        return notes

    def close(self) -> None:
        """Finish the file."""
        self._base.commit()
        self._base.close()
