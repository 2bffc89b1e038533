"""The roles that an article gives to the people it names, read from the words around a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.people.capitals import Run, Scanner
from framing.people.classes import DETERMINERS, ENDS, HEADS, LIFT, OPENERS, VERBISH
from framing.people.division import COURTESY
from framing.people.leftward import reach_left
from framing.words import gazetteer
from framing.words.gazetteer import noun, noun_kind
from framing.words.inflect import irregular_pasts
from framing.words.tables import WordSet, derived

_ATTACH = WordSet("people", "attached", "function.preposition")
_LEADING = WordSet("people", "before_role", "determiner", "function.article", "function.possessive")
_CLAUSE = WordSet("function", "subordinator")
_DOING = WordSet("people", "doing")
_NO_APPOSITION = WordSet(
    "people",
    "no_apposition",
    "function.subject_pronoun",
    "function.relative",
    "function.coordinator",
    "function.subordinator",
    "function.preposition",
)
TITLED = WordSet("people", "academic_title")
_COPULA_END = WordSet("people", "behind_copula")
_RELATION = WordSet("people", "relation")


@dataclass(frozen=True, slots=True)
class Role:
    """A role that the article gives somebody: its words, and the country they name.

    Args:
        text: as the article writes it, without a leading article or possessor.
        head: its head noun, lower case, singular.
        words: its words, lower case.
        context: the role with whatever possessor stands before it ("Russia's deputy defence minister").
        position: the word at which it stands.
    """

    text: str
    head: str
    words: frozenset[str]
    context: str
    position: int


@derived
def singular(word: str) -> str:
    """The singular of a role noun, for comparing heads."""
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and noun(word[:-1]):
        return word[:-1]
    return word


class RoleReader:
    """Reads the roles beside the names of one document.

    Args:
        scanner: the document's words and blocks.
    """

    def __init__(self, scanner: Scanner) -> None:
        self.scanner = scanner
        self.forms = scanner.forms
        self.lower = scanner.lower
        self.blocks = scanner.blocks

    def before(self, run: Run) -> Role | None:
        """The role before the name: "former deputy health minister Joan Abara"."""
        cut, lower = run.cut, self.lower
        floor = self.blocks[run.block][0]
        inside = [p for p in run.positions[cut.role : cut.name] if lower[p] not in COURTESY]
        head = next((p for p in reversed(inside) if noun_kind(lower[p]) in ("role", "person")), -1)
        if inside and "of" in (lower[p] for p in inside):
            head = next((p for p in inside if noun_kind(lower[p]) == "role"), head)
        first = inside[0] if inside else run.positions[min(cut.role, len(run.positions) - 1)]
        end = run.positions[cut.name]
        if inside and end - 1 in run.positions and lower[end - 1] in COURTESY:
            end -= 1
        if not inside:
            end = first
            last = lower[first - 1] if first > floor else ""
            if not last or (noun(last) is None and last not in LIFT and lower[first - 2] != "of"):
                return None  # as most names: nothing that names a role stands before it
        start, found, owner = reach_left(self.scanner, first, floor)
        if (found >= 0 and head < 0) or (start < first and head >= 0):
            # the words to the left belong to the role only if they end in its noun or modify it
            if head >= 0 and found < 0 and not self._modifies(start, first):
                start = first
                owner = first
            return self._role(start, end, head if head >= 0 else found, owner)
        if head >= 0:
            return self._role(first, end, head, owner if start == first else first)
        return None

    def before_comma(self, run: Run, first: int) -> Role | None:
        """The role before the comma: "its chief executive, Jane Doe,", "a spokesman for the port, Ivan Petrov,"."""
        floor = self.blocks[run.block][0]
        forms, lower = self.forms, self.lower
        if first - 2 < floor or forms[first - 1] != ",":
            return None
        after = forms[run.last] if run.last < len(forms) else "."
        at_home = after in ("of", "from", "at")  # "his lawyer, Ana Ruiz of the Port Project, said"
        if not (after in ",.;:)" or at_home or lower[run.last] in VERBISH):
            return None
        comma = first - 1
        for at in range(comma - 1, max(floor, comma - 14) - 1, -1):
            word = lower[at]
            if word == "and" and self._within_name(at, first):
                continue  # "a spokeswoman for the Department of Health and Human Services, Jane Doe,"
            if word in VERBISH or forms[at] in ENDS or forms[at] == ",":
                return None
            known = noun(word)
            if known is None or known.kind not in ("role", "person") or word in _RELATION:
                continue
            if at + 1 != comma and lower[at + 1] not in _ATTACH:
                continue
            start, _, owner = reach_left(self.scanner, at, floor)
            begins = (
                start == floor
                or lower[start - 1] in DETERMINERS
                or lower[start - 1] in ("'s", "'", "’", "to")
            )
            body = noun(lower[start - 1])
            if not begins and start - 2 >= floor and body is not None and lower[start - 2] in DETERMINERS:
                start, begins = start - 1, True  # "the jury foreman, Jane Doe,"
            if at_home and not begins:
                return None
            begins = begins or forms[start - 1] in OPENERS or forms[start - 1] == ","
            told = lower[run.last] in VERBISH and self._told(start, floor)
            return self._role(start, comma, at, owner) if begins and not told else None
        return None

    def _told(self, start: int, floor: int) -> bool:
        """Whether a clause has begun before a role, which a name and "said" report: "It hurt the mayor, Lee said"."""
        for k in range(start - 1, floor - 1, -1):
            if self.forms[k] in ENDS:
                return False
            if self.lower[k] in VERBISH or self.lower[k] in irregular_pasts() or self.lower[k].endswith("ed"):
                return True
        return False

    def behind(self, run: Run) -> Role | None:
        """The role behind the comma: "Ana Ruiz, a spokeswoman for the port, …" and its like."""
        forms, lower = self.forms, self.lower
        limit = self.blocks[run.block][1]
        at = run.last
        if at >= limit:
            return None
        mark = forms[at]
        if mark == "(" and at + 2 < limit:  # (34), (R-Texas): no role; look behind it
            close = next((k for k in range(at + 1, min(at + 5, limit)) if forms[k] == ")"), None)
            if close is None or close + 1 >= limit:
                return None
            at = close + 1
            mark = forms[at]
        if lower[at] in ("is", "was") and at + 2 < limit and lower[at + 1] in ("a", "an", "the"):
            return self._phrase(at + 1, limit, copula=True)
        if mark in ("of", "from", "at"):
            return None
        if mark not in (",", "—", "–", "-", "--"):
            return None
        at += 1
        while at + 1 < limit and (forms[at][0].isdigit() or _party_tag(forms[at])) and forms[at + 1] == ",":
            at += 2
        while at + 3 < limit and _party_tag(forms[at]) and "," in forms[at : at + 4]:
            at = at + forms[at : at + 4].index(",") + 1
        if at < limit and lower[at] == "who" and at + 1 < limit:
            if lower[at + 1] in ("is", "was", "serves", "works", "served", "worked"):
                at += 2
                while at < limit and lower[at] in ("as", "also", "now", "currently"):
                    at += 1
                return self._phrase(at, limit)
            if lower[at + 1] in HEADS:
                end = self._end(at + 2, limit)
                return self._role(at + 1, end, at + 1, at + 1)
            return None
        return self._phrase(at, limit)

    def at_home(self, role: Role, run: Run) -> Role:
        """A bare title with the place it is held at: "Prof Ama Osei, of the University of Kumasi"."""
        forms, lower = self.forms, self.lower
        at = run.last
        limit = self.blocks[run.block][1]
        if at < limit and forms[at] == ",":
            at += 1
        if at + 1 >= limit or lower[at] not in ("of", "from", "at"):
            return role
        for k in range(at + 1, min(at + 4, limit)):
            if forms[k][0].isupper():
                text = f"{role.text} {self._text(at, self._end(k, limit))}"
                return Role(text, role.head, role.words, text, role.position)
        return role

    def offices(self, runs: Sequence[Run]) -> tuple[Role, ...]:
        """Offices of a country that stand without a name: "Russia's deputy defence minister said"."""
        found = []
        lower = self.lower
        for run in runs:
            if run.cut.kind not in ("country", "adjective") or run.last >= len(lower):
                continue
            at = run.last + (lower[run.last] in ("'s", "’s", "'"))
            head = -1
            for k in range(at, min(at + 6, self.blocks[run.block][1])):
                known = noun(lower[k])
                if known is not None and known.kind == "role":
                    head = k
                elif known is None and lower[k] not in LIFT:
                    break
            role = self._role(at, head + 1, head, run.positions[run.cut.skip]) if head >= 0 else None
            if role is not None:
                found.append(role)
        return tuple(found)

    def _role(self, start: int, end: int, head: int, context: int) -> Role | None:
        """The role in the words `start` to `end`, told from what may stand before it."""
        forms, lower = self.forms, self.lower
        while start < end and (
            lower[start] in _LEADING or not forms[start][0].isalnum() or lower[start].endswith("-year-old")
        ):
            if lower[start] == "one" and start + 1 < end and lower[start + 1] == "of":
                break
            start += 1
        while end > start and not forms[end - 1][0].isalnum() and forms[end - 1] not in (")", "."):
            end -= 1
        if start >= end:
            return None
        words = frozenset(word.rstrip(".") for word in lower[start:end] if word[0].isalnum())
        if lower[head] == "general" and head > start and noun(lower[head - 1]):
            head -= 1  # "attorney general"
        return Role(
            self._text(start, end),
            singular(lower[head].rstrip(".")),
            words,
            self._text(min(context, start), end),
            start,
        )

    def _text(self, start: int, end: int) -> str:
        """The words as written, put together again with single spaces."""
        return join(self.forms[start:end])

    def _modifies(self, start: int, end: int) -> bool:
        return all(
            word in LIFT or self.forms[start + at][0].isupper() or noun(word) is not None
            for at, word in enumerate(self.lower[start:end])
        )

    def _phrase(self, at: int, limit: int, copula: bool = False) -> Role | None:
        forms, lower = self.forms, self.lower
        if at >= limit or lower[at] in _NO_APPOSITION or self._clause(at, limit):
            return None
        for k in range(at, min(at + 12, limit)):
            word = lower[k]
            if k > at and word in ("of", "and", "for") and self._within_name(k, limit):
                continue  # "a Bank of England economist"
            if word in VERBISH or forms[k] in ENDS or (forms[k] in ",—–)(" and k > at):
                return None
            if word in _ATTACH and k > at:
                return None
            known = noun(word)
            if known is None or (known.kind != "role" and not (known.kind == "person" and k - at < 6)):
                if (
                    known is not None
                    and known.kind == "group"
                    and k + 1 < limit
                    and not forms[k + 1][0].isalpha()
                ):
                    return None
                continue
            following = lower[k + 1] if k + 1 < limit else "."
            # "the prime minister's office", "a police officer training school": not yet the head
            if following in ("'s", "’s", "'"):
                continue
            ahead = noun(following)
            if ahead is not None and ahead.kind in ("role", "organisation", "person"):
                continue
            if following in LIFT and k + 2 < limit and noun_kind(lower[k + 2]) == "role":
                continue
            if (
                following.endswith("s")
                and following.isalpha()
                and ahead is None
                and forms[k + 1][0].islower()
                and (following not in ("across", "s", "this", "as", "is"))
            ):
                return None  # "a Utah Republican asks": a clause, no apposition
            if copula and (
                k - at > 5
                or word in _RELATION
                or (following not in (",", ".", ";") and following not in _COPULA_END)
            ):
                return None
            return self._role(at, self._end(k + 1, limit), k, at)
        return None

    def _within_name(self, k: int, limit: int) -> bool:
        """Whether a small word stands between two capitalised ones, as inside the name of a body."""
        forms = self.forms
        after = k + 2 if k + 1 < limit and forms[k + 1] == "the" else k + 1
        return (
            forms[k - 1][0].isupper()
            and after < limit
            and forms[after][0].isupper()
            and not noun(self.lower[k - 1])
        )

    def _clause(self, at: int, limit: int) -> bool:
        """Whether a name and a verb begin here: "Roe, Cruz wage delegate warfare"."""
        forms, lower = self.forms, self.lower
        if (
            not forms[at][0].isupper()
            or at + 1 >= limit
            or not forms[at + 1].isalpha()
            or not forms[at + 1].islower()
        ):
            return False
        if lower[at] in LIFT or noun(lower[at]) or forms[at] in gazetteer.country_terms():
            return False
        return lower[at + 1] not in LIFT and noun(lower[at + 1]) is None

    def _end(self, at: int, limit: int) -> int:
        """Where an apposition ends: at its comma, at a verb, at the sentence's end."""
        forms, lower = self.forms, self.lower
        for k in range(at, min(at + 25, limit)):
            form = forms[k]
            if form == "." and len(forms[k - 1]) == 1 and k + 1 < limit and forms[k + 1][0].isupper():
                continue  # "George W. Bush"
            if lower[k] in _CLAUSE or lower[k] in _DOING:
                return k
            if form in ENDS or form in ";:)(—–" or form in ("--", "-", "“", "”", '"'):
                return k
            if form == ",":
                # "the University of California, Berkeley, said"
                if (
                    k + 2 < limit
                    and forms[k - 1][0].isupper()
                    and forms[k + 1][0].isupper()
                    and forms[k + 2] == ","
                    and (forms[k + 1] not in gazetteer.given_names())
                ):
                    continue
                return k
            if lower[k] in VERBISH and lower[k] not in ("and",):
                return k
            if lower[k] == "and" and k + 1 < limit and lower[k + 1] in VERBISH | {"he", "she", "they"}:
                return k
        return min(at + 25, limit)


def _party_tag(form: str) -> bool:
    return len(form) > 2 and form[0] in "RDI" and form[1] in "-‑–"


def join(forms: Sequence[str]) -> str:
    """Words put together as a reader expects them.

    Example:
        >>> join(["the", "EU", "'s", "envoy", ",", "J", ".", "Doe"])
        "the EU's envoy, J. Doe"
    """
    made = ""
    for form in forms:
        if (
            made
            and not (
                form[0] in ",.;:!?)”" or form[:2] in ("'s", "’s", "'S", "’S", "n'") or form in ("'", "’")
            )
            and not made.endswith(("(", "“", "$"))
        ):
            made += " "
        made += form
    return made
