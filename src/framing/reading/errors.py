"""What stops a reading: said in one sentence."""

from __future__ import annotations


class InputError(ValueError):
    """An input that cannot be read at all: what, where, what is allowed and what to do, in one sentence."""
