"""What an article knows about offices and countries."""

from __future__ import annotations

import re
from functools import cached_property

from framing.camps.countries import country_of, is_state
from framing.camps.wording import SPLIT, head_of, name_runs
from framing.people.mentions import Cast
from framing.people.roles import Role, singular
from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.tables import WordSet

MAIN = "by the article's main country"


class Context:
    """What the article knows about offices and countries."""

    def __init__(self, cast: Cast | None, text: str = "") -> None:
        self.roles: dict[str, list[Role]] = {}
        self.held: list[tuple[Role, str]] = []
        self.main: str | None = None
        self.text = text
        self.people: set[str] = set()
        self._opposed: dict[str, bool] = {}
        self.commission = "European Commission" in text
        if cast is None:
            return
        for entity in cast.entities:
            if entity.kind == "person":
                self.people.update(entity.name.split())
            if entity.kind == "person" and entity.roles:
                self.roles[entity.name] = entity.roles
        for role in cast.roles:
            land = country_of(role.context)
            if land is not None:
                self.held.append((role, land))
        states = {name: n for name, n in cast.countries.items() if is_state(name)}
        total = sum(states.values())
        if total:
            name, count = max(states.items(), key=lambda pair: (pair[1], pair[0]))
            if count >= 3 and 2 * count >= total:
                self.main = name

    def state(self, name: str | None, role: str | None, kind: str) -> str | None:
        """The state that an official is of, where her role, her name or a like office tells it."""
        text = role if kind == "person" else name
        land = country_of(text or "")
        if land is None:
            land, how = self.country(name, text or "")
            if how == MAIN:
                land = None
        if land is not None:
            return land if is_state(land) else None
        contexts = (other.context for other in self.roles.get(name or "", ()))
        for phrase in (text or "", *contexts):
            if (found := self.unlisted(phrase)) is not None:
                return found
        return None

    def unlisted(self, text: str) -> str | None:
        """A country that is in no table: "Karvan" in "Karvan's foreign minister", "the Karvani army"."""
        for pattern in _UNLISTED:
            for match in pattern.finditer(text[:200]):
                word = match.group(1)
                if (
                    word in _PORTFOLIOS
                    or word in self.people
                    or noun(word.lower()) is not None
                    or gazetteer.country(word) is not None
                ):
                    continue
                for stem in (word, word[:-1], word[:-2], word[:-3]):
                    if len(stem) >= 4 and re.search(
                        rf"\b(?:in|of|from|to|with|against|into|and|between|that) {stem}\b|\b{stem}['’]s\b",
                        self.text,
                    ):
                        return stem
        return None

    def opposed(self, name: str) -> bool:
        """Whether the article calls a party the opposition: "the main opposition People's Party"."""
        if not self._oppositions:
            return False
        wanted = next((run for run in name_runs(name) if len(run.split()) > 1), None) or name
        if wanted not in self._opposed:
            named = re.compile(rf"\W+(?:\w+\W+){{0,2}}{re.escape(wanted)}\b")
            self._opposed[wanted] = any(named.match(self.text, at) for at in self._oppositions)
        return self._opposed[wanted]

    def in_opposition(self, last: str) -> bool:
        """Whether the article says of somebody with this last name: "Lee of the main opposition", "Lee leads the …"."""
        for before, at in self._opposing:
            for end in (before, at):
                start = end - len(last)
                before_it = self.text[start - 1 : start] if start > 0 else ""
                if start >= 0 and self.text.startswith(last, start) and _word(before_it) != _word(last[:1]):
                    return True
        return False

    @cached_property
    def _oppositions(self) -> list[int]:
        """Where the word "opposition" ends: looked for once, however many speakers are asked about."""
        return [found.end() for found in re.finditer(r"\bopposition(?=\W)", self.text)]

    @cached_property
    def _opposing(self) -> list[tuple[int, int]]:
        """Where words end behind which "of the opposition" stands, without and with a comma."""
        return [(found.start(), found.start(1)) for found in _OF_OPPOSITION.finditer(self.text)]

    def country(self, name: str | None, role: str) -> tuple[str | None, str]:
        """The country of an office that does not name one, and how it was told."""
        for other in self.roles.get(name or "", ()):
            land = country_of(other.context)
            if land is not None:
                return land, "as the article says elsewhere"
        words = {word.lower() for word in SPLIT.findall(role)}
        head = head_of(role)
        best: str | None = None
        score = 0
        for other, land in self.held[:200]:
            if other.head == singular(head):
                shared = len(words & other.words)
                if shared > score:
                    best, score = land, shared
        if best is not None and score > 1:
            return best, "by a like office in the article"
        return self.main, MAIN


_OF_OPPOSITION = re.compile(r",?( (?:of|from|for|leads|heads) the (?:main )?opposition\b)")


def _word(character: str) -> bool:
    return character.isalnum() or character == "_"


_STATE_WORDS = (
    r"(?:prime minister|minister|ministry|president|government|officials?|army|military|navy|air force|king|queen|"
    r"chancellor|parliament|ambassador|envoy|diplomats?|commanders?|generals?|troops|forces|spokes\w+|premier)\b"
)


_UNLISTED = (
    re.compile(rf"\b([A-Z][a-z]{{3,}})['’]s (?:[a-z-]+ ){{0,4}}{_STATE_WORDS}"),
    re.compile(rf"\b([A-Z][a-z]{{3,}}) (?:[a-z-]+ ){{0,4}}{_STATE_WORDS}"),
    re.compile(rf"\b{_STATE_WORDS[:-2]} (?:of|for) ([A-Z][a-z]{{3,}})\b"),
)


_PORTFOLIOS = WordSet("camps", "portfolio")
