"""A client's session on a day, as one of the three moments of it walks a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import App
from alliance_cli.core.course.due import continue_command
from alliance_cli.core.course.entities import Client, How, Session
from alliance_cli.core.walk.script import Need, Phase, Script
from alliance_cli.usecases.caseload.dates import session_date
from alliance_cli.usecases.caseload.find_client import client_or_new_code, ensure_open
from alliance_cli.usecases.walks.walk_run import WalkRun

if TYPE_CHECKING:
    from alliance_cli.storage.topics.walks import Walk


_NEXT = {Phase.PRE_SESSION: Phase.IN_SESSION, Phase.IN_SESSION: Phase.POST_SESSION}
"""The moment of a session that follows."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    phase: Phase
    client: str | None
    on: str | None = None
    script: str | None = None
    answers: str | None = None
    full: bool = False
    again: bool = False
    new: bool = False
    insist: bool = False
    restart: bool = False


class SessionWalk(WalkRun):
    """A client's session on a day, and the walk through one script about it.

    Client, session and walk come into being with the first answer, together with it.
    """

    def __init__(self, app: App, request: Request) -> None:
        self.request = request
        self.full = request.full
        self.on = session_date(request.on, app.clock.today)
        who = client_or_new_code(app, request.client, new=request.new, insist=request.insist)
        self._who = ensure_open(app, who, self.on) if isinstance(who, Client) else who
        self.session = self._find_session(app)
        super().__init__(app, self._find_walk(app), restart=request.restart)
        live = request.phase is Phase.IN_SESSION and self.on == app.clock.today
        self.how = How.READ_ALOUD if live else How.RECALLED
        self.script = self._find_script()
        self.lacks = self._find_lacks(app)

    @property
    def client(self) -> Client | None:
        """The client, once there is one."""
        return self._who if isinstance(self._who, Client) else None

    @property
    def code(self) -> str:
        return self._who.code if isinstance(self._who, Client) else self._who

    @property
    def about(self) -> tuple[str, ...]:
        return self.code, f"{self.on:%a %d %b %Y}"

    @property
    def go_on(self) -> str:
        return continue_command(self.code, self.request.phase, self.on, self.app.clock.today, self.request.script)

    @property
    def ended(self) -> str:
        after = _NEXT.get(self.request.phase)
        if after is None:
            return super().ended
        return f"{super().ended}\nNext: {continue_command(self.code, after, self.on, self.app.clock.today)}"

    def opened(self) -> tuple[Client, Session]:
        """The client and the session, made if they are not there yet."""
        repository = self.app.repository
        with self._together():
            if not isinstance(self._who, Client):
                self._who = repository.clients.add(self._who, self.on)
                repository.access.note(self.app.action, self._who)
            if self.session is None:
                # Another program may have begun it since; looked up inside the change, no two begin it.
                self.session = self._find_session(self.app) or repository.sessions.add(self._who, self.on)
        return self._who, self.session

    def _begin(self, version: str) -> Walk:
        _, session = self.opened()
        return self.app.repository.walks.begin(session, self.script, version)

    def _find_session(self, app: App) -> Session | None:
        if self.client is None or self.request.again:
            return None
        return app.repository.sessions.on(self.client, self.on, self.request.phase)

    def _find_walk(self, app: App) -> Walk | None:
        if self.session is None:
            return None
        return app.repository.walks.find(self.session, self.request.script or self.request.phase)

    def _find_lacks(self, app: App) -> frozenset[Need]:
        """An earlier session, where this is the client's first and some prompt looks back on one."""
        if all(prompt.needs is None for prompt in self.script.prompts):
            return frozenset()
        earlier = self.client is not None and app.repository.sessions.any_before(self.client, self.on, self.session)
        return frozenset() if earlier else frozenset({Need.EARLIER_SESSION})

    def _find_script(self) -> Script:
        """The walk's own script version while it is unfinished; otherwise the script as it is now."""
        if self.walk is not None and not self.reviews:
            return self.app.catalog.read_script_version(self.walk.script_version)
        return self.app.catalog.script(self.request.phase, self.request.script)
