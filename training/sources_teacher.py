"""A large teacher for `fit_sources.py`: a sentence encoder fitted on labelled sources, that then reads many more.

    python training/sources_teacher.py --encoder DIR --gold FILE… --texts FILE… --unlabelled FILE… --without FILE… \\
        --fitted FILE --out silver.pkl

It sees a source's name and roles and the words around the place where the article says who it is, and says in what
capacity it speaks. The encoder is a folder in the Hugging Face layout; the shipped weights used all-mpnet-base-v2
(Apache-2.0). What is written are the shares of its answers for the sources of articles that nobody labelled (Hinton et
al. 2015, Distilling the knowledge in a neural network).
"""

from __future__ import annotations

import json
import pickle
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from teaching import FAST, descent, options, step
from torch import nn
from transformers import AutoModel, AutoTokenizer

from framing.article import Article
from framing.evaluate.sources import articles, match
from framing.layers.sources import speakers_of
from framing.layers.statements import statements
from framing.people.affiliations import Affiliation, Asked, Function
from framing.people.asking import asked
from framing.text import Document

LONGEST, BEFORE, BEHIND = 112, 160, 220
HELD_OUT = 8
"""Of so many labelled articles one is kept from the fitting, to measure on."""
AFFILIATIONS, FUNCTIONS = list(Affiliation), list(Function)


@dataclass(frozen=True)
class Shown:
    """A source as the teacher reads it, as the model is asked for it, and what a person says it is, if one did."""

    article: str
    asked: Asked
    said: str
    around: str
    label: tuple[int, int] | None


def shown(items: Iterable[dict[str, Any]]) -> Iterator[Shown]:
    """Every source of the articles; of labelled ones those that have a label."""
    items = list(items)
    for low in range(0, len(items), 64):
        part = items[low : low + 64]
        docs = [Document(Article(str(item["id"]), item["text"])) for item in part]
        for item, doc, said in zip(part, docs, statements(docs), strict=True):
            for one in speakers_of(said):
                label = match(item["sources"], one.name) if "sources" in item else None
                if label is None and "sources" in item:
                    continue
                at, text = one.place, doc.text
                before, behind = text[max(0, at.start - BEFORE) : at.start], text[at.end : at.end + BEHIND]
                around = f"{before}* {at.of(text)} *{behind}"
                yield Shown(
                    str(item["id"]), asked(text, one.name, one.roles, one.kind, at),
                    f"{one.kind.replace('_', ' ')}: {', '.join([one.name, *one.roles])}", around,
                    label and (AFFILIATIONS.index(Affiliation(label["affiliation"])),
                               FUNCTIONS.index(Function(label["function"]))),
                )  # fmt: skip


