"""Who a statement's source is: one canonical name over the article, with role and type.

A source span is read as a noun phrase: its head says whether it is a name, a pronoun, a role, a
document, a group. Names come from the article's cast (`mentions`); pronouns and "the minister" are
resolved to whom the article named before, by gender, number, position and who spoke last, in the
manner of rule-based coreference (Hobbs 1978; Lappin & Leass 1994; Raghunathan et al. 2010).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.people import mentions
from framing.people.classes import FUNCTION, GENDERED, LIFT, OPENERS, ORGANISATION
from framing.people.division import NATIVES, gender_of, places
from framing.people.mentions import Cast, Entity, Mention
from framing.people.roles import Role, join, singular
from framing.statement import Statement
from framing.text import Document
from framing.words import gazetteer
from framing.words.gazetteer import noun, noun_kind
from framing.words.tables import WordMap, WordSet

# he, she, it, they in every case: m, f, n, p
_THIRD = WordMap("function", "pronoun", "possessive", "possessive_pronoun", "reflexive")
_ME = WordSet("function", "first_person")
_WHO = WordSet("function", "relative")
_WE_OR_WHO = WordSet("function", "relative", "first_person", "pronoun")
_BREAKS = WordSet(
    "people",
    "postmodifier",
    "function.relative",
    "function.weekday",
    "function.have",
    "function.preposition",
    "function.be",
)
_DETERMINERS = WordSet(
    "people", "opens_phrase", "function.article", "function.demonstrative", "function.possessive"
)
_PLURALS = WordSet("people", "plural_head", "function.number", "function.multitude")
_NO_GROUP = WordSet(
    "people",
    "plural_head",
    "function.number",
    "function.multitude",
    "function.pronoun",
    "function.first_person",
)
_SAME = WordMap("people", "same_role")


@dataclass(frozen=True, slots=True)
class _Voice:
    """What a source was resolved to."""

    name: str | None
    role: str | None
    kind: str
    entity: Entity | None = None


def resolve(doc: Document, statements: Sequence[Statement]) -> list[Statement]:
    """Say who speaks in each statement: fills `speaker`, `role` and `speaker_type`.

    Args:
        doc: the article.
        statements: its statements, in any order; their spans are kept as they are.

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
    cast = mentions.read(doc)
    reader = _Resolver(doc, cast)
    order = sorted(range(len(statements)), key=lambda n: (_place(statements[n]), statements[n].statement_id))
    found: dict[int, Statement] = {}
    for number in order:
        statement = statements[number]
        voice = reader.voice(statement)
        found[number] = replace(statement, speaker=voice.name, role=voice.role, speaker_type=voice.kind)
        reader.remember(statement, voice)
    return [found[number] for number in range(len(statements))]


def _place(statement: Statement) -> int:
    if statement.source is not None:
        return statement.source.start
    return statement.start if statement.cue or statement.content else 0


_SHORT = WordSet("people", "short_title")
_STOPS = frozenset('.!?;:"“”')
_VAGUE = WordSet("people", "vague")
_AGENTLESS = _Voice(None, None, "agentless")


