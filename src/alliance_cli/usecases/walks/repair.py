"""Walks the steps of a repair, for a noted possible rupture or for a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import DATE, day_in_words, plain_day
from alliance_cli.core.resumption import Resumption
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentsKind
from alliance_cli.core.walk.records import WalkLinks
from alliance_cli.core.walk.repair import OUTCOME, of_noted_rupture, only_its_outcome, settlement
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.translation import N_, _
from alliance_cli.usecases.caseload.missed import held_session
from alliance_cli.usecases.walks.standalone_walk import StandaloneRequest, StandaloneWalk
from alliance_cli.usecases.walks.stored_walk import without_denials

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.walks.session_walk import SessionWalk

_SETTLED_SO = {
    MomentState.REPAIRED: N_("It is noted as repaired. Enter leaves it that way."),
    MomentState.LET_GO: N_("It is noted as let go. Enter leaves it that way."),
}
_SETTLED_BESIDE = {
    MomentState.REPAIRED: N_("It is noted as repaired. Your new answers are kept as well."),
    MomentState.LET_GO: N_("It is noted as let go. Your new answers are kept as well."),
}
_BECAME = {
    MomentState.REPAIRED: N_("The possible rupture counts as repaired."),
    MomentState.OPEN: N_("The possible rupture stays open and comes back before the next session."),
    MomentState.LET_GO: N_("The possible rupture is let go."),
}
SAFETY_FIRST = N_("Danger, threats, harassment or abuse come first: they need safety and a boundary, not a repair.")


class RepairRequest(Struct, frozen=True):
    """Which rupture is repaired, and when. ``rupture`` is None for a new one.

    ``session_id`` gives the id of the session it happens in, made if it is not there yet; ``resume`` is the action
    that continues it. ``in_session`` says that a running session goes on afterwards.
    """

    client: Client
    on: date
    rupture: ListedMoment | None
    session_id: Callable[[], str]
    resume: Action
    only_outcome: bool = False
    in_session: bool = False
    emptied: Callable[[], None] | None = None
    """Drops the running session if removing words has left it empty."""


class RepairWalk(StandaloneWalk):
    """The steps of a repair. A new rupture is stored with its first words; finishing settles the rupture."""

    def __init__(self, app: App, repair: RepairRequest, *, restart: bool = False) -> None:
        rupture = repair.rupture
        ties = WalkLinks(client=repair.client.id, moment=rupture.moment.id if rupture else "")
        request = StandaloneRequest(_script(app, repair), repair.resume, repair.on, ties, repair.client.code)
        resumes = rupture is not None and not repair.only_outcome
        unfinished = app.repository.records.unfinished(Phase.REPAIR, ties) if resumes else None
        super().__init__(app, request, unfinished, restart=restart)
        self.repair = repair
        self._became: MomentState | None = None
        """The state that this walk has given the rupture; None before it did."""

    @property
    def about(self) -> tuple[str, ...]:
        rupture = self.repair.rupture
        noted = (_("possible rupture of {day}", day=day_in_words(rupture.moment.on, DATE)),) if rupture else ()
        return (self.request.code, day_in_words(self.request.on), *noted)

    @property
    def remarks(self) -> tuple[str, ...]:
        rupture = self.repair.rupture
        return tuple(filter(None, (one_line(rupture.moment.note) if rupture else "", *self.cautions)))

    @property
    def cautions(self) -> tuple[str, ...]:
        """The remarks without the rupture itself, for views that show it in full."""
        rupture = self.repair.rupture
        first = "" if self.repair.only_outcome or self._script_begins_with_safety else _(SAFETY_FIRST)
        return tuple(filter(None, (self._settled(rupture.moment) if rupture else "", first)))

    @property
    def _script_begins_with_safety(self) -> bool:
        """Whether the script shows a note of that id, as the shipped one does; one of the clinician's own may not."""
        return any(prompt.id == "safety" for prompt in self.script.prompts)

    def _settled(self, moment: Moment) -> str:
        """The rupture's state, and what the walk does about it; empty for an open one."""
        if moment.state is None or moment.is_open_rupture:
            return ""
        return _((_SETTLED_SO if self.repair.only_outcome else _SETTLED_BESIDE)[moment.state])

    @property
    def result(self) -> str:
        if self.walk:
            return " ".join((super().result, *([_(_BECAME[self._became])] if self._became else [])))
        return _("Nothing was changed.") if self.repair.only_outcome else _("Nothing was noted.")

    def resumption(self, step: str) -> Resumption:
        place = super().resumption(step)
        if self.repair.only_outcome:
            return place
        noted = self.app.repository.records.walk(self.walk.id).links.moment if self.walk else ""
        noted = noted or (self.repair.rupture.moment.id if self.repair.rupture else "new")
        return place._replace(action=replace(self.resume, target=noted))

    def keep(self, events: Sequence[Event]) -> None:
        events, rupture = without_denials(events), self.repair.rupture
        says = any(value is not None for _, value in events)
        if not says and self.walk is None:
            return  # only skips so far
        with self.together():
            session = rupture.moment.session if rupture else self.repair.session_id() if says else ""
            self._save(events, session)
            if says:
                self._tie(session)
            else:
                self._drop_empty()
            if self.repair.only_outcome and any(step.key == OUTCOME for step, _ in events):
                super().finish()
                self._settle()  # at once, because the outcome is valid even if the person stops at a later question

    def _drop_empty(self) -> None:
        """Delete the session that was made for a rupture if all its words are removed again."""
        if self.repair.emptied:
            self.repair.emptied()
        elif found := self.app.repository.sessions.on(self.repair.client, self.repair.on):
            self.app.repository.sessions.drop_empty(found.id)

    def _tie(self, session: str) -> None:
        """Link the walk to its rupture; words without a rupture create one."""
        records, moments = self.app.repository.records, self.app.repository.moments
        walk = records.walk(self.begun().id)
        if not walk.links.moment:
            slot = next((prompt.id for prompt in self.script.prompts if isinstance(prompt.kind, MomentsKind)), "new")
            if not moments.noted_in(walk.id):
                made = Moment(self.app.clock.new_id(), session, self.request.on, MomentKind.RUPTURE)
                moments.add(made, walk.id, f"{slot}.1")
            records.tie_moment(walk, moments.noted_in(walk.id))

    def finish(self) -> None:
        if self.walk is None:
            return
        with self.together():
            super().finish()
            self._settle()

    def _settle(self) -> None:
        """Give the rupture the state of the outcome, or its former state if the outcome was removed."""
        repository, rupture = self.app.repository, self.repair.rupture
        walk = repository.records.walk(self.begun().id)
        settled = settlement(repository.answers.of(walk, self.script))
        if settled and walk.links.moment:
            session = None if settled.state is MomentState.OPEN else self.repair.session_id()
            repository.moments.settle(walk.links.moment, walk.id, settled, session)
            self._became = settled.state
            if rupture:
                repository.sessions.drop_empty(rupture.moment.resolved_in)
        elif rupture and self.repair.only_outcome and (state := rupture.moment.state):
            repository.moments.resolve(rupture.moment.id, state, self._former_session(rupture.moment))

    def _former_session(self, former: Moment) -> str | None:
        """The session a rupture was settled in before; this repair's session if that one was deleted as empty."""
        if former.is_open_rupture:
            return None
        records = self.app.repository.courses.of(self.repair.client).records
        kept = any(each.session.id == former.resolved_in for each in records)
        return former.resolved_in if kept else self.repair.session_id()


