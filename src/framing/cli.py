"""The commands; no logic."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from framing import __version__
from framing.article import SetAside
from framing.comparison.commands import compare as _compare
from framing.exchange.coding_commands import COMMANDS as CODING
from framing.exchange.commands import COMMANDS as EXCHANGE
from framing.serve.commands import serve as _serve
from framing.show.commands import figure as _figure


class _Commands(click.Group):
    """Turns every error into one sentence on standard error, unless --debug asks for the traceback."""

    def main(self, *args: Any, **extra: Any) -> Any:
        try:
            return super().main(*args, **{**extra, "standalone_mode": False})
        except click.exceptions.Abort:
            click.echo(
                "framing: stopped; what was finished is kept, and the next run goes on from there.", err=True
            )
            sys.exit(130)
        except click.ClickException as error:
            click.echo(f"framing: {_sentence(error.format_message())} See 'framing --help'.", err=True)
            sys.exit(2)
        except click.exceptions.Exit as done:
            sys.exit(done.exit_code)
        except (ValueError, OSError, KeyError) as error:
            if "--debug" in sys.argv:
                raise
            click.echo(f"framing: {_sentence(_message(error))}", err=True)
            sys.exit(2)
        except Exception as error:
            if "--debug" in sys.argv:
                raise
            click.echo(
                f"framing: a fault of the suite itself ({type(error).__name__}: {error}); "
                "run the command again with --debug and report what it prints.",
                err=True,
            )
            sys.exit(70)


def _message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        what, do = _FAULTS.get(error.errno or 0, (error.strerror, "check the place, or give another"))
        return f"'{error.filename}': {what}; {do}" if error.filename else f"{what}; {do}"
    return str(error.args[0]) if error.args else type(error).__name__


_FAULTS = {
    errno.ENOENT: ("nothing is there", "give a place that exists"),
    errno.EEXIST: ("it is a file", "give a folder with --out"),
    errno.ENOTDIR: ("it is a file, or lies in one", "give a folder with --out"),
    errno.EISDIR: ("it is a folder", "give a file"),
    errno.EACCES: ("it may not be read or written", "change its permissions or give another place"),
    errno.EPERM: ("it may not be read or written", "change its permissions or give another place"),
    errno.EROFS: ("the file system is read-only", "give another place"),
    errno.ENOSPC: ("the disk is full", "free some space and run the command again"),
    errno.ENAMETOOLONG: ("the name is too long", "give a shorter one"),
}


def _sentence(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if one_line.endswith((".", "…")) else one_line + "."


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="framing")
def main() -> None:
    """Read news as a careful reader does, and show the evidence.

    Who gets to speak, what is claimed and what alleged, how sure it sounds, what things are called.

    \b
    Example:
      framing report articles/ --out reports/
    """


class _Lessons(click.Group):
    """`framing classroom OUT` makes a lesson; what is no subcommand is the folder to write it to."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["make", "collect"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from framing.classroom.commands import COMMANDS

        return COMMANDS.get(cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = not args or args[0] in (*self.list_commands(ctx), "-h", "--help")
        return super().parse_args(ctx, args if known else ["make", *args])


def _debug(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")(
        command
    )


def _own(command: Callable[..., Any]) -> Callable[..., Any]:
    """The flags for what a user brings of her own besides word lists."""
    command = click.option(
        "--corrections", metavar="FILE", help="JSON Lines with what people said of single rows."
    )(command)
    return click.option(
        "--frames", multiple=True, metavar="FILE",
        help="Frame scheme of your own (CSV) in place of the generic one; several times for several.",
    )(command)  # fmt: skip


_STRICT = "Exit non-zero where anything was set aside, is in doubt or is a copy."


def _columns(command: Callable[..., Any]) -> Callable[..., Any]:
    """The flags that name columns, as one `columns` argument."""
    from functools import wraps

    names = ("text", "date", "outlet", "headline", "id", "byline")

    @wraps(command)
    def wrapped(*args: Any, columns_file: str | None, **extra: Any) -> Any:
        from framing.reading.columns import Columns
        from framing.reading.mapping import load

        given = Columns(**{name: extra.pop(f"{name}_column") for name in names})
        return command(*args, columns=load(columns_file, given) if columns_file else given, **extra)

    made: Callable[..., Any] = click.option(
        "--columns",
        "columns_file",
        metavar="FILE",
        help="YAML file that names the columns: 'text: fields.bodyText'.",
    )(wrapped)
    for name in reversed(names):
        help_text = (
            f"Column with the {'text' if name == 'text' else name}, in tables; dotted for what is nested."
        )
        made = click.option(f"--{name}-column", metavar="NAME", help=help_text)(made)
    return made


_copies = click.option(
    "--copies", type=click.Choice(["keep", "once", "drop"]), default="once", show_default=True,
    help="Count near copies: all, one of each group, or none of a group.",
)  # fmt: skip


@main.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--out", default="reports", metavar="DIR", show_default=True, help="Folder for the reports.")
@click.option(
    "--notebook",
    "notebooks",
    multiple=True,
    metavar="NAME",
    help="Notebook to run, by name, number or path; study for all that look at a corpus; several times for several.",
)
@click.option(
    "--camps",
    multiple=True,
    metavar="FILE",
    help="Camps file, or the name of a shipped one; several times for one set of reports each.",
)
@click.option(
    "--by",
    "groupings",
    multiple=True,
    metavar="COLUMN",
    help="Compare by outlet, language or a column, with a page a group; by month or year, on one page; article, "
    "corpus: which pages are made.",
)
@click.option("--runs", metavar="FILE", help="YAML file that describes the batch instead.")
@_columns
@_copies
@click.option("--model", metavar="FILE", help="Weights of your own for the attribution model.")
@click.option("--lexicons", metavar="DIR", help="Folder with word lists of your own.")
@_own
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of everything drawn at random.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Time that one cell of a notebook may take; 600 where not given.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Workers at a time; at most one a core.")
@click.option("--force", is_flag=True, help="Build all, changed or not.")
@click.option("--list", "list_only", is_flag=True, help="Build nothing; say what would be built, and why.")
@click.option("--strict", is_flag=True, help=_STRICT)
@_debug
def report(
    inputs: Sequence[str], out: str, notebooks: Sequence[str], camps: Sequence[str], groupings: Sequence[str],
    runs: str | None, columns: Any, copies: str, model: str | None, lexicons: str | None,
    frames: Sequence[str], corrections: str | None, seed: int,
    timeout: float | None, jobs: int | None, force: bool, list_only: bool, strict: bool,
) -> None:  # fmt: skip
    """Annotate INPUT, run the notebooks over it and write DIR/index.html; the seed article without INPUT.

    \b
    Example:
      framing report articles/ --camps camps.yaml --out reports/
    """
    from framing.report.build import build
    from framing.report.progress import Bar
    from framing.runner.kernels import TIMEOUT

    result = build(
        inputs, out, notebooks=notebooks or None, camps=camps or None, groupings=groupings, runs_file=runs,
        text_column=columns.text, fields=columns, copies=copies, seed=seed, model=model, lexicons=lexicons,
        frames=frames, corrections=corrections, force=force, list_only=list_only,
        jobs=jobs, strict=strict, timeout=TIMEOUT if timeout is None else timeout, progress=Bar(),
    )  # fmt: skip
    if list_only:
        for one in result.reports:
            click.echo(f"{one.status:10} {one.path}  {one.reason}".rstrip())
    _report_set_aside([SetAside(source, reason) for source, reason in result.set_aside])
    for note in result.notes:
        click.echo(_visible(note), err=True)
    for line in result.told:
        click.echo(_visible(line), err=True)
    click.echo(result.sentence)
    sys.exit(result.exit_code)


@main.group(cls=_Lessons)
def classroom() -> None:
    """Make a lesson of an article, and lay the answers of a class together.

    \b
    Example:
      framing classroom lesson/ --article story.txt
    """


def _reading(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--camps", metavar="FILE", help="Camps file, or the name of a shipped one.")(
        command
    )
    command = _columns(command)
    return click.option("--strict", is_flag=True, help=_STRICT)(command)


@main.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--out", metavar="DIR", help="Folder for the Parquet files.")
@click.option("--list", "listed", metavar="DIR", help="Make nothing; tell what tables are in DIR.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Workers at a time; one a core where not given."
)
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Time that one article may take before it is set aside; 60 where not given.",
)
@click.option(
    "--part",
    type=click.IntRange(2),
    metavar="N",
    help="Articles of a part, about; makes parts of a small input too.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Workers of this machine, or of a Dask cluster (pip install framing[dask]).",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Of the Dask scheduler; a cluster on this machine without."
)
@click.option("--model", metavar="FILE", help="Weights of your own for the attribution model.")
@click.option("--lexicons", metavar="DIR", help="Folder with word lists of your own.")
@_own
@_reading
@_debug
def annotate(inputs: Sequence[str], out: str | None, listed: str | None, strict: bool, **how: Any) -> None:
    """Write the tables of INPUT as Parquet: a file a table, or a folder of parts for more than 2,000 articles.

    Stopped anyhow, it goes on from there; of a corpus that has grown, only what is new is annotated.

    \b
    Example:
      framing annotate articles.jsonl --out tables/
      framing annotate --list tables/
    """
    from framing.dataset import commands

    if listed is not None:
        from framing.dataset.listing import listing

        for line in listing(listed):
            click.echo(_visible(line))
        return
    if not inputs or out is None:
        raise click.UsageError("give INPUT and --out DIR, or --list DIR.")
    said = commands.annotate(inputs, out, **how)
    _report_set_aside(said.set_aside)
    for line in said.notes:
        click.echo(_visible(line), err=True)
    click.echo(said.line)
    if said.failed or (strict and not said.clean):
        sys.exit(1)


