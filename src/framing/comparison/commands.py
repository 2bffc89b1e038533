"""The command that compares; no logic."""

from __future__ import annotations

from collections.abc import Sequence

import click


@click.command()
@click.argument("tables", metavar="TABLES")
@click.option(
    "--by",
    metavar="COLUMN",
    help="A column of the articles with 2 to 50 values, or year, quarter, month, week.",
)
@click.option("--over", metavar="SPAN", help="Follow every measure over time: year, quarter, month or week.")
@click.option("--pair", metavar="COLUMN", help="A column that says which articles tell the same story.")
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    help="A measure or a chapter; several times; all otherwise.",
)
@click.option("--out", default="compare.html", show_default=True, metavar="FILE", help="The page to write.")
@click.option("--csv", metavar="DIR", help="Write every figure of the page as CSV, too.")
@click.option(
    "--copies", type=click.Choice(["keep", "once", "drop"]), default="once", show_default=True,
    help="Count near copies: all, one of each group, or none of a group.",
)  # fmt: skip
@click.option(
    "--draws",
    type=click.IntRange(100),
    default=2000,
    show_default=True,
    help="Deals of the permutation test.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of everything drawn at random.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def compare(
    tables: str, by: str | None, over: str | None, pair: str | None, measures: Sequence[str], out: str, csv: str | None,
    copies: str, draws: int, seed: int,
) -> None:  # fmt: skip
    """Compare groups of articles in every measure, from the tables in the folder TABLES, on one page.

    \b
    Example:
      framing annotate articles/ --out tables/
      framing compare tables/ --by outlet --over month --out compare.html
    """
    from tqdm import tqdm

    from framing.comparison.making import STEPS, make

    # The bar stays away from work under two seconds and from logs.
    with tqdm(total=len(STEPS), delay=2, disable=None, leave=False) as bar:

        def progress(step: str) -> None:
            bar.set_description(step)
            bar.update(int(step != STEPS[0]))

        made = make(
            tables, out, by=by, over=over, pair=pair, measure=list(measures) or None, copies=copies, draws=draws,
            seed=seed, csv=csv, progress=progress,
        )  # fmt: skip
    for line in made.told:
        click.echo("".join(char if char.isprintable() else "�" for char in line))
    click.echo(f"Wrote the page to {made.path} ({made.size / 1000:,.0f} kB).")
