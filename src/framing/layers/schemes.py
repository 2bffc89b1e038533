"""Frame schemes of one's own, from one CSV file: weighted words with conditions, or labelled examples that are fitted.

`docs/schemes.md` says how such a file is written. The rows of a scheme stand in the table `frames`, where every figure
finds them.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing.layers._fitted_frames import LEAST, Example, Fitted, fit
from framing.words.entries import EXCEPTION, LexiconError, parse_rows
from framing.words.lexicons import Entry, Lexicon

HALF = 10.0
"""Weighted words in 1,000 at which a frame's score is one half, where the file does not say."""

NONE = ("", "-", "none")
"""What an example without any frame is labelled with."""

_CALLED = {"term": "pattern", "word": "pattern", "frame": "category", "frames": "category"}
_LABELS = ("frame", "frames", "label", "category")


class SchemeError(ValueError):
    """A scheme that cannot be used: one sentence with file and row."""


@dataclass(frozen=True)
class Terms:
    """A scheme of weighted words.

    Args:
        lexicon: the words; the category of an entry holds one frame or several, parted by spaces.
        half: for each frame the weighted words in 1,000 at which its score is one half.
    """

    lexicon: Lexicon
    half: Mapping[str, float]


@dataclass(frozen=True)
class OwnScheme:
    """A scheme of one's own.

    Args:
        name: the file's, without its ending; it stands in the column `scheme`.
        frames: its frames, in the order of the file.
        how: its words, or what was fitted.
        version: the SHA-256 of the file.
        notes: what its user should know, a sentence each.
    """

    name: str
    frames: tuple[str, ...]
    how: Terms | Fitted
    version: str
    notes: tuple[str, ...] = ()

    def provenance(self) -> dict[str, Any]:
        """What of it stands beside the tables."""
        made: dict[str, Any] = {"name": self.name, "sha256": self.version, "frames": list(self.frames)}
        return made | ({"f1": dict(self.how.f1)} if isinstance(self.how, Fitted) else {})


def read_scheme(path: str | Path, *, taken: Sequence[str] = ()) -> OwnScheme:
    """A scheme from its file.

    Args:
        path: a CSV file; its first row says what it is: `pattern` and `frame` for weighted words, `text` and `frame`
            for examples.
        taken: names that its frames must not have.

    Raises:
        SchemeError: with file and row, for what cannot be read or used.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "water.csv"
        >>> _ = file.write_text("pattern,frame,weight,half\\nflood/n,disaster,1,5\\ndam/n,engineering,2,\\n")
        >>> scheme = read_scheme(file)
        >>> scheme.frames, scheme.how.half
        (('disaster', 'engineering'), {'disaster': 5.0, 'engineering': 10.0})
    """
    place = Path(path)
    try:
        stat = place.stat()
    except OSError as problem:
        raise SchemeError(f"no frame scheme at '{path}' ({problem.strerror}); give a CSV file.") from None
    made = _read(str(place), stat.st_mtime_ns, stat.st_size)
    twice = next((name for name in made.frames if name in taken), None)
    if twice is not None:
        raise SchemeError(
            f"{place.name}: the frame '{twice}' is there already under this name; call it something else, such as "
            f"'own_{twice}'."
        )
    return made


@lru_cache(maxsize=16)
def _read(path: str, stamp: int, size: int) -> OwnScheme:
    place = Path(path)
    data = place.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise SchemeError(
            f"{place.name}: is not UTF-8 (byte {problem.start}); save it as CSV in UTF-8."
        ) from None
    version = hashlib.sha256(data).hexdigest()
    head = _header(text)
    if "text" in head:
        return _examples(place, text, version)
    if {"pattern", "category"} <= {_CALLED.get(name, name) for name in head}:
        return _terms(place, text, version)
    raise SchemeError(
        f"{place.name}, row 1: a scheme has the columns pattern and frame (weighted words), or text and frame "
        f"(examples); found are {', '.join(head) or 'none'}."
    )


def _header(text: str) -> list[str]:
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            return [cell.strip().lower() for cell in next(csv.reader([line]), [])]
    return []


def _terms(place: Path, text: str, version: str) -> OwnScheme:
    try:
        entries = parse_rows(text, place.name, needed=("pattern", "category"), called=_CALLED)
        lexicon = Lexicon(entries, place.name)
    except LexiconError as problem:
        raise SchemeError(str(problem)) from None
    half = _halves(place.name, entries)
    if not half:
        raise SchemeError(
            f"{place.name}: has no frame; give a row for each word, with the frame that it evokes."
        )
    guessed = [name for name, value in half.items() if value is None]
    notes = []
    if guessed:
        notes.append(
            f"{place.name}: no 'half' is given for {', '.join(guessed)}; {HALF:g} weighted words in 1,000 make the "
            "score one half, from which the frame counts as present. Set it by what your coders call present."
        )
    known = {name: HALF if value is None else value for name, value in half.items()}
    return OwnScheme(place.stem, tuple(known), Terms(lexicon, known), version, tuple(notes))


