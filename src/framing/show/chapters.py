"""The eight sections of a report: each a question, the finding in a sentence, how far to trust it, and the evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from framing.show import charts, sentence
from framing.show.annotated import draw
from framing.show.html import Html, esc, join, safe
from framing.show.kwic import concordance, others
from framing.show.model import Said, View, view
from framing.show.parts import (
    articles,
    chip,
    class_note,
    listing,
    measured,
    names_table,
    percent,
    speakers,
    toward,
    trust,
    where,
)  # fmt: skip
from framing.show.words import figures, part, single, target, upper
from framing.show.words import number as counted

if TYPE_CHECKING:
    from datetime import datetime

    from framing.show.model import Page
    from framing.tables import Tables

SECTIONS = (
    ("voices", "Who gets to speak?"), ("claims", "What is claimed, and what is alleged?"),
    ("certainty", "How sure does it sound?"), ("naming", "What are things called?"),
    ("tone", "What is the tone of each voice?"), ("text", "Where is it in the text?"),
    ("method", "How was this made, and how good is it?"),
)  # fmt: skip
"""The id and the question of sections 2 to 8."""

ENTRIES = 60
"""How many statements each column of the ledger of a corpus shows; one article shows all."""


def _section(
    name: str, parts: Iterable[Html | str], *, number: str | int | None, heading: str | None
) -> Html:
    """A section of the page: id, numbered question, content."""
    position, question = next((i, q) for i, (key, q) in enumerate(SECTIONS, 2) if key == name)
    shown = position if number is None else number
    label = f"<i>{esc(shown)}</i> " if str(shown) else ""
    return Html(
        f'<section class="sec" id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h">{label}'
        f"<span>{esc(heading or question)}</span></h2>{join(parts)}</section>"
    )


def _find(text: str) -> str:
    return f'<p class="find">{esc(text)}</p>'


def finding(tables: Tables | View, camps: Any = None) -> Html:
    """Section 1: the article, its finding as the page's only h1, a token for each statement, four figures.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
    """
    v = view(tables, camps)
    facts = v.facts
    return Html(
        f'<section class="hero" id="finding" aria-labelledby="top">{_kicker(v)}'
        f'<h1 id="top">{esc(sentence.finding(v))}</h1><p class="stand">{_commands(sentence.standing(v))}</p>'
        f"{_units(v) if facts.statements else ''}{_figures(v)}</section>"
    )


def _commands(text: str) -> str:
    """A sentence in which what stands between backticks is set as a command."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", esc(text))


def _kicker(v: View) -> str:
    if not v.one:
        outlets = sorted({p.article.outlet for p in v.pages if p.article.outlet})
        named = f" from {listing(outlets[:5])}" if outlets else ""
        more = f" and {len(outlets) - 5:,} more outlets" if len(outlets) > 5 else ""
        return f'<p class="kick">Framing report on {len(v.pages):,} articles{esc(named)}{more}</p>'
    page = v.pages[0]
    about = [", ".join(page.article.byline), page.article.outlet or ""]
    line = esc(", ".join(part for part in about if part))
    if page.article.published is not None:
        when = page.article.published
        line += f'{", " if line else ""}<time datetime="{when.strftime("%Y-%m-%dT%H:%M:%SZ")}">{_date(when)}</time>'
    return f'<p class="kick">Framing report on <cite>“{esc(page.title)}”</cite>{"<br>" + line if line else ""}</p>'


def _date(when: datetime) -> str:
    clock = f", {when.strftime('%H:%M')} UTC" if (when.hour, when.minute) != (0, 0) else ""
    return f"{when.day} {when.strftime('%B %Y')}{clock}"


