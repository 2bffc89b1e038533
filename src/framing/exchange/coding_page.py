"""A coding page: one file for any browser, without Python and without a network, one question a time by keyboard."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from framing.exchange.questions import KEYS, Question
from framing.exchange.samples import Drawn, Sample
from framing.page.clean import embedded, policy
from framing.show.style import colours
from framing.tables import atomic


def coding_page(sample: Sample, asked: Sequence[Question], *, blind: bool = True) -> str:
    """The page as text.

    Args:
        sample: what is to be coded.
        asked: the questions.
        blind: whether the machine's answers stay out of the page altogether.
    """
    units = [_unit(one, asked, blind) for one in sample.drawn]
    told = "\n".join(one.id for one in sample.drawn)
    data = {
        "id": hashlib.sha256(told.encode()).hexdigest()[:12], "keys": KEYS, "units": units,
        "questions": [
            {"name": q.name, "asks": q.asks, "values": list(q.values), "help": q.help, "ends": q.ends} for q in asked
        ],
    }  # fmt: skip
    script = _resource("coding.js").strip()
    light, dark = colours()
    css = _resource("coding.css").strip().replace("{{ light }}", light).replace("{{ dark }}", dark)
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(
        _resource("coding.html.j2")
    )
    return template.render(
        title=f"{len(sample.drawn):,} {sample.of}", data=embedded(data), policy=Markup(policy((script,))),
        css=Markup(css), script=Markup(script),
    )  # fmt: skip


def _unit(one: Drawn, asked: Sequence[Question], blind: bool) -> dict[str, Any]:
    before, words, behind = one.parts
    made: dict[str, Any] = {"unit": one.id, "before": before, "words": words, "behind": behind, **one.article}
    if one.unit.name:
        made["about"] = one.unit.name
    if not blind:
        made["machine"] = {q.name: one.unit.machine[q.name] for q in asked if q.name in one.unit.machine}
    return made


def write_page(sample: Sample, asked: Sequence[Question], path: str | Path, *, blind: bool = True) -> None:
    """Write the page, whole or not at all."""
    with atomic(path) as beside:
        beside.write_text(coding_page(sample, asked, blind=blind), encoding="utf-8", newline="\n")


def _resource(name: str) -> str:
    return resources.files("framing").joinpath("resources", "coding", name).read_text(encoding="utf-8")
