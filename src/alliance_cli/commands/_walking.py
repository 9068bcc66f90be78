"""One use case for the three moments: walk a script about a client's session, each answer kept as it is given."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.app import App
from alliance_cli.commands._client import client_or_new_code
from alliance_cli.commands._flags import TENSION, show_flags
from alliance_cli.core.caseload import Client, How, Session
from alliance_cli.core.due import continue_command
from alliance_cli.core.errors import Interrupted, NotFound, WrongUse
from alliance_cli.core.interview import Interview, Step
from alliance_cli.core.kinds import Value
from alliance_cli.core.script import Phase, Script

if TYPE_CHECKING:
    from alliance_cli.storage.walks import Event, Walk


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
        raise WrongUse("That is not a date.", f"Write it as year-month-day: --on {today}") from None
    if on > today:
        raise WrongUse("That date is in the future.", "A session is noted on its day or later.")
    return on


class Visit:
    """A client's session on a day, and the walk through one script about it.

    Client, session and walk come into being with the first answer, together with it; until then nothing is kept.
    """

    def __init__(self, app: App, request: Request) -> None:
        self._app = app
        self.request = request
        self.on = session_date(request.on, app.clock.today)
        self._who = client_or_new_code(app, request.client, new=request.new, insist=request.insist)
        self.session = self._find_session()
        self._walk = self._find_walk()
        self._asks_anew = self.reviews
        self.script = self._find_script()

    @property
    def client(self) -> Client | None:
        """The client, once there is one."""
        return self._who if isinstance(self._who, Client) else None

    @property
    def code(self) -> str:
        return self._who.code if isinstance(self._who, Client) else self._who

    @property
    def go_on(self) -> str:
        """The command that takes the walk up again."""
        return continue_command(self.code, self.request.phase, self.on, self._app.clock.today, self.request.script)

    @property
    def reviews(self) -> bool:
        """Whether everything is asked again, with the earlier answers at hand."""
        return self.request.restart or (self._walk is not None and self._walk.finished)

    def begin(self) -> Interview:
        """The interview where it was left, or from the start."""
        answers = self._app.repository.walks.answers(self._walk, self.script) if self._walk else {}
        return Interview.begin(self.script, answers, full=self.request.full, again=self.reviews)

    def keep(self, events: list[Event]) -> None:
        """Keep answers in one transaction, together with whatever they are the first of."""
        today = self._app.clock.today
        live = self.request.phase is Phase.IN_SESSION and self.on == today
        repository = self._app.repository
        with repository.change():
            repository.walks.save(self._begun(), events, How.READ_ALOUD if live else How.RECALLED)

    def finish(self) -> None:
        """Mark the walk as finished."""
        with self._app.repository.change():
            self._app.repository.walks.finish(self._begun())

    def _begun(self) -> Walk:
        repository = self._app.repository
        if not isinstance(self._who, Client):
            self._who = repository.clients.add(self._who, self.on)
        if self.session is None:
            # Another program may have begun it since; looked up inside the change, no two begin it.
            self.session = self._find_session() or repository.sessions.add(self._who, self.on)
        if self._walk is None or self._asks_anew:
            wording = self._app.catalog.wording(self.script)
            self._walk = repository.walks.begin(self.session, self.script, wording)
            self._asks_anew = False
        return self._walk

    def _find_session(self) -> Session | None:
        if self.client is None or self.request.again:
            return None
        return self._app.repository.sessions.on(self.client, self.on)

    def _find_walk(self) -> Walk | None:
        if self.session is None:
            return None
        return self._app.repository.walks.find(self.session, self.request.script or self.request.phase)

    def _find_script(self) -> Script:
        """The walk's own wording while it is unfinished; otherwise the script as it is now."""
        if self._walk is not None and not self.reviews:
            return self._app.catalog.read_wording(self._walk.wording)
        return self._app.catalog.script(self.request.phase, self.request.script)


