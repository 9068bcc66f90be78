"""The practice log: what is practised now, each skill's course, and the rehearsals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
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
    Rehearsed,
    is_rehearsal,
    shown,
)
from alliance_cli.core.walk.records import Record
from alliance_cli.core.wording import counted
from alliance_cli.line.console import words
from alliance_cli.line.views.fit import WithRest, brief
from alliance_cli.line.views.spark import sparkline

LATEST = 5
"""How many rehearsals are told unless all are asked for."""
SPARK = 40
"""How many of the latest self-ratings a line shows."""
NO_SKILL = "no skill named"


def practice_view(practice: Practice, *, unicode: bool, every: bool = False) -> RenderableType:
    """What holds now first, then a part for each skill, then the log, newest last."""
    if practice.now is None:
        return words("Nothing is logged yet. Begin with: alliance practice")
    first, last = practice.log[0].on, practice.log[-1].on
    span = f"{first:%d %b %Y} to {last:%d %b %Y}" if first != last else f"{first:%d %b %Y}"
    lines: list[RenderableType] = [
        words(f"Deliberate practice · {counted(practice.rehearsals, 'rehearsal')} · {span}", "bold"),
        *_now(practice.now),
        *(line for each in practice.skills for line in _skill(each, unicode=unicode)),
    ]
    if practice.used_before:
        sessions = counted(practice.used_before, "session")
        lines += [words(""), words(f"Used in {sessions} before anything was logged here.", "dim")]
    return WithRest(Group(*lines, *_log(practice.log, every=every)), "alliance practice history --json")


def _now(record: Record) -> Iterator[RenderableType]:
    yield words("")
    yield brief(f"Now: {shown(record, SKILL) or NO_SKILL}", "bold")
    yield from _words(record, OBJECTIVE, NEXT_STEP)


def _words(record: Record, *steps: str) -> Iterator[RenderableType]:
    for step in steps:
        if text := shown(record, step):
            yield _indented(f"{step.replace('-', ' ').capitalize()}: {text}")


def _skill(each: Rehearsed, *, unicode: bool) -> Iterator[RenderableType]:
    yield words("")
    yield brief(each.label or NO_SKILL, "bold")
    rated = [rating for rating in each.ratings if rating is not None]
    if rated:
        yield _indented(f"self-rating {sparkline(each.ratings[-SPARK:], unicode=unicode)} last {rated[-1]}")
    sums = [counted(each.rehearsals, "rehearsal")]
    sums += [counted(each.repetitions, "repetition")] if each.repetitions else []
    sums += [counted(each.minutes, "minute")] if each.minutes else []
    yield _indented(" · ".join(sums))
    if each.used:
        yield _indented(f"used in {counted(each.used, 'session')}, as noted in reflections")


def _log(log: Sequence[Record], *, every: bool) -> Iterator[RenderableType]:
    """Each rehearsal in a line, with its words where they are new."""
    told_from = 0 if every else max(0, len(log) - LATEST)
    more = f", the latest {LATEST} of {len(log)}; all with --all" if told_from else ""
    yield words("")
    yield words(f"Log{more}", "bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    before: dict[str, Record] = {}
    for place, record in enumerate(log):
        skill = record.said(SKILL)
        if place >= told_from:
            told = Group(brief(_headline(record)), *_new_words(record, before.get(skill)))
            table.add_row(words(f"{record.on}"), told)
        before[skill] = record
    yield table


def _headline(record: Record) -> str:
    """``talking about the two of you · in role play · 10 times · 12 minutes · rated 7 · feedback: a colleague``"""
    times, minutes = record.number(REPETITIONS), record.number(MINUTES)
    rating, feedback = record.number(RATING), shown(record, FEEDBACK)
    parts = [
        shown(record, SKILL) or NO_SKILL,
        shown(record, HOW),
        "" if times is None else counted(times, "time"),
        "" if minutes is None else counted(minutes, "minute"),
        "" if rating is None else f"rated {rating}",
        f"feedback: {feedback}" if feedback else "",
        "" if is_rehearsal(record) else "not rehearsed",
        "" if record.finished else "not finished",
    ]
    return " · ".join(part for part in parts if part)


def _new_words(record: Record, before: Record | None) -> Iterator[RenderableType]:
    for step in (OBJECTIVE, NEXT_STEP):
        if before is None or before.said(step) != record.said(step):
            yield from _words(record, step)


def _indented(text: str) -> RenderableType:
    return Padding(brief(text), (0, 0, 0, 4))
