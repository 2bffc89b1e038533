"""The charges of a corpus in sentences: how many articles print them, with which accuser and which answer."""

from __future__ import annotations

from collections.abc import Sequence

from framing.show.words import number, part, single, upper
from framing.study.prose import listed
from framing.study.same_charge import Printing, SameCharge

ANSWERS = {
    "denies": "prints a denial",
    "defends": "prints a defence",
    "admits": "prints an admission",
    "declined": "says that the accused declined to answer",
    "no_comment": "says that the accused did not comment",
    "not_reached": "says that the accused was not reached",
}
"""What an article prints of an answer, by the reply of the tables."""


def charged(found: SameCharge) -> str:
    """One charge in a sentence: how many print it, who names an accuser, who prints an answer.

    Args:
        found: from `framing.study.same_charge.same_charges`.

    Example:
        >>> one = Printing("a", "Echo", "Bridge shut", "", "Lee", "Lee accused Roe.", "denies", "", True, 0.9)
        >>> other = Printing("b", "Post", "Roe", "", None, "Roe was accused.", "none", "", True, 0.9)
        >>> charged(SameCharge("Roe", (one, other)))
        '2 articles of 2 outlets. An accuser is named in 1 of 2: Echo. An answer was found in 1 of 2: Echo.'
    """
    whole = found.articles
    from_ = f" of {found.outlets} outlets" if found.outlets > 1 else ""
    named = [one for one in found.printings if one.accuser is not None]
    answered = [one for one in found.printings if one.answered]
    return (
        f"{whole} articles{from_}. An accuser is named in {_part(named, whole)}. "
        f"An answer was found in {_part(answered, whole)}."
    )


def _part(some: Sequence[Printing], whole: int) -> str:
    if not some or len(some) == whole:
        return "none" if not some else "all of them"
    outlets = list(dict.fromkeys(one.outlet for one in some if one.outlet))
    return f"{len(some)} of {whole}" + (f": {listed(outlets)}" if outlets else "")


def answer(one: Printing) -> str:
    """What an article prints of an answer, as the end of a row.

    Example:
        >>> answer(Printing("a", "", "", "", None, "", "none", "", True, 0.9))
        'No answer to this was found; the accused is quoted or paraphrased in the article.'
    """
    if one.reply in ANSWERS:
        return f"{upper(ANSWERS[one.reply])}."
    if one.speaks:
        return "No answer to this was found; the accused is quoted or paraphrased in the article."
    return "No answer and no statement of the accused was found."


def over_all(found: Sequence[SameCharge], articles: int) -> str:
    """How many charges several articles print, in a sentence or two.

    Args:
        found: the charges.
        articles: how many there are in all.

    Example:
        >>> over_all([], 9)
        'No charge was found that more than one of the nine articles prints.'
        >>> one = Printing("a", "Echo", "", "", "Lee", "", "denies", "", True, 0.9)
        >>> over_all([SameCharge("Roe", (one, one, one))], 9)
        'One charge was found that several articles print; all three articles name its accuser, and all three print an
        answer.'
    """
    if not found:
        those = (
            f"more than one of the {number(articles)} articles prints"
            if articles > 2
            else "both articles print"
        )
        return f"No charge was found that {those}."
    if len(found) == 1:
        [one] = found
        name = "names" if single(one.named, one.articles) else "name"
        named = part(one.named, one.articles, "article")
        if one.answered == one.named:
            answered = f"and {named.removesuffix(' articles').removesuffix(' article')}"
        else:
            answered = f"and {part(one.answered, one.articles, 'article')}"
        prints = "prints" if single(one.answered, one.articles) else "print"
        return (
            f"One charge was found that several articles print; {named} {name} its accuser, {answered} {prints} an "
            "answer."
        )
    mixed = [one for one in found if 0 < one.named < one.articles]
    denied = [one for one in found if 0 < one.answered < one.articles]
    say = number if max(len(found), len(mixed), len(denied)) <= 12 else "{:,}".format
    told = []
    if mixed:
        told.append(f"{say(len(mixed))} with an accuser in one and none in another")
    if denied:
        told.append(f"{say(len(denied))} with an answer in one and none in another")
    rest = f", {listed(told)}" if told else ""
    return f"{upper(say(len(found)))} charges were found that several articles print{rest}."
