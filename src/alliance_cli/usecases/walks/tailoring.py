"""Asks how a client likes to be worked with, and reads all revisions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.walk.records import WalkLinks, WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.review.worded import with_words
from alliance_cli.usecases.walks.standalone_walk import StandaloneRequest, StandaloneWalk, carrying

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def tailoring_walk(app: App, client: Client, on: date, *, restart: bool = False) -> StandaloneWalk:
    """A revision that begins with the answers of the last one."""
    resume = Action(ActionKind.TAILOR, client.code, on)
    request = StandaloneRequest(
        app.catalog.script(Phase.TAILORING), resume, on, WalkLinks(client=client.id), client.code
    )
    return carrying(app, request, restart=restart)


def tailoring_of(app: App, client: Client) -> tuple[WalkRecord, ...]:
    """Every revision of how a client likes to be worked with, oldest first."""
    return with_words(app, app.repository.records.of(Phase.TAILORING, client.id))
