"""What an address stands for: a page of a dataset, made on demand, or a file of a reports folder."""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from framing.dataset.whole import Whole
from framing.notebook.params import MOST
from framing.reading.copies import left_out
from framing.report import manifest
from framing.report.batch import PAGE
from framing.report.corpus import Member, near, shown
from framing.report.orders import order
from framing.report.plan import Planned
from framing.report.runs import ARTICLE, CORPUS, STUDY, Run
from framing.runner.notebooks import Notebook, load
from framing.runner.work import Job
from framing.serve import catalogue, front
from framing.serve.catalogue import Catalogue, Row
from framing.serve.press import Files, Press

HTML = "text/html; charset=utf-8"
_TYPES = {".html": HTML, ".csv": "text/csv; charset=utf-8", ".ipynb": "application/x-ipynb+json"}
_PATIENCE = 120.0
"""Seconds that a cell of the page of one article may take."""
_LONGER = 600.0
"""Seconds that a cell of a page on all articles may take."""
_GLANCE = 1.0
"""Seconds after which the folder is looked at again."""


class Missing(LookupError):  # noqa: N818 - what is the matter, told to whoever asked
    """Nothing has this address; its text is one sentence."""


@dataclass(frozen=True)
class Found:
    """What an address stands for.

    Args:
        data: the bytes.
        type: of the content, as HTTP names it.
    """

    data: bytes
    type: str


class Shelf(Protocol):
    """Where pages come from."""

    def start(self) -> None:
        """Get ready before anybody asks."""

    def get(self, path: str, query: Mapping[str, str]) -> Found:
        """What a path stands for.

        Raises:
            Missing: where it stands for nothing.
            framing.serve.press.Unmade: where a page could not be made.
        """

    def close(self) -> None:
        """Let go of everything."""


