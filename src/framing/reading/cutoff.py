"""Whether a file, or a text, breaks off before its end: told by what every whole one of its kind closes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_TAIL = 2048
_CLOSED = re.compile(rb"(?i)</\s*(?:html|body)\s*>")
_TAG = re.compile(rb"<(/?)(div|article|section|main|table|ul|ol|script|style)\b[^>]*(/?)>", re.IGNORECASE)
_IN_TAG = re.compile(rb"<[/a-zA-Z!][^<>]*\Z")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_BOUNDARY = re.compile(
    rb'(?i)^content-type:\s*multipart/[^;\r\n]+;(?:[^\r\n]|\r?\n[ \t])*?boundary="?([^"\r\n;]+)', re.M
)
_LONG = 8
"""Words from which a paragraph is a sentence or more, and no label or signature."""
_FEW = 4
"""Words from which the last line may be the beginning of a sentence."""
_MOST = 0.9
_ENDED = re.compile(r"[.!?…:;)\]\"'”’»“*|–—-]\W*$")
_OPEN = re.compile(r"[a-z,]$")


def broken_off(name: str, data: bytes) -> str:
    """What a file of this format lacks at its end, or "" where it is whole or nothing can be told.

    Args:
        name: of the format.
        data: the whole file.

    Example:
        >>> broken_off("RTF", b"{\\\\rtf1 It rai"), broken_off("RTF", b"{\\\\rtf1 It rained.}")
        ('its last group is not closed', '')
    """
    told = _SIGNS.get(name)
    return told(data) if told else ""


def _rtf(data: bytes) -> str:
    bare = re.sub(rb"\\[\\{}]|\\'..", b"", data)
    return "its last group is not closed" if bare.count(b"{") > bare.count(b"}") else ""


def _html(data: bytes) -> str:
    """HTML may leave out many of its end tags; those of its frame, and of what holds others, it may not."""
    if _CLOSED.search(data[-_TAIL * 8 :]):
        return ""
    if found := _IN_TAG.search(data[-_TAIL:].rstrip()):
        return f"it ends within the tag '{found[0][:20].decode('ascii', 'replace')}'"
    depth: Counter[bytes] = Counter()
    for shut, element, empty in _TAG.findall(data):
        if not empty:
            depth[element.lower()] += -1 if shut else 1
    left = [element.decode() for element, count in depth.items() if count > 0]
    return f"its '{left[0]}' is not closed" if left else ""


def _xml(data: bytes) -> str:
    root = _ROOT.search(
        re.sub(rb"(?s)<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", b"", data[:100_000])
    )
    if root is None or re.search(rb"</\s*" + re.escape(root[1]) + rb"\s*>|/>\s*\Z", data[-_TAIL:]):
        return ""
    return f"its outermost element '{root[1].decode('ascii', 'replace')[:40]}' is not closed"


def _mail(data: bytes) -> str:
    found = _BOUNDARY.search(data[:20_000])
    return "its last part is not closed" if found and b"--" + found[1].strip() + b"--" not in data else ""


def _pdf(data: bytes) -> str:
    return "" if b"%%EOF" in data[-_TAIL:] else "it lacks its end mark"


_SIGNS = {
    "RTF": _rtf, "page": _html, "Europresse": _html, "Factiva HTML": _html, "e-mail": _mail, "PDF": _pdf,
    "news XML": _xml, "Factiva XML": _xml,
}  # fmt: skip


def mid_sentence(paragraphs: Sequence[str]) -> str:
    """The last words of a story that stops in mid-sentence, or "" where it ends as its other paragraphs do.

    Args:
        paragraphs: of the story, in order.

    Example:
        >>> whole = ["The council closed the bridge on Tuesday, a spokeswoman said."] * 3
        >>> mid_sentence([*whole, "Engineers had found cracks in its northern pier, and the"])
        'its northern pier, and the'
        >>> mid_sentence(whole)
        ''
    """
    full = [one.strip() for one in paragraphs if len(one.split()) >= _LONG]
    last = paragraphs[-1].strip() if paragraphs else ""
    if len(full) < 3 or len(last.split()) < _FEW or not _OPEN.search(last):
        return ""
    if (
        _share(one for one in full if one != last) < _MOST
    ):  # a writer, or a table, that does without full stops
        return ""
    return " ".join(last.split()[-5:])


def _share(paragraphs: Iterable[str]) -> float:
    ended = [_ENDED.search(one) is not None for one in paragraphs]
    return sum(ended) / max(len(ended), 1)
