"""In what capacity a source speaks, learned where the rules of `affiliations` end."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.people.affiliations import LINKS, Affiliation, Asked, Function, affiliation, hits, told_function

FORMAT = 2
SEGMENTS = 6  # parts of what is told of a source, each with the mean of its words' vectors


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


def features(source: Asked, told: tuple[Affiliation, str] | None = None) -> dict[str, float]:
    """What the model weighs of a source: what the rules say, its words, and the entries in them.

    Args:
        source: what is told of it.
        told: its `affiliation` by the rules, where that is known.

    Example:
        >>> made = features(Asked((), ("police", "chief"), "person"))
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
    parts = (
        ("role", source.role, 1.0),
        ("name", source.name, 1.0),
        ("around", source.around, 0.3),
        ("other", source.others, 0.4),
    )
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


def segments(source: Asked) -> tuple[Sequence[str], ...]:
    """The parts whose meaning the model weighs: a role's head noun, head and rest, a name, its end, around.

    Example:
        >>> segments(Asked((), ("chief", "economist", "at", "Roe", "Capital"), "person"))[:3]
        (('economist',), ('chief', 'economist'), ('Roe', 'Capital'))
    """
    role = source.role or (source.name if source.kind.startswith("unnamed") else ())
    end = next((at for at, word in enumerate(role) if at and word.lower() in LINKS), len(role))
    head, rest = role[:end], role[end + 1 :]
    return head[-1:], head, rest, source.name, source.name[-1:], source.around


@dataclass(frozen=True)
class Model:
    """Two multinomial logistic regressions over `features` and `segments`, fitted by `training/fit_sources.py`.

    Args:
        places: the row of each feature.
        weights: (features + 1, affiliations + functions), the intercepts last.
        words: the row of each word that has a vector.
        vectors: (words, components).
        dense: (segments x components, affiliations + functions).
        version: SHA-256 of the file.
    """

    places: Mapping[str, int]
    weights: npt.NDArray[np.float32]
    words: Mapping[str, int]
    vectors: npt.NDArray[np.float32]
    dense: npt.NDArray[np.float32]
    version: str

    def capacity(self, source: Asked) -> Capacity:
        """In what capacity a source speaks."""
        told, rule = affiliation(source)
        weighed = features(source, (told, rule))
        known = [(self.places[name], value) for name, value in weighed.items() if name in self.places]
        places, values = zip(*known, strict=True) if known else ((), ())
        scores = self.weights[-1] + np.array(values, dtype=np.float32) @ self.weights[list(places)]
        scores = scores + meanings(source, self.words, self.vectors) @ self.dense
        kinds = len(Affiliation)
        shares = np.exp(scores[:kinds] - scores[:kinds].max())
        shares /= shares.sum()
        best = int(shares.argmax())
        found = list(Affiliation)[best]
        function = told_function(source) or list(Function)[int(scores[kinds:].argmax())]
        return Capacity(
            found, function, round(float(shares[best]), 4), rule if rule and told == found else "learned"
        )


def meanings(
    source: Asked, words: Mapping[str, int], vectors: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """The mean vector of each of the `segments`, one behind the other; zeros where no word has one."""
    size = vectors.shape[1]
    made = np.zeros(SEGMENTS * size, dtype=np.float32)
    for at, part in enumerate(segments(source)):
        rows = [words[word.lower()] for word in part if word.lower() in words]
        if rows:
            made[at * size : (at + 1) * size] = vectors[rows].mean(axis=0)
    return made


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
            names, words = (stored[key].tobytes().decode("utf-8").split("\n") for key in ("names", "words"))
            weights, dense = (stored[key].astype(np.float32) for key in ("weights", "dense"))
            vectors = stored["vectors"].astype(np.float32) * stored["scale"].astype(np.float32)
    except (OSError, ValueError, KeyError, EOFError, UnicodeDecodeError) as error:
        raise ValueError(
            f"the weights of the model of sources at '{source}' cannot be read ({error}); "
            "install the package again, or fit them with training/fit_sources.py."
        ) from None
    rows = [{name: at for at, name in enumerate(part)} for part in (names, words)]
    return Model(rows[0], weights, rows[1], vectors, dense, hashlib.sha256(data).hexdigest())


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The shipped model, loaded once."""
    return load()
