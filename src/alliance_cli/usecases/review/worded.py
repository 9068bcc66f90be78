"""Puts stored walks into words: each answer beside its question as it was worded then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
from alliance_cli.core.walk.steps import Step, every_step

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def with_words(app: App, records: Sequence[WalkRecord]) -> tuple[WalkRecord, ...]:
    """The records with their answers readable: each beside its question as it was worded then."""
    scripts = {text: app.catalog.read_script_version(text) for text in {record.script_version for record in records}}

    def said(record: WalkRecord) -> tuple[ShownAnswer, ...]:
        steps = {step.key: step for step in every_step(scripts[record.script_version], record.answers)}
        order = (*steps, *(key for key in record.answers if key not in steps))
        kept = [(key, value) for key in order if (value := record.answers.get(key)) is not None]
        return tuple(_said(key, steps.get(key), value) for key, value in kept)

    return tuple(replace(record, words=said(record)) for record in records)


def readable(app: App, course: Course) -> Course:
    """The course with the repairs of its ruptures in words."""
    repairs = [repair for record in course.records for moment in record.moments for repair in moment.repairs]
    if not repairs:
        return course
    worded = {repair.id: repair for repair in with_words(app, repairs)}

    def reworded(moment: Moment) -> Moment:
        return replace(moment, repairs=tuple(worded[repair.id] for repair in moment.repairs))

    records = (replace(each, moments=tuple(map(reworded, each.moments))) for each in course.records)
    return replace(course, records=tuple(records))


def readable_moment(app: App, moment: Moment) -> Moment:
    """The moment with its repairs in words."""
    return replace(moment, repairs=with_words(app, moment.repairs))


def _said(key: str, step: Step | None, value: Value) -> ShownAnswer:
    """One answer; it has no question if the program saved it without asking."""
    return ShownAnswer(key, step.ask, step.kind.show(value)) if step else ShownAnswer(key, "", str(value))
