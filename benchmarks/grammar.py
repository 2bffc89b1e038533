"""Generated articles, their pages, and what is wrong with the pages' sentences.

    python benchmarks/grammar.py --articles 240        # every page of 240 articles, faults to standard output

A sentence that is filled from slots goes wrong where a slot holds what its writer did not think of. So articles are
made of templates (speakers of every kind, bodies with and without "the", charges with and without an accuser, none to
fourteen statements), their pages are built, and every sentence of the pages is searched for what no sentence may hold.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from lxml import html

from framing import show
from framing.annotate import annotate
from framing.article import Article, Corpus
from framing.tables import Tables

OUTLETS = ("Echo", "The Harbour Post", "Daily Star", "Weir Gazette & Mail", "Standard", None)
SPEAKERS = (
    "Mayor Ana Ruiz", "Tom Roe, the council leader,", "Engineer Lou Beck", "Dr. Kim O’Dale", "Ms Van der Berg",
    "a spokesman for the United States", "the United States", "the European Union", "the FBI", "Russia",
    "People there", "residents", "a neighbour", "one witness", "the union", "Unite, the union,", "officials",
    "the Netherlands", "police", "the Red Cross", "Acme plc", "experts", "the opposition", "critics", "the Kremlin",
)  # fmt: skip
VERBS = (
    "said",
    "told the Echo",
    "claimed",
    "warned",
    "announced",
    "admitted",
    "insisted",
    "added",
    "argued",
    "promised",
)
THINGS = (
    "the bridge was safe", "the cracks may be old", "“we will not pay for it”", "the vote would go ahead on Tuesday",
    "“it is a disgrace”", "the deal could cost two million pounds", "nobody had been told", "the water was perfectly clean",
    "“this is a war on our town,” and that it would end soon", "the tax might rise by 14 per cent",
)  # fmt: skip
PARTIES = (
    "the council", "United States", "the United States", "Russia", "the mayor", "Tom Roe", "Acme plc", "the Netherlands",
    "the European Union", "ministers", "the FBI", "its neighbours", "the police",
)  # fmt: skip
DEEDS = (
    "hiding a report",
    "lying about the cracks",
    "an unprovoked attack on the harbour",
    "corruption",
    "wasting money",
)
CHARGES = (
    "{who} accused {party} of {deed}.", "{who} blamed {party} for {deed}.", "{Party} has been accused of {deed}.",
    "{Party} was criticised for {deed}.", "{who} condemned {party} over {deed}.", "{Party} is alleged to be behind {deed}.",
    "{who} attacked {party} again: “They are guilty of {deed}.”",
)  # fmt: skip
REPLIES = (
    "{Party} denied the claim.", "{Party} declined to comment.", "{Party} could not be reached for comment.",
    "{Party} admitted that mistakes had been made.", "{Party} defended the plan and said it had acted in good faith.",
)  # fmt: skip
PLAIN = ("The bridge opened in 1931.", "It rained for most of Monday.", "About 12,000 people live in the town.",
         "The regime’s troops and the rebels held the two banks.", "Protesters gathered; the mob grew at dusk.")  # fmt: skip
HEADLINES = (
    "Bridge stays shut",
    "{Party} accused of {deed}",
    "{Party} denies {deed}",
    "Cracks found in old bridge",
    "",
)


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def articles(count: int, *, seed: int = 0) -> list[Article]:
    """Articles from templates; the same seed gives the same ones."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        party, deed = chance.choice(PARTIES), chance.choice(DEEDS)
        lines = []
        for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 8, 13))):
            who, verb, thing = (chance.choice(some) for some in (SPEAKERS, VERBS, THINGS))
            lines.append(
                f"{_cap(who)} {verb} {thing}." if thing[0] == "“" else f"{_cap(who)} {verb} that {thing}."
            )
        for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
            whom = party if chance.random() < 0.7 else chance.choice(PARTIES)
            fill = {"who": _cap(chance.choice(SPEAKERS)), "party": whom, "Party": _cap(whom), "deed": deed}
            lines.append(chance.choice(CHARGES).format(**fill))
            if chance.random() < 0.4:
                lines.append(chance.choice(REPLIES).format(**fill))
        lines += chance.sample(PLAIN, chance.randint(0, 3))
        chance.shuffle(lines)
        head = chance.choice(HEADLINES).format(Party=_cap(party), deed=deed)
        outlet = chance.choice(OUTLETS)
        when = (
            datetime(2024, 1, 3, tzinfo=UTC) + timedelta(days=chance.randrange(400))
            if chance.random() < 0.8
            else None
        )
        text = "\n\n".join(([head] if head else []) + (lines or ["It rained."]))
        made.append(Article(f"g{number:03}", text, headline=head or None, outlet=outlet, published=when))
    return made


