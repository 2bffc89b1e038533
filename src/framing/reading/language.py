"""Which language a text is in, told cheaply."""

from __future__ import annotations

import re
from typing import Any

_LEAST_WORDS = 20
_SAMPLE = 3000
_ENGLISH = frozenset(
    "the of and to in a that is was for it on with as he be by at his said from are have has had not "
    "they which this an but will were who been their its would".split()
)
_CODES = {
    "english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es",
    "español": "es", "italian": "it", "dutch": "nl", "portuguese": "pt", "russian": "ru", "chinese": "zh",
    "japanese": "ja", "arabic": "ar", "swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi",
    "polish": "pl", "turkish": "tr", "korean": "ko", "ukrainian": "uk", "greek": "el", "czech": "cs",
    "hungarian": "hu", "romanian": "ro", "hebrew": "he", "persian": "fa", "hindi": "hi",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_identifier: Any = None


def language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or None where twenty words are not there or it is unclear.

    Plain English is known by its function words; only other texts wait for py3langid
    (Lui & Baldwin 2012, in the port by Barbaresi).

    Example:
        >>> language("The mayor said on Monday that the bridge was safe and would be open to all who "
        ...          "had waited for it since the flood.")
        'en'
        >>> language("Too short to tell.") is None
        True
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < _LEAST_WORDS and len(text) < 4 * _LEAST_WORDS:
        return None
    if words and sum(word in _ENGLISH for word in words) >= 0.25 * len(words):
        return "en" if len(words) >= _LEAST_WORDS else None
    letters = sum(map(len, words))
    if len(words) < _LEAST_WORDS and letters < 4 * _LEAST_WORDS:
        return None
    code, sure = _model().classify(text[:_SAMPLE])
    return str(code) if sure >= 0.9 else None


def code(name: str) -> str | None:
    """The ISO 639-1 code of a language as exports name it; None where it is none.

    Example:
        >>> code("ENGLISH"), code("de-AT"), code("GERMAN; DEUTSCH"), code("7")
        ('en', 'de', 'de', None)
    """
    first = re.split(r"[;,/\s]", name.strip().lower())[0]
    if first in _CODES:
        return _CODES[first]
    short = first[:2]
    return short if short.isalpha() and len(short) == 2 and (len(first) == 2 or first[2:3] in "-_") else None


def _model() -> Any:
    global _identifier
    if _identifier is None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        _identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return _identifier
