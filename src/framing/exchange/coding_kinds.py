"""The words of sampling and coding that the commands offer; nothing is loaded for them."""

from __future__ import annotations

FOUND = frozenset(("statements", "sources")) | {"accusations"}
"""What a sample can be of that the machine found; what it missed is in none of them."""

UNITS = (*sorted(FOUND), "articles", "sentences")
"""What a sample can be of."""

ALLOCATIONS = ("proportional", "equal")
"""How draws are shared out: by the size of the strata, or as evenly as they allow."""

FORMS = ("html", "xlsx", "csv")
"""On what people code: a page for the browser, or a sheet."""
