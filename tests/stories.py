"""Invented stories with their tables, made by hand: what the pictures are tested on."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from framing.study.camp_styles import CampStyle
from framing.tables import Tables

CAMPS = (
    CampStyle("city hall", "CH", 1, official=True),
    CampStyle("critics", "CR", 2, critics=True),
    CampStyle("experts", "EX", 3),
    CampStyle("other", "OT", 4),
)

TEXT = (
    "Mayor defends bridge plan\n\n"
    "Sign up for our newsletter\n\n"
    "Mayor Ada Quill said the old bridge “is perfectly safe for now”, and that traffic might grow.\n\n"
    'Engineer Lou Beck told the council: "It is a risk we cannot name.\n\n'
    '"Somebody will have to pay."\n\n'
    "The city has been widely accused of ignoring reckless builders.\n\n"
    "The so-called “model project” opened in May."
)


def place(words: str, within: str = TEXT, after: int = 0) -> tuple[int, int]:
    start = within.index(words, after)
    return start, start + len(words)


def spans(*words: str) -> list[dict[str, int]]:
    return [dict(zip(("start", "end"), place(w), strict=True)) for w in words]


def statement(
    number: int, kind: str, source: str | None, cue: str, content: list[str], **more: Any
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "article_id": "bridge",
        "statement_id": number,
        "kind": kind,
        "content": spans(*content),
        "act": "states",
        "stance": "neutral",
        "score": 0.9,
        "rule": "model",
        "region": "body",
    }
    row["source_start"], row["source_end"] = place(source) if source else (None, None)
    row["cue_start"], row["cue_end"] = place(cue)
    return row | more


def story() -> Tables:
    """One article: two camps that speak, an accusation by no one, a quotation over two paragraphs."""
    a, b = place("“model project”")
    regions = [
        ("headline", *place("Mayor defends bridge plan")),
        ("furniture", *place("Sign up for our newsletter")),
        ("body", place("Mayor Ada Quill")[0], len(TEXT)),
    ]
    return Tables.from_rows(
        {
            "articles": [
                {
                    "article_id": "bridge",
                    "source": "bridge.txt",
                    "text": TEXT,
                    "language": "en",
                    "headline": "Mayor defends bridge plan",
                    "outlet": "The Weir",
                    "byline": ["Jo Marsh"],
                }
            ],
            "regions": [{"article_id": "bridge", "region": n, "start": s, "end": e} for n, s, e in regions],
            "statements": [
                statement(
                    0,
                    "mixed",
                    "Mayor Ada Quill",
                    "said",
                    ["the old bridge “is perfectly safe for now”", "that traffic might grow"],
                    speaker="Ada Quill",
                    role="mayor",
                    speaker_type="person",
                    camp="city hall",
                    verb="say",
                ),
                statement(
                    1,
                    "direct",
                    "Engineer Lou Beck",
                    "told",
                    ['"It is a risk we cannot name.', '"Somebody will have to pay."'],
                    speaker="Lou Beck",
                    speaker_type="person",
                    camp="experts",
                    verb="tell",
                ),
                statement(
                    2,
                    "indirect",
                    None,
                    "has been widely accused of",
                    ["ignoring reckless builders"],
                    speaker_type="agentless",
                    camp="critics",
                    act="accuses",
                    verb="accuse",
                    target="the city",
                ),
            ],
            "accusations": [
                mark(
                    "accused of ignoring reckless builders",
                    accusation_id=0,
                    target="the city",
                    kind="accuses",
                    voice="journalist",
                    reply="none",
                    score=0.9,
                    trust=0.9,
                )
            ],
            "quotations": [
                {"article_id": "bridge", "start": a, "end": b, "type": "scare quotes", "statement_id": None}
            ],
            "hedges": [
                mark("might", category="hedge", voice="journalist", rule="modal verb", reported_by=0),
                mark("widely", category="weasel", voice="journalist", rule="how many?"),
                mark("so-called", category="hedge", voice="journalist", rule="distance"),
            ],
            "loaded": [mark("reckless", voice="journalist", rule="reckless", reason="blame", reported_by=2)],
            "names": [
                mark(
                    "old bridge",
                    referent="the bridge",
                    term="bridge",
                    connotation=0,
                    voice="journalist",
                    reported_by=0,
                ),
                mark(
                    "model project",
                    referent="the bridge",
                    term="model project",
                    connotation=1,
                    voice="journalist",
                ),
            ],
            "frames": [
                {"article_id": "bridge", "frame": "conflict", "score": 0.6, "present": True, "evidence": []}
            ],
            "tone": [
                {
                    "article_id": "bridge",
                    "sentence_id": 0,
                    "start": a,
                    "end": b,
                    "compound": -0.4,
                    "voice": "journalist",
                },
                {
                    "article_id": "bridge",
                    "sentence_id": 1,
                    "start": a,
                    "end": b,
                    "compound": 0.3,
                    "voice": "1",
                },
            ],
            "tone_toward": [
                {
                    "article_id": "bridge",
                    "sentence_id": 0,
                    "start": a,
                    "end": b,
                    "target": "the city",
                    "polarity": -1,
                    "score": 0.8,
                    "voice": "journalist",
                }
            ],
        },
        {"version": "1.2.3", "model": "0123456789abcdef0123"},
    )


def mark(words: str, **more: Any) -> dict[str, Any]:
    start, end = place(words)
    return {"article_id": "bridge", "start": start, "end": end, "text": words} | more


def many(articles: int, each: int, *, text: str | None = None, accuse: int = 4) -> Tables:
    """A corpus of so many articles with so many statements each; every fourth accuses by default."""
    rows: dict[str, list[dict[str, Any]]] = {"articles": [], "statements": [], "hedges": [], "tone": []}
    camps = [camp.name for camp in CAMPS[:3]]
    for a in range(articles):
        name, whole = f"a/{a}<&>", ""
        for i in range(each):
            start = len(whole)
            words = text or f"pier {i} will perhaps hold"
            whole += f"Nia Holt said {words}.\n\n"
            left = start + len("Nia Holt said ")
            accusing = accuse and i % accuse == accuse - 1
            nobody = i % 8 == 7
            rows["statements"].append(
                {
                    "article_id": name,
                    "statement_id": i,
                    "kind": "indirect",
                    "content": [{"start": left, "end": left + len(words)}],
                    "source_start": None if nobody else start,
                    "source_end": None if nobody else start + 8,
                    "cue_start": start + 9,
                    "cue_end": start + 13,
                    "speaker": None if nobody else "Nia Holt",
                    "speaker_type": "agentless" if nobody else "person",
                    "camp": camps[i % 3],
                    "verb": "say",
                    "act": "accuses" if accusing else "states",
                    "target": "<the port>" if accusing else None,
                }
            )
            rows["tone"].append(
                {
                    "article_id": name,
                    "sentence_id": i,
                    "start": left,
                    "end": left + 4,
                    "compound": (i % 9 - 4) / 5,
                    "voice": "journalist",
                }
            )
            if text is None:
                at = whole.index("perhaps", start)
                rows["hedges"].append(
                    {
                        "article_id": name,
                        "start": at,
                        "end": at + 7,
                        "text": "perhaps",
                        "rule": "perhaps",
                        "category": "hedge",
                        "voice": "journalist",
                        "reported_by": i,
                    }
                )
        rows["articles"].append(
            {"article_id": name, "text": whole or "It rained.", "outlet": f"Paper {a % 3}"}
        )
    return Tables.from_rows(rows)


class Page(HTMLParser):
    """What a page is made of: its elements, ids, links, words."""

    VOID = frozenset(
        "area base br col embed hr img input link meta source track wbr path circle rect line use polygon".split()
    )

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            if tag == "a" and "a" in self.open:
                self.wrong.append("a link inside a link")
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]

    def faults(self) -> list[str]:
        """Everything that must not be: see the names of the checks."""
        found = list(self.wrong) + [f"<{tag}> never closed" for tag in self.open]
        ids = [str(attrs["id"]) for _, attrs in self.elements if "id" in attrs]
        found += [f"id twice: {name}" for name in set(ids) if ids.count(name) > 1]
        for tag, attrs in self.elements:
            for key, value in attrs.items():
                fetched = key in ("src", "srcset", "poster", "action", "data") or (
                    key == "href" and tag != "a"
                )
                if fetched and not str(value).startswith(("data:", "#")):
                    found.append(f"fetched from outside: {value}")
                if key.startswith("on"):
                    found.append(f"a handler: {key}")
                if key in ("aria-labelledby", "aria-describedby", "for") and not set(
                    str(value).split()
                ) <= set(ids):
                    found.append(f"{key} to nowhere: {value}")
                if key == "href" and str(value).startswith("#") and str(value)[1:] not in ids:
                    found.append(f"a link to nowhere: {value}")
                if (
                    key == "href"
                    and re.match(r"\s*[a-z]+:", str(value))
                    and not str(value).startswith("data:")
                ):
                    found.append(f"a link outside: {value}")
                if "url(#" in str(value) and re.findall(r"url\(#([^)]+)\)", str(value))[0] not in ids:
                    found.append(f"a pattern from nowhere: {value}")
            if tag == "img" and not attrs.get("alt"):
                found.append("a picture without alt")
            if tag == "svg" and not (attrs.get("aria-hidden") or attrs.get("aria-label")):
                found.append("a drawing without a label")
            if tag == "svg" and attrs.get("aria-label") and attrs.get("role") != "img":
                found.append("a drawing without its role")
        return found


def executed(*outputs: Any) -> dict[str, Any]:
    """A notebook, one cell an output, as its JSON would hold it."""
    return {
        "cells": [
            {
                "cell_type": "code",
                "metadata": {},
                "source": "show.it()",
                "outputs": [
                    {
                        "output_type": "display_data",
                        "metadata": {},
                        "data": {"text/html": output._repr_html_(), "text/plain": repr(output)},
                    }
                ],
            }
            for output in outputs
        ],
        "metadata": {},
    }


HOSTILE = (
    "<script>alert(1)</script> & =cmd|' /C calc'!A0 \x00\x07\x1b \u202eevil\u202c \ud800 שלום עולם "
    '\' onmouseover="x" ]]> --> '
    "</style></title><img src=x onerror=alert(2)> {{7*7}} {% raw %}"
)


def hostile() -> Tables:
    text = f"{HOSTILE}\n\nHe said {HOSTILE}."
    left = text.index("He said ") + 8
    nasty = {
        "speaker": HOSTILE,
        "role": HOSTILE,
        "camp": HOSTILE,
        "verb": HOSTILE,
        "target": HOSTILE,
        "rule": HOSTILE,
    }
    row = {
        "article_id": HOSTILE,
        "statement_id": 0,
        "kind": "indirect",
        "source_start": left - 8,
        "source_end": left - 6,
        "cue_start": left - 5,
        "cue_end": left - 1,
        "content": [{"start": left, "end": len(text) - 1}],
        "speaker_type": "person",
        "act": "accuses",
        "stance": "neutral",
        "score": 1.0,
        "camp_rule": HOSTILE,
    }
    clean = {
        key: value.replace("\ud800", "\ufffd") if isinstance(value, str) else value
        for key, value in {**row, **nasty}.items()
    }
    name = HOSTILE.replace("\ud800", "\ufffd")
    words = text.replace("\ud800", "\ufffd")
    spot = {
        "article_id": name,
        "start": left,
        "end": left + 8,
        "text": name,
        "voice": "journalist",
        "rule": name,
    }
    return Tables.from_rows(
        {
            "articles": [
                {
                    "article_id": name,
                    "source": name,
                    "text": words,
                    "headline": name,
                    "outlet": name,
                    "byline": [name],
                }
            ],
            "statements": [clean],
            "hedges": [spot | {"category": name}],
            "loaded": [spot | {"reason": name}],
            "names": [spot | {"referent": name, "term": name}],
            "frames": [{"article_id": name, "frame": name, "score": 0.5, "present": True, "evidence": []}],
            "tone": [
                {
                    "article_id": name,
                    "sentence_id": 0,
                    "start": 0,
                    "end": 30,
                    "compound": 0.0,
                    "voice": "journalist",
                }
            ],
            "tone_toward": [{"article_id": name, "target": name, "polarity": 1, "voice": "0"}],
        },
        {name: {name: [name]}},
    )


def gold(name: str, most: int = 40) -> Any:
    """Articles for measuring on: the seed, or the first texts of one of the suite's own gold files."""
    import framing
    from framing.article import Article

    root = Path(__file__).parents[1]
    if name == "seed":
        return framing.read(root / "seeds")
    lines = (root / "data" / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Article(row["id"], row["text"]) for row in map(json.loads, lines) if row.get("text")][:most]
