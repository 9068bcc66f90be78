"""What is due in the caseload, and for how long it stays due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alliance_cli.core.caseload.due import Urgency
from alliance_cli.core.ratings import How
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import TextKind
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.storage.repository import Repository

DAY = date(2026, 11, 20)
SCRIPT = Script("in-session", Phase.IN_SESSION, "During", "en", (Prompt("q", "?", "p", TextKind()),))


def held(repository: Repository) -> None:
    """A finished session without a reflection."""
    session = repository.sessions.add(repository.clients.add("J7", date(2026, 1, 5)), DAY)
    walk = repository.walks.begin(session, SCRIPT, "wording")
    repository.answers.save(walk, [(Interview(SCRIPT, {}).steps[0], "said")], How.RECALLED)
    repository.walks.finish(walk)


@pytest.mark.parametrize(("days", "waits"), [(0, True), (1, True), (27, True), (28, True), (29, False)])
def test_a_session_waits_for_its_reflection_for_four_weeks(repository: Repository, days: int, *, waits: bool) -> None:
    held(repository)
    due = repository.caseload.due(DAY + timedelta(days=days))
    assert [(item.client, item.urgency, item.since) for item in due] == (
        [("J7", Urgency.NOT_REFLECTED, DAY)] if waits else []
    )
