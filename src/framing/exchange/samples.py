"""Samples for coding by hand: drawn at random with known probabilities, so that what they say holds for all rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.exchange.coding_kinds import ALLOCATIONS
from framing.exchange.coding_units import Unit, Windows, units
from framing.exchange.questions import Question, questions
from framing.tables import Tables, atomic

LEAST = 2
"""Draws from every stratum that has so many, without which its variance is not known."""

FORMAT = 1
_MOST_TOLD = 12


class SampleError(ValueError):
    """A sample that cannot be drawn or read: one sentence."""


@dataclass(frozen=True)
class Stratum:
    """One part of what was drawn from.

    Args:
        names: the values of the columns that make it.
        size: how many rows it has.
        drawn: how many of them were drawn.
        articles: in how many articles they stand.
    """

    names: tuple[str, ...]
    size: int
    drawn: int
    articles: int

    @property
    def probability(self) -> float:
        """With which each of its rows was drawn."""
        return self.drawn / self.size


@dataclass(frozen=True)
class Drawn:
    """A row that was drawn.

    Args:
        id: its short name.
        unit: the row and what the machine says of it.
        stratum: the values of its stratum.
        probability: with which it was drawn.
        window: the text that a coder sees.
        window_start: where in the article that begins.
        article: headline, outlet and date of its article.
    """

    id: str
    unit: Unit
    stratum: tuple[str, ...]
    probability: float
    window: str
    window_start: int
    article: Mapping[str, str | None]

    @property
    def parts(self) -> tuple[str, str, str]:
        """The window before the row, the row's words, and the window behind it."""
        start, end = self.unit.start - self.window_start, self.unit.end - self.window_start
        return self.window[:start], self.window[start:end], self.window[end:]


@dataclass(frozen=True)
class Sample:
    """A sample with its design.

    Args:
        of: what it is of.
        seed: of the draw.
        stratify: the columns that make its strata.
        allocation: one of `ALLOCATIONS`.
        strata: all of them, also those of which nothing was drawn.
        drawn: the rows in the order of coding.
        questions: what can be asked of them.
        articles: in how many articles the rows stand that it was drawn from.
        copies: how copies were counted.
        made_with: the provenance of the tables.
    """

    of: str
    seed: int
    stratify: tuple[str, ...]
    allocation: str
    strata: tuple[Stratum, ...]
    drawn: tuple[Drawn, ...]
    questions: tuple[Question, ...]
    articles: int
    copies: str
    made_with: Mapping[str, Any]

    @property
    def population(self) -> int:
        """How many rows it was drawn from."""
        return sum(one.size for one in self.strata)

    @property
    def clusters(self) -> int:
        """In how many articles the drawn rows stand."""
        return len({one.unit.article_id for one in self.drawn})


def sample(
    tables: Tables, n: int, *, of: str = "statements", stratify: Sequence[str] = (), allocation: str = "proportional",
    seed: int = 1, copies: str = "once",
) -> Sample:  # fmt: skip
    """Draw rows at random, from each stratum without replacement; every row has a known probability above 0.

    Args:
        tables: annotated tables.
        n: how many rows; all where there are fewer.
        of: statements, sources, accusations, articles or sentences.
        stratify: columns of the table, of its source or of its article; `month` is that of publication.
        allocation: `proportional` to the strata, at least `LEAST` from each, or `equal`.
        seed: of the draw: the same tables and seed give the same sample.
        copies: how copies among the articles count: keep, once or drop.

    Raises:
        SampleError: for a column that is not there, more strata than draws allow, or nothing to draw from.

    Papers:
        Cochran 1977, Sampling Techniques, ch. 5; Riffe, Lacy & Fico 2014, Analyzing Media Messages.

    Example:
        >>> rows = [{"article_id": n, "text": f"Text {n}.", "outlet": "AB"[n > "5"], "words": 2} for n in "123456789"]
        >>> drawn = sample(Tables.from_rows({"articles": rows}), 6, of="articles", stratify=["outlet"])
        >>> [(one.names, one.size, one.drawn) for one in drawn.strata]
        [(('A',), 5, 3), (('B',), 4, 3)]
    """
    if allocation not in ALLOCATIONS:
        raise SampleError(f"there is no allocation '{allocation}'; allowed are {', '.join(ALLOCATIONS)}.")
    if n < 1:
        raise SampleError(f"a sample needs one row or more, but --n is {n}.")
    try:
        found = units(tables, of, copies=copies)
    except ValueError as problem:
        raise SampleError(str(problem)) from None
    if not found:
        raise SampleError(
            f"the tables have no {of}, so there is nothing to draw from; draw of something else."
        )
    by_stratum = _strata(found, stratify, n)
    counts = allocate({names: len(rows) for names, rows in by_stratum.items()}, n, allocation)
    chosen = _draw(by_stratum, counts, seed)
    strata = tuple(
        Stratum(names, len(rows), counts[names], len({found[row].article_id for row in rows}))
        for names, rows in by_stratum.items()
    )
    windows, articles = Windows(tables), _articles(tables)
    probability = {one.names: one.probability for one in strata}
    drawn, met = [], set()
    for row, names in chosen:
        unit = found[row]
        left, text = windows.around(unit.article_id, unit.start, unit.end)
        name = unit.id(of)
        while name in met:  # one row twice: two of one place, or copies that are kept
            name = f"{name}+"
        met.add(name)
        drawn.append(Drawn(name, unit, names, probability[names], text, left, articles[unit.article_id]))
    return Sample(
        of, seed, tuple(stratify), allocation, strata, tuple(drawn), questions(tables, of),
        len({one.article_id for one in found}), copies, dict(tables.provenance),
    )  # fmt: skip


