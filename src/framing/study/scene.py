"""One article as the findings see it: its statements by affiliation and speaker, its accused, its quoted voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from framing.people.likeness import same_party
from framing.statement import Voice
from framing.study.charges import Accused, accused_of, charges
from framing.study.claims import without_accuser
from framing.study.material import Material
from framing.study.measures import rows_of
from framing.study.printed import Retold, party, passive, retold, target_of
from framing.words.rules import Weights
from framing.words.tables import WordSet

if TYPE_CHECKING:
    from framing.spans import Place
    from framing.study.said import Mark, Said
    from framing.tables import Tables

ANSWERS = frozenset(("denies", "rejects", "admits", "apologises", "declines"))
_ANSWERING = WordSet("findings", "answering verb")


@dataclass(frozen=True, slots=True)
class Sure:
    """From which score on something enters the scene.

    Args:
        told: the least share with which a source's affiliation was told, for its statements to count.
        said: the least score of a statement that is retold.
        against: the least score of an accusation that a statement without an accusing verb makes.
    """

    told: float = 0.75
    said: float = 0.55
    against: float = 0.9


SURE = Weights("study.scene", Sure())


@dataclass(frozen=True, eq=False)
class Told:
    """A charge or an answer in the article's own words.

    Args:
        said: the statement.
        clause: it as a sentence, or None for a passive.
        passive: the printed passive, or "".
        target: whom it holds something against, or "".
        headline: whether it stands in the headline or the lines beside it.
    """

    said: Said
    clause: Retold | None
    passive: str
    target: str
    headline: bool

    @property
    def start(self) -> int:
        """Where it stands."""
        return self.said.start


@dataclass(frozen=True, eq=False)
class Scene:
    """What the findings of one article, or of all together, are taken from.

    Args:
        statements: how many.
        affiliations, speakers: statements by what their source is, and by source; one person's names together.
        accused: everybody who is held something against, by the table of accusations.
        sourceless: statements with nobody behind them.
        named: the sources that have a name.
        nobodys: targets of the statements that accuse somebody and have nobody at all behind them.
        headline, genre: of the article.
        charges, answers: what the article's own verbs tell of them.
        against: what is said against somebody without an accusing verb.
        quoted: words in quotation marks by source; under "" those that no statement owns.
        roles: of the sources, where they have one.
        genders: of the persons who speak by name.
        unnamed: statements by people, groups or papers without a name.
        words: of the story.
        hedges, loaded: the marks that are the article's own words.
    """

    statements: int
    affiliations: Counter[str]
    speakers: Counter[str]
    accused: tuple[Accused, ...] = ()
    sourceless: int = 0
    named: frozenset[str] = frozenset()
    nobodys: tuple[str | None, ...] = ()
    headline: str = ""
    genre: str = ""
    author: str = ""
    charges: tuple[Told, ...] = ()
    answers: tuple[Told, ...] = ()
    against: tuple[Told, ...] = ()
    quoted: Counter[str] = field(default_factory=Counter)
    roles: dict[str, str] = field(default_factory=dict)
    genders: Counter[str] = field(default_factory=Counter)
    unnamed: int = 0
    words: int = 0
    text: str = ""
    hedges: int = 0
    loaded: tuple[Mark, ...] = ()


def scene(
    tables: Tables, article_id: str | None = None, found: Material | None = None, genre: str = ""
) -> Scene:
    """One article of the tables as the findings see it, or all of them together, without their accusations.

    Args:
        tables: annotated tables.
        article_id: of the article; None for all of them together.
        found: what was read of the tables of this one article.
        genre: of the article.
    """
    affiliations: Counter[str] = Counter()
    speakers: Counter[str] = Counter()
    named, roles, genders = set(), {}, Counter[str]()
    for row in rows_of(tables.sources):
        if article_id not in (None, row.article_id):
            continue
        sure = _number(row.share) >= SURE.now.told
        affiliations[row.affiliation if sure else "unknown"] += int(row.statements)
        name = _one_name(row.speaker, speakers)
        speakers[name] += int(row.statements)
        if row.named:
            named.add(name)
        if isinstance(row.role, str):
            roles[name] = row.role
        if row.named and isinstance(row.gender, str) and row.speaker_type == "person":
            genders[row.gender] += 1
    own = tables.statements
    if article_id is not None:
        own = own[own["article_id"] == article_id]
    sourceless = int(own["speaker"].isna().sum())
    wide = Scene(len(own), affiliations, speakers, sourceless=sourceless, named=frozenset(named))
    if article_id is None:
        return wide
    nobodys = [row.target for row in without_accuser(rows_of(own))]
    return _narrow(wide, tables, article_id, nobodys, roles, genders, found, genre)


def _narrow(
    wide: Scene, tables: Tables, article_id: str, nobodys: list[Any], roles: dict[str, str],
    genders: Counter[str], found: Material | None, genre: str,
) -> Scene:  # fmt: skip
    from dataclasses import replace

    from framing.study.material import material

    seen = found if found is not None else material(tables.only([article_id]))
    accusing = tuple(told for said in seen.said if said.accusing and (told := _told(said)) is not None)
    answering = tuple(
        told
        for said in seen.said
        if (said.act in ANSWERS or said.verb in _ANSWERING) and (told := _told(said)) is not None
    )
    quoted: Counter[str] = Counter()
    for said in seen.said:
        if said.quoted:
            quoted[_one_name(said.who, wide.speakers)] += said.quoted
    loose = sum(1 for _, _, _, kind, said in seen.quotations if said is None and "scare" not in kind)
    if loose:
        quoted[""] = loose
    page = seen.pages[0] if seen.pages else None
    return replace(
        wide,
        accused=tuple(one for one in accused_of(tables) if one.article_id == article_id),
        nobodys=tuple(one if isinstance(one, str) else None for one in nobodys),
        headline=(page.article.headline or "") if page else "",
        author=page.article.byline[0] if page and len(page.article.byline) == 1 else "",
        genre=genre, charges=accusing, answers=answering,
        against=_against(seen, article_id), quoted=quoted, roles=roles, genders=genders,
        unnamed=sum(said.naming == "unnamed" for said in seen.said),
        words=len(page.word_starts) if page else 0,
        text=page.text if page else "",
        hedges=sum(_own(mark, seen) for mark in seen.hedges if mark.kind == "hedge"),
        loaded=tuple(mark for mark in seen.loaded if _own(mark, seen)),
    )  # fmt: skip


def _against(seen: Material, article_id: str) -> tuple[Told, ...]:
    """What is said against somebody without an accusing verb, where the table of accusations is sure of it."""
    sure = {
        charge.statement_id: charge.score
        for charge in charges(seen.tables)
        if charge.article_id == article_id
        and charge.statement_id is not None
        and charge.score >= SURE.now.against
    }
    made = [said for said in seen.said if said.statement_id in sure and not said.accusing and not said.nobody]
    return tuple(told for said in made if (told := _told(said)) is not None)


def _own(mark: Mark, seen: Material) -> bool:
    """Whether a mark stands in the article's own words: in no statement, and in no quotation marks at all."""
    return mark.voice is Voice.JOURNALIST and not any(
        start <= mark.start < end for _, start, end, *_ in seen.quotations
    )


