"""The class in one figure: who marked what, guesses against counts, agreement, before and after, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from framing.classroom.gathering import Collected, typical
from framing.classroom.pack import NOBODY
from framing.classroom.texts import resource
from framing.page.page import shell
from framing.show.html import esc
from framing.study import readers
from framing.study.prose import count, listed

NAMES = {"mark": "Words of doubt and certainty", "loaded": "Loaded words", "accusers": "Words that accuse"}

_KINDS = {"source": "Who is the source?", "named": "Is anybody named?", "sure": "How sure is it?"}

_MISSED = "The suite marks it. Is it easy to miss, or is the suite wrong?"
_FOUND = "The suite does not mark it. The class may be right: what does it limit or judge?"

_MANY, _FEW = 0.5, 0.2  # of those who mark: what counts as the class having it, and as the class missing it


def class_page(found: Collected) -> str:
    """The answers of a class as one page, to project and to print.

    Args:
        found: from `framing.classroom.gathering.collect`.
    """
    parts = [f"<h1>{esc(found.public['title'])}</h1>", f'<p class="answer">{_opening(found)}</p>']
    tasks = [task for task in NAMES if task in found.public["tasks"]]
    parts += [_heat(found, task) for task in tasks]
    if "predict" in found.public["tasks"]:
        parts.append(_guesses(found))
    if "accusers" in tasks:
        parts.append(_accusers(found))
    parts += [_learned(found), _sentences(found), _aside(found)]
    body = '<div class="wrap">' + "\n".join(part for part in parts if part) + "</div>"
    return shell(
        f"The class: {found.public['title']}", body, brand="Who says so?", css=resource("class.css").strip(),
        description="What a class marked in one story, how far it agrees, and what it learned.",
    )  # fmt: skip


def agreement_told(found: readers.Estimate) -> str:
    """Alpha with its interval, and in a sentence what it means.

    The bounds are those of Krippendorff (2019): from .80 on rely on it, below .667 draw no conclusion.

    Example:
        >>> agreement_told(readers.Estimate(0.412, 0.3, 0.5, 24))
        'The 24 who marked anything agree to an alpha of 0.41 (0.30 to 0.50), where 1 is full agreement and 0 is chance:
        they share some marks, but too few to say what “the class” marks.'
    """
    meant = (
        "the class reads these words alike." if found.low >= 0.8 else
        "the class mostly marks the same words; look at those where it differs." if found.value >= 0.667 else
        "they share some marks, but too few to say what “the class” marks." if found.value >= 0.2 else
        "they hardly share a mark. Talk about what counts as one, and mark again."
    )  # fmt: skip
    told = f"an alpha of {found.value:.2f} ({found.low:.2f} to {found.high:.2f})".replace("-", "−")
    return f"The {found.of} who marked anything agree to {told}, where 1 is full agreement and 0 is chance: {meant}"


def _opening(found: Collected) -> str:
    told = f"{count(len(found.answers), 'student')} handed in."
    if found.set_aside:
        told += f" {count(len(found.set_aside), 'file or line was', 'files or lines were')} set aside; see the end."
    if found.solutions is None:
        told += " What the suite marks is not shown: that takes the teacher’s word (--word)."
    return esc(told)


def _heat(found: Collected, task: str) -> str:
    counts, marking = found.counts(task), len(found.runs(task))
    head = f"<h2>{NAMES[task]}</h2>"
    if not marking:
        return f'<section class="part">{head}<p>Nobody has marked anything yet.</p></section>'
    agreed = found.agreement(task)
    told = (
        agreement_told(agreed) if agreed else "One student marked anything, so there is nothing to compare."
    )
    blank = len(found.answers) - marking
    if blank:
        told += f" {count(blank, 'student has', 'students have')} no mark here and "
        told += f"{'is' if blank == 1 else 'are'} left out of it."
    suite = {word for first, last in found.suite(task) for word in range(first, last + 1)}
    lines, number = [], 0
    for place in found.public["places"]:
        line: list[str] = []
        for before, word in place["pieces"]:
            # Words side by side that as many students mark carry their number once, at the end.
            same = (
                number + 1 < len(counts)
                and counts[number + 1] == counts[number]
                and len(line) + 1 < len(place["pieces"])
            )
            line.append(esc(before) + _word(word, counts[number], marking, number in suite, shown=not same))
            number += 1
        lines.append(f"<h3>{esc(place['name'])}</h3><p>{''.join(line)}{esc(place['rest'])}</p>")
    levels = ("a fifth or fewer", "two fifths", "three fifths", "four fifths", "nearly all")
    key = "".join(f'<li><mark class="h{n}">word</mark> {name}</li>' for n, name in enumerate(levels, 1))
    if suite:
        key += '<li><mark class="suite">word</mark> the suite marks it</li>'
    story = f'<div class="heat" lang="{esc(found.public["lang"])}" dir="auto">{"".join(lines)}</div>'
    return (
        f'<section class="part">{head}<p class="answer">{esc(told)}</p><ul class="key">{key}</ul>{story}'
        f"{_differences(found, task, counts, marking)}</section>"
    )


def _word(word: str, marked: int, marking: int, suite: bool, *, shown: bool) -> str:
    if not marked and not suite:
        return esc(word)
    level = f"h{max(1, ceil(5 * marked / marking))}" if marked else ""
    kinds = " ".join(one for one in (level, "suite" if suite else "") if one)
    number = f"<sup>{marked}</sup>" if marked and shown else ""
    return f'<mark class="{kinds}">{esc(word)}{number}</mark>'


def _differences(found: Collected, task: str, counts: Sequence[int], marking: int) -> str:
    """Where the class and the suite differ, and who may be right."""
    if found.solutions is None:
        return ""
    rows = []
    suite = found.suite(task)
    for first, last in suite:
        marked = sum(any(a <= last and first <= b for a, b in runs) for runs in found.runs(task))
        if marked <= _FEW * marking:
            rows.append((found.said((first, last)), marked, _MISSED))
    covered = {word for first, last in suite for word in range(first, last + 1)}
    run: list[int] = []
    for number in range(len(counts) + 1):
        many = number < len(counts) and counts[number] >= _MANY * marking and number not in covered
        if many and (not run or found.groups[number] == found.groups[run[0]]):
            run.append(number)
        elif run:
            said = found.said((run[0], run[-1]))
            rows.append((said, max(counts[n] for n in run), _FOUND))
            run = [number] if many else []
    if not rows:
        return (
            "<p>Where half of the class or more marks a word, so does the suite, and the other way round.</p>"
        )
    return f"<h3>Where the class and the suite differ</h3>{_table(('Words', 'Students', 'Ask'), rows)}"


def _guesses(found: Collected) -> str:
    rows = []
    for side, guesses, told in found.guesses():
        middle = f"{typical(guesses):g} ({min(guesses):g} to {max(guesses):g})" if guesses else "–"
        counted = "–" if told is None else f"{told:.1f}"
        way = "" if told is None or not guesses else _way(typical(guesses), told)
        rows.append((side, middle, counted, way))
    head = (
        "Side",
        "Guess of the class, of ten statements (lowest to highest)",
        "The suite counts, of ten",
        "So",
    )
    return f'<section class="part"><h2>Guesses and counts</h2>{_table(head, rows)}</section>'


def _way(guess: float, told: float) -> str:
    """Whether a side speaks more or less than guessed.

    Example:
        >>> _way(2, 7.7), _way(5, 5.4)
        ('speaks more than guessed', 'as guessed')
    """
    return (
        "as guessed"
        if abs(guess - told) <= 1
        else f"speaks {'more' if told > guess else 'less'} than guessed"
    )


def _accusers(found: Collected) -> str:
    rows = []
    for run, known, named in found.accusers():
        told = ", ".join(f"{_who(who)} {many}" for who, many in named.most_common()) or "nobody marked it"
        suite = (
            "–" if found.solutions is None else "finds no accusation there" if known is None else _who(known)
        )
        rows.append((found.said(run), told, suite))
    if not rows:
        return ""
    table = _table(("Words", "The class says", "The suite says"), rows)
    return f'<section class="part"><h2>Who accuses?</h2>{table}</section>'


def _who(who: str) -> str:
    return {NOBODY: "the story does not say", "": "no answer", "?": "somebody else"}.get(who, who)


def _learned(found: Collected) -> str:
    before, after = found.scores()
    head = '<section class="part"><h2>Before and after</h2>'
    if len(before) < 2:
        return f"{head}<p>Fewer than two students answered both short tests, so no gain can be told.</p></section>"
    gained, size = readers.gain(before, after), readers.effect(before, after)
    meant = (
        "so the class knows more than before, on these questions" if gained.low > 0 else
        "so the class knows less than before, on these questions" if gained.high < 0 else
        "which may be chance: the interval holds 0"
    )  # fmt: skip
    told = (
        f"Of three questions, {gained.of} students have {sum(before) / len(before):.1f} right before and "
        f"{sum(after) / len(after):.1f} after: {gained.value:+.2f} ({gained.low:.2f} to {gained.high:.2f}), {meant}."
    )
    if size is not None:
        told += f" In standard deviations that is {size.value:.2f} ({size.low:.2f} to {size.high:.2f})."
    told += " Without a class that had no lesson, it cannot be told how much of it is practice."
    rows = [(_KINDS[kind], f"{first} of {of}", f"{second} of {of}")
            for kind, (first, second, of) in found.right_by_kind().items()]  # fmt: skip
    table = _table(("Question", "Right before", "Right after"), rows)
    return f'{head}<p class="answer">{esc(told.replace("-", "−"))}</p>{table}</section>'


def _sentences(found: Collected) -> str:
    lines = [answer.rewrite.strip() for answer in found.answers if answer.rewrite.strip()]
    if not lines:
        return ""
    listed_lines = "".join(f'<li dir="auto">{esc(line)}</li>' for line in lines)
    return f'<section class="part"><h2>Written again</h2><ol class="said">{listed_lines}</ol></section>'


def _aside(found: Collected) -> str:
    if not found.set_aside:
        return ""
    rows = [(one.source, one.reason) for one in found.set_aside]
    return f'<section class="part"><h2>Set aside</h2>{_table(("What", "Why"), rows)}</section>'


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    top = "".join(f'<th scope="col">{esc(name)}</th>' for name in head)
    lines = "".join(
        "<tr>" + "".join(f'<td dir="auto">{esc(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    label = esc(f"Table: {listed(list(head))}")
    return (
        f'<div class="scroll" role="region" aria-label="{label}" tabindex="0"><table><thead><tr>{top}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )
