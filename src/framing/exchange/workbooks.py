"""Workbooks that are the same bytes for the same tables."""

from __future__ import annotations

import io
import re
import zipfile

_STAMP = (1980, 1, 1, 0, 0, 0)


def timeless(data: bytes) -> bytes:
    """A workbook without the time at which it was written.

    Args:
        data: an xlsx file.

    Example:
        >>> from openpyxl import Workbook
        >>> def made():
        ...     file = io.BytesIO()
        ...     Workbook().save(file)
        ...     return timeless(file.getvalue())
        >>> made() == made()
        True
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(W3CDTF\">)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return made.getvalue()
