"""The network that `framing.attribution.sequence` runs in NumPy, as PyTorch modules for fitting it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from attribution_data import CUE_CLASSES, GUESSES, Sample, TypeTable, Vocabulary
from torch import Tensor, nn

from framing.attribution import _features as features
from framing.attribution import _labels as labels


@dataclass(frozen=True)
class Size:
    """The widths of the network and how much of it is dropped while fitting."""

    word: int = 64
    gram: int = 32
    buckets: int = 16_384
    shape: int = 12
    state: int = 6
    cue: int = 6
    units: int = 64
    link: int = 48
    dropout_in: float = 0.25
    dropout: float = 0.3
    word_dropout: float = 0.18
    guess: int = 6
    known: int = 0
    """A word that the training texts hold less often has no embedding of its own: its vector must tell what it is."""
    gram_dropout: float = 0.0
    """The share of the dropped words whose n-grams are dropped with them."""
    guessed: int = 0
    """So many of the most frequent words are also guessed from their left and right context."""


@dataclass
class Batch:
    """Padded samples as tensors; links as flat pairs."""

    types: Tensor
    grams: Tensor
    gram_starts: Tensor
    place: Tensor
    word: Tensor
    true_word: Tensor
    vector: Tensor
    spelt: Tensor
    shape: Tensor
    cue: Tensor
    state: Tensor
    mask: Tensor
    reverse: Tensor
    unary: Tensor
    moves: Tensor
    links: tuple[Links, Links]


@dataclass
class Links:
    """Anchors and options as (sequence, first, last); pairs; for every anchor the right pair or -1."""

    anchors: Tensor
    options: Tensor
    pair_anchor: Tensor
    pair_option: Tensor
    bucket: Tensor
    right: Tensor
    groups: int


def batch(
    chosen: Sequence[Sample],
    table: TypeTable,
    vocab: Vocabulary,
    size: Size,
    noise: np.random.Generator | None = None,
    soft_share: float = 0.0,
) -> Batch:
    """Pad samples into one batch; with `noise`, drop words and vary the casing."""
    length = max(len(s) for s in chosen)
    count = len(chosen)
    types = np.zeros((count, length), dtype=np.int64)
    state = np.zeros((count, length), dtype=np.int64)
    mask = np.zeros((count, length), dtype=bool)
    reverse = np.tile(np.arange(length), (count, 1))
    unary = np.zeros((count, length, labels.LABELS), dtype=np.float32)
    moves = np.zeros((count, labels.LABELS, labels.LABELS), dtype=np.float32)
    shape = np.zeros((count, length), dtype=np.int64)
    for i, sample in enumerate(chosen):
        n = len(sample)
        types[i, :n] = sample.types
        state[i, :n] = sample.states
        mask[i, :n] = True
        reverse[i, :n] = np.arange(n - 1, -1, -1)
        share = 0.0 if sample.soft is None else soft_share if sample.labelled else 1.0
        if share < 1:
            unary[i, np.arange(n), sample.labels] = 1 - share
            np.add.at(moves[i], (sample.labels[:-1], sample.labels[1:]), 1 - share)
        if sample.soft is not None:
            unary[i, :n] += share * sample.soft[0]
            moves[i] += share * sample.soft[1]
        column = table.shape
        if noise is not None:
            draw = noise.random()
            if draw < 0.03:
                column = table.upper
            elif draw < 0.05:
                column = table.small
            elif draw < 0.07:
                column = table.title
        shape[i, :n] = column[sample.types]
    true_word = word = table.word[types]
    cue, vector = vocab.cue_class[word], table.vector[types]
    spelt = np.ones(word.shape, dtype=np.float32)
    if noise is not None:
        # Rare words are dropped more often, so that the network learns to do without them.
        share = size.word_dropout * (0.7 + 1.6 / (1.0 + vocab.counts[word] / 8.0))
        dropped = noise.random(word.shape) < share
        dropped &= ~np.isin(
            word, [vocab.words[m] for m in (features.OPEN, features.CLOSE) if m in vocab.words]
        )
        word = np.where(dropped, 0, word)
        # A word that is not known has no place in the cue lexicon either.
        cue = np.where(dropped & (noise.random(word.shape) < 0.7), 0, cue)
        # Else the spelling would give the word away, and nothing would be learned from what it means.
        spelt[dropped & (noise.random(word.shape) < size.gram_dropout)] = 0
        # Some words have no vector.
        vector = np.where(dropped & (noise.random(word.shape) < 0.15), 0, vector)
    if size.known:
        word = np.where(vocab.counts[word] < size.known, 0, word)
    different, place = np.unique(types, return_inverse=True)
    grams = np.concatenate([table.grams[table.starts[t] : table.starts[t + 1]] for t in different])
    counts = table.starts[different + 1] - table.starts[different]
    tensor = torch.from_numpy
    return Batch(
        tensor(types), tensor(grams), tensor(np.concatenate([[0], np.cumsum(counts)[:-1]])),
        tensor(place.reshape(types.shape)), tensor(word), tensor(true_word), tensor(vector), tensor(spelt),
        tensor(shape), tensor(cue), tensor(state), tensor(mask), tensor(reverse), tensor(unary), tensor(moves),
        (
            _links([(s.cues, s.sources, s.source_links, s.source_of) for s in chosen]),
            _links([(s.contents, s.cues, s.content_links, s.cue_of) for s in chosen]),
        ),
    )  # fmt: skip


def _links(parts: list[tuple[list, list, list, list]]) -> Links:
    anchors, options, pair_anchor, pair_option, bucket, right = [], [], [], [], [], []
    for number, (mine, theirs, pairs, answers) in enumerate(parts):
        before_anchors, before_options = len(anchors), len(options)
        anchors += [(number, a, b) for a, b, _ in mine]
        options += [(number, a, b) for a, b, _ in theirs]
        position = {}
        for anchor, option, kind in pairs:
            position[anchor, option] = len(pair_anchor)
            pair_anchor.append(before_anchors + anchor)
            pair_option.append(before_options + option)
            bucket.append(kind)
        right += [position.get((i, answer), -1) for i, answer in enumerate(answers)]
    as_long = lambda rows, width: torch.tensor(rows, dtype=torch.long).reshape(-1, *width)  # noqa: E731
    return Links(
        as_long(anchors, (3,)), as_long(options, (3,)), as_long(pair_anchor, ()), as_long(pair_option, ()),
        as_long(bucket, ()), as_long(right, ()), len(anchors),
    )  # fmt: skip


class Head(nn.Module):
    """The CRF and the linker over the hidden states of any encoder (bilinear arcs as in Dozat & Manning 2017)."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        out = 2 * size.units
        self.emit = nn.Linear(out, labels.LABELS)
        start, moves = labels.hard_constraints()
        self.register_buffer("start_hard", torch.from_numpy(start))
        self.register_buffer("moves_hard", torch.from_numpy(moves))
        self.start = nn.Parameter(torch.zeros(labels.LABELS))
        self.moves = nn.Parameter(torch.zeros(labels.LABELS, labels.LABELS))
        self.anchor = nn.ModuleList(nn.Linear(2 * out, size.link) for _ in range(2))
        self.option = nn.ModuleList(nn.Linear(2 * out, size.link) for _ in range(2))
        self.nobody = nn.ModuleList(nn.Linear(2 * out, 1) for _ in range(2))
        self.pair = nn.ParameterList(nn.Parameter(torch.zeros(labels.BUCKETS)) for _ in range(2))

    def encode(self, b: Batch) -> tuple[Tensor, Tensor]:
        """The hidden states, (sequences, words, 2 × units), and those from which neighbours are guessed."""
        raise NotImplementedError

    def _drop(self, x: Tensor) -> Tensor:
        """Dropout with one mask a sequence (Gal & Ghahramani 2016)."""
        if not self.training or not self.size.dropout:
            return x
        keep = 1 - self.size.dropout
        return x * torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(keep).div_(keep)

    def loss(self, b: Batch) -> tuple[Tensor, Tensor]:
        """Negative log-likelihood of the labels, and of the links, both summed over the batch."""
        hidden, lower = self.encode(b)
        hidden = self._drop(hidden)
        emissions = self.emit(hidden)
        start, moves = self.start + self.start_hard, self.moves + self.moves_hard
        gold = (emissions * b.unary).sum() + (start.clamp(min=-50) * b.unary[:, 0]).sum()
        gold = gold + (moves.clamp(min=-50) * b.moves).sum()
        tagging = LogPartition.apply(emissions, start, moves, b.mask).sum() - gold
        linking = sum((self._link_loss(k, hidden, b.links[k]) for k in (0, 1)), torch.zeros(()))
        return tagging, linking + self.aside(lower, b)

    def aside(self, lower: Tensor, b: Batch) -> Tensor:
        """What an encoder is fitted to beside labels and links; nothing, unless it says so."""
        return torch.zeros(())

    def _link_loss(self, kind: int, hidden: Tensor, links: Links) -> Tensor:
        if not links.groups:
            return torch.zeros(())
        anchors = self._span(hidden, links.anchors)
        scores = [self.nobody[kind](anchors)[:, 0]]
        where = [torch.arange(links.groups)]
        if len(links.bucket):
            options = self.option[kind](self._span(hidden, links.options))
            mine = self.anchor[kind](anchors)[links.pair_anchor]
            scores.append((mine * options[links.pair_option]).sum(1) + self.pair[kind][links.bucket])
            where.append(links.pair_anchor)
        flat, group = torch.cat(scores), torch.cat(where)
        most = torch.full((links.groups,), -1e9).scatter_reduce(0, group, flat.detach(), "amax")
        total = torch.zeros(links.groups).scatter_add(0, group, (flat - most[group]).exp()).log() + most
        right = torch.where(links.right < 0, torch.arange(links.groups), links.right + links.groups)
        return (total - flat[right]).sum()

    @staticmethod
    def _span(hidden: Tensor, spans: Tensor) -> Tensor:
        return torch.cat([hidden[spans[:, 0], spans[:, 1]], hidden[spans[:, 0], spans[:, 2]]], dim=1)


