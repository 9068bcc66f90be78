"""Reads the client's words in a session from the answers of its in-session walks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.walk.client_words import ClientWords, clients_words
from alliance_cli.core.walk.script import Part, Phase

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def last_words(app: App, records: Sequence[SessionRecord], parts: Collection[Part]) -> tuple[ClientWords, ...]:
    """The client's words at the prompts of these parts, in the order of asking.

    ``records`` are sessions, oldest first; only the last one with an in-session walk is read.
    """
    walked = next((each for each in reversed(records) if Phase.IN_SESSION in each.phases), None)
    if walked is None:
        return ()
    said: list[ClientWords] = []
    held = app.repository.held_back.steps(walked.session) if walked.held_back else frozenset()
    for walk in app.repository.walks.of_session(walked.session, Phase.IN_SESSION):
        script = app.catalog.read_script_version(walk.script_version)
        answers = app.repository.answers.of(walk, script)
        said += clients_words(script, answers, walked.session.on, parts)
    return tuple(each for each in said if each.prompt not in held)
