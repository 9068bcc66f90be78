"""Views of a client's course as tables: sessions, ratings, moments and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from alliance_cli.core.course.completeness import completeness
from alliance_cli.core.course.course import Course, KeptAnswer, SessionRecord
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.ratings import SCALES, Rater
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.translation import N_, NC_, _, _c, _n
from alliance_cli.views.aloud import DrawnOrSaid
from alliance_cli.views.course.held_back import held_back_lines
from alliance_cli.views.course.ratings import ratings_view
from alliance_cli.views.course.table_words import counted, missed_in_words, summary_in_words, table_in_words
from alliance_cli.views.layout import ResponsiveTable, indented, notes_hint, open_table, section
from alliance_cli.views.literal import literal
from alliance_cli.views.moments import mark_line, moment_view

if TYPE_CHECKING:
    from alliance_cli.core.course.missed import MissedSession
    from alliance_cli.core.course.session_admin import SessionSummary
    from alliance_cli.usecases.caseload.joining import SessionJoin

_WALKS = NC_("letters", "PSR")
"""The letters for the three walks of a session; a small letter means unfinished."""
_SCALES = NC_("letters", "ugtb")
"""The letters for the quick ratings."""
_WALKS_LEGEND = N_("PSR prepared, session, reflected (small: unfinished)")
_LEGEND = N_("u g t b understood, goals, tasks, bond\n+ strong moments · ! possible ruptures (open of all)")
_COUNTS = {
    (False, False): N_("{sessions}, {reflected} reflected on, {rated} rated by the client."),
    (False, True): N_("{sessions}, {reflected} reflected on, {rated} rated by the client, {missed} missed."),
    (True, False): N_(
        "{sessions}, {reflected} reflected on, {rated} rated by the client, {held} with answers that wait for your "
        "ratings."
    ),
    (True, True): N_(
        "{sessions}, {reflected} reflected on, {rated} rated by the client, {held} with answers that wait for your "
        "ratings, {missed} missed."
    ),
}
"""How much was recorded, by whether any answers are held back and whether any session was missed."""
_TENSION_LEGEND = N_("? tension reported when asked, and by whom")


def history_view(
    course: Course,
    shown: Sequence[SessionRecord],
    *,
    unicode: bool,
    answers: Sequence[KeptAnswer] = (),
    also: Sequence[RenderableType] = (),
    notes: bool = False,
) -> RenderableType:
    """The sessions ``shown`` as a table, then ratings, moments and answers.

    Counts and open ruptures cover the whole course. ``notes`` adds the full text about moments.
    """
    if not course.records and not course.missed:
        return Group(literal(_("{client}: no session kept yet.", client=course.client.code)), *also)
    parts: list[RenderableType] = [*table_view(course, shown), literal("")]
    parts.append(ratings_view(shown, unicode=unicode))
    parts += _moments_view(course, shown, notes=notes)
    parts += _marks(shown) if notes else []
    if answers:
        parts += [*section(_("Answers")), *_answers(shown, answers)]
    parts += also
    parts += [part for each in held_back_lines(course.client.code, shown) for part in (literal(""), each)]
    return Group(*parts, literal(""), literal(counts_of(course, len(shown))))


def _moments_view(course: Course, shown: Sequence[SessionRecord], *, notes: bool) -> list[RenderableType]:
    """Open ruptures from other sessions, then the moments of these sessions."""
    moments = [moment for record in shown for moment in record.moments]
    older = [moment for moment in course.open_ruptures if moment not in moments]
    told = [moment_view(each, whole=True, notes=notes) for each in (*older, *moments)]
    return [*section(_("Moments")), *told, *([] if notes else [notes_hint()])] if told else []


def _marks(shown: Sequence[SessionRecord]) -> list[RenderableType]:
    """The short notes made during sessions, and the marks that are not worded yet."""
    told = [
        literal(f"{plain_day(record.session.on)}  {mark_line(each)}")
        for record in shown
        for each in record.marks
        if not each.settled
    ]
    return [*section(_("Marked while a session ran")), *told] if told else []


def table_view(course: Course, shown: Sequence[SessionRecord]) -> tuple[RenderableType, RenderableType]:
    """The table and its legend; one row for each session shown and each session missed since the first of them."""
    moments, letters = NC_("heading", "moments"), "".join(f"{each:>2} " for each in _c("letters", _SCALES)).rstrip()
    raters = [rater.label for rater in Rater]
    headings = "#", NC_("heading", "date"), NC_("heading", "walks"), *raters, moments
    table = open_table(*headings, right=("#",), wrap=(moments,), names=("#", *raters))
    table.add_row("", "", "", letters, letters, "")
    for _on, row in sorted([*map(_row, shown), *_missed_rows(course, shown)], key=lambda dated: dated[0]):
        table.add_row(*row)
    legend = [_(_WALKS_LEGEND), _(_LEGEND)]
    if any(each.tension_reported_by for each in shown):
        legend.append(_(_TENSION_LEGEND))
    told = DrawnOrSaid(
        ResponsiveTable(table, names=2), lambda: "\n".join(table_in_words(shown, _missed_since(course, shown)))
    )
    return told, DrawnOrSaid(literal("\n".join(legend), "dim"), str)


_Row = tuple[str, tuple[str, ...]]
"""The date of a row, by which rows are sorted, and the row."""


def _row(record: SessionRecord) -> _Row:
    on, number = record.session.on, str(record.session.number)
    rated = (_ratings(record, Rater.CLIENT), _ratings(record, Rater.CLINICIAN))
    return on.isoformat(), (number, plain_day(on), walk_marks(record.phases), *rated, _moments(record))


def _missed_rows(course: Course, shown: Sequence[SessionRecord]) -> list[_Row]:
    since = _missed_since(course, shown)
    return [(each.on.isoformat(), ("", plain_day(each.on), "", "", "", missed_in_words(each.why))) for each in since]


def _missed_since(course: Course, shown: Sequence[SessionRecord]) -> list[MissedSession]:
    whole = len(shown) == len(course.records)
    return [each for each in course.missed if whole or each.on >= shown[0].session.on]


def walk_marks(phases: Mapping[Phase, str]) -> str:
    """The walks of a session as three letters, such as ``PS-``."""
    states = (phases.get(phase) for phase in SESSION_PHASES)
    letters = zip(_c("letters", _WALKS), states, strict=True)
    return "".join((each if state == "finished" else each.lower()) if state else "-" for each, state in letters)


def _ratings(record: SessionRecord, rater: Rater) -> str:
    return " ".join(f"{record.ratings_by(rater).get(scale, '-'):>2}" for scale in SCALES)


def _moments(record: SessionRecord) -> str:
    strong, still_open, ruptures = counted(record)
    marks = ([f"+{strong}"] if strong else []) + ([f"!{still_open}/{ruptures}"] if ruptures else [])
    return " ".join(marks + _tension(record.tension_reported_by))


def _tension(reported_by: frozenset[Rater]) -> list[str]:
    """Who reported tension when asked; empty if nobody did."""
    if not reported_by:
        return []
    if len(reported_by) > 1:
        return [_("?both")]
    return [_("?client") if Rater.CLIENT in reported_by else _("?you")]


def _answers(shown: Sequence[SessionRecord], answers: Sequence[KeptAnswer]) -> list[RenderableType]:
    lines: list[RenderableType] = []
    given: dict[str, list[KeptAnswer]] = defaultdict(list)
    for each in answers:
        if each.value is not None:
            given[each.session].append(each)
    for record in shown:
        of_session = given[record.session.id]
        if of_session:
            lines.append(
                literal(_("{day} · number {number}", day=plain_day(record.session.on), number=record.session.number))
            )
        lines += answers_view(of_session)
    return lines


def answers_view(answers: Sequence[KeptAnswer]) -> list[RenderableType]:
    """Each question as it was asked, with the answer below."""
    return [
        part for each in answers for part in (indented(literal(each.asked, "dim"), 2), indented(literal(each.shown)))
    ]


def counts_of(course: Course, shown: int | None = None) -> str:
    """How much of a course was recorded, and how many of its sessions are shown."""
    counts = completeness(course)
    sessions = _n("{count} session", "{count} sessions", counts.sessions)
    if shown and shown < counts.sessions:
        sessions = _("{sessions} (the latest {shown} shown; all with --all)", sessions=sessions, shown=shown)
    told = {"reflected": counts.reflected, "rated": counts.client_rated, "missed": counts.missed}
    says = _COUNTS[bool(counts.held_back), bool(counts.missed)]
    return _(says, sessions=sessions, held=counts.held_back, **told)


def sessions_view(client: str, summaries: Sequence[SessionSummary]) -> RenderableType:
    """A client's sessions with number, date, walks as letters, and what was recorded."""
    if not summaries:
        return literal(_("{client}: no session kept yet.", client=client))
    kept = NC_("heading", "kept")
    table = open_table("#", NC_("heading", "date"), NC_("heading", "walks"), kept, right=("#",), wrap=(kept,))
    for each in summaries:
        table.add_row(
            "" if each.missed else str(each.session.number),
            plain_day(each.session.on),
            walk_marks(each.phases),
            literal(each.held),
        )
    drawn = Group(ResponsiveTable(table, names=2), literal(_(_WALKS_LEGEND), "dim"))
    return DrawnOrSaid(drawn, lambda: "\n".join(map(summary_in_words, summaries)))


def join_view(join: SessionJoin) -> RenderableType:
    """The two sessions to be joined, as in ``sessions_view``, oldest first."""
    return sessions_view(join.code, sorted((join.moved, join.into), key=lambda each: each.session.on))
