"""The exchange of one article: each charge beside its answer, as far as it is sure enough to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from framing.people.likeness import same_party
from framing.spans import Place
from framing.study.charges import HEARD, Charge, charges, likely
from framing.words.rules import Weights
from framing.words.tables import WordSet

if TYPE_CHECKING:
    from framing.study.article_page import Page
    from framing.study.material import Material
    from framing.study.said import Said


@dataclass(frozen=True, slots=True)
class Shown:
    """From which share on a charge is shown: how likely its clause and both its parties are right (`trust`).

    That share was held against articles that the network had not seen (`training/fit_accusation_trust.py`): of what
    has .75 eight in nine are right, of what has .4 to .75 half. An accusing statement that the table of
    accusations does not have is not shown: seven of 22 were right.

    Args:
        sure: without a mark of doubt.
        perhaps: hatched, with its parties as a guess; below it the clause stays out of the page.
    """

    sure: float = 0.75
    perhaps: float = 0.4


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
        score: how likely it is right, 0 to 1.
        stated: whether an accusing statement makes it.
        accusation: the place of its row in the table of accusations.
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
    accusation: Place
    before: Said | None
    after: Said | None

    @property
    def heard(self) -> Said | None:
        """The first statement of the accused in the article, or None."""
        return self.before or self.after

    @property
    def sure(self) -> bool:
        """Whether it is shown without a mark of doubt."""
        return self.score >= SHOWN.now.sure

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

    An accusing statement is one charge with the clause that it makes.

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
    left = list(accusing)
    rows: list[Exchange] = []
    for charge in sorted(charges(found.tables), key=lambda one: (one.start, one.end)):
        own = next((said for said in left if _of_one(charge, said)), None)
        if own is not None:
            left.remove(own)
        row = _row(found, page, len(rows) + 1, charge, own)
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


def _row(found: Material, page: Page, number: int, charge: Charge, own: Said | None) -> Exchange | None:
    score = likely(charge)
    if charge.target is None or score < SHOWN.now.perhaps or charge.target.split()[0].lower() in _NO_TARGET:
        return None
    if charge.accuser is not None and same_party(charge.accuser, charge.target):
        return None  # nobody is his own accuser: one of the two was read wrongly
    said = own or next((s for s in found.said if s.statement_id == charge.statement_id), None)
    answer = None
    if charge.reply_start is not None and charge.reply_end is not None:
        answer = (charge.reply_start, charge.reply_end)
    place = (charge.start, charge.end)
    clause = (min(place[0], _reach(own)[0]), max(place[1], _reach(own)[1])) if own else place
    # The table weighs who is meant over the whole article; a statement alone tells by its verb only.
    return Exchange(
        page, number, clause, _sentence(page, clause), own.cue if own else None, charge.accuser, charge.target, said,
        answer, charge.reply, score, own is not None, place, *_heard(found.said, charge.target, clause),
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
