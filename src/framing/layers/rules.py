"""Attribution by a few surface rules: reporting verbs, 'according to' and quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from framing.article import Span
from framing.layers.attribution import Attribution
from framing.layers.verbs import verb_forms, word_set
from framing.text import Document, Quote

# Verbs whose clause needs no 'that' to be reported speech.
_BARE = word_set(
    "say tell add claim insist announce argue warn believe think deny admit assert contend allege maintain "
    "suggest reply note explain concede vow report estimate write"
)
# Verbs that take a clause with 'that', or a quotation.
_CLAUSE_ACTS = word_set(
    "states claims announces accuses denies admits warns promises predicts believes criticises praises agrees asks"
)
_BREAKS = word_set(
    "and but or as that while when after before because since although though if whether which who whom where "
    "than so until unless despite amid ; : — – -- ( )"
)
_PRONOUNS = word_set("he she it they we i you")
_AUX = word_set(
    "has have had was is are were be been will would did does do could should may might must can n't not also "
    "later then never already"
)
_MARKS = word_set("\" “ ” ‘ ’ ' '' `` « » .")
_LEAST_QUOTED = 3


def attribute(doc: Document) -> list[Attribution]:
    """Find who says what in one article by its reporting verbs and quotation marks.

    The rules see: a source before its verb or behind it ('said X'), 'according to X', the clause or the
    quotation on either side, quotations that go on behind their cue or over several paragraphs. Speech
    verbs only: belief, intention and official acts need the trained model.

    Args:
        doc: the article.

    Returns:
        The attributions in text order, `rule` saying which rule found each; every quotation of three words
        or more that looks like speech belongs to one of them.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", '"It is late," the clerk said. "We close now."'))
        >>> found = attribute(doc)[0]
        >>> found.source.of(doc.text), [span.of(doc.text) for span in found.content]
        ('the clerk', ['"It is late,"', '"We close now."'])
    """
    found: list[Attribution] = []
    for sentence in doc.sentences:
        if sentence.region in ("headline", "standfirst", "caption", "body"):
            found += _Reader(doc, sentence.span).attributions()
    return _with_quotations(doc, found)


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    return frozenset(form for form, verb in verb_forms().items() if verb.act in _CLAUSE_ACTS)


@dataclass(frozen=True)
class _Reader:
    """One sentence, read by positions of its words."""

    doc: Document
    sentence: Span

    def attributions(self) -> Iterator[Attribution]:
        words = self.doc.words
        within = words.within(self.sentence)
        if not within:
            return
        quoted = [q for q in self.doc.quotes if q.depth == 0 and q.span.overlaps(self.sentence)]
        cues = _cues()
        done = within.start  # content of one cue ends before the source of the next
        for i in within:
            low = words.lower[i]
            if any(q.start <= words.starts[i] < q.end for q in quoted):
                continue
            if low == "according" and i + 2 in within and words.lower[i + 1] == "to":
                found = self._according(i, within)
            elif low in cues:
                found = self._reported(i, within, quoted, done)
            else:
                continue
            if found is not None:
                yield found
                if found.rule == "verb":
                    done = i

    def _span(self, first: int, last: int) -> Span:
        """The characters of the words from `first` up to and without `last`, marks at the edges cut off."""
        words = self.doc.words
        while last > first and words.forms[last - 1] in (".", ",", ";", ":", "–", "—"):
            last -= 1
        while first < last and words.forms[first] in (",", ";", ":", "–", "—"):
            first += 1
        return Span(words.starts[first], words.ends[last - 1]) if last > first else Span(0, 0)

    def _according(self, i: int, within: range) -> Attribution | None:
        stop = i + 2
        lower = self.doc.words.lower
        while stop in within and lower[stop] not in (",", ".", ";", ":", "who", "which", '"', "”"):
            stop += 1
        source = self._span(i + 2, stop)
        before = i > within.start + 1
        content = self._span(within.start, i) if before else self._span(stop, within.stop)
        if not source or not content:
            return None
        cue = Span(self.doc.words.starts[i], self.doc.words.ends[i + 1])
        return Attribution(source, cue, (content,), 0.6, "according to")

    def _reported(self, i: int, within: range, quoted: list[Quote], done: int) -> Attribution | None:
        words = self.doc.words
        cue = Span(words.starts[i], words.ends[i])
        after = i + 1 if i + 1 in within else None
        opens = after is not None and self._opens(after, i, quoted)
        that = any(words.lower[k] == "that" for k in range(i + 1, min(i + 4, within.stop)))
        lemma = verb_forms()[words.lower[i]].lemma
        source = self._left(i, within, done)
        first = self._clause(i, lemma, within)
        if source and first is not None and (opens or that or (lemma in _BARE and first < within.stop)):
            behind = self._span(first, self._until(first, within))
            if len(words.within(behind)) > 1:
                return Attribution(source, cue, (behind,), 0.5, "verb")
        inverted = self._right(i, within)
        left_end = words.within(source).start if source and not inverted else i
        content = self._span(within.start, left_end)
        separated = left_end > within.start and words.forms[left_end - 1] in (",", "”", '"', "’", "'", "''", "?", "!")
        if separated and (inverted or source) and len(content) > 1:
            return Attribution(inverted or source, cue, (content,), 0.5, "verb behind")
        return None

    def _opens(self, after: int, i: int, quoted: list[Quote]) -> bool:
        left = self.doc.words.starts[i]
        right = self.doc.words.ends[min(after + 3, len(self.doc.words) - 1)]
        return any(left < q.start <= right for q in quoted)

    def _left(self, i: int, within: range, done: int) -> Span | None:
        """The noun phrase before a verb, with an apposition between commas."""
        lower, forms = self.doc.words.lower, self.doc.words.forms
        last = i
        while last - 1 > within.start and lower[last - 1] in _AUX:
            last -= 1
        if last - 1 in within and lower[last - 1] in _PRONOUNS:
            return self._span(last - 1, last)
        first = last
        commas = 1 if first - 1 in within and forms[first - 1] == "," else 0
        if commas:
            first -= 1
            while first > within.start and forms[first - 1] != ",":
                first -= 1
            first -= first > within.start
        while first > within.start:
            word = lower[first - 1]
            if word == "," or word in _BREAKS or word in _MARKS or (first - 1 <= done and done > within.start):
                break
            first -= 1
        found = self._span(first, last)
        return found if 0 < len(found) <= 200 else None

    def _right(self, i: int, within: range) -> Span | None:
        """The noun phrase behind an inverted verb: 'said Ann Lee, the mayor'."""
        lower, forms = self.doc.words.lower, self.doc.words.forms
        stop = i + 1
        if stop not in within or not (forms[stop][0].isupper() or lower[stop] in ("the", "a", "an", "one")):
            return None
        while stop in within and lower[stop] not in _BREAKS and lower[stop] not in _MARKS and lower[stop] != ",":
            stop += 1
        return self._span(i + 1, stop) or None

    def _clause(self, i: int, lemma: str, within: range) -> int | None:
        """Where the reported clause starts behind the verb; past the one who is told."""
        words = self.doc.words
        first = i + 1
        if first not in within or words.forms[first] in (".", ","):
            return first if first in within and words.forms[first] == "," and first + 1 in within else None
        if lemma == "tell":
            for k in range(first, min(first + 8, within.stop)):
                if words.lower[k] in ("that", ":", '"', "“", "‘", "'"):
                    return k
            return min(first + 1, within.stop - 1)
        return first

    def _until(self, first: int, within: range) -> int:
        """Where the clause ends: before a second cue ('but said …'), else with the sentence."""
        lower = self.doc.words.lower
        cues = _cues()
        for k in range(first + 2, within.stop - 1):
            if lower[k] in ("but", "and") and lower[k + 1] in cues and lower[k + 1].endswith(("d", "t")):
                return k
        return within.stop


def _with_quotations(doc: Document, found: list[Attribution]) -> list[Attribution]:
    """Give the quotations that no cue has claimed to the statement before them, or to nobody."""
    outer = [q for q in doc.quotes if q.depth == 0]
    made = list(found)
    for quote in outer:
        if len(doc.words.within(quote.span)) - 2 < _LEAST_QUOTED:
            continue
        if any(span.overlaps(quote.span) for a in made for span in a.content):
            continue
        if not looks_spoken(doc, quote):
            continue
        owner = max(
            (k for k, a in enumerate(made) if a.content[-1].end <= quote.start and a.cue is not None),
            key=lambda k: made[k].content[-1].end,
            default=None,
        )
        if owner is not None and _same_turn(doc, made[owner], quote, outer):
            a = made[owner]
            made[owner] = Attribution(a.source, a.cue, (*a.content, quote.span), a.score, a.rule)
        else:
            made.append(Attribution(None, None, (quote.span,), 0.2, "quotation"))
    return sorted(made, key=lambda a: a.content[0].start)


def looks_spoken(doc: Document, quote: Quote) -> bool:
    """Whether a quotation reads like speech: a clause with its own end, or a paragraph's beginning.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", 'A "new deal" was signed. "We are glad."'))
        >>> [looks_spoken(doc, q) for q in doc.quotes]
        [False, True]
    """
    inner = quote.span.of(doc.text).strip("\"“”„‟«»‹›'‘’‚‛` ")
    return len(inner.split()) >= _LEAST_QUOTED and (not quote.closed or inner[-1:] in ".,!?…—-")


def _same_turn(doc: Document, before: Attribution, quote: Quote, outer: list[Quote]) -> bool:
    """Whether a quotation goes on with the speech before it: one group, or nothing but a cue between."""
    groups = {q.group for q in outer if any(q.span.overlaps(span) for span in before.content)}
    if quote.group in groups:
        return True
    last = max(span.end for span in (before.source, before.cue, *before.content) if span is not None)
    return bool(groups) and last <= quote.start and len(doc.text[last : quote.start].strip(" .,:;\n")) < 3
