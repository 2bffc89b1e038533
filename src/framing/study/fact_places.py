"""Figures of place: where in the story each camp speaks, how far into a voice's words a mark stands, who is first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.spans import Place, Taken, union
from framing.statement import Voice
from framing.study.material import Material
from framing.study.said import Mark, Said


@dataclass(frozen=True)
class Stretches:
    """One voice's stretches of the story, in words from its beginning.

    Args:
        spans: all of them.
        quoted: those in quotation marks.
        begins: where each statement begins, with the statement.
    """

    spans: tuple[tuple[int, int], ...]
    quoted: tuple[tuple[int, int], ...]
    begins: tuple[tuple[int, Said], ...]


def words_between(starts: Sequence[int], places: Iterable[Place]) -> tuple[tuple[int, int], ...]:
    """Places in characters as places in words; those without a word are left out.

    Example:
        >>> words_between([0, 4, 9], [(4, 12), (2, 3)])
        ((1, 3),)
    """
    made = ((bisect_left(starts, start), bisect_left(starts, end)) for start, end in places)
    return tuple(pair for pair in made if pair[0] < pair[1])


def beginning(said: Said) -> int:
    """The first character of what is reported; of the source or the verb where nothing is."""
    return said.content[0][0] if said.content else said.start


def stretches(found: Material) -> dict[str | None, Stretches]:
    """The only article's stretches by camp, and under None those that are the journalist's alone."""
    starts = found.pages[0].word_starts
    made: dict[str | None, Stretches] = {}
    for camp in found.camps:
        said = [s for s in found.said if s.camp.name == camp.name]
        made[camp.name] = Stretches(
            words_between(starts, union(place for s in said for place in s.content)),
            words_between(starts, union(place for s in said for place in s.quoted_parts)),
            tuple((bisect_left(starts, beginning(s)), s) for s in said),
        )
    alone, at = [], 0
    for left, right in words_between(starts, union(place for s in found.said for place in s.content)):
        if left > at:
            alone.append((at, left))
        at = max(at, right)
    if at < len(starts):
        alone.append((at, len(starts)))
    return {**made, None: Stretches(tuple(alone), (), ())}


def statement_words(found: Material) -> tuple[tuple[Said, tuple[tuple[int, int], ...]], ...]:
    """Every statement of the only article with its stretches, in words from the story's beginning."""
    starts = found.pages[0].word_starts
    return tuple((said, words_between(starts, said.content)) for said in found.said)


def word_at(found: Material, offset: int) -> int:
    """The place of a character of the only article, in words from the story's beginning."""
    return bisect_left(found.pages[0].word_starts, offset)


def tenths(found: Material) -> dict[str, tuple[int, ...]]:
    """How many statements of each camp begin in each tenth of their story, by its words; as `measure` places them."""
    counts = {camp.name: [0] * 10 for camp in found.camps}
    for said in found.said:
        starts = said.page.word_starts
        at = bisect_left(starts, said.start)
        counts[said.camp.name][min(9, 10 * at // max(1, len(starts)))] += 1
    return {name: tuple(row) for name, row in counts.items()}


def first_accusation(accusations: Iterable[Said]) -> int | None:
    """Where the first accusation in the body begins, in characters."""
    return min((s.start for s in accusations if s.page.article.region_at(s.start) == "body"), default=None)


def paragraph_words(found: Material) -> list[tuple[str, int, int]]:
    """The paragraphs of the only article's story: name, and first and last word."""
    page = found.pages[0]
    return [
        (block.label, bisect_left(page.word_starts, block.start), bisect_left(page.word_starts, block.end))
        for block in page.blocks
        if block.story
    ]


def progress(found: Material) -> Mapping[Mark, float]:
    """How far into its own voice's words each hedge of the only article stands, 0 to 1."""
    said = Taken(place for s in found.said for place in s.content)
    quoted = Taken(place for s in found.said for place in s.quoted_parts)

    def voice_of(start: int) -> Voice:
        if quoted.meets((start, start + 1)):
            return Voice.QUOTED
        return Voice.PARAPHRASED if said.meets((start, start + 1)) else Voice.JOURNALIST

    own: dict[Voice, list[int]] = {voice: [] for voice in Voice}
    for start in found.pages[0].word_starts:
        own[voice_of(start)].append(start)
    return {
        mark: bisect_left(own[mark.voice], mark.start) / len(own[mark.voice]) if own[mark.voice] else 0.0
        for mark in found.hedges
    }


@dataclass(frozen=True)
class Turn:
    """Who is heard first: the statements before another camp speaks, and that camp's first one."""

    before: tuple[Said, ...]
    after: Said | None


def turn(said: Iterable[Said]) -> Turn | None:
    """The first run of statements of one camp, in text order; None where nobody speaks."""
    order = sorted(said, key=lambda s: s.start)
    if not order:
        return None
    run = next((i for i, s in enumerate(order) if s.camp.name != order[0].camp.name), len(order))
    return Turn(tuple(order[:run]), order[run] if run < len(order) else None)
