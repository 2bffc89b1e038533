"""The charts of a report: one file a picture, each with its alt text and its data, for one article or many."""

from framing.show.charts.accusation_graph import accusers
from framing.show.charts.article_strip import strip
from framing.show.charts.called_names import called
from framing.show.charts.camp_share import share
from framing.show.charts.certainty_marks import hedges
from framing.show.charts.frame_scores import frames
from framing.show.charts.layer_accuracy import accuracy
from framing.show.charts.reporting_verbs import verbs
from framing.show.charts.sentence_tone import tone
from framing.show.charts.source_tokens import sources

__all__ = [
    "accuracy",
    "accusers",
    "called",
    "frames",
    "hedges",
    "share",
    "sources",
    "strip",
    "tone",
    "verbs",
]
