"""What kind of piece an article is, as far as its form shows: told before anything is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from framing.article import Article
from framing.attribution.transcripts import turns
from framing.people.authors import opinion as labelled
from framing.spans import union
from framing.study.owners import quotations
from framing.text import Document
from framing.words.rules import Rules, Weights
from framing.words.tables import WordSet, derived

NEWS, ARTICLE = "news", "article"

GENRES = {
    "interview": "Interview",
    "live_blog": "Live blog",
    "press_release": "Press release",
    "letter": "Letter",
    "opinion": "Opinion",
    "satire": "Satire",
    "court_report": "Court report",
    NEWS: "News",
    ARTICLE: "Article",
}
"""Every genre, with what a page calls it; `article` is what shows no form of its own."""


@dataclass(frozen=True, slots=True)
class Signs:
    """How much of a sign must be there; set on the 40 articles of `data/gold/findings`, tried on others.

    Args:
        turns: the share of the story's paragraphs that are turns of an interview.
        asked: short paragraphs that ask something in an interview without names before its turns.
        asked_labelled: the same where a line at its head calls it an interview.
        asked_words: the most words of such a question.
        answered: words of the first person between them.
        stamps: paragraphs that open with a clock time in a live blog.
        court: different words of court reporting in a court report.
        courtly: such words per 100.
        person: words of the first person per 100 of the writer's own in an opinion piece.
        persons: the least number of them.
        appeal: appeals to the reader in an opinion piece without a single `I`.
        opening: characters in which a heading or label stands.
    """

    turns: float = 0.5
    asked: int = 5
    asked_labelled: int = 2
    asked_words: int = 20
    answered: int = 4
    stamps: int = 4
    court: int = 4
    courtly: float = 2.0
    person: float = 0.7
    persons: int = 4
    appeal: int = 4
    opening: int = 240


SIGNS = Weights("study.genres", Signs())
_STAMP = re.compile(
    r"^\W*(?:\d{1,2}[:.]\d\d(?!\d)(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?\b)(?=\W|\s|[A-Z]|$)",
    re.IGNORECASE,
)
_REPORTED = 2
"""Statements with a source that make a report of an article."""


@dataclass(frozen=True, eq=False)
class Form:
    """An article as its genre is told from it."""

    doc: Document

    @cached_property
    def opening(self) -> str:
        """What stands at the head of the page, headline first."""
        head = self.doc.article.headline or ""
        return f"{head}\n{self.doc.text[: SIGNS.now.opening]}".lower()

    @cached_property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the story's body."""
        return [block.of(self.doc.text) for block, region in self.doc.story if region == "body"]

    @cached_property
    def own(self) -> str:
        """The story outside quotation marks, without headings that ask in the reader's place."""
        text, at, kept = self.doc.text, 0, []
        asked = [(b.start, b.end) for b, _ in self.doc.story if b.of(text).rstrip().endswith("?")]
        for start, end in union([*quotations(self.doc), *asked]):
            kept.append(text[at:start])
            at = max(at, end)
        return " ".join([*kept, text[at:]])

    def count(self, cls: str, within: str) -> int:
        """How often the words of a class stand in a text."""
        return len(_words(cls).findall(within))

    def kinds(self, cls: str, within: str) -> int:
        """How many different words of a class stand in a text."""
        return len({found.lower() for found in _words(cls).findall(within)})


