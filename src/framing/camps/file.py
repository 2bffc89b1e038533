"""Camps files: YAML in, checked camps out, every mistake told with its file and line."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.shipped import place
from framing.words import gazetteer
from framing.words.tables import derived

if TYPE_CHECKING:
    import yaml

LISTS = ("names", "aliases", "organisations", "countries", "roles", "patterns")
FLAGS = ("official", "critics", "agentless", "others")
KEYS = ("code", "description", *FLAGS, *LISTS)
TOP = ("title", "description", "source", "camps")
BESIDE = "camps.yaml"
"""The file that a folder of articles may hold to name its own camps."""

# A repeat of a group that holds a repeat can take exponential time on a text that does not match.
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)\s*[+*{]")


class CampsError(ValueError):
    """A camps file that cannot be used: where, what, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Camp:
    """A side, as the analyst defines it.

    Args:
        name: as it stands in tables and charts.
        code: up to four letters for the annotated article.
        description: one line for the reader of a report.
        official: whether its claims are the official ones in the ledger of claims and accusations.
        critics: whether it holds the accusers.
        agentless: whether statements without any named source belong here; where it also holds the
            `critics`, only those that accuse, criticise, deny or doubt.
        others: whether every speaker whom no rule places belongs here.
        names: persons (and aliases), `organisations`: bodies, also as part of a role.
        countries: names of the country table; with `roles`, only those of its people who hold such a role.
        roles: classes such as "official", or role nouns such as "mayor".
        patterns: regular expressions, searched in "speaker, role", whatever the case.
    """

    name: str
    code: str
    description: str = ""
    official: bool = False
    critics: bool = False
    agentless: bool = False
    others: bool = False
    names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Camps:
    """The camps of a file, in its order.

    Args:
        name: the file's name without its ending, or the shipped file's name.
        camps: the camps; where two could claim a speaker by the same kind of rule, the first does.
        version: SHA-256 of the file.
        title, source: the file's own words about itself.

    Example:
        >>> camps = load("generic")
        >>> camps["government"].code, camps.agentless.name
        ('GOV', 'critics')
    """

    name: str
    camps: tuple[Camp, ...]
    version: str
    title: str = ""
    source: str = ""
    _by_name: dict[str, Camp] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._by_name.update({camp.name: camp for camp in self.camps})

    def __hash__(self) -> int:
        return hash((self.name, self.version))  # a cache asks for it with every speaker

    def __getitem__(self, name: str) -> Camp:
        if name not in self._by_name:
            raise KeyError(f"no camp '{name}'; the camps are {', '.join(self._by_name)}.")
        return self._by_name[name]

    def __iter__(self) -> Iterator[Camp]:
        return iter(self.camps)

    def __len__(self) -> int:
        return len(self.camps)

    @property
    def agentless(self) -> Camp | None:
        """The camp for statements that nobody is named for."""
        return next((camp for camp in self.camps if camp.agentless), None)

    @property
    def others(self) -> Camp | None:
        """The camp for speakers whom no rule places."""
        return next((camp for camp in self.camps if camp.others), None)


def shipped() -> tuple[str, ...]:
    """The names of the camps files that come with the suite.

    Example:
        >>> shipped()
        ('generic', 'seed')
    """
    return tuple(sorted(_files()))


def _files() -> dict[str, Path]:
    """The shipped camps files by name; the seed's camps stand beside the seed."""
    folder = Path(str(resources.files("framing").joinpath("resources", "camps")))
    found = {file.stem: file for file in folder.glob("*.yaml")}
    seed = place(f"seeds/{BESIDE}")
    return found | ({"seed": seed} if seed is not None else {})


