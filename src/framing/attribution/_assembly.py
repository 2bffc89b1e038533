"""From tagged words to attributions: spans, links, what joins them, and the evidence for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
import numpy.typing as npt

from framing.attribution import _labels as labels

Floats = npt.NDArray[np.float32]


Ints = npt.NDArray[np.int64]


EVIDENCE = (
    "constant", "cue", "content", "content's edges", "source", "link to the source", "link to the content",
    "nobody named",
)  # fmt: skip
"""What the score is computed from, in the order of the array `calibration`: mean log posteriors."""


@dataclass(frozen=True)
class Flat:
    """The words of some windows in one row.

    Args:
        types, states: of every word.
        windows: (first word, length, first and last word whose labels count) of every sequence.
        paragraph_starts: first word of every paragraph.
        document_of, offset_of: of every paragraph, its document, and what to take off a flat
            position for the position among the document's words.
    """

    types: Ints
    states: Ints
    windows: Ints
    paragraph_starts: Ints
    document_of: list[int]
    offset_of: list[int]


@dataclass(frozen=True)
class Tagged:
    labels: Ints
    trust: Floats
    hidden: Floats


@dataclass(frozen=True)
class TaggedSpans:
    """The labelled spans, which of them are cues and contents, and the candidate links.

    Args:
        first, last: words, inclusive; `firsts` and `lasts` are the same as plain integers.
        paragraph: of every span.
        cues, contents: which spans are such.
        candidates: for cues and for contents, the columns (rank among the anchors, option, slot, bucket).
    """

    first: Ints
    last: Ints
    firsts: list[int]
    lasts: list[int]
    paragraph: list[int]
    cues: Ints
    contents: Ints
    candidates: tuple[tuple[Ints, Ints, Ints, Ints], tuple[Ints, Ints, Ints, Ints]]

    @classmethod
    def of(cls, tagged: Tagged, flat: Flat) -> TaggedSpans:
        first, last, role = labels.spans(tagged.labels)
        paragraph: list[int] = (np.searchsorted(flat.paragraph_starts, first, side="right") - 1).tolist()
        cues = np.flatnonzero(role == labels.CUE)
        contents = np.flatnonzero(role > labels.CUE)
        rank = np.zeros(len(first), dtype=np.int64)
        rank[cues], rank[contents] = np.arange(len(cues)), np.arange(len(contents))
        rows: tuple[list[tuple[int, int, int, int]], ...] = ([], [])
        firsts, lasts = first.tolist(), last.tolist()
        items = list(zip(firsts, lasts, role.tolist(), strict=True))
        for _, numbers in groupby(range(len(items)), paragraph.__getitem__):
            members = list(numbers)
            mine = {
                part: [n for n in members if (items[n][2] > labels.CUE) - (items[n][2] < labels.CUE) == part]
                for part in (-1, 0, 1)
            }
            for kind, (anchors, options) in enumerate(((mine[0], mine[-1]), (mine[1], mine[0]))):
                if not anchors or not options:
                    continue
                slot, before = 0, -1
                for anchor, option, bucket in labels.pairs(
                    [items[n] for n in anchors], [items[n] for n in options]
                ):
                    slot = slot + 1 if anchor == before else 1
                    before = anchor
                    rows[kind].append((int(rank[anchors[anchor]]), options[option], slot, bucket))
        tables = [np.array(part, dtype=np.int64).reshape(-1, 4) for part in rows]
        return cls(
            first, last, firsts, lasts, paragraph, cues, contents,
            (tuple(tables[0].T), tuple(tables[1].T)),  # type: ignore[arg-type]
        )  # fmt: skip


@dataclass
class _Draft:
    """One statement as numbers of spans."""

    cue: int
    source: int | None
    contents: list[int] = field(default_factory=list)


def evidence_of(
    drafts: Sequence[_Draft], spans: TaggedSpans, trust: Floats, source_trust: Floats, content_trust: Floats
) -> Floats:
    """One row of `EVIDENCE` a statement."""
    logs = np.log(np.maximum(trust, 1e-6))
    total = np.concatenate([[0.0], np.cumsum(logs, dtype=np.float64)])
    mean = (total[spans.last + 1] - total[spans.first]) / (spans.last + 1 - spans.first)
    edges = (logs[spans.first] + logs[spans.last]) / 2
    # Each column is summed over a statement's pieces of content, then divided by their number.
    owner = np.array([n for n, draft in enumerate(drafts) for _ in draft.contents], dtype=np.int64)
    pieces = np.array([piece for draft in drafts for piece in draft.contents], dtype=np.int64)
    count = np.bincount(owner, minlength=len(drafts))
    cues = np.array([draft.cue for draft in drafts], dtype=np.int64)
    sources = np.array([-1 if draft.source is None else draft.source for draft in drafts], dtype=np.int64)
    made = np.ones((len(drafts), len(EVIDENCE)), dtype=np.float32)
    if not drafts:
        return made
    made[:, 1] = mean[cues]
    for column, values in ((2, mean), (3, edges), (6, content_trust)):
        made[:, column] = np.bincount(owner, values[pieces], minlength=len(drafts)) / count
    made[:, 4] = np.where(sources >= 0, mean[sources], 0.0)
    made[:, 5] = source_trust[cues]
    made[:, 7] = sources < 0
    return made


def assemble(spans: TaggedSpans, flat: Flat, source_link: Ints, content_link: Ints) -> list[_Draft]:
    """Cues with their source and contents, in text order; what has no content is left out.

    A content without a cue in its own paragraph goes to the statement before it where it continues
    that one's quotation, or to a cue at the end of the paragraph before that announces it.
    """
    drafts: dict[int, _Draft] = {}
    for cue in spans.cues.tolist():
        source = int(source_link[cue])
        drafts[cue] = _Draft(cue, source if source >= 0 else None)
    last: _Draft | None = None
    for content in spans.contents.tolist():
        cue = int(content_link[content])
        if cue >= 0:
            drafts[cue].contents.append(content)
            last = drafts[cue]
            continue
        found = _from_before(content, spans, flat, drafts, last)
        if found is not None:
            found.contents.append(content)
            last = found
    return [draft for draft in drafts.values() if draft.contents]


def _from_before(
    content: int, spans: TaggedSpans, flat: Flat, drafts: Mapping[int, _Draft], last: _Draft | None
) -> _Draft | None:
    paragraph = spans.paragraph[content]
    start = int(flat.paragraph_starts[paragraph])
    if spans.first[content] > start + 1 or not paragraph:
        return None
    document = flat.document_of[paragraph]
    continued = flat.states[spans.first[content]] >= 10
    if continued and last is not None:
        before = spans.paragraph[last.contents[-1]]
        if before == paragraph - 1 and flat.document_of[before] == document:
            return last
    earlier = spans.cues[spans.last[spans.cues] < start]
    if len(earlier):
        cue = int(earlier[-1])
        near = spans.paragraph[cue] == paragraph - 1 and flat.document_of[paragraph - 1] == document
        if near and start - int(spans.last[cue]) <= 4 and not drafts[cue].contents:
            return drafts[cue]
    return None


def mend_labels(found: Ints, paragraph_starts: Ints) -> None:
    """Where windows of one paragraph meet, a span may go on that did not begin: it begins there."""
    before = np.concatenate([[0], found[:-1]])
    before[paragraph_starts] = 0
    inside = (found > 0) & (found % 2 == 0)
    found[inside & (before != found) & (before != found - 1)] -= 1
