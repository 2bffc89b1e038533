"""Work grows with the length of a text, whatever stands in it, and no layer gives up.

All shapes are read at one size; a few are timed at two. `FRAMING_ALL_SHAPES=1` times all of them, and
`benchmarks/linear.py` goes to a million characters, with memory.
"""

from __future__ import annotations

import os
import time

import pytest
from hostile import SHAPES, annotated, of_size

TIMED = ("rebels", "emoji words", "yes he ran", "neither nor", "the the", "no spaces", "hyphened")
GROWTH = 14.0  # for ten times the text
CLOCK = 0.05  # seconds below which the clock tells more of the machine than of the text


@pytest.mark.parametrize("name", list(SHAPES))
def test_no_layer_gives_up(name: str) -> None:
    assert annotated(of_size(name, 2_000)) == []


@pytest.mark.parametrize("name", list(SHAPES) if os.environ.get("FRAMING_ALL_SHAPES") else TIMED)
def test_time_grows_with_the_length(name: str) -> None:
    def taken(size: int, times: int) -> float:
        spent = []
        for _ in range(times):
            began = time.process_time()
            assert annotated(of_size(name, size)) == []
            spent.append(time.process_time() - began)
        return min(spent)

    short = max(taken(10_000, 2), CLOCK)
    if (long := taken(100_000, 1)) > GROWTH * short:
        long = min(long, taken(100_000, 2))  # another may have had the machine meanwhile
    assert long <= GROWTH * short
