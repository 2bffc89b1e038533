"""What people have coded elsewhere, as JSON Lines: one row a line, keyed by the text's hash and offsets.

Whatever cannot be placed is kept beside the codes with the reason, so that nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.exchange.known import Key, Known
from framing.exchange.marks import Mark, typed
from framing.exchange.place import check_file
from framing.exchange.shelf import Shelf
from framing.exchange.unpack import Bundle
from framing.layers.registry import layers
from framing.tables import SCHEMAS, Tables, atomic


@dataclass(frozen=True)
class Lost:
    """A code that cannot be placed.

    Args:
        file: where it stood.
        reason: why, as half a sentence.
        code: what was there.
    """

    file: str
    reason: str
    code: Mapping[str, Any]


@dataclass
class Coded:
    """What one coder has marked in one text.

    Args:
        file: the file.
        text: the text as the other tool has it.
        coder: who; "" where nobody is named.
        marks: what was marked, in code points of that text.
        told: what the file says of itself: `article_id`, `text_hash` and `carried`, as an index has them.
        lost: what cannot be placed.
    """

    file: str
    text: str
    coder: str
    marks: list[Mark] = field(default_factory=list)
    told: Mapping[str, str] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)

    def put(self, mark: Mark, words: str | None = None) -> None:
        """Take a mark if its place is in the text, and its words are there.

        Args:
            mark: it.
            words: the words that the file has for it; None where it has none.
        """
        size = len(self.text)
        reason = ""
        if not mark.spans or any(not 0 <= start < end <= size for start, end in mark.spans):
            reason = f"its place lies outside the text, which has {size:,} characters"
        elif words is not None and _bare(words) != _bare(
            "".join(self.text[start:end] for start, end in mark.spans)
        ):
            reason = f"its words '{words[:60]}' do not stand at that place"
        if reason:
            code = {
                "table": mark.table,
                "label": mark.label,
                "spans": [list(one) for one in mark.spans],
                "words": words,
            }
            self.lost.append(Lost(self.file, reason, code | {"fields": dict(mark.fields)}))
        else:
            self.marks.append(mark)


def _bare(words: str) -> str:
    return "".join(words.split())


@dataclass(frozen=True)
class Brought:
    """What an import has made.

    Args:
        path: the codes.
        rows: how many lines.
        articles, coders: how many there are in them.
        by_table: lines by table.
        aside: what could not be placed or read.
        notes: what a person should know.
        beside: the file with what could not be placed; None where there is none.
    """

    path: Path
    rows: int
    articles: int
    coders: tuple[str, ...]
    by_table: Mapping[str, int]
    aside: tuple[Lost, ...]
    notes: tuple[str, ...]
    beside: Path | None


Reader = Callable[[Bundle, str | None], Iterator[Coded]]


def records(coded: Coded, key: Key, form: str) -> Iterator[dict[str, Any]]:
    """The lines of one text: the parts of a row with it, marks of a coder's own by themselves.

    Args:
        coded: what was marked.
        key: the article.
        form: the format that it came in.

    Example:
        >>> one = Coded("a.ann", "It may rain.", "Ana", [Mark("hedges", 0, "", ((3, 6),), "hedge")])
        >>> [line["label"] for line in records(one, Key("a", "0" * 64), "brat")]
        ['hedge']
    """
    rows: dict[str, dict[str, Any]] = {}
    parts: list[Mark] = []
    for mark in coded.marks:
        if mark.part:
            parts.append(mark)
            continue
        made = _line(coded, key, mark, form)
        # A row that was copied in the other tool is there twice: its parts belong to the first.
        if mark.key and mark.key not in rows:
            rows[mark.key] = made
        else:
            rows[f"?{len(rows)}"] = made
    for mark in parts:
        owner = rows.get(mark.key) if mark.key else None
        if owner is not None and mark.part not in owner.get("parts", {}):
            owner.setdefault("parts", {})[mark.part] = [list(one) for one in mark.spans]
        else:
            rows[f"?{len(rows)}"] = _line(coded, key, mark, form) | {"part": mark.part}
    yield from sorted(
        rows.values(), key=lambda line: (line["start"], line["end"], line["table"], line["label"] or "")
    )


def _line(coded: Coded, key: Key, mark: Mark, form: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "article_id": key.article_id, "text_hash": key.text_hash, "table": mark.table, "start": mark.start,
        "end": mark.end, "label": mark.label or None, "fields": typed(mark.table, mark.fields),
        "coder": coded.coder or None, "from": form,
    }  # fmt: skip
    if mark.row is not None:
        made["row"] = mark.row
    if len(mark.spans) > 1:
        made["spans"] = [list(one) for one in mark.spans]
    return made


def bring(
    path: str | Path, form: str, reader: Reader, out: str | Path, *, tables: Tables | str | Path | None = None,
    coder: str | None = None, force: bool = False,
) -> Brought:  # fmt: skip
    """Read codes and write them as JSON Lines.

    Args:
        path: what the other tool has exported.
        form: its format.
        reader: reads it.
        out: the file for the codes.
        tables: the tables that the texts come from, by which they are known again.
        coder: who coded, where the files do not tell.
        force: write over a file that is there.

    Raises:
        ValueError: one sentence, where there is nothing to read.
    """
    target = check_file(out, force)
    bundle = Bundle.open(path)
    known = Known.of(bundle, Shelf.open(tables) if tables is not None else None)
    tally = _Tally()
    with atomic(target) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        for coded in reader(bundle, coder):
            key = known.find(coded.file, coded.text, coded.told)
            tally.text(coded, key, known)
            for line in records(coded, key, form):
                tally.line(line)
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        if not tally.texts:
            raise ValueError(
                f"'{path}' holds nothing that was coded with {form}; give what that tool has exported."
            )
    lost = [*tally.lost, *(Lost(one.source, one.reason, {}) for one in bundle.aside)]
    return Brought(
        target, tally.rows, len(tally.articles), tuple(sorted(tally.coders)), dict(sorted(tally.by_table.items())),
        tuple(lost), tuple(tally.notes()), _write_lost(target, lost),
    )  # fmt: skip


def _write_lost(target: Path, lost: Sequence[Lost]) -> Path | None:
    path = target.with_name(f"{target.stem}.aside{target.suffix}")
    if not lost:
        path.unlink(missing_ok=True)  # of an import before this one
        return None
    with atomic(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        for one in lost:
            file.write(
                json.dumps({"file": one.file, "reason": one.reason, "code": one.code}, ensure_ascii=False)
                + "\n"
            )
    return path


@dataclass
class _Tally:
    texts: int = 0
    rows: int = 0
    articles: set[str] = field(default_factory=set)
    coders: set[str] = field(default_factory=set)
    by_table: dict[str, int] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def text(self, coded: Coded, key: Key, known: Known) -> None:
        self.texts += 1
        self.articles.add(key.article_id)
        self.coders |= {coded.coder} if coded.coder else set()
        self.lost += coded.lost
        if known.other_text(key):
            self.changed.append(coded.file)
        elif not key.sure:
            self.unsure.append(coded.file)

    def line(self, line: Mapping[str, Any]) -> None:
        self.rows += 1
        self.by_table[line["table"]] = self.by_table.get(line["table"], 0) + 1

    def notes(self) -> list[str]:
        made = []
        own = {name: count for name, count in self.by_table.items() if name not in SCHEMAS}
        if own:
            some = ", ".join(f"{count:,} of '{name}'" for name, count in own.items())
            made.append(
                f"Codes of layers that are not the suite's keep their names: {some}. Its layers: {', '.join(layers())}."
            )
        if self.changed:
            some = _some(self.changed)
            made.append(
                f"The text of {some} is not the article's any more; its codes are keyed by the text as it came."
            )
        if self.unsure:
            some = _some(self.unsure)
            made.append(
                f"Which article {some} is was told by the file alone; give --tables to know its text again."
            )
        return made


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - 3:,} more" if len(listed) > 3 else ""
    return ", ".join(f"'{name}'" for name in listed[:3]) + more
