"""From the matrix and what was read to the reports: where each goes, and what it depends on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.reading.copies import left_out
from framing.report.corpus import Member, Reading, shown
from framing.report.runs import ARTICLE, CORPUS, Run, RunsError
from framing.report.suite import digest_of, suite
from framing.runner.notebooks import Notebook

MOST_GROUPS = 200
"""Values of a column that have a page each; a column with more is no grouping."""


@dataclass(frozen=True, eq=False)
class Planned:
    """One report that the batch wants.

    Args:
        path: the page, relative to the reports folder.
        notebook: what is run.
        run: the line of the matrix it comes from.
        unit: `article`, `corpus` or the column grouped by.
        members: the articles it is about.
        all_of_them: whether these are all articles of the run.
        camps: the camps file or the name of a shipped one.
        parts: what its key is made of, see `framing.report.manifest`.
        title, line: for the index.
        set_aside: source and reason of the inputs that were not read, where it is about more than one article.
        copies_left: articles of the inputs that are left out because they stand there more than once.
    """

    path: str
    notebook: Notebook
    run: Run
    unit: str
    members: tuple[Member, ...]
    all_of_them: bool
    camps: str
    parts: Mapping[str, str]
    title: str
    line: str = ""
    set_aside: tuple[tuple[str, str], ...] = ()
    copies_left: int = 0

    @property
    def folder(self) -> str:
        """The page's folder, relative to the reports folder: the same for all notebooks on the same articles."""
        return str(Path(self.path).parent.as_posix())

    @property
    def shown(self) -> dict[str, object]:
        """The parameters as the published notebook shows them: what papermill would need to make it again."""
        source = [shown(given) for given in self.run.inputs]
        article = self.members[0].id if self.unit == ARTICLE else "all"
        values = {
            "source": source[0] if len(source) == 1 else " ".join(source),
            "camps": shown(self.camps),
            "article": article,
            "seed": self.run.seed,
            "copies": self.run.copies,
        }
        if self.unit != ARTICLE and "pages" in self.notebook.parameters:
            values["by"], values["over"] = self.run.compared if self.unit == CORPUS else ("", "")
            values["pages"] = self._pages
        return {name: value for name, value in values.items() if name in self.notebook.parameters}

    @property
    def _pages(self) -> str:
        """Where the articles' own pages lie as seen from this one, with {} for the article; empty without them."""
        name = self.notebook.name
        if not any(Path(one).stem == name and ARTICLE in units for one, units in self.run.notebooks):
            return ""
        up = "../" * len(Path(self.folder).relative_to(self.run.folder).parts)
        return f"{up}articles/{{}}/{name}.html"


def plan(
    run: Run, reading: Reading, notebooks: Mapping[str, Notebook], *, camps: str, model: str | None,
    lexicons: str | None, frames: Sequence[str] = (), corrections: str | None = None,
) -> list[Planned]:  # fmt: skip
    """The reports of one run, in the order of notebooks, groupings and articles.

    Args:
        run: the line of the matrix.
        reading: what its inputs hold.
        notebooks: the notebooks by the names that runs give them.
        camps: the camps of all its reports, a file or the name of a shipped one.
        model, lexicons, frames, corrections: as for `framing.report.build.build`.

    Raises:
        RunsError: for a grouping by a column that no article has.
    """
    from framing.reading import safe_name

    common = dict(suite()) | {"camps": camps_digest(camps)}
    if model is not None:
        common["model"] = digest_of(model)
    if lexicons is not None:
        common["lexicons"] = digest_of(lexicons)
    if frames:
        common["frames"] = " ".join(digest_of(one) if Path(one).is_file() else one for one in frames)
    if corrections is not None:
        common["corrections"] = digest_of(corrections)
    base = f"{run.folder}/" if run.folder else ""
    left = left_out({m.id: m.copy_of for m in reading.members}, run.copies)
    counted = tuple(m for m in reading.members if m.id not in left) if left else reading.members
    planned = []
    for name, groupings in run.notebooks:
        notebook = notebooks[name]
        for by in groupings:
            if by == CORPUS and ARTICLE in groupings and len(reading.members) == 1:
                continue  # the same page twice
            among = reading.members if by == ARTICLE else counted
            for folder, unit, members, title, line in _units(among, by, safe_name):
                made = Planned(
                    f"{base}{folder}/{notebook.name}.html", notebook, run, unit, members,
                    len(members) == len(among), camps, {}, title, line,
                    () if unit == ARTICLE else (*reading.set_aside, *left.items()),
                    0 if unit == ARTICLE else len(left),
                )  # fmt: skip
                parts = common | {
                    "notebook": notebook.digest,
                    "parameters": _hash(made.shown),
                    "articles": _hash([member.digest for member in members]),
                }
                if made.set_aside:
                    parts["set_aside"] = _hash(made.set_aside)
                planned.append(replace(made, parts=parts))
    return planned


def camps_digest(camps: str) -> str:
    """What the camps contribute to a key: the file's bytes, else the shipped camps and which of them."""
    if Path(camps).is_file():
        return digest_of(camps)
    return _hash([suite()["camps"], camps])


def _units(
    members: Sequence[Member], by: str, safe_name: Callable[[str], str]
) -> list[tuple[str, str, tuple[Member, ...], str, str]]:
    """Folder, unit, articles, title and line of every report of one grouping."""
    if by == ARTICLE:
        return [(f"articles/{safe_name(m.id)}", ARTICLE, (m,), m.title, m.line) for m in members]
    if by == CORPUS:
        return [("corpus", CORPUS, tuple(members), _counted(len(members)), "")]
    groups: dict[str, list[Member]] = {}
    for member in members:
        groups.setdefault(member.groups.get(by, ""), []).append(member)
    if set(groups) == {""}:
        raise RunsError(
            f"no article has a value for the grouping '{by}'; allowed are article, corpus, outlet, month, language, or "
            "a column of the inputs."
        )
    if len(groups) > MOST_GROUPS:
        some = ", ".join(repr(name) for name in sorted(groups)[:3])
        raise RunsError(
            f"the grouping '{by}' has {len(groups):,} values, such as {some}; up to {MOST_GROUPS} have a page each, so "
            "group by another column, or put its values into fewer groups."
        )
    ordered = sorted(groups.items(), key=lambda pair: (pair[0] == "", pair[0]))  # the unknown ones last
    return [
        (
            f"groups/{safe_name(f'{by}-{value}')}",
            by,
            tuple(found),
            f"{by}: {value}",
            f"{len(found):,} article{'s' if len(found) > 1 else ''}",
        )
        for value, found in ((value or "unknown", found) for value, found in ordered)
    ]


def _counted(count: int) -> str:
    return "one article" if count == 1 else f"all {count:,} articles"


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
