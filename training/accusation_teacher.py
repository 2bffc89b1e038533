"""A large teacher for `fit_accusations.py`: a sentence encoder fitted on coded articles, that then reads many more.

    python training/accusation_teacher.py --encoder DIR --start teacher.pt --gold FILE… --texts FILE… \\
        --unlabelled FILE… --fitted FILE --out soft.pkl

It goes on from the encoder of `attribution_teacher.py` where that is given: who speaks is half of who accuses. It
marks the clauses of every paragraph, and says of every clause who accuses and who is accused among those who are meant
around it (the likeliest party, summed over the places at which it is meant). Names are replaced by others, so that
nobody is accused for who he is. The encoder is a folder in the Hugging Face layout; the shipped weights used
all-mpnet-base-v2 (Apache-2.0). What is written are the shares of its answers over articles that nobody coded (Hinton et
al. 2015, Distilling the knowledge in a neural network).
"""

from __future__ import annotations

import json
import pickle
import random
import time
import zlib
from pathlib import Path

import accusation_data as data
import numpy as np
import torch
from teaching import FAST, descent, options, step
from torch import nn
from transformers import AutoModel, AutoTokenizer

from framing.layers import _accusation_shape as shape

NAMES = (
    "Adler Baker Carlin Dorsey Ellis Farrow Grady Holt Ingram Jarvis Keller Landry Mercer Norton Osgood Parker Quinn "
    "Ramsey Sutton Tanner Upton Vance Walker Yates Abbott Barlow Conway Dalton Emery Foster"
).split()
LONGEST = 256
EMPTY = 0.4
"""The share of paragraphs without an accusation that one pass over the articles reads."""
HELD_OUT = 10
"""Of so many coded articles one is kept from the fitting, to measure on."""


class Teacher(nn.Module):
    """The encoder, a classifier of words, and one of who is meant around a marked clause."""

    def __init__(self, folder: str, frozen: int = 0) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
        )
        for fixed in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]):
            fixed.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.mark = nn.Parameter(torch.randn(width) * 0.02)
        self.tag = nn.Linear(width, 3)
        self.meant = nn.Sequential(
            nn.Linear(2 * width + shape.FEATURES + shape.CLAUSE_FEATURES, 128),
            nn.Tanh(),
            nn.Dropout(0.1),
            nn.Linear(128, 2),
        )
        self.nobody = nn.Sequential(nn.Linear(width + shape.CLAUSE_FEATURES, 32), nn.Tanh(), nn.Linear(32, 2))
        self.drop = nn.Dropout(0.1)

    def encode(self, ids, mask, marked):
        embedded = self.encoder.embeddings.word_embeddings(ids) + marked[..., None] * self.mark
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST):
            states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return self.drop(states.float())


def disguised(words: list[str], names: list[bool]) -> list[str]:
    """The words with other names, the same one for the same word."""
    made = []
    for word, name in zip(words, names):
        made.append(
            NAMES[zlib.crc32(word.lower().encode()) % len(NAMES)] if name and word[:1].isalpha() else word
        )
    return made


def encoded(tokenizer, words: list[str], names: list[bool]) -> tuple[list[int], np.ndarray]:
    """Piece ids, and of each word the place of its first piece (-1 beyond what fits)."""
    made = tokenizer(disguised(words, names), is_split_into_words=True, truncation=True, max_length=LONGEST)
    firsts = np.full(len(words) + 1, -1)
    for place, word in enumerate(made.word_ids()):
        if word is not None and firsts[word] < 0:
            firsts[word] = place
    firsts[len(words)] = len(made["input_ids"]) - 1
    return made["input_ids"], firsts


