"""Counts in words: one style within a phrase, the right plural, and names that a sentence can bear."""

from __future__ import annotations

import re
from datetime import datetime

from framing.words.tables import derived, rows

_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


def number(count: int) -> str:
    """A count as a word up to twelve, as digits beyond.

    Example:
        >>> number(2), number(1300)
        ('two', '1,300')
    """
    return _WORDS[count] if 0 <= count < len(_WORDS) else f"{count:,}"


def some(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    Example:
        >>> some(1, "statement"), some(0, "hedge"), some(3, "body", "bodies")
        ('one statement', 'no hedges', 'three bodies')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def figures(count: int, one: str, many: str = "") -> str:
    """A count in digits with its noun.

    Example:
        >>> figures(1, "sentence"), figures(1200, "story", "stories")
        ('1 sentence', '1,200 stories')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def of(count: int, whole: int) -> str:
    """A part of a whole: both in words while the whole has a word, else both in digits.

    Example:
        >>> of(4, 4), of(0, 10), of(7, 12), of(7, 14), of(0, 14)
        ('four of four', 'none of ten', 'seven of twelve', '7 of 14', 'none of 14')
    """
    first = "none" if not count else number(count) if whole < len(_WORDS) else f"{count:,}"
    return f"{first} of {number(whole)}"


def part(count: int, whole: int, one: str, many: str = "") -> str:
    """A part of known things as the subject of a sentence; it takes a plural verb except where one is meant.

    Example:
        >>> [part(n, m, "claim") for n, m in ((1, 1), (2, 2), (3, 3), (1, 3))]
        ['the one claim', 'both claims', 'all three claims', 'one of the three claims']
        >>> [part(n, m, "claim") for n, m in ((0, 1), (0, 2), (0, 5), (6, 14))]
        ['not the one claim', 'neither of the two claims', 'none of the five claims', '6 of the 14 claims']
    """
    many = many or one + "s"
    if whole == 1:
        return f"the one {one}" if count else f"not the one {one}"
    if count == whole:
        return f"both {many}" if whole == 2 else f"all {number(whole)} {many}"
    if not count and whole == 2:
        return f"neither of the two {many}"
    return f"{of(count, whole).replace(' of ', ' of the ', 1)} {many}"


def ranged(least: int, most: int, whole: int, one: str, many: str = "") -> str:
    """A part of known things that may be fewer, as the subject of a sentence; as `part` where it is certain.

    Example:
        >>> ranged(8, 9, 20, "claim"), ranged(0, 2, 5, "claim"), ranged(3, 3, 3, "claim")
        ('8 to 9 of the 20 claims', 'up to two of the five claims', 'all three claims')
    """
    if least == most:
        return part(most, whole, one, many)
    noun = f"the {number(whole)} {one if whole == 1 else many or one + 's'}"
    if not least:
        most_told = number(most) if whole < len(_WORDS) else f"{most:,}"
        return f"perhaps {noun}" if whole == 1 else f"up to {most_told} of {noun}"
    told = f"{number(least)} to {number(most)}" if whole < len(_WORDS) else f"{least:,} to {most:,}"
    return f"{told} of {noun}"


def single(count: int, whole: int) -> bool:
    """Whether `part` takes the verb in the singular.

    Example:
        >>> single(1, 3), single(1, 1), single(0, 3), single(2, 3)
        (True, True, True, False)
    """
    return count == 1 or whole == 1 or not count


def day(when: datetime) -> str:
    """A day as a reader writes it, with the hour where it has one.

    Example:
        >>> day(datetime(2026, 3, 1)), day(datetime(2026, 3, 1, 9, 5))
        ('1 March 2026', '1 March 2026, 09:05 UTC')
    """
    clock = f", {when.strftime('%H:%M')} UTC" if (when.hour, when.minute) != (0, 0) else ""
    return f"{when.day} {when.strftime('%B %Y')}{clock}"


def upper(sentence: str) -> str:
    """A sentence with its first letter made large."""
    return sentence[:1].upper() + sentence[1:]


_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some several many all both no every each".split()
)
_PRONOUNS = frozenset(
    "i you he she it we they me him us them who whom someone somebody anyone anybody everyone everybody nobody "
    "one others himself herself itself themselves what which there".split()
)
_SMALL = frozenset("of the and for in on de la van von der den al el bin ibn du des di da".split())


def target(name: str | None) -> str | None:
    """Whom something is held against, where a sentence can say it: a name or a noun with its article; else None.

    Example:
        >>> [target(t) for t in ("Russia", "The council", "the EU", "Bank of Weir", "FSB")]
        ['Russia', 'the council', 'the EU', 'Bank of Weir', 'FSB']
        >>> target("United States")
        'the United States'
        >>> [target(t) for t in ("union", "you", "You", "THE ADMINISTRATION", "state officials", "", None)]
        [None, None, None, None, None, None, None]
    """
    words = re.findall(r"[^\W_][\w'’.-]*", name or "")
    if not words or len(words) > 8 or words[0].lower() in _PRONOUNS:
        return None
    flat = " ".join((name or "").split())
    if len(words) > 1 and flat.isupper():
        return None  # a line in capitals: nobody can tell names from words
    if words[0].lower() in _DETERMINERS:
        return (
            words[0].lower() + flat[len(words[0]) :] if len(words) > 1 and flat.startswith(words[0]) else None
        )
    proper = [w for w in words if w.lower() not in _SMALL]
    if not proper or not all(w[0].isupper() or w[0].isdigit() for w in proper):
        return None
    return f"the {flat}" if flat in _with_article() else flat


@derived
def _with_article() -> frozenset[str]:
    """The names that a sentence gives an article, though a table has them without."""
    return frozenset(row.word for row in rows("with_article"))


def within(words: str) -> str:
    """Words of an article as they stand inside quotation marks: marks of their own are single, and closed.

    Example:
        >>> within("She said “we will not …"), within('He called it "a disgrace" twice')
        ('She said ‘we will not …’', 'He called it ‘a disgrace’ twice')
    """
    flat = re.sub(r'"(?=\w)|“', "‘", words)
    flat = re.sub(r'"|”', "’", flat)
    return flat + "’" if flat.count("‘") > len(re.findall(r"’(?!\w)", flat)) else flat
