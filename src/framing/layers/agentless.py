"""Accusation, criticism, belief and report that nobody is named for: 'has been widely accused of'."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from framing.article import STORY, Span
from framing.layers.attribution import Attribution
from framing.layers.clause import BE, POSSESSIVE, Clause
from framing.layers.verbs import verb_forms, word_set
from framing.text import Document

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
_CALLED = word_set("called dubbed named known labelled labeled branded described characterised characterized")
_BELIEF = word_set(
    "believed thought feared understood said reported alleged expected known rumoured rumored considered tipped "
    "estimated projected assumed presumed deemed anticipated predicted forecast suspected claimed seen held "
    "judged hoped"
)
_ORDERED = word_set("urged warned asked advised pressed told ordered encouraged reminded questioned")
_DISPUTED = word_set("questioned disputed criticised criticized condemned contested challenged doubted")
_IMPERSONAL = word_set(
    "believed thought feared understood said reported alleged expected known rumoured rumored claimed suggested "
    "hoped assumed presumed estimated argued announced revealed noted agreed decided confirmed acknowledged "
    "established discovered disclosed predicted anticipated"
)
_EMERGES = word_set("emerged emerges transpired transpires")
_SEEMS = word_set("seem seems seemed appear appears appeared")
_UNCLEAR = word_set("unclear unknown uncertain")
_SPEECH_ACTS = word_set("states claims accuses denies admits announces urges criticises "
                         "warns promises threatens asks rejects")  # fmt: skip
_HEARSAY = word_set("reportedly allegedly supposedly purportedly")

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
_COMMON = word_set("reports questions debate hopes praise fear doubt concern expectations")
_UNDER = word_set("pressure fire attack scrutiny criticism")
_FACES = word_set(
    "face faces faced facing draw draws drew drawn drawing attract attracts attracted attracting spark sparks "
    "sparked sparking prompt prompts prompted prompting provoke provokes provoked provoking stir stirs stirred "
    "fuel fuels fuelled fueled fuelling fueling raise raises raising trigger triggers triggered meet met "
    "generate generated earn earned earning invite invited suffer suffered weather weathered received receive"
)
_COMES = word_set("come comes came coming")
_PLAGUED = word_set("dogged plagued marred beset hit hounded overshadowed fuelled fueled haunted rocked undermined")
_AMID = word_set("amid amidst despite following after over by to of with from on in about given spite for at")
_RAISED = word_set(
    "raised voiced expressed made levelled leveled aired heard lodged persist persisted persists remain remained "
    "remains grew grow grows growing mounted mount mounting spread spreads swirl swirled swirling abound abounded "
    "surfaced emerged arose linger lingered began followed circulated circulating circulate rose"
)

@dataclass(frozen=True, slots=True)
class Agentless:
    """An attribution without a source, and the words that name its target.

    Args:
        attribution: cue and content; `source` is None, `rule` names the pattern.
        target: the mention of the one accused, criticised or praised, in its own clause or, for a pronoun,
            where it was last named; None where nobody is.
        pronoun: the pronoun, where one stands for the target.
    """

    attribution: Attribution
    target: Span | None = None
    pronoun: Span | None = None


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
    clause: Clause | None = None
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
            clause = Clause(doc, within.start, within.stop)
        for rule in triggers[lower[i]]:
            made = rule(clause, i)
            if made is not None:
                if not any(f.attribution.cue == made.attribution.cue for f in found[-3:]):
                    found.append(made)
                break
    return found


# ------------------------------------------------------------------ the patterns

_Rule = Callable[[Clause, int], "Agentless | None"]


def _made(
    c: Clause, rule: str, score: float, cue: tuple[int, int], content: list[tuple[int, int]],
    target: tuple[int, int] | None = None,
) -> Agentless | None:  # fmt: skip
    """The finding, unless its cue or content has no words or its sentence names a source."""
    marked = c.span(*cue)
    spans = tuple(span for span in (c.span(*piece) for piece in content) if span is not None)
    if marked is None or not spans or c.sourced(cue[0] if cue[1] - cue[0] < 2 else cue[1] - 1):
        return None
    named = c.mention(target)
    own = c.span(*target) if target is not None else None
    return Agentless(Attribution(None, marked, spans, score, rule), named, own if own != named else None)


def _blame(c: Clause, i: int) -> Agentless | None:
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
        return _made(c, "passive", 0.85, (start, link + 1), [(link + 1, stop)], subject)
    if start < i or c.word(i) in ("charged", "dismissed", "sued", "cast", "celebrated") or not c.reduced(i):
        return None
    stop = c.end(link + 1, comma=True, verb=True)
    return _made(c, "participle", 0.7, (start, link + 1), [(link + 1, stop)], _head(c, start))


def _after_adjunct(c: Clause, i: int, wanted: list[str]) -> int | None:
    """The link behind a short adjunct: 'accused on Monday of', 'criticised last year for'."""
    if c.word(i + 1) in ("on", "in", "last", "this", "earlier", "again", "yesterday", "today", "repeatedly", "widely"):
        for k in range(i + 2, min(i + 5, c.stop)):
            if c.word(k) in wanted:
                return k
            if c.word(k) in (",", "by"):
                return None
    return None


def _head(c: Clause, start: int) -> tuple[int, int] | None:
    """The noun phrase that a reduced participle belongs to: before it, or behind the comma after it."""
    last = start
    while last > c.first and (c.word(last - 1) in (",", "long") or c.adverb(last - 1)):
        last -= 1
    left = last
    while left > c.first and not c.boundary(left - 1) and last - left < 10:
        left -= 1
    return (left, last) if last > left else None


def _naming(c: Clause, i: int) -> Agentless | None:
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
        return _made(c, "naming", 0.6, (start, begin), [subject, (begin, stop)], target)
    if start < i or c.word(i) in ("known", "seen", "treated", "named", "remembered") or not c.reduced(i):
        return None
    head = _head(c, start)
    content = [(begin, c.end(begin, comma=True, verb=True))]
    return _made(c, "participle", 0.6, (start, begin), content if head is None else [head, *content])


def _belief(c: Clause, i: int) -> Agentless | None:
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
    return _made(c, "belief", 0.7, (start, i + 1), [subject, (i + 1, stop)], accused)


def _ordered(c: Clause, i: int) -> Agentless | None:
    """'has been urged to …', 'was asked whether …', 'Asked about …'."""
    follows = c.word(i + 1)
    start, passive = c.verb_group(i)
    asks = c.word(i) in ("asked", "pressed", "questioned")
    clause = follows in ("to", "about", "if", "whether", "why", "what", "how", "when", "on", "who", "which", "where")
    if not clause or (follows in ("on", "when", "who", "where") and not asks):
        return None
    if not passive:
        opening = start == i and (
            i == c.first or (c.word(i - 1) in ("when", "if", ",") and c.word(i + 1) not in ("to",))
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
    c: Clause, rule: str, score: float, cue: tuple[int, int], content: list[tuple[int, int]]
) -> Agentless | None:
    """As `made`, where a reply in the same sentence ('Asked about it, he said') names no source of the question."""
    marked = c.span(*cue)
    spans = tuple(span for span in (c.span(*piece) for piece in content) if span is not None)
    if marked is None or not spans:
        return None
    return Agentless(Attribution(None, marked, spans, score, rule))


def _disputed(c: Clause, i: int) -> Agentless | None:
    """'The account has been disputed.'"""
    start, passive = c.verb_group(i)
    if not passive or start == i or c.word(i + 1) not in (".", ",", "", "and", "but", ";"):
        return None
    subject = c.subject(start)
    if subject is None or c.agent(i + 1, c.stop) or c.word(i - 1) == "being":
        return None
    return _made(c, "dispute", 0.6, (start, i + 1), [subject], subject)


def _impersonal(c: Clause, i: int) -> Agentless | None:
    """'It is believed that …', 'It has been suggested …'."""
    start, passive = c.verb_group(i)
    if not passive or c.word(start - 1) != "it" or c.word(i + 1) in ("to", "as", "by", "", ".", ","):
        return None
    if c.agent(i + 1, min(i + 4, c.stop)):
        return None
    return _made(c, "impersonal", 0.85, (start - 1, i + 1), [(i + 1, c.end(i + 1))])


def _emerges(c: Clause, i: int) -> Agentless | None:
    """'It emerged that …'."""
    if c.word(i - 1) in ("it", "has", "had", "also", "later") and c.word(i + 1) == "that":
        start = i
        while start > c.first and c.word(start - 1) in ("it", "has", "had", "also", "later"):
            start -= 1
        if c.word(start) == "it":
            return _made(c, "impersonal", 0.7, (start, i + 1), [(i + 1, c.end(i + 1))])
    return None


def _unclear(c: Clause, i: int) -> Agentless | None:
    """'It is unclear whether …'."""
    if c.word(i + 1) not in ("whether", "if", "how", "what", "why", "who", "when", "that"):
        return None
    start, passive = c.verb_group(i)
    if not passive or start == i:
        return None
    if c.word(start - 1) == "it":
        start -= 1
    return _made(c, "impersonal", 0.6, (start, i + 1), [(i + 1, c.end(i + 1))])


def _seems(c: Clause, i: int) -> Agentless | None:
    """'The mayor seems to …', 'It appears that …'."""
    follows = c.word(i + 1)
    start, _ = c.verb_group(i)
    if c.word(start) == "to" or follows in (",", ".", "in", "on", "at", "with", "before", "for", "from", "alongside"):
        return None
    appears = c.word(i).startswith("appear")
    if appears and follows not in word_set("to that likely ready set more less as") and not c.adverb(i + 1):
        return None
    if follows == "to" and c.word(i + 2) in word_set("me us him them her"):
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
    return _made(c, "seeming", 0.5, (start, i + 1), content)


def _hearsay(c: Clause, i: int) -> Agentless | None:
    """'The duke has reportedly sold the farm.'"""
    start, _ = c.verb_group(i)
    subject = c.subject(start)
    if subject is None:
        return None
    stop = c.end(i + 1)
    pieces = [(subject[0], i), (i + 1, stop)]
    return _made(c, "hearsay", 0.5, (i, i + 1), pieces)


def _nominal(c: Clause, i: int) -> Agentless | None:
    """'faces accusations of …', 'amid criticism that …', 'There are fears that …', 'Doubts were raised about …'."""
    left = i - 1
    while left >= c.first and (
        c.adverb(left)
        or c.word(left) in word_set("a an the any some new fresh growing mounting widespread international public "
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
            if c.word(k) in word_set(", . by from and") or k == min(link + 6, c.stop) - 1:
                raised = False
                break
        if not raised and not (before in _FACES and c.word(i + 1) in (".", ",", "", "and")):
            return None
    if before in POSSESSIVE or c.word(left + 1) in POSSESSIVE:
        return None
    opening = left < c.first or (before in (",", ";", ":") and left - c.first < 6)
    there = before in BE and any(c.word(k) == "there" for k in range(left - 3, left))
    faces = before in _FACES
    comes = False
    cue_start = i
    target: tuple[int, int] | None = None
    if noun in _UNDER and before == "under":
        comes = True
        cue_start = left
        start = left
        if c.word(left - 1) in _COMES | BE or c.adverb(left - 1):
            start = left - 1 if c.word(left - 1) in _COMES | BE else left
            if c.word(start) in _COMES | BE:
                begun, _ = c.verb_group(start)
                cue_start = begun
        target = c.subject(cue_start) if cue_start < left else _head(c, left)
    elif noun in ("fire", "attack", "pressure"):
        return None
    elif faces or before in _PLAGUED or (before == "by" and c.word(left - 1) in _PLAGUED):
        verb = left if before != "by" else left - 1
        cue_start, _ = c.verb_group(verb)
        target = c.subject(cue_start)
        if c.word(verb) in word_set("raise raises raising met meet receive received"):
            target = None
    plagued = before == "by" and c.word(left - 1) in _PLAGUED
    amid = before in _AMID
    if not (opening or there or faces or comes or plagued or amid or raised):
        return None
    strict = there or raised or before in word_set("amid amidst despite faces faced face facing drew")
    if noun in _COMMON and not strict:
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
    return _made(c, "nominal", 0.6, (cue_start, cue_stop), content, target)


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
