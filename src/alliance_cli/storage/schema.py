"""The schema as it grew, and the class of data of each column.

Classes follow the separation of 45 CFR 164.501: ``measure`` may go to a record, ``process note`` leaves only by
an explicit word, ``own`` belongs to the clinician and is in no client's export, ``key`` only ties rows together, and
``here`` is a matter of this one vault, which leaves with no export and comes with none.
"""

from __future__ import annotations

from alliance_cli.core.walk.script import Phase

LATEST = 3
"""The number of migrations; kept as ``user_version`` so that an up-to-date vault is recognised in one read."""

BASE = """
CREATE TABLE client (
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  opened_on TEXT NOT NULL, closed_on TEXT, ending TEXT
) STRICT;
CREATE TABLE session (
  id TEXT PRIMARY KEY, client TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  held_on TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT
) STRICT;
CREATE INDEX session_by_client ON session (client, held_on, started_at);
CREATE INDEX session_by_date ON session (held_on);
CREATE TABLE wording (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE walk (
  id TEXT PRIMARY KEY, session TEXT REFERENCES session ON DELETE CASCADE,
  client TEXT REFERENCES client ON DELETE CASCADE, moment TEXT REFERENCES moment ON DELETE SET NULL,
  about TEXT REFERENCES walk ON DELETE CASCADE, dated TEXT,
  phase TEXT NOT NULL, script TEXT NOT NULL, wording TEXT NOT NULL REFERENCES wording,
  started_at TEXT NOT NULL, finished_at TEXT,
  CHECK ((session IS NULL) = (dated IS NOT NULL)), CHECK (session IS NULL OR client IS NULL)
) STRICT;
CREATE UNIQUE INDEX walk_of_session ON walk (session, script) WHERE session IS NOT NULL;
CREATE INDEX walk_unfinished ON walk (session) WHERE finished_at IS NULL AND session IS NOT NULL;
CREATE INDEX walk_apart ON walk (phase, client, dated) WHERE session IS NULL;
CREATE INDEX walk_on_moment ON walk (moment) WHERE moment IS NOT NULL;
CREATE INDEX walk_about ON walk (about) WHERE about IS NOT NULL;
CREATE TABLE answer (
  walk TEXT NOT NULL REFERENCES walk ON DELETE CASCADE, step TEXT NOT NULL,
  value TEXT, answered_at TEXT NOT NULL, wording TEXT NOT NULL REFERENCES wording, PRIMARY KEY (walk, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE rating (
  session TEXT NOT NULL REFERENCES session ON DELETE CASCADE, rater TEXT NOT NULL, scale TEXT NOT NULL,
  value INTEGER NOT NULL, how TEXT NOT NULL, rated_at TEXT NOT NULL, PRIMARY KEY (session, rater, scale)
) STRICT, WITHOUT ROWID;
CREATE TABLE moment (
  id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session ON DELETE CASCADE,
  walk TEXT REFERENCES walk ON DELETE SET NULL, slot TEXT, kind TEXT NOT NULL,
  marker TEXT NOT NULL DEFAULT '', component TEXT NOT NULL DEFAULT '', noticed_by TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '', plan TEXT NOT NULL DEFAULT '',
  state TEXT, resolved_in TEXT REFERENCES session ON DELETE SET NULL, noted_at TEXT NOT NULL, UNIQUE (walk, slot)
) STRICT;
CREATE INDEX moment_by_session ON moment (session);
CREATE INDEX moment_open ON moment (session) WHERE state = 'open';
CREATE TABLE administration (
  id TEXT PRIMARY KEY, client TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  session TEXT REFERENCES session ON DELETE SET NULL, instrument TEXT NOT NULL, version TEXT NOT NULL,
  rater TEXT NOT NULL, taken_on TEXT NOT NULL
) STRICT;
CREATE INDEX administration_by_client ON administration (client, taken_on);
CREATE TABLE item (
  administration TEXT NOT NULL REFERENCES administration ON DELETE CASCADE, n INTEGER NOT NULL,
  value REAL NOT NULL, PRIMARY KEY (administration, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE flag_decision (
  session TEXT NOT NULL REFERENCES session ON DELETE CASCADE, kind TEXT NOT NULL, component TEXT NOT NULL,
  instrument TEXT NOT NULL, reason TEXT NOT NULL, moment TEXT REFERENCES moment ON DELETE CASCADE,
  decided_at TEXT NOT NULL, PRIMARY KEY (session, kind, component, instrument)
) STRICT, WITHOUT ROWID;
CREATE TABLE access (at TEXT NOT NULL, action TEXT NOT NULL, client TEXT) STRICT;
"""

SAFEKEEPING = """
ALTER TABLE client ADD COLUMN keep_until TEXT;
CREATE TABLE backup (id TEXT PRIMARY KEY, made_at TEXT NOT NULL, path TEXT NOT NULL) STRICT;
CREATE INDEX access_by_client ON access (client, at);
"""

TENSION = """
CREATE TABLE tension (
  session TEXT NOT NULL REFERENCES session ON DELETE CASCADE, rater TEXT NOT NULL,
  reported INTEGER NOT NULL CHECK (reported IN (0, 1)), how TEXT NOT NULL, reported_at TEXT NOT NULL,
  PRIMARY KEY (session, rater)
) STRICT, WITHOUT ROWID;
"""

_KEY = "id client session walk about step wording sha256 slot moment administration n resolved_in"
_CLASSES = {
    "client": {"measure": "code opened_on closed_on ending keep_until"},
    "session": {"measure": "held_on started_at ended_at"},
    "wording": {"process note": "text"},
    "walk": {"measure": "phase script started_at finished_at", "process note": "dated"},
    "answer": {"process note": "value answered_at"},
    "rating": {"measure": "rater scale value how rated_at"},
    # What was said of the relationship, not a score: a note, as the same answer given in a walk is one.
    "tension": {"process note": "rater reported how reported_at"},
    "moment": {"process note": "kind marker component noticed_by note plan state noted_at"},
    "administration": {"measure": "instrument version rater taken_on"},
    "item": {"measure": "value"},
    "flag_decision": {"process note": "kind component instrument reason decided_at"},
    "access": {"own": "at action"},
    "backup": {"here": "id made_at path"},
}
TABLES = tuple(_CLASSES)
"""Every table, those that others belong to before them."""
EXCHANGED = tuple(name for name, classes in _CLASSES.items() if "here" not in classes)
"""The tables of an export."""


def class_of(table: str, column: str) -> str:
    """``measure``, ``process note``, ``own``, ``here`` or ``key``; raises LookupError for a column without a class."""
    for name, columns in _CLASSES[table].items():
        if column in columns.split():
            return name
    if column in _KEY.split():
        return "key"
    raise LookupError(f"{table}.{column} has no class of data")


OWN_PHASES = (Phase.PRACTICE, Phase.SELF_CARE)


def class_of_walk(phase: Phase) -> str:
    """``process note``, or ``own`` for what belongs to the clinician: the class of a walk's answers.

    A walk of an ``own`` phase is ``own`` as a whole: its dates are no measure of anyone either.
    """
    return "own" if phase in OWN_PHASES else "process note"
