"""Discourse networks as GraphML, for Gephi, visone, igraph, NetworkX: who stands for or against whom or what.

Two kinds of nodes, speakers and concepts, and an edge for each pair and each side, with how often and where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from framing.exchange.carried import safe
from framing.exchange.marks import astray
from framing.exchange.place import Written, check_file
from framing.exchange.shelf import Shelf
from framing.exchange.stances import TABLES, Stance, stances, trust
from framing.tables import atomic

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = (
    ("label", "node", "string"), ("kind", "node", "string"), ("affiliation", "node", "string"),
    ("camp", "node", "string"), ("mentions", "node", "int"), ("agreement", "edge", "string"),
    ("polarity", "edge", "int"), ("weight", "edge", "int"), ("articles", "edge", "int"), ("places", "edge", "string"),
)  # fmt: skip
_MOST_PLACES = 20


@dataclass
class _Tie:
    weight: int = 0
    articles: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)

    def add(self, article: str, one: Stance) -> None:
        self.weight += 1
        self.articles.add(article)
        if len(self.places) < _MOST_PLACES:
            self.places.append(f"{article}:{one.start}-{one.end}")


@dataclass
class _Net:
    speakers: dict[str, dict[str, int]] = field(default_factory=dict)
    concepts: dict[str, int] = field(default_factory=dict)
    ties: dict[tuple[str, str, bool], _Tie] = field(default_factory=dict)

    def add(self, article: str, one: Stance) -> None:
        seen = self.speakers.setdefault(one.speaker, {})
        about = f"{one.affiliation}\x1f{one.camp}"
        seen[about] = seen.get(about, 0) + 1
        self.concepts[one.concept] = self.concepts.get(one.concept, 0) + 1
        self.ties.setdefault((one.speaker, one.concept, one.agrees), _Tie()).add(article, one)


def write(shelf: Shelf, out: str | Path, *, layers: Sequence[str] = (), force: bool = False) -> Written:
    """The network of all articles.

    Args:
        shelf: the tables.
        out: the file.
        layers: not used: a network is made of the tables that tell of stances.
        force: write over a file that is there.

    Raises:
        ValueError: where some tables alone are asked for.
    """
    if layers:
        raise ValueError(
            "a network is made of relations, accusations and statements together; leave --layer out."
        )
    path = check_file(out, force)
    net = _Net()
    for sheaf in shelf.sheaves(TABLES):
        for one in stances(sheaf):
            net.add(sheaf.id, one)
    root = _graph(net)
    with atomic(path) as beside:
        etree.ElementTree(root).write(str(beside), encoding="utf-8", xml_declaration=True, pretty_print=True)
    notes = [*astray(shelf), trust()]
    if not net.ties:
        notes.append("No row tells of anybody who is for or against somebody, so the network has no node.")
    counted = {"speakers": len(net.speakers), "concepts": len(net.concepts), "ties": len(net.ties)}
    return Written(path, counted, tuple(notes))


def _graph(net: _Net) -> Any:
    root = etree.Element("graphml", nsmap={None: NAMESPACE})
    for name, of, kind in _KEYS:
        etree.SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})
    graph = etree.SubElement(root, "graph", id="framing", edgedefault="directed")
    ids = {}
    for number, (name, seen) in enumerate(sorted(net.speakers.items())):
        ids["speaker", name] = f"s{number}"
        # The commonest answer over the corpus; of equal ones the first by name.
        about = min(seen, key=lambda key: (-seen[key], key)).split("\x1f")
        said = {"kind": "speaker", "affiliation": about[0], "camp": about[1], "mentions": sum(seen.values())}
        _element(graph, "node", {"id": f"s{number}"}, {"label": name, **said})
    for number, (name, count) in enumerate(sorted(net.concepts.items())):
        ids["concept", name] = f"c{number}"
        _element(graph, "node", {"id": f"c{number}"}, {"label": name, "kind": "concept", "mentions": count})
    for (speaker, concept, agrees), tie in sorted(net.ties.items()):
        ends = {"source": ids["speaker", speaker], "target": ids["concept", concept]}
        _element(graph, "edge", ends, {
            "agreement": "for" if agrees else "against", "polarity": 1 if agrees else -1, "weight": tie.weight,
            "articles": len(tie.articles), "places": "; ".join(tie.places),
        })  # fmt: skip
    return root


def _element(graph: Any, kind: str, attributes: dict[str, str], data: dict[str, Any]) -> None:
    made = etree.SubElement(graph, kind, attributes)
    for name, value in data.items():
        if value != "":
            etree.SubElement(made, "data", key=name).text = safe(str(value))
