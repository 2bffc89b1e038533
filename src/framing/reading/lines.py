"""What a line of a pasted page looks like and how likely it is to be furniture: learned, for what rules do not know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.reading import captions, furniture
from framing.reading.blocks import Block
from framing.reading.bylines import byline
from framing.reading.datelines import dateline
from framing.reading.dates import date_line

FORMAT = 1
REGIONS = ("body", "furniture", "headline", "standfirst", "sign", "caption")
"""What a line is told to be; byline, date and credit are one: a sign of who, when and by whose help."""

LONG = 60
"""Words from which a line is known by its first and last words alone."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]")
_ADDRESS = re.compile(r"\b(?:you|your|yours|our|ours|we|us|please|click|my)\b", re.IGNORECASE)
_PLACES = ((1, "next"), (2, "second"), (-1, "last"), (-2, "last but one"))


SCRAP, HELD, PROSE = 0.6, 0.93, 0.98
"""From which probability a line is furniture: any line; one that may be the headline, a heading over a paragraph,
a short sentence of the story, or the end of a list in it;
a sentence of nine words or more. Set on pages kept from the fitting (training/fit_lines.py): a word in a hundred of the
stories is lost at most."""

SIGNS, LEAST = 2, 8
"""Lines that are furniture by their own words, and lines in all, from which on a text is a page that tells enough."""

TITLE, TIMES = 0.3, 3.0
"""A line as likely the headline as this, and so many times likelier than the one of the rules, is the headline."""


@dataclass(frozen=True)
class Model:
    """A multinomial logistic regression over `features`.

    Args:
        places: the row of each feature's weights.
        weights: (features + 1, regions); the last row holds the intercepts.
    """

    places: Mapping[str, int]
    weights: npt.NDArray[np.float32]

    def shares(self, blocks: Sequence[Block]) -> npt.NDArray[np.float64]:
        """The probability of each region for each line, (lines, regions).

        Example:
            >>> from framing.reading.blocks import blocks_of
            >>> load().shares(blocks_of("Share\\n\\nTweet")).argmax(axis=1).tolist()
            [1, 1]
        """
        rows = [[self.places[n] for n in found if n in self.places] for found in features(blocks)]
        scores = (
            np.array([self.weights[row].sum(axis=0, dtype=np.float64) for row in rows]) + self.weights[-1]
        )
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        told: npt.NDArray[np.float64] = scores / scores.sum(axis=1, keepdims=True)
        return told


def tell(blocks: Sequence[Block], model: Model | None = None) -> None:
    """Name as furniture what the model takes for it, and note how likely each line is the headline.

    A text with hardly a line that is furniture by its own words is a story, not a page, and is left alone.

    Args:
        blocks: the lines of a page; those that need no context are named.
        model: the shipped one if None.

    Example:
        >>> tell([])
    """
    if len(blocks) < LEAST or sum(block.name == "furniture" for block in blocks) < SIGNS:
        return
    shares = (model or load()).shares(blocks)
    waste, title = REGIONS.index("furniture"), REGIONS.index("headline")
    story = next((i for i, block in enumerate(blocks) if block.name is None and block.prose), len(blocks))
    for i, (block, share) in enumerate(zip(blocks, shares, strict=True)):
        block.title = float(share[title])
        after = i > story and blocks[i - 1].name != "furniture"
        heading = story < i < len(blocks) - 1 and blocks[i + 1].name is None and blocks[i + 1].prose
        sentence = block.ended and i > story
        held = (
            after
            or heading
            or sentence
            or (i < story and block.words >= 5)
            or dateline(block.text) is not None
        )
        if block.name is None and share[waste] >= (PROSE if block.prose else HELD if held else SCRAP):
            block.name = "furniture"


def headline(blocks: Sequence[Block], head: Sequence[int], ruled: int | None) -> int | None:
    """The place of the headline: the one that the rules took, unless the model is far surer of another.

    Args:
        blocks: the lines of a page, told.
        head: places above the story.
        ruled: the rules' choice.

    Example:
        >>> headline((), (), None)
    """
    likely = {i: blocks[i].title or 0.0 for i in head if not blocks[i].prose}
    best = max(likely, key=lambda i: likely[i], default=None)
    if best is None or likely[best] < TITLE:
        return ruled
    return best if ruled is None or (blocks[ruled].title or 0.0) * TIMES < likely[best] else ruled


