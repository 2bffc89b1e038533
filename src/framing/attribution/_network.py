"""A two-layer BiLSTM and a linear-chain CRF in plain NumPy, over batches without padding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

IMPOSSIBLE = np.float32(-1e4)


@dataclass(frozen=True)
class Packed:
    """Sequences of falling length laid out step by step: all first words, then all second words, …

    No place is padding: at step t only the first `counts[t]` sequences still run, and theirs are
    the rows `offsets[t] : offsets[t + 1]`.

    Args:
        forward: for every row, the position of its word in the flat text.
        backward: the same where each sequence is read from its last word.
        mirror: for every row of the one reading, the row of the same word in the other.
        counts, offsets: sequences that run, and first row, of every step.
    """

    forward: Ints
    backward: Ints
    mirror: Ints
    counts: list[int]
    offsets: list[int]

    @classmethod
    def of(cls, starts: Ints, lengths: Ints) -> Packed:
        """Lay out the sequences `starts[i] : starts[i] + lengths[i]`; lengths must fall.

        Example:
            >>> p = Packed.of(np.array([0, 3]), np.array([3, 1]))
            >>> p.forward.tolist(), p.backward.tolist(), p.mirror.tolist()
            ([0, 3, 1, 2], [2, 3, 1, 0], [3, 1, 2, 0])
        """
        steps = np.arange(int(lengths[0]))[:, None]
        runs = steps < lengths[None, :]
        counts = runs.sum(axis=1)
        reverse = lengths[None, :] - 1 - steps
        rows = np.cumsum(runs).reshape(runs.shape) - 1
        columns = np.broadcast_to(np.arange(len(lengths)), runs.shape)
        return cls(
            forward=(starts[None, :] + steps)[runs],
            backward=(starts[None, :] + reverse)[runs],
            mirror=rows[reverse[runs], columns[runs]],
            counts=counts.tolist(),
            offsets=[0, *np.cumsum(counts).tolist()],
        )


def run_lstm(inputs: Floats, recurrent: Floats, packed: Packed) -> Floats:
    """Both directions of an LSTM layer (Hochreiter & Schmidhuber 1997).

    Args:
        inputs: (2, rows, 4 × units), the input projections and biases of both directions, gates in
            the order input, forget, output, candidate, the first three halved (see `halve_gates`).
        recurrent: (2, units, 4 × units), halved likewise and once more for the doubled state.
        packed: the layout of the rows.

    Returns:
        (2, rows, units): twice the hidden states, each direction in its own reading's order.
    """
    units = recurrent.shape[1]
    doubled = np.empty((2, inputs.shape[1], units), dtype=np.float32)
    count = packed.counts[0]
    cell = np.zeros((2, count, units), dtype=np.float32)
    gates = np.empty((2, count, 4 * units), dtype=np.float32)
    fresh = np.empty_like(cell)
    for step, count in enumerate(packed.counts):
        first = packed.offsets[step]
        z = gates[:, :count]
        rows = inputs[:, first : first + count]
        if step:
            before = packed.offsets[step - 1]
            for direction in (0, 1):
                np.matmul(doubled[direction, before : before + count], recurrent[direction], out=z[direction])
            z += rows
            np.tanh(z, out=z)
        else:
            np.tanh(rows, out=z)
        # sigmoid(x) = (tanh(x / 2) + 1) / 2: the halves are folded into the weights and the state.
        z[:, :, : 3 * units] += 1.0
        c, new = cell[:, :count], fresh[:, :count]
        np.multiply(z[:, :, :units], z[:, :, 3 * units :], out=new)
        c *= z[:, :, units : 2 * units]
        c += new
        c *= 0.5
        np.tanh(c, out=new)
        np.multiply(new, z[:, :, 2 * units : 3 * units], out=doubled[:, first : first + count])
    return doubled


def halve_gates(weights: Floats) -> Floats:
    """Scale the sigmoid gates' columns by one half, so that one tanh serves all four gates."""
    made = np.array(weights, dtype=np.float32)
    made[..., : 3 * made.shape[-1] // 4] *= 0.5
    return made


def viterbi(emissions: Floats, transitions: Floats, start: Floats, packed: Packed) -> Ints:
    """The best label of every row under a linear-chain CRF (Lafferty, McCallum & Pereira 2001).

    Args:
        emissions: (rows, labels).
        transitions: (labels, labels), from row to column; impossible ones very low.
        start: (labels,).
    """
    steps, labels = len(packed.counts), emissions.shape[1]
    best = emissions[: packed.counts[0]] + start
    back = np.zeros((len(emissions), labels), dtype=np.int64)
    into = np.ascontiguousarray(transitions.T)[None]
    for step in range(1, steps):
        count, first = packed.counts[step], packed.offsets[step]
        paths = best[:count, None, :] + into
        choice = paths.argmax(axis=2)
        back[first : first + count] = choice
        best[:count] = np.take_along_axis(paths, choice[:, :, None], axis=2)[:, :, 0]
        best[:count] += emissions[first : first + count]
    found: Ints = np.empty(len(emissions), dtype=np.int64)
    label = best.argmax(axis=1)
    for step in range(steps - 1, -1, -1):
        count, first = packed.counts[step], packed.offsets[step]
        found[first : first + count] = label[:count]
        if step:
            label[:count] = back[np.arange(first, first + count), label[:count]]
    return found


def marginals(emissions: Floats, transitions: Floats, start: Floats, packed: Packed) -> Floats:
    """The posterior of every label of every row (forward-backward, scaled; Rabiner 1989).

    Args and shapes as for `viterbi`; the result is (rows, labels), each row summing to 1.
    """
    moves = np.exp(transitions).astype(np.float32)
    seen = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    forward = np.empty_like(seen)
    for step, count in enumerate(packed.counts):
        first = packed.offsets[step]
        if step:
            before = packed.offsets[step - 1]
            now = forward[before : before + count] @ moves
        else:
            now = np.broadcast_to(np.exp(start), (count, len(start))).astype(np.float32)
        now *= seen[first : first + count]
        now /= now.sum(axis=1, keepdims=True) + np.float32(1e-30)
        forward[first : first + count] = now
    count = packed.counts[0]
    behind = np.ones((count, emissions.shape[1]), dtype=np.float32)
    back = np.ascontiguousarray(moves.T)
    for step in range(len(packed.counts) - 2, -1, -1):
        following, first = packed.counts[step + 1], packed.offsets[step + 1]
        passed = (behind[:following] * seen[first : first + following]) @ back
        passed /= passed.sum(axis=1, keepdims=True) + np.float32(1e-30)
        behind[:following] = passed
        here = packed.offsets[step]
        forward[here : here + following] *= passed
    found: Floats = forward / (forward.sum(axis=1, keepdims=True) + np.float32(1e-30))
    return found
