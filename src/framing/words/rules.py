"""Ordered lists of small named rules, and weights in one frozen object: each can be switched off and measured.

A decision is a list of rules; the first that has an answer gives it, and its name stays beside the answer:

    KIND = Rules("words.kind")

    @KIND.rule
    def shouted(word: str) -> str | None:
        "All in capitals."
        return "shouted" if word.isupper() else None

    KIND.first("NATO")          # Answer(rule="shouted", value="shouted")

`benchmarks/ablation.py` switches every rule and every weight off in turn and prints which figures change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

from framing.words.tables import forget

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W")

_LISTS: dict[str, Rules[Any, Any]] = {}
_WEIGHTS: dict[str, Weights[Any]] = {}


class Answer(NamedTuple, Generic[T]):
    """What a list of rules decided, and the rule that did."""

    rule: str
    value: T


class Rules(Generic[P, T]):
    """Rules in the order in which they are asked; each returns an answer or None.

    Args:
        name: dotted, the room first; unique in the suite.

    Raises:
        ValueError: for a name that is taken.

    Example:
        >>> parity = Rules("doctest.parity")
        >>> @parity.rule
        ... def even(number: int) -> str | None:
        ...     return "even" if number % 2 == 0 else None
        >>> parity.first(4), parity.first(3)
        (Answer(rule='even', value='even'), None)
        >>> with switched_off("doctest.parity.even"):
        ...     print(parity.first(4))
        None
    """

    def __init__(self, name: str) -> None:
        if name in _LISTS:
            raise ValueError(f"there are two lists of rules named '{name}'; give one another name.")
        self.name = name
        self._order: dict[str, Callable[P, T | None]] = {}
        self._off: frozenset[str] = frozenset()
        self._asked: tuple[tuple[str, Callable[P, T | None]], ...] = ()
        _LISTS[name] = self

    def rule(self, ask: Callable[P, T | None]) -> Callable[P, T | None]:
        """Put a rule at the end of the list, under its function's name."""
        key = ask.__name__.strip("_")
        if key in self._order:
            raise ValueError(f"'{self.name}' has two rules named '{key}'; give one another name.")
        self._order[key] = ask
        self._ask(self._off)
        return ask

    def first(self, *args: P.args, **kwargs: P.kwargs) -> Answer[T] | None:
        """The first rule's answer that is not None, with the rule's name; None where no rule has one."""
        for name, ask in self._asked:
            found = ask(*args, **kwargs)
            if found is not None:
                return Answer(name, found)
        return None

    def every(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[Answer[T]]:
        """The answer of every rule that has one, in order."""
        for name, ask in self._asked:
            found = ask(*args, **kwargs)
            if found is not None:
                yield Answer(name, found)

    def through(self, value: T, *args: Any) -> T:
        """A value handed from rule to rule: each takes `(value, *args)` and returns a new value, or None to leave it.

        Example:
            >>> tidy: Rules[..., str] = Rules("doctest.tidy")
            >>> @tidy.rule
            ... def lower(word: str) -> str | None:
            ...     return word.lower()
            >>> tidy.through("NATO")
            'nato'
        """
        for _, ask in self._asked:
            found = ask(value, *args)  # type: ignore[call-arg, arg-type]
            if found is not None:
                value = found
        return value

    def names(self) -> tuple[str, ...]:
        """The rules' names, in order, those switched off among them."""
        return tuple(self._order)

    def live(self) -> tuple[Callable[P, T | None], ...]:
        """The rules in order, without those that are switched off: for callers that choose among them.

        Example:
            >>> size: Rules[[int], str] = Rules("doctest.size")
            >>> @size.rule
            ... def small(number: int) -> str | None:
            ...     return "small" if number < 10 else None
            >>> len(size.live())
            1
        """
        return tuple(ask for _, ask in self._asked)

    def _ask(self, off: frozenset[str]) -> None:
        self._off = off
        self._asked = tuple((name, ask) for name, ask in self._order.items() if name not in off)


class Weights(Generic[W]):
    """The weights and thresholds of one layer: a frozen dataclass, read through `now`.

    Args:
        name: dotted, the room first; unique in the suite.
        shipped: an instance of a frozen dataclass.

    Example:
        >>> from dataclasses import dataclass
        >>> @dataclass(frozen=True)
        ... class Near:
        ...     sentence: float = 2.0
        >>> near = Weights("doctest.near", Near())
        >>> near.now.sentence
        2.0
        >>> with weighing("doctest.near", sentence=0.0):
        ...     near.now.sentence
        0.0
    """

    def __init__(self, name: str, shipped: W) -> None:
        if name in _WEIGHTS:
            raise ValueError(f"there are two sets of weights named '{name}'; give one another name.")
        self.name, self.now = name, shipped
        _WEIGHTS[name] = self


def rule_names() -> tuple[str, ...]:
    """Every rule of the modules that are imported, as `list.rule`.

    Example:
        >>> all("." in name for name in rule_names())
        True
    """
    return tuple(f"{rules.name}.{rule}" for rules in _LISTS.values() for rule in rules.names())


def weight_names() -> tuple[tuple[str, str], ...]:
    """Every number of the weights of the modules that are imported, as (set, field).

    Example:
        >>> all(len(pair) == 2 for pair in weight_names())
        True
    """
    return tuple(
        (name, field.name)
        for name, held in _WEIGHTS.items()
        for field in fields(held.now)
        if isinstance(getattr(held.now, field.name), int | float)
    )


@contextmanager
def switched_off(*names: str) -> Iterator[None]:
    """Do without some rules for a while; what was computed with them is forgotten before and after.

    Args:
        names: as `rule_names()` gives them.

    Raises:
        KeyError: for a rule that is not there.
    """
    unknown = [name for name in names if name not in rule_names()]
    if unknown:
        raise KeyError(f"no rule '{unknown[0]}'; rule_names() lists them.")
    before = [(rules, rules._off) for rules in _LISTS.values()]
    for rules, off in before:
        rules._ask(off | {rule for rule in rules.names() if f"{rules.name}.{rule}" in names})
    forget()
    try:
        yield
    finally:
        for rules, off in before:
            rules._ask(off)
        forget()


@contextmanager
def weighing(name: str, **values: float) -> Iterator[None]:
    """Change some weights for a while; what was computed with the others is forgotten before and after.

    Raises:
        KeyError: for a set of weights that is not there.
        TypeError: for a field that it does not have.
    """
    if name not in _WEIGHTS:
        raise KeyError(f"no weights '{name}'; there are {', '.join(_WEIGHTS)}.")
    held = _WEIGHTS[name]
    shipped = held.now
    # A count stays a whole number, since it may say how many of something are looked at.
    whole = {
        field: int(value) for field, value in values.items() if isinstance(getattr(shipped, field, None), int)
    }
    held.now = replace(shipped, **{**values, **whole})
    forget()
    try:
        yield
    finally:
        held.now = shipped
        forget()
