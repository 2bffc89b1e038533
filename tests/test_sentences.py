"""Sentences: abbreviations, initials, brackets, missing spaces."""

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
