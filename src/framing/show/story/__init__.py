"""The page of one article: the article speaks, the margin counts."""
