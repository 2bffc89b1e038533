"""Furniture that is known by its place and its shape: appeals, what is said twice, what follows the story's end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.reading import captions, furniture
from framing.reading.blocks import Block
from framing.reading.bylines import byline
from framing.reading.dates import date_line

_QUOTED = re.compile(r"[“\"«].{0,2000}?[”\"»]|[“\"«]")
_HOUSE_VOICE = re.compile(r"\b(?:you|your|our|ours|we|us|readers)\b", re.IGNORECASE)
_HOUSE = re.compile(r"\b(?:our|ours|we|us)\b", re.IGNORECASE)
_TRADE = re.compile(
    r"\b(journalis\w+|reporters?|reporting|newsroom|newsletters?|paywalls?|donat\w+|contribut\w+|subscri\w+|inbox"
    r"|readers?|members?(?:hip)?|privacy|apps?|whatsapp|notifications?|e-?mails?|cookies?|sign(?:ed|ing)? up|click"
    r"|stories|story|coverage|headlines|updates?|news|articles?|facts|support|documentary|podcasts?|episodes?"
    r"|investigations?|independent|community|adverts?|partners|unsubscribe|trusted|quality|fund\w*)\b",
    re.IGNORECASE,
)


def appeals(blocks: Sequence[Block]) -> None:
    """Name the paragraphs in which a site speaks of itself between two lines of furniture.

    An appeal for money, the invitation to a channel of messages, the praise of a newsletter: paragraphs without a
    quotation or a reported word, most of them in the house's own voice, dense with the words of the trade.

    Args:
        blocks: the page's blocks; those named furniture here need no context.

    Example:
        >>> from framing.reading import structure
        >>> page = structure('''Bridge closed
        ...
        ... Share
        ... Our journalism needs your support. Your donation lets our reporters follow the story.
        ... Sign up
        ... The old bridge was closed on Monday after a night of heavy rain, the council said.''')
        >>> [region.name for region in page.regions]
        ['headline', 'furniture', 'body']
    """
    usual = _usual_gap(blocks)
    at = 0
    while at < len(blocks):
        if blocks[at].name != "furniture":
            at += 1
            continue
        end = at + 1
        while end < len(blocks) and end - at <= 7 and _quiet(blocks[end]):
            end += 1
        run = blocks[at + 1 : end]
        closed = run and end < len(blocks) and blocks[end].name == "furniture"
        if closed and (_appeals(run) or _form(blocks, at, end, usual)):
            for block in run:
                block.name = "furniture"
        at = end


def _quiet(block: Block) -> bool:
    """Whether nobody is quoted or reported, and nothing names the block yet but a caption's shape."""
    return (
        block.name in (None, "caption")
        and block.words <= 120
        and _QUOTED.search(block.text) is None
        and furniture.reports(block.text) is False
    )


_FIELD = re.compile(
    r"(?:your |enter |invalid )?e-?mail|sign up|subscribe|by (?:signing|submitting|entering)|submit"
    r"|something went wrong|unsubscribe|privacy|you (?:can|may) unsubscribe",
    re.IGNORECASE,
)


def _form(blocks: Sequence[Block], at: int, end: int, usual: int) -> bool:
    """Whether the blocks between are what a newsletter says of itself, between its name and its field."""
    run = blocks[at + 1 : end]
    return (
        len(run) <= 3
        and sum(block.words for block in run) <= 40
        and furniture.kind(blocks[at].text) == "sign-up"
        and _FIELD.match(furniture.bare(blocks[end].text)) is not None
        and all(blocks[i].start - blocks[i - 1].end < usual for i in range(at + 1, end + 1))
    )


