"""A large teacher for `fit_attribution.py`: fit a language model on the gold, then let it label gold and more texts.

    python training/attribution_teacher.py --encoder DIR --gold FILE.jsonl --texts FILE.jsonl [FILE.jsonl ...] \\
        --keep teacher.pt --out taught.npz [--dev FILE.jsonl]

Gold is as for `fit_attribution.py`; the texts are JSON Lines with `text`. What is written are the teacher's
posteriors of labels and moves, paragraph by paragraph, for `fit_attribution.py --taught` (Hinton et al. 2015,
Distilling the knowledge in a neural network). Every tenth gold text is kept from the fitting: there the score is
calibrated. The encoder is a folder in the Hugging Face layout; the shipped weights used all-MiniLM-L6-v2
(Apache-2.0). `--keep` is where the teacher's weights are kept; if they are there, they are used as they are.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from attribution_data import (
    GoldError,
    Sample,
    Types,
    Vocabulary,
    documents,
    no_vectors,
    read_gold,
    read_texts,
    samples,
    vocabulary,
)
from attribution_fitting import fit, teach
from attribution_model import Batch, Head, Network, Size
from attribution_score import agreement
from attribution_taught import save
from fit_attribution import HELD_OUT, weights
from teaching import FAST
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from framing.attribution import _features as features
from framing.attribution._assembly import EVIDENCE, Flat, Floats, Ints, Tagged
from framing.attribution._network import Packed
from framing.attribution.sequence import Tagger

SIZE = Size(units=128, dropout=0.2, word_dropout=0.1)

MASKED = 0.06
"""The share of words that the encoder does not see while it is fitted."""

PIECES = 510
"""The longest sequence the encoder takes, without the marks at its ends."""


class Teacher(Head):
    """A language model's states of each word's first piece, shape and quotation state, and a BiLSTM over them."""

    def __init__(self, size: Size, folder: str, shapes: int, types: Types, frozen: int = 0) -> None:
        super().__init__(size)
        # Dropping parts of its states costs a sixth of the time; hiding words does its work.
        self.encoder = AutoModel.from_pretrained(
            folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
        )
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        # Words that the gold lacks must stay where they are beside those it has.
        self._fixed = (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen])
        for fixed in self._fixed:
            fixed.requires_grad_(False)
        self.types = types
        self.shape = nn.Embedding(shapes, size.shape)
        self.state = nn.Embedding(features.QUOTE_STATES, size.state)
        width = self.encoder.config.hidden_size + size.shape + size.state
        self.top = nn.LSTM(width, size.units, batch_first=True, bidirectional=True)
        self._pieces: list[int] = []
        self._starts: list[int] = [0]
        self._flat = self._edges = np.zeros(0, dtype=np.int64)

    def train(self, mode: bool = True) -> Teacher:
        """As of every module, but nothing is dropped in what stays as it is."""
        super().train(mode)
        for fixed in self._fixed:
            fixed.eval()
        return self

    def pieces(self, sample: Sample) -> int:
        """How many pieces a sample's words are cut into."""
        self._know()
        return int((self._edges[sample.types + 1] - self._edges[sample.types]).sum()) + 2

    def _know(self) -> None:
        """Cut the types met since into pieces."""
        new = list(self.types.number)[len(self._starts) - 1 :]
        if not new:
            return
        marks = {features.OPEN: "“", features.CLOSE: "”"}
        shown = [marks.get(form, form) for form in new]
        for ids in self.tokenizer(shown, add_special_tokens=False)["input_ids"]:
            self._pieces += ids[:8] or [self.tokenizer.unk_token_id]
            self._starts.append(len(self._pieces))
        self._flat, self._edges = np.array(self._pieces), np.array(self._starts)

    def _cut(self, b: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Piece numbers and their mask, (sequences, pieces), and the place of each word's first piece."""
        self._know()
        rows, first = [], np.zeros(b.types.shape, dtype=np.int64)
        for i, (types, length) in enumerate(zip(b.types.numpy(), b.mask.sum(1).tolist(), strict=True)):
            start = self._edges[types[:length]]
            count = self._edges[types[:length] + 1] - start
            if count.sum() > PIECES:
                count = np.ones_like(count)
            before = np.cumsum(count) - count
            ids = self._flat[np.repeat(start - before, count) + np.arange(count.sum())]
            if self.training:
                hidden = torch.rand(length).numpy() < MASKED
                ids = np.where(np.repeat(hidden, count), self.tokenizer.mask_token_id, ids)
            rows.append([self.tokenizer.cls_token_id, *ids.tolist(), self.tokenizer.sep_token_id])
            first[i, :length] = before + 1
        longest = max(map(len, rows))
        ids = torch.tensor([row + [self.tokenizer.pad_token_id] * (longest - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        return ids, mask, torch.from_numpy(first)

    def encode(self, b: Batch) -> tuple[Tensor, Tensor]:
        """The states of the BiLSTM, twice."""
        ids, mask, first = self._cut(b)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        states = states.float().gather(1, first[:, :, None].expand(-1, -1, states.shape[2]))
        x = torch.cat([states, self.shape(b.shape), self.state(b.state)], dim=2)
        x = nn.functional.dropout(x, self.size.dropout, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(x, b.mask.sum(1), batch_first=True, enforce_sorted=False)
        hidden, _ = self.top(packed)
        hidden, _ = nn.utils.rnn.pad_packed_sequence(hidden, batch_first=True, total_length=x.shape[1])
        return hidden, hidden


class TeacherTagger(Tagger):
    """The teacher in the place of the network that ships, so that both are measured alike."""

    def __init__(self, teacher: Teacher, vocab: Vocabulary) -> None:
        stand_in = Network(teacher.size, vocab)
        stand_in.load_state_dict(
            {
                k: v
                for k, v in teacher.state_dict().items()
                if k in dict(Head(teacher.size).named_parameters())
            },
            strict=False,
        )
        super().__init__(weights(stand_in, vocab, np.zeros(len(EVIDENCE))), least=0)
        self.teacher, self.vocab = teacher.eval(), vocab

    def _tag(self, flat: Flat) -> Tagged:
        self._seen = flat
        return super()._tag(flat)

    @torch.no_grad()
    def _encode(self, ahead: Floats, back: Floats, place: Ints, packed: Packed) -> Floats:
        forms = list(self._types)
        shapes = self.vocab.shapes
        found = np.zeros((len(packed.forward), 2 * self.teacher.size.units), dtype=np.float32)
        steps, count = len(packed.counts), packed.counts[0]
        for left in range(0, count, 16):
            rows = [
                [packed.offsets[t] + i for t in range(steps) if i < packed.counts[t]]
                for i in range(left, min(count, left + 16))
            ]
            longest = max(map(len, rows))
            at = np.array([row + [row[-1]] * (longest - len(row)) for row in rows])
            words = packed.forward[at]
            named = np.vectorize(lambda n: forms[n], otypes=[object])(self._seen.types[words])
            numbers = np.vectorize(self.teacher.types.__getitem__, otypes=[np.int64])(named)
            shape = np.vectorize(lambda f: shapes.get(features.shape(f), 0), otypes=[np.int64])(named)
            mask = torch.tensor([[True] * len(row) + [False] * (longest - len(row)) for row in rows])
            b = Batch(**dict.fromkeys(Batch.__dataclass_fields__))  # only what the teacher reads
            b.types, b.mask, b.shape = torch.from_numpy(numbers), mask, torch.from_numpy(shape)
            b.state = torch.from_numpy(self._seen.states[words])
            hidden = self.teacher.encode(b)[0].numpy()
            for i, row in enumerate(rows):
                found[row] = 2 * hidden[i, : len(row)]  # as the shipped network gives them, doubled
        return found


def run(given: argparse.Namespace) -> None:
    """Fit or load the teacher, measure it, let it label."""
    say = lambda line: print(line, flush=True)  # noqa: E731
    rows = read_gold(given.gold)
    docs = documents(rows)
    types = Types()
    vocab = vocabulary(docs, rows, no_vectors())
    every = samples(docs, rows, types)
    for path in given.texts:
        extra = read_texts(path)
        more = samples(documents(extra), extra, types)
        for sample in more:
            sample.labelled, sample.document = False, 1
        every += more
    table = types.table(vocab, SIZE.buckets)
    torch.manual_seed(given.seed)
    teacher = Teacher(SIZE, given.encoder, len(vocab.shapes), types, given.frozen)
    if given.keep.exists():
        teacher.load_state_dict(torch.load(given.keep, weights_only=True))
    else:
        if given.start:
            teacher.load_state_dict(torch.load(given.start, weights_only=True))
        fitted = [s for s in every if s.labelled and s.document % HELD_OUT]
        say(f"{len(fitted)} sequences of gold, {len(every) - len(fitted)} more to label")
        fit(
            teacher, fitted, table, vocab, epochs=given.epochs, slow=teacher.encoder.parameters(),
            slow_rate=given.rate, words=given.words, seed=given.seed, length=teacher.pieces, spread=0.02,
            warm=given.warm, say=say,
        )  # fmt: skip
        torch.save(teacher.state_dict(), given.keep)
    teacher.eval()
    tagger = TeacherTagger(teacher, vocab)
    say(f"kept back: {json.dumps(agreement(tagger, [r for n, r in enumerate(rows) if n % HELD_OUT == 0]))}")
    if given.dev:
        say(f"{given.dev}: {json.dumps(agreement(tagger, read_gold(given.dev)))}")
    if given.out:
        # What it saw more than once or twice it knows by heart, and so has little to say about.
        unseen = [s for s in every if given.gold_too or not s.labelled or s.document % HELD_OUT == 0]
        teach([teacher], unseen, table, vocab)
        save(given.out, unseen, types)
        say(f"wrote what it believes of {len(unseen)} paragraphs to {given.out}")


def main() -> None:
    """Read the command line, fit the teacher, and write what it believes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--encoder", required=True, help="a language model, a folder in the Hugging Face layout"
    )
    parser.add_argument("--gold", type=Path, required=True, help="the gold attributions to fit on")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="more texts to label, JSON Lines")
    parser.add_argument("--keep", type=Path, required=True, help="the teacher's weights, read or written")
    parser.add_argument("--start", type=Path, help="a teacher's weights to go on from, at a lower --rate")
    parser.add_argument("--out", type=Path, help="where its posteriors go, a .npz file")
    parser.add_argument("--gold-too", action="store_true", help="also label the gold that it was fitted on")
    parser.add_argument("--dev", type=Path, help="gold that is only measured on")
    parser.add_argument("--epochs", type=float, default=2, help="passes over the gold (default 2)")
    parser.add_argument(
        "--warm", type=int, default=0, help="steps until the rates are highest (default: half a pass)"
    )
    parser.add_argument(
        "--words", type=int, default=1_000, help="pieces of words of one batch (default 1000)"
    )
    parser.add_argument("--rate", type=float, default=1.5e-4, help="highest learning rate of the encoder")
    parser.add_argument(
        "--frozen", type=int, default=2, help="lowest layers that stay as they are (default 2)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of every random choice (default 1)")
    given = parser.parse_args()
    torch.set_num_threads(1)
    try:
        run(given)
    except (GoldError, OSError) as problem:
        sys.exit(f"attribution_teacher: {problem}")


if __name__ == "__main__":
    main()
