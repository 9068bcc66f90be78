"""Finds client files whose retention period has ended. Nothing is ever deleted automatically."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.codes import code_order
from alliance_cli.core.course.client import Client
from alliance_cli.core.settings.sections import RetentionSettings
from alliance_cli.translation import _n


class ClientFile(Struct, frozen=True):
    """A summary of the data about a client. ``last_on`` is the date of the last entry of any kind."""

    client: Client
    sessions: int
    last_on: date | None

    @property
    def held(self) -> str:
        """The number of sessions in words."""
        return _n("{count} session", "{count} sessions", self.sessions)


class Review(Struct, frozen=True):
    """A file due for a decision, and the day since which it has been due."""

    file: ClientFile
    since: date

    @property
    def actions(self) -> tuple[Action, ...]:
        """The possible actions: export the file, then erase it."""
        code = self.file.client.code
        return Action(ActionKind.EXPORT_CLIENT, code), Action(ActionKind.ERASE_CLIENT, code)


def review_on(file: ClientFile, settings: RetentionSettings) -> date:
    """The day a file is due for review: a set number of years after its last entry, or ``keep_until`` if later."""
    later = _years_after(file.last_on or file.client.opened_on, settings.years)
    return max(later, file.client.keep_until or later)


def up_for_review(files: Iterable[ClientFile], today: date, settings: RetentionSettings) -> tuple[Review, ...]:
    """The files due for review, longest overdue first."""
    found = (Review(file, review_on(file, settings)) for file in files)
    waiting = (review for review in found if review.since <= today)
    return tuple(sorted(waiting, key=lambda review: (review.since, code_order(review.file.client.code))))


def _years_after(day: date, years: int) -> date:
    """The same day this many years later; 1 March for 29 February in a year without one."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28) + timedelta(days=1)
