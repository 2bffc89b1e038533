"""The parameters of a notebook, checked: one plain sentence for a wrong one, never a deep traceback."""

from __future__ import annotations

import ast
import difflib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from framing.article import Corpus
from framing.reading.copies import HOW, chosen
from framing.study.copies import COUNTED, counted, noted
from framing.study.opening import corpus_of
from framing.study.study import ALL, Study, unknown_article
from framing.tables import Tables

if TYPE_CHECKING:
    from framing.camps import Camps

MOST = 1_000
"""Articles that a notebook counts one by one, at up to a megabyte each; of a larger dataset so many are drawn."""

TAG = "parameters"
"""The tag of the cell that declares a notebook's parameters, as papermill wants it."""

_TYPES: Mapping[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_LARGEST_SEED = 2**32 - 1


class ParameterError(ValueError):
    """A parameter that a notebook cannot take; its text is one sentence for the person who gave it.

    In a notebook it shows as that sentence alone: a traceback through the suite would help nobody.

    Example:
        >>> ParameterError("`seed` must be a whole number.")._render_traceback_()
        ['ParameterError: `seed` must be a whole number.']
    """

    def _render_traceback_(self) -> list[str]:
        return [f"ParameterError: {self}"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line of a notebook's parameters cell: `name: type = default  # help`.

    Args:
        name: of the variable.
        type: str, int, float or bool.
        default: the value when none is given.
        help: the comment behind it.
    """

    name: str
    type: str
    default: Any
    help: str

    def checked(self, value: Any) -> Any:
        """The value if it has the type; a whole number may stand for a decimal one.

        Raises:
            ParameterError: for another type.

        Example:
            >>> Parameter("seed", "int", 0, "").checked("seven")
            Traceback (most recent call last):
            ...
            framing.notebook.params.ParameterError: the parameter `seed` must be a whole number, but got 'seven' (text).
        """
        wanted = _TYPES[self.type]
        if self.type == "str" and isinstance(value, Path):
            return str(value)
        if self.name == "article" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)  # `papermill -p article 17` hands an id that is all digits over as a number
        if self.type == "float" and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if isinstance(value, wanted) and (self.type == "bool" or not isinstance(value, bool)):
            return value
        raise ParameterError(
            f"the parameter `{self.name}` must be {_IN_WORDS[self.type]}, but got {_shown(value)} "
            f"({_IN_WORDS.get(type(value).__name__, type(value).__name__).removeprefix('a ')})."
        )


_IN_WORDS = {"str": "text", "int": "a whole number", "float": "a number", "bool": "True or False"}

STANDARD: tuple[Parameter, ...] = (
    Parameter("source", "str", "seeds/", "articles: a file, a folder, a glob, a table or a zip"),
    Parameter("camps", "str", "", "camps file or the name of a shipped one; '' chooses by itself"),
    Parameter("article", "str", ALL, "the id of one article, or 'all'"),
    Parameter(
        "tables", "str", "", "folder made by `framing annotate`, taken instead of `source`; '' annotates now"
    ),
    Parameter("seed", "int", 0, "of everything drawn at random"),
    Parameter(
        "copies", "str", "once", "near copies in counts over all: keep, once, or drop for none of a group"
    ),
)
"""The parameters that every notebook of the suite has."""


def declared(notebook: str | Path | Mapping[str, Any]) -> tuple[Parameter, ...]:
    """The parameters that a notebook declares in its cell tagged `parameters`.

    Args:
        notebook: an `.ipynb` file, or its content as read by json or nbformat.

    Raises:
        ParameterError: without such a cell, or with a line that is not `name: type = default  # help`.

    Example:
        >>> cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]},
        ...         "source": 'source: str = "seeds/"  # what to read'}
        >>> declared({"cells": [cell]})
        (Parameter(name='source', type='str', default='seeds/', help='what to read'),)
    """
    import json

    where = f"the notebook '{notebook}'" if isinstance(notebook, (str, Path)) else "the notebook"
    content = (
        notebook if isinstance(notebook, Mapping) else json.loads(Path(notebook).read_text(encoding="utf-8"))
    )
    for cell in content["cells"]:
        if TAG in cell.get("metadata", {}).get("tags", ()):
            source = cell["source"]
            return _parse(source if isinstance(source, str) else "".join(source), where)
    raise ParameterError(
        f"{where} has no cell tagged `{TAG}`; add one with lines such as `source: str = 'seeds/'`."
    )


def check(
    values: Mapping[str, Any], known: Iterable[Parameter] = STANDARD, *, notebook: str = "this notebook"
) -> dict[str, Any]:
    """The values of a notebook's parameters, complete and of the right types.

    Args:
        values: name to value, as given on a command line or by papermill.
        known: what the notebook declares.
        notebook: how to name it in the sentence.

    Returns:
        A value for every known parameter, the default where none was given.

    Raises:
        ParameterError: for an unknown name or a wrong type, in one sentence.

    Example:
        >>> check({"sourse": "x"})
        Traceback (most recent call last):
        ...
        framing.notebook.params.ParameterError: this notebook has no parameter `sourse`; did you mean `source`? Its
        parameters are source, camps, article, tables, seed, copies.
    """
    parameters = {parameter.name: parameter for parameter in known}
    for name in values:
        if name not in parameters:
            near = difflib.get_close_matches(name, parameters, n=1)
            hint = f"; did you mean `{near[0]}`? Its parameters are" if near else "; its parameters are"
            raise ParameterError(f"{notebook} has no parameter `{name}`{hint} {', '.join(parameters)}.")
    checked = {
        name: parameter.checked(values.get(name, parameter.default)) for name, parameter in parameters.items()
    }
    if not 0 <= checked.get("seed", 0) <= _LARGEST_SEED:
        raise ParameterError(
            f"the parameter `seed` must lie between 0 and {_LARGEST_SEED}, but got {checked['seed']}."
        )
    if checked.get("copies", HOW[0]) not in HOW:
        raise ParameterError(
            f"the parameter `copies` must be one of {', '.join(HOW)}, but got {_shown(checked['copies'])}."
        )
    return checked


def open_study(**values: Any) -> Study:
    """Check a notebook's parameters, read its articles and annotate them: the second cell of every notebook.

    Paths are looked for from the folder that the notebook runs in, then from the folders above it up
    to the project's root, so that a notebook runs from either.

    Args:
        **values: any of `STANDARD`: source, camps, article, tables, seed, copies.

    Returns:
        The study: articles, tables, camps, and the article in focus.

    Raises:
        ParameterError: for an unknown or ill-typed parameter, a path that is not there, an article that is
            not in the corpus, a camps file with a fault: one sentence that says what to do.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "note.txt").write_text("The mayor said the bridge is safe.")
        >>> study = open_study(source=str(folder))
        >>> len(study.corpus), len(study.tables.statements)
        (1, 1)
    """
    strangers = injected()
    given = check({**strangers, **values}, (*STANDARD, *_further()))
    try:
        return _open(given)
    except ParameterError:
        raise
    except (ValueError, OSError, KeyError) as error:
        _fail(error)


def injected() -> dict[str, Any]:
    """The names that papermill has set in this notebook's kernel; empty outside one.

    Papermill sets whatever it is given, known or not, in a cell of its own that opens with the comment
    "# Parameters"; a misspelt parameter would otherwise leave the default in force, unseen.

    Example:
        >>> injected()
        {}
    """
    found: dict[str, Any] = {}
    cells = _cells()
    if not cells:
        return found
    from IPython import get_ipython

    for cell in cells:
        if cell.startswith(("# Parameters\n", "# Injected-Parameters\n")):
            found = {name: get_ipython().user_ns.get(name) for name in _assigned(cell)}
    return found


def _further() -> tuple[Parameter, ...]:
    """What this notebook's parameters cell declares besides the standard ones; nothing outside a kernel."""
    names = {one.name for one in STANDARD}
    for cell in _cells():
        if cell.startswith(f"{STANDARD[0].name}: "):
            return tuple(one for one in _parse(cell, "this notebook") if one.name not in names)
    return ()


def _cells() -> list[str]:
    """The cells that ran in this notebook's kernel so far."""
    try:
        from IPython import get_ipython
    except ImportError:
        return []
    shell = get_ipython()
    return [] if shell is None else [str(cell) for cell in shell.user_ns.get("In", ())]


def find_path(path: str, *, here: str | Path | None = None) -> Path | None:
    """A path from the folder the notebook runs in, or from a folder above it up to the project's root.

    Args:
        path: relative, absolute, or a glob.
        here: the folder to begin with; the current one where not given.

    Returns:
        The path that is there, or None.

    Example:
        >>> find_path("no/such/thing") is None
        True
    """
    wanted = Path(path).expanduser()
    start = Path.cwd() if here is None else Path(here).resolve()
    if wanted.is_absolute():
        return wanted if _there(wanted) else None
    for folder in (start, *start.parents):
        if _there(folder / wanted):
            # Relative, so that no report tells the reader how somebody's disk is laid out.
            return wanted if folder == Path.cwd() else Path(os.path.relpath(folder / wanted, Path.cwd()))
        if (folder / "pyproject.toml").exists() or (folder / ".git").exists():
            break
    return None


def _open(given: Mapping[str, Any]) -> Study:
    from framing import camps as sides

    camps = given["camps"]
    written = find_path(camps) if camps and _like_a_path(camps) else None
    if camps and _like_a_path(camps) and written is None:
        raise ParameterError(
            f"the parameter `camps` names '{camps}', but no such file is there; give a camps file, the name of a "
            "shipped one such as 'generic', or leave it empty."
        )
    tables = _written(given) if given["tables"] else None
    corpus = _read(given["source"]) if tables is None else corpus_of(tables)
    article = given["article"]
    if article != ALL and article not in {one.id for one in corpus}:
        raise ParameterError(
            "for the parameter `article`: " + unknown_article(article, [one.id for one in corpus])
        )
    if camps:
        known = sides.load(written or camps)
    else:
        known = _beside(given["source"]) if tables is None else _used(tables, corpus)
    if tables is None:
        from framing.annotate import annotate

        # Where one article is asked for, the others would be annotated for nothing.
        everything = len(corpus)
        corpus = chosen(corpus, given["copies"]) if article == ALL else corpus
        wanted = corpus if article == ALL else type(corpus)((corpus[article],), corpus.set_aside)
        tables = noted(annotate(wanted, camps=known), given["copies"], everything - len(corpus))
    elif article == ALL and COUNTED not in tables.provenance:  # else whoever made them has counted already
        tables, corpus = counted(tables, given["copies"]), chosen(corpus, given["copies"])
    return Study(corpus, tables, known, article, given["seed"])


