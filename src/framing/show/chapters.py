"""The eight sections of a report: each a question, the finding in a sentence, how far to trust it, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from framing.show.chapter_finding import finding
from framing.show.chapter_parts import SECTIONS
from framing.show.chapter_text import method, text
from framing.show.chapter_voices import ledger, voices
from framing.show.chapter_words import certainty, naming, tone
from framing.show.html import Html
from framing.show.model import View, view

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def sections(
    tables: Tables | View, camps: Sides = None, *, parameters: Mapping[str, Any] | None = None,
    files: Mapping[str, str] | None = None, accuracy: Mapping[str, Any] | None = None, article: str | None = None,
) -> list[Html]:  # fmt: skip
    """All eight sections in their order.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        parameters, files: as for `method`.
        accuracy: as for `trust`.
        article: as for `text`.
    """
    v = view(tables, camps)
    return [
        finding(v), voices(v, accuracy=accuracy), ledger(v, accuracy=accuracy), certainty(v, accuracy=accuracy),
        naming(v, accuracy=accuracy), tone(v, accuracy=accuracy), text(v, article=article),
        method(v, parameters=parameters, files=files, accuracy=accuracy),
    ]  # fmt: skip


__all__ = [
    "SECTIONS", "certainty", "finding", "ledger", "method", "naming", "sections", "text",
    "tone", "voices",
]  # fmt: skip