class Network(Head):
    """BiLSTM-CRF with a linker (Lample et al. 2016): what ships."""

    def __init__(self, size: Size, vocab: Vocabulary) -> None:
        super().__init__(size)
        words, shapes, counts, vectors = len(vocab.words), len(vocab.shapes), vocab.counts, vocab.vectors
        if size.guessed:
            # The most frequent words have classes of their own, all others share class 0.
            order = np.argsort(-counts, kind="stable")[: size.guessed - 1]
            ranks = np.zeros(words, dtype=np.int64)
            ranks[order] = np.arange(1, len(order) + 1)
            self.register_buffer("ranks", torch.from_numpy(ranks), persistent=False)
        self.word = nn.Embedding(words, size.word)
        self.gram = nn.EmbeddingBag(size.buckets, size.gram, mode="mean")
        self.shape = nn.Embedding(shapes, size.shape)
        self.state = nn.Embedding(features.QUOTE_STATES, size.state)
        self.cue = nn.Embedding(CUE_CLASSES, size.cue)
        for table, spread in (
            (self.word, 0.1),
            (self.gram, 0.1),
            (self.shape, 0.3),
            (self.state, 0.5),
            (self.cue, 0.5),
        ):
            nn.init.normal_(table.weight, std=spread)
        width = size.word + size.gram + size.shape + size.state + size.cue
        if vectors.rows.shape[1]:
            known = torch.from_numpy(vectors.rows * vectors.scale)
            self.register_buffer("vector", known, persistent=False)
            self.register_buffer(
                "guess_class", torch.from_numpy(vectors.guess.astype(np.int64)), persistent=False
            )
            self.likely = nn.Embedding(len(GUESSES) + 2, size.guess)
            nn.init.normal_(self.likely.weight, std=0.5)
            width += known.shape[1] + size.guess
        self.lower = nn.ModuleList(nn.LSTM(width, size.units, batch_first=True) for _ in range(2))
        self.upper = nn.ModuleList(nn.LSTM(2 * size.units, size.units, batch_first=True) for _ in range(2))
        for lstm in (*self.lower, *self.upper):
            nn.init.orthogonal_(lstm.weight_hh_l0)
            with torch.no_grad():
                lstm.bias_hh_l0.zero_()
                lstm.bias_ih_l0.zero_()
                lstm.bias_ih_l0[size.units : 2 * size.units] = 1.0  # remember, to begin with
        if size.guessed:
            self.guess = nn.ModuleList(
                nn.Sequential(nn.Linear(size.units, 64), nn.Tanh(), nn.Linear(64, size.guessed))
                for _ in range(2)
            )

    def encode(self, b: Batch) -> tuple[Tensor, Tensor]:
        """The hidden states, (sequences, words, 2 × units), of both layers together and of the lower one."""
        size = self.size
        grams = self.gram(b.grams, b.gram_starts)[b.place] * b.spelt[:, :, None]
        parts = [self.word(b.word), grams, self.shape(b.shape), self.state(b.state), self.cue(b.cue)]
        if hasattr(self, "vector"):
            parts += [self.vector[b.vector], self.likely(self.guess_class[b.vector])]
        x = torch.cat(parts, dim=2)
        x = nn.functional.dropout(x, size.dropout_in, self.training)
        lower = self._both(self.lower, x, b.reverse)
        upper = self._both(self.upper, self._drop(lower), b.reverse)
        return lower + upper, lower

    def _both(self, pair: nn.ModuleList, x: Tensor, reverse: Tensor) -> Tensor:
        # Each sequence is turned within its own length, so that no padding is ever read before a word.
        turn = lambda y: torch.gather(y, 1, reverse[:, :, None].expand(-1, -1, y.shape[2]))  # noqa: E731
        ahead, _ = pair[0](x)
        back, _ = pair[1](turn(x))
        return torch.cat([ahead, turn(back)], dim=2)

    def aside(self, lower: Tensor, b: Batch) -> Tensor:
        """A tenth of how badly the neighbours are guessed; nothing without the guessing."""
        return 0.1 * self._guess_loss(lower, b) if self.size.guessed else torch.zeros(())

    def _guess_loss(self, lower: Tensor, b: Batch) -> Tensor:
        """How badly the neighbours are guessed (Rei 2017, "Semi-supervised multitask learning"), on a quarter."""
        target = b.true_word
        ranks = self.ranks[target]
        total = torch.zeros(())
        units = self.size.units
        for direction in (0, 1):
            part = lower[:, :, direction * units : (direction + 1) * units]
            both = b.mask[:, 1:] & b.mask[:, :-1] & (torch.rand(ranks[:, 1:].shape) < 0.25)
            here, there = (part[:, :-1], ranks[:, 1:]) if direction == 0 else (part[:, 1:], ranks[:, :-1])
            scores = self.guess[direction](here[both])
            total = total + nn.functional.cross_entropy(scores, there[both], reduction="sum")
        return total


