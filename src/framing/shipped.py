"""Where the notebooks and the seed article are: in the installed package, or in the checkout around it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def place(name: str) -> Path | None:
    """A folder or file that comes with the suite, by its path in the checkout; None where it is not there.

    A wheel holds `notebooks/` and `seeds/` under `resources/`; in a checkout they stand beside `src/`.

    Args:
        name: such as `notebooks` or `seeds/camps.yaml`.

    Example:
        >>> place("seeds/camps.yaml").name, place("no/such/thing")
        ('camps.yaml', None)
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parents[1]):
        if (root / name).exists():
            return root / name
    return None