def _beside(source: str) -> Camps:
    """The camps beside the source, as `framing.report` chooses them."""
    from framing import camps as sides
    from framing.annotate import implicit_camps

    return sides.load(implicit_camps(_parts(source))[0])


def _used(tables: Tables, corpus: Corpus) -> Camps:
    """The camps that the tables were made with, as far as they can be found again; else the generic ones."""
    from framing import camps as sides
    from framing.annotate import camps_of

    made = tables.provenance.get("camps")
    version = made.get("sha256") if isinstance(made, Mapping) else None
    beside = camps_of(corpus)
    found = [
        sides.load(one) for one in (*([beside] if beside else []), *(sides.shipped() if version else []))
    ]
    return next((one for one in found if version in (None, one.version)), None) or sides.load()


def _read(source: str) -> Corpus:
    from framing.reading import read

    corpus: Corpus = read(*_parts(source))
    if not len(corpus):
        raise ParameterError(_nothing_read(source, corpus.set_aside))
    return corpus


def _parts(source: str) -> list[Path]:
    """The inputs that the parameter names."""
    if not source.strip():
        raise ParameterError(
            "the parameter `source` is empty; give a file or a folder with articles, such as seeds/."
        )
    path = find_path(source)
    # A report on several inputs is published with all of them in one parameter.
    parts = [find_path(part) for part in source.split()] if path is None else [path]
    if not parts or None in parts:
        raise ParameterError(
            f"the parameter `source` names '{source}', but nothing is there, seen from this folder or the project's "
            "root; give a file, a folder, a glob, a table or a zip that exists."
        )
    return [part for part in parts if part is not None]


