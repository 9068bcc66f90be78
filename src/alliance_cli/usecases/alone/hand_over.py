"""Asks the client alone, on a handed-over keyboard, for the ratings, tension and instruments of one session.

The answers are stored where a walk through the session would keep them, marked as handed over. They are held back
until the clinician's own ratings of the session are in (``core/walk/hand_over.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.action import Action
from alliance_cli.core.instruments.questionnaire import questionnaire
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.hand_over import clients_part, without_steps
from alliance_cli.core.walk.kinds import RatingKind, Value
from alliance_cli.core.walk.script import Phase, Prompt, Script, worded_for
from alliance_cli.core.walk.steps import Answers, Step
from alliance_cli.translation import N_
from alliance_cli.usecases.alone.readable import clients_language, content_in, readable_instrument
from alliance_cli.usecases.walks.measure import InstrumentEntry
from alliance_cli.usecases.walks.walk_run import WalkRun

WELCOME = N_("Your therapist reads what you answer. You may leave out any question: Enter goes on.")
"""What a client is told at the first question."""

if TYPE_CHECKING:
    from alliance_cli.core.instruments.instrument import Instrument
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.storage.unfinished.drafts import DraftPlace
    from alliance_cli.usecases.walks.drafts import Drafts
    from alliance_cli.usecases.walks.session_walk import SessionWalk


class HandOver(WalkRun):
    """The client's questions of the session that ``walk`` is about, in one interview.

    ``language`` is the client's; empty for the language of the clinician's prompts. ``instruments`` are ids of
    instruments with wording. It begins at the first question that the client has not answered alone. Questions
    answered otherwise are not asked or shown, nor are questions that depend on them.
    """

    drafts: Drafts

    def __init__(self, walk: SessionWalk, language: str = "", instruments: Sequence[str] = ()) -> None:
        from alliance_cli.usecases.walks.drafts import Drafts

        self.app, self._walk = walk.app, walk
        self.language = clients_language(self.app, language or self.app.language)
        self._content = content_in(self.app, self.language)
        self._as_asked = self._find_script()
        self._instruments = [readable_instrument(self._content, id_) for id_ in instruments]
        self._ends_walk = walk.walk is None and not walk.state.seen
        self.lacks = walk.lacks
        self.drafts = Drafts(self.app, self._place)
        self._answered: set[str] = set()
        asked = replace(self._as_asked, title="", prompts=(*self._of_session(), *self._of_instruments()))
        self.script = without_steps(asked, self._answered_otherwise())

    @property
    def about(self) -> tuple[str, ...]:
        return ()

    @property
    def resume(self) -> Action:
        return self._walk.resume

    @property
    def outlasts(self) -> bool:
        return self._walk.outlasts

    @property
    def has_begun(self) -> bool:
        return bool(self._answered)

    def known(self) -> Answers:
        """What the client has already answered alone; a condition may depend on it."""
        alone = self._alone()
        return {step: value for step, value in self._kept().items() if step in alone}

    def _kept(self) -> Answers:
        """The stored answers of the session's walk and of the instruments, whoever typed them."""
        kept = dict(self._kept_in_walk())
        for entry in self._entries() if self._walk.client else ():
            kept |= {_key(entry.instrument, step): value for step, value in entry.known().items()}
        return kept

    def _answered_otherwise(self) -> frozenset[str]:
        """The steps that were answered aloud, or that the client answered alone and that are already shown."""
        given = frozenset(step for step, value in self._kept().items() if value is not None)
        return given - self._alone()

    def _alone(self) -> frozenset[str]:
        """The steps that the client answered in this hand-over, or in one whose answers are held back."""
        session = self._walk.session
        held = self.app.repository.held_back.steps(session) if session else frozenset()
        return held.union(self._answered, (step for step, of in self._items.items() if of.id in held))

    def keep(self, events: Sequence[Event]) -> None:
        of_session = [event for event in events if event[0].key not in self._items]
        with self._walk.together():
            if of_session:
                self._walk.alone.keep(of_session, self._as_asked, self._kept_in_walk())
            for step, value in events:
                if step.key in self._items:
                    self._keep_item(step, value)
                self.drafts.answered(step.key)
            self._hold(events)
        self._answered.update(step.key for step, _value in events)

    def finish(self) -> None:
        """End the walk with the client's last question if only the client has begun it."""
        if self._ends_walk:
            self._walk.finish()

    def _keep_item(self, step: Step, value: Value | None) -> None:
        if value is not None:
            self._walk.opened()
        if self._walk.client is not None:
            self._entry(self._items[step.key]).keep([(step, value)])

    def _hold(self, events: Sequence[Event]) -> None:
        if self._walk.session is None:  # only skips so far
            return
        self._walk.begun()  # stored even for skips alone, so that no row reveals them
        steps = {*self._answered, *(step.key for step, _value in events)}
        held = (self._items[each].id if each in self._items else each for each in steps)
        self.app.repository.held_back.hold(self._walk.session, sorted(set(held)))

    def _kept_in_walk(self) -> Answers:
        walk = self._walk.walk
        return self.app.repository.answers.of(walk, self._as_asked) if walk else {}

    def _find_script(self) -> Script:
        script = self._content.catalog.script(Phase.IN_SESSION, self._walk.request.script)
        return worded_for(script, is_first=self._walk.is_first)

    def _of_session(self) -> tuple[Prompt, ...]:
        """The questions of the session, worded for the client."""
        return tuple(_to_the_client(each, self._shipped_wording) for each in clients_part(self._as_asked))

    @cached_property
    def _shipped_wording(self) -> Mapping[str, str]:
        """The shipped wording for each scale and for tension, used if the clinician's own script has none."""
        shipped = self._content.catalog.shipped.script(Phase.IN_SESSION)
        return {_scale_or_id(each): each.say for each in shipped.prompts}

    def _of_instruments(self) -> tuple[Prompt, ...]:
        return tuple(
            replace(each, id=_key(instrument, each.id), about=instrument.asks, say="", purpose="")
            for instrument in self._instruments
            for each in questionnaire(instrument).prompts
        )

    @cached_property
    def _items(self) -> Mapping[str, Instrument]:
        """Step key to the instrument whose item it asks."""
        return {_key(each, prompt.id): each for each in self._instruments for prompt in questionnaire(each).prompts}

    def _entries(self) -> list[InstrumentEntry]:
        return [self._entry(each) for each in self._instruments]

    def _entry(self, instrument: Instrument) -> InstrumentEntry:
        client, session = self._walk.client, self._walk.session
        if client is None:
            raise ValueError("an instrument is filled in for a client")
        return InstrumentEntry(self.app, client, instrument, Rater.CLIENT, self._walk.on, session)

    def _place(self, step: str) -> DraftPlace:
        from alliance_cli.storage.unfinished.drafts import HAND_OVER

        return self._walk.place(step)._replace(script=HAND_OVER)


def _key(instrument: Instrument, step: str) -> str:
    return f"{instrument.id}-{step}"


def _to_the_client(prompt: Prompt, shipped: Mapping[str, str]) -> Prompt:
    """The question without the parts for the clinician."""
    said = prompt.say or shipped.get(_scale_or_id(prompt), "")
    return Prompt(prompt.id, said or prompt.ask, "", prompt.kind, when=prompt.when, needs=prompt.needs)


def _scale_or_id(prompt: Prompt) -> str:
    return prompt.kind.scale if isinstance(prompt.kind, RatingKind) else prompt.id
