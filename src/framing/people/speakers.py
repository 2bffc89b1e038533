"""Who a statement's source is: one canonical name over the article, with role and type.

A source span is read as a noun phrase: its head says whether it is a name, a pronoun, a role, a
document, a group. Names come from the article's cast (`mentions`); pronouns and "the minister" are
resolved to whom the article named before, by gender, number, position and who spoke last, in the
manner of rule-based coreference (Hobbs 1978; Lappin & Leass 1994; Raghunathan et al. 2010).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from framing.article import Span
from framing.people import mentions
from framing.people.classes import ORGANISATION
from framing.people.commons import common
from framing.people.entities import Entity
from framing.people.holders import Offices
from framing.people.named import body_voice, named
from framing.people.phrases import OPENING, Phrase, apposed, phrase, titled, written
from framing.people.pronouns import pronoun, stand_for
from framing.people.scene import Scene, Spoken, Voice
from framing.statement import Statement
from framing.text import Document
from framing.words.gazetteer import noun, noun_kind
from framing.words.rules import Rules
from framing.words.tables import WordSet

_AGENTLESS = Voice(None, None, "agentless")
_RECENT = 8  # who spoke last; no rule looks further back
_TIMES = WordSet("people", "time_unit")
_TIME_LEADS = WordSet("people", "time_lead")
_NO_SPEAKER = WordSet("people", "no_speaker")
_BEHIND_PRONOUN = ("'s", "himself", "herself", "itself", "both", "all")


def resolve(doc: Document, statements: Sequence[Statement], *, keep: bool = False) -> list[Statement]:
    """Say who speaks in each statement: fills `speaker`, `role`, `speaker_type` and `speaker_rule`.

    Args:
        doc: the article.
        statements: its statements, in any order; their spans are kept as they are.
        keep: whether these are all statements of the article, so that who spoke where is kept for `meant`.

    Returns:
        The same statements in the same order. A statement without a source is `agentless`, except a
        quotation that plainly runs on from the speaker before it.

    Example:
        >>> from framing.article import Article, Span
        >>> doc = Document(Article("a", "Mayor Ana Ruiz left. She said it was time."))
        >>> found = resolve(doc, [Statement(0, "indirect", Span(21, 24), Span(25, 29), (Span(30, 41),))])
        >>> found[0].speaker, found[0].role, found[0].speaker_type
        ('Ana Ruiz', 'Mayor', 'person')
    """
    if not statements:
        return []
    reader = _Resolver(doc)
    found = {
        number: _said_by(statement, voice) for number, statement, voice, _ in walk(doc, statements, reader)
    }
    if keep:
        doc.__dict__["_spoken"] = tuple(reader.scene.spoken)  # as the cast is kept, by `mentions.read`
    return [found[number] for number in range(len(statements))]


def walk(
    doc: Document, statements: Sequence[Statement], reader: _Resolver | None = None
) -> Iterator[tuple[int, Statement, Voice, Scene]]:
    """Resolve one statement after the other in text order, and show the article as each one finds it.

    Args:
        doc: the article.
        statements: its statements, in any order.
        reader: what resolves them; a new one where none is given.

    Returns:
        for each statement its place in `statements`, itself, its voice, and the scene before it speaks.

    Example:
        >>> from framing.article import Article, Span
        >>> doc = Document(Article("a", "Mayor Ana Ruiz left. She said it was time."))
        >>> asked = [Statement(0, "indirect", Span(21, 24), Span(25, 29), (Span(30, 41),))]
        >>> [(voice.name, len(scene.spoken)) for _, _, voice, scene in walk(doc, asked)]
        [('Ana Ruiz', 0)]
    """
    reader = _Resolver(doc) if reader is None else reader
    order = sorted(range(len(statements)), key=lambda n: (_place(statements[n]), statements[n].statement_id))
    for number in order:
        statement = statements[number]
        voice = reader.voice(statement)
        yield number, statement, voice, reader.scene
        if voice.kind != "agentless":
            reader.scene.remember(statement, voice, _place(statement))


def meant(doc: Document, statements: Sequence[Statement], places: Sequence[tuple[int, int]]) -> list[Voice]:
    """Whom names, phrases and pronouns anywhere in an article mean, read among its statements.

    Args:
        doc: the article.
        statements: its statements; who spoke before a phrase helps to tell whom it means.
        places: first word and one past the last, in any order.

    Returns:
        One voice a place, without the role of whom it names; its `name` is as the statements would call it, None where
        it means nobody.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Mayor Ana Ruiz left. Critics say she lied."))
        >>> [voice.name for voice in meant(doc, [], [(0, 3), (7, 8)])]
        ['Ana Ruiz', 'Ana Ruiz']
    """
    reader = _reader(doc, statements)
    return [reader.meant(first, last) for first, last in places]


def _reader(doc: Document, statements: Sequence[Statement]) -> _Reader:
    """What resolves further places of an article; kept with it where who spoke where is kept."""
    if "_spoken" in doc.__dict__:
        return doc.kept("_reader", lambda own: _Reader(own, own.__dict__["_spoken"]))
    walker = _Resolver(doc)
    for _ in walk(doc, statements, walker):
        pass
    return _Reader(doc, walker.scene.spoken, walker)


# dataclasses.replace takes a fifth of the time of this module: a statement is made anew from its fields instead.
_FIELDS = [field.name for field in fields(Statement)]
_VOICED = _FIELDS.index("speaker")
assert _FIELDS[_VOICED : _VOICED + 4] == ["speaker", "role", "speaker_type", "speaker_rule"]
_BEFORE = attrgetter(*_FIELDS[:_VOICED])
_AFTER = attrgetter(*_FIELDS[_VOICED + 4 :])


def _said_by(statement: Statement, voice: Voice) -> Statement:
    values: list[Any] = [
        *_BEFORE(statement),
        voice.name,
        voice.role,
        voice.kind,
        voice.rule,
        *_AFTER(statement),
    ]
    return Statement(*values)


def _place(statement: Statement) -> int:
    if statement.source is not None:
        return statement.source.start
    return statement.start if statement.cue or statement.content else 0


class _Resolver:
    """Resolves the sources of one article in text order."""

    def __init__(self, doc: Document) -> None:
        cast = mentions.read(doc)
        self.scene = Scene(doc, cast)
        self.offices = doc.kept("_offices", lambda _: Offices(cast.entities))
        self.cache: dict[tuple[int, int], Voice] = {}

    def voice(self, statement: Statement) -> Voice:
        source = statement.source
        self.scene.asked = statement.content
        if source is None:
            return _running_on(self.scene, statement)
        inside = self.scene.words.within(source)
        first, last = _trimmed(self.scene, inside.start, inside.stop)
        if first >= last:
            text = source.of(self.scene.doc.text).strip()
            return Voice(text, None, "unnamed person", rule="no_words") if text else _AGENTLESS
        return self.at(first, last)

    def at(self, first: int, last: int) -> Voice:
        """The voice of the words `first` to `last`, which are no marks."""
        found = self.cache.get((first, last))
        if found is None:
            found = self.cache[first, last] = self._source(first, last)
        return found

    def _source(self, first: int, last: int) -> Voice:
        if last - first == 1 and self.scene.lower[first] in _NO_SPEAKER:
            return _AGENTLESS
        if _is_pronoun(self.scene, first, last):
            voice = pronoun(self.scene, self.offices, first)
            if voice is not None:
                return voice
        read = phrase(self.scene, *_neither(self.scene, first, last))
        found = SOURCE.first(self.scene, read)
        if found is not None:
            return found.value._replace(rule=f"source.{found.rule}")
        return common(self.scene, self.offices, read)


class _Reader:
    """Resolves places of an article in which nobody is said to speak, each among those who have spoken before it."""

    def __init__(self, doc: Document, spoken: Sequence[Spoken], walker: _Resolver | None = None) -> None:
        self._doc = doc
        self._resolver = _Resolver(doc) if walker is None else walker
        self._spoken = tuple(spoken)
        self._places = [one.word for one in spoken]
        self._before = -1
        self._meant: dict[tuple[int, int], Voice] = {}
        self._names = _names(self._resolver.scene)

    def meant(self, first: int, last: int) -> Voice:
        """Whom the words `first` to `last` mean."""
        found = self._meant.get((first, last))
        if found is None:
            words = self._doc.words
            found = self._voice(Span(words.starts[first], words.ends[last - 1]), first, last)
            self._meant[first, last] = found
        return found

    def _voice(self, span: Span, first: int, last: int) -> Voice:
        scene = self._resolver.scene
        name = self._names.get((first, last))
        if name is not None:
            return body_voice(name) if name.kind != "person" else Voice(name.name, None, "person", name)
        before = bisect_left(self._places, first)
        if before != self._before:
            scene.spoken = list(self._spoken[max(before - _RECENT, 0) : before])
            self._before = before
        scene.asked = (span,)
        first, last = _trimmed(scene, first, last)
        if first < last:
            return self._resolver.at(first, last)
        text = span.of(self._doc.text).strip()
        return Voice(text, None, "unnamed person", rule="no_words") if text else _AGENTLESS


def _names(scene: Scene) -> dict[tuple[int, int], Entity]:
    """The mentions that are their own head, so that whom they mean need not be asked."""
    found: dict[tuple[int, int], Entity] = {}
    behind = 0
    for mention, following in zip_longest(scene.cast.mentions, scene.cast.mentions[1:]):
        first, last = mention.first, mention.last
        alone = behind <= first and (following is None or last <= following.first)
        single = last - first == 1
        asked = scene.lower[first] in stand_for() if single else _is_pronoun(scene, first, last)
        if alone and not asked and _trimmed(scene, first, last) == (first, last):
            found[first, last] = mention.entity
        behind = max(behind, last)
    return found


def _trimmed(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The words of a source without marks, "according to", and "In a letter," before it."""
    forms, lower = scene.forms, scene.lower
    while first < last and not forms[first][0].isalnum():
        first += 1
    while last > first and not forms[last - 1][0].isalnum() and forms[last - 1] not in (".", "'s", "’s"):
        last -= 1
    if last - first > 2 and lower[first] == "according" and lower[first + 1] == "to":
        first += 2
    elif first < len(lower) and lower[first] in ("in", "at", "on") and "," in forms[first:last]:
        first += forms[first:last].index(",") + 1
    return _without_time(scene, first, last), last


