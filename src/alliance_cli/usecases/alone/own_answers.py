"""Stores what a client answers alone in the walk of a session, and does not ask the clinician for it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import dropwhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.ratings import How
from alliance_cli.core.walk.hand_over import without_steps
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.core.walk.steps import Answers
from alliance_cli.usecases.alone.held_back import refusal

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.storage.topics.walks import Walk
    from alliance_cli.usecases.walks.session_walk import SessionWalk


class OwnAnswers:
    """What the client answered alone in the session of ``walk``."""

    def __init__(self, walk: SessionWalk) -> None:
        self._walk = walk
        self._held: frozenset[str] = frozenset()
        self._asked: Script | None = None
        """The questions as the client reads them, while an answer is kept."""

    @property
    def are_held_back(self) -> bool:
        """Whether answers of the session wait for the clinician's own ratings."""
        return bool(self._steps)

    @property
    def _steps(self) -> frozenset[str]:
        session = self._walk.session
        return self._walk.app.repository.held_back.steps(session) if session else frozenset()

    def left_out_of(self, script: Script) -> Script:
        """The script without what the client has answered alone and the clinician has not seen yet."""
        if self._walk.request.phase is Phase.IN_SESSION:
            self._held = self._steps
        return without_steps(script, self._held)

    def taken_from(self, answers: Answers) -> Answers:
        """The answers without those that are held back."""
        return {step: value for step, value in answers.items() if step not in self._held}

    def after_hand_over(self, walk: Interview) -> Interview:
        """The interview without newly held-back questions, at the same question if it is left, or else at the next
        one.
        """
        self._walk.script = self.left_out_of(self._walk.script)
        left = replace(walk, script=self._walk.script, answers=self.taken_from(walk.answers))
        open_now = {each.key for each in left.steps}
        after = dropwhile(lambda each: each.key != walk.at, walk.steps)
        return replace(left, at=next((each.key for each in after if each.key in open_now), None))

    def refuse_held_back(self, events: Sequence[Event]) -> None:
        """Raises Refused if the clinician answers a question that the client has meanwhile answered alone."""
        is_asked_aloud = self._asked is None and self._walk.request.phase is Phase.IN_SESSION
        if is_asked_aloud and not self._steps.isdisjoint(step.key for step, _value in events):
            raise refusal(self._walk.code, self._walk.on)

    def keep(self, events: Sequence[Event], asked: Script, seen: Answers) -> None:
        """Keep answers to questions as worded in ``asked``; ``seen`` are the known answers."""
        walk = self._walk
        how, walk.how, self._asked = walk.how, How.HANDED_OVER, asked
        try:
            with walk.together():
                walk.state = walk.state._replace(seen={**seen, **walk.state.seen})
                walk.keep(events)
        finally:
            walk.how, self._asked = how, None

    @contextmanager
    def worded_for_client(self, walk: Walk) -> Iterator[None]:
        """Inside the block, answers are stored with the questions as the client read them."""
        app, session, script = self._walk.app, self._walk.session, self._walk.script
        read = app.catalog.script_version(self._asked) if self._asked else walk.script_version
        if session is None or read == walk.script_version:
            yield
            return
        app.repository.walks.begin(session, script, read)
        yield
        app.repository.walks.begin(session, script, walk.script_version)
