"""What several sections of a report share."""

from __future__ import annotations

from collections.abc import Iterable

from framing.show.html import Html, esc, join

SECTIONS = (
    ("voices", "Who gets to speak?"), ("claims", "What is claimed, and what is alleged?"),
    ("certainty", "How sure does it sound?"), ("naming", "What are things called?"),
    ("tone", "What is the tone of each voice?"), ("text", "Where is it in the text?"),
    ("method", "How was this made, and how good is it?"),
)  # fmt: skip
"""The id and the question of sections 2 to 8."""


def section(name: str, parts: Iterable[Html | str], *, number: str | int | None, heading: str | None) -> Html:
    """A section of the page: id, numbered question, content."""
    position, question = next((i, q) for i, (key, q) in enumerate(SECTIONS, 2) if key == name)
    shown = position if number is None else number
    label = f"<i>{esc(shown)}</i> " if str(shown) else ""
    return Html(
        f'<section class="sec" id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h">{label}'
        f"<span>{esc(heading or question)}</span></h2>{join(parts)}</section>"
    )


def find(text: str) -> str:
    """The finding of a section in its sentence."""
    return f'<p class="find">{esc(text)}</p>'
