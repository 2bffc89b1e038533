"""Build data/gold/speakers/*.jsonl from the marked-up articles beside them.

    python training/gold_speakers.py [data/gold/speakers]

An article begins with `=== id | house style`; its text holds `[s1:…]` for the source, `[c1:…]` for the cue
and `[q1:…]` for a piece of the content of statement 1, nested where need be and `[s1,2:…]` where one source
has two statements. After a line `---` comes one line a statement:
`number | speaker | role | speaker type | camp | other names that are right as well`, with `-` for none.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from framing.camps import load
from framing.statement import SPEAKER_TYPES

_OPEN = re.compile(r"\[([scq])(\d+(?:,\d+)*):")


class MarkupError(ValueError):
    """A marked-up article that cannot be read."""


def article(block: str, where: str) -> dict[str, object]:
    """One gold line from one marked-up article."""
    head, _, rest = block.partition("\n")
    number, _, style = head.partition("|")
    marked, _, labels = rest.partition("\n---\n")
    text, spans = unmark(marked.strip())
    statements = []
    camps = {camp.name for camp in load("generic")}
    for line in labels.strip().splitlines():
        cells = [None if cell.strip() == "-" else cell.strip() for cell in line.split("|")]
        key, speaker, role, kind, camp = cells[0], *cells[1:5]
        if kind not in SPEAKER_TYPES or (camp is not None and camp not in camps):
            raise MarkupError(
                f"{where}, {number.strip()}: statement {key} has type {kind!r} and camp {camp!r}."
            )
        own = {mark: spans.get((mark, str(key)), []) for mark in "scq"}
        if not own["q"]:
            raise MarkupError(f"{where}, {number.strip()}: statement {key} has no content.")
        statements.append(
            {
                "source": own["s"][0] if own["s"] else None,
                "cue": own["c"][0] if own["c"] else None,
                "content": own["q"],
                "kind": kind_of(text, own["q"]),
                "speaker": speaker,
                "also": [cell for cell in cells[5:] if cell],
                "role": role,
                "speaker_type": kind,
                "camp": camp,
            }
        )
    if not any(statement["camp"] for statement in statements):  # an article whose camps nobody has labelled
        for statement in statements:
            del statement["camp"]
    unlabelled = {key for _, key in spans} - {
        line.split("|")[0].strip() for line in labels.strip().splitlines()
    }
    if unlabelled:
        raise MarkupError(f"{where}, {number.strip()}: no label for statement {min(unlabelled)}.")
    return {"id": number.strip(), "style": style.strip(), "text": text, "statements": statements}


def unmark(marked: str) -> tuple[str, dict[tuple[str, str], list[list[int]]]]:
    """The plain text of a marked-up one, and its spans by mark and statement number."""
    text: list[str] = []
    size = 0
    stack: list[tuple[str, list[str], int]] = []
    spans: dict[tuple[str, str], list[list[int]]] = {}
    at = 0
    while at < len(marked):
        opened = _OPEN.match(marked, at)
        if opened:
            stack.append((opened[1], opened[2].split(","), size))
            at = opened.end()
        elif marked[at] == "]" and stack:
            mark, numbers, start = stack.pop()
            piece = "".join(text)[start:size]
            left = start + len(piece) - len(piece.lstrip())
            right = start + len(piece.rstrip())
            for number in numbers:
                spans.setdefault((mark, number), []).append([left, right])
            at += 1
        else:
            text.append(marked[at])
            size += 1
            at += 1
    if stack:
        raise MarkupError(f"a mark [{stack[-1][0]}{stack[-1][1][0]}: is never closed.")
    return "".join(text), spans


def kind_of(text: str, content: list[list[int]]) -> str:
    """Direct, mixed or indirect, by the quotation marks of the content."""
    pieces = [text[start:end].strip(" ,.") for start, end in content]
    if all(piece[:1] in '"“' and piece[-1:] in '"”' and piece.count('"') <= 2 for piece in pieces):
        return "direct"
    return "mixed" if any(mark in piece for piece in pieces for mark in '"“') else "indirect"


def main(folder: Path) -> None:
    """Write one JSON Lines file beside every marked-up text file."""
    for file in sorted(folder.glob("*.txt")):
        blocks = re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        lines = [json.dumps(article(block, file.name), ensure_ascii=False) for block in blocks]
        file.with_suffix(".jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{file.with_suffix('.jsonl')}: {len(lines)} articles")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data/gold/speakers"))
