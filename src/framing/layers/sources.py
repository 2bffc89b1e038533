"""Sources: one row for each speaker of an article: what it is, as what it speaks, woman or man, named or not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from framing.layers.found import Source, Speaking
from framing.layers.marks import english
from framing.layers.registry import Layer, Seen
from framing.people import capacity
from framing.people.affiliations import (
    Affiliation,
    Function,
    own_affiliation,
    speaks_for_somebody,
    words_of,
)
from framing.people.asking import asked
from framing.people.authors import letter, writer
from framing.people.genders import gender
from framing.people.interviews import ASKS
from framing.people.parties import Parties, parties
from framing.spans import Owners, Place, overlap, union
from framing.statement import SpeakerType, Statement
from framing.text import Document

_PERSONS = (SpeakerType.PERSON, SpeakerType.UNNAMED_PERSON)
_NAMED = (SpeakerType.PERSON, SpeakerType.ORGANISATION)
_GUESSED = ("learned", "class_of_noun")
_BARE = (["statement"], ["letter"], ["message"], ["messages"], ["email"], ["note"], ["tweet"], ["post"])
_PLAIN = re.compile(r"[^\w]+")


def speakers_of(statements: Sequence[Statement]) -> list[Speaking]:
    """The speakers of an article in the order in which they first speak; of a joint statement, each.

    Example:
        >>> from framing.article import Span
        >>> s = Statement(0, "direct", Span(0, 3), None, (Span(5, 9),), "Lee", "doctor", SpeakerType.PERSON)
        >>> [(one.name, one.roles) for one in speakers_of([s])]
        [('Lee', ['doctor'])]
    """
    found: dict[str, Speaking] = {}
    for s in statements:
        if s.speaker is None:
            continue
        one = found.setdefault(s.speaker, Speaking(s.speaker, str(s.speaker_type), place=s.source))
        if s.role and s.role not in one.roles:
            one.roles.append(s.role)
        one.statements.append(s)
    # What somebody says alone tells best who it is; a joint statement tells it of who says nothing else.
    for s in statements:
        for other in s.besides:
            one = found.setdefault(other.name, Speaking(other.name, str(other.kind), place=other.place))
            if other.role and not one.roles:
                one.roles.append(other.role)
            one.statements.append(s)
    for one in found.values():
        one.statements.sort(key=_number)
    return sorted(found.values(), key=lambda one: _number(one.statements[0]))


def _number(s: Statement) -> int:
    return s.statement_id


def sources(doc: Document, statements: Sequence[Statement]) -> list[Source]:
    """What every speaker of an article is.

    Args:
        doc: the article.
        statements: its statements. Text that is not English has affiliations by names alone.

    Example:
        >>> from framing.article import Article
        >>> from framing.layers.statements import statements
        >>> doc = Document(Article("a", 'It is safe, said Mayor Ana Ruiz. "It is not," said a union spokesman.'))
        >>> [(str(one.affiliation), str(one.function)) for one in sources(doc, statements([doc])[0])]
        [('government', 'decision_maker'), ('civil_society', 'spokesperson')]
    """
    speaking = speakers_of(statements)
    if not speaking:
        return []
    meant = parties(doc, statements)
    name = writer(doc)
    return spoken_for(_alike([_source(doc, meant, one, name) for one in speaking]))


def _by_piece(doc: Document, one: Speaking, name: str | None) -> tuple[Affiliation, Function, str] | None:
    """What whoever speaks in the piece's own voice is: who asks in an interview, an author without another office."""
    said = one.statements[0].source
    if said is not None and said.of(doc.text).strip(" .:").lower() == ASKS:
        return Affiliation.MEDIA, Function.PROFESSIONAL, "interviewer"
    if one.roles or one.name not in (name, "I"):
        return None
    if letter(doc):
        return Affiliation.CITIZENS, Function.PARTICIPANT, "author"
    return (Affiliation.MEDIA, Function.PROFESSIONAL, "author") if name is not None else None


def spoken_for(found: list[Source]) -> list[Source]:
    """Sources that speak for another source of the article are what that one is, where nothing else told it.

    "Lee's spokeswoman" speaks for the senator Lee, "the statement" for whoever spoke right before it.

    Args:
        found: the sources of an article in the order in which they first speak.
    """
    made = []
    for number, one in enumerate(found):
        other = None
        if one.rule in _GUESSED:
            other = _whom(one, found) or (found[number - 1] if number and _bare_document(one) else None)
        if other is not None and other.affiliation != Affiliation.UNKNOWN:
            made.append(replace(one, affiliation=other.affiliation, rule="spoken_for"))
        else:
            made.append(one)
    return made


def _whom(one: Source, found: Sequence[Source]) -> Source | None:
    """The source of the article for whom another speaks, by its name in the other's role."""
    role = "; ".join(one.speaking.roles) or one.speaking.name
    if not speaks_for_somebody(role):
        return None
    words = set(words_of(role))
    for other in found:
        named = other.speaking.kind in _NAMED and other is not one
        if named and words_of(other.speaking.name)[-1:] and words_of(other.speaking.name)[-1] in words:
            return other
    return None


def _bare_document(one: Source) -> bool:
    """Whether a source is a document of which the article does not say who made it: "the statement"."""
    words = one.speaking.name.lower().split()
    return one.speaking.kind == SpeakerType.DOCUMENT and words[0] == "the" and words[1:] in _BARE


