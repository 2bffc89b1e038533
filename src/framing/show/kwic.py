"""The concordance: every mark in its sentence, with its voice, its reason and its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from framing.layers.registry import further, listed
from framing.show.html import Html, esc
from framing.show.model import View, view
from framing.show.parts import chip, trust, voice
from framing.show.parts import where as place
from framing.study.article_page import Page
from framing.study.said import Mark, Said

if TYPE_CHECKING:
    from framing.layers.registry import Layer
    from framing.tables import Tables

    Where = Mapping[str, Any] | Callable[[Mapping[str, Any]], bool] | None
    from framing.study.camp_styles import Sides


def concordance(
    tables: Tables | View, layer: str, *, where: Where = None, limit: int = 60, caption: str | None = None,
    camps: Sides = None,
) -> Html:  # fmt: skip
    """Words in their sentences, a line each, linked to their place in the text.

    Args:
        tables: tables, or a view of them.
        layer: statements, or a layer that marks words: hedges, loaded, names, and those of other packages.
        where: which lines to take: values by name, as `{"voice": "journalist"}`, or a function of such a
            mapping; the names are article_id, text, kind, voice (journalist, paraphrase, quoted), camp,
            region, why, and for hedges also category, for names referent and connotation.
        limit: how many lines are shown; a last line tells how many more there are.
        caption: what the lines are.
        camps: as for `view`.

    Raises:
        ValueError: for another layer.

    Example:
        >>> from framing.tables import Tables
        >>> rows = {"articles": [{"article_id": "a", "text": "Snow may fall.", "words": 3}],
        ...         "hedges": [{"article_id": "a", "start": 5, "end": 8, "text": "may", "category": "hedge",
        ...                     "voice": "journalist", "rule": "may"}]}
        >>> "<b>may</b>" in str(concordance(Tables.from_rows(rows), "hedges", where={"category": "hedge"}))
        True
    """
    known = listed()
    if layer not in known:
        raise ValueError(f"there is no concordance of '{layer}'; allowed are {', '.join(known)}.")
    declared = known[layer].lines
    assert declared is not None
    v = view(tables, camps)
    lines: list[Mark | Said] = list(v.said) if known[layer].marks is None else list(v.marks(layer))
    test = _test(where)
    kept = [line for line in lines if test(_fields(line))]
    title = caption or f"{declared.caption}: {len(kept):,}"
    body = "".join(_line(v, known[layer], line) for line in kept[: max(0, limit)])
    if len(kept) > limit:
        body += f'<tr role="row"><td role="cell" colspan="5">and {len(kept) - limit:,} more</td></tr>'
    if not kept:
        body = '<tr role="row"><td role="cell" colspan="5">none</td></tr>'
    heads = [
        "Text before",
        f"{declared.noun.capitalize()} and text after",
        "Kind",
        "Voice",
        "Why it is marked",
    ]
    head = "".join(
        f'<th role="columnheader" scope="col"{" class=l" if number == 0 else ""}>{name}</th>'
        for number, name in enumerate(heads)
    )
    return Html(
        f'<div class="kwic"><div class="scroll" tabindex="0" role="group" aria-label="Table: {esc(title)}">'
        f'<table role="table"><caption>{esc(title)}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div></div>'
    )


def others(v: View, *, accuracy: Mapping[str, Any] | None = None) -> list[Html]:
    """What the layers of other packages marked: for each what it finds, how far to trust it, and its lines.

    Args:
        v: a view.
        accuracy: measured figures, as for `trust`.

    Example:
        >>> from framing.tables import Tables
        >>> others(view(Tables.from_rows({})))
        []
    """
    made = []
    for name, layer in further().items():
        if layer.marks is None:
            continue
        made += [
            Html(f'<h3 class="sub">{esc(layer.marks.label[:1].upper() + layer.marks.label[1:])}</h3>'),
            trust(name, accuracy, more=layer.about),
            concordance(v, name, limit=200 if v.one else 60),
        ]
    return made


def _test(where: Where) -> Callable[[Mapping[str, Any]], bool]:
    if where is None:
        return lambda row: True
    if callable(where):
        return where
    wanted = dict(where)
    return lambda row: all(row.get(name) == value for name, value in wanted.items())


def _fields(line: Mark | Said) -> dict[str, Any]:
    page = line.page
    fields: dict[str, Any] = {"article_id": page.id, "region": page.article.region_at(line.start)}
    if isinstance(line, Mark):
        camp = line.said.camp.name if line.said else None
        fields |= {
            "text": line.text,
            "kind": line.kind,
            "voice": line.voice,
            "camp": camp,
            "why": line.why,
            "category": line.kind,
            "referent": line.kind,
            "connotation": line.connotation,
            "term": line.term,
        }
    else:
        fields |= {"text": " ".join(line.slice(c) for c in line.content), "kind": line.kind, "camp": line.camp.name,
                   "act": line.act, "speaker": line.speaker, "target": line.target, "stance": line.stance,
                   "naming": line.naming, "accusing": line.accusing, "verb": line.verb}  # fmt: skip
    return fields


def _line(v: View, layer: Layer, line: Mark | Said) -> str:
    row_id, text_id = layer.ids
    page = line.page
    if isinstance(line, Mark):
        start, end = line.start, line.end
        kind = line.kind.capitalize()
        whose = voice(v, line)
        why = line.why[:1].upper() + line.why[1:] if line.why else ""
    else:
        start, end = line.content[0] if line.content else (line.start, line.start)
        kind = line.kind.capitalize()
        whose = Html(f"{esc(line.who)} ") + chip(v, line)
        why = f"“{' '.join(line.slice(line.cue).split())}”: {line.act}" if line.cue else line.act
    anchor = f"{text_id}{line.key}"
    before, after = _around(page, start, end)
    middle = " ".join(page.text[start:end].split())
    if len(middle) > 120:
        middle = middle[:118].rsplit(" ", 1)[0] + " …"
    href = f"#{anchor}"
    if not v.one:
        own = v.links.get(page.id)
        href = f"{own}#{text_id}{line.number}" if own else f"#a{page.index}"
    reason = f"{esc(why)}{'' if why[-1] in '.?!' else '.'} " if why else ""
    hang = "" if page.text[start - 1 : start].strip() else " "
    gap = "" if after[:1] in ",.;:!?’”'\")" else " "
    return (
        f'<tr role="row" id="{row_id}{line.key}"><td role="cell" class="l">{esc(before)}{hang}</td>'
        f'<th role="rowheader" scope="row" class="r"><a href="{esc(href)}"><b>{esc(middle)}</b></a>{gap}'
        f'<span class="muted">{esc(after)}</span></th><td role="cell" class="s">{esc(kind)}</td>'
        f'<td role="cell" class="s">{whose}</td><td role="cell" '
        f'class="s">{reason}{place(v, page, start, anchor)}</td></tr>'
    )


def _around(page: Page, start: int, end: int, words: int = 6) -> tuple[str, str]:
    """A few words before and after, inside the paragraph; an ellipsis where the paragraph goes on."""
    block = page.block_at(start)
    left_edge, right_edge = (block.start, max(block.end, end)) if block else (0, len(page.text))
    left = page.text[max(left_edge, start - 80) : start]
    right = page.text[end : min(right_edge, end + 80)]
    before, after = left.split()[-(words - 2) :], right.split()[:words]
    cut_left = start - len(left) > left_edge or len(left.split()) > len(before)
    cut_right = end + len(right) < right_edge or len(right.split()) > len(after)
    return " ".join(["…", *before] if cut_left else before), " ".join([*after, "…"] if cut_right else after)
