"""How right the layers are, measured on gold data: one JSON object a task."""

from framing.evaluate.tasks import TASKS, GoldError, evaluate

__all__ = ["TASKS", "GoldError", "evaluate"]
