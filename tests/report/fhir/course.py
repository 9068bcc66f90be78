"""A small course with everything that a FHIR export can contain."""

from __future__ import annotations

from datetime import date

from fhir_totals import Rows, export_of, shipped

from alliance_cli.core.exchange.export import Export
from alliance_cli.core.exchange.row_source import Row
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import Rater

RARE = "wolkenbruchglas"
WAI = {n: float(value) for n, value in enumerate((5, 4, 3, 2, 1, 5, 4, 3, 2, 1, 5, 4), start=1)}
"""The test vector: Task 14, Bond 10, Goal 15, total 39."""


def rating(session: str, rater: str, scale: str, value: int, how: str = "read-aloud") -> Row:
    at = f"2026-01-{'05' if session == 'session-1' else '12'}T17:0{value % 10}:00.000+00:00"
    return {"session": session, "rater": rater, "scale": scale, "value": value, "how": how, "rated_at": at}


RATINGS = (
    rating("session-1", "client", "bond", 9, "handed-over"),
    rating("session-1", "client", "goals", 7, "handed-over"),
    rating("session-1", "client", "tasks", 8, "handed-over"),
    rating("session-1", "client", "understood", 8, "handed-over"),
    rating("session-1", "clinician", "bond", 7, "recalled"),
    rating("session-2", "client", "hope", 42),
    rating("session-2", "client", "tension-resolved", 3),
    rating("session-2", "client", "tension-strength", 6),
    rating("session-2", "clinician", "hope", 40, "imported"),
)
SESSIONS = (
    {"id": "session-1", "client": "client-1", "held_on": "2026-01-05", "missed": None},
    {"id": "session-2", "client": "client-1", "held_on": "2026-01-12", "missed": None},
)
FIRST, SECOND = date(2026, 1, 5), date(2026, 1, 12)
AT = "019b9000-0000-7000-8000-00000000000{}"
"""An id with the time 5 January 2026, 22:33 UTC."""
TAKEN = [
    Administration(AT.format(1), "", "srs", "3", Rater.CLIENT, FIRST, {1: 8, 2: 7, 3: 8.5, 4: 3}),
    Administration(AT.format(2), "", "wai-sr", "2006", Rater.CLIENT, FIRST, WAI),
    Administration(AT.format(3), "", "haq-ii", "1996", Rater.CLINICIAN, SECOND, {1: 6, 2: 5}),
    Administration("given", "", "srs", "3", Rater.CLIENT, SECOND, {}, total=31.5),
    Administration("gone", "", "own-scale", "v 1", Rater.CLIENT, SECOND, {1: 2, 2: 2.5}),
    Administration("older", "", "wai-sr", "1989", Rater.CLIENT, SECOND, {1: 5}),
]


def course() -> Export:
    """Two sessions of J7 and four instruments, one without a file and one without items."""
    return export_of(shipped, TAKEN, rating=Rows(*RATINGS), session=Rows(*SESSIONS))
