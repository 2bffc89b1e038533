"""Accusations and the accused: who holds what against whom, who is named, and who gets to answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from framing.statement import ACCUSING
from framing.study.measures import NAMINGS, Measured, naming, rows_of

if TYPE_CHECKING:
    import pandas as pd

NOT_NAMED = "nobody the suite could name"
"""Stands for the target of an accusation that the layer could not resolve."""


def without_accuser(statements: Iterable[Any]) -> list[Any]:
    """The accusations and criticisms that nobody at all makes: "was accused", "has been criticised".

    "Residents accuse" and "one official said" have an accuser, only without a name. Whatever counts such
    accusations counts them with this, so that an index, a sentence and a notebook say the same number.

    Args:
        statements: in any form that has `act`, `speaker_type` and `speaker`.

    Example:
        >>> from types import SimpleNamespace as Row
        >>> rows = [Row(act="accuses", speaker_type=kind, speaker=None) for kind in ("agentless", "unnamed group")]
        >>> [row.speaker_type for row in without_accuser(rows)]
        ['agentless']
    """
    accusing = [s for s in statements if s.act in ACCUSING and getattr(s, "made", True)]
    return [s for s in accusing if naming(s.speaker_type, s.speaker) == NAMINGS[3]]


def accused(measured: Measured) -> pd.DataFrame:
    """For everyone who is accused or criticised: by whom, and what they get to say themselves.

    The accused's own statements are those whose speaker or camp shares a name with the target, and that
    accuse nobody; a ministry speaks for its country only where the camps file says so.

    Args:
        measured: from `framing.study.measure`.

    Returns:
        One row a target, the most accused first: `target`, `accusations`, `by_name` (with a named
        accuser), `by_no_one` (without any accuser), `own_statements`, `own_quoted` (quoted words in
        them), `articles` (in which they are accused), `numbers` (of the accusations, as shown in the report;
        empty where there are several articles, since each numbers its own).

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "statement_id": 0, "kind": "indirect", "content": [], "act": "accuses",
        ...          "speaker_type": "agentless", "target": "the council"},
        ...         {"article_id": "a", "statement_id": 1, "kind": "direct", "content": [], "act": "states",
        ...          "speaker_type": "organisation", "speaker": "council"}]
        >>> accused(measure(Tables.from_rows({"statements": rows}))).iloc[0].to_dict()["by_no_one"]
        1
    """
    import pandas as pd

    table = measured.statements
    groups: dict[str, list[Any]] = {}
    for row in rows_of(table[table["accusing"]]):
        groups.setdefault(row.target if isinstance(row.target, str) and row.target else NOT_NAMED, []).append(
            row
        )
    others = rows_of(table[~table["accusing"]])
    single = len(measured.articles) < 2
    rows = []
    for target, found in groups.items():
        articles = {row.article_id for row in found}
        own = [
            row for row in others
            if target != NOT_NAMED and row.article_id in articles and _same(target, row.speaker, row.camp)
        ]  # fmt: skip
        rows.append(
            (target, len(found), sum(row.naming in NAMINGS[:2] for row in found),
             len(without_accuser(found)), len(own), sum(int(row.quoted) for row in own),
             len(articles), ", ".join(str(row.number) for row in found) if single else "")
        )  # fmt: skip
    columns = [
        "target",
        "accusations",
        "by_name",
        "by_no_one",
        "own_statements",
        "own_quoted",
        "articles",
        "numbers",
    ]
    made = pd.DataFrame(rows, columns=columns)
    return made.sort_values(["accusations", "target"], ascending=[False, True]).reset_index(drop=True)


def answered(measured: Measured) -> str:
    """The sentence that says who accuses, and whether the accused get to speak.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> answered(measure(Tables.from_rows({})))
        'No statement accuses or criticises anybody by its reporting verb.'
    """
    table = accused(measured)
    if table.empty:
        return "No statement accuses or criticises anybody by its reporting verb."
    total, named = int(table["accusations"].sum()), int(table["by_name"].sum())
    nobody = int(table["by_no_one"].sum())
    if total == 1:
        who = "a named accuser" if named else "no accuser at all" if nobody else "an accuser without a name"
        first = f"There is one accusation or criticism, with {who}."
    else:
        first = (
            f"There are {total:,} accusations and criticisms: {named or 'none'} with a named accuser, "
            f"{nobody or 'none'} with no accuser at all."
        )
    known = table[table["target"] != NOT_NAMED]
    silent = known[known["own_statements"] == 0]
    if known.empty:
        return first
    if len(known) == 1:
        says = "says nothing itself here" if len(silent) else "also speaks here"
        return f"{first} The one target that could be named, {known['target'].iloc[0]}, {says}."
    if silent.empty:
        return f"{first} All {len(known)} targets that could be named also speak here."
    are = "is" if len(silent) == 1 else "are"
    return f"{first} Of the {len(known)} targets that could be named, {len(silent)} {are} silent here."


def _same(target: str, speaker: object, camp: object) -> bool:
    """Whether a speaker or camp is named after the target: they share a word that is a name."""
    wanted = _names(target)
    return any(
        a.startswith(b) or b.startswith(a)  # "Russia" and "Russian" are one name here
        for other in (speaker, camp)
        if isinstance(other, str)
        for a in _names(other)
        for b in wanted
    )


def _names(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", text.lower()) if word not in _COMMON}


_COMMON = frozenset(
    {
        "the",
        "and",
        "for",
        "its",
        "his",
        "her",
        "their",
        "government",
        "ministry",
        "officials",
        "official",
        "minister",
    }
)