def _strata(found: Sequence[Unit], stratify: Sequence[str], n: int) -> dict[tuple[str, ...], list[int]]:
    known = dict.fromkeys(name for one in found for name in one.groups)
    for column in stratify:
        if column not in known:
            raise SampleError(
                f"no column '{column}' to stratify by; the columns are {', '.join(sorted(known))}."
            )
    made: dict[tuple[str, ...], list[int]] = {}
    for row, one in enumerate(found):
        made.setdefault(tuple(one.groups.get(column, "not known") for column in stratify), []).append(row)
    if len(made) > n:
        raise SampleError(
            f"--stratify {','.join(stratify)} makes {len(made):,} strata, more than the {n:,} rows to draw; "
            "stratify by fewer columns, or draw more."
        )
    return dict(sorted(made.items()))


def allocate(sizes: Mapping[tuple[str, ...], int], n: int, how: str) -> dict[tuple[str, ...], int]:
    """How many rows each stratum gives; together `n`, or all where there are fewer.

    Args:
        sizes: rows by stratum.
        n: rows to draw.
        how: one of `ALLOCATIONS`.

    Example:
        >>> allocate({("a",): 90, ("b",): 9, ("c",): 1}, 10, "proportional")
        {('a',): 7, ('b',): 2, ('c',): 1}
        >>> allocate({("a",): 90, ("b",): 9, ("c",): 1}, 10, "equal")
        {('a',): 5, ('b',): 4, ('c',): 1}
    """
    left = min(n, sum(sizes.values()))
    least = LEAST if sum(min(size, LEAST) for size in sizes.values()) <= left else 1
    made = {name: min(size, least) for name, size in sizes.items()}
    total = sum(sizes.values())
    for _ in range(left - sum(made.values())):
        # The next row goes where most is wanting: by the share that a stratum should have, or by what it has.
        def wanting(name: tuple[str, ...]) -> float:
            return sizes[name] * left / total - made[name] if how == "proportional" else -made[name]

        open_ = [name for name in sizes if made[name] < sizes[name]]
        made[max(open_, key=wanting)] += 1
    return made


def _draw(
    by_stratum: Mapping[tuple[str, ...], list[int]], counts: Mapping[tuple[str, ...], int], seed: int
) -> list[tuple[int, tuple[str, ...]]]:
    import numpy as np

    generator = np.random.default_rng(seed)
    chosen = [
        (rows[at], names)
        for names, rows in by_stratum.items()
        for at in sorted(generator.choice(len(rows), size=counts[names], replace=False).tolist())
    ]
    # In random order, so that a coder who tires or learns does so for all strata alike.
    return [chosen[at] for at in generator.permutation(len(chosen)).tolist()]


def _articles(tables: Tables) -> dict[str, dict[str, str | None]]:
    made = {}
    for row in tables.articles.to_dict("records"):
        day = row["published"]
        date = f"{day:%Y-%m-%d}" if day is not None and day == day else None
        made[row["article_id"]] = {"headline": row["headline"], "outlet": row["outlet"], "published": date}
    return made


