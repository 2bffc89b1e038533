"""The command that serves pages; no logic."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 for any that is free."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; others than this machine may reach it.",
)
@click.option("--source", metavar="INPUT", help="What the pages name as their input; DIR where not given.")
@click.option(
    "--camps", metavar="FILE", help="Camps file that the tables were made with, where it is not found."
)
@click.option(
    "--copies", type=click.Choice(["keep", "once", "drop"]), default="once", show_default=True,
    help="Count near copies: all, one of each group, or none of a group.",
)  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of everything drawn at random.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def serve(
    folder: str, port: int, host: str, source: str | None, camps: str | None, copies: str, seed: int
) -> None:
    """Show the reports on the tables in DIR in a browser: each page is made when it is opened.

    DIR is what `framing annotate` wrote; articles that a later run adds are seen. Of a reports folder, the pages
    that lie there are shown. Only this machine can reach them unless --host says otherwise.

    \b
    Example:
      framing annotate articles/ --out tables/
      framing serve tables/
    """
    from framing.serve.running import address, bound, local
    from framing.serve.running import serve as run
    from framing.serve.shelves import shelf

    pages, notes = shelf(Path(folder), source=source, camps=camps, seed=seed, copies=copies)
    with bound(host, port) as open_port:
        if not local(open_port):
            notes.append(f"whoever reaches {address(open_port)} over the network can read these articles.")
        for note in notes:
            click.echo(
                "".join(char if char.isprintable() else "�" for char in note[:1].upper() + note[1:]), err=True
            )
        run(
            pages, host, open_port, ready=lambda: click.echo(f"{address(open_port)} is open; Ctrl-C ends it.")
        )
    click.echo("Stopped.")