def _units(v: View) -> str:
    """The statements as squares by camp; in a corpus the counts alone."""
    speaking = [c for c in v.facts.camps if c.statements]
    groups = []
    for c in speaking:
        nobody = sum(s.naming == "nobody" for s in c.said)
        absent = (
            ", no one named"
            if nobody == c.statements
            else f", {nobody:,} with no one named"
            if nobody
            else ""
        )
        label = f'<p class="lab">{esc(c.camp.title)}: {c.statements:,}{absent}</p>'
        tokens = f'<ol class="toks">{"".join(f"<li>{_token(s)}</li>" for s in c.said)}</ol>' if v.one else ""
        groups.append(f'<div class="g {c.camp.css}">{label}{tokens}</div>')
    silent = [c.camp.title for c in v.facts.camps if not c.statements]
    if silent:
        groups.append(f'<div class="g"><p class="lab">{esc(listing(silent))}: none</p></div>')
    nobody = sum(s.nobody for s in v.said)
    without = f", {nobody:,} of them without a source" if nobody else ""
    if nobody and len(v.said) == 1:
        without = ", without a source"
    if not v.one:
        return f'<div class="units"><h2>The {len(v.said):,} statements{without}</h2>{"".join(groups)}</div>'
    title = (
        f"The {len(v.said):,} statements, in article order{without}" if len(v.said) > 1
        else f"The one statement{without}"
    )  # fmt: skip
    note = (
        "Filled: a named speaker. Outlined: a person or group without a name. Dashed: no one at all. "
        "Choose a square to read its words."
    )
    return f'<div class="units"><h2>{title}</h2>{"".join(groups)}<p class="unote">{note}</p></div>'


def _token(said: Said) -> str:
    return (
        f'<a class="tok {said.mark}" href="#s{said.key}" aria-label="Statement {said.number}: '
        f'{esc(said.who)}">{said.number}</a>'
    )


def _figures(v: View) -> str:
    """Four figures: how late the accusation comes, whose words are quoted, whose hedges, how many names."""
    items = [_accusation_figure(v), _quoted_figure(v)]
    items += [_hedge_figure(v), _name_figure(v)] if v.scored else [
        ("words are scored: the word lists are English", "0", '<a href="#certainty">See what is left out</a>')
    ]  # fmt: skip
    made = "".join(
        f'<div><dt>{esc(what)}</dt><dd class="big">{big}</dd><dd class="how">{how}</dd></div>'
        for what, big, how in items
    )
    return f'<dl class="kf">{made}</dl>'


def _hedge_figure(v: View) -> tuple[str, str, str]:
    own, count = v.facts.hedges_by_voice["journalist"], v.facts.hedges
    return (
        "hedges are in the journalist’s own words" if count > 1
        else "hedge is in the journalist’s own words" if count
        else "words are marked as hedges",
        f"{own:,}<small>of</small>{count:,}" if count else "0",
        '<a href="#fig-hedge">See the hedges</a>',
    )  # fmt: skip


def _name_figure(v: View) -> tuple[str, str, str]:
    """How many names the most contested thing has; where nothing has two, whose the loaded words are."""
    if v.names:
        most, marks = sentence.contested(v)
        names = {sentence.called(v, mark).lower() for mark in marks}
        if len(names) > 1:
            seen = f'in {figures(len(marks), "mention")}: <a href="#naming">see who uses which</a>'
            return (f"different names for {most}", f"{len(names):,}", seen)
    own, count = v.facts.loaded_by_voice["journalist"], len(v.loaded)
    if not count:
        return ("words are marked as loaded", "0", '<a href="#naming">See the names</a>')
    noun = "loaded word is" if count == 1 else "loaded words are"
    return (f"{noun} the journalist’s own", f"{own:,}<small>of</small>{count:,}",
            '<a href="#naming">See the words</a>')  # fmt: skip


def _accusation_figure(v: View) -> tuple[str, str, str]:
    facts = v.facts
    if facts.before_accusation:
        before, body = facts.before_accusation
        return ("of the body is read before the first accusation", percent(before, body),
                f'{before:,} of {body:,} words: <a href="#fig-strip">see where</a>')  # fmt: skip
    count, nobody = len(facts.accusations), len(facts.unnamed_accusations)
    if count:
        noun = "accusation has" if count == 1 else "accusations have"
        return (
            f"{noun} no named accuser",
            f"{nobody:,}<small>of</small>{count:,}",
            '<a href="#claims">See the ledger</a>',
        )
    return ("accusations or criticisms are reported", "0", '<a href="#claims">See the ledger</a>')


