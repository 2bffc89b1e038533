"""How often "he" and "she" are resolved to the person that a reader takes them for."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.article import Article, Span
from framing.evaluate.speakers import same_name
from framing.people import speakers
from framing.people.scene import Scene, Voice
from framing.statement import Kind, Statement
from framing.text import Document


def asked(
    doc: Document, statements: Sequence[Statement], labels: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Voice, Scene, int]]:
    """Resolve each labelled pronoun where it stands among an article's statements.

    Args:
        doc: the article.
        statements: its statements; a pronoun that is the source of none is asked for by itself.
        labels: objects with `start` and `end`.

    Returns:
        for each label itself, the voice, the scene as the pronoun finds it, and the pronoun's word.

    Example:
        >>> doc = Document(Article("a", "Mayor Ana Ruiz left. She laughed."))
        >>> [(voice.name, at) for _, voice, _, at in asked(doc, [], [{"start": 21, "end": 24}])]
        [('Ana Ruiz', 5)]
    """
    for label in labels:
        span = Span(label["start"], label["end"])
        alone = Statement(len(statements), Kind.INDIRECT, span, None, (span,))
        spoken = any(statement.source == span for statement in statements)
        for _, statement, voice, scene in speakers.walk(doc, [*statements, *([] if spoken else [alone])]):
            if statement.source == span:
                yield label, voice, scene, doc.words.within(span).start
                break


def found(items: Sequence[Mapping[str, Any]]) -> list[tuple[Document, list[Statement]]]:
    """The articles of the gold with the statements that the suite finds in them."""
    from framing.attribution.sequence import Tagger
    from framing.layers.statements import statements as find

    documents = [Document(Article(str(item["id"]), item["text"])) for item in items]
    return list(zip(documents, find(documents, tagger=Tagger.load()), strict=True))


def accuracy(
    items: Sequence[Mapping[str, Any]], read: Sequence[tuple[Document, list[Statement]]]
) -> list[list[bool]]:
    """For every article, pronoun by pronoun, whether it is resolved to the labelled person."""
    return [
        [
            same_name(voice.name, label["antecedent"], person=True)
            for label, voice, _, _ in asked(doc, statements, item["pronouns"])
        ]
        for item, (doc, statements) in zip(items, read, strict=True)
    ]


def evaluate_file(path: Path, bootstrap: int = 0, seed: int = 0) -> dict[str, Any]:
    """Measure the resolution of pronouns on a gold file.

    Args:
        path: JSON Lines with text and pronouns, as `data/gold/pronouns.jsonl`.
        bootstrap: resamples of articles for a 95 % interval; 0 for none.
        seed: of the resampling.

    Returns:
        `metrics`: pronouns (their number), accuracy, and agreement of the two codings.
    """
    from framing.evaluate.gold import read_gold

    items = read_gold(path, ("id", "text", "pronouns"), "pronouns")
    right = accuracy(items, found(items))
    labels = [label for item in items for label in item["pronouns"]]
    twice = [label["antecedent"] == label["second"] for label in labels if "second" in label]
    metrics = {"pronouns": float(len(labels)), "accuracy": _share([r for rows in right for r in rows])}
    if twice:
        metrics["agreement"] = _share(twice)
    result: dict[str, Any] = {"items": len(items), "headline": "accuracy", "metrics": metrics}
    if bootstrap:
        draw = random.Random(seed)
        drawn = sorted(
            _share([r for _ in right for r in right[draw.randrange(len(right))]]) for _ in range(bootstrap)
        )
        result["bootstrap"] = bootstrap
        result["ci95"] = {
            "accuracy": [drawn[int(0.025 * (bootstrap - 1))], drawn[int(0.975 * (bootstrap - 1) + 0.5)]]
        }
    return result


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
