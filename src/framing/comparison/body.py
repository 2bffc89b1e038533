"""The inside of a comparison page, in the order in which it is read: finding, differences, figures, words, stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show import comparison as show
from framing.show.html import Html, esc, join
from framing.show.tabular import markup
from framing.study.compared import DIFFER, FEW, Comparison
from framing.study.limits import least
from framing.study.tellings import figure, headline, interval, same_story

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.stories import Stories

_STATEMENTS = 12
"""Statements that one has and another has not, listed a story."""


def body(
    found: Comparison, words: pd.DataFrame | None, same: Stories | None, dates: str, notes: Sequence[str]
) -> Html:
    """Everything inside `main`.

    Args:
        found: the comparison.
        words: from `framing.study.keywords.keywords`, where groups were compared.
        same: the stories that several groups tell.
        dates: from when to when.
        notes: what the reader must know.
    """
    sections: list[tuple[str, str, Html]] = []
    if found.by is not None:
        sections.append(("differences", "Where they differ", _differences(found)))
    sections += show.chapters(found)
    if words is not None:
        sections.append(("words", "Words that set them apart", _words(found, words)))
    if same is not None:
        sections.append(("stories", "The same story, several times", _stories(same)))
    sections.append(("method", "How this was counted", _method(found)))
    made = [
        Html(f'<section class="sec" aria-labelledby="{name}-h" id="{name}"><h2 id="{name}-h"><i>{number}</i> '
             f"{esc(title)}</h2>{inner}</section>")
        for number, (name, title, inner) in enumerate(sections, 2)
    ]  # fmt: skip
    items = "".join(
        f'<li><a href="#{name}"><i>{number}</i> <span>{esc(title)}</span></a></li>'
        for number, (name, title, _) in enumerate(sections, 2)
    )
    toc = f'<nav class="toc" aria-labelledby="toc-h"><h2 id="toc-h">On this page</h2><ol>{items}</ol></nav>'
    return Html(
        f'<div class="wrap">{_hero(found, dates, notes)}</div><div class="wrap grid">{toc}<div>{join(made)}</div></div>'
    )


def _hero(found: Comparison, dates: str, notes: Sequence[str]) -> Html:
    told = found.measures["told"]
    tested = int((told != FEW).sum())
    figures = [(f"{len(found.articles):,}", "articles"), (f"{len(found.groups):,}", f"groups by {found.by}"),
               (f"{int((told == DIFFER).sum()):,} of {tested:,}", "measures differ")]  # fmt: skip
    if found.by is None:
        figures = [figures[0], (f"{len(found.names):,}", f"{found.over}s"), (f"{len(told):,}", "measures")]
    figures.append((f"{found.tests:,}", "tests, corrected together"))
    tiles = "".join(
        f'<div><dt>{esc(what)}</dt><dd class="big">{esc(value)}</dd></div>' for value, what in figures
    )
    lines = "".join(f'<p class="prose">{esc(note)}</p>' for note in notes)
    return Html(
        f'<section class="hero" id="top"><p class="kick">{esc(dates)}</p><h1>{esc(headline(found))}</h1>{lines}'
        f'<dl class="kf">{tiles}</dl></section>'
    )


def _differences(found: Comparison) -> Html:
    few = int((found.measures["told"] == FEW).sum())
    rest = f"<p>Too few to tell in {few:,} of {len(found.measures):,} measures.</p>" if few else ""
    table = (
        show.differences(found)
        if len(found.differing)
        else Html("<p>No measure differs beyond what chance explains.</p>")
    )
    return join([table, Html(rest), show.groups(found)])


def _words(found: Comparison, words: pd.DataFrame) -> Html:
    lead = (
        f"Words that stand in {least('keyness_articles')} articles or more and that a group uses more often than the "
        "others together, with the article as the unit. Dispersion is 0 where a word stands evenly in a group’s "
        "articles and 1 where one article has them all. Titles, days and spellings are house style and left out."
    )
    return Html(
        f"<p>{esc(lead)}</p>{show.keywords(words, list(found.groups['group']), most=least('keyness_shown'))}"
    )


def _stories(same: Stories) -> Html:
    lead = Html(f'<p class="find">{esc(same_story(same))}</p>')
    if same.events.empty:
        return lead
    told = Html(
        "<p>Stories were found by near words and near dates, so some are missed and some are no one story. What one "
        "has and another has not is a difference, and no more: the later article knows more, the shorter one has less "
        "room.</p>"
    )
    rows = [
        [row["group"], f"{row['stories']:,}", f"{row['kept']:,} of {row['voices']:,}", figure(row["share"], "share"),
         interval(row["low"], row["high"], "share") or "–", f"{row['alone']:,}"]
        for row in _records(same.groups) if row["stories"]
    ]  # fmt: skip
    columns = [
        "Group",
        "Stories",
        "Named voices of them that it has",
        "Share",
        "95 % interval",
        "Voices that it alone has",
    ]
    table = markup(
        columns, rows, "Who keeps the voices of a story", {"Stories", "Share", "Voices that it alone has"}
    )
    return join(
        [
            lead,
            told,
            table,
            *(_story(same, row) for row in _records(same.events) if row["event"] in same.shown),
        ]
    )


def _story(same: Stories, event: Mapping[Any, Any]) -> Html:
    """One story: its voices and their fate, its quotations side by side, what one has and another has not."""
    mine = {name: frame[frame["event"] == event["event"]] for name, frame in
            (("voices", same.voices), ("quotations", same.quotations), ("absent", same.absent))}  # fmt: skip
    voices: dict[str, list[Mapping[Any, Any]]] = {}
    for row in _records(mine["voices"]):
        voices.setdefault(str(row["voice"]), []).append(row)
    cells = [
        [name, rows[0]["fate"], "; ".join(_presented(row) for row in rows)]
        for name, rows in sorted(voices.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    day = f"{event['first']:%-d %B %Y}, " if event["first"] == event["first"] else ""
    parts = [Html(f"<h3>{esc(event['headline'])}</h3><p class=\"small muted\">{esc(day)}{event['articles']} articles, "
                  f"{event['groups']} groups</p>")]  # fmt: skip
    if cells:
        data = markup(
            ["Voice", "What became of it", "Statements, and how it is presented"],
            cells,
            "Named voices",
            set(),
        )
        parts.append(Html(f"<details><summary>{len(cells)} named voices</summary>{data}</details>"))
    if len(mine["quotations"]):
        quoted = [
            [f"{row['group']}: {row['speaker'] or 'no one named'}", row["words"],
             f"{row['other_group']}: {row['other_speaker'] or 'no one named'}", row["other_words"],
             row["how"] + (f": {row['changes']}" if row["changes"] else "")]
            for row in _records(mine["quotations"])
        ]  # fmt: skip
        data = markup(["In", "Words", "In", "Words", "Printed"], quoted, "Quotations in two groups", set())
        parts.append(
            Html(f"<details><summary>{len(quoted)} quotations that two print</summary>{data}</details>")
        )
    if len(mine["absent"]):
        lacking = [[row["group"], row["speaker"] or "no one named", row["words"], row["absent_from"]]
                   for row in _records(mine["absent"].head(_STATEMENTS))]  # fmt: skip
        heads = ["In", "Speaker", "Statement", "Not found in"]
        more = len(mine["absent"]) - len(lacking)
        data = markup(heads, lacking, "Statements that one has and another has not", set(), more=more)
        told = f"{len(mine['absent'])} statements not found in every one (in other words they may be there)"
        parts.append(Html(f"<details><summary>{told}</summary>{data}</details>"))
    return Html(f'<div class="story">{join(parts)}</div>')


def _presented(row: Mapping[Any, Any]) -> str:
    """How many statements a group gives a voice, and what it calls it."""
    called = f", {row['called']}" if row["called"] else ""
    return f"{row['group']}: {row['statements']}{called}"


def _method(found: Comparison) -> Html:
    return join(
        [show.methods(found), Html("<p>How to get the same numbers with pandas: docs/reproduce.md.</p>")]
    )


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return list(frame.to_dict("records"))
