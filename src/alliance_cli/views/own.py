"""The clinician's own records: deliberate practice and self-care check-ins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table

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
from alliance_cli.core.own.self_care import CheckIn, low_in_a_row, most_restoring
from alliance_cli.core.settings import SelfCareSettings
from alliance_cli.core.walk.kinds import OWN_SCALES, scale_in_words
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.walk.step_names import step_in_words
from alliance_cli.core.wording import DATE, day_in_words, plain_day
from alliance_cli.translation import N_, NC_, _, _n
from alliance_cli.views.aloud import DrawnOrSaid, OpenTable, values_in_words
from alliance_cli.views.layout import WideOrNarrow, WithCutHint, excerpt, indented, notes_hint, open_table, section
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import drawn_values, sparkline

LATEST = 5
"""How many rehearsals the log shows by default."""
SPARK = 40
"""How many of the latest self-ratings the sparkline shows."""
NO_SKILL = N_("no skill named")


def practice_view(practice: Practice, *, unicode: bool, every: bool = False, notes: bool = True) -> RenderableType:
    """The current skill and goals, then each skill, then the log, newest last; ``every`` shows the whole log.

    Without ``notes`` what was typed is left out.
    """
    if practice.now is None:
        return literal(_("Nothing is logged yet. Begin with: alliance practice"))
    span = _span([record.on for record in practice.log])
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
            name = step_in_words(step)
            yield _indented(f"{name[:1].upper()}{name[1:]}: {text}")


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
    """Each rehearsal on one line, with objective and next step where they changed."""
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


_LONG, _SHORT = 40, 16
"""How many check-ins the course shows on a wide and on a narrow screen."""
_WRITTEN = 5
"""How many of the latest check-ins with text are shown by default."""


def self_care_view(
    check_ins: Sequence[CheckIn],
    settings: SelfCareSettings,
    labels: Mapping[str, str],
    *,
    unicode: bool,
    all_: bool = False,
    notes: bool = True,
) -> RenderableType:
    """The course, oldest first; ``labels`` name the choices by id, and ``all_`` shows every text.

    Without ``notes`` what was typed is left out.
    """
    if not check_ins:
        return literal(_("No check-in yet. One minute, for yourself alone: alliance selfcare"))
    count = _n("{count} check-in", "{count} check-ins", len(check_ins))
    span = f"{count} · {_span([each.on for each in check_ins])}"
    parts: list[RenderableType] = [literal(span, "bold"), literal("")]
    parts.append(WideOrNarrow(*(_ratings(check_ins[-width:], unicode=unicode) for width in (_LONG, _SHORT))))
    parts += [literal(_("load: a high number means a heavy load"), "dim"), *_low(check_ins, settings)]
    restores = "  ".join(f"{labels.get(name, name)} {count}" for name, count in most_restoring(check_ins))
    if restores:
        parts += [*section(_("Restored you most often")), indented(literal(restores))]
    parts += _written(check_ins, all_=all_) if notes else [literal(""), notes_hint()]
    return WithCutHint(Group(*parts), "alliance selfcare history --json --notes")


def _span(dates: Sequence[date]) -> str:
    first, last = (day_in_words(each, DATE) for each in (dates[0], dates[-1]))
    return first if first == last else _("{first} to {last}", first=first, last=last)


def _ratings(shown: Sequence[CheckIn], *, unicode: bool) -> Table:
    latest = NC_("heading", "last")
    table = open_table("", NC_("heading", "course"), latest, right=(latest,))
    for scale in OWN_SCALES:
        values = [each.ratings.get(scale) for each in shown]
        last = next((value for value in reversed(values) if value is not None), "-")
        table.add_row(scale_in_words(scale), drawn_values(values, unicode=unicode), str(last))
    return table


def _low(check_ins: Sequence[CheckIn], settings: SelfCareSettings) -> Iterator[RenderableType]:
    low, row = sum(each.is_low(settings) for each in check_ins), low_in_a_row(check_ins, settings)
    if low:
        count = len(check_ins)
        if not row:
            yield literal(_("Low: {low} of {count}.", low=low, count=count))
        elif row == 1:
            yield literal(_("Low: {low} of {count}, the last one.", low=low, count=count))
        else:
            yield literal(_("Low: {low} of {count}, the last {row} in a row.", low=low, count=count, row=row))


def _written(check_ins: Sequence[CheckIn], *, all_: bool) -> Iterator[RenderableType]:
    written = [each for each in check_ins if each.line or each.restores_too]
    shown = written if all_ else written[-_WRITTEN:]
    if not shown:
        return
    count = len(written)
    part = _("What you wrote, the latest {shown} of {count}; all with --all", shown=len(shown), count=count)
    yield from section(part if len(shown) < count else _("What you wrote"))
    table = OpenTable.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    for each in shown:
        too = _("Restored by: {what}", what=each.restores_too) if each.restores_too else ""
        table.add_row(plain_day(each.on), Group(*(excerpt(text) for text in (each.line, too) if text)))
    yield indented(table)
