"""Every layer over one article: what fails or takes too long loses its own rows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from framing.article import SetAside
from framing.layers import registry
from framing.layers.registry import Layer, Seen
from framing.patience import TooLongError, at_most
from framing.statement import Statement
from framing.text import Document

if TYPE_CHECKING:
    from framing.attribution.sequence import Tagger
    from framing.camps import Camps
    from framing.layers.found import Accusation, Source

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds that one layer may take for one article. Work grows with the length of a text, and a megabyte takes seconds:
only what nobody thought of comes here."""


class ByHand(Protocol):
    """What people said of an article's rows, applied between the layers."""

    def statements(self, found: Sequence[Statement], camps: Camps) -> Sequence[Statement]:
        """The statements with what was said of them."""

    def again(self, found: Sequence[Statement]) -> Sequence[Statement]:
        """The statements with what a later layer must not take back."""

    def sources(self, found: Any) -> Any:
        """The sources with what was said of them."""

    def rows(self, rows: dict[str, list[dict[str, Any]]], voices: Any, who: Any) -> None:
        """Every other table with what was said of its rows."""


def spoken_in(
    documents: Sequence[Document], tagger: Tagger, camps: Camps, failed: list[SetAside]
) -> list[list[Statement]]:
    """Who says what in some articles; where that fails for one of them, it has no statements.

    Args:
        documents: the articles.
        tagger, camps: as for `framing.layers.statements.statements`.
        failed: what has no statements, and why, is appended here.
    """
    from framing.layers.statements import statements

    try:
        with at_most(PATIENCE * len(documents)):
            return statements(documents, tagger=tagger, camps=camps)
    except Exception as error:  # whatever one article breaks, the others must not be lost
        if len(documents) == 1:
            failed.append(_told(documents[0], "statements", error))
            return [[]]
        return [found for one in documents for found in spoken_in([one], tagger, camps, failed)]


def rows_of(
    document: Document,
    spoken: Sequence[Statement],
    camps: Camps,
    lexicons: str | None,
    failed: list[SetAside],
    *,
    schemes: Any = None,
    hand: ByHand | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """The rows of every layer for one article.

    Args:
        document: the article.
        spoken: its statements.
        camps: the sides.
        lexicons: the user's folder of word lists, or None.
        failed: the layers that lack their rows, and why, are appended here.
        schemes: frame schemes of the user's own.
        hand: what people said of the article's rows.
    """
    from framing.layers.accusations import accusations, with_acts
    from framing.layers.sources import sources
    from framing.layers.voices import Voices

    def tried(name: str, find: Callable[[], T], nothing: T) -> T:
        try:
            with at_most(PATIENCE):
                return find()
        except Exception as error:  # a layer may fail in any way
            failed.append(_told(document, name, error))
            return nothing

    if hand is not None:
        spoken = hand.statements(spoken, camps)
    found: tuple[Accusation, ...] = tried("accusations", lambda: accusations(document, spoken), ())
    spoken = with_acts(spoken, found)
    if hand is not None:
        spoken = hand.again(spoken)
    voices = Voices(document, spoken)
    who: list[Source] = tried("sources", lambda: sources(document, spoken), [])
    if hand is not None:
        who = hand.sources(who)
    seen = Seen(document, spoken, voices, camps, lexicons, who, found, schemes)
    rows: dict[str, list[dict[str, Any]]] = {
        name: tried(name, lambda layer=layer: _found(layer, seen), [])  # type: ignore[misc]
        for name, layer in registry.layers().items()
    }
    if hand is not None:
        rows["corrections"] = []
        hand.rows(rows, voices, who)
    return rows


def _found(layer: Layer, seen: Seen) -> list[dict[str, Any]]:
    made = layer.find(seen)
    return list(made) if layer.own else registry.checked(layer, made, seen.document)


def _told(document: Document, name: str, error: Exception) -> SetAside:
    layer = registry.layers()[name]
    whose = f"the layer '{name}'" if layer.own else f"the layer '{name}' of the package '{layer.package}'"
    if isinstance(error, TooLongError):
        why = f"{whose} was given up on it ({error})"
    else:
        why = f"{whose} failed on it ({type(error).__name__}: {error})"
    return SetAside(document.article.source or document.article.id, f"{why}; its other layers stand")