@main.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@click.option("--html", metavar="FILE", help="Write the same as an HTML page to FILE.")
@click.option("--strict", is_flag=True, help=_STRICT)
@_columns
@_debug
def inspect(inputs: Sequence[str], html: str | None, strict: bool, columns: Any) -> None:
    """Show what would be read of INPUT: outlets, dates and where they come from, copies, what is in doubt.

    \b
    Example:
      framing inspect export.txt --html inspect.html
    """
    from framing.reading import read
    from framing.reading.inspection import closing, screen
    from framing.reading.inspection import inspect as look

    found = look(read(*inputs, columns=columns))
    for line in screen(found).split("\n"):
        click.echo(_visible(line))
    for line in closing(found):
        click.echo(_visible(line))
    if html is not None:
        from framing.show.inspection import page
        from framing.tables import atomic

        with atomic(html) as beside:
            beside.write_text(page(found), encoding="utf-8")
        click.echo(f"Wrote the page to {html}.")
    if strict and not found.clean:
        sys.exit(1)


def _report_set_aside(aside: Sequence[Any]) -> None:
    """The table of what was set aside and why, on standard error."""
    if not aside:
        return
    click.echo(f"{len(aside)} set aside:", err=True)
    for one in aside[:50]:
        click.echo(f"  {_visible(one.source)}  {_visible(one.reason)}", err=True)
    if len(aside) > 50:
        click.echo(f"  … and {len(aside) - 50} more.", err=True)


