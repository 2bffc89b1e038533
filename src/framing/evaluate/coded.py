"""Gold accusations: articles coded by hand after `docs/codebook.md`, with their texts or stand-off."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class CodedError(ValueError):
    """A file of codes that cannot be read: file, line, what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class Accusation:
    """One accusation as a person coded it.

    Args:
        start, end: the accusing clause, code-point offsets.
        accuser, target: the fullest name that the article has, or None.
        kind: accuses or criticises.
        voice: journalist or quoted.
        reply: denies, defends, admits, declined, no_comment, not_reached or none.
        reply_span: where the reply stands, or None.
        affiliation: what the accuser is, or None.
    """

    start: int
    end: int
    accuser: str | None
    target: str | None
    kind: str
    voice: str
    reply: str
    reply_span: tuple[int, int] | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """One article and its accusations."""

    id: str
    text: str
    accusations: tuple[Accusation, ...]
    coder: str = ""


def read(path: str | Path, texts: Sequence[str | Path] = ()) -> Iterator[Coded]:
    """The coded articles of a JSON Lines file.

    A line is `{"id", "sha256" or "text", "accusations": [{"start", "end", "accuser": [start, end] or null, "target":
    [start, end] or null, "kind", "voice", "reply", "reply_span", "accuser_affiliation"}]}`. Codes over texts of others
    are stand-off: `sha256` is that of the text, which is looked up by `id` in `texts`.

    Args:
        path: the file of codes.
        texts: JSON Lines files with `id` and `text`, for stand-off codes.

    Raises:
        CodedError: for a line that does not fit, a text that is not found or is another.

    Example:
        >>> import tempfile
        >>> line = {"id": "a", "text": "Lee accused Roe.", "accusations": [{"start": 4, "end": 15, "accuser": [0, 3],
        ...         "target": [12, 15], "kind": "accuses", "voice": "journalist", "reply": "none"}]}
        >>> file = Path(tempfile.mkdtemp()) / "codes.jsonl"
        >>> _ = file.write_text(json.dumps(line))
        >>> [(one.accuser, one.target) for article in read(file) for one in article.accusations]
        [('Lee', 'Roe')]
    """
    known = texts_in(texts)
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            item = json.loads(line)
            text = text_of(item, known, where)
            found = tuple(_accusation(one, text) for one in item["accusations"])
            yield Coded(str(item["id"]), text, found, str(item.get("coder", "")))
        except CodedError:
            raise
        except (ValueError, KeyError, TypeError) as error:
            raise CodedError(
                f"{where}: {type(error).__name__}: {error}; each line needs id, text or sha256, and accusations with "
                "start, end, accuser, target, kind, voice and reply."
            ) from None


def texts_in(files: Sequence[str | Path]) -> dict[str, str]:
    """The texts of some JSON Lines files by id."""
    known: dict[str, str] = {}
    for file in files:
        with Path(file).open(encoding="utf-8") as handle:
            known.update((item["id"], item["text"]) for item in map(json.loads, handle))
    return known


def text_of(item: Mapping[str, Any], known: Mapping[str, str], where: str) -> str:
    """The text of a line: its own, or the known one with its SHA-256.

    Raises:
        CodedError: where it is not known, or is another.
    """
    if "text" in item:
        return str(item["text"])
    text = known.get(item["id"])
    if text is None:
        raise CodedError(
            f"{where}: the text of '{item['id']}' is in none of the files given; give the one that has it."
        )
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != item["sha256"]:
        raise CodedError(
            f"{where}: the text of '{item['id']}' is not the one that was coded; its SHA-256 differs."
        )
    return text


def _accusation(one: Mapping[str, Any], text: str) -> Accusation:
    def words(span: Sequence[int] | None) -> str | None:
        return " ".join(text[span[0] : span[1]].split()) if span is not None else None

    reply = one.get("reply_span")
    return Accusation(
        one["start"], one["end"], words(one["accuser"]), words(one["target"]), one["kind"], one["voice"],
        one["reply"], tuple(reply) if reply else None, one.get("accuser_affiliation"),
    )  # fmt: skip
