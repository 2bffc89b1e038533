"""Which side each speaker is on, by rules that the analyst writes and can read back row by row.

Rules apply in this order; the first that fits decides, and `camp_rule` says which it was:

1. `agentless`: a statement without any named source goes to the camp that takes those; where that camp
   is marked `critics`, only if it accuses, criticises, denies or doubts. Others keep no camp ("no one named").
2. `names`: the speaker is one of a camp's names or aliases (a bare surname fits a full name).
3. `organisations`: the speaker is, or contains, one of a camp's organisations.
4. `patterns`: an expression is found in "speaker, role".
5. `organisations` in the role: "a lawyer for Amnesty International".
6. `countries`, with `roles` where the camp has both: the speaker is a country, its government or
   institutions, or holds such a role of that country. The country is read from the role
   ("Russia's deputy defence minister"), from another mention of the speaker, from a like role in the
   article, or is the country that the article is mostly about.
7. `roles` of camps without countries: by the noun itself or by class ("official", "parliament", "party",
   "justice", "lawyer", "union", "expert", …). Of those who work for a body ("spokesman for", "chief
   executive of") the body's class decides. Officials of two states in one article are told apart in the
   rule: "roles: official of Russia".
8. `speaks for`: who fits nothing but speaks for a placed speaker goes where that one is.
9. `others`: whoever is left.

Within one step the camp that stands first in the file wins. Who fits nothing keeps no camp and is
listed by `unassigned`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from framing.camps.context import Context
from framing.camps.file import Camps
from framing.camps.matching import EVERYONE_ELSE, matcher_of
from framing.camps.place import Place
from framing.camps.wording import LAWYERS, NEUTRAL, SPOKES, head_of, name_runs
from framing.people import mentions
from framing.statement import Act, CampRule, Statement
from framing.text import Document
from framing.words import verbs
from framing.words.gazetteer import noun
from framing.words.tables import derived

NO_ONE = CampRule("no one named")


def assign(doc: Document, statements: Sequence[Statement], camps: Camps) -> list[Statement]:
    """Put every statement's speaker into a camp: fills `camp` and `camp_rule`.

    Args:
        doc: the article; it tells the country of an office that the sentence leaves out.
        statements: statements with speaker, role and speaker_type.
        camps: the sides.

    Example:
        >>> from framing.article import Article, Span
        >>> from framing.camps.file import load
        >>> doc = Document(Article("a", "Russia said it won."))
        >>> s = Statement(0, "indirect", Span(0, 6), Span(7, 11), (Span(12, 18),), speaker="Russia",
        ...               speaker_type="organisation")
        >>> found = assign(doc, [s], load("seed"))[0]
        >>> found.camp, str(found.camp_rule)
        ('official Russian', 'countries: Russia')
    """
    if not statements:
        return []
    matcher = matcher_of(camps)
    context = Context(mentions.read(doc), doc.text)
    known: dict[tuple[str | None, str | None, str], Place] = {}
    sources: dict[str, list[str]] = {}
    for statement in statements:
        if statement.speaker_type == "organisation" and statement.source is not None:
            called = sources.setdefault(statement.speaker or "", [])
            if len(called) < 20:
                called.append(statement.source.of(doc.text)[:120])
    made = []
    for statement in statements:
        key = (statement.speaker, statement.role, statement.speaker_type)
        if statement.speaker_type == "agentless" and not matcher.takes(with_act(statement, doc)):
            made.append(replace(statement, camp=None, camp_rule=NO_ONE))
            continue
        place = known.get(key)
        if place is None:
            place = matcher.place(*key, context)
            if place.rule in (None, EVERYONE_ELSE) and statement.speaker_type == "organisation":
                place = matcher.by_its_noun(statement.speaker, sources) or place
            known[key] = place
        made.append(replace(statement, camp=place.camp, camp_rule=place.rule))
    made = _through_others(made)
    return _with_countries(made, camps, context)


def with_act(statement: Statement, doc: Document) -> Statement:
    """A statement with the act of its cue, where nobody has read the cue yet."""
    if statement.verb is not None or statement.cue is None:
        return statement
    verb, act, _ = verbs.describe(statement.cue.of(doc.text))
    return replace(statement, verb=verb, act=Act(act))


def _through_others(statements: list[Statement]) -> list[Statement]:
    """Who fits no rule but speaks for somebody who does: "a Glimmer spokesman" where Glimmer is a company."""
    bodies: dict[str, Statement] = {}
    for s in statements:
        if s.camp is not None and s.camp_rule != EVERYONE_ELSE and s.speaker is not None:
            if s.speaker_type == "organisation" and s.speaker[:1].isupper():
                bodies.setdefault(s.speaker, s)
            elif s.speaker_type == "person" and s.speaker.strip():
                bodies.setdefault(s.speaker.split()[-1], s)
    made = []
    for s in statements:
        if s.camp is None or s.camp_rule == EVERYONE_ELSE:
            text = s.role or (s.speaker if s.speaker_type.startswith("unnamed") else None) or ""
            head = head_of(text) if text else ""
            if head and (head in SPOKES or head in NEUTRAL or head in LAWYERS or not noun(head)):
                names = name_runs(text)
                other = next(
                    (bodies[n] for n in names if n in bodies and bodies[n].speaker != s.speaker), None
                )
                if other is not None:
                    said = str(other.camp_rule or "").removesuffix(")")
                    s = replace(
                        s,
                        camp=other.camp,
                        camp_rule=CampRule("speaks for", other.speaker or "", f" ({said})"),
                    )
        made.append(s)
    return made


def _with_countries(statements: list[Statement], camps: Camps, context: Context) -> list[Statement]:
    """Officials of two states side by side are told apart in the rule: "roles: official of Russia"."""
    official = {camp.name for camp in camps if camp.official and not camp.countries}
    lands: dict[int, str] = {}
    for s in statements:
        if s.camp in official and s.camp_rule is not None and s.camp_rule.kind == "roles":
            land = context.state(s.speaker, s.role, s.speaker_type)
            if land is not None:
                lands[s.statement_id] = land
    if len(set(lands.values())) < 2:
        return statements
    return [
        replace(s, camp_rule=replace(s.camp_rule, detail=f"{s.camp_rule.detail} of {lands[s.statement_id]}"))
        if s.statement_id in lands and s.camp_rule is not None
        else s
        for s in statements
    ]


def of_name(name: str | None, role: str | None, camps: Camps, *, speaker_type: str | None = None) -> Place:
    """The camp of somebody known by name and role alone, without an article around.

    Args:
        name: a person, a body, or None for nobody.
        role: what she is, or None.
        camps: the sides.
        speaker_type: as in the statements table; a person where a role is given, else told from the name.

    Example:
        >>> from framing.camps.file import load
        >>> of_name("Catherine Ray", "spokeswoman for the EU's foreign service", load("seed"))
        Place(camp='EU', rule=CampRule(kind='countries', matched='European Union', detail=' (role official)'))
    """
    if speaker_type is None:
        speaker_type = "agentless" if name is None else "person" if role else "organisation"
    return _known(name, role, speaker_type, camps)


@derived
def _known(name: str | None, role: str | None, speaker_type: str, camps: Camps) -> Place:
    return matcher_of(camps).place(name, role, speaker_type, Context(None))


def unassigned(statements: Iterable[Statement]) -> list[tuple[str, int]]:
    """The speakers whom no rule placed, with their number of statements, most first.

    Speakers in a camp of `others` count too: no rule named them.

    Example:
        >>> from framing.article import Span
        >>> unassigned([Statement(0, "direct", None, None, (Span(0, 3),), speaker="Ana Ruiz")])
        [('Ana Ruiz', 1)]
    """
    counts = Counter(
        s.speaker or "nobody named" for s in statements if s.camp is None or s.camp_rule == EVERYONE_ELSE
    )
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
