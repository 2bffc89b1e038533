"""What the small networks see of a text, and what they compute with."""

from __future__ import annotations

import numpy as np
import pytest

from framing.layers import _convolution
from framing.layers._convolution import convolve, portions
from framing.layers._passages import EXTRA, HIDDEN, PAD, Column, describe
from framing.text import words


def plain(values: np.ndarray, weight: np.ndarray, bias: np.ndarray, dilation: int) -> np.ndarray:
    """A convolution word by word."""
    made = np.tile(bias, (len(values), 1)).astype(np.float64)
    for at in range(len(values)):
        for number in range(len(weight)):
            there = at + (number - len(weight) // 2) * dilation
            if 0 <= there < len(values):
                made[at] += values[there] @ weight[number]
    return made


@pytest.mark.parametrize("rows", [1, 2, 7, 30])
@pytest.mark.parametrize("dilation", [1, 3])
def test_a_convolution_in_pieces_is_the_convolution(
    rows: int, dilation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = np.random.default_rng(1)
    values, bias = draw.normal(size=(rows, 4)).astype(np.float32), draw.normal(size=5).astype(np.float32)
    weight = draw.normal(size=(5, 4, 5)).astype(np.float32)
    wanted = plain(values, weight, bias, dilation)
    for at_once in (4096, 8, 3, 1):
        monkeypatch.setattr(_convolution, "AT_ONCE", at_once)
        assert np.allclose(convolve(values, weight, bias, dilation), wanted, atol=1e-5)


def test_portions_hold_everything_once() -> None:
    sizes = [3, 1, 9, 2, 2, 2, 0, 5]
    cut = list(portions(sizes, 6))
    assert [n for part in cut for n in range(len(sizes))[part]] == list(range(len(sizes)))
    assert all(sum(sizes[part]) <= 6 or len(sizes[part]) == 1 for part in cut)
    assert list(portions([], 6)) == []


def test_a_column_of_passages_is_what_each_of_them_is() -> None:
    text = words('She said Ann Lee was "not good". Then Bo left. “We go,” he said.')
    cut = [range(0, 10), range(10, 14), range(14, len(text))]
    passages = [describe(text, one) for one in cut]
    vocabulary = {word: number + 2 for number, word in enumerate(dict.fromkeys(text.lower))}
    column = Column(passages, 2)
    ids, extra = column.ids(vocabulary), column.extra({"good": 0.5})
    assert column.size == len(text) + 6
    assert (ids[column.empty] == PAD).all()
    assert not extra[column.empty].any()
    assert extra.shape == (column.size, EXTRA)
    for passage, low in zip(passages, column.offsets, strict=True):
        alone = Column([passage], 0)
        assert (ids[low : low + len(passage)] == alone.ids(vocabulary)).all()
        assert (extra[low : low + len(passage)] == alone.extra({"good": 0.5})).all()
    hidden = [text.forms[k] for k in range(10) if ids[k] == HIDDEN]
    assert hidden == ["Ann", "Lee"]
    quoted = [text.forms[k] for k in range(10) if extra[k, 4]]
    assert quoted == ['"', "not", "good"]


def test_passages_of_several_texts_stand_in_one_column() -> None:
    one, two = describe(words("Ann left early.")), describe(words("Then Bo came."))
    vocabulary = {"left": 2, "came": 3}
    together = Column([one, two], 1).ids(vocabulary)
    assert together.tolist() == [
        *Column([one], 1).ids(vocabulary).tolist(),
        *Column([two], 1).ids(vocabulary).tolist(),
    ]
