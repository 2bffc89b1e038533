"""How the language models that teach are fitted: the encoder slower than its heads, warmed up, then less and less."""

from __future__ import annotations

import argparse

import torch
from torch import nn

FAST = torch.backends.mkldnn.is_available() and torch.ops.mkldnn._is_mkldnn_bf16_supported()
"""Whether the processor multiplies in bfloat16; twice as fast, as good."""


def descent(
    teacher: nn.Module, steps: int, *, slow: float, rate: float = 1e-3, warm: float = 0.1, least: float = 0.0
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW over what is to be fitted of a teacher, with warm-up and linear decay.

    Args:
        teacher: its parameters whose names begin with "encoder" take `slow`.
        steps: how many will be taken.
        slow, rate: the highest learning rates of the encoder and of what stands on it.
        warm: the share of the steps in which the rates grow.
        least: the share of the rates at which they end.
    """
    named = [(name.startswith("encoder"), p) for name, p in teacher.named_parameters() if p.requires_grad]
    parts = [
        {"params": [p for encoder, p in named if encoder], "lr": slow},
        {"params": [p for encoder, p in named if not encoder], "lr": rate},
    ]
    optimiser = torch.optim.AdamW(parts, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1, i / (warm * steps)) * max(least, (steps - i) / steps)
    )
    return optimiser, schedule


def step(
    teacher: nn.Module,
    loss: torch.Tensor,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> float:
    """Take one step down, its gradient clipped, and return the loss."""
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
    optimiser.step()
    schedule.step()
    return loss.item()


def options(doc: str | None, *, frozen: int, most: int) -> argparse.ArgumentParser:
    """The command line of a teacher that is fitted on coded articles and then labels others."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--encoder", required=True, help="a language model, a folder in the Hugging Face layout"
    )
    parser.add_argument("--frozen", type=int, default=frozen, help="lowest layers that stay as they are")
    parser.add_argument("--gold", required=True, nargs="+")
    parser.add_argument("--texts", nargs="*", default=[], help="the texts of stand-off codes")
    parser.add_argument(
        "--unlabelled", nargs="*", default=[], help="JSON Lines with texts for the teacher to label"
    )
    parser.add_argument(
        "--without", nargs="*", default=[], help="coded files whose articles are left out of these"
    )
    parser.add_argument("--most", type=int, default=most, help="articles to label")
    parser.add_argument(
        "--fitted", help="weights of a teacher to go on with, where the file exists, else to write"
    )
    parser.add_argument("--out")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--seed", type=int, default=0)
    return parser
