"""A pasted page divided into its regions: headline, standfirst, byline, date, captions, body, credits, furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from framing.article import Region
from framing.reading import captions, furniture, lines, surroundings
from framing.reading.blocks import Block as _Block
from framing.reading.blocks import blocks_of
from framing.reading.bylines import byline, without_houses
from framing.reading.datelines import dateline
from framing.reading.dates import parse
from framing.reading.outlets import outlet
from framing.reading.signs import sign, signatures, signed, sure

_PUNCTUATED = re.compile(r"(?:[.!?…:;,—–-][\"”’'»)\]]*|[\"”’»])$")
_LIST_HEADER = re.compile(
    r"(?:read more|read also|see also|also read|related|recommended|more (?:on|from|about|stories|news|in|like)"
    r"|most (?:popular|read|viewed|shared|watched|commented|recent)"
    r"|trending|top stories|popular|latest|editor['’]?s|you (?:may|might)|don['’]t miss|what to read|read next"
    r"|up next|in case you|around the|from (?:around|our)|elsewhere|sponsored"
    r"|promoted|topics|tags|trends|also on [\w.]+"
    r"|subscribers are reading|filed under|explore|further reading|other (?:stories|news)|featured|features"
    r"|also in|must[- ]read|keep reading|list \d|list of|what['’]s (?:trending|hot|next)|on this story"
    r"|in pictures|related .*|more$|more:|recommended .*)",
    re.IGNORECASE,
)
_OWN_LINK = re.compile(r"^[\w ’'-]{3,24}:\s?\S+(?:\s+\S+){2,}$")
_STORY_GOES_ON = re.compile(
    r"(?:article|story|content) continues|after (?:newsletter )?promotion|continue reading|advert",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the structure of a page tells.

    Args:
        regions: in text order, not overlapping; blanks between blocks belong to none.
        headline, outlet: None where the page does not show them.
        byline: the authors' names.
        published: an aware UTC timestamp, or None.
    """

    regions: tuple[Region, ...]
    headline: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: datetime | None = None


def structure(text: str) -> Page:
    """Divide a page, as pasted, into the regions of `framing.article.REGIONS`.

    Furniture is known by its own words or by its place in a list of links; what is in doubt is body.

    Args:
        text: any string, of any length.

    Returns:
        The regions, and the headline, outlet, authors and date of publication where the page shows them.

    Example:
        >>> page = structure('''Bridge closed after storm
        ...
        ... By Ann Lee
        ... 3 May 2021 09:30 BST
        ...
        ... The old bridge was closed on Monday after a night of heavy rain, the council said.
        ...
        ... Share this article''')
        >>> [region.name for region in page.regions]
        ['headline', 'byline', 'date', 'body', 'furniture']
        >>> page.headline, page.byline, page.published.isoformat()
        ('Bridge closed after storm', ('Ann Lee',), '2021-05-03T08:30:00+00:00')
    """
    blocks = blocks_of(text)
    if not blocks:
        return Page(())
    for block in blocks:
        _by_its_words(block)
    surroundings.appeals(blocks)
    surroundings.repeated(blocks)
    lines.tell(blocks)
    body = _first_body(blocks)
    _head(blocks, body)
    _repeats(blocks)
    _links(blocks, body)
    _between(blocks, body)
    _tail(blocks, body)
    surroundings.after_end(blocks, body)
    surroundings.lone_credits(blocks)
    for block in blocks:
        if block.name is None:
            block.name = "body"
    if not any(block.name in ("body", "headline", "standfirst", "caption") for block in blocks):
        # Nothing of a story is left: then it was no page, and all of it is text to read.
        whole = Region("body", blocks[0].start, blocks[-1].end)
        return Page((whole,))
    return Page(_regions(blocks), *_about(text, blocks))


