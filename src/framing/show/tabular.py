"""Tables that a page shows: caption, scopes, figures to the right, and room to scroll on a small screen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from framing.show.html import Html, esc


@dataclass(frozen=True, slots=True, repr=False)
class Grid(Html):
    """A table as markup that still knows its columns and cells.

    Args:
        markup: as of any piece of HTML.
        columns: the names of its columns.
        cells: its rows, as they were given.
    """

    columns: tuple[str, ...] = ()
    cells: tuple[tuple[Any, ...], ...] = ()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows for a spreadsheet: markup as its words, numbers as numbers.

        Example:
            >>> markup(["Voice", "Words"], [[Html("<b>All</b>"), "1,204"]], "Words", ()).rows
            [{'Voice': 'All', 'Words': 1204}]
        """
        return [
            {name: _plain(value) for name, value in zip(self.columns, row, strict=True)} for row in self.cells
        ]


_FIGURE = re.compile(r"[+−-]?\d[\d,]*(\.\d+)?")


def _plain(value: Any) -> Any:
    if isinstance(value, Html):
        value = " ".join(unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br\s*/?>", " ", value.markup))).split())
    if isinstance(value, str) and (found := _FIGURE.fullmatch(value)):
        number = value.replace(",", "").replace("−", "-")
        return float(number) if found[1] else int(number)
    return value


def table(
    rows: Any,
    caption: str,
    *,
    numeric: Collection[str] | None = None,
    limit: int = 200,
    hide_caption: bool = False,
) -> Grid:
    """A table for a page, from a DataFrame or from mappings; cells may be `Html`, anything else is escaped.

    Args:
        rows: a DataFrame (its index is not shown unless it has a name), or mappings with the same keys.
        caption: what the table holds.
        numeric: the columns set to the right; by default those whose cells are all numbers.
        limit: how many rows are shown; a last line tells how many more there are.
        hide_caption: keep the caption for screen readers only.

    Raises:
        ValueError: if `caption` is empty.

    Example:
        >>> html = str(table([{"camp": "<EU>", "statements": 1}], "Statements by camp"))
        >>> '<th scope="row">&lt;EU&gt;</th><td class="n">1</td>' in html, "<caption>Statements by camp<" in html
        (True, True)
    """
    if not caption.strip():
        raise ValueError("table: the caption is empty, but every table needs one: say what its rows are.")
    columns, cells = _columns(rows)
    shown = cells[: max(0, limit)]
    right = set(numeric) if numeric is not None else {
        name for position, name in enumerate(columns)
        if cells and all(_number(row[position]) for row in cells) and any(row[position] is not None for row in cells)
    }  # fmt: skip
    return markup(columns, shown, caption, right, more=len(cells) - len(shown), hide_caption=hide_caption)


def markup(
    columns: Sequence[str], cells: Iterable[Sequence[Any]], caption: str, right: Collection[str], *,
    more: int = 0, hide_caption: bool = False,
) -> Grid:  # fmt: skip
    """The markup of a table; the first cell of a row is its heading."""
    numbers = [name in right for name in columns]
    head = "".join(
        f'<th scope="col"{_n(number)}>{esc(name)}</th>' if str(name).strip() else "<td></td>"
        for name, number in zip(columns, numbers, strict=True)
    )
    body = []
    cells = [tuple(row) for row in cells]
    for row in cells:
        parts = [f'<th scope="row"{_n(numbers[0])}>{_cell(row[0])}</th>'] if columns else []
        parts += [
            f"<td{_n(number)}>{_cell(value)}</td>" for value, number in zip(row[1:], numbers[1:], strict=True)
        ]
        body.append(f"<tr>{''.join(parts)}</tr>")
    if more > 0:
        body.append(f'<tr><td colspan="{max(1, len(columns))}">and {more:,} more</td></tr>')
    if not body:
        body.append(f'<tr><td colspan="{max(1, len(columns))}">none</td></tr>')
    hidden = ' class="vh"' if hide_caption else ""
    return Grid(
        f'<div class="scroll" tabindex="0" role="group" aria-label="Table: {esc(caption)}"><table>'
        f"<caption{hidden}>{esc(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>",
        tuple(map(str, columns)), tuple(tuple(row) for row in cells),
    )  # fmt: skip


def _columns(rows: Any) -> tuple[list[str], list[list[Any]]]:
    if hasattr(rows, "columns") and hasattr(rows, "itertuples"):
        index = rows.index.name is not None
        columns = ([str(rows.index.name)] if index else []) + [str(name) for name in rows.columns]
        return columns, [list(row) for row in rows.itertuples(index=index, name=None)]
    listed: list[Mapping[str, Any]] = list(rows)
    columns = list(dict.fromkeys(name for row in listed for name in row))
    return [str(name) for name in columns], [[row.get(name) for name in columns] for row in listed]


def _number(value: Any) -> bool:
    return value is None or (hasattr(value, "__float__") and not isinstance(value, str | Html))


def _n(number: bool) -> str:
    return ' class="n"' if number else ""


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and value != value) or str(value) in ("<NA>", "NaT"):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) or (hasattr(value, "dtype") and getattr(value.dtype, "kind", "") == "f"):
        number = float(value)
        text = f"{number:,.0f}" if number == int(number) and abs(number) >= 1 else f"{number:,.2f}"
        return text.replace("-", "−")
    if isinstance(value, int) or (hasattr(value, "dtype") and getattr(value.dtype, "kind", "") in "iu"):
        return f"{int(value):,}".replace("-", "−")
    if isinstance(value, list | tuple | set):
        return esc(", ".join(str(part) for part in value))
    return esc(value)
