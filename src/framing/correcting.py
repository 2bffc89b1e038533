"""Corrections at work: what people said of an article's rows, applied while it is annotated anew.

Statements and sources are corrected before the layers that build on them, so that voices, counts and accusations
follow; every other table is corrected row by row at the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from framing import camps as camps_layer
from framing.article import Span
from framing.corrected import APPLIED, CONFIRMED, CONFLICT, OVERRULED
from framing.correcting_sources import BY_HAND, as_source, renamed, speaking, without
from framing.corrections import Correction, plain
from framing.layers.found import Source
from framing.layers.sources import affiliation_of, speakers_of
from framing.layers.statements import kind
from framing.rowplaces import meant, named_by, place_of
from framing.statement import Act, CampRule, Kind, SpeakerType, Stance, Statement
from framing.tables import SCHEMAS
from framing.text import Document
from framing.words import verbs

if TYPE_CHECKING:
    from framing.camps import Camps
    from framing.layers.voices import Voices

_TYPES: Mapping[str, Callable[[Any], Any]] = {
    "act": Act, "kind": Kind, "stance": Stance, "speaker_type": SpeakerType, "made": bool,
}  # fmt: skip
_HELD = ("act", "target", "camp", "stance", "speaker", "role")  # what a later finding must not take back


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of a correction."""

    outcome: str
    reason: str | None = None
    was: Any = None


