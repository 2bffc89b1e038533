"""The commands; no logic."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from framing import __version__
from framing.article import SetAside


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
        return f"{error.strerror}: '{error.filename}'; choose a place that exists and can be written or read"
    return str(error.args[0]) if error.args else type(error).__name__


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


def _debug(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")(
        command
    )


@main.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--out", default="reports", metavar="DIR", show_default=True, help="Folder for the reports.")
@click.option(
    "--notebook",
    "notebooks",
    multiple=True,
    metavar="NAME",
    help="Notebook to run, by name, number or path; several times for several.",
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
    help="article, corpus, outlet, month, language or a column of the input.",
)
@click.option("--runs", metavar="FILE", help="YAML file that describes the batch instead.")
@click.option("--text-column", metavar="NAME", help="Column that holds the text, in tables.")
@click.option("--model", metavar="FILE", help="Weights of your own for the attribution model.")
@click.option("--lexicons", metavar="DIR", help="Folder with word lists of your own.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of everything drawn at random.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Workers at a time; at most one a core.")
@click.option("--force", is_flag=True, help="Build all, changed or not.")
@click.option("--list", "list_only", is_flag=True, help="Build nothing; say what would be built, and why.")
@click.option("--strict", is_flag=True, help="Exit non-zero when any input was set aside.")
@_debug
def report(
    inputs: Sequence[str], out: str, notebooks: Sequence[str], camps: Sequence[str], groupings: Sequence[str],
    runs: str | None, text_column: str | None, model: str | None, lexicons: str | None, seed: int,
    jobs: int | None, force: bool, list_only: bool, strict: bool,
) -> None:  # fmt: skip
    """Annotate INPUT, run the notebooks over it and write DIR/index.html; the seed article without INPUT.

    \b
    Example:
      framing report articles/ --camps camps.yaml --out reports/
    """
    from framing.report.build import build
    from framing.report.progress import Bar

    result = build(
        inputs, out, notebooks=notebooks or None, camps=camps or None, groupings=groupings, runs_file=runs,
        text_column=text_column, seed=seed, model=model, lexicons=lexicons, force=force, list_only=list_only,
        jobs=jobs, strict=strict, progress=Bar(),
    )  # fmt: skip
    if list_only:
        for one in result.reports:
            click.echo(f"{one.status:10} {one.path}  {one.reason}".rstrip())
    _report_set_aside([SetAside(source, reason) for source, reason in result.set_aside])
    click.echo(result.sentence)
    sys.exit(result.exit_code)


@main.command()
@click.argument("out", metavar="OUT")
@_debug
def classroom(out: str) -> None:
    """Write the student edition of the class notebook, with its article, to the folder OUT.

    \b
    Example:
      framing classroom lesson/
    """
    from framing.classroom import make_student_edition

    written = make_student_edition(out)
    click.echo(f"Wrote the student edition to {out}: {', '.join(path.name for path in written)}.")


def _reading(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--camps", metavar="FILE", help="Camps file, or the name of a shipped one.")(
        command
    )
    command = click.option("--text-column", metavar="NAME", help="Column that holds the text, in tables.")(
        command
    )
    return click.option("--strict", is_flag=True, help="Exit non-zero when any input was set aside.")(command)


@main.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@click.option("--out", required=True, metavar="DIR", help="Folder for the Parquet files.")
@click.option("--model", metavar="FILE", help="Weights of your own for the attribution model.")
@click.option("--lexicons", metavar="DIR", help="Folder with word lists of your own.")
@_reading
@_debug
def annotate(
    inputs: Sequence[str], out: str, model: str | None, lexicons: str | None,
    camps: str | None, text_column: str | None, strict: bool,
) -> None:  # fmt: skip
    """Write the tables of INPUT as Parquet, one file a table.

    \b
    Example:
      framing annotate articles.jsonl --out tables/
    """
    from tqdm import tqdm

    from framing.annotate import annotate_to
    from framing.reading import read

    corpus = read(*inputs, text_column=text_column)
    # The bar stays away from work under two seconds and from logs.
    with tqdm(total=len(corpus), unit="article", delay=2, disable=None, leave=False) as bar:

        def progress(done: int) -> None:
            bar.update(done)

        rows, failed = annotate_to(
            corpus, out, camps=camps, model=model, lexicons=lexicons, progress=progress
        )
    aside = [*corpus.set_aside, *failed]
    _report_set_aside(aside)
    counted = ", ".join(f"{count} {name}" for name, count in rows.items() if count)
    click.echo(f"Wrote {len(rows)} tables to {Path(out)}: {counted}.")
    if failed or (strict and aside):
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

    TASK is attribution, hedges, weasel, loaded, frames, tone, agentless or speakers.

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
    """Draft and check camps files."""


@camps.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...", required=True)
@click.option("--out", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--text-column", metavar="NAME", help="Column that holds the text, in tables.")
@_debug
def suggest(inputs: Sequence[str], out: str | None, text_column: str | None) -> None:
    """Draft a camps file from the countries, institutions and speakers of INPUT, for you to edit.

    \b
    Example:
      framing camps suggest articles/ --out camps.yaml
    """
    from framing.layers import camps as layer
    from framing.layers.sequence import Tagger
    from framing.layers.statements import statements
    from framing.reading import read
    from framing.tables import atomic
    from framing.text import Document

    corpus = read(*inputs, text_column=text_column)
    documents = [Document(article) for article in corpus]
    draft = layer.suggest(documents, statements(documents, tagger=Tagger.load()))
    _report_set_aside(corpus.set_aside)
    if out is None:
        click.echo(draft, nl=False)
        return
    with atomic(out) as beside:
        beside.write_text(draft, encoding="utf-8")
    click.echo(
        f"Wrote a draft of camps from {len(corpus)} articles to {out}; edit it, then use --camps {out}."
    )


if __name__ == "__main__":
    main()
