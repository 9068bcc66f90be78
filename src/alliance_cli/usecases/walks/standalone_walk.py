"""Walks apart from the three moments of a session: a repair, a revision of the tailoring, a practice, a check-in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Course, Moment
from alliance_cli.core.walk.interview import Answers, Step, every_step
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.records import NO_LINKS, ShownAnswer, WalkLinks, WalkRecord
from alliance_cli.core.walk.script import Script
from alliance_cli.usecases.walks.walk_run import WalkRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alliance_cli.storage.topics.walks import Walk


@dataclass(frozen=True, slots=True)
class Apart:
    """What a walk apart from the sessions is about, and how it is taken up again."""

    script: Script
    command: str
    """The words after ``alliance`` that take it up again."""
    on: date
    links: WalkLinks = NO_LINKS
    subject: tuple[str, ...] = ()
    """The client's code, where it is about one."""
    carried: Answers | None = None
    """Answers of an earlier walk that this one begins with; Enter keeps each."""


class StandaloneWalk(WalkRun):
    """A walk apart from the sessions. ``walk`` is one that was begun and not finished, if there is one."""

    def __init__(self, app: App, apart: Apart, walk: Walk | None = None, *, restart: bool = False) -> None:
        super().__init__(app, walk, restart=restart)
        self.apart = apart
        resumed = walk is not None and not self.reviews
        self.script = app.catalog.read_script_version(walk.script_version) if walk and resumed else apart.script
        self.reviews = self.reviews or (walk is None and bool(apart.carried))

    @property
    def about(self) -> tuple[str, ...]:
        return (*self.apart.subject, f"{self.apart.on:%a %d %b %Y}")

    @property
    def go_on(self) -> str:
        return f"alliance {self.apart.command}"

    def known(self) -> Answers:
        return super().known() if self.walk else self.apart.carried or {}

    def _begin(self, version: str) -> Walk:
        records, walks = self.app.repository.records, self.app.repository.walks
        if self.walk is not None:
            records.switch_version(self.walk, version)
            return self.walk
        walk = records.begin(self.script, version, self.apart.links, self.apart.on)
        carried = self.apart.carried or {}
        steps = every_step(self.script, carried)
        walks.save(walk, [(step, carried[step.key]) for step in steps if step.key in carried], self.how)
        return walk


def carrying(app: App, apart: Apart, *, restart: bool = False) -> StandaloneWalk:
    """A walk that begins with the answers of the last one of its kind.

    One that was begun and not finished is taken up again, and asks everything, since it holds carried answers.
    """
    records = app.repository.records
    kept = [record for record in records.of(apart.script.phase, apart.links.client or None) if record.finished]
    answers = kept[-1].answers if kept else {}
    carried = {step: value for step, value in answers.items() if value is not None}
    unfinished = records.unfinished(apart.script.phase, apart.links)
    return StandaloneWalk(app, replace(apart, carried=carried), unfinished, restart=restart or bool(carried))


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
    """The course with what was done about its ruptures in words."""
    repairs = [repair for record in course.records for moment in record.moments for repair in moment.repairs]
    if not repairs:
        return course
    worded = {repair.id: repair for repair in with_words(app, repairs)}

    def reworded(moment: Moment) -> Moment:
        return replace(moment, repairs=tuple(worded[repair.id] for repair in moment.repairs))

    records = (replace(each, moments=tuple(map(reworded, each.moments))) for each in course.records)
    return replace(course, records=tuple(records))


def _said(key: str, step: Step | None, value: Value) -> ShownAnswer:
    """What was kept, also where the program kept it with the walk without asking."""
    return ShownAnswer(key, step.ask, step.kind.show(value)) if step else ShownAnswer(key, "", str(value))
