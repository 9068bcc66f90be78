"""The words that several pages share: raters, ratings, days, numbers and states."""

from __future__ import annotations

from datetime import date

from alliance_cli.core.course.entities import MomentState
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.walk.kinds import Rater
from alliance_cli.core.wording import DATE, day_in_words, decimal, points
from alliance_cli.translation import N_, _

MEAN = "mean"
"""The key of a mean among the quick ratings."""
_SCALES = {
    "understood": N_("feeling understood"),
    "goals": N_("goals"),
    "tasks": N_("tasks"),
    "bond": N_("bond"),
    MEAN: N_("mean"),
}
_HEADS = {**_SCALES, "understood": N_("understood")}
_RATERS = {Rater.CLIENT: N_("client"), Rater.CLINICIAN: N_("you")}
_STATES = {
    MomentState.OPEN: N_("open"),
    MomentState.REPAIRED: N_("repaired"),
    MomentState.LET_GO: N_("let go"),
}
_MISSED = {
    Missed.NO_SHOW: N_("did not come"),
    Missed.CANCELLED: N_("cancelled"),
    Missed.LATE: N_("cancelled late"),
}
NOTHING = "–"
"""What stands in a cell where nothing was given."""


def scale_name(scale: str) -> str:
    """A quick rating, or their mean, in a word or two."""
    return _(_SCALES[scale])


def scale_head(scale: str) -> str:
    """A quick rating, or their mean, at the head of a column."""
    return _(_HEADS[scale])


def rater_name(rater: Rater) -> str:
    """Whose rating it is, said to the clinician."""
    return _(_RATERS[rater])


def state_name(state: MomentState) -> str:
    """What has become of a possible rupture."""
    return _(_STATES[state])


def missed_name(why: Missed) -> str:
    """Why a session was not held."""
    return _(_MISSED[why])


def shown(value: float | None) -> str:
    """A rating or mean for a cell of a table."""
    return NOTHING if value is None else points(value)


def on_day(day: date) -> str:
    """27 Nov 2026"""
    return day_in_words(day, DATE)


def total(value: float) -> str:
    """A total of an instrument, with as many decimals as it has, two at most."""
    return decimal(value, len(f"{round(value, 2):g}".partition(".")[2]))


def capitalised(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
