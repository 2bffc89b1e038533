"""HTML of a notebook in ten lines: for tests of the build that are not about the look."""

from html import escape
from typing import Any


def to_html(notebook: dict[str, Any], *, title: str = "", nav: Any = ()) -> str:
    shown = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            shown.append(
                data.get("text/html")
                or f"<pre>{escape(output.get('text') or data.get('text/plain', ''))}</pre>"
            )
    return f"<!DOCTYPE html><title>{escape(title)}</title>" + "\n".join(shown) + "\n"