def moment_of_work(app: App, visit: Visit, walk: Callable[[App, Visit], bool]) -> None:
    """One of the three moments whole: the card before a preparation, the comparison after a reflection."""
    if visit.request.phase is Phase.PRE_SESSION:
        _show_card(app, visit)
    reached_the_end = walk(app, visit)
    if visit.request.phase is Phase.POST_SESSION and reached_the_end:
        _show_comparison(app, visit)


def take(app: App, request: Request) -> None:
    """Walk what was asked for, from an answers file where one is named."""
    moment_of_work(app, Visit(app, request), walk_by_hand if request.answers is None else walk_file)


def walk_by_hand(app: App, visit: Visit) -> bool:
    """Ask line by line, to the end or to where the person stops; returns whether the end was reached."""
    from alliance_cli.terminal.ask import LineFront

    def save(step: Step, value: Value | None) -> None:
        visit.keep([(step, value)])

    app.screen.say(_greeting(visit))
    try:
        left = LineFront(app.lines, app.screen, save).run(visit.begin())
    except KeyboardInterrupt:
        app.screen.say()
        raise Interrupted("Stopped. What was answered is kept.", f"Go on with: {visit.go_on}") from None
    if left.at is not None:
        app.screen.say(f"Stopped; what was answered is kept.\nGo on with: {visit.go_on}")
        return False
    visit.finish()
    _refuse_left_over(app)
    app.screen.say(_kept(visit))
    return True


def walk_file(app: App, visit: Visit) -> bool:
    """Take all answers from a file, or none of them where it has mistakes."""
    name = visit.request.answers or ""
    answers = app.catalog.answers(_bytes_of(name), "-" if name == "-" else Path(name).name, visit.script)
    kept = visit.begin().answers
    steps = [step for step in Interview(visit.script, {**kept, **answers}).steps if not step.is_shown_only]
    with app.repository.change():
        visit.keep([(step, answers.get(step.key)) for step in steps if step.key in answers or step.key not in kept])
        visit.finish()
    app.screen.say(_kept(visit))
    return True


def _kept(visit: Visit) -> str:
    return f"Kept: {visit.script.title}, {visit.code}, {visit.on:%a %d %b %Y}."


def _greeting(visit: Visit) -> str:
    from alliance_cli.terminal.ask import KEYS

    again = "\nAll is asked again; Enter keeps each answer." if visit.reviews else ""
    return f"{visit.script.title} · {visit.code} · {visit.on:%a %d %b %Y}{again}\n{KEYS}"


def _bytes_of(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError:
        raise NotFound("There is no answers file of that name that can be read.") from None


def _refuse_left_over(app: App) -> None:
    from alliance_cli.terminal.lines import PipedLines

    if isinstance(app.lines, PipedLines) and app.lines.left_over():
        raise WrongUse("There were more lines than prompts; those before are kept, the rest is not.")


def _show_card(app: App, visit: Visit) -> None:
    """The carry-over card, for a client who has sessions behind them."""
    if visit.client is None:
        return
    from alliance_cli.core.carry_over import carry_over
    from alliance_cli.terminal.views.card import card_view

    course = app.repository.courses.of(visit.client)
    card = carry_over(course, visit.session)
    app.screen.show(card_view(card, unicode=app.screen.draws_unicode))
    if card.last is not None:
        told = {moment.session for moment in card.open_ruptures}
        show_flags(app, visit.client, course, card.last.id, but=TENSION if card.last.id in told else "")


def _show_comparison(app: App, visit: Visit) -> None:
    """The clinician's ratings with the client's beside them, now that the clinician's are given."""
    if visit.client is None or visit.session is None:
        return
    from alliance_cli.terminal.views.ratings import compare_view

    course = app.repository.courses.of(visit.client)
    app.screen.show(compare_view(next(each for each in course.records if each.session.id == visit.session.id)))
    show_flags(app, visit.client, course, visit.session.id)
