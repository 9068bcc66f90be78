"""View of one session in full: ratings, tension, instruments, moments, flags and typed answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from alliance_cli.core.formatting import day_in_words, plain_day
from alliance_cli.core.ratings import Rater
from alliance_cli.translation import N_, _
from alliance_cli.views.course.held_back import held_back_lines
from alliance_cli.views.course.ratings import side_by_side
from alliance_cli.views.course.table import answers_view
from alliance_cli.views.flags import flags_view
from alliance_cli.views.instruments import score_lines
from alliance_cli.views.layout import indented, section
from alliance_cli.views.literal import literal
from alliance_cli.views.moments import mark_line, moment_view

if TYPE_CHECKING:
    from alliance_cli.core.course.course import KeptAnswer, SessionRecord
    from alliance_cli.core.course.missed import MissedSession
    from alliance_cli.core.flags.flag import Flag


def session_view(
    record: SessionRecord,
    flags: Sequence[Flag] = (),
    answers: Sequence[KeptAnswer] = (),
    missed: Sequence[MissedSession] = (),
    *,
    client: str = "",
    raters: Collection[Rater] = frozenset(Rater),
    words: bool = True,
    unicode: bool = True,
) -> RenderableType:
    """One session with the ratings by ``raters``; ``words`` adds typed text.

    ``client`` is a code. ``flags`` and ``answers`` may cover a whole course. ``missed`` has the sessions missed just
    before this one.
    """
    number, day = record.session.number, day_in_words(record.session.on)
    lines: list[RenderableType] = [
        literal(_("Session {number}, {day}", number=number, day=day), "bold"),
        *(literal(_("Missed before: {day}, {why}", day=plain_day(each.on), why=each.why.in_words)) for each in missed),
        literal(""),
        *_ratings(record, raters),
        *_tension(record, client),
    ]
    if record.scores:
        lines += [*section(_("Instruments")), *map(indented, score_lines(record.scores, unicode=unicode))]
    if record.moments:
        told = (moment_view(each, whole=True, notes=words) for each in record.moments)
        lines += [*section(_("Moments")), *map(indented, told)]
    if waiting := [each for each in record.marks if not each.settled and (words or not each.words)]:
        lines += [*section(_("Marked while it ran")), *(indented(literal(mark_line(each))) for each in waiting)]
    if raised := [flag for flag in flags if flag.session == record.session.id]:
        lines.append(flags_view(raised))
    given = [each for each in answers if each.session == record.session.id and each.value is not None]
    if given and words:
        lines += [*section(_("Answers")), *answers_view(given)]
    return Group(*lines)


def _ratings(record: SessionRecord, raters: Collection[Rater]) -> list[RenderableType]:
    """The ratings by these raters and a blank line; the client's are left out if they are held back."""
    if not raters:
        return [literal(_("The ratings by both are hidden.")), literal("")]
    shown = [rater for rater in raters if not (record.held_back and rater is Rater.CLIENT)]
    return [side_by_side(record, shown), literal("")] if shown else []


_REPORTED = {
    frozenset({Rater.CLIENT}): N_("Tension was reported by the client."),
    frozenset({Rater.CLINICIAN}): N_("Tension was reported by you."),
    frozenset(Rater): N_("Tension was reported by both of you."),
}


def _tension(record: SessionRecord, client: str) -> list[RenderableType]:
    """Who said yes to the direct question about tension, and whether the client's answer is held back."""
    reported = _REPORTED.get(record.tension_reported_by)
    told: list[RenderableType] = [literal(_(reported))] if reported else []
    if record.held_back:
        return [*told, *held_back_lines(client, [record])]
    nobody = _("Asked about tension: none.") if record.tension else _("Nobody was asked about tension.")
    return told or [literal(nobody)]