def _by_its_words(block: _Block) -> None:
    """Name the blocks that need no context."""
    line = block.text
    if len(line) > captions.LONGEST:
        return
    if furniture.is_furniture(line) or (
        block.words < 120 and furniture.addresses_reader(line, 4 if _HOUSE.search(line) else 6)
    ):
        block.name = "furniture"
        header = _LIST_HEADER.match(furniture.bare(line))
        # "Related: Ferry runs aground" holds its link itself, nothing needs to follow.
        block.header = header is not None and _OWN_LINK.search(line) is None
    elif captions.is_credit(line):
        block.name = "credit"
    elif captions.is_caption(line) or captions.is_photo_credit(line):
        block.name = "caption"


def _first_body(blocks: list[_Block]) -> int:
    """The first block that is a paragraph of the story, by its length, its full stop or its dateline."""
    for position, block in enumerate(blocks):
        if block.name is not None or signed(block):
            continue
        if dateline(block.text) and block.words >= 8:
            return position
        sentence = position > 0 or not _headline_like(block, len(blocks))
        if block.words >= 60 or (block.ended and block.words >= 12 and sentence):
            # A standfirst is followed by the byline or the date, the first paragraph is not.
            if block.words <= 60 and _before_sign(blocks, position):
                continue
            return position
    return len(blocks)


def _before_sign(blocks: list[_Block], position: int) -> bool:
    """Whether byline or date follow, with nothing but furniture, captions and scraps between."""
    for block in blocks[position + 1 : position + 12]:
        if signed(block):
            return True
        scrap = block.words <= 4 and not block.ended
        if block.name is None and not scrap and not (block.words <= 60 and position <= 3 and not block.ended):
            break
    # The notice of a menu ("An arrow pointing right.") stands farther up, with no other sentence down to the sign.
    for i in range(position + 1, min(position + 25, len(blocks))):
        if blocks[i].name is None and blocks[i].prose:
            return False
        if sure(blocks[i]):
            return any(below.name is None and below.prose for below in blocks[i + 1 : i + 25])
    return False


def _head(blocks: list[_Block], body: int) -> None:
    """Headline, standfirst, byline, date and the captions before the first paragraph."""
    signs = signatures(blocks, body)
    head = [i for i in range(min(body, len(blocks))) if blocks[i].name is None]
    pasted = any(block.name == "furniture" for block in blocks[:body])
    for i in head:
        if _navigation(blocks, i, head):
            blocks[i].name = "furniture"
            pasted = True
    head = [i for i in head if blocks[i].name is None]
    title = lines.headline(blocks, head, _title(blocks, head, signs, pasted))
    if title is not None:
        blocks[title].name = "headline"
    for i in head:
        block = blocks[i]
        if block.name is not None:
            continue
        if furniture.addresses_reader(block.text):
            block.name = "furniture"
        elif title is not None and i < title:
            if (block.words <= 6 and not block.ended) or _STRAP.match(block.text):
                block.name = "furniture"  # a kicker over the headline, a motto, a menu
        elif (pasted or signs) and block.words <= 4 and not block.ended:
            block.name = "furniture"
        elif (
            i
            and title is not None
            and i > title
            and _SCREEN.fullmatch(furniture.bare(blocks[i - 1].text))
            and not block.ended
        ):
            block.name = "furniture"  # the title of a video
        elif signs and i > signs[-1] and _listed(blocks, i) and _link_like(block):
            block.name = "furniture"  # "Explore more" and its links before the first paragraph
        elif signs and i > signs[0] and title != i and (title is None or title < signs[0]):
            if not block.ended and block.words >= 8:
                block.name = "caption"
        elif title is not None and _standfirst_like(block, bool(signs)):
            block.name = "standfirst"


def _listed(blocks: list[_Block], i: int) -> bool:
    """Whether up to the nearest heading over links all is links."""
    for j in range(i - 1, max(i - 8, 0), -1):
        if blocks[j].header:
            return True
        if blocks[j].name != "furniture" and not (blocks[j].name is None and _link_like(blocks[j])):
            return False
    return False


