"""The articles of a run: read when an input's bytes have changed, else known from the last run."""

from __future__ import annotations

import glob
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from framing.article import Article, Corpus, Region
from framing.given import portable
from framing.reading.columns import Columns
from framing.reading.inspection import closing, inspect
from framing.report.runs import Run


@dataclass(frozen=True)
class Member:
    """What the build needs to know of an article without its text.

    Args:
        id: the article's id.
        digest: SHA-256 over everything that was read of it.
        title: its headline, or its id.
        line: byline, outlet and date in one line; may be empty.
        groups: the values of the columns that runs group by, as text.
        copy_of: the id of the article that it repeats, or None.
    """

    id: str
    digest: str
    title: str
    line: str
    groups: Mapping[str, str] = field(default_factory=dict)
    copy_of: str | None = None


@dataclass(frozen=True)
class Reading:
    """The outcome of reading one run's inputs.

    Args:
        fingerprint: of the inputs' names and bytes and of how they were read.
        members: the articles in order.
        set_aside: source and reason of every input that was not read.
        corpus: the articles themselves; None where the last run's knowledge was enough.
        told: the three lines that say what was read.
        clean: whether nothing of it is in doubt or a copy.
    """

    fingerprint: str
    members: tuple[Member, ...]
    set_aside: tuple[tuple[str, str], ...]
    corpus: Corpus | None = None
    told: tuple[str, ...] = ()
    clean: bool = True