class _Resolver:
    """Resolves the sources of one article in text order and remembers who spoke."""

    def __init__(self, doc: Document, cast: Cast) -> None:
        self.doc = doc
        self.cast = cast
        self.words = doc.words
        self.forms = doc.words.forms
        self.lower = doc.words.lower
        self.blocks = [block for block, _ in doc.blocks]
        self.block_starts = [block.start for block in self.blocks]
        self.spoken: list[tuple[int, int, _Voice, Statement]] = []  # (word, block, voice, statement)
        self.cache: dict[tuple[int, int], _Voice] = {}
        self.offices: dict[str, list[tuple[Entity, Role]]] | None = None  # head noun → holders
        self.best: dict[int, Role] = {}
        self.unnamed: dict[str, _Voice] = {}  # head noun of an unnamed voice → its first label

    # --- the parts of a source

    def voice(self, statement: Statement) -> _Voice:
        source = statement.source
        if source is None:
            return self._running_on(statement)
        inside = self.words.within(source)
        first, last = inside.start, inside.stop
        lower = self.lower
        while first < last and not self.forms[first][0].isalnum():
            first += 1
        while (
            last > first
            and not self.forms[last - 1][0].isalnum()
            and self.forms[last - 1] not in (".", "'s", "’s")
        ):
            last -= 1
        if last - first > 2 and lower[first] == "according" and lower[first + 1] == "to":
            first += 2
        elif (
            lower[first : first + 1] and lower[first] in ("in", "at", "on") and "," in self.forms[first:last]
        ):
            first += self.forms[first:last].index(",") + 1  # "In a letter, the party"
        if first >= last:
            text = source.of(self.doc.text).strip()
            return _Voice(text, None, "unnamed person") if text else _AGENTLESS
        key = (first, last)
        if key not in self.cache:
            self.cache[key] = self._phrase(first, last, statement)
        return self.cache[key]

    def remember(self, statement: Statement, voice: _Voice) -> None:
        if voice.kind != "agentless":
            at = bisect_left(self.words.starts, _place(statement))
            self.spoken.append((at, self._block(_place(statement)), voice, statement))

    def _block(self, offset: int) -> int:
        return max(bisect_right(self.block_starts, offset) - 1, 0)

    def _running_on(self, statement: Statement) -> _Voice:
        """A quotation with neither source nor cue goes on where the last speaker stopped."""
        if (
            statement.cue is not None
            or statement.kind != "direct"
            or not self.spoken
            or not statement.content
        ):
            return _AGENTLESS
        _, block, voice, before = self.spoken[-1]
        here = self._block(statement.content[0].start)
        if here - block not in (0, 1):
            return _AGENTLESS
        if before.kind == "indirect":
            ends = [span.end for span in (before.source, before.cue, *before.content) if span is not None]
            between = self.doc.text[max(ends) : statement.content[0].start]
            if here != block or any(c.isalnum() for c in between):
                return _AGENTLESS
        if here == block + 1:
            span = self.blocks[here]
            lead = self.doc.text[span.start : statement.content[0].start].strip(" \t\"“‘'")
            if lead:
                return _AGENTLESS
        return voice

    def _phrase(self, first: int, last: int, statement: Statement) -> _Voice:
        lower = self.lower
        if (
            last - first == 1
            or lower[first] in ("he", "she", "you")
            or (
                last - first == 2 and lower[last - 1] in ("'s", "himself", "herself", "itself", "both", "all")
            )
        ):
            pronoun = self._pronoun(lower[first], first, statement)
            if pronoun is not None:
                return pronoun
        if lower[first] == "neither" and last - first == 1 and first and lower[first - 1] in ("has", "have"):
            last = first - 1  # "Pyongyang has neither confirmed nor denied"
            first = max(last - 1, 0)
            first = next((m.first for m in self.cast.within(first, last) if m.last == last), first)
        inside = self.cast.within(first, last)
        head, end = self._head(first, last, inside)
        for mention in inside:
            if mention.first <= head < mention.last:
                person = inside[-1]
                bracket = (
                    mention.last < last and self.forms[mention.last] == "("
                )  # "Shiv Sena (UBT) MP Jo Roe"
                other = person is not mention and (bracket or mention.entity.kind != "person")
                if other and self._titled(person, last):
                    return self._named(person, first, last)  # "University of Ada vice-chancellor Prof Jo Roe"
                return self._named(mention, first, last)
        apposed = next(
            (
                m for m in inside
                if m.entity.kind == "person" and m.first > end and self._apposed(end, m.first)
                and not (m.last < last and lower[m.last] in ("'s", "'"))
            ),
            None,
        )  # fmt: skip
        known = noun(lower[head])
        behind = inside[-1] if inside else None
        if (
            behind is not None and behind.entity.kind == "person" and behind.last >= last
            and behind.name_at > end and known is not None and known.kind == "role"
            and (noun_kind(lower[behind.name_at - 1]) == "organisation" or lower[behind.name_at - 1] in ORGANISATION)
        ):  # fmt: skip
            # "co-leader of the Greens' parliamentary group Ada Roe"
            voice = self._named(behind, first, last)
            return voice if behind.role else replace(voice, role=self._written(first, behind.name_at))
        if apposed is not None and (
            known.kind in ("role", "person") if known is not None else not lower[head].endswith("s")
        ):
            return self._named(apposed, first, last)
        return self._common(first, last, head, end, inside)

    def _head(self, first: int, last: int, inside: Sequence[Mention]) -> tuple[int, int]:
        """The head of a noun phrase: the last word before whatever hangs on to it."""
        lower, forms = self.lower, self.forms
        at = first
        head = first
        while at < last:
            mention = next((m for m in inside if m.first <= at < m.last), None)
            if mention is not None:
                head = min(mention.last, last) - 1
                at = max(mention.last, at + 1)
                continue
            word = lower[at]
            if word in ("'s", "'", "’") or word == "-":
                at += 1
                continue
            if forms[at] == "," and at + 1 < last and forms[at + 1].isdigit() and len(forms[at + 1]) == 4:
                at += 1
                continue
            if at > first and (
                (
                    word in _BREAKS
                    and (head > first or lower[head] not in _DETERMINERS)
                    and lower[at - 1] not in ("'s", "’s")
                )
                or forms[at] in ",(—–:;"
            ):
                if word in ("and", "or") and self._goes_on(head, at, last, inside):
                    at += 1
                    continue
                break
            if at > first and word.endswith("ed") and noun(word) is None and noun(lower[head]) is not None:
                break
            numbered = forms[at].isdigit() and at == head + 1 and at > first and forms[head][0].isupper()
            if forms[at][0].isalnum() and not numbered:  # not "44" of "Police Lodge 44"
                head = at
            at += 1
        return head, at

    def _titled(self, mention: Mention, last: int) -> bool:
        """Whether a phrase ends in a person's name with the title right before it."""
        before = self.lower[mention.first - 1] if mention.first else ""
        return (
            mention.entity.kind == "person"
            and mention.last >= last
            and mention.role is not None
            and before not in _BREAKS
            and before not in _DETERMINERS
            and (before[:1].isalpha() or before == ")")
        )

    def _apposed(self, end: int, first: int) -> bool:
        """Whether a name stands beside a noun phrase: behind its comma, or "named"."""
        if self.forms[first - 1] in (",", "—", "–", "(") or self.lower[first - 1] in ("named", "called"):
            return True
        between = self.forms[end:first]
        if "," not in between:
            return False
        tail = self.lower[first - between[::-1].index(",") : first]
        return len(tail) < 6 and not any(word in _BREAKS or word in ("'s", "’s") for word in tail)

    def _goes_on(self, head: int, at: int, last: int, inside: Sequence[Mention]) -> bool:
        """Whether "and" joins two roles of one person: "lobbyist and party strategist Carl Roe"."""
        known = noun(self.lower[head])
        if known is None or known.kind not in ("role", "person"):
            return False
        for mention in inside:
            if mention.entity.kind == "person" and mention.first > at:
                between = self.forms[at : mention.name_at]
                return len(between) < 8 and "," not in between and mention.name_at < last
        return False

    # --- names

    def _named(self, mention: Mention, first: int, last: int) -> _Voice:
        entity = mention.entity
        if entity.kind == "person":
            role = mention.role
            if role is None or (len(role.words) == 1 and role.head in _SHORT):
                role = self._best_role(entity) or role
            text = role.text if role else self._belongs(mention)
            return _Voice(entity.name, text, "person", entity)
        return _Voice(_without_article(entity.name), None, "organisation", entity)

    def _best_role(self, entity: Entity) -> Role | None:
        if not entity.roles:
            return None
        if id(entity) in self.best:
            return self.best[id(entity)]
        best = entity.roles[0]
        for role in entity.roles[1:]:
            if best.words < role.words or (
                len(best.words) == 1 and best.head in _SHORT and role.head not in _SHORT
            ):
                best = role
        self.best[id(entity)] = best
        return best

    def _belongs(self, mention: Mention) -> str | None:
        """Where somebody belongs of whom no role is given: "Jane Doe of the Green Party"."""
        for at in mention.entity.whole[:20]:
            if at + 1 >= len(self.forms):
                continue
            if self.forms[at] == "," and at + 1 < len(self.forms):
                at += 1
            if self.lower[at] in ("of", "from"):
                for body in self.cast.within(at + 1, at + 4):
                    if (
                        body.first > at
                        and body.entity.kind == "organisation"
                        and body.entity.surname not in _PLACE_WORDS
                    ):
                        start = body.first
                        return join(self.forms[start : body.last])
        return None

    # --- pronouns

    def _pronoun(self, word: str, at: int, statement: Statement) -> _Voice | None:
        if _THIRD.get(word) in ("m", "f"):
            return self._third(at, _THIRD[word]) or _Voice(self.forms[at].lower(), None, "unnamed person")
        if _THIRD.get(word) == "n":
            return self._thing(at)
        if _THIRD.get(word) == "p":
            return self._they(at)
        if word in _ME:
            return self._first_person(at, word)
        if word in _WHO:
            return self._relative(at, word)
        if word in ("q", "a"):  # the marks of a printed interview
            return _Voice(self.forms[at], None, "unnamed person")
        if word in ("you", "anyone", "everyone", "everybody", "anybody"):
            return _Voice(word, None, "unnamed group")
        return None

    def _third(self, at: int, gender: str) -> _Voice | None:
        """The person that "he" or "she" stands for: the most salient one named shortly before."""
        cast = self.cast
        here = self._block(self.words.starts[at])
        position = bisect_left(cast.starts, at)
        best: Entity | None = None
        best_mention: Mention | None = None
        best_score = -1e9
        seen = 0
        clause = self._sentence_start(at)
        for number in range(position - 1, max(position - 40, -1), -1):
            mention = cast.mentions[number]
            entity = mention.entity
            if entity.kind != "person":
                continue
            block = self._block(self.words.starts[mention.first])
            if here - block > 6:
                break
            if gender in "mf" and entity.gender in "mf" and entity.gender != gender:
                continue
            score = -1.0 * seen - 1.2 * (here - block)
            score += 1.0 if entity.gender == gender or gender == "u" else -1.0
            score += 2.0 if mention.subject else 0.0
            if mention.first >= clause:
                score += 0.5
            score += self._speech_bonus(entity, mention.first)
            if self._inside_quotation(mention.first) or self._reported(mention.first):
                score -= 3.0
            seen += 1
            if score > best_score:
                best, best_mention, best_score = entity, mention, score
            if seen > 12:
                break
        for back, (word, block, voice, _) in enumerate(reversed(self.spoken)):
            if back > 3 or here - block > 3:
                break
            # an unnamed voice ("the woman") can be meant as well, if nobody was named since
            if (
                voice.kind == "unnamed person"
                and self._can_return(voice)
                and (best_mention is None or best_mention.first < word)
            ):
                told = GENDERED.get((voice.role or voice.name or "").split(" ")[-1])
                if told in (None, gender):
                    return voice
        if best is None:
            return None
        role = self._best_role(best)
        text = role.text if role else (self._belongs(best_mention) if best_mention else None)
        return _Voice(best.name, text, "person", best)

    def _speech_bonus(self, entity: Entity, place: int) -> float:
        for back, (word, _, voice, _) in enumerate(reversed(self.spoken)):
            if back > 2:
                break
            if voice.entity is entity:
                return 2.5 - back if word >= place - 60 else 1.0
        return 0.0

    def _sentence_start(self, at: int) -> int:
        forms = self.forms
        k = at
        while k > 0 and at - k < 60 and forms[k - 1] not in (".", "!", "?"):
            k -= 1
        return k

    def _reported(self, at: int) -> bool:
        """Whether a word is part of what somebody was just reported to say."""
        offset = self.words.starts[at]
        return any(
            span.start <= offset < span.end
            for _, _, _, statement in self.spoken[-2:]
            for span in statement.content
        )

    def _can_return(self, voice: _Voice) -> bool:
        """Whether an unnamed voice is a person that a pronoun may take up again."""
        name = voice.name or ""
        return name not in _VAGUE and any(noun(word) is not None for word in name.lower().split())

    def _inside_quotation(self, at: int) -> bool:
        offset = self.words.starts[at]
        quotes = self._quotes()
        position = bisect_right(quotes[0], offset) - 1
        return position >= 0 and quotes[1][position] > offset

    def _quotes(self) -> tuple[list[int], list[int]]:
        kept: tuple[list[int], list[int]] | None = getattr(self, "_quoted", None)
        if kept is None:
            outer = [q for q in self.doc.quotes if q.depth == 0]
            kept = ([q.start for q in outer], [q.end for q in outer])
            self._quoted = kept
        return kept

    def _thing(self, at: int) -> _Voice:
        """What "it" stands for: the organisation, country or document that spoke or was named last."""
        here = self._block(self.words.starts[at])
        for back, (_, block, voice, _) in enumerate(reversed(self.spoken)):
            if back > 1 or here - block > 1:
                break
            if voice.kind in ("organisation", "document"):
                return voice
        position = bisect_left(self.cast.starts, at)
        fallback: Mention | None = None
        for number in range(position - 1, max(position - 15, -1), -1):
            mention = self.cast.mentions[number]
            if mention.entity.kind == "person":
                continue
            if mention.subject:
                return self._named(mention, mention.first, mention.last)
            fallback = fallback or mention
        if fallback is not None:
            return self._named(fallback, fallback.first, fallback.last)
        return _Voice(self.lower[at], None, "organisation")

    def _they(self, at: int) -> _Voice:
        here = self._block(self.words.starts[at])
        for back, (_, block, voice, _) in enumerate(reversed(self.spoken)):
            if back > 2 or here - block > 2:
                break
            if voice.kind in ("unnamed group", "organisation") and voice.name not in _WE_OR_WHO:
                return voice
        for k in range(at - 1, max(at - 60, -1), -1):
            known = noun(self.lower[k])
            if known is not None and known.kind == "group" and self.lower[k] not in _NO_GROUP:
                return _Voice(self._label(k, k + 1), None, "unnamed group")
        return _Voice("they", None, "unnamed group")

    def _first_person(self, at: int, word: str) -> _Voice:
        """Who "I" and "we" are: the speaker whose words they stand in, else the author."""
        offset = self.words.starts[at]
        for _, _, voice, statement in reversed(self.spoken[-6:]):
            if any(span.start <= offset < span.end for span in statement.content):
                if word in ("i", "me", "my", "myself") or voice.kind != "person":
                    return voice
                return _Voice("we", None, "unnamed group")
        if word in ("i", "me", "my", "myself"):
            byline = self.doc.article.byline
            return (
                _Voice(byline[0], None, "person") if len(byline) == 1 else _Voice("I", None, "unnamed person")
            )
        return _Voice("we", None, "unnamed group")

    def _relative(self, at: int, word: str) -> _Voice | None:
        """Who "who" is: whoever stands right before it."""
        position = bisect_left(self.cast.starts, at)
        for number in range(position - 1, max(position - 4, -1), -1):
            mention = self.cast.mentions[number]
            gap = self.forms[mention.last : at]
            if len(gap) > 14 or any(form in _STOPS for form in gap):
                break
            person = mention.entity.kind == "person"
            if person and (not gap or gap == [","] or self.forms[at - 1] in (",", "—", "–", ")")):
                return self._named(mention, mention.first, mention.last)
            if not person and word in ("which", "that") and (not gap or gap == [","]):
                return self._named(mention, mention.first, mention.last)
        for k in range(at - 1, max(at - 10, -1), -1):
            if self.forms[k] in _STOPS:
                break
            known = noun(self.lower[k])
            if known is not None:
                start = k
                while start > 0 and k - start < 5 and self.lower[start] not in _DETERMINERS:
                    if self.lower[start - 1] in _BREAKS or not self.forms[start - 1][0].isalpha():
                        break
                    start -= 1
                return self._phrase_at(start, k + 1, k)
        return _Voice(word, None, "unnamed person" if word == "who" else "organisation")

    def _phrase_at(self, start: int, end: int, head: int) -> _Voice:
        inside = self.cast.within(start, end)
        for mention in inside:
            if mention.first <= head < mention.last:
                return self._named(mention, start, end)
        return self._common(start, end, head, end, inside)

    # --- common nouns

    def _common(self, first: int, last: int, head: int, end: int, inside: Sequence[Mention]) -> _Voice:
        lower, forms = self.lower, self.forms
        word = lower[head]
        known = noun(word)
        start = lower[first]
        if last - first == 2 and join(forms[first:last]) in gazetteer.country_terms():  # "No 10"
            return _Voice(join(forms[first:last]), None, "organisation")
        if known is None and 1 <= head - first <= 3 and gender_of(forms[first].title()) != "u":
            # a name that its capitals do not give away: headlines in capitals, posts in small letters
            return _Voice(join(forms[first : head + 1]), None, "person")
        kind = known.kind if known else self._guess(first, head)
        if word == "staff" and forms[head][0].isupper() and forms[head - 1][0].isupper() and head > first:
            kind = "organisation"  # "Ukraine's General Staff"
        if word == "media" and head > first and lower[head - 1] in ("state", "state-run"):
            kind = "organisation"
        if (
            word in _PLURALS
            or word in ("percent", "cent", "%")
            or (word[0].isdigit() and not word.endswith("-old"))
        ):
            kind = "group"
        if (
            start in _PLURALS and kind not in ("document", "organisation") and start not in ("one",)
        ) or start in (
            "those",
            "dozens",
            "hundreds",
            "thousands",
        ):
            kind = "document" if kind == "document" else "group"
        if word in _AMOUNTS and head + 1 < last and lower[head + 1] == "of":
            kind = "group"
        if word in ("paper", "papers") and start != "the":
            kind = "document"
        if kind == "organisation":
            return self._body(first, last, head, inside)
        if kind == "document":
            return _Voice(self._label(first, last), None, "document")
        if kind == "group":
            return _Voice(self._label(first, last), None, "unnamed group")
        definite = start not in ("a", "an", "one", "another", "some", "any", "no", "every", "each")
        if (definite and kind == "role") or (definite and known is not None and start != "the"):
            person = self._holder(first, head, last)
            if person is not None:
                role = next((r for r in person.roles if _same(r.head, word)), None)
                return _Voice(
                    person.name, role.text if role else self._role_text(first, last), "person", person
                )
        if definite and word in self.unnamed and kind in ("role", "person"):
            return self.unnamed[word]
        if (
            start == "the"
            and head - first <= 5
            and (
                word in _EPITHETS
                or word.endswith("-year-old")
                or (forms[head][0].isupper() and forms[head] in gazetteer.country_terms())
                or (head - first == 1 and forms[head] in NATIVES)
            )
        ):
            who = self._third(first, GENDERED.get(word, "u"))
            if (
                who is not None
                and who.entity is not None
                and self._recent(who.entity, first)
                and self._may_be(who.entity, word)
            ):
                return who
        if start == "the" and kind == "role" and head - first == 1 and word not in _ANYBODY:
            who = self._third(first, GENDERED.get(word, "u"))
            if (
                who is not None
                and who.entity is not None
                and not who.entity.roles
                and self._recent(who.entity, first)
            ):
                return _Voice(who.name, self._role_text(first, last), "person", who.entity)
        if definite and word in _BODIES:
            return self._body(first, last, head, inside)
        if start == "the" and kind == "role" and word in _DESCRIPTIVE and self.spoken:
            # another name for whoever spoke last: "the centre-left leader", "the director of the academy"
            _, block, before, _ = self.spoken[-1]
            if (
                before.entity is not None
                and before.kind == "person"
                and self._block(self.words.starts[first]) - block <= 1
                and self._last_person(before.entity, first)
            ):
                held = self._best_role(before.entity)
                told = any(form[0].isupper() for form in forms[first + 1 : last])
                text = held.text if held is not None and not told else self._role_text(first, last)
                return _Voice(before.name, text, "person", before.entity)
        role_text = self._role_text(first, last) if kind == "role" else None
        voice = _Voice(self._label(first, last), role_text, "unnamed person")
        if not definite:
            self.unnamed[word] = voice
        return voice

    def _last_person(self, entity: Entity, at: int) -> bool:
        """Whether nobody else was newly named between somebody's last mention and a word."""
        before = entity.place_before(at)
        if before is None:
            return False
        position = bisect_left(self.cast.starts, at)
        for number in range(position - 1, max(position - 10, -1), -1):
            mention = self.cast.mentions[number]
            if mention.first <= before:
                break
            other = mention.entity
            if other.kind == "person" and other is not entity and other.place_before(mention.first) is None:
                return False
        return True

    def _may_be(self, entity: Entity, word: str) -> bool:
        """Whether what the article says of somebody lets a word such as "the nominee" mean her."""
        role = self._best_role(entity)
        known = noun(role.head) if role is not None and word in _CONTENDERS else None
        return known is None or known.camp_class in ("official", "other", "opposition", "military", "unnamed")

    def _recent(self, entity: Entity, at: int) -> bool:
        """Whether somebody was named in the same paragraph or the one before."""
        before = entity.place_before(at)
        return (
            before is not None
            and self._block(self.words.starts[at]) - self._block(self.words.starts[before]) <= 1
        )

    def _guess(self, first: int, head: int) -> str:
        """The kind of a head that no list knows."""
        word, form = self.lower[head], self.forms[head]
        terms = gazetteer.country_terms()
        if form in terms:
            how = terms[form][1]
            if how in ("demonym", "adjective"):
                many = word.endswith(("s", "sh", "ch", "ese"))
                return "group" if many or self.lower[first] in ("many", "some", "most") else "person"
            return "organisation"
        if form in NATIVES:
            return "person"
        if form[0].isupper():
            return (
                "group"
                if word.endswith("s") and not word.endswith("ss") and form[1:].islower()
                else "organisation"
            )
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return "group"
        if word.endswith(("er", "or", "ist", "man", "woman", "ian", "ant", "ee", "eer", "person")):
            return "role"
        if word.endswith(_ABSTRACT):
            return "document"
        return "person"

    def _holder(self, first: int, head: int, last: int) -> Entity | None:
        """The person of the article who holds the role that a definite phrase names."""
        lower = self.lower
        word = singular(lower[head])
        wanted = {
            w for w in lower[first:head] if w[0].isalpha() and w not in _DETERMINERS and w not in _PLAIN
        }
        names = {
            w for w, form in zip(lower[first:head], self.forms[first:head], strict=True) if form[0].isupper()
        }
        held_at = {
            w
            for w, form in zip(lower[head + 1 : last], self.forms[head + 1 : last], strict=True)
            if form[0].isupper()
        }
        best: Entity | None = None
        best_score = 0.0
        for entity, role in self._holders(word, first):
            if (
                held_at
                and held_at.isdisjoint(role.words)
                and any(w in role.words for w in ("of", "for", "at"))
            ):
                continue  # "the director of the museum" is not the director of the bank
            context = {
                w.strip("'’s") if w.endswith(("'s", "’s")) else w for w in role.context.lower().split()
            }
            missing = {w for w in wanted if w not in role.words and w not in context and not _adjectival(w)}
            if missing and not (missing <= names and self._recent(entity, first)):
                continue
            before = entity.place_before(first)
            score = 2.0 + len(wanted & role.words)
            score += 1.0 / (1.0 + (first - before) / 50.0) if before is not None else -0.5
            if entity.places and before is None and first > 400:
                score -= 2.0
            if score > best_score:
                best, best_score = entity, score
        return best

    def _holders(self, word: str, at: int) -> Sequence[tuple[Entity, Role]]:
        """Who is given a role with this head, those first whose role stands nearest before `at`."""
        if self.offices is None:
            self.offices = {}
            for entity in self.cast.entities:
                if entity.kind == "person":
                    for role in entity.roles:
                        self.offices.setdefault(_SAME.get(role.head, role.head), []).append((entity, role))
            for held in self.offices.values():
                held.sort(key=lambda pair: pair[1].position)
        held = self.offices.get(_SAME.get(word, word), [])
        middle = bisect_left(held, at, key=lambda pair: pair[1].position)
        return held[max(middle - 30, 0) : middle][::-1] + held[middle : middle + 10]

    def _body(self, first: int, last: int, head: int, inside: Sequence[Mention]) -> _Voice:
        """An organisation by its common noun: "the ministry", "the Trump campaign", "police"."""
        lower = self.lower
        word = lower[head]
        alone = head + 1 >= last or self.forms[head + 1] in (",", "—", "–", "(")
        if lower[first] in ("the", "its", "their", "this") and head - first <= 1 and alone:
            if word in _RIGHTS | _COMPANY and self.spoken:
                voice = self.spoken[-1][2]
                if voice.entity is not None and voice.kind == "organisation" and _any_body(voice.entity):
                    return voice
            position = bisect_left(self.cast.starts, first)
            for number in range(position - 1, max(position - 60, -1), -1):
                mention = self.cast.mentions[number]
                entity = mention.entity
                if entity.kind not in ("organisation", "person") or not (
                    (self._called(word, mention.first) and (entity.kind == "organisation" or word in _MEDIA))
                    or (entity.kind == "organisation" and _fits(word, entity))
                ):
                    continue
                return _Voice(_without_article(entity.name), None, "organisation", entity)
            for _, _, voice, _ in reversed(self.spoken[-4:]):
                if voice.kind == "organisation" and voice.name and word in voice.name.lower().split():
                    return voice
        label = self._label(first, last)
        return _Voice(_without_article(label), None, "organisation")

    def _called(self, word: str, at: int) -> bool:
        """Whether the noun stands right before a name: "the think tank Bruegel", "the daily El Comercio"."""
        before = self.lower[at - 1] if at else ""
        return before == word or (word in _MEDIA and before in _MEDIA)

    # --- labels

    def _label(self, first: int, last: int) -> str:
        """The noun phrase as written, its first word small unless it is a name."""
        end = min(last, first + 25)
        for k in range(first + 1, end - 1):
            after = self.lower[k + 1]
            if self.forms[k] == "," and (
                after in ("who", "which", "whose", "where", "a", "an", "the", "including")
                or after.endswith(("ing", "ed"))
            ):
                end = k
                break
        text = join(self.forms[first:end])
        form, word = self.forms[first], self.lower[first]
        opens = first == 0 or self.forms[first - 1] in OPENERS or self._opens_block(first)
        if (
            text[:1].isupper()
            and (not form.isupper() or len(form) == 1)
            and (
                word in FUNCTION
                or (
                    opens
                    and word not in _KEPT
                    and form not in gazetteer.country_terms()
                    and (noun(word) or word in LIFT)
                )
            )
        ):
            text = text[0].lower() + text[1:]
        return text

    def _opens_block(self, at: int) -> bool:
        offset = self.words.starts[at]
        return self.blocks[self._block(offset)].start == offset

    def _written(self, first: int, last: int) -> str:
        """Words as they stand, without a leading article or possessive."""
        return join(self.forms[first + (self.lower[first] in _DETERMINERS) : last])

    def _role_text(self, first: int, last: int) -> str:
        start = first
        if self.lower[start] in _DETERMINERS and start + 1 < last:
            start += 1
        for k in range(start, min(start + 4, last - 1)):
            if self.lower[k] in ("'s", "’s") and self.forms[k - 1][0].isupper():
                start = k + 1
        return self._label(start, last)


