"""Statements: the attributions of an article, each with its kind, act, stance, speaker, target and camp."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from framing import camps as camps_layer
from framing.article import STORY, Span
from framing.attribution.agentless import Agentless, agentless
from framing.attribution.condemning import blamed
from framing.attribution.denying import denies
from framing.attribution.plain import plain
from framing.attribution.quoted import unclaimed
from framing.attribution.repairs import repaired
from framing.attribution.running import continued, joined, merged
from framing.attribution.subjects import credible, with_source
from framing.attribution.transcripts import with_turns
from framing.attribution.unmade import unmade
from framing.attribution.weights import FOUND
from framing.layers.registry import Layer, Lines, Task
from framing.people import speakers
from framing.people.targets import with_targets
from framing.people.together import together
from framing.statement import (
    ACTS,
    KINDS,
    SPEAKER_TYPES,
    STANCES,
    Act,
    Attribution,
    Kind,
    SpeakerType,
    Stance,
    Statement,
)  # fmt: skip
from framing.text import Document, Quote
from framing.words import verbs
from framing.words.rules import Weights

if TYPE_CHECKING:
    from framing.attribution.sequence import Tagger
    from framing.camps import Camps


@dataclass(frozen=True)
class Shape:
    """From when on something counts; own judgement.

    Args:
        direct: the share of quoted words from which a statement counts as direct, since a clause may break a quotation.
        near: the characters between two tellings of one fact, at most.
        dateline: the characters in which a dateline has ended.
    """

    direct: float = 0.9
    near: int = 400
    dateline: int = 120


SHAPE = Weights("layers.statements", Shape())
_MARKS = frozenset("\"“”„‟«»‹›'‘’‚‛`.,;:!?…–—-")
_EDGES = ' \t\n.,;:–—"“”'


def statements(
    documents: Sequence[Document], *, tagger: Tagger | None = None, camps: Camps | None = None
) -> list[list[Statement]]:
    """Find every attributed statement of the documents, and say of each who, how and toward whom.

    Args:
        documents: prepared articles.
        tagger: the trained attribution model; None loads the one that ships with the package.
        camps: the sides that speakers belong to; None for the default camps.

    Returns:
        One list a document: its statements in text order, `statement_id` counting from 0.

    Example:
        >>> from framing.article import Article
        >>> [found] = statements([Document(Article("a", '"We close at noon," the clerk said.'))])
        >>> str(found[0].kind), found[0].verb, found[0].content[0]
        ('direct', 'say', Span(start=0, end=19))
    """
    from framing.attribution.sequence import Tagger

    model = Tagger.load() if tagger is None else tagger
    sides = camps_layer.load() if camps is None else camps
    return [_of(doc, found, sides) for doc, found in zip(documents, model.attribute(documents), strict=True)]


def _of(doc: Document, found: Sequence[Attribution], sides: Camps) -> list[Statement]:
    unowned = agentless(doc)
    owned = with_turns(doc, repaired(doc, tidy(doc, found)))
    owned += plain(doc, [*owned, *(f.attribution for f in unowned)])
    merged = [with_source(doc, a) for a in without_agent(owned, unowned)]
    merged = [a for a in merged if credible(doc, a)] + [f.attribution for f in unowned]
    if not any(a.source is not None for a in merged):
        merged += _quotations_alone(doc, merged)
    merged.sort(key=_place)
    made = [_statement(doc, number, a) for number, a in enumerate(merged)]
    known: dict[Span, tuple[Span | None, Span | None]] = {
        f.attribution.cue: (f.target, f.pronoun) for f in unowned if f.attribution.cue is not None
    }
    made = [_blaming(doc, s, a, known) for s, a in zip(made, merged, strict=True)]
    made = with_targets(doc, [_as_person(s) for s in speakers.resolve(doc, made, keep=True)], known)
    return camps_layer.assign(doc, together(doc, made), sides)


def _blaming(
    doc: Document, s: Statement, a: Attribution, known: dict[Span, tuple[Span | None, Span | None]]
) -> Statement:
    """The statement as blame, its target known, where its cue says only that something was said or brought out."""
    found = blamed(doc, a) if s.act in (Act.STATES, Act.ANNOUNCES) and s.made else None
    if found is None or s.cue is None:
        return s
    act, whom = found
    known[s.cue] = (whom, None)
    return replace(s, act=act)


def _as_person(s: Statement) -> Statement:
    """Who has turns in a transcript is a person, also where capitals make the label look like a body."""
    shouted = s.rule == "turn" and s.speaker_type == SpeakerType.ORGANISATION
    return replace(s, speaker_type=SpeakerType.PERSON) if shouted else s


def _quotations_alone(doc: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Quoted speech of a text in which no source was found: better nobody's than left out."""
    content = [span for a in found for span in a.content]
    return [
        Attribution(None, None, (q.span,), FOUND.now.quotation, "quotation") for q in unclaimed(doc, content)
    ]


