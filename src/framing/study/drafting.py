"""A camps file drafted from who stands against whom over a corpus: sides, members, the sentences that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.article import Span
from framing.camps.dividing import Dispute, Member, Tie
from framing.camps.draft import DraftMember, DraftSide, suggest
from framing.statement import Act, Kind, SpeakerType, Statement
from framing.study.corpus_sides import CorpusParty, CorpusSides, corpus_sides
from framing.study.measures import documents, rows_of
from framing.study.records import by_article
from framing.study.ties import ACCUSES, nameless

if TYPE_CHECKING:
    from framing.tables import Tables

DISPUTES = 4
"""How many disputes a draft has sides for; of the others it tells the number."""

_MEMBERS = 25  # of a side; of the others the number is told
_DOUBTFUL = 20
_LEAST_DOUBT = 0.1
_SENTENCE = 160  # characters of the sentence that is shown


def draft(tables: Tables) -> str:
    """Draft a camps file from annotated tables.

    Args:
        tables: of a corpus, with whatever camps.

    Returns:
        YAML that `framing.camps.parse` accepts as it is: the two sides of each of the largest disputes with their
        members, in comments what puts each there and how often it is heard; then a camp for every other country that
        speaks, and one for accusations without a source. Who may belong to a side is listed apart, as comments.

    Example:
        >>> from framing.camps import parse
        >>> from framing.tables import Tables
        >>> row = {"accusation_id": 0, "start": 0, "end": 5, "accuser": "Ana Ruiz", "target": "Acme Corp", "kind":
        ...        "accuses", "voice": "journalist", "reply": "none", "score": 0.9}
        >>> tables = Tables.from_rows({"articles": [{"article_id": n, "text": "Ana"} for n in "abc"],
        ...                            "accusations": [{"article_id": n} | row for n in "abc"]})
        >>> [camp.name for camp in parse(draft(tables))]
        ['Acme Corp', 'Ana Ruiz', 'critics']
    """
    found = corpus_sides(tables)
    evidence = _Evidence(tables)
    kept = [one for one in found.disputes if _named(found, one)]
    sides = [side for one in kept[:DISPUTES] for side in _sides(found, one, evidence)]
    return suggest(
        [doc for _, doc in documents(tables)], list(_statements(tables)), sides=sides,
        doubtful=[line for one in kept[:DISPUTES] for line in _doubtful(found, one, evidence)][:_DOUBTFUL],
        more=max(0, len(kept) - DISPUTES),
    )  # fmt: skip


def _named(found: CorpusSides, one: Dispute) -> bool:
    """Whether each side has a member with a name that a camps file can hold."""
    return all(any(_entry(found, member) is not None for member in side) for side in one.sides)


def _entry(found: CorpusSides, member: Member) -> CorpusParty | None:
    """The party of a member that a camps file can name: in a single article also one that is only described."""
    party = found.party(member.name)
    return party if party is not None and (party.named or found.articles == 1) else None


def _sides(found: CorpusSides, one: Dispute, evidence: _Evidence) -> Iterator[DraftSide]:
    for side, against in (one.sides, one.sides[::-1]):
        members = [(member, party) for member in side if (party := _entry(found, member)) is not None]
        head = max(members, key=lambda pair: _standing_for(*pair))
        other = max(
            (pair for m in against if (party := _entry(found, m)) is not None for pair in [(m, party)]),
            key=lambda pair: _standing_for(*pair),
        )  # fmt: skip
        states = Counter(party.state for _, party in members if party.state)
        yield DraftSide(
            head[1].name, other[1].name,
            tuple(
                DraftMember(party.name, party.person, party.statements, _told(found, member, evidence))
                for member, party in members[:_MEMBERS]
            ),
            len(members) - _MEMBERS, min(states, key=lambda land: (-states[land], land), default=""),
            any(nameless(member.name) for member in side),
        )  # fmt: skip


def _standing_for(member: Member, party: CorpusParty) -> tuple[bool, bool, int, float]:
    """How well a member stands for its side: the country itself, what is heard and told of most."""
    return party.state == party.name != "", not party.person, party.statements + member.ties, member.certainty


def _doubtful(found: CorpusSides, one: Dispute, evidence: _Evidence) -> Iterator[DraftMember]:
    for member in one.doubtful:
        party = _entry(found, member)
        if party is not None and member.certainty >= _LEAST_DOUBT:
            yield DraftMember(party.name, party.person, party.statements, _told(found, member, evidence))


def _told(found: CorpusSides, member: Member, evidence: _Evidence) -> str:
    """What puts a member where it is: rule, number of places, and the sentence of the surest."""
    tie = member.tie
    one, other = (found.parties[n].name if n in found.parties else "" for n in (tie.one, tie.other))
    if member.name == tie.one:
        rule = f"{tie.rule} {other}"
    elif tie.rule == ACCUSES:
        rule = f"accused by {one or 'somebody not named'}"
    else:
        rule = f"{one} {tie.rule} it"
    sentence = evidence.of(tie)
    return f"{rule}" + (f': "{sentence}" ({tie.article_id})' if sentence else "")


class _Evidence:
    """The sentences of the corpus by place."""

    def __init__(self, tables: Tables) -> None:
        self._texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
        self._sentences: dict[str, list[tuple[int, int]]] = {}
        for row in rows_of(tables.sentences):
            self._sentences.setdefault(row.article_id, []).append((int(row.start), int(row.end)))

    def of(self, tie: Tie) -> str:
        """The sentence in which a tie is told, on one line and cut where it is long."""
        text = self._texts.get(tie.article_id) or ""
        held = (s for s in self._sentences.get(tie.article_id, ()) if s[0] <= tie.start < s[1])
        start, end = next(held, (tie.start, tie.end))
        line = " ".join(text[start:end].split())
        return line if len(line) <= _SENTENCE else line[: line.rfind(" ", 0, _SENTENCE)] + " …"


def _statements(tables: Tables) -> Iterator[Sequence[Statement]]:
    """The statements of each article as far as a draft asks: who says it, as what, and whether it accuses."""
    own = by_article(tables.statements)
    for article_id in tables.articles["article_id"]:
        yield [_statement(row) for row in own.get(str(article_id), ())]


def _statement(row: Mapping[str, Any]) -> Statement:
    source = None if row["source_start"] is None else Span(int(row["source_start"]), int(row["source_end"]))
    return Statement(
        int(row["statement_id"]), Kind(row["kind"]), source, None,
        tuple(Span(int(piece["start"]), int(piece["end"])) for piece in row["content"] or ()),
        speaker=row["speaker"] or None, role=row["role"] or None,
        speaker_type=SpeakerType(row["speaker_type"]), act=Act(row["act"]), verb=row["verb"] or "",
        target=row["target"] or None, rule=row["rule"] or "",
    )  # fmt: skip
