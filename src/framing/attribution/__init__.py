"""Who says what, as spans only."""
