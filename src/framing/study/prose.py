"""Sentences filled from the numbers, with forms for none, one and many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.study.measures import NAMINGS, Measured
from framing.study.shares import first_accusation

if TYPE_CHECKING:
    import pandas as pd

    from framing.tables import Tables


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    Example:
        >>> count(0, "hedge"), count(1, "hedge"), count(1200, "story", "stories")
        ('no hedge', '1 hedge', '1,200 stories')
    """
    return f"{'no' if number == 0 else f'{number:,}'} {one if number in (0, 1) else many or one + 's'}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Parts as a list in a sentence.

    Example:
        >>> listed(["a"]), listed(["a", "b", "c"])
        ('a', 'a, b and c')
    """
    if len(parts) < 2:
        return parts[0] if parts else "none"
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def page(regions: pd.DataFrame) -> str:
    """How much of the pages is story, from `framing.study.pages.regions`.

    Example:
        >>> from framing.study.pages import regions
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})
        >>> page(regions(tables))
        'All 2 words are story: body.'
    """
    words = int(regions["words"].sum())
    story = int(regions.loc[regions["story"], "words"].sum())
    present = regions[regions["words"] > 0]
    told = listed([str(name) for name in present.loc[present["story"], "region"]])
    if not words:
        return "There is not a single word here."
    if story == words:
        return f"All {words:,} words are story: {told}."
    around = present[~present["story"]]
    rest = listed(
        [f"{name} ({size:,})" for name, size in zip(around["region"], around["words"], strict=True)]
    )
    return (
        f"{story:,} of the {words:,} words ({100 * story / words:.0f}%) tell the story: {told}. "
        f"The other {words - story:,} stand around it: {rest}."
    )


def wire(agencies: pd.DataFrame, passages: pd.DataFrame) -> str:
    """Which agencies sign, and what is printed more than once, from `framing.study.copies`.

    Example:
        >>> from framing.study import copies
        >>> from framing.tables import Tables
        >>> empty = Tables.from_rows({})
        >>> wire(copies.credits(empty), copies.passages(empty))
        'No news agency is named in a credit line or dateline. No passage is printed twice.'
    """
    if agencies.empty:
        first = "No news agency is named in a credit line or dateline."
    else:
        names = agencies["agency"].value_counts(sort=False)
        told = listed([f"{name} ({times})" if times > 1 else str(name) for name, times in names.items()])
        held = agencies["article_id"].nunique()
        whole = f"{count(held, 'article')} or parts of {'it' if held == 1 else 'them'}"
        first = f"{told} {'signs' if len(names) == 1 else 'sign'} {whole}."
    if passages.empty:
        return first + " No passage is printed twice."
    numbers = passages.drop_duplicates("passage")
    captions = int(passages[passages["region"] == "caption"]["passage"].nunique())
    if len(numbers) == 1:
        return f"{first} One passage{', a caption,' if captions else ''} stands more than once."
    of = f", {captions if captions < len(numbers) else 'all'} of them in captions" if captions else ""
    return f"{first} {len(numbers):,} passages stand more than once{of}."


def copies(pairs: pd.DataFrame, articles: int) -> str:
    """How many articles are near-copies of one another, from `framing.study.copies.near`.

    Example:
        >>> from framing.study.copies import near
        >>> copies(near({}), 1)
        'There is only one article, so there is nothing to compare it with.'
    """
    from framing.study.copies import groups

    if articles < 2:
        return "There is only one article, so there is nothing to compare it with."
    if pairs.empty:
        return f"None of the {articles:,} articles is largely the same as another."
    found = groups(pairs)
    held = sum(len(group) for group in found)
    return (
        f"{held:,} of the {articles:,} articles are near-copies, in {count(len(found), 'group')}; "
        f"counted once each, {articles - held + len(found):,} different stories remain."
    )


def counting(tables: Tables) -> str:
    """How near copies are counted, in one sentence; "" where the tables are of one article.

    Example:
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "words": 1}, {"article_id": "b", "words": 1}]
        >>> rows += [{"article_id": "c", "words": 1, "copy_of": "a"}]
        >>> from framing.study.copies import counted
        >>> counting(counted(Tables.from_rows({"articles": rows})))
        'Near copies are counted once: 1 article that repeats another is left out.'
    """
    told = tables.provenance.get("copies")
    return counted_as(told, int(tables.articles["copy_of"].notna().sum()), len(tables.articles))


def counted_as(told: object, repeating: int, articles: int) -> str:
    """The sentence of `counting`.

    Args:
        told: what the provenance of tables says on copies; None where nothing was chosen.
        repeating: of the articles counted, how many repeat another.
        articles: that are counted.

    Example:
        >>> counted_as({"counted": "drop", "left_out": 3}, 0, 5)
        'Near copies are not counted: 3 articles that stand there more than once are left out.'
        >>> counted_as(None, 2, 5)
        'Near copies are all counted: 2 articles repeat another.'
    """
    told = told if isinstance(told, Mapping) else {}
    left, how = int(told.get("left_out", 0)), str(told.get("counted", "keep"))
    if articles + left < 2:
        return ""
    if how == "keep":
        many = f"{count(repeating, 'article')} {'repeats' if repeating == 1 else 'repeat'} another"
        return f"Near copies are all counted: {many if repeating else 'no article repeats another'}."
    ways = "counted once" if how == "once" else "not counted"
    if not left:
        return f"Near copies are {ways}: no article repeats another."
    one = left == 1
    which = (
        f"that {'repeats' if one else 'repeat'} another" if how == "once"
        else f"that {'stands' if one else 'stand'} there more than once"
    )  # fmt: skip
    return f"Near copies are {ways}: {count(left, 'article')} {which} {'is' if one else 'are'} left out."


def opening(measured: Measured) -> str:
    """How much of the story stands before the first accusation or criticism.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> opening(measure(Tables.from_rows({})))
        'No story here has an accusation or a criticism in it.'
    """
    table = first_accusation(measured)
    articles = len(measured.articles)
    if table.empty:
        return "No story here has an accusation or a criticism in it."
    if articles == 1:
        row = table.iloc[0]
        words, body = int(row["before_accusation"]), int(row["body_words"])
        if not words:
            return "The story's body opens with an accusation or criticism."
        share = f"{words:,} of the body's {body:,} words ({100 * words / body:.0f}%)"
        return f"{share} are read before the first accusation or criticism."
    middle = 100 * float(table["share"].median())
    return (
        f"{len(table):,} of the {articles:,} articles have an accusation or criticism; in the middle one of these, "
        f"{middle:.0f}% of the body is read before it."
    )


def certainty(rates: pd.DataFrame, of: str = "mark", many: str = "") -> str:
    """Where marks of certainty stand more often, and whether the words suffice to say so.

    Args:
        rates: from `framing.study.rates` by voice.
        of: what is counted, in the singular.
        many: its plural, where it is not regular.

    Example:
        >>> from framing.study import measure, rates
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It rained.", "words": 2}]})
        >>> certainty(rates(measure(tables), tables.hedges), "hedge")
        'There is no hedge in these 2 words.'
    """
    total, words = int(rates["count"].sum()), int(rates["words"].sum())
    if not total:
        return f"There is no {of} in these {words:,} words."
    told = [
        f"{count(int(row['count']), of, many)} in {int(row['words']):,} {_WHOSE[str(row['voice'])]}"
        for _, row in rates[rates["words"] > 0].iterrows()
    ]
    known = rates[rates["words"] > 0].sort_values("per_1000", ascending=False)
    top, rest = known.iloc[0], known.iloc[1:]
    if rest.empty:
        return f"There {'is' if total == 1 else 'are'} {listed(told)}."
    clear = float(top["low"]) > float(rest["high"].max())
    close = (
        ""
        if clear
        else " The intervals overlap, so these words are too few to say that one voice hedges more."
    )
    often = f" Per 1,000 words they stand most often {_VOICE[str(top['voice'])]}." if clear else close
    return f"There {'is' if total == 1 else 'are'} {listed(told)}.{often}"


_WHOSE = {
    "journalist": "words of the journalist’s own",
    "paraphrased": "words that paraphrase a source",
    "quoted": "words in quotation marks",
}
_VOICE = {
    "journalist": "in the journalist’s own words",
    "paraphrased": "where sources are paraphrased",
    "quoted": "in quotation marks",
}


def named(measured: Measured) -> str:
    """How many statements have a source that can be checked.

    Example:
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> named(measure(Tables.from_rows({})))
        'Nobody is said to say anything here.'
    """
    table = measured.statements
    if table.empty:
        return "Nobody is said to say anything here."
    counts = table["naming"].value_counts().to_dict()
    sizes = [(name, int(counts.get(name, 0))) for name in NAMINGS]
    parts = [f"{size:,} from {name.replace(', by', ' given by')}" for name, size in sizes if size]
    return f"{count(len(table), 'statement')}: {listed(parts)}."


def tone(by_voice: pd.DataFrame) -> str:
    """The mean tone of each voice, with a warning where the sentences are few.

    Args:
        by_voice: from `framing.study.tones`.

    Example:
        >>> from framing.study.tones import tones
        >>> from framing.study.measures import measure
        >>> from framing.tables import Tables
        >>> empty = Tables.from_rows({})
        >>> tone(tones(measure(empty), empty.tone))
        'No sentence here has a score of tone.'
    """
    if by_voice.empty or not int(by_voice["sentences"].sum()):
        return "No sentence here has a score of tone."
    spoken = by_voice[by_voice["sentences"] > 0]
    largest = spoken.sort_values("sentences", ascending=False, kind="stable").head(_TOLD).index
    told = [
        f"{float(row['mean']):+.2f} for {row['voice']} ({count(int(row['sentences']), 'passage')})".replace(
            "-", "−"
        )
        for _, row in spoken.loc[sorted(largest)].iterrows()
    ]
    more = len(spoken) - _TOLD
    rest = "" if more <= 0 else f" {count(more, 'further voice has', 'further voices have')} fewer passages."
    few = " Means of so few passages say little." if int(by_voice["sentences"].max()) < _FEW else ""
    return f"On VADER’s scale from −1 to +1 the mean is {listed(told)}.{rest}{few}"


def frames(framed: pd.DataFrame) -> str:
    """Which frames the articles carry, from `framing.study.framed`.

    Example:
        >>> from framing.study import framed
        >>> from framing.tables import frame
        >>> names = ("conflict", "morality")
        >>> rows = [{"article_id": "a", "frame": name, "present": name == "conflict"} for name in names]
        >>> frames(framed(frame("frames", rows)))
        'The article carries the frame conflict, but not morality.'
    """
    if framed.empty:
        return "No frame was looked for here."
    names = framed.assign(frame=[str(name).replace("_", " ") for name in framed["frame"]])
    present, absent = names[names["articles"] > 0], list(names.loc[names["articles"] == 0, "frame"])
    if int(framed["of"].max()) == 1:
        if present.empty:
            return f"The article carries none of the frames {listed(absent, 'or')}."
        rest = f", but not {listed(absent, 'or')}" if absent else ""
        return f"The article carries the frame{'s' if len(present) > 1 else ''} {listed(list(present['frame']))}{rest}."
    told = [f"{row['frame']} in {row['articles']:,}" for _, row in present.iterrows()]
    if not told:
        return f"None of the {int(framed['of'].max()):,} articles carries a frame."
    rest = f"; {listed(absent)} in none" if absent else ""
    return f"Of {int(framed['of'].max()):,} articles: {listed(told)}{rest}."


def targets(toward: pd.DataFrame) -> str:
    """Who is spoken of most, and how, from `framing.study.toward`.

    Example:
        >>> from framing.study import toward
        >>> from framing.tables import frame
        >>> targets(toward(frame("tone_toward", [])))
        'Nobody is spoken of here whom the suite could name.'
    """
    if toward.empty:
        return "Nobody is spoken of here whom the suite could name."
    top = toward.head(3)
    told = [
        f"{row['target']} in {count(int(row['mentions']), 'sentence')} ({int(row['negative'])} negative, "
        f"{int(row['positive'])} positive, the rest neutral)"
        for _, row in top.iterrows()
    ]
    return f"Most is said of {listed(told)}."


_FEW = 30
_TOLD = 4
