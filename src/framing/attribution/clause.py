"""A sentence read by the positions of its words: subjects, verb groups, where a clause ends, who is named in it.

No parser: a few word classes and the steps from a reporting word to its neighbours, shared by the patterns that
need them. Linear in the length of the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from framing.article import Span
from framing.text import Document
from framing.words.gazetteer import noun
from framing.words.inflect import irregular_pasts
from framing.words.tables import WordSet, derived
from framing.words.verbs import inflections, verb_forms, word_set

_REACH = 100  # words on either side beyond which nothing is looked for
BE = WordSet("attribution", "clause: be")
_AUX = BE | word_set(
    "has have had having 've 'd will would may might could can should must does do did not n't never to wo ca "
    "got gets get getting stand stands stood remain remains remained"
)
_ADVERBS = WordSet("attribution", "clause: adverbs")
_NO_ADVERBS = WordSet("attribution", "clause: no adverbs")
_FINITE_AUX = WordSet("attribution", "clause: finite aux")
POSSESSIVE = WordSet("attribution", "clause: possessive")
_PRONOUNS = WordSet("attribution", "clause: pronouns")
_THIRD = WordSet("attribution", "clause: third")
_TRAILERS = WordSet("attribution", "clause: trailers")
_NO_PARTICIPLES = WordSet("attribution", "clause: no participles")
_CHARGES = WordSet("attribution", "clause: charges")
_AFTER_AGENT = WordSet("attribution", "clause: after agent")
_OPINIONS = WordSet("attribution", "clause: opinions")
_DOCUMENTS = WordSet("attribution", "clause: documents")
_NO_AGENT = WordSet("attribution", "clause: no agent")
_NEWSPAPERS = WordSet("attribution", "clause: newspapers")
_ARTICLES = WordSet("attribution", "clause: articles")
_SUBORDINATE = WordSet("attribution", "clause: subordinate")
_RELATIVE = WordSet("attribution", "clause: relative")
_BREAKS = word_set(
    "and but or as that while when after before because since although though if whether than until unless "
    "despite where whom so ; : – — -- ( ) \" “ ” '' `` yet nor"
)
_PREPOSITIONS = WordSet("attribution", "clause: prepositions")
_OPENERS = WordSet("attribution", "clause: openers")
_HUMAN = WordSet("attribution", "clause: human")
_DAYS = WordSet("attribution", "clause: days")
_TELLS = WordSet("attribution", "clause: tells")
_SAYS = frozenset(
    form
    for form, verb in verb_forms().items()
    if verb.lemma in word_set("say tell claim insist add argue warn deny announce reply admit note write explain think "
                              "believe")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """The sentence of a trigger, by positions of its words, and the steps that all patterns share."""

    doc: Document
    first: int
    stop: int

    @classmethod
    def around(cls, doc: Document, i: int) -> Clause | None:
        """The sentence of word `i`, or as much of an endless one as can matter; None between sentences."""
        sentence = doc.sentence_at(doc.words.starts[i])
        if sentence is None:
            return None
        within = doc.words.within(sentence.span)
        return cls(doc, max(within.start, i - _REACH), min(within.stop, i + _REACH))

    def covers(self, i: int) -> bool:
        """Whether word `i` has all that can matter of its sentence here."""
        return self.first <= i < self.stop and self.stop - self.first < _REACH

    def word(self, i: int) -> str:
        """The word at a position in lower case; empty outside the sentence."""
        return self.doc.words.lower[i] if self.first <= i < self.stop else ""

    def form(self, i: int) -> str:
        """The word at a position as it stands; empty outside the sentence."""
        return self.doc.words.forms[i] if self.first <= i < self.stop else ""

    def span(self, first: int, stop: int) -> Span | None:
        """From one word up to another, without the marks at the edges."""
        forms = self.doc.words.forms
        while stop > first and forms[stop - 1] in (".", ",", ";", ":", "–", "—", "-", "!", "?", "…", "..."):
            stop -= 1
        while first < stop and forms[first] in (",", ";", ":", "–", "—", "-"):
            first += 1
        return Span(self.doc.words.starts[first], self.doc.words.ends[stop - 1]) if stop > first else None

    def adverb(self, i: int) -> bool:
        """Whether an adverb stands there."""
        word = self.word(i)
        return word in _ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS)

    def finite(self, i: int) -> bool:
        """Whether a finite verb stands there: an auxiliary, a known past form, '-ed' that is no adjective."""
        word = self.word(i)
        if word in _FINITE_AUX or word in _finite() or word in irregular_pasts():
            return True
        return word.endswith("ed") and len(word) > 4 and self.word(i - 1) not in _ARTICLES

    def verb_group(self, i: int) -> tuple[int, bool]:
        """Where the auxiliaries and adverbs before a participle begin, and whether a passive 'be' is there."""
        left, start, passive = i - 1, i, False
        while left >= self.first:
            word = self.word(left)
            if word in _AUX:
                passive = (
                    passive or word in BE or word in ("got", "gets", "stands", "stood", "remains", "remain")
                )
                start = left
            elif not self.adverb(left):
                break
            left -= 1
        return start, passive

    def subject(self, start: int) -> tuple[int, int] | None:
        """The words of the noun phrase that ends before `start`, appositions and relative clauses left out."""
        last = start
        while last > self.first and self.adverb(last - 1):
            last -= 1
        if self.word(last - 1) == ",":  # 'The academy, founded in 1911, is accused'
            back = last - 2
            while back > self.first and self.word(back) != ",":
                back -= 1
            if back > self.first and self.word(back) == ",":
                last = back
            elif self.word(back) in ("and", "but"):
                return None
        if last <= self.first:
            return None
        if self.word(last - 1) in _PRONOUNS:
            return last - 1, last
        if self.word(last - 1) in ("and", "but", "or"):  # 'opened in May but is expected …'
            return self.leading()
        left = last
        while left > self.first and not self.boundary(left - 1):
            left -= 1
        while left < last and (self.adverb(left) or self.word(left) in (",", "and", "but")):
            left += 1
        return (left, last) if 0 < last - left <= 30 else None

    def phrase(self, first: int) -> tuple[int, int] | None:
        """The noun phrase that starts at `first`: behind 'according to', or behind a verb before its subject."""
        last = first
        while last < self.stop and not self.boundary(last) and self.word(last) != ".":
            last += 1
        return (first, last) if first < last <= first + 20 else None

    def boundary(self, i: int) -> bool:
        """Whether a noun phrase that is read backwards ends there."""
        word = self.word(i)
        if word in _FINITE_AUX:
            return True
        if word == "and" or word == "or":  # 'Delaware and Maryland are': a pair of names is one subject
            return not (self.form(i + 1)[:1].isupper() and self.form(i - 1)[:1].isupper())
        return (
            word in _BREAKS or word == "," or (word == "." and i < self.stop - 1 and len(self.form(i)) == 1)
        )

    def leading(self) -> tuple[int, int] | None:
        """The subject with which the sentence opens."""
        verbs = _finite()
        first = self.first
        opener = self.word(first)
        if opener in _OPENERS | _PREPOSITIONS or (opener.endswith("ing") and len(opener) > 4):
            # 'While it was meant to help, Russia has …': the subject stands behind the comma
            comma = next((k for k in range(first, min(first + 30, self.stop)) if self.word(k) == ","), None)
            first = first + 1 if comma is None else comma + 1
        for i in range(first, min(first + 25, self.stop)):
            word = self.word(i)
            past = word.endswith("ed") and len(word) > 4 and self.word(i - 1) not in _ARTICLES
            if i > first and (word in _AUX - {"to"} or word in verbs or past):
                stop = i
                while stop > first and self.adverb(stop - 1):
                    stop -= 1
                left = first
                while left < stop and (self.adverb(left) or self.word(left) in _BREAKS):
                    left += 1
                return (left, stop) if stop > left else None
        return None

    def end(self, i: int, *, comma: bool = False, verb: bool = False) -> int:
        """Where the content that starts at `i` stops: with the sentence, or before a clause of its own.

        `comma`: the first comma ends it, as the clause is a relative or subordinate one; `verb`: so does a finite
        auxiliary, as the clause is a participle in the middle of its sentence.
        """
        for k in range(i + 1, self.stop):
            word, following = self.word(k), self.word(k + 1)
            if word in (";", "–", "—", "--", "(", ")", "-"):
                return k
            if word == ",":
                if comma or following in _OPENERS or following in _TRAILERS or self.trailing(k + 1):
                    return k
                if following in ("and", "but", "or") and self.clausal(k + 2):
                    return k
                if self.word(k + 2) in _CHARGES and self.word(k + 3) in _RELATIVE | _THIRD:
                    return k
            elif word in ("but", "although", "whereas"):
                return k
            elif word == "and":
                if following in _FINITE_AUX:
                    return k
            elif verb and k > i + 1 and word in _FINITE_AUX and self.word(k - 1) not in _THIRD | _RELATIVE:
                return k
        return self.stop

    def trailing(self, i: int) -> bool:
        """Whether a participle clause starts here: ', leaving the road open', but not ', including schools'."""
        word = self.word(i)
        return word.endswith("ing") and len(word) > 4 and word not in _NO_PARTICIPLES

    def head(self, start: int) -> tuple[int, int] | None:
        """The noun phrase before a participle or phrase that belongs to it: 'the broker, long accused of'."""
        last = start
        while last > self.first and (self.word(last - 1) == "," or self.adverb(last - 1)):
            last -= 1
        left = last
        while left > self.first and not self.boundary(left - 1) and last - left < 10:
            left -= 1
        return (left, last) if last > left else None

    def reduced(self, i: int) -> bool:
        """Whether a participle without 'be' belongs to the noun before it, and not to a subject as its verb."""
        before = self.word(i - 1)
        if before in _PRONOUNS or before in word_set("the and or i you having that to not"):
            return False
        left = i - 1  # 'which Ann Lee described as': the noun is the subject of an active verb
        if before == ",":  # 'what the mayor, Ann Lee, described as'
            left = next(
                (k - 1 for k in range(i - 2, max(i - 10, self.first), -1) if self.word(k) == ","), left
            )
        while left > self.first and not self.boundary(left) and i - left < 8:
            if self.word(left) in ("what", "which", "who", "whom", "that"):
                return False
            left -= 1
        return self.word(left) not in ("what", "which", "who", "whom", "that")

    def dependent(self, subject: tuple[int, int] | None) -> bool:
        """Whether a clause with this subject is a relative or subordinate one, which a comma ends."""
        if subject is None:
            return False
        word, before = self.word(subject[0]), self.word(subject[0] - 1)
        return word in _RELATIVE | {"whose"} or before in _SUBORDINATE or before in ("which", "whom")

    def clausal(self, i: int) -> bool:
        """Whether a clause with a verb of its own starts here."""
        return any(
            self.word(k) in _AUX - {"to"} or self.word(k) in _THIRD for k in range(i, min(i + 5, self.stop))
        )

    def agent(self, i: int, stop: int) -> bool:
        """Whether somebody is named between two places: 'by the unions', 'among fans', 'in the Evening Herald'."""
        return any(self._agent_at(k, i, stop) for k in range(i, stop))

    def by(self, i: int) -> tuple[int, int] | None:
        """The words of the agent that is named behind a passive: 'accused by three captains of', 'in a lawsuit of'."""
        agents = (k for word in ("by", "in") for k in range(i, self.stop) if self.word(k) == word)
        k = next((k for k in agents if self._agent_at(k, i, self.stop)), None)
        if k is None:
            return None
        last = k + 1
        while last < self.stop and not self.boundary(last) and self.word(last) not in _AFTER_AGENT:
            last += 1
        head = next((word for i in range(last - 1, k, -1) if (word := self.word(i)).isalpha()), "")
        return (k + 1, last) if head and head not in _NO_AGENT else None

    def _published(self, i: int, stop: int) -> bool:
        """Whether the words from here name what is read: 'the Evening Herald', 'a lawsuit', 'his letter to Lee'."""
        for k in range(i, min(i + 7, stop)):
            if self.word(k) in _DOCUMENTS or (self.word(k) in _NEWSPAPERS and self.form(k)[:1].isupper()):
                return True
            if self.boundary(k) or self.word(k) in _AFTER_AGENT:
                return False
        return False

    def _agent_at(self, k: int, i: int, stop: int) -> bool:
        if self.word(k) == "in":
            return self._published(k + 1, stop)
        if self.word(k) not in ("by", "from", "among", "amongst"):
            return False
        following = self.word(k + 1)
        passive_inside = self.word(k - 1).endswith(("ed", "en")) and k - 1 > i
        if (
            following in _DAYS | _BREAKS
            or following.endswith("ing")
            or not following[:1].isalpha()
            or passive_inside
        ):
            return False
        if k == i:
            return True
        phrase = [self.word(j) for j in range(k + 1, min(k + 6, stop)) if self.word(j) not in (",", ".")]
        human = bool(set(phrase) & _HUMAN) or any(_person(word) for word in phrase[:5])
        named = self.form(k + 1)[:1].isupper() or (
            self.form(k + 2)[:1].isupper() and following in ("the", "a")
        )
        return human or (named and self.word(k) != "from")

    def sourced(self, i: int, *, before: bool = True, after: bool = True) -> bool:
        """Whether the sentence says who says it: 'according to', `before` it 'X said that', `after` it ', X said'."""
        for k in range(self.first, self.stop):
            word = self.word(k)
            if word == "according" and self.word(k + 1) == "to":
                return True
            if word in _SAYS and abs(k - i) > 1 and self.word(k - 1) not in BE and not self._passive(k):
                if k < i and before:
                    turn = [j for j in range(k + 1, i) if self.word(j) in ("but", "while", "although", ";")]
                    if not turn:
                        return True
                elif k > i and after and word in _TELLS and self.stop - k <= 7 and self._after_comma(k):
                    return True
        return self.opinion() is not None

    def opinion(self) -> tuple[int, int] | None:
        """Whose opinion the sentence opens with: 'In the view of the union, …'."""
        first = self.first
        if self.word(first) != "in" or self.word(first + 1) != "the" or self.word(first + 3) != "of":
            return None
        return self.phrase(first + 4) if self.word(first + 2) in _OPINIONS else None

    def _after_comma(self, k: int) -> bool:
        """Whether a comma and a short subject stand before a verb: '…, the treasurer said', '…, said the mayor'."""
        return "," in (self.word(j) for j in range(k - 8, k))

    def _passive(self, k: int) -> bool:
        start, passive = self.verb_group(k)
        return passive and start < k

    def mention(self, target: tuple[int, int] | None) -> Span | None:
        """The words that name a target: the antecedent of a relative, the last subject for a pronoun."""
        if target is None:
            return None
        word = self.word(target[0])
        if target[1] - target[0] == 1 and word in _RELATIVE:
            last = target[0] - (self.word(target[0] - 1) == ",")
            left = last
            while left > self.first and not self.boundary(left - 1) and last - left < 8:
                left -= 1
            return self.span(left, last)
        if target[1] - target[0] == 1 and word in _THIRD:
            return self._antecedent(target[0])
        return self.span(*target)

    def _antecedent(self, i: int) -> Span | None:
        """The subject before a pronoun: of an earlier clause of its sentence, else of the sentence before."""
        own = self.leading()
        if own is not None and own[1] <= i and self.word(own[0]) not in _PRONOUNS:
            return self.span(*own)
        sentences = self.doc.sentences
        here = self.doc.sentence_at(self.doc.words.starts[i])
        number = here.sentence_id if here is not None else 0
        for earlier in sentences[max(0, number - 3) : number][::-1]:
            within = self.doc.words.within(earlier.span)
            before = Clause(self.doc, within.start, within.stop)
            for start in range(
                before.stop - 1, before.first, -1
            ):  # 'While …, Russia has been': its last clause
                if before.word(start) in _AUX - {"to"} and before.word(start - 1) not in _AUX:
                    subject = before.subject(start)
                    if subject is None or before.word(subject[0]) in _PRONOUNS or subject[1] - subject[0] > 8:
                        continue
                    return before.span(*subject)
            subject = before.leading()
            if subject is not None and before.word(subject[0]) not in _PRONOUNS:
                return before.span(*subject)
        return None


def _person(word: str) -> bool:
    known = noun(word)
    return known is not None and known.kind in ("role", "person", "group")


@derived
def _finite() -> frozenset[str]:
    """Present and past forms of the listed verbs and of a few common ones, to tell where a subject ends."""
    further = word_set(
        "open win make take give leave lose hold keep run set move send put bring begin get fly build"
    )
    made = {
        form for lemma in further for form in inflections(lemma) if not form.endswith("ing") and form != lemma
    }
    return frozenset(form for form in verb_forms() if form.endswith(("ed", "said", "told"))) | made
