"""What coders are asked of a row, and what they can answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framing.exchange.coding_kinds import asked
from framing.layers.registry import layers
from framing.tables import Tables

NONE = "-"
"""The answer for nobody, nothing, no side."""

FRAME = "frame: "
"""How the question after one frame begins."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a sheet.

    Args:
        name: the column of the sheet.
        asks: the question in full.
        values: what can be answered; empty where a name is to be written.
        help: one line for the coder.
        ends: the answer after which nothing more is asked of the row.

    Example:
        >>> Question("tone", "What tone?", ("negative", "neutral", "positive")).key("neutral")
        '2'
    """

    name: str
    asks: str
    values: tuple[str, ...] = ()
    help: str = ""
    ends: str = ""

    @property
    def written(self) -> bool:
        """Whether the answer is a name, written by the coder."""
        return not self.values

    def key(self, value: str) -> str:
        """The key that gives an answer: 1 to 9, then letters."""
        place = self.values.index(value)
        return KEYS[place] if place < len(KEYS) else ""

    def wrong(self, value: str) -> str:
        """Half a sentence where a value is no answer, else "".

        Example:
            >>> Question("gender", "", ("woman", "man")).wrong("womn")
            "'womn' is no answer to 'gender'; allowed are woman, man"
        """
        if self.written or value in self.values:
            return ""
        return f"'{value}' is no answer to '{self.name}'; allowed are {', '.join(self.values)}"


KEYS = "123456789abcdefghijklmopqrstuvwxyz"
"""The keys of the answers in their order; n is kept for notes."""


def questions(tables: Tables, of: str, wanted: Iterable[str] | None = None) -> tuple[Question, ...]:
    """The questions that can be asked of a row, with the answers that these tables know.

    Args:
        tables: annotated tables; they tell the camps and the frames.
        of: one of `coding_kinds.UNITS`.
        wanted: some questions alone; `frames` for all frames.

    Raises:
        ValueError: for a question that there is not.

    Example:
        >>> [one.name for one in questions(Tables.from_rows({}), "accusations")]
        ['accusation', 'accuser', 'target', 'reply', 'span']
    """
    known: dict[str, tuple[str, ...]] = {
        "@camps": tuple(sorted({str(one) for one in tables.statements["camp"].dropna()})),
        "@frames": tuple(dict.fromkeys(str(one) for one in tables.frames["frame"])),
    }
    made: list[Question] = []
    for row in asked():
        if row["of"] != of:
            continue
        values = (
            tuple(value for one in row["values"].split("|") for value in _values(one, known))
            if row["values"]
            else ()
        )
        if row["question"].startswith("@"):
            made += [
                Question(
                    f"{FRAME}{name}",
                    row["asks"].format(name.replace("_", " ")),
                    values,
                    row["help"],
                    row["ends"],
                )
                for name in known[row["question"]]
            ]
        elif row["question"] != "camp" or known["@camps"]:
            made.append(Question(row["question"], row["asks"], values, row["help"], row["ends"]))
    return chosen(made, wanted)


def chosen(made: Iterable[Question], wanted: Iterable[str] | None) -> tuple[Question, ...]:
    """Some of the questions, in their order.

    Args:
        made: all.
        wanted: the names of some; None for all.

    Raises:
        ValueError: for a name that none has.

    Example:
        >>> chosen([Question("act", "?"), Question("frame: war", "?")], ["frames"])[0].name
        'frame: war'
    """
    every = tuple(made)
    if wanted is None:
        return every
    names = list(wanted)
    unknown = next(
        (name for name in names if name != "frames" and name not in {one.name for one in every}), None
    )
    if unknown is not None:
        raise ValueError(
            f"there is no question '{unknown}' here; the questions are {', '.join(one.name for one in every)}."
        )
    return tuple(
        one for one in every if one.name in names or ("frames" in names and one.name.startswith(FRAME))
    )


def _values(one: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if not one.startswith("@"):
        return (one,)
    if one in known:
        return known[one]
    table, _, column = one[1:].partition(".")
    return tuple(str(value) for value in layers()[table].values[column] if value is not None)
