"""The lesson on paper: a handout, an answer sheet and the teacher's notes, as pages to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from framing.classroom.pack import LAYERS, NOBODY, Pack
from framing.classroom.plan import Plan
from framing.classroom.texts import items, resource, texts
from framing.page.clean import policy

SIZES = {"a4": "A4", "letter": "letter"}
"""Sizes of paper, as the name of a file has them and as a style sheet does."""

TEACHER = "teacher"
"""The folder that a teacher keeps: it holds the solutions."""

_LINES = {"mark": 10, "loaded": 5, "rewrite": 4}


def papers(pack: Pack, plan: Plan, word: str, *, language: str = "en") -> dict[str, str]:
    """Every page to print, by the path that it has in the lesson's folder.

    Args:
        pack: the lesson as data.
        plan: what it asks.
        word: the teacher's word, which stands in the notes.
        language: of what students read.

    Returns:
        For A4 and Letter: `paper/handout-…` and `paper/answers-…` for students, `teacher/notes-…` for the teacher.
    """
    words = texts(language)
    made = {}
    for name, size in SIZES.items():
        handout = _story(pack, words) + _glossary(words)
        made[f"paper/handout-{name}.html"] = _page(pack, handout, size, language)
        made[f"paper/answers-{name}.html"] = _page(pack, _sheet(pack, words), size, language)
        made[f"{TEACHER}/notes-{name}.html"] = _page(pack, _notes(pack, plan, word), size, "en")
    return made


def _page(pack: Pack, main: str, size: str, language: str) -> str:
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(resource("paper.html.j2"))
    return template.render(
        language=language, texts=texts(language), title=pack.public["title"], policy=Markup(policy()), size=size,
        css=Markup(resource("paper.css").strip()), main=Markup(main),
    )  # fmt: skip


def _heading(pack: Pack, under: str = "") -> str:
    return f"<h1>{escape(pack.public['title'])}</h1>" + (f"<p>{escape(under)}</p>" if under else "")


def _story(pack: Pack, words: Mapping[str, str]) -> str:
    """The story with a letter or number for each paragraph, wide enough to write between the lines."""
    lines = []
    for place in pack.public["places"]:
        text = "".join(before + word for before, word in place["pieces"]) + place["rest"]
        lines.append(f"<p><b>{escape(short(place['name']))}</b><span>{escape(text)}</span></p>")
    head = _heading(pack, words["read.text"])
    return f'<section class="sheet">{head}<div class="story" lang="{escape(pack.public["lang"])}">{"".join(lines)}</div></section>'  # noqa: E501


def short(name: str) -> str:
    """The name of a paragraph as it stands in a margin.

    Example:
        >>> short("paragraph 12"), short("headline"), short("caption 2")
        ('12', 'H', 'C2')
    """
    kind, _, number = name.partition(" ")
    return number if kind == "paragraph" else kind[:1].upper() + number


def _glossary(words: Mapping[str, str]) -> str:
    pairs = "".join(
        f"<dt>{escape(words[key])}</dt><dd>{escape(words[key.removesuffix('.word') + '.text'])}</dd>"
        for key in words if key.startswith("glossary.") and key.endswith(".word")
    )  # fmt: skip
    return f"<section><h2>{escape(words['glossary.head'])}</h2><dl>{pairs}</dl></section>"


def _sheet(pack: Pack, words: Mapping[str, str]) -> str:
    parts = [_heading(pack), _test(words, "a", "pre")]
    for task in pack.public["tasks"]:
        if task in ("read", "compare"):
            continue
        parts.append(f"<h2>{escape(words[task + '.head'])}</h2><p>{escape(words[task + '.text'])}</p>")
        if task == "predict":
            parts.append(
                _table([words["predict.head"], "0–10"], [[side, ""] for side in pack.public["sides"]])
            )
        elif task == "accusers":
            parts.append(
                _table([words["accusers.words"], words["accusers.by"]], [["", ""] for _ in range(4)])
            )
        else:
            parts.append('<ul class="lines">' + "<li></li>" * _LINES[task] + "</ul>")
        if task == "rewrite":
            ticks = "".join(
                f'<p><span class="box"></span>{escape(words[f"rewrite.{n}"])}</p>' for n in (1, 2, 3)
            )
            parts.append(f"<p>{escape(words['rewrite.check'])}</p>{ticks}")
    parts += [
        _test(words, "b", "post"),
        f"<p>{escape(words['hand.last'])}</p>",
        '<ul class="lines"><li></li></ul>',
    ]
    return f'<section class="sheet">{"".join(parts)}</section>'


def _test(words: Mapping[str, str], form: str, which: str) -> str:
    parts = [f"<h2>{escape(words[which + '.head'])}</h2><p>{escape(words[which + '.text'])}</p>"]
    for item in items():
        if item.form == form:
            base = f"test.{form}.{item.number}"
            options = "".join(
                f'<span><i class="box"></i>{escape(words[f"{base}.{n}"])}</span>'
                for n in range(1, item.options + 1)
            )
            parts.append(f"<p><b>{escape(words[base + '.ask'])}</b> {escape(words[base + '.text'])}</p>"
                         f'<p class="options">{options}</p>')  # fmt: skip
    return "".join(parts)


def _notes(pack: Pack, plan: Plan, word: str) -> str:
    """The notes: how the lesson goes, what the suite found, what is doubtful, and the research behind it."""
    tests = {form: [item.answer for item in items() if item.form == form] for form in ("a", "b")}
    parts = [
        _heading(pack, "Notes for the teacher. This page holds the solutions; do not hand it out."),
        f"<h2>The word</h2><p>Students open the solutions in lesson.html with: <b>{escape(word)}</b>. Give it out when "
        "all have marked. It keeps an honest class honest; it is no safe.</p>",
        f"<h2>The plan</h2><p>About {plan.minutes} minutes at age {plan.level}: {escape(', '.join(plan.asked))}, and "
        "two short tests.</p>",
        _bullets(f"Left out: {task.name}. {task.why_not}" for task in plan.tasks if not task.asked),
        "<h2>What the suite finds</h2>", _bullets(plan.finds),
        "<h2>Look at it before class</h2>", _bullets(plan.doubts or ["The suite sees nothing doubtful."]),
        "<h2>Solutions</h2><p>The suite is one more reader. Where a student disagrees for a good reason, the student "
        "is right.</p>",
        *(_marks(pack, task) for task in LAYERS if pack.solutions[task]),
        _accusations(pack) if pack.solutions["accusers"] else "",
        f"<p>The short tests: form A {tests['a']}, form B {tests['b']} (numbers of the answers, from the top).</p>",
        "<h2>After class</h2><p>Collect the files, lines or codes in one folder and run "
        f"<code>framing classroom collect FOLDER --lesson lesson/ --word {escape(word)}</code>: "
        "who marked what, guesses and counts, agreement, and "
        "before and after. On paper, let pairs compare their sheets and count shared marks.</p>",
        resource("research.html"),
    ]  # fmt: skip
    return f'<section class="sheet">{"".join(parts)}</section>'


def _bullets(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def _said(pack: Pack, first: int, last: int) -> str:
    pieces = [piece for place in pack.public["places"] for piece in place["pieces"]]
    return str(pieces[first][1]) + "".join(before + word for before, word in pieces[first + 1 : last + 1])


def _where(pack: Pack, word: int) -> str:
    return str([place["name"] for place in pack.public["places"] if place["first"] <= word][-1])


def _marks(pack: Pack, task: str) -> str:
    head = texts()[task + ".head"]
    return _table([head, "Where"], [[_said(pack, a, b), _where(pack, a)] for a, b in pack.solutions[task]])


def _accusations(pack: Pack) -> str:
    rows = [[_said(pack, a, b), _where(pack, a), "nobody" if who == NOBODY else who]
            for a, b, who in pack.solutions["accusers"]]  # fmt: skip
    return _table(["Accusation", "Where", "Who accuses"], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    top = "".join(f'<th scope="col">{escape(name)}</th>' if name else "<td></td>" for name in head)
    lines = "".join(
        "<tr>"
        + "".join(f"<td>{escape(cell)}</td>" if cell else '<td class="blank"></td>' for cell in row)
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"
