"""Looking around in a running notebook: choose, and the words behind a number appear; a full list elsewhere.

A page that was made from a notebook has no kernel behind it, and a report must not need a script. So each
function here gives widgets only where somebody sits in front of the notebook, and else the static list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.layers.registry import marked
from framing.show.html import Html, para

if TYPE_CHECKING:
    from framing.show.model import View
    from framing.study import Study

EVERYTHING = "all"
"""The choice that leaves nothing out."""

_CAPTION = "The words behind the numbers"


def live() -> bool:
    """Whether somebody sits in front of this notebook: JupyterLab and its kin name the cell they run.

    Example:
        >>> live()
        False
    """
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    parent = getattr(shell, "parent_header", None) or {}
    metadata = parent.get("metadata") or {}
    return "cellId" in metadata or "cell_id" in metadata


def statements(view: View, *, limit: int = 60) -> Any:
    """The statements in their sentences, by camp, kind of source and kind of speech.

    Args:
        view: from `framing.show.view`.
        limit: the most lines shown at a time.

    Returns:
        Widgets where somebody can use them, else the list as HTML.
    """
    from framing import show

    if not view.said:
        return para("There are no statements here, so there is nothing to look at.")
    choices = {
        "camp": _values(said.camp.name for said in view.said),
        "source": _values(_SOURCES[said.naming] for said in view.said),
        "speech": _values(said.kind for said in view.said),
    }

    def draw(chosen: dict[str, str]) -> Html:
        def fits(row: Mapping[str, Any]) -> bool:
            found = {"camp": row["camp"], "source": _SOURCES[row["naming"]], "speech": row["kind"]}
            return all(value in (EVERYTHING, found[name]) for name, value in chosen.items())

        found: Html = show.concordance(view, "statements", where=fits, limit=limit, caption=_CAPTION)
        return found

    return _choose(choices, draw)


def marks(view: View, layer: str, *, limit: int = 60) -> Any:
    """The marks of one layer in their sentences, by kind and by voice.

    Args:
        view: from `framing.show.view`.
        layer: one that marks words: hedges, loaded, names, and those of other packages.
        limit: the most lines shown at a time.

    Returns:
        Widgets where somebody can use them, else the list as HTML.
    """
    from framing import show

    found = view.marks(layer)
    if not found:
        declared = marked()[layer].marks
        assert declared is not None
        return para(f"There are no {declared.plural} here, so there is nothing to look at.")
    choices = {"kind": _values(mark.kind for mark in found), "voice": _values(mark.voice for mark in found)}

    def draw(chosen: dict[str, str]) -> Html:
        def fits(row: Mapping[str, Any]) -> bool:
            return all(value in (EVERYTHING, row[name]) for name, value in chosen.items())

        lines: Html = show.concordance(view, layer, where=fits, limit=limit, caption=_CAPTION)
        return lines

    return _choose(choices, draw)


def words(news: Study, phrase: str, *, limit: int = 60) -> Any:
    """Any word or phrase of the corpus in its sentences; `*` stands for any letters.

    Args:
        news: from `framing.notebook.params.open_study`.
        phrase: what to look for first; in a running notebook it can be changed.
        limit: the most lines shown.

    Returns:
        A search field where somebody can use it, else the list as HTML.

    Example:
        >>> from framing.article import Article, Corpus
        >>> from framing.study import Study
        >>> from framing.tables import Tables
        >>> tables = Tables.from_rows({"articles": [{"article_id": "a", "text": "It may rain.", "words": 3}]})
        >>> "may" in str(words(Study(Corpus((Article("a", "It may rain."),)), tables), "may"))
        True
    """

    def draw(wanted: str) -> Html:
        from framing import study
        from framing.show import compare

        try:
            found = study.find(news.here, wanted)
        except ValueError as error:
            return para(str(error).capitalize())
        if found.empty:
            return para(
                f"“{wanted}” does not stand in {'this article' if news.single else 'these articles'}."
            )
        lines = study.concordance(news.here, found, most=limit)
        return compare.kwic(news.plain(lines), f"“{wanted}” in its sentences: {len(found):,}", limit=limit)

    if not live():
        return draw(phrase)
    import ipywidgets

    field = ipywidgets.Text(value=phrase, description="Look for", continuous_update=False)
    shown = ipywidgets.HTML(value=draw(phrase)._repr_html_())
    field.observe(lambda change: setattr(shown, "value", draw(change["new"])._repr_html_()), names="value")
    return ipywidgets.VBox([field, shown])


_SOURCES = {
    "named": "a person, by name", "body": "a body, by name", "unnamed": "someone without a name", "nobody": "no one",
}  # fmt: skip


def _values(found: Any) -> list[str]:
    return [EVERYTHING, *dict.fromkeys(str(value) for value in found)]


def _choose(choices: dict[str, list[str]], draw: Callable[[dict[str, str]], Html]) -> Any:
    if not live():
        return draw(dict.fromkeys(choices, EVERYTHING))
    import ipywidgets

    fields: Sequence[Any] = [
        ipywidgets.Dropdown(options=values, description=name) for name, values in choices.items()
    ]
    shown = ipywidgets.HTML()

    def again(change: object = None) -> None:
        shown.value = draw({field.description: field.value for field in fields})._repr_html_()

    for field in fields:
        field.observe(again, names="value")
    again()
    return ipywidgets.VBox([ipywidgets.HBox(list(fields)), shown])
