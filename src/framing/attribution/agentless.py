"""Accusation, criticism, belief and report that nobody is named for: 'has been widely accused of'."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping

from framing.article import STORY
from framing.attribution import agentless_nouns, agentless_verbs
from framing.attribution.clause import Clause
from framing.attribution.finding import Agentless
from framing.text import Document
from framing.words.rules import Rules
from framing.words.tables import derived

__all__ = ["Agentless", "agentless"]


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
        if clause is None or not clause.covers(i):
            clause = Clause.around(doc, i)
            if clause is None:
                continue
        for rule in triggers[lower[i]]:
            made = rule(clause, i)
            if made is not None:
                if not any(f.attribution.cue == made.attribution.cue for f in found[-3:]):
                    found.append(made)
                break
    return found


_PATTERNS = (*agentless_verbs.PATTERNS, *agentless_nouns.PATTERNS)

UNOWNED: Rules[[Clause, int], Agentless] = Rules("attribution.unowned")
"""The patterns of statements that nobody is named for; each is tried on its own trigger words."""

for _pattern in dict.fromkeys(pattern for _, pattern in _PATTERNS):
    UNOWNED.rule(_pattern)


@derived
def _triggers() -> Mapping[str, tuple[Callable[[Clause, int], Agentless | None], ...]]:
    """Every trigger word with the patterns to try on it, in order."""
    made: dict[str, list[Callable[[Clause, int], Agentless | None]]] = {}
    live = UNOWNED.live()
    for words, pattern in _PATTERNS:
        for word in words if pattern in live else ():
            made.setdefault(word, []).append(pattern)
    return {word: tuple(patterns) for word, patterns in made.items()}
