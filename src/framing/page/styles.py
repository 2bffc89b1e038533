"""The rules of a style sheet that a page can use: a page of one article carries none of a corpus page's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tinycss2.ast import Node

_CLASS = re.compile(r"class=(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))")
_WORD = re.compile(r"[\w-]+")
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
_VARIABLE = re.compile(r"--(\w+):[^;}]*;?")


@dataclass(frozen=True)
class _Rule:
    """A rule as text: its selectors, each with the classes that must be there, and what it declares.

    Where it holds further rules, as a rule for print does, they stand in `inner` and `selectors` is its own line.
    """

    selectors: tuple[tuple[str, frozenset[str]], ...]
    body: str
    inner: tuple[_Rule, ...] = ()

    def text(self, there: frozenset[str]) -> str:
        """The rule with the selectors that can match; empty where none can."""
        if self.inner:
            rules = "".join(rule.text(there) for rule in self.inner)
            return f"{self.selectors[0][0]}{{{rules}}}\n" if rules else ""
        kept = ",".join(selector for selector, needs in self.selectors if needs <= there)
        return f"{kept}{{{self.body}}}\n" if kept else ""


def used(css: str, markup: str, script: str = "") -> str:
    """A style sheet without the rules whose classes a page has not, for a page of so many bytes less.

    Args:
        css: a style sheet of our own; rules for elements and ids stay.
        markup: everything in the body of the page.
        script: of the page; a class that one of its strings names may come later.

    Example:
        >>> print(used(".a,.b p{color:red}@media print{.c{color:#000}}.d:is(.e){--x:0;margin:0}", '<p class="a d">'))
        .a{color:red}
        .d:is(.e){margin:0}
    """
    found = {word for groups in _CLASS.findall(markup) for word in "".join(groups).split()}
    there = frozenset(found.union(*map(_WORD.findall, _STRING.findall(script))))
    kept = "".join(rule.text(there) for rule in _rules(css)).strip()
    named = set(re.findall(r"var\(--(\w+)", f"{kept}{markup}{script}"))
    return _VARIABLE.sub(lambda match: match.group() if match[1] in named else "", kept)


@lru_cache(maxsize=8)
def _rules(css: str) -> tuple[_Rule, ...]:
    import tinycss2

    return tuple(_read(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _read(nodes: Sequence[Node]) -> Iterator[_Rule]:
    import tinycss2

    for node in nodes:
        if node.type == "at-rule":
            head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude).rstrip()}"
            if node.at_keyword in ("media", "supports"):
                inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield _Rule(((head, frozenset()),), "", tuple(_read(inner)))
            else:
                yield _Rule(((head, frozenset()),), tinycss2.serialize(node.content or ()).strip())
        elif node.type == "qualified-rule":
            body = tinycss2.serialize(node.content).strip()
            selectors = [part for part in _parts(node.prelude) if part]
            yield _Rule(
                tuple((tinycss2.serialize(part).strip(), frozenset(_classes(part))) for part in selectors), body
            )


def _parts(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    """The selectors between commas."""
    part: list[Any] = []
    for token in prelude:
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _classes(selector: Sequence[Any]) -> Iterator[str]:
    """The classes without which a selector matches nothing; what stands in `:is()` and `:not()` may be missing."""
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "ident" and before == ".":
            yield token.value
        elif token.type == "function" and token.lower_name == "has":
            yield from _classes(token.arguments)
