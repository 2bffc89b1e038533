"""What stands in a corpus more than once: near copies found at reading, and how they are counted."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from framing.article import STORY, Article, Corpus, SetAside

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

Name = TypeVar("Name", str, int)

HOW = ("keep", "once", "drop")
"""How copies are counted: all of them, one of each group, or none of a group."""
_ALIKE, _CONTAINED, _OVERLAP = 0.7, 0.85, 0.4
CROWD = 20
"""Where more texts than this look alike, each is compared with its neighbours only."""
_FEWEST = 30
"""Words below which only texts that are the same word for word are copies."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SHINGLE = 5
"""Words a shingle: long enough that two stories on one event seldom share one by chance."""

BANDS = 32
"""Bands of a signature."""
_PERMUTATIONS = 128


@dataclass(frozen=True)
class Shingled:
    """One text as the sorted set of its hashed shingles."""

    name: str
    hashes: NDArray[np.uint64]


def near(
    texts: Mapping[str, str], *, threshold: float = 0.5, seed: int = 0, crowd: int | None = None
) -> pd.DataFrame:
    """Pairs of texts that are largely the same, by the Jaccard share of their five-word shingles.

    Candidates come from MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman & Ullman 2020,
    ch. 3), each is then checked exactly, so that no false pair is ever returned; a pair at the
    threshold of 0.5 is missed with a probability of about one in eight, one at 0.7 of less than one in
    5,000. The time grows with the number of texts, not of pairs.

    Args:
        texts: name to text.
        threshold: the Jaccard share from which a pair counts, above 0 to 1.
        seed: of the hash functions.
        crowd: where more texts than this look alike, each is compared with its neighbours only, so that a thousand
            copies of one text do not make half a million pairs; None to compare all.

    Returns:
        `article`, `other_article`, `jaccard`, `contained` (the share of the shorter text's shingles that stand in
        the longer one), most alike first.

    Raises:
        ValueError: for a threshold outside 0 to 1.

    Example:
        >>> told = "the mayor said on monday that the old bridge would be closed for repairs until june"
        >>> near({"a": told, "b": told + " at the latest", "c": "rain is expected in the north this week"})
          article other_article  jaccard  contained
        0       a             b      0.8        1.0
    """
    import numpy as np
    import pandas as pd

    if not 0 < threshold <= 1:
        raise ValueError(f"a threshold of {threshold} finds nothing; it must lie above 0 and not above 1.")
    columns = ["article", "other_article", "jaccard", "contained"]
    shingled = [s for s in (shingles(name, text) for name, text in texts.items()) if len(s.hashes)]
    rows = []
    if len(shingled) > 1:
        signatures = np.stack([_signature(s.hashes, seed) for s in shingled])
        for i, j in sorted(_candidates(signatures, crowd)):
            shared = len(np.intersect1d(shingled[i].hashes, shingled[j].hashes, assume_unique=True))
            sizes = len(shingled[i].hashes), len(shingled[j].hashes)
            jaccard = shared / (sum(sizes) - shared)
            if jaccard >= threshold:
                rows.append((shingled[i].name, shingled[j].name, jaccard, shared / min(sizes)))
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return pd.DataFrame(rows, columns=columns)


def shingles(name: str, text: str, *, size: int = SHINGLE) -> Shingled:
    """The hashed shingles of a text: runs of `size` words in lower case, marks left out.

    Example:
        >>> len(shingles("a", "one two three four five six").hashes)
        2
    """
    import numpy as np

    words = [zlib.crc32(word.encode("utf-8", "replace")) for word in _WORD.findall(text.lower())]
    if not words:
        return Shingled(name, np.empty(0, dtype=np.uint64))
    hashed = np.array(words, dtype=np.uint64)
    if len(hashed) < size:
        hashed = np.pad(hashed, (0, size - len(hashed)))
    mixed = np.zeros(len(hashed) - size + 1, dtype=np.uint64)
    for k in range(size):  # a polynomial over the window, in arithmetic modulo 2**64
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashed[k : len(hashed) - size + 1 + k]
    mixed ^= mixed >> np.uint64(31)
    return Shingled(name, np.unique(mixed))


