"""One session in full shows its waiting marks and its short notes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from rich.console import Console

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.marks import Mark, MarkKind
from alliance_cli.views.course.session import session_view
from tests.core.rated import record

AT = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
MARKS = (
    Mark("a", "s1", MarkKind.RUPTURE, AT, "withdrawal"),
    Mark("b", "s1", MarkKind.NOTE, AT, words="looked at the clock"),
    Mark("c", "s1", MarkKind.STRONG, AT, settled=True),
)


@pytest.mark.parametrize("words", [True, False])
def test_the_marks_of_a_session_are_shown_with_their_times(*, words: bool) -> None:
    console = Console(width=80)
    with console.capture() as captured:
        console.print(session_view(replace(record(1, 8), marks=MARKS), words=words))
    said = captured.get()
    assert "14:32  possible rupture (withdrawal)" in said
    assert ("14:32  looked at the clock" in said) is words
    assert "strong moment" not in said


def test_a_held_back_session_shows_nothing_from_the_client() -> None:
    held = replace(record(1, None, 8), tension={Rater.CLINICIAN: False}, held_back=True)
    console = Console(width=160)
    with console.capture() as captured:
        console.print(session_view(held, client="J7"))
    said = captured.get()
    on = held.session.on
    assert f"shown once you have rated that session: alliance reflect J7 --on {on}\n" in said
    assert "client " not in said.split("The client's own")[0]
    assert "Nobody was asked" not in said
    assert "Asked about tension" not in said
