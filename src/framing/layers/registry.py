"""The layers: what each declares of itself, those of the suite and those that other packages bring.

A layer is one file that declares a `Layer`. A package of its own names it in its entry points, group
`framing.layers`; tables, provenance, CSV files, the annotated article, concordance, exploration, evaluation and
report read it from here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from framing.article import Span
from framing.layers.measured import wrong
from framing.tables import BY_HAND, KINDS, PAGE, SCHEMAS, Tables

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from framing.camps import Camps
    from framing.layers.found import Accusation, Source
    from framing.layers.voices import Voices
    from framing.statement import Statement
    from framing.text import Document

    Row = Mapping[str, Any]

GROUP = "framing.layers"
"""The entry point group in which a package names its layers."""

OWN = "framing"
"""The package of the suite's own layers."""

_MODULES = (
    "statements", "quotations", "sources", "accusations", "relations", "hedges", "loaded", "names", "frames", "tone",
)  # fmt: skip

MARK_COLUMNS = (
    ("article_id", "str"), ("start", "int"), ("end", "int"), ("text", "str"), ("voice", "str"),
    ("reported_by", "int?"), ("region", "str"), ("rule", "str"),
)  # fmt: skip
"""The columns that `Seen.mark` fills, for a layer that marks words."""


class LayerError(ValueError):
    """A layer that cannot be used: one sentence with its package, what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a layer sees of one article.

    Args:
        document: the article with its words, sentences and quotations.
        statements: who says what in it.
        voices: whose words stand where.
        camps: the sides of the dispute, None where there are none.
        lexicons: the user's folder of word lists, or None.
        sources: what the speakers are.
        accusations: who accuses whom in it.
        schemes: frame schemes of the user's own, empty for the shipped one.

    Example:
        >>> from framing.article import Article
        >>> from framing.layers.voices import Voices
        >>> from framing.text import Document
        >>> doc = Document(Article("a", "It may rain."))
        >>> seen = Seen(doc, (), Voices(doc, ()))
        >>> seen.mark(3, 6, rule="may")["text"], seen.mark(3, 6)["voice"]
        ('may', 'journalist')
    """

    document: Document
    statements: Sequence[Statement]
    voices: Voices
    camps: Camps | None = None
    lexicons: str | None = None
    sources: Sequence[Source] = ()
    accusations: Sequence[Accusation] = ()
    schemes: Sequence[Any] = ()

    def mark(self, start: int, end: int, **columns: Any) -> dict[str, Any]:
        """The row of a mark: its place, words, voice and region, and further columns as given.

        Args:
            start, end: code-point offsets into the document's text.
            columns: further columns, or others in place of those that are filled.
        """
        voice, reported_by = self.voices.at(Span(start, end))
        return {
            "article_id": self.document.article.id, "start": start, "end": end,
            "text": self.document.text[start:end], "voice": voice, "reported_by": reported_by,
            "region": self.document.article.region_at(start), "rule": None, **columns,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """How the concordance lists a layer.

    Args:
        noun: one of its lines, as "hedge".
        caption: what its list is called.
        ids: what the ids of a line there and of its place in the annotated article begin with; None for ids
            made of the layer's name.
    """

    noun: str
    caption: str
    ids: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """How a layer of marked words shows itself in the annotated article.

    Args:
        label: what its check box says.
        plural: what its marks are called in a sentence.
        rank: marks of lower rank enclose those of higher rank where they meet.
        kind: of a row, the kind of mark.
        why: of a row, why it was marked; a clause without a full stop.
        shown: whether the box is checked at first.
        css, box: the classes of mark and check box; empty for one of the styles kept for further layers.
        noted: whether a mark has a note in the margin.
        lettered: where marks carry a letter for their kind instead of a reason of their own, what the ids that the
            letters lead to begin with.
    """

    label: str
    plural: str
    rank: int = 7
    kind: Callable[[Row], str] = field(default=lambda row: str(row.get("rule") or "mark"))
    why: Callable[[Row], str] = field(default=lambda row: str(row.get("rule") or ""))
    shown: bool = True
    css: str = ""
    box: str = ""
    noted: bool = False
    lettered: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """How a layer is measured: a form of comparison, and where gold and marks stand.

    Args:
        name: of the task, for `framing evaluate`.
        form: `words` compares marked words with gold spans, `items` whether a text has a mark at all with a
            gold 0 or 1; `attributions`, `frames`, `targets` and `pairs` are those of the suite's own
            tables.
        gold: the field of a gold line that holds the labels.
        headline: the measure that stands for the task.
        what: one line for the help text.
        example: a gold line that fits.
        takes: of a row, whether it counts as a mark.
    """

    name: str
    form: str
    gold: str
    headline: str
    what: str
    example: str
    takes: Callable[[Row], bool] = field(default=lambda row: True)


FORMS = ("words", "items", "attributions", "frames", "targets", "pairs")
"""The forms of comparison that a task can have."""


@dataclass(frozen=True)
class Layer:
    """One table and all that the suite needs to know of it.

    Args:
        name: of the table, of its files, and of the layer wherever it is chosen.
        columns: (name, kind) each; the first is `article_id`, the kinds are those of `framing.tables.KINDS`.
        find: from what is seen of one article to its rows.
        version: of the user's folder of word lists, the SHA-256 of what the layer's rows depend on besides the
            text; None where another layer's covers it, or nothing does.
        versioned_as: the name of that version in the provenance; the layer's name where empty.
        lists: the names of its word lists, to which a file `<name>.more.csv` of the user's folder adds.
        published: whether the table is written as CSV.
        cells: of a row and the article's text, the row as the CSV has it; None for the row as it is.
        lines: how the concordance lists it; None where it does not.
        marks: how it shows itself in the annotated article; None where it does not.
        tasks: how it is measured.
        named_by: the column that tells rows apart which stand at one place, or at none.
        values: for some columns the values that they can have, by which a correction is checked.
        measured: what was measured of it, each as `framing.layers.measured.figure` makes it.
        about: one sentence: what it finds and what it cannot see.
        package, release, file: where it comes from; filled in when it is found by its entry point.

    Raises:
        LayerError: for a declaration that cannot be used.

    Example:
        >>> layer = Layer("shouts", MARK_COLUMNS, lambda seen: [], marks=Marks("shouts", "shouts"))
        >>> layer.name, layer.lines.caption
        ('shouts', 'Shouts in their sentences')
        >>> Layer("shouts", (("start", "int"),), lambda seen: [])
        Traceback (most recent call last):
        ...
        framing.layers.registry.LayerError: the layer 'shouts' has 'start' as its first column; it must be article_id of
        kind str.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    find: Callable[[Seen], Iterable[dict[str, Any]]]
    version: Callable[[str | None], str] | None = None
    versioned_as: str = ""
    lists: tuple[str, ...] = ()
    published: bool = True
    cells: Callable[[Row, str], dict[str, Any]] | None = None
    lines: Lines | None = None
    marks: Marks | None = None
    tasks: tuple[Task, ...] = ()
    named_by: str = ""
    values: Mapping[str, Collection[Any]] = field(default_factory=lambda: MappingProxyType({}))
    measured: tuple[Row, ...] = ()
    about: str = ""
    package: str = OWN
    release: str = ""
    file: str = ""

    def __post_init__(self) -> None:
        problem = _wrong_name(self.name) or _wrong_columns(self) or _wrong_tasks(self) or wrong(self.measured)
        if problem:
            raise LayerError(f"the layer '{self.name}' {problem}")
        if self.marks is not None and self.lines is None:
            caption = f"{self.marks.label[:1].upper()}{self.marks.label[1:]} in their sentences"
            object.__setattr__(self, "lines", Lines(self.marks.plural, caption))

    @property
    def ids(self) -> tuple[str, str]:
        """What ids begin with: of a line of the concordance, and of the place in the annotated article."""
        given = self.lines.ids if self.lines is not None else None
        return given or (f"line-{self.name}-", f"mark-{self.name}-")

    @property
    def own(self) -> bool:
        """Whether the layer is the suite's own."""
        return self.package == OWN


def _wrong_name(name: object) -> str:
    if not isinstance(name, str) or not name.isidentifier() or not name.islower() or name.startswith("_"):
        return "needs a name of lower-case letters, digits and underscores, such as 'unsourced_numbers'."
    if hasattr(Tables, name) or name in Tables.__annotations__:
        return "has a name that the tables use for something else; give it another."
    return ""


def _wrong_columns(layer: Layer) -> str:
    columns = layer.columns
    try:
        names = [name for name, _ in columns]
        kinds = dict(columns)
    except (TypeError, ValueError):
        return "needs columns as pairs of name and kind, such as ('start', 'int')."
    if not names or (names[0], kinds[names[0]]) != ("article_id", "str"):
        return f"has '{names[0] if names else ''}' as its first column; it must be article_id of kind str."
    unknown = next((name for name in names if kinds[name] not in KINDS), None)
    if unknown is not None:
        return (
            f"has the column '{unknown}' of unknown kind '{kinds[unknown]}'; allowed are {', '.join(KINDS)}."
        )
    if len(kinds) < len(names):
        return "has a column twice; keep one."
    missing = [name for name in ("start", "end", "voice") if name not in kinds]
    if layer.marks is not None and missing:
        return f"marks words but has no column '{missing[0]}'; marks need start, end and voice."
    return "" if callable(layer.find) else "has no function; give `find`, from what is seen to rows."


def _wrong_tasks(layer: Layer) -> str:
    places = {"start", "end"}
    for task in layer.tasks:
        if task.form == "words" and not places <= dict(layer.columns).keys():
            return f"has the task '{task.name}' of form words, which needs the columns start and end."
        if task.form not in FORMS:
            return (
                f"has the task '{task.name}' of unknown form '{task.form}'; allowed are {', '.join(FORMS)}."
            )
    return ""


@lru_cache(maxsize=1)
def layers() -> Mapping[str, Layer]:
    """Every layer by name: the suite's own, then those of other packages by package and name.

    Raises:
        LayerError: one sentence for a layer that cannot be loaded, is no `Layer`, or has the name of another.

    Example:
        >>> list(layers())[:3], layers()["hedges"].marks.label
        (['statements', 'quotations', 'sources'], 'hedges')
    """
    found: dict[str, Layer] = {}
    for module in _MODULES:
        for layer in import_module(f"framing.layers.{module}").LAYERS:
            found[layer.name] = layer
    tasks = {task.name for layer in found.values() for task in layer.tasks}
    for point in _points():
        layer = _loaded(point)
        where = f"the layer '{layer.name}' of the package '{layer.package}'"
        if layer.name in found or layer.name in PAGE or layer.name in BY_HAND:
            other = f"the package '{found[layer.name].package}'" if layer.name in found else "the page itself"
            raise LayerError(f"{where} has the name of a table of {other}; rename one of them.")
        twice = next((task.name for task in layer.tasks if task.name in tasks), None)
        if twice is not None:
            raise LayerError(f"{where} has a task '{twice}', which another layer has; rename one of them.")
        tasks |= {task.name for task in layer.tasks}
        found[layer.name] = layer
    return MappingProxyType(found)


def _points() -> list[EntryPoint]:
    from importlib.metadata import entry_points

    # A package that lies on the path twice is named twice, and counts once.
    once = {(point.name, point.value): point for point in entry_points(group=GROUP)}
    return [once[key] for key in sorted(once)]


def _loaded(point: EntryPoint) -> Layer:
    package = point.dist.name if point.dist is not None else point.value.partition(":")[0]
    release = point.dist.version if point.dist is not None else ""
    try:
        layer = point.load()
    except LayerError as error:
        raise LayerError(f"{error} It comes from the package '{package}'.") from None
    except Exception as error:  # whatever importing somebody else's code brings
        raise LayerError(
            f"the layer '{point.name}' of the package '{package}' cannot be loaded ({type(error).__name__}: {error}); "
            "mend the package or uninstall it."
        ) from error
    if not isinstance(layer, Layer):
        raise LayerError(
            f"the layer '{point.name}' of the package '{package}' is a {type(layer).__name__}; its entry point must "
            "name a framing.layers.registry.Layer."
        )
    file = getattr(sys.modules.get(point.module), "__file__", None) or ""
    return replace(layer, package=package, release=release, file=file)


def checked(layer: Layer, rows: Iterable[Row], document: Document) -> list[dict[str, Any]]:
    """The rows of a layer of another package, seen to fit the columns that it declares and the text.

    Args:
        layer: the layer.
        rows: what it found in the article.
        document: the article.

    Raises:
        LayerError: for a column that was not declared, a value of another kind, or a span outside the text.
    """
    import pyarrow as pa

    from framing.tables import schema

    known = dict(layer.columns)
    made = [{"article_id": document.article.id} | dict(row) for row in rows]
    for row in made:
        unknown = next((column for column in row if column not in known), None)
        if unknown is not None:
            raise LayerError(f"a row has the column '{unknown}', which is not declared.")
        if row["article_id"] != document.article.id:
            raise LayerError(f"a row is about the article '{row['article_id']}'.")
        for span in _spans(row, known):
            if not 0 <= span[0] <= span[1] <= len(document.text):
                raise LayerError(f"the span {span[0]}-{span[1]} lies outside the text.")
    try:
        return pa.Table.from_pylist(made, schema=schema(layer.name)).to_pylist()  # type: ignore[no-any-return]
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise LayerError(f"a value does not fit its column: {error}") from None


def _spans(row: Row, kinds: Mapping[str, str]) -> list[tuple[int, int]]:
    found: list[tuple[Any, Any]] = [
        (row[name], row.get(f"{name[:-5]}end"))
        for name in kinds
        if name.endswith("start") and row.get(name) is not None and f"{name[:-5]}end" in kinds
    ]
    lists = [row[name] for name, kind in kinds.items() if kind == "spans" and row.get(name)]
    found += [(span["start"], span["end"]) for spans in lists for span in spans]
    for start, end in found:
        if not isinstance(start, int) or not isinstance(end, int):
            raise LayerError(f"a span has the bounds {start!r} and {end!r}; give two whole numbers.")
    return found


def marked() -> Mapping[str, Layer]:
    """The layers that mark words in the article.

    Example:
        >>> list(marked())
        ['hedges', 'loaded', 'names']
    """
    return {name: layer for name, layer in layers().items() if layer.marks is not None}


def listed() -> Mapping[str, Layer]:
    """The layers of which there is a concordance."""
    return {name: layer for name, layer in layers().items() if layer.lines is not None}


def further() -> Mapping[str, Layer]:
    """The layers of other packages.

    Example:
        >>> list(further())
        []
    """
    return {name: layer for name, layer in layers().items() if not layer.own}


def look(style: Layer) -> tuple[str, str]:
    """The classes of a layer's marks and of its check box in the annotated article.

    Example:
        >>> look(layers()["hedges"])
        ('hd', 'L3')
    """
    assert style.marks is not None
    if style.marks.css:
        return style.marks.css, style.marks.box
    without = [name for name, layer in marked().items() if layer.marks is not None and not layer.marks.css]
    slot = min(without.index(style.name) + 1, SLOTS)
    return f"mk m{slot}", f"M{slot}"


SLOTS = 6
"""How many further layers have a style and a check box of their own; later ones share the last."""


def versions(folder: str | None) -> dict[str, str]:
    """The SHA-256 of what each layer's rows depend on besides the text, by name.

    Args:
        folder: the user's folder of word lists, or None.
    """
    return {
        layer.versioned_as or name: layer.version(folder)
        for name, layer in layers().items()
        if layer.version is not None
    }


def lists() -> tuple[str, ...]:
    """The names of the layers' word lists.

    Example:
        >>> lists()
        ('hedges', 'loaded', 'naming', 'frames_generic', 'frames_policy')
    """
    return tuple(dict.fromkeys(name for layer in layers().values() for name in layer.lists))


def tasks() -> Mapping[str, tuple[Layer, Task]]:
    """How the layers are measured, by task.

    Example:
        >>> sorted(tasks())
        ['attribution', 'frames', 'hedges', 'loaded', 'relations', 'tone', 'weasel']
    """
    return {task.name: (layer, task) for layer in layers().values() for task in layer.tasks}


def _schemas() -> dict[str, tuple[tuple[str, str], ...]]:
    return {name: layer.columns for name, layer in layers().items()}


def again() -> Mapping[str, Layer]:
    """Look for layers once more: a package was installed while this ran.

    Raises:
        LayerError: as for `layers`.

    Example:
        >>> again() == layers()
        True
    """
    layers.cache_clear()
    SCHEMAS.supplied_by(_schemas)
    return layers()


SCHEMAS.supplied_by(_schemas)
