"""Charts of each of the four ratings, and of one rater's mean against the other's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alliance_cli.core.formatting import points
from alliance_cli.core.ratings import SCALES, Rater
from alliance_cli.core.report.course_report import CourseReport, SharedMeans
from alliance_cli.core.text import capitalised
from alliance_cli.report.page.axis import LOW, PANEL, axis, rated_rows
from alliance_cli.report.page.drawing import Row, draw
from alliance_cli.report.page.figures import Figure
from alliance_cli.report.page.words import scale_name
from alliance_cli.translation import _

_PLANE = 220
"""Width and height of the plane in pixels."""


def rating_figures(report: CourseReport) -> tuple[Figure, ...]:
    """One chart for each of the four ratings, if it was given."""
    given = {"session": None, "width": PANEL, "height": LOW, **axis(report)}
    figures = []
    for scale in SCALES:
        data = {rater.value: rated_rows(report, rater, scale) for rater in Rater}
        if any(row["value"] is not None for rows in data.values() for row in rows):
            title = capitalised(scale_name(scale))
            figures.append(Figure(title, draw("rating", data, given), f"{title}: {_in_numbers(data)}."))
    return tuple(figures)


def _in_numbers(data: Mapping[str, Sequence[Row]]) -> str:
    """``client 7, 8, 8; you 8, 8``"""
    given = {rater: [row["value"] for row in data[rater] if row["value"] is not None] for rater in Rater}
    told = (f"{rater.label} {', '.join(map(points, values))}" for rater, values in given.items() if values)
    return "; ".join(told)


def plane_figure(report: CourseReport) -> Figure | None:
    """The client's mean against the clinician's, in order of time; None with fewer than two shared sessions."""
    shared = report.shared
    if len(shared) < 2:
        return None
    lowest = int(min(min(each.client, each.clinician) for each in shared))
    ends = [min(lowest, 6), 10]
    data: dict[str, list[Row]] = {
        "diagonal": [{"client": end, "clinician": end} for end in ends],
        "shared": [_row(each, place / len(shared)) for place, each in enumerate(shared, start=1)],
        "ends": [_row(shared[0], 1), _row(shared[-1], 1)],
    }
    given = {"width": _PLANE, "ratings": ends, "client": _("client's mean"), "clinician": _("your mean")}
    note = _("On the line you agree; above it you rate higher. Later sessions are darker.")
    return Figure(_("Both views"), draw("plane", data, given), _in_short(shared), note=note)


def _row(each: SharedMeans, recent: float) -> Row:
    told = _(
        "Session {number}: client {client}, you {clinician}",
        number=each.session,
        client=points(each.client),
        clinician=points(each.clinician),
    )
    return {"n": each.session, "client": each.client, "clinician": each.clinician, "recent": recent, "said": told}


def _in_short(shared: Sequence[SharedMeans]) -> str:
    return _(
        "Sessions rated by both: {count}. On average you rated {mine} and the client {theirs}.",
        count=len(shared),
        mine=points(sum(each.clinician for each in shared) / len(shared)),
        theirs=points(sum(each.client for each in shared) / len(shared)),
    )
