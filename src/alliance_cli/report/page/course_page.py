"""The page of one client's course."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from alliance_cli.command_lines import HELD_BACK, command_line
from alliance_cli.core.course.completeness import completeness
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.ratings import SCALES, TENSION_SCALES, Rater
from alliance_cli.core.report.course_report import CourseReport
from alliance_cli.core.voices.voices import voices
from alliance_cli.core.walk.hand_over import held_back_action
from alliance_cli.core.walk.moment_kinds import MomentKind, moment_word
from alliance_cli.report.page.course_charts import means_figure
from alliance_cli.report.page.course_table import goal_rows, score_rows, session_rows, tension_rows
from alliance_cli.report.page.goal_charts import goal_figures
from alliance_cli.report.page.rating_charts import plane_figure, rating_figures
from alliance_cli.report.page.score_charts import score_figures
from alliance_cli.report.page.templating import page
from alliance_cli.report.page.words import MEAN, on_day, scale_head
from alliance_cli.translation import N_, _, _n

LIMITS = (
    N_(
        "What stands out is a reason to ask, never a finding: in 100 calm sessions of simulated courses the "
        "own-baseline rule raised two to four false flags, and the rule does not rest on clinical data."
    ),
    N_(
        "If nothing stands out, a rupture may still have happened: most ratings are high, and much tension is never "
        "mentioned."
    ),
)
"""The limits of flags, in two sentences. The figures are those of the own-baseline rule's explanation."""
_PRINTED = 4
"""How many of the latest flags are printed."""


class Remark(NamedTuple):
    """A flag in words; an ``earlier`` one is left out when the page is printed."""

    where: str
    says: str
    earlier: bool


class MomentEntry(NamedTuple):
    """A moment with everything that was typed about it: a heading, and a label for each text."""

    heading: str
    texts: tuple[tuple[str, str], ...]


def course_page(report: CourseReport, made_on: date) -> str:
    """The whole page as HTML."""
    code = report.course.client.code
    has_sessions = bool(report.course.records)
    plane = plane_figure(report)
    return page(
        "course.html",
        {
            "title": _("{client}: the course of the alliance", client=code),
            "when": _period(report),
            "holds": holds(made_on, notes=report.notes),
            "counts": tuple(_counts(report)),
            "in_words": tuple(_in_words(report)),
            "means": means_figure(report) if has_sessions else None,
            "ratings": rating_figures(report),
            "small": (*((plane,) if plane else ()), *score_figures(report), *goal_figures(report)),
            "remarks": tuple(_remarks(report)),
            "moments": tuple(map(_moment, report.moments)) if report.notes else (),
            "rows": session_rows(report),
            "tension": tension_rows(report),
            "tension_scales": tuple(map(scale_head, TENSION_SCALES)),
            "scores": score_rows(report),
            "goals": goal_rows(report),
            "scales": tuple(map(scale_head, (*SCALES, MEAN))),
            "limits": tuple(map(_, LIMITS)),
            "words": _headings(),
        },
    )


def _headings() -> dict[str, str]:
    return {
        "chart": _("chart"),
        "in_words": _("In words"),
        "each": _("Each rating"),
        "stands_out": _("What stands out"),
        "nothing": _("Nothing in the numbers stands out."),
        "moments": _("Moments, and what was done"),
        "table": _("Session by session"),
        "tension": _("After tension, from 1 to 10"),
        "scores": _("Instruments"),
        "goals": _("Goals, from 0 to 10"),
        "goal": _("goal"),
        "reached": _("reached"),
        "number": _("No."),
        "day": _("date"),
        "client": _("client"),
        "clinician": _("you"),
        "expected": _("expected"),
        "remarks": _("remarks"),
        "instrument": _("instrument"),
        "rater": _("by"),
        "total": _("total"),
        "printed": _("On paper only the latest rows are shown; the file has all."),
        "none": _("No session is kept yet."),
        "limits": _("What this can and cannot say"),
    }


