"""One use case for the three moments: walk a script about a client's session, each answer kept as it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.app import App
from alliance_cli.commands._client import at_work, client_or_new_code
from alliance_cli.commands._flags import TENSION, show_flags
from alliance_cli.commands._sitting import Asides, Sitting, by_hand, from_file
from alliance_cli.core.caseload import Client, How, Session
from alliance_cli.core.due import continue_command
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.script import Phase, Script

if TYPE_CHECKING:
    from alliance_cli.storage.walks import Walk


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


def session_date(typed: str | None, today: date) -> date:
    """The session's date; raises WrongUse for the future and for what is no date."""
    try:
        on = today if typed is None else date.fromisoformat(typed)
    except ValueError:
        raise WrongUse("That is not a date.", f"Write it as year-month-day, such as {today}.") from None
    if on > today:
        raise WrongUse("That date is in the future.", "A session is noted on its own day or later.")
    return on


class Visit(Sitting):
    """A client's session on a day, and the walk through one script about it.

    Client, session and walk come into being with the first answer, together with it.
    """

    def __init__(self, app: App, request: Request) -> None:
        self.request = request
        self.full = request.full
        self.on = session_date(request.on, app.clock.today)
        who = client_or_new_code(app, request.client, new=request.new, insist=request.insist)
        self._who = at_work(app, who, self.on) if isinstance(who, Client) else who
        self.session = self._find_session(app)
        super().__init__(app, self._find_walk(app), restart=request.restart)
        live = request.phase is Phase.IN_SESSION and self.on == app.clock.today
        self.how = How.READ_ALOUD if live else How.RECALLED
        self.script = self._find_script()

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

    def _begin(self, wording: str) -> Walk:
        _, session = self.opened()
        return self.app.repository.walks.begin(session, self.script, wording)

    def _find_session(self, app: App) -> Session | None:
        if self.client is None or self.request.again:
            return None
        return app.repository.sessions.on(self.client, self.on, self.request.phase)

    def _find_walk(self, app: App) -> Walk | None:
        if self.session is None:
            return None
        return app.repository.walks.find(self.session, self.request.script or self.request.phase)

    def _find_script(self) -> Script:
        """The walk's own wording while it is unfinished; otherwise the script as it is now."""
        if self.walk is not None and not self.reviews:
            return self.app.catalog.read_wording(self.walk.wording)
        return self.app.catalog.script(self.request.phase, self.request.script)


def moment_of_work(app: App, visit: Visit, walk: Callable[[Visit], bool]) -> None:
    """One of the three moments whole: the card before a preparation, the comparison after a reflection."""
    if visit.request.phase is Phase.PRE_SESSION:
        _show_card(app, visit)
    reached_the_end = walk(visit)
    if visit.request.phase is Phase.POST_SESSION and reached_the_end:
        _show_comparison(app, visit)


def take(app: App, request: Request) -> None:
    """Walk what was asked for, from an answers file where one is named."""
    file = request.answers
    moment_of_work(app, Visit(app, request), walk_by_hand if file is None else lambda visit: from_file(visit, file))


def walk_by_hand(visit: Visit) -> bool:
    """Ask line by line, with what may be taken up on the way."""
    return by_hand(visit, _asides(visit))


def _asides(visit: Visit) -> Asides:
    from alliance_cli.commands._repairing import repair_in_session
    from alliance_cli.commands._supervising import question_on_the_way
    from alliance_cli.terminal.lines import Act

    return {
        Phase.IN_SESSION: {Act.REPAIR: lambda: repair_in_session(visit)},
        Phase.POST_SESSION: {Act.SUPERVISE: lambda: question_on_the_way(visit)},
    }.get(visit.request.phase, {})


def _show_card(app: App, visit: Visit) -> None:
    """The carry-over card, for a client who has sessions behind them."""
    if visit.client is None:
        return
    from alliance_cli.commands._apart import readable
    from alliance_cli.commands._background import show_background
    from alliance_cli.core.carry_over import carry_over
    from alliance_cli.terminal.views.card import card_view

    course = readable(app, app.repository.courses.of(visit.client))
    card = carry_over(course, visit.on, visit.session)
    app.screen.show(card_view(card, unicode=app.screen.draws_unicode))
    if card.last is not None:
        told = {moment.session for moment in card.open_ruptures}
        show_flags(app, visit.client, course, card.last.id, but=TENSION if card.last.id in told else "")
    show_background(app, visit.client, course, visit.session)


def _show_comparison(app: App, visit: Visit) -> None:
    """The clinician's ratings with the client's beside them, now that the clinician's are given."""
    if visit.client is None or visit.session is None:
        return
    from alliance_cli.terminal.views.ratings import compare_view

    course = app.repository.courses.of(visit.client)
    app.screen.show(compare_view(next(each for each in course.records if each.session.id == visit.session.id)))
    show_flags(app, visit.client, course, visit.session.id)
