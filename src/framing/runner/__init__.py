"""Run notebooks fast."""
