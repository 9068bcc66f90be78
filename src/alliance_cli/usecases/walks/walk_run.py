"""Runs a script: binds an interview to the vault, so that each answer is saved before the next question.

A front asks ``begin()`` for the interview, hands every answer to ``keep`` and calls ``finish`` at the end.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from typing import TYPE_CHECKING

from alliance_cli.core.action import Action
from alliance_cli.core.resumption import Resumption
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.script import Need, Script
from alliance_cli.core.walk.steps import NO_MARKS, Answers, Marked
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.walks.drafts import Drafts

_MOMENT = 0.1
"""Seconds that a program can wait without a person noticing."""


class WalkRun(ABC):
    """One person going through one script. ``reviews`` says whether answered questions are asked again."""

    app: App
    script: Script
    full = False
    reviews = False
    lacks: Collection[Need] = frozenset()
    """The needs of prompts that are not met."""
    drafts: Drafts | None = None
    """The store of half-typed answers; None if they are not stored."""

    @property
    @abstractmethod
    def about(self) -> tuple[str, ...]:
        """The client and day of the walk, for its heading."""

    @property
    @abstractmethod
    def resume(self) -> Action:
        """The action that continues the walk later."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences to show below the heading, before the first question."""
        return ()

    @property
    def in_view(self) -> Sequence[str]:
        """What to keep in view on one line, in pieces that may be cut."""
        return ()

    @property
    def result(self) -> str:
        """The message at the end of the walk."""
        walk = ", ".join((self.script.title, *self.about))
        return _("Kept: {walk}.", walk=walk) if self.holds_anything else _("Nothing was noted: {walk}.", walk=walk)

    @property
    def holds_anything(self) -> bool:
        """Whether the finished walk stored anything."""
        return True

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
        """Whether answers outlast the program; in a demo they do not."""
        return self.app.key is None

    @property
    def has_begun(self) -> bool:
        """Whether the vault holds anything to resume; a stored walk then has its row."""
        return True

    @property
    def holds_marks(self) -> bool:
        """Whether moments were marked on the way; marks are stored apart from the answers."""
        return False

    @property
    def in_the_room(self) -> bool:
        """Whether the walk is read aloud, with a client present."""
        return False

    def resumption(self, step: str) -> Resumption:
        """Where a new start of the program goes on with this walk at a step."""
        return Resumption(self.resume, step, full=self.full)

    @abstractmethod
    def known(self) -> Answers:
        """The answers known when the walk begins."""

    @property
    def marked(self) -> Marked:
        """The sentences about marks without words in this walk; call ``known`` first."""
        return NO_MARKS

    def begin(self) -> Interview:
        """The interview at its first open question, or at the start when ``reviews``."""
        known = self.known()
        return Interview.begin(
            self.script, known, full=self.full, again=self.reviews, lacks=self.lacks, marked=self.marked
        )

    def begin_at(self, step: str) -> Interview:
        """The interview at an earlier step; steps skipped before it are skipped again."""
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

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Inside the block nothing waits long for another program; raises VaultBusy instead."""
        with self.app.vault.patience(_MOMENT):
            yield

    def confirm(self) -> None:  # noqa: B027 - a walk that stores no row has nothing to look for
        """Raises VaultTrouble if a saved answer is missing from the vault."""

    def finish(self) -> None:  # noqa: B027 - most walks that store no row have nothing to note
        """Note that the end of the script was reached."""


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
