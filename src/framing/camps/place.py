"""Where a speaker was put."""

from __future__ import annotations

from dataclasses import dataclass

from framing.statement import CampRule


@dataclass(frozen=True, slots=True)
class Place:
    """Where a speaker was put, and by which rule."""

    camp: str | None
    rule: CampRule | None
