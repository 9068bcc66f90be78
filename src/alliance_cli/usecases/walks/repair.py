"""Repair of a possible rupture: one that is open, or one that is noted first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client, Moment
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentsKind
from alliance_cli.core.walk.records import WalkLinks
from alliance_cli.core.walk.repair import OUTCOME, settlement
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.usecases.walks.standalone_walk import Apart, StandaloneWalk
from alliance_cli.usecases.walks.walk_run import ask

if TYPE_CHECKING:
    from alliance_cli.storage.topics.walks import Event
    from alliance_cli.usecases.walks.session_walk import SessionWalk


@dataclass(frozen=True, slots=True)
class Repair:
    """Which rupture is repaired, and when. ``rupture`` None stands for one that is noted first."""

    client: Client
    on: date
    rupture: ListedMoment | None
    held: Callable[[], str]
    """The id of the session it happens in, made if it is not there yet."""
    again: str
    """The words after ``alliance`` that take it up again."""
    only_outcome: bool = False
    in_session: bool = False
    """Whether it is taken up on the way, in a session that goes on afterwards."""


class RepairWalk(StandaloneWalk):
    """The steps of a repair. A new rupture comes into being with the first words; in the end it follows."""

    def __init__(self, app: App, repair: Repair, *, restart: bool = False) -> None:
        rupture = repair.rupture
        ties = WalkLinks(client=repair.client.id, moment=rupture.moment.id if rupture else "")
        apart = Apart(_script(app, repair), repair.again, repair.on, ties, (repair.client.code,))
        resumes = rupture is not None and not repair.only_outcome
        unfinished = app.repository.records.unfinished(Phase.REPAIR, ties) if resumes else None
        super().__init__(app, apart, unfinished, restart=restart)
        self._repair = repair

    @property
    def about(self) -> tuple[str, ...]:
        rupture = self._repair.rupture
        noted = (f"possible rupture of {rupture.moment.on:%a %d %b %Y}",) if rupture else ()
        return (*self.apart.subject, *noted, f"{self.apart.on:%a %d %b %Y}")

    @property
    def heading(self) -> str:
        rupture = self._repair.rupture
        if rupture is None:
            return super().heading
        then = "Enter leaves it so." if self._repair.only_outcome else "What comes now is kept beside that."
        beside = "" if rupture.moment.is_open_rupture else f"It is noted as {rupture.moment.state}. {then}"
        return "\n".join(filter(None, (super().heading, one_line(rupture.moment.note), beside)))

    @property
    def stopped(self) -> str:
        if not self._repair.in_session:
            return super().stopped
        return f"The repair waits; what was answered is kept. Later: {self.go_on}"

    @property
    def ended(self) -> str:
        if self.walk:
            return super().ended
        return "Nothing was changed." if self._repair.only_outcome else "Nothing was noted."

    def keep(self, events: list[Event]) -> None:
        repository, rupture = self.app.repository, self._repair.rupture
        says = any(value is not None for _, value in events)
        if not says and self.walk is None:
            return  # nothing was done about the rupture yet, or nothing at all
        with repository.change():
            session = rupture.moment.session if rupture else self._repair.held() if says else ""
            self._save(events, session)
            if says:
                self._tie(session)

    def _tie(self, session: str) -> None:
        """Tie the walk to its rupture; words that were given without one make one."""
        records, moments = self.app.repository.records, self.app.repository.moments
        walk = records.walk(self.begun().id)
        if not walk.links.moment:
            slot = next((prompt.id for prompt in self.script.prompts if isinstance(prompt.kind, MomentsKind)), "new")
            if not moments.noted_in(walk.id):
                made = Moment(self.app.clock.new_id(), session, self.apart.on, MomentKind.RUPTURE)
                moments.add(made, walk.id, f"{slot}.1")
            records.tie_moment(walk, moments.noted_in(walk.id))

    def finish(self) -> None:
        repository = self.app.repository
        if self.walk is None:
            return
        with repository.change():
            super().finish()
            walk = repository.records.walk(self.begun().id)
            settled = settlement(repository.walks.answers(walk, self.script))
            if settled and walk.links.moment:
                repository.moments.settle(walk.links.moment, walk.id, settled, self._repair.held())


def _script(app: App, repair: Repair) -> Script:
    """The script of a repair, without what is known already: the rupture is noted, or only its outcome is asked."""
    script = app.catalog.script(Phase.REPAIR)
    prompts = script.prompts
    if repair.rupture:
        prompts = tuple(prompt for prompt in prompts if not isinstance(prompt.kind, MomentsKind))
    ids = [prompt.id for prompt in prompts]
    if repair.only_outcome and OUTCOME in ids:
        prompts = prompts[ids.index(OUTCOME) :]
    return replace(script, prompts=prompts)


def not_before(rupture: ListedMoment | None, day: date) -> date:
    """The day of a repair; raises WrongUse for one before its rupture."""
    if rupture and day < rupture.moment.on:
        raise WrongUse(f"The possible rupture is of {rupture.moment.on}, after that date.", "Leave --on out for today.")
    return day


def held_on(app: App, client: Client, on: date, rupture: ListedMoment | None) -> str:
    """The session of a date, for a repair apart from a running one.

    A new rupture makes the session if there is none; a repair of an earlier one counts for the last session by then.
    """
    sessions = app.repository.sessions
    found = sessions.on(client, on) if rupture is None else sessions.latest(client, on)
    return (found or sessions.add(client, on)).id


def repair_in_session(visit: SessionWalk) -> None:
    """Walk a repair on the way; then the session goes on where it was."""
    from alliance_cli.usecases.review.choose_moment import choose_rupture

    app, client = visit.app, visit.client
    course = app.repository.courses.of(client) if client else None
    chosen, rupture = choose_rupture(app, course) if course and course.open_ruptures else (True, None)
    if not chosen:
        return

    def held() -> str:
        return visit.opened()[1].id

    if client is None:
        client, _ = visit.opened()
    day = "" if visit.on == app.clock.today else f" --on {visit.on}"
    again = f"repair {client.code}{day}"
    ask(RepairWalk(app, Repair(client, visit.on, rupture, held, again, in_session=True)))
    app.screen.say(f"Back to: {visit.script.title}")
