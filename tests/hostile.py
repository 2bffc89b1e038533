"""Texts that no journalist writes: shapes repeated to any size, to see that work grows with the length alone."""

from __future__ import annotations

from framing.annotate import Resources, annotate_batches
from framing.article import Article, SetAside

SHAPES = {
    "prose": "The mayor said on Monday that the bridge would be closed for repairs. Critics blamed the city council. ",
    "prose in lines": "The mayor said the bridge was closed.\n\nCritics blamed the city council for it.\n\n",
    "emoji": "😀",
    "emoji apart": "😀 ",
    "emoji words": "happy 😀 people ",
    "rebels": "the rebels' base and ",
    "we wait": '"We wait," he said. ',
    "yes he ran": 'Yes!" he ran ',
    "initials": "J. K. ",
    "who said": "who said Ann Lee, who ",
    "no spaces": "a",
    "no spaces, capitals": "A",
    "capital words": "AB ",
    "a run of names": "Ann Lee Roe ",
    "a run of one name": "Lee ",
    "names in a list": "Ann Lee, Bo Roe, Cy Poe, ",
    "names and roles": "Mayor Ann Lee, the head of the port, ",
    "of the": "of the head of the ",
    "'s": "'s ",
    "owners": "Lee's Roe's ",
    "commas": ",",
    "commas apart": ", ",
    "full stops": ".",
    "full stops apart": ". ",
    "exclamations": "!",
    "questions apart": "? ",
    "ellipses": "... ",
    "digits": "7",
    "numbers": "1,000.5 ",
    "dates": "May 3, 2026, ",
    "hyphens": "-",
    "hyphened": "long-",
    "dashes": "— ",
    "double quotes": '"',
    "double quotes apart": '" ',
    "quoted words": '"so" ',
    "opening quotes": "“",
    "nested quotes": "“‘",
    "single quotes": "'",
    "quotes that turn": "“He ‘said’ ",
    "parentheses": "(",
    "parentheses around": "(a) ",
    "closed brackets": "(Roe) said ",
    "long words": "antidisestablishmentarianism" * 40 + " ",
    "spaces": " ",
    "line ends": "\n",
    "short lines": "a\n",
    "lines of names": "Ann Lee\n",
    "labels": "LEE: No.\n",
    "tabs": "a\t",
    "may": "may ",
    "not": "not good ",
    "very bad": "very bad ",
    "but": "good but bad ",
    "accuse": "accused Roe of lying and ",
    "he blamed her": "he blamed her and she blamed him and ",
    "she said he said": "she said he said ",
    "said": "said ",
    "according to": "according to Ann Lee, according to ",
    "reportedly": "was reportedly accused of being allegedly ",
    "spokesman": "a spokesman for the ministry said that ",
    "the the": "the ",
    "addresses": "https://a.example/b?c=d ",
    "handles": "@roe ",
    "Cyrillic": "Президент сказал, что ",
    "Chinese": "总统说",
    "Arabic": "قال الرئيس ",
    "combining marks": "e\u0301",
    "zero width": "a\u200b",
    "null": "a\x00 ",
    "no letters": "# % & ",
    "contractions": "didn't won't ",
    "abbreviations": "U.S. Gov. ",
    "quoted lines": '"We are glad to go."\n',
    "in her words": "The plan is, in Eva Lund’s words, “a sham”. ",
    "he wrote": "Marta Klein wrote on her page:\n\nThe mayor is a liar.\n\n",
    "neither nor": "neither the mayor nor the governor said whether ",
    "parties": "Ann Lee blamed Bo Roe, who attacked Cy Poe. ",
    "accused by lines": "The union was accused of fraud.\nIt denied that.\n",
    "datelines": "OSLO, May 3 (Reuters) - It rained.\n",
    "glued sentences": "She won.He left.",
}  # fmt: skip
"""A name for each shape, and what is repeated."""


def of_size(name: str, size: int) -> str:
    """A shape repeated to a number of characters.

    Example:
        >>> of_size("may", 10)
        'may may ma'
    """
    piece = SHAPES[name]
    return (piece * (size // len(piece) + 1))[:size]


def annotated(text: str) -> list[str]:
    """Annotate a text as one article, by every layer; what was set aside, and why."""
    aside: list[SetAside] = []
    partly: list[SetAside] = []
    for _ in annotate_batches([Article("a", text)], Resources.load(camps="generic"), aside, None, partly):
        pass
    return [one.reason for one in (*aside, *partly)]
