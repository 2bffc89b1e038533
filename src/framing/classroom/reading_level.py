"""How hard a text is to read, as a school grade."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?:…]+(?=\s|$)")
_GROUP = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouydt]ed|[^aeiouyscxzg]es)$")


def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels.

    Example:
        >>> [syllables(word) for word in ("story", "make", "table", "marked", "sentence", "idea", "the")]
        [2, 1, 2, 1, 2, 2, 1]
    """
    plain = re.sub(r"[^a-z]", "", word.lower())
    many = len(_GROUP.findall(plain)) - bool(len(plain) > 3 and _SILENT.search(plain))
    return max(1, many)


def grade(text: str) -> float:
    """The school grade of a text (Flesch-Kincaid; Kincaid and others 1975): 8 is what 13-year-olds read.

    Args:
        text: one sentence or more.

    Example:
        >>> grade("Read the story once, at your normal speed.") < 4
        True
    """
    words = re.findall(r"[A-Za-z][A-Za-z’'-]*", text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
