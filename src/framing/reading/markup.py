"""Markup to plain paragraphs, for exports that hold their articles in HTML or XML: nothing is fetched or expanded."""

from __future__ import annotations

import re
from typing import Any

from framing.reading.decode import NotText, mend

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead title tr ul text".split()
)
_UNSEEN = frozenset("script style head template noscript".split())
_DEEPEST = 2000
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def html_tree(text: str) -> Any:
    """An HTML document or fragment as a tree.

    Raises:
        NotText: where it holds no element.
    """
    from lxml import etree, html

    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", " ").lstrip("\ufeff"))
    try:
        return html.document_fromstring(clean)
    except (etree.LxmlError, ValueError, TypeError, AssertionError) as error:
        raise NotText("its HTML cannot be parsed") from error


def xml_tree(data: bytes) -> Any:
    """An XML document as a tree; what is damaged is left out, entities of its own are not expanded.

    Raises:
        NotText: where nothing of it can be parsed.
    """
    from lxml import etree

    if b"<!ENTITY" in data:
        raise NotText("it defines entities of its own, which are not expanded; save it without them")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.lstrip(b"\xef\xbb\xbf \t\r\n\x00"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise NotText(f"its XML cannot be parsed ({' '.join(str(error).split())[:100]})") from error
    if root is None:
        raise NotText("its XML cannot be parsed")
    return root


def local(node: Any) -> str:
    """An element's name without its namespace, in lower case; "" for comments and entities.

    Example:
        >>> from lxml import etree
        >>> local(etree.fromstring('<a:B xmlns:a="x"/>'))
        'b'
    """
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def text_of(node: Any, blocks: frozenset[str] = _BLOCKS) -> str:
    """The text of an element, a blank line between its blocks and a line break for each `br`.

    Example:
        >>> text_of(html_tree("<p>It <b>rained</b>.</p><p>All<br>day.</p>"))
        'It rained.\\n\\nAll\\nday.'
    """
    made: list[str] = []
    # Without recursion: a damaged page may be thousands of elements deep.
    waiting: list[tuple[Any, bool]] = [(node, False)]
    while waiting:
        one, left = waiting.pop()
        name = local(one)
        if left:
            if name in blocks:
                made.append("\x00")
            if one is not node and one.tail:
                made.append(_SPACE.sub(" ", one.tail))
            continue
        waiting.append((one, True))
        if not name or name in _UNSEEN:
            continue
        if name in blocks:
            made.append("\x00")
        if name in ("br", "lb"):
            made.append("\n")
        if one.text:
            made.append(_SPACE.sub(" ", one.text))
        waiting += [(child, False) for child in reversed(one)]
    return _joined("".join(made))


def _joined(raw: str) -> str:
    paragraphs = []
    for piece in raw.split("\x00"):
        lines = [" ".join(line.replace("\xa0", " ").split()) for line in piece.split("\n")]
        paragraph = "\n".join(lines).strip("\n")
        # An empty line within a block is a paragraph's end, as <br><br> is meant.
        paragraphs += [part.strip("\n") for part in re.split(r"\n{2,}", paragraph) if part.strip()]
    return mend("\n\n".join(paragraphs))


def plain(fragment: str) -> str:
    """A fragment of HTML as paragraphs of plain text; the fragment itself where it is none.

    Example:
        >>> plain("<p>Rain &amp; wind.</p><script>x()</script><p>Sun.</p>")
        'Rain & wind.\\n\\nSun.'
    """
    if "<" not in fragment and "&" not in fragment:
        return fragment
    try:
        return text_of(html_tree(fragment))
    except NotText:
        return fragment


def classes(node: Any) -> frozenset[str]:
    """The classes of an element, in lower case."""
    return frozenset(str(node.get("class") or "").lower().split())
