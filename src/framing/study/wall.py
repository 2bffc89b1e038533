"""A corpus article by article: where in each story who speaks, so that a difference is seen before it is tested."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from framing.statement import Voice
from framing.study.article_page import Page
from framing.study.fact_places import first_accusation, words_between
from framing.study.material import Material, grouped
from framing.study.said import Said

ORDERS = {
    "charge": "first accusation",
    "nobody": "statements with no source",
    "loaded": "the journalist’s loaded words",
}
"""By what a wall can be sorted: the name of the order, and what it is by."""


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


@dataclass(frozen=True, eq=False)
class Wall:
    """The stories of one group.

    Args:
        name: of the group; empty where there is but one.
        stories: by the first of `ORDERS`.
        places: for each order, the place that each story has in it, from 0.
        charging: how many of its stories have an accusation in the body.
        charge, nobody, loaded: the medians of its stories; of `charge` over those that have one, None without any.
    """

    name: str
    stories: tuple[Story, ...]
    places: Mapping[str, tuple[int, ...]]
    charging: int
    charge: float | None
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


def walls(found: Sequence[Story], groups: Mapping[str, str], names: Sequence[str]) -> list[Wall]:
    """The stories in groups, each sorted by the first accusation.

    Args:
        found: from `stories`.
        groups: the group of each article, by article id.
        names: of the groups, in order; what is in none of them stands last, under an empty name.

    Example:
        >>> walls([], {}, ())
        []
    """
    heaps: dict[str, list[Story]] = {name: [] for name in names}
    for story in found:
        heaps.setdefault(groups.get(story.page.id, ""), []).append(story)
    return [_wall(name, own) for name, own in heaps.items() if own]


def _wall(name: str, own: Sequence[Story]) -> Wall:
    ordered = {order: sorted(own, key=lambda story: _key(story, order)) for order in ORDERS}
    first = ordered["charge"]
    places = {}
    for order, found in ordered.items():
        at = {story.page.index: place for place, story in enumerate(found)}
        places[order] = tuple(at[story.page.index] for story in first)
    charged = [story.charge for story in own if story.charge is not None]
    return Wall(
        name, tuple(first), places, len(charged), median(charged) if charged else None,
        median(story.nobody for story in own), median(story.loaded for story in own),
    )  # fmt: skip


def _key(story: Story, order: str) -> tuple[float, ...]:
    """Earliest, or most, first; ties by the other two."""
    charge = 2.0 if story.charge is None else story.charge
    keys = {"charge": charge, "nobody": -story.nobody, "loaded": -story.loaded}
    return (keys[order], *(value for name, value in keys.items() if name != order), story.page.index)
