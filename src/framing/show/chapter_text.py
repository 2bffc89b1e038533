"""The annotated article, and how the report was made and how good it is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show import charts, sentence
from framing.show.annotated import draw
from framing.show.chapter_parts import find, section
from framing.show.html import Html, esc, safe
from framing.show.kwic import others
from framing.show.model import View, view
from framing.show.parts import (
    articles,
    class_note,
)  # fmt: skip
from framing.study.methods import paragraph, scope_of
from framing.study.prose import counted_as

if TYPE_CHECKING:
    from framing.study.article_page import Page
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def text(
    tables: Tables | View, camps: Sides = None, *, article: str | None = None, number: str | int | None = None,
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
    parts: list[Html | str] = [find(sentence.text(v))]
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
    return section(
        "text", parts, number=number, heading=heading or (None if not v.one else "The article, annotated")
    )


COUNTING = (
    "Counted text: headline, standfirst, captions and body. Left out: byline, date, credit lines and page furniture.",
    "A word is a run of letters or digits; hyphens, apostrophes and full stops inside it do not split it.",
    "A statement is a source, a reporting verb and what is reported. A word in a statement within a "
    "statement counts for the inner one.",
    "Direct: all in quotation marks. Indirect: none. Mixed: part. No one named: the sentence gives no source at all.",
    "Journalist alone is what remains when the reported words are taken out.",
    "Percentages are whole numbers; the counts stand beside them.",
)


LIMITS = (
    "A machine reads the text, and errs. Open a number’s statements before you rest a claim on it.",
    "Camps come from a file that somebody wrote for the story; another file gives other camps.",
    "Counting does not weigh: a long quotation and a clause in the headline are one statement each.",
    "Word lists know their words only; irony, pictures and what is left out are beyond them.",
    "Nothing here tests whether a statement is true.",
)


def method(
    tables: Tables | View, camps: Sides = None, *, parameters: Mapping[str, Any] | None = None,
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
    counting = "".join(f"<li>{esc(item)}</li>" for item in (*COUNTING, *_copies(v)))
    bounds = "".join(f"<li>{esc(item)}</li>" for item in (*limits, *LIMITS))
    lists = (
        f'<div class="two"><div><h3>How the numbers are made</h3><ul class="list">{counting}</ul></div>'
        f'<div><h3>Limits</h3><ul class="list">{bounds}</ul></div></div>'
    )
    parts: list[Html | str] = [
        find(sentence.method(accuracy)),
        charts.accuracy(accuracy),
        lists,
        _paragraph(v),
        provenance(v, parameters),
    ]
    if files:
        links = "".join(
            f'<li><a href="{esc(_relative(href))}">{esc(label)}</a></li>' for label, href in files.items()
        )
        parts.append(f'<h3 class="sub">Take the data along</h3><ul class="list">{links}</ul>')
    return section("method", parts, number=number, heading=heading)


def _paragraph(v: View) -> str:
    """Of a corpus, what a study's methods section may say; a single article is no study."""
    if v.one:
        return ""
    told = paragraph(scope_of(v.tables))
    return f'<h3 class="sub" id="paste">A paragraph for your methods section</h3><p>{esc(told)}</p>'


def _copies(v: View) -> list[str]:
    """How near copies are counted, where there is more than one article."""
    said = counted_as(v.provenance.get("copies"), v.facts.repeating, v.facts.articles)
    return [said] if said else []


def _relative(href: str) -> str:
    """A relative address as an attribute may hold it; a name with a colon must not read as a scheme."""
    from urllib.parse import quote

    return quote(safe(href), safe="/#?=&.-_~%")


def provenance(v: View, parameters: Mapping[str, Any] | None) -> str:
    """Where a report comes from: its input with a hash, its camps, totals, parameters and all versions."""
    rows: list[tuple[str, str]] = []
    if v.one:
        page = v.pages[0]
        digest = hashlib.sha256(page.text.encode("utf-8", "replace")).hexdigest()
        rows += [("Input", esc(f"{page.article.source or page.id}, {v.facts.characters:,} characters")),
                 ("SHA-256 of the text", f"<code>{digest}</code>")]  # fmt: skip
    else:
        digest = hashlib.sha256("\0".join(p.text for p in v.pages).encode("utf-8", "replace")).hexdigest()
        rows += [("Input", f"{len(v.pages):,} articles, {v.facts.characters:,} characters"),
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
        + (f" + {len(facts.others):,} other voices" if facts.official else "")
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
