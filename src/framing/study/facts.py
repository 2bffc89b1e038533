"""The figures that a report is made of, each counted here and nowhere else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.statement import Voice
from framing.study.camp_styles import CampStyle
from framing.study.claims import without_accuser
from framing.study.fact_places import Turn, first_accusation, turn
from framing.study.fact_words import (
    Contested,
    Paragraphs,
    ToneFacts,
    contested,
    marks_by_voice,
    paragraphs,
    tone_facts,
)
from framing.study.findings import Finding, findings
from framing.study.genres import genre
from framing.study.material import Material, grouped, material
from framing.study.measures import UNASSIGNED
from framing.study.measures import rows_of as measured_rows
from framing.study.naming import calls
from framing.study.ranges import CountRange, count_range
from framing.study.said import Mark, Said
from framing.study.verb_classes import VerbFacts, plain, verb_facts

if TYPE_CHECKING:
    from framing.study.article_page import Page
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


@dataclass(frozen=True)
class CampFacts:
    """What one camp says.

    Args:
        camp: which one.
        said: its statements.
        statements, words, quoted: how many; the words in them; and those of them in quotation marks.
        named: how many different named people and bodies speak for it.
        nobody: its statements that have no source at all.
        in_body: its statements that stand in the body of their article.
        articles: in how many articles it is heard.
    """

    camp: CampStyle
    said: tuple[Said, ...]
    statements: int
    words: int
    quoted: int
    named: int
    nobody: int
    in_body: int
    articles: int

    @property
    def range(self) -> CountRange:
        """Its statements, from the sure ones to all."""
        return count_range(self.said)

    @property
    def body_range(self) -> CountRange:
        """The same of those that stand in the body."""
        return count_range(s for s in self.said if _of_body(s))


@dataclass(frozen=True)
class SpeakerFacts:
    """One speaker: what it is called (None for nobody), its role, and what it says.

    Args:
        name, camp, role: as the statements have them.
        said: its statements.
        words, quoted: the words in them, and those of them in quotation marks.
        affiliation, gender: as the table of sources has them; empty where it tells none.
    """

    name: str | None
    camp: CampStyle
    role: str | None
    said: tuple[Said, ...]
    words: int
    quoted: int
    affiliation: str = ""
    gender: str = ""


@dataclass(frozen=True)
class ArticleFacts:
    """One article of several, with its counts; `largest` is the camp with most statements, and how many."""

    page: Page
    words: int
    statements: int
    accusations: int
    without_accuser: int
    hedges: int
    largest: tuple[str, int] | None


@dataclass(frozen=True)
class Facts:
    """The numbers that sentences and pictures are made of. Make them with `facts`.

    Args:
        articles, statements, words: how many, over all articles; words are those of the story.
        characters: of the whole texts.
        camps: per camp in the camps' order, empty camps too.
        official: whether a camp is the official one.
        reported, quoted: words inside statements, and those of them in quotation marks.
        paraphrased, own: the other words of statements; the journalist's words outside every statement.
        accusations: the statements that accuse or criticise, in article order.
        unnamed_accusations: those of them whose accuser is nobody at all.
        named_accusations, group_accusations: those with a named accuser; by a group or person without a name.
        claims, others: the official camps' other statements (all others, where no camp is official), and the rest.
        sourced_claims, plain_claims: claims that have a source; that have a plain verb.
        nobody, in_body: statements without any source; statements in the body.
        namings: the statements by how their source is given: `named`, `body`, `unnamed`, `nobody`.
        speakers: how many different named speakers.
        turn: who is heard first, in one article; None over several, or where nobody speaks.
        one_camp, no_camp: how many articles have only one camp that speaks; how many none.
        before_accusation: words of the body before the first accusation, and all of the body; None without one,
            without a body or for several articles.
        first_accusation: words of the whole story before that accusation; None as above.
        verbs: the reporting verbs.
        hedges, loaded: how many marks.
        hedges_by_voice, loaded_by_voice: how many marks of each voice.
        naming: what is called by most names; None where nothing is named.
        tone: the scores of all sentences.
        paragraphs: those of the body that carry a mark; None over several articles.
        quotations, owned_quotations: passages in quotation marks, and those of them that belong to a statement.
        findings: what can be said of the article, the most telling first; of several articles, who speaks in them;
            empty where the tables tell no sources.
        repeating: how many articles repeat another one.
        genre: what kind of piece the only article is, a key of `framing.study.genres.GENRES`; "" over several.
    """

    articles: int
    statements: int
    words: int
    characters: int
    camps: tuple[CampFacts, ...]
    official: bool
    reported: int
    quoted: int
    paraphrased: int
    own: int
    accusations: tuple[Said, ...]
    unnamed_accusations: tuple[Said, ...]
    named_accusations: int
    group_accusations: int
    claims: tuple[Said, ...]
    others: tuple[Said, ...]
    sourced_claims: int
    plain_claims: int
    nobody: int
    in_body: int
    namings: Mapping[str, tuple[Said, ...]]
    speakers: int
    turn: Turn | None
    one_camp: int
    no_camp: int
    before_accusation: tuple[int, int] | None
    first_accusation: int | None
    verbs: VerbFacts
    hedges: int
    hedges_by_voice: Mapping[Voice, int]
    loaded: int
    loaded_by_voice: Mapping[Voice, int]
    naming: Contested | None
    calls: tuple[str, ...]
    tone: ToneFacts
    paragraphs: Paragraphs | None
    quotations: int
    owned_quotations: int
    findings: tuple[Finding, ...]
    repeating: int
    genre: str

    @property
    def sure_accusations(self) -> tuple[Said, ...]:
        """The accusations that are not in doubt: what is said to be there at least."""
        return tuple(s for s in self.accusations if not s.doubtful)

    @property
    def nobody_range(self) -> CountRange:
        """The statements without any source, from the sure ones to all."""
        return count_range(self.namings["nobody"])

    @property
    def speaking(self) -> tuple[CampFacts, ...]:
        """The camps that have a statement, in the camps' order."""
        return tuple(c for c in self.camps if c.statements)

    @property
    def by_size(self) -> tuple[CampFacts, ...]:
        """The camps that have a statement, the largest first."""
        return tuple(sorted(self.speaking, key=lambda c: -c.statements))

    @property
    def top(self) -> CampFacts | None:
        """The camp with most statements; those in no camp only where they are more than any camp's."""
        return max(self.camps, key=lambda c: (c.statements, c.camp.name != UNASSIGNED), default=None)

    def besides(self, *camps: CampFacts) -> int:
        """The statements that come from none of these camps."""
        return self.statements - sum(c.statements for c in camps)

    @property
    def unassigned(self) -> int:
        """The statements of speakers in no camp."""
        return sum(c.statements for c in self.camps if c.camp.name == UNASSIGNED)

    @property
    def uncovered(self) -> bool:
        """Whether more statements come from speakers in no camp than from any camp: the camps file does not fit."""
        return self.unassigned > max(
            (c.statements for c in self.camps if c.camp.name != UNASSIGNED), default=0
        )


