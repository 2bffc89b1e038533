"""Which side: the analyst's file, and sides drafted from a corpus."""

from framing.camps.draft import suggest
from framing.camps.file import BESIDE, Camp, Camps, CampsError, load, parse, shipped
from framing.camps.opposing import accuses
from framing.camps.placing import assign, of_name, unassigned

__all__ = [
    "BESIDE",
    "Camp",
    "Camps",
    "CampsError",
    "accuses",
    "assign",
    "load",
    "of_name",
    "parse",
    "shipped",
    "suggest",
    "unassigned",
]