def _without_time(scene: Scene, first: int, last: int) -> int:
    """Where a source begins behind a time before it: "last week the founder"."""
    lower = scene.lower
    size = 2 if last - first > 3 and lower[first] in _TIME_LEADS and lower[first + 1] in _TIMES else 1
    timed = size == 2 or (last - first > 2 and lower[first] in _TIMES)
    follows = first + size
    if not timed or follows >= last:
        return first
    opens = lower[follows] in OPENING or scene.forms[follows][0].isupper()
    return follows if opens and lower[first] != scene.forms[follows] else first


def _is_pronoun(scene: Scene, first: int, last: int) -> bool:
    if last - first == 1 or scene.lower[first] in ("he", "she", "you"):
        return True
    return last - first == 2 and scene.lower[last - 1] in _BEHIND_PRONOUN


def _neither(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """The subject before "neither": "Pyongyang has neither confirmed nor denied"."""
    if last - first > 1 or not first or scene.lower[first] != "neither":
        return first, last
    if scene.lower[first - 1] not in ("has", "have"):
        return first, last
    last = first - 1
    first = max(last - 1, 0)
    return next((m.first for m in scene.cast.within(first, last) if m.last == last), first), last


def _running_on(scene: Scene, statement: Statement) -> Voice:
    """A quotation with neither source nor cue goes on where the last speaker stopped."""
    if statement.cue is not None or statement.kind != "direct" or not scene.spoken or not statement.content:
        return _AGENTLESS
    _, block, voice, before = scene.spoken[-1]
    start = statement.content[0].start
    here = scene.block(start)
    if here - block not in (0, 1):
        return _AGENTLESS
    if before.kind == "indirect":
        ends = [span.end for span in (before.source, before.cue, *before.content) if span is not None]
        if here != block or any(c.isalnum() for c in scene.doc.text[max(ends) : start]):
            return _AGENTLESS
    if here == block + 1 and scene.doc.text[scene.blocks[here].start : start].strip(" \t\"“‘'"):
        return _AGENTLESS
    return voice._replace(rule="running_on")


SOURCE: Rules[[Scene, Phrase], Voice] = Rules("people.source")
"""Whose name a source gives; where no rule finds one, its common noun is read."""


@SOURCE.rule
def name_at_head(scene: Scene, read: Phrase) -> Voice | None:
    """The head is a name, or a body with its officer behind it: University of Ada vice-chancellor Prof Jo Roe."""
    at_head = next((m for m in read.inside if m.first <= read.head < m.last), None)
    if at_head is None:
        return None
    person = read.inside[-1]
    bracket = at_head.last < read.last and scene.forms[at_head.last] == "("  # "Shiv Sena (UBT) MP Jo Roe"
    other = person is not at_head and (bracket or at_head.entity.kind != "person")
    return named(scene, person if other and titled(scene, person, read.last) else at_head)


@SOURCE.rule
def name_before_a_verb(scene: Scene, read: Phrase) -> Voice | None:
    """A name, then the verb of a headline that has a capital as well: Ada Roe Calls."""
    first = read.inside[0] if read.inside else None
    if (
        first is None
        or first.first > read.first
        or first.entity.kind != "person"
        or read.last - first.last != 1
    ):
        return None
    after = scene.forms[read.last] if read.last < len(scene.forms) else ""
    shouted = all(form[0].isupper() for form in scene.forms[read.first : read.last])
    return named(scene, first) if shouted and after[:1].isalpha() else None


@SOURCE.rule
def office_then_name(scene: Scene, read: Phrase) -> Voice | None:
    """An office at a body, then who holds it: co-leader of the Greens' parliamentary group Ada Roe."""
    behind = read.inside[-1] if read.inside else None
    if (
        behind is None
        or behind.entity.kind != "person"
        or behind.last < read.last
        or behind.name_at <= read.end
    ):
        return None
    body = scene.lower[behind.name_at - 1]
    if noun_kind(scene.lower[read.head]) != "role":
        return None
    if noun_kind(body) != "organisation" and body not in ORGANISATION:
        return None
    voice = named(scene, behind)
    return voice if behind.role else voice._replace(role=written(scene, read.first, behind.name_at))


@SOURCE.rule
def apposed_name(scene: Scene, read: Phrase) -> Voice | None:
    """A role, then a name beside it: a lawyer for the firm, Jane Roe."""
    word = scene.lower[read.head]
    known = noun(word)
    if known.kind not in ("role", "person") if known is not None else word.endswith("s"):
        return None
    for mention in read.inside:
        owner = mention.last < read.last and scene.lower[mention.last] in ("'s", "'")
        person = mention.entity.kind == "person" and mention.first > read.end and not owner
        if person and apposed(scene, read.end, mention.first):
            return named(scene, mention)
    return None
