"""Walks a script about a client's session on a day: preparation, session or reflection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from alliance_cli.core.action import Action, session_action
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.formatting import day_in_words
from alliance_cli.core.ratings import How
from alliance_cli.core.resumption import Resumption
from alliance_cli.core.walk.hand_over import own_ratings_action
from alliance_cli.core.walk.script import FIRST_SESSION, Phase, Script
from alliance_cli.core.walk.steps import NO_MARKS, Answers, Marked, every_step
from alliance_cli.usecases.alone.own_answers import OwnAnswers
from alliance_cli.usecases.caseload.missed import held_session, refuse_missed
from alliance_cli.usecases.moments.marks import MarkAnswers
from alliance_cli.usecases.walks.earlier_sessions import EarlierSessions
from alliance_cli.usecases.walks.rupture_answers import RuptureAnswers
from alliance_cli.usecases.walks.stored_walk import RunState, StoredWalk, without_denials

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.storage.topics.walks import Walk
    from alliance_cli.storage.unfinished.drafts import DraftPlace
    from alliance_cli.usecases.app import App

_FOLLOWS = {Phase.PRE_SESSION: Phase.IN_SESSION, Phase.IN_SESSION: Phase.POST_SESSION}


class WalkRequest(Struct, frozen=True):
    """The wanted walk: the phase, the session's day, the script's id, and how its questions are asked."""

    phase: Phase
    on: date
    script: str | None = None
    full: bool = False
    again: bool = False
    """Whether a second session on the same day is meant."""
    restart: bool = False
    session: str = ""
    """The id of the exact session, if the walk resumes after the idle lock."""


class SessionWalk(StoredWalk):
    """The walk of one phase of a session. ``who`` is a client, or the code of one who is still to be opened.

    A session exists only while it has content. Client, session and walk are created together with the first answer;
    steps skipped before it are held in memory and saved with it. A walk of only skips that stops early stores
    nothing. If it reaches its end, it counts as walked in an existing session, but creates none. Removing the last
    content of a session deletes the session.
    """

    def __init__(self, app: App, who: Client | str, request: WalkRequest) -> None:
        self.app = app
        self.request = request
        self.full = request.full
        self.code = who.code if isinstance(who, Client) else who
        client = who if isinstance(who, Client) else None
        session = self._find_session(client)
        state = RunState(self._find_walk(session), client=client, session=session)
        super().__init__(app, state, restart=request.restart)
        live = request.phase is Phase.IN_SESSION and self.on == app.clock.today
        self.how = How.READ_ALOUD if live else How.RECALLED
        self._earlier = EarlierSessions(self)
        self._plain_script = self._find_script()
        self.lacks = self._earlier.lacking(self._plain_script)
        self._ruptures = RuptureAnswers(app, self) if request.phase is Phase.POST_SESSION else None
        self.script = self._ruptures.script if self._ruptures else self._plain_script
        self._marks = MarkAnswers(self) if request.phase is Phase.POST_SESSION else None
        self.alone = OwnAnswers(self)
        self.script = self.alone.left_out_of(self.script)

    @property
    def plain_script(self) -> Script:
        return self._plain_script

    @property
    def on(self) -> date:
        return self.request.on

    @property
    def client(self) -> Client | None:
        """The client, once there is one."""
        return self.state.client

    @property
    def session(self) -> Session | None:
        """The session, once there is one."""
        return self.state.session

    @property
    def about(self) -> tuple[str, ...]:
        return self.code, day_in_words(self.on)

    @property
    def in_view(self) -> tuple[str, ...]:
        return self._earlier.in_view if self.request.phase is Phase.IN_SESSION else ()

    @property
    def resume(self) -> Action:
        return session_action(self.code, self.request.phase, self.on, self.request.script)

    @property
    def next_phase(self) -> Phase | None:
        """The phase after this one; None after the last."""
        return _FOLLOWS.get(self.request.phase)

    @property
    def began_at(self) -> datetime:
        """When this walk began, or now if it has not begun yet."""
        clock = self.app.clock
        return clock.local(self.app.repository.walks.started_at(self.walk)) if self.walk else clock.now()

    @property
    def in_the_room(self) -> bool:
        return self.how is How.READ_ALOUD

    @property
    def holds_marks(self) -> bool:
        return self.session is not None and bool(self.app.repository.marks.of_session(self.session))

    def resumption(self, step: str) -> Resumption:
        session = self.session.id if self.session else ""
        again = self.request.again and not session
        return super().resumption(step)._replace(session=session, again=again, new=self.client is None)

    @property
    def next(self) -> Action | None:
        day = None if self.on == self.app.clock.today else self.on
        if self.next_phase:
            return session_action(self.code, self.next_phase, day)
        return own_ratings_action(self.code, day, reflected=True) if self.alone.are_held_back else None

    @property
    def holds_anything(self) -> bool:
        return self.walk is not None

    def keep(self, events: Sequence[Event]) -> None:
        self.alone.refuse_held_back(events)
        settled = self._marks.settled_by(events) if self._marks else ()
        events = without_denials(events)
        if self.walk is None and not settled and all(value is None for _, value in events):
            self.state = self.state._replace(skipped=(*self.state.skipped, *events))
            return
        with self.together():
            for mark in settled:
                self.app.repository.marks.settle(mark)
            super().keep(self._marks.with_markers(events, self.state.seen) if self._marks else events)
            # Also after an answer, because answering that an earlier rupture is still open stores nothing.
            self.drop_empty()

    def finish(self) -> None:
        if self.walk is None and self.session is None:
            return
        with self.together():
            super().finish()

    def drop_empty(self) -> None:
        """Delete the session if it is empty; the next answer creates it again, with its skips."""
        if self.session and self.app.repository.sessions.drop_empty(self.session.id):
            steps = every_step(self.script, self.state.seen)
            skipped = tuple((step, None) for step in steps if step.key in self.state.seen)
            self.state = self.state._replace(
                walk=None, session=None, skipped=skipped, asks_anew=False, saved=frozenset()
            )
            self.drafts.keep_again()

    def opened_client(self) -> Client:
        """The client, created if there is none yet."""
        repository = self.app.repository
        with self.together():
            client = self.client
            if client is None:
                client = repository.clients.add(self.code, self.on)
                repository.access.note(self.app.action, client)
            self.state = self.state._replace(client=client)
        return client

    def opened(self) -> tuple[Client, Session]:
        """The client and the session, created if they do not exist yet."""
        sessions = self.app.repository.sessions
        with self.together():
            client = self.opened_client()
            # Another window may have begun or emptied the session since; looked up in the transaction, so that
            # only one of them begins it.
            there = self.session if self.session and sessions.exists(self.session.id) else self._find_session(client)
            session = there or sessions.add(client, self.on)
            refuse_missed(self.app, client, session)
            self.state = self.state._replace(session=session)
        return client, session

    def place(self, step: str) -> DraftPlace:
        from alliance_cli.storage.unfinished.drafts import DraftPlace

        return DraftPlace(
            self.request.phase,
            self.script.id,
            step,
            self.on,
            of_session=True,
            code=self.code,
            client=self.client.id if self.client else "",
            session=self.session.id if self.session else "",
            walk=self.walk.id if self.walk else "",
        )

    def known(self) -> Answers:
        known = self.alone.taken_from(super().known())
        known = {**known, **self._ruptures.known(known)} if self._ruptures else known
        return self._marks.known(known) if self._marks else known

    @property
    def marked(self) -> Marked:
        return self._marks.said if self._marks else NO_MARKS

    def _store(self, walk: Walk, events: Sequence[Event], session: str) -> None:
        if self._ruptures:
            events = self._ruptures.keep(walk, events, self.state.seen)
        with self.alone.worded_for_client(walk):
            super()._store(walk, events, session)

    def _begin(self, script_version: str) -> Walk:
        _, session = self.opened()
        walk = self.app.repository.walks.begin(session, self.script, script_version)
        if self.state.skipped:
            # A skip must not hide what another window has answered since.
            answers, steps = self.app.repository.answers, self.state.skipped
            answered = answers.of(walk, self.script)
            answers.save(walk, [event for event in steps if event[0].key not in answered], self.how)
            self.state = self.state._replace(skipped=())
        return walk

    def _find_session(self, client: Client | None) -> Session | None:
        if client is None or self.request.again:
            return None
        if self.request.session and (found := self.app.repository.sessions.find(client, self.request.session)):
            return found
        return held_session(self.app, client, self.on, self.request.phase)

    def _find_walk(self, session: Session | None) -> Walk | None:
        if session is None:
            return None
        return self.app.repository.walks.find(session, self.request.script or self.request.phase)

    @property
    def is_first(self) -> bool:
        """Whether no session of the client is kept before this one."""
        return self._earlier.are_none

    @property
    def may_be_introduced(self) -> bool:
        """Whether this is the preparation of a first session without its script walked yet."""
        if self.request.script or self.walk or not self.is_first:
            return False
        return self.session is None or self.app.repository.walks.find(self.session, FIRST_SESSION) is None

    def _find_script(self) -> Script:
        """The walk's own script version while it is unfinished; otherwise the script as it is now."""
        if self.walk is not None and not self.reviews:
            return self.app.catalog.read_script_version(self.walk.script_version)
        return self._earlier.worded(self.app.catalog.script(self.request.phase, self.request.script))
