"""What can be sampled and coded: rows of a table, sentences, articles, each with what the machine says of it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from framing.article import STORY
from framing.corrections import text_hash
from framing.exchange.coding_kinds import UNITS
from framing.exchange.questions import FRAME, NONE
from framing.rowplaces import named_by, place_of
from framing.study.copies import counted
from framing.tables import SCHEMAS, Tables

if TYPE_CHECKING:
    import pandas as pd

NOT_KNOWN = "not known"
"""A group for rows whose column is empty."""

TONE = 0.05
"""From which compound on VADER's authors call a sentence positive, and below its negative call it negative."""

BEFORE, BEHIND = 500, 300
"""Characters of text that a coder sees on either side of a row, extended to whole sentences."""


@dataclass(frozen=True)
class Unit:
    """A row that people can code.

    Args:
        article_id: its article.
        text_hash: of the article's text.
        start, end: its place; the whole text for an article, and for a source without a place.
        name: what it is about, where that is no answer: the source's name.
        machine: the machine's answers by question.
        groups: what it can be stratified and compared by.
        key: by which it is known in any tables of the same text.
    """

    article_id: str
    text_hash: str
    start: int
    end: int
    name: str | None
    machine: Mapping[str, str]
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int, int, str | None]:
        """The same for the row in any tables of the same text."""
        return self.text_hash, self.start, self.end, self.name

    def id(self, of: str) -> str:
        """A short name for the unit, the same in every sample of the same text."""
        told = "\x1f".join((self.text_hash, of, str(self.start), str(self.end), self.name or ""))
        # A letter first: a spreadsheet takes 12e45678 for a number.
        return f"u{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:11]}"


def units(tables: Tables, of: str, *, copies: str = "once") -> list[Unit]:
    """Everything of a kind that people can code, in the order of the articles.

    Args:
        tables: annotated tables.
        of: one of `UNITS`.
        copies: how copies among the articles count: keep, once or drop.

    Raises:
        ValueError: for another kind.

    Example:
        >>> from framing.annotate import annotate
        >>> from framing.article import Article
        >>> found = units(annotate(Article("a", "Ann Lee, a doctor, said it may close.", outlet="Post")), "statements")
        >>> found[0].machine["speaker"], found[0].groups["outlet"]
        ('Ann Lee', 'Post')
    """
    if of not in UNITS:
        raise ValueError(f"nothing can be drawn of '{of}'; allowed are {', '.join(UNITS)}.")
    kept = counted(tables, copies)
    articles = _Articles(kept)
    if of == "articles":
        return list(_articles(kept, articles))
    if of == "sentences":
        return list(_sentences(kept, articles))
    return list(_rows(kept, of, articles))