def _alike(found: list[Source]) -> list[Source]:
    """Who only speaks together with somebody is what the other is, where nothing tells what: alike are joined."""
    known = {one.speaking.name: one for one in found}
    made = []
    for one in found:
        first = known.get(one.speaking.statements[0].speaker or "")
        own = any(s.speaker == one.speaking.name for s in one.speaking.statements)
        if own or first is None or one.rule != "learned":
            made.append(one)
            continue
        made.append(replace(one, affiliation=first.affiliation, function=first.function, rule="together"))
    return made


def _source(doc: Document, meant: Parties, one: Speaking, name: str | None) -> Source:
    told_of = asked(doc.text, one.name, one.roles, one.kind, one.place)
    told = capacity.shipped().capacity(told_of)
    affiliation, function, rule = told.affiliation, told.function, told.rule
    affiliation, function, rule = _by_piece(doc, one, name) or (affiliation, function, rule)
    if one.kind == SpeakerType.DOCUMENT:
        function = Function.DOCUMENT
    sex, how = (
        gender(doc, meant, one.name, one.roles) if one.kind in _PERSONS and english(doc) else (None, "")
    )
    return Source(one, affiliation, function, sex, how, person_id(one.name, one.kind), told.share, rule,
                  own_affiliation(told_of, affiliation))  # fmt: skip


def person_id(name: str, kind: str) -> str | None:
    """The same for one person or body over a corpus: given name and surname, or a body's name; else None.

    Nobody is merged by the surname alone, and the nameless have no id.

    Example:
        >>> person_id("Donald J. Trump", "person") == person_id("Donald Trump", "person"), person_id("Trump", "person")
        (True, None)
    """
    if kind not in _NAMED:
        return None
    words = [w for w in (_PLAIN.sub("", part).lower() for part in name.split()) if w not in ("", "the")]
    if kind == SpeakerType.PERSON:
        words = [w for w in words if w not in ("jr", "sr", "ii", "iii")]
        return f"{words[0]}-{words[-1]}" if len(words) > 1 else None
    return "-".join(words) or None


def rows(seen: Seen) -> list[dict[str, Any]]:
    """The rows of the sources table."""
    doc = seen.document
    owners = Owners.of((s.statement_id, (c.start, c.end)) for s in seen.statements for c in s.content)
    quoted = union((q.start, q.end) for q in doc.quotes if q.depth == 0 and len(q.span) > 2)
    words: dict[int, int] = {}
    marked: dict[int, int] = {}
    owned = list(owners.pieces())
    for owner, own in owned:
        words[owner] = words.get(owner, 0) + _between(doc.story_starts, own)
    for inside in overlap([place for _, place in owned], quoted):
        whose = owners.at(inside[0])
        if whose is not None:
            marked[whose] = marked.get(whose, 0) + _between(doc.story_starts, inside)
    made = []
    for one in seen.sources:
        numbers = [s.statement_id for s in one.speaking.statements]
        stands = one.speaking.place
        made.append({
            "article_id": doc.article.id, "speaker": one.speaking.name, "person_id": one.person_id,
            "role": "; ".join(one.speaking.roles) or None, "affiliation": str(one.affiliation),
            "function": str(one.function), "gender": one.gender, "named": one.speaking.kind in _NAMED,
            "camp": _camp(one.speaking), "statements": len(numbers),
            "words": sum(words.get(n, 0) for n in numbers), "quoted_words": sum(marked.get(n, 0) for n in numbers),
            "rule": one.rule, "speaker_type": one.speaking.kind, "share": one.share,
            "gender_rule": one.gender_rule or None,
            "start": stands.start if stands else None, "end": stands.end if stands else None,
            "own_affiliation": one.own,
        })  # fmt: skip
    return made


def _between(starts: Sequence[int], place: Place) -> int:
    """How many words start in a place."""
    return bisect_left(starts, place[1]) - bisect_left(starts, place[0])


def _camp(one: Speaking) -> str | None:
    """The camp of a speaker's own statements; one who only speaks beside others has none."""
    return next((s.camp for s in one.statements if s.speaker == one.name), None)


def affiliation_of(doc: Document, name: str, found: Sequence[Source]) -> str:
    """What a party is that may have said nothing: as a source of the article, else by its name and what stands around.

    Args:
        doc: the article.
        name: canonical name or phrase.
        found: the article's sources.
    """
    same = next((one for one in found if one.speaking.name == name), None)
    if same is not None:
        return str(same.affiliation)
    if name == writer(doc):
        return str(Affiliation.CITIZENS if letter(doc) else Affiliation.MEDIA)
    kind = "person" if len(name.split()) > 1 and name.istitle() else "organisation"
    told = capacity.shipped().capacity(asked(doc.text, name, (), kind, None))
    return str(told.affiliation)


LAYERS = (
    Layer(
        "sources",
        (
            ("article_id", "str"), ("speaker", "str"), ("person_id", "str"), ("role", "str"), ("affiliation", "str"),
            ("function", "str"), ("gender", "str"), ("named", "bool"), ("camp", "str"), ("statements", "int"),
            ("words", "int"), ("quoted_words", "int"), ("rule", "str"), ("speaker_type", "str"), ("share", "float"),
            ("gender_rule", "str"), ("start", "int?"), ("end", "int?"), ("own_affiliation", "str"),
        ),
        rows,
        version=lambda folder: capacity.shipped().version,
        named_by="speaker",
        values={
            "affiliation": tuple(Affiliation), "function": tuple(Function), "gender": ("woman", "man", "unknown", None),
        },
        about="tells what each source is; one of whom nothing is told is guessed by what stands around it",
    ),
)  # fmt: skip
"""Who the speakers are."""