TOLD = (
    '//h1 | //*[contains(@class,"stand")] | //*[contains(@class,"find")] | //*[contains(@class,"prose")] | //figcaption/* | //figcaption[not(*)]'
    ' | //*[contains(@class,"trust")] | //p[contains(@class,"small")] | //summary | //caption | //*[@class="tm"]'
    ' | //*[contains(@class,"card")]//p | //*[@class="out"] | //*[@class="live"] | //section/p'
)
"""Where a page says something itself, in sentences."""

_SENTENCES = "self::h1 or contains(@class,'stand') or contains(@class,'find') or contains(@class,'prose')"
_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NOUNS = (
    "article|statement|source|accusation|charge|measure|group|outlet|hedge|voice|story|answer|report|sentence|month|"
    "speaker|clause|passage|criticism|mention"
)
_THE = (
    "United States|United Kingdom|United Nations|European Union|Netherlands|White House|Kremlin|Red Cross|FBI"
)

FAULTS = {
    "a slot for a speaker": r"\bPeople there (?:voices|make|are heard|is)\b|\bpeople there voices\b",
    "no article before a name that has one": rf"\b(?:[Aa]gainst|of|by|from|to|on|with|and|than) (?:{_THE})\b(?! (?:dollar|state))",
    "a doubled word": r"(?<![-\w’'])(?!(?:had|that|very|no)\b)([A-Za-z]+) \1(?![-\w’'])",
    "a for an": r"\b[Aa] (?!(?:one|once|uni|use|usu|eu|ewe|UK|US|U\.|UN)[a-z.]*\b)[aeiouAEIO]\w",
    "an for a": r"\b[Aa]n (?![aeiouAEIOU8“‘]|hour|honest|honou?r|heir|FBI|MP|NHS|F1|H|L|M|N|R|S|X|11|18)\w",
    "one with a plural": rf"\b(?:1|[Oo]ne) (?:{_NOUNS})s\b",
    "several with a singular": rf"\b(?:[2-9]|[1-9]\d+|[1-9],\d{{3}}|{_WORDS}) (?:{_NOUNS})\b(?![-’])",
    "one with a plural verb": rf"\b(?:1|[Oo]ne) (?:{_NOUNS}) (?:are|have|were|do)\b",
    "several with a singular verb": rf"(?<!of )(?<!the )\b(?:[2-9]|[1-9]\d+|{_WORDS}) (?:{_NOUNS})s (?:is|has|was|does)\b",
    "two spaces, or none": r"  | [,.;:!?](?!\d)|,,|[^.]\.\.(?!\.)|;\.|[,;]\)|\( | \)",
    "an empty slot": r"“\s*”|\(\s*\)|\b(?:of|by|to|from|against|with|than|the|an) [.,;:]|\b(?:of|by|the|an?) (?:of|by)\b",
    "what a program calls nothing": r"\bNone\b(?! of|:)|\b(?:nan|NaN|NaT|null|undefined)\b|<NA>|[{}]|\[\]",
    "words and digits for one thing": rf"\b(?:{_WORDS}) of (?:the )?\d|\b\d[\d,]* of (?:the )?(?:{_WORDS})\b",
    "a clumsy repetition": r"\bcome in in\b|\bof of\b|\bin in\b|\b(?:the|an?) (?:the|an?)\b",
}
"""What no sentence may hold, as a pattern by what is wrong."""

_PATTERNS = {name: re.compile(pattern) for name, pattern in FAULTS.items()}
_END = re.compile(r"(?<=[.!?])[”’)]? +")
_SMALL_DIGIT = re.compile(r"(?<![\d,.¶#=<>%-])\b(?:[2-9]|1[0-2])\b(?![\d,.%]|\.\d|(?: January| February| March| April| May| June"
                          r"| July| August| September| October| November| December| %| points))")  # fmt: skip
_WORD = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)


def faults(text: str, *, sentences: bool = False) -> list[str]:
    """What is wrong with a text of a page.

    Args:
        text: of one element.
        sentences: whether it is whole sentences, which begin with a capital.
    """
    found = [
        f"{name}: {hit.group()!r}" for name, pattern in _PATTERNS.items() if (hit := pattern.search(text))
    ]
    if text.count("“") != text.count("”") or text.count("(") != text.count(")"):
        found.append("a quotation mark or bracket that is not closed")
    for sentence in _END.split(text) if sentences else ():
        first = re.search(r"[^\W_]", sentence)
        if first is not None and first.group().islower():
            found.append(f"a sentence that begins small: {sentence[:40]!r}")
        # Paragraphs, words of speech, parts of a whole and a corpus's articles have figures, whatever else is counted.
        counts = re.sub(
            r"paragraphs? [\d, ]+(?:and \d+)?|\d+ words?|\d+ of the \d+|\d+ articles?|\d+ of them in quotation",
            "",
            sentence,
        )
        if _SMALL_DIGIT.search(counts) and _WORD.search(sentence):
            found.append(f"words and digits in one sentence: {sentence[:90]!r}")
    return found