class Hand:
    """The corrections of one article.

    Args:
        document: the article as it is read.
        mine: what is said of its rows, in offsets of the text as it is read.
        outdated: what was said of it when its text was another.

    Example:
        >>> from framing.article import Article
        >>> hand = Hand(Document(Article("a", "It may rain.")), [Correction("", "hedges", "reject", 3, 6)])
        >>> rows = {"hedges": [{"start": 3, "end": 6, "text": "may"}], "corrections": []}
        >>> hand.rows(rows, None)
        >>> rows["hedges"], [row["outcome"] for row in rows["corrections"]]
        ([], ['applied'])
    """

    def __init__(
        self, document: Document, mine: Sequence[Correction], outdated: Sequence[Correction] = ()
    ) -> None:
        self.document = document
        self._done: dict[int, _Done] = {}
        self._all = [*mine, *outdated]
        for one in outdated:
            self._tell(one, CONFLICT, "the text of the article has changed since it was corrected")
        # A row is known by where it was found, so it is moved last.
        order = ("accept", "relabel", "move", "reject", "add")
        kept = [one for one in self._settled(mine) if self._fits(one)]
        self._mine = sorted(kept, key=lambda one: order.index(one.do))
        self._met: dict[int, int] = {}  # correction to statement

    def _tell(self, one: Correction, outcome: str, reason: str | None = None, was: Any = None) -> None:
        self._done[id(one)] = _Done(outcome, reason, was)

    def _fits(self, one: Correction) -> bool:
        """Whether a place lies in the text and holds the words that it is said to hold."""
        if one.place is None:
            return True
        text = self.document.text
        inside = one.end is not None and one.end <= len(text)
        found = text[one.start : one.end]
        if inside and (one.words is None or plain(one.words) == plain(found)):
            return True
        self._tell(
            one, CONFLICT,
            f"at {one.start}–{one.end} stands '{_short(found)}', not '{_short(one.words or '')}'" if inside
            else f"the place {one.start}–{one.end} lies outside the text of {len(text)} characters",
        )  # fmt: skip
        return False

    def _settled(self, mine: Sequence[Correction]) -> list[Correction]:
        """Without those that a later line about the same row takes back."""
        by_key: dict[Any, list[Correction]] = {}
        for one in mine:
            by_key.setdefault(one.key, []).append(one)
        for same in by_key.values():
            for at, one in enumerate(same):
                later = next((two for two in same[at + 1 :] if _takes_back(two, one)), None)
                if later is not None:
                    self._tell(one, OVERRULED, f"line {later.line} says otherwise of the same row")
        return [one for one in mine if id(one) not in self._done]

    def _of(self, table: str, *does: str) -> list[Correction]:
        return [one for one in self._mine if one.table == table and (not does or one.do in does)]

    # Statements, before anything is built on them.

    def statements(self, spoken: Sequence[Statement], camps: Camps | None) -> list[Statement]:
        """The statements as people would have them.

        Args:
            spoken: as they were found.
            camps: the sides, by which a statement with another speaker is placed anew.
        """
        made = self._without_sources(list(spoken))
        for one in self._of("statements"):
            made = self._statement(made, one)
        speakers = {s.statement_id: s.speaker for s in spoken}
        if camps is not None and any(speakers.get(s.statement_id, "") != s.speaker for s in made):
            made = camps_layer.assign(self.document, made, camps)
        return self.again(made)

    def _statement(self, made: list[Statement], one: Correction) -> list[Statement]:
        if one.do == "add":
            return self._added_statement(made, one)
        if one.do == "move" and one.field is None and _at(made, tuple(one.value)) is not None:
            self._tell(one, CONFIRMED)
            return made
        at, reason = self._found(made, one)
        if at is None:
            self._missing(one)
            return made
        s = made[at]
        self._met[id(one)] = s.statement_id
        if one.do == "reject":
            self._tell(one, APPLIED, reason)
            return [*made[:at], *made[at + 1 :]]
        if one.do == "accept":
            self._tell(one, CONFIRMED, reason)
            return made
        if one.do == "move":
            changed, was = self._moved(s, one)
        else:
            changed, was = self._relabelled(s, str(one.field), one.value, made), _plain(s, str(one.field))
        self._tell(one, CONFIRMED if changed == s else APPLIED, reason, was)
        return [*made[:at], changed, *made[at + 1 :]]

    def _found(self, made: Sequence[Statement], one: Correction) -> tuple[int | None, str | None]:
        rows = [
            {"speaker": s.speaker, "content": [{"start": c.start, "end": c.end} for c in s.content]}
            for s in made
        ]
        at, reason = _row(rows, one)
        return (at[0] if at else None), reason

    def _missing(self, one: Correction) -> None:
        if one.do == "reject":
            self._tell(one, CONFIRMED, "the row is no longer found")
        else:
            self._tell(one, CONFLICT, "the row is no longer there")

    def _moved(self, s: Statement, one: Correction) -> tuple[Statement, Any]:
        span = Span(*one.value)
        if one.field == "source":
            return replace(s, source=span), _pair(s.source)
        if one.field == "cue":
            lemma, act, stance = verbs.describe(span.of(self.document.text))
            made = replace(s, cue=span, verb=lemma or None, act=Act(act), stance=Stance(stance))
            return (made if span != s.cue else s), _pair(s.cue)
        was = place_of("statements", {"content": [{"start": c.start, "end": c.end} for c in s.content]})
        region = self.document.article.region_at(span.start)
        return replace(s, content=(span,), kind=Kind(kind(self.document, [span])), region=region), was

    def _relabelled(self, s: Statement, column: str, value: Any, others: Iterable[Statement]) -> Statement:
        if column == "camp":
            return s if s.camp == value else replace(s, camp=value, camp_rule=CampRule(BY_HAND))
        if column == "speaker" and s.speaker != value:
            s = replace(s, besides=tuple(one for one in s.besides if one.name != value))
            known = next((o for o in others if o.speaker == value and value is not None), None)
            if known is not None:
                return replace(
                    s, speaker=value, role=known.role, speaker_type=known.speaker_type, speaker_rule=BY_HAND
                )
            sort = s.speaker_type
            if value is None:
                sort = SpeakerType.AGENTLESS
            elif sort == SpeakerType.AGENTLESS:
                sort = SpeakerType.PERSON
            return replace(s, speaker=value, speaker_type=sort, speaker_rule=BY_HAND)
        made = _TYPES.get(column, lambda given: given)(value)
        return s if getattr(s, column) == made else replace(s, **{column: made})

    def _added_statement(self, made: list[Statement], one: Correction) -> list[Statement]:
        value = one.value or {}
        span = Span(int(one.start or 0), int(one.end or 0))
        at = _at(made, (span.start, span.end))
        if at is not None:
            s = made[at]
            for column, given in value.items():
                if not column.endswith(("_start", "_end")):
                    s = self._relabelled(s, column, given, made)
            self._tell(one, CONFIRMED if s == made[at] else APPLIED, "the row is found by now")
            self._met[id(one)] = s.statement_id
            return [*made[:at], s, *made[at + 1 :]]
        cue = _span(value, "cue")
        lemma, act, stance = verbs.describe(cue.of(self.document.text)) if cue else ("", "states", "neutral")
        number = max((s.statement_id for s in made), default=-1) + 1
        s = Statement(
            number, Kind(kind(self.document, [span])), _span(value, "source"), cue, (span,),
            verb=lemma or None, act=Act(act), stance=Stance(stance), rule=BY_HAND,
            region=self.document.article.region_at(span.start),
        )  # fmt: skip
        for column, given in sorted(value.items(), key=lambda pair: pair[0] != "speaker"):
            if not column.endswith(("_start", "_end")):
                s = self._relabelled(s, column, given, made)
        self._tell(one, APPLIED)
        self._met[id(one)] = s.statement_id
        return sorted([*made, s], key=lambda s: s.start)

    def _without_sources(self, made: list[Statement]) -> list[Statement]:
        """What is said of a source and holds for its statements: that it is none, another name, another camp."""
        for one in self._of("sources", "reject", "relabel", "accept"):
            rows = [speaking(s) for s in speakers_of(made)]
            found, reason = _row(rows, one)
            if not found:
                self._missing(one)
            elif one.do == "accept":
                self._tell(one, CONFIRMED, reason)
            elif one.do == "reject":
                name = rows[found[0]]["speaker"]
                made = [left for s in made if (left := without(s, name)) is not None]
                self._tell(one, APPLIED, reason)
            elif one.field in ("speaker", "camp"):
                name = rows[found[0]]["speaker"]
                was = rows[found[0]][one.field]
                made = [
                    self._relabelled(s, one.field, one.value, made) if s.speaker == name else s for s in made
                ]
                if one.field == "speaker" and one.value is not None:
                    made = [renamed(s, name, one.value) for s in made]
                self._tell(one, APPLIED if was != one.value else CONFIRMED, reason, was)
        return made

    def again(self, made: Sequence[Statement]) -> list[Statement]:
        """The same once more for what placing speakers and finding accusations may have set since."""
        kept = list(made)
        for one in [one for one in self._of("sources", "relabel") if one.field == "camp"]:
            found, _ = _row([speaking(s) for s in speakers_of(kept)], one)
            if found:
                name = speakers_of(kept)[found[0]].name
                kept = [
                    self._relabelled(s, "camp", one.value, kept) if s.speaker == name else s for s in kept
                ]
        held = [(one, {one.field: one.value}) for one in self._of("statements", "relabel")]
        held += [(one, one.value or {}) for one in self._of("statements", "add")]
        for one, values in held:
            number = self._met.get(id(one))
            at = next((n for n, s in enumerate(kept) if s.statement_id == number), None)
            for column, given in values.items() if at is not None else ():
                if at is not None and column in _HELD:
                    kept[at] = self._relabelled(kept[at], column, given, kept)
        return kept

    # Sources, before accusations ask what an accuser is.

    def sources(self, found: Sequence[Source]) -> list[Source]:
        """The sources as people would have them."""
        made = list(found)
        for one in self._of("sources", "relabel"):
            if one.field in ("speaker", "camp"):
                continue
            rows = [speaking(source.speaking) for source in made]
            at, reason = _row(rows, one)
            if not at:
                continue  # told already
            source = made[at[0]]
            changed, was = as_source(source, str(one.field), one.value)
            self._tell(one, APPLIED if changed != source else CONFIRMED, reason, was)
            made[at[0]] = changed
        return made

    # Every other table, row by row.

    def rows(
        self, rows: dict[str, list[dict[str, Any]]], voices: Voices | None, sources: Sequence[Source] = ()
    ) -> None:
        """Correct the rows of the other tables in place, and tell in `corrections` what became of every line.

        Args:
            rows: the article's rows by table.
            voices: whose words stand where, for rows that are added.
            sources: what the speakers are, for accusations that get another accuser.
        """
        for one in self._mine:
            if one.table in ("statements", "sources"):
                continue
            if one.table not in rows:
                self._tell(one, CONFLICT, f"there is no table '{one.table}' any more")
            elif one.do == "add":
                rows[one.table] = self._added(rows[one.table], one, voices, sources)
            else:
                rows[one.table] = self._changed(rows[one.table], one, sources)
        rows["corrections"] += [self._row(one) for one in self._all]

    def _changed(
        self, table: list[dict[str, Any]], one: Correction, sources: Sequence[Source]
    ) -> list[dict[str, Any]]:
        if one.do == "move" and one.field is None and any(
            place_of(one.table, row) == tuple(one.value) for row in table
        ):  # fmt: skip
            self._tell(one, CONFIRMED)
            return table
        at, reason = _row(table, one)
        if not at:
            self._missing(one)
            return table
        if one.do == "reject":
            self._tell(one, APPLIED, reason)
            return [row for number, row in enumerate(table) if number not in at]
        if one.do == "accept":
            self._tell(one, CONFIRMED, reason)
            return table
        made = list(table)
        for number in at:
            made[number] = self._altered(table[number], one, sources)
        was = [_before(table[number], one) for number in at]
        self._tell(one, APPLIED if made != table else CONFIRMED, reason, was[0])
        return made

    def _altered(self, row: dict[str, Any], one: Correction, sources: Sequence[Source]) -> dict[str, Any]:
        made = dict(row)
        if one.do == "relabel":
            made[str(one.field)] = one.value
            if one.field == "accuser":
                made["accuser_affiliation"] = self._affiliation(one.value, sources)
            if one.field == "reply" and one.value == "none":
                made["reply_start"] = made["reply_end"] = None
            return made
        before = f"{one.field}_" if one.field else ""
        made[f"{before}start"], made[f"{before}end"] = one.value
        if not before:
            made |= self._around(made, one.value[0], one.value[1])
        return made

    def _around(self, row: Mapping[str, Any], start: int, end: int) -> dict[str, Any]:
        told = {"text": self.document.text[start:end], "region": self.document.article.region_at(start)}
        return {column: value for column, value in told.items() if column in row}

    def _affiliation(self, name: str | None, sources: Sequence[Source]) -> str | None:
        return affiliation_of(self.document, name, sources) if name else None

    def _added(
        self, table: list[dict[str, Any]], one: Correction, voices: Voices | None, sources: Sequence[Source]
    ) -> list[dict[str, Any]]:
        value = one.value or {}
        name = one.name or value.get(named_by(one.table))
        same, elsewhere = meant(table, one.table, one.place, name)
        if same and elsewhere is None:
            made = list(table)
            for number in same:
                made[number] = {**table[number], **value}
            self._tell(one, APPLIED if made != table else CONFIRMED, "the row is found by now")
            return made
        start, end = int(one.start or 0), int(one.end or 0)
        columns = dict(SCHEMAS[one.table])
        row: dict[str, Any] = dict.fromkeys(columns)
        voice, reported_by = voices.at(Span(start, end)) if voices is not None else ("journalist", None)
        sentence = self.document.sentence_at(start)
        told: dict[str, Any] = {
            "article_id": self.document.article.id, "start": start, "end": end, "voice": voice,
            "reported_by": reported_by, "rule": BY_HAND, "score": 1.0, "text": self.document.text[start:end],
            "region": self.document.article.region_at(start), "sentence_id": sentence.sentence_id if sentence else 0,
        }  # fmt: skip
        if one.table == "accusations":
            quoted = reported_by is not None
            number = max((other["accusation_id"] for other in table), default=-1) + 1
            told |= {
                "accusation_id": number, "statement_id": reported_by, "reply": "none", "rule": "quoted" if quoted else
                "journalist", "voice": str(reported_by) if quoted else "journalist",
                "accuser_affiliation": self._affiliation(value.get("accuser"), sources),
            }  # fmt: skip
        row |= {column: given for column, given in {**told, **value}.items() if column in columns}
        self._tell(one, APPLIED)
        return sorted([*table, row], key=lambda other: place_of(one.table, other) or (0, 0))

    def _row(self, one: Correction) -> dict[str, Any]:
        done = self._done.get(id(one), _Done(CONFLICT, "the row is no longer there"))
        return {
            "article_id": self.document.article.id, "table": one.table, "start": one.start, "end": one.end,
            "name": one.name, "do": one.do, "field": one.field, "value": _json(one.value), "was": _json(done.was),
            "outcome": done.outcome, "reason": done.reason, "coder": one.coder, "when": one.when, "note": one.note,
            "line": one.line,
        }  # fmt: skip


