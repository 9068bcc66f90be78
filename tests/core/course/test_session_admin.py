"""Two sessions can be joined unless both have an item that a session can have only once."""

from __future__ import annotations

import pytest

from alliance_cli.core.course.session_admin import SessionContents, overlaps
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.script import Phase

FULL = SessionContents(
    walks=frozenset({(Phase.POST_SESSION, "post-session"), (Phase.PRE_SESSION, "mine")}),
    ratings=frozenset({(Rater.CLIENT, "bond"), (Rater.CLIENT, "goals"), (Rater.CLINICIAN, "bond")}),
    tension=frozenset(Rater),
    instruments=frozenset({("srs", Rater.CLIENT)}),
    decisions=frozenset({"own-baseline tasks"}),
)
OTHER = SessionContents(
    walks=frozenset({(Phase.IN_SESSION, "in-session"), (Phase.PRE_SESSION, "pre-session")}),
    ratings=frozenset({(Rater.CLIENT, "tasks")}),
    instruments=frozenset({("srs", Rater.CLINICIAN)}),
    decisions=frozenset({"own-baseline goals"}),
)


def test_items_in_both_sessions_are_named() -> None:
    assert overlaps(FULL, FULL) == (
        "a reflection",
        "a preparation by the script mine",
        "ratings by the client (bond, goals)",
        "ratings by the clinician (bond)",
        "an answer about tension by the client",
        "an answer about tension by the clinician",
        "srs by the client",
        "a decision about the flag own-baseline tasks",
    )


@pytest.mark.parametrize("other", [SessionContents(), OTHER])
def test_items_in_only_one_session_do_not_overlap(other: SessionContents) -> None:
    assert overlaps(FULL, other) == overlaps(other, FULL) == ()
