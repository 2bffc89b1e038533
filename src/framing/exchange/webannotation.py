"""W3C Web Annotation: every row as an annotation in JSON-LD, with its place by position and by its words.

A position counts code points, a quotation brings the words and what stands around them (Web Annotation Data Model,
4.2.4 and 4.2.5), so that an annotation finds its place again where a text has moved. Several places are a list of
targets.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from framing import __version__
from framing.corrections import text_hash
from framing.exchange.marks import Left, Mark, astray, chosen, marks, named
from framing.exchange.place import Written, check_file
from framing.exchange.shelf import Sheaf, Shelf
from framing.tables import atomic

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The name by which W3C annotations say what they are; it is written, never fetched."""
_AROUND = 32
_SPACE = uuid.UUID("6b4e5f0c-6d1f-5c0b-9d0a-3f2a1c7e8b90")


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """All rows as one collection of annotations.

    Args:
        shelf: the tables.
        out: the file, JSON-LD.
        layers: the tables whose rows are annotations; all by default.
        force: write over a file that is there.
    """
    path = check_file(out, force)
    names = chosen(layers)
    left = Left()
    total = articles = 0
    with atomic(path) as beside, beside.open("w", encoding="utf-8", errors="replace") as file:
        head = {
            "@context": CONTEXT, "id": "urn:framing:annotations", "type": "AnnotationPage",
            "generator": {"id": f"urn:framing:{__version__}", "type": "Software", "name": f"framing {__version__}"},
        }  # fmt: skip
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [')
        for sheaf in shelf.sheaves(names):
            articles += 1
            source = _source(sheaf)
            for mark in marks(sheaf, names, left):
                file.write(
                    (",\n" if total else "\n")
                    + json.dumps(annotation(mark, sheaf.text, source), ensure_ascii=False)
                )
                total += 1
        file.write("\n]}\n")
    return Written(path, {"annotations": total, "articles": articles}, (*left.told(), *astray(shelf)))


def _source(sheaf: Sheaf) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"urn:sha256:{text_hash(sheaf.text)}", "type": "Text", "format": "text/plain", "dc:identifier": sheaf.id,
    }  # fmt: skip
    if sheaf.article.get("language"):
        made["language"] = sheaf.article["language"]
    return made


def annotation(mark: Mark, text: str, source: dict[str, Any]) -> dict[str, Any]:
    """One mark as an annotation.

    Args:
        mark: the mark.
        text: the article's text.
        source: what the text is called.

    Example:
        >>> one = annotation(Mark("hedges", 0, "", ((3, 6),), "hedge"), "It may rain.", {"id": "urn:x"})
        >>> one["target"]["selector"][1]["exact"], one["target"]["selector"][0]["start"]
        ('may', 3)
    """
    targets = [
        {"source": source, "selector": list(_selectors(start, end, text))} for start, end in mark.spans
    ]
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "classifying", "value": named(mark)}]
    if mark.fields:
        value = json.dumps(dict(mark.fields), ensure_ascii=False)
        body.append(
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": value}
        )
    same = f"{source['id']} {mark.key} {mark.part}"
    return {
        "id": f"urn:uuid:{uuid.uuid5(_SPACE, same)}", "type": "Annotation", "motivation": "classifying", "body": body,
        "target": targets[0] if len(targets) == 1 else targets,
    }  # fmt: skip


def _selectors(start: int, end: int, text: str) -> Iterator[dict[str, Any]]:
    yield {"type": "TextPositionSelector", "start": start, "end": end}
    yield {
        "type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }  # fmt: skip