def hand_of(
    document: Document, mine: Sequence[Correction], outdated: Sequence[Correction] = ()
) -> Hand | None:
    """An article's corrections at work; None where nothing is said of it.

    Args:
        document: the article as it is read.
        mine: those about its text, in offsets of the text as it is read.
        outdated: those about an article of its id with another text; they count where none is about its text.
    """
    outdated = () if mine else outdated
    return Hand(document, mine, outdated) if mine or outdated else None


def _takes_back(later: Correction, one: Correction) -> bool:
    if later.do == "reject":
        return one.do != "reject"
    if one.do == "reject":
        return True
    return later.do == one.do and later.field == one.field and later.value != one.value


def _row(rows: Sequence[Mapping[str, Any]], one: Correction) -> tuple[list[int], str | None]:
    """The rows that a correction is about, and a note where they do not stand exactly there."""
    found, place = meant(rows, one.table, one.place, one.name)
    return found, f"the row stands at {place[0]}–{place[1]} by now" if place is not None else None


def _at(made: Sequence[Statement], place: tuple[int, ...]) -> int | None:
    return next((n for n, s in enumerate(made) if (s.content[0].start, s.content[-1].end) == place), None)


def _plain(s: Statement, column: str) -> Any:
    value = getattr(s, column)
    return value if isinstance(value, bool) or value is None else str(value)


def _before(row: Mapping[str, Any], one: Correction) -> Any:
    if one.do == "relabel":
        return row.get(str(one.field))
    before = f"{one.field}_" if one.field else ""
    return [row.get(f"{before}start"), row.get(f"{before}end")]


def _span(value: Mapping[str, Any], name: str) -> Span | None:
    start = value.get(f"{name}_start")
    return Span(int(start), int(value[f"{name}_end"])) if start is not None else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _short(words: str) -> str:
    found = plain(words)
    return found if len(found) <= 40 else f"{found[:39]}…"
