"""Paragraphs, sentences, words and quotation marks of a text, all as code-point offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

import regex

from framing.article import STORY, Article, Span
from framing.sentences import TITLES, paragraphs, sentences

T = TypeVar("T")

_WORD = r"""
    [^\W\d_]+(?=[ ,\n])                                  # the plain word, first because most are
  | https?://[^\s<>"”]+                                 # addresses stay whole
  | [@\#]\w+                                            # handles and hashtags
  | (?:[^\W\d_]\.){2,}                                  # U.S., e.g., J.R.
  | (?:TITLES)\.(?=\s)                                  # Mr. Gen. Sen.
  | \w+?(?=n['’]t\b) | n['’]t\b                         # do|n't
  | (?<=\w)['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)\b      # Russia|'s
  | \d+(?:[.,:]\d+)+                                    # 1,000.5  12:42
  | \w+(?:(?:[-‐‑]|['’](?!(?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)\b))\w+)*   # long-running, O'Brien
  | ``|''|\.\.\.|--+
  | [^\w\s]
""".replace("TITLES", "|".join(TITLES.split()))


@dataclass(frozen=True)
class Words:
    """The words and marks of a text as parallel columns.

    Args:
        starts, ends: code-point offsets, ascending, end exclusive.
        forms: the words as they stand, `forms[i] == text[starts[i]:ends[i]]`.

    Example:
        >>> tokens = words("Mr. Putin didn't say.")
        >>> tokens.forms
        ['Mr.', 'Putin', 'did', "n't", 'say', '.']
        >>> tokens.within(Span(4, 9))
        range(1, 2)
    """

    starts: list[int]
    ends: list[int]
    forms: list[str]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def lower(self) -> list[str]:
        """The forms in lower case, curly apostrophes made straight."""
        return [form.lower().replace("’", "'") for form in self.forms]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The positions of every word in lower case, ascending."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.lower):
            found.setdefault(word, []).append(at)
        return found

    def within(self, span: Span) -> range:
        """The positions of the words that touch `span`."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))


_PATTERN = regex.compile(_WORD, flags=regex.VERBOSE)


def words(text: str) -> Words:
    """Cut a text into words and marks, by one regular expression.

    Clitics are cut off ("Russia" + "'s", "do" + "n't"), abbreviations, numbers, handles and
    hyphenated words stay whole, every other mark stands alone; nothing but white space is lost.

    Example:
        >>> words("The U.S. spent $1,000.50.").forms
        ['The', 'U.S.', 'spent', '$', '1,000.50', '.']
    """
    places = [match.span() for match in _PATTERN.finditer(text)]
    return Words([start for start, _ in places], [end for _, end in places], [text[a:b] for a, b in places])


_READ_WORD = re.compile(r"\w+(?:[-‐'’.]\w+)*")


def word_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of a text, as a reader counts them: the one definition behind every number of words.

    A word is a run of letters or digits; hyphens, apostrophes and full stops inside do not split it.

    Example:
        >>> [word.start for word in word_spans("Russia's long-running war didn't end.")]
        [0, 9, 22, 26, 33]
    """
    stop = len(text) if end is None else end
    return [Span(*match.span()) for match in _READ_WORD.finditer(text, start, stop)]


@dataclass(frozen=True, slots=True)
class Quote:
    """One pair of quotation marks, or one paragraph's piece of a quotation that runs on.

    Args:
        start, end: the piece with its marks; without a closing mark, `end` is the paragraph's end.
        mark: `"` for double marks of any kind, `'` for single ones, `«` for guillemets.
        closed: whether the piece has its closing mark.
        depth: 0 for an outer quotation, 1 for one inside another.
        group: the same number for all pieces of one quotation that runs over paragraphs.
    """

    start: int
    end: int
    mark: str
    closed: bool
    depth: int
    group: int

    @property
    def span(self) -> Span:
        """The piece with its marks."""
        return Span(self.start, self.end)


_MARK = re.compile(r"``|''|[\"“”„‟«»‹›'‘’‚‛]")
_OPENS = set("“„‟«‹‘‚‛")
_ELISION = re.compile(r"['’](?:em|tis|twas|til|cause|n|round|bout|\d\ds?)\b", re.IGNORECASE)


def quotes(text: str, blocks: Sequence[Span] | None = None) -> list[Quote]:
    """Pair the quotation marks of a text, over the whole article.

    Straight, curly, single, double, TeX and angle marks; an apostrophe is no mark; a quotation
    left open at a paragraph's end goes on where the next paragraph opens with a mark again.
    An unbalanced mark never reaches beyond its own paragraph.

    Args:
        text: any string.
        blocks: the paragraphs, where they are known already.

    Example:
        >>> text = "He said: \\"It's the 'main' part.\\n\\n\\"But it is early.\\""
        >>> for q in quotes(text):
        ...     print(q.depth, q.group, q.span.of(text))
        0 0 "It's the 'main' part.
        1 1 'main'
        0 0 "But it is early."
    """
    found: list[Quote] = []
    group = 0
    carried: tuple[str, int] | None = None  # (mark, group) of a quotation left open by the last paragraph
    for block in paragraphs(text) if blocks is None else blocks:
        open_marks, group = _pair(text, block, carried, group, found)
        carried = None
        if open_marks and open_marks[0][0] != "'":
            mark, left, number = open_marks[0]
            found.append(Quote(left, block.end, mark, False, 0, number))
            carried = (mark, number)
    found.sort(key=lambda q: (q.start, -q.end))
    return found


def _pair(
    text: str, block: Span, carried: tuple[str, int] | None, group: int, found: list[Quote]
) -> tuple[list[tuple[str, int, int]], int]:
    """Pair the marks of one paragraph into `found`; what stays open as (mark, start, group), and the next group."""
    stack: list[tuple[str, int, int]] = []
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, block.start, block.end)]
    singles = [m for m in marks if _family(m[2]) == "'" and _may_close(text, m[0], m[1], block)]
    last_single = singles[-1][0] if singles else -1  # the last place where a single quotation could close
    for position, (start, end, raw) in enumerate(marks):
        family = _family(raw)
        depth = next((k for k in range(len(stack) - 1, -1, -1) if stack[k][0] == family), None)
        opened = None if depth is None else text[stack[depth][1]]
        if family == "'":
            action = _single(text, marks, position, block, opened is not None, last_single)
        else:
            action = _double(text, marks[position], block, family, opened)
        if action == "reopen":  # a mark opened twice: the first was never closed
            del stack[depth:]
            action = "open"
        if action == "open":
            number = group
            if carried is not None and carried[0] == family and start == block.start:
                number = carried[1]
            else:
                group += 1
            stack.append((family, start, number))
        elif action == "close" and depth is not None:
            mark, left, number = stack[depth]
            del stack[depth:]
            found.append(Quote(left, end, mark, True, len(stack), number))
    return stack, group


def _single(
    text: str, marks: list[tuple[int, int, str]], position: int, block: Span, opened: bool, last: int
) -> str:
    """What a single mark does, given whether one is open and where the last one stands that may close."""
    start, end, raw = marks[position]
    if not opened:
        return "open" if last > start and _may_open(text, start, end, raw, block) else "skip"
    if not _may_close(text, start, end, block):
        return "skip"
    apostrophe = _possessive(text, start, end) and last > start
    return "skip" if apostrophe and not _opens_between(text, marks, position, block) else "close"


def _double(text: str, mark: tuple[int, int, str], block: Span, family: str, opened: str | None) -> str:
    """What a double mark or a guillemet does, given the mark that is open."""
    start, end, raw = mark
    if family == "«":  # «so» or »so«: whichever comes first opens, its opposite closes
        if opened is not None:
            return "reopen" if opened == raw else "close"
        return "open" if raw in "«‹" or _may_open(text, start, end, raw, block) else "skip"
    if raw == "“" and opened == "„":
        return "close"  # „so“
    if raw in _OPENS or raw == "``":
        return "open" if opened is None else "reopen"
    if raw == "”" or (raw == "''" and opened is not None):
        return "close"
    opening = _may_open(text, start, end, raw, block)
    if opened is None:
        return "open" if opening else "skip"
    closing = start > block.start and not text[start - 1].isspace()
    return "close" if closing or not opening else "reopen"


def _family(raw: str) -> str:
    if raw in "«»‹›":
        return "«"
    return "'" if raw in "'‘’‚‛" else '"'


def _may_open(text: str, start: int, end: int, raw: str, block: Span) -> bool:
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    if raw == "’" or (raw == "'" and _ELISION.match(text, start)):
        return False
    return not after.isspace() and (before.isspace() or before in "([{—–-/\"“‘'«:;,…")


def _may_close(text: str, start: int, end: int, block: Span) -> bool:
    if text[start] in "‘‚‛":
        return False
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    return not before.isspace() and not after.isalnum()


def _possessive(text: str, start: int, end: int) -> bool:
    """Whether it is an apostrophe after s with a lower-case word behind it, as in "the rebels' base"."""
    return text[start - 1 : start] == "s" and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _opens_between(text: str, marks: list[tuple[int, int, str]], position: int, block: Span) -> bool:
    """Whether a further single quotation opens before the next mark that could close this one."""
    for start, end, raw in islice(marks, position + 1, None):
        if _family(raw) != "'":
            continue
        if _may_close(text, start, end, block):
            return False
        if _may_open(text, start, end, raw, block):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands; `region` and `paragraph` as in the sentences table."""

    sentence_id: int
    start: int
    end: int
    region: str
    paragraph: int

    @property
    def span(self) -> Span:
        """The sentence's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Document:
    """An article with its paragraphs, sentences, words and quotation marks, each cut once.

    Every layer takes documents, so that no two layers cut the same text twice.

    Example:
        >>> doc = Document(Article("a", 'Tea.\\n"More tea," he said.'))
        >>> [s.span.of(doc.text) for s in doc.sentences], len(doc.quotes)
        (['Tea.', '"More tea," he said.'], 1)
    """

    article: Article

    def kept(self, name: str, make: Callable[[Document], T]) -> T:
        """What is made of an article once and kept with it, so that further layers find it there.

        Args:
            name: what it is called; begins with an underscore.
            make: makes it of the document.

        Example:
            >>> doc = Document(Article("a", "Tea."))
            >>> doc.kept("_size", lambda own: len(own.text)), doc.kept("_size", lambda own: 0)
            (4, 4)
        """
        found: T | None = self.__dict__.get(name)
        if found is None:
            found = self.__dict__[name] = make(self)  # as functools.cached_property does
        return found

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def words(self) -> Words:
        """The words of the whole text, furniture too."""
        return words(self.text)

    @cached_property
    def blocks(self) -> tuple[tuple[Span, str], ...]:
        """The paragraphs in text order, each with the name of its region, cut where regions change."""
        if not self.article.regions:
            return tuple((span, "body") for span in paragraphs(self.text))
        found: list[tuple[Span, str]] = []
        for region in self.article.regions:
            piece = self.text[region.start : region.end]
            for span in paragraphs(piece):
                found.append((Span(region.start + span.start, region.start + span.end), region.name))
        return tuple(found)

    @cached_property
    def story(self) -> tuple[tuple[Span, str], ...]:
        """The blocks that tell the story: headline, standfirst, captions and body."""
        return tuple((span, name) for span, name in self.blocks if name in STORY)

    @cached_property
    def heads(self) -> frozenset[int]:
        """Where the blocks of the story start."""
        return frozenset(block.start for block, _ in self.story)

    @cached_property
    def story_size(self) -> int:
        """How many words the story has."""
        return len(self.story_starts)

    @cached_property
    def story_starts(self) -> list[int]:
        """Where the words of the story start, as a reader counts them, in text order."""
        found: list[int] = []
        for block, _ in self.story:
            found += [word.start() for word in _READ_WORD.finditer(self.text, block.start, block.end)]
        return found

    @cached_property
    def story_words(self) -> tuple[tuple[Span, str], ...]:
        """The words of the story as a reader counts them, each with the name of its region."""
        return tuple(
            (word, name)
            for block, name in self.story
            for word in word_spans(self.text, block.start, block.end)
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of every block, numbered in text order."""
        found: list[Sentence] = []
        for number, (block, region) in enumerate(self.blocks):
            for span in sentences(self.text, [block]):
                found.append(Sentence(len(found), span.start, span.end, region, number))
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentences_before(self, offset: int) -> int:
        """How many sentences start at `offset` or before it."""
        return bisect_right(self._sentence_starts, offset)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence in which `offset` lies, or None between sentences."""
        position = bisect_right(self._sentence_starts, offset) - 1
        if position < 0:
            return None
        sentence = self.sentences[position]
        return sentence if offset < sentence.end else None

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The paired quotation marks of the story."""
        return tuple(quotes(self.text, [span for span, _ in self.story]))
