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


_Choice = tuple[frozenset[str], ...]
"""Sets of classes of which one must be there, whole."""


@dataclass(frozen=True)
class _Rule:
    """A rule as text: its selectors, each with what it needs, and what it declares.

    Where it holds further rules, as a rule for print does, they stand in `inner` and `selectors` is its own line.
    """

    selectors: tuple[tuple[str, tuple[_Choice, ...]], ...]
    body: str
    inner: tuple[_Rule, ...] = ()

    def text(self, there: frozenset[str]) -> str:
        """The rule with the selectors that can match; empty where none can."""
        if self.inner:
            rules = "".join(rule.text(there) for rule in self.inner)
            return f"{self.selectors[0][0]}{{{rules}}}\n" if rules else ""
        kept = ",".join(
            selector for selector, needs in self.selectors
            if all(any(classes <= there for classes in choice) for choice in needs)
        )  # fmt: skip
        return f"{kept}{{{self.body}}}\n" if kept else ""


def used(css: str, markup: str, script: str = "") -> str:
    """A style sheet without the rules whose classes a page has not, for a page of so many bytes less.

    Args:
        css: a style sheet of our own; rules for elements and ids stay.
        markup: everything in the body of the page.
        script: of the page; a class that one of its strings names may come later.

    Example:
        >>> print(used(".a,.b p{color:red}@media print{.c{color:#000}}.d:not(.e){--x:0;margin:0}", '<p class="a d">'))
        .a{color:red}
        .d:not(.e){margin:0}
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
                yield _Rule(((head, ()),), "", tuple(_read(inner)))
            else:
                yield _Rule(((head, ()),), tinycss2.serialize(node.content or ()).strip())
        elif node.type == "qualified-rule":
            body = tinycss2.serialize(node.content).strip()
            selectors = [part for part in _parts(node.prelude) if part]
            yield _Rule(
                tuple((tinycss2.serialize(part).strip(), tuple(_needs(part))) for part in selectors), body
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


def _needs(selector: Sequence[Any]) -> Iterator[_Choice]:
    """What must be there for a selector to match anything; what stands in `:not()` may be missing."""
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "ident" and before == ".":
            yield (frozenset((token.value,)),)
        elif token.type == "function" and token.lower_name in ("has", "is", "where"):
            yield tuple(_all(part) for part in _parts(token.arguments))


def _all(selector: Sequence[Any]) -> frozenset[str]:
    """The classes that a selector inside another needs; of a choice within it, none is asked for."""
    needs = [choice for choice in _needs(selector) if len(choice) == 1]
    return frozenset(name for choice in needs for name in choice[0])
