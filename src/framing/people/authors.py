"""Who writes in his own name: the author of a column, an editorial's paper, the reader who wrote a letter."""

from __future__ import annotations

import re

from framing.text import Document
from framing.words.gazetteer import given_names, noun_kind
from framing.words.tables import WordSet, derived

_OPENING = 200  # characters of a page in which the label of a column stands
_CLOSING = 2  # blocks at the end in which the author is told or signs
_LONGEST = 60  # words of a line about the author
_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der|la|du|bin|al)"
_PERSON = rf"{_NAME}(?:[ ]{_NAME}){{1,4}}"
_ABOUT = re.compile(
    rf"(?:(?:Rep|Sen|Gov|Dr|Mr|Ms|Mrs|Prof|Professor|Sir)\.?[ ])?(?P<who>{_PERSON})(?:,[^.;:]{{1,120}}?,)?[ ]"
    r"(?P<verb>is|was|chairs|writes|teaches|covers|serves|heads|leads|directs|runs|works|reports|edits|taught)\b"
)
_SIGNED = re.compile(
    rf"(?:.*[—–][ ]*|.*?(?=Yours[ ,]))?(?:Yours[^,\n]*,[ ]*(?:etc\.?,?[ ]*)?)?"
    rf"(?:\((?:Mrs|Mr|Ms|Miss|Dr|Rev)\.?\)[ ])?(?P<who>{_PERSON})"
    r"[.,]?(?:\n.*|[ ].*)?$",
    re.DOTALL,
)
_HEADED = re.compile(rf"(?:By[ ])?(?P<who>{_PERSON}):[ ]\S")
_BY = re.compile(rf"By[ ](?P<who>{_PERSON})$", re.IGNORECASE)
_LETTER = re.compile(
    r"(?:Dear )?(?:Sir|Madam|Editor)\b[^.\n]{0,20}[,—–-]|To the Editor\b|Letters?\b", re.IGNORECASE
)
_OWN = re.compile(r"\b(?:I|my|me|I['’](?:m|ve|d|ll))\b")
_OFTEN = 3  # times that a piece says "I" outside quotations, to be its author's own


@derived
def _label() -> re.Pattern[str]:
    words = sorted(WordSet("accusing", "opinion_label"), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?:^|[\n|/>])[ \t]*(?:{alternatives})[ \t]*(?:[\n|/:–—-]|$)", re.IGNORECASE)


def opinion(doc: Document) -> bool:
    """Whether the page says that it is an opinion piece, by its label ("Opinion", "Comment:", "Letters").

    Example:
        >>> from framing.article import Article
        >>> opinion(Document(Article("a", "Opinion: The mayor must go. She has failed."))), opinion(
        ...     Document(Article("a", "The mayor must go, a poll found.")))
        (True, False)
    """
    given = doc.article.metadata if hasattr(doc.article, "metadata") else None
    section = str((given or {}).get("section") or "")
    return bool(_label().search(doc.text[:_OPENING]) or _label().search(section))


def author(doc: Document) -> str | None:
    """The one author of an opinion piece, None for any other article.

    Example:
        >>> from framing.article import Article
        >>> author(Document(Article("a", "Comment: Enough. She lied.", byline=("Ana Ruiz",))))
        'Ana Ruiz'
    """
    byline = doc.article.byline
    return byline[0] if len(byline) == 1 and opinion(doc) else None


def writer(doc: Document) -> str | None:
    """Who writes a piece in his own name, as its label, its byline, its signature or a line about the author tells.

    Example:
        >>> from framing.article import Article
        >>> writer(Document(Article("a", "Enough!\\n\\nThe mayor lied.\\n\\nAna Ruiz is a columnist in Bern.")))
        'Ana Ruiz'
    """
    told = author(doc)
    if told is not None:
        return told
    blocks = [span.of(doc.text).strip() for span, _ in doc.blocks]
    if len(blocks) < 3:
        return None
    byline = doc.article.byline
    if len(byline) == 1 and _first_person(doc):
        return byline[0]
    headed = _HEADED.match(blocks[0]) or next((m for b in blocks[1:3] if (m := _BY.match(b))), None)
    if headed is not None and (_first_person(doc) or blocks[0].startswith(headed["who"])):
        return _once(doc, headed["who"])
    for block in reversed(blocks[-_CLOSING:]):
        about = _ABOUT.match(block)
        if (
            about is not None
            and len(block.split()) <= _LONGEST
            and _tells_role(about["verb"], block[about.end() :])
        ):
            return _once(doc, about["who"])
    if letter(doc):
        signed = [m for b in blocks[-2:] if len(b.split()) <= _LONGEST and (m := _SIGNED.match(b))]
        return _once(doc, signed[0]["who"]) if signed else None
    return None


def letter(doc: Document) -> bool:
    """Whether a piece is a reader's letter, or a page of them.

    Example:
        >>> from framing.article import Article
        >>> letter(Document(Article("a", "Parking\\n\\nSir, \u2014 Who asked us?\\n\\nAna Ruiz")))
        True
    """
    blocks = [span.of(doc.text).strip() for span, _ in doc.blocks[:3]]
    return any(_LETTER.match(block) for block in blocks)


def _tells_role(verb: str, text: str) -> bool:
    """Whether what stands behind the verb of a line says what somebody is or does, and quotes nobody."""
    if any(mark in text for mark in '"“”'):
        return False
    words = re.findall(r"[a-z]+", text.lower())[:12]
    if verb not in ("is", "was"):
        return True
    return words[:1] != ["said"] and any(noun_kind(word) == "role" for word in words)


def _once(doc: Document, name: str) -> str | None:
    """The name, if it is a person's and stands but once: nobody writes about its bearer."""
    name = name.rstrip(".")
    person = name.split()[0].capitalize() in given_names() or "." in name.split()[0]
    return name if person and doc.text.count(name.split()[-1]) == 1 else None


def _first_person(doc: Document) -> bool:
    """Whether a piece says "I" in its own voice."""
    quoted = [(q.start, q.end) for q in doc.quotes if q.depth == 0]
    own = [m.start() for m in _OWN.finditer(doc.text)]
    return sum(not any(a <= at < b for a, b in quoted) for at in own) >= _OFTEN
