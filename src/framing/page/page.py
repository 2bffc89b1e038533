"""The page: a notebook's prose and outputs as one HTML file that needs nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from framing.page import mend
from framing.page.clean import clean, policy
from framing.page.styles import used
from framing.show.html import esc, safe
from framing.show.style import stylesheet

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["Prepare", "shell", "stylesheet", "template_dir", "to_html"]

FOOTER = (
    "The article’s words belong to its publisher and are shown for analysis. Counts describe "
    "wording; they do not judge truth."
)

_FRAME = '<a class="skip"><b class="mast wrap foot">'
"""What the template itself puts around a page's body, for its style."""

STORY = '<div class="story"'
"""How the page of one article begins."""

WALL = '<div class="wall"'
"""How the strips of a corpus begin."""

_HIDDEN = frozenset({"remove_cell", "remove-cell", "hide", "hide_cell", "hide-cell"})
_SILENT = frozenset({"remove_output", "remove-output", "hide_output", "hide-output"})
_BY_ITSELF = "A picture made by this notebook; it has no description."


def template_dir() -> Path:
    """Where the template for nbconvert lies, for `jupyter nbconvert --to html --template <this path>`.

    Example:
        >>> sorted(path.suffix for path in template_dir().glob("index*"))
        ['.j2']
    """
    return Path(str(resources.files("framing").joinpath("resources", "template")))


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment

    # The same file serves nbconvert, which escapes nothing: the template says `|e` wherever something goes in.
    source = (template_dir() / "index.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, keep_trailing_newline=True).from_string(source)


@lru_cache(maxsize=4)
def _script(story: bool = False, wall: bool = False) -> str:
    """The page's script; that of an article's page also takes corrections, follows the reader and saves figures.

    That of a corpus sorts its strips.
    """
    own = ("wrong.js", "map.js", "figures.js") if story else ("sections.js",)
    names = ("page.js", *own, *(("wall.js",) if wall else ()))
    return "\n".join((template_dir() / name).read_text(encoding="utf-8").strip() for name in names)


def shell(
    title: str, body: str, *, lang: str = "en-GB", description: str = "", nav: Iterable[tuple[str, str]] = (),
    footer: str = "", css: str = "", script: str = "", brand: str = "Framing reports", forms: bool = False,
) -> str:  # fmt: skip
    """A whole page around a body: head, style, skip link, banner, main, footer.

    Args:
        title: of the document, plain text.
        body: markup for inside `main`, with the one h1.
        lang: the language of the page.
        description: of the document, plain text.
        nav: labels and addresses for the banner.
        footer: plain text for the foot of the page.
        css, script: added to the page's own; the page must work without the script.
        brand: the words at the left of the banner.
        forms: whether its forms may be sent, to where the page came from.

    Example:
        >>> page = shell("A <title>", "<h1>One</h1>")
        >>> "<title>A &lt;title&gt;</title>" in page, page.count("<h1>")
        (True, 1)
    """
    page = _parts(
        title=title, lang=lang, description=description, brand=brand, nav=nav, main=body, footer=footer or FOOTER,
        css=css, script=script, forms=forms,
    )  # fmt: skip
    return str(_template().render(resources={"framing_page": page}))


def _parts(
    *, title: str, lang: str, description: str, brand: str, nav: Iterable[tuple[str, str]], main: str, footer: str,
    css: str, script: str, forms: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What the template fills in: words as they are, markup marked as such."""
    links = Markup("").join(
        Markup('<a href="{}">{}</a>').format(safe(href), safe(label)) for label, href in nav
    )
    return {
        "title": safe(title), "lang": safe(lang), "description": safe(description), "brand": safe(brand), "nav": links,
        "css": Markup(used(f"{stylesheet()}\n{css}", f"{_FRAME}{main}", script)), "main": Markup(main),
        "footer": Markup("<p>{}</p>").format(safe(footer)), "script": Markup(script),
        "policy": Markup(policy((script,) if script else (), forms=forms)),
    }  # fmt: skip


def to_html(
    notebook: Mapping[str, Any], *, title: str | None = None, lang: str = "en-GB", description: str = "",
    nav: Iterable[tuple[str, str]] = (), footer: str = "", code: bool = False, brand: str = "Framing report",
    **resources: Any,
) -> str:  # fmt: skip
    """An executed notebook as a page: prose and outputs, no inputs, no prompts, nothing from outside.

    The same bytes for the same notebook; needs no nbconvert.

    Args:
        notebook: a notebook node, or the mapping that its JSON holds.
        title: of the document; the first heading of the notebook where not given.
        lang: the language of the page.
        description: of the document; the finding where there is one.
        nav: labels and addresses for the banner, before the page's own.
        footer: plain text for the foot.
        code: show each cell's code behind a line that opens it.
        brand: the words at the left of the banner.
        **resources: ignored; what nbconvert would be given.

    Example:
        >>> cell = {"cell_type": "markdown", "metadata": {}, "source": "# Tea\\n\\nIs *served*."}
        >>> html = to_html({"cells": [cell], "metadata": {}})
        >>> "<h1>Tea</h1>" in html, "<em>served</em>" in html, "<title>Tea</title>" in html
        (True, True, True)
    """
    made = _compose(notebook, code=code)
    links = [*nav, *made.links]
    foot = footer or FOOTER
    if made.undescribed:
        noun = "picture" if made.undescribed == 1 else "pictures"
        foot += f" {made.undescribed} {noun} on this page came without a description."
    return shell(
        title or made.title or "A notebook", made.main, lang=lang, description=description or made.title, nav=links,
        footer=foot, script=_script(STORY in made.main, WALL in made.main), brand=brand,
    )  # fmt: skip


class Prepare:
    """What nbconvert calls before it renders the template: composes the page from the notebook.

    Args:
        enabled: as nbconvert's preprocessors have it.
        **options: ignored.
    """

    def __init__(self, enabled: bool = True, **options: Any) -> None:
        self.enabled = enabled

    def __call__(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook as it was, and resources with the page under `framing_page`."""
        made = _compose(nb)
        metadata = nb.get("metadata", {}) if hasattr(nb, "get") else {}
        title = (
            metadata.get("title") or made.title or resources.get("metadata", {}).get("name") or "A notebook"
        )
        resources["framing_page"] = _parts(
            title=title, lang="en-GB", description=made.title, brand="Framing report", nav=made.links, main=made.main,
            footer=FOOTER, css="", script=_script(STORY in made.main, WALL in made.main),
        )  # fmt: skip
        return nb, resources


@dataclass(frozen=True)
class _Made:
    main: str
    title: str
    links: list[tuple[str, str]]
    undescribed: int


def _compose(notebook: Mapping[str, Any], *, code: bool = False) -> _Made:
    """The inside of `main`: the finding, the list of sections, then everything else in its order."""
    pieces: list[str] = []
    heading = ""
    for cell in notebook.get("cells", ()):
        tags = set(cell.get("metadata", {}).get("tags", ()))
        if tags & _HIDDEN:
            continue
        source = _text(cell.get("source", ""))
        if cell.get("cell_type") == "markdown":
            pieces.append(f'<div class="prosecell">{_markdown(source)}</div>')
            heading = next(iter(re.findall(r"(?m)^#+\s+(.+?)\s*$", source)[-1:]), heading)
        elif cell.get("cell_type") == "code":
            if code and source.strip():
                pieces.append(
                    '<details class="code"><summary>Code of this cell</summary><pre class="plain" '
                    f'tabindex="0">{esc(source)}</pre></details>'
                )
            if not tags & _SILENT:
                pieces += [made for output in cell.get("outputs", ()) if (made := _output(output, heading))]
    pieces = mend.unique_ids(pieces)
    hero = [piece for piece in pieces if '<section class="hero"' in piece]
    rest = [piece for piece in pieces if '<section class="hero"' not in piece]
    rest, title = _one_h1(hero, rest)
    body = mend.heading_ids("\n".join(rest))
    undescribed = 0
    page = "\n".join(hero) + body
    entries = _entries(page)
    # The page of one article is read from its top: the article itself comes first, not a list of sections.
    toc = "" if any(piece.startswith(STORY) for piece in hero) else _toc(entries)
    lead = f'<div class="wrap">{"".join(hero)}</div>' if hero else ""
    bare = "" if toc else ' style="grid-template-columns:minmax(0,1fr)"'
    main = f'{lead}<div class="wrap grid"{bare}>{toc}<div>\n{body}\n</div></div>'
    main, undescribed = mend.pictures(main, _BY_ITSELF)
    main = mend.fragments(main)
    anchors = set(re.findall(r' id="([^"]+)"', main))
    links = [
        (label, f"#{name}")
        for name, label in (("text", "Article"), ("prov", "Provenance"))
        if name in anchors
    ]
    return _Made(main, title, links, undescribed)


def _text(source: Any) -> str:
    return source if isinstance(source, str) else "".join(source or ())


@lru_cache(maxsize=2)
def _renderer(escape: bool) -> Any:
    import mistune

    return mistune.create_markdown(escape=escape, plugins=["table", "strikethrough", "footnotes"])


def _markdown(source: str, *, trusted: bool = True) -> str:
    """Prose as markup; HTML inside it stays only where the notebook's author wrote it."""
    html = clean(str(_renderer(not trusted)(source)))
    html = html.replace("<th>", '<th scope="col">').replace("<th style", '<th scope="col" style')
    return html.replace(
        "<table>", '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>'
    ).replace("</table>", "</table></div>")


_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


def _output(output: Mapping[str, Any], heading: str) -> str:
    """One output as markup: HTML, else a picture, else prose; plain text only where it was printed."""
    kind = output.get("output_type")
    if kind == "stream":
        text = _ANSI.sub("", _text(output.get("text", ""))).strip("\n")
        if output.get("name") == "stderr" or not text.strip():
            return ""
        return (
            '<div class="outcell"><pre class="plain" tabindex="0" role="group" '
            f'aria-label="Printed">{esc(text)}</pre></div>'
        )
    if kind == "error":
        words = f"{output.get('ename', 'Error')}: {output.get('evalue', '')}"
        return f'<div class="outcell"><p class="caveat"><b>This cell failed.</b> {esc(_ANSI.sub("", words))}</p></div>'
    data = output.get("data", {})
    metadata = output.get("metadata", {})
    if "text/html" in data:
        raw = _text(data["text/html"])
        html = clean(mend.unwrap(raw)) if mend.own(raw) else mend.tables(clean(raw), heading)
        return (
            html
            if '<section class="' in html[:40] or html.startswith(STORY)
            else f'<div class="outcell">{html}</div>'
        )
    if "image/svg+xml" in data:
        svg = _text(data["image/svg+xml"])
        svg = clean(svg[svg.find("<svg") :])
        label = esc(_alt(metadata, "image/svg+xml") or _BY_ITSELF)
        svg = (
            re.sub(r"<svg\b", f'<svg role="img" aria-label="{label}"', svg, count=1)
            if "aria-label" not in svg[:400]
            else svg
        )
        return f'<figure class="fig"><div class="plot plate">{svg}</div></figure>'
    for mime in ("image/png", "image/jpeg", "image/gif", "image/webp"):
        if mime in data:
            alt = _alt(metadata, mime)
            described = f' alt="{esc(alt)}"' if alt else ""
            picture = "".join(_text(data[mime]).split())
            return f'<figure class="fig plate"><img src="data:{mime};base64,{picture}"{described}></figure>'
    if "text/markdown" in data:
        return f'<div class="prosecell">{_markdown(_text(data["text/markdown"]), trusted=False)}</div>'
    return ""


def _alt(metadata: Mapping[str, Any], mime: str) -> str:
    own = metadata.get(mime, {})
    return str((own.get("alt") if isinstance(own, Mapping) else "") or metadata.get("alt") or "")


def _one_h1(hero: Sequence[str], rest: list[str]) -> tuple[list[str], str]:
    """Exactly one h1: the finding's, else the notebook's first; the title that it gives."""
    found = re.search(r"<h1\b[^>]*>(.*?)</h1>", "".join(hero), re.DOTALL)
    title = _plain(found[1]) if found else ""
    kept = []
    for piece in rest:
        if found is None and (first := re.search(r"<h1\b[^>]*>(.*?)</h1>", piece, re.DOTALL)):
            found, title = first, _plain(first[1])
            before, after = piece[: first.end()], piece[first.end() :]
            kept.append(before.replace('class="prosecell"', 'class="prosecell lead"', 1) + _demote(after))
        elif hero and (
            only := re.fullmatch(r'<div class="prosecell">\s*<h1\b[^>]*>.*?</h1>(.*)</div>', piece, re.DOTALL)
        ):
            # The finding is the heading; the notebook's own title would only repeat what the page is.
            kept.append(f'<div class="prosecell">{_demote(only[1])}</div>' if only[1].strip() else "")
        else:
            kept.append(_demote(piece))
    if found is None:
        kept.insert(0, '<div class="prosecell lead"><h1>A notebook</h1></div>')
    return [piece for piece in kept if piece], title


def _demote(html: str) -> str:
    return re.sub(r"<(/?)h1\b", r"<\1h2", html)


def _plain(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", "", html).split()))


def _entries(html: str) -> list[tuple[str, str, str]]:
    """The sections of the page: id, number, words."""
    found = []
    if 'id="top"' in html:
        found.append(("top", "1", "The finding"))
    for name, words in re.findall(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', html, re.DOTALL):
        number = re.match(r"<i>(.*?)</i>", words)
        text = _plain(words[number.end() :] if number else words)
        found.append((name.removesuffix("-h") if f'id="{name.removesuffix("-h")}"' in html else name,
                      _plain(number[1]) if number else "", text))  # fmt: skip
    return found


def _toc(entries: Sequence[tuple[str, str, str]]) -> str:
    if len(entries) < 2:
        return ""
    items = "".join(
        f'<li><a href="#{esc(name)}">{f"<i>{esc(number)}</i> " if number else ""}'
        f"<span>{esc(text.rstrip('?'))}</span></a></li>"
        for name, number, text in entries
    )
    return f'<nav class="toc" aria-labelledby="toc-h"><h2 id="toc-h">On this page</h2><ol>{items}</ol></nav>'