def _quoted_figure(v: View) -> tuple[str, str, str]:
    facts = v.facts
    link = '<a href="#fig-share">See the shares</a>'
    if not facts.quoted:
        return (
            "reported words are in quotation marks",
            f"0<small>of</small>{facts.reported:,}" if facts.reported else "0",
            link,
        )
    top = max(facts.camps, key=lambda c: c.quoted)
    none = [c.camp.name for c in facts.camps if c.statements and not c.quoted]
    rest = (
        "" if not none
        else f"; {len(none)} other groups have none" if len(none) > 2
        else f"; {listing(none)} {'has' if len(none) == 1 and not none[0].endswith('s') else 'have'} none"
    )  # fmt: skip
    return (
        f"quoted words come from {sentence.voices_of(top.camp)}{rest}",
        f"{top.quoted:,}<small>of</small>{facts.quoted:,}",
        link,
    )


def voices(
    tables: Tables | View, camps: Any = None, *, number: str | int | None = None, heading: str | None = None,
    accuracy: Mapping[str, Any] | None = None,
) -> Html:  # fmt: skip
    """Section 2: who gets to speak, how much, how directly, and where.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        number: what stands before the question; the design's number by default, an empty string for none.
        heading: another question.
        accuracy: measured figures, as for `trust`.
    """
    v = view(tables, camps)
    parts: list[Html | str] = [
        _find(sentence.voices(v)),
        trust("statements speakers camps attribution", accuracy),
        charts.share(v), charts.sources(v), charts.strip(v), speakers(v),
        class_note(_strip_task(v)),
    ]  # fmt: skip
    return _section("voices", parts, number=number, heading=heading)


def _strip_task(v: View) -> str:
    if v.one and v.facts.before_accusation and v.facts.before_accusation[0]:
        return "Cover the strip from the dotted line on. What does a reader who stops there know about the criticism?"
    return "Cover the second half of the strip. Whom does a reader who stops there hear, and whom not?"


def ledger(
    tables: Tables | View, camps: Any = None, *, number: str | int | None = None, heading: str | None = None,
    accuracy: Mapping[str, Any] | None = None,
) -> Html:  # fmt: skip
    """Section 3: claims on one side, accusations and other voices on the other, each with source and verb.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        number, heading, accuracy: as for `voices`.
    """
    v = view(tables, camps)
    facts = v.facts
    official = any(camp.official for camp in v.camps)
    places = _hedge_places(v)
    left = _column(
        v,
        "Official claims" if official else "Claims",
        "In article order. Words in quotation marks are tinted.",
        facts.claims,
        places,
        first=True,
    )
    nobody = len(facts.unnamed_accusations)
    accused = (
        "None is found." if not facts.accusations
        else ("Nobody stands behind it." if nobody == 1 else "Nobody stands behind any of them.")
        if nobody == len(facts.accusations)
        else f"{upper(counted(nobody))} of them without an accuser." if nobody
        else "Somebody stands behind it." if len(facts.accusations) == 1
        else "Each has somebody behind it, with a name or without."
    )  # fmt: skip
    right = _column(v, "Accusations and criticism", accused, facts.accusations, places, big=True)
    if official:
        right += _column(v, "Other voices", "Neither official claims nor accusations.", facts.others, places)
    body = f'<div class="ledger"><div class="col">{left}</div><div class="col">{right}</div></div>'
    more = "“Claim” and “accusation” name a slot in the sentence, not a verdict."
    task = "For each entry: who says so, how would they know, and could you check it?"
    parts: list[Html | str] = [
        _find(sentence.ledger(v)),
        trust("statements agentless acts", accuracy, more=more),
        body,
        class_note(task),
    ]
    return _section("claims", parts, number=number, heading=heading)


def _hedge_places(v: View) -> dict[str, list[Any]]:
    """The hedges that stand within each statement's source, cue or content."""
    found: dict[str, list[Any]] = {}
    by_page: dict[int, list[Any]] = {}
    for mark in v.hedges:
        by_page.setdefault(mark.page.index, []).append(mark)
    for said in v.said:
        spans = [*said.content, *(place for place in (said.source, said.cue) if place)]
        inside = [
            m for m in by_page.get(said.page.index, ()) if any(a <= m.start and m.end <= b for a, b in spans)
        ]
        if inside:
            found[said.key] = inside
    return found


