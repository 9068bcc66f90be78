"""The SQL of the schema, one script per migration. ``columns`` declares what each column contains."""

from __future__ import annotations

LATEST = 5
"""The number of migrations. It is stored as ``user_version``; one read shows whether a vault is up to date."""
TALLIED_SINCE = 5
"""The first schema version with a tally."""

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

# The indexes suffice to find the sessions of a client, and the clients seen since a date.
MISSED = """
ALTER TABLE session ADD COLUMN missed TEXT;
DROP INDEX session_by_client;
CREATE INDEX session_by_client ON session (client, missed, held_on, id);
DROP INDEX session_by_date;
CREATE INDEX session_by_date ON session (held_on, missed, client);
"""

# A draft is the half-typed text of one question; it has a code if its client is not opened yet. A part file is a copy
# being written. The tally has the number of rows and a digest for each table; its row without a name has the number of
# changes and the key of the digests. A resumption is the place where a locked program resumes. The total of an
# administration is one that was given without items. The signs of a moment are words. The words of a goal have their
# own table, because they are notes and its progress is a measure. A mark is made during a session; it is settled once
# its moment is described or declared to be none. A held-back answer is one that a client gave alone and the clinician
# has not seen yet. The indexes find the rows to erase with a session or a moment without a full scan, and cover the
# queries over the whole caseload: clients' ratings for flags, sessions with a reflection, and sessions since a day.
SEALING = """
CREATE TABLE draft (
  id TEXT PRIMARY KEY, client TEXT REFERENCES client ON DELETE CASCADE,
  session TEXT REFERENCES session ON DELETE CASCADE, moment TEXT REFERENCES moment ON DELETE CASCADE,
  dated TEXT NOT NULL, phase TEXT NOT NULL, script TEXT NOT NULL, step TEXT NOT NULL,
  text TEXT NOT NULL, saved_at TEXT NOT NULL, walk TEXT REFERENCES walk ON DELETE CASCADE,
  about TEXT REFERENCES walk ON DELETE CASCADE, code TEXT NOT NULL DEFAULT '' COLLATE NOCASE
) STRICT;
CREATE INDEX draft_by_client ON draft (client, phase);
CREATE TABLE part_file (id TEXT PRIMARY KEY, path TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;
CREATE TABLE tally (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, digest TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE resumption (
  id TEXT PRIMARY KEY, client TEXT REFERENCES client ON DELETE CASCADE,
  session TEXT REFERENCES session ON DELETE CASCADE, place TEXT NOT NULL, saved_at TEXT NOT NULL
) STRICT;
ALTER TABLE administration ADD COLUMN total REAL;
CREATE INDEX moment_resolved ON moment (resolved_in) WHERE resolved_in IS NOT NULL;
CREATE INDEX administration_by_session ON administration (session) WHERE session IS NOT NULL;
CREATE INDEX rating_by_client ON rating (session, scale, value) WHERE rater = 'client';
CREATE INDEX walk_reflection ON walk (session, finished_at) WHERE phase = 'post-session';
DROP INDEX session_by_date;
CREATE INDEX session_by_date ON session (held_on, missed, client, id);
CREATE INDEX flag_decision_confirmed ON flag_decision (moment) WHERE moment IS NOT NULL;
ALTER TABLE moment ADD COLUMN signs TEXT NOT NULL DEFAULT '';
ALTER TABLE moment ADD COLUMN own_part TEXT NOT NULL DEFAULT '';
CREATE TABLE goal (
  id TEXT PRIMARY KEY, client TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  set_on TEXT NOT NULL, retired_on TEXT
) STRICT;
CREATE TABLE goal_words (
  goal TEXT PRIMARY KEY REFERENCES goal ON DELETE CASCADE, words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE goal_progress (
  goal TEXT NOT NULL REFERENCES goal ON DELETE CASCADE, rated_on TEXT NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (goal, rated_on)
) STRICT, WITHOUT ROWID;
CREATE TABLE mark (
  id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session ON DELETE CASCADE, kind TEXT NOT NULL,
  marker TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '', marked_at TEXT NOT NULL, settled_at TEXT
) STRICT;
CREATE INDEX mark_by_session ON mark (session);
CREATE INDEX mark_waiting ON mark (session) WHERE settled_at IS NULL AND kind <> 'note';
CREATE INDEX goal_by_client ON goal (client);
CREATE TABLE held_back (
  session TEXT NOT NULL REFERENCES session ON DELETE CASCADE, step TEXT NOT NULL, PRIMARY KEY (session, step)
) STRICT, WITHOUT ROWID;
"""
