"""Runs a script: binds an interview to the vault, so that each answer is saved before the next question.

A front asks ``begin()`` for the interview, hands every answer to ``keep`` and calls ``finish`` at the end.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.entities import Client, How, Session
from alliance_cli.core.errors import AllianceError, AnsweredElsewhere, Damaged, VaultGone
from alliance_cli.core.resumption import Resumption
from alliance_cli.core.walk.interview import Answers, Interview
from alliance_cli.core.walk.records import NO_LINKS, WalkLinks
from alliance_cli.core.walk.script import Need, Script

if TYPE_CHECKING:
    from alliance_cli.storage.topics.walks import Event, Walk
    from alliance_cli.storage.unfinished.drafts import DraftPlace
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.walks.drafts import Drafts


class WalkRun(ABC):
    """One person going through one script. ``reviews`` says whether answered questions are asked again."""

    app: App
    script: Script
    full = False
    reviews = False
    lacks: Collection[Need] = frozenset()
    """What prompts may need and is not there."""
    drafts: Drafts | None = None
    """Where half-typed answers are kept; None where they are not."""

    @property
    @abstractmethod
    def about(self) -> tuple[str, ...]:
        """Whom and which day the walk is about, for its heading."""

    @property
    @abstractmethod
    def resume(self) -> Action:
        """The action that continues the walk later."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences to say beneath the heading, before the first question."""
        return ()

    @property
    def in_view(self) -> Sequence[str]:
        """What to keep in view on one line, in pieces that may be cut."""
        return ()

    @property
    def result(self) -> str:
        """What to say once the end was reached."""
        return f"Kept: {', '.join((self.script.title, *self.about))}."

    @property
    def next(self) -> Action | None:
        """The action that usually follows a finished walk."""
        return None

    @property
    def resumes(self) -> bool:
        """Whether an unfinished walk goes on."""
        return False

    @property
    def goes_on(self) -> bool:
        """Whether a walk that was cut off goes on, although all of it is asked again."""
        return False

    @property
    def reviews_kept(self) -> bool:
        """Whether a review starts from this walk's own answers, not from those of an earlier one."""
        return True

    @property
    def outlasts(self) -> bool:
        """Whether what is answered outlasts the program; in a demo nothing does."""
        return self.app.key is None

    @property
    def has_begun(self) -> bool:
        """Whether anything is in the vault that the walk can go on with; a stored walk has its row by then."""
        return True

    @property
    def in_the_room(self) -> bool:
        """Whether the walk is read aloud, with a client present."""
        return False

    def resumption(self, step: str) -> Resumption:
        """Where a new start of the program goes on with this walk at a step."""
        return Resumption(self.resume, step, full=self.full)

    @abstractmethod
    def known(self) -> Answers:
        """The answers at hand when the walk begins."""

    def begin(self) -> Interview:
        """The interview at its first open question, or at the start when ``reviews``."""
        return Interview.begin(self.script, self.known(), full=self.full, again=self.reviews, lacks=self.lacks)

    def begin_at(self, step: str) -> Interview:
        """The interview at a step it stood at before; what was skipped until then is skipped again."""
        interview = self.begin()
        if not self.has_begun:
            before = takewhile(lambda each: each.key != step, interview.steps)
            skipped = [each for each in before if each.key not in interview.answers and not each.is_shown_only]
            self.keep([(each, None) for each in skipped])
        return interview.at_step(step)

    @abstractmethod
    def keep(self, events: Sequence[Event]) -> None:
        """Save answers in one transaction; they are on disk when this returns.

        Raises VaultTrouble, Locked or Refused.
        """

    def confirm(self) -> None:  # noqa: B027 - a walk that stores no row has nothing to look for
        """Raises VaultTrouble where an answer that was saved is not found in the vault again."""

    def finish(self) -> None:  # noqa: B027 - most walks that store no row have nothing to note
        """Note that the end of the script was reached."""


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
    """Steps skipped before anything was kept; they are written with the first answer."""


