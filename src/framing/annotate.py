"""Run every layer over a corpus: articles in, tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.article import Article, Corpus, SetAside
from framing.tables import SCHEMAS, Tables
from framing.text import Document

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.layers.attribution import Statement
    from framing.layers.camps import Camps
    from framing.layers.sequence import Tagger

Rows = dict[str, list[dict[str, Any]]]

# Articles are annotated this many at a time: enough to fill the sequence model's batches, few enough
# that memory does not grow with the corpus.
_BATCH = 64


@dataclass(frozen=True)
class Resources:
    """What the layers need besides the text: the camps, the model's weights, the user's word lists.

    Example:
        >>> resources = Resources.load(camps="generic")
        >>> len(resources.provenance()["camps"]["sha256"])
        64
    """

    camps: Camps
    tagger: Tagger
    lexicons: str | None = None

    @classmethod
    def load(
        cls,
        *,
        camps: str | Path | Camps | None = None,
        model: str | Path | None = None,
        lexicons: str | Path | None = None,
        beside: str | Path | None = None,
    ) -> Resources:
        """Load them once for a whole run.

        Args:
            camps: a camps file, the name of a shipped one, or None for `camps.yaml` beside the input
                and else the generic camps.
            model: other weights for the attribution model; None for the shipped ones.
            lexicons: a folder of word lists that replace or extend the shipped ones.
            beside: where the input is, to look for its `camps.yaml`.

        Raises:
            ValueError: one sentence for a file that is missing, damaged or wrong.
        """
        from framing.layers import camps as camps_layer
        from framing.layers.sequence import Tagger

        known = camps if isinstance(camps, camps_layer.Camps) else camps_layer.load(camps, beside=beside)
        if lexicons is not None and not Path(lexicons).is_dir():
            raise ValueError(f"no folder of word lists at '{lexicons}'; give a folder that holds CSV files.")
        return cls(known, Tagger.load(model), str(lexicons) if lexicons is not None else None)

    def provenance(self) -> dict[str, Any]:
        """Versions and hashes of everything that the tables depend on besides the text."""
        from framing import __version__
        from framing.layers import certainty, frames, loaded, naming, tone

        return {
            "framing": __version__,
            "model": self.tagger.version,
            "camps": {"name": self.camps.name, "sha256": self.camps.version},
            "lexicons": {
                "hedges": certainty.version(self.lexicons),
                "loaded": loaded.version(self.lexicons),
                "naming": naming.version(self.lexicons),
                "frames": frames.version(self.lexicons),
                "tone": tone.version(),
            },
        }


def annotate(
    corpus: Corpus | Article | Iterable[Article] | str | Path,
    *,
    camps: str | Path | Camps | None = None,
    model: str | Path | None = None,
    lexicons: str | Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Tables:
    """Every layer over every article, as pandas frames.

    Args:
        corpus: articles, one article, or a path that `framing.read` takes.
        camps: a camps file or the name of a shipped one (see `framing.layers.camps`).
        model: other weights for the attribution model.
        lexicons: a folder of word lists of your own.
        progress: called with the number of articles just done.

    Returns:
        The tables of `framing.tables.SCHEMAS`. An article that a layer cannot take is left out of them
        and named in `tables.provenance["set_aside"]`.

    Example:
        >>> article = Article("a1", 'Ann Lee, a doctor, said the clinic "may well close".')
        >>> tables = annotate(article)
        >>> tables.statements[["kind", "speaker", "role"]].values.tolist()
        [['mixed', 'Ann Lee', 'doctor']]
    """
    from framing.tables import _to_pandas

    articles = _articles(corpus)
    resources = Resources.load(camps=camps, model=model, lexicons=lexicons, beside=_beside(articles))
    set_aside: list[SetAside] = []
    batches: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS}
    for batch in annotate_batches(articles, resources, set_aside, progress):
        for name, table in batch.items():
            batches[name].append(table)
    made = {name: _to_pandas(name, _concat(name, found)) for name, found in batches.items()}
    provenance = resources.provenance() | {"set_aside": [(s.source, s.reason) for s in set_aside]}
    return Tables(**made, provenance=provenance)


def annotate_to(
    corpus: Corpus | Article | Iterable[Article] | str | Path,
    folder: str | Path,
    *,
    camps: str | Path | Camps | None = None,
    model: str | Path | None = None,
    lexicons: str | Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[dict[str, int], tuple[SetAside, ...]]:
    """Annotate straight into Parquet files, in memory that does not grow with the corpus.

    Args:
        corpus, camps, model, lexicons, progress: as for `annotate`.
        folder: where `<table>.parquet` is written, each file whole or not at all.

    Returns:
        Rows written by table, and the articles that were set aside.

    Example:
        >>> import tempfile
        >>> rows, aside = annotate_to(Article("a1", "It rained."), tempfile.mkdtemp())
        >>> rows["sentences"], aside
        (1, ())
    """
    import contextlib

    import pyarrow.parquet as pq

    from framing.tables import atomic, schema

    articles = _articles(corpus)
    resources = Resources.load(camps=camps, model=model, lexicons=lexicons, beside=_beside(articles))
    set_aside: list[SetAside] = []
    written = dict.fromkeys(SCHEMAS, 0)
    with contextlib.ExitStack() as stack:
        writers = {}
        for name in SCHEMAS:
            beside = stack.enter_context(atomic(Path(folder) / f"{name}.parquet"))
            writers[name] = stack.enter_context(pq.ParquetWriter(beside, schema(name)))
        for batch in annotate_batches(articles, resources, set_aside, progress):
            for name, table in batch.items():
                if len(table):
                    writers[name].write_table(table)
                    written[name] += len(table)
    return written, tuple(set_aside)


def annotate_batches(
    articles: Iterable[Article],
    resources: Resources,
    set_aside: list[SetAside],
    progress: Callable[[int], None] | None = None,
) -> Iterator[dict[str, pa.Table]]:
    """Every layer, batch by batch; an article that breaks one is appended to `set_aside`."""
    import pyarrow as pa

    from framing.tables import schema

    schemas = {name: schema(name) for name in SCHEMAS}
    waiting = iter(articles)
    while batch := list(islice(waiting, _BATCH)):
        try:
            rows = _annotate(batch, resources)
        except Exception:  # whatever one article breaks, the others of its batch must not be lost
            rows = {name: [] for name in SCHEMAS}
            for article in batch:
                try:
                    for name, found in _annotate([article], resources).items():
                        rows[name] += found
                except Exception as error:
                    reason = f"a layer failed on it ({type(error).__name__}: {error})"
                    set_aside.append(SetAside(article.source or article.id, reason))
        yield {name: pa.Table.from_pylist(rows[name], schema=schemas[name]) for name in SCHEMAS}
        if progress is not None:
            progress(len(batch))


def _annotate(batch: Sequence[Article], resources: Resources) -> Rows:
    from framing.layers.statements import statements

    documents = [Document(article) for article in batch]
    rows: Rows = {name: [] for name in SCHEMAS}
    found = statements(documents, tagger=resources.tagger, camps=resources.camps)
    for document, spoken in zip(documents, found, strict=True):
        _describe(document, rows)
        _mark(document, spoken, resources, rows)
    return rows


def _describe(document: Document, rows: Rows) -> None:
    """The rows that say what is on the page."""
    article = document.article
    rows["articles"].append({
        "article_id": article.id, "source": article.source, "text": article.text, "headline": article.headline,
        "outlet": article.outlet, "byline": list(article.byline), "published": article.published,
        "words": sum(form[0].isalnum() for form in document.words.forms), "language": article.language,
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


def _mark(document: Document, spoken: Sequence[Statement], resources: Resources, rows: Rows) -> None:
    """The rows of every layer that marks the text."""
    from framing.layers.certainty import certainty
    from framing.layers.frames import frames
    from framing.layers.loaded import loaded
    from framing.layers.naming import naming
    from framing.layers.quotations import quotations
    from framing.layers.tone import tone, toward_rows
    from framing.layers.voices import Voices

    voices = Voices(document, spoken)
    lists = resources.lexicons
    rows["statements"] += [s.row(document.article.id) for s in spoken]
    rows["quotations"] += quotations(document, spoken)
    rows["hedges"] += certainty(document, voices, spoken, folder=lists)
    rows["loaded"] += loaded(document, voices, folder=lists)
    rows["names"] += naming(document, voices, folder=lists)
    rows["frames"] += frames(document, scheme="generic", folder=lists)
    rows["policy_frames"] += frames(document, scheme="policy", folder=lists)
    rows["tone"] += tone(document, voices)
    rows["tone_toward"] += toward_rows(document, voices, resources.camps)


def _articles(corpus: Corpus | Article | Iterable[Article] | str | Path) -> Sequence[Article]:
    if isinstance(corpus, Article):
        return (corpus,)
    if isinstance(corpus, (str, Path)):
        from framing.reading import read

        return read(corpus)
    return corpus if isinstance(corpus, Corpus) else tuple(corpus)


def _beside(articles: Sequence[Article]) -> Path | None:
    """The folder of the first article's file, where a corpus may keep its `camps.yaml`."""
    source = articles[0].source if articles else ""
    return Path(source).parent if source else None


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
    return replace(tables, statements=statements)
