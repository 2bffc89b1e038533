"""The LSTM in NumPy against the textbook's, one step after the other."""

from __future__ import annotations

import numpy as np

from framing.attribution._network import Packed, halve_gates, run_lstm


def slow(inputs: np.ndarray, recurrent: np.ndarray) -> np.ndarray:
    units = recurrent.shape[0]
    hidden = cell = np.zeros(units)
    states = []
    for row in inputs:
        z = row + hidden @ recurrent
        enter, forget, leave = (1 / (1 + np.exp(-z[i * units : (i + 1) * units])) for i in range(3))
        cell = forget * cell + enter * np.tanh(z[3 * units :])
        hidden = leave * np.tanh(cell)
        states.append(hidden)
    return np.array(states)


def test_both_readings_are_the_textbooks() -> None:
    draw = np.random.default_rng(0)
    length, units = 7, 3
    inputs = draw.normal(size=(length, 4 * units)).astype(np.float32)
    recurrent = draw.normal(size=(2, units, 4 * units)).astype(np.float32)
    packed = Packed.of(np.array([0]), np.array([length]))
    both = np.stack([inputs[packed.forward], inputs[packed.backward]])
    found = run_lstm(halve_gates(both), halve_gates(recurrent) * np.float32(0.5), packed) / 2
    assert np.allclose(found[0], slow(inputs, recurrent[0]), atol=1e-5)
    assert np.allclose(found[1], slow(inputs[::-1], recurrent[1]), atol=1e-5)
