"""Words of roles and bodies as the rules of camps read them."""

from __future__ import annotations

import re

from framing.words.gazetteer import noun
from framing.words.tables import WordSet, derived

# Words for what people do that say nothing of the side: whom they do it for decides.
NEUTRAL = WordSet("camps", "office without a side")


STATE = WordSet("camps", "state class")


SPLIT = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?(?:[-'’][^\W_]+)*")


def name_runs(text: str) -> list[str]:
    """Every run of capitalised words in a role, longest first, and its last words."""
    words = [m.group().removesuffix("'s").removesuffix("’s") for m in SPLIT.finditer(text[:200])]
    found = []
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if words[start][:1].isupper() and words[end - 1][:1].isupper() and end - start <= 6:
                found.append(" ".join(words[start:end]))
    return sorted(found, key=len, reverse=True)


_AFTER_HEAD = WordSet("camps", "after the head noun")


# Words that make a leader, a whip or a secretary an officer of the state.
STATELY = WordSet("camps", "stately")


SPOKES = WordSet("camps", "spokesperson")


VAGUE_BODIES = WordSet("camps", "vague body")


@derived
def head_of(text: str) -> str:
    """The head noun of a role or an unnamed speaker, lower case, in its own number."""
    words = text.lower().split()
    head = ""
    for at, word in enumerate(words):
        bare = word.strip(",.;:()\"“”'’")
        if (at and bare in _AFTER_HEAD) or (head and head.endswith("'s") and not bare):
            break
        if bare:
            before, head = head, bare
            if bare == "general" and (known := noun(before)) is not None and known.camp_class != "military":
                head = before  # "attorney general", not "Major General"
                break
        if word.endswith(","):
            break
    return head


def plain_words(text: str) -> list[str]:
    """The words in lower case, without possessives and closing full stops."""
    return [
        m.group().lower().rstrip(".").removesuffix("'s").removesuffix("’s")
        for m in SPLIT.finditer(text[:200])
    ]


TOP_JOB = re.compile(
    r"\bvice[ -]presidents? (?:of|for) (?!the\b)[a-z]+"
    r"|\bchief executive(?! of (?:the )?(?:city|county|council))|\bmanaging director\b|\bc[eft]o\b"
    r"|\bchief (?:operating|financial|marketing|technology|commercial|product|information|risk|revenue"
    r"|investment|people) officer\b|\b(?:operations|sales|finance|commercial|marketing) director\b"
)


STATE_LAWYER = re.compile(
    r"\bprosecut|\battorneys? general\b|\bsolicitor general\b"
    r"|\b(?:district|county|city|state|federal|u\.?s\.?) attorneys?\b"
)


PARTY = re.compile(
    r"\b(?:Labour|Conservatives?|Tory|Tories|Liberal Democrats?|Lib Dems?|Republicans?|Democrats?|Democratic|GOP"
    r"|SNP|Reform UK|Plaid Cymru|Sinn F[ée]in|DUP|UKIP|AfD|CDU|CSU|SPD|Social Democrats?|Christian Democrats?"
    r"|Greens|National Rally|BJP)\b(?! Republic| Republic of)"
)


LEGISLATIVE = re.compile(
    r"\b(?:[Ff]loor|[Mm]ajority|[Mm]inority) (?:[Ll]eader|[Ww]hip)\b|\b(?:Sen|Rep)\.|\bRep\b|\bSen\b"
    r"|\b[Ss]peaker of\b|\b(?:House|Senate|Commons|parliamentary|parliament) (?:[Ss]peaker|leader)\b"
    r"|\b[Mm]embers? (?:of (?:the )?"
    r"(?:[Pp]arliament|Congress|House|Senate|Knesset|Bundestag|Duma|[Aa]ssembly)|for [A-Z])"
    r"|\b[Ss]tate [Rr]epresentative\b"
    r"|^(?:[A-Z][\w.]+ )?Representative\b(?! (?:of|for|to|from)\b)"  # a title before the name, as "Rep."
)


MINISTERS = WordSet("camps", "minister")


RUNNERS = WordSet("camps", "candidate")


LAWYERS = WordSet("camps", "lawyer")


CAMPAIGN = WordSet("camps", "campaign")