def _written(given: Mapping[str, Any]) -> Tables:
    """The tables of a folder, with the provenance that lies beside them; of one article where one is asked for.

    Of more articles than memory should hold, some are drawn; what the whole has is counted exactly.
    """
    from framing.dataset.whole import Whole

    folder, article = given["tables"], given["article"]
    place = find_path(folder)
    if place is None or not (place / "articles.parquet").exists():
        raise ParameterError(
            f"the parameter `tables` names '{folder}', but no articles.parquet is there; make the tables with "
            "`framing annotate INPUT --out DIR`, or leave it empty to annotate now."
        )
    whole = Whole(place)
    if len(whole) <= MOST:
        return whole.read()
    if article != ALL:
        found = whole.only([article])
        if found.articles.empty:
            some = whole.ids()["article_id"].slice(0, 5).to_pylist()
            raise ParameterError(
                f"for the parameter `article`: there is no article '{article}' among the {len(whole):,}; the first are "
                f"{', '.join(map(repr, some))}; or give 'all'."
            )
        return found
    # Whoever made the tables may have counted copies already.
    copies = "keep" if COUNTED in whole.provenance else given["copies"]
    return whole.drawn(MOST, copies=copies, seed=given["seed"])


def _nothing_read(source: str, set_aside: Iterable[Any]) -> str:
    reasons = [f"{one.source}: {one.reason}" for one in set_aside]
    told = f" ({'; '.join(reasons[:3])})" if reasons else ""
    return (
        f"no article could be read from '{source}'{told}; give text, HTML, CSV, JSON Lines, Parquet or Excel."
    )


def _fail(error: Exception) -> NoReturn:
    if isinstance(error, OSError) and error.strerror:
        text = f"{error.strerror}: '{error.filename}'; give a path that exists and can be read"
    else:
        text = str(error.args[0]) if error.args else type(error).__name__
    sentence = " ".join(text.split())
    raise ParameterError(sentence if sentence.endswith((".", "…")) else sentence + ".") from None


def _like_a_path(camps: str) -> bool:
    return "/" in camps or "\\" in camps or camps.lower().endswith((".yaml", ".yml"))


def _there(path: Path) -> bool:
    import glob

    try:
        if path.exists():
            return True
    except OSError:  # a name too long, or with a null character, is nowhere
        return False
    return glob.has_magic(str(path)) and bool(glob.glob(str(path), recursive=True))  # noqa: PTH207 - may be absolute


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


_LINE = re.compile(r"^(?P<name>[A-Za-z_]\w*)\s*:\s*(?P<type>\w+)\s*=\s*(?P<rest>.+)$")


def _parse(source: str, where: str) -> tuple[Parameter, ...]:
    found = []
    for line in source.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.match(line)
        default, comment = _split(match["rest"]) if match else (None, "")
        if match is None or match["type"] not in _TYPES or default is _BROKEN:
            raise ParameterError(
                f"{where} has a parameter line that cannot be read, {line.strip()!r}; write `name: type = default  "
                f"# help` with a type of {', '.join(_TYPES)}."
            )
        found.append(Parameter(match["name"], match["type"], default, comment))
    return tuple(found)


_BROKEN = object()


def _split(rest: str) -> tuple[Any, str]:
    """The literal and the comment behind it."""
    for place in [*(i for i, char in enumerate(rest) if char == "#"), len(rest)]:
        try:
            return ast.literal_eval(rest[:place].strip()), rest[place + 1 :].strip()
        except (ValueError, SyntaxError):
            continue
    return _BROKEN, ""


def _assigned(code: str) -> list[str]:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    names = []
    for node in tree.body:
        if isinstance(node, ast.AnnAssign):
            targets: list[ast.expr] = [node.target]
        else:
            targets = node.targets if isinstance(node, ast.Assign) else []
        names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names
