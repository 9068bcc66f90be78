"""Views of both raters' ratings: sparklines, one session side by side, and their differences over many sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.text import Text

from alliance_cli.core.formatting import decimal, signed
from alliance_cli.core.ratings import SCALES, SESSION_SCALES, TENSION_SCALES, Rater, scale_in_words
from alliance_cli.translation import NC_, _, _c, _n
from alliance_cli.views.aloud import SAID, DrawnOrSaid, OpenTable
from alliance_cli.views.layout import MinWidth, ResponsiveTable, open_table
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import LABEL, LEAST, Grid, Scale, as_ascii, columns, drawn_values, numbers

if TYPE_CHECKING:
    from alliance_cli.core.course.course import Session, SessionRecord
    from alliance_cli.core.voices.agreement import Agreement
    from alliance_cli.core.voices.voices import Voices
    from alliance_cli.usecases.review.course import HeardVoices


def ratings_view(records: Sequence[SessionRecord], *, unicode: bool) -> RenderableType:
    """One row for each rated scale: the client's sparkline and last rating, then yours."""
    raters = [rater for rater in Rater if any(each.ratings_by(rater) for each in records)]
    last = NC_("heading", "last")
    names = [rater.label for rater in raters]
    table = open_table("", *(heading for name in names for heading in (name, last)), right=(last,), names=names)
    for scale in SESSION_SCALES:
        row: list[RenderableType] = [scale_in_words(scale)]
        for rater in raters:
            values = [each.ratings_by(rater).get(scale) for each in records]
            rated = [value for value in values if value is not None]
            row += [drawn_values(values, unicode=unicode), str(rated[-1]) if rated else "-"]
        if any(each.ratings_by(rater).get(scale) is not None for each in records for rater in raters):
            table.add_row(*row)
    return ResponsiveTable(table)


def compare_view(record: SessionRecord) -> RenderableType:
    """The ratings of one session, 1-10: yours, the client's, and yours minus the client's."""
    if record.held_back:
        return literal(_("What the client answered alone is shown once you have rated this session yourself."))
    if not record.ratings_by(Rater.CLIENT):
        return literal(_("The client gave no ratings for this session, so there is nothing to compare."))
    return side_by_side(record, frozenset(Rater))


