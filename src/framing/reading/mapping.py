"""A file that names the columns of an input: small, in YAML, kept beside the data."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from framing.reading.columns import COLUMN_NAMES, Columns
from framing.reading.errors import InputError


def load(path: str | Path, given: Columns | None = None) -> Columns:
    """The columns that a YAML file names, those that the caller names before them.

    Args:
        path: a file such as::

            text: fields.bodyText
            date: webPublicationDate
            outlet: paper

        given: columns named on the command line.

    Raises:
        InputError: for a file that is not there, is no YAML, or names what is no field.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "columns.yaml"
        >>> _ = file.write_text("text: fields.bodyText")
        >>> load(file, Columns(date="when"))
        Columns(text='fields.bodyText', date='when', outlet=None, headline=None, id=None, byline=None)
    """
    import yaml

    from framing import plain_yaml

    try:
        content = plain_yaml.load(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"the file of columns '{path}' cannot be read ({error.strerror}).") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problem = getattr(error, "problem", None) or "it is not UTF-8 text"
        raise InputError(f"'{path}': not valid YAML ({problem}); give lines such as 'text: body'.") from None
    if not isinstance(content, Mapping):
        raise InputError(f"'{path}' must hold lines such as 'text: body'; it holds none.")
    for name, column in content.items():
        if name not in COLUMN_NAMES:
            near = difflib.get_close_matches(str(name), COLUMN_NAMES, n=1)
            hint = f"; did you mean '{near[0]}'" if near else ""
            raise InputError(f"'{path}' names '{name}'{hint}; allowed are {', '.join(COLUMN_NAMES)}.")
        if not isinstance(column, str) or not column.strip():
            raise InputError(f"'{path}': '{name}' is {column!r}; it must be the name of a column.")
    made = Columns(**{str(name): str(column) for name, column in content.items()})
    own = {name: value for name, value in vars(given or Columns()).items() if value is not None}
    return replace(made, **own)
