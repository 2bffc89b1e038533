"""What was read, at a glance: how much, from whom, from when, which fields came from where, what is in doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.article import Article, Corpus, Doubt
from framing.reading.outlets import canonical

_SHOWN = 12
_FIELDS = ("headline", "outlet", "byline", "published", "language")


@dataclass(frozen=True)
class Inspection:
    """A reading in figures.

    Args:
        articles: how many.
        outlets, months, languages, origins: counts, the largest first; months in order; origins say where dates come
            from; "" where a field is not known.
        fields: how many articles have each field.
        own: the input's further columns, with how many articles have each.
        lengths: words of the shortest, the middle and the longest article.
        copies: groups of copies, each with its original first.
        doubts: kinds of doubt, each with its cases.
        set_aside: source and reason.
    """

    articles: int
    outlets: Mapping[str, int]
    months: Mapping[str, int]
    languages: Mapping[str, int]
    origins: Mapping[str, int]
    fields: Mapping[str, int]
    own: Mapping[str, int]
    lengths: tuple[int, int, int]
    copies: tuple[tuple[str, ...], ...]
    doubts: Mapping[str, tuple[Doubt, ...]]
    set_aside: tuple[tuple[str, str], ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is in doubt, copied or set aside."""
        return not (self.copies or self.doubts or self.set_aside)


