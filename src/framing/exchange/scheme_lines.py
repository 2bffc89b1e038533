"""A frame scheme of one's own told in lines: what it holds, how well it does, what it says of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from framing.article import Article
from framing.layers.frames import SCHEMES, own_frames
from framing.layers.schemes import Terms, read_scheme
from framing.text import Document


def scheme_lines(file: str | Path, text: str | Path | None = None) -> Iterator[str]:
    """What a scheme holds, and what it says of a text.

    Args:
        file: the scheme.
        text: a text file to try it on.

    Raises:
        ValueError: for a scheme or a text that cannot be read.
    """
    found = read_scheme(file, taken=tuple(SCHEMES["generic"].half))
    if isinstance(found.how, Terms):
        counted = Counter(name for one in found.how.lexicon.entries for name in one.category.split())
        for name in found.frames:
            half = found.how.half[name]
            yield f"{name}: {counted[name]:,} patterns; its score is one half at {half:g} in 1,000 words"
    else:
        for name in found.frames:
            f1, every = found.how.f1[name], found.how.every[name]
            yield f"{name}: F1 {f1:.2f} in examples kept back; {every:.2f} by marking every text"
    yield from found.notes
    if text is not None:
        try:
            words = Path(text).read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            raise ValueError(
                f"'{text}' cannot be read as a text in UTF-8 ({type(problem).__name__})."
            ) from None
        for row in own_frames(Document(Article("text", words)), found):
            marks = list(dict.fromkeys(words[one["start"] : one["end"]] for one in row["evidence"]))
            said = f": {', '.join(marks[:12])}" if marks else ""
            yield f"  {row['frame']}  {row['score']:.2f}  {'present' if row['present'] else 'not present'}{said}"
    yield f"{len(found.frames)} frames in {file}; no fault found."