_SCREEN = re.compile(
    r"(?:(?:\d{1,2}:)?\d{1,2}:\d\d|video|watch|now playing|watch now|play video|(?:video )?ad feedback)",
    re.IGNORECASE,
)


_STRAP = re.compile(
    r"(?i)(?:breaking|just in|live|watch live|developing|live updates?)(?: news)?\s?[:|–—-]\s?\S"
)


def _title(blocks: list[_Block], head: list[int], signs: list[int], pasted: bool) -> int | None:
    """The headline: the first line that reads like one, over the byline and the date if it can be."""
    likely = [
        i
        for i in head
        if _headline_like(blocks[i], len(blocks)) and not furniture.addresses_reader(blocks[i].text)
    ]
    over = [i for i in likely if (not signs or i < signs[0])]
    if not pasted and over:
        return over[0]
    long = [i for i in over if blocks[i].words >= 3]
    unstrapped = [i for i in long if _STRAP.match(blocks[i].text) is None]  # a strap is another story's
    if any(blocks[i].words >= 5 for i in unstrapped):
        long = unstrapped
    under = [i for i in likely if i not in over and not blocks[i].ended and blocks[i].words >= 3]
    if long and max(blocks[i].words for i in long) <= 4 and any(blocks[i].words >= 6 for i in under):
        return next(i for i in under if blocks[i].words >= 6)  # only a menu stands over the date
    if long:
        # Under a menu and a motto the headline is the first line of some length.
        return next((i for i in long if blocks[i].words >= 5), max(long, key=lambda i: (blocks[i].words, -i)))
    return under[0] if under else (over[0] if over else None)


def _navigation(blocks: list[_Block], i: int, head: list[int]) -> bool:
    """Whether a short line in the head is the name of a section, not the headline."""
    if not furniture.is_section(blocks[i].text):
        return False
    return any(j > i and blocks[j].words >= 3 and not furniture.is_section(blocks[j].text) for j in head)


def _headline_like(block: _Block, blocks: int) -> bool:
    if blocks < 2 or block.words > 32 or len(block.text) > 240 or block.words < 2:
        return False
    if (
        not block.ended
        or block.text.endswith(("?", "!", "…", "..."))
        or _PUNCTUATED.search(block.text) is None
    ):
        return True
    # Closed with a full stop: a headline only when it is Written Like One.
    if block.text.endswith((".", ".'", '."', ".’", ".”")):
        long_words = [w for w in re.findall(r"[^\W\d_]+", block.text) if len(w) > 3]
        return len(long_words) >= 3 and sum(w[0].isupper() for w in long_words) >= 0.8 * len(long_words)
    return True


def _standfirst_like(block: _Block, signed: bool) -> bool:
    # Under the headline and over the byline all is standfirst; without a byline only what is no sentence.
    return 4 <= block.words <= 70 and (signed or (not block.ended and block.words >= 6))


def _repeats(blocks: list[_Block]) -> None:
    """A caption is printed twice on many pages, once without its credit."""
    for left, right in pairwise(blocks):
        if left.words < 5 or right.words < 5 or len(left.text) > captions.LONGEST:
            continue
        short, long = (left, right) if len(left.text) <= len(right.text) else (right, left)
        stem = short.text.rstrip(" .")
        if len(stem) < 25 or not long.text.startswith(stem) or len(long.text) - len(stem) > 100:
            continue
        if "caption" in (left.name, right.name) or (long.text[len(stem) :].strip(" .") and not long.ended):
            for block in (left, right):
                if block.name in (None, "caption", "standfirst"):
                    block.name = "caption"


def _links(blocks: list[_Block], body: int) -> None:
    """The lines under 'Related' or 'Most read': headlines of other stories."""
    listed = False
    for i, block in enumerate(blocks):
        if block.name == "furniture":
            if block.header:
                listed = i > 0
            continue
        if not listed:
            continue
        if _subheading(blocks, i):
            listed = False
            continue
        if (block.name is None and _link_like(block) and i > body) or (
            block.name is None and i > body and sign(block.text)
        ):
            block.name = "furniture"
        elif block.name in (None, "body"):
            listed = False


