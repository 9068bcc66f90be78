"""Notes questions for supervision, prepares them, and keeps the outcome of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.errors import Interrupted, NotFound, WrongUse
from alliance_cli.core.formatting import plain_day
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
from alliance_cli.translation import _
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.review.worded import with_words
from alliance_cli.usecases.walks.standalone_walk import StandaloneRequest, StandaloneWalk

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.storage.topics.walks import Walk
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front
    from alliance_cli.usecases.walks.session_walk import SessionWalk

_ACTIONS = {PREPARATION: ActionKind.PREPARE_QUESTION, OUTCOME: ActionKind.ANSWER_QUESTION}


class QuestionWalk(StandaloneWalk):
    """Notes a question. It is created with its first words, so Enter alone stores nothing.

    ``opens`` creates the client it is about, if there is none yet.
    """

    def __init__(
        self,
        app: App,
        request: StandaloneRequest,
        walk: Walk | None = None,
        opens: Callable[[], Client] | None = None,
    ) -> None:
        super().__init__(app, request, walk)
        self._opens = opens

    def keep(self, events: Sequence[Event]) -> None:
        if self.walk is None and all(value is None for _step, value in events):
            return
        with self.together():
            if self._opens and self.state.links == NO_LINKS:
                self.state = self.state._replace(links=WalkLinks(client=self._opens().id))
            super().keep(events)

    def finish(self) -> None:
        if self.walk is not None:
            super().finish()

    @property
    def result(self) -> str:
        return super().result if self.walk is not None else _("Nothing was noted.")


def question_walk(app: App, client: Client | None, moment: ListedMoment | None = None) -> QuestionWalk:
    """A new question, about a client or nobody in particular; an unfinished one is resumed."""
    ties = WalkLinks(client=client.id if client else "", moment=moment.moment.id if moment else "")
    request = _request(app, client.code if client else "", ties, str(moment.number) if moment else "")
    unfinished = app.repository.records.unfinished(Phase.SUPERVISION, ties)
    walk = QuestionWalk(app, request, unfinished)
    return walk if unfinished is None or walk.begin().step is not None else QuestionWalk(app, request)


def question_in_reflection(reflection: SessionWalk) -> QuestionWalk:
    """A question about the client of a reflection that is under way."""
    app = reflection.app
    if reflection.client:
        return question_walk(app, reflection.client)
    request = _request(app, reflection.code, NO_LINKS)
    return QuestionWalk(app, request, opens=reflection.opened_client)


def _request(app: App, code: str, ties: WalkLinks, moment: str = "") -> StandaloneRequest:
    script = app.catalog.script(Phase.SUPERVISION, QUESTION)
    resume = Action(ActionKind.ADD_QUESTION, code, target=moment)
    return StandaloneRequest(script, resume, app.clock.today, ties, code)


def about_question(app: App, question: Question, script_id: str) -> StandaloneWalk:
    """The preparation or the outcome of a question. It starts from the earlier one, which keeps its own day."""
    earlier = question.preparation if script_id == PREPARATION else question.outcome
    today = app.clock.today
    same_day = earlier if earlier and earlier.on == today else None
    carried = earlier or (question.record if script_id == PREPARATION else None)
    request = StandaloneRequest(
        app.catalog.script(Phase.SUPERVISION, script_id),
        Action(_ACTIONS[script_id], target=str(question.number)),
        today,
        replace(question.record.links, about=question.record.id),
        question.client,
        {step: value for step, value in carried.answers.items() if value is not None} if carried else None,
    )
    walk = app.repository.records.walk(same_day.id) if same_day else None
    run = StandaloneWalk(app, request, walk, restart=walk is not None)
    run.asks_carried = True
    return run


def all_questions(app: App, client: Client | None = None) -> tuple[Question, ...]:
    """Every question, or those about a client, oldest first. Their numbers are valid only if all are requested."""
    records = app.repository.records.of(Phase.SUPERVISION, client.id if client else None)
    return questions(records, {each.id: each.code for each in ([client] if client else app.repository.clients.all())})


def readable_question(app: App, question: Question) -> Question:
    """The question with its latest preparation and outcome in words."""
    kept = (question.record, question.preparation, question.outcome)
    record, preparation, outcome = (with_words(app, [each])[0] if each else None for each in kept)
    return replace(
        question,
        record=record or question.record,
        preparations=(preparation,) if preparation else (),
        outcomes=(*question.outcomes[:-1], outcome) if outcome else (),
    )


def moment_of(app: App, question: Question) -> ListedMoment | None:
    """The moment a question is linked to."""
    client = app.repository.clients.find(question.client) if question.record.links.moment else None
    moments = list_moments(app.repository.courses.of(client)) if client else ()
    return next((each for each in moments if each.moment.id == question.record.links.moment), None)


def outcomes_for(app: App, client: Client, sessions: Sequence[date]) -> tuple[WalkRecord, ...]:
    """The outcomes of supervision to take into the client's next session, in words."""
    return with_words(app, to_take_back(all_questions(app, client), sessions))


def chosen_question(app: App, front: Front, typed: str | None) -> Question:
    """The named question, the only waiting one, or the one chosen from several; notes the access.

    Raises NotFound, WrongUse if nobody can choose, Interrupted if nothing is chosen.
    """
    found = _find(app, front, typed)
    log_access(app, app.repository.clients.find(found.client) if found.client else None)
    return found


def none_waiting() -> NotFound:
    """The error for a caseload without a waiting question."""
    return NotFound(_("No question is waiting."), _("Note one with:"), Action(ActionKind.ADD_QUESTION))


def _find(app: App, front: Front, typed: str | None) -> Question:
    every = all_questions(app)
    if typed is not None:
        return find_question(every, typed)
    open_ = without_outcome(every)
    if not open_:
        raise none_waiting()
    if len(open_) == 1:
        return open_[0]
    if not front.interactive:
        raise WrongUse(_("Which question?"), _("Give its number:"), Action(ActionKind.LIST_QUESTIONS))
    rows = [
        f"{each.number:>3}  {plain_day(each.record.on)}  {each.client or '-'}  {one_line(each.text)}" for each in open_
    ]
    question = _("Which question? Its number. Enter leaves it.")
    found = front.choose(question, rows, lambda typed: find_question(every, typed), _("Type a number from the list."))
    if found is None:
        raise Interrupted(_("Nothing was chosen."))
    return found
