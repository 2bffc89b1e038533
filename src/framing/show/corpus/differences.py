"""Where the groups of a corpus differ: each measure as dots with intervals, the same figures as `framing compare`."""

from __future__ import annotations

from framing.show import groups
from framing.show.html import Html, esc, join, slug
from framing.show.parts import trust
from framing.show.words import figures, upper
from framing.study.compared import DIFFER, FEW, STEADY, Comparison
from framing.study.overall import Overall
from framing.study.panel import CHAPTERS
from framing.study.tellings import headline


def differences(overall: Overall) -> Html:
    """The comparison: what differs at once, what does not, or cannot be told, on demand; one line without groups.

    Args:
        overall: what was found over all articles.

    Example:
        >>> from framing.study.overall import Overall
        >>> made = str(differences(Overall(None, "There is one outlet.", (), {}, (), 3)))
        >>> "There is one outlet." in made, "<figure" in made
        (True, False)
    """
    found = overall.found
    title = "Do they differ?" if found is None else f"By {found.by or found.over}: what differs"
    inner = Html(f"<p>{esc(overall.why)}</p>") if found is None else _compared(found)
    return Html(
        '<section class="sec" id="differences" aria-labelledby="differences-h"><h2 id="differences-h">'
        f"{esc(title)}</h2>{inner}</section>"
    )


def _compared(found: Comparison) -> Html:
    telling = _telling(found)
    parts = [Html(f'<p class="find">{esc(headline(found))}</p>'), groups.notes(found)]
    if found.by is not None:
        parts += [groups.differences(found)] if len(found.differing) else []
        size = f"{figures(len(found.groups), 'group')}, and how large they are"
        parts.append(Html(f"<details><summary>{esc(size)}</summary>{groups.groups(found)}</details>"))
    for chapter in CHAPTERS:
        own = found.measures[found.measures["chapter"] == chapter]["measure"].tolist()
        shown = [name for name in own if name in telling]
        if own:
            parts.append(_chapter(found, chapter, shown, [name for name in own if name not in telling]))
    parts.append(Html(f"<details><summary>How this was compared</summary>{groups.methods(found)}</details>"))
    return join(parts)


def _telling(found: Comparison) -> set[str]:
    """The measures in which groups differ, or which change."""
    if found.by is not None:
        return set(found.measures.loc[found.measures["told"] == DIFFER, "measure"])
    return set(found.courses.loc[~found.courses["told"].isin([FEW, STEADY]), "measure"])


def _chapter(found: Comparison, name: str, shown: list[str], rest: list[str]) -> Html:
    parts = [Html(f'<h3 id="c-{slug(name)}">{esc(upper(name))}</h3>')]
    if groups.TRUST[name]:
        parts.append(trust(groups.TRUST[name]))
    parts += [groups.measure(found, one) for one in shown]
    if rest:
        told = "in which no difference was found, or too few tell" if found.by is not None else (
            "in which no change was found, or too few tell"
        )  # fmt: skip
        inner = join([groups.measure(found, one, data=False) for one in rest])
        lead = f"{figures(len(rest), 'measure')} {told}"
        parts.append(Html(f"<details><summary>{esc(lead)}</summary>{inner}</details>"))
    return Html(f'<div class="chap">{join(parts)}</div>')
