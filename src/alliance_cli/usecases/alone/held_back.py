"""Protects answers that are held back: refuses to show or change them, and shows them if the clinician asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import NotFound, Refused
from alliance_cli.core.ratings import Rater
from alliance_cli.translation import _

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.core.course.client import Client
    from alliance_cli.core.course.course import Session
    from alliance_cli.usecases.app import App


def refuse_held_back(app: App, client: Client, on: date, rater: Rater) -> None:
    """Raises Refused if the client's answers about that session are held back."""
    if rater is Rater.CLIENT and _held_session(app, client, on):
        raise refusal(client.code, on)


def refusal(client: str, on: date) -> Refused:
    """The error for reading or changing answers that are held back; ``client`` is a code."""
    return Refused(
        _("What the client answered alone is held back until your own ratings of that session are in."),
        _("To see it before that:"),
        Action(ActionKind.SHOW_HELD_BACK, client, on),
    )


def show_held_back(app: App, client: Client, on: date) -> None:
    """Stop holding back answers of that session; raises NotFound if none are held back."""
    session = _held_session(app, client, on)
    if session is None:
        raise NotFound(_("Nothing of a session on that day is held back."))
    app.repository.held_back.show(session)


def is_held_back(app: App, client: Client, on: date) -> bool:
    """Whether the client's answers about the session of that day are held back."""
    return _held_session(app, client, on) is not None


def _held_session(app: App, client: Client, on: date) -> Session | None:
    sessions = (app.repository.sessions.find(client, id_) for id_ in app.repository.held_back.of(client))
    return next((each for each in sessions if each and each.on == on), None)
