"""A large teacher for `fit_relations.py`: fit a sentence encoder on gold pairs, then let it label more pairs.

    python training/relations_teacher.py --encoder DIR --gold FILE.jsonl --texts FILE.jsonl [FILE.jsonl ...] \\
        --keep DIR --out soft.jsonl [--network PATH.npz]

Gold is as for `fit_relations.py`; the texts are JSON Lines with `text`, whose sentences get pairs by their
capitals and pronouns. What is written holds the gold pairs, with the teacher's shares beside the answer, and
the new ones, with the shares alone (Hinton et al. 2015, Distilling the knowledge in a neural network). Every
tenth gold text is kept from the fitting and never written: `fit_relations.py` sets its thresholds there. The
encoder is a folder in the Hugging Face layout; the shipped weights used all-MiniLM-L6-v2 (Apache-2.0). `--keep`
is a folder for the teacher's weights; where it has them, they are used as they are. About an hour on one core.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from relations_data import CLASSES, class_of, kept_back, read, turned, unlabelled
from teaching import descent, step
from torch import nn
from transformers import AutoModel, AutoTokenizer

from framing.article import Span
from framing.layers import _relations_network as shape
from framing.layers._tone_network import describe
from framing.tables import atomic
from framing.text import words

PIECES = 96  # of a text, around the pair
REACH = 260  # characters on each side of a pair


@dataclass(frozen=True)
class Encoded:
    """A pair in its text, as the encoder takes it: 1 on the pieces of the earlier party, 2 on the later one."""

    ids: list[int]
    marks: list[int]
    label: int


class Teacher(nn.Module):
    """The encoder with a mark on each party's pieces, and a classifier over both and the text."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.mark = nn.Parameter(torch.randn(2, width) * 0.02)
        self.inner, self.out = nn.Linear(3 * width, width), nn.Linear(width, len(CLASSES))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids, mask, marks):
        one, two = (marks == 1).float(), (marks == 2).float()
        embedded = self.encoder.embeddings.word_embeddings(ids)
        embedded = embedded + one[..., None] * self.mark[0] + two[..., None] * self.mark[1]
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        parts = [
            (hidden * w[..., None]).sum(1) / w.sum(1, keepdim=True).clamp(min=1) for w in (one, two, mask)
        ]
        return self.out(self.drop(torch.tanh(self.inner(self.drop(torch.cat(parts, -1))))))


