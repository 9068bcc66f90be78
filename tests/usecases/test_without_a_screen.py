"""The walks run through the use cases alone, with a dictionary as the front and no terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import pytest

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.find_client import client_or_new_code
from alliance_cli.usecases.review.moments import rupture_to_repair
from alliance_cli.usecases.walks.preparation import preparation
from alliance_cli.usecases.walks.reflection import comparison
from alliance_cli.usecases.walks.repair import repair_walk
from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest
from alliance_cli.usecases.walks.walk_run import WalkRun

T = TypeVar("T")
TODAY = date(2026, 11, 20)


class DictFront:
    """Answers questions from a mapping by their first words; an unexpected question fails."""

    interactive = True

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.notes: list[str] = []

    def _answer(self, question: str) -> str:
        return next(answer for begins, answer in self.answers.items() if question.startswith(begins))

    def confirm(self, question: str, otherwise: str) -> bool:
        return self._answer(question) == "y"

    def choose(self, question: str, rows: Sequence[str], read: Callable[[str], T], fits: str) -> T | None:
        return read(self._answer(question))

    def ask(self, question: str) -> str | None:
        return self._answer(question)

    def secret(self, prompt: str) -> str | None:
        return None

    def note(self, sentence: str, action: Action | None = None) -> None:
        self.notes.append(sentence)

    def show(self, value: object) -> None:
        raise AssertionError(f"nothing is to be shown here: {value}")


def walk(run: WalkRun, given: Mapping[str, Value]) -> None:
    """Answer from a mapping of step key to value, and skip the rest."""
    interview = run.begin()
    while (step := interview.step) is not None:
        if step.is_shown_only:
            interview = interview.keep()
            continue
        value = given.get(step.key)
        run.keep([(step, value)])
        interview = interview.skip() if value is None else interview.answer(value)
    run.finish()


def session(app: App, who: Client | str, phase: Phase) -> SessionWalk:
    return SessionWalk(app, who, WalkRequest(phase, TODAY))


def test_all_walks_of_one_client_run_without_a_screen(app: App) -> None:
    front = DictFront({"Open a new client": "y"})
    code = client_or_new_code(app, front, "J7", new=False, insist=False)
    assert code == "J7"

    prep = session(app, code, Phase.PRE_SESSION)
    assert preparation(app, prep) is None
    walk(prep, {"intention": "ask before explaining"})
    assert prep.next == Action(ActionKind.HOLD_SESSION, "J7")

    client = app.repository.clients.find("J7")
    assert client is not None
    held = session(app, client, Phase.IN_SESSION)
    walk(held, {"client-bond": 4, "client-tasks": 8})
    assert held.session == prep.session

    reflection = session(app, client, Phase.POST_SESSION)
    walk(reflection, {"clinician-bond": 7, "ruptures.1.note": "went quiet", "ruptures.1.plan": "slow down"})
    compared = comparison(app, reflection)
    assert compared is not None
    assert compared.record.ratings_by(Rater.CLIENT) == {"bond": 4, "tasks": 8}
    assert compared.record.ratings_by(Rater.CLINICIAN) == {"bond": 7}
    assert compared.flags

    rupture = rupture_to_repair(app, front, client, None)
    assert rupture is not None
    assert rupture.moment.plan == "slow down"
    repair = repair_walk(app, client, TODAY, rupture)
    walk(repair, {"acknowledge": "named it", "outcome": "repaired"})
    (record,) = app.repository.courses.of(client).records
    assert [(moment.note, moment.state) for moment in record.moments] == [("went quiet", "repaired")]
    assert front.notes == []


def test_a_walk_that_stopped_is_resumed_with_its_answers(app: App) -> None:
    first = session(app, "J7", Phase.PRE_SESSION)
    interview = first.begin()
    assert interview.step is not None
    first.keep([(interview.step, "calm enough")])
    client = app.repository.clients.find("J7")
    assert client is not None

    again = session(app, client, Phase.PRE_SESSION)
    assert again.resumes
    resumed = again.begin()
    assert resumed.answers == {interview.step.key: "calm enough"}
    assert resumed.step is not None
    assert resumed.step.key != interview.step.key


def test_a_failed_save_leaves_the_run_as_it_was(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    run = session(app, "J7", Phase.PRE_SESSION)
    interview = run.begin()
    assert interview.step is not None

    class Broken(Exception):
        pass

    def fail(*_: object, **__: object) -> None:
        raise Broken

    monkeypatch.setattr(app.repository.answers, "save", fail)
    with pytest.raises(Broken):
        run.keep([(interview.step, "calm enough")])
    assert (run.client, run.session, run.walk) == (None, None, None)
    monkeypatch.undo()
    run.keep([(interview.step, "calm enough")])
    assert run.known() == {interview.step.key: "calm enough"}