class LogPartition(torch.autograd.Function):
    """The log of the sum over all label sequences, its gradient by forward-backward in closed form.

    The gradient is the labels' posterior (Sutton & McCallum 2012, section 4); leaving it to autograd
    would keep and walk a graph of every step, which takes longer than the LSTM itself.
    """

    @staticmethod
    def forward(ctx, emissions: Tensor, start: Tensor, moves: Tensor, mask: Tensor) -> Tensor:
        peak = emissions.max(dim=2, keepdim=True).values
        seen = (emissions - peak).exp().transpose(0, 1).contiguous()
        step_matrix = moves.exp()
        runs = mask.t()[:, :, None].float()
        forward = torch.empty_like(seen)
        scale = torch.ones(seen.shape[:2])
        now = start.exp() * seen[0]
        for step in range(len(seen)):
            if step:
                moved = (now @ step_matrix) * seen[step]
                now = torch.lerp(now, moved, runs[step])
            total = now.sum(1, keepdim=True)
            now = now / total
            scale[step] = total[:, 0]
            forward[step] = now
        ctx.save_for_backward(seen, step_matrix, runs, forward, scale)
        return scale.log().sum(0) + (peak[:, :, 0] * mask).sum(1)

    @staticmethod
    def backward(ctx, grad: Tensor):
        seen, step_matrix, runs, forward, scale = ctx.saved_tensors
        moves = torch.zeros_like(step_matrix)
        posterior = torch.empty_like(seen)
        behind = torch.ones_like(seen[0]) * grad[:, None]
        back = step_matrix.t().contiguous()
        for step in range(len(seen) - 1, -1, -1):
            posterior[step] = forward[step] * behind * runs[step]
            if step:
                weighted = seen[step] * behind / scale[step][:, None]
                moves += forward[step - 1].t() @ (weighted * runs[step])
                behind = torch.lerp(behind, weighted @ back, runs[step])
        posterior = posterior.transpose(0, 1)
        return posterior, posterior[:, 0].sum(0), moves * step_matrix, None


