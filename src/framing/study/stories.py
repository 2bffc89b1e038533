"""The same story in several groups: whom each keeps, drops and presents in another way, what is cut and what is absent.

What one outlet has and another has not is a difference, and no more: the later article knows more, the shorter one has
less room, and both may be right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from framing.study.bags import WORD, Bags
from framing.study.clustered import ratio
from framing.study.limits import least, limits
from framing.study.measures import rows_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from framing.tables import Tables

KEPT, DROPPED, RENAMED = "kept", "dropped", "renamed"
"""What becomes of a voice: in every group that tells the story; not in every one; in every one, presented otherwise."""

SAME, CUT, CHANGED = "the same", "cut", "changed"
"""How two printings of a quotation differ."""


@dataclass(frozen=True, eq=False)
class Stories:
    """What was found.

    Args:
        events: one row a story that two groups or more tell: `event`, `headline` (of the first article), `first` (day),
            `articles`, `groups`.
        groups: one row a group: `group`, `stories`, `voices` (named, in these stories, by anybody), `kept` (by this
            group), `share`, `low`, `high` (with the story as the unit), `alone` (voices that only this group has).
        voices: one row a story, voice and group that has it: `event`, `voice`, `fate`, `group`, `statements`, `called`.
        quotations: one row a quotation that two groups print: `event`, `group`, `speaker`, `words`, `other_group`,
            `other_speaker`, `other_words`, `how` (the same | cut | changed), `changes`, `attributed` (to the same |
            to another | to no one, in one of them).
        absent: one row a statement that is not found in a group: `event`, `group`, `article_id`, `speaker`, `words`,
            `absent_from`, `nearest` (the largest share of its words found there).
        shown: the stories whose quotations and statements were aligned.
    """

    events: pd.DataFrame
    groups: pd.DataFrame
    voices: pd.DataFrame
    quotations: pd.DataFrame
    absent: pd.DataFrame
    shown: tuple[Any, ...]


def stories(
    tables: Tables, events: pd.Series, labels: NDArray[np.int64], names: Sequence[str], *, bags: Bags,
    shown: int | None = None, full: Callable[[list[str]], Tables] | None = None,
) -> Stories:  # fmt: skip
    """Lay the stories that several groups tell side by side.

    Args:
        tables: the corpus.
        events: the event of each article, by article id (`framing.study.events`, or a column of the articles).
        labels: the group of each article, -1 for none, in the order of the articles.
        names: of the groups.
        bags: the words of the articles, for how rare each is.
        shown: stories whose quotations and statements are aligned, those with the most groups first.
        full: gives all columns of the tables of some articles, where `tables` have only those that are counted.

    Example:
        >>> from framing.study.bags import bags
        >>> from framing.study.events import events
        >>> from framing.tables import Tables
        >>> import numpy as np
        >>> rows = [{"article_id": name, "text": "Ann Lee shut the old bridge.", "words": 6} for name in "ab"]
        >>> speakers = [{"article_id": "a", "speaker": "Ann Lee", "person_id": "ann-lee", "statements": 1}]
        >>> tables = Tables.from_rows({"articles": rows, "sources": speakers})
        >>> found = stories(tables, events(tables), np.array([0, 1]), ("Echo", "Post"), bags=bags(tables))
        >>> found.voices[["voice", "fate", "group"]].values.tolist()
        [['Ann Lee', 'dropped', 'Echo']]
    """
    articles = tables.articles
    told = _told(articles, events, labels)
    home = dict(
        zip(
            articles["article_id"],
            zip(events.reindex(articles["article_id"]), labels, strict=True),
            strict=True,
        )
    )
    cast = _cast(tables, told, home)
    chosen = tuple(told["event"].head(least("stories_shown") if shown is None else shown))
    members: dict[Any, dict[int, list[str]]] = {event: {} for event in chosen}
    for name, (event, label) in home.items():
        if event in members and label >= 0:
            members[event].setdefault(int(label), []).append(name)
    quoted, missing = _aligned(full or tables.only, members, names, bags)
    return Stories(
        told, _by_group(cast, told, names, home), _voices(cast, names, told), quoted, missing, chosen
    )


def _told(articles: pd.DataFrame, events: pd.Series, labels: NDArray[np.int64]) -> pd.DataFrame:
    """The stories that two groups or more tell, those with the most groups first."""
    import pandas as pd

    frame = pd.DataFrame({
        "event": events.reindex(articles["article_id"]).to_numpy(), "label": labels,
        "headline": articles["headline"].fillna("").to_numpy(), "text": articles["text"].fillna("").to_numpy(),
        "first": pd.to_datetime(articles["published"], utc=True).to_numpy(),
    })  # fmt: skip
    frame = frame[(frame["label"] >= 0) & frame["event"].notna()].sort_values("first", kind="stable")
    made = frame.groupby("event", sort=False).agg(
        headline=("headline", "first"), text=("text", "first"), first=("first", "min"), articles=("label", "size"),
        groups=("label", "nunique"),
    ).reset_index()  # fmt: skip
    made = made[made["groups"] > 1]
    made["headline"] = [
        head or " ".join(text.split())[:80] for head, text in zip(made["headline"], made["text"], strict=True)
    ]
    made = made.sort_values(["groups", "articles", "first"], ascending=[False, False, False], kind="stable")
    return made.drop(columns="text").reset_index(drop=True)


@dataclass
class _Voice:
    name: str
    statements: dict[int, int]
    called: dict[int, str]


def _cast(
    tables: Tables, told: pd.DataFrame, home: Mapping[str, tuple[Any, Any]]
) -> dict[Any, dict[str, _Voice]]:
    """For each story its named voices, with how many statements each group gives them and how it presents them."""
    cast: dict[Any, dict[str, _Voice]] = {event: {} for event in told["event"]}
    for row in rows_of(tables.sources):
        event, label = home.get(row.article_id, (None, -1))
        if event not in cast or label < 0 or not isinstance(row.person_id, str) or not row.person_id:
            continue
        voice = cast[event].setdefault(row.person_id, _Voice(str(row.speaker), {}, {}))
        voice.statements[int(label)] = voice.statements.get(int(label), 0) + int(row.statements)
        if isinstance(row.role, str) and row.role:
            voice.called.setdefault(int(label), row.role)
    return cast


def fate(there: Sequence[bool], called: Sequence[str]) -> str:
    """What becomes of a voice that some groups have.

    It is renamed where two groups that say who it is have no word for it in common: "Gov. of New Jersey" and "the New
    Jersey governor" are one thing, and so are a role and none.

    Args:
        there: of each group that tells the story, whether it has the voice.
        called: how each presents it; empty where it does not say.

    Example:
        >>> fate([True, True], ["mayor", ""]), fate([True, True], ["mayor", "developer"]), fate([True, False], ["", ""])
        ('kept', 'renamed', 'dropped')
    """
    if not all(there):
        return DROPPED
    told = [set(_plain(one)) for one in called if _plain(one)]
    apart = any(not _related(a, b) for place, a in enumerate(told) for b in told[place + 1 :])
    return RENAMED if apart else KEPT


def _related(one: set[str], other: set[str]) -> bool:
    """Whether two names for somebody share a word, written out or shortened."""
    return any(
        a == b or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)))
        for a in one
        for b in other
    )


def _tellers(home: Mapping[str, tuple[Any, Any]]) -> dict[Any, list[int]]:
    found: dict[Any, set[int]] = {}
    for event, label in home.values():
        if label >= 0:
            found.setdefault(event, set()).add(int(label))
    return {event: sorted(labels) for event, labels in found.items()}


def _voices(
    cast: Mapping[Any, Mapping[str, _Voice]], names: Sequence[str], told: pd.DataFrame
) -> pd.DataFrame:
    import pandas as pd

    rows = []
    tellers = dict(zip(told["event"], told["groups"], strict=True))
    for event, voices in cast.items():
        for voice in voices.values():
            there = [True] * len(voice.statements) + [False] * (tellers[event] - len(voice.statements))
            what = fate(there, [voice.called.get(label, "") for label in voice.statements])
            rows += [(event, voice.name, what, names[label], many, voice.called.get(label, ""))
                     for label, many in sorted(voice.statements.items())]  # fmt: skip
    return pd.DataFrame(rows, columns=["event", "voice", "fate", "group", "statements", "called"])


def _by_group(
    cast: Mapping[Any, Mapping[str, _Voice]], told: pd.DataFrame, names: Sequence[str],
    home: Mapping[str, tuple[Any, Any]],
) -> pd.DataFrame:  # fmt: skip
    """How many of the voices of the stories that it tells each group has."""
    import pandas as pd

    tellers = _tellers(home)
    kept: dict[int, list[int]] = {}
    all_: dict[int, list[int]] = {}
    alone = dict.fromkeys(range(len(names)), 0)
    for event, voices in cast.items():
        for label in tellers[event]:
            own = [voice for voice in voices.values() if label in voice.statements]
            kept.setdefault(label, []).append(len(own))
            all_.setdefault(label, []).append(len(voices))
            alone[label] += sum(len(voice.statements) == 1 for voice in own)
    rows = []
    for label, name in enumerate(names):
        found = ratio(kept.get(label, [0]), all_.get(label, [0]))
        enough = found.articles >= least("articles_interval")
        rows.append((name, len(all_.get(label, [])), int(found.below), int(found.above), found.value,
                     found.low if enough else None, found.high if enough else None, alone[label]))  # fmt: skip
    columns = ["group", "stories", "voices", "kept", "share", "low", "high", "alone"]
    return pd.DataFrame(rows, columns=columns).astype({"low": float, "high": float})


def _aligned(
    full: Callable[[list[str]], Tables],
    members: Mapping[Any, Mapping[int, list[str]]],
    names: Sequence[str],
    bags: Bags,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The quotations that two groups print, and the statements that one has and another has not."""
    import pandas as pd

    wanted = [name for groups in members.values() for articles in groups.values() for name in articles]
    some = full(wanted)
    texts = dict(zip(some.articles["article_id"], some.articles["text"], strict=True))
    statements = {(row.article_id, int(row.statement_id)): row for row in rows_of(some.statements)}
    in_article: dict[str, list[Any]] = {}
    for (name, _), row in statements.items():
        in_article.setdefault(name, []).append(row)
    quotes = _quotes(some, texts, statements)
    rarity = dict(zip(bags.vocabulary, bags.rarity.tolist(), strict=True))
    sentences = _sentences(some, texts)
    quoted, missing = [], []
    for event, groups in members.items():
        labels = sorted(groups)
        for place, one in enumerate(labels):
            for other in labels[place + 1 :]:
                pairs = _pairs([q for a in groups[one] for q in quotes.get(a, ())],
                               [q for a in groups[other] for q in quotes.get(a, ())])  # fmt: skip
                quoted += [
                    (event, names[one], q[1], q[0], names[other], r[1], r[0], *how, attributed(q[1], r[1]))
                    for q, r, how in pairs
                ]
        for one in labels:
            own = [row for name in groups[one] for row in in_article.get(name, ())]
            missing += _missing(event, own, one, groups, texts, sentences, rarity, names)
    return (
        pd.DataFrame(quoted, columns=["event", "group", "speaker", "words", "other_group", "other_speaker",
                                      "other_words", "how", "changes", "attributed"]),
        pd.DataFrame(missing, columns=["event", "group", "article_id", "speaker", "words", "absent_from", "nearest"]),
    )  # fmt: skip


