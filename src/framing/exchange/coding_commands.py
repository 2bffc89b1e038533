"""The commands `sample`, `code` and `score`; no logic."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.exchange.coding_kinds import ALLOCATIONS, FORMS, UNITS

if TYPE_CHECKING:
    from framing.exchange.codes import Code
    from framing.exchange.samples import Sample
    from framing.tables import Tables

_DEBUG = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")


def _names(given: str | None) -> list[str]:
    return [name.strip() for name in (given or "").split(",") if name.strip()]


@click.command()
@click.argument("tables", metavar="TABLES")
@click.option("--n", type=int, default=150, show_default=True, help="How many rows to draw.")
@click.option("--of", type=click.Choice(UNITS), default="statements", show_default=True, help="What to draw.")
@click.option("--stratify", metavar="COLUMNS", help="Columns with commas between them: outlet,affiliation.")
@click.option(
    "--allocation", type=click.Choice(ALLOCATIONS), default="proportional", show_default=True,
    help="Draws by the size of the strata, or the same number of each.",
)  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draw.")
@click.option(
    "--copies", type=click.Choice(["keep", "once", "drop"]), default="once", show_default=True,
    help="Count near copies: all, one of each group, or none of a group.",
)  # fmt: skip
@click.option("--out", default="sample.jsonl", show_default=True, metavar="FILE", help="The sample to write.")
@click.option("--force", is_flag=True, help="Write over a sample that is there.")
@_DEBUG
def sample(
    tables: str,
    n: int,
    of: str,
    stratify: str | None,
    allocation: str,
    seed: int,
    copies: str,
    out: str,
    force: bool,
) -> None:
    """Draw rows of TABLES (a folder that `framing annotate` wrote) for people to code.

    \b
    Example:
      framing sample tables/ --n 150 --of statements --stratify outlet,affiliation --out sample.jsonl
    """
    from framing.exchange import samples
    from framing.exchange.shelved import tables_in

    if Path(out).exists() and not force:
        raise ValueError(
            f"'{out}' is there already and may have been coded; give another --out, or --force to write over it."
        )
    drawn = samples.sample(
        tables_in(tables),
        n,
        of=of,
        stratify=_names(stratify),
        allocation=allocation,
        seed=seed,
        copies=copies,
    )
    samples.write(drawn, out)
    for line in samples.told(drawn):
        click.echo(_visible(line))
    click.echo(f"Wrote the sample to {out}; code it with `framing code {out}`.")


@click.command()
@click.argument("sample", metavar="SAMPLE")
@click.option(
    "--out",
    metavar="FILE",
    help="The sheet (.html, .xlsx or .csv) or, with --read, the codes; beside SAMPLE otherwise.",
)
@click.option("--to", type=click.Choice(FORMS), help="A page for the browser, or a sheet.")
@click.option("--questions", metavar="NAMES", help="Some questions alone, with commas between them.")
@click.option(
    "--show-labels", is_flag=True, help="Show the machine's answers; coders do not see them otherwise."
)
@click.option(
    "--read", "filled", metavar="FILE", help="Read a filled sheet, or the file that the page saved."
)
@click.option("--coder", metavar="NAME", help="Who filled it.")
@click.option("--force", is_flag=True, help="Write over a sheet that is there.")
@_DEBUG
def code(
    sample: str, out: str | None, to: str | None, questions: str | None, show_labels: bool, filled: str | None,
    coder: str | None, force: bool,
) -> None:  # fmt: skip
    """Write a page or a sheet on which people code SAMPLE, or read one that they filled.

    \b
    Example:
      framing code sample.jsonl --to html --out coding.html
      framing code sample.jsonl --read sheet.xlsx --coder anna --out codes.jsonl
    """
    from framing.exchange import samples

    drawn = samples.read(sample)
    if filled is not None:
        _take(drawn, filled, coder, out or str(Path(sample).with_name("codes.jsonl")))
        return
    _sheet(drawn, sample, out, to, questions, not show_labels, force)


def _sheet(
    drawn: Sample,
    sample: str,
    out: str | None,
    to: str | None,
    questions: str | None,
    blind: bool,
    force: bool,
) -> None:
    from framing.exchange import sheets
    from framing.exchange.coding_page import write_page
    from framing.exchange.questions import chosen

    form = to or (Path(out).suffix.lower().removeprefix(".") if out else "html")
    if form not in FORMS:
        raise ValueError(
            f"'{out}' ends like no sheet; give a file that ends in .html, .xlsx or .csv, or say --to."
        )
    place = Path(out or Path(sample).with_name(f"{Path(sample).stem}.coding.{form}"))
    if place.exists() and not force:
        raise ValueError(
            f"'{place}' is there already and may have been filled; give another --out, or --force to write over it."
        )
    asked = chosen(drawn.questions, _names(questions) or None)
    notes: list[str] = []
    if form == "html":
        write_page(drawn, asked, place, blind=blind)
    else:
        notes = (sheets.write_xlsx if form == "xlsx" else sheets.write_csv)(drawn, asked, place, blind=blind)
    for line in notes:
        click.echo(_visible(line), err=True)
    hidden = "the machine's answers are not in it" if blind else "it shows the machine's answers"
    click.echo(f"Wrote {len(drawn.drawn):,} rows with {len(asked)} questions each to {place}; {hidden}.")


def _take(drawn: Sample, filled: str, coder: str | None, out: str) -> None:
    from framing.exchange import codes, sheets

    name = coder or sheets.coder_of(filled)
    if not name:
        raise ValueError(f"'{filled}' does not say who filled it; say so with --coder NAME.")
    entries, rows, notes = sheets.read(filled)
    taken = codes.take(drawn, entries, rows, name, filled)
    old = codes.read(out) if Path(out).exists() else []
    made = codes.merged(old, taken.codes)
    codes.write(made, out)
    for line in [*notes, *taken.notes]:
        click.echo(_visible(line), err=True)
    if taken.aside:
        aside = str(Path(out).with_suffix(".aside.jsonl"))
        codes.write_aside(taken.aside, aside)
        click.echo(_visible(f"What could not be taken is kept in {aside}."), err=True)
    coders = sorted({one.coder for one in made})
    click.echo(
        f"Took {len(taken.codes):,} answers of {_visible(name)}; {out} now has {len(made):,} of "
        f"{len(coders)} coder{'' if len(coders) == 1 else 's'}."
    )
    if taken.wrong or notes:
        sys.exit(1)


def _visible(text: str) -> str:
    """What a sheet holds must not steer the terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)


