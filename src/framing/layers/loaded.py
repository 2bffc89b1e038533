"""Loaded words: words that judge under cover of describing, each with the reason why it is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.layers.marks import cuts, english, marked
from framing.layers.registry import Layer, Lines, Marks, Task
from framing.layers.voices import Voices
from framing.text import Document, Sentence, Words
from framing.words.lexicons import Lexicon, Match, load
from framing.words.rules import Weights
from framing.words.tables import WordSet

REASONS = (
    "subjective intensifier", "one-sided term", "insult", "sensational verb", "euphemism", "dehumanising metaphor",
)  # fmt: skip
SOBER = "sober"


@dataclass(frozen=True)
class Charge:
    """When the words of a sentence are marked; chosen by training/fit_loaded.py beside the strengths of the words.

    Args:
        threshold: what a sentence's words must weigh together: one word that is mostly loaded, or two that are now
            and then.
        most_sober: how much a sentence's marks of plain reporting can take off at most.
        ordinary: a word of a common family that is no stronger is marked only where nothing stronger is.
    """

    threshold: float = 0.6
    most_sober: float = 0.8
    ordinary: float = 0.5


CHARGE = Weights("layers.loaded", Charge())

_DETERMINERS = WordSet("layers", "loaded: determiners")
_OPENERS = frozenset(". ! ? : ; “ ” \" ' ‘ ’ — – -".split())
# Of these families most words are plain in most sentences: the weak ones are marked only where nothing stronger is.
_COMMON_FAMILIES = frozenset(("sensational verb", "subjective intensifier"))


def lexicon_of(folder: str | Path | None = None) -> Lexicon:
    """The word list of this layer, with the changes of the user's own folder (`loaded.csv`, `loaded.more.csv`)."""
    return load("loaded", folder, categories=(*REASONS, SOBER))


def version(folder: str | Path | None = None) -> str:
    """The SHA-256 of the word list in use."""
    return lexicon_of(folder).version


def loaded(
    doc: Document, voices: Voices, *, lexicon: Lexicon | None = None, folder: str | Path | None = None
) -> list[dict[str, Any]]:
    """The rows of the `loaded` table.

    A word is rarely loaded by itself: "attack" may be a plain fact. Every entry has a strength from 0 to 1 (1:
    loaded nearly always; 0.6: mostly; 0.3: now and then). Signs of plain reporting in the same sentence
    (neutral reporting verbs) count against it. Where the sum reaches the threshold of `CHARGE`, or one word has
    strength 1, the sentence's loaded words are marked; verbs and intensifiers of 0.3 only where nothing stronger
    stands there. A verb read as a noun ("the force") and a part of a name do not count. The families follow
    Recasens et al. 2013 (epistemological and framing bias) and Spinde et al. 2021 (bias by word choice).

    Args:
        doc: the article; its headline, standfirst, captions and body are read.
        voices: whose words stand where.
        lexicon: a list in place of the shipped one.
        folder: a folder of the user's own lists.

    Returns:
        Rows in text order; `reason` is the entry's family, `score` its strength. An article whose language is
        known not to be English has none.

    Raises:
        LexiconError: for a bad row in one of the user's lists.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "The thugs attacked again. The troops attacked on Monday."))
        >>> [(row["text"], row["reason"], row["score"]) for row in loaded(doc, Voices(doc, []))]
        [('thugs', 'insult', 1.0)]
    """
    if not english(doc):
        return []
    words = lexicon if lexicon is not None else lexicon_of(folder)
    matches = [match for match in words.match(doc.words, cuts(doc)) if not _another_word(doc.words, match)]
    found = marked(doc, voices, _charged(matches, doc.sentences))
    return [row | {"reason": match.entry.category, "score": match.entry.weight} for match, row in found]


def _charged(matches: list[Match], sentences: tuple[Sentence, ...]) -> Iterator[Match]:
    """The loaded matches of the sentences whose words weigh enough together."""
    limit = CHARGE.now
    place = 0
    for sentence in sentences:
        inside = []
        weight = sober = 0.0
        while place < len(matches) and matches[place].start < sentence.end:
            match = matches[place]
            place += 1
            if match.entry.category == SOBER:
                sober += match.entry.weight
            elif match.start >= sentence.start:
                inside.append(match)
                weight += match.entry.weight
        # The sums are of tenths; the small change keeps a sum of exactly the threshold in.
        flagrant = any(match.entry.weight >= 1 for match in inside)
        if inside and (flagrant or weight + max(sober, -limit.most_sober) > limit.threshold - 1e-9):
            telling = [
                m
                for m in inside
                if m.entry.weight > limit.ordinary or m.entry.category not in _COMMON_FAMILIES
            ]
            yield from telling or inside


def _another_word(words: Words, match: Match) -> bool:
    """Whether a verb or an intensifier only looks like one: a noun ("the force"), or part of a name ("Storm Ida")."""
    if match.entry.category not in _COMMON_FAMILIES:
        return False
    if match.first_word != match.last_word or match.first_word == 0:
        return False
    form, before = words.forms[match.first_word], words.lower[match.first_word - 1]
    if form[0].isupper() and not form.isupper() and before not in _OPENERS:
        return True
    noun = match.entry.pattern.endswith("/v") and not form.lower().endswith(("ed", "ing"))
    return noun and before in _DETERMINERS


LAYERS = (
    Layer(
        "loaded",
        (
            ("article_id", "str"), ("start", "int"), ("end", "int"), ("text", "str"), ("voice", "str"),
            ("rule", "str"), ("reason", "str"), ("score", "float"), ("reported_by", "int?"), ("region", "str"),
        ),
        lambda seen: loaded(seen.document, seen.voices, folder=seen.lexicons),
        version=version,
        lists=("loaded",),
        lines=Lines("loaded word", "Loaded words in their sentences", ("w", "l")),
        marks=Marks(
            "loaded words", "loaded words", rank=5, css="ld", box="L7",
            kind=lambda row: "loaded word", why=lambda row: str(row.get("reason") or ""),
        ),
        tasks=(
            Task(
                "loaded", "items", "label", "macro_f1", "sentences with loaded words",
                '{"id": "1", "text": "It rained.", "label": 0}',
            ),
        ),
    ),
)  # fmt: skip
"""Words that judge."""