Quote = tuple[str, str]
"""The words of a quotation and who is given as saying them."""


def _quotes(
    tables: Tables, texts: Mapping[str, str], statements: Mapping[tuple[str, int], Any]
) -> dict[str, list[Quote]]:
    """The quotations of each article that belong to a statement, without their marks."""
    found: dict[str, list[Quote]] = {}
    for row in rows_of(tables.quotations):
        if str(row.statement_id) in ("<NA>", "nan", "None"):
            continue
        said = statements.get((row.article_id, int(row.statement_id)))
        words = texts[row.article_id][int(row.start) : int(row.end)].strip("\"'“”‘’«»„ \n")
        if said is not None and len(WORD.findall(words)) >= least("quote_words"):
            who = said.speaker if isinstance(said.speaker, str) else ""
            found.setdefault(row.article_id, []).append((" ".join(words.split()), who))
    return found


def _pairs(ones: Sequence[Quote], others: Sequence[Quote]) -> list[tuple[Quote, Quote, tuple[str, str]]]:
    """Each quotation of the one with the other's that is nearest to it, where one is near."""
    made = []
    tokens = [(quote, _plain(quote[0])) for quote in others]
    for quote in ones:
        own = _plain(quote[0])
        best, found = 0.0, None
        for other, theirs in tokens:
            if len(set(own) & set(theirs)) < 0.5 * min(len(set(own)), len(set(theirs))):
                continue
            blocks = SequenceMatcher(None, own, theirs, autojunk=False).get_matching_blocks()
            runs = [
                block.size for block in blocks if block.size > 1
            ]  # "of" here and "the" there are no likeness
            alike = sum(runs) / min(len(own), len(theirs))
            if max(runs, default=0) > 2 and alike >= limits()["quote_alike"] and alike > best:
                best, found = alike, other
        if found is not None:
            made.append((quote, found, printed(quote[0], found[0])))
    return made


