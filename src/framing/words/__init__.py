"""Word lists and their pattern language: the knowledge of the other rooms."""
