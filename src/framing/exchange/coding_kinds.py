"""The words of sampling and coding that the commands offer; little is loaded for them."""

from __future__ import annotations

import csv
import io
from importlib import resources


def asked() -> tuple[dict[str, str], ...]:
    """The rows of `resources/coding/questions.csv`: what coders are asked, by what a sample is of.

    Example:
        >>> asked()[0]["of"], asked()[0]["question"]
        ('statements', 'span')
    """
    file = resources.files("framing").joinpath("resources", "coding", "questions.csv")
    return tuple(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


UNITS = tuple(dict.fromkeys(row["of"] for row in asked()))
"""What a sample can be of: whatever there are questions for."""

ALLOCATIONS = ("proportional", "equal")
"""How draws are shared out: by the size of the strata, or as evenly as they allow."""

FORMS = ("html", "xlsx", "csv")
"""On what people code: a page for the browser, or a sheet."""
