"""What stands beside the figures of a comparison: the words of each group, and the stories that several tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from framing.show.groups import keywords
from framing.show.html import Html, esc, join
from framing.show.tabular import markup
from framing.study.compared import Comparison
from framing.study.limits import least
from framing.study.tellings import figure, interval, same_story

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.stories import Stories

_STATEMENTS = 12
"""Statements that one has and another has not, listed a story."""


def words(found: Comparison, rows: pd.DataFrame) -> Html:
    """The words that set each group apart.

    Args:
        found: the comparison.
        rows: from `framing.study.keywords.keywords`.
    """
    lead = (
        f"Words that stand in {least('keyness_articles')} articles or more and that a group uses more often than the "
        "others together, with the article as the unit. Dispersion is 0 where a word stands evenly in a group’s "
        "articles and 1 where one article has them all. Titles, days, spellings and function words are left out."
    )
    return Html(
        f"<p>{esc(lead)}</p>{keywords(rows, list(found.groups['group']), most=least('keyness_shown'))}"
    )


def stories(same: Stories) -> Html:
    """The stories that several groups tell, side by side.

    Args:
        same: from `framing.study.stories.stories`.

    Example:
        >>> import pandas as pd
        >>> from framing.study.stories import Stories
        >>> none = pd.DataFrame()
        >>> "No story was found" in str(stories(Stories(pd.DataFrame({"event": []}), none, none, none, none, ())))
        True
    """
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
             row["how"] + (f": {row['changes']}" if row["changes"] else ""), row["attributed"]]
            for row in _records(mine["quotations"])
        ]  # fmt: skip
        data = markup(
            ["In", "Words", "In", "Words", "Printed", "Attributed"], quoted, "Quotations in two groups", set()
        )
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
    return Html(f'<div class="tale">{join(parts)}</div>')


def _presented(row: Mapping[Any, Any]) -> str:
    """How many statements a group gives a voice, and what it calls it."""
    called = f", {row['called']}" if row["called"] else ""
    return f"{row['group']}: {row['statements']}{called}"


def _records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return list(frame.to_dict("records"))
