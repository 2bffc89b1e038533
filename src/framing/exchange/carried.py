"""Text as other tools can carry it, character for character, and offsets in their units.

Nearly every tool trips over a carriage return: XML turns CR LF into one character, brat and QualCoder count the pair
as one, a browser drops it. XML has no place for most control characters at all. So a text goes out with each such
character replaced by one other, and no span moves; what was replaced is counted and told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

_RETURN = re.compile("\r\n?")
# What XML 1.0 cannot hold (2.2): controls but tab and line feed, surrogates, two non-characters.
_BANNED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INSTEAD = "\ufffd"
"""What stands for a character that cannot be carried."""


@dataclass
class Counts:
    """What was replaced on the way out.

    Args:
        returns: carriage returns.
        controls: characters that XML cannot hold.
        texts: how many texts had one of either.
    """

    returns: int = 0
    controls: int = 0
    texts: int = 0

    def told(self) -> list[str]:
        """What a person should know of it; empty where nothing was replaced.

        Example:
            >>> counts = Counts()
            >>> _ = carried("a\\r\\nb", counts)
            >>> counts.told()
            ['1 carriage return in 1 text is a space there, so that no offset moves.']
        """
        made = []
        texts = f"{self.texts:,} text{'s' if self.texts != 1 else ''}"
        if self.returns:
            noun, are = ("return", "is a space") if self.returns == 1 else ("returns", "are spaces")
            made.append(f"{self.returns:,} carriage {noun} in {texts} {are} there, so that no offset moves.")
        if self.controls:
            noun, are = ("character", "is") if self.controls == 1 else ("characters", "are")
            why = "since the format cannot hold them"
            made.append(f"{self.controls:,} control {noun} in {texts} {are} '{INSTEAD}' there, {why}.")
        return made


def carried(text: str, counts: Counts | None = None) -> str:
    """The text as every format can carry it, of the same length.

    Args:
        text: any text.
        counts: where to count what was replaced.

    Example:
        >>> carried("a\\r\\nb\\rc\\x00")
        'a \\nb\\nc\ufffd'
    """
    if "\r" not in text and _BANNED.search(text) is None:
        return text
    made, returns = _RETURN.subn(lambda found: " \n" if len(found.group()) > 1 else "\n", text)
    made, controls = _BANNED.subn(INSTEAD, made)
    if counts is not None:
        counts.returns += returns
        counts.controls += controls
        counts.texts += 1
    return made


def safe(value: str) -> str:
    """A value that goes into XML: what it cannot hold is replaced.

    Example:
        >>> safe("a\\x01b")
        'a\ufffdb'
    """
    return _BANNED.sub(INSTEAD, value)


@dataclass(frozen=True)
class Units:
    """Offsets of a text in code points, as here, and in UTF-16 units, as in Java and JavaScript.

    Args:
        text: the text.

    Example:
        >>> units = Units("a😀b")
        >>> units.utf16(2), units.points(3), units.points(2)
        (3, 2, 1)
    """

    text: str
    _wide: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        wide = () if self.text.isascii() else tuple(i for i, char in enumerate(self.text) if char > "\uffff")
        object.__setattr__(self, "_wide", wide)

    def utf16(self, offset: int) -> int:
        """A code-point offset in UTF-16 units."""
        return offset + bisect_left(self._wide, offset)

    def points(self, offset: int) -> int:
        """An offset in UTF-16 units in code points; within a character, where that begins."""
        low, high = 0, len(self._wide)
        while low < high:  # how many wide characters end at or before the offset
            middle = (low + high) // 2
            if self._wide[middle] + middle + 2 <= offset:
                low = middle + 1
            else:
                high = middle
        inside = low < len(self._wide) and self._wide[low] + low + 1 == offset
        return offset - low - (1 if inside else 0)

    @property
    def length(self) -> int:
        """The text's length in UTF-16 units."""
        return len(self.text) + len(self._wide)


def merged(values: Mapping[str, int]) -> str:
    """Counts as a phrase, the largest first.

    Example:
        >>> merged({"hedges": 2, "names": 5})
        '5 names, 2 hedges'
    """
    some = sorted(
        ((count, name) for name, count in values.items() if count), key=lambda one: (-one[0], one[1])
    )
    return ", ".join(f"{count:,} {name}" for count, name in some)
