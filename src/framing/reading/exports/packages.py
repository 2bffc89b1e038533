"""Formats of input that other packages bring, by the entry point group `framing.formats`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from framing.reading.columns import Columns
from framing.reading.decode import NotText
from framing.reading.errors import InputError
from framing.reading.exports.format import Format, Found, Sample, short
from framing.reading.rows import Broken, Record, Row

GROUP = "framing.formats"
"""The entry point group in which a package names its `Format`."""


@cache
def brought() -> tuple[Format, ...]:
    """The formats of installed packages, by name; they are asked before the suite's own.

    Raises:
        InputError: for one that cannot be loaded or is no `Format`; the sentence names the package.

    Example:
        >>> all(isinstance(one, Format) for one in brought())
        True
    """
    # A package that lies on the path twice is named twice, and counts once.
    once = {(point.name, point.value): point for point in entry_points(group=GROUP)}
    return tuple(_loaded(once[key]) for key in sorted(once))


def endings() -> frozenset[str]:
    """The endings of files that these formats read, so that a folder's files of theirs are looked into."""
    return frozenset(ending.lower() for one in brought() for ending in one.endings)


def _loaded(point: EntryPoint) -> Format:
    package = point.dist.name if point.dist is not None else point.value.partition(":")[0]
    where = f"the format '{point.name}' of the package '{package}'"
    try:
        given = point.load()
    except Exception as error:  # whatever importing somebody else's code brings
        raise InputError(
            f"{where} cannot be loaded ({type(error).__name__}: {short(error)}); mend the package or uninstall it."
        ) from error
    if not isinstance(given, Format):
        raise InputError(
            f"{where} is a {type(given).__name__}; its entry point must name a framing.reading.Format."
        )
    return _guarded(given, where)


def _guarded(given: Format, where: str) -> Format:
    """The format, whose failures set one file aside under the package's name and let the others go on."""

    def looks(sample: Sample) -> bool:
        try:
            return bool(given.looks(sample))
        except Exception as error:  # somebody else's code
            raise NotText(f"{where} failed to look at it ({type(error).__name__}: {short(error)})") from error

    def rows(sample: Sample, columns: Columns) -> Found:
        try:
            for one in given.rows(sample, columns):
                if not isinstance(one, (Row, Record, Broken)):
                    raise NotText(f"{where} gives a {type(one).__name__}; allowed are Row, Record and Broken")
                yield one
        except ValueError:  # a reason, as the suite's own readers give theirs
            raise
        except Exception as error:  # as above
            raise NotText(f"{where} failed to read it ({type(error).__name__}: {short(error)})") from error

    return replace(given, looks=looks, rows=rows)
