"""One way to print the same words: what house style does to marks and letters, undone."""

from __future__ import annotations

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
     "‹": "'", "›": "'", "–": " - ", "—": " - ", "―": " - ", "‐": "-", "‑": "-", "…": "...",
     "\u00a0": " ", "\u202f": " ", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff")
)  # fmt: skip


def plain(text: str) -> str:
    """A text in plain marks, for tools that know no others: straight quotes, spaced hyphens, three dots.

    Soft hyphens, zero-width spaces and ligatures are undone as well. Offsets do not hold in what is returned.

    Example:
        >>> plain("“It is ﬁne—not at all bad…”")
        '"It is fine - not at all bad..."'
    """
    return text if text.isascii() else text.translate(_PLAIN)
