"""Fit the model of `reading/lines.py`: python training/fit_lines.py --pages DIR… --texts FILE.jsonl --out PATH.npz

A page is a file `NAME.page`, a line of it `region<TAB>line`. The texts are stories without furniture, JSON Lines with
`text`: what is clean must stay whole. A multinomial logistic regression (scikit-learn) over `lines.features`; the pages
are kept from the fitting fold by fold to measure it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from framing.reading import lines
from framing.reading.blocks import Block, blocks_of
from framing.reading.structure import structure
from framing.tables import atomic

SIGNS = {"byline": "sign", "date": "sign", "credit": "sign"}
FOLDS = 6


@dataclass(frozen=True)
class Page:
    """A page's lines, what is known of each, and what a person says that each is."""

    name: str
    text: str
    blocks: Sequence[Block]
    known: Sequence[dict[str, float]]
    told: Sequence[str]


def page(path: Path) -> Page:
    """A page with its labels."""
    text, marked = "", []
    for raw in path.read_text(encoding="utf-8").split("\n"):
        region, tab, line = raw.partition("\t")
        if tab:
            marked.append((SIGNS.get(region, region), len(text), len(text) + len(line)))
            text += line
        text += "\n"
    blocks = blocks_of(text)
    told = [next((r for r, start, end in marked if start < b.end and end > b.start), "body") for b in blocks]
    return Page(path.stem, text, blocks, list(lines.features(blocks)), told)


def story(text: str) -> Page:
    """A text that is all story."""
    blocks = blocks_of(text)
    return Page("", text, blocks, list(lines.features(blocks)), ["body"] * len(blocks))


def fitted(pages: Sequence[Page], strength: float) -> lines.Model:
    """The features of two pages or more, and their weights."""
    seen = Counter(name for page in pages for name in set().union(*page.known))
    places = {name: at for at, name in enumerate(sorted(n for n, times in seen.items() if times > 1))}
    rows, columns, at = [], [], 0
    for known in (known for page in pages for known in page.known):
        for name in known:
            if name in places:
                rows.append(at)
                columns.append(places[name])
        at += 1
    made = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(at, len(places)))
    model = LogisticRegression(C=strength, max_iter=5000).fit(made, [t for p in pages for t in p.told])
    weights = np.zeros((len(places) + 1, len(lines.REGIONS)), dtype=np.float16)
    for row, name in enumerate(model.classes_):
        at = lines.REGIONS.index(name)
        weights[:-1, at], weights[-1, at] = model.coef_[row], model.intercept_[row]
    # What is nearly nothing in every region is left out of the file.
    kept = np.append(np.abs(weights[:-1].astype(np.float32)).max(axis=1) >= 0.02, True)
    names = [name for name, at in places.items() if kept[at]]
    return lines.Model({name: at for at, name in enumerate(names)}, weights[kept].astype(np.float32))


def measured(pages: Sequence[Page], models: Sequence[lines.Model | None]) -> dict[str, float]:
    """Of all words: story kept, furniture removed, share of story in what is kept; headlines right."""
    count: Counter[str] = Counter()
    shipped = lines.load
    for page, model in zip(pages, models, strict=True):
        lines.load = lambda model=model: model  # type: ignore[assignment]
        found = structure(page.text)
        for block, told in zip(page.blocks, page.told, strict=True):
            names = {r.name for r in found.regions if r.start < block.end and r.end > block.start}
            kept = bool(names & {"body", "headline", "standfirst"})
            count["story"] += block.words * (told in ("body", "headline", "standfirst"))
            count["both"] += block.words * (told in ("body", "headline", "standfirst") and kept)
            count["body"] += block.words * (told == "body")
            count["lost"] += block.words * (told == "body" and not names & {"body"})
            count["kept"] += block.words * kept
            count["furniture"] += block.words * (told == "furniture")
            count["removed"] += block.words * (told == "furniture" and not kept)
        wanted = next(
            (b.text for b, told in zip(page.blocks, page.told, strict=True) if told == "headline"), None
        )
        count["headline"] += found.headline == wanted
    lines.load = shipped
    return {
        "body kept": 1 - count["lost"] / count["body"],
        "furniture removed": count["removed"] / count["furniture"],
        "precision": count["both"] / count["kept"],
        "headlines": count["headline"] / len(pages),
    }


def main() -> None:
    """Cross-validate, fit on all, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", required=True, nargs="+", type=Path)
    parser.add_argument("--texts", required=True, type=Path)
    parser.add_argument("--most", type=int, default=60, help="stories without furniture")
    parser.add_argument("--strength", type=float, default=0.3)
    parser.add_argument("--out", required=True, type=Path)
    given = parser.parse_args()
    every = [[page(path) for path in sorted(folder.glob("*.page"))] for folder in given.pages]
    rows = [json.loads(line)["text"] for line in given.texts.read_text(encoding="utf-8").splitlines()]
    stories = [story(text) for text in random.Random(3).sample(rows, given.most)]
    for folder, pages in zip(given.pages, every, strict=True):
        models = []
        for fold in range(FOLDS):
            others = [p for f in every for i, p in enumerate(f) if f is not pages or i % FOLDS != fold]
            models.append(fitted([*others, *stories], given.strength))
        told = measured(pages, [models[i % FOLDS] for i in range(len(pages))])
        empty = lines.Model({}, np.array([[9.0] + [0.0] * (len(lines.REGIONS) - 1)], dtype=np.float32))
        before = measured(pages, [empty] * len(pages))
        print(folder, {name: (round(before[name], 4), round(told[name], 4)) for name in told})
    model = fitted([*(p for f in every for p in f), *stories], given.strength)
    with atomic(given.out) as path, path.open("wb") as file:
        np.savez_compressed(
            file,
            format=np.array(lines.FORMAT),
            names=np.frombuffer("\n".join(model.places).encode("utf-8"), dtype=np.uint8),
            weights=model.weights.astype(np.float16),
        )
    print(f"wrote {given.out}, {len(model.places)} features, {given.out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
