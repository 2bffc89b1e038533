"""Measures of every statement and every voice: words, quotation marks, place in the story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.article import Article, Region
from framing.statement import ACCUSING, Voice
from framing.study.affiliations import sided
from framing.study.owners import owned, quotations
from framing.tables import Tables
from framing.text import Document

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

UNASSIGNED = "no camp"
"""The camp of a speaker whom no rule of the camps file claims; counted and shown, never dropped."""

NO_OUTLET = "outlet not known"
"""The outlet of an article that does not name one."""

NAMINGS = ("a person, by name", "a body or document, by name", "someone without a name", "no one")
"""How a statement's source is given, from the most to the least checkable."""

VOICES = tuple(Voice)
"""Whose words a word is: the journalist's own, a source's in other words, a source's in quotation marks."""

THIRDS = ("first third", "middle third", "last third")
"""Where in the story a statement begins, by its words from the headline to the end."""


@dataclass(frozen=True)
class Measured:
    """What was counted in a corpus.

    Args:
        statements: the statements table in the order of their ids with, added: `number` (from 1 in each
            article), `start` (of its first span), `naming` (one of `NAMINGS`), `words` and `quoted`
            (its words, and those of them in quotation marks; a word in a statement within a statement
            counts for the inner one only, so that sums are true), `place` (0 to 1: the share of the
            story's words before it), `third` (one of `THIRDS`), `accusing`; an empty `camp` reads
            `UNASSIGNED`, and `outlet` is that of its article.
        words: words by `article_id`, `voice` (one of `VOICES`), `camp` (null for the journalist),
            `region`; every word of the story once.
        articles: one row an article: `article_id`, `words` (of the story), `body_words`,
            `before_accusation` (body words before the first accusation or criticism, null without one).
    """

    statements: pd.DataFrame
    words: pd.DataFrame
    articles: pd.DataFrame

    def only(self, article_ids: list[str]) -> Measured:
        """The same measures for some of the articles."""
        return Measured(
            *(
                table[table["article_id"].isin(article_ids)].reset_index(drop=True)
                for table in (self.statements, self.words, self.articles)
            )
        )


