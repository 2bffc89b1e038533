"""The page of a corpus: the wall, what differs, and the charges that several articles print."""
