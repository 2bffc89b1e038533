"""Pieces of HTML: what every function of `show` returns, and the escaping of text that nobody trusts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import escape


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of HTML that a notebook displays; `str()` gives the markup.

    Args:
        markup: well-formed HTML in which every foreign word is already escaped.

    Example:
        >>> Html("<b>1</b>") + Html("<i>2</i>")
        <Html: 16 characters>
        >>> print(Html("<b>1</b>"))
        <b>1</b>
    """

    markup: str

    def __str__(self) -> str:
        return self.markup

    def __html__(self) -> str:
        """The markup, for Jinja and whoever asks for HTML by this name."""
        return self.markup

    def __add__(self, other: Html) -> Html:
        return Html(self.markup + other.markup)

    def __repr__(self) -> str:
        return f"<Html: {len(self.markup):,} characters>"

    def _repr_html_(self) -> str:
        # A notebook has none of our styles, so each output brings them; the report's page takes them out again.
        from framing.show.style import scoped

        return f'<div class="fr"><style data-fr>{scoped()}</style>{self.markup}</div>'


# Characters that a page must not pass on: controls, unpaired surrogates, non-characters, and the marks
# that turn the direction of everything after them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def safe(text: str) -> str:
    """Text with its invisible and harmful characters made visible: controls as ␀ … ␡, others as �.

    Example:
        >>> safe("bell\\x07 and \\ud800")
        'bell␇ and �'
    """
    return _UNSAFE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"


def esc(value: Any) -> str:
    """A value as text inside an element or a quoted attribute; a piece of HTML as it is.

    Example:
        >>> esc('<b a="1">'), esc(Html("<b>")), esc(None)
        ('&lt;b a=&#34;1&#34;&gt;', '<b>', '')
    """
    if isinstance(value, Html):
        return value.markup
    return "" if value is None else str(escape(safe(str(value))))


def join(parts: Iterable[Html | str], between: str = "") -> Html:
    """Pieces of markup, one after the other; a plain `str` must be markup already.

    Example:
        >>> print(join([Html("<b>1</b>"), Html("<b>2</b>")], ", "))
        <b>1</b>, <b>2</b>
    """
    return Html(between.join(str(part) for part in parts))


def para(text: str) -> Html:
    """A paragraph of computed prose, escaped.

    Example:
        >>> print(para("3 < 4"))
        <p class="prose">3 &lt; 4</p>
    """
    return Html(f'<p class="prose">{esc(text)}</p>')


def slug(text: str) -> str:
    """A name made safe as part of an id: letters, digits and hyphens only.

    Example:
        >>> slug("Who gets to speak?")
        'who-gets-to-speak'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"