_ABSTRACT = tuple(WordSet("people", "abstract_ending"))
# What a person is called by whose name has just been given.
_DESCRIPTIVE = WordSet("people", "descriptive")
_EPITHETS = WordSet("people", "epithet")
_ANYBODY = WordSet("people", "anybody")
# Callings that are as often those of a body: "the regulator", "the broadcaster".
_BODIES = WordSet("people", "body_calling")
_AMOUNTS = WordSet("people", "amount")
_CONTENDERS = WordSet("people", "contender")
_KEPT = WordSet("people", "party_name")
_PLACE_WORDS = WordSet("people", "place_word")
_PLAIN = WordSet("people", "plain_modifier")
_COMPANY = WordSet("people", "company")
_RIGHTS = WordSet("people", "rights_group")
_ALIGNED = WordSet("people", "rights_name")
_PRESS = WordSet("people", "press_name")
_PUBLIC = WordSet("people", "public_body")
_MEDIA = WordSet("people", "press_kind")


def _same(one: str, other: str) -> bool:
    return one == other or _SAME.get(one, one) == _SAME.get(other, other)


def _adjectival(word: str) -> bool:
    form = word[:1].upper() + word[1:]
    if form in places() or word in _KEPT or word in ("democratic", "independent"):
        return True
    return form in gazetteer.country_terms() or word.upper() in gazetteer.country_terms() or word in LIFT - {
        "deputy", "vice", "foreign", "defence", "defense", "interior", "home", "finance", "health", "prime", "former",
        "assistant", "shadow",
    }  # fmt: skip