def padded(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask."""
    length = max(map(len, rows))
    ids, mask = torch.zeros(len(rows), length, dtype=torch.long), torch.zeros(len(rows), length)
    for i, row in enumerate(rows):
        ids[i, : len(row)], mask[i, : len(row)] = torch.tensor(row), 1
    return ids, mask


def tagged(teacher: Teacher, tokenizer, chunk: list[data.Piece]) -> list[torch.Tensor]:
    """The scores of the classes for every word of some pieces."""
    made = [encoded(tokenizer, p.words, p.passage.names) for p in chunk]
    ids, mask = padded([row for row, _ in made])
    hidden = teacher.encode(ids, mask, torch.zeros_like(mask))
    scores = teacher.tag(hidden)
    return [scores[i, torch.tensor(np.maximum(firsts[:-1], 0))] for i, (_, firsts) in enumerate(made)]


def meant(teacher: Teacher, tokenizer, chunk: list[data.Clause]) -> list[torch.Tensor]:
    """Log-shares (2, parties + 1) of the parties for some clauses: accuser, target; nobody first."""
    made = [encoded(tokenizer, c.words, c.passage.names) for c in chunk]
    ids, mask = padded([row for row, _ in made])
    marked = torch.zeros_like(mask)
    for i, (c, (_, firsts)) in enumerate(zip(chunk, made)):
        low, high = firsts[c.first], firsts[c.last]
        if low >= 0:
            marked[i, low : high if high > low else low + 1] = 1
    hidden = teacher.encode(ids, mask, marked)
    answers = []
    for i, (c, (_, firsts)) in enumerate(zip(chunk, made)):
        clause = (hidden[i] * marked[i, :, None]).sum(0) / marked[i].sum().clamp(min=1)
        vectors = []
        for start, end in zip(c.starts, c.ends):
            low = firsts[start] if start < end else -1
            high = firsts[end] if 0 <= end < len(firsts) else -1
            if low < 0:
                vectors.append(torch.zeros_like(clause))
            else:
                vectors.append(hidden[i, low : max(high, low + 1)].mean(0))
        features = torch.from_numpy(c.features)
        about = torch.from_numpy(c.of_clause)
        rows = torch.cat(
            [torch.stack(vectors), clause.expand(len(vectors), -1), features, about.expand(len(vectors), -1)],
            1,
        )
        scores = teacher.meant(rows)  # (candidates, 2)
        nobody = teacher.nobody(torch.cat([clause, about]))
        answers.append(shares(scores, nobody, c.party))
    return answers


def shares(scores: torch.Tensor, nobody: torch.Tensor, party: np.ndarray) -> torch.Tensor:
    """Log-shares (2, parties + 1): of each party the sum over its places."""
    logged = torch.log_softmax(torch.cat([nobody[None], scores]), 0)
    owner = torch.from_numpy(np.concatenate([[0], party]))
    summed = torch.zeros(int(party.max()) + 1, 2).index_add(0, owner, logged.exp())
    return (summed + 1e-6).log().T


def wrong(logged: torch.Tensor, wanted: np.ndarray, hard: bool) -> torch.Tensor:
    """The loss of one clause; a role that is not known costs nothing."""
    loss = logged.new_zeros(())
    for row in range(2):
        right = torch.from_numpy(wanted[row])
        if right.sum() > 0:
            loss = loss - (
                torch.logsumexp(logged[row][right > 0], 0) if hard else (right * logged[row]).sum()
            )
    return loss


def batches(samples: list, size: int) -> list[list]:
    """Samples of like length together, in random order."""
    order = random.sample(samples, len(samples))
    chunks = []
    for i in range(0, len(order), size * 20):
        near = sorted(order[i : i + size * 20], key=lambda s: len(s.words))
        chunks += [near[k : k + size] for k in range(0, len(near), size)]
    random.shuffle(chunks)
    return chunks


def fit(
    teacher: Teacher,
    tokenizer,
    pieces: list[data.Piece],
    clauses: list[data.Clause],
    epochs: int,
    rate: float,
) -> None:
    """AdamW with warm-up and linear decay; of the paragraphs that hold nothing a part, another one every time."""
    told = [p for p in pieces if (p.wanted[:, 0] < 0.5).any()]
    empty = [p for p in pieces if not (p.wanted[:, 0] < 0.5).any()]
    some = round(EMPTY * len(empty))
    steps = epochs * (len(batches(told + empty[:some], 16)) + len(batches(clauses, 16)))
    optimiser, schedule = descent(teacher, steps, slow=rate)
    taken, began = 0, time.time()
    for epoch in range(epochs):
        teacher.train()
        read = told + random.sample(empty, some)
        work = [("pieces", c) for c in batches(read, 16)] + [("clauses", c) for c in batches(clauses, 16)]
        random.shuffle(work)
        total = {"pieces": 0.0, "clauses": 0.0}
        for what, chunk in work:
            if what == "pieces":
                scores, wanted = (
                    torch.cat(tagged(teacher, tokenizer, chunk)),
                    np.concatenate([p.wanted for p in chunk]),
                )
                loss = -(torch.from_numpy(wanted) * torch.log_softmax(scores, -1)).sum(-1).mean() * 2
            else:
                answers = meant(teacher, tokenizer, chunk)
                loss = torch.stack([wrong(a, c.wanted, c.hard) for a, c in zip(answers, chunk)]).mean() / 2
            total[what] += step(teacher, loss, optimiser, schedule)
            taken += 1
            if taken % 50 == 0:
                print(f"step {taken} of {steps}, {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1} of {epochs}: {total['pieces']:.2f} {total['clauses']:.2f}", flush=True)


@torch.no_grad()
def measured(teacher: Teacher, tokenizer, pieces: list[data.Piece], clauses: list[data.Clause]) -> str:
    """F1 of words and share of right parties, over coded articles that were not fitted."""
    teacher.eval()
    hit = said = true = 0
    for low in range(0, len(pieces), 32):
        for p, scores in zip(pieces[low : low + 32], tagged(teacher, tokenizer, pieces[low : low + 32])):
            inside = 1 - torch.softmax(scores, -1)[:, 0].numpy() > 0.5
            gold = p.wanted[:, 0] < 0.5
            hit, said, true = hit + (inside & gold).sum(), said + inside.sum(), true + gold.sum()
    right, known = np.zeros(2), np.zeros(2)
    for low in range(0, len(clauses), 32):
        for c, logged in zip(clauses[low : low + 32], meant(teacher, tokenizer, clauses[low : low + 32])):
            for row in range(2):
                if c.wanted[row].any():
                    known[row] += 1
                    right[row] += c.wanted[row][int(logged[row].argmax())] > 0
    f1 = 2 * hit / max(said + true, 1)
    accuser, target = right / np.maximum(known, 1)
    return f"words F1 {f1:.3f}; accuser {accuser:.3f}, target {target:.3f} of {len(clauses)}"


@torch.no_grad()
def label(
    teacher: Teacher, tokenizer, items: list[tuple[str, str]]
) -> tuple[list[data.Piece], list[data.Clause]]:
    """What the teacher says of articles that nobody coded."""
    teacher.eval()
    pieces: list[data.Piece] = []
    clauses: list[data.Clause] = []
    for _, reading in data.documents(items):
        own = [
            data.Piece(reading.doc.words.forms[p.start : p.stop], passage, np.zeros((0, 3)))
            for p, passage in zip(reading.pieces, reading.passages, strict=True)
        ]
        found = []
        for low in range(0, len(own), 32):
            for p, place, scores in zip(
                own[low : low + 32],
                reading.pieces[low : low + 32],
                tagged(teacher, tokenizer, own[low : low + 32]),
            ):
                p.wanted = torch.softmax(scores, -1).numpy().astype(np.float32)
                found += shape_clauses(reading, place, p.wanted)
        pieces += own
        asked = [one for first, last in found if (one := data.sample(reading, first, last)) is not None]
        for low in range(0, len(asked), 32):
            for c, logged in zip(asked[low : low + 32], meant(teacher, tokenizer, asked[low : low + 32])):
                c.wanted, c.hard = logged.exp().numpy().astype(np.float32), False
        clauses += asked
    return pieces, clauses


def shape_clauses(reading: shape.Reading, piece: range, wanted: np.ndarray) -> list[tuple[int, int]]:
    """The clauses in a piece, as the layer will cut them."""
    from framing.layers._accusing_clauses import clauses_of

    return [(one.first, one.last) for one in clauses_of(reading.doc, piece, wanted)]


def main() -> None:
    """Fit on the coded articles, label others, write."""
    parser = options(__doc__, frozen=5, most=600)
    parser.add_argument("--start", help="what attribution_teacher.py kept, to go on from its encoder")
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    tokenizer, teacher = AutoTokenizer.from_pretrained(given.encoder), Teacher(given.encoder, given.frozen)
    if given.start:
        before = torch.load(given.start, weights_only=True)
        part = {k.removeprefix("encoder."): v for k, v in before.items() if k.startswith("encoder.")}
        teacher.encoder.load_state_dict(part)
    every = data.gold(given.gold, given.texts)
    coded = [one for n, one in enumerate(every) if n % HELD_OUT]
    kept = every[::HELD_OUT]
    sets = [
        ([p for c, r in part for p in data.pieces(c, r)], [k for c, r in part for k in data.clauses(c, r)])
        for part in (coded, kept)
    ]
    print(
        f"{len(coded)} articles, {len(sets[0][0])} pieces, {len(sets[0][1])} clauses; {len(kept)} kept back",
        flush=True,
    )
    if given.fitted and Path(given.fitted).exists():
        teacher.load_state_dict(torch.load(given.fitted, weights_only=True))
    else:
        fit(teacher, tokenizer, *sets[0], given.epochs, given.rate)
        if given.fitted:
            torch.save(teacher.state_dict(), given.fitted)
    print(measured(teacher, tokenizer, *sets[1]), flush=True)
    if given.out:
        without = {
            json.loads(line)["id"]
            for f in [*given.gold, *given.without]
            for line in Path(f).read_text().splitlines()
        }
        items = data.unlabelled(given.unlabelled, without, given.most, given.seed)
        made = label(teacher, tokenizer, items)
        Path(given.out).write_bytes(pickle.dumps(made))
        print(f"wrote {len(made[0])} pieces, {len(made[1])} clauses to {given.out}", flush=True)


if __name__ == "__main__":
    main()