def groups(pairs: pd.DataFrame) -> list[list[str]]:
    """Pairs joined into groups of texts that are all copies of one another, the largest first.

    Example:
        >>> import pandas as pd
        >>> groups(pd.DataFrame({"article": ["a", "b"], "other_article": ["b", "c"]}))
        [['a', 'b', 'c']]
    """
    return joined(zip(pairs["article"], pairs["other_article"], strict=True))


def joined(pairs: Iterable[tuple[Name, Name]]) -> list[list[Name]]:
    """Pairs of anything that can be sorted as groups, the largest first.

    Example:
        >>> joined([(1, 2), (5, 2), (3, 4)])
        [[1, 2, 5], [3, 4]]
    """
    parent: dict[Name, Name] = {}

    def root(name: Name) -> Name:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        parent[root(one)] = root(other)
    members: dict[Name, list[Name]] = {}
    for name in sorted(parent):
        members.setdefault(root(name), []).append(name)
    return sorted(members.values(), key=lambda group: (-len(group), group))


def _signature(hashes: NDArray[np.uint64], seed: int) -> NDArray[np.uint64]:
    import numpy as np

    generator = np.random.default_rng(seed)
    factors = generator.integers(1, 1 << 63, size=_PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
    shifts = generator.integers(0, 1 << 63, size=_PERMUTATIONS, dtype=np.uint64)
    lowest = np.full(_PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for block in range(0, len(hashes), 4096):  # a long text must not need hashes × permutations at once
        mixed = hashes[block : block + 4096, None] * factors + shifts
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        lowest = np.minimum(lowest, mixed.min(axis=0))
    return lowest


def _candidates(signatures: NDArray[np.uint64], crowd: int | None = None) -> Iterable[tuple[int, int]]:
    """Pairs that agree in at least one band of their signatures."""
    rows = _PERMUTATIONS // BANDS
    found: set[tuple[int, int]] = set()
    for band in range(BANDS):
        buckets: dict[bytes, list[int]] = {}
        piece = signatures[:, band * rows : (band + 1) * rows]
        for position in range(len(piece)):
            buckets.setdefault(piece[position].tobytes(), []).append(position)
        for members in buckets.values():
            if crowd is not None and len(members) > crowd:
                found.update(pairwise(members))
            else:
                found.update((i, j) for k, i in enumerate(members) for j in members[k + 1 :])
    return found


def story(article: Article) -> str:
    """The text of an article without what the page adds, and without its headline: papers write their own.

    Example:
        >>> from framing.article import Region
        >>> story(Article("a", "Rain\\n\\nIt rained.", regions=(Region("headline", 0, 4), Region("body", 6, 16))))
        'It rained.'
    """
    pieces = [r.span.of(article.text) for r in article.regions if r.name in STORY and r.name != "headline"]
    return "\n".join(pieces) if pieces else article.text


@dataclass(frozen=True)
class Trace:
    """What tells copies of one article, without its text.

    Args:
        words: a hash of its words in order; 0 where it has none.
        enough: whether it has so many words that near copies of it are looked for.
        bands: hashes of the bands of its signature; near copies agree in one.
    """

    words: int
    enough: bool
    bands: NDArray[np.uint64]


def trace(article: Article) -> Trace:
    """What tells copies of an article.

    Example:
        >>> one, other = trace(Article("a", "It rained.")), trace(Article("b", "it rained"))
        >>> one.words == other.words, one.enough, len(one.bands)
        (True, False, 32)
    """
    import hashlib

    import numpy as np

    text = story(article)
    words = " ".join(_WORD.findall(text.lower()))
    enough = words.count(" ") >= _FEWEST - 1
    bands = np.zeros(BANDS, dtype=np.uint64)
    if enough:
        signature = _signature(shingles("", text).hashes, 0).reshape(BANDS, -1)
        for column in signature.T:  # a polynomial over the rows of a band, in arithmetic modulo 2**64
            bands = bands * np.uint64(0x9E3779B97F4A7C15) + column
            bands ^= bands >> np.uint64(31)
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return Trace(int.from_bytes(digest, "little") if words else 0, enough, bands)


def are_copies(one: Article, other: Article) -> bool:
    """Whether two articles that may be near copies are.

    Example:
        >>> told = "The council closed the old bridge on Tuesday. " * 6
        >>> are_copies(Article("a", told), Article("b", told + "It rained."))
        True
    """
    import numpy as np

    left, right = shingles("", story(one)).hashes, shingles("", story(other)).hashes
    shared = len(np.intersect1d(left, right, assume_unique=True))
    jaccard = shared / (len(left) + len(right) - shared)
    contained = shared / min(len(left), len(right))
    return jaccard >= _OVERLAP and (jaccard >= _ALIKE or contained >= _CONTAINED)


def marked(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with `copy_of` for each that repeats another: the earliest of a group is the original.

    Two articles are copies where seven of ten of their five-word shingles are shared, or where the shorter stands
    nearly whole in the longer, as a wire story that was cut does.

    Args:
        articles: all of a corpus.

    Example:
        >>> told = "The council closed the old bridge on Tuesday. " * 6
        >>> [a.copy_of for a in marked([Article("a", told), Article("b", told), Article("c", "It rained.")])]
        [None, 'a', None]
    """
    texts = {article.id: story(article) for article in articles}
    same: dict[str, list[str]] = {}
    for name, text in texts.items():
        words = " ".join(_WORD.findall(text.lower()))
        if words:
            same.setdefault(words, []).append(name)
    pairs = [(names[0], other) for names in same.values() for other in names[1:]]
    single = {names[0]: texts[names[0]] for words, names in same.items() if words.count(" ") >= _FEWEST - 1}
    if len(single) > 1:
        found = near(single, threshold=_OVERLAP, crowd=CROWD)
        alike = (found["jaccard"] >= _ALIKE) | (found["contained"] >= _CONTAINED)
        pairs += list(found[alike][["article", "other_article"]].itertuples(index=False, name=None))
    if not pairs:
        return tuple(articles)
    originals = _originals(articles, pairs)
    return tuple(
        replace(one, copy_of=originals[one.id]) if originals.get(one.id, one.id) != one.id else one
        for one in articles
    )


def _originals(articles: Sequence[Article], pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Every member of a group of copies to the group's original."""
    place = {article.id: number for number, article in enumerate(articles)}
    made = {}
    for members in joined(pairs):
        dated = [articles[place[name]] for name in members]
        first = min(
            dated,
            key=lambda a: (a.published is None, a.published.timestamp() if a.published else 0.0, place[a.id]),
        )
        made.update(dict.fromkeys(members, first.id))
    return made


def chosen(corpus: Corpus, how: str) -> Corpus:
    """The corpus with its copies counted as asked; those left out are set aside by name.

    Args:
        corpus: as it was read.
        how: "keep" for all, "once" for the original of each group alone, "drop" for none of a group.

    Raises:
        ValueError: for another word.

    Example:
        >>> corpus = Corpus((Article("a", "x"), Article("b", "x", source="b.txt", copy_of="a")))
        >>> len(chosen(corpus, "keep")), len(chosen(corpus, "once")), len(chosen(corpus, "drop"))
        (2, 1, 0)
    """
    left = left_out({article.id: article.copy_of for article in corpus}, how)
    if not left:
        return corpus
    aside = tuple(SetAside(one.source or one.id, left[one.id]) for one in corpus if one.id in left)
    kept = tuple(article for article in corpus if article.id not in left)
    return replace(corpus, articles=kept, set_aside=(*corpus.set_aside, *aside))


def left_out(originals: Mapping[str, str | None], how: str) -> dict[str, str]:
    """Which articles are not counted, and why.

    Args:
        originals: every article's id to that of the one it repeats, or None.
        how: as for `chosen`.

    Raises:
        ValueError: for another word.

    Example:
        >>> left_out({"a": None, "b": "a", "c": None}, "once")
        {'b': "it repeats 'a', and copies are counted once"}
    """
    if how not in HOW:
        raise ValueError(f"copies cannot be counted '{how}'; allowed are {', '.join(HOW)}.")
    # Where the original is not among them, the first of its copies stands for it.
    first: dict[str, str] = {}
    for name, original in originals.items():
        if original is not None and original not in originals:
            first.setdefault(original, name)
    told = "copies are counted once" if how == "once" else "what stands there more than once is not counted"
    left = {}
    for name, original in originals.items() if how != "keep" else ():
        if original is not None and (how == "drop" or first.get(original) != name):
            left[name] = f"it repeats '{original}', and {told}"
        elif how == "drop" and name in originals.values():
            left[name] = f"others repeat it, and {told}"
    return left
