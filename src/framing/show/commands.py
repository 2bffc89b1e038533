"""The command that draws one figure for a paper; no logic."""

from __future__ import annotations

import click


@click.command()
@click.argument("source", metavar="INPUT")
@click.option("--figure", "name", default="strip", show_default=True, metavar="NAME",
              help="strip or called, of one article; certainty, tone, share, sources, verbs or frames.")  # fmt: skip
@click.option("--columns", type=click.IntRange(1, 2), default=2, show_default=True, help="1: 85 mm; 2: 174 mm.")
@click.option("--article", metavar="ID", help="Which article, where INPUT holds several.")
@click.option("--camps", metavar="FILE", help="Camps file, or the name of a shipped one.")
@click.option("--out", required=True, metavar="FILE", help="Ends in .pdf, .svg, .png or .csv (the data).")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def figure(source: str, name: str, columns: int, article: str | None, camps: str | None, out: str) -> None:
    """Draw one figure of INPUT, articles or a folder of tables, as a paper prints it.

    \b
    Example:
      framing figure story.txt --columns 1 --out strip.pdf
      framing figure tables/ --figure certainty --out certainty.svg
    """
    from framing.show.paper import figure_from

    made = figure_from(source, name, columns=columns, article=article, camps=camps)
    click.echo(f"Wrote {made.save(out)}. Caption: {made.caption}")
    click.echo(f"Text for those who cannot see it: {made.alt}")
