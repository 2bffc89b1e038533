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


def _model() -> Any:
    global _identifier
    if _identifier is None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        _identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return _identifier