def _period(report: CourseReport) -> str:
    records = report.course.records
    if not records:
        return ""
    first, last = on_day(records[0].session.on), on_day(records[-1].session.on)
    return _("{first} to {last}", first=first, last=last)


def holds(made_on: date, *, notes: bool) -> str:
    """The line that says what a page contains, when it was made, and that it is not encrypted."""
    day = on_day(made_on)
    if notes:
        return _(
            "Made on {day}. This page holds process notes beside ratings, scores and dates. It is not encrypted: "
            "anyone who has it can read it.",
            day=day,
        )
    return _(
        "Made on {day}. This page holds ratings, scores and dates, and no notes. It is not encrypted: anyone who has "
        "it can read it.",
        day=day,
    )


def _counts(report: CourseReport) -> Iterator[tuple[str, int]]:
    counted = completeness(report.course)
    yield _n("session held", "sessions held", counted.sessions), counted.sessions
    yield _("reflected on"), counted.reflected
    yield _("rated by the client"), counted.client_rated
    yield _("missed"), counted.missed
    if counted.held_back:
        yield _("with answers by the client that are not shown yet"), counted.held_back


def _in_words(report: CourseReport) -> Iterator[str]:
    for each in report.course.held_back:
        do = command_line(held_back_action(report.course.client.code, each))
        yield _(HELD_BACK, day=on_day(each.session.on), command=do)
    named = report.picture.patterns
    client, mine = named.get(Rater.CLIENT), named.get(Rater.CLINICIAN)
    if client is None:
        yield _("The course of the client's ratings has no clear pattern yet.")
    elif client.asks_for_a_conversation:
        yield _("The course of the client's ratings: {pattern}. Worth a conversation.", pattern=client.in_words)
    else:
        yield _("The course of the client's ratings: {pattern}.", pattern=client.in_words)
    if mine is not None:
        yield _("The course of your ratings: {pattern}.", pattern=mine.in_words)
    heard = voices(report.course)
    yield from (each.says for each in (heard.overall,) if each)


def _remarks(report: CourseReport) -> Iterator[Remark]:
    sessions = {record.session.id: record.session for record in report.course.records}
    for place, flag in enumerate(report.flags):
        session = sessions[flag.session]
        where = _("Session {number}, {day}", number=session.number, day=on_day(session.on))
        yield Remark(where, flag.says, place < len(report.flags) - _PRINTED)


def _moment(listed: ListedMoment) -> MomentEntry:
    return MomentEntry(_moment_heading(listed), tuple(_moment_texts(listed)))


def _moment_heading(listed: ListedMoment) -> str:
    moment = listed.moment
    where = {"number": listed.session, "day": on_day(moment.on)}
    if moment.kind is MomentKind.STRONG:
        return _("Session {number}, {day}: a strong moment", **where)
    if moment.state is None:
        return _("Session {number}, {day}: a possible rupture", **where)
    return _("Session {number}, {day}: a possible rupture, {state}", state=moment.state.in_words, **where)


def _moment_texts(listed: ListedMoment) -> Iterator[tuple[str, str]]:
    moment = listed.moment
    noted = (
        (_("What happened"), moment.note),
        (_("About"), moment_word(moment.component)),
        (_("Kind"), moment_word(moment.marker)),
        (_("Signs"), ", ".join(map(moment_word, moment.signs))),
        (_("Who noticed"), moment_word(moment.noticed_by)),
        (_("Your own part"), moment.own_part),
        (_("Plan"), moment.plan),
    )
    yield from ((label, text) for label, text in noted if text)
    for repair in moment.repairs:
        for said in repair.words:
            label = said.asked or said.label
            yield _("Repair, {day}: {asked}", day=on_day(repair.on), asked=label), said.shown
    if listed.resolved is not None:
        yield _("Settled in session"), str(listed.resolved)