def _subheading(blocks: list[_Block], i: int) -> bool:
    """Whether a line stands apart from the links above it and a paragraph of the story follows soon."""
    if i + 1 >= len(blocks) or blocks[i].name is not None:
        return False
    above, tight = blocks[i].start - blocks[i - 1].end, blocks[i - 1].start - blocks[i - 2].end
    return i > 1 and above > tight and any(b.name is None and b.prose for b in blocks[i + 1 : i + 7])


def _link_like(block: _Block) -> bool:
    if block.words > 24 or len(block.text) > 180:
        return False
    if block.words <= 4 and block.text.endswith(","):
        return True
    if not block.ended:
        return _PUNCTUATED.search(block.text) is None or block.text.endswith(("'", "’", '"', "”"))
    return block.words <= 16 and block.text.endswith(("?", "!", "…", "..."))


def _between(blocks: list[_Block], body: int) -> None:
    """Scraps with furniture on both sides, and links that stand alone in their house style."""
    pasted = sum(block.name == "furniture" for block in blocks) >= 3
    top = next((i for i, block in enumerate(blocks) if block.name in ("headline", "byline", "date")), body)
    for i in range(1, len(blocks) - 1):
        block = blocks[i]
        if block.name is not None:
            continue
        if not block.ended and block.words <= 14 and i > body:
            named = byline(block.text)
            if named is not None and named.marked and named.end >= len(block.text.rstrip()):
                block.name = (
                    "byline"  # over an analysis set into the story; its author did not write the whole
                )
                continue
        if i > body and 3 < block.words <= 20 and not block.ended and _OTHER_STORY.match(block.text):
            block.name = "furniture"
            continue
        if i > body and block.words <= 20 and not block.ended and _STAMP.match(block.text):
            block.name = "furniture"  # "Posted Fri 12 Jul 2024 …, updated …" under the story
            continue
        if _BRACKETED.fullmatch(block.text) and not block.ended and block.words >= 3 and i > body:
            block.name = "furniture"
        elif pasted and i > body and block.words >= 6 and not block.ended and block.text.isupper():
            block.name = "furniture"  # other stories' headlines in capitals
        elif pasted and i > top and blocks[i - 1].name == "furniture":
            _scraps(blocks, i)


def _scraps(blocks: list[_Block], start: int) -> None:
    """A run of up to three scraps and promotions, furniture before and after it."""
    end = start
    while end < len(blocks) and blocks[end].name is None and end - start < 4:
        end += 1
    if end == len(blocks) or blocks[end].name != "furniture" or end - start > 3:
        return
    sold = furniture.kind(blocks[start - 1].text) == furniture.kind(blocks[end].text) == "sign-up"
    for block in blocks[start:end]:
        scrap = not block.ended and (block.words <= 7 or (sold and block.words <= 40))
        # "Never click a link …" between two links may be a newspaper's advice; the house says "our" or sells.
        promotion = (
            block.words <= 40
            and _TO_READER.search(block.text)
            and (sold or _HOUSE.search(block.text))
            and furniture.addresses_reader(block.text, 1)
        )
        if not (scrap or promotion):
            return
    for block in blocks[start:end]:
        block.name = "furniture"


