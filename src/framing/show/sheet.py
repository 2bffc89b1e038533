"""A sheet to draw on: a matplotlib figure measured in pixels, with the design's bars, tokens and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.show.figures import HATCHES, PALETTE
from framing.show.html import safe

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from framing.study.camp_styles import CampStyle
    from framing.study.said import Said

WIDE, NARROW = 960, 340

_POINTS = 0.72  # a pixel of the design in points


class Sheet:
    """A figure to draw on, x to the right and y downwards in pixels; without axes, which cost more than the drawing.

    Args:
        fig: an empty figure.
        wide: whether it is the wide drawing (960 pixels) or the narrow one (340).
        height: of the sheet, in pixels.
    """

    def __init__(self, fig: Figure, wide: bool, height: float) -> None:
        from matplotlib.transforms import Affine2D

        self.wide = wide
        self.width = WIDE if wide else NARROW
        self.size = 15.0 if wide else 13.0
        # On paper a column decides the width, and letters and lines shrink with the drawing.
        scale = fig.get_figwidth() / (self.width / 100)
        self.scale, self.points = scale, _POINTS * scale
        tall = max(height, 24) / 100 * scale
        fig.set_layout_engine("none")
        fig.set_figheight(tall)
        self.figure: Any = fig
        self.pixels: Any = (
            Affine2D().scale(0.01 * scale, -0.01 * scale).translate(0, tall) + fig.dpi_scale_trans
        )

    def text(
        self, x: float, y: float, words: str, *, colour: str = "ink", size: float = 0, bold: bool = False,
        align: str = "left", serif: bool = False,
    ) -> None:  # fmt: skip
        """Words with their base line at `y`; `size` is added to the sheet's own."""
        self.figure.text(
            x, y, safe(words), transform=self.pixels, color=PALETTE[colour], fontsize=(self.size + size) * self.points,
            ha=align, va="baseline", fontweight="bold" if bold else "normal", family="serif" if serif else None,
        )  # fmt: skip

    def note(self, x: float, y: float, words: str, *, align: str = "left", serif: bool = False) -> None:
        """Words in the second ink, a little smaller."""
        self.text(x, y, words, colour="ink2", size=-1.5 if self.wide else -1, align=align, serif=serif)

    def bar(self, x: float, y: float, width: float, height: float, camp: CampStyle | None) -> None:
        """A bar in a camp's colour and pattern; the journalist's is an outline."""
        if width > 0:
            self.bars([(x, width)], y, height, camp)

    def bars(self, spans: list[tuple[float, float]], y: float, height: float, camp: CampStyle | None) -> None:
        """Several bars on one line, as `(left, width)`."""
        if not spans:
            return
        slot = camp.slot if camp else 0
        boxes = [(left, y, width, height) for left, width in spans]
        if not slot:
            self._patch(boxes, facecolor=PALETTE["tj"], edgecolor=PALETTE["cj"], linewidth=self.points)
            return
        self._patch(boxes, facecolor=PALETTE[f"c{slot}"], linewidth=0)
        if HATCHES[slot]:
            self._patch(
                boxes,
                facecolor="none",
                edgecolor=PALETTE[f"t{slot}"],
                linewidth=0,
                hatch=HATCHES[slot],
                alpha=0.55,
            )

    def _patch(self, boxes: list[tuple[float, float, float, float]], **look: Any) -> None:
        """Rectangles as one path."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        corners: list[tuple[float, float]] = []
        codes: list[int] = []
        for x, y, width, height in boxes:
            corners += [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            codes += [int(Path.MOVETO), *[int(Path.LINETO)] * 3, int(Path.CLOSEPOLY)]
        self.figure.add_artist(PathPatch(Path(corners, codes), transform=self.pixels, **look))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "wash", line: str | None = None,
        weight: float = 1.0, dashed: bool = False,
    ) -> None:  # fmt: skip
        """A rectangle in one of the palette's colours."""
        edge = PALETTE[line] if line else "none"
        style: Any = (0, (2.2, 1.4)) if dashed else "-"
        self._patch([(x, y, width, height)], facecolor=PALETTE[fill], edgecolor=edge,
                    linewidth=weight * self.points if line else 0, linestyle=style)  # fmt: skip

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, *, colour: str = "line", weight: float = 1.0,
        dotted: bool = False,
    ) -> None:  # fmt: skip
        """A straight line."""
        self._line([x, to_x], [y, to_y], color=PALETTE[colour], linewidth=weight * self.points, solid_capstyle="butt",
                   linestyle=(0, (1.5, 2)) if dotted else "-")  # fmt: skip

    def _line(self, xs: list[float], ys: list[float], **look: Any) -> None:
        from matplotlib.lines import Line2D

        self.figure.add_artist(Line2D(xs, ys, transform=self.pixels, **look))

    def token(self, x: float, y: float, said: Said, side: float) -> None:
        """The numbered square of a statement: filled for a name, outlined for a role, dashed for no one."""
        colour = f"c{said.camp.slot}" if said.camp.slot else "cj"
        if said.mark:
            self.box(
                x + 1,
                y + 1,
                side - 2,
                side - 2,
                fill="paper",
                line=colour,
                weight=2,
                dashed=said.mark == "ag",
            )
        else:
            self.box(x, y, side, side, fill=colour)
        digits = len(str(said.number))
        size = side * (0.5 if digits < 3 else 0.38)
        self.text(x + side / 2, y + side / 2 + size * 0.36, str(said.number), colour=colour if said.mark else "paper",
                  size=size - self.size, bold=True, align="center")  # fmt: skip

    def arc(self, x: float, to: float, y: float, height: float, *, dashed: bool, weight: float = 1.6) -> None:
        """An arc over a base line, with a head where it lands."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        peak = y - 1.3 * height
        curve = Path([(x, y), (x, peak), (to, peak), (to, y)], [Path.MOVETO, *[Path.CURVE4] * 3])
        self.figure.add_artist(
            PathPatch(curve, transform=self.pixels, facecolor="none", edgecolor=PALETTE["ink"],
                      linewidth=weight * self.points, linestyle=(0, (2.5, 1.9)) if dashed else "-")
        )  # fmt: skip
        head = Path([(to - 4, y - 7), (to + 4, y - 7), (to, y), (to - 4, y - 7)],
                    [Path.MOVETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY])  # fmt: skip
        self.figure.add_artist(
            PathPatch(head, transform=self.pixels, facecolor=PALETTE["ink"], linewidth=0)
        )

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """What marks a doubt, over what is there."""
        self._patch([(x, y, width, height)], facecolor="none", edgecolor=PALETTE["paper"], linewidth=0,
                    hatch="//////")  # fmt: skip

    def dots(
        self, xs: list[float], ys: list[float], colour: str, *, filled: bool, side: float, square: bool = False
    ) -> None:  # fmt: skip
        """Round marks, or square ones, over whatever is there."""
        self._line(xs, ys, linestyle="none", marker="s" if square else "o", markersize=side * self.points, markeredgewidth=1.4 * self.scale,
                   markerfacecolor=PALETTE[colour if filled else "paper"], markeredgecolor=PALETTE[colour])  # fmt: skip

    def mean(self, x: float, y: float) -> None:
        """The triangle that stands for a mean."""
        self._line(
            [x],
            [y],
            linestyle="none",
            marker="v",
            markersize=6.5 * self.scale,
            markeredgewidth=0,
            markerfacecolor=PALETTE["ink"],
        )

    def lines(
        self, words: str, pixels: float, *, most: int = 2, size: float = 0, bold: bool = False
    ) -> list[str]:
        """Words broken into lines of about so many pixels; the last of `most` is cut where there are more."""
        flat = " ".join(words.split())
        made = [""]
        for word in flat.split():
            longer = f"{made[-1]} {word}".strip()
            if len(longer) <= self._most(pixels, size, bold) or not made[-1]:
                made[-1] = longer
            else:
                made.append(word)
        if len(made) > most:
            made = [*made[: most - 1], " ".join(made[most - 1 :])]
        return [self.fit(line, pixels, size=size, bold=bold) for line in made]

    def label(
        self, x: float, y: float, words: str, pixels: float, *, bold: bool = False, serif: bool = False
    ) -> None:
        """Words on one line or two, their middle at the height `y`."""
        made = self.lines(words, pixels, bold=bold)
        step = self.size + 2
        for number, line in enumerate(made):
            self.text(x, y + 5 + step * (number - (len(made) - 1) / 2), line, bold=bold, serif=serif)

    def _most(self, pixels: float, size: float, bold: bool) -> int:
        """How many letters fit into so many pixels, about."""
        return max(1, int(pixels / ((self.size + size) * (0.54 if bold else 0.49))))

    def fit(self, words: str, pixels: float, *, size: float = 0, bold: bool = False) -> str:
        """Words cut to about so many pixels, with an ellipsis where something is missing."""
        most = self._most(pixels, size, bold)
        flat = " ".join(words.split())
        return flat if len(flat) <= most else flat[: max(1, most - 1)].rstrip() + "…"


def breadth(words: str, size: float, bold: bool = False) -> float:
    """About how many pixels words take in a plain sans-serif letter.

    Example:
        >>> breadth("12", 15) > breadth("1", 15)
        True
    """
    return len(words) * size * (0.6 if bold else 0.54)
