"""A lesson as data for a page: the story word by word, the questions, and the solutions apart from them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from framing.article import Span
from framing.classroom.lesson import Lesson
from framing.classroom.plan import Plan, accusations
from framing.classroom.texts import items
from framing.study.measures import NAMINGS, UNASSIGNED, rows_of
from framing.text import word_spans

NOBODY = "-"
"""In an answer, the accuser whom the story does not name."""

LAYERS = {"mark": "hedges", "loaded": "loaded"}
"""The tasks in which words are marked, each with the suite's layer that marks them too."""


@dataclass(frozen=True)
class Pack:
    """A lesson as data. Make one with `pack`.

    Args:
        public: what the page may hold in plain form.
        solutions: what only the teacher's word opens.
        words: the words of the story, as spans of the article, in the order in which the page numbers them.
    """

    public: dict[str, Any]
    solutions: dict[str, Any]
    words: tuple[Span, ...]

    @property
    def id(self) -> str:
        """Eight characters that stand for this lesson: its words, its tasks and its sides."""
        return str(self.public["id"])


def pack(lesson: Lesson, plan: Plan) -> Pack:
    """Put a lesson into data: hints are numbers of marks a paragraph, never words.

    Args:
        lesson: on the article.
        plan: what it asks.
    """
    words: list[Span] = []
    places: list[dict[str, Any]] = []
    starts: list[int] = []
    for part in lesson.places:
        own = word_spans(lesson.text, part.span.start, part.span.end)
        pieces, at = [], part.span.start
        for word in own:
            # What stands between two words goes with the page, so that the story reads as it is written.
            pieces.append([lesson.text[at : word.start], word.of(lesson.text)])
            at = word.end
        places.append({"name": part.name, "first": len(words), "pieces": pieces,
                       "rest": lesson.text[at : part.span.end]})  # fmt: skip
        starts.append(len(words))
        words += own
    solutions = _solutions(lesson, plan, words)
    hints = {
        task: _by_place([mark[0] for mark in solutions[task]], starts)
        for task in ("mark", "loaded", "accusers")
        if task in plan.asked
    }
    public: dict[str, Any] = {
        "title": lesson.study.focus.headline or lesson.places[0].span.of(lesson.text)[:80],
        "lang": lesson.study.focus.language or "en", "level": plan.level, "tasks": list(plan.asked),
        "places": places, "words": len(words), "sides": lesson.sides(), "names": names(lesson), "hints": hints,
        "items": [[item.form, item.number, item.options] for item in items()],
    }  # fmt: skip
    told = json.dumps(
        [lesson.text, public["tasks"], public["sides"], public["names"], plan.level], sort_keys=True
    )
    public["id"] = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Pack(public, solutions, tuple(words))


def names(lesson: Lesson) -> list[str]:
    """Everybody whom the suite reads as speaking or spoken of, in the order of the story: the list to choose from."""
    found = []
    for row in sorted(rows_of(lesson.measured.statements), key=lambda row: int(row.start)):
        found += [str(name) for name in (row.speaker, row.target) if isinstance(name, str) and name]
    return list(dict.fromkeys(found))


def touched(words: Iterable[Span], span: Span) -> list[int]:
    """The first and the last word that a span of the article touches; empty where it touches none.

    Example:
        >>> touched([Span(0, 3), Span(4, 9), Span(10, 12)], Span(4, 12))
        [1, 2]
    """
    hit = [number for number, word in enumerate(words) if word.overlaps(span)]
    return [hit[0], hit[-1]] if hit else []


def _solutions(lesson: Lesson, plan: Plan, words: list[Span]) -> dict[str, Any]:
    found: dict[str, Any] = {
        task: [
            place
            for span in (lesson.marked_by_suite(layer) if task in plan.asked else ())
            if (place := touched(words, span))
        ]
        for task, layer in LAYERS.items()
    }
    found["accusers"] = []
    for row in accusations(lesson) if "accusers" in plan.asked else ():
        place = touched(words, lesson.clause(row))
        if place:
            who = NOBODY if row.naming == NAMINGS[3] else str(row.speaker)
            found["accusers"].append([*place, who])
    heard = Counter(str(camp) for camp in lesson.measured.statements["camp"] if camp != UNASSIGNED)
    found["counts"] = [heard.get(side, 0) for side in lesson.sides()]
    found["tests"] = {form: [item.answer for item in items() if item.form == form] for form in ("a", "b")}
    return found


def _by_place(starts: Iterable[int], firsts: list[int]) -> list[int]:
    from bisect import bisect_right

    counts = [0] * len(firsts)
    for start in starts:
        counts[bisect_right(firsts, start) - 1] += 1
    return counts
