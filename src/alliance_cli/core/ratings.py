"""Defines raters, scales and ways of rating, with the names of raters and scales."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from alliance_cli.translation import NC_, _c


class Rater(StrEnum):
    """The person whose view a rating is."""

    CLIENT = "client"
    CLINICIAN = "clinician"

    @property
    def in_words(self) -> str:
        """The rater's name, for a heading."""
        return _c("rater", _RATERS[self])

    @property
    def label(self) -> str:
        """The rater's name in tables and charts for the clinician: ``client`` or ``you``."""
        return _c("rater", _LABELS[self])

    @property
    def by(self) -> str:
        """Who gave a rating: ``by the client``."""
        return _c("rater", _BY[self])


_RATERS = {Rater.CLIENT: NC_("rater", "client"), Rater.CLINICIAN: NC_("rater", "clinician")}
_LABELS = {Rater.CLIENT: NC_("rater", "client"), Rater.CLINICIAN: NC_("rater", "you")}
_BY = {Rater.CLIENT: NC_("rater", "by the client"), Rater.CLINICIAN: NC_("rater", "by the clinician")}


class How(StrEnum):
    """How a rating was made."""

    HANDED_OVER = "handed-over"
    READ_ALOUD = "read-aloud"
    RECALLED = "recalled"
    IMPORTED = "imported"


WAYS_OF_ASKING = (How.HANDED_OVER, How.READ_ALOUD, How.RECALLED)
"""How a typed rating was made."""

Ratings = Mapping[Rater, Mapping[str, int]]
"""The ratings of one session, 1-10, by rater and scale; scales that were not rated are absent."""

SCALES = ("understood", "goals", "tasks", "bond")
"""The quick ratings in the order asked and shown."""

TENSION_SCALES = ("tension-strength", "tension-resolved")
"""The scales rated after tension: its strength, and how far it is resolved. Resolution is associated with clients
staying in therapy (Muran et al. 2009, 10.1037/a0016085)."""

SESSION_SCALES = (*SCALES, *TENSION_SCALES)
"""The scales for rating a session, always from 1 to 10."""

OWN_SCALES = ("energy", "presence", "load")
"""The clinician's self-ratings; a high ``load`` is a heavy one."""

_SCALES = {
    "understood": NC_("scale", "understood"),
    "goals": NC_("scale", "goals"),
    "tasks": NC_("scale", "tasks"),
    "bond": NC_("scale", "bond"),
    "tension-strength": NC_("scale", "strength of tension"),
    "tension-resolved": NC_("scale", "tension resolved"),
    "energy": NC_("scale", "energy"),
    "presence": NC_("scale", "presence"),
    "load": NC_("scale", "load"),
}


def scale_in_words(scale: str) -> str:
    """The name of a rating for a label; a scale from the clinician's own script keeps its id."""
    return _c("scale", _SCALES[scale]) if scale in _SCALES else scale


_SPOKEN = {
    "understood": NC_("rated", "feeling understood"),
    "goals": NC_("rated", "goals"),
    "tasks": NC_("rated", "tasks"),
    "bond": NC_("rated", "bond"),
    "tension-strength": NC_("rated", "how strong the tension was"),
    "tension-resolved": NC_("rated", "how far the tension is resolved"),
}


def scale_in_a_sentence(scale: str) -> str:
    """Returns the name of a quick rating for use in a sentence."""
    return _c("rated", _SPOKEN[scale]) if scale in _SPOKEN else scale