def encode(tokenizer, text: str, p: tuple[int, int], q: tuple[int, int], label: int = 0) -> Encoded:
    """One pair, the earlier party first; a long text is cut around it."""
    low, high = max(0, min(p[0], q[0]) - REACH), max(p[1], q[1]) + REACH
    made = tokenizer(text[low:high], return_offsets_mapping=True, add_special_tokens=False)
    ids, places = made["input_ids"], made["offset_mapping"]
    marks = [0] * len(ids)
    for number, (start, end) in enumerate((p, q), 1):
        for i, (a, b) in enumerate(places):
            if b > a and a < end - low and b > start - low:
                marks[i] = number
    marked = [i for i, m in enumerate(marks) if m] or [0]
    middle = (marked[0] + marked[-1]) // 2
    first = max(0, min(middle - PIECES // 2, len(ids) - PIECES))
    ids, marks = ids[first : first + PIECES], marks[first : first + PIECES]
    return Encoded([tokenizer.cls_token_id, *ids, tokenizer.sep_token_id], [0, *marks, 0], label)


def batch(samples: list[Encoded], mask_id: int = 0, blank: float = 0.0) -> tuple[torch.Tensor, ...]:
    """Ids, mask, marks and labels, padded; a share of the pairs lose their names to a mask."""
    length = max(len(s.ids) for s in samples)
    ids, marks = (torch.zeros(len(samples), length, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(len(samples), length)
    for i, s in enumerate(samples):
        ids[i, : len(s.ids)], mask[i, : len(s.ids)] = torch.tensor(s.ids), 1
        marks[i, : len(s.marks)] = torch.tensor(s.marks)
        if random.random() < blank:
            ids[i][marks[i] > 0] = mask_id
    return ids, mask, marks, torch.tensor([s.label for s in samples])


def fit(
    teacher: Teacher, samples: list[Encoded], held: list[Encoded], *, epochs: int, mask_id: int, blank: float
) -> None:
    """AdamW with warm-up and linear decay; rare classes weigh more, by the root of their share."""
    size = 32
    steps = epochs * (len(samples) // size + 1)
    optimiser, schedule = descent(teacher, steps, slow=1e-4, rate=5e-4, warm=0.08, least=0.02)
    counts = np.bincount([s.label for s in samples], minlength=len(CLASSES))
    weights = torch.tensor((counts.max() / counts.clip(1)) ** 0.5, dtype=torch.float32)
    for epoch in range(epochs):
        teacher.train()
        order = random.sample(range(len(samples)), len(samples))
        chunks = []
        for i in range(0, len(order), size * 20):
            near = sorted(order[i : i + size * 20], key=lambda j: len(samples[j].ids))
            chunks += [near[k : k + size] for k in range(0, len(near), size)]
        random.shuffle(chunks)
        total = 0.0
        for number, chunk in enumerate(chunks, 1):
            *inputs, labels = batch([samples[j] for j in chunk], mask_id, blank)
            loss = nn.functional.cross_entropy(teacher(*inputs), labels, weight=weights, label_smoothing=0.05)
            total += step(teacher, loss, optimiser, schedule)
            if number % 50 == 0:
                print(f"epoch {epoch + 1}, {number} of {len(chunks)}: loss {total / number:.3f}", flush=True)
        print(f"epoch {epoch + 1} of {epochs}: {right(teacher, held)}", flush=True)


@torch.no_grad()
def shares(teacher: Teacher, samples: list[Encoded]) -> np.ndarray:
    """The teacher's shares of the five classes for every pair."""
    teacher.eval()
    made = np.zeros((len(samples), len(CLASSES)), dtype=np.float32)
    order = sorted(range(len(samples)), key=lambda i: len(samples[i].ids))
    for start in range(0, len(order), 64):
        chunk = order[start : start + 64]
        *inputs, _ = batch([samples[i] for i in chunk])
        made[chunk] = torch.softmax(teacher(*inputs), -1).numpy()
    return made


def right(teacher: Teacher, samples: list[Encoded]) -> str:
    """How well the teacher does on the part kept back, by class."""
    said = shares(teacher, samples).argmax(1)
    labels = np.array([s.label for s in samples])
    scores = []
    for number in range(len(CLASSES)):
        hit = int(((said == number) & (labels == number)).sum())
        scores.append(2 * hit / max(1, int((said == number).sum()) + int((labels == number).sum())))
    return f"macro-F1 {np.mean(scores):.3f} ({', '.join(f'{s:.2f}' for s in scores)}) on {len(samples)} kept back"


def expected(path: str) -> Callable[[list[dict]], list[float]]:
    """How likely a network of the shipped kind, fitted without a teacher, finds pairs related."""
    network = shape.load(path)

    def related(items: list[dict]) -> list[float]:
        found: list[float] = []
        for start in range(0, len(items), 256):
            chunk = items[start : start + 256]
            passages = [describe(words(d["text"])) for d in chunk]
            places = [
                shape.Pair(n, passage.positions(Span(*d["p"])), passage.positions(Span(*d["q"])))
                for n, (d, passage) in enumerate(zip(chunk, passages))
            ]
            found += (1 - network.shares(passages, places)[:, 0]).tolist()
        return found

    return related


def main() -> None:
    """Fit on the gold, label gold and texts, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--texts", required=True, nargs="+")
    parser.add_argument("--keep", required=True, type=Path)
    parser.add_argument("--out", required=True)
    parser.add_argument(
        "--network", help="what fit_relations.py wrote without --soft; chooses pairs worth labelling"
    )
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument(
        "--blank", type=float, nargs="+", default=[0.2],
        help="a teacher for each: the share of pairs whose names it does not see while it is fitted, for who it is "
        "should not decide; of several the mean is written",
    )  # fmt: skip
    parser.add_argument("--pairs", type=int, default=24_000, help="how many new pairs the teacher labels")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    np.random.seed(given.seed)
    tokenizer = AutoTokenizer.from_pretrained(given.encoder)
    gold = read(given.gold)
    fitted = [d for d in gold if not kept_back(d["text"])]
    fitted += [new for d in fitted if (new := turned(d)) is not None]
    samples, held = (
        [encode(tokenizer, d["text"], d["p"], d["q"], class_of(d)) for d in chosen]
        for chosen in (fitted, [d for d in gold if kept_back(d["text"])])
    )
    given.keep.mkdir(parents=True, exist_ok=True)
    teachers = []
    for number, blank in enumerate(given.blank):
        torch.manual_seed(given.seed + number)
        teacher = Teacher(given.encoder)
        kept = given.keep / f"teacher_{number}.pt"
        if kept.exists():
            teacher.load_state_dict(torch.load(kept, weights_only=True))
            print(f"{kept}: {right(teacher, held)}")
        else:
            fit(teacher, samples, held, epochs=given.epochs, mask_id=tokenizer.mask_token_id, blank=blank)
            torch.save(teacher.state_dict(), kept)
        teachers.append(teacher)
    items = [d for d in gold if not kept_back(d["text"])]
    items += unlabelled(items, given.texts, given.pairs, expected(given.network) if given.network else None)
    print(f"{len(items)} pairs to label", flush=True)
    asked = [encode(tokenizer, d["text"], d["p"], d["q"]) for d in items]
    told = np.mean([shares(teacher, asked) for teacher in teachers], axis=0)
    with atomic(given.out) as beside:
        lines = [
            json.dumps({**d, "shares": [round(float(x), 4) for x in row]}) for d, row in zip(items, told)
        ]
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {len(items)} pairs to {given.out}")


if __name__ == "__main__":
    main()