@torch.no_grad()
def posteriors(network: Network, b: Batch) -> tuple[Tensor, Tensor]:
    """What a network believes of the labels, (sequences, words, labels), and of the moves between them.

    The moves are summed over each sequence, (sequences, labels, labels).
    """
    emissions = network.emit(network.encode(b)[0])
    start, moves = (network.start + network.start_hard).exp(), (network.moves + network.moves_hard).exp()
    seen = (emissions - emissions.max(dim=2, keepdim=True).values).exp()
    runs = b.mask[:, :, None].float()
    forward = [start * seen[:, 0]]
    forward[0] = forward[0] / forward[0].sum(1, keepdim=True)
    for step in range(1, seen.shape[1]):
        now = (forward[-1] @ moves) * seen[:, step]
        forward.append(torch.lerp(forward[-1], now / now.sum(1, keepdim=True), runs[:, step]))
    behind = torch.ones_like(seen[:, 0])
    unary = torch.empty_like(seen)
    total = torch.zeros(len(seen), *moves.shape)
    for step in range(seen.shape[1] - 1, -1, -1):
        both = forward[step] * behind
        unary[:, step] = both / both.sum(1, keepdim=True)
        if step:
            weighted = seen[:, step] * behind
            pair = forward[step - 1][:, :, None] * moves * weighted[:, None, :]
            total += pair / pair.sum((1, 2), keepdim=True) * runs[:, step, :, None]
            passed = weighted @ moves.t()
            behind = torch.lerp(behind, passed / passed.sum(1, keepdim=True), runs[:, step])
    return unary * runs, total


