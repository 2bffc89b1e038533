"""Run every layer over a corpus: articles in, tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing import collecting
from framing.article import Article, Corpus, SetAside
from framing.given import Fields, fields, values
from framing.supplies import Resources as Resources
from framing.supplies import check_paths as check_paths
from framing.tables import SCHEMAS, Tables
from framing.text import Document
from framing.view import View, view_of

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.camps import Camps
    from framing.correcting import Hand
    from framing.corrections import Corrections

PROVENANCE = "provenance.json"
"""Lies beside the Parquet files: what they were made with, and what they are not about."""

Rows = dict[str, list[dict[str, Any]]]

# Articles are annotated this many at a time: enough to fill the sequence model's batches, few enough
# that memory does not grow with the corpus.
BATCH = 64
"""Articles that are annotated at a time."""


def implicit_camps(inputs: Sequence[str | Path]) -> tuple[str | None, str]:
    """The `camps.yaml` that lies beside the inputs, in the folder that is given or that holds the files.

    All articles of a run have the same camps: where the inputs come from several folders, no file is
    taken unasked, since it was written for the articles of one of them.

    Args:
        inputs: files, folders and globs.

    Returns:
        The file's path, or None; and one sentence where a file was found but not taken, else "".

    Example:
        >>> implicit_camps(["seeds/"])
        ('seeds/camps.yaml', '')
    """
    from framing.camps.file import BESIDE

    folders: dict[Path, Path] = {}
    for given in inputs:
        for folder in _folders(Path(given).expanduser()):
            folders.setdefault(folder.resolve(), folder)
    found = [file for folder in folders.values() if (file := folder / BESIDE).is_file()]
    if not found or len(folders) == 1:
        return (str(found[0]), "") if found else (None, "")
    return None, (
        f"'{found[0]}' is not used, since the inputs come from {len(folders):,} folders and it lies in one of them; "
        "give it with --camps to use it for all."
    )


def _folders(path: Path) -> set[Path]:
    """The folders that an input's files lie in: itself, or the one that holds it."""
    import glob

    if path.is_dir():
        return {path}
    if path.exists():
        return {path.parent}
    matched = (Path(one) for one in glob.glob(str(path), recursive=True))  # noqa: PTH207 - may be absolute
    return {one if one.is_dir() else one.parent for one in matched}


def annotate(
    corpus: Corpus | Article | Iterable[Article] | str | Path,
    *,
    camps: str | Path | Camps | None = None,
    model: str | Path | None = None,
    lexicons: str | Path | None = None,
    corrections: str | Path | Corrections | None = None,
    frames: str | Path | Sequence[str | Path] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Tables:
    """Every layer over every article, as pandas frames.

    Args:
        corpus: articles, one article, or a path that `framing.read` takes.
        camps: a camps file or the name of a shipped one (see `framing.camps.placing`); None for the
            `camps.yaml` in the folder that all articles come from, and else the generic camps.
        model: other weights for the attribution model.
        lexicons: a folder of word lists of your own.
        corrections: what people said of single rows, or the file that holds it (see `docs/corrections.md`); the table
            `corrections` tells what became of each line.
        frames: frame schemes of your own, as CSV files (see `docs/schemes.md`), in place of the generic one.
        progress: called with the number of articles just done.

    Returns:
        The tables of `framing.tables.SCHEMAS`. `tables.provenance["set_aside"]` has source and reason of
        every input that could not be read, and of every article that a layer could not take;
        `tables.provenance["layers_set_aside"]` those of articles that lack the rows of a layer.

    Example:
        >>> article = Article("a1", 'Ann Lee, a doctor, said the clinic "may well close".')
        >>> tables = annotate(article)
        >>> tables.statements[["kind", "speaker", "role"]].values.tolist()
        [['mixed', 'Ann Lee', 'doctor']]
    """
    from framing.tables import to_pandas

    articles = _articles(corpus)
    # A path says where the articles are, also where some lie in folders within it.
    known = camps if camps is not None else camps_of(corpus if isinstance(corpus, (str, Path)) else articles)
    resources = Resources.load(
        camps=known, model=model, lexicons=lexicons, corrections=corrections, frames=frames
    )
    set_aside: list[SetAside] = []
    batches: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS}
    partly: list[SetAside] = []
    for batch in annotate_batches(articles, resources, set_aside, progress, partly):
        for name, table in batch.items():
            batches[name].append(table)
    made = {name: to_pandas(name, _concat(name, found)) for name, found in batches.items()}
    return Tables(made, provenance=_provenance(resources, articles, set_aside, partly))


