"""What stands in the corpus twice: near-duplicates, shared wire copy, repeated captions."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.article import STORY
from framing.study.measures import documents
from framing.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

SHINGLE = 5
"""Words a shingle: long enough that two stories on one event seldom share one by chance."""

_PERMUTATIONS, _BANDS = 128, 32


@dataclass(frozen=True)
class Shingled:
    """One text as the sorted set of its hashed shingles."""

    name: str
    hashes: NDArray[np.uint64]


def near(texts: Mapping[str, str], *, threshold: float = 0.5, seed: int = 0) -> pd.DataFrame:
    """Pairs of texts that are largely the same, by the Jaccard share of their five-word shingles.

    Candidates come from MinHash signatures in bands (Broder 1997; Leskovec, Rajaraman & Ullman 2020,
    ch. 3), each is then checked exactly, so that no false pair is ever returned; a pair at the
    threshold of 0.5 is missed with a probability of about one in eight, one at 0.7 of less than one in
    5,000. The time grows with the number of texts, not of pairs.

    Args:
        texts: name to text.
        threshold: the Jaccard share from which a pair counts, above 0 to 1.
        seed: of the hash functions.

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
        for i, j in sorted(_candidates(signatures)):
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
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in zip(pairs["article"], pairs["other_article"], strict=True):
        parent[root(one)] = root(other)
    members: dict[str, list[str]] = {}
    for name in sorted(parent):
        members.setdefault(root(name), []).append(name)
    return sorted(members.values(), key=lambda group: (-len(group), group))


def passages(tables: Tables, *, least: int = 8) -> pd.DataFrame:
    """Paragraphs that stand word for word in more than one place: wire copy, stock background, captions.

    Args:
        tables: the corpus; only the story counts, not the page's furniture.
        least: the fewest words a paragraph must have.

    Returns:
        One row a place: `passage` (a number, the most repeated first), `times`, `articles` (how many
        hold it), `article_id`, `region`, `start`, `end`, `words`.

    Example:
        >>> line = "The old bridge was built in 1904 and has been closed since March."
        >>> articles = [{"article_id": name, "text": line, "words": 13} for name in "ab"]
        >>> passages(Tables.from_rows({"articles": articles}))[["passage", "times", "article_id"]].values.tolist()
        [[1, 2, 'a'], [1, 2, 'b']]
    """
    import pandas as pd

    places: dict[str, list[tuple[str, str, int, int, int]]] = {}
    for article_id, doc in documents(tables):
        for span, region in doc.story:
            # The same caption often stands there with its credit and without.
            words = _WORD.findall(_SIGNED.sub(" ", span.of(doc.text)).lower())
            if len(words) >= least:
                places.setdefault(" ".join(words), []).append(
                    (article_id, region, span.start, span.end, len(words))
                )
    repeated = [found for found in places.values() if len(found) > 1]
    repeated.sort(key=lambda found: (-len(found), found[0][0], found[0][2]))
    rows = [
        (number, len(found), len({place[0] for place in found}), *place)
        for number, found in enumerate(repeated, 1)
        for place in found
    ]
    columns = ["passage", "times", "articles", "article_id", "region", "start", "end", "words"]
    return pd.DataFrame(rows, columns=columns)


def credits(tables: Tables) -> pd.DataFrame:
    """The credit lines and datelines that name a news agency: the sign of wire copy.

    Returns:
        `article_id`, `agency`, `start`, `end`, `region`, in article order.

    Example:
        >>> articles = [{"article_id": "a", "text": "GENEVA (Reuters) - Talks began.", "words": 4}]
        >>> credits(Tables.from_rows({"articles": articles}))[["agency", "region"]].values.tolist()
        [['Reuters', 'body']]
    """
    import pandas as pd

    rows = []
    for article_id, doc in documents(tables):
        for span, region in doc.blocks:
            if region not in STORY and region not in ("credit", "byline"):
                continue
            # In running text an agency may be a source; in brackets or at the head of a story it signs.
            pattern = _AGENCY if region in ("credit", "byline", "caption") else _SIGNED
            for match in pattern.finditer(doc.text, span.start, span.end):
                rows.append(
                    (article_id, _full(match["agency"]), match.start("agency"), match.end("agency"), region)
                )
    return pd.DataFrame(rows, columns=["article_id", "agency", "start", "end", "region"])


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_AGENCIES: Mapping[str, Sequence[str]] = {
    "Reuters": ("Reuters",),
    "Associated Press": ("Associated Press", "AP"),
    "Agence France-Presse": ("Agence France-Presse", "Agence France Presse", "AFP"),
    "Press Association": ("Press Association", "PA Media", "PA"),
    "dpa": ("dpa", "DPA"),
    "EPA": ("EPA",),
    "Bloomberg": ("Bloomberg",),
    "TASS": ("TASS",),
    "Xinhua": ("Xinhua",),
    "ANSA": ("ANSA",),
    "EFE": ("EFE",),
    "Kyodo": ("Kyodo",),
    "Getty Images": ("Getty Images", "Getty"),
}
_NAMES = "|".join(
    re.escape(name) for names in _AGENCIES.values() for name in sorted(names, key=len, reverse=True)
)
_AGENCY = re.compile(rf"\b(?P<agency>{_NAMES})\b")
_SIGNED = re.compile(rf"\((?P<agency>{_NAMES})\)")


def _full(name: str) -> str:
    return next(full for full, names in _AGENCIES.items() if name in names)


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


def _candidates(signatures: NDArray[np.uint64]) -> Iterable[tuple[int, int]]:
    """Pairs that agree in at least one band of their signatures."""
    rows = _PERMUTATIONS // _BANDS
    found: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        buckets: dict[bytes, list[int]] = {}
        piece = signatures[:, band * rows : (band + 1) * rows]
        for position in range(len(piece)):
            buckets.setdefault(piece[position].tobytes(), []).append(position)
        for members in buckets.values():
            found.update((i, j) for k, i in enumerate(members) for j in members[k + 1 :])
    return found