def told(page: str) -> Iterator[tuple[str, bool]]:
    """What a page says itself, element by element, without the article's words; and whether it is sentences."""
    tree = html.fromstring(page)
    for node in tree.xpath('//q | //cite | //mark | //*[contains(@class,"words")] | //style | //script'):
        node.drop_tree()
    for node in tree.xpath(TOLD):
        text = " ".join("".join(node.itertext()).split("\n")).strip()
        if text:
            yield text, bool(node.xpath(_SENTENCES))


def article_pages(tables: Tables, count: int) -> Iterator[tuple[str, str]]:
    """Name and markup of the pages of single articles."""
    for name in list(tables.articles["article_id"])[:count]:
        yield name, str(show.report(tables.only([name])))


def corpus_pages(tables: Tables) -> Iterator[tuple[str, str]]:
    """Name and markup of pages over several articles: of few, of all, by outlet, by month, by nothing."""
    names = list(tables.articles["article_id"])
    yield "two articles", str(show.report(tables.only(names[:2])))
    yield "five articles", str(show.report(tables.only(names[5:10])))
    yield "all articles", str(show.report(tables))
    yield "one outlet", str(show.report(tables.but(articles=tables.articles.assign(outlet="Echo"))))
    bare = tables.articles.assign(
        outlet=None, published=tables.articles["published"].where([False] * len(names))
    )
    yield "no outlet, no dates", str(show.report(tables.but(articles=bare).only(names[:20])))


def comparison_pages(tables: Tables, *, draws: int = 200) -> Iterator[tuple[str, str]]:
    """Name and markup of comparison pages."""
    from framing.comparison.body import body
    from framing.study.alongside import alongside
    from framing.study.compared import compare

    for by, over in (("outlet", None), ("outlet", "month"), (None, "month")):
        found = compare(tables, by, over=over, draws=draws)
        words, same = alongside(tables, found) if by else (None, None)
        yield f"by {by} over {over}", str(body(found, words, same, "May", found.notes))


def index_pages() -> Iterator[tuple[str, str]]:
    """Name and markup of start pages of batches with none, one and many reports of every status."""
    from framing.report.index import render
    from framing.report.manifest import STATUSES, Entry

    figures = {"articles": 1, "statements": 1, "camp": None, "camp_statements": 0, "accusations": 1, "unnamed": 1,
               "before": 3, "body_words": 90, "hedges": 1, "words": 90, "strip": [[0, 30, 1, ""]]}  # fmt: skip
    for count in (0, 1, 2, 3, 13):
        entries = [
            Entry(f"articles/a{n}/report.html", "report", "article", f"Bridge {n}", outlet=OUTLETS[n % 5] or "",
                  status=STATUSES[n % len(STATUSES)], parts={"suite": "1"}, figures=figures)
            for n in range(count)
        ]  # fmt: skip
        aside = [("x.txt", "The file is empty.")] * min(count, 2)
        yield f"an index of {count}", render(entries, aside, notebooks={})["index.html"]


def wrong(pages: Iterator[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Page, fault and text of everything that is wrong."""
    return [
        (name, fault, text)
        for name, page in pages
        for text, whole in told(page)
        for fault in faults(text, sentences=whole)
    ]


def annotated(count: int, *, seed: int = 0) -> Tables:
    """The tables of generated articles."""
    made: Sequence[Article] = articles(count, seed=seed)
    return annotate(Corpus(tuple(made)))


def main() -> None:
    """Build every page of generated articles and tell what is wrong with their sentences."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    tables = annotated(given.articles, seed=given.seed)
    found = []
    for pages in (
        index_pages(),
        comparison_pages(tables),
        corpus_pages(tables),
        article_pages(tables, given.articles),
    ):
        found += wrong(pages)
    for page, fault, text in found[:200]:
        print(json.dumps({"page": page, "fault": fault, "text": text[:300]}, ensure_ascii=False))
    counts = Counter(fault.partition(":")[0] for _, fault, _ in found)
    print(
        json.dumps({"articles": given.articles, "faults": len(found), "by kind": dict(counts.most_common())})
    )
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