def facts(tables: Tables | Material, camps: Sides = None) -> Facts:
    """Count what a report says.

    Args:
        tables: what `framing.annotate` returns, or what `material` made of it.
        camps: as for `material`.

    Example:
        >>> from framing.tables import Tables
        >>> made = facts(Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]}))
        >>> made.articles, made.words, made.own, made.statements
        (1, 2, 2, 0)
    """
    found = tables if isinstance(tables, Material) else material(tables, camps)
    accusations = tuple(s for s in found.said if s.accusing)
    official = {camp.name for camp in found.camps if camp.official}
    claims = tuple(s for s in found.said if not s.accusing and (not official or s.camp.name in official))
    others = tuple(s for s in found.said if not s.accusing and official and s.camp.name not in official)
    words = sum(len(page.word_starts) for page in found.pages)
    before = _before(found, accusations)
    inside, quoted = sum(s.words for s in found.said), sum(s.quoted for s in found.said)
    heard = [len({s.camp.name for s in found.of(page)}) for page in found.pages]
    namings = grouped(found.said, lambda s: s.naming)
    kind = _genre(found) if found.one else ""
    return Facts(
        articles=len(found.pages),
        statements=len(found.said),
        words=words,
        characters=sum(len(page.text) for page in found.pages),
        camps=tuple(_camp(camp, [s for s in found.said if s.camp.name == camp.name]) for camp in found.camps),
        official=bool(official),
        reported=inside,
        quoted=quoted,
        paraphrased=inside - quoted,
        own=words - inside,
        accusations=accusations,
        unnamed_accusations=tuple(without_accuser(accusations)),
        named_accusations=sum(s.naming in ("named", "body") for s in accusations),
        group_accusations=sum(s.naming == "unnamed" for s in accusations),
        claims=claims,
        others=others,
        sourced_claims=sum(not s.nobody for s in claims),
        plain_claims=plain(claims),
        nobody=sum(s.nobody for s in found.said),
        in_body=_in_body(found.said),
        namings={name: namings.get(name, ()) for name in ("named", "body", "unnamed", "nobody")},
        speakers=_named(found.said),
        turn=turn(found.said) if found.one else None,
        one_camp=heard.count(1),
        no_camp=heard.count(0),
        before_accusation=before[1:] if before else None,
        first_accusation=before[0] if before else None,
        verbs=verb_facts(found.said),
        hedges=len(found.hedges),
        hedges_by_voice=_sizes(found.hedges),
        loaded=len(found.loaded),
        loaded_by_voice=_sizes(found.loaded),
        naming=contested(found),
        calls=calls(found) if found.one else (),
        tone=tone_facts(row[3] for row in found.tones),
        paragraphs=paragraphs(found) if found.one else None,
        quotations=len(found.quotations),
        owned_quotations=sum(said is not None for *_, said in found.quotations),
        findings=_findings(found, kind),
        repeating=sum(page.article.copy_of is not None for page in found.pages),
        genre=kind,
    )