def _fits(word: str, entity: Entity) -> bool:
    """Whether "the ministry" may stand for this organisation."""
    words = {part.lower().rstrip(".") for part in entity.parts}
    if word in words:
        return True
    if gazetteer.country(entity.name) is not None:
        return False
    if word in _COMPANY:
        return not any(w in ORGANISATION or w in _PUBLIC for w in words) or bool(
            words & {"inc", "ltd", "plc", "corp", "co", "group", "motors", "company", "airlines", "holdings"}
        )
    if word in _BODIES:
        return True
    if word in ("force", "constabulary"):
        return bool(words & {"police", "constabulary"})
    if word in _RIGHTS:
        return word not in ("union", "network", "body", "agency") and (
            bool(words & _ALIGNED)
            or (len(entity.parts) == 1 and entity.name.isupper() and len(entity.name) > 2)
        )
    return word in _MEDIA and bool(words & _PRESS) and len(entity.parts) > 1


def _any_body(entity: Entity) -> bool:
    """Whether a body is of the kind that "the group" or "the company" may mean for all its name says."""
    if entity.kind != "organisation" or gazetteer.country(entity.name) is not None:
        return False
    known = noun(entity.surname.lower())
    return known is None or known.camp_class in ("rights", "business", "opposition")


def _without_article(name: str) -> str:
    for article in ("the ", "The ", "a ", "an "):
        if name.startswith(article):
            return name[len(article) :]
    return name
