"""Tone: of each sentence (VADER), and toward one person, body or camp (a small fitted network)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from framing.article import STORY, Span
from framing.layers._passages import Passage, describe, passage_of
from framing.layers._tone_network import Network, Target, load
from framing.layers._tone_targets import acting
from framing.layers._vader import vader
from framing.layers.marks import english
from framing.layers.registry import Layer, Task
from framing.layers.voices import Voices
from framing.people import mentions
from framing.sentences import sentences
from framing.text import Document, words
from framing.typography import plain

if TYPE_CHECKING:
    from framing.camps import Camps

# A passage longer than this is cut to the sentence of the target: the network was fitted on sentences.
_PASSAGE = 600


@dataclass(frozen=True, slots=True)
class Toward:
    """The tone toward one target.

    Args:
        polarity: -1 negative, 0 neutral, 1 positive: the likeliest of the three.
        score: probability of positive less probability of negative, -1 to 1.
    """

    polarity: int
    score: float


def tone(doc: Document, voices: Voices) -> list[dict[str, Any]]:
    """VADER's compound of every sentence of the story, with its voice (rows of the tone table).

    A sentence belongs to the voice in which most of it stands. Text that is not English has no rows.

    Args:
        doc: the article.
        voices: who speaks where.

    Paper:
        Hutto & Gilbert 2014, VADER: a parsimonious rule-based model for sentiment analysis.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "A wonderful rescue. It rained."))
        >>> [row["compound"] for row in tone(doc, Voices(doc, []))]
        [0.7906, 0.0]
    """
    if not english(doc):
        return []
    rows = []
    for sentence in doc.sentences:
        if sentence.region not in STORY:
            continue
        rows.append(
            {
                "article_id": doc.article.id,
                "sentence_id": sentence.sentence_id,
                "start": sentence.start,
                "end": sentence.end,
                "compound": compound(sentence.span.of(doc.text)),
                "voice": voices.most(sentence.span),
            }
        )
    return rows


def compound(sentence: str) -> float:
    """VADER's compound score of one sentence, -1 to 1.

    Example:
        >>> compound("They hate it."), compound("They met on Tuesday.")
        (-0.5719, 0.0)

    Typographic marks count as the plain ones that VADER knows, so house style does not change the score:
        >>> compound("The plan isn’t good.") == compound("The plan isn't good.") < 0
        True
    """
    return vader().compound(plain(sentence))


def version(folder: str | None = None) -> str:
    """SHA-256 of the network's weights."""
    return _network().version


@lru_cache(maxsize=1)
def _network() -> Network:
    return load()


def toward(text: str, start: int, end: int) -> Toward:
    """The tone of a text toward what stands at `text[start:end]`.

    The words between and around are read in their order: who does what to whom, what is negated, what
    is said of somebody rather than by him. The target's own name, and every other name, is hidden from
    the network, so that nobody is liked or disliked for who they are.

    Args:
        text: a sentence, or an article (then the target's sentence is read).
        start, end: code-point offsets of the target.

    Raises:
        ValueError: if the span is empty or outside the text.

    Papers:
        Hamborg & Donnay 2021, NewsMTSC (the task and the data it was fitted on).

    Example:
        >>> toward("Lee was condemned for his shameful lies.", 0, 3).polarity
        -1
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"a target needs 0 <= start < end <= {len(text)}, but got start={start}, end={end}.")
    left, right = 0, len(text)
    if len(text) > _PASSAGE:
        around = next((s for s in sentences(text) if s.start <= start < s.end), Span(left, right))
        left, right = around.start, max(around.end, end)
    passage = describe(words(text[left:right]))
    return _judge([passage], [Target(0, *passage.positions(Span(start - left, end - left)))])[0]


def toward_rows(
    doc: Document, voices: Voices, camps: Camps | None = None, speakers: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The tone toward every person, body and place of the story that acts (rows of the tone_toward table).

    Days, units, titles and adjectives alone, addresses and names that only say where are nobody's target.

    Args:
        doc: the article.
        voices: who speaks where.
        camps: to say which camp each target belongs to.
        speakers: who says something in it.

    Returns:
        One row a mention: its span, the canonical target and its type, camp, polarity, score and voice.
    """
    if not english(doc):
        return []
    from framing.camps import of_name

    passages: dict[int, int] = {}
    described: list[Passage] = []
    targets: list[Target] = []
    found = []
    cast = mentions.read(doc).mentions
    acts = acting(doc, cast, speakers)
    for mention in cast:
        if mention.entity.name not in acts:
            continue
        span = Span(doc.words.starts[mention.first], doc.words.ends[mention.last - 1])
        sentence = doc.sentence_at(span.start)
        if sentence is None or sentence.region not in STORY:
            continue
        place = passages.setdefault(sentence.sentence_id, len(described))
        if place == len(described):
            described.append(passage_of(doc, sentence))
        targets.append(Target(place, *described[place].positions(span)))
        found.append((mention, span, sentence.sentence_id))
    camp_of: dict[str, str | None] = {}
    rows = []
    for (mention, span, number), judged in zip(found, _judge(described, targets), strict=True):
        name = mention.entity.name
        if camps is not None and name not in camp_of:
            role = mention.entity.roles[0].text if mention.entity.roles else None
            camp_of[name] = of_name(name, role, camps).camp
        rows.append(
            {
                "article_id": doc.article.id,
                "sentence_id": number,
                "start": span.start,
                "end": span.end,
                "target": name,
                "target_type": mention.entity.kind,
                "polarity": judged.polarity,
                "score": judged.score,
                "voice": voices.at(span)[0],
                "camp": camp_of.get(name),
            }
        )
    return rows


def _judge(passages: Sequence[Passage], targets: Sequence[Target]) -> list[Toward]:
    if not targets:
        return []
    shares = _network().probabilities(passages, targets)
    best = shares.argmax(axis=1) - 1
    return [
        Toward(int(polarity), round(float(share[2] - share[0]), 4))
        for polarity, share in zip(best, shares, strict=True)
    ]


LAYERS = (
    Layer(
        "tone",
        (
            ("article_id", "str"), ("sentence_id", "int"), ("start", "int"), ("end", "int"),
            ("compound", "float"), ("voice", "str"),
        ),
        lambda seen: tone(seen.document, seen.voices),
        version=version,
        tasks=(
            Task(
                "tone", "targets", "targets", "macro_f1", "polarity toward marked targets",
                '{"id": "1", "text": "She is kind.", "targets": [{"start": 0, "end": 3, "polarity": 1}]}',
            ),
        ),
    ),
    Layer(
        "tone_toward",
        (
            ("article_id", "str"), ("sentence_id", "int"), ("start", "int"), ("end", "int"), ("target", "str"),
            ("target_type", "str"), ("polarity", "int"), ("score", "float"), ("voice", "str"), ("camp", "str"),
        ),
        lambda seen: toward_rows(
            seen.document, seen.voices, seen.camps, [s.speaker for s in seen.statements if s.speaker]
        ),
        named_by="target",
        values={"polarity": (-1, 0, 1)},
    ),
)  # fmt: skip
"""The tone of sentences, and toward somebody."""