def repair_walk(
    app: App,
    client: Client,
    on: date,
    rupture: ListedMoment | None,
    *,
    restart: bool = False,
    only_outcome: bool = False,
) -> RepairWalk:
    """The repair of a rupture, or of one that is noted first, outside a running session; raises WrongUse.

    With ``only_outcome`` only the outcome is asked.
    """
    if rupture and on < rupture.moment.on:
        raise WrongUse(
            _("The possible rupture is of {day}, after that date.", day=plain_day(rupture.moment.on)),
            _("Leave --on out for today."),
        )
    if rupture is None:
        held_session(app, client, on)  # a missed session is refused before anything is asked
    kind = ActionKind.RESOLVE_MOMENT if only_outcome else ActionKind.REPAIR
    resume = Action(kind, client.code, on, target=str(rupture.number) if rupture else "")
    request = RepairRequest(client, on, rupture, lambda: _session_id(app, client, on, rupture), resume, only_outcome)
    return RepairWalk(app, request, restart=restart)


def repair_in_session(walk: SessionWalk, rupture: ListedMoment | None) -> RepairWalk:
    """The repair of a rupture, or of one that is noted first, on the way through a session."""
    app = walk.app
    client = walk.opened_client()
    resume = Action(ActionKind.REPAIR, client.code, walk.on)
    request = RepairRequest(
        client, walk.on, rupture, lambda: walk.opened()[1].id, resume, in_session=True, emptied=walk.drop_empty
    )
    return RepairWalk(app, request)


def _script(app: App, repair: RepairRequest) -> Script:
    """The script of a repair, without questions that are already answered."""
    script, rupture = app.catalog.script(Phase.REPAIR), repair.rupture
    known = of_noted_rupture(script, rupture.moment.marker) if rupture else script
    return only_its_outcome(known) if repair.only_outcome else known


def _session_id(app: App, client: Client, on: date, rupture: ListedMoment | None) -> str:
    """The session that a repair counts for.

    A new rupture makes the session if there is none; a repair of an earlier one counts for the last session by then.
    """
    sessions = app.repository.sessions
    found = held_session(app, client, on) if rupture is None else sessions.latest(client, on)
    return (found or sessions.add(client, on)).id