def without_agent(found: Sequence[Attribution], unowned: Sequence[Agentless]) -> list[Attribution]:
    """The attributions that tell no fact that an agentless pattern tells as well: one fact, one place.

    Where both have the same cue or, without a source, much the same content, the pattern is believed: it has
    looked for an agent and found none, where the model tends to take the accused for the source.
    """
    patterns = sorted((f.attribution for f in unowned if f.attribution.cue), key=_cue_start)
    starts = [_cue_start(pattern) for pattern in patterns]
    kept = []
    for a in found:
        near = slice(
            bisect_left(starts, _place(a)[0] - SHAPE.now.near),
            bisect_right(starts, a.content[-1].end + SHAPE.now.near),
        )
        if not any(_same_fact(a, pattern) for pattern in patterns[near]):
            kept.append(a)
    return kept


def _cue_start(a: Attribution) -> int:
    return a.cue.start if a.cue is not None else -1


def _same_fact(a: Attribution, pattern: Attribution) -> bool:
    assert pattern.cue is not None
    if a.cue is not None and a.cue.overlaps(pattern.cue):
        return True
    shared = sum(
        max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in pattern.content
    )
    longer = max(sum(map(len, a.content)), sum(map(len, pattern.content)))
    return a.source is None and 2 * shared >= longer


def _place(a: Attribution) -> tuple[int, int]:
    """Where an attribution stands in the text: its first character, then its cue."""
    first = a.content[0].start
    if a.source is not None:
        first = min(first, a.source.start)
    if a.cue is None:
        return first, a.content[0].start
    return min(first, a.cue.start), a.cue.start