def documents(tables: Tables) -> Iterator[tuple[str, Document]]:
    """The articles of the tables as documents, in their order, made again from text and regions.

    Example:
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "One. Two.", "words": 2}]})
        >>> [(name, len(doc.sentences)) for name, doc in documents(tables)]
        [('a', 2)]
    """
    regions: dict[str, list[Region]] = {}
    for row in rows_of(tables.regions):
        regions.setdefault(row.article_id, []).append(Region(row.region, int(row.start), int(row.end)))
    for row in rows_of(tables.articles):
        parts = tuple(sorted(regions.get(row.article_id, ()), key=lambda region: region.start))
        yield row.article_id, Document(Article(row.article_id, row.text or "", regions=parts))


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame as named tuples; their fields are as the table's schema says.

    Example:
        >>> import pandas as pd
        >>> [row.name for row in rows_of(pd.DataFrame({"name": ["a", "b"]}))]
        ['a', 'b']
    """
    return list(frame.itertuples(index=True, name="Row"))


def measure(tables: Tables) -> Measured:
    """Count the words of every statement and every voice, and find each statement's place.

    Words are those of the story (headline, standfirst, captions, body); page furniture is left out.

    Args:
        tables: as `framing.annotate` gives them.

    Example:
        >>> tables = Tables.from_rows({
        ...     "articles": [{"article_id": "a", "text": 'He said the mayor "will go" soon.', "words": 7}],
        ...     "statements": [{"article_id": "a", "statement_id": 0, "kind": "mixed", "source_start": 0,
        ...         "source_end": 2, "cue_start": 3, "cue_end": 7, "content": [{"start": 8, "end": 32}],
        ...         "speaker": "he", "speaker_type": "person", "act": "states", "region": "body"}]})
        >>> row = measure(tables).statements.iloc[0]
        >>> int(row["words"]), int(row["quoted"]), row["camp"], row["naming"]
        (5, 2, 'no camp', 'a person, by name')
    """
    import pandas as pd

    by_article: dict[str, list[Any]] = {}
    ordered = _ordered(sided(tables))
    for row in rows_of(ordered):
        by_article.setdefault(row.article_id, []).append(row)
    statement_rows: dict[Any, tuple[int, int, float]] = {}
    word_rows: list[tuple[str, str, str | None, str, int]] = []
    article_rows: list[tuple[str, int, int, int | None]] = []
    for article_id, doc in documents(tables):
        counted = _count(doc, by_article.get(article_id, []))
        statement_rows.update(counted.statements)
        word_rows.extend((article_id, *row) for row in counted.words)
        article_rows.append((article_id, counted.total, counted.body, counted.before))
    statements = ordered.assign(
        words=[statement_rows.get(i, (0, 0, 0.0))[0] for i in ordered.index],
        quoted=[statement_rows.get(i, (0, 0, 0.0))[1] for i in ordered.index],
        place=[float(statement_rows.get(i, (0, 0, 0.0))[2]) for i in ordered.index],
    )
    outlets = dict(zip(tables.articles["article_id"], tables.articles["outlet"], strict=True))
    statements["outlet"] = [outlets.get(name) or NO_OUTLET for name in statements["article_id"]]
    statements["third"] = [THIRDS[min(2, int(place * 3))] for place in statements["place"]]
    words = pd.DataFrame(word_rows, columns=["article_id", "voice", "camp", "region", "words"])
    articles = pd.DataFrame(article_rows, columns=["article_id", "words", "body_words", "before_accusation"])
    articles["before_accusation"] = articles["before_accusation"].astype("Int64")
    return Measured(statements.reset_index(drop=True), words, articles)


def naming(speaker_type: str | None, speaker: str | None) -> str:
    """How a source is given, one of `NAMINGS`.

    Example:
        >>> naming("unnamed group", "residents"), naming("person", "Ada Byron"), naming("agentless", None)
        ('someone without a name', 'a person, by name', 'no one')
    """
    if speaker_type == "agentless" or speaker_type is None:
        return NAMINGS[3]
    if speaker_type in ("unnamed person", "unnamed group"):
        return NAMINGS[2]
    return NAMINGS[0] if speaker_type == "person" else NAMINGS[1]


def _ordered(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements in article order with the columns that need no text."""
    import pandas as pd

    frame = statements.copy()
    first_content = [min((s["start"] for s in spans), default=None) if spans is not None else None
                     for spans in frame["content"]]  # fmt: skip
    starts = pd.DataFrame(
        {"source": frame["source_start"], "cue": frame["cue_start"],
         "content": pd.array(first_content, dtype="Int64")}, index=frame.index,
    )  # fmt: skip
    frame["start"] = starts.min(axis=1).fillna(0).astype("int64")
    frame["naming"] = [naming(t, s) for t, s in zip(frame["speaker_type"], frame["speaker"], strict=True)]
    frame["camp"] = [camp if isinstance(camp, str) and camp else UNASSIGNED for camp in frame["camp"]]
    frame["made"] = [made is None or made is pd.NA or bool(made) for made in frame["made"]]
    frame["accusing"] = frame["act"].isin(ACCUSING).astype(bool) & frame["made"]
    order = {name: place for place, name in enumerate(dict.fromkeys(frame["article_id"]))}
    frame["_order"] = [order[name] for name in frame["article_id"]]
    frame = frame.sort_values(["_order", "statement_id"], kind="stable").drop(columns="_order")
    frame = frame.reset_index(drop=True)
    frame["number"] = frame.groupby("article_id", sort=False).cumcount() + 1
    return frame


@dataclass(frozen=True)
class _Counted:
    statements: dict[Any, tuple[int, int, float]]
    words: list[tuple[str, str | None, str, int]]
    total: int
    body: int
    before: int | None


def _count(doc: Document, rows: list[Any]) -> _Counted:
    """Give every word of the story its voice and its innermost statement."""
    import numpy as np

    names = list(dict.fromkeys(name for _, name in doc.story))
    starts = np.array([word.start for word, _ in doc.story_words], dtype=np.int64)
    region = np.array([names.index(name) for _, name in doc.story_words], dtype=np.int64)
    contents = [[(int(c["start"]), int(c["end"])) for c in row.content or ()] for row in rows]
    owner, quoted = owned(starts, contents, quotations(doc))
    statements = {}
    for position, row in enumerate(rows):
        own = owner == position
        before = int(np.searchsorted(starts, row.start))
        place = before / len(starts) if len(starts) else 0.0
        statements[row.Index] = (int(own.sum()), int((own & quoted).sum()), place)
    body = region == (names.index("body") if "body" in names else -2)
    accusations = [row.start for row in rows if row.accusing and doc.article.region_at(row.start) == "body"]
    before_first = int((starts[body] < min(accusations)).sum()) if accusations else None
    words = _voices(owner, quoted, region, names, rows)
    return _Counted(statements, words, len(starts), int(body.sum()), before_first)


def _voices(
    owner: NDArray[np.int64],
    quoted: NDArray[np.bool_],
    region: NDArray[np.int64],
    names: list[str],
    rows: list[Any],
) -> list[tuple[str, str | None, str, int]]:
    """Words by voice, camp and region."""
    counts: dict[tuple[str, str | None, str], int] = {}
    for who, marked, where in zip(owner.tolist(), quoted.tolist(), region.tolist(), strict=True):
        voice = VOICES[0] if who < 0 else VOICES[2] if marked else VOICES[1]
        key = (voice, None if who < 0 else rows[who].camp, names[where])
        counts[key] = counts.get(key, 0) + 1
    return [(*key, count) for key, count in counts.items()]
