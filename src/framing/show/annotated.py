"""The article drawn with its layers: statements, sources and verbs, hedges, loaded words, names, quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.layers.registry import look, marked
from framing.show.html import Html, esc

if TYPE_CHECKING:
    from framing.article import Article
    from framing.layers.registry import Layer
    from framing.show.model import View
    from framing.study.article_page import Block, Page
    from framing.study.camp_styles import Sides
    from framing.study.said import Mark, Said
    from framing.tables import Tables

# The order in which marks enclose one another; a mark is cut where one that must enclose it begins or ends.
# Marks of the layers have the rank that each declares.
_STATEMENT, _PART, _QUOTED, _SCARE = 0, 1, 2, 4


def annotated(
    article: Article | str, tables: Tables | View | None = None, *, camps: Sides = None, notes: bool = True
) -> Html:
    """An article with everything that is known about it, drawn for a notebook or a page.

    Each mark can be reached by Tab and says, on hover or focus, why it is there; check boxes switch the
    layers, without a script. Every statement has an anchor `#t1`, `#t2`, …, every hedge `#x1`, every loaded
    word `#l1`, every name `#n1` (in a corpus after the article's number: `#t3-1`).

    Args:
        article: the article, or its id where `tables` holds it.
        tables: its tables, or a view of them; without them the article is annotated first.
        camps: camps as for `view`.
        notes: whether notes stand in the margin.

    Raises:
        KeyError: if `tables` do not hold the article.
        TypeError: if only an id is given.

    Example:
        >>> from framing.tables import Tables
        >>> rows = {"articles": [{"article_id": "a", "text": "Tea <b> is served.", "words": 3}]}
        >>> "Tea &lt;b&gt; is served." in str(annotated("a", Tables.from_rows(rows)))
        True
    """
    from framing.show.model import view

    if tables is None:
        if isinstance(article, str):
            raise TypeError(
                f"annotated: '{article}' is only an id; give the article itself, or its tables as well."
            )
        from framing.annotate import annotate
        from framing.camps import Camps

        tables = annotate(article, camps=camps if isinstance(camps, Camps) else None)
    seen = view(tables, camps)
    return draw(seen, seen.page(article if isinstance(article, str) else article.id), notes=notes)


def draw(
    v: View, page: Page, *, notes: bool = True, margin: Callable[[Block], str] | None = None, shown: bool = True,
    anchors: bool = False,
) -> Html:  # fmt: skip
    """One page of a view, with its check boxes.

    Args:
        v: the view.
        page: one of its articles.
        notes: whether notes stand in the margin.
        margin: what stands in the margin of a paragraph instead of the notes on its marks.
        shown: whether the layers of words begin switched on; statements and quotations always do.
        anchors: whether each paragraph of the story has an id, `p1`, `p2`, ….
    """
    rows = []
    told = 0
    pending: list[str] = []  # furniture paragraphs in a row share one place

    def flush() -> None:
        if pending:
            rows.append(
                '<div class="row"><span class="rl">Not counted</span><div><details><summary>Page furniture around '
                f"the story</summary>{''.join(pending)}</details></div><div></div></div>"
            )
            pending.clear()

    pieces = _spread(page, _spans(v, page))
    for block, spans in zip(page.blocks, pieces, strict=True):
        html = _paragraph(page, block, spans)
        if block.region == "furniture":
            pending.append(f'<p class="out" dir="auto">{html}</p>')
            continue
        flush()
        beside = margin(block) if margin else _notes(block, spans) if notes else ""
        told += block.story
        rows.append(_row(block, html, beside, f"p{told}" if anchors and block.story else ""))
    flush()
    language = page.article.language or "en"
    body = "".join(rows) or '<p class="out">The article has no text.</p>'
    return Html(
        f'<div class="box">{_toggles(v, notes and margin is None, shown)}'
        f'<div class="art" lang="{esc(language)}">{body}</div></div>'
    )


def _toggles(v: View, notes: bool, shown_marks: bool = True) -> str:
    from framing.study.camp_styles import CampStyle

    camps: Sequence[CampStyle] = [c.camp for c in v.facts.camps if c.statements] or v.camps[:1]
    shown = " ".join(
        f'<span class="st {c.css}">&nbsp;{esc(c.name).replace(" ", "&nbsp;")}&nbsp;</span>' for c in camps[:6]
    )
    quoted = (
        '<span class="lk k1"><span class="pq">&nbsp;quoted&nbsp;</span> and <span '
        'class="scare">scare quotes</span></span>'
    )
    boxes = [
        ("L1", True, f"statements: {shown}" if shown else "statements"),
        ("L2", True, '<span class="src">sources</span> and <em class="cue">verbs</em>'),
        *((name, on and (shown_marks or name == "L4"), what) for name, on, what in _boxes(quoted)),
    ]
    if notes:
        boxes.append(("L6", True, "margin notes"))
    labels = "".join(
        f'<label><input type="checkbox" class="{name}"{" checked" if on else ""} autocomplete="off"> '
        f"<span>{what}</span></label>"
        for name, on, what in boxes
    )
    return f'<fieldset class="layers"><legend>Show</legend>{labels}</fieldset>'


def _boxes(quoted: str) -> list[tuple[str, bool, str]]:
    """The check boxes of quotations and of the layers that mark words: inner marks first, further layers last."""
    ranked = [(False, -_SCARE, "L4", True, quoted)]
    shared: dict[str, list[str]] = {}
    for layer in marked().values():
        assert layer.marks is not None
        css, box = look(layer)
        label = f'<span class="{css}">{esc(layer.marks.label)}</span>'
        shared.setdefault(box, []).append(label)
        if len(shared[box]) == 1:
            ranked.append((not layer.own, -layer.marks.rank, box, layer.marks.shown, ""))
    # Python sorts stably, so further layers of one rank keep their order.
    ranked.sort(key=lambda one: one[:2])
    return [(box, shown, what or ", ".join(shared[box])) for _, _, box, shown, what in ranked]


@dataclass(eq=False)
class _Span:
    """A stretch to mark: which layer, how it opens, and what stands before it and after it."""

    start: int
    end: int
    rank: int
    css: str
    id: str = ""
    before: str = ""  # a chip in front of the first piece
    href: str = ""  # makes a link of the first piece
    after: str = ""  # a chip behind the last piece
    why: str = ""
    note: str = ""
    note_css: str = ""
    goes_on: bool = False
    opened: bool = False


def _letters(marks: Iterable[Mark]) -> dict[str, str]:
    """A letter for each kind among the marks of an article, in order of first mention."""
    found: dict[str, str] = {}
    for mark in marks:
        if mark.kind not in found:
            number = len(found)
            found[mark.kind] = (chr(96 + number // 26) if number >= 26 else "") + chr(97 + number % 26)
    return found


def _spans(v: View, page: Page) -> Iterable[_Span]:
    for said in v.of(page):
        yield from _statement_spans(said)
    for where, start, end in v.scare:
        if where is page:
            yield _Span(start, end, _SCARE, "scare", href=f"#q{page.prefix}{start}", id=f"xq{page.prefix}{start}",
                        why="<b>Scare quotes.</b> Nobody in the text is said to have said it.",
                        note=f"<b>{_short(page.text[start:end])}</b> scare quotes: nobody is said to have said it.",
                        note_css="kq")  # fmt: skip
    for name, layer in marked().items():
        yield from _mark_spans(layer, [mark for mark in v.marks(name) if mark.page is page])


def _mark_spans(layer: Layer, marks: Sequence[Mark]) -> Iterable[_Span]:
    declared = layer.marks
    assert declared is not None
    css, _ = look(layer)
    line, place = layer.ids
    letters = _letters(marks) if declared.lettered else {}
    for mark in marks:
        if letters:
            letter = letters[mark.kind]
            chip = (
                f'<a class="nk" href="#{declared.lettered}{mark.key}" aria-label="{letter}: one name for '
                f'{esc(mark.kind)}">{letter}</a><span class="why" role="note"><b>One name for {esc(mark.kind)}.</b> '
                f"Voice: {_voice(mark)}.</span>"
            )
            yield _Span(mark.start, mark.end, declared.rank, css, id=f"{place}{mark.key}", after=chip)
            continue
        kind, voice = mark.kind, _voice(mark)
        note = f"<b>{_short(mark.text)}</b> {esc(kind)}, {voice}." if declared.noted else ""
        yield _Span(
            mark.start, mark.end, declared.rank, css, id=f"{place}{mark.key}", href=f"#{line}{mark.key}",
            why=f"<b>{esc(kind.capitalize())}: “{esc(mark.text)}”.</b> {_rule(mark)}Voice: {voice}.",
            note=note, note_css="kh" if note else "",
        )  # fmt: skip


def _statement_spans(said: Said) -> Iterable[_Span]:
    css = said.camp.css
    for position, (start, end) in enumerate(said.content):
        note = _statement_note(said) if position == 0 else f"<b>{esc(said.token)}</b> goes on."
        if position and said.page.block_at(start) is said.page.block_at(said.content[position - 1][0]):
            note = ""
        yield _Span(
            start,
            end,
            _STATEMENT,
            f"st {css}",
            id=f"t{said.key}" if position == 0 else "",
            before=_tag(said),
            why=_statement_why(said),
            note=note,
            note_css=css,
            goes_on=position > 0,
        )
    for start, end in said.quoted_parts:
        yield _Span(start, end, _QUOTED, f"pq {css}")
    alone = not said.content  # then the cue, or else the source, carries the token
    for place, part in ((said.cue, "cue"), (said.source, f"src {css}")):
        if place and alone:
            yield _Span(*place, _PART, part, id=f"t{said.key}", before=_tag(said), why=_statement_why(said),
                        note=_statement_note(said), note_css=css)  # fmt: skip
            alone = False
        elif place:
            yield _Span(*place, _PART, part)


def _tag(said: Said) -> str:
    dashed = " ag" if said.naming == "nobody" else ""
    return f'<a class="chip tag {said.camp.css}{dashed}" href="#s{said.key}">{esc(said.token)}'


def _statement_why(said: Said) -> str:
    cue = f"“{esc(said.slice(said.cue))}” reports it" if said.cue else "quotation marks show it"
    source = esc(said.slice(said.source)) or "no one named"
    rule = f" Camp {esc(said.rule_told)}." if said.camp_rule else ""
    found = f" Found by: {esc(said.rule)}." if said.rule else ""
    return (
        f"<b>Statement {said.number}: {esc(said.camp.name)}, {esc(said.kind)}.</b> Marked because {cue}. "
        f"Source: {source}.{rule}{found}"
    )


def _statement_note(said: Said) -> str:
    parts = [f"<b>{esc(said.token)}</b> {esc(said.kind)}."]
    if said.naming == "nobody":
        parts.append("No accuser named." if said.accusing else "No one named.")
    elif said.naming == "unnamed":
        parts.append("The sentence gives no name.")
    source = said.slice(said.source)
    if said.speaker and said.speaker.lower() not in source.lower():
        parts.append(f"Read as {esc(said.speaker)}.")
    return " ".join(parts)


def _voice(mark: Mark) -> str:
    if mark.said is None:
        return "in quotation marks, nobody’s" if mark.quoted else "the journalist’s"
    how = "in the quoted words of" if mark.quoted else "paraphrasing"
    return f"{how} {esc(mark.said.token)}"


def _rule(mark: Mark) -> str:
    why = mark.why.strip()
    return f"{esc(why[:1].upper() + why[1:])}{'' if why[-1] in '.?!' else '.'} " if why else ""


def _short(text: str) -> str:
    words = text.split()
    return esc(" ".join(words[:8]) + (" …" if len(words) > 8 else ""))


def _spread(page: Page, spans: Iterable[_Span]) -> list[list[_Span]]:
    """The spans of each paragraph, cut at its edges."""
    blocks = page.blocks
    found: list[list[_Span]] = [[] for _ in blocks]
    ordered = sorted(spans, key=lambda s: (s.start, s.rank, -s.end))
    first = 0
    for span in ordered:
        while first < len(blocks) and blocks[first].end <= span.start:
            first += 1
        piece = span
        for position in range(first, len(blocks)):
            block = blocks[position]
            if block.start >= span.end:
                break
            start, end = max(span.start, block.start), min(span.end, block.end)
            if start >= end:
                continue
            if piece is not span or (start, end) != (span.start, span.end):
                later = piece is not span
                piece = _Span(
                    start,
                    end,
                    span.rank,
                    span.css,
                    "" if later else span.id,
                    span.before,
                    "" if later else span.href,
                    span.after if end == span.end else "",
                    span.why,
                    _going_on(span) if later else span.note,
                    span.note_css,
                    later or span.goes_on,
                )
            found[position].append(piece)
            if piece is span:
                break
    return found


def _going_on(span: _Span) -> str:
    return (
        f"{span.note[: span.note.index('</b>') + 4]} goes on."
        if span.rank == _STATEMENT and "</b>" in span.note
        else ""
    )


def _row(block: Block, html: str, notes: str, name: str) -> str:
    label = {"body": block.label.removeprefix("Body "), "credit": "Credit"}.get(block.region, block.label)
    css = {"headline": ' class="ah"', "standfirst": ' class="sf"', "caption": ' class="cap"'}.get(
        block.region, ""
    )
    if not block.story:
        css = ' class="out"'
    own = f' id="{name}"' if name else ""
    return (
        f'<div class="row"{own}><span class="rl">{label}</span><p{css} dir="auto">{html}'
        f"</p>{notes or '<div></div>'}</div>"
    )


def _notes(block: Block, spans: Sequence[_Span]) -> str:
    items = "".join(f'<li class="{span.note_css}">{span.note}</li>' for span in spans if span.note)
    return f'<ul class="notes" aria-label="Notes on {esc(block.label)}">{items}</ul>' if items else ""


def _paragraph(page: Page, block: Block, spans: Sequence[_Span]) -> str:
    """The paragraph's markup: marks nested by rank, cut and opened again where they cross."""
    text = page.text
    out: list[str] = []
    stack: list[_Span] = []
    link: list[_Span] = []  # the open link, and marks inside it that tell their reason after it
    at = block.start

    def close(span: _Span) -> None:
        if link and link[0] is span:
            out.append(f'</a><span class="why" role="note">{" ".join(s.why for s in link)}</span>')
            link.clear()
        else:
            out.append("</em>" if span.css == "cue" else "</span>")

    def reopen(span: _Span) -> None:
        own = "" if span.opened or not span.id else f' id="{span.id}"'
        first = not span.opened
        span.opened = True
        if span.href and first and not link:
            link.append(span)
            out.append(f'<a class="{span.css}"{own} href="{span.href}">')
        else:
            if span.href and first:
                link.append(span)
            out.append(f'<em class="cue"{own}>' if span.css == "cue" else f'<span class="{span.css}"{own}>')
            if first and span.before:
                goes = '<span class="vh">, goes on</span>' if span.goes_on else ""
                out.append(f'{span.before}{goes}</a><span class="why" role="note">{span.why}</span>')
        stack.append(span)

    def retreat(until: int) -> list[_Span]:
        """Close the open marks down to a depth; those that are not at their end are to be opened again."""
        again = []
        while len(stack) > until:
            span = stack.pop()
            close(span)
            if span.end > at:
                again.append(span)
            elif span.after:
                out.append(span.after)
        return again[::-1]

    def advance(to: int) -> None:
        nonlocal at
        while True:
            stop = min((span.end for span in stack), default=to)
            if stop > to:
                stop = to
            if stop > at:
                out.append(esc(text[at:stop]))
                at = stop
            depth = next((i for i, span in enumerate(stack) if span.end <= at), None)
            if depth is not None:
                for span in retreat(depth):
                    reopen(span)
            elif at >= to:
                return

    for span in spans:
        advance(max(span.start, at))
        depth = next(
            (i for i, s in enumerate(stack) if (s.rank, -s.end) > (span.rank, -span.end)), len(stack)
        )
        again = retreat(depth)
        reopen(span)
        for other in again:
            reopen(other)
    advance(block.end)
    return "".join(out)
