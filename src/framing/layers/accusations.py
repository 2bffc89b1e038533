"""Accusations: who holds what against whom, in whose voice, and what the article prints of the accused's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from framing.article import Span
from framing.layers import _accusation_network as network
from framing.layers._accusation_roles import Decided, Weights, roles
from framing.layers._accusation_shape import Around, Reading
from framing.layers._accusation_trust import signs, trust
from framing.layers._accusing_clauses import CUT, FAINT, Accusing, Cut, clauses_of
from framing.layers._accusing_replies import NONE, REPLIES, Replies
from framing.layers._convolution import Floats
from framing.layers.found import Accusation
from framing.layers.marks import english
from framing.layers.registry import Layer, Lines, Seen
from framing.layers.sources import affiliation_of
from framing.layers.voices import JOURNALIST
from framing.people.affiliations import Affiliation
from framing.people.authors import writer
from framing.statement import ACCUSING, Statement
from framing.text import Document

__all__ = ["Accusation", "accusations", "with_acts"]


def accusations(doc: Document, statements: Sequence[Statement]) -> tuple[Accusation, ...]:
    """Every accusation of an article, in any voice: by verb, noun, lawsuit, insult, question, or plain assertion.

    A network marks the clauses and weighs who is meant around each; names are hidden from it. Text that is not
    English has none.

    Args:
        doc: the article.
        statements: its statements.

    Example:
        >>> from framing.article import Article
        >>> from framing.layers.statements import statements
        >>> doc = Document(Article("a", "Ana Ruiz accused Leo Marsh of stealing the money. Marsh denied it."))
        >>> [found] = accusations(doc, statements([doc])[0])
        >>> found.accuser, found.target, str(found.kind), found.reply.kind
        ('Ana Ruiz', 'Leo Marsh', 'accuses', 'denies')
    """
    if not english(doc):
        return ()
    reading = Reading(doc, statements)
    replies = Replies(reading)
    byline = writer(doc)
    return tuple(_accusation(reading, one, replies, byline) for one in read(reading))


@dataclass(frozen=True)
class Read:
    """A clause as it was read: its window, both opinions on it and who was chosen; None where nobody may be meant."""

    clause: Accusing
    owner: Statement | None
    window: Around
    opinions: tuple[Floats, Floats] | None
    decided: Decided | None


def read(reading: Reading, net: network.Network | None = None, weights: Weights | None = None) -> list[Read]:
    """The accusing clauses of an article, and who is meant in each.

    Args:
        reading: the article.
        net, weights: the shipped ones where None; others for fitting.
    """
    net = network.shipped() if net is None else net
    seen = net.seen(reading.passages)
    shares = [said for said, _ in seen]
    clauses = _clauses(reading, shares, CUT) or _clauses(reading, shares, FAINT)[:1]
    windows = [reading.around(one.first, one.last) for one in clauses]
    asked = [number for number, window in enumerate(windows) if window.candidates]
    owners = [reading.owner(one.first, one.last) for one in clauses]
    opinions: dict[int, tuple[Floats, Floats]] = {}
    chosen: dict[int, Decided] = {}
    if asked:
        words = network.laid(len(reading.doc.words), reading.pieces, [vectors for _, vectors in seen])
        opinions = dict(zip(asked, net.meant(words, [windows[n] for n in asked]), strict=True))
        ids = [owner.statement_id if owner is not None else None for owner in (owners[n] for n in asked)]
        told = roles([windows[n] for n in asked], [opinions[n] for n in asked], ids, weights)
        chosen = dict(zip(asked, told, strict=True))
    return [
        Read(clause, owners[n], windows[n], opinions.get(n), chosen.get(n))
        for n, clause in enumerate(clauses)
    ]


def signs_of(one: Read) -> list[float] | None:
    """What speaks for and against an accusation; None where nobody may be meant."""
    if one.opinions is None or one.decided is None:
        return None
    owner = one.owner
    agentless = owner is not None and owner.source is None
    return signs(one.window, one.clause.score, one.opinions, one.decided, owner is not None, agentless)


def _clauses(reading: Reading, shares: Sequence[Floats], cut: Cut) -> list[Accusing]:
    found = [
        one
        for piece, share in zip(reading.pieces, shares, strict=True)
        for one in clauses_of(reading.doc, piece, share, cut)
        if not reading.answering(one.first, one.last)
    ]
    return sorted(found, key=lambda one: -one.score) if cut is FAINT else found


def _accusation(reading: Reading, one: Read, replies: Replies, byline: str | None) -> Accusation:
    clause, owner, words = one.clause, one.owner, reading.doc.words
    span = Span(words.starts[clause.first], words.ends[clause.last - 1])
    told = reading.accusing(clause.first, clause.last)
    if told is not None and owner is not None and told.statement_id == owner.statement_id:
        owner = None  # the reporting word itself accuses, and it is the journalist's
    parts: list[tuple[str | None, Span | None]] = [(None, None), (None, None)]
    if one.decided is not None and one.opinions is not None:
        both = (one.decided.roles.accuser, one.decided.roles.target)
        parts = [
            _placed(reading, one.window, party, one.opinions[0][1:, role]) for role, party in enumerate(both)
        ]
    (accuser, accuser_span), (target, target_span) = parts
    if accuser is None and owner is None and byline is not None:
        accuser = byline
    reply = replies.reply(span, accuser, target)
    statement = owner.statement_id if owner is not None else None
    weighed = signs_of(one)
    return Accusation(
        span, accuser, accuser_span, target, target_span, clause.kind, statement, reply, clause.score,
        trust(weighed) if weighed is not None and target is not None else 0.0,
    )  # fmt: skip


def _placed(
    reading: Reading, window: Around, party: int | None, logged: Floats
) -> tuple[str | None, Span | None]:
    """A party's name, and the place that tells most of it; no place where it lies outside the window."""
    if party is None:
        return None, None
    places = [
        (share, candidate)
        for candidate, share in zip(window.candidates, logged.tolist(), strict=True)
        if candidate.party == party
    ]
    _, place = max(places, key=lambda pair: (pair[0], -pair[1].first))
    words = reading.doc.words
    span = None
    if place.last > place.first:
        span = Span(words.starts[window.low + place.first], words.ends[window.low + place.last - 1])
    return reading.parties.names[party], span


