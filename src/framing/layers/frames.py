"""Frames: which ways of telling carry the story, by the words that evoke them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing.article import Span
from framing.layers.marks import cuts, english
from framing.layers.registry import Layer, Task
from framing.layers.schemes import OwnScheme, Terms, read_scheme
from framing.text import Document
from framing.words.lexicons import Lexicon, LexiconError, Match, load
from framing.words.rules import Weights


@dataclass(frozen=True)
class Scheme:
    """A set of frames and how much of its words makes each one present.

    Args:
        name: "generic", "policy", or one of your own.
        half: for each frame the weighted hits per 1,000 words at which its score is one half. News holds
            some words of every frame, so each has its own.
        paper: where the frames come from.
    """

    name: str
    half: Mapping[str, float]
    paper: str


SCHEMES: Mapping[str, Scheme] = {
    "generic": Scheme(
        "generic",
        {"responsibility": 45, "human_interest": 45, "conflict": 45, "morality": 35, "economic": 85},
        "Semetko & Valkenburg 2000, Framing European politics",
    ),
    "policy": Scheme(
        "policy",
        {
            "economic": 20, "capacity_and_resources": 14, "morality": 10, "fairness_and_equality": 10,
            "constitutionality_and_jurisprudence": 14, "policy_prescription_and_evaluation": 16,
            "law_and_order_crime_and_justice": 20, "security_and_defense": 20, "health_and_safety": 16,
            "quality_of_life": 10, "cultural_identity": 10, "public_opinion": 10, "political": 25,
            "external_regulation_and_reputation": 12, "other": math.inf,
        },
        "Boydstun et al. 2014, Tracking the development of media frames within and across policy issues",
    ),
}  # fmt: skip
"""The schemes of frames by name."""


@dataclass(frozen=True)
class Present:
    """When a frame is there; own judgement, the threshold of each frame stands in its word list.

    Args:
        lead: how much a word of the headline and the opening counts, since they say what the story is about.
        words: below this many words a rate says little; a short text counts as if it were so long.
        present: the score from which a frame is there.
    """

    lead: float = 2.0
    words: int = 120
    present: float = 0.5


PRESENT = Weights("layers.frames", Present())


def lexicon_of(scheme: str, folder: str | Path | None = None) -> Lexicon:
    """The word list of a scheme: `category` holds one frame or several, parted by spaces.

    Args:
        scheme: a name of `SCHEMES`.
        folder: a folder with a `frames_<scheme>.csv` or `frames_<scheme>.more.csv` of one's own.

    Raises:
        LexiconError: for a bad row or a frame that the scheme does not have.
    """
    if scheme not in SCHEMES:
        raise ValueError(f"no frame scheme '{scheme}'; the schemes are {', '.join(SCHEMES)}.")
    lexicon = load(f"frames_{scheme}", folder)
    _check(lexicon, scheme)
    return lexicon


@lru_cache(maxsize=16)
def _check(lexicon: Lexicon, scheme: str) -> None:
    for entry in lexicon.entries:
        for frame in entry.category.split():
            if frame != "-" and frame not in SCHEMES[scheme].half:
                raise LexiconError(
                    f"{lexicon.name}, row {entry.row}: unknown frame '{frame}'; "
                    f"allowed are {', '.join(SCHEMES[scheme].half)}."
                )


def version(folder: str | Path | None = None) -> str:
    """SHA-256 of the frames' word lists in use, and of a scheme of one's own in the folder."""
    import hashlib

    own = "".join(one.version for one in schemes_of(folder) if isinstance(one, OwnScheme))
    told = "".join(lexicon_of(name, folder).version for name in SCHEMES) + own
    return hashlib.sha256(told.encode()).hexdigest()


def frames(
    doc: Document, *, scheme: str = "generic", folder: str | Path | None = None
) -> list[dict[str, Any]]:
    """Every frame of a scheme for one article (rows of the frames table).

    The score is 1 − 2^(−r/h): r the weighted hits per 1,000 words of the story, h the frame's half-way
    rate; present means 0.5 and more. The evidence is every span that counted, so a reader can disagree
    with one word at a time. Text that is not English has no rows.

    Args:
        doc: the article.
        scheme: "generic", the five frames of Semetko & Valkenburg, or "policy", the fifteen of the
            Policy Frames Codebook (its "other" has no words and is never present).
        folder: word lists of one's own.

    Papers:
        Semetko & Valkenburg 2000; Boydstun et al. 2014.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Prices rose and the economy lost jobs. The budget cost billions."))
        >>> [row["frame"] for row in frames(doc) if row["present"]]
        ['economic']
    """
    if not english(doc):
        return []
    return scored(doc, lexicon_of(scheme, folder), SCHEMES[scheme])


def scored(doc: Document, lexicon: Lexicon, scheme: Scheme) -> list[dict[str, Any]]:
    """The same for a scheme of one's own: the rows of a table with the columns `COLUMNS`.

    Args:
        doc: the article.
        lexicon: its words; the category of an entry holds one frame or several, parted by spaces.
        scheme: its frames.

    Example:
        >>> from framing.article import Article
        >>> from framing.words.lexicons import Entry
        >>> doc = Document(Article("a", "The flood took the bridge. The flood is gone."))
        >>> words = Lexicon([Entry("flood/n", "disaster")])
        >>> [(row["frame"], row["present"]) for row in scored(doc, words, Scheme("own", {"disaster": 10}, "mine"))]
        [('disaster', True)]
    """
    blocks = [span for span, _ in doc.story]
    matches = [m for m in lexicon.match(doc.words, cuts(doc)) if _inside(blocks, m.start)]
    total = sum(len(doc.words.within(span)) for span in blocks)
    lead = blocks[0].end if blocks else 0
    return [
        {
            "article_id": doc.article.id,
            "frame": frame,
            "score": score,
            "present": score >= PRESENT.now.present,
            "evidence": [{"start": m.start, "end": m.end} for m in hits],
            "scheme": scheme.name,
        }
        for frame, score, hits in _scores(matches, total, scheme, lead)
    ]


def own_frames(doc: Document, own: OwnScheme) -> list[dict[str, Any]]:
    """The same for a scheme that a person wrote in a file (`framing.layers.schemes`).

    Args:
        doc: the article.
        own: the scheme. A fitted one shows the words that speak most for a frame, where the frame is present.
    """
    if not english(doc):
        return []
    if isinstance(own.how, Terms):
        return scored(doc, own.how.lexicon, Scheme(own.name, own.how.half, own.name))
    places = [at for span, _ in doc.story for at in doc.words.within(span)]
    lower = [doc.words.lower[at] for at in places]
    telling = own.how.telling(lower)
    return [
        {
            "article_id": doc.article.id, "frame": frame, "score": score, "present": score >= PRESENT.now.present,
            "evidence": [
                {"start": doc.words.starts[places[n]], "end": doc.words.ends[places[n]]}
                for n in telling[frame] if score >= PRESENT.now.present
            ],
            "scheme": own.name,
        }
        for frame, score in own.how.scores(lower).items()
    ]  # fmt: skip


def schemes_of(folder: str | Path | None, given: Sequence[str | Path] = ()) -> tuple[OwnScheme | str, ...]:
    """The schemes whose frames stand in the table `frames`: those given, a folder's own, or the generic one.

    Args:
        folder: the user's folder of word lists; a file `frames.csv` in it is a scheme.
        given: files, and names of shipped schemes: "generic".

    Raises:
        SchemeError: for a file that cannot be used, or two frames of one name.

    Example:
        >>> schemes_of(None)
        ('generic',)
    """
    beside = Path(folder) / OWN if folder is not None else None
    wanted = list(given) or ([beside] if beside is not None and beside.is_file() else ["generic"])
    made: list[OwnScheme | str] = []
    taken: list[str] = list(SCHEMES["generic"].half)
    for one in wanted:
        if one == "generic":
            made.append("generic")
            continue
        found = read_scheme(one, taken=taken)
        taken += found.frames
        made.append(found)
    return tuple(made)


OWN = "frames.csv"
"""The scheme in a user's folder of word lists."""