@click.command()
@click.argument("codes", metavar="CODES")
@click.argument("tables", required=False, metavar="[TABLES]")
@click.option(
    "--sample", metavar="FILE", help="The sample that was coded; sample.jsonl beside CODES otherwise."
)
@click.option("--by", metavar="COLUMN", help="Compare by a column.")
@click.option("--gold", metavar="NAME", help="Whose answer holds where coders are divided.")
@click.option(
    "--correct", metavar="ANSWER", help="Correct the share of an answer in TABLES: affiliation=government."
)
@click.option("--corrections", metavar="FILE", help="Write what people would change, for `framing annotate`.")
@click.option("--out", metavar="FILE", help="Write all figures as JSON.")
@_DEBUG
def score(
    codes: str, tables: str | None, sample: str | None, by: str | None, gold: str | None, correct: str | None,
    corrections: str | None, out: str | None,
) -> None:  # fmt: skip
    """Measure the machine against CODES, and people against each other; correct shares in TABLES by them.

    Without TABLES the machine is taken as the sample has it; with them, as they say now, so that a newer version is
    measured on the same codes.

    \b
    Example:
      framing score codes.jsonl --by outlet --out scores.json
      framing score codes.jsonl tables/ --correct affiliation=government --by outlet
    """
    from framing.exchange import codes as coded
    from framing.exchange import samples
    from framing.exchange.coding_units import found_again
    from framing.exchange.corrected_shares import changed_by_hand
    from framing.exchange.score_lines import lines
    from framing.exchange.scores import score as measure
    from framing.exchange.shelved import tables_in

    drawn = samples.read(sample or Path(codes).with_name("sample.jsonl"))
    said = coded.read(codes)
    known = tables_in(tables) if tables is not None else None
    if correct is not None and known is None:
        raise ValueError(
            "--correct needs the tables that were drawn from: `framing score CODES TABLES --correct …`."
        )
    if correct is not None and known is not None:
        figures = _corrected(known, drawn, said, correct, by, gold)
    else:
        found = measure(
            drawn,
            said,
            machine=found_again(known, drawn.of) if known is not None else None,
            by=by,
            first=gold,
        )
        found.notes += changed_by_hand(known) if known is not None else []
        figures = found.figures | {"notes": found.notes}
        for line in lines(found):
            click.echo(_visible(line))
    if corrections is not None:
        _write_corrections(drawn, said, gold, corrections)
    if out is not None:
        from framing.tables import atomic

        with atomic(out) as beside:
            text = json.dumps(figures, indent=2, ensure_ascii=False, allow_nan=False)
            beside.write_text(text + "\n", encoding="utf-8")
        click.echo(f"Wrote the figures to {out}.")


def _corrected(
    tables: Tables, drawn: Sample, said: Sequence[Code], wanted: str, by: str | None, gold: str | None
) -> dict[str, Any]:
    from framing.exchange.corrected_shares import as_json, corrected_share, lines

    table, notes = corrected_share(tables, drawn, said, wanted, by=by, first=gold)
    for line in lines(table, wanted, notes):
        click.echo(_visible(line))
    return as_json(table, wanted, by, notes)


def _write_corrections(drawn: Sample, said: Sequence[Code], gold: str | None, out: str) -> None:
    from framing.corrections import write
    from framing.exchange.corrections import corrections

    if Path(out).exists():
        raise ValueError(
            f"'{out}' is there already and may have been written by hand; give another --corrections."
        )
    made, notes = corrections(drawn, said, first=gold)
    write(made, out)
    for line in notes:
        click.echo(_visible(line), err=True)
    click.echo(
        f"Wrote {len(made):,} corrections to {out}; use them with `framing annotate INPUT --corrections {out}`."
    )


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--try", "text", metavar="TEXT", help="A text file to try the scheme on.")
@_DEBUG
def scheme(file: str, text: str | None) -> None:
    """Read the frame scheme of FILE, tell its frames, and how well a fitted one does.

    \b
    Example:
      framing scheme my_scheme.csv --try story.txt
    """
    from framing.exchange.scheme_lines import scheme_lines

    for line in scheme_lines(file, text):
        click.echo(_visible(line))


COMMANDS: Sequence[click.Command] = (sample, code, score, scheme)
"""The commands of this room that sample, code and score."""