def side_by_side(record: SessionRecord, raters: Collection[Rater]) -> RenderableType:
    """The ratings of one session, 1-10, by these raters; for both, with the difference on each scale."""
    shown = [rater for rater in reversed(Rater) if rater in raters]
    table = OpenTable(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    for heading in (*(rater.label for rater in shown), *([_c("heading", "apart")] if len(shown) > 1 else [])):
        table.add_column(heading, justify="right", header_style="bold", no_wrap=True)
    rated = {scale for rater in shown for scale in record.ratings_by(rater)}
    for scale in (each for each in SESSION_SCALES if each in {*SCALES, *rated}):
        given = [record.ratings_by(rater).get(scale) for rater in shown]
        apart = [_difference(*given)] if len(shown) > 1 else []
        table.add_row(scale_in_words(scale), *("-" if value is None else str(value) for value in given), *apart)
    return ResponsiveTable(table)


def _difference(yours: int | None, theirs: int | None) -> str:
    if yours is None or theirs is None:
        return ""
    return f"{yours - theirs:+d}" if yours != theirs else "0"


_LEAST_SPAN = 2


def voices_view(heard: HeardVoices, *, unicode: bool) -> RenderableType:
    """How your ratings differ from one client's over their sessions, or from all clients' over the caseload."""
    voices, client = heard.voices, heard.client
    title = _("Your ratings beside your clients'")
    if client:
        title = _("{client}: your ratings beside the client's", client=client)
    parts: list[RenderableType] = [literal(title, "bold"), literal("")]
    if voices.overall is None:
        none = _(
            "No session has been rated by both of you yet. Your own ratings are asked for in: {command}",
            command=" ".join(("alliance reflect", client or "CLIENT")),
        )
        parts.append(literal(none))
    else:
        parts += _agreement(heard, voices.overall)
    if len(voices.course) > 1:
        chart = DrawnOrSaid(
            _DifferenceChart(voices, heard.sessions, unicode=unicode), lambda: _differences(voices, heard.sessions)
        )
        drawn = Group(literal(""), chart)
        parts.append(MinWidth(drawn, LEAST, Text()))
    parts += [literal(""), literal(_noticed(voices)), *_tension(voices), *_left_out(voices.held_back)]
    if voices.overall:
        parts += _evidence()
    return Group(*parts)


def _agreement(heard: HeardVoices, overall: Agreement) -> list[RenderableType]:
    scales = heard.voices.scales
    says = [overall.says, *(each.says for each in scales if each.is_apart)]
    if heard.congruence:
        says.append(heard.congruence.says)
    return [literal("\n".join(says)), literal(""), _table((overall, *scales))]


def _evidence() -> list[RenderableType]:
    """What research says about ratings that differ."""
    from alliance_cli.core.voices.tracking import EVIDENCE  # not needed for a history

    return [literal(""), *(literal(_(sentence)) for sentence in EVIDENCE)]


def _table(agreements: Sequence[Agreement]) -> RenderableType:
    several = agreements[0].clients > 1
    numbers = NC_("heading", "apart"), NC_("heading", "within one point"), NC_("heading", "sessions")
    headings = ("", *numbers, *((NC_("heading", "clients"),) if several else ()))
    table = open_table(*headings, right=headings[1:], wrap=headings)
    for each in agreements:
        scale = scale_in_words(each.scale) if each.scale else _c("heading", "mean")
        close = decimal(100 * each.close, 0)
        row = [scale, signed(each.difference), _("{number}%", number=close), str(each.sessions)]
        table.add_row(*row, *([str(each.clients)] if several else []))
    return ResponsiveTable(table)


def _noticed(voices: Voices) -> str:
    noticed = voices.noticed
    count = noticed.both + noticed.client + noticed.clinician
    if not count and voices.held_back:
        return _("No tension or possible rupture was noted in the sessions counted here.")
    if not count:
        return _("No tension or possible rupture was noted.")
    return _n(
        "Tension or a possible rupture was noted in {count} session: {both} by both, "
        "{client} by the client only, {clinician} by you only.",
        "Tension or a possible rupture was noted in {count} sessions: {both} by both, "
        "{client} by the client only, {clinician} by you only.",
        count,
        both=noticed.both,
        client=noticed.client,
        clinician=noticed.clinician,
    )


def _left_out(held_back: int) -> list[RenderableType]:
    """Says how many sessions are left out because the client's answers are held back; empty for none."""
    if not held_back:
        return []
    says = _n(
        "Left out: {count} session. The client's own answers are shown once you have rated it.",
        "Left out: {count} sessions. The client's own answers are shown once you have rated them.",
        held_back,
    )
    return [literal(""), literal(says)]


def _tension(voices: Voices) -> list[RenderableType]:
    """Each rater's mean ratings of tension with the number of sessions; empty if tension was not rated."""
    if not voices.tension:
        return []
    sessions = _c("heading", "sessions")
    headings = ("", Rater.CLIENT.label, sessions, Rater.CLINICIAN.label, sessions)
    table = open_table(*headings, right=headings[1:], wrap=headings, names=headings)
    for scale in TENSION_SCALES:
        found = {
            each.rater: (decimal(each.mean, 1), str(each.sessions)) for each in voices.tension if each.scale == scale
        }
        table.add_row(scale_in_words(scale), *(cell for rater in Rater for cell in found.get(rater, ("-", "0"))))
    return [literal(""), ResponsiveTable(table)]


def _differences(voices: Voices, sessions: Sequence[Session]) -> str:
    """The differences in words, for the latest sessions that both rated."""
    numbers = {session.id: session.number for session in sessions}
    latest = voices.course[-SAID:]
    told = ", ".join(
        _("session {number} {difference}", number=numbers[each.session], difference=signed(each.difference))
        for each in latest
    )
    return _("You rated higher (+) or lower (-) than the client, in points: {differences}.", differences=told)


class _DifferenceChart:
    """A chart of your mean minus the client's in each session, around a line at zero."""

    def __init__(self, voices: Voices, sessions: Sequence[Session], *, unicode: bool) -> None:
        self._differences = {each.session: each.difference for each in voices.course}
        self._sessions = sessions
        self._unicode = unicode

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        lines = self._lines(options.max_width)
        return lines if self._unicode else map(as_ascii, lines)

    def _lines(self, width: int) -> Iterator[Text]:
        spread = columns(len(self._sessions), width - LABEL - 1)
        shown = self._sessions[-spread.count :]
        values = [self._differences.get(session.id) for session in shown]
        span = max(_LEAST_SPAN, ceil(max((abs(value) for value in values if value is not None), default=0)))
        grid = Grid(Scale(span, -span), spread)
        for place in range(spread.count):
            grid.shade(place, 0, "─", "dim")
        if self._unicode and spread.step > 1:
            grid.line(values, "yellow")
        for place, value in enumerate(values):
            if value is not None:
                grid.mark(place, value, "○", "yellow")
        yield Text(_("you rated higher (+) or lower (-) than the client, in points"), style="dim")
        yield from grid.lines(_labels(span), "┤")
        yield numbers([session.number for session in shown], spread)


def _labels(span: int) -> list[str]:
    return [f"{value:>+{LABEL - 1}d} " if value else f"{0:>{LABEL - 1}} " for value in range(span, -span - 1, -1)]
