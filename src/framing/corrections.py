"""Corrections that stay: what a person says of single rows of the tables, kept in a file beside the articles.

A file is JSON Lines, one correction a line, keyed by the SHA-256 of the article's text and the place of the row in it,
so that it holds for the same text wherever it lies, and for every version of the suite. `docs/corrections.md` has the
format; `framing annotate INPUT --corrections FILE` applies it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_with
from pathlib import Path
from typing import Any

from framing.article import Article
from framing.layers.registry import layers
from framing.rowplaces import has_places, named_by
from framing.tables import BY_HAND, SCHEMAS, atomic
from framing.view import View

DOES = ("accept", "reject", "relabel", "move", "add")
"""What a correction can do with a row."""

# What follows from the text, the place or other rows, and so is no matter of opinion.
_GIVEN = frozenset((
    "article_id", "statement_id", "accusation_id", "sentence_id", "start", "end", "text", "region", "reported_by",
    "rule", "camp_rule", "camp_by", "speaker_rule", "gender_rule", "person_id", "verb", "scheme", "voice", "words",
    "statements", "quoted_words", "named", "share", "content", "score",
))  # fmt: skip
_UNTOUCHED = frozenset((*BY_HAND, "articles", "regions", "sentences", "quotations"))
_HASH = re.compile(r"[0-9a-f]{64}")
_KEYS = (
    "text_hash", "table", "start", "end", "name", "do", "field", "value", "coder", "when", "note", "article", "words",
)  # fmt: skip
_MOST_TOLD = 20


class CorrectionError(ValueError):
    """Corrections that cannot be read: every bad line with file, line, what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of one row.

    Args:
        text_hash: the SHA-256 of the article's text in UTF-8, as `text_hash` makes it.
        table: the row's table.
        do: one of `DOES`.
        start, end: the row's place, code-point offsets: those of its own columns, of a statement those of its words
            from first to last; None in tables without places.
        name: what the row is about (its layer's `named_by` column), where its place does not tell it.
        field: the column that gets another value, or what is moved where it is not the row.
        value: the new value, the new place as [start, end], or the columns of an added row.
        coder, when, note: who says so, when (ISO 8601), and why.
        article, words: the article's id and the words at the place, by which a changed text is noticed.
        line: its line in its file.

    Example:
        >>> one = Correction("0" * 64, "hedges", "reject", 3, 6, words="may", coder="Ana")
        >>> one.place, one.key
        ((3, 6), ('hedges', 3, 6, None))
    """

    text_hash: str
    table: str
    do: str
    start: int | None = None
    end: int | None = None
    name: str | None = None
    field: str | None = None
    value: Any = None
    coder: str | None = None
    when: str | None = None
    note: str | None = None
    article: str | None = None
    words: str | None = None
    line: int = made_with(default=0, compare=False)

    @property
    def place(self) -> tuple[int, int] | None:
        """Where the row stands; None in a table without places."""
        return (self.start, self.end) if self.start is not None and self.end is not None else None

    @property
    def key(self) -> tuple[str, int | None, int | None, str | None]:
        """Which row of the article it is about."""
        return self.table, self.start, self.end, self.name

    def as_json(self) -> str:
        """The correction as a line of a file, without what it leaves open."""
        made = {key: value for key in _KEYS if (value := getattr(self, key)) is not None}
        if self.do == "relabel" and self.value is None:
            made["value"] = None
        return json.dumps(made, ensure_ascii=False)

    def seen(self, view: View) -> Correction:
        """The same correction in the text as it is read.

        Args:
            view: the article as it is read.
        """
        value, forward = self.value, view.forward
        if self.do == "move":
            value = [forward(one) for one in value]
        elif self.do == "add":
            value = {k: forward(v) if k.endswith(("_start", "_end")) else v for k, v in (value or {}).items()}
        if self.start is None or self.end is None:
            return replace(self, value=value)
        start, end = forward(self.start), forward(self.end)
        same = self.words is not None and plain(self.words) == plain(view.text[self.start : self.end])
        words = view.article.text[start:end] if same else self.words
        return replace(self, start=start, end=end, value=value, words=words)


@dataclass(frozen=True)
class Corrections:
    """The corrections of a file.

    Args:
        lines: them, in the order of the file.
        version: the SHA-256 of what they say.
        file: where they stand.

    Example:
        >>> Corrections(()).of(Article("a", "It may rain."))
        ()
    """

    lines: tuple[Correction, ...]
    version: str = ""
    file: str = ""
    _by_hash: dict[str, list[Correction]] = made_with(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _by_article: dict[str, list[Correction]] = made_with(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for one in self.lines:
            self._by_hash.setdefault(one.text_hash, []).append(one)
            if one.article is not None:
                self._by_article.setdefault(one.article, []).append(one)

    def __len__(self) -> int:
        return len(self.lines)

    def of(self, article: Article) -> tuple[Correction, ...]:
        """Those about the very text of an article."""
        return tuple(self._by_hash.get(text_hash(article.text), ())) if self._by_hash else ()

    def outdated(self, article: Article) -> tuple[Correction, ...]:
        """Those about an article of this id whose text was another."""
        known = self._by_article.get(article.id, ())
        now = text_hash(article.text) if known else ""
        return tuple(one for one in known if one.text_hash != now)


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8, by which corrections and codes know it again.

    Example:
        >>> text_hash("It may rain.")[:8]
        'b213e54d'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(words: str) -> str:
    """Words with one space between them, as they are compared.

    Example:
        >>> plain(" It\\n may ")
        'It may'
    """
    return " ".join(words.split())


def correctable() -> tuple[str, ...]:
    """The tables whose rows can be corrected.

    Example:
        >>> "hedges" in correctable(), "articles" in correctable()
        (True, False)
    """
    return tuple(name for name in SCHEMAS if name not in _UNTOUCHED and name in layers())


def fields_of(table: str) -> tuple[str, ...]:
    """The columns of a table that a correction may fill.

    Example:
        >>> fields_of("hedges"), fields_of("frames")
        (('category',), ('present',))
    """
    named = named_by(table) if not has_places(table) else None
    return tuple(
        column for column, kind in SCHEMAS[table]
        if column not in _GIVEN and column != named and kind in ("str", "float", "bool", "int")
        and not column.endswith(("_start", "_end"))
    )  # fmt: skip


def spans_of(table: str) -> tuple[str, ...]:
    """What of a table's rows has a place besides the row itself: `source` for `source_start` and `source_end`.

    Example:
        >>> spans_of("statements"), spans_of("hedges")
        (('source', 'cue'), ())
    """
    known = dict(SCHEMAS[table])
    return tuple(c[:-6] for c in known if c.endswith("_start") and f"{c[:-6]}_end" in known)


def read(path: str | Path) -> Corrections:
    """The corrections of a JSON Lines file.

    Raises:
        CorrectionError: with every bad line: file, line, what is wrong and what is allowed.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "corrections.jsonl"
        >>> write([Correction("0" * 64, "hedges", "reject", 3, 6)], file)
        >>> read(file).lines[0].do
        'reject'
    """
    try:
        data = Path(path).read_bytes()
    except OSError as problem:
        raise CorrectionError(
            f"no corrections can be read at '{path}' ({problem.strerror or problem}); give a JSON Lines file."
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise CorrectionError(
            f"{path}: is not UTF-8 (byte {problem.start}); save it as text in UTF-8."
        ) from None
    found, wrong = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(replace(parse(json.loads(line)), line=number))
        except ValueError as problem:
            said = "is no JSON" if isinstance(problem, json.JSONDecodeError) else str(problem)
            wrong.append(f"{path}, line {number}: {said}")
    if wrong:
        more = f" … and {len(wrong) - _MOST_TOLD} more bad lines." if len(wrong) > _MOST_TOLD else ""
        raise CorrectionError(" ".join(f"{one.rstrip('.')}." for one in wrong[:_MOST_TOLD]) + more)
    return Corrections(tuple(found), _version(found), str(path))


def _version(lines: Iterable[Correction]) -> str:
    return hashlib.sha256("\n".join(one.as_json() for one in lines).encode()).hexdigest()


def write(lines: Iterable[Correction], path: str | Path) -> None:
    """Write corrections as JSON Lines, whole or not at all."""
    with atomic(path) as beside:
        beside.write_text("".join(f"{one.as_json()}\n" for one in lines), encoding="utf-8", newline="\n")


def parse(line: Any) -> Correction:
    """One line as a correction.

    Args:
        line: what its JSON holds.

    Raises:
        ValueError: half a sentence that says what is wrong and what is allowed.

    Example:
        >>> parse({"text_hash": "0" * 64, "table": "hedges", "do": "delete", "start": 3, "end": 6})
        Traceback (most recent call last):
        ...
        ValueError: 'do' is 'delete'; allowed are accept, reject, relabel, move, add
    """
    if not isinstance(line, dict):
        raise ValueError("is no JSON object; write one correction a line, in braces")
    unknown = next((key for key in line if key not in _KEYS), None)
    if unknown is not None:
        raise ValueError(f"has the unknown key '{unknown}'; allowed are {', '.join(_KEYS)}")
    if not isinstance(line.get("text_hash"), str) or not _HASH.fullmatch(line["text_hash"]):
        raise ValueError(
            "needs 'text_hash', the SHA-256 of the article's text in 64 small hexadecimal digits"
        )
    _one_of("table", line.get("table"), correctable())
    _one_of("do", line.get("do"), DOES)
    for key in ("name", "coder", "when", "note", "article", "words"):
        if line.get(key) is not None and not isinstance(line[key], str):
            raise ValueError(f"'{key}' is {line[key]!r}; write text")
    given: dict[str, Any] = {key: line.get(key) for key in _KEYS}
    made = Correction(**given)
    _check_place(made)
    {"relabel": _check_relabel, "move": _check_move, "add": _check_add}.get(made.do, _check_plain)(made, line)
    return made


def _one_of(key: str, value: Any, allowed: Collection[Any]) -> None:
    # A bool is an int to Python, but not to a reader.
    if not any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in allowed):
        told = ", ".join("null" if one is None else str(one) for one in allowed)
        raise ValueError(f"'{key}' is {_shown(value)}; allowed are {told}")


def _shown(value: Any) -> str:
    return "missing" if value is None else f"'{value}'" if isinstance(value, str) else repr(value)


def _check_place(one: Correction) -> None:
    if has_places(one.table):
        if one.table == "sources" and one.start is None and one.end is None and one.name:
            return
        if not _is_place((one.start, one.end)):
            raise ValueError(
                f"has the place {one.start}–{one.end}; a row of '{one.table}' needs 'start' and 'end', whole numbers "
                "with 0 <= start < end"
            )
    elif not one.name:
        raise ValueError(
            f"needs 'name', the {named_by(one.table) or 'name'}: rows of '{one.table}' have no place"
        )


def _is_place(value: Any) -> bool:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        return False
    return all(isinstance(v, int) and not isinstance(v, bool) for v in value) and 0 <= value[0] < value[1]


def _check_plain(one: Correction, line: Mapping[str, Any]) -> None:
    extra = next((key for key in ("field", "value") if line.get(key) is not None), None)
    if extra is not None:
        raise ValueError(f"has '{extra}', which '{one.do}' does not take; use relabel, move or add")


def _check_relabel(one: Correction, line: Mapping[str, Any]) -> None:
    _one_of("field", one.field, fields_of(one.table))
    if "value" not in line:
        raise ValueError(f"needs 'value', the right {one.field}; null where there is none")
    _check_value(one.table, str(one.field), one.value)


def _check_value(table: str, column: str, value: Any) -> None:
    allowed = layers()[table].values.get(column)
    if allowed is not None:
        _one_of(column, value, allowed)
        return
    kind = dict(SCHEMAS[table])[column]
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    fits = {
        "str": value is None or isinstance(value, str),
        "bool": isinstance(value, bool), "float": number, "int": number and isinstance(value, int),
    }  # fmt: skip
    if not fits[kind]:
        wanted = {
            "str": "text or null",
            "bool": "true or false",
            "float": "a number",
            "int": "a whole number",
        }
        raise ValueError(f"'{column}' is {_shown(value)}; write {wanted[kind]}")


def _check_move(one: Correction, line: Mapping[str, Any]) -> None:
    if one.table == "sources" or not has_places(one.table):
        raise ValueError(f"rows of '{one.table}' cannot be moved; move the statement's 'source' instead")
    if one.field is not None:
        _one_of("field", one.field, spans_of(one.table))
    if not _is_place(one.value):
        raise ValueError(f"'value' is {_shown(one.value)}; write the right place as [start, end]")


def _check_add(one: Correction, line: Mapping[str, Any]) -> None:
    if one.table == "sources" or not has_places(one.table):
        raise ValueError(
            f"rows of '{one.table}' cannot be added; add a statement of that speaker, or relabel a frame's 'present'"
        )
    value = one.value if one.value is not None else {}
    if not isinstance(value, dict):
        raise ValueError(f"'value' is {_shown(value)}; write the columns of the row as an object")
    places = [f"{span}_{edge}" for span in spans_of(one.table) for edge in ("start", "end")]
    for name, given in value.items():
        _one_of("value", name, (*fields_of(one.table), *places))
        if name not in places:
            _check_value(one.table, name, given)
            continue
        pair = [f"{name.removesuffix('_start').removesuffix('_end')}_{edge}" for edge in ("start", "end")]
        if not _is_place([value.get(end) for end in pair]):
            raise ValueError(f"'{name}' is {_shown(given)}; write both {pair[0]} and {pair[1]}, in order")
    missing = [column for column in _needed(one.table) if column not in value]
    if missing:
        raise ValueError(f"an added row of '{one.table}' needs {', '.join(missing)} in 'value'")


def _needed(table: str) -> list[str]:
    """What an added row cannot do without: numbers and closed values that nothing else tells."""
    told = {"made", "act", "kind", "stance", "speaker_type", "reply"} if table == "statements" else {"reply"}
    values = layers()[table].values
    return [
        column for column, kind in SCHEMAS[table]
        if column not in _GIVEN and column not in told and None not in values.get(column, ())
        and (kind in ("int", "float", "bool") or column in values)
    ]  # fmt: skip
