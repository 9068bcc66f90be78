"""Questions for supervision: the list, and one in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from alliance_cli.core.course.entities import Moment
from alliance_cli.core.own.supervision import Question
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import excerpt, indented, notes_hint, section
from alliance_cli.line.views.moments import moment_view


def questions_view(every: Sequence[Question], *, notes: bool) -> RenderableType:
    """The list of questions: the beginning of each with ``notes``, and how far it has come."""
    if not every:
        return literal("No question waits. Note one with: alliance supervise add")
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for each in every:
        begins = (str(each.number), f"{each.record.on}", literal(each.client or "-"))
        if notes:
            table.add_row(*begins, excerpt(" ".join(each.text.split()), "dim" if each.is_done else "bold"))
            begins = ("", "", literal(""))
        table.add_row(*begins, excerpt(_standing(each, notes=notes)))
    return table if notes else Group(table, literal(""), notes_hint())


def _standing(question: Question, *, notes: bool) -> str:
    """How far a question has come, on one line."""
    if question.outcome and question.is_done:
        came_of_it = _first(question.outcome) if notes else ""
        return " ".join(f"done {question.outcome.on}: {came_of_it}".split()).removesuffix(":")
    if question.preparation is None:
        return "not prepared yet"
    labels = ", ".join(step.replace("-", " ") for step in _answered(question.preparation))
    return f"prepared{'' if question.preparation.finished else ' so far'}: {labels}"


def question_view(question: Question, moment: Moment | None = None) -> RenderableType:
    """One question with its preparation and outcome; ``moment`` is the one it refers to."""
    head = (f"Question {question.number}", question.client, f"{question.record.on}")
    lines: list[RenderableType] = [literal(" · ".join(part for part in head if part), "bold")]
    lines += _said(question.record)
    if moment:
        lines += [literal(""), moment_view(moment, whole=True)]
    for title, record in (("Prepared", question.preparation), ("What came of it", question.outcome)):
        if record:
            ending = "" if record.finished else ", not finished"
            lines += [*section(f"{title} {record.on}{ending}"), *_said(record)]
    return Group(*lines)


def _said(record: WalkRecord) -> Iterator[RenderableType]:
    for said in record.words:
        yield literal(said.asked or said.label, "dim")
        yield indented(literal(said.shown))


def _answered(record: WalkRecord) -> list[str]:
    return [step for step, value in record.answers.items() if value is not None]


def _first(record: WalkRecord) -> str:
    steps = _answered(record)
    return record.said("outcome") or (record.said(steps[0]) if steps else "")
