"""In what capacity a source speaks, learned where the rules of `affiliations` end."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.article import Span
from framing.people.affiliations import Affiliation, Asked, Function, affiliation, hits, words_of
from framing.words.tables import WordMap

FORMAT = 1
MENTIONS = 3  # places of a name around which is read
BESIDE = 12  # places of a name at which the words right beside it are read
BEHIND, BEFORE, FAR_BEFORE = 80, 50, 350  # characters read around a name, and for the body named last
READ = 6000  # characters of an article by which its subject is told
NEXT = 24  # characters in which the word right beside a name ends
_SHORT = WordMap("affiliations", "title written out")
_OF_STATE = (Affiliation.GOVERNMENT, Affiliation.JUSTICE, Affiliation.INTERNATIONAL)
_CUT = re.compile(r"[.!?\"“”\n;]")


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what capacity a source speaks.

    Args:
        affiliation, function: what it is and as what it speaks.
        share: the probability of the affiliation, 0 to 1.
        rule: the rule that told the affiliation, or "learned".
    """

    affiliation: Affiliation
    function: Function
    share: float
    rule: str


def asked(text: str, name: str, roles: Sequence[str], kind: str, place: Span | None) -> Asked:
    """A source as the rules and the model see it, with what stands around it in the article.

    Args:
        text: the article.
        name: canonical name or phrase.
        roles: as the article gives them.
        kind: person, organisation, unnamed person, unnamed group or document.
        place: where the source stands first.
    """
    person = kind == "person"
    around: list[str] = []
    beside: tuple[str, ...] = ()
    if person:
        beside = _beside(text, name.split()[-1])
    if person and not roles:
        surname = name.split()[-1]
        for found in list(_places(text, surname))[:MENTIONS]:
            around += words_of(_CUT.split(text[found + len(surname) : found + len(surname) + BEHIND])[0])[:12]
            around += words_of(_CUT.split(text[max(0, found - BEFORE) : found])[-1])[-4:]
    first = text.find(name) if person else -1
    if first < 0:
        first = place.start if place is not None else 0
    before = words_of(text[max(0, first - FAR_BEFORE) : first])
    role = max(roles, key=_telling, default="")
    shown = () if person else words_of(name)
    return Asked(
        shown,
        _shortened(words_of(role)) if person else words_of(role),
        kind,
        tuple(around),
        before,
        beside,
        page(text),
    )


def _beside(text: str, surname: str) -> tuple[str, ...]:
    """The words right before (">") and behind ("<") each place of a name: "Roe campaign", "vote for Roe"."""
    made = []
    for at, _ in zip(_places(text, surname), range(BESIDE), strict=False):
        end = at + len(surname)
        behind = words_of(
            _CUT.split(text[end : end + NEXT], maxsplit=1)[0].removeprefix("’s").removeprefix("'s")
        )
        before = words_of(_CUT.split(text[max(0, at - NEXT) : at])[-1])
        made += [f"<{word.lower()}" for word in behind[:1]] + [f">{word.lower()}" for word in before[-1:]]
    return tuple(made)


@lru_cache(maxsize=8)
def page(text: str) -> tuple[tuple[Affiliation, float], ...]:
    """What an article is about, by the offices and bodies that it names: the share of each affiliation.

    Example:
        >>> [(str(one), share) for one, share in page("The senator met the police and another senator.")]
        [('justice', 0.33), ('politics', 0.67)]
    """
    counted = Counter(hit.affiliation for hit in hits(words_of(text[:READ])) if hit.cls != "country")
    total = sum(counted.values())
    return tuple((one, round(counted[one] / total, 2)) for one in sorted(counted))


def _shortened(role: tuple[str, ...]) -> tuple[str, ...]:
    """A role whose title is written out, with its short form: "Representative" with a capital is "Rep."."""
    return tuple(_SHORT.get(word.lower(), word) if word[:1].isupper() else word for word in role)