class Teacher(nn.Module):
    """The encoder, and two classifiers of the mean of its states."""

    def __init__(self, folder: str, frozen: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
        )
        for fixed in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]):
            fixed.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.told = nn.Linear(width, len(AFFILIATIONS) + len(FUNCTIONS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        states, held = states.float(), mask[..., None].float()
        return self.told(self.drop((states * held).sum(1) / held.sum(1)))


def batches(sources: Sequence[Shown], size: int) -> list[list[int]]:
    """Places of sources of like length together."""
    order = sorted(range(len(sources)), key=lambda i: len(sources[i].said) + len(sources[i].around))
    return [order[low : low + size] for low in range(0, len(order), size)]


def tensors(tokenizer, sources: Sequence[Shown]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask of a batch."""
    held = tokenizer([s.said for s in sources], [s.around for s in sources], truncation="only_second",
                     max_length=LONGEST, padding=True, return_tensors="pt")  # fmt: skip
    return held["input_ids"], held["attention_mask"]


def fit(teacher: Teacher, tokenizer, sources: Sequence[Shown], epochs: int, rate: float) -> None:
    """AdamW with warm-up and linear decay."""
    chunks = batches(sources, 16)
    began = time.time()
    optimiser, schedule = descent(teacher, epochs * len(chunks), slow=rate)
    width = len(AFFILIATIONS)
    for epoch in range(epochs):
        teacher.train()
        random.shuffle(chunks)
        total = 0.0
        for chunk in chunks:
            some = [sources[i] for i in chunk]
            scores = teacher(*tensors(tokenizer, some))
            wanted = torch.tensor([s.label for s in some])
            loss = nn.functional.cross_entropy(scores[:, :width], wanted[:, 0], label_smoothing=0.05)
            loss = loss + nn.functional.cross_entropy(scores[:, width:], wanted[:, 1], label_smoothing=0.05)
            total += step(teacher, loss, optimiser, schedule)
        print(f"epoch {epoch + 1} of {epochs}: {total:.1f}, {time.time() - began:.0f} s", flush=True)


@torch.no_grad()
def shares(teacher: Teacher, tokenizer, sources: Sequence[Shown]) -> np.ndarray:
    """Of every source the shares of affiliations, then of functions."""
    teacher.eval()
    made = np.zeros((len(sources), len(AFFILIATIONS) + len(FUNCTIONS)), dtype=np.float32)
    for chunk in batches(sources, 32):
        scores = teacher(*tensors(tokenizer, [sources[i] for i in chunk]))
        both = scores.split([len(AFFILIATIONS), len(FUNCTIONS)], 1)
        made[chunk] = torch.cat([part.softmax(1) for part in both], 1).numpy()
    return made


def right(told: np.ndarray, sources: Sequence[Shown]) -> str:
    """What is told right of labelled sources."""
    width = len(AFFILIATIONS)
    both = np.array([s.label for s in sources])
    return f"affiliation {np.mean(told[:, :width].argmax(1) == both[:, 0]):.3f}, " \
           f"function {np.mean(told[:, width:].argmax(1) == both[:, 1]):.3f} of {len(both)}"  # fmt: skip


def main() -> None:
    """Fit, measure on the articles kept back, label the others."""
    parser = options(__doc__, frozen=4, most=20_000)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    tokenizer, teacher = AutoTokenizer.from_pretrained(given.encoder), Teacher(given.encoder, given.frozen)
    items = [item for path in given.gold for item in articles(path, given.texts)]
    every = list(shown(items))
    names = sorted({s.article for s in every})
    kept = set(names[::HELD_OUT])
    print(f"{len(every)} sources of {len(names)} articles", flush=True)
    if given.fitted and Path(given.fitted).exists():
        teacher.load_state_dict(torch.load(given.fitted, weights_only=True))
    else:
        fit(teacher, tokenizer, [s for s in every if s.article not in kept], given.epochs, given.rate)
        if given.fitted:
            torch.save(teacher.state_dict(), given.fitted)
    held = [s for s in every if s.article in kept]
    print("kept back:", right(shares(teacher, tokenizer, held), held), flush=True)
    if not given.out:
        return
    without = {item["id"] for item in items}
    without |= {
        json.loads(line)["id"] for path in given.without for line in Path(path).read_text().splitlines()
    }
    more: dict[str, dict[str, Any]] = {}
    for path in given.unlabelled:
        for number, line in enumerate(Path(path).read_text().splitlines()):
            row = json.loads(line)
            name = str(row.get("id", f"{path} {number}"))
            if name not in without and row.get("text"):
                more[name] = {"id": name, "text": row["text"]}
    chosen = random.sample(sorted(more), min(given.most, len(more)))
    sources = list(shown(more[name] for name in chosen))
    told = shares(teacher, tokenizer, sources)
    with Path(given.out).open("wb") as file:
        pickle.dump([(s.article, tuple(s.asked), t) for s, t in zip(sources, told, strict=True)], file)
    print(f"{len(sources)} sources of {len(chosen)} articles labelled", flush=True)


if __name__ == "__main__":
    main()
