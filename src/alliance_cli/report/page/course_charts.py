"""The chart of a course: both means, the expected band, what stands out, and signs for events."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.course.picture import TensionStatus
from alliance_cli.core.course.smoothing import SMOOTHED_FROM, smoothed
from alliance_cli.core.formatting import points
from alliance_cli.core.ratings import Rater
from alliance_cli.core.report.course_report import CourseReport
from alliance_cli.report.page.axis import axis, rated_rows
from alliance_cli.report.page.drawing import Row, draw
from alliance_cli.report.page.figures import Figure, Sign
from alliance_cli.report.page.words import MEAN, on_day
from alliance_cli.translation import _

WIDE, NARROW = 620, 290
"""The width of the chart in pixels, on a desktop and on a phone."""
_POINT = 22
"""The height of one point of a rating in the large chart, in pixels."""
_RUPTURE, _REPAIRED, _LET_GO, _TENSION, _STRONG, _MISSED = "!✓–?+×"
"""The signs for events."""


def means_figure(report: CourseReport) -> Figure:
    """The figure with both means session by session, the expected band, what stands out, and signs for events."""
    data = _means_data(report)
    lowest = min((row["row"] - 0.6 for row in data["events"]), default=1)
    given = {
        "session": _("session"),
        "height": _POINT * (10 - lowest),
        "ratings": [lowest, 10],
        **axis(report),
    }
    return Figure(
        _("The mean of the four ratings"),
        draw("course", data, given | {"width": WIDE}),
        _course_in_numbers(report),
        draw("course", data, given | {"width": NARROW}),
        tuple(_means_signs(report, data)),
    )


def _means_data(report: CourseReport) -> dict[str, list[Row]]:
    drawn = report.picture.points
    client = rated_rows(report, Rater.CLIENT, MEAN)
    if len(drawn) >= SMOOTHED_FROM:
        line = smoothed([row["value"] for row in client])
        client = [{**row, "line": value} for row, value in zip(client, line, strict=True)]
    signs = [each for each in (list(_ruptures(report)), _strong(report), _missed(report)) if each]
    return {
        "client": client,
        "clinician": rated_rows(report, Rater.CLINICIAN, MEAN),
        "band": [
            {"n": each.session.number, "expected": each.expected, "lower": each.lower}
            for each in drawn
            if each.expected is not None
        ],
        "pauses": [{"n": each.session.number - 0.5} for each in drawn if each.after_pause],
        "flagged": [
            row for row, point in zip(client, drawn, strict=True) if point.flagged and row["value"] is not None
        ],
        "repairs": [
            {"n": each.session + 0.25, "until": each.resolved - 0.25, "row": 0}
            for each in report.moments
            if each.resolved is not None and each.resolved > each.session
        ],
        "events": [{**sign, "row": -place} for place, row in enumerate(signs) for sign in row],
    }


def _ruptures(report: CourseReport) -> Iterator[Row]:
    """A sign where a possible rupture or tension was noticed, and one where it was repaired or let go."""
    for point in report.picture.points:
        number = point.session.number
        if point.noticed is TensionStatus.TENSION:
            yield _sign(number, _TENSION, _("Session {number}: tension was reported.", number=number))
        elif point.noticed:
            yield _sign(number, _RUPTURE, _("Session {number}: a possible rupture.", number=number))
    for each in report.moments:
        if each.resolved is not None:
            yield _settled(each, each.resolved)


def _settled(listed: ListedMoment, resolved: int) -> Row:
    """The sign of a settled rupture; it is placed beside the rupture's sign if both are in one session."""
    place = resolved + (0.3 if resolved == listed.session else 0)
    told = {"number": resolved, "session": listed.session}
    if listed.moment.state is MomentState.REPAIRED:
        said = _("Session {number}: the possible rupture of session {session} was repaired.", **told)
        return _sign(place, _REPAIRED, said)
    return _sign(place, _LET_GO, _("Session {number}: the possible rupture of session {session} was let go.", **told))


def _strong(report: CourseReport) -> list[Row]:
    numbers = [each.session.number for each in report.picture.points if each.strong]
    return [_sign(number, _STRONG, _("Session {number}: a strong moment.", number=number)) for number in numbers]


def _missed(report: CourseReport) -> list[Row]:
    return [
        _sign(each.place, _MISSED, _("{day}: missed, {why}.", day=on_day(each.on), why=each.why.in_words))
        for each in report.missed
    ]


def _sign(place: float, sign: str, said: str) -> Row:
    return {"n": place, "sign": sign, "said": said}


def _means_signs(report: CourseReport, data: dict[str, list[Row]]) -> Iterator[Sign]:
    signs = {row["sign"] for row in data["events"]}
    entries = (
        (True, "●", "client", _("the client")),
        (any(row["value"] is not None for row in data["clinician"]), "□", "clinician", _("you")),
        (len(report.picture.points) >= SMOOTHED_FROM, "―", "client", _("the client's course, smoothed")),
        (bool(data["band"]), "▬", "band", _("expected from the client's earlier sessions")),
        (bool(data["flagged"]), "◯", "flag", _("stands out")),
        *((sign in signs, sign, "ink", meaning) for sign, meaning in _meanings()),
        (bool(data["pauses"]), "┊", "soft", _("more than four weeks between")),
    )
    return (Sign(sign, look, meaning) for there, sign, look, meaning in entries if there)


def _meanings() -> Iterator[tuple[str, str]]:
    yield _RUPTURE, _("a possible rupture")
    yield _REPAIRED, _("repaired")
    yield _LET_GO, _("let go")
    yield _TENSION, _("tension reported, no moment noted")
    yield _STRONG, _("a strong moment")
    yield _MISSED, _("a missed session")


def _course_in_numbers(report: CourseReport) -> str:
    """The client's means in one sentence: how many, the first, the last, the lowest."""
    rated = [
        (each.session.number, each.means[Rater.CLIENT]) for each in report.picture.points if Rater.CLIENT in each.means
    ]
    if not rated:
        return _("The client has rated no session yet.")
    lowest = min(rated, key=lambda pair: pair[1])
    return _(
        "Sessions rated by the client: {count}. Mean of the first {first}, of the last {last}, "
        "lowest {lowest} in session {number}. All numbers are in the table.",
        count=len(rated),
        first=points(rated[0][1]),
        last=points(rated[-1][1]),
        lowest=points(lowest[1]),
        number=lowest[0],
    )
