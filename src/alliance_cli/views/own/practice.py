"""View of the log of deliberate practice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from alliance_cli.core.formatting import plain_day, span_of
from alliance_cli.core.own.practice import (
    FEEDBACK,
    HOW,
    MINUTES,
    NEXT_STEP,
    OBJECTIVE,
    RATING,
    REPETITIONS,
    SKILL,
    Practice,
    SkillPractice,
    is_rehearsal,
    shown_answer,
)
from alliance_cli.core.text import capitalised
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.translation import N_, _, _n
from alliance_cli.views.aloud import DrawnOrSaid, OpenTable, values_in_words
from alliance_cli.views.layout import WithCutHint, excerpt, indented, notes_hint, section
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import sparkline

LATEST = 5
"""How many rehearsals the log shows by default."""
SPARK = 40
"""How many of the latest self-ratings the sparkline shows."""
NO_SKILL = N_("no skill named")


def practice_view(practice: Practice, *, unicode: bool, every: bool = False, notes: bool = True) -> RenderableType:
    """The current skill and goals, each skill, and the log, newest last; ``every`` shows the whole log.

    Without ``notes``, typed text is left out.
    """
    if practice.now is None:
        return literal(_("Nothing is logged yet. Begin with: alliance practice"))
    span = span_of([record.on for record in practice.log])
    lines: list[RenderableType] = [
        literal(" · ".join((_("Deliberate practice"), _rehearsals(practice.rehearsals), span)), "bold"),
        *_now(practice.now, notes=notes),
        *(line for each in practice.skills for line in _skill(each, unicode=unicode)),
    ]
    if practice.used_before:
        used = _n(
            "Used in {count} session before anything was logged here.",
            "Used in {count} sessions before anything was logged here.",
            practice.used_before,
        )
        lines += [literal(""), literal(used, "dim")]
    lines += [*_log(practice.log, every=every, notes=notes), *([] if notes else [literal(""), notes_hint()])]
    return WithCutHint(Group(*lines), "alliance practice history --json --notes")


def _now(record: WalkRecord, *, notes: bool) -> Iterator[RenderableType]:
    yield literal("")
    yield excerpt(_("Now: {skill}", skill=shown_answer(record, SKILL) or _(NO_SKILL)), "bold")
    yield from _texts(record, *((OBJECTIVE, NEXT_STEP) if notes else ()))


def _texts(record: WalkRecord, *steps: str) -> Iterator[RenderableType]:
    for step in steps:
        if text := shown_answer(record, step):
            yield _indented(f"{capitalised(step_in_words(step))}: {text}")


def _skill(each: SkillPractice, *, unicode: bool) -> Iterator[RenderableType]:
    yield literal("")
    yield excerpt(each.label or _(NO_SKILL), "bold")
    rated = [rating for rating in each.ratings if rating is not None]
    if rated:
        latest = each.ratings[-SPARK:]

        def told(course: str) -> str:
            return _("self-rating {course} last {rating}", course=course, rating=rated[-1])

        drawn = literal(told(sparkline(latest, unicode=unicode)))
        yield indented(DrawnOrSaid(drawn, lambda: told(f"{values_in_words(latest)};")))
    sums = [_rehearsals(each.rehearsals)]
    sums += [_n("{count} repetition", "{count} repetitions", each.repetitions)] if each.repetitions else []
    sums += [_minutes(each.minutes)] if each.minutes else []
    yield _indented(" · ".join(sums))
    if each.used:
        used = _n(
            "used in {count} session, as noted in reflections",
            "used in {count} sessions, as noted in reflections",
            each.used,
        )
        yield _indented(used)


def _rehearsals(count: int) -> str:
    return _n("{count} rehearsal", "{count} rehearsals", count)


def _minutes(count: int) -> str:
    return _n("{count} minute", "{count} minutes", count)


def _log(log: Sequence[WalkRecord], *, every: bool, notes: bool) -> Iterator[RenderableType]:
    """Each rehearsal on one line, followed by the objective and next step if they changed."""
    first_shown = 0 if every else max(0, len(log) - LATEST)
    part = _("Log, the latest {shown} of {count}; all with --all", shown=LATEST, count=len(log))
    yield from section(part if first_shown else _("Log"))
    table = OpenTable.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    before: dict[str, WalkRecord] = {}
    for place, record in enumerate(log):
        skill = record.said(SKILL)
        if place >= first_shown:
            texts = _changed_texts(record, before.get(skill)) if notes else ()
            entry = Group(excerpt(_headline(record, notes=notes)), *texts)
            table.add_row(literal(plain_day(record.on)), entry)
        before[skill] = record
    yield table


def _headline(record: WalkRecord, *, notes: bool) -> str:
    """``talking about the relationship · in role play · 10 times · 12 minutes · rated 7 · feedback: a colleague``"""
    times, minutes = record.number(REPETITIONS), record.number(MINUTES)
    rating, feedback = record.number(RATING), shown_answer(record, FEEDBACK)
    parts = [
        shown_answer(record, SKILL) or _(NO_SKILL),
        shown_answer(record, HOW),
        "" if times is None else _n("{count} time", "{count} times", times),
        "" if minutes is None else _minutes(minutes),
        "" if rating is None else _("rated {rating}", rating=rating),
        _("feedback: {from_whom}", from_whom=feedback) if feedback and notes else "",
        "" if is_rehearsal(record) else _("not rehearsed"),
        "" if record.finished else _("not finished"),
    ]
    return " · ".join(part for part in parts if part)


def _changed_texts(record: WalkRecord, before: WalkRecord | None) -> Iterator[RenderableType]:
    for step in (OBJECTIVE, NEXT_STEP):
        if before is None or before.said(step) != record.said(step):
            yield from _texts(record, step)


def _indented(text: str) -> RenderableType:
    return indented(excerpt(text))