def _rows(doc: Document, folder: str | None, schemes: Sequence[OwnScheme | str]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for one in schemes or schemes_of(folder):
        if isinstance(one, str):
            made += frames(doc, scheme=one, folder=folder)
        else:
            made += own_frames(doc, one)
    return made


def paragraph_frames(
    doc: Document, *, scheme: str = "generic", folder: str | Path | None = None
) -> list[dict[str, Any]]:
    """The same for each paragraph of the story: start, end, frame, score, present, evidence.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "Jobs and prices fell.\\nShe wept for her son."))
        >>> [(row["start"], row["frame"]) for row in paragraph_frames(doc) if row["score"] > 0.3]
        [(0, 'economic'), (22, 'human_interest')]
    """
    if not english(doc):
        return []
    matches = lexicon_of(scheme, folder).match(doc.words, cuts(doc))
    rows = []
    for span, _ in doc.story:
        inside = [m for m in matches if span.start <= m.start < span.end]
        for frame, score, hits in _scores(inside, len(doc.words.within(span)), SCHEMES[scheme], -1):
            rows.append(
                {
                    "article_id": doc.article.id, "start": span.start, "end": span.end, "frame": frame,
                    "score": score, "present": score >= PRESENT.now.present,
                    "evidence": [{"start": m.start, "end": m.end} for m in hits],
                }
            )  # fmt: skip
    return rows


def _inside(blocks: Sequence[Span], offset: int) -> bool:
    position = bisect_right(blocks, offset, key=lambda span: span.start) - 1
    return position >= 0 and offset < blocks[position].end


def _scores(
    matches: Sequence[Match], words: int, scheme: Scheme, lead: int
) -> list[tuple[str, float, list[Match]]]:
    found: dict[str, list[Match]] = {frame: [] for frame in scheme.half}
    weight = dict.fromkeys(scheme.half, 0.0)
    for match in matches:
        for frame in match.entry.category.split():
            found[frame].append(match)
            weight[frame] += match.entry.weight * (PRESENT.now.lead if match.start < lead else 1.0)
    scale = 1000 / max(words, PRESENT.now.words)
    return [
        (frame, round(1 - 2 ** (-max(weight[frame], 0.0) * scale / half), 4), found[frame])
        for frame, half in scheme.half.items()
    ]


COLUMNS = (
    ("article_id", "str"), ("frame", "str"), ("score", "float"), ("present", "bool"), ("evidence", "spans"),
    ("scheme", "str"),
)  # fmt: skip
"""The columns of every table of frames."""

LAYERS = (
    Layer(
        "frames",
        COLUMNS,
        lambda seen: _rows(seen.document, seen.lexicons, seen.schemes),
        version=version,
        lists=("frames_generic",),
        named_by="frame",
        tasks=(
            Task(
                "frames", "frames", "frames", "macro_f1", "five generic frames by article",
                '{"id": "1", "text": "It rained.", "frames": {"conflict": 0}}',
            ),
        ),
    ),
    Layer(
        "policy_frames",
        COLUMNS,
        lambda seen: frames(seen.document, scheme="policy", folder=seen.lexicons),
        lists=("frames_policy",),
        named_by="frame",
    ),
)  # fmt: skip
"""Which ways of telling carry the story; one version covers the lists of both schemes."""
