"""The layers: one question about the text each, from documents to the rows of one table."""
