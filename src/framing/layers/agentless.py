"""Accusation, criticism, belief and report that nobody is named for: 'has been widely accused of'."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from framing.article import STORY, Span
from framing.layers.attribution import Attribution
from framing.layers.verbs import inflections, verb_forms
from framing.text import Document


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ------------------------------------------------------------------ the words

# Participle → the words that bring in what the subject is accused of, praised for, taken for.
_BLAME = {
    "accused": "of", "suspected": "of", "convicted": "of", "charged": "with", "blamed": "for",
    "criticised": "for over as", "criticized": "for over as", "condemned": "for over as",
    "denounced": "for over as", "slammed": "for over as", "blasted": "for over as", "attacked": "for over as",
    "lambasted": "for over as", "castigated": "for over as", "derided": "for over as", "mocked": "for over as",
    "ridiculed": "for over as", "pilloried": "for over as", "vilified": "for over as", "censured": "for over",
    "rebuked": "for over", "faulted": "for", "sued": "for over", "indicted": "for on over", "booed": "for over",
    "praised": "for as", "hailed": "as for", "lauded": "for as", "applauded": "for", "commended": "for",
    "credited": "with for as", "celebrated": "as for", "branded": "as", "dismissed": "as", "decried": "as",
    "touted": "as", "billed": "as", "portrayed": "as", "painted": "as", "cast": "as", "mooted": "as",
}  # fmt: skip
# Participle → what it is called or taken for follows, with 'as' or without.
_NAMING = {
    "described": "as", "seen": "as", "viewed": "as", "regarded": "as", "perceived": "as", "interpreted": "as",
    "characterised": "as", "characterized": "as", "treated": "as", "considered": "as ", "deemed": "as ",
    "labelled": "as ", "labeled": "as ", "branded": "as ", "dubbed": "as ", "called": "", "known": "as for",
    "named": "as", "recognised": "as for", "recognized": "as for", "hailed": "as", "remembered": "as for",
}  # fmt: skip
_CALLED = _set("called dubbed named known labelled labeled branded described characterised characterized")
_BELIEF = _set(
    "believed thought feared understood said reported alleged expected known rumoured rumored considered tipped "
    "estimated projected assumed presumed deemed anticipated predicted forecast suspected scheduled slated "
    "supposed meant intended claimed seen held judged hoped"
)
_ORDERED = _set("urged warned asked advised pressed told ordered encouraged reminded questioned")
_DISPUTED = _set("questioned disputed criticised criticized condemned contested challenged doubted")
_IMPERSONAL = _set(
    "believed thought feared understood said reported alleged expected known rumoured rumored claimed suggested "
    "hoped assumed presumed estimated argued announced revealed noted agreed decided confirmed acknowledged "
    "established discovered disclosed predicted anticipated"
)
_EMERGES = _set("emerged emerges transpired transpires")
_SEEMS = _set("seem seems seemed appear appears appeared")
_UNCLEAR = _set("unclear unknown uncertain")
_SPEECH_ACTS = _set("states claims accuses denies admits announces urges criticises warns promises threatens asks rejects")
_HEARSAY = _set("reportedly allegedly supposedly purportedly")

# Noun → the words that bring in its content.
_NOUNS = {
    "accusation": "of that", "accusations": "of that", "allegation": "of that", "allegations": "of that",
    "criticism": "of that for over about", "criticisms": "of that over about", "claims": "of that",
    "concern": "that about over", "concerns": "that about over", "fear": "that", "fears": "that of over about",
    "worry": "that", "worries": "that about over", "speculation": "that about over as", "suspicion": "that of",
    "suspicions": "that of about", "rumour": "that", "rumours": "that of about", "rumor": "that",
    "rumors": "that of about", "complaints": "that about over of", "doubt": "that about over",
    "doubts": "about that over", "questions": "about over as", "calls": "for to", "condemnation": "of over for",
    "outcry": "over about", "outrage": "over about at", "backlash": "over against", "anger": "over at about",
    "controversy": "over about surrounding", "scrutiny": "over for", "reports": "that of", "hopes": "that of for",
    "expectations": "that of for", "anxiety": "about over that", "unease": "about over at",
    "praise": "for", "perception": "that of", "belief": "that", "consensus": "that", "suggestions": "that of",
    "pressure": "to over", "fire": "for over from", "attack": "for over from", "debate": "over about on",
}  # fmt: skip
_UNDER = _set("pressure fire attack scrutiny criticism")
_FACES = _set(
    "face faces faced facing draw draws drew drawn drawing attract attracts attracted attracting spark sparks "
    "sparked sparking prompt prompts prompted prompting provoke provokes provoked provoking stir stirs stirred "
    "fuel fuels fuelled fueled fuelling fueling raise raises raising trigger triggers triggered meet met "
    "generate generated earn earned earning invite invited suffer suffered weather weathered received receive"
)
_COMES = _set("come comes came coming")
_PLAGUED = _set("dogged plagued marred beset hit hounded overshadowed fuelled fueled haunted rocked undermined")
_AMID = _set("amid amidst despite following after over by to of with from on in about given spite for at")
_RAISED = _set(
    "raised voiced expressed made levelled leveled aired heard lodged persist persisted persists remain remained "
    "remains grew grow grows growing mounted mount mounting spread spreads swirl swirled swirling abound abounded "
    "surfaced emerged arose linger lingered began followed circulated circulating circulate rose"
)

_BE = _set("is are was were be been being 's 're am")
_AUX = _BE | _set(
    "has have had having 've 'd will would may might could can should must does do did not n't never to wo ca "
    "got gets get getting stand stands stood remain remains remained"
)
_ADVERBS = _set(
    "also long since already still once often now even so far again just almost ever always sometimes later then "
    "twice yet first soon well too better best much more most increasingly only perhaps maybe rather quite"
)
_NO_ADVERBS = _set(
    "family italy likely unlikely reply supply friendly deadly early ally rally july daily weekly monthly elderly "
    "assembly monopoly anomaly costly lovely lonely apply imply comply rely"
)
_FINITE_AUX = _set("is are was were has have had will would can could may might should must do does did 're 've ca wo")
_POSSESSIVE = _set("his her their its my our your whose 's ' ’")
_PRONOUNS = _set("it he she they we i you that which who this those these")
_THIRD = _set("it he she they")
_TRAILERS = _set("according with which who where so capping making even only")
_SUBORDINATE = _set("while although though if as when because since whereas unless after before")
_RELATIVE = _set("who which that")
_BREAKS = _set(
    "and but or as that while when after before because since although though if whether than until unless "
    "despite where whom so ; : – — -- ( ) \" “ ” '' `` yet nor"
)
_PREPOSITIONS = _set("in on at by for from with under over during since until within of like unlike")
_OPENERS = _set("but while although though who which where when after before because despite whereas as since if")
_HUMAN = _set(
    "critics opponents rivals officials police residents experts analysts activists campaigners lawmakers mps "
    "politicians parents teachers doctors nurses scientists prosecutors investigators lawyers victims families "
    "relatives friends colleagues members leaders fans supporters voters unions union groups group neighbours "
    "neighbors workers staff employees customers passengers students pupils locals villagers observers "
    "commentators economists historians scholars media press government ministers minister president mayor "
    "judge judges court people many some several others most everyone women men conservatives liberals "
    "republicans democrats charities council committee panel report newspaper newspapers captains coach"
)
_DAYS = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter"
)
_SAYS = frozenset(
    form
    for form, verb in verb_forms().items()
    if verb.lemma in _set("say tell claim insist add argue warn deny announce reply admit note write explain think believe")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agentless:
    """An attribution without a source, and the words that name its target.

    Args:
        attribution: cue and content; `source` is None, `rule` names the pattern.
        target: the mention of the one accused, criticised or praised, in its own clause or, for a pronoun,
            where it was last named; None where nobody is.
    """

    attribution: Attribution
    target: Span | None = None


def agentless(doc: Document) -> list[Agentless]:
    """Find what is accused, criticised, believed, feared or reported without anybody to say so.

    The patterns, after the discussion of agent deletion in Fowler et al. (1979, *Language and Control*) and of
    unattributed 'weasels' in Ganter & Strube (2009): passives with adverbs and coordination ('has also been
    criticised for'), impersonal passives ('it is believed that'), nominalisations ('faces accusations of',
    'amid concern that'), reduced participles ('accused of'), verbs of seeming. A clause that names an agent
    ('accused by …', 'according to …', 'critics say') gives nothing, nor do words inside quotation marks.

    Args:
        doc: the article.

    Returns:
        The findings in text order, scores between 0.4 and 0.9.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "The port has been widely accused of hiding a leak."))
        >>> [(f.target.of(doc.text), f.attribution.cue.of(doc.text)) for f in agentless(doc)]
        [('The port', 'has been widely accused of')]
    """
    triggers = _triggers()
    lower = doc.words.lower
    hits = [i for i, word in enumerate(lower) if word in triggers]
    if not hits:
        return []
    story = [span for span, region in doc.blocks if region in STORY]
    edges = [span.start for span in story]
    quoted = [(q.start, q.end) for q in doc.quotes if q.depth == 0]
    opens = [start for start, _ in quoted]
    found: list[Agentless] = []
    clause: _Clause | None = None
    for i in hits:
        place = doc.words.starts[i]
        at = bisect_right(edges, place) - 1
        if at < 0 or place >= story[at].end:
            continue
        at = bisect_right(opens, place) - 1
        if at >= 0 and place < quoted[at][1] and quoted[at][1] - quoted[at][0] > 2:
            continue
        if clause is None or not clause.first <= i < clause.stop:
            sentence = doc.sentence_at(place)
            if sentence is None:
                continue
            within = doc.words.within(sentence.span)
            clause = _Clause(doc, within.start, within.stop)
        for rule in triggers[lower[i]]:
            made = rule(clause, i)
            if made is not None:
                if not any(f.attribution.cue == made.attribution.cue for f in found[-3:]):
                    found.append(made)
                break
    return found


@dataclass(frozen=True, slots=True)
class _Clause:
    """The sentence of a trigger, by positions of its words, and the steps that all patterns share."""

    doc: Document
    first: int
    stop: int

    def word(self, i: int) -> str:
        return self.doc.words.lower[i] if self.first <= i < self.stop else ""

    def form(self, i: int) -> str:
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
        word = self.word(i)
        return word in _ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS)

    def verb_group(self, i: int) -> tuple[int, bool]:
        """Where the auxiliaries and adverbs before a participle begin, and whether a passive 'be' is there."""
        left, start, passive = i - 1, i, False
        while left >= self.first:
            word = self.word(left)
            if word in _AUX:
                passive = passive or word in _BE or word in ("got", "gets", "stands", "stood", "remains", "remain")
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

    def boundary(self, i: int) -> bool:
        word = self.word(i)
        if word in _FINITE_AUX:
            return True
        if word == "and" or word == "or":  # 'Delaware and Maryland are': a pair of names is one subject
            return not (self.form(i + 1)[:1].isupper() and self.form(i - 1)[:1].isupper())
        return word in _BREAKS or word == "," or (word == "." and i < self.stop - 1 and len(self.form(i)) == 1)

    def leading(self) -> tuple[int, int] | None:
        """The subject with which the sentence opens."""
        verbs = _finite()
        first = self.first
        if self.word(first) in _OPENERS | _PREPOSITIONS:  # 'While it was meant to help, Russia has …'
            comma = next((k for k in range(first, min(first + 30, self.stop)) if self.word(k) == ","), None)
            first = first + 1 if comma is None else comma + 1
        for i in range(first, min(first + 25, self.stop)):
            word = self.word(i)
            if i > first and (word in _AUX - {"to"} or word in verbs):
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
                if comma or following in _OPENERS or following in _TRAILERS or following.endswith("ing"):
                    return k
                if following in ("and", "but", "or") and self.clausal(k + 2):
                    return k
            elif word in ("and", "but") and (
                self.word(k + 1) in _FINITE_AUX or (self.word(k + 1) in _THIRD and word == "but")
            ):
                return k
            elif word in ("but", "although", "whereas"):
                return k
            elif verb and k > i + 1 and word in _FINITE_AUX and self.word(k - 1) not in _THIRD | _RELATIVE:
                return k
        return self.stop

    def reduced(self, i: int) -> bool:
        """Whether a participle without 'be' belongs to the noun before it, and not to a subject as its verb."""
        before = self.word(i - 1)
        if before in _PRONOUNS or before in _set("the and or i you having that to not"):
            return False
        left = i - 1  # 'which Ann Lee described as': the noun is the subject of an active verb
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
        return any(self.word(k) in _AUX - {"to"} or self.word(k) in _THIRD for k in range(i, min(i + 5, self.stop)))

    def agent(self, i: int, stop: int) -> bool:
        """Whether somebody is named between two places: 'by the unions', 'from both sides', 'among fans'."""
        for k in range(i, stop):
            if self.word(k) not in ("by", "from", "among", "amongst"):
                continue
            following = self.word(k + 1)
            passive_inside = self.word(k - 1).endswith(("ed", "en")) and k - 1 > i
            if following in _DAYS or following.endswith("ing") or following[:1].isdigit() or passive_inside:
                continue
            if k == i:
                return True
            phrase = [self.word(j) for j in range(k + 1, min(k + 6, stop)) if self.word(j) not in (",", ".")]
            if self.word(k) == "from" and not set(phrase) & _HUMAN:
                continue
            name = self.form(k + 1)[:1].isupper() or self.form(k + 2)[:1].isupper() and following in ("the", "a")
            if name or set(phrase) & _HUMAN:
                return True
        return False

    def sourced(self, i: int) -> bool:
        """Whether the sentence says who says it: 'according to', 'X said that …', '…, X said'."""
        for k in range(self.first, self.stop):
            word = self.word(k)
            if word == "according" and self.word(k + 1) == "to":
                return True
            if word in _SAYS and abs(k - i) > 1 and self.word(k - 1) not in _BE and not self._passive(k):
                if k < i:
                    turn = [j for j in range(k + 1, i) if self.word(j) in ("but", "while", "although", ";")]
                    if not turn:
                        return True
                elif self.stop - k <= 7 and "," in (self.word(j) for j in range(k - 8, k)):
                    return True
        return self.word(self.first) == "in" and "view" in (self.word(self.first + 1), self.word(self.first + 2))

    def _passive(self, k: int) -> bool:
        start, passive = self.verb_group(k)
        return passive and start < k

    def made(
        self, rule: str, score: float, cue: tuple[int, int], content: list[tuple[int, int]],
        target: tuple[int, int] | None = None,
    ) -> Agentless | None:  # fmt: skip
        """The finding, unless its cue or content has no words or its sentence names a source."""
        marked = self.span(*cue)
        spans = tuple(span for span in (self.span(*piece) for piece in content) if span is not None)
        if marked is None or not spans or self.sourced(cue[0] if cue[1] - cue[0] < 2 else cue[1] - 1):
            return None
        return Agentless(Attribution(None, marked, spans, score, rule), self.mention(target))

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
            before = _Clause(self.doc, within.start, within.stop)
            for start in range(before.stop - 1, before.first, -1):  # 'While …, Russia has been': its last clause
                if before.word(start) in _AUX - {"to"} and before.word(start - 1) not in _AUX:
                    subject = before.subject(start)
                    if subject is not None and before.word(subject[0]) not in _PRONOUNS:
                        if subject[1] - subject[0] <= 8:
                            return before.span(*subject)
                    continue
            subject = before.leading()
            if subject is not None and before.word(subject[0]) not in _PRONOUNS:
                return before.span(*subject)
        return None


@lru_cache(maxsize=1)
def _finite() -> frozenset[str]:
    """Present and past forms of the listed verbs, to tell where a subject ends."""
    further = "open win make take give leave lose hold keep run set move send put bring begin get fly build".split()
    made = {form for lemma in further for form in inflections(lemma) if not form.endswith("ing") and form != lemma}
    return frozenset(form for form in verb_forms() if form.endswith(("ed", "said", "told"))) | made


# ------------------------------------------------------------------ the patterns

_Rule = Callable[[_Clause, int], "Agentless | None"]


def _blame(c: _Clause, i: int) -> Agentless | None:
    """'has been widely accused of …', 'accused of …', 'COUNCIL ACCUSED OF'."""
    wanted = _BLAME[c.word(i)].split()
    link: int | None = i + 1
    if c.word(i + 1) not in wanted:
        link = _after_adjunct(c, i, wanted)
    if link is None or c.agent(i + 1, c.stop):
        return None
    start, passive = c.verb_group(i)
    if passive:
        subject = c.subject(start)
        stop = c.end(link + 1, comma=c.dependent(subject), verb=c.dependent(subject))
        return c.made("passive", 0.85, (start, link + 1), [(link + 1, stop)], subject)
    if start < i or c.word(i) in ("charged", "dismissed", "sued", "cast", "celebrated") or not c.reduced(i):
        return None
    stop = c.end(link + 1, comma=True, verb=True)
    return c.made("participle", 0.7, (start, link + 1), [(link + 1, stop)], _head(c, start))


def _after_adjunct(c: _Clause, i: int, wanted: list[str]) -> int | None:
    """The link behind a short adjunct: 'accused on Monday of', 'criticised last year for'."""
    if c.word(i + 1) in ("on", "in", "last", "this", "earlier", "again", "yesterday", "today", "repeatedly", "widely"):
        for k in range(i + 2, min(i + 5, c.stop)):
            if c.word(k) in wanted:
                return k
            if c.word(k) in (",", "by"):
                return None
    return None


def _head(c: _Clause, start: int) -> tuple[int, int] | None:
    """The noun phrase that a reduced participle belongs to: before it, or behind the comma after it."""
    last = start
    while last > c.first and (c.word(last - 1) in (",", "long") or c.adverb(last - 1)):
        last -= 1
    left = last
    while left > c.first and not c.boundary(left - 1) and last - left < 10:
        left -= 1
    return (left, last) if last > left else None


def _naming(c: _Clause, i: int) -> Agentless | None:
    """'was seen as …', 'is considered …', 'described as …'."""
    links = _NAMING[c.word(i)]
    follows = c.word(i + 1)
    linked = follows in links.split()
    bare = not linked and (links == "" or links.endswith(" "))
    start, passive = c.verb_group(i)
    if c.word(start) in ("to", "being", "been") or (not linked and not bare) or c.agent(i + 1, c.stop):
        return None
    begin = i + 2 if linked else i + 1
    if bare and (not passive or not (follows in ("a", "an", "the", "one") or c.adverb(i + 1))):
        return None
    if c.form(begin + (c.word(begin) in ("the", "a", "an")))[:1].isupper() and c.word(i) in _CALLED:
        return None  # a name is no opinion: 'which is called the Thames Path'
    if passive:
        subject = c.subject(start)
        if subject is None or c.word(subject[0]) == "what" or c.word(subject[0] - 1) == "what":
            return None
        stop = c.end(begin, comma=c.dependent(subject))
        target = subject if c.word(i) in _CALLED else None
        return c.made("naming", 0.6, (start, begin), [subject, (begin, stop)], target)
    if start < i or c.word(i) in ("known", "seen", "treated", "named", "remembered") or not c.reduced(i):
        return None
    head = _head(c, start)
    content = [(begin, c.end(begin, comma=True, verb=True))]
    return c.made("participle", 0.6, (start, begin), content if head is None else [head, *content])


def _belief(c: _Clause, i: int) -> Agentless | None:
    """'is believed to have …', 'are feared dead', 'is widely expected to …'."""
    start, passive = c.verb_group(i)
    if not passive or start == i or c.word(start) == "to":
        return None
    if c.word(start - 1) == "it" and (c.word(i + 1) in ("that", "whether") or c.word(i + 1) != "to"):
        return None
    if c.word(i + 1) != "to":
        return None
    if c.word(i) in ("said", "told", "claimed") and c.word(i + 1) != "to":
        return None
    subject = c.subject(start)
    stop = c.end(i + 2, comma=c.dependent(subject))
    if subject is None or c.agent(i + 1, c.stop):
        return None
    accused = subject if c.word(i) in ("alleged", "suspected", "claimed") else None
    return c.made("belief", 0.7, (start, i + 1), [subject, (i + 1, stop)], accused)


def _ordered(c: _Clause, i: int) -> Agentless | None:
    """'has been urged to …', 'was asked whether …', 'Asked about …'."""
    follows = c.word(i + 1)
    start, passive = c.verb_group(i)
    asks = c.word(i) in ("asked", "pressed", "questioned")
    clause = follows in ("to", "about", "if", "whether", "why", "what", "how", "when", "on", "who", "which", "where")
    if not clause or (follows in ("on", "when", "who", "where") and not asks):
        return None
    if not passive:
        opening = start == i and (
            i == c.first or c.word(i - 1) in ("when", "if", ",") and c.word(i + 1) not in ("to",)
            or c.word(i - 1) == "when"
        )  # fmt: skip
        if not asks or not opening:
            return None
    elif c.word(start) == "to" or c.word(i) == "told":
        return None
    begin = i + 2 if follows in ("about", "on") else i + 1
    stop = c.end(begin, comma=not passive or c.dependent(c.subject(start)))
    if c.agent(i + 1, stop):
        return None
    return _unsourced(c, "request", 0.55, (start, begin), [(begin, stop)])


def _unsourced(
    c: _Clause, rule: str, score: float, cue: tuple[int, int], content: list[tuple[int, int]]
) -> Agentless | None:
    """As `made`, where a reply in the same sentence ('Asked about it, he said') names no source of the question."""
    marked = c.span(*cue)
    spans = tuple(span for span in (c.span(*piece) for piece in content) if span is not None)
    if marked is None or not spans:
        return None
    return Agentless(Attribution(None, marked, spans, score, rule))


def _disputed(c: _Clause, i: int) -> Agentless | None:
    """'The account has been disputed.'"""
    start, passive = c.verb_group(i)
    if not passive or start == i or c.word(i + 1) not in (".", ",", "", "and", "but", ";"):
        return None
    subject = c.subject(start)
    if subject is None or c.agent(i + 1, c.stop) or c.word(i - 1) == "being":
        return None
    return c.made("dispute", 0.6, (start, i + 1), [subject], subject)


def _impersonal(c: _Clause, i: int) -> Agentless | None:
    """'It is believed that …', 'It has been suggested …'."""
    start, passive = c.verb_group(i)
    if not passive or c.word(start - 1) != "it" or c.word(i + 1) in ("to", "as", "by", "", ".", ","):
        return None
    if c.agent(i + 1, min(i + 4, c.stop)):
        return None
    return c.made("impersonal", 0.85, (start - 1, i + 1), [(i + 1, c.end(i + 1))])


def _emerges(c: _Clause, i: int) -> Agentless | None:
    """'It emerged that …'."""
    if c.word(i - 1) in ("it", "has", "had", "also", "later") and c.word(i + 1) == "that":
        start = i
        while start > c.first and c.word(start - 1) in ("it", "has", "had", "also", "later"):
            start -= 1
        if c.word(start) == "it":
            return c.made("impersonal", 0.7, (start, i + 1), [(i + 1, c.end(i + 1))])
    return None


def _unclear(c: _Clause, i: int) -> Agentless | None:
    """'It is unclear whether …'."""
    if c.word(i + 1) not in ("whether", "if", "how", "what", "why", "who", "when", "that"):
        return None
    start, passive = c.verb_group(i)
    if not passive or start == i:
        return None
    if c.word(start - 1) == "it":
        start -= 1
    return c.made("impersonal", 0.6, (start, i + 1), [(i + 1, c.end(i + 1))])


def _seems(c: _Clause, i: int) -> Agentless | None:
    """'The mayor seems to …', 'It appears that …'."""
    follows = c.word(i + 1)
    start, _ = c.verb_group(i)
    if c.word(start) == "to" or follows in (",", ".", "in", "on", "at", "with", "before", "for", "from", "alongside"):
        return None
    if c.word(i).startswith("appear") and follows not in ("to", "that", "likely", "ready", "set", "more", "less", "as"):
        if not c.adverb(i + 1):
            return None
    if follows == "to" and c.word(i + 2) in _set("me us him them her"):
        return None
    said = verb_forms().get(c.word(i + 2 + c.adverb(i + 2))) if follows == "to" else None
    if said is not None and said.act in _SPEECH_ACTS:
        return None  # 'seemed to suggest that …' is a statement with a source
    subject = c.subject(start)
    begin = i + 1
    stop = c.end(begin, comma=c.dependent(subject))
    if subject is None:
        return None
    content = [(begin, stop)] if c.word(subject[0]) in ("it", "there") and follows != "to" else [subject, (begin, stop)]
    return c.made("seeming", 0.5, (start, i + 1), content)


def _hearsay(c: _Clause, i: int) -> Agentless | None:
    """'The duke has reportedly sold the farm.'"""
    start, _ = c.verb_group(i)
    subject = c.subject(start)
    if subject is None:
        return None
    stop = c.end(i + 1)
    pieces = [(subject[0], i), (i + 1, stop)]
    return c.made("hearsay", 0.5, (i, i + 1), pieces)


def _nominal(c: _Clause, i: int) -> Agentless | None:
    """'faces accusations of …', 'amid criticism that …', 'There are fears that …', 'Doubts were raised about …'."""
    left = i - 1
    while left >= c.first and (
        c.adverb(left)
        or c.word(left) in _set("a an the any some new fresh growing mounting widespread international public "
                                "serious heavy sharp strong renewed rising increasing similar further deep repeated "
                                "fierce harsh no more many few several mixed local wide longstanding strident such "
                                "persistent private plagiarism and")
        or c.word(left).endswith(("ic", "al", "ing", "ive", "ous"))
    ):  # fmt: skip
        left -= 1
    before = c.word(left)
    noun = c.word(i)
    link = i + 1
    raised = False
    if c.word(link) not in _NOUNS[noun].split():  # 'Doubts have been raised about', 'fears grew that'
        for k in range(link, min(link + 6, c.stop)):
            if c.word(k) in _NOUNS[noun].split() and raised:
                link = k
                break
            raised = raised or c.word(k) in _RAISED
            if c.word(k) in _set(", . by from and") or k == min(link + 6, c.stop) - 1:
                raised = False
                break
        if not raised and not (before in _FACES and c.word(i + 1) in (".", ",", "", "and")):
            return None
    if before in _POSSESSIVE or c.word(left + 1) in _POSSESSIVE:
        return None
    opening = left < c.first or before in (",", ";", ":") and left - c.first < 6
    there = before in _BE and any(c.word(k) == "there" for k in range(left - 3, left))
    faces = before in _FACES
    comes = False
    cue_start = i
    target: tuple[int, int] | None = None
    if noun in _UNDER and before == "under":
        comes = True
        cue_start = left
        start = left
        if c.word(left - 1) in _COMES | _BE or c.adverb(left - 1):
            start = left - 1 if c.word(left - 1) in _COMES | _BE else left
            if c.word(start) in _COMES | _BE:
                begun, _ = c.verb_group(start)
                cue_start = begun
        target = c.subject(cue_start) if cue_start < left else _head(c, left)
    elif noun in ("fire", "attack", "pressure"):
        return None
    elif faces or before in _PLAGUED or before == "by" and c.word(left - 1) in _PLAGUED:
        verb = left if before != "by" else left - 1
        cue_start, _ = c.verb_group(verb)
        target = c.subject(cue_start)
        if c.word(verb) in _set("raise raises raising met meet receive received"):
            target = None
        if before in _set("prompt prompts prompted spark sparks sparked stir stirs") and False:
            target = None
    plagued = before == "by" and c.word(left - 1) in _PLAGUED
    amid = before in _AMID
    if not (opening or there or faces or comes or plagued or amid or raised):
        return None
    if noun in ("reports", "questions", "debate", "hopes", "praise", "fear", "doubt", "concern", "expectations") and not (
        there or raised or before in ("amid", "amidst", "despite", "faces", "faced", "face", "facing", "drew")
    ):
        return None
    if noun == "calls" and not (there or raised or amid or faces):
        return None
    if c.agent(i + 1, c.stop):
        return None
    if c.word(link) in _NOUNS[noun].split():
        that = c.word(link) == "that"
        begin = link if that else link + 1
        content = [(begin, c.end(begin))]
        cue_stop = i + 1 if that else link + 1
        if raised and link > i + 1:
            cue_stop = link if that else link + 1
    elif target is not None:
        content, cue_stop = [target], i + 1
    else:
        return None
    return c.made("nominal", 0.6, (cue_start, cue_stop), content, target)


@lru_cache(maxsize=1)
def _triggers() -> Mapping[str, tuple[_Rule, ...]]:
    """Every trigger word with the patterns to try on it, in order."""
    made: dict[str, list[_Rule]] = {}
    groups: Iterator[tuple[object, _Rule]] = iter(
        (
            (_BLAME, _blame), (_IMPERSONAL, _impersonal), (_BELIEF, _belief), (_NAMING, _naming),
            (_ORDERED, _ordered), (_DISPUTED, _disputed), (_EMERGES, _emerges), (_UNCLEAR, _unclear),
            (_SEEMS, _seems), (_HEARSAY, _hearsay), (_NOUNS, _nominal),
        )
    )  # fmt: skip
    for words, rule in groups:
        for word in words:  # type: ignore[attr-defined]
            made.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in made.items()}