def annotate_to(
    corpus: Corpus | Article | Iterable[Article] | str | Path,
    folder: str | Path,
    *,
    camps: str | Path | Camps | None = None,
    model: str | Path | None = None,
    lexicons: str | Path | None = None,
    corrections: str | Path | Corrections | None = None,
    frames: str | Path | Sequence[str | Path] | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[dict[str, int], tuple[SetAside, ...]]:
    """Annotate straight into Parquet files, in memory that does not grow with the corpus.

    Args:
        corpus, camps, model, lexicons, corrections, frames, progress: as for `annotate`.
        folder: where `<table>.parquet` is written, each file whole or not at all, and `provenance.json`:
            versions and hashes, and what was set aside and why.

    Returns:
        Rows written by table, and the articles that could not be taken (what lacks only the rows of a layer that
        failed is told in `provenance.json`, under `layers_set_aside`).

    Raises:
        ValueError: one sentence, where `folder` is a file, or camps, weights or word lists are wrong.

    Example:
        >>> import tempfile
        >>> rows, aside = annotate_to(Article("a1", "It rained."), tempfile.mkdtemp())
        >>> rows["sentences"], aside
        (1, ())
    """
    import contextlib
    import json

    import pyarrow.parquet as pq

    from framing.tables import atomic, schema

    place = Path(folder)
    if (file := next((one for one in (place, *place.parents) if one.is_file()), None)) is not None:
        raise ValueError(
            f"the tables cannot be written to '{folder}': '{file}' is a file; give a folder with --out."
        )
    articles = _articles(corpus)
    # A path says where the articles are, also where some lie in folders within it.
    known = camps if camps is not None else camps_of(corpus if isinstance(corpus, (str, Path)) else articles)
    resources = Resources.load(
        camps=known, model=model, lexicons=lexicons, corrections=corrections, frames=frames
    )
    set_aside: list[SetAside] = []
    partly: list[SetAside] = []
    written = dict.fromkeys(SCHEMAS, 0)
    more = _given(articles)
    with contextlib.ExitStack() as stack:
        writers = {}
        for name in SCHEMAS:
            beside = stack.enter_context(atomic(Path(folder) / f"{name}.parquet"))
            wanted = schema(name, more if name == "articles" else ())
            writers[name] = stack.enter_context(pq.ParquetWriter(beside, wanted))
        for batch in annotate_batches(articles, resources, set_aside, progress, partly):
            for name, table in batch.items():
                if len(table):
                    writers[name].write_table(table)
                    written[name] += len(table)
    with atomic(Path(folder) / PROVENANCE) as beside:
        made = _provenance(resources, articles, set_aside, partly)
        beside.write_text(json.dumps(made, sort_keys=True, ensure_ascii=True) + "\n", encoding="utf-8")
    return written, tuple(set_aside)


def _provenance(
    resources: Resources,
    articles: Sequence[Article],
    set_aside: Sequence[SetAside],
    partly: Sequence[SetAside],
) -> dict[str, Any]:
    unread = articles.set_aside if isinstance(articles, Corpus) else ()
    made = resources.provenance() | {"set_aside": [(one.source, one.reason) for one in (*unread, *set_aside)]}
    return made | ({"layers_set_aside": [(one.source, one.reason) for one in partly]} if partly else {})


def without_a_layer(folder: str | Path) -> tuple[SetAside, ...]:
    """The articles whose tables in a folder lack the rows of a layer, and why.

    Args:
        folder: what `annotate_to` wrote to.

    Example:
        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> _ = annotate_to(Article("a1", "It rained."), folder)
        >>> without_a_layer(folder)
        ()
    """
    import json

    told = json.loads((Path(folder) / PROVENANCE).read_text(encoding="utf-8"))
    return tuple(SetAside(source, reason) for source, reason in told.get("layers_set_aside", ()))


def annotate_batches(
    articles: Iterable[Article],
    resources: Resources,
    set_aside: list[SetAside],
    progress: Callable[[int], None] | None = None,
    layers_set_aside: list[SetAside] | None = None,
    columns: Fields | None = None,
) -> Iterator[dict[str, pa.Table]]:
    """Every layer, batch by batch.

    Args:
        articles: what to annotate.
        resources: camps, weights and word lists.
        set_aside: articles that cannot be taken are appended here, and have no row.
        progress: called with the number of articles just done.
        layers_set_aside: articles that a layer fails on are appended here; they lack that layer's rows.
        columns: the input's own columns, where these articles are a part of it; None for those that they bring.
    """
    import pyarrow as pa

    from framing.tables import schema
    from framing.words import tables as word_tables

    word_tables.use(resources.lexicons)  # others may have been in use since these were loaded
    more = columns if columns is not None else _given(articles) if isinstance(articles, Sequence) else ()
    schemas = {name: schema(name, more if name == "articles" else ()) for name in SCHEMAS}
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        try:
            with collecting.seldom():
                rows, failed = _annotate(batch, resources)
        except Exception:  # whatever one article breaks, the others of its batch must not be lost
            rows, failed = {name: [] for name in SCHEMAS}, []
            for article in batch:
                try:
                    found, without = _annotate([article], resources)
                except Exception as error:
                    reason = f"it could not be taken ({type(error).__name__}: {error})"
                    set_aside.append(SetAside(article.source or article.id, reason))
                else:
                    failed += without
                    for name, found_rows in found.items():
                        rows[name] += found_rows
        if layers_set_aside is not None:
            layers_set_aside += failed
        own = {article.id: values(article, more) for article in batch} if more else {}
        rows["articles"] = [row | own.get(row["article_id"], {}) for row in rows["articles"]]
        yield {name: pa.Table.from_pylist(rows[name], schema=schemas[name]) for name in SCHEMAS}
        if progress is not None:
            progress(len(batch))


def _given(articles: Iterable[Article]) -> Fields:
    """The input's own columns, which go into `articles`."""
    return fields(articles, (column for column, _ in SCHEMAS["articles"]))


def _annotate(batch: Sequence[Article], resources: Resources) -> tuple[Rows, list[SetAside]]:
    from framing.layers.applied import rows_of, spoken_in

    views = [view_of(article) for article in batch]
    read = [article if view is None else view.article for article, view in zip(batch, views, strict=True)]
    documents = [Document(article) for article in read]
    rows: Rows = {name: [] for name in SCHEMAS}
    failed: list[SetAside] = []
    found = spoken_in(documents, resources.tagger, resources.camps, failed)
    for document, spoken, view in zip(documents, found, views, strict=True):
        own: Rows = {name: [] for name in SCHEMAS}
        _describe(document, own)
        own |= rows_of(
            document, spoken, resources.camps, resources.lexicons, failed,
            schemes=resources.schemes, hand=_hand(document, view, resources),
        )  # fmt: skip
        if view is not None:  # told in offsets of the text as it is
            own = {name: view.rows(made, SCHEMAS[name]) for name, made in own.items()}
            own["articles"] = [row | {"text": view.text} for row in own["articles"]]
        for name, made in own.items():
            rows[name] += made
    return rows, failed


def _hand(document: Document, view: View | None, resources: Resources) -> Hand | None:
    """What people said of the article's rows, at work on the text as it is read."""
    if resources.corrections is None:
        return None
    from framing.correcting import hand_of

    as_it_is = document.article if view is None else replace(document.article, text=view.text, regions=())
    mine = resources.corrections.of(as_it_is)
    outdated = resources.corrections.outdated(as_it_is)
    return hand_of(document, [one.seen(view) for one in mine] if view else mine, outdated)


def _describe(document: Document, rows: Rows) -> None:
    """The rows that say what is on the page."""
    article = document.article
    rows["articles"].append({
        "article_id": article.id, "source": article.source, "text": article.text, "headline": article.headline,
        "outlet": article.outlet, "byline": list(article.byline), "published": article.published,
        "words": document.story_size, "language": article.language,
        "published_from": article.published_from, "copy_of": article.copy_of,
    })  # fmt: skip
    rows["regions"] += [
        {"article_id": article.id, "region": r.name, "start": r.start, "end": r.end} for r in article.regions
    ]
    rows["sentences"] += [
        {
            "article_id": article.id, "sentence_id": s.sentence_id, "start": s.start, "end": s.end,
            "region": s.region, "paragraph": s.paragraph,
        }
        for s in document.sentences
    ]  # fmt: skip


def _articles(corpus: Corpus | Article | Iterable[Article] | str | Path) -> Sequence[Article]:
    if isinstance(corpus, Article):
        return (corpus,)
    if isinstance(corpus, (str, Path)):
        from framing.reading import read

        return read(corpus)
    return corpus if isinstance(corpus, Corpus) else tuple(corpus)


def camps_of(corpus: Corpus | Article | Iterable[Article] | str | Path) -> str | None:
    """The camps file that lies beside these articles; None where there is none, or they come from several folders.

    Example:
        >>> camps_of("seeds/"), camps_of(Article("a1", "It rained."))
        ('seeds/camps.yaml', None)
    """
    from framing.camps.file import BESIDE

    if isinstance(corpus, (str, Path)):
        return implicit_camps([corpus])[0]
    # An article that came from no file has no folder, so none can be said to hold them all.
    folders = {Path(one.source).parent if one.source else None for one in _articles(corpus)}
    folder = folders.pop() if len(folders) == 1 else None
    return str(folder / BESIDE) if folder is not None and (folder / BESIDE).is_file() else None


def _concat(name: str, found: Sequence[pa.Table]) -> pa.Table:
    import pyarrow as pa

    from framing.tables import schema

    return pa.concat_tables(found) if found else schema(name).empty_table()


def with_camps(tables: Tables, camps: Mapping[str, str]) -> Tables:
    """The same tables with some speakers moved to other camps, for an analyst who disagrees with a row.

    Args:
        tables: annotated tables.
        camps: canonical speaker to camp.

    Example:
        >>> tables = annotate(Article("a1", "Ann Lee said the clinic may close."))
        >>> with_camps(tables, {"Ann Lee": "clinic"}).statements.camp.tolist()
        ['clinic']
    """
    statements = tables.statements.copy()
    moved = statements["speaker"].map(camps)
    statements["camp"] = moved.where(moved.notna(), statements["camp"])
    statements.loc[moved.notna(), "camp_rule"] = "set by hand"
    return tables.but(statements=statements)