def load(source: str | Path | None = None, *, beside: str | Path | None = None) -> Camps:
    """Read and check a camps file.

    Args:
        source: a path, the name of a shipped file (see `shipped`), or None for the default: `camps.yaml`
            beside the input where there is one, else the shipped `generic` camps, made for any news.
        beside: the input, a file or a folder; its `camps.yaml` is the default for its articles.

    Raises:
        CampsError: one sentence with file and line for whatever is wrong in it.

    Example:
        >>> [camp.name for camp in load("seed")]
        ['official Russian', 'critics', 'EU', 'other']
    """
    if source is None and beside is not None:
        folder = Path(beside)
        found = (folder if folder.is_dir() else folder.parent) / BESIDE
        if found.is_file():
            source = found
    if source is None:
        source = "generic"
    if isinstance(source, str) and source in shipped():
        file = _files()[source]
        return parse(file.read_text(encoding="utf-8"), f"{source}.yaml", name=source)
    path = Path(source)
    if path.is_dir():
        raise CampsError(f"{path}: a folder, not a camps file; give the YAML file itself.")
    if not path.is_file():
        near = difflib.get_close_matches(str(source), shipped(), 1)
        hint = f"did you mean '{near[0]}'? " if near else ""
        raise CampsError(
            f"no camps file at '{source}'; {hint}give the path of a YAML file, or one of {', '.join(shipped())}."
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CampsError(
            f"{path}: not UTF-8 text (byte {error.start}); save the camps file as UTF-8."
        ) from None
    return parse(text, str(path), name=path.stem if path.name != BESIDE else path.parent.name or path.stem)


@derived
def parse(text: str, where: str = "camps", *, name: str = "camps") -> Camps:
    """Camps from YAML text; what was parsed before is known.

    Args:
        text: the YAML.
        where: what to call the file in a message.
        name: the name of the camps.

    Example:
        >>> camps = parse("camps: {city: {names: [Ana Ruiz]}, nobody: {agentless: true}}")
        >>> camps["city"].names, camps["nobody"].code
        (('Ana Ruiz',), 'NO')
    """
    import yaml

    from framing import plain_yaml

    try:
        node = plain_yaml.compose(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise CampsError(
            f"{where}{place}: not valid YAML ({problem}); check indents, colons and quotes."
        ) from None
    except RecursionError:
        raise CampsError(
            f"{where}: nested too deep to be a camps file; a camp holds lists of words."
        ) from None
    return _Checker(where).camps(
        node, name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    )


class _Checker:
    """Turns YAML nodes into camps; nodes, not values, because nodes know their line."""

    def __init__(self, where: str) -> None:
        self.where = where

    def fail(self, node: Any, message: str) -> CampsError:
        return CampsError(f"{self.where}, line {node.start_mark.line + 1}: {message}")

    def camps(self, node: yaml.Node | None, name: str, version: str) -> Camps:
        import yaml

        if node is None:
            raise CampsError(f"{self.where}: the file is empty; it needs 'camps:' with a camp under it.")
        top = self.mapping(node, "the file", TOP)
        if "camps" not in top:
            raise self.fail(node, "no 'camps:'; write 'camps:' and under it each camp's name with its rules.")
        listed = top["camps"][1]
        if not isinstance(listed, yaml.MappingNode):
            raise self.fail(
                listed,
                "'camps' must map each camp's name to its rules, such as 'EU: {countries: [European Union]}'.",
            )
        entries = self.mapping(listed, "'camps'", None)
        if not entries:
            raise self.fail(listed, "no camps under 'camps:'; give at least one name with its rules.")
        made = []
        codes: dict[str, str] = {}
        for camp_name, (key, value) in entries.items():
            camp = self.camp(camp_name, key, value, codes)
            codes[camp.code] = camp.name
            made.append(camp)
        self.together(made, entries)
        return Camps(
            name,
            tuple(made),
            version,
            self.text(top.get("title"), "title"),
            self.text(top.get("source"), "source"),
        )

    def mapping(self, node: Any, what: str, allowed: tuple[str, ...] | None) -> dict[str, tuple[Any, Any]]:
        import yaml

        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, f"{what} must hold 'key: value' lines, not {_shape(node)}.")
        found: dict[str, tuple[Any, Any]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
                raise self.fail(key, f"a key of {what} must be plain text.")
            name = key.value.strip()
            if allowed is not None and name not in allowed:
                near = difflib.get_close_matches(name, allowed, 1, 0.5)
                hint = f"did you mean '{near[0]}'? " if near else ""
                raise self.fail(
                    key, f"unknown key '{name}' in {what}; {hint}Allowed are {', '.join(allowed)}."
                )
            if name in found:
                raise self.fail(key, f"'{name}' stands twice in {what}; keep one of them.")
            found[name] = (key, value)
        return found

    def text(self, entry: tuple[Any, Any] | None, key: str) -> str:
        import yaml

        if entry is None:
            return ""
        if not isinstance(entry[1], yaml.ScalarNode):
            raise self.fail(entry[1], f"'{key}' must be one line of text, not {_shape(entry[1])}.")
        return str(entry[1].value).strip()

    def camp(self, name: str, key: Any, node: Any, codes: dict[str, str]) -> Camp:
        rules = self.mapping(node, f"camp '{name}'", KEYS)
        lists = {kind: self.items(rules.get(kind), kind, name) for kind in LISTS}
        flags = {flag: self.flag(rules.get(flag), flag, name) for flag in FLAGS}
        for country, line in lists["countries"]:
            land = gazetteer.country(country)
            if land is None:
                near = difflib.get_close_matches(country, list(gazetteer.country_terms()), 1, 0.6)
                hint = f"did you mean '{near[0]}'? " if near else ""
                raise self.fail(
                    line,
                    f"camp '{name}' names the country '{country}', which is not in the country table; "
                    f"{hint}put bodies that are no country under 'organisations'.",
                )
        for pattern, line in lists["patterns"]:
            self.pattern(pattern, line, name)
        if not any(lists.values()) and not any(flags[f] for f in ("agentless", "others")):
            raise self.fail(
                key,
                f"camp '{name}' has no rule, so nobody is in it; give it {', '.join(LISTS)}, agentless or others.",
            )
        code = self.text(rules.get("code"), "code") or _code(name, codes)
        if len(code) > 4 or not code.isalnum():
            raise self.fail(
                rules["code"][1],
                f"camp '{name}' has the code '{code}'; a code is one to four letters or digits.",
            )
        if code in codes:
            raise self.fail(
                rules.get("code", (key, key))[1],
                f"camps '{codes[code]}' and '{name}' share the code '{code}'; give each its own.",
            )
        plain = {kind: tuple(item for item, _ in lists[kind]) for kind in LISTS}
        return Camp(
            name, code, self.text(rules.get("description"), "description"), **flags,
            names=plain["names"] + plain["aliases"], organisations=plain["organisations"],
            countries=tuple(dict.fromkeys(land.name for c in plain["countries"] if (land := gazetteer.country(c)))),
            roles=tuple(role.lower() for role in plain["roles"]), patterns=plain["patterns"],
        )  # fmt: skip

    def items(self, entry: tuple[Any, Any] | None, kind: str, camp: str) -> list[tuple[str, Any]]:
        import yaml

        if entry is None:
            return []
        node = entry[1]
        if isinstance(node, yaml.ScalarNode):
            if node.tag == "tag:yaml.org,2002:null":
                return []
            raise self.fail(
                node, f"'{kind}' of camp '{camp}' must be a list; write '{kind}: [{node.value}]'."
            )
        if not isinstance(node, yaml.SequenceNode):
            raise self.fail(node, f"'{kind}' of camp '{camp}' must be a list, not {_shape(node)}.")
        found: list[tuple[str, Any]] = []
        seen: set[str] = set()
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode):
                raise self.fail(item, f"'{kind}' of camp '{camp}' must hold plain words, not {_shape(item)}.")
            # The bare word no is a truth value in YAML; as an entry it was meant as a word.
            value = str(item.value).strip()
            if not value:
                raise self.fail(
                    item, f"'{kind}' of camp '{camp}' has an empty entry; write a word or take the dash out."
                )
            if value.casefold() in seen:
                raise self.fail(
                    item, f"'{value}' stands twice in '{kind}' of camp '{camp}'; keep one of them."
                )
            seen.add(value.casefold())
            found.append((value, item))
        return found

    def flag(self, entry: tuple[Any, Any] | None, flag: str, camp: str) -> bool:
        if entry is None:
            return False
        value = str(getattr(entry[1], "value", "")).lower()
        if entry[1].tag != "tag:yaml.org,2002:bool":
            raise self.fail(entry[1], f"'{flag}' of camp '{camp}' must be true or false, not '{value[:40]}'.")
        return value in ("true", "yes", "on", "y")

    def pattern(self, pattern: str, node: Any, camp: str) -> None:
        if len(pattern) > 300:
            raise self.fail(
                node, f"a pattern of camp '{camp}' has {len(pattern)} characters; 300 are allowed."
            )
        try:
            compiled = re.compile(pattern, re.IGNORECASE)
        except (re.error, OverflowError, RecursionError) as error:
            raise self.fail(
                node, f"the pattern '{pattern}' of camp '{camp}' is no regular expression ({error})."
            ) from None
        if _NESTED.search(pattern):
            raise self.fail(
                node,
                f"the pattern '{pattern}' of camp '{camp}' repeats a group that repeats, which can take for ever; "
                "take out one of the two repeats.",
            )
        if compiled.search(""):
            raise self.fail(
                node, f"the pattern '{pattern}' of camp '{camp}' matches anything; make it ask for a word."
            )

    def together(self, made: list[Camp], entries: dict[str, tuple[Any, Any]]) -> None:
        """What no two camps may share."""
        for flag, what in (("agentless", "statements without a source"), ("others", "everybody else")):
            several = [camp for camp in made if getattr(camp, flag)]
            if len(several) > 1:
                raise self.fail(
                    entries[several[1].name][0],
                    f"camps '{several[0].name}' and '{several[1].name}' both claim {what} ('{flag}'); let one do so.",
                )
        owners: dict[tuple[str, str], Camp] = {}
        for camp in made:
            claims = [("name", item) for item in (*camp.names, *camp.organisations)]
            claims += [("pattern", item) for item in camp.patterns]
            claims += [("role", item) for item in camp.roles if not camp.countries]
            claims += [
                ("country", f"{land} ({role})")
                for land in camp.countries
                for role in camp.roles or ("anyone",)
            ]
            for kind, item in dict.fromkeys(claims):
                other = owners.setdefault((kind, item.casefold()), camp)
                if other is not camp:
                    raise self.fail(
                        self.line(entries[camp.name][1], item) or entries[camp.name][0],
                        f"'{item}' is in two camps, '{other.name}' and '{camp.name}'; a {kind} belongs to one.",
                    )

    def line(self, node: Any, item: str) -> Any:
        """The node of an entry, to tell its line."""
        import yaml

        for _, value in node.value:
            if isinstance(value, yaml.SequenceNode):
                for entry in value.value:
                    if str(entry.value).strip().casefold() == item.casefold():
                        return entry
        return None


def _shape(node: Any) -> str:
    kind = type(node).__name__
    return {"MappingNode": "'key: value' lines", "SequenceNode": "a list"}.get(
        kind, f"'{str(node.value)[:40]}'"
    )


def _code(name: str, taken: dict[str, str]) -> str:
    words = re.findall(r"[^\W_]+", name) or ["X"]
    code = ("".join(word[0] for word in words[:3]) if len(words) > 1 else words[0][:2]).upper()
    number = 2
    made = code
    while made in taken:
        made = f"{code[:2]}{number}"
        number += 1
    return made