class ReportsShelf:
    """A reports folder: the pages that a batch has made, and nothing else that lies there.

    Args:
        folder: what `framing report` wrote.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._mark: tuple[int, int] | None = None
        self._listed: Mapping[str, str] = {}

    def start(self) -> None:
        """Nothing to get ready."""

    def _files(self) -> Mapping[str, str]:
        """Every file that the manifest names, with the reason why it may not be there."""
        about = (self.folder / "manifest.json").stat()
        if (mark := (about.st_mtime_ns, about.st_size)) != self._mark:
            self._listed = {
                f"{Path(entry.path).parent.as_posix()}/{name}": entry.reason
                for entry in manifest.read(self.folder).reports.values()
                for name in (*entry.files, Path(entry.path).name)
            }
            self._mark = mark
        return self._listed

    def get(self, path: str, query: Mapping[str, str]) -> Found:
        """A page or a file that the manifest names, as it lies there now."""
        name = path or "index.html"
        files = self._files()
        pages = {f"index/{page.name}" for page in (self.folder / "index").glob("*.html")} | {"index.html"}
        if name not in files and name not in pages:
            raise Missing(f"there is no page '{name}' in this reports folder.")
        try:
            return Found((self.folder / name).read_bytes(), type_of(name))
        except FileNotFoundError:
            why = files.get(name, "")
            raise Missing(
                f"the page '{name}' is not built{f' ({why})' if why else ''}; `framing report` makes it."
            ) from None

    def close(self) -> None:
        """Nothing to let go."""


@dataclass(frozen=True)
class Shown:
    """What pages on demand say of where they come from.

    Args:
        source: what they name as their input.
        camps: a camps file or the name of a shipped one, that of the tables.
        seed: of everything that draws at random.
        copies: how copies are counted.
    """

    source: str
    camps: str
    seed: int = 0
    copies: str = "once"


class TablesShelf:
    """A folder of tables: pages are made when they are asked for, with the same bytes as a batch makes.

    Args:
        folder: what `framing annotate` wrote.
        shown: what the pages say of where they come from.
        notebooks: those that are run for one article, and for all, besides `report`.
    """

    def __init__(self, folder: Path, shown: Shown, notebooks: tuple[str, ...] = STUDY) -> None:
        self.folder, self.shown = folder, shown
        every = {one.name: one for one in map(load, dict.fromkeys(("report", *notebooks)))}
        self.notebooks: Mapping[str, Notebook] = every
        self._articles = Press(page=PAGE, timeout=_PATIENCE)
        self._all = Press(page=PAGE, timeout=_LONGER)
        self._known = catalogue.load(folder)
        self._seen = time.monotonic()
        self._looking = threading.Lock()

    @property
    def known(self) -> Catalogue:
        """The articles, as the folder has them now."""
        with self._looking:
            if time.monotonic() - self._seen > _GLANCE:
                self._known = self._look()
                self._seen = time.monotonic()
            return self._known

    def _look(self) -> Catalogue:
        try:
            return catalogue.load(self.folder, self._known)
        except (ValueError, OSError):  # a run is moving files this very moment: what was whole stays
            return self._known

    def start(self) -> None:
        """Let the workers of article pages import what they need."""
        self._articles.start()

    def get(self, path: str, query: Mapping[str, str]) -> Found:
        """The index, or a page or file that belongs to one article or to all."""
        known = self.known
        if path in ("", "index.html"):
            return Found(
                front.page(known, query, self.notebooks, self.folder).encode("utf-8", "replace"), HTML
            )
        kind, _, rest = path.partition("/")
        if kind == "articles" and rest.count("/") == 1:
            name, _, file = rest.partition("/")
            row = known.named(name)
            if row is None:
                raise Missing(f"there is no article '{name}' among the {len(known):,} here.")
            return self._file(self._article(known, row, file), file)
        if kind == "corpus" and "/" not in rest:
            return self._file(self._corpus(known, rest), rest)
        raise Missing(f"there is no page '{path}' here.")

    def _file(self, files: Files, name: str) -> Found:
        if name not in files:
            raise Missing(f"'{name}' does not belong to this page; its files are {', '.join(files)}.")
        return Found(files[name], type_of(name))

    def _notebook(self, file: str, usual: str) -> Notebook:
        """The notebook whose page or file this is; CSV files belong to all alike."""
        stem = Path(file).stem
        return self.notebooks[stem if stem in self.notebooks else usual]

    def _article(self, known: Catalogue, row: Row, file: str) -> Files:
        notebook = self._notebook(file, "report")
        one = self._planned(
            notebook, f"articles/{row.name}", ARTICLE, (Member(row.id, "", row.title, ""),), row.title
        )
        key = f"{row.key} {row.id} {notebook.name}"
        return self._articles.files(key, lambda desk: self._job(one, one.members, desk, [row.part]))

    def _corpus(self, known: Catalogue, file: str) -> Files:
        notebook = self._notebook(file, "report")
        return self._all.files(
            f"{known.mark} {notebook.name}", lambda desk: self._whole(known, notebook, desk)
        )

    def _whole(self, known: Catalogue, notebook: Notebook, desk: Path) -> Job:
        """The job of a page on all articles; of more than a notebook counts one by one, some are drawn."""
        whole = Whole(self.folder)
        listed = whole.ids()
        copies = dict(zip(listed["article_id"].to_pylist(), listed["copy_of"].to_pylist(), strict=True))
        left = left_out(copies, self.shown.copies)
        counted = [one for one in copies if one not in left]
        drawn: Mapping[str, Any] = {}
        if len(counted) > MOST:
            some = whole.drawn(MOST, copies=self.shown.copies, seed=self.shown.seed)
            counted, drawn = some.articles["article_id"].tolist(), some.provenance
        members = tuple(Member(one, "", one, "") for one in counted)
        aside = [(near(source), reason) for source, reason in whole.provenance.get("set_aside", ())]
        title = "one article" if len(members) == 1 else f"all {len(members):,} articles"
        one = self._planned(notebook, "corpus", CORPUS, members, title, len(left), (*aside, *left.items()))
        return self._job(one, members, desk, None, drawn)

    def _planned(
        self, notebook: Notebook, folder: str, unit: str, members: tuple[Member, ...], title: str, left: int = 0,
        set_aside: tuple[tuple[str, str], ...] = (),
    ) -> Planned:  # fmt: skip
        run = Run(
            (self.shown.source,), ((notebook.name, (unit,)),), self.shown.camps, seed=self.shown.seed,
            copies=self.shown.copies,
        )  # fmt: skip
        path = f"{folder}/{notebook.name}.html"
        return Planned(
            path,
            notebook,
            run,
            unit,
            members,
            True,
            self.shown.camps,
            {},
            title,
            set_aside=set_aside,
            copies_left=left,
        )

    def _job(
        self, one: Planned, members: tuple[Member, ...], desk: Path, among: list[int] | None,
        told: Mapping[str, Any] | None = None,
    ) -> Job:  # fmt: skip
        """The job of a page; the rows of its articles are laid on the desk."""
        import json

        import pyarrow as pa
        import pyarrow.parquet as pq

        whole = Whole(self.folder)
        ids = [member.id for member in members]
        tables = whole.arrow(ids, among=among)
        sources = pa.array([near(source) for source in tables["articles"]["source"].to_pylist()], pa.string())
        place = tables["articles"].schema.get_field_index("source")
        tables["articles"] = tables["articles"].set_column(
            place, tables["articles"].schema.field(place), sources
        )
        part = desk / "part"
        part.mkdir()
        for name, table in tables.items():
            pq.write_table(table, part / f"{name}.parquet")
        (part / "provenance.json").write_text(
            json.dumps({**whole.provenance, **(told or {})}), encoding="utf-8"
        )
        return order(
            one,
            members,
            desk=desk,
            tables=desk / "tables",
            parts=[(str(part), ids)],
            set_aside=one.set_aside,
            page=PAGE,
        )

    def close(self) -> None:
        """Stop the workers."""
        self._articles.close()
        self._all.close()


def shelf(
    folder: Path, *, source: str | None = None, camps: str | None = None, seed: int = 0, copies: str = "once"
) -> tuple[Shelf, list[str]]:
    """The shelf that suits a folder, and what should be known of it, a sentence each.

    Args:
        folder: of tables or of reports.
        source: what pages name as their input; the folder itself where not given.
        camps: a camps file or the name of a shipped one; those of the tables, as far as found, where not given.
        seed, copies: as for `framing report`.

    Raises:
        ValueError: where it is neither, or the tables are not finished.
    """
    if not folder.is_dir():
        raise ValueError(f"'{folder}' is no folder; give what `framing annotate` or `framing report` wrote.")
    if (folder / "manifest.json").is_file() and (folder / "index.html").is_file():
        return ReportsShelf(folder), []
    found, notes = _camps(folder, camps)
    return TablesShelf(folder, Shown(source or shown(str(folder)), found, seed, copies)), notes


def _camps(folder: Path, given: str | None) -> tuple[str, list[str]]:
    """The camps of the tables: the file that is given, or that lies beside the articles, or a shipped one."""
    from framing import camps as sides
    from framing.annotate import implicit_camps
    from framing.tables import dataset

    catalogue.load(folder)  # says what is wrong with the tables before anything else
    told = Whole(folder).provenance.get("camps")
    made = told.get("sha256") if isinstance(told, Mapping) else None
    if given is not None:
        other = made is not None and sides.load(given).version != made
        return given, [
            f"the tables were made with other camps ('{told['name']}') than '{given}'; what the pages say of camps is "
            "as in the tables, only colours and order follow the file."
        ] if other and isinstance(told, Mapping) else []  # fmt: skip
    sources: set[Path] = set()
    for batch in dataset(folder, "articles").to_batches(columns=["source"]):
        sources |= {Path(one).parent for one in set(batch["source"].to_pylist()) if one}
    beside = implicit_camps([*sources])[0] if len(sources) == 1 else None
    for one in (*([beside] if beside else []), *(sides.shipped() if made else [])):
        if made is None or sides.load(one).version == made:
            return one, []
    name = told["name"] if isinstance(told, Mapping) else "unknown"
    return "generic", [
        f"the camps that the tables were made with ('{name}') are not found here; colours and their order are those "
        "of the generic ones, or give the file with --camps."
    ]  # fmt: skip


def type_of(name: str) -> str:
    """The content type of a file.

    Example:
        >>> type_of("a.csv"), type_of("a.bin")
        ('text/csv; charset=utf-8', 'application/octet-stream')
    """
    return _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
