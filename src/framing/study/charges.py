"""Charge and answer: who is accused or criticised, by whom or by nobody, and whether the accused is heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.people.likeness import same_party
from framing.study.measures import rows_of

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

HEARD = frozenset(("admits", "denies", "defends"))
"""The replies by which an accused is heard; who declined or was not reached was asked, but is not heard."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One accusation or criticism, as the tables have it.

    Args:
        article_id, accusation_id: whose.
        start, end: the accusing clause.
        accuser: canonical name or phrase, None where nobody is named.
        affiliation: what the accuser is, or None.
        target: the accused, None where it was not told.
        kind: accuses or criticises.
        statement_id: in whose words it stands, None for the journalist's own.
        reply: what the article prints of the target's answer; "none" where it prints none.
        reply_start, reply_end: where, or None.
        score: of the clause, 0 to 1.
        trust: how likely clause, accuser and accused are all right, 0 to 1; None where the table does not say.
    """

    article_id: str
    accusation_id: int
    start: int
    end: int
    accuser: str | None
    affiliation: str | None
    target: str | None
    kind: str
    statement_id: int | None
    reply: str
    reply_start: int | None
    reply_end: int | None
    score: float
    trust: float | None = None

    @property
    def nameless(self) -> bool:
        """Whether nobody is named for it."""
        return self.accuser is None


def likely(charge: Charge) -> float:
    """How likely clause, accuser and accused are all right, 0 to 1; the clause's score where the table does not say.

    Example:
        >>> likely(Charge("a", 0, 0, 9, "Roe", None, "Lee", "accuses", None, "none", None, None, 0.7, 0.3))
        0.3
    """
    return charge.score if charge.trust is None else charge.trust


@dataclass(frozen=True, slots=True)
class Accused:
    """Everything held against one party of an article, and what it gets to say.

    Args:
        article_id: the article.
        name: as most charges call it.
        charges: what is held against it, in article order.
        speaks: whether it, or somebody who speaks for it, has a statement of its own.
    """

    article_id: str
    name: str
    charges: tuple[Charge, ...]
    speaks: bool

    @property
    def replies(self) -> tuple[str, ...]:
        """The replies that are printed, without those that are none."""
        return tuple(charge.reply for charge in self.charges if charge.reply != "none")

    @property
    def heard(self) -> bool:
        """Whether the article prints an answer, or anything else that the accused says."""
        return self.speaks or not HEARD.isdisjoint(self.replies)

    @property
    def accusers(self) -> tuple[str, ...]:
        """Who accuses it by name, the most frequent first."""
        named = [charge.accuser for charge in self.charges if charge.accuser is not None]
        return tuple(sorted(dict.fromkeys(named), key=lambda name: -named.count(name)))


def _int(value: Any) -> int | None:
    import pandas as pd

    return None if value is None or value is pd.NA or value != value else int(value)


def _float(value: Any) -> float | None:
    import pandas as pd

    return None if value is None or value is pd.NA or value != value else float(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def charges(tables: Tables) -> list[Charge]:
    """The accusations of the tables, in their order.

    Example:
        >>> from framing.tables import Tables
        >>> row = {"article_id": "a", "accusation_id": 0, "start": 0, "end": 5, "target": "Roe", "kind": "accuses",
        ...        "voice": "journalist", "reply": "none", "score": 0.9}
        >>> [(one.target, one.nameless) for one in charges(Tables.from_rows({"accusations": [row]}))]
        [('Roe', True)]
    """
    return [
        Charge(
            row.article_id, int(row.accusation_id), int(row.start), int(row.end), _text(row.accuser),
            _text(row.accuser_affiliation), _text(row.target), str(row.kind), _int(row.statement_id),
            str(row.reply), _int(row.reply_start), _int(row.reply_end), float(row.score),
            _float(getattr(row, "trust", None)),
        )
        for row in rows_of(tables.accusations)
    ]  # fmt: skip


def accused_of(tables: Tables) -> list[Accused]:
    """Everybody who is accused or criticised, the most charged of each article first.

    Charges whose targets mean one party are one's; who speaks for it by office or as its lawyer speaks for it here too.
    """
    speakers: dict[str, list[tuple[str, str | None]]] = {}
    for row in rows_of(tables.sources):
        speakers.setdefault(row.article_id, []).append((row.speaker, _text(row.role)))
    grouped: dict[str, list[list[Charge]]] = {}
    for charge in charges(tables):
        if charge.target is None:
            continue
        groups = grouped.setdefault(charge.article_id, [])
        mine = next((group for group in groups if same_party(group[0].target or "", charge.target)), None)
        if mine is None:
            groups.append([charge])
        else:
            mine.append(charge)
    made = []
    for article_id, groups in grouped.items():
        for group in sorted(groups, key=lambda found: (-len(found), found[0].start)):
            names = [charge.target or "" for charge in group]
            name = max(dict.fromkeys(names), key=lambda one: (names.count(one), len(one)))
            speaks = any(_of(name, speaker, role) for speaker, role in speakers.get(article_id, ()))
            made.append(Accused(article_id, name, tuple(group), speaks))
    return made


def _of(name: str, speaker: str, role: str | None) -> bool:
    """Whether a speaker is the party, or speaks for it."""
    from framing.people.affiliations import speaks_for_somebody

    return same_party(speaker, name) or (
        role is not None and speaks_for_somebody(role) and same_party(role, name)
    )


def ledger(tables: Tables) -> pd.DataFrame:
    """The charges as a table to check: who accuses whom, in which words, and the answer.

    Clause, accuser and accused are all right in one row of four on articles kept back: candidates for a reader.

    Returns:
        one row a charge: `accuser`, `target`, `kind`, `words`, `reply`, `answer` (its words), `article_id`.
    """
    import pandas as pd

    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    rows = []
    for one in charges(tables):
        text = texts.get(one.article_id, "")
        answer = text[one.reply_start : one.reply_end] if one.reply_start is not None else ""
        rows.append(
            (one.accuser or "nobody named", one.target or "not told", one.kind, _line(text[one.start : one.end]),
             one.reply.replace("_", " "), _line(answer), one.article_id)
        )  # fmt: skip
    return pd.DataFrame(rows, columns=["accuser", "target", "kind", "words", "reply", "answer", "article_id"])


def _line(text: str) -> str:
    return " ".join(text.split())


def hearing(tables: Tables) -> pd.DataFrame:
    """Everybody who is taken for accused or criticised, by whom, and whether the article lets them be heard.

    To be checked row by row, as `ledger`.

    Returns:
        one row an accused, the most charged first: `accused`, `charges`, `by` (named accusers), `by_nobody` (charges
        for which nobody is named), `answers` (the replies that are printed), `heard`, `article_id`.

    Example:
        >>> from framing.tables import Tables
        >>> row = {"article_id": "a", "accusation_id": 0, "start": 0, "end": 5, "target": "Roe", "kind": "accuses",
        ...        "voice": "journalist", "reply": "declined", "score": 0.9}
        >>> hearing(Tables.from_rows({"accusations": [row]}))[["accused", "answers", "heard"]].values.tolist()
        [['Roe', 'declined', 'no']]
    """
    import pandas as pd

    rows = [
        (
            one.name, len(one.charges), ", ".join(one.accusers), sum(charge.nameless for charge in one.charges),
            ", ".join(dict.fromkeys(reply.replace("_", " ") for reply in one.replies)) or "none printed",
            "yes" if one.heard else "no", one.article_id,
        )
        for one in accused_of(tables)
    ]  # fmt: skip
    columns = ["accused", "charges", "by", "by_nobody", "answers", "heard", "article_id"]
    made = pd.DataFrame(rows, columns=columns)
    return made.sort_values("charges", ascending=False, kind="stable").reset_index(drop=True)
