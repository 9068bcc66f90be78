"""Stores a reflection's answers about noted ruptures: each goes to the rupture's repair or to the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.moments import list_moments
from alliance_cli.core.course.noted_ruptures import (
    NotedRuptures,
    RuptureAnswer,
    ask_about_ruptures,
    open_at_beginning,
)
from alliance_cli.core.errors import AnsweredElsewhere
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import WalkLinks
from alliance_cli.core.walk.repair import OUTCOME, settlement
from alliance_cli.core.walk.script import Phase, Script
from alliance_cli.core.walk.steps import Answers, Step

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.storage.topics.walks import Walk
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.walks.session_walk import SessionWalk


class RuptureAnswers:
    """The questions of one reflection about noted ruptures.

    A rupture that is repaired or let go gets a finished repair, linked to the rupture and to the reflection. An open
    rupture stores nothing. The walk itself only stores that each question was reached.
    """

    def __init__(self, app: App, walk: SessionWalk) -> None:
        self.app = app
        self._walk = walk
        plain = walk.plain_script
        reached = app.repository.answers.of(walk.walk, plain) if walk.walk else {}
        found = ask_about_ruptures(plain, self._noted(), reached)
        self.script: Script = found.script
        self._answers: Mapping[str, RuptureAnswer] = found.answers

    def _noted(self) -> NotedRuptures:
        walk, repository = self._walk, self.app.repository
        if walk.client is None:
            return NotedRuptures()
        course = repository.courses.of(walk.client)
        ids = repository.moments.noted_on_the_way(walk.session.id) if walk.session else frozenset()
        on_the_way = (each for each in list_moments(course) if each.moment.id in ids)
        return NotedRuptures(
            open_at_beginning(course, walk.on, walk.session, walk.walk.id if walk.walk else ""),
            tuple(each for each in on_the_way if each.moment.kind is MomentKind.RUPTURE),
        )

    def known(self, reached: Answers) -> Answers:
        """The known answers by step key: those to the questions that were reached, and those stored in a repair.

        Inserting an earlier session renumbers moments and their steps; the repair stays.
        """
        kept = {key: self._kept(each) for key, each in self._answers.items() if key in reached or not each.is_field}
        return {key: value for key, value in kept.items() if key in reached or value is not None}

    def _kept(self, answer: RuptureAnswer) -> Value | None:
        if answer.is_field:
            return self.app.repository.moments.field(answer.moment, answer.name)
        return self._in_repair(answer, self._repair(answer))

    def _repair(self, answer: RuptureAnswer) -> Walk | None:
        reflection = self._walk.walk
        return self.app.repository.records.repair_in(reflection.id, answer.moment) if reflection else None

    def _in_repair(self, answer: RuptureAnswer, repair: Walk | None) -> Value | None:
        if repair is None:
            return None
        return self.app.repository.answers.of(repair, self.script).get(answer.name)

    def keep(self, reflection: Walk, events: Sequence[Event], seen: Answers) -> list[Event]:
        """Keep the answers that belong to a rupture; returns what the walk itself keeps.

        Raises AnsweredElsewhere if another window has answered, and VaultTrouble if the moment is gone.
        """
        rest: list[Event] = []
        known = dict(seen)
        for step, value in events:
            answer = self._answers.get(step.key)
            if answer is None:
                rest.append((step, value))
                continue
            self._refuse_other(answer, step, value, known)
            if answer.is_field:
                self.app.repository.moments.put(answer.moment, answer.name, value)
            else:
                self._put(reflection, answer, value, known)
            known[step.key] = value
            rest.append((step, None))
        return rest

    def _refuse_other(self, answer: RuptureAnswer, step: Step, value: Value | None, seen: Answers) -> None:
        there = self._kept(answer)
        if there not in (None, seen.get(step.key), value):
            raise AnsweredElsewhere
        if answer.is_field:
            return
        if self.app.repository.moments.state(answer.moment) is not MomentState.OPEN and not self._repair(answer):
            raise AnsweredElsewhere

    def _put(self, reflection: Walk, answer: RuptureAnswer, value: Value | None, seen: Answers) -> None:
        """Settle the rupture, or reopen it and remove its repair, or add to its repair."""
        repository, repair = self.app.repository, self._repair(answer)
        if answer.name != OUTCOME:
            if repair:
                repository.answers.save(repair, [(_step(answer), value)], self._walk.how)
            return
        settled = settlement({OUTCOME: value})
        if settled and settled.state is not MomentState.OPEN:
            repair = repair or self._begin(reflection, answer, seen)
            repository.answers.save(repair, [(_step(answer), value)], self._walk.how)
            repository.moments.resolve(answer.moment, settled.state, reflection.session)
        elif repair:
            before = settlement(repository.answers.of(repair, self.script))
            repository.records.remove(repair)
            if before and before.state is repository.moments.state(answer.moment):
                repository.moments.resolve(answer.moment, MomentState.OPEN, None)

    def _begin(self, reflection: Walk, answer: RuptureAnswer, seen: Answers) -> Walk:
        """A finished repair of the rupture, with this reflection's earlier answers about it."""
        repository, walk = self.app.repository, self._walk
        its = {key: each for key, each in self._answers.items() if each.moment == answer.moment and not each.is_field}
        prompts = tuple(each.prompt for each in its.values())
        script = replace(walk.plain_script, id=str(Phase.REPAIR), phase=Phase.REPAIR, prompts=prompts)
        links = WalkLinks(walk.client.id if walk.client else "", answer.moment, reflection.id)
        repair = repository.records.begin(script, self.app.catalog.script_version(script), links, walk.on)
        heard = [(_step(each), seen[key]) for key, each in its.items() if seen.get(key) is not None]
        repository.answers.save(repair, heard, walk.how)
        repository.walks.finish(repair)
        return repair


def _step(answer: RuptureAnswer) -> Step:
    prompt = answer.prompt
    return Step(prompt.id, prompt, prompt.kind, prompt.ask, prompt.purpose)