def _halves(file: str, entries: Sequence[Entry]) -> dict[str, float | None]:
    """The frames, each with its half-way rate: one number a frame, in any of its rows."""
    made: dict[str, float | None] = {}
    rows: dict[str, int] = {}
    for entry in entries:
        given = entry.extra.get("half", "")
        try:
            half = float(given) if given else None
        except ValueError:
            half = float("nan")
        if half is not None and not 0 < half < 1e6:
            raise SchemeError(f"{file}, row {entry.row}: the half '{given}' is no number above 0.")
        for frame in entry.category.split():
            if frame == EXCEPTION:
                continue
            before = made.setdefault(frame, None)
            if half is not None and before is not None and half != before:
                raise SchemeError(
                    f"{file}, row {entry.row}: the half of '{frame}' is {half:g} here and {before:g} in row "
                    f"{rows[frame]}; a frame has one."
                )
            if half is not None:
                made[frame], rows[frame] = half, entry.row
    return made


def _examples(place: Path, text: str, version: str) -> OwnScheme:
    csv.field_size_limit(max(len(text), 131_072))
    reader = csv.reader(io.StringIO(text, newline=""))
    head: list[str] = []
    examples: list[Example] = []
    seen: dict[str, int] = {}
    twice = 0
    for cells in reader:
        if not any(cell.strip() for cell in cells) or (cells[0].startswith("#") and not head):
            continue
        if not head:
            head = [cell.strip().lower() for cell in cells]
            label = next((name for name in _LABELS if name in head), None)
            if label is None:
                raise SchemeError(
                    f"{place.name}, row 1: no column 'frame' beside 'text'; found are {', '.join(head)}."
                )
            continue
        row = reader.line_num
        if len(cells) != len(head):
            raise SchemeError(
                f"{place.name}, row {row}: has {len(cells)} cells where the header has {len(head)}; put cells that "
                "hold a comma in quotation marks."
            )
        words = cells[head.index("text")].strip()
        if not words:
            raise SchemeError(f"{place.name}, row {row}: the text is empty; write one or delete the row.")
        frames = _labels(cells[head.index(label or "frame")])
        if words in seen:
            first = examples[seen[words]]
            if set(first.frames) != set(frames):
                raise SchemeError(
                    f"{place.name}, row {row}: has the text of row {first.row} with other frames; keep one."
                )
            twice += 1
            continue
        seen[words] = len(examples)
        examples.append(Example(words, frames, row))
    return _fitted(place, examples, twice, version)


def _labels(cell: str) -> tuple[str, ...]:
    parts = [part.strip() for part in cell.replace("|", ";").split(";")]
    return tuple(dict.fromkeys(part.replace(" ", "_") for part in parts if part.lower() not in NONE))


def _fitted(place: Path, examples: Sequence[Example], twice: int, version: str) -> OwnScheme:
    frames = tuple(dict.fromkeys(frame for one in examples for frame in one.frames))
    if not frames:
        raise SchemeError(f"{place.name}: no example has a frame; name one in the column 'frame'.")
    for frame in frames:
        with_it = sum(frame in one.frames for one in examples)
        few = min(with_it, len(examples) - with_it)
        if few < LEAST:
            which = "with" if with_it == few else "without"
            row = (
                next(one.row for one in examples if (frame in one.frames) == (which == "with")) if few else 1
            )
            raise SchemeError(
                f"{place.name}, row {row}: '{frame}' has {few} example{'' if few == 1 else 's'} {which} it, and needs "
                f"{LEAST} or more; add some, or take the frame out."
            )
    made = fit(examples, frames)
    told = ", ".join(
        f"{name} {made.f1[name]:.2f} (marking every text: {made.every[name]:.2f})" for name in frames
    )
    notes = [
        f"{place.name}: fitted on {len(examples):,} examples; F1 of frames in examples kept back: {told}."
    ]
    poor = [name for name in frames if made.f1[name] < made.every[name] + 0.02]
    if poor:
        notes.append(
            f"{place.name}: {', '.join(poor)} {'is' if len(poor) == 1 else 'are'} told no better than by marking "
            "every text; give more examples, or do not use what the tables say of it."
        )
    if twice:
        notes.append(f"{place.name}: {twice:,} examples stand there twice and count once.")
    return OwnScheme(place.stem, frames, made, version, tuple(notes))
