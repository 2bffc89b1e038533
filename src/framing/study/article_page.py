"""One article as the pictures need it: its paragraphs with their names, its words and quotations."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from framing.article import STORY, Article
from framing.study.owners import quotations
from framing.text import Document


@dataclass(frozen=True)
class Block:
    """A paragraph of the page: its place, its region, and the name of that place for a reader."""

    start: int
    end: int
    region: str
    label: str

    @property
    def story(self) -> bool:
        """Whether the block tells the story and is counted."""
        return self.region in STORY


@dataclass(frozen=True, eq=False)
class Page:
    """One article as the pictures need it.

    Args:
        index: its place in the corpus, from 1.
        prefix: what its ids begin with; empty where it is the only article.
    """

    index: int
    article: Article
    prefix: str

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def title(self) -> str:
        """The headline, else the first words of the story, else the id."""
        if self.article.headline:
            return " ".join(self.article.headline.split())
        for block in self.blocks:
            if block.story:
                words = self.text[block.start : block.end].split()
                return " ".join(words[:14]) + (" …" if len(words) > 14 else "")
        return self.id

    @cached_property
    def _document(self) -> Document:
        return Document(self.article)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every paragraph of the page in text order, with its label: Headline, Body ¶3, …."""
        found = []
        body = 0
        for span, region in self._document.blocks:
            label = region.capitalize()
            if region == "body":
                body += 1
                label = f"Body ¶{body}"
            found.append(Block(span.start, span.end, region, label))
        return tuple(found)

    @cached_property
    def body_paragraphs(self) -> int:
        """How many paragraphs the body has."""
        return sum(block.region == "body" for block in self.blocks)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block | None:
        """The paragraph in which `offset` lies, or the last one before it."""
        position = bisect_right(self._block_starts, offset) - 1
        return self.blocks[position] if position >= 0 else None

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences of the page in text order."""
        return tuple((one.start, one.end) for one in self._document.sentences)

    @cached_property
    def word_starts(self) -> list[int]:
        """Where the words of the story begin, words as `framing.study` counts them."""
        return [word.start for word, _ in self._document.story_words]

    @cached_property
    def body_words(self) -> list[int]:
        """Where the words of the body begin."""
        return [word.start for word, region in self._document.story_words if region == "body"]

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """The outer quotations of the story, with their marks, in text order."""
        return quotations(self._document)


LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Names of languages by their ISO 639-1 code."""


def foreign(language: str | None) -> str | None:
    """The name of a language that the word lists do not know; None for English and where it was not told.

    Example:
        >>> foreign("de"), foreign("en-GB"), foreign(None), foreign("xx")
        ('German', None, None, 'another language (xx)')
    """
    code = (language or "en").lower().replace("_", "-").partition("-")[0]
    return None if code == "en" else LANGUAGES.get(code, f"another language ({code})")
