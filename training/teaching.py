"""How the language models that teach are fitted: the encoder slower than its heads, warmed up, then less and less."""

from __future__ import annotations

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
