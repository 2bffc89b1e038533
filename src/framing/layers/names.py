"""Naming: what the same kind of people, act or thing is called, whole noun phrase by noun phrase."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing.article import STORY, Span
from framing.layers.marks import cuts, english
from framing.layers.registry import Layer, Lines, Marks
from framing.layers.voices import Voices
from framing.text import Document, Words
from framing.words.lexicons import Lexicon, LexiconError, load
from framing.words.tables import WordSet

_CONNOTATIONS = {"-1": -1, "0": 0, "1": 1}

# Nouns that a name may stand before as a modifier: "terrorist facilities", "rebel groups", "migrant boats".
_HEADS = WordSet("layers", "names: heads")
# Modifiers that belong to a name before them: "moderate rebel groups", "other terrorist groups".
_MODIFIERS = WordSet("layers", "names: modifiers")
_ADJECTIVE_ENDINGS = (
    "-backed",
    "-led",
    "-linked",
    "-affiliated",
    "-aligned",
    "-held",
    "-controlled",
    "-armed",
)
_PEOPLES = ("an", "ish", "ese", "i", "ic", "ist", "ite", "nch", "ia")
_JOINED = frozenset(("and", "or"))
_INCLUDING = frozenset(("including",))
_MOST_LEFT = 5  # modifiers before a name; more is a list, not a phrase


@lru_cache(maxsize=16)
def _checked(lexicon: Lexicon) -> dict[int, tuple[str, int]]:
    """Canonical term and connotation by entry, after checking what only this list needs."""
    known: dict[int, tuple[str, int]] = {}
    terms: dict[str, set[str]] = {}
    for entry in lexicon.entries:
        if entry.category == "-":
            continue
        mark = entry.extra.get("connotation", "")
        if mark not in _CONNOTATIONS:
            raise LexiconError(
                f"{lexicon.name}, row {entry.row}: connotation '{mark}' of '{entry.pattern}' is unknown; "
                "allowed are -1, 0 and 1."
            )
        term = plain_term(entry.pattern)
        terms.setdefault(entry.category, set()).add(term)
        known[id(entry)] = (term, _CONNOTATIONS[mark])
    for referent, names in terms.items():
        if len(names) < 2:
            row = next(e.row for e in lexicon.entries if e.category == referent)
            raise LexiconError(
                f"{lexicon.name}, row {row}: the set '{referent}' has one name, '{min(names)}'; "
                "a set compares rival names, so give it another or take it out."
            )
    return known


def plain_term(pattern: str) -> str:
    """A pattern as a reader would write it.

    Example:
        >>> plain_term("illegal immigrant/n"), plain_term("jihadi/n|jihadist/n"), plain_term("lose/v * life|lives")
        ('illegal immigrant', 'jihadi', 'lose … life')
    """
    made = []
    for word in pattern.replace("[", "").replace("]", "").split():
        first = word.split("|")[0]
        made.append(
            "…" if first.startswith("*") else first.split("/")[0] if "/" in first[1:] else first.rstrip("?")
        )
    return " ".join(made)


def lexicon_of(folder: str | Path | None = None) -> Lexicon:
    """The naming sets: the shipped ones, or with what a folder of one's own makes of them.

    A folder may hold `naming.csv` (in place of the shipped sets) or `naming.more.csv` (added to them);
    `category` is the referent, `connotation` -1, 0 or 1, `note` says what the name implies.

    Raises:
        LexiconError: for a bad row, an unknown connotation or a set with one name.

    Example:
        >>> len({entry.category for entry in lexicon_of().entries}) >= 60
        True
    """
    lexicon = load("naming", folder)
    _checked(lexicon)
    return lexicon


def version(folder: str | Path | None = None) -> str:
    """SHA-256 of the naming sets in use."""
    return lexicon_of(folder).version


def naming(doc: Document, voices: Voices, *, folder: str | Path | None = None) -> list[dict[str, Any]]:
    """The names that an article uses where rival names exist (rows of the names table).

    A name is taken with its whole noun phrase ("other terrorist groups", "Isis and other rebels"), so that
    what is shown is what was written; `term` is the name of the set that fired. Text that is not English
    has no rows.

    Args:
        doc: the article.
        voices: who speaks where.
        folder: naming sets of one's own, see `lexicon_of`.

    Papers:
        Fowler 1991, Language in the News; van Leeuwen 1996, The representation of social actors.

    Example:
        >>> from framing.article import Article
        >>> doc = Document(Article("a", "They hit Isis and other terrorist groups, not moderate rebels."))
        >>> [(row["text"], row["term"], row["connotation"]) for row in naming(doc, Voices(doc, []))]
        [('Isis and other terrorist groups', 'terrorist', -1), ('moderate rebels', 'rebel', 0)]
    """
    if not english(doc):
        return []
    lexicon = lexicon_of(folder)
    known = _checked(lexicon)
    rows: list[dict[str, Any]] = []
    free = 0  # the first word that no phrase has taken yet
    matches = lexicon.match(doc.words, cuts(doc))
    for match, following in zip(matches, [*matches[1:], None]):
        region = doc.article.region_at(match.start)
        if region not in STORY or match.first_word < free:
            continue
        if (
            following
            and match.last_word + 1 == following.first_word
            and doc.words.lower[match.last_word] in _MODIFIERS
        ):
            continue  # "moderate rebels" are rebels, not moderates
        first, last = _phrase(doc.words, match.first_word, match.last_word)
        first, free = max(first, free), last + 1
        span = Span(doc.words.starts[first], doc.words.ends[last])
        term, connotation = known[id(match.entry)]
        voice, reported_by = voices.at(Span(match.start, match.end))
        rows.append(
            {
                "article_id": doc.article.id,
                "referent": match.entry.category,
                "start": span.start,
                "end": span.end,
                "term": term,
                "connotation": connotation,
                "voice": voice,
                "text": span.of(doc.text),
                "rule": match.entry.rule,
                "reported_by": reported_by,
                "region": region,
            }
        )
    return rows


def _phrase(words: Words, first: int, last: int) -> tuple[int, int]:
    """The noun phrase around a name: modifiers before it, its head, and "Isis and other", "including Isis"."""
    lower, forms = words.lower, words.forms
    # "bombing targets" is a verb with its object more often than a noun with its head.
    if (
        last + 1 < len(lower)
        and _is_head(lower[last + 1])
        and _adjoins(words, last)
        and not lower[last].endswith("ing")
    ):
        last += 1
    start = first
    while (
        start > 0
        and first - start < _MOST_LEFT
        and _is_modifier(forms[start - 1], lower[start - 1], start - 1)
    ):
        start -= 1
    if (
        start >= 2
        and lower[start - 1] in _JOINED
        and lower[start] == "other"
        and forms[start - 2][:1].isupper()
    ):
        start -= 2
        while start > 0 and forms[start - 1][:1].isupper() and _adjoins(words, start - 1) and start > 1:
            start -= 1
    if last + 2 < len(lower) and lower[last + 1] in _INCLUDING and forms[last + 2][:1].isupper():
        last += 2
        while last + 1 < len(lower) and forms[last + 1][:1].isupper() and _adjoins(words, last):
            last += 1
    return start, last


def _adjoins(words: Words, position: int) -> bool:
    """Whether only a space parts a word from the next."""
    return words.starts[position + 1] - words.ends[position] == 1


def _is_head(word: str) -> bool:
    return word in _HEADS or _is_plural_head(word)


def _is_plural_head(word: str) -> bool:
    if not word.endswith("s"):
        return False
    return word[:-1] in _HEADS or word[:-2] in _HEADS or (word.endswith("ies") and word[:-3] + "y" in _HEADS)


def _is_modifier(form: str, lower: str, position: int) -> bool:
    if lower in _MODIFIERS or lower.endswith(_ADJECTIVE_ENDINGS):
        return True
    # Peoples and creeds: "Syrian rebels", "Shia militias".
    return position > 0 and form[:1].isupper() and form[1:2].islower() and lower.endswith(_PEOPLES)


_SIDES = {-1: "this one speaks against it", 0: "this one takes no side", 1: "this one speaks for it"}


def _why(row: Mapping[str, Any]) -> str:
    return f"one of several names for {row.get('referent')}; {_SIDES[int(row.get('connotation') or 0)]}"


LAYERS = (
    Layer(
        "names",
        (
            ("article_id", "str"), ("referent", "str"), ("start", "int"), ("end", "int"), ("term", "str"),
            ("connotation", "int"), ("voice", "str"), ("text", "str"), ("rule", "str"), ("reported_by", "int?"),
            ("region", "str"),
        ),
        lambda seen: naming(seen.document, seen.voices, folder=seen.lexicons),
        version=version,
        lists=("naming",),
        versioned_as="naming",
        named_by="term",
        values={"connotation": (-1, 0, 1)},
        lines=Lines("name", "Names in their sentences", ("k", "n")),
        marks=Marks(
            "names", "names for rival things", rank=3, css="nm", box="L5", shown=False, lettered="nm",
            kind=lambda row: str(row.get("referent")), why=_why,
        ),
    ),
)  # fmt: skip
"""What things are called."""