_OTHER_STORY = re.compile(
    r"(?:follow live"
    r"|watch(?: above| below| now| live)?|read|see|listen|live updates?|live|explainers?|fact[- ]check|opinion|op-ed"
    r"|analysis|podcast|videos?|photos?|in (?:photos|pictures|depth)|gallery|profile|timeline|quiz|interactive|related"
    r"|sponsored|also|more|editorial|exclusive|in full|long read)\s?[:|]\s?[^\s\d]",
    re.IGNORECASE,
)
"""A link to another story by its kind: 'Explainer: How the caucus works'."""
_STAMP = re.compile(
    r"(?:posted|published|(?:first|last|originally) (?:published|posted|updated|modified)|updated)\b"
    r".{0,80}\b(?:19|20)\d\d",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[[^\[\]]{8,160}\]")
_HOUSE = re.compile(r"\b(?:our|we|us)\b", re.IGNORECASE)
_TO_READER = re.compile(r"\b(?:our|your|you)\b|^(?:get|catch|sign|join|enjoy|discover|find)\b", re.IGNORECASE)


def _tail(blocks: list[_Block], body: int) -> None:
    """What stands below the story's last paragraph, once something there shows that the story is over."""
    last = _last_prose(blocks, body)
    while last is not None and last > body + 1 and _speaks_of_site(blocks[last].text):
        if not any(b.name == "furniture" for b in blocks[last - 1 :]):
            break
        blocks[last].name = "furniture"
        last = _last_prose(blocks, body)
    if last is None:
        return
    over = 0
    for i in range(last + 1, len(blocks)):
        block = blocks[i]
        near = any(following.name == "furniture" for following in blocks[i + 1 : i + 3])
        if near and block.name is None and not block.ended and _TO_READER.search(block.text):
            block.name = "furniture"
        if block.name in ("furniture", "credit"):
            over += block.name == "furniture" and not _inline(block)
        elif block.name is None and captions.is_biography(block.text):
            block.name = "credit"
        elif block.name is None and block.ended and over < 3 and block.text[0] in '"“‘«':
            continue  # somebody's last short words
        elif block.name is None and over and (_link_like(block) or sign(block.text)):
            block.name = "furniture"
        elif block.name is None and block.words <= 12 and over >= (3 if block.text.endswith(".") else 1):
            # A short sentence may be the story's last, so it takes more to call it furniture.
            block.name = "furniture"
    # A biography is a sentence, so it can be the last paragraph itself.
    if captions.is_biography(blocks[last].text) and last > body + 2:
        blocks[last].name = "credit"


def _speaks_of_site(line: str) -> bool:
    """Whether the house speaks of its site; without "our" or "we" it takes much to tell that from advice."""
    return furniture.addresses_reader(line, 2 if _HOUSE.search(line) else 6)


def _inline(block: _Block) -> bool:
    """Whether it is furniture of the kind that stands in the midst of stories: an advertisement, one link."""
    return furniture.kind(block.text) == "advertising" or _OWN_LINK.search(block.text) is not None


def _last_prose(blocks: list[_Block], body: int) -> int | None:
    for i in range(len(blocks) - 1, body - 1, -1):
        if blocks[i].name is None and (blocks[i].prose or blocks[i].words >= 40):
            return i
    return None


def _regions(blocks: list[_Block]) -> tuple[Region, ...]:
    """Blocks to regions; neighbouring body blocks, and neighbouring furniture, are one region."""
    found: list[Region] = []
    for block in blocks:
        name = block.name or "body"
        if block.pieces:
            found += [Region(piece, start, end) for piece, start, end in block.pieces]
        elif found and name in ("body", "furniture") and found[-1].name == name:
            found[-1] = Region(name, found[-1].start, block.end)
        else:
            found.append(Region(name, block.start, block.end))
    return tuple(found)


def _about(
    text: str, blocks: list[_Block]
) -> tuple[str | None, str | None, tuple[str, ...], datetime | None]:
    """Headline, outlet, authors and date of publication."""
    headline = next((b.text for b in blocks if b.name == "headline"), None)
    names: list[str] = []
    for block in blocks:
        if block.byline is not None:
            names += [name for name in block.byline.names if name not in names]
    published = next((b.date.published for b in blocks if b.date is not None and b.date.published), None)
    first = next((b for b in blocks if b.name == "body"), None)
    line = dateline(first.text) if first else None
    if published is None and line is not None and line.date:
        published = parse(line.date)
    around = [b.text for b in blocks if b.name in ("furniture", "byline", "date", "credit")]
    return headline, outlet(around, line.agency if line else None), without_houses(tuple(names)), published
