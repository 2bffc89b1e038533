"""YAML that a user wrote, read as plain data: no objects, no aliases that unfold without end."""

from __future__ import annotations

import re
from typing import Any

import yaml

LARGEST = 2_000_000
"""The most characters of a file that is read."""
MOST_NODES = 100_000
"""The most values that a file may hold with all its aliases written out."""
_DEEP = re.compile(r"(?:[\[{]\s*+){80}|(?:[-?:]\s++){80}")
_PLAIN = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in "null bool int float str seq map timestamp merge value".split()
)


class NotPlain(yaml.YAMLError):
    """YAML that is more than plain data; `problem` says what, `problem_mark` where."""

    def __init__(self, problem: str, mark: Any = None) -> None:
        self.problem = problem
        self.problem_mark = mark
        super().__init__(problem)


def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML text, each with its line; None for an empty one.

    Args:
        text: the file.

    Raises:
        yaml.YAMLError: for what is no YAML, or no plain data.

    Example:
        >>> compose("a: [1, 2]").tag
        'tag:yaml.org,2002:map'
        >>> compose("a: !!python/object:os.system x")
        Traceback (most recent call last):
        ...
        framing.plain_yaml.NotPlain: the tag '!!python/object:os.system' is not allowed, only plain values are
    """
    if len(text) > LARGEST:
        raise NotPlain(f"it has {len(text)} characters, more than the {LARGEST} allowed")
    if _DEEP.search(text):  # seen before the parser wades through it
        raise NotPlain("it is nested too deeply")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        if node is not None:
            _size(node, {}, frozenset())
    except RecursionError:
        raise NotPlain("it is nested too deeply") from None
    except ValueError as error:
        raise NotPlain(str(error)) from None
    return node


def load(text: str) -> Any:
    """The data in a YAML text: mappings, lists, words, numbers, dates.

    Args:
        text: the file.

    Raises:
        yaml.YAMLError: for what is no YAML, or no plain data.

    Example:
        >>> load("inputs: [news/]")
        {'inputs': ['news/']}
        >>> load("a: &a [x, x]\\nb: [*a, *a]")["b"]
        [['x', 'x'], ['x', 'x']]
    """
    node = compose(text)
    if node is None:
        return None
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    except (ValueError, OverflowError, TypeError) as error:  # a date that is none, a number beyond measure
        raise NotPlain(f"a value in it cannot be read ({error})") from None
    except RecursionError:
        raise NotPlain("it is nested too deeply") from None
    finally:
        loader.dispose()


def _size(node: yaml.Node, known: dict[int, int], above: frozenset[int]) -> int:
    """How many values a node holds with its aliases written out."""
    if id(node) in above:
        raise NotPlain("an alias in it holds itself", node.start_mark)
    if id(node) in known:
        return known[id(node)]
    if node.tag not in _PLAIN:
        shown = str(node.tag).replace("tag:yaml.org,2002:", "!!")[:60]
        raise NotPlain(f"the tag '{shown}' is not allowed, only plain values are", node.start_mark)
    size = 1
    children: list[yaml.Node] = []
    if isinstance(node, yaml.SequenceNode):
        children = list(node.value)
    elif isinstance(node, yaml.MappingNode):
        children = [one for pair in node.value for one in pair]
    for child in children:
        size += _size(child, known, above | {id(node)})
        if size > MOST_NODES:
            raise NotPlain(f"its aliases unfold to more than {MOST_NODES} values", node.start_mark)
    known[id(node)] = size
    return size
