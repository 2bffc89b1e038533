"""From rows of the tables to pages, statements and marks."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from framing.article import REGIONS, Article, Region
from framing.spans import Place, overlap, union
from framing.study.article_page import Page
from framing.study.camp_styles import NO_CAMP, CampStyle
from framing.study.owners import counted
from framing.study.said import Mark, Said

if TYPE_CHECKING:
    from framing.layers.registry import Layer


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """A frame as plain rows, every kind of null as None."""
    columns = [list(frame[name].array) for name in frame.columns]
    names = list(frame.columns)
    return [dict(zip(names, map(_plain, values), strict=True)) for values in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | list):
        return value
    if hasattr(value, "tolist") and not isinstance(value, datetime):
        value = value.tolist()
    # pandas has three nulls, and one of them will not be compared.
    return None if str(value) in ("<NA>", "NaT", "nan") else value


def by_article(frame: Any) -> dict[str, list[dict[str, Any]]]:
    """Rows of a table by the article that they belong to."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(frame):
        found.setdefault(str(row["article_id"]), []).append(row)
    return found


def article_of(row: Mapping[str, Any], regions: Sequence[Mapping[str, Any]]) -> Article:
    """An article again from its row and its regions; what is broken in them is left out."""
    text = str(row["text"] or "")
    kept: list[Region] = []
    for region in sorted(regions, key=lambda r: r["start"]):
        start = max(region["start"], kept[-1].end if kept else 0)
        end = min(region["end"], len(text))
        if region["region"] in REGIONS and start < end:
            kept.append(Region(region["region"], start, end))
    return Article(
        id=str(row["article_id"]),
        text=text,
        source=str(row.get("source") or ""),
        regions=tuple(kept),
        headline=row.get("headline") or None,
        outlet=row.get("outlet") or None,
        byline=tuple(row.get("byline") or ()),
        published=row.get("published"),
        language=row.get("language") or None,
        copy_of=row.get("copy_of") or None,
    )


def _place(page: Page, start: Any, end: Any) -> Place | None:
    """A span as a place in the page's text, or None where it is null, empty or outside."""
    if start is None or end is None:
        return None
    left, right = max(0, int(start)), min(len(page.text), int(end))
    return (left, right) if left < right else None


def statements_of(
    rows: Sequence[Mapping[str, Any]], home: Mapping[str, Page], styles: Mapping[str, CampStyle]
) -> tuple[Said, ...]:
    """The statements of all pages, numbered in each, with the words that are their own."""
    by_page: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_page.setdefault(str(row["article_id"]), []).append(row)
    found: list[Said] = []
    for page in home.values():
        ordered = sorted(by_page.get(page.id, ()), key=lambda r: int(r["statement_id"]))
        contents = []
        for row in ordered:
            spans = [_place(page, span["start"], span["end"]) for span in row["content"] or ()]
            contents.append(union(span for span in spans if span))
        counts = counted(page.word_starts, contents, page.quotes)
        for number, (row, content) in enumerate(zip(ordered, contents, strict=True), 1):
            words, quoted = counts[number - 1]
            found.append(_statement(page, number, row, content, styles, words, quoted))
    return tuple(found)


def _statement(
    page: Page, number: int, row: Mapping[str, Any], content: tuple[Place, ...], styles: Mapping[str, CampStyle],
    words: int, quoted: int,
) -> Said:  # fmt: skip
    return Said(
        page=page,
        number=number,
        statement_id=int(row["statement_id"]),
        camp=styles[row["camp"]] if row["camp"] else NO_CAMP,
        kind=str(row["kind"] or "indirect"),
        source=_place(page, row["source_start"], row["source_end"]),
        cue=_place(page, row["cue_start"], row["cue_end"]),
        content=content,
        speaker=row["speaker"] or None,
        role=row["role"] or None,
        speaker_type=str(row["speaker_type"] or "agentless"),
        act=str(row["act"] or "states"), made=row.get("made") is not False,
        target=row["target"] or None,
        stance=str(row["stance"] or "neutral"),
        verb=row.get("verb") or None,
        score=float(row["score"]) if row["score"] is not None else 1.0,
        camp_rule=row.get("camp_rule") or None,
        camp_by=row.get("camp_by") or None,
        rule=row.get("rule") or None,
        quoted_parts=overlap(content, page.quotes),
        words=words, quoted=quoted,
    )  # fmt: skip


def marks_of(
    layer: Layer,
    rows: Sequence[Mapping[str, Any]],
    home: Mapping[str, Page],
    said: Mapping[tuple[str, int], Said],
) -> tuple[Mark, ...]:
    """The marks of a layer, each with its page, its voice and the statement that it stands in."""
    found = []
    declared = layer.marks
    assert declared is not None
    counts: Counter[str] = Counter()
    order = {name: position for position, name in enumerate(home)}
    known = [row for row in rows if str(row["article_id"]) in home]
    for row in sorted(known, key=lambda r: (order[str(r["article_id"])], r["start"], r["end"])):
        page = home[str(row["article_id"])]
        place = _place(page, row["start"], row["end"])
        if place is None:
            continue
        counts[page.id] += 1
        speaker, quoted = _voice(row, page, said)
        if speaker is None and not quoted:
            quoted = _within(place[0], page.quotes)
        text = page.text[place[0] : place[1]]
        found.append(
            Mark(
                page=page,
                layer=layer.name,
                number=counts[page.id],
                start=place[0],
                end=place[1],
                kind=declared.kind(row),
                said=speaker,
                quoted=quoted,
                why=declared.why(row),
                term=str(row.get("term") or text),
                connotation=int(row.get("connotation") or 0),
                strength=1.0 if row.get("score") is None else float(row["score"]),
            )
        )
    return tuple(found)


def _within(offset: int, quotes: Sequence[Place]) -> bool:
    """Whether an offset stands in one of the quotations, which are in text order."""
    at = bisect_right(quotes, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < quotes[at][1]


def _voice(
    row: Mapping[str, Any], page: Page, said: Mapping[tuple[str, int], Said]
) -> tuple[Said | None, bool]:
    """The statement in whose words a row stands, and whether in its quoted ones."""
    voice = str(row.get("voice") or "journalist")
    if voice.isdigit():
        return said.get((page.id, int(voice))), True
    reported = row.get("reported_by")
    return (said.get((page.id, int(reported))) if reported is not None else None), False


def quotations_of(
    rows: Sequence[Mapping[str, Any]], home: Mapping[str, Page], said: Mapping[tuple[str, int], Said]
) -> Iterable[tuple[Page, int, int, str, Said | None]]:
    """The passages in quotation marks: page, place, type, statement."""
    for row in rows:
        page = home.get(str(row["article_id"]))
        place = _place(page, row["start"], row["end"]) if page else None
        if page is None or place is None:
            continue
        number = row["statement_id"]
        owner = said.get((page.id, int(number))) if number is not None else None
        yield page, place[0], place[1], str(row["type"] or ""), owner


def tones_of(
    rows: Sequence[Mapping[str, Any]], home: Mapping[str, Page], said: Mapping[tuple[str, int], Said]
) -> Iterable[tuple[Page, int, int, float, Said | None]]:
    """The tone of sentences: page, place, score, and the statement whose words they are."""
    for row in rows:
        page = home.get(str(row["article_id"]))
        place = _place(page, row["start"], row["end"]) if page else None
        if page is not None and place is not None and row["compound"] is not None:
            yield page, place[0], place[1], float(row["compound"]), _voice(row, page, said)[0]