def _telling(role: str) -> int:
    """How much a role tells of what somebody is: an office of the state most, a word that no table has least."""
    found = hits(words_of(role))
    offices = [hit for hit in found if hit.cls == "office"]
    if any(hit.affiliation in _OF_STATE for hit in offices):
        return 3
    return 2 if offices else int(bool(found))


def _places(text: str, word: str) -> Iterable[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def features(source: Asked, told: tuple[Affiliation, str] | None = None) -> dict[str, float]:
    """What the model weighs of a source: what the rules say, its words, and the entries in them.

    Args:
        source: what is told of it.
        told: its `affiliation` by the rules, where that is known.

    Example:
        >>> made = features(Asked((), words_of("police chief"), "person"))
        >>> made["told=justice"], "role:chief" in made
        (3.0, True)
    """
    by_rule, rule = affiliation(source) if told is None else told
    made = {
        f"{rule}={by_rule}": 2.0,
        f"told={by_rule}": 3.0,
        f"kind={source.kind}": 1.0,
        f"kind={source.kind}:{rule}": 1.0,
    }
    parts = (("role", source.role, 1.0), ("name", source.name, 1.0), ("around", source.around, 0.3))
    for part, words, weight in parts:
        for word in words:
            made[f"{part}:{word.lower().removesuffix(chr(39) + 's')}"] = weight
        for hit in hits(words):
            made[f"{part}:{hit.cls}={hit.affiliation}"] = 1.5 * weight
    before = hits(source.before)
    for hit in before:
        made[f"before:{hit.affiliation}"] = 0.3
    bodies = [hit for hit in before if hit.cls == "body"]
    if bodies:
        made[f"last body:{bodies[-1].affiliation}"] = 0.7
    for word in source.beside:
        made[f"beside:{word}"] = 0.5
    for one, share in source.page:
        made[f"page:{source.kind}={one}"] = 2.0 * share
        if not source.role:
            made[f"page:no role={one}"] = 2.0 * share
    if not source.role:
        made["no role"] = 1.0
        made[f"no role:{source.kind}"] = 1.0
    return made


@dataclass(frozen=True)
class Model:
    """Two multinomial logistic regressions over `features`, fitted by `training/fit_sources.py`.

    Args:
        places: the row of each feature.
        weights: (features + 1, affiliations + functions), the intercepts last.
        version: SHA-256 of the file.
    """

    places: Mapping[str, int]
    weights: npt.NDArray[np.float32]
    version: str

    def capacity(self, source: Asked) -> Capacity:
        """In what capacity a source speaks."""
        told, rule = affiliation(source)
        weighed = features(source, (told, rule))
        known = [(self.places[name], value) for name, value in weighed.items() if name in self.places]
        places, values = zip(*known, strict=True) if known else ((), ())
        scores = self.weights[-1] + np.array(values, dtype=np.float32) @ self.weights[list(places)]
        kinds = len(Affiliation)
        shares = np.exp(scores[:kinds] - scores[:kinds].max())
        shares /= shares.sum()
        best = int(shares.argmax())
        found = list(Affiliation)[best]
        function = list(Function)[int(scores[kinds:].argmax())]
        return Capacity(
            found, function, round(float(shares[best]), 4), rule if rule and told == found else "learned"
        )


def load(path: str | Path | None = None) -> Model:
    """The shipped model, or one from a file that `training/fit_sources.py` wrote.

    Raises:
        ValueError: if the file is missing, damaged or of another format.
    """
    source: Any = (
        resources.files("framing").joinpath("resources", "sources.npz") if path is None else Path(path)
    )
    try:
        data = source.read_bytes()
        with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT:
                raise ValueError("other format")
            names = stored["names"].tobytes().decode("utf-8").split("\n")
            weights = stored["weights"].astype(np.float32)
    except (OSError, ValueError, KeyError, EOFError, UnicodeDecodeError) as error:
        raise ValueError(
            f"the weights of the model of sources at '{source}' cannot be read ({error}); "
            "install the package again, or fit them with training/fit_sources.py."
        ) from None
    return Model({name: at for at, name in enumerate(names)}, weights, hashlib.sha256(data).hexdigest())


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The shipped model, loaded once."""
    return load()
