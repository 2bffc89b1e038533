"""Tables as a Frictionless data package: CSV files, and one descriptor that says what is in them.

The descriptor follows version 2 of the Data Package standard (datapackage.org) in a form that readers of version 1
take as well. What each field holds comes from the schemas of the tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing import __version__
from framing.exchange.flat import exact, write_table
from framing.exchange.place import Written, folder
from framing.exchange.shelf import Shelf
from framing.exchange.variables import Variable, variables

_TYPES = {
    "str": "string", "int": "integer", "int?": "integer", "float": "number", "bool": "boolean", "time": "datetime",
    "list[str]": "array", "spans": "array",
}  # fmt: skip
_PROFILE = "https://datapackage.org/profiles/2.0"


def _field(one: Variable) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": one.name,
        "type": _TYPES.get(one.kind, "string"),
        "description": one.description,
    }
    limits: dict[str, Any] = {}
    if one.kind in ("int", "bool"):
        limits["required"] = True
    if one.name == "article_id":
        limits |= {"required": True} | ({"unique": True} if one.table == "articles" else {})
    return made | ({"constraints": limits} if limits else {})


def schema_of(found: Sequence[Variable]) -> dict[str, Any]:
    """The Table Schema of one table.

    Args:
        found: its variables.

    Example:
        >>> schema_of(variables("regions"))["fields"][2]["type"]
        'integer'
    """
    table = found[0].table
    made: dict[str, Any] = {"fields": [_field(one) for one in found], "missingValues": [""]}
    if table == "articles":
        return made | {"primaryKey": ["article_id"]}
    key = {"fields": ["article_id"], "reference": {"resource": "articles", "fields": ["article_id"]}}
    return made | {"foreignKeys": [key]}


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """All tables as a data package, empty ones too.

    Args:
        shelf: the tables.
        out: the folder.
        layers: some tables alone, and the articles.
        force: replace an earlier export.
    """
    counts = {}
    names = [name for name in shelf.names if not layers or name in layers or name == "articles"]
    with folder(out, "datapackage", force) as made:
        resources = []
        for name in names:
            path = made.file(f"data/{name}.csv")
            counts[name] = write_table(shelf, name, path, exact, mark=False)
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            resources.append({
                "name": name, "path": f"data/{name}.csv", "type": "table", "profile": "tabular-data-resource",
                "$schema": f"{_PROFILE}/dataresource.json", "format": "csv", "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": path.stat().st_size, "hash": f"sha256:{digest}",
                "schema": schema_of(variables(name, shelf.columns(name))),
            })  # fmt: skip
        package = {
            "$schema": f"{_PROFILE}/datapackage.json", "name": "framing-tables", "version": __version__,
            "title": "Who speaks, how sure it sounds and what things are called, in a corpus of news",
            "description": "Made by framing; every place is an offset into `articles.text` in Unicode code points.",
            "framing": shelf.provenance, "resources": resources,
        }  # fmt: skip
        made.write("datapackage.json", json.dumps(package, indent=1, ensure_ascii=False) + "\n")
    note = "Cells are as they are, also where they begin like a formula: for programs; a spreadsheet takes --to csv."
    return Written(Path(out), counts, (note,))