@derived
def _words(cls: str) -> re.Pattern[str]:
    words = sorted(WordSet("genres", cls), key=len, reverse=True)
    inner = "|".join(re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+") for word in words)
    # "us" is a pronoun, "US" a country; "I" is never small.
    flags = re.NOFLAG if cls.startswith("first person") else re.IGNORECASE
    return re.compile(rf"(?<![\w’'-])(?:{inner})(?![\w-])", flags)


GENRE: Rules[[Form], str] = Rules("study.genre")


@GENRE.rule
def press_release(form: Form) -> str | None:
    """Its heading or its closing lines say so."""
    lines = form.doc.text.splitlines()
    edges = [*lines[:6], *lines[-30:]]
    headed = any(_words("press release").match(line.strip(" \t*#-–—>|")) for line in edges)
    ended = any(re.fullmatch(r"\W*ends\W*", line, re.IGNORECASE) for line in edges)
    return "press_release" if headed or ended else None


@GENRE.rule
def letter(form: Form) -> str | None:
    """It opens with a letter's address, or stands under the label of letters."""
    return "letter" if _headed(form, "letter") else None


def _headed(form: Form, cls: str) -> bool:
    """Whether a line at the head of the page, or what stands before its first colon, is a word of a class."""
    lines = [line.strip(" ,:;–—-*#|").lower() for line in form.opening.splitlines()]
    first = [re.split(r"\s*[:,–—|]\s*", line)[0] for line in lines if line]
    known = WordSet("genres", cls)
    return any(line.replace("’", "'") in known for line in (*first, *lines))


@GENRE.rule
def satire(form: Form) -> str | None:
    """It stands under such a label, or in such a section; without one, no form tells it from news."""
    section = str(form.doc.article.metadata.get("section") or "").strip().lower()
    return "satire" if section in WordSet("genres", "satire") or _headed(form, "satire") else None


@GENRE.rule
def live_blog(form: Form) -> str | None:
    """Its paragraphs carry clock times, or its headline says so."""
    stamps = sum(_STAMP.match(line) is not None for line in form.doc.text.splitlines())
    if stamps >= SIGNS.now.stamps:
        return "live_blog"
    head = (form.doc.article.headline or "").lower()
    label = re.match(r"\W*live\s*[:–—|-]", head) or re.search(
        r"\b(?:live updates|live blog|as it happened)\b", head
    )
    return "live_blog" if label and stamps else None


@GENRE.rule
def interview(form: Form) -> str | None:
    """Most of it is question and answer."""
    if not form.paragraphs:
        return None
    said = union((part.start, part.end) for turn in turns(form.doc) for part in turn.content)
    inside = sum(end - start for start, end in said)
    if inside >= SIGNS.now.turns * sum(map(len, form.paragraphs)):
        return "interview"
    # Questions as paragraphs of their own, unlabelled, with answers in the first person between them.
    need = SIGNS.now
    asked = [p for p in form.paragraphs if p.rstrip().endswith("?") and len(p.split()) <= need.asked_words]
    rest = " ".join(p for p in form.paragraphs if p not in asked)
    labelled_so = form.count("interview", form.opening)
    if len(asked) < (need.asked_labelled if labelled_so else need.asked) or not asked:
        return None
    return "interview" if form.count("first person", rest) >= need.answered else None


@GENRE.rule
def opinion(form: Form) -> str | None:
    """It is labelled so, a note tells its author, or its own words speak of the writer and to the reader."""
    if labelled(form.doc):
        return "opinion"
    need, own = SIGNS.now, form.own
    last = " ".join(form.doc.text.splitlines()[-4:])
    singular = form.count("first person", own)
    words = max(1, len(own.split()))
    if form.count("author note", last) and singular + form.count("appeal", own) > 1:
        return "opinion"
    if singular >= need.persons and 100 * singular >= need.person * words and form.count("appeal", own):
        return "opinion"
    return None


@GENRE.rule
def court_report(form: Form) -> str | None:
    """Many different words of the courtroom."""
    text = form.doc.text
    dense = 100 * form.count("court", text) >= SIGNS.now.courtly * len(text.split())
    return "court_report" if dense and form.kinds("court", text) >= SIGNS.now.court else None


def genre(article: Article, statements: int = 0) -> str:
    """What kind of piece an article is, by its form: labels, headings, turns, clock times, the writer's `I`.

    Args:
        article: as it was read.
        statements: how many statements with a source it has; a few make a report of it.

    Returns:
        a key of `GENRES`.

    Example:
        >>> genre(Article("a", "FOR IMMEDIATE RELEASE\\n\\nAcme opens a new works."))
        'press_release'
        >>> genre(Article("a", "It rained."))
        'article'
    """
    found = GENRE.first(Form(Document(article)))
    if found is not None:
        return found.value
    return NEWS if statements >= _REPORTED else ARTICLE
