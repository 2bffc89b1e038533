"""Figures: drawn by matplotlib, wide and narrow, as SVG in the page's colours; each with its alt text and data."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.show.html import Html, esc, safe, slug
from framing.show.tabular import Grid
from framing.show.tabular import table as data_table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


Draw = Callable[["Figure", bool], None]

PALETTE = {
    "paper": "#ffffff", "wash": "#f7f5f0", "ink": "#1a1d21", "ink2": "#555b63", "line": "#d9d5cc", "hair": "#ebe8e1",
    "c1": "#0072b2", "c2": "#b84a00", "c3": "#00755a", "c4": "#8f2f68", "c5": "#5c4400",
    "c6": "#43308f", "c7": "#b3123c", "c8": "#2f3b2a", "cj": "#646a72",
    "t1": "#e7f2f9", "t2": "#fcebe0", "t3": "#def2ea", "t4": "#f8e8f1", "t5": "#faf0d6",
    "t6": "#ecebf9", "t7": "#fce8ec", "t8": "#e9ede3", "tj": "#efefed",
}  # fmt: skip
"""The colours of the light page; in an SVG each becomes the page's variable, so that it follows the theme."""

HATCHES = ("", "", "////", "||||", "xxxx", "----", "\\\\\\\\", "++++", "//--")
"""The pattern of each slot of camps; slot 0, for what has no colour of its own, is plain."""

WIDE, NARROW = 9.6, 3.4
"""The widths of the two drawings in inches."""

_HEAVY = 150_000  # an SVG beyond this many characters is drawn as a picture instead

