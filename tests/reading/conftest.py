from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"


@dataclass(frozen=True)
class CleanedPage:
    """A page and, line by line, what a person says that each line is."""

    name: str
    text: str
    lines: tuple[tuple[str, int, int], ...]


def load_page(path: Path) -> CleanedPage:
    """`region<TAB>line` a line, so that page and hand-cleaned version cannot drift apart."""
    text = ""
    lines = []
    for raw in path.read_text(encoding="utf-8").split("\n"):
        region, tab, line = raw.partition("\t")
        if tab:
            lines.append((region, len(text), len(text) + len(line)))
            text += line
        text += "\n"
    return CleanedPage(path.stem, text, tuple(lines))


@pytest.fixture(scope="session")
def pages() -> list[CleanedPage]:
    return [load_page(path) for path in sorted(PAGES.glob("*.page"))]
