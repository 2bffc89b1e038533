"""Who asks and who answers in an interview printed with "Q" and "A"."""

from __future__ import annotations

from typing import NamedTuple

from framing.people.entities import Entity
from framing.people.scene import Scene
from framing.words.tables import WordSet

ASKS, ANSWERS = "q", "a"
MARKS = (ASKS, ANSWERS)
_ASKS = WordSet("people", "interviewed_by")
_NEAR = 3  # words before a name in which "spoke to" stands


class Parties(NamedTuple):
    """Who asks and who answers; None where the introduction does not say."""

    asks: Entity | None
    answers: Entity | None


def parties(scene: Scene) -> Parties:
    """Who asks and who answers, by the introduction: all that stands before the first mark.

    Args:
        scene: the article; its first "Q:" or "A:" opens a paragraph.

    Returns:
        who answers is named there oftenest, the first of equals; who asks is whom that person "spoke to".

    Example:
        >>> from framing.article import Article
        >>> from framing.people.mentions import read
        >>> from framing.text import Document
        >>> doc = Document(Article("a", "Dr Ana Ruiz spoke to Lena Holt.\\n\\nQ: Why?\\n\\nA: Because."))
        >>> found = parties(Scene(doc, read(doc)))
        >>> found.asks.name, found.answers.name
        ('Lena Holt', 'Ana Ruiz')
    """
    opens = next((first for first in _starts(scene) if marked(scene, first)), 0)
    asks: Entity | None = None
    counted: dict[int, list[Entity]] = {}
    for mention in scene.cast.within(0, opens):
        if mention.entity.kind != "person":
            continue
        before = scene.lower[max(0, mention.first - _NEAR) : mention.first]
        if asks is None and not _ASKS.isdisjoint(_phrases(before)):
            asks = mention.entity
            continue
        counted.setdefault(id(mention.entity), []).append(mention.entity)
    others = [found for found in counted.values() if found[0] is not asks]
    answers = max(others, key=len)[0] if others else None
    return Parties(asks, answers)


def marked(scene: Scene, at: int) -> bool:
    """Whether a word is the mark of an interview: "Q:" or "A." at the start of a paragraph."""
    behind = scene.forms[at + 1] if at + 1 < len(scene.forms) else ""
    return scene.lower[at] in MARKS and behind in (":", ".") and scene.opens_block(at)


def _starts(scene: Scene) -> list[int]:
    return [inside.start for block in scene.blocks if len(inside := scene.words.within(block))]


def _phrases(words: list[str] | tuple[str, ...]) -> list[str]:
    return [" ".join(words[-size:]) for size in range(1, len(words) + 1)]