def _told(said: Said) -> Told | None:
    """A charge or an answer in the article's own words; None where they do not make a clause."""
    if said.score < SURE.now.said:
        return None
    clause, printed = retold(said), passive(said) or ""
    if clause is None and not printed:
        return None
    within = _before(said) if printed else None
    headline = said.block is not None and said.block.region != "body"
    target = target_of(said, within)
    if not target and clause is not None and said.target:
        full = party(said.target, said.page.text)  # the clause may open with the full name already
        target = full if full and clause.rest.startswith(full) else ""
    return Told(said, clause, printed, target, headline)


def _before(said: Said) -> Place:
    """The words of its sentence before the verb of a passive, where its subject stands."""
    cue = said.cue or (0, 0)
    starts = [start for start, end in said.page.sentences if start <= cue[0] < end]
    return (starts[0] if starts else cue[0], cue[0])


def _one_name(speaker: str, known: Counter[str]) -> str:
    """The name under which a person is counted already: a full name for its surname."""
    return next(
        (name for name in known if name != speaker and len(name.split()) > 1 and same_party(name, speaker)
         and speaker.split()[-1:] == name.split()[-1:]),
        speaker,
    )  # fmt: skip


def _number(value: float | None) -> float:
    return float(value) if value is not None and value == value else 1.0


def answer_to(charge: Told, answers: Sequence[Told], roles: dict[str, str]) -> Told | None:
    """What the accused says to a charge, by name or by an office that bears the accused's word, in its own words."""
    name = charge.said.target or ""
    accuser = charge.said.speaker or ""
    if not name:
        return None
    mine = [
        one
        for one in answers
        if one.clause is not None
        and not (accuser and one.said.speaker and same_party(one.said.speaker, accuser))
        and (
            same_party(one.said.speaker or "", name)
            or same_party(roles.get(one.said.speaker or "", ""), name)
        )
    ]
    # What is said after the charge, and in the body, is the likelier answer to it.
    return min(mine, key=lambda one: (one.headline, one.start < charge.start, one.start), default=None)