class StoredWalk(WalkRun):
    """A run whose walk has a row of its own, made together with the first answer."""

    how = How.RECALLED
    asks_carried = False
    """Whether all is asked again only because the walk holds answers of an earlier one."""
    drafts: Drafts

    def __init__(self, app: App, state: RunState, *, restart: bool = False) -> None:
        from alliance_cli.usecases.walks.drafts import Drafts

        self.app = app
        self.drafts = Drafts(app, self._place)
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
        """Make the walk and what it belongs to, or take up the existing one under this script version."""

    @abstractmethod
    def _place(self, step: str) -> DraftPlace:
        """The question of this walk that has this key."""

    def known(self) -> Answers:
        return self.app.repository.walks.answers(self.walk, self.script) if self.walk else {}

    def begin(self) -> Interview:
        interview = super().begin()
        self.state = self.state._replace(seen=interview.answers)
        return interview

    def keep(self, events: Sequence[Event]) -> None:
        """Save answers, with whatever they are the first of.

        Raises Refused for a question that another window has answered since this one began.
        """
        with self.together():
            self._save(events)

    def confirm(self) -> None:
        vault = self.app.open_vault
        if self.walk is None or vault is None or not vault.is_open:
            return
        try:
            found = self.app.repository.walks.steps_found_again(self.walk)
        except VaultGone:
            raise
        except AllianceError:
            found = frozenset()
        if not self.state.saved <= found:
            hint = "Leave the file as it is. Look it through with:"
            raise Damaged("The vault does not give back what was answered.", hint, Action(ActionKind.CHECK_VAULT))

    def finish(self) -> None:
        with self.together():
            walk = self.begun()
            self.app.repository.walks.finish(walk)
            self.drafts.finished(walk.id)

    def begun(self) -> Walk:
        """The walk, made if it is not there yet."""
        walk = self.state.walk
        if walk is None or self.state.asks_anew:
            walk = self._begin(self.app.catalog.script_version(self.plain_script))
            self.state = self.state._replace(walk=walk, asks_anew=False)
        return walk

    def _save(self, events: Sequence[Event], session: str = "") -> None:
        """Save inside a transaction; ``session`` is where moments of a standalone walk are noted."""
        walk = self.begun()
        try:
            self._store(walk, events, session)
        except AnsweredElsewhere:
            raise AnsweredElsewhere("Yours is not kept; it is still on your screen. Go on with:", self.resume) from None
        for step, _ in events:
            self.drafts.answered(step.key)
        self.state = self.state._replace(seen={**self.state.seen, **{step.key: value for step, value in events}})

    def _store(self, walk: Walk, events: Sequence[Event], session: str) -> None:
        """Store answers where they belong; raises AnsweredElsewhere."""
        self.app.repository.walks.save(walk, events, self.how, session, self.state.seen)
        self.state = self.state._replace(saved=_saved_with(self.state.saved, events))

    @contextmanager
    def together(self) -> Iterator[None]:
        """One transaction; when it fails, the run knows no more than before."""
        before = self.state
        try:
            with self.app.repository.change():
                yield
        except BaseException:
            self.state = before
            raise


def keep_prepared(run: WalkRun, raw: bytes, name: str) -> None:
    """Save all answers of an answers file and finish, or save nothing; raises Mistakes that call the file ``name``.

    Prompts that the file leaves out count as skipped, unless they are answered already.
    """
    kept = run.begin().answers
    answers = run.app.catalog.answers(raw, name, run.script, kept)
    interview = Interview(run.script, {**kept, **answers}, full=run.full, lacks=run.lacks)
    steps = [step for step in interview.steps if not step.is_shown_only]
    with run.app.repository.change():
        run.keep([(step, answers.get(step.key)) for step in steps if step.key in answers or step.key not in kept])
        run.finish()


def _saved_with(saved: frozenset[str], events: Sequence[Event]) -> frozenset[str]:
    """The steps that have an answer after these events; with its note, a moment is taken away as a whole."""
    answered = {step.key for step, value in events if value is not None}
    emptied = {step.key for step, value in events if value is None}
    slots = tuple(f"{step.slot.key}." for step, value in events if value is None and step.slot and step.field == "note")
    return frozenset(key for key in saved | answered if key not in emptied and not key.startswith(slots))
