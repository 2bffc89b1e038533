"""What a batch consists of: notebooks by inputs by camps by groupings, from flags or from `runs.yaml`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from framing.reading.columns import COLUMN_NAMES, Columns
from framing.reading.copies import HOW

ARTICLE, CORPUS = "article", "corpus"
"""The two groupings that need no column: a report for every article, and one for all of them."""

DEFAULT_INPUT = "seeds/"

STUDY = (
    "00_start_here", "01_article", "02_voices", "03_certainty", "04_claims_and_accusations",
    "05_naming_and_frames", "06_tone", "07_compare",
)  # fmt: skip
"""The notebooks that study a whole corpus, for exploring; a run that names `study` has them all."""

EVERY = "study"
"""The name that stands for all of `STUDY`."""

_COLUMNS = tuple(f"{name}_column" for name in COLUMN_NAMES)
_KEYS = ("name", "notebooks", "inputs", "camps", "groupings", *_COLUMNS, "seed", "copies")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_RESERVED = frozenset({"articles", "corpus", "groups", "index"})
_LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True)
class Run:
    """One line of the matrix: every notebook is run over every grouping of the inputs, with one camps file.

    Args:
        inputs: files, folders and globs.
        notebooks: names or paths, each with its groupings.
        camps: a camps file, the name of a shipped one, or None for the suite's own choice.
        folder: where its reports go within the reports folder; empty for the folder itself.
        text_column: the column that holds the text in tables.
        seed: of everything that draws at random.
        fields: the columns of date, outlet, headline and id, where they have no usual names.
        copies: how copies are counted (see `framing.reading.copies.HOW`).
        compared: by which column the page over all compares, and over which span of time; empty where it chooses.
    """

    inputs: tuple[str, ...]
    notebooks: tuple[tuple[str, tuple[str, ...]], ...]
    camps: str | None = None
    folder: str = ""
    text_column: str | None = None
    seed: int = 0
    fields: Columns = field(default_factory=Columns)
    copies: str = "once"
    compared: tuple[str, str] = ("", "")

    @property
    def columns(self) -> tuple[str, ...]:
        """What it groups by besides articles and corpus."""
        used = [by for _, groupings in self.notebooks for by in groupings if by not in (ARTICLE, CORPUS)]
        return tuple(dict.fromkeys(used))


class RunsError(ValueError):
    """A batch that cannot be run as it is described: where, what, and what is allowed, in one sentence."""


def from_flags(
    inputs: Sequence[str] = (),
    *,
    notebooks: Sequence[str] | None = None,
    camps: Sequence[str] = (),
    groupings: Sequence[str] = (),
    text_column: str | None = None,
    seed: int = 0,
    fields: Columns | None = None,
    copies: str = "once",
) -> tuple[Run, ...]:
    """The runs that a command line describes.

    Args:
        inputs: files, folders, globs; none for `seeds/`.
        notebooks: names or paths, `study` for all of `STUDY`; None for `report` over every article and over all.
        camps: one run for each; none for the suite's own choice.
        groupings: `article`, `corpus`, or a column; none for what suits each notebook.
        text_column, seed, fields, copies: as for `Run`.

    Example:
        >>> [run] = from_flags(["news/"], notebooks=["report", "02_voices"])
        >>> run.notebooks
        (('report', ('article',)), ('02_voices', ('corpus',)))
    """
    made = _matrix(
        tuple(inputs) or (DEFAULT_INPUT,),
        notebooks,
        tuple(camps),
        tuple(groupings),
        text_column,
        seed,
        folder="",
    )
    return tuple(replace(run, fields=fields or Columns(), copies=copies) for run in made)


def from_file(path: str | Path) -> tuple[Run, ...]:
    """The runs that a YAML file describes.

    Args:
        path: a file such as::

            runs:
              - name: strikes               # its folder under reports/
                inputs: [news/strikes/]
                notebooks: [report, 02_voices]
                camps: [generic, camps/strikes.yaml]
                groupings: [article, outlet]

    Raises:
        FileNotFoundError: where there is no such file.
        RunsError: for anything in it that is not understood.
    """
    import yaml

    from framing import plain_yaml

    file = Path(path)
    if not file.is_file():
        raise FileNotFoundError(
            f"there is no runs file '{path}'; give the path of a YAML file with a list `runs`."
        )
    try:
        content = plain_yaml.load(file.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "it is not UTF-8 text"
        raise RunsError(
            f"'{path}'{where}: not valid YAML ({problem}); see the example in reports/README.md."
        ) from None
    if not isinstance(content, Mapping) or not isinstance(content.get("runs"), list) or not content["runs"]:
        raise RunsError(f"'{path}' needs a list `runs` with at least one run in it; it has {_kind(content)}.")
    _known(content, ("runs",), f"'{path}'")
    runs: list[Run] = []
    named: set[str] = set()
    for number, one in enumerate(content["runs"], 1):
        where = f"'{path}', run {number}"
        if not isinstance(one, Mapping):
            raise RunsError(f"{where} must be a mapping with `inputs`, but is {_kind(one)}.")
        runs += _run(one, where, only=len(content["runs"]) == 1)
        folder = str(one.get("name", ""))
        if folder in named:
            raise RunsError(
                f"{where}: the name '{folder}' is taken by an earlier run; give each run a `name` of its own."
            )
        named.add(folder)
    return tuple(runs)


def _run(one: Mapping[str, Any], where: str, *, only: bool) -> tuple[Run, ...]:
    _known(one, _KEYS, where)
    name = one.get("name", "" if only else None)
    if name is None:
        raise RunsError(
            f"{where} has no `name`; with several runs each needs one, for its folder under reports/."
        )
    if name != "" and (not isinstance(name, str) or not _NAME.fullmatch(name) or name in _RESERVED):
        raise RunsError(
            f"{where}: the name {name!r} cannot be a folder; allowed are up to 40 of a-z, 0-9, '-' and '_', and none "
            f"of {', '.join(sorted(_RESERVED))}."
        )
    inputs = _texts(one, "inputs", where) or (DEFAULT_INPUT,)
    named = {field_name: one.get(f"{field_name}_column") for field_name in COLUMN_NAMES}
    for field_name, column in named.items():
        if column is not None and not isinstance(column, str):
            raise RunsError(
                f"{where}: `{field_name}_column` must be the name of a column, but is {_kind(column)}."
            )
    copies = one.get("copies", "once")
    if copies not in HOW:
        raise RunsError(f"{where}: `copies` must be one of {', '.join(HOW)}, but is {copies!r}.")
    seed = one.get("seed", 0)
    if not isinstance(seed, int) or isinstance(seed, bool) or not 0 <= seed <= _LARGEST_SEED:
        raise RunsError(f"{where}: `seed` must be a whole number from 0 to {_LARGEST_SEED}, but is {seed!r}.")
    notebooks = _texts(one, "notebooks", where) or None
    camps, groupings = _texts(one, "camps", where), _texts(one, "groupings", where)
    made = _matrix(inputs, notebooks, camps, groupings, named["text"], seed, folder=name)
    return tuple(replace(run, fields=Columns(**named), copies=copies) for run in made)


def _matrix(
    inputs: tuple[str, ...], notebooks: Sequence[str] | None, camps: tuple[str, ...], groupings: tuple[str, ...],
    column: str | None, seed: int, *, folder: str,
) -> tuple[Run, ...]:  # fmt: skip
    groupings = tuple(dict.fromkeys(groupings))
    compared = ("", "")
    if notebooks is None:
        units, compared = _pages(groupings)
        pairs: tuple[tuple[str, tuple[str, ...]], ...] = (("report", units),)
    else:
        named = [one for name in notebooks for one in (STUDY if name == EVERY else (name,))]
        pairs = tuple((name, groupings or _suits(name)) for name in dict.fromkeys(named))
    several = tuple(dict.fromkeys(camps)) or (None,)
    runs = []
    for one in several:
        # With one camps file there is no need for a folder of its own.
        part = _slug(one) if one is not None and len(several) > 1 else ""
        runs.append(Run(inputs, pairs, one, "/".join(p for p in (folder, part) if p), column, seed,
                        compared=compared))  # fmt: skip
    folders = [run.folder for run in runs]
    if len(set(folders)) < len(folders):
        raise RunsError(
            f"two of the camps files {', '.join(str(c) for c in several)} have the same name; rename one."
        )
    return tuple(runs)


def _pages(groupings: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, str]]:
    """The units of the usual report, and by what its page over all compares.

    A column gives the page over all and one page a group; a span of time gives the page over all alone, since its
    groups are followed on one page.
    """
    from framing.study.grouping import TIMES

    if not groupings:
        return (ARTICLE, CORPUS), ("", "")
    columns = [name for name in groupings if name not in (ARTICLE, CORPUS, *TIMES)]
    spans = [name for name in groupings if name in TIMES]
    over_all = (CORPUS,) if columns or spans or CORPUS in groupings else ()
    articles = (ARTICLE,) if ARTICLE in groupings else ()
    by = columns[0] if columns else spans[0] if spans else ""
    return (*articles, *over_all, *columns), (by, spans[0] if columns and spans else "")


def _suits(notebook: str) -> tuple[str, ...]:
    return (ARTICLE,) if Path(notebook).stem == "report" else (CORPUS,)


def _slug(camps: str) -> str:
    made = re.sub(r"[^a-z0-9_-]+", "-", Path(camps).stem.lower()).strip("-") or "camps"
    return f"camps-{made}"


def _texts(one: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = one.get(name)
    if value is None:
        return ()
    values = [value] if isinstance(value, str) else value
    if (
        not isinstance(values, list)
        or not all(isinstance(v, str) and v.strip() for v in values)
        or not values
    ):
        raise RunsError(f"{where}: `{name}` must be a text or a list of texts, but is {_kind(value)}.")
    return tuple(values)


def _known(content: Mapping[str, Any], allowed: Sequence[str], where: str) -> None:
    for name in content:
        if name not in allowed:
            near = difflib.get_close_matches(str(name), allowed, n=1)
            hint = f"; did you mean `{near[0]}`? Allowed are" if near else "; allowed are"
            raise RunsError(f"{where} has an unknown key `{name}`{hint} {', '.join(allowed)}.")


def _kind(value: Any) -> str:
    shown = repr(value)
    kinds = {type(None): "nothing", dict: "a mapping", list: "a list", str: "a text", bool: "true or false"}
    return f"{kinds.get(type(value), 'a number')} ({shown if len(shown) <= 50 else shown[:47] + '…'})"