def with_acts(statements: Sequence[Statement], found: Sequence[Accusation]) -> list[Statement]:
    """The statements with acts that agree with the accusations: one fact, one place.

    A statement whose reporting word stands in an accusing clause has the kind and target of that clause; one whose
    reporting word accuses is believed as before where no clause was found.

    Args:
        statements: of one article.
        found: its accusations.
    """
    made = list(statements)
    for number, s in enumerate(made):
        if s.cue is None or s.act not in ACCUSING:
            continue
        same = next((a for a in found if a.span.overlaps(s.cue)), None)
        if same is not None:
            made[number] = replace(s, act=same.kind, target=same.target or s.target)
    return made


def rows(seen: Seen) -> list[dict[str, Any]]:
    """The rows of the accusations table."""
    text, region_at = seen.document.text, seen.document.article.region_at
    doc = seen.document
    made = []
    for number, one in enumerate(seen.accusations):
        statement = one.statement_id
        made.append({
            "article_id": seen.document.article.id, "accusation_id": number,
            "start": one.span.start, "end": one.span.end, "text": one.span.of(text),
            "accuser": one.accuser,
            "accuser_affiliation": affiliation_of(doc, one.accuser, seen.sources) if one.accuser else None,
            "target": one.target,
            "target_start": one.target_span.start if one.target_span else None,
            "target_end": one.target_span.end if one.target_span else None,
            "kind": str(one.kind), "voice": JOURNALIST if statement is None else str(statement),
            "statement_id": statement, "reply": one.reply.kind if one.reply else NONE,
            "reply_start": one.reply.span.start if one.reply else None,
            "reply_end": one.reply.span.end if one.reply else None,
            "score": one.score, "trust": one.trust, "region": region_at(one.span.start),
            "rule": "journalist" if statement is None else "quoted",
            "reported_by": statement,
        })  # fmt: skip
    return made


LAYERS = (
    Layer(
        "accusations",
        (
            ("article_id", "str"), ("accusation_id", "int"), ("start", "int"), ("end", "int"), ("text", "str"),
            ("accuser", "str"), ("accuser_affiliation", "str"), ("target", "str"), ("target_start", "int?"),
            ("target_end", "int?"), ("kind", "str"), ("voice", "str"), ("statement_id", "int?"), ("reply", "str"),
            ("reply_start", "int?"), ("reply_end", "int?"), ("score", "float"), ("region", "str"), ("rule", "str"),
            ("reported_by", "int?"), ("trust", "float"),
        ),
        rows,
        version=lambda folder: network.shipped().version,
        named_by="target",
        values={
            "kind": tuple(sorted(ACCUSING)), "reply": (*REPLIES, NONE), "accuser_affiliation": (*Affiliation, None),
        },
        lines=Lines("accusation", "Accusations and criticisms, as they begin"),
        about="finds clauses that accuse or criticise somebody; what needs knowledge of the world is missed",
    ),
)  # fmt: skip
"""Who accuses whom."""