def write(drawn: Sample, path: str | Path) -> None:
    """Write a sample as JSON Lines: the design first, then a row a line."""
    head = {
        "framing_sample": FORMAT, "of": drawn.of, "seed": drawn.seed, "stratify": list(drawn.stratify),
        "allocation": drawn.allocation, "population": drawn.population, "articles": drawn.articles,
        "clusters": drawn.clusters, "copies": drawn.copies, "made_with": drawn.made_with,
        "strata": [
            {"stratum": list(s.names), "size": s.size, "drawn": s.drawn, "articles": s.articles} for s in drawn.strata
        ],
        "questions": [
            {"name": q.name, "asks": q.asks, "values": list(q.values), "help": q.help, "ends": q.ends}
            for q in drawn.questions
        ],
    }  # fmt: skip
    lines = [head]
    for number, one in enumerate(drawn.drawn, 1):
        lines.append({
            "unit": one.id, "number": number, "article_id": one.unit.article_id, **one.article,
            "text_hash": one.unit.text_hash, "start": one.unit.start, "end": one.unit.end, "name": one.unit.name,
            "window_start": one.window_start, "window": one.window, "stratum": list(one.stratum),
            "probability": one.probability, "cluster": one.unit.article_id, "groups": dict(one.unit.groups),
            "machine": dict(one.unit.machine),
        })  # fmt: skip
    with atomic(path) as beside:
        text = "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines)
        beside.write_text(text, encoding="utf-8", newline="\n")


def read(path: str | Path) -> Sample:
    """Read the sample that `write` wrote.

    Raises:
        SampleError: for a file that is missing, none of ours, or damaged, with its line.
    """
    number = 0
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        head = json.loads(lines[0])
        if not isinstance(head, dict) or head.get("framing_sample") != FORMAT:
            raise SampleError(f"'{path}' is no sample; give a file that `framing sample` wrote.")
        drawn = []
        while number < len(lines) - 1:
            number += 1
            if lines[number].strip():
                drawn.append(_drawn(json.loads(lines[number])))
        number = 0
        strata = tuple(
            Stratum(tuple(s["stratum"]), s["size"], s["drawn"], s["articles"]) for s in head["strata"]
        )
        asked = tuple(
            Question(q["name"], q["asks"], tuple(q["values"]), q["help"], q["ends"])
            for q in head["questions"]
        )
        return Sample(
            head["of"], head["seed"], tuple(head["stratify"]), head["allocation"], strata, tuple(drawn), asked,
            head["articles"], head["copies"], head["made_with"],
        )  # fmt: skip
    except SampleError:
        raise
    except OSError as problem:
        raise SampleError(f"no sample can be read at '{path}' ({problem.strerror or problem}).") from None
    except (ValueError, KeyError, TypeError, IndexError) as problem:
        raise SampleError(
            f"{path}, line {number + 1}: is damaged ({type(problem).__name__}: {problem}); draw the sample again "
            "with the same seed."
        ) from None


def _drawn(line: Mapping[str, Any]) -> Drawn:
    unit = Unit(
        line["article_id"],
        line["text_hash"],
        line["start"],
        line["end"],
        line["name"],
        line["machine"],
        line["groups"],
    )
    article = {key: line[key] for key in ("headline", "outlet", "published")}
    return Drawn(
        line["unit"],
        unit,
        tuple(line["stratum"]),
        line["probability"],
        line["window"],
        line["window_start"],
        article,
    )


def told(drawn: Sample) -> list[str]:
    """The design in sentences: what was drawn of what, by which strata, in how many articles.

    Args:
        drawn: the sample.
    """
    by = f", stratified by {' and '.join(drawn.stratify)} ({drawn.allocation})" if drawn.stratify else ""
    made = [
        f"Drew {len(drawn.drawn):,} of {drawn.population:,} {drawn.of}{by}, seed {drawn.seed}; they stand in "
        f"{drawn.clusters:,} of {drawn.articles:,} articles."
    ]
    if drawn.stratify:
        width = max(len(" / ".join(one.names)) for one in drawn.strata[:_MOST_TOLD])
        made += [
            f"  {' / '.join(one.names):<{width}}  {one.drawn:>5,} of {one.size:>7,}  ({one.probability:.3g})"
            for one in drawn.strata[:_MOST_TOLD]
        ]
        if len(drawn.strata) > _MOST_TOLD:
            made.append(
                f"  … and {len(drawn.strata) - _MOST_TOLD:,} more strata; the sample's first line has all."
            )
        thin = [one for one in drawn.strata if one.drawn < min(LEAST, one.size)]
        if thin:
            made.append(
                f"{len(thin):,} strata give one row only, so their spread is not known; draw more or stratify by less."
            )
    return made
