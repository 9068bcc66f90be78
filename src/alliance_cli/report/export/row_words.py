"""Words the rows of an export for people: column names, dates, and stored words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from alliance_cli.core.course.client import Termination
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.exchange.row_source import Row
from alliance_cli.core.formatting import plain_day, plain_number
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.moment_kinds import moment_value, moment_word
from alliance_cli.report.export.text import text_of
from alliance_cli.translation import N_, NC_, _, _c

_COLUMNS = {
    "state": NC_("column", "state"),
    "signs": NC_("column", "signs"),
    "marker": NC_("column", "marker"),
    "component": NC_("column", "component"),
    "noticed_by": NC_("column", "noticed by"),
    "note": NC_("column", "note"),
    "own_part": NC_("column", "own part"),
    "plan": NC_("column", "plan"),
    "instrument": NC_("column", "instrument"),
    "reason": NC_("column", "reason"),
    "opened_on": NC_("column", "opened on"),
    "closed_on": NC_("column", "closed on"),
    "ending": NC_("column", "ending"),
    "keep_until": NC_("column", "keep until"),
    "set_on": NC_("column", "set on"),
    "retired_on": NC_("column", "retired on"),
    "set_on_day": NC_("column", "set on day"),
    "retired_on_day": NC_("column", "retired on day"),
    "opened_on_day": NC_("column", "opened on day"),
    "closed_on_day": NC_("column", "closed on day"),
    "keep_until_day": NC_("column", "keep until day"),
    "at": NC_("column", "at"),
    "action": NC_("column", "action"),
    "client": NC_("column", "client"),
}
RATINGS_BY = {
    Rater.CLIENT: N_("Ratings by the client: {ratings}"),
    Rater.CLINICIAN: N_("Ratings by the clinician: {ratings}"),
}
TENSION_BY = {
    "client": N_("Tension, asked outside of a walk, by the client: {answer}"),
    "clinician": N_("Tension, asked outside of a walk, by the clinician: {answer}"),
    "both": N_("Tension, asked outside of a walk, by both: {answer}"),
}
TAKEN_BY = {
    Rater.CLIENT: N_("{instrument} by the client, {day}"),
    Rater.CLINICIAN: N_("{instrument} by the clinician, {day}"),
}


def column_name(name: str) -> str:
    """The name of a column for a label; a column that is not usually shown keeps its own name."""
    return _c("column", _COLUMNS[name]) if name in _COLUMNS else name.replace("_", " ")


def readable(name: str, value: Value | None) -> str:
    """The value of a column in words."""
    said = _SAID.get(name)
    text = text_of(value)
    if name.endswith(("_on", "_until", "dated")) and isinstance(value, str):
        return plain_day(date.fromisoformat(value))
    return said(text) if said and text else text


def yes_or_no(value: object) -> str:
    """The answer to a yes-no question."""
    return _c("answer", "yes") if value else _c("answer", "no")


def answer_text(value: Value | None) -> str:
    """An answer whose question can no longer be read."""
    return yes_or_no(value) if isinstance(value, bool) else text_of(value)


def number_text(value: object) -> str:
    """A number as people write it: a whole number without decimals."""
    return plain_number(value) if isinstance(value, int | float) else str(value)


def shown_day(row: Row, name: str) -> str:
    """The date of a column or, in a de-identified export, the day that replaces it."""
    if name in row:
        return readable(name, row[name])
    return _("day {number}", number=row.get(f"{name}_day"))


def missed_text(why: object) -> str:
    """Why a session was missed."""
    return Missed(str(why)).in_words


def _noticed(text: str) -> str:
    return Rater(text).in_words if text in tuple(Rater) else _c("noticed", "both")


def _signs(text: str) -> str:
    kept = moment_value("signs", text)
    return ", ".join(map(moment_word, kept)) if isinstance(kept, tuple) else text


_SAID: Mapping[str, Callable[[str], str]] = {
    "state": lambda text: MomentState(text).in_words,
    "ending": lambda text: Termination(text).in_words,
    "marker": moment_word,
    "component": moment_word,
    "noticed_by": _noticed,
    "signs": _signs,
}
