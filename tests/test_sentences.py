"""Sentences: abbreviations, initials, brackets, missing spaces."""

import json
from pathlib import Path

import pytest

from framing.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sens. Ann Poe (D-Ore.), Bo Li (R-Ohio) and Cy Roe (D-N.J.) came. They left.", 2),
        ("J.M. Berger, a fellow, spoke. He left.", 2),
        ("F.A.A. records show it. He left.", 2),
        ("They met in the U.S. The president spoke.", 2),
        ("It is shut on Sun. and Mon. from May.", 1),
        ("She won.He cried. See example.com or Node.js now.", 3),
        ("The vote ended.Two men left the hall.", 2),
        ("Is it p. 5 or p. 6 of the report?", 1),
        ("He asked for it. iPhone sales rose.", 2),
        ("It was cold (he wore a coat. It was red) and wet. She left.", 2),
    ],
)
def test_count(text, count):
    found = [span.of(text) for span in sentences(text)]
    assert len(found) == count, found


def test_punkt_itself_cuts_in_the_same_places() -> None:
    from framing.sentences import _punkt, _realigned

    gold = Path(__file__).parents[1] / "data" / "gold"
    texts = [json.loads(line)["text"] for line in (gold / "speakers" / "dev.jsonl").open(encoding="utf-8")]
    odd = [
        "U.S. The", "(Yes.) No.", "a!!! b??? c. d", "J. K. J. K. Rowling", "x.y.z. A", "“Go.” She", "! ! !",
        "Hm... No. So",
        "Mr. Smith. Jan. 5. He", "He (so. it) went. Then", "No.\n\nYes. ", "It is 5. 6 came.", "etc. The",
        "ex-Gov. The",
    ]  # fmt: skip
    pieces = [line for text in (*texts, *odd) for line in text.split("\n") if line.strip()]
    assert len(pieces) > 150
    for piece in pieces:
        assert list(_realigned(piece)) == list(_punkt().span_tokenize(piece)), piece
