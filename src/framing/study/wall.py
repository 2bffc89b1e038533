"""A corpus article by article: where in each story who speaks, so that a difference is seen before it is tested."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from framing.statement import Voice
from framing.study.article_page import Page
from framing.study.fact_places import first_accusation, words_between
from framing.study.material import Material, grouped
from framing.study.said import Said


@dataclass(frozen=True, eq=False)
class Story:
    """One article of a corpus as a strip.

    Args:
        page: the article.
        words: of its story.
        blocks: each statement with its stretches, in words from the story's beginning.
        charge: how far into the story the first accusing statement of the body stands, 0 to 1; None without one.
        statements: how many.
        nobody: the share of its statements that have no source; 0 without statements.
        loaded: loaded words in the journalist's own words per 1,000 words of the story.
    """

    page: Page
    words: int
    blocks: tuple[tuple[Said, tuple[tuple[int, int], ...]], ...]
    charge: float | None
    statements: int
    nobody: float
    loaded: float


def stories(found: Material) -> list[Story]:
    """Every article of the material as a strip, in its order."""
    marks = grouped(
        (mark for mark in found.loaded if mark.voice is Voice.JOURNALIST), lambda mark: mark.page.index
    )
    made = []
    for page in found.pages:
        said = found.of(page)
        starts = page.word_starts
        words = len(starts)
        first = first_accusation([one for one in said if one.accusing])
        made.append(
            Story(
                page,
                words,
                tuple((one, words_between(starts, one.content)) for one in said),
                None if first is None or not words else bisect_left(starts, first) / words,
                len(said),
                sum(one.nobody for one in said) / len(said) if said else 0.0,
                1000 * len(marks.get(page.index, ())) / words if words else 0.0,
            )
        )
    return made


def walls(found: Sequence[Story]) -> list[tuple[str, list[Story]]]:
    """The stories in groups: by outlet where there are several, else by month, else all together.

    In a group the article with the earliest charge stands first, then the one with most statements that nobody makes,
    then the one with most loaded words.

    Example:
        >>> walls([])
        []
    """
    outlets = {story.page.article.outlet or "" for story in found}
    months = {_month(story) for story in found}
    groups: dict[str, list[Story]] = {}
    for story in found:
        name = ""
        if len(outlets) > 1:
            name = story.page.article.outlet or "outlet not told"
        elif len(months) > 1:
            name = _month(story) or "date not told"
        groups.setdefault(name, []).append(story)
    return [(name, sorted(own, key=_order)) for name, own in sorted(groups.items())]


def _order(story: Story) -> tuple[float, float, float, int]:
    return (2.0 if story.charge is None else story.charge, -story.nobody, -story.loaded, story.page.index)


def _month(story: Story) -> str:
    when = story.page.article.published
    return f"{when:%Y-%m}" if when is not None else ""