def printed(one: str, other: str) -> tuple[str, str]:
    """How two printings of a quotation differ: the same, cut, or changed, and in which words.

    Example:
        >>> printed("We will not pay.", "we will not pay"), printed("We will not pay for it", "We will not pay")[0]
        (('the same', ''), 'cut')
        >>> printed("We will never pay for it", "We will not pay for it")
        ('changed', 'never → not')
    """
    own, theirs = _plain(one), _plain(other)
    if own == theirs:
        return SAME, ""
    changes, replaced = [], False
    for what, a, b, c, d in SequenceMatcher(None, own, theirs, autojunk=False).get_opcodes():
        # What stands before or after in one of them alone was cut; so was a passage within that has no counterpart.
        edge = (a == c == 0) or (b == len(own) and d == len(theirs))
        if what == "replace" and not edge:
            replaced = True
            changes.append(f"{' '.join(own[a:b])} → {' '.join(theirs[c:d])}")
        elif what != "equal" and not edge:
            changes.append(f"{' '.join(own[a:b]) or '…'} → {' '.join(theirs[c:d]) or '…'}")
    return (CHANGED if replaced else CUT), "; ".join(changes[:4])


def attributed(one: str, other: str) -> str:
    """Whether two groups give the same words to the same speaker.

    Example:
        >>> attributed("Ann Lee", "Lee"), attributed("Ann Lee", "the minister"), attributed("Ann Lee", "")
        ('to the same', 'to another', 'to no one, in one of them')
    """
    if not one or not other:
        return "to the same" if one == other else "to no one, in one of them"
    return "to the same" if _related(set(_plain(one)), set(_plain(other))) else "to another"


