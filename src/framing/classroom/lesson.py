"""A lesson on one article: predict, mark by hand, compare, rewrite; with hints and no answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from framing.article import Span
from framing.classroom import rewriting, slips
from framing.classroom.hints import Hint
from framing.classroom.judging import meets, too_many
from framing.classroom.texts import resource
from framing.layers.registry import marked
from framing.show.html import Html, esc
from framing.study import agreement
from framing.study.measures import NAMINGS, UNASSIGNED, Measured, documents, rows_of
from framing.study.prose import listed
from framing.study.select import only
from framing.study.study import Study

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables

NOBODY = frozenset(resource("nobody.txt").split("\n")) - {""}
"""What a student may write for an accuser who is not there."""

SUITE = "the suite"
"""The name under which the suite's own marks stand beside those of the class."""

_ASK = {
    "hedge": "a word that limits how far a claim goes",
    "weasel": "words that give a claim a crowd or a role instead of a name",
    "booster": "a word that makes a claim sound surer",
    "evidential": "a word that says where a claim comes from, without saying that it is so",
}


@dataclass(frozen=True)
class Place:
    """A paragraph of the story and what the class calls it: `headline`, `caption 1`, `paragraph 3`."""

    name: str
    span: Span


@dataclass(frozen=True)
class Lesson:
    """One article as a class works on it. Make one with `begin`.

    Args:
        study: with one article in focus.
    """

    study: Study

    @property
    def text(self) -> str:
        """The article's text."""
        return self.study.focus.text

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The paragraphs of the story with their names; a caption that is there twice counts once."""
        ((_, doc),) = documents(self._tables)
        story, captions = [], set()
        for span, region in doc.story:
            told = re.sub(r"\s*\([^()]*\)\s*$", "", span.of(self.text)).casefold()
            if region != "caption" or told not in captions:
                story.append((span, region))
            if region == "caption":
                captions.add(told)
        regions = Counter(region for _, region in story)
        seen: Counter[str] = Counter()
        found = []
        for span, region in story:
            seen[region] += 1
            numbered = f"{region} {seen[region]}" if regions[region] > 1 else region
            found.append(Place(f"paragraph {seen[region]}" if region == "body" else numbered, span))
        return tuple(found)

    @cached_property
    def _tables(self) -> Tables:
        return self.study.tables.only([self.study.focus.id])

    @property
    def measured(self) -> Measured:
        """The measures of the article."""
        return self.study.of(self.study.focus.id).measured

    @property
    def words(self) -> int:
        """The words of the story."""
        return int(self.measured.articles["words"].sum())

    def marked_by_suite(self, layer: str) -> list[Span]:
        """The suite's marks of a layer, in the order of the text."""
        return sorted({Span(int(row.start), int(row.end)) for row in self._shown(layer)})

    def _shown(self, layer: str) -> list[Any]:
        """The rows of a layer that lie in what the class reads."""
        spans = [place.span for place in self.places]
        return [row for row in rows_of(self._tables[layer])
                if any(span.start <= row.start < span.end for span in spans)]  # fmt: skip

    def clause(self, row: Any) -> Span:
        """From the first to the last character of an accusation's cue and content."""
        return _extent(row)

    def page(self) -> Html:
        """The story as a page with names for its paragraphs and nothing marked.

        Example:
            >>> from framing.article import Article, Corpus
            >>> from framing.tables import Tables
            >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "Tea & cake.", "words": 2}]})
            >>> print(begin(Study(Corpus((Article("a", "Tea & cake."),)), tables)).page())
            <div class="prose" lang="en"><p style="margin:0 0 .8em"><b>paragraph 1</b><br>Tea &amp; cake.</p></div>
        """
        gap = 'style="margin:0 0 .8em"'
        rows = [f"<p {gap}><b>{esc(p.name)}</b><br>{esc(p.span.of(self.text))}</p>" for p in self.places]
        return Html(
            f'<div class="prose" lang="{esc(self.study.focus.language or "en")}">{"".join(rows)}</div>'
        )

    def sides(self) -> list[str]:
        """The camps that a statement can belong to, without a count."""
        return [camp for camp in self.study.of(self.study.focus.id).camp_order if camp != UNASSIGNED]

    def sides_heard(self) -> list[str]:
        """The camps that a statement of this article belongs to."""
        return [camp for camp in self.study.of(self.study.focus.id).speaking if camp != UNASSIGNED]

    def predict(self, guesses: Mapping[str, float]) -> Hint:
        """Compare guesses with the count: of every ten statements, how many does each camp make?

        Args:
            guesses: camp to a number from 0 to 10; together about 10.

        Returns:
            A hint that says for each camp whether it speaks more or less than guessed.
        """
        if not isinstance(guesses, Mapping):
            return Hint(False, (f"Give each side a number, in braces: {{{self.sides()[0]!r}: 5, ...}}."
                                if self.sides() else "Give each side a number, in braces.",))  # fmt: skip
        table = self.measured.statements
        if table.empty:
            return Hint(
                True, ("The suite finds no statement in this article: nobody is said to say anything.",)
            )
        known = {name.lower(): name for name in self.sides()}
        problems = [
            f"“{name}” is no side here; the sides are {', '.join(self.sides())}."
            for name in guesses
            if str(name).lower() not in known
        ]
        problems += [
            f"{value!r} for {name} is no number from 0 to 10."
            for name, value in guesses.items()
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 10
        ]
        if problems:
            return Hint(False, tuple(problems))
        total = sum(guesses.values())
        if not 9 <= total <= 11:
            return Hint(False, (f"Your numbers must add up to ten; now they add up to {total:g}.",))
        counts = Counter(table["camp"])
        lines = []
        for name, guess in guesses.items():
            told = 10 * counts[known[name.lower()]] / len(table)
            away = told - guess
            word = "about as much as" if abs(away) <= 1 else "more than" if away > 0 else "less than"
            much = "much " if abs(away) > 3 else ""
            lines.append(f"{name}: speaks {much if abs(away) > 1 else ''}{word} you guessed.")
        lines.append(f"The suite counts {len(table)} statements. Run the next cell and look.")
        return Hint(True, tuple(lines), head="Your guess is in.")

    def check_hedges(self, words: Iterable[str]) -> Hint:
        """Hold a student's list of hedges against the suite's marks.

        Args:
            words: words or phrases as they stand in the story.

        Returns:
            A hint: what is not in the story, what the suite does not mark, and in which paragraph to look.
        """
        amiss = slips.list_slip(words)
        if amiss:
            return Hint(False, (amiss,))
        return self.judge_hedges(*self._find(words))

    def judge_hedges(self, given: Mapping[str, Sequence[Span]], slips: Sequence[str] = ()) -> Hint:
        """Hold marks of hedges against the suite's.

        Args:
            given: the words of each mark, and where they stand.
            slips: what could not be found, a sentence each.
        """
        wanted, lines = self._shown("hedges"), list(slips)
        if not given and not lines:
            first = [self.place_of(int(row.start)) for row in sorted(wanted, key=lambda row: int(row.start))]
            body = [name for name in first if name.startswith("paragraph")] or first
            where = f" Begin with {body[0]}." if body else ""
            return Hint(
                not wanted, (f"Your list is empty.{where}" if wanted else "There is nothing to find here.",)
            )
        marked = [span for spans in given.values() for span in spans]
        if much := too_many(self.text, marked, [place.span for place in self.places]):
            return Hint(False, (f"You have marked {much[0]} of {much[1]} words. Take off each mark that you cannot "
                                "give a reason for.",))  # fmt: skip
        for word, spans in given.items():
            if not any(self._meets(span, row) for span in spans for row in wanted):
                near = any(
                    span.overlaps(Span(int(row.start), int(row.end))) for span in spans for row in wanted
                )
                lines.append(
                    f"“{word}”: there is something there, but mark all of it, and no more." if near else
                    f"“{word}”: the suite does not mark it. Say in a sentence what it limits; "
                    "if you can, you may be right and the suite wrong."
                )  # fmt: skip
        missed = [row for row in wanted if not any(self._meets(span, row) for span in marked)]
        if not given:
            return Hint(False, tuple(lines))  # first the slip of the pen; where to look would say nothing new
        lines.insert(0, f"You share {len(wanted) - len(missed)} of the suite's {len(wanted)} marks.")
        for where, rows in self._rows_in_places(missed).items():
            asked = sorted({_ASK.get(str(row.category), "a word of certainty or doubt") for row in rows})
            lines.append(f"Look at {where} again for {' and '.join(asked)}.")
        return Hint(not missed, tuple(lines))

    def _meets(self, span: Span, row: Any) -> bool:
        return meets(self.text, span, Span(int(row.start), int(row.end)))

    def check_accusers(self, answers: Mapping[str, str]) -> Hint:
        """Hold a student's accusations and accusers against the suite's.

        Args:
            answers: the words that accuse or criticise, as they stand in the story, to the accuser as the
                story names it, or `nobody`.

        Returns:
            A hint that says for each whether the suite agrees, and in which paragraph one is missing.
        """
        amiss = slips.mapping_slip(answers)
        if amiss:
            return Hint(False, (amiss,))
        given, lines = self._find(answers)
        return self.judge_accusers(given, {words: str(answers[words] or "") for words in given}, lines)

    def judge_accusers(
        self, given: Mapping[str, Sequence[Span]], answers: Mapping[str, str], slips: Sequence[str] = ()
    ) -> Hint:
        """Hold marks of accusations, and who accuses, against the suite's.

        Args:
            given: the words of each mark, and where they stand.
            answers: the words of each mark to the accuser.
            slips: what could not be found, a sentence each.
        """
        accusing = only(self.measured, accusing=True).statements
        rows = {row.statement_id: row for row in rows_of(accusing)}
        lines = list(slips)
        found: set[int] = set()
        right = True
        for words, spans in given.items():
            hit = [row for row in rows.values() if any(span.overlaps(_extent(row)) for span in spans)]
            near, hit = hit, [row for row in hit if any(self._names(span, row) for span in spans)]
            if near and not hit:
                right = False
                lines.append(
                    f"“{words}”: you are close. Copy the words that accuse, and what the accusation is."
                )
                found |= {row.statement_id for row in near}
                continue
            if not hit:
                right = False
                lines.append(
                    f"“{words}”: the suite finds no accusation there. Who is held responsible, and for what?"
                )
                continue
            row = min(hit, key=lambda row: len(_extent(row)))
            found.add(row.statement_id)
            who = answers[words].strip()
            if self._same_accuser(who, row):
                lines.append(f"“{words}”: the suite sees it as you do.")
            else:
                right = False
                lines.append(f"“{words}”: {self._about_accuser(who, row)}")
        missed = [row for number, row in rows.items() if number not in found]
        if lines and not given:
            return Hint(False, tuple(lines))  # first the slip of the pen
        for row in missed:
            where = self.place_of(int(row.start))
            lines.append(f"Look at {where} again: somebody is held responsible for something there.")
        if not rows and not lines:
            lines.append("The suite finds no accusation in this article.")
        return Hint(right and not missed and bool(given or not rows), tuple(lines))

    def _names(self, span: Span, row: Any) -> bool:
        """Whether words name an accusation: the verb that accuses, or most of the clause."""
        cue = Span(int(row.cue_start), int(row.cue_end)) if _present(row.cue_start) else None
        return meets(self.text, span, _extent(row), core=cue)

    def marks(self, words: Iterable[str]) -> list[Span]:
        """The places of a list of words in the story; words that are not there are left out."""
        return sorted({span for spans in self._find(words)[0].values() for span in spans})

    def compare(self, readers: Mapping[str, Sequence[str]], layer: str = "hedges") -> pd.DataFrame:
        """Hold the marks of the whole class against one another and against the suite.

        Args:
            readers: name of a student to her list of words.
            layer: the suite's marks to stand beside them: a layer that marks words, as hedges or loaded.

        Returns:
            Every pair of readers with shared marks, F1 and kappa (see `framing.study.agreement`).

        Raises:
            ValueError: for another layer.
        """
        return agreement.readers(self._story, self._readers(readers, layer))

    def alpha(self, readers: Mapping[str, Sequence[str]], layer: str = "hedges") -> float:
        """Krippendorff's alpha of the class by word, the suite among the readers."""
        return agreement.alpha(agreement.by_word(self._story, self._readers(readers, layer)))

    def agreement_told(self, readers: Mapping[str, Sequence[str]], layer: str = "hedges") -> str:
        """The agreement of all readers as a sentence, with what Krippendorff (2019) makes of such a number."""
        marked = [name for name, words in readers.items() if self.marks(words)]
        if not marked:
            return "Nobody has marked a word of the story yet, so there is nothing to compare."
        value = self.alpha(readers, layer)
        judged = "reliable" if value >= 0.8 else "good enough for careful conclusions" if value >= 0.667 else (
            "too low for conclusions: talk about what counts as a mark, and mark again"
        )  # fmt: skip
        return f"Krippendorff’s alpha of {listed([*marked, SUITE])} is {value:.2f}: {judged}.".replace(
            "-", "−"
        )

    def check_rewrite(self, sentence: str) -> Hint:
        """Whether the suite finds a named accuser in a sentence that a student has written.

        Args:
            sentence: an accusation of the story, written so that it says who accuses.
        """
        targets = [
            str(row.target) for row in rows_of(only(self.measured, accusing=True).statements) if row.target
        ]
        return rewriting.check(sentence, targets, self.study.camps)

    @property
    def _story(self) -> str:
        """The text with everything that is no story blanked out, so that offsets stay true."""
        kept = [" "] * len(self.text)
        for place in self.places:
            kept[place.span.start : place.span.end] = place.span.of(self.text)
        return "".join(kept)

    def _readers(self, readers: Mapping[str, Sequence[str]], layer: str) -> dict[str, list[Span]]:
        if layer not in marked():
            raise ValueError(
                f"there are no marks of '{layer}' to compare with; allowed are {', '.join(marked())}."
            )
        # Two empty lists would agree perfectly, and say nothing.
        found = {name: spans for name, words in readers.items() if (spans := self.marks(words))}
        found[SUITE] = self.marked_by_suite(layer)
        return found

    def _find(self, words: Iterable[str]) -> tuple[dict[str, list[Span]], list[str]]:
        """Each word's places in the story, and a sentence for each that is not there."""
        found: dict[str, list[Span]] = {}
        problems = []
        for word in [words] if isinstance(words, str) else words:  # a word without its brackets is one word
            if not isinstance(word, str) or not slips.stripped(word):
                continue
            pattern = slips.pattern(word)
            spans = [
                Span(*match.span())
                for place in self.places
                for match in pattern.finditer(self.text, place.span.start, place.span.end)
            ]
            if spans:
                found[word] = spans
            else:
                near = slips.meant(word, self._story)
                problems.append(f"“{word}” does not stand in the story. "
                                + (f"Did you mean “{near}”?" if near else "Copy it letter by letter."))  # fmt: skip
        return found, problems

    def place_of(self, offset: int) -> str:
        """The name of the paragraph in which an offset lies."""
        return next(
            (p.name for p in self.places if p.span.start <= offset < p.span.end), "the page around the story"
        )

    def _rows_in_places(self, rows: Iterable[Any]) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for row in sorted(rows, key=lambda row: int(row.start)):
            found.setdefault(self.place_of(int(row.start)), []).append(row)
        return found

    def _same_accuser(self, who: str, row: Any) -> bool:
        nobody = bool(row.naming == NAMINGS[3])
        if _plain(who) in NOBODY:
            return nobody
        return not nobody and _shares_a_name(who, self._source(row))

    def _source(self, row: Any) -> str:
        written = ""
        if _present(row.source_start):
            written = self.text[int(row.source_start) : int(row.source_end)]
        return f"{row.speaker or ''} {row.role or ''} {written}"

    def _about_accuser(self, who: str, row: Any) -> str:
        if not who:
            return "who accuses? Write the name from the story, or nobody."
        if _plain(who) in NOBODY:
            return "the suite finds somebody who accuses. Read the whole sentence, and the one before it."
        if row.target and _shares_a_name(who, str(row.target)):
            return f"“{who}” is the one who is accused. Who accuses?"
        if row.naming == NAMINGS[3]:
            return "does the sentence really say who accuses? Look for the word by."
        return "the suite reads another accuser there. Who is the subject of the verb?"


