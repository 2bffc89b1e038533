"""Pairs of parties for fitting `relations`: reading gold, the part kept back, new pairs from plain texts.

Gold is JSON Lines: {"text": …, "p": [start, end], "q": [start, end], "p_to_q": -1 | 0 | 1, "q_to_p": -1 | 0 | 1}.
"""

from __future__ import annotations

import json
import random
import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from tone_teacher import candidates

from framing.sentences import sentences

TURNED = (0, 2, 1, 4, 3)  # the class of each when the two change places
_ACTIVE = re.compile(r" (?:(has|have|had) )?(\w+ed)((?: the| [A-Z]\w*\.?)*) ?")
CLASSES = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1))  # (earlier party to later, later to earlier)


def read(path: str) -> list[dict]:
    """The pairs of a file, the earlier party as p."""
    made = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        try:
            d = json.loads(line)
            if d["q"][0] < d["p"][0]:
                d["p"], d["q"] = d["q"], d["p"]
                if "p_to_q" in d:
                    d["p_to_q"], d["q_to_p"] = d["q_to_p"], d["p_to_q"]
            d["p"], d["q"] = tuple(d["p"]), tuple(d["q"])
            made.append(d)
        except (ValueError, KeyError, TypeError) as error:
            sys.exit(f"{path}, line {number}: {error}; each line needs text, p and q as [start, end].")
    return made


def class_of(pair: dict) -> int:
    """The number of a pair's class; where both act, the one that stands first in the text."""
    forth, back = pair["p_to_q"], pair["q_to_p"]
    return CLASSES.index((forth, 0) if forth else (0, back))


def kept_back(text: str) -> bool:
    """Whether a text belongs to the tenth that no network is fitted on."""
    return zlib.crc32(text.encode("utf-8")) % 10 == 0


def unlabelled(
    gold: list[dict], texts: list[str], count: int, related: Callable[[list[dict]], list[float]] | None
) -> list[dict]:
    """New pairs: of the texts' sentences, and other pairs of the gold sentences.

    Args:
        gold: the gold pairs.
        texts: files of texts.
        count: how many new pairs.
        related: how likely a pair is related, by a network fitted before; of pairs taken at random few are, so
            two thirds are then those of which it expects most.
    """
    made = []
    for path in texts:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            for sentence in (span.of(text) for span in sentences(text)):
                if 40 < len(sentence) < 400:
                    made += pairs(sentence, 4)
    for text in sorted({d["text"] for d in gold}):
        made += pairs(text, 2)
    random.shuffle(made)
    if related is None:
        return made[:count]
    order = sorted(zip(related(made), range(len(made))), reverse=True)
    chosen = [number for _, number in order[: 2 * count // 3]]
    rest = [number for _, number in order[2 * count // 3 :]]
    return [made[n] for n in chosen + random.sample(rest, min(len(rest), count - len(chosen)))]


def pairs(sentence: str, most: int) -> list[dict]:
    """Up to so many pairs of names and pronouns of a sentence."""
    names, pronouns = candidates(sentence)
    spans = sorted(names + pronouns)
    if len(spans) < 2 or not names:
        return []
    made = set()
    for _ in range(most):
        first, second = sorted(random.sample(spans, 2))
        if first[1] <= second[0] and (first in names or second in names):
            made.add((first, second))
    return [{"text": sentence, "p": p, "q": q} for p, q in sorted(made)]


def turned(pair: dict) -> dict | None:
    """A pair with a plain verb between, in the passive: "P accused Q of it" as "Q was accused by P of it".

    What the later party does to the earlier one is rare in news, so the direction is best learned from sentences
    that differ in nothing else. None where something other than a verb stands between.
    """
    text, (a, b), (c, d) = pair["text"], pair["p"], pair["q"]
    match = _ACTIVE.fullmatch(text[b:c])
    if match is None or text[d : d + 1] in ("'", "’", "-") or text[d : d + 1].isalnum():
        return None
    perfect, verb, title = match.groups()
    helper = random.choice((f"{perfect} been",) if perfect else ("was", "has been", "is being", "had been"))
    first = f"{title} ".lstrip() + text[c:d] if title else text[c:d]
    made = f"{text[:a]}{first} {helper} {verb} by "
    p = (a + len(first) - (d - c), a + len(first))
    q = (len(made), len(made) + b - a)
    new = {"text": made + text[a:b] + text[d:], "p": p, "q": q}
    if "p_to_q" in pair:
        new |= {"p_to_q": pair["q_to_p"], "q_to_p": pair["p_to_q"]}
    if "shares" in pair:
        new["shares"] = [pair["shares"][n] for n in TURNED]
    return new
