"""Declares every column of the vault once: its class of data and its kind of value.

Exports, the JSON Schema, imports and the check of the vault all read this. The classes follow the separation of 45 CFR
164.501: ``measure`` may go to a record, ``process note`` is exported only on an explicit request, ``own`` belongs to
the clinician and is in no client's export, ``key`` links rows to each other, and ``here`` concerns this vault alone. A
table with a ``here`` column is never exported or imported, whatever its other columns are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from alliance_cli.core.course.client import Termination
from alliance_cli.core.course.goals import GOAL_RANGE
from alliance_cli.core.course.missed import Missed
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.exchange.column_kinds import (
    ANSWER,
    CODE,
    DAY,
    DIGEST,
    ID,
    NAME,
    NAME_OR_NONE,
    NUMBER,
    STAMP,
    STEP,
    TEXT,
    TYPED,
    WHOLE,
    YES_OR_NO,
    ColumnKind,
    several_words,
    whole_from,
    words,
)
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.marks import MarkKind
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, SEVERAL, MomentKind
from alliance_cli.core.walk.script import Phase


class Declared(NamedTuple):
    """The declaration of one column."""

    data_class: str
    kind: ColumnKind


def _columns(data_class: str, kind: ColumnKind, *names: str) -> dict[str, Declared]:
    return dict.fromkeys(names, Declared(data_class, kind))


_key, _measure, _note = partial(_columns, "key"), partial(_columns, "measure"), partial(_columns, "process note")
_own, _here = partial(_columns, "own"), partial(_columns, "here")
_RATER, _HOW = words(*Rater), words(*How)


def _words_of(field: str) -> ColumnKind:
    known = MOMENT_FIELDS[field]
    return several_words(*known) if field in SEVERAL else words("", *known)


_DECLARED: Mapping[str, Mapping[str, Declared]] = {
    "client": {
        **_key(ID, "id"),
        **_measure(CODE, "code"),
        **_measure(DAY, "opened_on", "closed_on", "keep_until"),
        **_measure(words(*Termination), "ending"),
    },
    "session": {
        **_key(ID, "id", "client"),
        **_measure(DAY, "held_on"),
        **_measure(STAMP, "started_at", "ended_at"),
        **_measure(words(*Missed), "missed"),
    },
    "wording": {**_key(DIGEST, "sha256"), **_note(TEXT, "text")},
    "walk": {
        **_key(ID, "id", "session", "client", "moment", "about"),
        **_key(DIGEST, "wording"),
        **_note(DAY, "dated"),
        **_measure(words(*Phase), "phase"),
        **_measure(NAME, "script"),
        **_measure(STAMP, "started_at", "finished_at"),
    },
    "answer": {
        **_key(ID, "walk"),
        **_key(DIGEST, "wording"),
        **_key(STEP, "step"),
        **_note(ANSWER, "value"),
        **_note(STAMP, "answered_at"),
    },
    "rating": {
        **_key(ID, "session"),
        **_measure(_RATER, "rater"),
        **_measure(NAME, "scale"),
        **_measure(whole_from(0, 9999), "value"),  # ratings of a session: see row_rules
        **_measure(_HOW, "how"),
        **_measure(STAMP, "rated_at"),
    },
    # An answer about tension is a note, not a score, just like the same answer in a walk.
    "tension": {
        **_key(ID, "session"),
        **_note(_RATER, "rater"),
        **_note(YES_OR_NO, "reported"),
        **_note(_HOW, "how"),
        **_note(STAMP, "reported_at"),
    },
    "moment": {
        **_key(ID, "id", "session", "walk", "resolved_in"),
        **_key(STEP, "slot"),
        **_note(words(*MomentKind), "kind"),
        **_note(TYPED, *(name for name, known in MOMENT_FIELDS.items() if not known)),
        **{name: _note(_words_of(name), name)[name] for name, known in MOMENT_FIELDS.items() if known},
        **_note(words(*MomentState), "state"),
        **_note(STAMP, "noted_at"),
    },
    "mark": {
        **_key(ID, "id", "session"),
        **_note(words(*MarkKind), "kind"),
        **_note(_words_of("marker"), "marker"),
        **_note(TYPED, "words"),
        **_note(STAMP, "marked_at", "settled_at"),
    },
    "administration": {
        **_key(ID, "id", "client", "session"),
        **_measure(NAME, "instrument"),
        **_measure(TEXT, "version"),
        **_measure(_RATER, "rater"),
        **_measure(DAY, "taken_on"),
        **_measure(NUMBER, "total"),  # within the range of an available instrument: see scored
    },
    "item": {**_key(ID, "administration"), **_key(whole_from(1, 999), "n"), **_measure(NUMBER, "value")},
    # The words of a goal are typed, so they are notes; its progress is a measure.
    "goal": {**_key(ID, "id", "client"), **_measure(DAY, "set_on", "retired_on")},
    "goal_words": {**_key(ID, "goal"), **_note(TYPED, "words")},
    "goal_progress": {
        **_key(ID, "goal"),
        **_measure(DAY, "rated_on"),
        **_measure(whole_from(GOAL_RANGE[0], GOAL_RANGE[-1]), "value"),
    },
    "flag_decision": {
        **_key(ID, "session", "moment"),
        **_note(NAME, "kind"),
        **_note(NAME_OR_NONE, "component", "instrument"),
        **_note(TYPED, "reason"),
        **_note(STAMP, "decided_at"),
    },
    "access": {**_own(STAMP, "at"), **_own(TEXT, "action"), **_key(TEXT, "client")},
    "backup": {**_here(ID, "id"), **_here(STAMP, "made_at"), **_here(TEXT, "path")},
    "draft": {
        **_here(ID, "id"),
        **_key(ID, "client", "session", "moment"),
        **_note(DAY, "dated"),
        **_note(words(*Phase), "phase"),
        **_note(NAME, "script"),
        **_note(STEP, "step"),
        **_note(TYPED, "text"),
        **_note(STAMP, "saved_at"),
        **_key(ID, "walk", "about"),
        **_key(TEXT, "code"),
    },
    "held_back": {**_key(ID, "session"), **_here(STEP, "step")},
    "part_file": {**_here(ID, "id"), **_here(TEXT, "path"), **_here(STAMP, "made_at")},
    "resumption": {
        **_here(ID, "id"),
        **_key(ID, "client", "session"),
        **_note(TEXT, "place"),
        **_note(STAMP, "saved_at"),
    },
    "tally": {**_here(TEXT, "name"), **_here(WHOLE, "rows"), **_here(TEXT, "digest")},
}
TABLES = tuple(_DECLARED)
"""Every table; each comes after the tables its rows belong to."""
EXCHANGED = tuple(
    table for table, columns in _DECLARED.items() if all(c.data_class != "here" for c in columns.values())
)
"""The tables of an export."""
TALLIED = tuple(table for table in TABLES if table != "tally")
"""The tables whose rows the tally counts."""


def declared(table: str, column: str) -> Declared:
    """Return the class and kind of a column; raises LookupError for an undeclared one."""
    found = _DECLARED[table].get(column)
    if found is None:
        raise LookupError(f"{table}.{column} is not declared")
    return found


def columns_declared(table: str) -> Mapping[str, Declared]:
    """Every declared column of a table, by name."""
    return _DECLARED[table]


OWN_PHASES = (Phase.PRACTICE, Phase.SELF_CARE)


def class_of_walk(phase: Phase) -> str:
    """The class of a walk's answers: ``own`` for the clinician's own phases, else ``process note``.

    A walk of an own phase is ``own`` as a whole, because its dates are not measures of a client.
    """
    return "own" if phase in OWN_PHASES else "process note"