def _column(
    v: View, title: str, lead: str, said: Sequence[Said], hedges: Mapping[str, list[Any]], *, first: bool = False,
    big: bool = False,
) -> str:  # fmt: skip
    slots = {s.camp.css for s in said}
    css = next(iter(slots)) if len(slots) == 1 else "kj"
    shown = said if v.one else said[:ENTRIES]
    entries = "".join(
        _entry(v, s, hedges.get(s.key, []), len(slots) > 1, big=big and len(said) <= 12) for s in shown
    )
    more = f'<p class="small muted">and {len(said) - len(shown):,} more</p>' if len(said) > len(shown) else ""
    return (
        f'<h3 class="{css}"><span>{esc(title)}</span> <span>{len(said):,}</span></h3>'
        f"<p>{esc(lead) if said or not first else 'None.'}</p>"
        f"{f'<ol>{entries}</ol>' if entries else ''}{more}"
    )


def _entry(v: View, said: Said, hedges: Sequence[Any], mixed: bool, *, big: bool) -> str:
    cue = (
        f'<em class="cue words">{esc(said.slice(said.cue))}</em>'
        if said.cue
        else '<span class="res">in quotation marks</span>'
    )
    if said.nobody:
        who = (
            f'<span class="res">{"Accuser" if said.accusing else "Source"}:</span> <span '
            'class="none">no one named</span>'
        )
        aim = target(said.target)
        whom = f'<span class="muted">[{esc(aim)}]</span> ' if aim else ""
        words = f"{whom}{cue} {_content(said, hedges)}"
    else:
        source = said.slice(said.source)
        name = source or said.speaker or "no one named"
        read = (
            f' <span class="res">(= {esc(said.speaker)})</span>'
            if said.speaker and source and said.speaker.lower() not in source.lower()
            else ""
        )
        before = bool(said.cue and said.source and said.cue[0] < said.source[0])
        named = f'<span class="words src">{esc(name)}</span>{read}'
        who = f"{cue} {named}" if before else f"{named} {cue}"
        words = _content(said, hedges)
    return (
        f'<li class="e {said.camp.css}{" big" if big else ""}" id="s{said.key}"><p '
        f'class="who">{chip(v, said, "t")} {who}</p>'
        f'<p class="said">{words}</p><p class="meta">{_meta(v, said, hedges, mixed)}</p></li>'
    )


def _content(said: Said, hedges: Sequence[Any] = ()) -> str:
    """The reported words: quoted parts tinted, hedges underlined, an ellipsis where something stands between."""
    text = said.page.text
    dotted = [(mark.start, mark.end) for mark in hedges]
    pieces = []
    for start, end in said.content:
        edges = {edge for span in (*said.quoted_parts, *dotted) for edge in span if start < edge < end}
        cuts = [start, *sorted(edges), end]
        out = []
        for left, right in pairwise(cuts):
            words = esc(text[left:right])
            if any(a <= left < b for a, b in dotted):
                words = f'<span class="hd">{words}</span>'
            out.append(
                f'<span class="qd">{words}</span>'
                if any(a <= left < b for a, b in said.quoted_parts)
                else words
            )
        pieces.append("".join(out).strip())
    between = ' <span class="muted" aria-hidden="true">…</span> '
    return between.join(pieces) or '<span class="res">no words reported</span>'


def _meta(v: View, said: Said, hedges: Sequence[Any], mixed: bool) -> str:
    quoted = (
        "no words quoted" if not said.quoted
        else f"all {said.words:,} words quoted" if said.quoted == said.words
        else f"{said.quoted:,} of {said.words:,} words quoted"
    )  # fmt: skip
    kind = charts.verb_class(said)
    aim = target(said.target) if said.accusing and not said.nobody else None
    against = f" Against: {esc(aim)}." if aim else ""
    anchor = "x"
    words = ", ".join(
        f'<a href="#{anchor}{m.key}">{esc(m.text)}</a>' if v.one else esc(m.text) for m in hedges[:6]
    )
    hedged = f"{'Hedge' if len(hedges) == 1 else 'Hedges'}: {words}." if hedges else "No hedge."
    place = where(v, said.page, (said.content or ((said.start, 0),))[0][0], f"t{said.key}")
    camp = f" {esc(said.camp.title)}." if mixed else ""
    return f"<b>{esc(said.kind.capitalize())}</b>, {quoted}. {kind} verb.{against} {hedged}{camp} {place}"


