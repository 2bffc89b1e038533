"""A comparison in a notebook: made once, shown chapter by chapter; one sentence where there is nothing to compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from framing.notebook.params import ParameterError
from framing.show import groups as shown
from framing.show import groups_stories
from framing.show.html import Html, esc, join, para
from framing.study.alongside import alongside
from framing.study.compared import Comparison
from framing.study.grouping import TIMES
from framing.study.panel import CHAPTERS
from framing.study.tellings import headline

if TYPE_CHECKING:
    import pandas as pd

    from framing.study import Study
    from framing.study.stories import Stories


@dataclass(frozen=True, eq=False)
class Look:
    """A comparison to look at.

    Args:
        news: the study.
        found: the comparison; None where there is nothing to compare.
        why: then the sentence that says why.
    """

    news: Study
    found: Comparison | None
    why: str = ""

    def _show(self, made: Html | None) -> Html:
        return para("Nothing to compare.") if made is None else made

    @property
    def told(self) -> Html:
        """The finding, and what the reader must know."""
        if self.found is None:
            return para("There is nothing to compare here: " + self.why)
        return join([Html(f'<p class="find">{esc(headline(self.found))}</p>'), shown.notes(self.found)])

    @property
    def differences(self) -> Html:
        """The measures that differ, and how large the groups are."""
        if self.found is None or self.found.by is None:
            return self._show(None if self.found is None else para("No groups were compared, only months."))
        if self.found.differing.empty:
            return join([para("No measure differs beyond what chance explains."), shown.groups(self.found)])
        return join([shown.differences(self.found), shown.groups(self.found)])

    def chapter(self, *names: str) -> Html:
        """The figures of one chapter or more.

        Args:
            *names: of `framing.study.panel.CHAPTERS`.

        Raises:
            ValueError: for another name.
        """
        for name in names:
            if name not in CHAPTERS:
                raise ValueError(f"there is no chapter '{name}'; there are {', '.join(CHAPTERS)}.")
        if self.found is None:
            return self._show(None)
        wanted = self.found.measures[self.found.measures["chapter"].isin(names)]["measure"]
        if wanted.empty:
            return para("Nothing of this was found in these articles.")
        return join(shown.measure(self.found, name, folded=True) for name in wanted)

    @cached_property
    def _beside(self) -> tuple[pd.DataFrame, Stories] | None:
        if self.found is None or self.found.by is None:
            return None
        return alongside(self.news.here, self.found)

    @property
    def words(self) -> Html:
        """The words that set the groups apart."""
        if self.found is None or self._beside is None:
            return self._show(None)
        return groups_stories.words(self.found, self._beside[0])

    @property
    def stories(self) -> Html:
        """The stories that several groups tell."""
        return self._show(None) if self._beside is None else groups_stories.stories(self._beside[1])

    @property
    def method(self) -> Html:
        """How it was counted."""
        return self._show(None) if self.found is None else shown.methods(self.found)


def look(news: Study, *, by: str = "outlet", over: str = "month", pair: str = "") -> Look:
    """Compare the articles of a study by a column and over time.

    Args:
        news: from `framing.notebook.params.open_study`.
        by: a column of the articles, or a span of time.
        over: year, quarter, month or week; empty for no course over time.
        pair: a column that says which articles tell the same story, or empty.

    Returns:
        What can be shown; where there is but one group or no date, as far as it goes.

    Raises:
        ParameterError: for a column or a span that is not there.

    Example:
        >>> from framing.study import of
        >>> from framing.tables import Tables
        >>> rows = [{"article_id": "a", "text": "It rained.", "words": 2, "outlet": "Echo"}]
        >>> "has only the value" in str(look(of(Tables.from_rows({"articles": rows}))).told)
        True
    """
    columns = [str(name) for name in news.here.articles.columns if name not in ("text", "article_id")]
    for name, value, allowed in (
        ("by", by, [*columns, *TIMES]),
        ("over", over, ["", *TIMES]),
        ("pair", pair, ["", *columns]),
    ):
        if value not in allowed:
            known = ", ".join(one for one in allowed if one)
            raise ParameterError(f"the parameter `{name}` names '{value}', but there are only {known}.")
    dated = bool(news.here.articles["published"].notna().any())
    try:
        found = news.compare(by or None, over=(over or None) if dated else None, pair=pair or None)
    except ValueError as error:
        return Look(news, None, str(error))
    return Look(news, found)
