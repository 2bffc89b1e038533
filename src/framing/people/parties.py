"""Every party of an article that may do or suffer something: persons, bodies, groups, and each place they are meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from framing.article import STORY
from framing.people import mentions, speakers
from framing.people.classes import LIFT, PARTY
from framing.people.likeness import telling
from framing.people.phrases import BREAKS, OPENING
from framing.statement import Statement
from framing.text import Document
from framing.words.gazetteer import country_terms, noun, noun_kind
from framing.words.tables import WordMap, WordSet

NAME, NOUN, THIRD, FIRST, SECOND = "name", "noun", "third", "first", "second"
HOWS = (NAME, NOUN, THIRD, FIRST, SECOND)
"""How a party is meant: by name, by a noun, by a pronoun of the third, first or second person."""

_THIRD = WordMap("function", "pronoun", "possessive", "reflexive")
_FIRST = WordMap("function", "first_person")
_SECOND = frozenset(("you", "your", "yourself"))
_ACTING = frozenset(("role", "person", "group", "organisation"))
_STOPS = WordSet("function", "be", "have", "do", "modal", "coordinator", "subordinator", "relative")
_REACH = 4  # words before a noun in which its article may stand
_MOST = 4_000  # mentions of an article; what comes behind is left out, so that time stays linear


class Meant(NamedTuple):
    """One place where a party is meant.

    Args:
        first, last: word positions, end exclusive.
        party: its number in `Parties.names`.
        how: one of `HOWS`.
    """

    first: int
    last: int
    party: int
    how: str


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of an article.

    Args:
        names: one each, as the statements would call them.
        kinds: what each is: person, organisation, unnamed person, unnamed group, document, place.
        times: how often each is meant.
        meant: every place, in text order.
        named: whether each goes by a name.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    times: tuple[int, ...]
    named: tuple[bool, ...]
    meant: tuple[Meant, ...]

    def number(self, name: str | None) -> int | None:
        """The party of this name, or None.

        Example:
            >>> Parties(("Ana Ruiz",), ("person",), (1,), (True,), ()).number("Ana Ruiz")
            0
        """
        return self.names.index(name) if name in self.names else None


def parties(doc: Document, statements: Sequence[Statement]) -> Parties:
    """Find the parties of an article and every place where they are meant.

    Args:
        doc: the article.
        statements: its statements; a pronoun in a quotation is read with who speaks.

    Example:
        >>> from framing.article import Article
        >>> found = parties(Document(Article("a", "Mayor Ana Ruiz left. Her critics say she lied.")), [])
        >>> found.names, [(m.party, m.how) for m in found.meant]
        (('Ana Ruiz', 'her critics'), [(0, 'name'), (0, 'third'), (1, 'noun'), (0, 'third')])
    """
    key = tuple((s.start, s.speaker) for s in statements)
    kept = doc.__dict__.get("_parties")
    if kept is not None and kept[0] == key:
        same: Parties = kept[1]
        return same
    made = _found(doc, statements)
    doc.__dict__["_parties"] = (key, made)  # sources and accusations both ask
    return made


def _found(doc: Document, statements: Sequence[Statement]) -> Parties:
    words = doc.words
    places = list(islice(_places(doc), _MOST))
    voices = speakers.meant(doc, statements, [(first, last) for first, last, _ in places])
    numbers: dict[str, int] = {}
    kinds: list[str] = []
    named: list[bool] = []
    meant: list[Meant] = []
    for (first, last, how), voice in zip(places, voices, strict=True):
        name = voice.name or doc.text[words.starts[first] : words.ends[last - 1]]
        number = numbers.setdefault(name, len(numbers))
        if number == len(kinds):
            kinds.append(voice.kind)
            named.append(how == NAME)
        named[number] = named[number] or how == NAME
        meant.append(Meant(first, last, number, how))
    times = [0] * len(kinds)
    for one in meant:
        times[one.party] += 1
    return Parties(tuple(numbers), tuple(kinds), tuple(times), tuple(named), tuple(meant))


def _places(doc: Document) -> Iterator[tuple[int, int, str]]:
    """Names, nouns for persons and bodies, and pronouns of the story, in text order."""
    lower, forms = doc.words.lower, doc.words.forms
    cast = iter(mentions.read(doc).mentions)
    mention = next(cast, None)
    for block, region in doc.blocks:
        if region not in STORY:
            continue
        inside = doc.words.within(block)
        at = inside.start
        while at < inside.stop:
            while mention is not None and mention.last <= at:
                mention = next(cast, None)
            if mention is not None and mention.first <= at:
                yield mention.first, min(mention.last, inside.stop), NAME
                at = mention.last
                continue
            how = _how(lower[at])
            if how == NOUN or (forms[at][:1].isupper() and _people(forms[at])):
                yield _opens(doc, inside.start, at), at + 1, NOUN
            elif how:
                yield at, at + 1, how
            at += 1


def _how(word: str) -> str:
    if word in _FIRST:
        return FIRST
    if word in _THIRD:
        return THIRD
    if word in _SECOND:
        return SECOND
    return NOUN if noun_kind(word) in _ACTING else ""


def _people(form: str) -> bool:
    """Whether a capitalised word stands for people by their party or country: Democrats, Russians."""
    found = country_terms().get(form)
    return form.lower() in PARTY or (found is not None and found[1] in ("demonym", "metonym"))


def _opens(doc: Document, least: int, at: int) -> int:
    """The word at which a noun's phrase opens: its article, or the words before it that belong to it."""
    lower = doc.words.lower
    start = at
    for back in range(at - 1, max(at - 1 - _REACH, least - 1), -1):
        word = lower[back]
        if word in OPENING:
            return back
        if not word[0].isalpha() or word in BREAKS or word in _STOPS or word.endswith("ly"):
            break
        if start == back + 1 and (word in LIFT or noun(word) is not None or word in PARTY):
            start = back
    return start


def likest(found: Parties, name: str) -> list[int]:
    """The parties of an article that a name or phrase may mean, by the words they share.

    Example:
        >>> from framing.article import Article
        >>> one = parties(Document(Article("a", "Mayor Ana Ruiz left. Critics laughed.")), [])
        >>> likest(one, "Ms Ruiz")
        [0]
    """
    wanted = telling(name)
    return [number for number, other in enumerate(found.names) if wanted & telling(other)]
