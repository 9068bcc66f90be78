"""Questions for supervision: noted, prepared, and what came of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.errors import Interrupted, NotFound, WrongUse
from alliance_cli.core.own.supervision import (
    OUTCOME,
    PREPARATION,
    QUESTION,
    Question,
    find_question,
    questions,
    to_take_back,
    without_outcome,
)
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.records import NO_LINKS, WalkLinks, WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.questions import choose
from alliance_cli.usecases.walks.standalone_walk import Apart, StandaloneWalk, with_words
from alliance_cli.usecases.walks.walk_run import ask

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.storage.topics.walks import Event, Walk
    from alliance_cli.usecases.walks.session_walk import SessionWalk

COMMANDS = {PREPARATION: "prepare", OUTCOME: "done"}
"""The script that is walked about a question, and the command that walks it."""


class QuestionWalk(StandaloneWalk):
    """A question that is noted. It comes into being with the first word, so that Enter leaves nothing behind.

    ``opens`` makes the client it is about, where there is none yet.
    """

    def __init__(
        self, app: App, apart: Apart, walk: Walk | None = None, opens: Callable[[], Client] | None = None
    ) -> None:
        super().__init__(app, apart, walk)
        self._opens = opens

    def keep(self, events: list[Event]) -> None:
        if self.walk is None and all(value is None for _, value in events):
            return
        if self._opens:
            self.apart, self._opens = replace(self.apart, links=WalkLinks(client=self._opens().id)), None
        super().keep(events)

    def finish(self) -> None:
        if self.walk is not None:
            super().finish()

    @property
    def ended(self) -> str:
        return super().ended if self.walk is not None else "Nothing was noted."


def question_sitting(app: App, client: Client | None, moment: str = "", again: str = "") -> QuestionWalk:
    """A new question, about a client or about nobody in particular; one that was left half-way is gone on with."""
    ties = WalkLinks(client=client.id if client else "", moment=moment)
    apart = _noting(app, (client.code,) if client else (), ties, again)
    half = app.repository.records.unfinished(Phase.SUPERVISION, ties)
    begun = QuestionWalk(app, apart, half)
    return begun if half is None or begun.begin().step is not None else QuestionWalk(app, apart)


def _noting(app: App, subject: tuple[str, ...], ties: WalkLinks, again: str = "") -> Apart:
    command = " ".join(("supervise add", *subject, *((again,) if again else ())))
    return Apart(app.catalog.script(Phase.SUPERVISION, QUESTION), command, app.clock.today, ties, subject)


def question_on_the_way(visit: SessionWalk) -> None:
    """Note a question about the client of a walk that is under way; then that goes on where it was."""
    app = visit.app
    if visit.client:
        run = question_sitting(app, visit.client)
    else:
        run = QuestionWalk(app, _noting(app, (visit.code,), NO_LINKS), opens=lambda: visit.opened()[0])
    if ask(run):
        app.screen.say(run.ended)
    app.screen.say(f"Back to: {visit.script.title}")


def about_sitting(app: App, question: Question, script_id: str) -> StandaloneWalk:
    """What is written about a question. What was written before is at hand, and stays as it was on its own day."""
    earlier = question.preparation if script_id == PREPARATION else question.outcome
    today = app.clock.today
    same_day = earlier if earlier and earlier.on == today else None
    carried = earlier or (question.record if script_id == PREPARATION else None)
    ties = replace(question.record.links, about=question.record.id)
    apart = Apart(
        app.catalog.script(Phase.SUPERVISION, script_id),
        f"supervise {COMMANDS[script_id]} {question.number}",
        today,
        ties,
        (question.client,) if question.client else (),
        {step: value for step, value in carried.answers.items() if value is not None} if carried else None,
    )
    walk = app.repository.records.walk(same_day.id) if same_day else None
    return StandaloneWalk(app, apart, walk, restart=walk is not None)


def all_questions(app: App, client: Client | None = None) -> tuple[Question, ...]:
    """Every question, or those about a client, oldest first. The numbers hold only where all are asked for."""
    records = app.repository.records.of(Phase.SUPERVISION, client.id if client else None)
    return questions(records, {each.id: each.code for each in ([client] if client else app.repository.clients.all())})


def readable_question(app: App, question: Question) -> Question:
    """The question with the words of what was last written to it."""
    kept = (question.record, question.preparation, question.outcome)
    record, preparation, outcome = (with_words(app, [each])[0] if each else None for each in kept)
    return replace(
        question,
        record=record or question.record,
        preparations=(preparation,) if preparation else (),
        outcomes=(*question.outcomes[:-1], outcome) if outcome else (),
    )


def moment_of(app: App, question: Question) -> ListedMoment | None:
    """The moment a question is tied to."""
    client = app.repository.clients.find(question.client) if question.record.links.moment else None
    moments = list_moments(app.repository.courses.of(client)) if client else ()
    return next((each for each in moments if each.moment.id == question.record.links.moment), None)


def outcomes_for(app: App, client: Client, sessions: Sequence[date]) -> tuple[WalkRecord, ...]:
    """What came out of supervision about a client and is to be taken into the next session, in words."""
    return with_words(app, to_take_back(all_questions(app, client), sessions))


def question_meant(app: App, typed: str | None) -> Question:
    """The question that was named, the only one that waits, or the one chosen from several."""
    found = _meant(app, typed)
    log_access(app, app.repository.clients.find(found.client) if found.client else None)
    return found


def _meant(app: App, typed: str | None) -> Question:
    every = all_questions(app)
    if typed is not None:
        return find_question(every, typed)
    open_ = without_outcome(every)
    if not open_:
        raise NotFound("No question waits.", "Note one with: alliance supervise add")
    if len(open_) == 1:
        return open_[0]
    if not app.on_terminal:
        raise WrongUse("Which question?", "Give its number: alliance supervise")
    return _choose(app, every, open_)


def _choose(app: App, every: Sequence[Question], open_: Sequence[Question]) -> Question:
    for each in open_:
        text = one_line(each.text)
        app.screen.say(f"{each.number:>3}  {each.record.on}  {each.client or '-'}  {text}")
    question = "Which question? Its number. Enter leaves it."
    found = choose(app, question, lambda typed: find_question(every, typed), "A number from the list fits.")
    if found is None:
        raise Interrupted("Nothing was chosen.")
    return found