_SETTINGS = {
    "svg.fonttype": "none", "svg.hashsalt": "framing", "text.parse_math": False, "font.size": 10.8,
    "text.color": PALETTE["ink"], "axes.labelcolor": PALETTE["ink"], "axes.edgecolor": PALETTE["cj"],
    "axes.facecolor": "none", "axes.titlesize": 10.8, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "axes.spines.top": False, "axes.spines.right": False, "axes.grid": False, "axes.axisbelow": True,
    "axes.unicode_minus": True, "grid.color": PALETTE["line"], "grid.linewidth": 0.72,
    "xtick.color": PALETTE["cj"], "ytick.color": PALETTE["cj"], "xtick.labelcolor": PALETTE["ink2"],
    "ytick.labelcolor": PALETTE["ink"], "xtick.labelsize": 9.7, "ytick.labelsize": 10.8, "ytick.major.size": 0,
    "hatch.linewidth": 1.2, "legend.frameon": False, "lines.color": PALETTE["ink"], "path.simplify": False,
    "figure.constrained_layout.use": True,
    "axes.prop_cycle": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Drawn(Html):
    """A figure as markup that can be drawn once more, for paper.

    Args:
        markup: as of any piece of HTML.
        draw: draws it into an empty matplotlib figure, wide or narrow.
        alt, caption, note: its words.
        data: the rows behind it.
        name: its id.
    """

    draw: Draw | None = None
    alt: str = ""
    caption: str = ""
    note: str = ""
    data: tuple[dict[str, Any], ...] = ()
    name: str = ""


def figure(draw: Draw, alt: str, caption: str, table: Any, *, note: str = "", id: str | None = None) -> Drawn:
    """A figure as a page shows it: caption, two drawings (one for small screens), and its data as a table.

    Args:
        draw: called as `draw(fig, wide)` with an empty matplotlib figure, 9.6 inches wide and then 3.4;
            it may set the height. Colours of `PALETTE` follow the page's theme.
        alt: what the chart shows, with its numbers, for who cannot see it. Required.
        caption: the finding in a few words.
        table: the numbers behind the figure: a DataFrame, a list of mappings, or ready HTML.
        note: what the reader must know to read the figure.
        id: the id of the element; derived from the words where not given.

    Raises:
        ValueError: if `alt` or `caption` is missing or empty.

    Example:
        >>> def draw(fig, wide):
        ...     fig.set_figheight(1)
        ...     fig.add_subplot().barh(["hedges"], [4], color=PALETTE["c1"])
        >>> html = figure(draw, "One bar: 4 hedges.", "Four hedges", [{"what": "hedges", "count": 4}])
        >>> 'class="f1"' in str(html), str(html).count('aria-label="One bar: 4 hedges."')
        (True, 2)
    """
    for name, value in (("alt", alt), ("caption", caption)):
        if not isinstance(value, str) or not value.strip():
            raise ValueError(
                f"figure: {name} is {value!r}, but every figure needs one: "
                f"say in words what the chart shows, numbers included."
                if name == "alt"
                else f"figure: {name} is {value!r}, but every figure needs one: say in a few words what it shows."
            )
    name = (
        slug(id)
        if id
        else "fig-" + hashlib.sha256(f"{alt}\0{caption}\0{note}".encode(errors="replace")).hexdigest()[:8]
    )
    wide = _drawing(draw, alt, f"{name}-w", wide=True)
    narrow = _drawing(draw, alt, f"{name}-n", wide=False)
    if len(wide) + len(narrow) > _HEAVY:
        plots = _picture(draw, alt)
    else:
        plots = f'<div class="plot wide">{wide}</div><div class="plot narrow">{narrow}</div>'
    data = table if isinstance(table, Html) else data_table(table, caption)
    lines = f"<span>{esc(note)}</span>" if note else ""
    return Drawn(
        f'<figure class="fig" id="{name}"><figcaption><b>{esc(caption)}</b>{lines}</figcaption>{plots}'
        f"<details><summary>Data behind this figure</summary>{data}</details></figure>",
        draw, alt, caption, note, tuple(data.rows) if isinstance(data, Grid) else (), name,
    )  # fmt: skip


def _figure(draw: Draw, wide: bool) -> Figure:
    from matplotlib.figure import Figure

    fig = Figure(figsize=(WIDE, 4.0) if wide else (NARROW, 3.4))
    fig.patch.set_visible(False)
    draw(fig, wide)
    fig.set_figwidth(WIDE if wide else NARROW)
    return fig


def settings() -> dict[str, Any]:
    """How matplotlib draws everything of ours."""
    from cycler import cycler

    return {**_SETTINGS, "axes.prop_cycle": cycler(color=[PALETTE[f"c{slot}"] for slot in range(1, 9)])}


def _drawing(draw: Draw, alt: str, prefix: str, *, wide: bool) -> str:
    """One drawing as SVG markup for a page, the same bytes for the same drawing."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    out = io.StringIO()
    with mpl.rc_context(settings()), warnings.catch_warnings():
        # A letter that the measuring font lacks is still there for the reader's own fonts.
        warnings.filterwarnings("ignore", message=r".*[Gg]lyph.*")
        fig = _figure(draw, wide)
        FigureCanvasSVG(fig).print_svg(out, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return _for_page(out.getvalue(), alt, prefix)


def _picture(draw: Draw, alt: str) -> str:
    """Both drawings as PNG on a white plate, for what would be too heavy as SVG."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    urls = []
    with mpl.rc_context(settings()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*[Gg]lyph.*")
        for wide in (True, False):
            out = io.BytesIO()
            fig = _figure(draw, wide)
            fig.patch.set_visible(True)
            fig.set_facecolor("#ffffff")
            fig.set_dpi(150)
            FigureCanvasAgg(fig).print_png(out, metadata={"Software": None})
            urls.append("data:image/png;base64," + base64.b64encode(out.getvalue()).decode())
    return (
        f'<picture class="plate"><source media="(min-width:900px)" srcset="{urls[0]}">'
        f'<img src="{urls[1]}" alt="{esc(alt)}"></picture>'
    )


# What a drawing says most often has a class in the style sheet.
_CLASSES = {
    "font-weight:700": "b", "font-weight:bold": "b", "text-anchor:middle": "c", "text-anchor:end": "e",
    "fill:var(--ink)": "fi", "fill:var(--ink2)": "m", "fill:var(--paper)": "fp", "fill:var(--wash)": "fw",
    "fill:var(--cj)": "fj", "fill:var(--tj)": "tj", "fill:var(--line)": "fl", "fill:none": "fn",
    "stroke:var(--cj)": "sj", "stroke:var(--ink)": "si", "stroke:var(--line)": "sl",
    "stroke-width:0.72": "w1", "stroke-width:1.08": "w2", "stroke-width:1.44": "w3", "stroke-width:1.4": "w4",
    "opacity:0.55": "o", "font-family:var(--serif)": "q",
    **{f"fill:var(--c{slot})": f"f{slot}" for slot in range(1, 9)},
    **{f"stroke:var(--c{slot})": f"s{slot}" for slot in range(1, 9)},
}  # fmt: skip
# The sizes of letters on a sheet, wide and narrow: words, notes, notes on notes, numbers in squares.
_SIZES = {"10.8px": "z1", "9.72px": "z2", "9.36px": "z3", "8.64px": "z4", "10.08px": "z5", "8.28px": "z6",
          "7.92px": "z7"}  # fmt: skip
_COLOURS = {hex_: name for name, hex_ in PALETTE.items()}
_HEX = re.compile(r"#[0-9a-f]{6}\b")
_NUMBER = re.compile(r"-?\d+\.\d+")
_STYLE = re.compile(r' style="([^"]*)"')


def _for_page(svg: str, alt: str, prefix: str) -> str:
    """Matplotlib's file as an element of a page: no prolog, short, own ids, the page's colours and fonts."""
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    box = re.search(r'viewBox="([^"]+)"', svg)
    body = svg[svg.index(">") + 1 :]
    # Groups are matplotlib's bookkeeping: without them a chart has half the size.
    body = re.sub(r'<g id="[^"]*">|<g>', "<g>", body)
    used = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', body))
    names = {name: f"{prefix}{position}" for position, name in enumerate(sorted(a or b for a, b in used))}
    body = re.sub(r' id="([^"]+)"', lambda m: f' id="{names[m[1]]}"' if m[1] in names else "", body)
    body = re.sub(r"url\(#([^)]+)\)", lambda m: f"url(#{names[m[1]]})", body)
    body = re.sub(r'xlink:href="#([^"]+)"', lambda m: f'href="#{names[m[1]]}"', body)
    body = _STYLE.sub(_restyle, body)
    body = re.sub(r' fill="(#[0-9a-f]{6})"', lambda m: f' style="fill:{_variable(m[1])}"', body)
    body = re.sub(r'(<pattern[^>]*) width="72" height="72">(.*?)</pattern>', _tile, body, flags=re.DOTALL)
    body = re.sub(r' transform="rotate\(-?0 [^"]*\)"', "", body)
    body = re.sub(r' transform="translate\(([^"]*)\) rotate\(-0\)"', r' transform="translate(\1)"', body)
    body = re.sub(r'(?<= d=")[^"]*', lambda m: _shorten(m.group()), body)
    body = re.sub(r'(?<= [xy]=")[^"]*', lambda m: _NUMBER.sub(_tenths, m.group()), body)
    body = re.sub(r">\s+<", "><", body)
    while "<g></g>" in body or "<defs></defs>" in body:
        body = body.replace("<g></g>", "").replace("<defs></defs>", "")
    body = _merge(_unwrap(_circles(body)))
    view = box[1] if box else "0 0 691.2 288"
    label = esc(" ".join(safe(alt).split()))
    body, size = _common_size(body)
    return f'<svg viewBox="{view}" role="img" aria-label="{label}"{size}>{body}'


_ROUND = re.compile(r'<defs><path id="([^"]+)" d="M0 ([\d.]+)C[^"]*z"[^>]*/></defs>')


def _circles(body: str) -> str:
    """Round marks as circles, those of one look in a group: a path of eight curves and as many uses are far longer."""
    for name, radius in _ROUND.findall(body):
        body = re.sub(
            rf'<use href="#{re.escape(name)}" x="([^"]*)" y="([^"]*)"([^>]*)/>',
            rf'<g\3><circle cx="\1" cy="\2" r="{radius}"/></g>', body,
        )  # fmt: skip
    body = _ROUND.sub("", body)
    return re.sub(
        r"(?:<g( [^>]*)><circle [^>]*/></g>)(?:<g\1><circle [^>]*/></g>)+",
        lambda m: f"<g{m[1]}>{''.join(re.findall(r'<circle [^>]*/>', m.group()))}</g>", body,
    )  # fmt: skip


def _common_size(body: str) -> tuple[str, str]:
    """Say the commonest size of letters once, for the whole drawing."""
    sizes = Counter(re.findall(r'(?<=style=")font-size:[\d.]+px(?=")', body))
    if not sizes:
        return body, ""
    common = min(sizes, key=lambda size: (-sizes[size], size))
    body = body.replace(f' style="{common}"', "")
    for size, name in _SIZES.items():
        body = body.replace(f'" style="font-size:{size}"', f' {name}"')
        body = body.replace(f'<text style="font-size:{size}"', f'<text class="{name}"')
    return body, f' style="{common}"'


def _unwrap(body: str) -> str:
    """Take out the groups that carry nothing."""
    kept: list[str] = []
    stack: list[bool] = []
    for piece in re.split(r"(<g>|<g [^>]*>|</g>)", body):
        if piece == "<g>":
            stack.append(False)
        elif piece.startswith("<g "):
            stack.append(True)
            kept.append(piece)
        elif piece == "</g>":
            if stack.pop():
                kept.append(piece)
        else:
            kept.append(piece)
    return "".join(kept)


_TILE = 24
"""The side of a pattern's tile; matplotlib's own of 72 repeats the same lines three times each way."""


def _tile(match: re.Match[str]) -> str:
    """A pattern with a smaller tile, and only the lines that cross it."""

    def crossing(path: re.Match[str]) -> str:
        kept = []
        for line in re.findall(r"M[^M]*", path.group()):
            x, y, to_x, to_y = (float(number) for number in re.findall(r"-?[\d.]+", line)[:4])
            edges = sorted({x, to_x}), sorted({y, to_y})
            if (
                x != to_x and y != to_y
            ):  # a slanting line crosses where its height over the tile's span meets it
                slope = (to_y - y) / (to_x - x)
                edges = [0.0, float(_TILE)], sorted((y - slope * x, y + slope * (_TILE - x)))
            if all(span[0] <= _TILE and span[-1] >= 0 for span in edges):
                kept.append(line.strip())
        return "".join(kept)

    lines = re.sub(r'(?<= d=")[^"]*', crossing, match[2])
    lines = re.sub(r'<rect[^>]*fill="none"[^>]*/>', "", lines, count=1)
    return f'{match[1]} width="{_TILE}" height="{_TILE}">{lines}</pattern>'


_PATHS = re.compile(r'(?:<path d="[^"]*"[^>]*/>){2,}')
_PATH = re.compile(r'<path d="([^"]*)"([^>]*)/>')


def _merge(body: str) -> str:
    """Make one path of neighbours that are drawn alike."""

    def together(match: re.Match[str]) -> str:
        groups: list[tuple[str, list[str]]] = []
        for path, style in _PATH.findall(match.group()):
            if groups and groups[-1][0] == style and "opacity" not in style:
                groups[-1][1].append(path)
            else:
                groups.append((style, [path]))
        return "".join(f'<path d="{"".join(paths)}"{style}/>' for style, paths in groups)

    return _PATHS.sub(together, body)


def _tenths(match: re.Match[str]) -> str:
    short = f"{float(match.group()):.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def _shorten(path: str) -> str:
    """A path with tenths of a point, level lines as H and upright ones as V."""
    path = re.sub(r"\s*([MLzCQ])\s*", r"\1", _NUMBER.sub(_tenths, path)).strip()
    if "C" in path or "Q" in path:
        return path
    made = []
    x = y = ""
    for command, words in re.findall(r"([MLz])([^MLz]*)", path):
        numbers = words.split()
        if command == "L" and len(numbers) == 2 and numbers[1] == y:
            made.append(f"H{numbers[0]}")
        elif command == "L" and len(numbers) == 2 and numbers[0] == x:
            made.append(f"V{numbers[1]}")
        else:
            made.append(command + " ".join(numbers))
        if len(numbers) == 2:
            x, y = numbers
    return "".join(made)


def _restyle(match: re.Match[str]) -> str:
    kept = []
    for rule in match[1].split(";"):
        key, _, value = (part.strip() for part in rule.partition(":"))
        if key == "font-family" and value.startswith("'DejaVu Serif'"):
            kept.append("font-family:var(--serif)")  # the article's own words
            continue
        if key in (
            "font-family",
            "stroke-linejoin",
            "stroke-linecap",
            "stroke-dashoffset",
            "stroke-miterlimit",
            "",
        ):
            continue
        if (key, value) in (("text-anchor", "start"), ("stroke-width", "1"), ("font-weight", "400")):
            continue
        if key == "fill" and value == PALETTE["ink"] and "font-size" in match[1]:
            continue  # text without a colour takes the page's ink
        if key == "font" and "px" in value:  # the short form: weight and size, then families
            size = re.search(r"([\d.]+)px", value)
            weight = re.match(r"(?:\w+ )*?(\d00|bold) ", value)
            kept.append(f"font-size:{size[1] if size else 10.8}px")
            if weight:
                kept.append(f"font-weight:{weight[1]}")
            continue
        kept.append(f"{key}:{_HEX.sub(lambda m: _variable(m.group()), value)}")
    named = [_CLASSES[rule] for rule in kept if rule in _CLASSES]
    rest = ";".join(rule for rule in kept if rule not in _CLASSES)
    return (f' class="{" ".join(named)}"' if named else "") + (f' style="{rest}"' if rest else "")


def _variable(colour: str) -> str:
    name = _COLOURS.get(colour)
    return f"var(--{name})" if name else colour
