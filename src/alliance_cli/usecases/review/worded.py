"""Puts stored walks into words: each answer beside its question as it was worded then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.course.course import Course
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.errors import Mistakes, NotFound
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, Kind, Value
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
from alliance_cli.core.walk.script import Script
from alliance_cli.core.walk.steps import Step, every_step

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App


def with_words(app: App, records: Sequence[WalkRecord]) -> tuple[WalkRecord, ...]:
    """The records with their answers readable: each beside its question as it was worded then.

    A choice that was made in another language has its label in the reader's.
    """
    versions = {record.script_version for record in records}
    scripts = {text: _for_the_reader(app, app.catalog.read_script_version(text)) for text in versions}

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


def _for_the_reader(app: App, script: Script) -> Script:
    """The script as it is or, if the reader speaks another language, with the labels of the present script."""
    if script.language == app.language:
        return script
    try:
        present = app.catalog.find(script.id)
    except (Mistakes, NotFound):
        return script
    if present.language == script.language:
        return script
    kinds = {prompt.id: prompt.kind for prompt in present.prompts}
    return replace(
        script, prompts=tuple(replace(each, kind=_labelled(each.kind, kinds.get(each.id))) for each in script.prompts)
    )


def _labelled(kind: Kind, present: Kind | None) -> Kind:
    """The kind with each option named as in the present one; an option that is gone keeps its label."""
    if not isinstance(kind, ChoiceKind | ChoicesKind) or not isinstance(present, ChoiceKind | ChoicesKind):
        return kind
    labels = {option.value: option.label for option in present.options}
    options = tuple(replace(each, label=labels.get(each.value, each.label)) for each in kind.options)
    return replace(kind, options=options)


def _said(key: str, step: Step | None, value: Value) -> ShownAnswer:
    """One answer; it has no question if the program saved it without asking."""
    return ShownAnswer(key, step.ask, step.kind.show(value)) if step else ShownAnswer(key, "", str(value))
