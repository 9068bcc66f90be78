"""Walks through a script: knows the current step, and applies answers, skips and moves. No I/O.

Every front (line mode, an answers file, the full screen) uses this interview.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import dropwhile, islice, takewhile

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Need, Script
from alliance_cli.core.walk.steps import NO_MARKS, Answers, Marked, Step, is_counted, steps_of, without_tension


class Interview(Struct, frozen=True):
    """A walk at one point in time. Every change returns a new one."""

    script: Script
    answers: Answers
    full: bool = False
    lacks: Collection[Need] = frozenset()
    """The needs that are not met; prompts with one of them are passed over unless they were answered."""
    at: str | None = None
    """The key of the current step; None when the walk is finished."""
    catches_up: bool = False
    """Whether the last step was reached, so only steps that were passed over are left."""
    opened: frozenset[str] = frozenset()
    """The keys of optional steps that were opened one by one; ``full`` opens them all."""
    marked: Marked = NO_MARKS

    @classmethod
    def begin(
        cls,
        script: Script,
        answers: Answers | None = None,
        *,
        full: bool = False,
        again: bool = False,
        lacks: Collection[Need] = frozenset(),
        marked: Marked = NO_MARKS,
    ) -> Interview:
        """Start at the first unanswered step; with ``again``, at the first unworded mark or else the first step.

        Notes that ask nothing belong to the question after them. A mark that was skipped is asked again at the end.
        """
        walk = cls(script, dict(answers or {}), full, lacks, marked=marked)
        shown: list[str] = []
        for step in walk.steps:
            if not step.is_shown_only and step.key in walk.answers and not again:
                shown.clear()
            else:
                shown.append(step.key)
                if not step.is_shown_only:
                    break
        waiting = {key: value for key, value in walk.answers.items() if value is not None or key not in marked}
        walk = replace(walk, answers=waiting)
        unworded = [step.key for step in walk.steps if again and step.key in marked and step.key not in waiting]
        return replace(walk, at=next(iter([*unworded, *shown]), None) or walk._passed_over())

    @property
    def steps(self) -> tuple[Step, ...]:
        """All current steps; an answer can add or remove later ones."""
        return tuple(steps_of(self.script, self.answers, self._is_opened, self.lacks, self.marked))

    @property
    def step(self) -> Step | None:
        """The current step, or None when the walk is finished."""
        return next((step for step in self.steps if step.key == self.at), None)

    @property
    def progress(self) -> tuple[int, int]:
        """The number of the current question, from 1, and how many there are.

        Follow-up steps (the fields of a moment, another moment, a prompt with a condition) have the number of the
        question before them, so an answer changes neither number.
        """
        counted: set[str] = set()
        number = 0
        for step in self.steps:
            if is_counted(step):
                counted.add(step.prompt.id)
            if step.key == self.at:
                number = len(counted)
        return (number or len(counted)), len(counted)

    @property
    def known(self) -> Value | None:
        """The earlier answer to the current step, if any."""
        return self.answers.get(self.at) if self.at else None

    def answer(self, value: Value) -> Interview:
        """Set the answer to the current step and go on."""
        return self._with(value)

    def skip(self) -> Interview:
        """Skip the current step, removing any earlier answer, and go on."""
        return self._with(None)

    def clear(self) -> Interview:
        """Remove the answer to the current step and stay there."""
        return replace(self.skip(), at=self.at)

    def keep(self) -> Interview:
        """Go on without changing the current step; after the last step, go to those that were passed over."""
        if not self.catches_up and (after := self._neighbour(+1)):
            return replace(self, at=after)
        return replace(self, at=self._passed_over(), catches_up=True)

    def go_to(self, number: int) -> Interview | None:
        """Go to a question by number, from 1 to the count of ``progress``; None if there is no such question."""
        counted = [step for step in self.steps if is_counted(step)]
        firsts = list({step.prompt.id: step.key for step in reversed(counted)}.values())[::-1]
        return replace(self, at=firsts[number - 1], catches_up=False) if 1 <= number <= len(firsts) else None

    def at_step(self, key: str) -> Interview:
        """Go to the step with this key if it is asked or can be opened; otherwise stay."""
        for walk in (self, replace(self, full=True)):
            if any(step.key == key for step in walk.steps):
                return replace(walk, at=key)
        return self

    @property
    def further(self) -> int:
        """How many unopened optional questions directly follow this step."""
        return len(self._following())

    def open_further(self) -> Interview:
        """Open the optional questions that directly follow this step, and stay."""
        return replace(self, opened=self.opened.union(self._following()))

    def _following(self) -> tuple[str, ...]:
        asked = {step.key for step in self.steps}
        following = dropwhile(lambda key: key != self.at, (step.key for step in replace(self, full=True).steps))
        return tuple(takewhile(lambda key: key not in asked, islice(following, 1, None)))

    def _is_opened(self, key: str) -> bool:
        return self.full or key in self.opened

    def back(self) -> Interview:
        """Go back one question; at the first one, stay."""
        return replace(self, at=self._neighbour(-1) or self.at, catches_up=False)

    def _with(self, value: Value | None) -> Interview:
        step = self.step
        if step is None:
            raise ValueError("the walk is finished")
        answers = {**self.answers, step.key: value}
        if step.slot is not None and step.field == "note" and value is None and self.known is not None:
            # Removing the note of a moment also removes its fields. Fields known from a mark stay if the moment is not
            # noted yet.
            answers = {key: kept for key, kept in answers.items() if not key.startswith(f"{step.slot.key}.")}
            answers[step.key] = None
        for taken_back in without_tension(self.script, answers):
            del answers[taken_back.key]
        return replace(self, answers=answers).keep()

    def _passed_over(self) -> str | None:
        """The first question that was neither answered nor skipped, because the person went to a later one."""
        return next((step.key for step in self.steps if not step.is_shown_only and step.key not in self.answers), None)

    def _neighbour(self, direction: int) -> str | None:
        steps = self.steps
        place = next((index for index, step in enumerate(steps) if step.key == self.at), len(steps)) + direction
        while direction < 0 <= place and steps[place].is_shown_only:
            place += direction
        return steps[place].key if 0 <= place < len(steps) else None
