"""A sentence that a student has written: does it say who accuses?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from framing.article import Article
from framing.classroom.hints import Hint
from framing.classroom.judging import SMALL
from framing.statement import ACCUSING
from framing.study.measures import NAMINGS, naming
from framing.text import Document

_NOBODY = re.compile(r"^\W*(?:nobody|no[ -]?one|none|not a single \w+|neither)\b", re.IGNORECASE)

_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:of|for|the|and|[A-Z][\w’'-]*))*")

_CROWD = re.compile(
    r"^\W*(?:according to\s+)?(?:some|many|several|most|critics|experts|observers|people|sources|officials|residents|"
    r"witnesses|it (?:is|was|has)|they|others)\b",
    re.IGNORECASE,
)

_OPENERS = {
    "according",
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "after",
    "when",
    "as",
    "it",
    "this",
    "that",
    "there",
}

_TITLES = {"mr", "mrs", "ms", "dr"}

_HARDER = "Now the harder question: is it true? A name without proof is worse than none."


def check(sentence: object, targets: Iterable[str], camps: Any = None) -> Hint:
    """Whether a sentence names somebody who accuses.

    The suite reads the sentence; where it is not sure who speaks, a name that stands before the one who is accused
    will do, and the student is told that it was not sure.

    Args:
        sentence: what the student wrote.
        targets: who is accused in the story.
        camps: of the lesson.
    """
    if not isinstance(sentence, str) or not sentence.strip():
        return Hint(False, ("Write a sentence that says who accuses, then look again.",))
    if _NOBODY.search(sentence):
        return Hint(False, ("In this sentence nobody accuses. Begin with somebody who does.",))
    rows = _read(sentence, camps)
    accusing = [row for row in rows if row.act in ACCUSING and row.made]
    blamed = {word for target in targets for word in _words(target)}
    best = min(accusing, key=lambda row: NAMINGS.index(naming(row.speaker_type, row.speaker)), default=None)
    if best is not None and naming(best.speaker_type, best.speaker) == NAMINGS[3]:
        return Hint(False, ("Still no accuser: the verb is passive, or stands for a deed of nobody. "
                            "Begin the sentence with the one who accuses.",))  # fmt: skip
    if best is not None and naming(best.speaker_type, best.speaker) == NAMINGS[2]:
        return Hint(False, (f"Somebody accuses now (“{best.speaker or 'someone'}”), but has no name. "
                            "Could a reader ring them up? Give a name.",))  # fmt: skip
    if best is not None:
        return Hint(True, (f"The suite finds an accuser with a name: {best.speaker}.", _HARDER))
    if not any(row.made for row in rows) and rows:
        return Hint(False, ("The sentence says what somebody did not say. Who accuses, and of what?",))
    about = bool(blamed & _words(sentence))
    named = [row for row in rows if row.made and naming(row.speaker_type, row.speaker) in NAMINGS[:2]]
    said = next((row for row in named if not _words(str(row.speaker)) & blamed), None)
    if said is not None and about:
        return Hint(True, (f"The suite finds somebody with a name who says it: {said.speaker}.", _HARDER))
    before = _name_before(sentence, blamed)
    if before and not rows and about:
        return Hint(True, (f"There is a name before the one who is accused: {before}. The suite is not sure of the "
                           "verb. Is it they who accuse?", _HARDER))  # fmt: skip
    if not rows:
        return Hint(False, ("The suite finds nobody who says anything. Who says so, and with which verb?",))
    verbs = ", ".join(f"“{row.verb}”" for row in rows if row.verb) or "no verb that it knows"
    return Hint(False, (f"Somebody speaks ({verbs}), but accuses nobody. Which verb accuses or criticises?",))


def _read(sentence: str, camps: Any) -> list[Any]:
    from framing.attribution.sequence import Tagger
    from framing.layers.statements import statements

    (rows,) = statements([Document(Article("rewrite", sentence))], tagger=Tagger.load(), camps=camps)
    return list(rows)


def _name_before(sentence: str, blamed: set[str]) -> str:
    """A name that stands before the first word of who is accused; empty where there is none, or a crowd stands there.

    Example:
        >>> _name_before("The UN slammed Russia.", {"russia"}), _name_before("Some say Russia did it.", {"russia"})
        ('UN', '')
    """
    if _CROWD.search(sentence):
        return ""
    for match in _NAME.finditer(sentence):
        words = [word for word in match[0].split() if word.lower() not in _OPENERS]
        if words and _words(" ".join(words)) & blamed:
            return ""
        if words and words[0][0].isupper():
            return " ".join(words)
    return ""


def _words(text: str) -> set[str]:
    """The words of a name that may stand for it, without the small ones and a possessive ending.

    Example:
        >>> sorted(_words("the Russia’s army"))
        ['army', 'russia']
    """
    found = re.findall(r"[^\W_]+(?:-\w+)*", re.sub(r"['’]s\b", "", text.lower()))
    return {word for word in found if word not in SMALL and word not in _TITLES}
