"""One script walked by a person, from a pipe or from a file, whatever it is about. No rule of any command is here."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import How
from alliance_cli.core.errors import AnsweredElsewhere, Interrupted, NotFound, WrongUse
from alliance_cli.core.walk.interview import Answers, Interview, Step
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Need, Script

if TYPE_CHECKING:
    from alliance_cli.line.lines import LineCommand
    from alliance_cli.storage.topics.walks import Event, Walk

Asides = Mapping["LineCommand", Callable[[], None]]
"""What else may be taken up at any prompt of a walk, and is then returned from."""


class WalkRun(ABC):
    """A script that is walked about something, each answer kept as it is given.

    The walk comes into being with the first answer, together with it; until then nothing is kept.
    """

    script: Script
    full = False
    how = How.RECALLED
    lacks: Collection[Need] = frozenset()
    """What prompts may need and is not there."""

    def __init__(self, app: App, walk: Walk | None, *, restart: bool = False) -> None:
        self.app = app
        self.walk = walk
        self.reviews = restart or (walk is not None and walk.finished)
        """Whether everything is asked again, with the earlier answers at hand."""
        self._asks_anew = self.reviews
        self._seen: Answers = {}
        """What is kept of this walk, as far as it is known here."""

    @property
    @abstractmethod
    def about(self) -> tuple[str, ...]:
        """Whom and which day it is about, for headings."""

    @property
    @abstractmethod
    def go_on(self) -> str:
        """The command that takes the walk up again."""

    @abstractmethod
    def _begin(self, version: str) -> Walk:
        """Make the walk and whatever it needs first, or take up the one there is under this script version."""

    @property
    def heading(self) -> str:
        """What is said before the first question."""
        return " · ".join((self.script.title, *self.about))

    @property
    def ended(self) -> str:
        """What is said once the end was reached."""
        return f"Kept: {', '.join((self.script.title, *self.about))}."

    @property
    def stopped(self) -> str:
        """What is said where the person stops."""
        return f"Stopped; what was answered is kept.\nGo on with: {self.go_on}"

    def known(self) -> Answers:
        """The answers at hand when the walk begins."""
        return self.app.repository.walks.answers(self.walk, self.script) if self.walk else {}

    def begin(self) -> Interview:
        """The interview where it was left, or from the start."""
        self._seen = self.known()
        return self._interview(self._seen)

    def _interview(self, known: Answers) -> Interview:
        return Interview.begin(self.script, known, full=self.full, again=self.reviews, lacks=self.lacks)

    def keep(self, events: list[Event]) -> None:
        """Keep answers in one transaction, together with whatever they are the first of.

        Raises Refused for a question that another window has answered since this one began.
        """
        with self._together():
            self._save(events)

    def _save(self, events: list[Event], session: str = "") -> None:
        """Keep answers inside a transaction; ``session`` is that of moments noted apart from the sessions."""
        walk = self.begun()
        try:
            self.app.repository.walks.save(walk, events, self.how, session, self._seen)
        except AnsweredElsewhere:
            raise AnsweredElsewhere(
                f"Yours is not kept; it is still on your screen. Go on with: {self.go_on}"
            ) from None
        self._seen = {**self._seen, **{step.key: value for step, value in events}}

    def finish(self) -> None:
        """Mark the walk as finished."""
        with self._together():
            self.app.repository.walks.finish(self.begun())

    @contextmanager
    def _together(self) -> Iterator[None]:
        """One transaction; what was begun in one that fails was not begun."""
        before = dict(self.__dict__)
        try:
            with self.app.repository.change():
                yield
        except BaseException:
            self.__dict__.update(before)
            raise

    def begun(self) -> Walk:
        """The walk, made if it is not there yet."""
        if self.walk is None or self._asks_anew:
            self.walk = self._begin(self.app.catalog.script_version(self.script))
            self._asks_anew = False
        return self.walk


def sit(run: WalkRun, answers: str | None) -> bool:
    """Walk from the answers file that is named, or by hand; returns whether the end was reached."""
    return by_hand(run) if answers is None else from_file(run, answers)


def by_hand(run: WalkRun, asides: Asides | None = None) -> bool:
    """Ask line by line, to the end or to where the person stops; returns whether the end was reached."""
    app = run.app
    try:
        reached_the_end = ask(run, asides)
    except KeyboardInterrupt:
        app.screen.say()
        raise Interrupted("Stopped. What was answered is kept.", f"Go on with: {run.go_on}") from None
    if reached_the_end:
        _refuse_left_over(app)
        app.screen.say(run.ended)
    return reached_the_end


def ask(run: WalkRun, asides: Asides | None = None) -> bool:
    """Ask line by line, as ``by_hand`` does; lines may be left over, for a walk around this one."""
    from alliance_cli.line.asking import LineFront

    def save(step: Step, value: Value | None) -> None:
        run.keep([(step, value)])

    app = run.app
    front = LineFront(app.lines, app.screen, save, asides)
    with app.screen.headed(f"{_greeting(run)}\n{front.keys}"):
        left = front.run(run.begin())
    if left.at is not None:
        app.screen.say(run.stopped)
        return False
    run.finish()
    return True


def from_file(run: WalkRun, name: str) -> bool:
    """Take all answers from a file, or none of them where it has mistakes."""
    app = run.app
    kept = run.begin().answers
    answers = app.catalog.answers(_bytes_of(name), "-" if name == "-" else Path(name).name, run.script, kept)
    walk = Interview(run.script, {**kept, **answers}, full=run.full, lacks=run.lacks)
    steps = [step for step in walk.steps if not step.is_shown_only]
    with app.repository.change():
        run.keep([(step, answers.get(step.key)) for step in steps if step.key in answers or step.key not in kept])
        run.finish()
    app.screen.say(run.ended)
    return True


def _greeting(run: WalkRun) -> str:
    lines = [run.heading]
    if run.reviews:
        shown = "All is asked again" if run.walk else "What is noted already is shown"
        lines.append(f"{shown}; Enter keeps each answer.")
    elif run.walk:
        lines.append("It goes on where you stopped.")
    return "\n".join(lines)


def _bytes_of(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError:
        raise NotFound("There is no answers file of that name that can be read.", "Nothing was stored.") from None


def _refuse_left_over(app: App) -> None:
    from alliance_cli.line.lines import PipedLines

    if isinstance(app.lines, PipedLines) and app.lines.left_over():
        raise WrongUse("There were more lines than prompts; those before are kept, the rest is not.")