def _genre(found: Material) -> str:
    article = found.pages[0].article
    return genre(article, sum(not said.nobody for said in found.said))


def _findings(found: Material, kind: str) -> tuple[Finding, ...]:
    if not len(found.tables.sources):
        return ()
    if not found.one:
        return tuple(findings(found.tables))
    return tuple(findings(found.tables, found.pages[0].id, found=found, genre=kind))


def _camp(camp: CampStyle, said: list[Said]) -> CampFacts:
    return CampFacts(
        camp=camp,
        said=tuple(said),
        statements=len(said),
        words=sum(s.words for s in said),
        quoted=sum(s.quoted for s in said),
        named=_named(said),
        nobody=sum(s.nobody for s in said),
        in_body=_in_body(said),
        articles=len({s.page.index for s in said}),
    )


def _named(said: Iterable[Said]) -> int:
    return len({s.speaker for s in said if s.speaker and s.naming in ("named", "body")})


def _in_body(said: Iterable[Said]) -> int:
    return sum(map(_of_body, said))


def _of_body(said: Said) -> bool:
    return said.block is not None and said.block.region == "body"


def _sizes(marks: Iterable[Mark]) -> dict[Voice, int]:
    return {voice: len(own) for voice, own in marks_by_voice(marks).items()}


def _before(found: Material, accusations: tuple[Said, ...]) -> tuple[int, int, int] | None:
    """The words of the story and of its body before the first accusation in the body, and all of the body."""
    first = first_accusation(accusations)
    if not found.one or first is None or not (body := found.pages[0].body_words):
        return None
    return bisect_left(found.pages[0].word_starts, first), bisect_left(body, first), len(body)


def speakers(found: Material) -> list[SpeakerFacts]:
    """Who speaks, and how much: in order of first speaking in one article, the most statements first over several."""
    groups = grouped(found.said, lambda s: (None if s.nobody else s.who, s.camp.name))
    known = {(row.article_id, row.speaker): row for row in measured_rows(found.tables.sources)}
    rows = [
        SpeakerFacts(
            name,
            own[0].camp,
            next((s.role for s in own if s.role), None),
            own,
            sum(s.words for s in own),
            sum(s.quoted for s in own),
            *_what_it_is(known.get((own[0].page.id, name))),
        )
        for (name, _), own in groups.items()
    ]
    return rows if found.one else sorted(rows, key=lambda row: -len(row.said))


def _what_it_is(row: Any) -> tuple[str, str]:
    """Affiliation and gender as the table of sources tells them; empty where it does not."""
    if row is None:
        return "", ""
    told = [value if isinstance(value, str) else "" for value in (row.affiliation, row.gender)]
    return "" if told[0] == "unknown" else told[0], "" if told[1] == "unknown" else told[1]


def articles(found: Material) -> list[ArticleFacts]:
    """The articles with their counts, in order."""
    hedges = grouped(found.hedges, lambda mark: mark.page.index)
    rows = []
    for page in found.pages:
        said = found.of(page)
        camps = grouped(said, lambda s: s.camp.name)
        largest = max(camps.items(), key=lambda pair: len(pair[1]), default=None)
        accusing = [s for s in said if s.accusing]
        rows.append(
            ArticleFacts(
                page,
                len(page.word_starts),
                len(said),
                len(accusing),
                len(without_accuser(accusing)),
                len(hedges.get(page.index, ())),
                (largest[0], len(largest[1])) if largest else None,
            )
        )
    return rows