class _Articles:
    """What of an article its units carry along."""

    def __init__(self, tables: Tables) -> None:
        self.hashes: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.groups: dict[str, dict[str, str]] = {}
        own = [c for c in tables.articles.columns if c not in {name for name, _ in SCHEMAS["articles"]}]
        for row in records(tables.articles):
            name, text = str(row["article_id"]), str(row["text"] or "")
            self.hashes[name], self.sizes[name] = text_hash(text), len(text)
            day = row["published"]
            month = f"{day:%Y-%m}" if day is not None and day == day else None
            groups = {"outlet": row["outlet"], "language": row["language"], "month": month, "article": name}
            self.groups[name] = {c: group(v) for c, v in (*groups.items(), *((c, row[c]) for c in own))}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as mappings.

    Example:
        >>> import pandas as pd
        >>> records(pd.DataFrame({"a": [1]}))
        [{'a': 1}]
    """
    return [{str(column): value for column, value in row.items()} for row in frame.to_dict("records")]


def group(value: Any) -> str:
    """A value as the name of a group.

    Example:
        >>> group(None), group(float("nan")), group(True), group("Post")
        ('not known', 'not known', 'yes', 'Post')
    """
    if value is None or value is True or value is False:
        return NOT_KNOWN if value is None else "yes" if value else "no"
    if (value == value) is not True or str(value).strip() == "":
        return NOT_KNOWN
    return str(value)


def answer(value: Any) -> str:
    """A value of a table as coders give it: `NONE` for null.

    Example:
        >>> answer(None), answer("states"), answer(True)
        ('-', 'states', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NONE if value is None or (value == value) is not True else str(value)


_OF_SOURCE = ("affiliation", "own_affiliation", "function", "gender", "camp", "named")


def _rows(tables: Tables, of: str, articles: _Articles) -> Iterator[Unit]:
    sources = {
        (row["article_id"], row["speaker"]): row for row in records(tables.sources)
    }  # fmt: skip
    first = {
        (row["article_id"], row["speaker"]): place_of("statements", row)
        for row in reversed(records(tables.statements))
    } if of == "sources" else {}  # fmt: skip
    for row in records(tables[of]):
        article = str(row["article_id"])
        who = {"statements": "speaker", "sources": "speaker", "accusations": "accuser"}[of]
        source = row if of == "sources" else sources.get((article, row[who]), {})
        place = place_of(of, row) or first.get((article, row[who])) or (0, articles.sizes[article])
        told = {column: source.get(column) for column in _OF_SOURCE}
        plain = {
            c: v
            for c, v in row.items()
            if isinstance(v, str | bool) and c not in ("article_id", "text", "rule")
        }
        groups = {c: group(v) for c, v in {**told, **plain}.items()}
        if of == "accusations":
            groups["affiliation"] = group(row["accuser_affiliation"])
        name = row["speaker"] if of == "sources" else None
        yield Unit(
            article,
            articles.hashes[article],
            *place,
            name,
            _machine(of, row, source),
            articles.groups[article] | groups,
        )


def _machine(of: str, row: Mapping[str, Any], source: Mapping[str, Any]) -> dict[str, str]:
    if of == "statements":
        said = {"span": "right", "affiliation": answer(source.get("affiliation"))}
        return said | {column: answer(row[column]) for column in ("speaker", "camp", "act", "target")}
    if of == "sources":
        return {column: answer(row[column]) for column in ("affiliation", "function", "gender", "camp")}
    told = {"accusation": answer(row["kind"]), "span": "right"}
    return told | {column: answer(row[column]) for column in ("accuser", "target", "reply")}


def _articles(tables: Tables, articles: _Articles) -> Iterator[Unit]:
    frames: dict[str, dict[str, str]] = {}
    for row in records(tables.frames):
        frames.setdefault(row["article_id"], {})[f"{FRAME}{row['frame']}"] = answer(bool(row["present"]))
    accused = set(tables.accusations["article_id"])
    for name, text in articles.hashes.items():
        machine = frames.get(name, {}) | {"accusation": answer(name in accused)}
        groups = articles.groups[name] | {question: group(value) for question, value in machine.items()}
        yield Unit(name, text, 0, articles.sizes[name], None, machine, groups)


def _sentences(tables: Tables, articles: _Articles) -> Iterator[Unit]:
    clauses = _places(tables, "accusations")
    said = _places(tables, "statements")
    tone = {(row["article_id"], row["start"]): row["compound"] for row in records(tables.tone)}
    for row in records(tables.sentences):
        name = str(row["article_id"])
        if row["region"] not in STORY or name not in articles.hashes:
            continue
        start, end = int(row["start"]), int(row["end"])
        accusing = _in(clauses.get(name, ()), start, end)
        machine = {
            "accusation": answer(accusing["kind"]) if accusing is not None else "no",
            "statement": answer(_in(said.get(name, ()), start, end) is not None),
        }
        compound = tone.get((name, row["start"]))
        if compound is not None:
            machine["tone"] = (
                "negative" if compound <= -TONE else "positive" if compound >= TONE else "neutral"
            )
        groups = articles.groups[name] | {"region": str(row["region"])} | machine
        yield Unit(name, articles.hashes[name], start, end, None, machine, groups)


def _places(tables: Tables, table: str) -> dict[str, list[tuple[tuple[int, int], Mapping[str, Any]]]]:
    made: dict[str, list[tuple[tuple[int, int], Mapping[str, Any]]]] = {}
    for row in records(tables[table]):
        place = place_of(table, row)
        if place is not None:
            made.setdefault(str(row["article_id"]), []).append((place, row))
    return made


def _in(
    found: Sequence[tuple[tuple[int, int], Mapping[str, Any]]], start: int, end: int
) -> Mapping[str, Any] | None:
    return next((row for place, row in found if place[0] < end and start < place[1]), None)


class Windows:
    """The text that a coder sees around a row.

    Args:
        tables: annotated tables.

    Example:
        >>> rows = {"articles": [{"article_id": "a", "text": "One. Two. Three.", "words": 3}]}
        >>> Windows(Tables.from_rows(rows)).around("a", 5, 9)
        (0, 'One. Two. Three.')
    """

    def __init__(self, tables: Tables) -> None:
        self._texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
        self._starts: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        found: pd.DataFrame = tables.sentences
        for name, start, end in zip(found["article_id"], found["start"], found["end"], strict=True):
            self._starts.setdefault(name, []).append(int(start))
            self._ends.setdefault(name, []).append(int(end))

    def around(self, article_id: str, start: int, end: int) -> tuple[int, str]:
        """Where the window begins, and its text: whole sentences where they are known."""
        text = str(self._texts[article_id] or "")
        left, right = max(0, start - BEFORE), min(len(text), end + BEHIND)
        starts, ends = self._starts.get(article_id, []), self._ends.get(article_id, [])
        if left:
            at = bisect_right(starts, left)
            left = starts[at] if at < len(starts) and starts[at] <= start else left
        if right < len(text):
            at = bisect_right(ends, right) - 1
            right = ends[at] if at >= 0 and ends[at] >= end else right
        return left, text[left:right]


def found_again(tables: Tables, of: str) -> dict[tuple[str, int, int, str | None], Unit]:
    """The units of other tables of the same texts by key, copies too: what a newer version says of coded rows.

    Args:
        tables: annotated tables.
        of: one of `UNITS`.
    """
    return {one.key: one for one in units(tables, of, copies="keep")}


def row_name(of: str, unit: Unit) -> str | None:
    """By what a correction tells the unit's row from others at its place."""
    return unit.name if of == "sources" and named_by(of) else None
