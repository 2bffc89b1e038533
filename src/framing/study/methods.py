"""A paragraph for a methods section: what was read, with what, and how good that is known to be.

It says no more than the tables and the measured figures say, with versions and hashes, so that it can be pasted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from framing.layers.registry import layers
from framing.study.accuracy import measured
from framing.study.citing import of_layers, suite

if TYPE_CHECKING:
    from framing.tables import Tables

_MOST = 6
_HASH = 12
_NOUNS = {
    "statements": ("statement", "statements"), "sources": ("source", "sources"),
    "accusations": ("clause that may accuse or criticise", "clauses that may accuse or criticise"),
    "relations": ("relation between two parties", "relations between two parties"),
    "hedges": ("mark of certainty or doubt", "marks of certainty or doubt"), "loaded": ("loaded word", "loaded words"),
    "names": ("rival name", "rival names"),
}  # fmt: skip
_FIGURES = (
    "statements", "speakers (name)", "sources (affiliation)", "hedges", "loaded words", "accusations", "relations",
    "tone toward a target", "frames",
)  # fmt: skip


@dataclass
class Scope:
    """What a study is about.

    Args:
        articles: how many.
        copies: how many of them repeat another one.
        outlets: articles by outlet.
        languages: articles by language; "" where it was not told.
        first, last: the dates between which they were published; None where none has a date.
        undated: how many have no date.
        rows: rows by table.
        provenance: what made the tables.
    """

    articles: int = 0
    copies: int = 0
    outlets: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None
    undated: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def add(
        self, outlet: str | None, published: datetime | None, language: str | None, copy_of: str | None
    ) -> None:
        """Count one article."""
        self.articles += 1
        self.copies += copy_of is not None
        if outlet:
            self.outlets[outlet] = self.outlets.get(outlet, 0) + 1
        self.languages[language or ""] = self.languages.get(language or "", 0) + 1
        if published is None:
            self.undated += 1
            return
        self.first = published if self.first is None else min(self.first, published)
        self.last = published if self.last is None else max(self.last, published)


COLUMNS = ("outlet", "published", "language", "copy_of")
"""The columns of `articles` that a scope is counted from."""


def scope_of(tables: Tables) -> Scope:
    """The scope of tables in memory.

    Example:
        >>> from framing.tables import Tables
        >>> scope_of(Tables.from_rows({"articles": [{"article_id": "a", "outlet": "Post"}]})).outlets
        {'Post': 1}
    """
    import pandas as pd

    made = Scope(rows={name: len(tables[name]) for name in tables}, provenance=tables.provenance)
    for outlet, published, language, copy_of in tables.articles[list(COLUMNS)].itertuples(index=False):
        made.add(outlet, None if pd.isna(published) else published.to_pydatetime(), language, copy_of)
    return made


def paragraph(scope: Scope) -> str:
    """The paragraph.

    Args:
        scope: what was read.

    Example:
        >>> day = datetime(2016, 3, 15)
        >>> paragraph(Scope(articles=1, first=day, last=day, outlets={"Post": 1}))[:54]
        '1 article of Post, published on 15 March 2016, was rea'
    """
    said = [
        _read(scope), _repeats(scope), _language(scope), _set_aside(scope), _found(scope), _how(scope), _good(),
        _bounds(scope),
    ]  # fmt: skip
    return " ".join(one for one in said if one)


def _read(scope: Scope) -> str:
    one = scope.articles == 1
    articles = f"{scope.articles:,} article{'' if one else 's'}"
    if scope.outlets:
        some = sorted(scope.outlets.items(), key=lambda pair: (-pair[1], pair[0]))
        told = [f"{name} ({count:,})" if len(some) > 1 else name for name, count in some[:_MOST]]
        more = f" and {len(some) - _MOST:,} more" if len(some) > _MOST else ""
        of = (
            f" of {_list(told)}{more}"
            if len(some) <= _MOST
            else f" of {len(some):,} outlets, among them {_list(told)}"
        )
        articles += of
    made = suite()
    version = scope.provenance.get("framing", made.venue.removeprefix("Version "))
    who = made.authors[0].partition(",")[0]
    return f"{articles}{_when(scope)} {'was' if one else 'were'} read with framing {version} ({who} {made.year})."


def _when(scope: Scope) -> str:
    if scope.first is None or scope.last is None:
        return ", of no known date," if scope.articles else ""
    first, last = (f"{when.day} {when:%B %Y}" for when in (scope.first, scope.last))
    without = f" ({scope.undated:,} without a date)" if scope.undated else ""
    between = f"on {first}" if first == last else f"between {first} and {last}"
    return f", published {between}{without},"


def _set_aside(scope: Scope) -> str:
    count = len(scope.provenance.get("set_aside") or ())
    if not count:
        return ""
    return f"{count:,} input{' could not be read and was' if count == 1 else 's could not be read and were'} left out."


def _repeats(scope: Scope) -> str:
    if not scope.copies:
        return ""
    counted = scope.provenance.get("copies")
    how = counted.get("counted") if isinstance(counted, Mapping) else None
    told = {"once": " and count once", "all": " and count each"}.get(str(how), "; the tables mark them")
    return f"{scope.copies:,} of them repeat{'s' if scope.copies == 1 else ''} another one{told}."


def _language(scope: Scope) -> str:
    others = {
        name: count for name, count in scope.languages.items() if name and not name.lower().startswith("en")
    }
    count = sum(others.values())
    if not count:
        return ""
    told = f"{count:,} that {'is' if count == 1 else 'are'} not in English ({', '.join(sorted(others))})"
    return f"The wording of {told} was not scored."


def _found(scope: Scope) -> str:
    found = [
        f"{count:,} {_NOUNS[name][count != 1]}" for name, count in scope.rows.items() if name in _NOUNS and count
    ]  # fmt: skip
    return f"It marked {_list(found)}." if found else ""


def _how(scope: Scope) -> str:
    made = scope.provenance
    used = [name for name in layers() if scope.rows.get(name)]
    data = [one.short for one in of_layers(used) if one.what.endswith("fitted on")]
    model = f" (weights {str(made['model'])[:_HASH]})" if made.get("model") else ""
    said = f"Statements were found by a sequence model{model} and by patterns" if "statements" in used else ""
    if said and data:
        said += f"; its networks were fitted on data of {_list(data)}"
    parts = [f"{said}."] if said else []
    camps = made.get("camps")
    if isinstance(camps, Mapping) and camps.get("sha256"):
        parts.append(
            f"Sides are those of the camps file '{camps.get('name')}' ({str(camps['sha256'])[:_HASH]})."
        )
    lists = made.get("lexicons")
    if isinstance(lists, Mapping) and lists:
        told = _list([f"{name} {str(digest)[:_HASH]}" for name, digest in sorted(lists.items())])
        parts.append(f"Word lists and weights, by the first digits of their SHA-256: {told}.")
    return " ".join(parts)


def _good() -> str:
    told: dict[str, str] = {}
    for row in measured():
        if row["layer"] in _FIGURES and row["layer"] not in told:
            between = (
                f", 95 % interval {row['low']:.2f} to {row['high']:.2f}" if row.get("low") is not None else ""
            )
            told[row["layer"]] = f"{row['layer']} {row['metric']} {row['value']:.2f}{between} ({row['data']})"
    if not told:
        return ""
    return f"On test texts it reached: {'; '.join(told[name] for name in _FIGURES if name in told)}."


def _bounds(scope: Scope) -> str:
    by_hand = scope.provenance.get("corrections")
    if isinstance(by_hand, Mapping) and by_hand.get("lines"):
        count, digest = int(by_hand["lines"]), str(by_hand.get("sha256", ""))[:_HASH]
        return f"{count:,} correction{' was' if count == 1 else 's were'} given by hand ({digest})."
    return "How good it is on these texts was not measured; a hand-coded sample of them would tell."


def _list(parts: Iterable[str]) -> str:
    told: Sequence[str] = list(parts)
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else ""
