"""Does every rule earn its place? python benchmarks/ablation.py [--only PREFIX] [--figures]

Switches every rule and every weight of attribution, people, camps and layers off in turn, and prints how many statements
(for a layer's own weights: rows of that layer) of the suite's own gold, the seed and the development texts (where they
lie beside the project) come out otherwise; with
--figures also what that does to the measures of those that change something. At the end stand the names of what
changes nothing anywhere: such a rule goes, or gets the gold sentence that needs it. Takes some minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from snapshot import corpora

from framing import camps
from framing.article import Article
from framing.attribution.sequence import Tagger
from framing.evaluate import evaluate, outside
from framing.layers.frames import frames
from framing.layers.loaded import loaded
from framing.layers.statements import statements
from framing.layers.voices import Voices
from framing.statement import Attribution
from framing.text import Document
from framing.words import rules

ROOT = Path(__file__).resolve().parents[1]
MEASURED = (
    ("attribution", outside.folder(ROOT) / "polnear_dev.jsonl", ("joint.f1", "content.f1")),
    ("agentless", ROOT / "data" / "gold" / "agentless.jsonl", ("agentless.f1",)),
    ("speakers", ROOT / "data" / "gold" / "speakers" / "modern_test.jsonl", ("name", "title", "type")),
    ("speakers", ROOT / "data" / "gold" / "speakers" / "test.jsonl", ("name", "type", "camp")),
    ("pronouns", ROOT / "data" / "gold" / "pronouns.jsonl", ("accuracy",)),
)


OTHERS: dict[str, Callable[[Document], list[dict[str, object]]]] = {
    "layers.loaded": lambda doc: loaded(doc, Voices(doc, [])),
    "layers.frames": frames,
}
"""What is compared for the weights of these layers."""


class Remembered:
    """What the network found, which no rule changes: computed once for all runs."""

    def __init__(self, articles: Sequence[Article]) -> None:
        found = Tagger.load().attribute([Document(article) for article in articles])
        self._found = {id(article): made for article, made in zip(articles, found, strict=True)}

    def attribute(self, documents: Sequence[Document]) -> list[list[Attribution]]:
        """As the tagger's own."""
        return [list(self._found[id(document.article)]) for document in documents]


def run(texts: dict[str, list[Article]], found: Remembered, layer: str = "") -> dict[str, list[list[object]]]:
    """The statements of every corpus, or the rows of one of the layers in `OTHERS`."""
    sides = camps.load("generic")
    made = {}
    for name, articles in texts.items():
        documents = [Document(article) for article in articles]
        if layer:
            made[name] = [OTHERS[layer](doc) for doc in documents]
        else:
            made[name] = list(statements(documents, tagger=found, camps=sides))  # type: ignore[arg-type]
    return made


def changed(base: dict[str, list[list[object]]], other: dict[str, list[list[object]]]) -> dict[str, int]:
    """By corpus, how many statements stand in one run and not in the other."""
    counts = {}
    for name, before in base.items():
        differ = 0
        for one, two in zip(before, other[name], strict=True):
            differ += len(set(map(repr, one)) ^ set(map(repr, two)))
        if differ:
            counts[name] = differ
    return counts


def figures() -> dict[str, float]:
    """The measures that rules can move."""
    made = {}
    for task, gold, names in MEASURED:
        if gold.is_file():
            metrics = evaluate(task, gold)["metrics"]
            made |= {f"{gold.stem} {name}": metrics[name] for name in names if name in metrics}
    return made


def main() -> None:
    """Switch off, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="a prefix of rules and weights, such as camps.")
    parser.add_argument("--figures", action="store_true", help="measure again where something changes")
    options = parser.parse_args()
    keep = ("seeds", "kinds", "agentless", "pronouns", "speakers-", "polnear_dev")
    texts = {name: articles for name, articles in corpora().items() if name.startswith(keep)}
    found = Remembered([article for articles in texts.values() for article in articles])
    before = figures() if options.figures else {}
    bases = {layer: run(texts, found, layer) for layer in ("", *OTHERS)}
    trials: list[tuple[str, Callable[[], AbstractContextManager[None]]]] = [
        (name, lambda name=name: rules.switched_off(name)) for name in rules.rule_names()
    ]
    trials += [
        (f"{held}.{field} = 0", lambda held=held, field=field: rules.weighing(held, **{field: 0.0}))
        for held, field in rules.weight_names()
    ]
    idle = []
    for name, switch in trials:
        if not name.startswith(options.only) or name.startswith(("doctest.", "test.")):
            continue
        layer = next((held for held in OTHERS if name.startswith(held)), "")
        with switch():
            counts = changed(bases[layer], run(texts, found, layer))
            after = figures() if options.figures and counts else before
        told = ", ".join(f"{corpus} {count}" for corpus, count in counts.items()) or "nothing"
        moved = ", ".join(
            f"{key} {after[key] - before[key]:+.4f}" for key in before if after[key] != before[key]
        )
        print(f"{name:56} {told}{f' | {moved}' if moved else ''}", flush=True)
        idle += [name] if not counts else []
    print(f"\n{len(idle)} change nothing: {', '.join(idle) or 'none'}")


if __name__ == "__main__":
    main()