def begin(study: Study) -> Lesson:
    """Begin a lesson on the article in focus.

    Args:
        study: from `framing.notebook.params.open_study`.

    Raises:
        ValueError: where the corpus holds no article.
    """
    return Lesson(study.of(study.focus.id))


def _plain(who: str) -> str:
    """An accuser as it is looked up among the words for nobody."""
    return " ".join(who.lower().strip(" .!“”\"'").split())


def _present(value: Any) -> bool:
    return str(value) not in ("<NA>", "None", "nan")


def _extent(row: Any) -> Span:
    """From the first to the last character of a statement's cue and content."""
    edges = [(int(span["start"]), int(span["end"])) for span in row.content or ()]
    if _present(row.cue_start):
        edges.append((int(row.cue_start), int(row.cue_end)))
    edges = edges or [(int(row.start), int(row.start) + 1)]
    return Span(min(start for start, _ in edges), max(end for _, end in edges))


def _shares_a_name(one: str, other: str) -> bool:
    """Whether two ways of naming somebody share a word that is more than an article or a title."""
    small = {"the", "a", "an", "of", "mr", "mrs", "ms", "dr", "and", "for", "in"}
    left, right = (set(re.findall(r"\w+", text.lower())) - small for text in (one, other))
    return bool(left & right)
