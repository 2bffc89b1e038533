"""A large teacher for `fit_tone.py`: fit a sentence encoder on gold targets, then let it label more.

    python training/tone_teacher.py --encoder DIR --gold FILE.jsonl --texts FILE.jsonl --out soft.jsonl

Gold is as for `fit_tone.py`; the texts are JSON Lines with `text`, whose sentences get targets by their
capitals and pronouns. What is written holds the gold targets, with the teacher's shares beside the
polarity, and the new ones, with the shares alone (Hinton et al. 2015, Distilling the knowledge in a
neural network). The encoder is a folder in the Hugging Face layout; the shipped weights used
all-MiniLM-L6-v2 (Apache-2.0). About an hour on one core.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from teaching import descent, step
from torch import nn
from transformers import AutoModel, AutoTokenizer

from framing.sentences import sentences
from framing.tables import atomic

_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep)\.? )?"
_WORDS = r"[A-Z][\w’'-]*[a-z]\w*(?: (?:of|de|van|al-)?[ ]?[A-Z][\w-]+)*"
NAME = re.compile(rf"\b{_TITLE}{_WORDS}|\b[A-Z]{{2,6}}\b")
PRONOUN = re.compile(r"\b(?:he|she|they|him|them)\b", re.IGNORECASE)
NO_NAME = frozenset(
    "The A An In On At But And It He She They We I You This That These Those If When While As For With After Before "
    "Since There What Who How Why Not No Yes So Or By From To Of His Her Their Our My Its Here Now Then Some Many "
    "Most All Both Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
    "July August September October November December".split()
)
REACH = 350  # characters on each side of a target
SENTENCES = 16_000  # of the texts


@dataclass(frozen=True)
class Encoded:
    """A target in its text, as the encoder takes it."""

    ids: list[int]
    target: list[float]
    label: int


class Teacher(nn.Module):
    """The encoder with a mark on the target's pieces, and a classifier over target and text."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.mark = nn.Parameter(torch.randn(width) * 0.02)
        self.out, self.drop = nn.Linear(2 * width, 3), nn.Dropout(0.1)

    def forward(self, ids, mask, target):
        embedded = self.encoder.embeddings.word_embeddings(ids) + target[..., None] * self.mark
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        itself = (hidden * target[..., None]).sum(1) / target.sum(1, keepdim=True)
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.out(self.drop(torch.cat([itself, mean], -1)))


def encode(tokenizer, text: str, start: int, end: int, label: int = 1) -> Encoded:
    """One target; `label` is 0 negative, 1 neutral, 2 positive."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    made = tokenizer(text[low:high], return_offsets_mapping=True, truncation=True, max_length=128)
    start, end = start - low, end - low
    target = [float(b > a and a < end and b > start) for a, b in made["offset_mapping"]]
    if not sum(target):
        target[0] = 1.0
    return Encoded(made["input_ids"], target, label)


def batch(samples: list[Encoded]) -> tuple[torch.Tensor, ...]:
    """Ids, mask, target and labels, padded."""
    length = max(len(s.ids) for s in samples)
    ids = torch.zeros(len(samples), length, dtype=torch.long)
    mask, target = torch.zeros(len(samples), length), torch.zeros(len(samples), length)
    for i, s in enumerate(samples):
        ids[i, : len(s.ids)], mask[i, : len(s.ids)] = torch.tensor(s.ids), 1
        target[i, : len(s.target)] = torch.tensor(s.target)
    return ids, mask, target, torch.tensor([s.label for s in samples])


def fit(teacher: Teacher, samples: list[Encoded], *, epochs: int, size: int = 32) -> None:
    """AdamW with warm-up and linear decay."""
    steps = epochs * (len(samples) // size + 1)
    optimiser, schedule = descent(teacher, steps, slow=1.5e-4, warm=0.08)
    for epoch in range(epochs):
        teacher.train()
        order = random.sample(range(len(samples)), len(samples))
        chunks = []
        for i in range(0, len(order), size * 20):
            near = sorted(order[i : i + size * 20], key=lambda j: len(samples[j].ids))
            chunks += [near[k : k + size] for k in range(0, len(near), size)]
        random.shuffle(chunks)
        total = 0.0
        for chunk in chunks:
            *inputs, labels = batch([samples[j] for j in chunk])
            loss = nn.functional.cross_entropy(teacher(*inputs), labels, label_smoothing=0.05)
            total += step(teacher, loss, optimiser, schedule)
        print(f"epoch {epoch + 1} of {epochs}: loss {total / len(chunks):.3f}", flush=True)


def candidates(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Names and pronouns of a sentence, by capitals: targets worth asking the teacher about."""
    names = []
    for match in NAME.finditer(text):
        if match.group().split()[0] not in NO_NAME:
            owner = match.group().endswith(("'s", "’s"))
            names.append((match.start(), match.end() - 2 if owner else match.end()))
    return names, [match.span() for match in PRONOUN.finditer(text)]


def unlabelled(gold: list[dict], texts: str) -> list[dict]:
    """Sentences of the texts with targets, then the gold sentences, some with one more target."""
    made = []
    for line in Path(texts).read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        for sentence in (span.of(text) for span in sentences(text)):
            if not 40 < len(sentence) < 400:
                continue
            names, pronouns = candidates(sentence)
            chosen = random.sample(names, min(len(names), 2))
            if pronouns and random.random() < 0.3:
                chosen.append(random.choice(pronouns))
            if chosen:
                made.append({"text": sentence, "targets": [{"start": a, "end": b} for a, b in chosen]})
    random.shuffle(made)
    del made[SENTENCES:]
    for item in gold:
        targets = list(item["targets"])
        names, _ = candidates(item["text"])
        new = [(a, b) for a, b in names if all(b <= t["start"] or a >= t["end"] for t in targets)]
        if new and random.random() < 0.6:
            a, b = random.choice(new)
            targets.append({"start": a, "end": b})
        made.append({"text": item["text"], "targets": targets})
    return made


@torch.no_grad()
def label(teacher: Teacher, tokenizer, items: list[dict]) -> None:
    """Write the teacher's shares into every target as `p`."""
    teacher.eval()
    flat = [(encode(tokenizer, d["text"], t["start"], t["end"]), t) for d in items for t in d["targets"]]
    flat.sort(key=lambda pair: len(pair[0].ids))
    for start in range(0, len(flat), 64):
        chunk = flat[start : start + 64]
        *inputs, _ = batch([sample for sample, _ in chunk])
        for (_, target), shares in zip(chunk, torch.softmax(teacher(*inputs), -1).tolist()):
            target["p"] = [round(share, 4) for share in shares]


def main() -> None:
    """Fit on the gold, label gold and texts, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--texts", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    np.random.seed(given.seed)
    tokenizer, teacher = AutoTokenizer.from_pretrained(given.encoder), Teacher(given.encoder)
    gold = [json.loads(line) for line in Path(given.gold).read_text(encoding="utf-8").splitlines()]
    samples = [
        encode(tokenizer, item["text"], t["start"], t["end"], t["polarity"] + 1)
        for item in gold
        for t in item["targets"]
    ]
    fit(teacher, samples, epochs=given.epochs)
    items = unlabelled(gold, given.texts)
    label(teacher, tokenizer, items)
    with atomic(given.out) as beside:
        beside.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    print(f"wrote {sum(len(item['targets']) for item in items)} targets to {given.out}")


if __name__ == "__main__":
    main()
