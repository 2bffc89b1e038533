"""What the tests of exchange share: texts with everything that moves offsets, tables over them, coders who agree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from framing.corrections import text_hash
from framing.exchange.formats import bring, export
from framing.tables import Tables

PIECES = (
    "a", "Rain ", "may", " fall", "\n", "\n\n", "\r\n", "\r", "\t", " ", "😀", "👩‍👩‍👧", "e\u0301", "ﷺ",
    "שלום ", "\u200fמה\u200e", "مرحبا", "\x00", "\x0b", "\ufffe", "\u2028", "\x85", "<b>&amp;",
    '"x"', ";", "=1+1", "“so”", "\U0001d4d0", "한글", "\u00ad",
)  # fmt: skip
TEXTS = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join).filter(lambda text: text.strip())
)
BACK = ("brat", "labelstudio", "inception", "qdpx")
FILES = {"qdpx": "made.qdpx"}


def places(text: str, most: int = 3) -> st.SearchStrategy[list[dict[str, int]]]:
    """Spans of a text in their order that do not overlap, none of white space alone."""
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2 * most, unique=True).map(sorted)

    def spans(found: list[int]) -> list[dict[str, int]]:
        pairs = zip(found[::2], found[1::2], strict=False)
        return [{"start": start, "end": end} for start, end in pairs if text[start:end].strip()]

    return edges.map(spans)


@st.composite
def tables_over(draw: Any, texts: st.SearchStrategy[str] = TEXTS) -> Tables:
    """Two articles with statements in several pieces, hedges and sources at random places."""
    rows: dict[str, list[dict[str, Any]]] = {"articles": [], "statements": [], "hedges": [], "sources": []}
    for number in range(2):
        text, article = draw(texts), f"a/{number}: ü"
        rows["articles"].append({"article_id": article, "text": text, "outlet": "The Póst", "words": 3})
        for one in draw(places(text)):
            category = draw(st.sampled_from(["hedge", "weasel"]))
            rows["hedges"].append(
                {"article_id": article, "category": category, "rule": "may <b> 'x'", "voice": "1"} | one
            )
        content, source = draw(places(text)), draw(places(text, 1))
        if content:
            row = {
                "article_id": article, "statement_id": 0, "kind": "mixed", "content": content, "score": 0.25,
                "made": False, "source_start": source[0]["start"] if source else None,
                "source_end": source[0]["end"] if source else None,
            }  # fmt: skip
            rows["statements"].append(row)
        rows["sources"].append(
            {"article_id": article, "speaker": "Ann", "named": True, "words": 2, "share": 0.5}
        )
    return Tables.from_rows(rows)


def meant(tables: Tables) -> list[dict[str, Any]]:
    """The codes that tables hold, told by their rows and not by what exports them."""
    hashes = dict(zip(tables.articles["article_id"], map(text_hash, tables.articles["text"]), strict=True))
    made = []
    for table, label, fields in (
        ("hedges", "category", ("rule", "voice")), ("statements", "kind", ("statement_id", "score", "made"))
    ):  # fmt: skip
        for row in tables[table].to_dict("records"):
            spans = (
                [[one["start"], one["end"]] for one in row["content"]]
                if table == "statements"
                else [[row["start"], row["end"]]]
            )
            line = {
                "article_id": row["article_id"], "text_hash": hashes[row["article_id"]], "table": table,
                "label": row[label], "start": spans[0][0], "end": spans[-1][1],
                "fields": {name: row[name] for name in fields},
            }  # fmt: skip
            if len(spans) > 1:
                line["spans"] = spans
            if (
                table == "statements"
                and row["source_start"] == row["source_start"]
                and row["source_start"] is not None
            ):
                line["parts"] = {"source": [[int(row["source_start"]), int(row["source_end"])]]}
            made.append(line)
    return ordered(made)


def ordered(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(lines, key=lambda line: json.dumps(line, sort_keys=True))


def accepted(place: Path) -> Path:
    """What Label Studio gives back where a coder takes every prediction as it is."""
    tasks = json.loads((place / "tasks.json").read_text(encoding="utf-8"))
    for task in tasks:
        task["annotations"] = [
            {"completed_by": {"email": "ana@example.org"}, "result": task.pop("predictions")[0]["result"]}
        ]
    back = place.parent / "back.json"
    back.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    return back


def there_and_back(tables: Tables, form: str, folder: Path) -> list[dict[str, Any]]:
    """The codes that come back in a format, without who coded and in what."""
    out = folder / FILES.get(form, "made")
    export(tables, form, out, force=True)
    path = accepted(out) if form == "labelstudio" else out
    known = tables if form == "labelstudio" else None  # its index stays behind
    made = bring(path, form, folder / "codes.jsonl", tables=known, force=True)
    assert not made.aside, made.aside
    return ordered(
        [{k: v for k, v in line.items() if k not in ("coder", "from", "row")} for line in lines(made.path)]
    )


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def story(text: str = "It may rain, Ann said.", **more: Any) -> Tables:
    """One article with a hedge, a statement and its source."""
    article: Mapping[str, Any] = {
        "article_id": "a",
        "text": text,
        "headline": "=Rain",
        "outlet": "Post",
        "words": 5,
    }
    hedge = {
        "article_id": "a",
        "start": 3,
        "end": 6,
        "text": "may",
        "category": "hedge",
        "voice": "journalist",
    }
    said = {
        "article_id": "a", "statement_id": 0, "kind": "indirect", "source_start": 13, "source_end": 16,
        "speaker": "Ann", "content": [{"start": 0, "end": 11}], "score": 0.5, "made": True, "act": "states",
    }  # fmt: skip
    return Tables.from_rows({"articles": [article | more], "hedges": [hedge], "statements": [said]})
