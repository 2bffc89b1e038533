"""What annotating needs besides the text: camps, weights, word lists, corrections; loaded once for a whole run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.layers import registry

if TYPE_CHECKING:
    from framing.attribution.sequence import Tagger
    from framing.camps import Camps
    from framing.corrections import Corrections
    from framing.layers.schemes import OwnScheme


@dataclass(frozen=True)
class Resources:
    """What the layers need besides the text: the camps, the model's weights, the user's word lists.

    Example:
        >>> resources = Resources.load(camps="generic")
        >>> len(resources.provenance()["camps"]["sha256"])
        64
    """

    camps: Camps
    tagger: Tagger
    lexicons: str | None = None
    corrections: Corrections | None = None
    schemes: tuple[OwnScheme | str, ...] = ()

    @classmethod
    def load(
        cls,
        *,
        camps: str | Path | Camps | None = None,
        model: str | Path | None = None,
        lexicons: str | Path | None = None,
        corrections: str | Path | Corrections | None = None,
        frames: str | Path | Sequence[str | Path] | None = None,
    ) -> Resources:
        """Load them once for a whole run.

        Args:
            camps: a camps file, the name of a shipped one, or None for the generic camps
                (see `implicit_camps` for a `camps.yaml` that lies beside the input).
            model: other weights for the attribution model; None for the shipped ones.
            lexicons: a folder of word lists that replace or extend the shipped ones.
            corrections: what people said of single rows (see `framing.corrections`), or the file that holds it.
            frames: frame schemes of the user's own, as files, in place of the generic one; "generic" keeps that, too.

        Raises:
            ValueError: one sentence for a file that is missing, damaged or wrong.
        """
        from framing import camps as camps_layer
        from framing.attribution.sequence import Tagger
        from framing.words import tables as word_tables

        known = camps if isinstance(camps, camps_layer.Camps) else camps_layer.load(camps)
        check_paths(model=model, lexicons=lexicons)
        word_tables.use(lexicons)
        if isinstance(corrections, (str, Path)):
            from framing.corrections import read as read_corrections

            corrections = read_corrections(corrections)
        folder = str(lexicons) if lexicons is not None else None
        from framing.layers.frames import schemes_of

        files = [frames] if isinstance(frames, (str, Path)) else list(frames or ())
        return cls(known, Tagger.load(model), folder, corrections, schemes_of(folder, files))

    def provenance(self) -> dict[str, Any]:
        """Versions and hashes of everything that the tables depend on besides the text."""
        from framing import __version__
        from framing.words import tables as word_tables

        made: dict[str, Any] = {
            "framing": __version__,
            "model": self.tagger.version,
            "camps": {"name": self.camps.name, "sha256": self.camps.version},
            "lexicons": registry.versions(self.lexicons),
            "words": word_tables.version(),
        }
        others = {
            name: f"{layer.package} {layer.release}".strip() for name, layer in registry.further().items()
        }
        if self.corrections is not None:
            made["corrections"] = {"sha256": self.corrections.version, "lines": len(self.corrections)}
        own = [one.provenance() for one in self.schemes if not isinstance(one, str)]
        if own:
            made["frames"] = own
        return made | ({"layers": others} if others else {})


def scheme_notes(lexicons: str | Path | None, frames: Sequence[str | Path] = ()) -> list[str]:
    """What the user should know of frame schemes of one's own, a sentence each: how they were fitted, what was guessed.

    Args:
        lexicons: a folder of word lists.
        frames: schemes that were given.

    Raises:
        ValueError: for a scheme that cannot be used.

    Example:
        >>> scheme_notes(None)
        []
    """
    from framing.layers.frames import schemes_of

    check_paths(lexicons=lexicons)
    folder = str(lexicons) if lexicons is not None else None
    return [note for one in schemes_of(folder, frames) if not isinstance(one, str) for note in one.notes]


def check_paths(*, model: str | Path | None = None, lexicons: str | Path | None = None) -> None:
    """See whether weights and word lists of one's own are where they are said to be.

    Raises:
        ValueError: one sentence that names what was given and how.

    Example:
        >>> check_paths(lexicons="no/such/lists")
        Traceback (most recent call last):
        ...
        ValueError: no folder of word lists at 'no/such/lists'; give `lexicons` (--lexicons) a folder of CSV files, or
        leave it out for the shipped lists.
    """
    if lexicons is not None and not Path(lexicons).is_dir():
        raise ValueError(
            f"no folder of word lists at '{lexicons}'; give `lexicons` (--lexicons) a folder of CSV files, or leave it "
            "out for the shipped lists."
        )
    if lexicons is not None:
        from framing.words import tables as word_tables

        known = (*registry.lists(), *word_tables.open_to_additions())
        for file in sorted(Path(lexicons).glob(f"*{word_tables.MORE}")):
            if file.name.removesuffix(word_tables.MORE) not in known:
                raise ValueError(
                    f"'{file}' adds to no word list; the lists are {', '.join(known)}, so rename it or take it away."
                )
    if model is not None and not Path(model).is_file():
        raise ValueError(
            f"no weights at '{model}'; give `model` (--model) an .npz file that training/fit_attribution.py wrote, or "
            "leave it out for the shipped weights."
        )