def _plain(words: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(words.replace("’", "'"))]


def _spans(content: Any) -> list[Mapping[str, int]]:
    return [] if content is None else list(content)


def _stems(words: str) -> set[str]:
    """Words without most of their endings: a statement in other words of the same family is still there."""
    return {word[:6] for word in _plain(words)}


def _sentences(tables: Tables, texts: Mapping[str, str]) -> dict[str, list[set[str]]]:
    """For each article the word families of every two sentences that follow one another."""
    single: dict[str, list[set[str]]] = {}
    for row in rows_of(tables.sentences):
        single.setdefault(row.article_id, []).append(
            _stems(texts[row.article_id][int(row.start) : int(row.end)])
        )
    return {
        name: [a | b for a, b in zip(found, [*found[1:], set()], strict=True)]
        for name, found in single.items()
    }


def _missing(
    event: Any, own: Sequence[Any], one: int, groups: Mapping[int, list[str]], texts: Mapping[str, str],
    sentences: Mapping[str, list[set[str]]], rarity: Mapping[str, float], names: Sequence[str],
) -> list[tuple[Any, ...]]:  # fmt: skip
    """The statements of a group that another group's articles have nothing near to."""
    made = []
    for row in own:
        words = " ".join(texts[row.article_id][int(s["start"]) : int(s["end"])] for s in _spans(row.content))
        weight: dict[str, float] = {}
        for word in _plain(words):
            weight[word[:6]] = max(weight.get(word[:6], 0.0), rarity.get(word, 0.0))
        total = sum(weight.values())
        if len(weight) < least("quote_words") or total <= 0:
            continue
        nearest: dict[int, float] = {}
        for other, articles in groups.items():
            if other != one:
                windows = [window for name in articles for window in sentences.get(name, ())]
                nearest[other] = max((sum(weight[stem] for stem in window & weight.keys()) / total
                                      for window in windows), default=0.0)  # fmt: skip
        without = [other for other, share in nearest.items() if share < limits()["statement_alike"]]
        if without:
            who = row.speaker if isinstance(row.speaker, str) else ""
            made.append((event, names[one], row.article_id, who, " ".join(words.split()),
                         ", ".join(names[other] for other in sorted(without)),
                         max(nearest[other] for other in without)))  # fmt: skip
    return made
