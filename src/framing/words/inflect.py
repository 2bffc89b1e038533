"""English inflection for word lists: the forms of a verb, a noun or an adjective from its base form."""

from __future__ import annotations

from functools import lru_cache

_VOWELS = "aeiou"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# base: past, participle (one word where they are the same).
_VERBS = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
    arise arose arisen | awake awoke awoken | bear bore borne | beat beat beaten | become became become |
    begin began begun | bend bent | bet bet | bid bid | bind bound | bite bit bitten | bleed bled |
    blow blew blown | break broke broken | breed bred | bring brought | build built | burn burned burnt |
    burst burst | buy bought | cast cast | catch caught | choose chose chosen | cling clung | come came come |
    cost cost | creep crept | cut cut | deal dealt | dig dug | draw drew drawn | dream dreamed dreamt |
    drink drank drunk | drive drove driven | eat ate eaten | fall fell fallen | feed fed | feel felt |
    fight fought | find found | flee fled | fling flung | fly flew flown | forbid forbade forbidden |
    forecast forecast | foresee foresaw foreseen | forget forgot forgotten | forgive forgave forgiven |
    freeze froze frozen | get got gotten | give gave given | go went gone | grind ground | grow grew grown |
    hang hung | have had | hear heard | hide hid hidden | hit hit | hold held | hurt hurt | keep kept |
    know knew known | lay laid | lead led | leap leapt leaped | learn learned learnt | leave left | lend lent
    | let let | lie lied | light lit | lose lost | make made | mean meant | meet met | mislead misled |
    mistake mistook mistaken | overthrow overthrew overthrown | overcome overcame overcome | pay paid |
    plead pleaded pled | put put | quit quit | read read | rid rid | ride rode ridden | ring rang rung |
    rise rose risen | run ran run | say said | see saw seen | seek sought | sell sold | send sent | set set |
    shake shook shaken | shed shed | shine shone | shoot shot | show showed shown | shrink shrank shrunk |
    shut shut | sing sang sung | sink sank sunk | sit sat | slay slew slain | sleep slept | slide slid |
    sling slung | slink slunk | slit slit | speak spoke spoken | speed sped | spend spent | spin spun |
    spit spat | split split | spread spread | spring sprang sprung | stand stood | steal stole stolen |
    stick stuck | sting stung | stink stank stunk | stride strode stridden | strike struck stricken |
    string strung | strive strove striven | swear swore sworn | sweep swept | swell swelled swollen |
    swim swam swum | swing swung | take took taken | teach taught | tear tore torn | tell told | think thought
    | throw threw thrown | thrust thrust | tread trod trodden | understand understood |
    undergo underwent undergone | undermine undermined | uphold upheld | upset upset | wake woke woken |
    wear wore worn | weave wove woven | weep wept | win won | wind wound | withdraw withdrew withdrawn |
    withhold withheld | wreak wreaked | wring wrung | write wrote written
    """.replace("\n", "|").split("|")
    if line.strip()
}

_NOUNS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth",
    "mouse": "mice", "goose": "geese", "life": "lives", "wife": "wives", "knife": "knives", "wolf": "wolves",
    "thief": "thieves", "half": "halves", "leaf": "leaves", "shelf": "shelves",
    "crisis": "crises", "thesis": "theses",
    "hypothesis": "hypotheses", "analysis": "analyses", "basis": "bases", "oasis": "oases",
    "parenthesis": "parentheses", "criterion": "criteria", "phenomenon": "phenomena",
    "medium": "media", "datum": "data", "stratum": "strata",
    "vermin": "vermin", "series": "series", "species": "species", "means": "means", "aircraft": "aircraft",
    "jihadi": "jihadis", "echo": "echoes", "hero": "heroes", "potato": "potatoes", "veto": "vetoes",
    "embargo": "embargoes", "torpedo": "torpedoes", "mosquito": "mosquitoes", "self": "selves", "elf": "elves",
}  # fmt: skip

# Verbs of several syllables that double their last letter: the stress lies on the last.
_DOUBLING = _words(
    """
    admit commit permit submit omit emit transmit refer prefer infer defer confer deter incur occur recur concur
    rebel expel compel repel propel dispel impel control patrol regret begin abet forget upset equip handicap
    kidnap worship acquit rebut embed input format program outfit overlap label travel cancel model quarrel
    signal fuel level rival total marshal pummel shovel swivel tunnel unravel bedevil cavil
    """
)

_STRESSED = _words("rebel expel compel repel propel dispel impel control patrol")


@lru_cache(maxsize=1)
def irregular_pasts() -> frozenset[str]:
    """Past forms that no rule makes and that differ from their base: 'took', not 'put'; no bare participles.

    Example:
        >>> {"took", "said"} <= irregular_pasts(), {"taken", "put", "found"} & irregular_pasts() == {"found"}
        (True, True)
    """
    return frozenset(forms[0] for base, forms in _VERBS.items() if forms and forms[0] != base)


def _cvc(word: str) -> bool:
    """Whether a last consonant is doubled: "stop" and "admit", not "visit", "look" or "fix"."""
    if len(word) < 3 or word[-1] in "aeiouwxy" or word[-2] not in _VOWELS or word[-3] in _VOWELS:
        return word in _DOUBLING or (
            len(word) > 3 and word.startswith("qu") and word[-1] not in "aeiouwxy" and word[-3] == "u"
        )
    syllables = sum(a not in _VOWELS and b in _VOWELS for a, b in zip(" " + word, word, strict=False))
    return syllables == 1 or word in _DOUBLING


def _s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    if word.endswith("c"):
        return word + "ked"
    return word + (word[-1] if _cvc(word) else "") + "ed"


def _ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return word[:-1] + "ing"
    if word.endswith("c"):
        return word + "king"
    return word + (word[-1] if _cvc(word) else "") + "ing"


def _past(word: str) -> frozenset[str]:
    for base in (
        word,
        *(word[len(p) :] for p in ("over", "under", "out", "re", "mis", "un") if word.startswith(p)),
    ):
        if base in _VERBS:
            return frozenset(word[: len(word) - len(base)] + form for form in _VERBS[base])
    return frozenset((_ed(word),))


def _spellings(word: str, made: frozenset[str]) -> frozenset[str]:
    """Both spellings where British and American English differ: labelled and labeled, criticised and criticized."""
    both = set(made)
    if word.endswith("l") and word in _DOUBLING and word not in _STRESSED:
        both |= {form.replace("lled", "led").replace("lling", "ling") for form in made}
    if word.endswith(("ise", "yse")) and len(word) > 6:
        both |= {_american(form) for form in made}
    return frozenset(both)


def _american(form: str) -> str:
    for tail in ("ised", "ising", "ises", "ise", "ysed", "ysing", "yses", "yse"):
        if form.endswith(tail):
            return form[: -len(tail)] + tail.replace("s", "z", 1)
    return form


def _compared(word: str) -> frozenset[str]:
    if word.endswith("y") and len(word) > 3 and word[-2] not in _VOWELS:
        return frozenset((word[:-1] + "ier", word[:-1] + "iest"))
    if word.endswith("e"):
        return frozenset((word + "r", word + "st"))
    stem = word + (word[-1] if _cvc(word) else "")
    return frozenset((stem + "er", stem + "est"))


@lru_cache(maxsize=20_000)
def forms(word: str, kind: str) -> frozenset[str]:
    """The inflected forms of a base form, itself included where the kind has it.

    Args:
        word: lower case.
        kind: `v` all forms of a verb, `vs` present, `ved` past and participle, `ving`; `n` singular and
            plural; `a` an adjective with comparative and superlative.

    Raises:
        ValueError: for another kind.

    Example:
        >>> sorted(forms("admit", "v")), sorted(forms("crisis", "n"))
        (['admit', 'admits', 'admitted', 'admitting'], ['crises', 'crisis'])
    """
    if not word:
        raise ValueError("an inflected word has at least one letter.")
    if kind == "v":
        return forms(word, "vs") | forms(word, "ved") | forms(word, "ving")
    if kind == "vs":
        third = {"have": "has", "be": "is"}.get(word) or (word + "es" if word.endswith("o") else _s(word))
        return _spellings(word, frozenset((word, third)))
    if kind == "ved":
        return _spellings(word, _past(word))
    if kind == "ving":
        return _spellings(word, frozenset((_ing(word),)))
    if kind == "n":
        for tail in _NOUNS:
            if word == tail or (
                len(word) > len(tail) and word.endswith(tail) and tail in ("man", "woman", "child", "person")
            ):
                if word.endswith(("human", "german", "roman", "norman")):
                    break
                return frozenset((word, word[: len(word) - len(tail)] + _NOUNS[tail]))
        return frozenset((word, _s(word)))
    if kind == "a":
        return frozenset((word,)) | _compared(word)
    raise ValueError(f"unknown inflection '/{kind}'; allowed are /v, /vs, /ved, /ving, /n and /a.")
