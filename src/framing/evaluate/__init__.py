"""How right the layers are, measured on gold data: one JSON object a task."""

from framing.evaluate.gold import GoldError
from framing.evaluate.tasks import evaluate

__all__ = ["GoldError", "evaluate"]
