"""What can be compared: every measure as a ratio of two sums over articles, made once from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.statement import Voice
from framing.study.accuracy import doubtful_frames
from framing.study.article_page import foreign
from framing.study.clustered import summed
from framing.study.columns import BEGINS
from framing.study.limits import least
from framing.study.measures import NAMINGS, UNASSIGNED, naming

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from framing.tables import Tables

CHAPTERS = (
    "who speaks", "how they are quoted", "accusations", "certainty and doubt", "loaded words", "naming", "frames",
    "tone", "length and place",
)  # fmt: skip
"""The measures in heaps, in the order of a page."""

AFFILIATIONS = {
    "government": "government", "politics": "parties and politicians", "justice": "police and courts",
    "international": "international bodies", "business": "business", "expert": "experts",
    "civil_society": "civil society", "media": "media", "citizens": "citizens",
    "unknown": "sources that the text does not place",
}  # fmt: skip
_SHIPPED = "generic"  # the scheme of frames that was measured; others are the user's own
_HEDGES = {
    "hedge": "Hedges",
    "weasel": "Weasel words",
    "booster": "Boosters",
    "evidential": "Signs of hearsay",
}
_SPOKEN_WORDS = {"journalist": "words of the journalist’s own", "quoted": "quoted words"}
_SPOKEN = {"journalist": "in the journalist’s words", "quoted": "in quoted words"}


@dataclass(frozen=True, eq=False)
class Measure:
    """One measure.

    Args:
        name: by which it is asked for.
        chapter: one of `CHAPTERS`.
        title: for a reader.
        form: share, rate or mean; see `framing.study.clustered.ratio`.
        unit: what stands below the line, in the plural.
        above, below: one value an article each, in the order of the table of articles.
        counted: what stands above the line, in the plural; empty where it is a sum of scores.
    """

    name: str
    chapter: str
    title: str
    form: str
    unit: str
    above: NDArray[np.float64]
    below: NDArray[np.float64]
    counted: str = ""

    @property
    def by_words(self) -> bool:
        """Whether words are counted, so that house style (titles, dates, party labels) moves it a little."""
        return self.form == "rate" or self.counted == "words"

    def only(self, keep: NDArray[np.bool_]) -> Measure:
        """The same measure in some of the articles."""
        return replace(self, above=self.above[keep], below=self.below[keep])


class _Counter:
    """Sums by article, in the order of the articles."""

    def __init__(self, tables: Tables) -> None:
        import pandas as pd

        self.index = pd.Index(tables.articles["article_id"])
        self.scored = self.array([foreign(code) is None for code in tables.articles["language"]])
        self.words = self.array(tables.articles["words"])

    def array(self, values: Iterable[object]) -> NDArray[np.float64]:
        import numpy as np

        made: NDArray[np.float64] = np.asarray(list(values), dtype=np.float64)
        return made

    def of(
        self, table: pd.DataFrame, wanted: object = None, weight: pd.Series | None = None
    ) -> NDArray[np.float64]:
        """How many rows each article has, or the sum of a weight over them; of some rows only."""
        import numpy as np

        codes = self.index.get_indexer(indexed(table["article_id"]))
        keep = codes >= 0
        if wanted is not None:
            keep &= np.asarray(wanted, dtype=bool)
        weights = None if weight is None else np.nan_to_num(np.asarray(weight, dtype=np.float64))[keep]
        return summed(codes[keep], np.ones(int(keep.sum())) if weights is None else weights, len(self.index))


def indexed(values: pd.Series) -> pd.Index:
    """A column as an index to look up."""
    import pandas as pd

    made: pd.Index = pd.Index(values)
    return made


def measures(tables: Tables, wanted: str | Sequence[str] | None = None) -> tuple[Measure, ...]:
    """Every measure of a corpus, or those of some names or chapters.

    Args:
        tables: the corpus, copies counted as wanted.
        wanted: names of measures or of chapters; all where not given.

    Raises:
        ValueError: for a name that is neither.

    Example:
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "text": "It may rain.", "words": 3}]
        >>> marks = [{"article_id": "a", "start": 3, "end": 6, "category": "hedge", "voice": "journalist"}]
        >>> found = measures(Tables.from_rows({"articles": rows, "hedges": marks}), "hedge in the journalist's words")
        >>> found[0].title, found[0].above.tolist(), found[0].below.tolist()
        ('Hedges in the journalist’s words', [1.0], [0.003])
    """
    count = _Counter(tables)
    made = [
        *_speaking(tables, count), *_quoted(tables, count), *_accusing(tables, count), *_certain(tables, count),
        *_loaded(tables, count), *_naming(tables, count), *_framed(tables, count), *_toned(tables, count),
        *_long(tables, count),
    ]  # fmt: skip
    if wanted is None:
        return tuple(made)
    asked = [wanted] if isinstance(wanted, str) else list(wanted)
    for name in asked:
        if name not in CHAPTERS and name not in {one.name for one in made}:
            names = "; ".join(one.name for one in made)
            raise ValueError(
                f"there is no measure '{name}'; give one of the chapters {', '.join(CHAPTERS)}, or of the measures "
                f"{names}."
            )
    return tuple(one for one in made if one.name in asked or one.chapter in asked)


def _speaking(tables: Tables, count: _Counter) -> Iterable[Measure]:
    chapter, sources = CHAPTERS[0], tables.sources
    spoken = count.of(sources, weight=sources["statements"])
    unit = "statements with a source"
    for name, title in AFFILIATIONS.items():
        own = count.of(sources, sources["affiliation"] == name, sources["statements"])
        yield Measure(
            f"sources: {name}", chapter, f"Statements by {title}", "share", unit, own, spoken, "statements"
        )
    statements = tables.statements
    camps = statements["camp"].where(statements["camp"].astype(bool), UNASSIGNED).fillna(UNASSIGNED)
    told = camps.value_counts()
    every = count.of(statements)
    for name in [name for name in told.index if name != UNASSIGNED][: least("camps_most")]:
        own = count.of(statements, camps == name)
        yield Measure(f"camp: {name}", chapter, f"Statements of the camp {name}", "share", "statements", own, every,
                      "statements")  # fmt: skip
    shown = sources["gender"].isin(["woman", "man"])
    women = sources["gender"] == "woman"
    people = "people whose gender the text shows"
    yield Measure("women among sources", chapter, "Women among the people who speak", "share", people,
                  count.of(sources, women), count.of(sources, shown), "women")  # fmt: skip
    yield Measure("statements by women", chapter, "Statements by women", "share", f"statements by {people}",
                  count.of(sources, women, sources["statements"]), count.of(sources, shown, sources["statements"]),
                  "statements")  # fmt: skip


def _quoted(tables: Tables, count: _Counter) -> Iterable[Measure]:
    import numpy as np

    chapter, statements = CHAPTERS[1], tables.statements
    every = count.of(statements)
    kinds = {kind: naming(kind, None) for kind in statements["speaker_type"].dropna().unique()}
    how = statements["speaker_type"].map(kinds).fillna(NAMINGS[3])
    for name in NAMINGS:
        yield Measure(f"source: {name}", chapter, f"Statements by {name}", "share", "statements",
                      count.of(statements, how == name), every, "statements")  # fmt: skip
    for kind, title in (("direct", "Statements quoted directly"), ("mixed", "Statements quoted in part"),
                        ("indirect", "Statements in the journalist’s paraphrase")):  # fmt: skip
        yield Measure(kind, chapter, title, "share", "statements", count.of(statements, statements["kind"] == kind),
                      every, "statements")  # fmt: skip
    quoted = np.minimum(_quoted_words(tables, count), count.words)
    yield Measure("quoted words", chapter, "Words in quotation marks that somebody is given as saying", "share",
                  "words of story", quoted, count.words, "words")  # fmt: skip


def _quoted_words(tables: Tables, count: _Counter) -> NDArray[np.float64]:
    return count.of(tables.sources, weight=tables.sources["quoted_words"])


def _accusing(tables: Tables, count: _Counter) -> Iterable[Measure]:
    chapter, found = CHAPTERS[2], tables.accusations
    every = count.of(found)
    yield Measure("accusations", chapter, "Clauses that may accuse", "rate", "words of story", every,
                  count.words / 1000, "clauses")  # fmt: skip
    unit, counted = "clauses that may accuse", "clauses"
    nobody = found["accuser"].isna() | (found["accuser"] == "")
    yield Measure("no accuser", chapter, "Accusations with no accuser", "share", unit, count.of(found, nobody), every,
                  counted)  # fmt: skip
    silent = found["reply"].isna() | (found["reply"] == "none")
    yield Measure("no reply", chapter, "Accusations without a reply", "share", unit, count.of(found, silent), every,
                  counted)  # fmt: skip
    own = found["voice"] == Voice.JOURNALIST.value
    yield Measure("accusing journalist", chapter, "Accusations in the journalist’s words", "share", unit,
                  count.of(found, own), every, counted)  # fmt: skip


def _by_voice(tables: Tables, count: _Counter) -> dict[str, NDArray[np.float64]]:
    """Thousands of words of each voice, of what the word lists can read."""
    import numpy as np

    quoted = np.minimum(_quoted_words(tables, count), count.words) * count.scored / 1000
    return {"journalist": count.words * count.scored / 1000 - quoted, "quoted": quoted}


def _voices(table: pd.DataFrame) -> dict[str, pd.Series]:
    own = table["voice"] == Voice.JOURNALIST.value
    return {"journalist": own, "quoted": ~own}


def _certain(tables: Tables, count: _Counter) -> Iterable[Measure]:
    words, voices = _by_voice(tables, count), _voices(tables.hedges)
    for category, title in _HEDGES.items():
        for voice, where in _SPOKEN.items():
            own = count.of(tables.hedges, voices[voice] & (tables.hedges["category"] == category))
            yield Measure(f"{category} {where.replace('’', chr(39))}", CHAPTERS[3], f"{title} {where}", "rate",
                          _SPOKEN_WORDS[voice], own * count.scored, words[voice], "marks")  # fmt: skip


def _loaded(tables: Tables, count: _Counter) -> Iterable[Measure]:
    words, voices = _by_voice(tables, count), _voices(tables.loaded)
    for voice, where in _SPOKEN.items():
        yield Measure(f"loaded {where.replace('’', chr(39))}", CHAPTERS[4], f"Loaded words {where}", "rate",
                      _SPOKEN_WORDS[voice], count.of(tables.loaded, voices[voice]) * count.scored, words[voice],
                      "words")  # fmt: skip


def _naming(tables: Tables, count: _Counter) -> Iterable[Measure]:
    chapter, names = CHAPTERS[5], tables.names
    if names.empty:
        return
    own = names["voice"] == Voice.JOURNALIST.value
    every = count.of(names, own)
    for sign, title in ((-1, "Names that blame"), (1, "Names that favour")):
        yield Measure(f"names {sign:+d}", chapter, f"{title} in the journalist’s words", "share",
                      "names that have a rival, in the journalist’s words",
                      count.of(names, own & (names["connotation"] == sign)), every, "names")  # fmt: skip
    sizes = names["referent"].value_counts()
    for referent in sizes[sizes >= least("names_least")].index[: least("names_referents")]:
        these = names["referent"] == referent
        terms = names.loc[these, "term"].value_counts()
        if len(terms) < 2:
            continue
        called = str(referent).replace("_", " ")
        for term in terms.index[: least("names_terms") if len(terms) > 2 else 1]:
            used = count.of(names, these & (names["term"] == term))
            yield Measure(f"name: {referent}: {term}", chapter, f"“{term}” for {called}", "share",
                          f"names of {called}", used, count.of(names, these), "names")  # fmt: skip


def _framed(tables: Tables, count: _Counter) -> Iterable[Measure]:
    import numpy as np

    frames = tables.frames
    scheme = frames["scheme"].fillna(_SHIPPED)
    for of, name in dict.fromkeys(zip(scheme, frames["frame"], strict=True)):
        if of == _SHIPPED and name in doubtful_frames():
            continue
        rows = (frames["frame"] == name) & (scheme == of)
        read = np.minimum(count.of(frames, rows), 1)
        there = np.minimum(count.of(frames, rows & frames["present"].astype(bool)), 1)
        own = "" if of == _SHIPPED else f"{of}: "
        title = f"Articles with the frame “{str(name).replace('_', ' ')}”" + (f" of {of}" if own else "")
        yield Measure(f"frame: {own}{name}", CHAPTERS[6], title, "share", "articles", there, read, "articles")


def _toned(tables: Tables, count: _Counter) -> Iterable[Measure]:
    chapter, tone, toward = CHAPTERS[7], tables.tone, tables.tone_toward
    voices = _voices(tone)
    for voice, where in _SPOKEN.items():
        yield Measure(f"tone {where.replace('’', chr(39))}", chapter, f"Mean tone of sentences {where}", "mean",
                      "sentences", count.of(tone, voices[voice], tone["compound"]),
                      count.of(tone, voices[voice]))  # fmt: skip
    every = count.of(toward)
    for sign, title in ((-1, "negative"), (1, "positive")):
        yield Measure(f"toward {sign:+d}", chapter, f"Sentences {title} toward someone", "share",
                      "sentences about someone", count.of(toward, toward["polarity"] == sign), every,
                      "sentences")  # fmt: skip


def _long(tables: Tables, count: _Counter) -> Iterable[Measure]:
    import numpy as np

    chapter, statements = CHAPTERS[8], tables.statements
    one = np.ones(len(count.index))
    yield Measure(
        "words", chapter, "Words of story an article", "mean", "articles", count.words, one, "words"
    )
    yield Measure("speakers", chapter, "Sources an article", "mean", "articles", count.of(tables.sources), one,
                  "sources")  # fmt: skip
    yield Measure("statements", chapter, "Statements", "rate", "words of story", count.of(statements),
                  count.words / 1000, "statements")  # fmt: skip
    if len(tables.sentences):
        place = _place(tables, statements)
        told = ~np.isnan(place)
        import pandas as pd

        yield Measure("place of statements", chapter, "Where statements stand, from 0 (first sentence) to 1 (last)",
                      "mean", "statements", count.of(statements, told, pd.Series(place)),
                      count.of(statements, told))  # fmt: skip
        found = tables.accusations
        place = _place(tables, found.assign(source_start=found["start"], cue_start=None, content=None))
        told = ~np.isnan(place)
        yield Measure("place of accusations", chapter,
                      "Where accusations stand, from 0 (first sentence) to 1 (last)", "mean", "clauses that may accuse",
                      count.of(found, told, pd.Series(place)), count.of(found, told))  # fmt: skip


def _place(tables: Tables, rows: pd.DataFrame) -> NDArray[np.float64]:
    """For each row the share of its article's sentences that begin before it; NaN where the article has none."""
    import numpy as np

    sentences = tables.sentences
    names = indexed(tables.articles["article_id"])
    stride = np.int64(1) << 40
    home = names.get_indexer(indexed(sentences["article_id"]))
    begins = np.sort(home[home >= 0] * stride + sentences["start"].to_numpy(dtype=np.int64)[home >= 0])
    article = names.get_indexer(indexed(rows["article_id"])).astype(np.int64)
    first = np.searchsorted(begins, article * stride)
    size = np.searchsorted(begins, (article + 1) * stride) - first
    starts = _starts(rows)
    # The sentence that a row begins in, counted from 0: the last that begins no later.
    before = np.searchsorted(begins, article * stride + starts, side="right") - 1 - first
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(size > 1, np.maximum(before, 0) / (size - 1), 0.0)
    return np.where((article >= 0) & (size > 0), share, np.nan)


def _starts(rows: pd.DataFrame) -> NDArray[np.int64]:
    """Where each row begins: its source, its cue or its content, whichever is first."""
    import numpy as np
    import pandas as pd

    columns = []
    for name in ("source_start", "cue_start"):
        columns.append(pd.to_numeric(rows[name]).astype("Float64").to_numpy(dtype=float, na_value=np.nan))
    if BEGINS in rows:
        first = rows[BEGINS].to_numpy(dtype=float)
        columns.append(np.where(first < 0, np.nan, first))
    else:
        columns.append(np.array([min((span["start"] for span in spans), default=np.nan) if spans is not None else np.nan
                                 for spans in rows["content"]], dtype=float))  # fmt: skip
    stacked = np.stack(columns) if len(rows) else np.zeros((3, 0))
    found = np.fmin.reduce(stacked, axis=0)
    made: NDArray[np.int64] = np.nan_to_num(found).astype(np.int64)
    return made
