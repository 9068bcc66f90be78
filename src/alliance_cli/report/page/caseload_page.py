"""The page of the caseload: a small chart per client, sorted by need for attention, and patterns over all clients."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from alliance_cli.core.formatting import decimal, points, signed
from alliance_cli.core.ratings import Rater
from alliance_cli.core.report.caseload_report import CaseloadReport, ClientInShort
from alliance_cli.core.voices.tracking import EVIDENCE, Congruence, caseload_congruence
from alliance_cli.core.voices.voices import voices_together
from alliance_cli.core.walk.moment_kinds import moment_word
from alliance_cli.report.page.course_page import LIMITS, holds
from alliance_cli.report.page.drawing import Datasets, Row, draw
from alliance_cli.report.page.figures import Figure
from alliance_cli.report.page.templating import page
from alliance_cli.report.page.words import NOTHING, on_day, shown
from alliance_cli.translation import _, _n

Watch = Callable[[int, int], None]


class ClientRow(NamedTuple):
    """A client in the table, and what needs attention, in words."""

    name: str
    cells: tuple[str, ...]
    figure: Figure | None
    flags: tuple[str, ...]


def caseload_page(report: CaseloadReport, names: Mapping[str, str], made_on: date, watch: Watch) -> str:
    """The whole page as HTML; ``names`` maps each client's code to the name on the page.

    ``watch`` is called with the number of clients drawn so far and of all.
    """
    rows = []
    for done, each in enumerate(report.clients, start=1):
        rows.append(_row(each, names[each.code], notes=report.notes))
        watch(done, len(report.clients))
    return page(
        "caseload.html",
        {
            "title": _("Your caseload"),
            "holds": holds(made_on, notes=report.notes),
            "counts": tuple(_counts(report)),
            "learned": tuple(_learned(report)),
            "evidence": tuple(map(_, EVIDENCE)),
            "rows": tuple(rows),
            "heads": _heads(notes=report.notes),
            "limits": tuple(map(_, LIMITS)),
            "words": {
                "chart": _("chart"),
                "learn": _("What you can learn from it"),
                "clients": _("Client by client"),
                "order": _("Those that need attention come first."),
                "table": _("The same in numbers"),
                "client": _("client"),
                "none": _("There is no open client."),
                "limits": _("What this can and cannot say"),
            },
        },
    )


def _counts(report: CaseloadReport) -> Iterator[tuple[str, int]]:
    rated, sessions = report.feedback[0], report.feedback[1] + report.held_back
    yield _n("open client", "open clients", len(report.clients)), len(report.clients)
    yield _n("session held", "sessions held", sessions), sessions
    yield _("rated by the client"), rated
    if report.held_back:
        yield _("with answers by the client that are not shown yet"), report.held_back
    if report.notes:
        yield _("open possible ruptures"), sum(each.open_ruptures for each in report.clients)


def _learned(report: CaseloadReport) -> Iterator[str]:
    heard = voices_together([each.voices for each in report.clients])
    if heard.overall is None:
        yield _("No session has been rated by both of you yet.")
    else:
        yield heard.overall.says
        yield from (each.says for each in heard.scales if each.is_apart)
    over = caseload_congruence(each.congruence for each in report.clients if each.congruence)
    if over and over.tracking:
        yield over.says
    rated, sessions = report.feedback
    if sessions:
        yield _("Clients rated {share}% of the sessions held.", share=decimal(100 * rated / sessions, 0))
    if report.notes:
        yield from _learned_from_notes(report)


def _learned_from_notes(report: CaseloadReport) -> Iterator[str]:
    for component, count in report.strong:
        about = moment_word(component) if component else _("nothing named")
        yield _n("{count} strong moment about: {about}.", "{count} strong moments about: {about}.", count, about=about)
    if report.days_to_repair:
        days, count = report.days_to_repair
        yield _n(
            "Repairing a rupture took {days} days (median of {count}).",
            "Repairing a rupture took {days} days (median of {count}).",
            count,
            days=points(days),
        )
    for skill in report.skills:
        yield _(
            "Practised: {skill}. Rehearsals: {rehearsals}; sessions in which it was used: {used}.",
            skill=skill.label,
            rehearsals=skill.rehearsals,
            used=skill.used,
        )


def _heads(*, notes: bool) -> tuple[str, ...]:
    return (
        _("last session"),
        _("sessions"),
        _("rated by the client"),
        _("last mean"),
        _("usual"),
        _("change"),
        _("you less the client"),
        _("tracking"),
        *((_("open ruptures"),) if notes else ()),
    )


def _row(each: ClientInShort, name: str, *, notes: bool) -> ClientRow:
    cells = (
        on_day(each.last_on) if each.last_on else NOTHING,
        str(each.sessions),
        str(each.rated),
        shown(each.last),
        shown(each.usual),
        _apart(each.change),
        *_congruence(each.congruence),
        *((str(each.open_ruptures),) if notes else ()),
    )
    return ClientRow(name, cells, _figure(each, name), tuple(flag.says for flag in each.flags))


def _congruence(found: Congruence | None) -> tuple[str, str]:
    if found is None:
        return NOTHING, NOTHING
    if found.tracking is None:
        return _apart(found.bias), NOTHING
    low, high = decimal(found.tracking.low, 2), decimal(found.tracking.high, 2)
    told = {"correlation": decimal(found.tracking.correlation, 2), "low": low, "high": high}
    return _apart(found.bias), _("{correlation} ({low} to {high})", **told)


def _apart(points: float | None) -> str:
    """A difference with its sign; zero has no minus."""
    return NOTHING if points is None else signed(points)


def _figure(each: ClientInShort, name: str) -> Figure | None:
    """The client's course as a small chart; None if the client rated nothing."""
    drawn = each.picture.points
    client = [_mean(point.session.number, point.means.get(Rater.CLIENT)) for point in drawn]
    rated = [row for row in client if row["value"] is not None]
    if not rated:
        return None
    flagged = [row for row, point in zip(client, drawn, strict=True) if point.flagged and row["value"] is not None]
    band = [
        {"n": point.session.number, "expected": point.expected, "lower": point.lower}
        for point in drawn
        if point.expected is not None
    ]
    clinician = [_mean(point.session.number, point.means.get(Rater.CLINICIAN)) for point in drawn]
    data: Datasets = {"client": client, "clinician": clinician, "band": band, "flagged": flagged, "last": rated[-1:]}
    ends = [drawn[0].session.number - 0.5, drawn[-1].session.number + 0.7]
    says = _(
        "{client}: last mean {last}, usually {usual}, sessions {count}.",
        client=name,
        last=shown(each.last),
        usual=shown(each.usual),
        count=each.sessions,
    )
    return Figure(name, draw("client", data, {"sessions": ends}), says)


def _mean(number: int, value: float | None) -> Row:
    return {"n": number, "value": value}