def _usual_gap(blocks: Sequence[Block]) -> int:
    """The characters between two paragraphs: two where a blank line stands between them."""
    gaps = sorted(right.start - left.end for left, right in pairwise(blocks) if left.prose and right.prose)
    return gaps[len(gaps) // 2] if gaps else 1


def _appeals(run: Sequence[Block]) -> bool:
    long = [block for block in run if block.words >= 9]
    if not long:
        return False
    voiced = sum(_HOUSE_VOICE.search(block.text) is not None for block in long)
    trade = sum(len({word.lower() for word in _TRADE.findall(block.text)}) for block in long)
    if not any(_HOUSE.search(block.text) for block in run):
        return False  # "you" alone may be advice to a newspaper's readers
    return voiced * 3 >= len(long) * 2 and trade >= 2 * len(long) + 1


def repeated(blocks: Sequence[Block]) -> None:
    """Name what stands twice on the page and once as furniture, and the headline's echoes.

    Args:
        blocks: the page's blocks; those named furniture here need no context.

    Example:
        >>> blocks = []
        >>> repeated(blocks)
    """
    counts = Counter(_key(block.text) for block in blocks if block.words <= 30)
    known = {_key(block.text) for block in blocks if block.name == "furniture"}
    keys = {_key(block.text) for block in blocks if 4 <= block.words <= 30}
    echo: dict[str, int] = {}
    for block in blocks:
        trail = re.split(r"\s*[|>›»]\s*", block.text) if block.words <= 34 and block.name is None else []
        if len(trail) > 1 and _key(trail[-1]) in keys - {_key(block.text)}:
            block.name = "furniture"  # "U.S.|Bridge closed after storm" over the headline itself
    for position, block in enumerate(blocks):
        if block.name is not None or block.words > 30 or counts[_key(block.text)] < 2 or block.ended:
            continue
        key = _key(block.text)
        if key in known or _tags(block.text):
            block.name = "furniture"
        elif key in echo and block.words >= 4:
            first = blocks[echo[key]]
            # Of two headlines alike the lower stands over the byline, unless it is far down among other links.
            below = any(_signs(near.text) for near in blocks[position + 1 : position + 5])
            apart = position - echo[key]
            if apart == 2 and not below and furniture.is_section(blocks[position - 1].text):
                first.name = block.name = "furniture"  # a link, its section, and the link again
            elif apart > 2:  # side by side it may be a caption, or a breadcrumb over the headline
                (first if below and position < 60 else block).name = "furniture"
        echo.setdefault(key, position)


def _key(line: str) -> str:
    return " ".join(furniture.bare(line).lower().split())


def _tags(line: str) -> bool:
    """Whether a line is a row of names with commas between: 'Royal Navy, Ministry of Defence, Portsmouth'."""
    parts = [part.strip() for part in line.split(",")]
    return len(parts) >= 2 and all(part[:1].isupper() and len(part.split()) <= 4 for part in parts)


def _signs(line: str) -> bool:
    if len(line) > 200:
        return False
    named = byline(line)
    return date_line(line, 0) is not None or (named is not None and named.marked)


_STRONG_END = re.compile(
    r"(?:copyright\b(?! \w+/)|©.{0,60}\b(?:19|20)\d\d\b|all rights reserved|end of article|our standards:"
    r"|share or comment on this article"
    r"|(?:this material|no part of this) may not)",
    re.IGNORECASE,
)
_ONLY_BELOW = re.compile(
    r"(?:most (?:read|popular|viewed|shared|watched|commented|recent)|top stories|latest (?:news|stories)"
    r"|(?:more|other) (?:on this story|on|from|stories|news|about)\b|related (?:topics|stories|articles)"
    r"|explore more|read next|up next|popular|trending|trends\b|features|topics"
    r"|subscribers are reading|for (?:subscribers|members)|posted \w+ \d"
    r"|(?:view |show |\d+ ?)?comments|\d[\d,]* comments"
    r"|promoted|sponsored|paid content|around the web|you (?:may|might) (?:also )?like|recommended|today['’]s headlines"
    r"|editors?['’]s? picks|spotlight|about us|company|conversation|follow\b|sections|site index)",
    re.IGNORECASE,
)


def after_end(blocks: Sequence[Block], body: int) -> None:
    """Name what follows the end of the story: teasers, biographies, lists, the foot of the page.

    The end is shown by a credit ("Editing by …"), a notice of rights, or a list that stands under stories, when
    no two paragraphs of prose follow one another below it. A single paragraph under a list alone may be the
    story's last and stays.

    Args:
        blocks: the page's blocks, most of them named.
        body: the place of the story's first paragraph.

    Example:
        >>> after_end([], 0)
    """
    authors = _authors(blocks)
    for block in blocks[body + 1 :]:
        if block.name is None and _about_author(block, authors):
            block.name = "credit"
    start = _closing(blocks, body)
    if start is None:
        start = _open_end(blocks, body)
    if start is None:
        return
    for block in blocks[start + 1 :]:
        if block.name in (None, "caption", "headline", "standfirst"):
            block.name = "furniture"


def _open_end(blocks: Sequence[Block], body: int) -> int | None:
    """The story's last paragraph where nothing follows it but three or more lines that close no sentence."""
    last = next((i for i in range(len(blocks) - 1, body + 2, -1) if blocks[i].ended), None)
    if last is None or not blocks[last].ended or blocks[last].name not in (None, "body"):
        return None
    below = blocks[last + 1 :]
    if len(below) < 3 or any(
        b.words > 16 or _LISTED.match(b.text) or b.text.endswith(_GOES_ON) for b in below
    ):
        return None
    # A list in the story's last paragraph hangs on it; links stand apart or have furniture among them.
    apart = not _close(blocks, last + 1) and all(_close(blocks, i) for i in range(last + 2, len(blocks)))
    return last if apart or any(b.name == "furniture" for b in below) else None


_GOES_ON = (",", ";", ":", "”", '"', "—")
_LISTED = re.compile(r"[•·▪*–—\-\d(]|[\w ’'.&-]{1,30}: ?\d|.{1,90}\d$")


def _close(blocks: Sequence[Block], i: int) -> bool:
    return blocks[i].start - blocks[i - 1].end < 2


def _authors(blocks: Sequence[Block]) -> list[str]:
    return [name for block in blocks if block.byline for name in block.byline.names if " " in name]


def _about_author(block: Block, authors: Sequence[str]) -> bool:
    """Whether a paragraph opens with the author's full name: then it is about who wrote, not about the news."""
    return any(
        block.text.startswith(name) and not block.text[len(name) :].lstrip().startswith(("’s", "'s", ":"))
        for name in authors
    )


@dataclass(frozen=True, slots=True)
class _Below:
    """What stands below a block, to the end of the page."""

    pairs: bool = False  # two paragraphs of prose, one after the other
    voices: bool = False  # somebody quoted or reported in them
    lone: int = 0  # paragraphs of prose
    longest: int = 0  # words in the longest of them
    others: int = 0  # lines of another kind
    headed: int = 0  # headings over lists before the first of those paragraphs
    thanks: bool = False  # a credit, as it stands below a story's last paragraph


def _closing(blocks: Sequence[Block], body: int) -> int | None:
    """The first block below the first paragraph with which the story is over."""
    below = _Below()
    after = False
    found = None
    for i in range(len(blocks) - 1, body, -1):
        if _closes(blocks[i], below):
            found = i
        block = blocks[i]
        prose = block.name in (None, "body") and block.prose and not _of_the_house(block.text)
        below = _Below(
            below.pairs or (prose and after),
            below.voices
            or (prose and (furniture.reports(block.text) or _QUOTED.search(block.text) is not None)),
            below.lone + prose,
            max(below.longest, block.words * prose),
            below.others + (not prose and block.name != "caption"),
            0 if prose else below.headed + _heads(block),
            below.thanks or (block.name == "credit" and captions.is_credit(block.text)),
        )
        after = prose
    return found


def _closes(block: Block, below: _Below) -> bool:
    """Whether the story is over at this block."""
    if block.name not in ("furniture", "credit"):
        return False
    text = furniture.bare(block.text)
    lone, others = below.lone, below.others
    if block.name == "credit" or _STRONG_END.search(text):
        return others >= lone if not below.pairs else lone <= 3 and others >= 2 * lone and not below.voices
    if below.pairs or below.thanks or others < 3 or not _heads(block):
        return False
    if lone == 0:
        return True
    # The story may go on below one list, between its subheadings, but hardly below two of them.
    return below.headed > 0 and ((lone >= 2 and others >= 3 * lone) or (others >= 10 and below.longest <= 15))


def _heads(block: Block) -> bool:
    """Whether a block heads a list of the kind that stands below stories."""
    return block.name == "furniture" and _ONLY_BELOW.match(furniture.bare(block.text)) is not None


def _of_the_house(line: str) -> bool:
    """Whether a paragraph, unquoted and unreported, speaks as the house to its readers."""
    if _HOUSE_VOICE.search(line) is None or _QUOTED.search(line) is not None or furniture.reports(line):
        return False
    return len({word.lower() for word in _TRADE.findall(line)}) >= 2 or _PEOPLES.search(line) is not None


_PEOPLES = re.compile(r"\bwe acknowledge\b", re.IGNORECASE)


_PICTURE = re.compile(r"[/©:()]|photo|image|picture|getty|credit|\bvia\b|\bcaption\b", re.IGNORECASE)


def lone_credits(blocks: Sequence[Block]) -> None:
    """Name as furniture the words that look like a picture's credit but stand among menus.

    Args:
        blocks: the page's blocks, named.

    Example:
        >>> lone_credits([])
    """
    for i, block in enumerate(blocks):
        if block.name != "caption" or block.words > 3 or _PICTURE.search(block.text):
            continue
        if not captions.is_photo_credit(block.text):
            continue
        near = [blocks[j].name for j in (i - 1, i + 1) if 0 <= j < len(blocks)]
        if near and all(name == "furniture" for name in near):
            block.name = "furniture"
