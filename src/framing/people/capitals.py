"""Runs of capitalised words, found where they stand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from framing.people.classes import FUNCTION, LIFT, OPENERS, ORGANISATION, PARTICLES, SUFFIXES, VERBISH
from framing.people.division import COURTESY, Cut, cut_run
from framing.text import Document
from framing.words import gazetteer
from framing.words.gazetteer import noun
from framing.words.rules import Weights
from framing.words.tables import WordSet, derived

_OF = WordSet("people", "takes_of")
_REPORTS = WordSet("people", "clause_word")
_MODALS = WordSet("function", "modal")
_CLAUSES = WordSet("function", "possessive", "subject_pronoun", "be", "do", "have")


@derived
def _inside() -> frozenset[str]:
    """What may stand inside a name besides words with a capital."""
    return frozenset([*PARTICLES, *". , of for & and".split()])


@dataclass(frozen=True)
class Shouted:
    """From which share of words with a capital on a block is in title case; own judgement on headlines of many houses.

    Args:
        block: of a block.
        sentence: of a short block that ends as a sentence does: one full of names and titles is none.
    """

    block: float = 0.75
    sentence: float = 0.95


SHOUTED = Weights("people.title_case", Shouted())


@dataclass(slots=True)
class Run:
    """A run of capitalised words where it stands."""

    positions: list[int]  # the words of the run; marks inside it are left out
    last: int  # the word after the run
    cut: Cut
    block: int


class Scanner:
    """Finds the runs of capitals of one document.

    Args:
        doc: the article; only the regions that tell the story are read.
    """

    def __init__(self, doc: Document) -> None:
        self.forms = doc.words.forms
        self.lower = doc.words.lower
        # whoever differs from its lower case has a capital somewhere; most words are ruled out so
        self.capitals = [
            i for i, (form, small) in enumerate(zip(self.forms, self.lower, strict=True))
            if form != small and form[0].isupper()
        ]  # fmt: skip
        self.blocks: list[tuple[int, int, bool]] = []  # first word, last word, whether all have capitals
        for span, _ in doc.story:
            inside = doc.words.within(span)
            if len(inside):
                self.blocks.append((inside.start, inside.stop, self._title_case(inside.start, inside.stop)))
        self.common = frozenset(self.forms)
        self.inner: set[str] = set()  # words with a capital where none is due

    def runs(self) -> list[Run]:
        """The runs of all blocks but those in which every word has a capital."""
        found: list[Run] = []
        for number, (first, last, title_case) in enumerate(self.blocks):
            if not title_case:
                self._find_runs(first, last, number, found)
        return found

    def _title_case(self, first: int, last: int) -> bool:
        """Whether nearly all words of a block have a capital, as in headlines of some houses."""
        capitals = bisect_left(self.capitals, last) - bisect_left(self.capitals, first)
        if 5 * capitals < 2 * (last - first) or last - first < 4:
            return False
        long = [
            form for form in self.forms[first : min(last, first + 200)] if len(form) > 3 and form[0].isalpha()
        ]
        share = SHOUTED.now.block
        if self.forms[last - 1] in (".", "!", "?", "”", '"') and last - first < 24:
            share = SHOUTED.now.sentence
        if len(long) > 3:
            return sum([form[0].isupper() for form in long]) > share * len(long)
        return self._short_headline(first, last)

    def _short_headline(self, first: int, last: int) -> bool:
        """Whether a short line opens the story and has capitals throughout, also on a word that only joins others."""
        words = [k for k in range(first, last) if self.forms[k][0].isalpha()]
        joins = any(self.lower[k] in FUNCTION or self.lower[k] in VERBISH for k in words[1:])
        opens = first == 0 and self.forms[last - 1] not in (".", "!", "?", "”", '"', ":")
        return opens and joins and all(self.forms[k][0].isupper() for k in words)

    def _find_runs(self, first: int, last: int, block: int, runs: list[Run]) -> None:
        forms, lower = self.forms, self.lower
        inside = _inside()
        done = first
        for start in self.capitals[bisect_left(self.capitals, first) : bisect_left(self.capitals, last)]:
            if start < done:
                continue
            positions = [start]
            k = start + 1
            while k < last and len(positions) < 14:
                form = forms[k]
                if form[0].isupper():
                    positions.append(k)
                    k += 1
                    continue
                if form not in inside and "-" not in form:
                    break
                before = forms[k - 1]
                after = forms[k + 1] if k + 1 < last else ""
                if (form == "." and len(before) == 1 and after[:1].isupper()) or (
                    form == "," and after.lower() in SUFFIXES
                ):
                    k += 1
                elif (
                    (
                        form in PARTICLES
                        and before[0].isupper()
                        and before.lower() not in FUNCTION
                        and (
                            after[:1].isupper()
                            or (after in PARTICLES and k + 2 < last and forms[k + 2][0].isupper())
                        )
                    )
                    or (form in PARTICLES and before in PARTICLES and after[:1].isupper())
                    or (
                        form.startswith(("al-", "el-", "bin-", "ul-"))
                        and len(form) > 4
                        and form[3:4].isupper()
                    )
                ):
                    positions.append(k)
                    k += 1
                elif (
                    form in ("of", "for")
                    and (before.lower() in _OF or (form == "of" and any(forms[p] == "of" for p in positions)))
                    and (
                        after[:1].isupper() or (after == "the" and k + 2 < last and forms[k + 2][0].isupper())
                    )
                ):
                    positions.append(k)
                    if after == "the":
                        positions.append(k + 1)
                    k = positions[-1] + 1
                elif (
                    form in ("&", "and")
                    and after[:1].isupper()
                    and (form == "&" or self._one_body(positions, k, last))
                ):
                    positions.append(k)
                    k += 1
                else:
                    break
            done, positions = self._one_name(k, positions)
            if not positions:
                continue
            k = done
            if len(positions) == 1 and lower[start] in FUNCTION and forms[start] != "US":
                continue
            initial = start == first or forms[start - 1] in OPENERS
            self.inner.update([forms[p] for p in (positions[1:] if initial else positions)])
            if initial:
                self._trim_initial(positions)
                if not positions:
                    continue
            cut = cut_run(tuple([forms[p] for p in positions]))
            if cut.kind != "none":
                runs.append(Run(positions, k, cut, block))

    def _one_name(self, last: int, positions: list[int]) -> tuple[int, list[int]]:
        """Where a run that is a headline glued to its text ends: "Cory Booker Says Any Serious Plan Has to Include".

        What stands before its reporting verb is a name; before another word that no name has inside, nothing is.
        """
        for at, word in enumerate(positions[1:] if len(positions) > 2 else (), 1):
            if not self.forms[word].istitle() or self.lower[word] in _MODALS:
                continue
            if self.lower[word] in _REPORTS:
                return word, positions[:at]
            if self.lower[word] in _CLAUSES:
                return last, []
        return last, positions

    def _one_body(self, positions: list[int], at: int, last: int) -> bool:
        """Whether "and" stands inside the name of a body: "Health and Human Services"."""
        forms, names = self.forms, gazetteer.given_names()
        end = at + 1
        while end < last and end - at < 5 and forms[end][0].isupper():
            end += 1
        if any(forms[p] in names for p in positions) or any(form in names for form in forms[at + 1 : end]):
            return False
        if any(forms[p] == "of" for p in positions):  # "the Department of Housing and Urban Development"
            return end <= at + 3 and not any(form.lower() in ORGANISATION for form in forms[at + 1 : end])
        cue = any(form.lower() in ORGANISATION for form in forms[at + 2 : end])
        return cue and not any(self.lower[p] in ORGANISATION for p in positions)

    def _trim_initial(self, positions: list[int]) -> None:
        """A sentence's first word is no name merely for its capital."""
        head = self.forms[positions[0]]
        word = self.lower[positions[0]]
        if word in FUNCTION or head in gazetteer.given_names() or word in COURTESY or word in PARTICLES:
            return
        if len(positions) == 1:
            if word in self.common or noun(word) is not None or word in LIFT:
                del positions[0]
            return
        known = noun(word)
        if (word in self.common or word.endswith("ly")) and known is None and word not in LIFT | ORGANISATION:
            del positions[0]
