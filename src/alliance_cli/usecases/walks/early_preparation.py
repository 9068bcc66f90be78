"""Offers to move a preparation of an earlier day to the session that it was for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from alliance_cli.core.formatting import SHORT_DAY, day_in_words
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.core.course.client import Client
    from alliance_cli.core.course.session_admin import SessionSummary
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front

DAYS_BEFORE = 4
"""How many days before a session its preparation may lie: a long weekend. A convention of this program."""


def early_preparation(kept: Sequence[SessionSummary], today: date) -> SessionSummary | None:
    """The last of a client's sessions (oldest first), if it is only prepared and at most four days before ``today``."""
    last = kept[-1] if kept else None
    if last is None or last.missed or not last.phases or not last.is_only_prepared:
        return None
    return last if today - timedelta(days=DAYS_BEFORE) <= last.session.on < today else None


def take_preparation_along(app: App, front: Front, client: Client, day: date) -> None:
    """Ask whether an early preparation was for today's session, and give it today's date if so.

    It stays where it is without a person to ask, or if ``day``, the day of the session, is not today.
    """
    from alliance_cli.usecases.caseload.move_session import Move, move_session

    today = app.clock.today
    if not front.interactive or day != today:
        return
    found = early_preparation(app.repository.session_admin.of(client), today)
    if found is None:
        return
    before = day_in_words(found.session.on, SHORT_DAY)
    question = _("You prepared on {day}, and no session followed. Was that for today?", day=before)
    if front.confirm(question, _("Enter leaves it where it is.")):
        move_session(app, front, Move(found, client, client, today, alone=True), again=False)