def arrays(network: Network) -> dict[str, np.ndarray]:
    """The fitted parameters under the names and in the layout that the NumPy network reads.

    The gates come as input, forget, output, candidate; both biases of a gate are one.
    """
    state = {name: value.detach().numpy().astype(np.float32) for name, value in network.state_dict().items()}
    made: dict[str, np.ndarray] = {}
    for table in ("word", "gram", "shape", "state", "cue"):
        made[f"embed_{table}"] = state[f"{table}.weight"]
    if "likely.weight" in state:
        made["embed_guess"] = state["likely.weight"]
    for layer in ("lower", "upper"):
        for kind, name in (("ih", "input"), ("hh", "recurrent")):
            made[f"{layer}_{name}"] = np.stack(
                [_gates(state[f"{layer}.{d}.weight_{kind}_l0"]).T for d in (0, 1)]
            )
        made[f"{layer}_bias"] = np.stack(
            [_gates(state[f"{layer}.{d}.bias_ih_l0"] + state[f"{layer}.{d}.bias_hh_l0"]) for d in (0, 1)]
        )
    made["emit"], made["emit_bias"] = state["emit.weight"].T, state["emit.bias"]
    made["start"], made["moves"] = state["start"], state["moves"]
    for number, name in enumerate(("source", "content")):
        for part in ("anchor", "option", "nobody"):
            made[f"{name}_{part}"] = state[f"{part}.{number}.weight"].T
            made[f"{name}_{part}_bias"] = state[f"{part}.{number}.bias"]
        made[f"{name}_pair"] = state[f"pair.{number}"]
    return made


def _gates(torch_order: np.ndarray) -> np.ndarray:
    units = len(torch_order) // 4
    enter, forget, candidate, leave = (torch_order[i * units : (i + 1) * units] for i in range(4))
    return np.concatenate([enter, forget, leave, candidate])


def restore(network: Network, held: Mapping[str, np.ndarray]) -> None:
    """Give a network of the same widths the parameters that `arrays` made of another; the inverse of it."""
    state: dict[str, np.ndarray] = {
        f"{table}.weight": held[f"embed_{table}"] for table in ("word", "gram", "shape", "state", "cue")
    }
    for layer in ("lower", "upper"):
        for d in (0, 1):
            for kind, name in (("ih", "input"), ("hh", "recurrent")):
                state[f"{layer}.{d}.weight_{kind}_l0"] = _torch_order(held[f"{layer}_{name}"][d].T)
            state[f"{layer}.{d}.bias_ih_l0"] = _torch_order(held[f"{layer}_bias"][d])
            state[f"{layer}.{d}.bias_hh_l0"] = np.zeros_like(held[f"{layer}_bias"][d])
    state |= {"emit.weight": held["emit"].T, "emit.bias": held["emit_bias"]}
    state |= {"start": held["start"], "moves": held["moves"]}
    for number, name in enumerate(("source", "content")):
        for part in ("anchor", "option", "nobody"):
            state[f"{part}.{number}.weight"] = held[f"{name}_{part}"].T
            state[f"{part}.{number}.bias"] = held[f"{name}_{part}_bias"]
        state[f"pair.{number}"] = held[f"{name}_pair"]
    as_tensor = {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in state.items()}
    missing, _ = network.load_state_dict(as_tensor, strict=False)
    left = [name for name in missing if not name.endswith("_hard")]
    if left:
        raise ValueError(f"the weights lack {', '.join(left)}; these are weights of another network.")


def _torch_order(gates: np.ndarray) -> np.ndarray:
    units = len(gates) // 4
    enter, forget, leave, candidate = (gates[i * units : (i + 1) * units] for i in range(4))
    return np.concatenate([enter, forget, candidate, leave])
