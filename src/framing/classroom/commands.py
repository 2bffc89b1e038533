"""The commands of the classroom; no logic."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click


@click.command()
@click.argument("out", metavar="OUT")
@click.option("--article", default="seed", metavar="FILE", help="A file with one article, or a shipped one.")
@click.option("--camps", metavar="FILE", help="Camps file; drafted from the article where there is none.")
@click.option(
    "--tasks", metavar="NAMES", help="Tasks with commas between them; chosen by the article otherwise."
)
@click.option("--level", type=int, default=15, show_default=True, help="The students' age: 12, 15 or 18.")
@click.option("--word", metavar="WORD", help="What opens the solutions in lesson.html; drawn anew otherwise.")
@click.option("--language", default="en", show_default=True, help="Of the lesson's interface: en or de.")
@click.option(
    "--beside", multiple=True, metavar="FILE", help="Another article on the same event; once or twice."
)
@click.option(
    "--check", is_flag=True, help="Only tell what the suite finds and what is doubtful; write nothing."
)
@click.option("--force", is_flag=True, help="Write over what is there, also where it was edited.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def make(out: str, **options: Any) -> None:
    """Write a lesson of an article to the folder OUT.

    \b
    Example:
      framing classroom lesson/ --article story.txt --check
      framing classroom lesson/ --article story.txt
    """
    from framing.classroom import make_lesson

    click.echo(make_lesson(out, **options).told)


@click.command()
@click.argument("answers", nargs=-1, metavar="ANSWERS...")
@click.option(
    "--lesson", metavar="DIR", help="Folder of the lesson, or its lesson.html; found near the answers."
)
@click.option("--word", metavar="WORD", help="The teacher's word, to show what the suite marks.")
@click.option("--out", default="class.html", show_default=True, metavar="FILE", help="The page to write.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def collect(answers: Sequence[str], lesson: str | None, word: str | None, out: str) -> None:
    """Lay the answers of a class together on one page: files, a folder, lines, or - for pasted lines.

    \b
    Example:
      framing classroom collect answers/ --lesson lesson/ --word amber-river-plum
    """
    from framing.classroom import gathering
    from framing.classroom.class_figure import class_page
    from framing.tables import atomic

    sources = [one for one in answers if one != "-"]
    pasted = sys.stdin.read() if "-" in answers else ""
    found = gathering.collect(sources, gathering.find_page(lesson, answers), word=word, pasted=pasted)
    with atomic(out) as beside:
        beside.write_text(class_page(found), encoding="utf-8")
    for one in found.set_aside:
        click.echo(f"set aside: {one.source}: {one.reason}", err=True)
    click.echo(f"Wrote the answers of {len(found.answers)} students to {out}.")


COMMANDS: Mapping[str, click.Command] = {"make": make, "collect": collect}
"""The subcommands of `framing classroom` by name."""
