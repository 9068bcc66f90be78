"""Views of supervision questions: the list, and one question in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from alliance_cli.core.course.moment import Moment
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.own.supervision import Question
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.translation import N_, _
from alliance_cli.views.aloud import OpenTable
from alliance_cli.views.layout import excerpt, indented, notes_hint, section
from alliance_cli.views.literal import literal
from alliance_cli.views.moments import moment_view


def questions_view(every: Sequence[Question], *, notes: bool) -> RenderableType:
    """The list of questions with their status; ``notes`` adds the beginning of each."""
    if not every:
        return literal(_("No question is waiting. Note one with: alliance supervise add"))
    table = OpenTable.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for each in every:
        begins = (str(each.number), plain_day(each.record.on), literal(each.client or "-"))
        if notes:
            table.add_row(*begins, excerpt(" ".join(each.text.split()), "dim" if each.is_done else "bold"))
            begins = ("", "", literal(""))
        table.add_row(*begins, excerpt(_standing(each, notes=notes)))
    return table if notes else Group(table, literal(""), notes_hint())


def _standing(question: Question, *, notes: bool) -> str:
    """The status of a question on one line."""
    if question.outcome and question.is_done:
        came_of_it = _first(question.outcome) if notes else ""
        done = _("done {day}", day=plain_day(question.outcome.on))
        return " ".join(f"{done}: {came_of_it}".split()) if came_of_it else done
    if question.preparation is None:
        return _("not prepared yet")
    steps = ", ".join(map(step_in_words, _answered(question.preparation)))
    if question.preparation.finished:
        return _("prepared: {steps}", steps=steps)
    return _("prepared so far: {steps}", steps=steps)


def question_view(question: Question, moment: Moment | None = None) -> RenderableType:
    """One question with its preparation and outcome; ``moment`` is the moment it refers to."""
    head = (_("Question {number}", number=question.number), question.client, plain_day(question.record.on))
    lines: list[RenderableType] = [literal(" · ".join(part for part in head if part), "bold")]
    lines += _said(question.record)
    if moment:
        lines += [literal(""), moment_view(moment, whole=True)]
    for titles, record in ((_PREPARED, question.preparation), (_CAME_OF_IT, question.outcome)):
        if record:
            title = _(titles[record.finished], day=plain_day(record.on))
            lines += [*section(title), *_said(record)]
    return Group(*lines)


_PREPARED = N_("Prepared {day}, not finished"), N_("Prepared {day}")
_CAME_OF_IT = N_("What came of it {day}, not finished"), N_("What came of it {day}")


def _said(record: WalkRecord) -> Iterator[RenderableType]:
    for said in record.words:
        yield literal(said.asked or said.label, "dim")
        yield indented(literal(said.shown))


def _answered(record: WalkRecord) -> list[str]:
    return [step for step, value in record.answers.items() if value is not None]


def _first(record: WalkRecord) -> str:
    steps = _answered(record)
    return record.said("outcome") or (record.said(steps[0]) if steps else "")
