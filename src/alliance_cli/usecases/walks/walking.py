"""Goes through a walk: what a person can do at a question, with each answer saved before the next question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import OwnWords, Value
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentNote, MomentsKind
from alliance_cli.core.walk.steps import Step, every_step

if TYPE_CHECKING:
    from alliance_cli.core.walk.script import Part
    from alliance_cli.usecases.walks.drafts import Drafts

Save = Callable[[Step, Value | None], None]
"""Saves one answer (None for skipped, False for a denied moment); it is on disk when this returns."""


class Removed(NamedTuple):
    """What was removed at the step ``at``: its answer, and the answers that went with it."""

    at: str
    lost: tuple[tuple[Step, Value | None], ...]


class Walking:
    """A walk at its present question, driven by a front. If ``save`` raises, the walk stays at this question.

    ``drafts`` stores half-typed text; None stores nothing.
    """

    def __init__(self, walk: Interview, save: Save, drafts: Drafts | None = None) -> None:
        self.walk = walk
        self._save = save
        self._drafts = drafts
        self.removed: tuple[Removed, ...] = ()
        """What was removed in this walk and can come back, the latest last."""
        self._given: frozenset[str] = frozenset()
        """The keys of the steps answered since the walk was resumed."""

    @property
    def step(self) -> Step | None:
        """The question being asked; None when the walk is finished."""
        return self.walk.step

    @property
    def part(self) -> Part | None:
        """The part of the session that the question belongs to; None if it belongs to none."""
        return self.step.prompt.part if self.step is not None else None

    @property
    def draft(self) -> str:
        """The half-typed text at this question; empty for none."""
        return self._drafts.text(self._asked.key) if self._drafts else ""

    @property
    def kept_words(self) -> str:
        """The stored answer in the person's own words, for editing; empty for other kinds of answers."""
        known, kind = self.walk.known, self._asked.kind
        return kind.show(known) if known is not None and isinstance(kind, OwnWords) else ""

    @property
    def given_here(self) -> Value | None:
        """The answer given at this question since the walk was resumed; None for none."""
        return self.walk.known if self._asked.key in self._given else None

    def type(self, text: str) -> None:
        """Keep the text so far as a draft, unless it equals the stored answer."""
        if self._drafts:
            self._drafts.save(self._asked.key, "" if text == self.kept_words else text)

    def has_drafted(self, text: str) -> bool:
        """Whether this text is the stored draft of this question."""
        return self._drafts is not None and self._drafts.holds(self._asked.key, text)

    def answer(self, typed: str) -> None:
        """Store the typed answer and go on; raises InvalidAnswer. A plain no to the prompt for a moment denies it."""
        kind = self._asked.kind
        if isinstance(kind, MomentNote) and kind.denies(typed) and self.walk.known is None:
            self.deny()
        else:
            self._keep(kind.read(typed))

    def enter(self, typed: str) -> None:
        """Go on as Enter does; an empty line or the stored answer changes nothing. Raises InvalidAnswer."""
        if not typed.strip() or typed == self.kept_words:
            self.leave()
        else:
            self.answer(typed)

    def leave(self) -> None:
        """Go on with nothing typed: a stored answer stays, and a question without one is skipped."""
        if self._asked.is_shown_only or self.walk.known is not None:
            self.walk = self.walk.keep()
        else:
            self.skip()

    def skip(self) -> None:
        """Go on without an answer; a stored one is removed."""
        self._keep(None)

    def deny(self) -> None:
        """Say that there was no such moment, and go on; a mark waiting for words here is settled."""
        self._save(self._asked, False)
        self.walk = self.walk.skip()

    def take_away(self) -> bool:
        """Remove the answer and stay at the question. Removing a note removes its moment, and the walk goes on.

        Returns False, and changes nothing, if there is nothing to remove.
        """
        before = self.walk
        if self._asked.field == "note":
            self.deny()
        elif before.known is None:
            return False
        else:
            self._save(self._asked, None)
            self.walk = before.clear()
        self._has_removed(before)
        return True

    def rest(self) -> None:
        """Go to the end without answering the remaining questions, so that the walk counts as finished."""
        while self.step is not None:
            self.leave()

    def bring_back(self) -> bool:
        """Restore the last removed answer, and go to its question; False if nothing can come back."""
        if not self.removed:
            return False
        last = self.removed[-1]
        for step, value in last.lost:
            self._save(step, value)
        answers = {**self.walk.answers, **{step.key: value for step, value in last.lost}}
        self.walk = replace(self.walk, answers=answers, catches_up=False).at_step(last.at)
        self.removed = self.removed[:-1]
        return True

    def _has_removed(self, before: Interview) -> None:
        """Remember the answers that a removal took away, so that they can be restored.

        A possible rupture that was noted another day may be repaired since, which its answers do not hold.
        """
        step, known = before.step, before.known
        if step is None or known is None:
            return
        is_rupture = isinstance(step.prompt.kind, MomentsKind) and step.prompt.kind.records is MomentKind.RUPTURE
        if step.field == "note" and is_rupture and step.key not in self._given:
            return
        was, now = before.answers, self.walk.answers
        lost = [(each, was[each.key]) for each in every_step(before.script, was) if was.get(each.key) is not None]
        gone = tuple((each, value) for each, value in lost if now.get(each.key) is None)
        self.removed = (*self.removed, Removed(step.key, gone))

    def back(self) -> bool:
        """Return to the question before; at the first one, stay and return False."""
        before, self.walk = self.walk.at, self.walk.back()
        return self.walk.at != before

    def go_to(self, number: int) -> bool:
        """Go to a question by its number; False if there is none."""
        there = self.walk.go_to(number)
        self.walk = there or self.walk
        return there is not None

    def next_part(self) -> bool:
        """Go to the first question of the next part of the session; False if there is none."""
        return self.go_to(min((each for each in self._first_of_parts() if each > self.walk.progress[0]), default=0))

    def previous_part(self) -> bool:
        """Go to the first question of this part, or from there to that of the part before; else False."""
        return self.go_to(max((each for each in self._first_of_parts() if each < self.walk.progress[0]), default=0))

    def _first_of_parts(self) -> list[int]:
        """The number of the first question of each part."""
        firsts: dict[Part | None, int] = {}
        for number in range(1, self.walk.progress[1] + 1):
            there = self.walk.go_to(number)
            firsts.setdefault(there.step.prompt.part if there and there.step else None, number)
        return list(firsts.values())

    def open_further(self) -> bool:
        """Ask the optional questions that follow this one; False if there are none."""
        further = self.walk.further
        self.walk = self.walk.open_further()
        return further > 0

    @property
    def _asked(self) -> Step:
        if (step := self.step) is None:
            raise ValueError("the walk is finished")
        return step

    def _keep(self, value: Value | None) -> None:
        self._save(self._asked, value)
        if value is not None:
            self._given |= {self._asked.key}
            self.removed = tuple(each for each in self.removed if each.at != self._asked.key)
        self.walk = self.walk.skip() if value is None else self.walk.answer(value)
