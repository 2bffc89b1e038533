"""The rules of one set of camps, laid out for look-up, in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from framing.camps.classes import bare_office, classes_of
from framing.camps.context import Context
from framing.camps.countries import CUT, country_of, is_state, led_by
from framing.camps.employers import employer
from framing.camps.file import Camp, Camps
from framing.camps.opposing import accuses
from framing.camps.place import Place
from framing.camps.wording import SPLIT, STATE, VAGUE_BODIES, head_of
from framing.people.roles import singular
from framing.statement import CampRule, Statement
from framing.words import gazetteer
from framing.words.tables import WordSet, derived

EVERYONE_ELSE = CampRule("everyone else")


_RULERS = WordSet("camps", "ruler")


@derived
def matcher_of(camps: Camps) -> _Matcher:
    """The rules of a set of camps; laid out once."""
    return _Matcher(camps)


class _Matcher:
    """The rules of one set of camps, laid out for look-up."""

    def __init__(self, camps: Camps) -> None:
        self.agentless = camps.agentless.name if camps.agentless else None
        self.accusers = bool(camps.agentless and camps.agentless.critics)
        self.others = camps.others.name if camps.others else None
        self.names: dict[str, tuple[str, str]] = {}
        self.surnames: dict[str, tuple[str, str]] = {}
        self.bodies: list[tuple[str, str, str]] = []
        self.patterns: list[tuple[re.Pattern[str], str, str]] = []
        self.countries: dict[str, list[Camp]] = {}
        self.roles: dict[str, str] = {}
        for camp in camps:
            for name in camp.names:
                self.names.setdefault(name.casefold(), (camp.name, name))
                self.surnames.setdefault(name.casefold().split()[-1], (camp.name, name))
            for body in camp.organisations:
                self.bodies.append((f" {_plain(body)} ", camp.name, body))
            for pattern in camp.patterns:
                self.patterns.append((re.compile(pattern, re.IGNORECASE), camp.name, pattern))
            for land in camp.countries:
                self.countries.setdefault(land, []).append(camp)
            if not camp.countries:
                for role in camp.roles:
                    self.roles.setdefault(role, camp.name)

    def takes(self, statement: Statement) -> bool:
        """Whether the agentless camp takes a statement: a camp of critics only what accuses."""
        return self.agentless is not None and (not self.accusers or accuses(statement))

    def place(self, speaker: str | None, role: str | None, kind: str, context: Context) -> Place:
        """The camp of one speaker."""
        if kind == "agentless" or speaker is None or not speaker.strip():
            return Place(self.agentless, CampRule("agentless") if self.agentless else None)
        found = (
            self._name(speaker, kind)
            or self._body(speaker, kind, "organisations")
            or self._pattern(speaker, role)
        )
        if found is None and role:
            found = self._body(role, "role", "organisations in the role")
        if found is None:
            found = self._country(speaker, role, kind, context)
        if found is None:
            others = [other.context for other in context.roles.get(speaker, ())] if kind == "person" else []
            if role and bare_office(role):  # "the president said": of what, the article tells elsewhere
                others.sort(key=bare_office)
                for other in others:
                    if not bare_office(other) and (employer(other) or not employer(role)):
                        found = found or self._role(speaker, other, kind)
            found = found or self._role(speaker, role, kind)
            for other in others if found is None else ():
                found = found or self._role(speaker, other, kind)
            found = self._checked(found, speaker, role, kind, context)
        if found is None and self.others is not None:
            return Place(self.others, EVERYONE_ELSE)
        return found or Place(None, None)

    def _checked(
        self, place: Place | None, speaker: str, role: str | None, kind: str, context: Context
    ) -> Place | None:
        """A place as the article corrects it: "the Commission" is Europe's, a party may be in opposition."""
        text = role or speaker
        if (
            context.commission
            and re.search(r"\bCommission(?:er)?s?\b", text)
            and "European Union" in self.countries
        ):
            return Place(self.countries["European Union"][0].name, CampRule("countries", "European Union"))
        if (
            place is not None
            and place.rule in (CampRule("roles", "party"), CampRule("roles", "parliament"))
            and "opposition" in self.roles
        ):
            name = speaker if kind == "organisation" else text
            told = [other.context for other in context.roles.get(speaker, ())] if kind == "person" else []
            last = speaker.split()[-1] if speaker.strip() else "x"
            if kind == "person" and context.in_opposition(last):
                told.append("opposition")
            if context.opposed(name) or any(re.search(r"\bopposition\b(?! to\b)", other) for other in told):
                return Place(self.roles["opposition"], CampRule("roles", "opposition"))
        return place

    def _name(self, speaker: str, kind: str) -> Place | None:
        key = speaker.casefold()
        found = self.names.get(key)
        if found is None and kind in ("person", "organisation"):
            parts = key.split()
            if len(parts) == 1:
                found = self.surnames.get(key)
            else:
                last = self.surnames.get(parts[-1])
                if last is not None:
                    known = last[1].casefold().split()
                    # "Donald J. Trump" is Donald Trump; Melania is not
                    if len(known) == 1 or known[0] == parts[0]:
                        found = last
        return Place(found[0], CampRule("names", found[1])) if found else None

    def _body(self, text: str, kind: str, rule: str) -> Place | None:
        if not self.bodies or kind == "person":
            return None
        plain = f" {_plain(CUT.split(text, maxsplit=1)[0] if kind == 'role' else text)} "
        for body, camp, name in self.bodies:
            if body in plain:
                return Place(camp, CampRule(rule, name))
        return None

    def _pattern(self, speaker: str, role: str | None) -> Place | None:
        if not self.patterns:
            return None
        text = f"{speaker[:120]}, {role[:120]}" if role else speaker[:240]
        for pattern, camp, source in self.patterns:
            if pattern.search(text):
                return Place(camp, CampRule("patterns", source))
        return None

    def _country(self, speaker: str, role: str | None, kind: str, context: Context) -> Place | None:
        if not self.countries:
            return None
        text = role if kind == "person" else speaker
        if text is None:
            text = ""
        classes = self.kinds(text, kind, speaker)
        told = ""
        land = country_of(text) if text else None
        if (land is None and kind == "person" and context.roles.get(speaker)) or (
            land is None
            and kind in ("person", "unnamed person", "organisation", "unnamed group")
            and (set(classes[:2]) & {"official", "government", "military"})
        ):
            land, told = context.country(speaker, text)
        if land is None:
            return None
        if told and not set(classes[:2]) & STATE:
            return None
        for camp in self.countries.get(land, ()):
            detail = ""
            if camp.roles:
                role_found = next((r for r in camp.roles if _fits(r, classes, text)), None)
                if role_found is None:
                    continue
                if classes[:1] != ("country",):
                    detail = f" (role {role_found})"
            return Place(camp.name, CampRule("countries", land, f"{detail}, {told}" if told else detail))
        return None

    def by_its_noun(self, speaker: str | None, sources: Mapping[str, Sequence[str]]) -> Place | None:
        """A body by what the article calls it elsewhere: "Glimmer said … The company added"."""
        if not self.roles:
            return None
        for text in sources.get(speaker or "", ()):
            if head_of(text) in VAGUE_BODIES:
                continue
            for name in classes_of(text):
                if name in self.roles and name != "critics":  # "its rival" does not criticise
                    return Place(self.roles[name], CampRule("roles", name, f" ('{' '.join(text.split())}')"))
        return None

    def kinds(self, text: str, kind: str, speaker: str) -> tuple[str, ...]:
        """The classes of a speaker; a country by its bare name speaks as its government."""
        terms = gazetteer.country_terms()
        if kind == "organisation":
            if (text in terms and terms[text][1] != "adjective") or (
                text in terms and terms[text][0].kind == "body"
            ):
                return ("country", "official")
            found = classes_of(text)
            return found
        return classes_of(text) if text else ()

    def _role(self, speaker: str, role: str | None, kind: str) -> Place | None:
        if not self.roles or kind == "document":
            return None
        if kind.startswith("unnamed") and (_INSIDE.search(speaker) or speaker.lower() in _ANYBODY):
            return None  # "people familiar with the matter" do not say whose
        text = role or ("" if kind == "person" else speaker)
        if not text:
            return None
        head = head_of(text)
        for wanted in (head, singular(head), text.lower()):
            if wanted in self.roles and wanted not in (
                "official",
                "party",
                "union",
                "expert",
            ):  # classes, too
                return Place(self.roles[wanted], CampRule("roles", wanted))
        for name in self.kinds(text, kind, speaker):
            if name == "spokes" or (name == "other" and head in _RULERS):
                land = country_of(text) if name == "spokes" else led_by(text)
                if land is not None and is_state(land):
                    name = "official"
            if name == "critics" and kind == "person" and head not in _DOUBTERS:
                continue  # a rival or opponent is one in a race, which says no side
            if name in self.roles:
                return Place(self.roles[name], CampRule("roles", name))
        return None


_DOUBTERS = WordSet("camps", "doubter")


_ANYBODY = WordSet("camps", "anybody")


_INSIDE = re.compile(
    r"^(?:\w+ ){0,4}(?:people|persons?|individuals?) "
    r"(?:familiar with|with (?:direct )?knowledge|close to|briefed)\b"
)


def _fits(role: str, classes: tuple[str, ...], text: str) -> bool:
    if role == "official":
        if classes[:1] == ("spokes",):
            return True  # the country is told already
        return any(name in STATE or name == "country" for name in classes[:1]) or "official" in classes[:2]
    return role in classes or role == head_of(text) or f" {role} " in f" {text.lower()} "


@derived
def _plain(text: str) -> str:
    return " ".join(
        m.group().removesuffix("'s").removesuffix("’s").rstrip(".") for m in SPLIT.finditer(text.casefold())
    )
