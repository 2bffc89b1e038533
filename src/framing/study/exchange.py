"""The exchange of one article: each charge beside its answer, as far as it is sure enough to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from framing.people.likeness import same_party
from framing.spans import Place
from framing.study.charges import HEARD, Charge, charges
from framing.study.printed import printed_target
from framing.words.rules import Weights
from framing.words.tables import WordSet

if TYPE_CHECKING:
    from framing.study.article_page import Page
    from framing.study.material import Material
    from framing.study.said import Said


@dataclass(frozen=True, slots=True)
class Shown:
    """From which score on a charge is shown; set on the articles that the accusations were fitted on.

    Args:
        sure: without a mark of doubt.
        stated: the same where an accusing statement makes it, whose source and target are read from its verb.
        perhaps: hatched, with its parties as a guess; below it (below `sure` without an accuser), the clause stays
            out of the page.
    """

    sure: float = 0.9
    stated: float = 0.7
    perhaps: float = 0.8


SHOWN = Weights("study.exchange", Shown())


_NO_TARGET = WordSet("findings", "no target")
"""What opens a clause or a phrase of time rather than a party: "that mounted officers"."""


@dataclass(frozen=True, eq=False)
class Exchange:
    """One charge and what became of it.

    Args:
        page: the article.
        number: from 1, in article order.
        clause: the accusing words.
        sentence: the sentence around them, for reading.
        cue: the reporting verb of the statement that makes it, or None.
        accuser: as a name or phrase; None where nobody is named.
        target: the accused.
        said: the statement that makes it or in which it stands; None for the journalist's own words.
        answer: the place of the printed answer; None where none was found.
        reply: its kind, "none" where none was found.
        score: 0 to 1.
        stated: whether an accusing statement makes it.
        accusation: the place of its row in the table of accusations, or None where only the statement tells it.
        before, after: the first statement of the accused before the charge and the first one after it, or None.
    """

    page: Page
    number: int
    clause: Place
    sentence: Place
    cue: Place | None
    accuser: str | None
    target: str
    said: Said | None
    answer: Place | None
    reply: str
    score: float
    stated: bool
    accusation: Place | None
    before: Said | None
    after: Said | None

    @property
    def heard(self) -> Said | None:
        """The first statement of the accused in the article, or None."""
        return self.before or self.after

    @property
    def sure(self) -> bool:
        """Whether it is shown without a mark of doubt."""
        if self.stated:
            return self.score >= SHOWN.now.stated
        # That nobody is named is told too often where somebody is, unless a statement's own form shows it.
        return self.score >= SHOWN.now.sure and not self.nameless

    @property
    def nameless(self) -> bool:
        """Whether nobody is named for it."""
        return self.accuser is None

    @property
    def answered(self) -> bool:
        """Whether the article prints what the accused says to it."""
        return self.reply in HEARD

    @cached_property
    def distance(self) -> int | None:
        """How many paragraphs lie between the charge and the answer; None without an answer."""
        if self.answer is None:
            return None
        blocks = [block.start for block in self.page.blocks]
        there, here = (sum(start <= at for start in blocks) for at in (self.answer[0], self.clause[0]))
        return there - here

    @property
    def place(self) -> str:
        """The name of the paragraph in which it stands."""
        block = self.page.block_at(self.clause[0])
        return block.label if block else "Body"


def exchanges(found: Material) -> tuple[Exchange, ...]:
    """The charges of the only article that are sure enough to be shown, in its order.

    An accusing statement is one charge with the clause that it makes; its own source and target are believed.

    Example:
        >>> from framing.study.material import material
        >>> from framing.tables import Tables
        >>> text = "Lee accused Roe of theft."
        >>> row = {"article_id": "a", "accusation_id": 0, "start": 4, "end": 24, "accuser": "Lee", "target": "Roe",
        ...        "kind": "accuses", "voice": "journalist", "reply": "none", "score": 0.9}
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": text}], "accusations": [row]})
        >>> [(one.accuser, one.target, one.answered) for one in exchanges(material(tables))]
        [('Lee', 'Roe', False)]
    """
    if not found.one:
        return ()
    page = found.pages[0]
    accusing = [said for said in found.said if said.accusing]
    made: list[tuple[Place, Charge | None, Said | None]] = []
    left = list(accusing)
    for charge in charges(found.tables):
        own = next((said for said in left if _of_one(charge, said)), None)
        if own is not None:
            left.remove(own)
        made.append(((charge.start, charge.end), charge, own))
    made += [(_reach(said), None, said) for said in left]
    rows: list[Exchange] = []
    for place, told, own in sorted(made, key=lambda one: one[0]):
        row = _row(found, page, len(rows) + 1, place, told, own)
        if row is not None:
            rows.append(row)
    return tuple(rows)


def _of_one(charge: Charge, said: Said) -> bool:
    """Whether a clause and an accusing statement are one charge."""
    start, end = _reach(said)
    shared = min(end, charge.end) - max(start, charge.start)
    return shared > 0 and 2 * shared >= min(end - start, charge.end - charge.start)


def _reach(said: Said) -> Place:
    ends = [end for _, end in [*said.content, *((said.cue,) if said.cue else ())]]
    starts = [start for start, _ in [*said.content, *((said.cue,) if said.cue else ())]]
    return (min(starts, default=said.start), max(ends, default=said.start + 1))


def _row(
    found: Material, page: Page, number: int, place: Place, charge: Charge | None, own: Said | None
) -> Exchange | None:
    score = max(charge.score if charge else 0.0, own.score if own else 0.0)
    target = (own.target if own else None) or (charge.target if charge else None)
    if own is not None and target is not None:
        target = printed_target(own, [s.role for s in found.said if s.speaker == target and s.role]) or target
    if target is None or target.split()[0].lower() in _NO_TARGET:
        return None
    if own is not None:
        accuser = None if own.nobody else own.who
    else:
        accuser = charge.accuser if charge else None
        if score < (SHOWN.now.sure if accuser is None else SHOWN.now.perhaps):
            return None
    if accuser is not None and same_party(accuser, target):
        return None  # nobody is his own accuser: one of the two was read wrongly
    said = own or next((s for s in found.said if charge and s.statement_id == charge.statement_id), None)
    answer = None
    if charge is not None and charge.reply_start is not None and charge.reply_end is not None:
        answer = (charge.reply_start, charge.reply_end)
    clause = (min(place[0], _reach(own)[0]), max(place[1], _reach(own)[1])) if own else place
    return Exchange(
        page, number, clause, _sentence(page, clause), own.cue if own else None, accuser, target, said, answer,
        charge.reply if charge else "none", score,
        own is not None, (charge.start, charge.end) if charge else None,
        *_heard(found.said, target, clause),
    )  # fmt: skip


def _heard(said: Sequence[Said], target: str, clause: Place) -> tuple[Said | None, Said | None]:
    """The first statement of the accused before a charge, and the first one after it."""
    own = [one for one in said if not one.nobody and one.speaker and same_party(one.speaker, target)]
    before = next((one for one in own if one.start < clause[0] and not _within(one, clause)), None)
    return before, next((one for one in own if one.start >= clause[1]), None)


def _within(said: Said, clause: Place) -> bool:
    return any(start < clause[1] and end > clause[0] for start, end in said.content)


def _sentence(page: Page, place: Place) -> Place:
    found = [s for s in page.sentences if s[0] < place[1] and s[1] > place[0]]
    return (min([place[0], *(s for s, _ in found)]), max([place[1], *(e for _, e in found)]))