def inspect(corpus: Corpus) -> Inspection:
    """The figures of a reading.

    Args:
        corpus: as it was read.

    Example:
        >>> found = inspect(Corpus((Article("a", "It rained.", outlet="nytimes.com"),)))
        >>> dict(found.outlets), found.lengths, found.clean
        ({'The New York Times': 1}, (2, 2, 2), True)
    """
    articles = list(corpus)
    words = sorted(len(article.text.split()) for article in articles) or [0]
    doubts: dict[str, tuple[Doubt, ...]] = {}
    for doubt in (*corpus.doubts, *_together(articles)):
        doubts[doubt.kind] = (*doubts.get(doubt.kind, ()), doubt)
    groups: dict[str, list[str]] = {}
    for article in articles:
        if article.copy_of is not None:
            groups.setdefault(article.copy_of, [article.copy_of]).append(article.id)
    own = Counter(
        name for article in articles for name, value in article.metadata.items() if value is not None
    )
    return Inspection(
        articles=len(articles),
        outlets=unified(Counter(outlet_of(a) for a in articles)),
        months=dict(
            sorted(Counter(a.published.strftime("%Y-%m") if a.published else "" for a in articles).items())
        ),
        languages=_counted(a.language or "" for a in articles),
        origins=_counted(a.published_from or "" for a in articles),
        fields={name: sum(bool(getattr(a, name)) for a in articles) for name in _FIELDS},
        own=dict(own.most_common()),
        lengths=(words[0], words[len(words) // 2], words[-1]),
        copies=tuple(tuple(group) for group in groups.values()),
        doubts=dict(sorted(doubts.items(), key=lambda pair: (-len(pair[1]), pair[0]))),
        set_aside=tuple((one.source, one.reason) for one in corpus.set_aside),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return _largest_first(Counter(values))


def _largest_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def outlet_of(article: Article) -> str:
    """The outlet of an article under its usual name; "" where it is not known.

    Example:
        >>> outlet_of(Article("a", "It rained.", outlet="nytimes.com"))
        'The New York Times'
    """
    return canonical(article.outlet) if article.outlet else ""


def unified(names: Mapping[str, int]) -> dict[str, int]:
    """Counts of outlets, spellings that differ only in case, article, place or marks as one, under the usual one.

    Example:
        >>> unified({"The Herald": 2, "Herald": 1})
        {'The Herald': 3}
    """
    spellings: dict[str, Counter[str]] = {}
    for name, count in names.items():
        plain = re.sub(r"^the\b|\([^)]*\)|[\W_]", "", name.lower())
        spellings.setdefault(plain, Counter())[name] += count
    usual = {max(found, key=lambda n: (found[n], n)): found.total() for found in spellings.values()}
    return _largest_first(usual)


def _together(articles: Sequence[Article]) -> list[Doubt]:
    """Doubts that only show in all articles together: one headline or one date for nearly all."""
    if len(articles) < 20:
        return []
    made = []
    for name in ("headline", "published"):
        found = Counter(str(getattr(a, name)) for a in articles if getattr(a, name))
        value, count = found.most_common(1)[0] if found else ("", 0)
        if count > 0.5 * len(articles):
            made.append(
                Doubt(
                    f"one {name} for most", "all articles", f"{count} of {len(articles)} have '{value[:60]}'"
                )
            )
    return made


def closing(found: Inspection) -> tuple[str, str, str]:
    """The three lines with which a command ends that has read articles.

    Example:
        >>> for line in closing(inspect(Corpus((Article("a", "It rained."),)))):
        ...     print(line)
        Read 1 article, 0 outlets, no dates.
        In doubt: nothing; set aside: nothing.
        Copies: none.
    """
    return told(Figures(
        found.articles, found.outlets, found.months, {kind: len(cases) for kind, cases in found.doubts.items()},
        len(found.set_aside), sum(len(group) - 1 for group in found.copies), len(found.copies),
    ))  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """The counts of a reading that the last lines of a command tell.

    Args:
        articles: how many.
        outlets, months: counts; "" where not known.
        doubts: cases by kind.
        set_aside, copies, groups: how many.
    """

    articles: int
    outlets: Mapping[str, int]
    months: Mapping[str, int]
    doubts: Mapping[str, int]
    set_aside: int = 0
    copies: int = 0
    groups: int = 0


def told(found: Figures) -> tuple[str, str, str]:
    """The three lines of `closing`, of counts alone.

    Example:
        >>> told(Figures(2, {"": 2}, {"2024-05": 1, "": 1}, {"cut off": 1}))[:2]
        ('Read 2 articles, 0 outlets, 2024-05 (1 without a date).', 'In doubt: cut off (1); set aside: nothing.')
    """
    months = [month for month in sorted(found.months) if month]
    span = "no dates" if not months else (f"{months[0]} to {months[-1]}" if len(months) > 1 else months[0])
    undated = found.months.get("", 0)
    if months and undated:
        span += f" ({undated:,} without a date)"
    outlets = sum(bool(name) for name in found.outlets)
    doubts = ", ".join(f"{kind} ({cases:,})" for kind, cases in found.doubts.items()) or "nothing"
    return (
        f"Read {_many(found.articles, 'article')}, {_many(outlets, 'outlet')}, {span}.",
        f"In doubt: {doubts}; set aside: {found.set_aside or 'nothing'}.",
        f"Copies: {_many(found.copies, 'article')} in {_many(found.groups, 'group')}."
        if found.copies
        else "Copies: none.",
    )


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def sections(found: Inspection) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same as headed rows of name and value, for a screen or a page.

    Example:
        >>> sections(inspect(Corpus((Article("a", "It rained.", language="en"),))))[0]
        ('Articles', [('articles', '1'), ('words, shortest to longest', '2, middle 2, 2')])
    """
    low, middle, high = found.lengths
    made = [
        ("Articles", [
            ("articles", f"{found.articles:,}"),
            ("words, shortest to longest", f"{low:,}, middle {middle:,}, {high:,}"),
        ]),
        ("Fields", [(name, f"{count:,} of {found.articles:,}") for name, count in found.fields.items()]),
        ("Dates come from", _rows(found.origins, "(no date)")),
        ("Outlets", _rows(found.outlets, "(not known)")),
        ("Months", _rows(found.months, "(no date)")),
        ("Languages", _rows(found.languages, "(not told)")),
    ]  # fmt: skip
    if found.own:
        made.append(("Further columns", _rows(found.own, "")))
    if found.copies:
        made.append(("Copies", _cut([(group[0], ", ".join(group[1:6])) for group in found.copies])))
    for kind, cases in found.doubts.items():
        made.append((f"In doubt: {kind} ({len(cases):,})", _cut([(one.source, one.detail) for one in cases])))
    if found.set_aside:
        made.append((f"Set aside ({len(found.set_aside):,})", _cut(list(found.set_aside))))
    return made


def _rows(counts: Mapping[str, int], blank: str) -> list[tuple[str, str]]:
    return _cut([(name or blank, f"{count:,}") for name, count in counts.items()])


def _cut(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return rows if len(rows) <= _SHOWN else [*rows[:_SHOWN], ("…", f"and {len(rows) - _SHOWN:,} more")]


def screen(found: Inspection) -> str:
    """All of it as plain text, for one screen.

    Example:
        >>> print(screen(inspect(Corpus((Article("a", "It rained."),)))).splitlines()[0])
        Articles
    """
    lines = []
    for heading, rows in sections(found):
        lines.append(heading)
        width = min(max(len(name) for name, _ in rows), 48) if rows else 0
        lines += [f"  {name:<{width}}  {value}" for name, value in rows]
    return "\n".join(lines)
