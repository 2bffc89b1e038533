"""The sections on the words: certainty, naming, tone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from framing.show import charts, sentence
from framing.show.chapter_parts import find, section
from framing.show.html import Html, esc
from framing.show.kwic import concordance
from framing.show.model import View, view
from framing.show.parts import (
    class_note,
    names_table,
    toward,
    trust,
)  # fmt: skip
from framing.show.words import number as counted
from framing.show.words import part, single, upper
from framing.study.accuracy import generic_frames, measured, own_schemes

if TYPE_CHECKING:
    from framing.study.camp_styles import Sides
    from framing.tables import Tables


def certainty(
    tables: Tables | View, camps: Sides = None, *, number: str | int | None = None, heading: str | None = None,
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
        told = [find(sentence.certainty(v)), _quotation_marks(v)]
        return section("certainty", told, number=number, heading=heading)
    count = v.facts.hedges
    few = "So few hedges are for reading one by one, not for rates." if 0 < count < 20 else ""
    parts: list[Html | str] = [
        find(sentence.certainty(v)), trust("hedges certainty", accuracy, more=few), charts.verbs(v), charts.hedges(v),
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
    return section("certainty", parts, number=number, heading=heading)


def _quotation_marks(v: View) -> str:
    """What became of every quoted passage; each scare quote shown."""
    if not v.quotations:
        return ""
    owned, total = v.facts.owned_quotations, v.facts.quotations
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
    tables: Tables | View, camps: Sides = None, *, number: str | int | None = None, heading: str | None = None,
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
        return section("naming", [find(sentence.naming(v))], number=number, heading=heading)
    more = (
        "Which terms mean the same thing is set by the word lists; another reader may group them otherwise."
    )
    # What was measured of the generic frames says nothing of a scheme of the user's own.
    usual = "names naming loaded frames" if generic_frames(v.frames) else "names naming loaded"
    parts: list[Html | str] = [
        find(sentence.naming(v)),
        trust(usual, accuracy, more=" ".join([more, *own_schemes(v.frames, v.provenance)])),
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
    return section("naming", parts, number=number, heading=heading)


def tone(
    tables: Tables | View, camps: Sides = None, *, number: str | int | None = None, heading: str | None = None,
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
        return section("tone", [find(sentence.tone(v))], number=number, heading=heading)
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
        find(sentence.tone(v)),
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
    return section("tone", parts, number=number, heading=heading)