def certainty(
    tables: Tables | View, camps: Any = None, *, number: str | int | None = None, heading: str | None = None,
    accuracy: Mapping[str, Any] | None = None,
) -> Html:  # fmt: skip
    """Section 4: reporting verbs, hedges by voice, and every hedge in its sentence.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        number, heading, accuracy: as for `voices`.
    """
    v = view(tables, camps)
    if not v.scored:
        told = [_find(sentence.certainty(v)), _quotation_marks(v)]
        return _section("certainty", told, number=number, heading=heading)
    count = v.facts.hedges
    few = "So few hedges are for reading one by one, not for rates." if 0 < count < 20 else ""
    parts: list[Html | str] = [
        _find(sentence.certainty(v)), trust("hedges certainty", accuracy, more=few), charts.verbs(v), charts.hedges(v),
    ]  # fmt: skip
    if count:
        parts.append(concordance(v, "hedges", limit=200 if v.one else 60))
        parts.append(
            '<p class="small muted">A hedge limits a claim (“mostly”). A weasel gives it a crowd or a '
            "role instead of a name "
            "(“widely”). An evidential says where the claim comes from (“officially”). A booster makes "
            "it firmer (“clearly”).</p>"
        )
    parts += [
        _quotation_marks(v),
        class_note("Read each sentence without its hedge. What changes, and who would object?"),
    ]
    return _section("certainty", parts, number=number, heading=heading)


def _quotation_marks(v: View) -> str:
    """What became of every quoted passage; each scare quote shown."""
    if not v.quotations:
        return ""
    owned = sum(said is not None for *_, said in v.quotations)
    total = len(v.quotations)
    text = (
        f"Quotation marks: {part(owned, total, 'quoted passage')} "
        f"{'belongs' if single(owned, total) else 'belong'} to a statement."
    ).replace("not the one quoted passage belongs", "the one quoted passage does not belong")
    if not v.scare:
        return f"<p>{esc(text)}</p>"
    shown = []
    for page, start, end in v.scare[:12]:
        words = " ".join(page.text[start:end].split())
        link = f'<a class="words" id="q{page.prefix}{start}" href="#xq{page.prefix}{start}">{esc(words)}</a>'
        shown.append(link if v.one else f"<span class=words>{esc(words)}</span>")
    count = len(v.scare)
    more = f" and {count - 12:,} more" if count > 12 else ""
    rest = (
        f"{upper(counted(count))} {'has' if count == 1 else 'have'} no speaker in the text and "
        f"{'is' if count == 1 else 'are'} marked as scare quotes: "
    )
    return f"<p>{esc(text)} {rest}{', '.join(shown)}{more}.</p>"


def naming(
    tables: Tables | View, camps: Any = None, *, number: str | int | None = None, heading: str | None = None,
    accuracy: Mapping[str, Any] | None = None,
) -> Html:  # fmt: skip
    """Section 5: names by voice, loaded words in their sentences, frames.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        number, heading, accuracy: as for `voices`.
    """
    v = view(tables, camps)
    if not v.scored:
        return _section("naming", [_find(sentence.naming(v))], number=number, heading=heading)
    more = (
        "Which terms mean the same thing is set by the word lists; another reader may group them otherwise."
    )
    parts: list[Html | str] = [
        _find(sentence.naming(v)),
        trust("names naming loaded frames", accuracy, more=more),
        names_table(v),
    ]
    if v.loaded:
        parts.append(concordance(v, "loaded", limit=100 if v.one else 40))
    if v.frames:
        parts.append(charts.frames(v))
    parts.append(
        class_note(
            "Swap the names between two columns and read the sentences again. Whose article is it now?"
        )
    )
    return _section("naming", parts, number=number, heading=heading)