def _visible(text: str) -> str:
    """A file's name or content must not steer the terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)


@main.command()
@click.argument("task")
@click.option("--gold", required=True, metavar="FILE", help="JSON Lines with id, text and the task's labels.")
@click.option("--model", metavar="FILE", help="Weights of your own for the attribution model.")
@click.option("--camps", metavar="FILE", help="Camps file, or the name of a shipped one.")
@click.option("--bootstrap", type=click.IntRange(0), default=0, help="Resamples for 95 % intervals.")
@click.option("--seed", type=int, default=0, help="Seed of the resampling.")
@_debug
def evaluate(task: str, gold: str, model: str | None, camps: str | None, bootstrap: int, seed: int) -> None:
    """Measure a layer on gold data and print the figures as JSON.

    TASK is attribution, agentless, speakers, pronouns, sources, accusations, relations, hedges, weasel, loaded,
    frames or tone.

    \b
    Example:
      framing evaluate agentless --gold data/gold/agentless.jsonl --bootstrap 1000
    """
    from framing.evaluate import evaluate as measure

    result = measure(task, gold, camps=camps, model=model, bootstrap=bootstrap, seed=seed)
    click.echo(json.dumps(_rounded(result), indent=2, ensure_ascii=False))


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return round(value, 4) if isinstance(value, float) else value


@main.group()
def camps() -> None:
    """Draft camps files, and check them."""


@camps.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@click.option("--out", metavar="FILE", help="Write here instead of to standard output.")
@_columns
@click.option("--force", is_flag=True, help="Write over a file that is there, also where it was edited.")
@_debug
def suggest(inputs: Sequence[str], out: str | None, columns: Any, force: bool) -> None:
    """Draft a camps file from who accuses, answers and speaks for whom in INPUT, for you to edit.

    INPUT is a folder that `framing annotate` wrote, or articles. Each member stands with the sentence that puts it
    there; who is doubtful is listed apart. The draft works with --camps as it is.

    \b
    Example:
      framing camps suggest articles/ --out camps.yaml
      framing camps suggest tables/ --out camps.yaml
    """
    from framing.study.suggesting import suggested
    from framing.tables import atomic

    if out is not None and Path(out).is_dir():
        raise ValueError(f"'{out}' is a folder; give a file with --out.")
    if out is not None and not force and Path(out).exists():
        raise ValueError(
            f"'{out}' is there already and may have been edited; give another --out, or --force to write over it."
        )
    made = suggested(inputs, columns)
    _report_set_aside(made.set_aside)
    if out is None:
        click.echo(made.text, nl=False)
        return
    with atomic(out) as beside:
        beside.write_text(made.text, encoding="utf-8")
    click.echo(f"Wrote {made.told} to {out}; edit it, then use --camps {out}.")


@camps.command()
@click.argument("file", metavar="FILE")
@_debug
def check(file: str) -> None:
    """Load the camps of FILE, or a shipped one by its name, and print each camp with its rules.

    \b
    Example:
      framing camps check camps.yaml
    """
    from framing.camps.file import FLAGS, LISTS, load

    found = load(file)
    for camp in found:
        click.echo(f"{_visible(camp.name)} ({camp.code})")
        rules = [flag for flag in FLAGS if getattr(camp, flag)]
        rules += [f"{name}: {', '.join(words)}" for name in LISTS if (words := getattr(camp, name, ()))]
        for rule in rules:
            click.echo(_visible(f"  {rule}"))
    click.echo(f"{len(found)} camp{'' if len(found) == 1 else 's'} in {_visible(file)}; no fault found.")


main.add_command(_compare)
main.add_command(_serve)
main.add_command(_figure)
for _command in (*CODING, *EXCHANGE):
    main.add_command(_command)


if __name__ == "__main__":
    main()
