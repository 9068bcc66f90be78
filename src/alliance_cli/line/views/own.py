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
from alliance_cli.core.walk.kinds import OWN_SCALES
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.core.wording import counted
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import WideOrNarrow, WithCutHint, excerpt, indented, notes_hint, open_table, section
from alliance_cli.line.views.plot import sparkline

LATEST = 5
"""How many rehearsals the log shows by default."""
SPARK = 40
"""How many of the latest self-ratings the sparkline shows."""
NO_SKILL = "no skill named"


def practice_view(practice: Practice, *, unicode: bool, every: bool = False, notes: bool = True) -> RenderableType:
    """The current skill and goals, then each skill, then the log, newest last; ``every`` shows the whole log.

    Without ``notes`` what was typed is left out.
    """
    if practice.now is None:
        return literal("Nothing is logged yet. Begin with: alliance practice")
    span = _span([record.on for record in practice.log])
    lines: list[RenderableType] = [
        literal(f"Deliberate practice · {counted(practice.rehearsals, 'rehearsal')} · {span}", "bold"),
        *_now(practice.now, notes=notes),
        *(line for each in practice.skills for line in _skill(each, unicode=unicode)),
    ]
    if practice.used_before:
        sessions = counted(practice.used_before, "session")
        lines += [literal(""), literal(f"Used in {sessions} before anything was logged here.", "dim")]
    lines += [*_log(practice.log, every=every, notes=notes), *([] if notes else [literal(""), notes_hint()])]
    return WithCutHint(Group(*lines), "alliance practice history --json --notes")


def _now(record: WalkRecord, *, notes: bool) -> Iterator[RenderableType]:
    yield literal("")
    yield excerpt(f"Now: {shown_answer(record, SKILL) or NO_SKILL}", "bold")
    yield from _texts(record, *((OBJECTIVE, NEXT_STEP) if notes else ()))


def _texts(record: WalkRecord, *steps: str) -> Iterator[RenderableType]:
    for step in steps:
        if text := shown_answer(record, step):
            yield _indented(f"{step.replace('-', ' ').capitalize()}: {text}")


def _skill(each: SkillPractice, *, unicode: bool) -> Iterator[RenderableType]:
    yield literal("")
    yield excerpt(each.label or NO_SKILL, "bold")
    rated = [rating for rating in each.ratings if rating is not None]
    if rated:
        yield _indented(f"self-rating {sparkline(each.ratings[-SPARK:], unicode=unicode)} last {rated[-1]}")
    sums = [counted(each.rehearsals, "rehearsal")]
    sums += [counted(each.repetitions, "repetition")] if each.repetitions else []
    sums += [counted(each.minutes, "minute")] if each.minutes else []
    yield _indented(" · ".join(sums))
    if each.used:
        yield _indented(f"used in {counted(each.used, 'session')}, as noted in reflections")


def _log(log: Sequence[WalkRecord], *, every: bool, notes: bool) -> Iterator[RenderableType]:
    """Each rehearsal on one line, with objective and next step where they changed."""
    first_shown = 0 if every else max(0, len(log) - LATEST)
    more = f", the latest {LATEST} of {len(log)}; all with --all" if first_shown else ""
    yield from section(f"Log{more}")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    before: dict[str, WalkRecord] = {}
    for place, record in enumerate(log):
        skill = record.said(SKILL)
        if place >= first_shown:
            texts = _changed_texts(record, before.get(skill)) if notes else ()
            entry = Group(excerpt(_headline(record, notes=notes)), *texts)
            table.add_row(literal(f"{record.on}"), entry)
        before[skill] = record
    yield table


def _headline(record: WalkRecord, *, notes: bool) -> str:
    """``talking about the relationship · in role play · 10 times · 12 minutes · rated 7 · feedback: a colleague``"""
    times, minutes = record.number(REPETITIONS), record.number(MINUTES)
    rating, feedback = record.number(RATING), shown_answer(record, FEEDBACK)
    parts = [
        shown_answer(record, SKILL) or NO_SKILL,
        shown_answer(record, HOW),
        "" if times is None else counted(times, "time"),
        "" if minutes is None else counted(minutes, "minute"),
        "" if rating is None else f"rated {rating}",
        f"feedback: {feedback}" if feedback and notes else "",
        "" if is_rehearsal(record) else "not rehearsed",
        "" if record.finished else "not finished",
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
        return literal("No check-in yet. One minute, for yourself alone: alliance selfcare")
    span = f"{counted(len(check_ins), 'check-in')} · {_span([each.on for each in check_ins])}"
    parts: list[RenderableType] = [literal(span, "bold"), literal("")]
    parts.append(WideOrNarrow(*(_ratings(check_ins[-width:], unicode=unicode) for width in (_LONG, _SHORT))))
    parts += [literal("load: a high one is the heavy one", "dim"), *_low(check_ins, settings)]
    restores = "  ".join(f"{labels.get(name, name)} {count}" for name, count in most_restoring(check_ins))
    if restores:
        parts += [*section("Restored you most often"), indented(literal(restores))]
    parts += _written(check_ins, all_=all_) if notes else [literal(""), notes_hint()]
    return WithCutHint(Group(*parts), "alliance selfcare history --json --notes")


def _span(dates: Sequence[date]) -> str:
    first, last = (f"{each:%d %b %Y}" for each in (dates[0], dates[-1]))
    return first if first == last else f"{first} to {last}"


def _ratings(shown: Sequence[CheckIn], *, unicode: bool) -> Table:
    table = open_table("", "course", "last", right=("last",))
    for scale in OWN_SCALES:
        values = [each.ratings.get(scale) for each in shown]
        last = next((value for value in reversed(values) if value is not None), "-")
        table.add_row(scale, sparkline(values, unicode=unicode), str(last))
    return table


def _low(check_ins: Sequence[CheckIn], settings: SelfCareSettings) -> Iterator[RenderableType]:
    low, row = sum(each.is_low(settings) for each in check_ins), low_in_a_row(check_ins, settings)
    if low:
        lately = f", the last {row} in a row" if row > 1 else ", the last one" if row else ""
        yield literal(f"Low: {low} of {len(check_ins)}{lately}.")


def _written(check_ins: Sequence[CheckIn], *, all_: bool) -> Iterator[RenderableType]:
    written = [each for each in check_ins if each.line or each.restores_too]
    shown = written if all_ else written[-_WRITTEN:]
    if not shown:
        return
    more = f", the latest {len(shown)} of {len(written)}; all with --all" if len(shown) < len(written) else ""
    yield from section(f"What you wrote{more}")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    for each in shown:
        too = f"Restored by: {each.restores_too}" if each.restores_too else ""
        table.add_row(str(each.on), Group(*(excerpt(text) for text in (each.line, too) if text)))
    yield indented(table)