def read(path: Path | Any) -> Model:
    """A model from a file that `training/fit_lines.py` wrote.

    Raises:
        ValueError: if the file is missing, damaged or of another format.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT:
                raise ValueError("other format")
            names = stored["names"].tobytes().decode("utf-8").split("\n")
            weights = stored["weights"].astype(np.float32)
    except (OSError, ValueError, KeyError, EOFError, UnicodeDecodeError) as error:
        raise ValueError(
            f"the weights of the model of lines at '{path}' cannot be read ({error}); "
            "install the package again, or fit them with training/fit_lines.py."
        ) from None
    return Model({name: at for at, name in enumerate(names)}, weights)


@cache
def load() -> Model:
    """The shipped model, loaded once."""
    return read(files("framing") / "resources" / "lines.npz")


def _bin(number: float, edges: Sequence[float]) -> int:
    return sum(number >= edge for edge in edges)


def _own(block: Block, gap: int, usual: int) -> list[str]:
    """What a line shows by itself, without its words."""
    text = block.text
    letters = [c for c in text[:200] if c.isalpha()]
    names = [w for w in text[:200].split() if w[0].isalpha()]
    high = sum(w[0].isupper() for w in names) / len(names) if names else 0.0
    found = [f"long {_bin(block.words, (2, 3, 4, 6, 9, 13, 20, 35, 60))}"]
    marks = {
        "ended": block.ended,
        "question": text.endswith("?"),
        "colon": text.endswith(":"),
        "dots": text.endswith(("…", "...")),
        "quotation": any(mark in text for mark in '“”"«»') or " '" in text or text[0] in "'‘",
        "bracketed": text[0] in "([" and text[-1] in ")]",
        "bar": any(mark in text for mark in "|›»→·•∙"),
        "address": "@" in text or "http" in text or "www." in text,
        "sign": "©" in text,
        "figures": any(c.isdigit() for c in text[:200]),
        "only figures": not letters,
        "capitals": bool(letters) and all(c.isupper() for c in letters),
        "low": text[0].islower(),
        "titled": high >= 0.75 and len(names) >= 3,
        "to reader": _ADDRESS.search(text) is not None,
        "reports": furniture.reports(text),
        "apart": gap >= max(usual, 2),
        "tight": gap < usual,
    }
    return found + [name for name, holds in marks.items() if holds]


def _known(block: Block) -> list[str]:
    """What the lists of the page's own words say of a line."""
    line = block.text
    if len(line) > captions.LONGEST:
        return []
    found = []
    if furniture.is_furniture(line):
        found.append(f"list {furniture.kind(line) or 'other'}")
    if furniture.is_section(line):
        found.append("section")
    if furniture.addresses_reader(line, 3):
        found.append("trade")
    if captions.is_credit(line):
        found.append("credit")
    if captions.is_caption(line) or captions.is_photo_credit(line):
        found.append("caption")
    named = byline(line) if len(line) < 200 else None
    if named is not None:
        found.append("byline marked" if named.marked else "byline")
    if len(line) < 200 and date_line(line, 0) is not None:
        found.append("date")
    return found


def _words(block: Block) -> list[str]:
    words = [w.lower() if not w.isdigit() else "0" * min(len(w), 5) for w in _WORD.findall(block.text[:400])]
    if not words:
        return []
    if block.words > LONG:
        return [f"first {words[0]}"]
    found = [f"word {w}" for w in dict.fromkeys(words)] if block.words <= 25 else []
    return [*found, f"first {words[0]}", f"first two {' '.join(words[:2])}", f"last {words[-1]}"]


def _common(blocks: Sequence[Block]) -> list[float]:
    """How much of each line's telling words the page's sentences share, 0 to 1."""
    telling = [
        {w.lower() for w in re.findall(r"[^\W\d_]{4,}", b.text[:1000])}
        - {"that", "with", "this", "from", "have"}
        for b in blocks
    ]
    spread = Counter(
        w for words, b in zip(telling, blocks, strict=True) if b.ended and b.words >= 9 for w in words
    )
    shares = []
    for words, block in zip(telling, blocks, strict=True):
        own = block.ended and block.words >= 9
        shares.append(sum(spread[w] - own >= 1 for w in words) / len(words) if words else 0.0)
    return shares


def features(blocks: Sequence[Block]) -> Iterator[dict[str, float]]:
    """What the model knows of each line, by name.

    Args:
        blocks: the lines of a page, in order.

    Example:
        >>> from framing.reading.blocks import blocks_of
        >>> sorted(next(features(blocks_of("Share"))))[5:8]
        ['first two share', 'last but one none', 'last none']
    """
    gaps = [right.start - left.end for left, right in pairwise(blocks)]
    prose = [i for i, block in enumerate(blocks) if block.ended and block.words >= 12]
    between = sorted(blocks[j].start - blocks[i].end for i, j in pairwise(prose) if j == i + 1)
    usual = between[len(between) // 2] if between else 1
    own = [_own(block, gaps[i - 1] if i else 2, usual) for i, block in enumerate(blocks)]
    known = [_known(block) for block in blocks]
    words = [_words(block) for block in blocks]
    edges = [[w for w in found[-3:] if w.startswith(("first ", "last "))] for found in words]
    common = _common(blocks)
    again = Counter(block.text.lower() for block in blocks)
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    for i, block in enumerate(blocks):
        found = dict.fromkeys([*own[i], *known[i], *words[i]], 1.0)
        short = block.words <= 12
        found[f"shared {_bin(common[i], (0.01, 0.2, 0.4, 0.6, 0.8))}{' short' if short else ''}"] = 1.0
        if again[block.text.lower()] > 1:
            found["again"] = 1.0
        where = "above" if i < first else "below" if i > last else "within"
        far = first - i if i < first else i - last if i > last else min(i - first, last - i)
        found[f"{where} {_bin(far, (1, 2, 4, 8, 16))}"] = 1.0
        found[f"{where}{' ended' if block.ended else ''} {_bin(block.words, (3, 7, 13, 30))}"] = 1.0
        found[f"top {_bin(i, (1, 2, 4, 8, 16))}"] = 1.0
        found[f"bottom {_bin(len(blocks) - 1 - i, (1, 2, 4, 8, 16))}"] = 1.0
        for step, name in _PLACES:
            at = i + step
            if not 0 <= at < len(blocks):
                found[f"{name} none"] = 1.0
                continue
            for mark in (*own[at], *known[at]):
                found[f"{name} {mark}"] = 1.0
            if abs(step) == 1:
                for word in edges[at]:
                    found[f"{name}: {word}"] = 1.0
        for name, near in (
            ("over", range(max(0, i - 6), i)),
            ("under", range(i + 1, min(len(blocks), i + 7))),
        ):
            if near:
                share = sum(blocks[j].ended and blocks[j].words >= 9 for j in near) / len(near)
                listed = sum(any(k.startswith("list") for k in known[j]) for j in near) / len(near)
                found[f"{name} prose {_bin(share, (0.1, 0.4, 0.7, 0.95))}"] = 1.0
                found[f"{name} listed {_bin(listed, (0.1, 0.4, 0.7, 0.95))}"] = 1.0
        yield found