def tone(
    tables: Tables | View, camps: Any = None, *, number: str | int | None = None, heading: str | None = None,
    accuracy: Mapping[str, Any] | None = None,
) -> Html:  # fmt: skip
    """Section 6: the caveat, then word scores by voice, then tone toward whom.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        number, heading, accuracy: as for `voices`.
    """
    v = view(tables, camps)
    if not v.scored:
        return _section("tone", [_find(sentence.tone(v))], number=number, heading=heading)
    caveat = (
        '<p class="caveat"><b>Do not read this as the article’s opinion.</b> VADER adds up word scores '
        "that were made for short "
        "social media posts (Hutto and Gilbert 2014). It knows neither who speaks nor about what: a "
        "sentence on a terrible event "
        "scores low however fairly it is told, and one without scored words scores zero.</p>"
    )
    scored = any(row["layer"].lower() in ("tone", "vader") for row in measured(accuracy))
    more = "" if scored else "VADER’s word scores themselves have not been measured on news."
    parts: list[Html | str] = [
        _find(sentence.tone(v)),
        caveat,
        trust("tone vader toward", accuracy, more=more),
    ]
    if v.tones:
        parts.append(charts.tone(v))
    if v.toward:
        parts.append(toward(v))
    parts.append(
        class_note("Open the table. Which word moves each score, and would you score it the same way?")
    )
    return _section("tone", parts, number=number, heading=heading)


def text(
    tables: Tables | View, camps: Any = None, *, article: str | None = None, number: str | int | None = None,
    heading: str | None = None,
) -> Html:  # fmt: skip
    """Section 7: the annotated article; for a corpus the table of its articles and, if chosen, one of them.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        article: the id of the article to draw where there are several.
        number, heading: as for `voices`.

    Raises:
        KeyError: if there is no such article.
    """
    v = view(tables, camps)
    chosen: Page | None = v.pages[0] if v.one else v.page(article) if article is not None else None
    parts: list[Html | str] = [_find(sentence.text(v))]
    if not v.one:
        parts.append(articles(v))
    if chosen is not None:
        hint = "Hover or tab to a mark to see why it is there; choose it to go to its entry."
        parts.append(
            f'<p class="trust">Every number above counts these marks. <span class="noprint">{hint}</span></p>'
        )
        if not v.one:
            parts.append(f'<h3 class="sub">{esc(chosen.title)}</h3>')
        aside = "Switch every layer off, mark a paragraph yourself, then switch them on again. Where do you differ?"
        parts += [draw(v, chosen), class_note(aside)]
    parts += others(v)
    return _section(
        "text", parts, number=number, heading=heading or (None if not v.one else "The article, annotated")
    )


_COUNTING = (
    "Counted text: headline, standfirst, captions and body. Left out: byline, date, credit lines and page furniture.",
    "A word is a run of letters or digits; hyphens, apostrophes and full stops inside it do not split it.",
    "A statement is a source, a reporting verb and what is reported. A word in a statement within a "
    "statement counts for the inner one.",
    "Direct: all in quotation marks. Indirect: none. Mixed: part. No one named: the sentence gives no source at all.",
    "Journalist alone is what remains when the reported words are taken out.",
    "Percentages are whole numbers; the counts stand beside them.",
)
_LIMITS = (
    "A machine reads the text, and errs. Open a number’s statements before you rest a claim on it.",
    "Camps come from a file that somebody wrote for the story; another file gives other camps.",
    "Counting does not weigh: a long quotation and a clause in the headline are one statement each.",
    "Word lists know their words only; irony, pictures and what is left out are beyond them.",
    "Nothing here tests whether a statement is true.",
)


def method(
    tables: Tables | View, camps: Any = None, *, parameters: Mapping[str, Any] | None = None,
    files: Mapping[str, str] | None = None, accuracy: Mapping[str, Any] | None = None, limits: Sequence[str] = (),
    number: str | int | None = None, heading: str | None = None,
) -> Html:  # fmt: skip
    """Section 8: what was measured of each layer, how the numbers are made, their limits, and where they come from.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        parameters: the parameters of the notebook, shown as they are.
        files: what the reader may take along, by label: relative addresses of CSV files and the notebook.
        accuracy: measured figures, as for `trust`.
        limits: further limits, first in the list.
        number, heading: as for `voices`.
    """
    v = view(tables, camps)
    counting = "".join(f"<li>{esc(item)}</li>" for item in _COUNTING)
    bounds = "".join(f"<li>{esc(item)}</li>" for item in (*limits, *_LIMITS))
    lists = (
        f'<div class="two"><div><h3>How the numbers are made</h3><ul class="list">{counting}</ul></div>'
        f'<div><h3>Limits</h3><ul class="list">{bounds}</ul></div></div>'
    )
    parts: list[Html | str] = [
        _find(sentence.method(accuracy)),
        charts.accuracy(accuracy),
        lists,
        _provenance(v, parameters),
    ]
    if files:
        links = "".join(
            f'<li><a href="{esc(_relative(href))}">{esc(label)}</a></li>' for label, href in files.items()
        )
        parts.append(f'<h3 class="sub">Take the data along</h3><ul class="list">{links}</ul>')
    return _section("method", parts, number=number, heading=heading)


