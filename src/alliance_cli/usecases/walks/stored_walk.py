"""Runs a script whose walk is a row in the vault, created together with the first answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.errors import AllianceError, AnsweredElsewhere, Damaged, VaultGone
from alliance_cli.core.ratings import How
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.records import NO_LINKS, WalkLinks
from alliance_cli.core.walk.script import Script
from alliance_cli.core.walk.steps import Answers, without_tension
from alliance_cli.translation import _
from alliance_cli.usecases.walks.walk_run import WalkRun

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.storage.topics.walks import Walk
    from alliance_cli.storage.unfinished.drafts import DraftPlace
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.walks.drafts import Drafts


class RunState(NamedTuple):
    """What a stored walk knows of the vault; replaced as a whole, so that a failed transaction restores it."""

    walk: Walk | None = None
    seen: Answers = {}  # noqa: RUF012 - replaced, never changed
    """The answers as this run last saw them."""
    asks_anew: bool = False
    """Whether the walk must still be begun again under today's script version."""
    client: Client | None = None
    session: Session | None = None
    links: WalkLinks = NO_LINKS
    saved: frozenset[str] = frozenset()
    """The steps answered in this run, as far as the vault has stored them."""
    skipped: tuple[Event, ...] = ()
    """Steps skipped before anything was stored; they are saved with the first answer."""


class StoredWalk(WalkRun):
    """A run whose walk is a row in the vault, created together with the first answer."""

    how = How.RECALLED
    asks_carried = False
    """Whether all is asked again only because the walk holds answers of an earlier one."""
    drafts: Drafts

    def __init__(self, app: App, state: RunState, *, restart: bool = False) -> None:
        from alliance_cli.usecases.walks.drafts import Drafts

        self.app = app
        self.drafts = Drafts(app, self.place)
        self.reviews = restart or (state.walk is not None and state.walk.finished)
        self.state = state._replace(asks_anew=self.reviews)

    @property
    def walk(self) -> Walk | None:
        return self.state.walk

    @property
    def resumes(self) -> bool:
        return self.walk is not None and not self.reviews

    @property
    def goes_on(self) -> bool:
        return self.asks_carried and self.walk is not None and not self.walk.finished

    @property
    def reviews_kept(self) -> bool:
        return self.walk is not None

    @property
    def has_begun(self) -> bool:
        return self.walk is not None

    @property
    def plain_script(self) -> Script:
        """The script as its version is stored with the answers."""
        return self.script

    @abstractmethod
    def _begin(self, script_version: str) -> Walk:
        """Create the walk and what it belongs to, or continue the existing one with this script version."""

    @abstractmethod
    def place(self, step: str) -> DraftPlace:
        """The question of this walk that has this key."""

    def known(self) -> Answers:
        return self.app.repository.answers.of(self.walk, self.script) if self.walk else {}

    def begin(self) -> Interview:
        interview = super().begin()
        self.state = self.state._replace(seen=interview.answers)
        return interview

    def keep(self, events: Sequence[Event]) -> None:
        """Save answers, and create the records that need them first.

        Raises Refused for a question that another window has answered since this one began.
        """
        with self.together():
            self._save(without_denials(events))

    def confirm(self) -> None:
        vault = self.app.open_vault
        if self.walk is None or vault is None or not vault.is_open:
            return
        try:
            found = self.app.repository.answers.steps_found_again(self.walk)
        except VaultGone:
            raise
        except AllianceError:
            found = frozenset()
        if not self.state.saved <= found:
            hint = _("Leave the file as it is. Check it with:")
            raise Damaged(_("The vault does not return your answers."), hint, Action(ActionKind.CHECK_VAULT))

    def finish(self) -> None:
        with self.together():
            walk = self.begun()
            self.app.repository.walks.finish(walk)
            self.drafts.finished(walk.id)

    def begun(self) -> Walk:
        """The walk, created if there is none yet."""
        walk = self.state.walk
        if walk is None or self.state.asks_anew:
            walk = self._begin(self.app.catalog.script_version(self.plain_script))
            self.state = self.state._replace(walk=walk, asks_anew=False)
        return walk

    def _save(self, events: Sequence[Event], session: str = "") -> None:
        """Save inside a transaction; ``session`` is where moments of a standalone walk are noted.

        Taking back a tension removes its ratings.
        """
        walk = self.begun()
        after = {**self.state.seen, **{step.key: value for step, value in events}}
        events = (*events, *((step, None) for step in without_tension(self.script, after)))
        try:
            self._store(walk, events, session)
        except AnsweredElsewhere:
            for step, _value in events:
                self.drafts.refused(step.key)
            raise AnsweredElsewhere(
                _("Yours is not kept; it is still on your screen. Go on with:"), self.resume
            ) from None
        for step, _value in events:
            self.drafts.answered(step.key)
        self.state = self.state._replace(seen={**self.state.seen, **{step.key: value for step, value in events}})

    def _store(self, walk: Walk, events: Sequence[Event], session: str) -> None:
        """Store answers where they belong; raises AnsweredElsewhere."""
        self.app.repository.answers.save(walk, events, self.how, session, self.state.seen)
        self.state = self.state._replace(saved=_saved_with(self.state.saved, events))

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction; if it fails, the run's state is restored."""
        before = self.state
        try:
            with self.app.repository.change():
                yield
        except BaseException:
            self.state = before
            raise


def without_denials(events: Sequence[Event]) -> Sequence[Event]:
    """The answers as stored: a denied moment becomes a skipped note."""
    return [(step, None if step.field == "note" and value is False else value) for step, value in events]


def _saved_with(saved: frozenset[str], events: Sequence[Event]) -> frozenset[str]:
    """The steps that have an answer after these events; without its note, a moment is gone."""
    answered = {step.key for step, value in events if value is not None}
    emptied = {step.key for step, value in events if value is None}
    slots = tuple(f"{step.slot.key}." for step, value in events if value is None and step.slot and step.field == "note")
    return frozenset(key for key in saved | answered if key not in emptied and not key.startswith(slots))
