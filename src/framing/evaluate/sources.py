"""How often a source's affiliation, function and gender are told right, against sources labelled by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.evaluate.coded import CodedError, text_of, texts_in
from framing.evaluate.counts import Counts, intervals
from framing.evaluate.gold import GoldError
from framing.evaluate.outside import texts_of
from framing.people.affiliations import Asked
from framing.people.asking import asked
from framing.people.likeness import same_party


@dataclass(frozen=True, slots=True)
class Labelled:
    """A source as the model is asked for it, with what a person says it is.

    Args:
        article: the article's id.
        asked: the source.
        affiliation, function: right ones.
        bare: the source as if the article gave a person no role; None for others.
    """

    article: str
    asked: Asked
    affiliation: str
    function: str
    bare: Asked | None = None


def articles(path: str | Path, texts: Sequence[str | Path] = ()) -> list[dict[str, Any]]:
    """The lines of a file of labelled sources, each with its text.

    Args:
        path: JSON Lines with `id`, `text` or `sha256`, and `sources`.
        texts: JSON Lines files with the texts of stand-off labels.

    Raises:
        CodedError: for a line that does not fit, or a text that is not found or is another.
    """
    known = texts_in(texts)
    made = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path}, line {number}"
        try:
            item = json.loads(line)
            made.append(item | {"text": text_of(item, known, where), "sources": list(item["sources"])})
        except CodedError:
            raise
        except (ValueError, KeyError, TypeError) as error:
            raise CodedError(
                f"{where}: {type(error).__name__}: {error}; each line needs id, text or sha256, and sources."
            ) from None
    return made


def labelled(path: str | Path, texts: Sequence[str | Path] = ()) -> list[Labelled]:
    """Every labelled source that the suite finds, as the model is asked for it."""
    from framing.article import Article
    from framing.layers.sources import speakers_of
    from framing.layers.statements import statements
    from framing.text import Document

    items = articles(path, texts)
    docs = [Document(Article(str(item["id"]), item["text"])) for item in items]
    made = []
    for item, doc, said in zip(items, docs, statements(docs), strict=True):
        for one in speakers_of(said):
            label = match(item["sources"], one.name)
            if label is not None:
                roleless = one.kind == "person" and one.roles
                made.append(
                    Labelled(str(item["id"]), asked(doc.text, one.name, one.roles, one.kind, one.place),
                             label["affiliation"], label["function"],
                             asked(doc.text, one.name, (), one.kind, one.place) if roleless else None)
                )  # fmt: skip
    return made


def match(labels: Sequence[Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    """The label of a source: of the same name, else the likest of those that mean the same party.

    Example:
        >>> labels = [{"speaker": "Roe protesters"}, {"speaker": "The Roe campaign"}]
        >>> match(labels, "Roe campaign")["speaker"]
        'The Roe campaign'
    """
    words = _plain(name)
    same = [label for label in labels if _plain(label["speaker"]) == words]
    alike = same or [label for label in labels if same_party(label["speaker"], name)]
    return max(alike, key=lambda label: _shared(words, _plain(label["speaker"])), default=None)


def _plain(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace("’", "'").split()) - {"the", "a", "an"}


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def count(rows: Sequence[Mapping[str, Any]], labels: Sequence[Mapping[str, Any]]) -> Counts:
    """What is right of one article's sources."""
    counts: Counts = Counter()
    for row in rows:
        label = match(labels, row["speaker"])
        if label is None:
            continue
        counts["found"] += 1
        counts["affiliation"] += row["affiliation"] == label["affiliation"]
        counts["function"] += row["function"] == label["function"]
        if label["gender"] in ("woman", "man"):
            counts["gendered"] += 1
            counts["gender"] += row["gender"] == label["gender"]
            counts["gender.wrong"] += row["gender"] in ("woman", "man") and row["gender"] != label["gender"]
    return counts


def measure(counts: Counts) -> dict[str, float | None]:
    """Shares from counts.

    Example:
        >>> measure(Counter(found=4, affiliation=3))["affiliation"]
        0.75
    """
    found, gendered = counts["found"], counts["gendered"]
    return {
        "affiliation": counts["affiliation"] / found if found else None,
        "function": counts["function"] / found if found else None,
        "gender": counts["gender"] / gendered if gendered else None,
        "gender.wrong": counts["gender.wrong"] / gendered if gendered else None,
    }


def evaluate_file(path: Path, bootstrap: int = 0, seed: int = 0) -> dict[str, Any]:
    """Measure the sources layer on labelled articles.

    Args:
        path: as `articles` takes it; stand-off texts are looked up in the folder that FRAMING_BENCHMARKS names.
        bootstrap: resamples of articles for 95 % intervals; 0 for none.
        seed: of the resampling.
    """
    from framing.evaluate.annotated import rows_of

    if not path.is_file():
        raise GoldError(f"no gold file at '{path}'; give one with --gold.")
    items = articles(path, texts_of(path))
    by_article = rows_of("sources", items)
    documents = [count(by_article.get(str(item["id"]), []), item["sources"]) for item in items]
    total: Counts = Counter()
    for counts in documents:
        total.update(counts)
    metrics = measure(total)
    result: dict[str, Any] = {"items": len(items), "headline": "affiliation", "metrics": metrics}
    if bootstrap:
        result["bootstrap"] = bootstrap
        result["ci95"] = intervals(documents, measure, list(metrics), times=bootstrap, seed=seed)
    return result
