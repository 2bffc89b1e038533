"""Slips of the pen: what to do about an answer that is no answer yet, and words that nearly stand in the story."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from framing.text import word_spans

_MARKS = ' .,;:!?"“”„«»()…'

_QUOTES = "['’ʼ‘`´]"


def stripped(words: str) -> str:
    """Words without what stands around them.

    Example:
        >>> stripped(' “widely”, ')
        'widely'
    """
    return words.strip(_MARKS + "\n\t")


def pattern(words: str) -> re.Pattern[str]:
    """What finds words in a story, whatever apostrophe, case or gap they are written with.

    Example:
        >>> bool(pattern("russia's  plan").search("Russia’s plan"))
        True
    """
    pieces = r"\s+".join(re.escape(piece) for piece in stripped(words).split())
    written = re.sub(_QUOTES, lambda _: _QUOTES, pieces)
    return re.compile(r"(?<!\w)" + written + r"(?!\w)", re.IGNORECASE)


def meant(words: str, text: str) -> str:
    """The words of a story that a student may have meant; empty where nothing is near.

    Example:
        >>> meant("widley acused", "It was widely accused of waste."), meant("zebra", "It was widely accused.")
        ('widely accused', '')
    """
    size = len(stripped(words).split())
    spans = word_spans(text)
    phrases = dict.fromkeys(
        text[spans[i].start : spans[i + size - 1].end] for i in range(len(spans) - size + 1) if size
    )
    lowered = {phrase.casefold(): phrase for phrase in reversed(phrases)}
    near = difflib.get_close_matches(stripped(words).casefold(), lowered, 1, 0.75)
    return lowered[near[0]] if near else ""


def list_slip(words: object) -> str:
    """What to do where a list of words is asked for and something else is given; empty where all is well.

    Example:
        >>> list_slip("widely"), list_slip(["widely"])
        ('Put your words in brackets: ["widely"].', '')
    """
    if isinstance(words, str):
        return f'Put your words in brackets: ["{words.strip() or "..."}"].'
    if isinstance(words, Mapping) or not isinstance(words, Iterable):
        return 'Write your words in brackets, with commas between them: ["one", "another one"].'
    strange = (
        [word for word in words if not isinstance(word, str)] if isinstance(words, Sequence | set) else []
    )
    return f"{strange[0]!r} is no word: put it between quotation marks." if strange else ""


def mapping_slip(answers: object) -> str:
    """What to do where words and their accusers are asked for and something else is given.

    Example:
        >>> mapping_slip(["accused"])
        'Say for each who accuses, in braces: {"accused": "nobody"}.'
        >>> mapping_slip({"accused": "the mayor"})
        ''
    """
    if isinstance(answers, Mapping):
        strange = [key for key in answers if not isinstance(key, str)]
        return f"{strange[0]!r} is no word: put it between quotation marks." if strange else ""
    words = [answers] if isinstance(answers, str) else answers if isinstance(answers, Iterable) else []
    first = next((word for word in words if isinstance(word, str) and word.strip()), "the words that accuse")
    return f'Say for each who accuses, in braces: {{"{first}": "nobody"}}.'
