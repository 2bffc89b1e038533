"""Mends to the HTML of notebook outputs: unique ids, links that lead somewhere, readable tables and pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import unescape

from framing.show.html import esc, slug

_OWN_STYLE = re.compile(r"<style data-fr>.*?</style>", re.DOTALL)
_ID = re.compile(r'(?<=[\s"])id="([^"]*)"')
_REFERENCE = re.compile(r'(href="#|url\(#|aria-labelledby="|aria-describedby="|for=")([^")]+)')

# Where a number leads when the place it names is not on the page: the ledger's entry and the place in
# the text stand in for one another, and so do the line of a concordance and its mark.
_STANDS_IN = {
    "s": "t",
    "t": "s",
    "h": "x",
    "x": "h",
    "w": "l",
    "l": "w",
    "nm": "n",
    "n": "nm",
    "q": "xq",
    "xq": "q",
}


def own(html: str) -> bool:
    """Whether an output is a piece of ours: escaped when it was made, and to be left as it is.

    Example:
        >>> own("<p>1</p>")
        False
    """
    return html.startswith('<div class="fr"><style data-fr>')


def unwrap(html: str) -> str:
    """An output without the style that it brings into a notebook.

    Example:
        >>> unwrap('<div class="fr"><style data-fr>a{}</style><p>1</p></div>')
        '<p>1</p>'
    """
    bare = _OWN_STYLE.sub("", html)
    if bare != html and bare.startswith('<div class="fr">') and bare.endswith("</div>"):
        return bare[len('<div class="fr">') : -len("</div>")]
    return bare


def unique_ids(pieces: Sequence[str]) -> list[str]:
    """Outputs in which no id is used twice; a later one gets a new name, and its own output's links follow.

    Example:
        >>> unique_ids(['<p id="a">', '<p id="a"><a href="#a">'])
        ['<p id="a">', '<p id="a--2"><a href="#a--2">']
    """
    seen: Counter[str] = Counter()
    made = []
    for piece in pieces:
        own = _ID.findall(piece)
        changed = {}
        for name in dict.fromkeys(own):
            seen[name] += 1
            if seen[name] > 1:
                changed[name] = f"{name}--{seen[name]}"
        made.append(_renamed(piece, changed) if changed else piece)
    return made


def _renamed(piece: str, names: Mapping[str, str]) -> str:
    """An output with some of its ids, and what refers to them, under other names."""
    piece = _ID.sub(lambda m: f'id="{names.get(m[1], m[1])}"', piece)
    return _REFERENCE.sub(lambda m: m[1] + " ".join(names.get(name, name) for name in m[2].split(" ")), piece)


def heading_ids(html: str) -> str:
    """Markup in which every h2 has an id, for the list of sections.

    Example:
        >>> heading_ids("<h2>Who speaks?</h2>")
        '<h2 id="who-speaks">Who speaks?</h2>'
    """
    taken = set(_ID.findall(html))

    def named(match: re.Match[str]) -> str:
        if " id=" in match[1]:
            return match.group()
        base = slug(unescape(re.sub(r"<[^>]+>", "", match[2])))[:60]
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        return f'<h2{match[1]} id="{name}">{match[2]}</h2>'

    return re.sub(r"<h2\b([^>]*)>(.*?)</h2>", named, html, flags=re.DOTALL)


def fragments(html: str) -> str:
    """Markup without links that lead nowhere: they go to what stands in for their aim, or are words only.

    Example:
        >>> fragments('<i id="t3"></i><a href="#s3">RU 3</a> <a href="#x" aria-label="b">b</a>')
        '<i id="t3"></i><a href="#t3">RU 3</a> <a>b</a>'
    """
    known = set(_ID.findall(html)) | {"main"}

    def led(match: re.Match[str]) -> str:
        name = unescape(match[1])
        if name in known:
            return match.group()
        parts = re.fullmatch(r"([a-z]+)([\d-]+)", name)
        if parts and (other := f"{_STANDS_IN.get(parts[1], '')}{parts[2]}") in known:
            return match.group().replace(f'"#{match[1]}"', f'"#{other}"')
        bare = match.group().replace(f' href="#{match[1]}"', "")
        return re.sub(r' aria-label="[^"]*"', "", bare)

    return re.sub(r'<a\b[^>]* href="#([^"]*)"[^>]*>', led, html)


_FRAME = re.compile(r'<table\b[^>]*class="dataframe[^"]*"[^>]*>(.*?)</table>', re.DOTALL)
_NUMBER = re.compile(r"<td>(\s*[-−+]?[\d.,]+(?:e[-+]?\d+)?\s*%?\s*|NaN|&lt;NA&gt;|NaT|None)</td>")


def tables(html: str, heading: str = "") -> str:
    """Pandas' tables as a page wants them: caption, scopes, figures to the right, room to scroll.

    Args:
        html: an output.
        heading: what the notebook last called its subject; the caption is made of it.

    Example:
        >>> out = tables('<table border="1" class="dataframe"><thead><tr><th></th><th>n</th></tr></thead>'
        ...              '<tbody><tr><th>0</th><td>1</td></tr></tbody></table>', "Hedges")
        >>> 'Table: Hedges' in out, '<th scope="row">0</th><td class="n">1</td>' in out
        (True, True)
    """
    number = 0

    def made(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        name = f"{heading or 'Values'}{f' ({number})' if number > 1 else ''}"
        name = re.sub(r"[*_`#]", "", name)
        inner = match[1].replace(' style="text-align: right;"', "")
        head, mark, body = inner.partition("</thead>")
        head = re.sub(r"<th(\s[^>]*)?>\s*</th>", "<td></td>", head)
        head = re.sub(r"<th\b", '<th scope="col"', head)
        body = re.sub(r"<th>\s*</th>", "<td></td>", body)
        body = re.sub(r"<th\b", '<th scope="row"', body)
        body = _NUMBER.sub(lambda m: f'<td class="n">{_empty(m[1])}</td>', body)
        head = _right(head, body)
        return (
            f'<div class="scroll" tabindex="0" role="group" aria-label="Table: {esc(name)}"><table>'
            f'<caption class="vh">{esc(name)}</caption>{head}{mark}{body}</table></div>'
        )

    return _FRAME.sub(made, html)


def _right(head: str, body: str) -> str:
    """Set the heads of columns of figures to the right, as their cells are."""
    first = re.search(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = re.findall(r"<t[hd]\b[^>]*>", first[1]) if first else []
    if head.count("<tr") != 1 or len(re.findall(r"<t[hd]\b", head)) != len(cells):
        return head
    numbers = iter(' class="n"' in cell for cell in cells)
    return re.sub(
        r"<t[hd]\b",
        lambda m: f"{m.group()}{' class=' + chr(34) + 'n' + chr(34) if next(numbers) else ''}",
        head,
    )


def _empty(value: str) -> str:
    return "" if value in ("NaN", "&lt;NA&gt;", "NaT", "None") else value


def pictures(html: str, alt: str) -> tuple[str, int]:
    """Markup in which every picture has a text, and how many had none.

    Example:
        >>> pictures('<img src="data:,"><img alt="b">', "a picture")
        ('<img src="data:," alt="a picture"><img alt="b">', 1)
    """
    count = 0

    def described(match: re.Match[str]) -> str:
        nonlocal count
        if re.search(r"\salt\s*=", match.group()):
            return match.group()
        count += 1
        return f'{match.group().rstrip("/>").rstrip()} alt="{esc(alt)}">'

    made = re.sub(r"<img\b[^>]*>", described, html)
    return made, count + html.count(f'aria-label="{esc(alt)}"')
