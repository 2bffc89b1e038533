"""The commands of exchange; no logic."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from framing.exchange.formats import FORMATS

_OUT = list(FORMATS)
_BACK = [name for name, form in FORMATS.items() if form.back]
_TOLD = 20
_debug = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")


def _visible(text: str) -> str:
    """A file's name or content must not steer the terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)


def _formats(names: Sequence[str]) -> str:
    return "; ".join(f"{name}: {FORMATS[name].what}" for name in names)


@click.command("export", epilog=f"Formats: {_formats(_OUT)}.")
@click.argument("tables", metavar="TABLES")
@click.option("--to", required=True, type=click.Choice(_OUT), help="The format.")
@click.option("--out", required=True, metavar="PATH", help="The file or folder to write.")
@click.option(
    "--layer",
    "layers",
    multiple=True,
    metavar="NAME",
    help="Some tables alone, such as hedges; may be repeated.",
)
@click.option("--force", is_flag=True, help="Write over an earlier export.")
@_debug
def export_tables(tables: str, to: str, out: str, layers: Sequence[str], force: bool) -> None:
    """Write TABLES, the folder of `framing annotate`, in another tool's format.

    \b
    Example:
      framing annotate articles/ --out tables/
      framing export tables/ --to qdpx --out articles.qdpx
    """
    from tqdm import tqdm

    from framing.exchange.formats import export

    # The bar stays away from work under two seconds and from logs.
    with tqdm(unit="row", delay=2, disable=None, leave=False) as bar:

        def progress(rows: int) -> None:
            bar.update(rows)

        made = export(tables, to, out, layers=layers, force=force, progress=progress)
    for note in made.notes:
        click.echo(_visible(note), err=True)
    counted = ", ".join(f"{count:,} {name}" for name, count in made.counts.items() if count)
    click.echo(f"Wrote {made.path}: {_visible(counted) or 'empty tables'}.")


@click.command("import", epilog=f"Formats: {_formats(_BACK)}.")
@click.argument("path", metavar="PATH")
@click.option("--from", "form", required=True, type=click.Choice(_BACK), help="The format.")
@click.option("--out", required=True, metavar="FILE", help="JSON Lines, a code a line.")
@click.option("--tables", metavar="DIR", help="The tables that the texts come from, to know them again.")
@click.option("--coder", metavar="NAME", help="Who coded, where the files do not tell.")
@click.option(
    "--corrections",
    metavar="FILE",
    help="Write what coders changed, for annotate --corrections; needs --tables.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@_debug
def import_codes(path: str, form: str, out: str, **options: Any) -> None:
    """Read the codes that people have made in another tool: PATH is the file, folder or archive that it exported.

    What cannot be placed is written beside the codes, with the reason.

    \b
    Example:
      framing import project.qdpx --from qdpx --out codes.jsonl --tables tables/
    """
    from framing.exchange.formats import bring

    made = bring(path, form, out, **options)
    if made.aside:
        click.echo(f"{len(made.aside):,} codes or files could not be placed:", err=True)
        for one in made.aside[:_TOLD]:
            click.echo(_visible(f"  {one.file}  {one.reason}"), err=True)
        if len(made.aside) > _TOLD:
            click.echo(f"  … and {len(made.aside) - _TOLD:,} more.", err=True)
        click.echo(f"They are in {made.beside}, each with what it said.", err=True)
    for note in made.notes:
        click.echo(_visible(note), err=True)
    coders = f" by {', '.join(made.coders)}" if made.coders else ""
    counted = ", ".join(f"{count:,} {name}" for name, count in made.by_table.items())
    click.echo(
        _visible(
            f"Wrote {made.rows:,} codes of {made.articles:,} texts{coders} to {made.path}: {counted or 'none'}."
        )
    )
    if made.aside:
        sys.exit(1)


@click.command()
@click.argument("tables", metavar="[TABLES]", required=False)
@click.option("--bibtex", is_flag=True, help="Print BibTeX alone.")
@_debug
def cite(tables: str | None, bibtex: bool) -> None:
    """Print how to cite the suite and the data of its models; with TABLES, a paragraph for the methods section too.

    \b
    Example:
      framing cite tables/
      framing cite --bibtex > framing.bib
    """
    from framing.exchange.cite import citation

    click.echo(_visible_lines(citation(tables, bibtex=bibtex)))


def _visible_lines(text: str) -> str:
    return "\n".join(_visible(line) for line in text.split("\n"))


COMMANDS = (export_tables, import_codes, cite)