def fingerprint(inputs: Sequence[str], how: Mapping[str, Any], *, without: Path) -> str:
    """A hash over the names and bytes of every file that the inputs name.

    The bytes are read: a file's time and size can stay as they were though its words did not.

    Args:
        inputs: files, folders and globs.
        how: everything else that decides what reading gives.
        without: the folder of the reports, which must not be an input.

    Raises:
        FileNotFoundError: for an input that is not there.
        ValueError: where the reports lie within an input folder.
    """
    total = hashlib.sha256(json.dumps(dict(how), sort_keys=True, default=str).encode())
    for given in inputs:
        found = list(_files(given, without))
        if not found:
            kind = "holds no file" if Path(given).is_dir() else "is not there"
            raise FileNotFoundError(
                f"the input '{given}' {kind}; give a file, a folder or a glob of articles, such as seeds/."
            )
        for name, path in found:
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            total.update(f"{given}\0{name}\0{content}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def _files(given: str, without: Path) -> Iterator[tuple[str, Path]]:
    """The files of one input, named from the input on, in a stable order."""
    root = Path(given).expanduser()
    if root.is_dir():
        inside = without.resolve().is_relative_to(root.resolve())
        if inside and without.exists():
            raise ValueError(
                f"the reports folder '{without}' lies within the input '{given}', so reports would be read as "
                "articles; give another --out, or name the folder of the articles alone."
            )
        for folder, folders, names in os.walk(root, followlinks=True):
            folders.sort()
            for name in sorted(names):
                path = Path(folder) / name
                if path.is_file():
                    yield path.relative_to(root).as_posix(), path
    elif root.is_file():
        yield root.name, root
    else:
        for name in sorted(glob.glob(str(root), recursive=True)):  # noqa: PTH207 - the pattern may be absolute
            path = Path(name)
            if path.is_dir():
                yield from ((f"{name}/{inner}", file) for inner, file in _files(name, without))
            elif path.is_file():
                yield name, path


def of_run(run: Run, mark: str) -> Reading:
    """Read the inputs of a run as it says.

    Args:
        run: its inputs, columns and how copies are counted.
        mark: the fingerprint.

    Raises:
        ValueError: where nothing could be read.
    """
    return read(run.inputs, text_column=run.text_column, columns=run.columns, mark=mark, fields=run.fields)


def read(
    inputs: Sequence[str], *, text_column: str | None, columns: Sequence[str], mark: str,
    fields: Columns | None = None,
) -> Reading:  # fmt: skip
    """Read the inputs.

    Args:
        inputs: as for `framing.read`.
        text_column: the column that holds the text in tables.
        columns: what runs group by besides outlet and month.
        mark: the fingerprint.
        fields: the columns of date, outlet, headline and id.

    Raises:
        ValueError: where nothing could be read.
    """
    from framing.reading import read as read_articles

    corpus = read_articles(*inputs, text_column=text_column, columns=fields)
    found = inspect(corpus)
    corpus = replace(corpus, articles=tuple(_portable(article) for article in corpus))
    if not len(corpus):
        reasons = "; ".join(f"{one.source}: {one.reason}" for one in corpus.set_aside[:3])
        raise ValueError(
            f"no article could be read from {', '.join(inputs)}{f' ({reasons})' if reasons else ''}; give text, HTML, "
            "CSV, JSON Lines, Parquet or Excel."
        )
    members = tuple(_member(article, columns) for article in corpus)
    aside = tuple((near(one.source), one.reason) for one in corpus.set_aside)
    return Reading(
        mark, members, aside, corpus, closing(found), found.clean or not (found.doubts or found.copies)
    )


def to_memory(reading: Reading) -> dict[str, Any]:
    """What the manifest keeps of a reading."""
    return {
        "articles": [[m.id, m.digest, m.title, m.line, dict(m.groups), m.copy_of] for m in reading.members],
        "set_aside": [list(one) for one in reading.set_aside],
        "told": list(reading.told),
        "clean": reading.clean,
    }


def from_memory(mark: str, kept: Mapping[str, Any]) -> Reading:
    """The reading that the manifest keeps."""
    members = tuple(Member(*row) for row in kept["articles"])
    aside = tuple((s, r) for s, r in kept["set_aside"])
    return Reading(
        mark, members, aside, told=tuple(kept.get("told", ())), clean=bool(kept.get("clean", True))
    )


def _portable(article: Article) -> Article:
    """The article with a source that tells nobody how somebody's disk is laid out."""
    shorter = near(article.source)
    return replace(article, source=shorter) if shorter != article.source else article


def near(source: str) -> str:
    """Where an article came from, told the same wherever the build was started.

    Example:
        >>> near("../news/a.txt"), near("/home/ann/news/a.txt")
        ('news/a.txt', 'news/a.txt')
    """
    path = Path(source)
    if not path.is_absolute():
        while path.parts[:1] == ("..",):
            path = Path(*path.parts[1:])
        return source if str(path) == str(Path(source)) else path.as_posix()
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return "/".join(path.parts[-2:])


def shown(path: str) -> str:
    """A path as a report shows it: from here where it is here, else without what lies above.

    Example:
        >>> shown("seeds/"), shown("../seeds/camps.yaml"), shown("/home/ann/news/")
        ('seeds', 'seeds/camps.yaml', 'news')
    """
    made = os.path.normpath(path)
    if os.path.isabs(made):  # noqa: PTH117 - a glob is no path
        from_here = os.path.relpath(made)
        return Path(from_here).as_posix() if not from_here.startswith("..") else Path(made).name
    while made.startswith(f"..{os.sep}"):
        made = made[3:]
    return Path(made).as_posix()


def _member(article: Article, columns: Sequence[str]) -> Member:
    groups = {"outlet": article.outlet or "", "language": article.language or ""}
    groups["month"] = article.published.strftime("%Y-%m") if article.published else ""
    groups |= {name: str(article.metadata.get(name, "") or "") for name in columns if name not in groups}
    date = f"{article.published.day} {article.published:%B %Y}" if article.published else ""
    line = ", ".join(part for part in (", ".join(article.byline), article.outlet or "", date) if part)
    title = " ".join((article.headline or article.id).split())
    return Member(article.id, digest(article), title, line, groups, article.copy_of)


def digest(article: Article) -> str:
    """SHA-256 over everything that was read of an article.

    Example:
        >>> digest(Article("a", "One.")) == digest(Article("a", "One. "))
        False
    """
    known = to_json(article) | {"metadata": {str(k): str(v) for k, v in sorted(article.metadata.items())}}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def to_json(article: Article) -> dict[str, Any]:
    """An article as JSON can carry it.

    Example:
        >>> from_json(to_json(Article("a", "One.", byline=("Ann Lee",)))).byline
        ('Ann Lee',)
    """
    return {
        "id": article.id, "text": article.text, "source": article.source, "headline": article.headline,
        "regions": [[region.name, region.start, region.end] for region in article.regions],
        "outlet": article.outlet, "byline": list(article.byline), "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "metadata": portable(article.metadata), "published_from": article.published_from,
        "copy_of": article.copy_of,
    }  # fmt: skip


def from_json(kept: Mapping[str, Any]) -> Article:
    """The article that `to_json` wrote."""
    published = datetime.fromisoformat(kept["published"]) if kept["published"] else None
    return Article(
        kept["id"], kept["text"], kept["source"], tuple(Region(*one) for one in kept["regions"]), kept["headline"],
        kept["outlet"], tuple(kept["byline"]), published, kept["language"], kept["metadata"], kept["published_from"],
        kept["copy_of"],
    )  # fmt: skip
