"""A page that shows what was read: figures, doubts and what was set aside."""

from __future__ import annotations

from framing.reading.inspection import Inspection, closing, sections
from framing.show.html import esc
from framing.show.style import stylesheet
from framing.show.tabular import table


def page(found: Inspection, title: str = "What was read") -> str:
    """A whole HTML page, with no script and nothing from elsewhere.

    Args:
        found: see `framing.reading.inspection.inspect`.
        title: its heading.

    Example:
        >>> from framing.article import Article, Corpus
        >>> from framing.reading.inspection import inspect
        >>> made = page(inspect(Corpus((Article("a", "It rained.", outlet="<b>"),))))
        >>> "&lt;b&gt;" in made, "<script" in made
        (True, False)
    """
    told = "".join(f"<p>{esc(line)}</p>" for line in closing(found))
    tables = "".join(
        str(table([{"": name, "value": value} for name, value in rows], heading))
        for heading, rows in sections(found)
        if rows
    )
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{esc(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{stylesheet()}</style></head><body><main><h1>{esc(title)}</h1>{told}{tables}</main></body></html>\n"
    )
