"""Agentless patterns around a verb: passives, participles, impersonal passives, verbs of seeming."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import pairwise

from framing.attribution.clause import Clause
from framing.attribution.finding import Agentless, finding
from framing.attribution.weights import UNOWNED
from framing.words.tables import WordSet
from framing.words.verbs import verb_forms, word_set

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
    "labelled": "as ", "labeled": "as ", "branded": "as ", "dubbed": "as ", "called": "", "known": "as",
    "named": "as", "recognised": "as for", "recognized": "as for", "hailed": "as", "remembered": "as for",
}  # fmt: skip
_CALLED = WordSet("agentless", "verbs: called")
_QUOTES = word_set("\" “ ‘ ' `` «")
_NO_PREDICATES = WordSet("agentless", "verbs: no predicates")
_BELIEF = WordSet("agentless", "verbs: belief")
_REDUCED = WordSet("agentless", "verbs: reduced")
_FEARED = WordSet("agentless", "verbs: feared")
_FATES = WordSet("agentless", "verbs: fates")
_ORDERED = WordSet("agentless", "verbs: ordered")
_ANNOUNCED = WordSet("agentless", "verbs: announced")
_COMPLEMENTS = WordSet("agentless", "verbs: complements")
_ASKED = WordSet("agentless", "verbs: brings in a question")
_TIMES = WordSet("agentless", "verbs: time of a question")
_INNER = WordSet("function", "relative")
_DISPUTED = WordSet("agentless", "verbs: disputed")
_IMPERSONAL = WordSet("agentless", "verbs: impersonal")
_EMERGES = WordSet("agentless", "verbs: emerges")
_SEEMS = WordSet("agentless", "verbs: seems")
_UNCLEAR = WordSet("agentless", "verbs: unclear")
_SPEECH_ACTS = WordSet("agentless", "verbs: speech acts")
_HEARSAY = WordSet("agentless", "verbs: hearsay")


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
        subject = c.leading() if c.word(start) == "being" else c.subject(start)
        stop = c.end(link + 1, comma=c.dependent(subject), verb=c.dependent(subject))
        return finding(c, "passive", UNOWNED.now.passive, (start, link + 1), [(link + 1, stop)], subject)
    if start < i or c.word(i) in ("charged", "dismissed", "sued", "cast", "celebrated") or not c.reduced(i):
        return None
    stop = c.end(link + 1, comma=True, verb=True)
    return finding(
        c, "participle", UNOWNED.now.participle, (start, link + 1), [(link + 1, stop)], c.head(start)
    )


def _after_adjunct(c: Clause, i: int, wanted: list[str]) -> int | None:
    """The link behind a short adjunct: 'accused on Monday of', 'criticised last year for'."""
    if c.word(i + 1) in (
        "on",
        "in",
        "last",
        "this",
        "earlier",
        "again",
        "yesterday",
        "today",
        "repeatedly",
        "widely",
    ):
        for k in range(i + 2, min(i + 5, c.stop)):
            if c.word(k) in wanted:
                return k
            if c.word(k) in (",", "by"):
                return None
    return None


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
    if bare and not linked and c.form(begin) in _QUOTES:
        follows = c.word(begin + 1)
    judged = c.word(i) in ("considered", "deemed") and follows.isalpha() and follows not in _NO_PREDICATES
    if bare and (not passive or not (follows in ("a", "an", "the", "one") or c.adverb(i + 1) or judged)):
        return None
    if c.form(begin + (c.word(begin) in ("the", "a", "an")))[:1].isupper() and c.word(i) in _CALLED:
        return None  # a name is no opinion: 'which is called the Thames Path'
    if passive:
        subject = c.subject(start)
        if subject is None or c.word(subject[0]) == "what" or c.word(subject[0] - 1) == "what":
            return None
        stop = c.end(begin, comma=c.dependent(subject))
        target = subject if c.word(i) in _CALLED else None
        return finding(c, "naming", UNOWNED.now.naming, (start, begin), [subject, (begin, stop)], target)
    if start < i or c.word(i) in ("known", "seen", "treated", "named", "remembered") or not c.reduced(i):
        return None
    head = c.head(start)
    content = [(begin, c.end(begin, comma=True, verb=True))]
    return finding(
        c,
        "participle",
        UNOWNED.now.participle_unsure,
        (start, begin),
        content if head is None else [head, *content],
    )


def _belief(c: Clause, i: int) -> Agentless | None:
    """'is believed to have …', 'are feared dead', 'is widely expected to …'."""
    start, passive = c.verb_group(i)
    if not passive or start == i or c.word(start) == "to":
        return None
    if c.word(start - 1) == "it" and (c.word(i + 1) in ("that", "whether") or c.word(i + 1) != "to"):
        return None
    if c.word(i + 1) != "to" and not (c.word(i) in _FEARED and c.word(i + 1) in _FATES):
        return None
    subject = c.subject(start)
    stop = c.end(i + 2, comma=c.dependent(subject))
    if subject is None or c.agent(i + 1, c.stop):
        return None
    accused = subject if c.word(i) in ("alleged", "suspected", "claimed") else None
    return finding(c, "belief", UNOWNED.now.belief, (start, i + 1), [subject, (i + 1, stop)], accused)


def _belief_reduced(c: Clause, i: int) -> Agentless | None:
    """', believed to be in his twenties,', 'a bill expected to pass': a participle of belief behind its noun."""
    if c.word(i + 1) != "to" or c.verb_group(i)[0] < i or not c.reduced(i) or c.agent(i + 1, c.stop):
        return None
    if c.word(i - 1) != "," and c.word(i) not in (
        "expected",
        "believed",
        "thought",
        "rumoured",
        "rumored",
        "known",
    ):
        return None
    if c.word(i) == "known" and c.word(i + 2) not in ("be", "have"):
        return None  # 'known to everyone'
    head = c.head(i)
    if head is None:
        return None
    return finding(
        c, "participle", UNOWNED.now.participle_unsure, (i, i + 1), [head, (i + 1, c.end(i + 2, comma=True))]
    )


def _blamed_on(c: Clause, i: int) -> Agentless | None:
    """'The attack was blamed on militants.'"""
    if c.word(i + 1) != "on":
        return None
    start, passive = c.verb_group(i)
    subject = c.subject(start) if passive else None
    if subject is None or c.agent(i + 2, c.stop):
        return None
    return finding(
        c,
        "passive",
        UNOWNED.now.passive_unsure,
        (start, i + 2),
        [subject, (i + 2, c.end(i + 2))],
        (i + 2, c.end(i + 2)),
    )


def _ordered(c: Clause, i: int) -> Agentless | None:
    """'has been urged to …', 'was asked whether …', 'Asked about …'."""
    start, passive = c.verb_group(i)
    asks = c.word(i) in ("asked", "pressed", "questioned")
    link = _when(c, i) if asks else i + 1
    follows = c.word(link)
    if follows not in _ASKED or (follows in ("on", "for", "when", "who", "where") and not asks):
        return None
    if not passive:
        opening = start == i and (
            i == c.first or (c.word(i - 1) in ("when", "if", ",") and follows not in ("to", "for"))
            or c.word(i - 1) == "when"
        )  # fmt: skip
        headline = c.word(i) in ("urged", "warned", "told", "ordered") and follows == "to" and start == i
        if not (asks and opening) and not (headline and c.reduced(i)):
            return None
    elif c.word(start) == "to" or c.word(i) == "told":
        return None
    begin = link + 1 if follows in ("about", "on", "for") else link
    stop = c.end(begin, comma=passive and c.dependent(c.subject(start)))
    if not passive:
        stop = min(stop, _reply(c, begin))
    if c.agent(i + 1, stop):
        return None
    # A reply in the same sentence ('Asked about it, he said', 'he said when asked') names no source of the question.
    return finding(
        c,
        "request",
        UNOWNED.now.request,
        (start, begin),
        [(begin, stop)],
        told_before=passive,
        told_after=False,
    )


def _when(c: Clause, i: int) -> int:
    """The word that brings in a question, behind a time or place: 'asked on Monday whether', 'asked later about'."""
    for k in range(i + 1, min(i + 5, c.stop)):
        if c.word(k) in _ASKED and c.word(k) != "on":
            return k
        known = c.adverb(k) or c.word(k) in _TIMES or c.form(k)[:1].isupper() or c.form(k)[:1].isdigit()
        if not known:
            break
    return i + 1


def _reply(c: Clause, begin: int) -> int:
    """The comma behind a question, where the answer starts; appositions and relative clauses belong to it."""
    commas = [k for k in range(begin + 1, c.stop) if c.word(k) == ","]
    for k, beyond in pairwise([*commas, c.stop]):
        inner = c.word(k + 1) in _INNER or c.finite(k + 1)
        if not inner and any(c.finite(j) for j in range(k + 2, min(beyond, k + 9))):
            return k
    return commas[0] if commas else c.stop


def _disputed(c: Clause, i: int) -> Agentless | None:
    """'The account has been disputed.'"""
    start, passive = c.verb_group(i)
    final = c.word(i + 1) in (".", ",", "", "and", "but", ";")
    loudly = c.adverb(i - 1) and c.word(i + 1) in ("on", "in", "after", "across", "at", "when")
    if not passive or start == i or not (final or loudly):
        return None
    subject = c.subject(start)
    if subject is None or c.agent(i + 1, c.stop) or c.word(i - 1) == "being":
        return None
    return finding(c, "dispute", UNOWNED.now.dispute, (start, i + 1), [subject], subject)


def _announced(c: Clause, i: int) -> Agentless | None:
    """'The ban was announced', 'was declared the winner'."""
    start, passive = c.verb_group(i)
    if not passive or start == i or c.word(start) in ("to", "being", "been") or c.agent(i + 1, c.stop):
        return None
    subject = c.subject(start)
    if subject is None or c.word(subject[0]) in ("it", "there", "what"):
        return None
    follows = c.word(i + 1)
    content = [subject]
    if follows in _COMPLEMENTS or c.form(i + 1)[:1].isupper():
        content.append((i + 1, c.end(i + 1, comma=c.dependent(subject))))
    return finding(c, "act", UNOWNED.now.act, (start, i + 1), content)


def _known(c: Clause, i: int) -> Agentless | None:
    """'is known for its calm', 'known as the Mile'."""
    if c.word(i + 1) not in ("as", "for"):
        return None
    start, passive = c.verb_group(i)
    subject = c.subject(start) if passive else c.head(start)
    if subject is None:
        return None
    stop = c.end(i + 2, comma=not passive or c.dependent(subject))
    return finding(c, "known", UNOWNED.now.known, (start, i + 2), [subject, (i + 2, stop)])


def _impersonal(c: Clause, i: int) -> Agentless | None:
    """'It is believed that …', 'It has been suggested …'."""
    start, passive = c.verb_group(i)
    if not passive or c.word(start - 1) != "it" or c.word(i + 1) in ("to", "as", "by", "", ".", ","):
        return None
    if c.agent(i + 1, min(i + 4, c.stop)):
        return None
    return finding(c, "impersonal", UNOWNED.now.impersonal_sure, (start - 1, i + 1), [(i + 1, c.end(i + 1))])


def _emerges(c: Clause, i: int) -> Agentless | None:
    """'It emerged that …'."""
    if c.word(i - 1) in ("it", "has", "had", "also", "later") and c.word(i + 1) == "that":
        start = i
        while start > c.first and c.word(start - 1) in ("it", "has", "had", "also", "later"):
            start -= 1
        if c.word(start) == "it":
            return finding(c, "impersonal", UNOWNED.now.impersonal, (start, i + 1), [(i + 1, c.end(i + 1))])
    return None


def _unclear(c: Clause, i: int) -> Agentless | None:
    """'It is unclear whether …'."""
    if c.word(i + 1) not in ("whether", "if", "how", "what", "why", "who", "when", "that"):
        return None
    start, passive = c.verb_group(i)
    if not passive or start == i:
        return None
    if c.word(i) == "clear" and not any(c.word(k) in ("not", "n't", "never") for k in range(start, i)):
        return None  # 'It is clear that': the writer's own certainty
    if c.word(start - 1) == "it":
        start -= 1
    return finding(c, "impersonal", UNOWNED.now.impersonal_unsure, (start, i + 1), [(i + 1, c.end(i + 1))])


def _seems(c: Clause, i: int) -> Agentless | None:
    """'The mayor seems to …', 'It appears that …'."""
    follows = c.word(i + 1)
    start, _ = c.verb_group(i)
    if c.word(start) == "to" or follows in (
        ",",
        ".",
        "in",
        "on",
        "at",
        "with",
        "before",
        "for",
        "from",
        "alongside",
    ):
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
    content = (
        [(begin, stop)]
        if c.word(subject[0]) in ("it", "there") and follows != "to"
        else [subject, (begin, stop)]
    )
    return finding(c, "seeming", UNOWNED.now.seeming, (start, i + 1), content)


def _hearsay(c: Clause, i: int) -> Agentless | None:
    """'The duke has reportedly sold the farm.'"""
    start, _ = c.verb_group(i)
    if i == c.first and c.word(i + 1) == ",":
        return finding(c, "hearsay", UNOWNED.now.hearsay, (i, i + 1), [(i + 2, c.end(i + 2))])
    subject = c.subject(start)
    if subject is None:
        return None
    stop = c.end(i + 1)
    pieces = [(subject[0], i), (i + 1, stop)]
    return finding(c, "hearsay", UNOWNED.now.hearsay, (i, i + 1), pieces)


_Pattern = Callable[[Clause, int], "Agentless | None"]
PATTERNS: tuple[tuple[Collection[str], _Pattern], ...] = (
    (_BLAME, _blame), (("blamed",), _blamed_on), (_IMPERSONAL, _impersonal), (_BELIEF, _belief),
    (_REDUCED, _belief_reduced), (_NAMING, _naming), (_ORDERED, _ordered), (_DISPUTED, _disputed),
    (_ANNOUNCED, _announced), (("known",), _known), (_EMERGES, _emerges), (_UNCLEAR, _unclear), (_SEEMS, _seems),
    (_HEARSAY, _hearsay),
)  # fmt: skip
"""Trigger words and the pattern to try on each, in order."""