def tidy(doc: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Attributions within the story, with whole quotations as content, and one for each fact.

    Content that starts or ends just inside quotation marks takes them in; a quotation that runs over several
    paragraphs becomes the content of one attribution.

    Args:
        doc: the article.
        attributions: what a model or rules found; spans that leave the text are dropped.
    """
    outer = [q for q in doc.quotes if q.depth == 0]
    starts = [q.start for q in outer]
    size = len(doc.text)
    kept: list[Attribution] = []
    heads = {span.start: span for span, _ in doc.story}
    for a in attributions:
        content = tuple(span for span in a.content if span.start < span.end <= size)
        if not content or doc.article.region_at(content[0].start) not in STORY:
            continue
        content = tuple(_without_dateline(doc.text, span, heads) for span in content)
        content = merged(doc.text, [_snapped(doc.text, span, outer, starts) for span in content])
        if a.source is not None and a.source.start in heads:
            a = replace(a, source=_without_dateline(doc.text, a.source, heads))
        kept.append(
            replace(a, cue=_bare(doc.text, a.cue), content=_without_lead(doc.text, a.cue, content, starts))
        )
    return continued(doc, joined(doc, kept))


def _without_dateline(text: str, span: Span, heads: Mapping[int, Span]) -> Span:
    """A span that opens a paragraph without the dateline there: 'OSLO, May 3 (Reuters) - '."""
    block = heads.get(span.start)
    if block is None:
        return span
    from framing.reading.datelines import dateline

    found = dateline(block.of(text)[: SHAPE.now.dateline])
    if found is None or found.start or block.start + found.end >= span.end:
        return span
    return Span(block.start + found.end, span.end)


def _bare(text: str, cue: Span | None) -> Span | None:
    """A cue without the marks at its edges, unless it is a mark."""
    if cue is None:
        return None
    words = cue.of(text)
    left, right = len(words) - len(words.lstrip(_EDGES)), len(words.rstrip(_EDGES))
    return Span(cue.start + left, cue.start + right) if right > left else cue


def _snapped(text: str, span: Span, outer: Sequence[Quote], starts: Sequence[int]) -> Span:
    """A span with the quotation marks at its edges, where the quotation lies within it."""
    start, end = span.start, span.end
    at = bisect_right(starts, start) - 1
    if at >= 0:
        quote = outer[at]
        if start - quote.start <= 2 and not text[quote.start : start].strip("\"“”„‟«»‹›'‘’‚‛` "):
            start = quote.start
    at = bisect_right(starts, end) - 1
    if at >= 0:
        quote = outer[at]
        gap = quote.end - end
        if start <= quote.start and 0 < gap <= 4 and all(c in _MARKS for c in text[end : quote.end]):
            end = quote.end
    return Span(start, end)


def _without_lead(
    text: str, cue: Span | None, content: tuple[Span, ...], starts: Sequence[int]
) -> tuple[Span, ...]:
    """Content without what stands before the cue, where a colon and a whole quotation stand behind it.

    'Speaking in Oslo, she said: "We are done."': the adverbial is the reporter's.
    """
    if cue is None or len(content) < 2:
        return content
    behind = [span for span in content if span.start >= cue.end]
    if not behind or len(behind) == len(content):
        return content
    first = behind[0].start
    opens = bisect_right(starts, first) - 1
    quoted = (
        opens >= 0 and starts[opens] == first and text[first : first + 3].strip("\"“”‘’'`«»")[:1].isupper()
    )
    leads = all(span.start not in starts for span in content if span.end <= cue.start)
    return tuple(behind) if quoted and leads and text[cue.start : first].rstrip().endswith(":") else content


def kind(doc: Document, content: Sequence[Span]) -> str:
    """Direct, mixed or indirect, by the words of the content that stand inside quotation marks.

    Returns:
        `direct` with nine tenths of the words quoted, `mixed` with some, else `indirect`.

    Example:
        >>> from framing.article import Article
        >>> kind(Document(Article("a", 'He called it "a gift" to us.')), [Span(3, 27)])
        'mixed'
    """
    quoted = [q for span in content for q in _quoted(doc, span)]
    if not quoted:
        return "indirect"
    forms, starts = doc.words.forms, doc.words.starts
    words = [i for span in content for i in doc.words.within(span) if forms[i][0].isalnum()]
    inside = sum(any(q.start <= starts[i] < q.end for q in quoted) for i in words)
    if not inside:
        return "indirect"
    return "direct" if inside >= SHAPE.now.direct * len(words) else "mixed"


def _quoted(doc: Document, span: Span) -> Sequence[Quote]:
    """The outer quotations that overlap a span."""
    quotes = doc.quotes
    if not quotes:
        return ()
    last = bisect_left(quotes, span.end, key=_start)
    first = last
    while first > 0 and (quotes[first - 1].depth or quotes[first - 1].end > span.start):
        first -= 1
    return [q for q in quotes[first:last] if not q.depth and q.end > span.start]


def _start(quote: Quote) -> int:
    return quote.start


def _statement(doc: Document, number: int, a: Attribution) -> Statement:
    lemma, act, stance = verbs.describe(a.cue.of(doc.text)) if a.cue else ("", "states", "neutral")
    why = unmade(doc, a)
    if why == "declined":
        act, stance = Act.DECLINES, Stance.NEUTRAL
    elif act == Act.STATES and denies(doc, a):
        act = Act.DENIES
    return Statement(
        statement_id=number,
        kind=Kind.DIRECT if a.rule == "announced" else Kind(kind(doc, a.content)),  # a block has no marks
        source=a.source,
        cue=a.cue,
        content=a.content,
        act=Act(act),
        stance=Stance(stance),
        score=a.score,
        verb=lemma or None,
        region=doc.article.region_at(a.content[0].start),
        rule=a.rule,
        made=why is None,
    )


def _with_words(row: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A row with the words of source, cue and content beside their offsets."""

    def words_of(start: int | None, end: int | None) -> str | None:
        return text[start:end] if start is not None and end is not None else None

    made = dict(row)
    made["source_text"] = words_of(row["source_start"], row["source_end"])
    made["cue_text"] = words_of(row["cue_start"], row["cue_end"])
    made["content_text"] = " … ".join(text[one["start"] : one["end"]] for one in row["content"] or ())
    return made


LAYERS = (
    Layer(
        "statements",
        (
            ("article_id", "str"), ("statement_id", "int"), ("kind", "str"),
            ("source_start", "int?"), ("source_end", "int?"), ("cue_start", "int?"), ("cue_end", "int?"),
            ("content", "spans"), ("speaker", "str"), ("role", "str"), ("speaker_type", "str"), ("camp", "str"),
            ("act", "str"), ("target", "str"), ("stance", "str"), ("score", "float"),
            ("verb", "str"), ("region", "str"), ("camp_rule", "str"), ("rule", "str"), ("made", "bool"),
            ("camp_by", "str"), ("speaker_rule", "str"), ("besides", "list[str]"),
        ),
        lambda seen: [said.row(seen.document.article.id) for said in seen.statements],
        cells=_with_words,
        named_by="speaker",
        values={"act": ACTS, "kind": KINDS, "stance": STANCES, "speaker_type": SPEAKER_TYPES},
        lines=Lines("statement", "Statements, as they begin", ("r", "t")),
        tasks=(
            Task(
                "attribution", "attributions", "attributions", "joint.f1",
                "statements: source, cue and content spans",
                '{"id": "1", "text": "It may rain, she said.", "attributions": [{"source": [[13, 16]], '
                '"cue": [[17, 21]], "content": [[0, 11]]}]}',
            ),
        ),
    ),
)  # fmt: skip
"""Who says what. `annotate` finds the statements of a batch at once; the other layers see them."""
