"""One article as the resolver of speakers walks through it: its words, its cast, and who has spoken so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from framing.article import Span
from framing.people.entities import Cast, Entity
from framing.people.roles import Role
from framing.statement import Statement
from framing.text import Document

_FULL_STOPS = frozenset(".!?")


class Voice(NamedTuple):
    """What a source was resolved to, and the name of the rule that did it."""

    name: str | None
    role: str | None
    kind: str
    entity: Entity | None = None
    rule: str | None = None


class Spoken(NamedTuple):
    """Who spoke: the word and the block at which the source stands, the voice, the statement."""

    word: int
    block: int
    voice: Voice
    statement: Statement


class Scene:
    """One article, its cast, and who has spoken so far; sources are resolved in text order.

    Args:
        doc: the article.
        cast: whom it names.
    """

    def __init__(self, doc: Document, cast: Cast) -> None:
        self.doc = doc
        self.cast = cast
        self.words = doc.words
        self.forms = doc.words.forms
        self.lower = doc.words.lower
        self._ground = doc.kept("_ground", _Ground)
        self.blocks = self._ground.blocks
        self.spoken: list[Spoken] = []
        self.asked: tuple[Span, ...] = ()  # the words of the statement whose source is being resolved
        self.unnamed: dict[str, Voice] = {}  # head noun of an unnamed voice → its first label
        self.best: dict[int, Role] = {}  # id of a person → the role that says most

    def remember(self, statement: Statement, voice: Voice, offset: int) -> None:
        """Note who spoke, and where."""
        self.spoken.append(
            Spoken(bisect_left(self.words.starts, offset), self.block(offset), voice, statement)
        )

    def block(self, offset: int) -> int:
        """The number of the paragraph in which an offset lies."""
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    def block_of(self, at: int) -> int:
        """The number of the paragraph in which a word stands."""
        return self.block(self.words.starts[at])

    def opens_block(self, at: int) -> bool:
        """Whether a word is the first of its paragraph."""
        return self.blocks[self.block_of(at)].start == self.words.starts[at]

    def sentence_of(self, at: int) -> int:
        """The number of the sentence in which a word stands, counted by full stops and their like."""
        return bisect_right(self._sentence_starts, at)

    def recent(self, entity: Entity, at: int) -> bool:
        """Whether somebody was named in the same paragraph or the one before."""
        before = entity.place_before(at)
        return before is not None and self.block_of(at) - self.block_of(before) <= 1

    def reported(self, at: int) -> bool:
        """Whether a word is part of what somebody was just reported to say."""
        offset = self.words.starts[at]
        for spoken in self.spoken[-2:]:
            for span in spoken.statement.content:
                if span.start <= offset < span.end:
                    return True
        return False

    def own_words(self, at: int) -> bool:
        """Whether a word is part of the very statement whose source is being resolved."""
        offset = self.words.starts[at]
        return any(span.start <= offset < span.end for span in self.asked)

    def inside_quotation(self, at: int) -> bool:
        """Whether a word stands between quotation marks."""
        offset = self.words.starts[at]
        starts, ends = self._quotations
        position = bisect_right(starts, offset) - 1
        return position >= 0 and ends[position] > offset

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return self._ground.sentence_starts

    @cached_property
    def _block_starts(self) -> list[int]:
        return self._ground.block_starts

    @cached_property
    def _quotations(self) -> tuple[list[int], list[int]]:
        return self._ground.quotations


class _Ground:
    """What stays the same however often an article is walked through."""

    def __init__(self, doc: Document) -> None:
        self.blocks = [block for block, _ in doc.blocks]
        self.block_starts = [block.start for block in self.blocks]
        self.sentence_starts = [k + 1 for k, form in enumerate(doc.words.forms) if form in _FULL_STOPS]
        outer = [q for q in doc.quotes if q.depth == 0]
        self.quotations = [q.start for q in outer], [q.end for q in outer]
