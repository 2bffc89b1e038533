"""A statement and a mark as the pictures need them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from framing.spans import Place
from framing.statement import ACCUSING, Voice
from framing.study.article_page import Block, Page
from framing.study.camp_styles import CampStyle
from framing.study.measures import NAMINGS, naming
from framing.words.rules import Weights

_NAMED = dict(zip(NAMINGS, ("named", "body", "unnamed", "nobody"), strict=True))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Under which score a statement is shown as doubtful; the score is how likely it is right."""

    least: float = 0.5


DOUBT = Weights("study.said", Doubt())


@dataclass(frozen=True, eq=False)
class Said:
    """A statement as the pictures need it: numbered in article order, its words counted.

    `words` and `quoted` are its words and those of them in quotation marks; a word in a statement within
    a statement counts for the inner one only, so that sums are true.
    """

    page: Page
    number: int
    statement_id: int
    camp: CampStyle
    kind: str
    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    speaker: str | None
    role: str | None
    speaker_type: str
    act: str
    target: str | None
    stance: str
    verb: str | None
    score: float
    camp_rule: str | None
    rule: str | None
    quoted_parts: tuple[Place, ...]
    words: int = 0
    quoted: int = 0
    made: bool = True
    camp_by: str | None = None

    @property
    def key(self) -> str:
        """What its ids end with: `3`, or `2-3` in a corpus."""
        return f"{self.page.prefix}{self.number}"

    @property
    def token(self) -> str:
        """Camp and number, as in `RU 3`."""
        return f"{self.camp.code} {self.number}"

    @property
    def naming(self) -> str:
        """How the source is named: `named`, `body`, `unnamed` or `nobody`."""
        return _NAMED[naming(self.speaker_type, self.speaker)]

    @property
    def mark(self) -> str:
        """The class of its token: filled (empty), outlined `un` or dashed `ag`."""
        return {"nobody": "ag", "unnamed": "un"}.get(self.naming, "")

    @property
    def who(self) -> str:
        """Who says it, in words for a reader."""
        if self.naming == "nobody":
            return "no one named"
        return self.speaker or self.slice(self.source) or "no one named"

    @property
    def nobody(self) -> bool:
        """Whether nobody at all stands behind it; a group or person without a name is somebody."""
        return self.naming == "nobody"

    @property
    def behind(self) -> str:
        """Who stands behind it, in words for a sentence: a name, what it is called without one, or nobody."""
        if self.naming != "unnamed":
            return "no one in particular" if self.nobody else self.who
        kind = "an unnamed group" if self.speaker_type == "unnamed group" else "someone without a name"
        called = " ".join((self.speaker or self.slice(self.source)).split())
        return f"{kind}, “{called}”" if called else kind

    @property
    def rule_told(self) -> str:
        """Which rule of the camps file placed the speaker, in words for a reader; empty without one.

        A pattern is written for machines: the file shows it, a page only says that it was one.
        """
        if self.camp_by == "patterns":
            return "by a pattern of the camps file"
        return f"by rule: {self.camp_rule}" if self.camp_rule else ""

    @property
    def accusing(self) -> bool:
        """Whether it accuses or criticises somebody; what was not said does not."""
        return self.made and self.act in ACCUSING

    @property
    def doubtful(self) -> bool:
        """Whether it is as likely as not that a reader would mark no statement here."""
        return self.score < DOUBT.now.least

    @cached_property
    def start(self) -> int:
        """The first character of its source, cue or content."""
        places = [*self.content, *(place for place in (self.source, self.cue) if place)]
        return min((start for start, _ in places), default=0)

    @cached_property
    def block(self) -> Block | None:
        """The paragraph in which its content begins."""
        return self.page.block_at(self.content[0][0] if self.content else self.start)

    @property
    def place(self) -> str:
        """The name of that paragraph."""
        return self.block.label if self.block else "Body"

    def slice(self, place: Place | None) -> str:
        """The words at one of its places."""
        return self.page.text[place[0] : place[1]] if place else ""


@dataclass(frozen=True, eq=False)
class Mark:
    """A word or phrase that a layer has picked out: a hedge, a loaded word or a name.

    Args:
        layer: the table it comes from.
        number: its place among the marks of that layer in its article, from 1.
        kind: the category of a hedge, the referent of a name, "loaded word".
        said: the statement in whose words it stands, or None in the journalist's own.
        quoted: whether it stands in the quoted words of `said`, or in a quotation that no statement owns.
        why: the reason in plain words.
        strength: how likely the word is what it is marked for, 0 to 1, where its layer tells.
    """

    page: Page
    layer: str
    number: int
    start: int
    end: int
    kind: str
    said: Said | None
    quoted: bool
    why: str
    term: str
    connotation: int = 0
    strength: float = 1.0

    @property
    def key(self) -> str:
        """What its ids end with."""
        return f"{self.page.prefix}{self.number}"

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.page.text[self.start : self.end]

    @property
    def voice(self) -> Voice:
        """Whose word it is."""
        if self.quoted:
            return Voice.QUOTED  # also where no statement owns the quotation: it is not the journalist's word
        return Voice.JOURNALIST if self.said is None else Voice.PARAPHRASED

    @property
    def place(self) -> str:
        """The name of the paragraph in which it stands."""
        block = self.page.block_at(self.start)
        return block.label if block else "Body"
