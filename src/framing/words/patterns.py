"""The pattern language of word lists: an entry's pattern as fixed-length readings, each looked up by one word."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from framing.text import words as cut
from framing.words.conditions import CLASSES, Condition, parse
from framing.words.entries import Entry
from framing.words.inflect import forms

_MOST_VARIANTS = 512


@dataclass(frozen=True, slots=True)
class Variant:
    """One fixed-length reading of a pattern, seen from its anchor word at 0."""

    left: int  # words before the anchor
    right: int  # words behind it
    tests: tuple[tuple[int, Container[str]], ...]
    mark_first: int
    mark_last: int
    conditions: tuple[Condition, ...]
    entry: Entry


class Prefix:
    """All words that begin so."""

    def __init__(self, stem: str) -> None:
        self.stem = stem

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word.startswith(self.stem)


_CLITICS = frozenset(("'s", "'re", "'ve", "'ll", "'d", "'m", "n't"))
_GAP = re.compile(r"\*([1-9])$")
_COMMON = frozenset(
    word
    for line in (
        "a an the of to in on at by for with from and or as",
        "it is be that this there not has have been was",
    )
    for word in line.split()
)


def compiled(entry: Entry, plain: dict[str, list[Variant]], stems: dict[str, list[Variant]]) -> None:
    """Add the readings of an entry's pattern to those of other entries, under the word that is looked up.

    Args:
        entry: with pattern and conditions.
        plain, stems: readings by whole word, and by what a word begins with.

    Raises:
        ValueError: for a pattern or a condition that is not understood.

    Example:
        >>> plain: dict[str, list[Variant]] = {}
        >>> compiled(Entry("it <be> <adv>? believe/ved", "weasel"), plain, {})
        >>> sorted(plain)
        ['believed']
    """
    conditions = _conditions(entry.when) if entry.when else ()
    if entry.pattern.isalpha():  # the plain word, as most entries are
        plain.setdefault(entry.pattern, []).append(Variant(0, 0, (), 0, 0, conditions, entry))
        return
    for elements, first, last in _variants(entry.pattern):
        anchor = _anchor(elements, entry.pattern)
        tests = tuple((place - anchor, element) for place, element in enumerate(elements) if place != anchor)
        # A cheap test on the rarest neighbours first would gain little: patterns are short.
        made = Variant(
            anchor, len(elements) - 1 - anchor, tests, first - anchor, last - anchor, conditions, entry
        )
        element = elements[anchor]
        if isinstance(element, Prefix):
            stems.setdefault(element.stem, []).append(made)
        else:
            assert isinstance(element, frozenset)
            for word in element:
                plain.setdefault(word, []).append(made)


def _anchor(elements: Sequence[Container[str]], pattern: str) -> int:
    """The place of the word that is looked up: a listed word, the rarest-looking one."""
    best: tuple[int, int] | None = None
    for place, element in enumerate(elements):
        if isinstance(element, frozenset):
            rank = 1 if element & _COMMON else 0
        elif isinstance(element, Prefix):
            rank = 0
        else:
            continue
        if best is None or rank < best[0]:
            best = (rank, place)
    if best is None:
        raise ValueError(
            f"the pattern '{pattern}' has no word of its own; give it at least one that is no class and no *."
        )
    return best[1]


@lru_cache(maxsize=4096)
def _conditions(when: str) -> tuple[Condition, ...]:
    return parse(when)


def _variants(pattern: str) -> list[tuple[list[Container[str]], int, int]]:
    """The fixed-length readings of a pattern: elements, and the first and last that is marked."""
    if pattern.count("[") > 1 or pattern.count("[") != pattern.count("]"):
        raise ValueError(f"the pattern '{pattern}' needs one pair of square brackets or none.")
    choices: list[list[tuple[tuple[Container[str], bool], ...]]] = []
    inside = "[" not in pattern
    for raw in pattern.replace("[", " [ ").replace("]", " ] ").split():
        if raw in "[]":
            if (raw == "[") == inside:
                raise ValueError(f"the square brackets of the pattern '{pattern}' stand the wrong way round.")
            inside = raw == "["
            continue
        choices.append([tuple((e, inside) for e in option) for option in _element(raw, pattern)])
    if not choices:
        raise ValueError("the pattern is empty; write the words to find.")
    total = 1
    for options in choices:
        total *= len(options)
    if total > _MOST_VARIANTS:
        raise ValueError(
            f"the pattern '{pattern}' has {total} readings; allowed are {_MOST_VARIANTS}: use fewer ? and *n."
        )
    made = []
    for combination in product(*choices):
        flat = [item for option in combination for item in option]
        marked = [place for place, (_, inner) in enumerate(flat) if inner]
        if not marked:
            if any(flat):
                continue
            raise ValueError(f"the pattern '{pattern}' may be empty; at least one word must be needed.")
        made.append(([element for element, _ in flat], marked[0], marked[-1]))
    if not made:
        raise ValueError(f"the pattern '{pattern}' marks no word.")
    return made


def _element(raw: str, pattern: str) -> list[tuple[Container[str], ...]]:
    """What one part of a pattern may stand for: alternatives, each a run of elements."""
    optional = len(raw) > 1 and raw.endswith("?")
    body = raw[:-1] if optional else raw
    gap = _GAP.match(body)
    if gap:
        return [(CLASSES["word"],) * count for count in range(int(gap[1]) + 1)]
    options: list[tuple[Container[str], ...]]
    if body == "*":
        options = [(CLASSES["word"],)]
    else:
        options = _listed(body, pattern)
    return [*options, ()] if optional else options


def _listed(body: str, pattern: str) -> list[tuple[Container[str], ...]]:
    single: set[str] = set()
    options: list[tuple[Container[str], ...]] = []
    for part in body.lower().replace("’", "'").split("|"):
        if not part:
            raise ValueError(
                f"an empty alternative in '{body}' of the pattern '{pattern}'; write words parted by single bars."
            )
        if part.isalpha() or part in _CLITICS:
            single.add(part)
            continue
        word, slash, kind = part.rpartition("/")
        if part.startswith("<"):
            if part[1:-1] not in CLASSES or not part.endswith(">"):
                raise ValueError(
                    f"unknown class '{part}' in the pattern '{pattern}'; "
                    f"allowed are {', '.join(f'<{c}>' for c in CLASSES)}."
                )
            options.append((CLASSES[part[1:-1]],))
        elif slash and word:
            if not word.replace("-", "").replace("'", "").isalpha():
                raise ValueError(
                    f"'{part}' in the pattern '{pattern}' cannot be inflected; write letters before the slash."
                )
            single |= forms(word, kind)
        elif part.endswith("*"):
            if len(part) < 4 or "*" in part[:-1]:
                raise ValueError(
                    f"the stem '{part}' in the pattern '{pattern}' is too short or has a second *; "
                    f"give three letters or more."
                )
            options.append((Prefix(part[:-1]),))
        elif "*" in part or "<" in part or ">" in part or "?" in part:
            raise ValueError(
                f"'{part}' in the pattern '{pattern}' is not understood; *, ? and <class> stand alone or end a word."
            )
        else:
            pieces = cut(part).lower
            if len(pieces) == 1:
                single.add(pieces[0])
            else:
                options.append(tuple(frozenset((piece,)) for piece in pieces))
    if single:
        options.insert(0, (frozenset(single),))
    return options