def _relative(href: str) -> str:
    """A relative address as an attribute may hold it; a name with a colon must not read as a scheme."""
    from urllib.parse import quote

    return quote(safe(href), safe="/#?=&.-_~%")


def _provenance(v: View, parameters: Mapping[str, Any] | None) -> str:
    rows: list[tuple[str, str]] = []
    if v.one:
        page = v.pages[0]
        digest = hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest()
        rows += [("Input", esc(f"{page.article.source or page.id}, {len(page.text):,} characters")),
                 ("SHA-256 of the text", f"<code>{digest}</code>")]  # fmt: skip
    else:
        digest = hashlib.sha256("\0".join(p.text for p in v.pages).encode("utf-8", "replace")).hexdigest()
        rows += [("Input", f"{len(v.pages):,} articles, {sum(len(p.text) for p in v.pages):,} characters"),
                 ("SHA-256 of the texts", f"<code>{digest}</code>")]  # fmt: skip
    rows.append(("Camps", esc(", ".join(f"{c.name} ({c.code})" for c in v.camps) or "none")))
    rows.append(("Totals", esc(_totals(v))))
    rows += [(f"Parameter {name}", _value(value)) for name, value in (parameters or {}).items()]
    rows += [(_label(name), _value(value)) for name, value in v.provenance.items()]
    items = "".join(f"<dt>{esc(name)}</dt><dd>{value}</dd>" for name, value in rows)
    return f'<h3 class="sub" id="prov">Where this report comes from</h3><dl class="prov">{items}</dl>'


def _totals(v: View) -> str:
    facts = v.facts
    return (
        f"{facts.statements:,} statements = {len(facts.claims):,} claims + {len(facts.accusations):,} accusations"
        + (f" + {len(facts.others):,} other voices" if any(c.official for c in v.camps) else "")
        + f"; {facts.words:,} words = {facts.own:,} journalist + {facts.paraphrased:,} paraphrased + "
        f"{facts.quoted:,} quoted"
    )


def _label(name: str) -> str:
    return str(name).replace("_", " ").replace("sha256", "SHA-256").capitalize()


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return (
            "<br>".join(f"{esc(str(key).replace('_', ' '))}: {_value(inner)}" for key, inner in value.items())
            or "none"
        )
    if isinstance(value, list | tuple):
        return esc(", ".join(str(inner) for inner in value)) or "none"
    text_ = str(value)
    if len(text_) >= 16 and all(c in "0123456789abcdef" for c in text_):
        return f"<code>{esc(text_)}</code>"
    return esc(text_) or "none"


def sections(
    tables: Tables | View, camps: Any = None, *, parameters: Mapping[str, Any] | None = None,
    files: Mapping[str, str] | None = None, accuracy: Mapping[str, Any] | None = None, article: str | None = None,
) -> list[Html]:  # fmt: skip
    """All eight sections in their order.

    Args:
        tables: tables, or a view of them.
        camps: as for `view`.
        parameters, files: as for `method`.
        accuracy: as for `trust`.
        article: as for `text`.
    """
    v = view(tables, camps)
    return [
        finding(v), voices(v, accuracy=accuracy), ledger(v, accuracy=accuracy), certainty(v, accuracy=accuracy),
        naming(v, accuracy=accuracy), tone(v, accuracy=accuracy), text(v, article=article),
        method(v, parameters=parameters, files=files, accuracy=accuracy),
    ]  # fmt: skip


__all__ = [
    "SECTIONS", "certainty", "finding", "ledger", "method", "naming", "sections", "text",
    "tone", "voices",
]  # fmt: skip
