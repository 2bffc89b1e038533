"""One page that compares: groups of articles in every measure, over time, and in the stories that they share."""
