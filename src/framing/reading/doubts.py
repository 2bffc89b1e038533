"""What in a text shows that it is not the whole article, or not an article at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.article import Article
from framing.reading.cutoff import mid_sentence

_ERROR = re.compile(
    r"(?i)\b(?:(?:404|page|article|story|file) (?:(?:is |was )?not|can(?:no|')t be) found"
    r"|404 (?:error|not found)|403 forbidden|access denied|no longer available|page (?:does not|doesn't) exist"
    r"|service unavailable|internal server error)\b"
)
_BLOCKED = re.compile(
    r"(?i)enable (?:cookies|javascript)|javascript is (?:disabled|required|not enabled)"
    r"|are you (?:a )?(?:robot|human)|verify (?:that )?you are|unusual traffic|checking your browser"
    r"|complete the captcha|disable your ad ?blocker|subscribe to (?:continue|read)|subscribers only"
    r"|create a free account to|sign in to continue|this content is not available in your (?:region|country)"
)
_CUT = re.compile(
    r"(?i)(?:\[\+?\d+ chars?\]"
    r"|(?:…|\.\.\.)\s*(?:\[?(?:read|continue|view|see) (?:more|reading|full|the full)\b.*)?"
    r"|\b(?:read|continue reading) (?:more|the full (?:story|article)).{0,20})\s*$"
)
_CHARS = re.compile(r"\[\+?(\d+) chars?\]\s*$")
_MOJIBAKE = re.compile(
    r"â€[œ™˜“”¦\x80-\x9f]?|Ã[©¨¤¶¼ŸƒÂ¡-¿\x80-\xbf]|Â[£°©«»\xa0-¿]|ï»¿|Ð[°-¿\x80-\xbf]Ñ|â\x80[\x90-\xaf]"
)
_RULE = re.compile(r"^[ \t]*(?:[=*_#~]{8,}|-{12,})[ \t]*$", re.MULTILINE)
_NUMBERED = re.compile(
    r"^[ \t]*(?:document|article|story|item|dokument|artikel) (?:no\.? ?)?\d+"
    r"(?: (?:of|von|de|sur) \d+)?[ \t]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SHORT = 1_200
_FEW = 3
_MOST = 2_000_000


def suspicions(article: Article) -> Iterator[tuple[str, str]]:
    """What is odd about an article, as pairs of kind and detail.

    Example:
        >>> [kind for kind, _ in suspicions(Article("a", "404 Page not found"))]
        ['no article']
        >>> [kind for kind, _ in suspicions(Article("a", "The council closed the bridge, it … [+4713 chars]"))]
        ['cut off']
    """
    text = article.text
    yield from _no_article(text)
    last = text.strip().rpartition("\n")[2][-200:]
    found = _CUT.search(last)
    if found and (len(last.split()) > _FEW or found[0][0] == "["):
        missing = _CHARS.search(last)
        more = f", {missing[1]} characters are missing" if missing else ""
        yield "cut off", f"it ends with '{' '.join(found[0].split())[-40:]}'{more}"
    elif words := mid_sentence(_story(article)):
        yield "cut off", f"it stops in mid-sentence: '… {words[-60:]}'"
    broken = _MOJIBAKE.findall(text[:_MOST])
    if len(broken) > 1 or (broken and len(text) < 500):
        yield (
            "doubly encoded",
            f"it has '{broken[0]}' and the like {len(broken)} times, as text encoded twice has",
        )
    if lost := text.count("\ufffd"):
        yield "lost characters", f"{lost} character{'' if lost == 1 else 's'} could not be decoded"
    parts = max(len(_RULE.findall(text[:_MOST])), len(_NUMBERED.findall(text[:_MOST])) - 1)
    if parts >= 2:
        yield (
            "several articles",
            f"it may hold {parts + 1} articles: {parts} rules or numbered headings part it",
        )


def _story(article: Article) -> list[str]:
    """The paragraphs of the body; of the whole text where no region is known."""
    bodies = [article.text[one.start : one.end] for one in article.regions if one.name == "body"]
    text = "\n".join(bodies) if article.regions else article.text[:_MOST]
    return [line for line in text.split("\n") if line.strip()]


def _no_article(text: str) -> Iterator[tuple[str, str]]:
    """What a page says that was not there, or not shown."""
    if len(text) >= _SHORT:
        return
    if found := _ERROR.search(text) or _BLOCKED.search(text):
        yield "no article", f"it says '{' '.join(found[0].split())}'"
    elif not any(char.isalnum() for char in text):
        yield "no article", f"it has no word, only '{text.strip()[:20]}'"
    elif len(text.split()) < _FEW and text.isascii():
        yield "very short", f"it has fewer than {_FEW} words: '{' '.join(text.split())[:60]}'"
