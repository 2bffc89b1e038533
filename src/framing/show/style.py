"""The style sheets of the package: the page's own, and the same parts inside a notebook."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=8)
def _css(name: str) -> str:
    home = resources.files("framing").joinpath("resources", "template", f"{name}.css")
    return home.read_text(encoding="utf-8").strip()


def colours() -> tuple[str, str]:
    """The colours, typefaces and steps of every page, as declarations: for light, and what differs in the dark.

    Example:
        >>> ["--paper:" in one for one in colours()]
        [True, True]
    """
    return _css("light"), _css("dark")


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """The style sheet of reports and of their index: colours for light and dark, page, parts and print.

    Example:
        >>> "--paper" in stylesheet(), "http" in stylesheet()
        (True, False)
    """
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_css('dark')}}}}}"
    return f":root,.lite{{{_css('light')}}}\n{dark}\n{_css('page')}\n{_css('parts')}\n{_css('compare')}"


@lru_cache(maxsize=1)
def scoped() -> str:
    """The parts alone, inside `.fr`: what an output brings along into a notebook that has none of our styles."""
    own = (
        "background:var(--paper);color:var(--ink);font:400 1rem/1.55 var(--sans);padding:.5rem;"
        "counter-reset:none;overflow-wrap:break-word;"
    )
    dark = f"@media screen and (prefers-color-scheme:dark){{.fr{{{_css('dark')}}}}}"
    return f".fr{{{_css('light')}{own}}}{dark}.fr{{\n{_css('parts')}\n{_css('compare')}\n}}"
