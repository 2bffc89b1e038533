"""A statement told again in the words in which the article prints it: who, the verb, and what follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from framing.people.likeness import same_party, telling
from framing.words.rules import Weights
from framing.words.tables import WordSet

if TYPE_CHECKING:
    from framing.spans import Place
    from framing.study.said import Said


@dataclass(frozen=True, slots=True)
class Room:
    """How long a retold statement may be.

    Args:
        most: words after the verb; a longer one is cut where a clause ends, or not told.
        least: words after the verb under which a cut says too little.
        subject: words of who says it.
    """

    most: int = 22
    least: int = 2
    subject: int = 9


ROOM = Weights("study.printed", Room())
_PERSONAL = WordSet("findings", "pronoun")
_NEARNESS = WordSet("findings", "deictic")
_AUXILIARIES = WordSet("findings", "auxiliary")
_FRONT = WordSet("findings", "front")
_OPEN_ENDS = WordSet("findings", "open end")
_NO_PARTY = WordSet("findings", "no party")
_NOT_SAID = WordSet("findings", "not said")
_TAKES_OBJECT = WordSet("findings", "takes object")
_NO_OBJECT = WordSet("findings", "no object")
_OF_WHAT = WordSet("findings", "of what")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_CLAUSE_END = re.compile(
    r",(?=\s)|;|:(?=\s)|\s[-–—]\s|\.(?=\s+[A-Z“\"])|\s(?=(?:before|after|because|when|while|until|although|though|who|which|"
    r"whose|where|but|in\s+order\s+to|that\s+ha[sd]|and\s+(?:said|called|urged|told|warned|added|asked|says|calls|urges|asks|warns))\b)"
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"'})


@dataclass(frozen=True, slots=True)
class Retold:
    """A statement as a clause of the article's own words.

    Args:
        who: the subject, with its article where the article has one; "" where nobody is named.
        verb: as printed, without auxiliaries, so that it stands behind any subject.
        rest: what follows it, quotation marks made alike.

    Example:
        >>> str(Retold("the army", "accused", "the rebels of looting"))
        'the army accused the rebels of looting'
    """

    who: str
    verb: str
    rest: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.who, self.verb, self.rest) if part)


_POINTING = re.compile(r"(?:this|that|these|those)\s+(?:[“\"‘']|(?:an?|the|in|on|as)\s)", re.IGNORECASE)
"""A pronoun that points back stands alone before a quotation."""


def retold(said: Said) -> Retold | None:
    """An indirect or mixed statement in its own words; None where they would not make a clause that stands alone.

    What is left out: direct speech, passives, contents in pieces, subjects that only their sentence explains, and
    what is longer than `ROOM` allows and has no end of a clause before that.
    """
    if said.cue is None or said.kind == "direct" or said.nobody or len(said.content) != 1:
        return None
    (start, end) = said.content[0]
    between = said.page.text[said.cue[1] : start].split()
    if start < said.cue[1] or len(between) > _ASIDE or any(not word.isalpha() for word in between):
        return None
    if _POINTING.match(said.slice((start, end))):
        return None
    who, verb = subject(said), _verb(said.slice(said.cue))
    if verb and between:
        verb = " ".join([verb, *between])  # "told jurors"
    rest = shortened(clean(said.slice((start, end))), allowed=_known(said))
    if not who or not verb or not rest or _lacks_object(verb, rest):
        return None
    return Retold(who, verb, _told_in_full(said, rest))


def passive(said: Said) -> str | None:
    """A charge that nobody makes, as printed: "The company has been accused of theft"; None where unclear.

    Only a plain passive counts, with an auxiliary and what the charge is right after the verb: "was criticised in the
    report" has an accuser, and "a man accused of theft" mostly has one elsewhere.
    """
    if said.cue is None or not said.nobody or not said.content:
        return None
    cue = clean(said.slice(said.cue))
    words = cue.lower().split()
    after = [place for place in said.content if place[0] >= said.cue[1]]
    finite = words and words[0] in _AUXILIARIES and words[0] not in _NOT_SAID
    if not finite or words[-1] not in ("of", "for", "over") or len(after) != 1:
        return None
    inner = {word for word in words[1:-1] if word in WordSet("findings", "agent")}
    rest = shortened(clean(said.slice(after[0])))
    if inner or not rest or re.search(r"\bby\b", cue):
        return None
    starts = [start for start, end in said.page.sentences if start <= said.cue[0] < end]
    before = clean(said.page.text[starts[0] : said.cue[0]]) if starts else ""
    short = (
        0 < len(before.split()) <= _SHORT_SUBJECT
        and "," not in before
        and before.count("“") == before.count("”")
    )
    name = target_of(said, (starts[0], said.cue[0])) if starts else ""
    if short:
        return f"{before} {cue} {rest}"
    many = words[0] in ("are", "were", "have") and not _several(name.split()[-1] if name else "")
    return f"{name} {cue} {rest}" if name and not many else None


def clean(text: str) -> str:
    """Printed words in one line with one kind of quotation marks, whatever house style they came in.

    Example:
        >>> clean('trying to "fire\\nand rehire"'), clean("of ‘doing politics’ over the union’s dead")
        ('trying to “fire and rehire”', 'of “doing politics” over the union’s dead')
    """
    flat = " ".join(text.split()).translate(_QUOTES)
    flat = re.sub(r"(?<!\w)[‘'](?=\w)([^‘]*?)(?<=[\w.,!?])[’'](?!\w)", r'"\1"', flat)
    opened = False
    made = []
    for letter in flat:
        if letter == '"':
            made.append("”" if opened else "“")
            opened = not opened
        else:
            made.append("’" if letter == "'" else letter)
    return re.sub(r"[.,]”$", "”", "".join(made).strip(" ,;:"))


def shortened(text: str, *, allowed: frozenset[str] = frozenset()) -> str:
    """Printed words cut to what stands alone: no open quotation, no pronoun that nothing in sight explains.

    Args:
        text: as `clean` makes it.
        allowed: pronouns that the clause itself explains.

    Example:
        >>> shortened("the board of leaking the result before his sample was opened")
        'the board of leaking the result'
        >>> shortened("it of lying")
        ''
    """
    need = ROOM.now
    ends = [found.start() for found in _CLAUSE_END.finditer(text)] + [len(text)]
    for end in reversed(ends):
        part = re.sub(r"[.,]”$", "”", text[:end].rstrip(" ,;:–—-."))
        words = [word.lower() for word in _WORD.findall(part)]
        whole = part.count("“") == part.count("”") and part.count("(") == part.count(")")
        plain = re.sub(r"“[^”]*”", "", part)
        loose = {word.lower() for word in _WORD.findall(plain)} & (set(_PERSONAL) | set(_NEARNESS)) - allowed
        # "…, and that international fugitives": a clause that has only begun when a relative one cuts it off.
        begun = end < len(text) and "that" in words[-_BEGUN:]
        closed = whole and not begun and words and words[-1] not in _OPEN_ENDS
        if closed and need.least <= len(words) <= need.most and not loose:
            return part
    return ""


@lru_cache(maxsize=1024)
def _verb(cue: str) -> str:
    """The verb of a cue without what stands before it: "has repeatedly accused" is "accused"."""
    words = clean(cue).split()
    low = [word.lower() for word in words]
    if any(word in _NOT_SAID or word.endswith("n’t") for word in low):
        return ""
    while words and (words[0].lower() in _AUXILIARIES or words[0].lower() in _FRONT):
        words = words[1:]
    # "the movement allowing", "avoids condemning": a participle makes no clause, and may say the contrary.
    if not 0 < len(words) <= 2 or not words[0].islower() or any(word.endswith("ing") for word in words):
        return ""
    return " ".join(words)


def _lacks_object(verb: str, rest: str) -> bool:
    """Whether a verb that takes whom it is against has nobody behind it: "a senator opposed to drilling"."""
    following = _WORD.findall(rest.lower())
    if verb.split()[-1] not in _TAKES_OBJECT:
        return False
    return not following or following[0] in _NO_OBJECT or (verb in _OF_WHAT and "of" not in following)


def _known(said: Said) -> frozenset[str]:
    """The pronouns that mean the speaker or whom the statement is about."""
    if said.naming == "body":
        return frozenset(("it", "its", "itself", "their"))
    return frozenset(("them", "their", "they", "its") if said.naming == "unnamed" else ("its",))


def subject(said: Said) -> str:
    """Who says it, as a subject that any reader of one sentence understands; "" where there is none."""
    if said.naming == "named":
        name = said.speaker or ""
        words = name.split()
        proper = 1 < len(words) <= 5 and all(w[:1].isupper() or w in _SMALL for w in words)
        return name if proper and not name.isupper() and not any(c.isdigit() for c in name) else ""
    if said.naming == "body":
        return party(said.speaker or "", said.page.text)
    return _group(said)


_SMALL = frozenset("of the and for de la van von der den al el bin ibn du des di da &".split())


def party(name: str, text: str) -> str:
    """A body as the article writes it in a sentence: with "the" where it has one there; "" for what is no name.

    Example:
        >>> text = "The army fled. Voltara paid. The United Nations met the mayor."
        >>> party("army", text), party("Voltara", text), party("United Nations", text), party("KHARTOUM", "KHARTOUM: x")
        ('the army', 'Voltara', 'the United Nations', '')
    """
    flat = " ".join(name.split())
    bare = re.sub(r"^(?:the|a|an)\s+", "", flat, flags=re.IGNORECASE)
    words = bare.split()
    if (
        not words
        or len(words) > ROOM.now.subject
        or bare[:1].isdigit()
        or set(map(str.lower, words)) & set(_NO_PARTY)
    ):
        return ""
    if bare.isupper() and len(bare) > _SHOUTED:
        return ""
    places = list(re.finditer(rf"(?<!\w){re.escape(bare)}(?![\w-])", text, re.IGNORECASE))
    led = sum(bool(re.search(r"\bthe\s+$", text[: place.start()][-6:], re.IGNORECASE)) for place in places)
    if words[-1].islower():
        indefinite = re.match(r"(?:a|an)\s", flat)
        if indefinite and not led:
            return flat
        return f"the {bare}" if led else bare if _several(words[-1]) and len(words) < _LONG_GROUP else ""
    return f"the {bare}" if places and 2 * led > len(places) else bare


def _several(noun: str) -> bool:
    return (noun.endswith("s") and not noun.endswith(("ss", "us", "is"))) or noun in ("police", "people")


_LONG_GROUP = 4
"""From so many words on, a phrase without an article is a headline's rather than a sentence's."""

_SHORT_SUBJECT = 5
"""A longer subject of a passive is told by its name."""

_BEGUN = 4
"""A clause that opened so few words before a cut has no verb yet."""

_ASIDE = 3
"""So many words may stand between a verb and what is said: "told jurors that"."""

_SHOUTED = 5
"""Capitals beyond this are a headline or a dateline rather than the initials of a body."""


def _group(said: Said) -> str:
    """A person or group without a name, where its phrase stands by itself: "three environmental groups"."""
    printed = clean(said.slice(said.source)).split(",")[0].split("(")[0].strip()
    words = printed.split()
    if not words or len(words) > ROOM.now.subject or printed.isupper():
        return ""
    low = [word.lower() for word in words]
    if set(low) & (set(_NO_PARTY) | set(_PERSONAL) | set(_NEARNESS)) or low[0].endswith("ing"):
        return ""
    leads = low[0] in WordSet("findings", "determiner") or (len(low) < 4 and low[-1].endswith("s"))
    if not leads or not (len(words) > 1 or low[0].endswith("s")):
        return ""
    # "Clinton supporters" keep their capital, "Residents" that only open a sentence do not.
    own = re.search(rf"[a-z,] {re.escape(words[0])}(?!\w)", said.page.text) and words[0][:1].isupper()
    return printed if own else printed[:1].lower() + printed[1:]


def _told_in_full(said: Said, rest: str) -> str:
    """What follows the verb with the accused's full name in the place of a short one that stands first."""
    name = said.target or ""
    full = party(name, said.page.text) if name and not name.islower() else ""
    found = re.match(
        r"(?:the\s+)?(?:(?:Mr|Mrs|Ms|Dr|Cllr|Sir|Dame)\.?\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*", rest
    )
    if not full or found is None or rest.lower().startswith(full.lower()):
        return rest
    short = found.group()
    last = short.split()[-1] == name.split()[-1] and short.lower().startswith("the ")
    if not last and not (same_party(short, name) and telling(short) <= telling(name)):
        return rest
    return full + rest[found.end() :]


def target_of(said: Said, within: Place | None = None) -> str:
    """Whom a statement holds something against, as a party that a sentence can name; "" where that is unsure.

    Args:
        said: an accusing statement.
        within: where the target must stand by one of its telling words; its own content where None.
    """
    name = said.target or ""
    places = [within] if within is not None else list(said.content)
    printed = " ".join(said.slice(place) for place in places)
    if not name or not telling(name) & telling_all(printed):
        return ""
    return party(name, said.page.text)


def telling_all(text: str) -> frozenset[str]:
    """Every word of a text in the form that `telling` compares.

    Example:
        >>> "rebel" in telling_all("The rebels fled")
        True
    """
    return frozenset(word for piece in _WORD.findall(text) for word in telling(piece))
