"""Words the chart of a client's course: its title, and the whole chart as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from alliance_cli.core.course.picture import Picture, Point, TensionStatus
from alliance_cli.core.formatting import decimal, span_of
from alliance_cli.core.ratings import Rater
from alliance_cli.core.text import capitalised
from alliance_cli.core.walk.moment_kinds import moment_word
from alliance_cli.translation import N_, NC_, _, _c, _n
from alliance_cli.views.aloud import SAID, sessions_in_words, values_in_words
from alliance_cli.views.literal import literal

NOTICED = {
    TensionStatus.OPEN: NC_("chart", "possible rupture, open"),
    TensionStatus.SETTLED: NC_("chart", "possible rupture, repaired or let go"),
    TensionStatus.TENSION: NC_("chart", "tension, no moment noted"),
}
HELD_BACK = N_("the client's answers wait for your ratings")
_MEANS = {
    Rater.CLIENT: N_("The client's mean ratings, session by session: {means}."),
    Rater.CLINICIAN: N_("Your mean ratings, session by session: {means}."),
}


def course_title(picture: Picture, points: Sequence[Point], *, unicode: bool) -> Text:
    """The client's code, how many of the sessions are drawn, and their first and last dates."""
    all_, first, last = len(picture.points), points[0].session, points[-1].session
    count = _n("{count} session", "{count} sessions", all_)
    if len(points) < all_:
        count = _("latest {shown} of {count} sessions", shown=len(points), count=all_)
    span = span_of((first.on, last.on))
    return literal((" · " if unicode else ", ").join((picture.client, count, span)), "bold")


def course_in_words(picture: Picture, latest: int | None) -> Iterator[Text]:
    """The chart as sentences, for the ``latest`` sessions, or the latest ``SAID`` sessions if None."""
    points = picture.points[-(latest or SAID) :]
    yield course_title(picture, points, unicode=False)
    for rater, says in _MEANS.items():
        means = [point.means.get(rater) for point in points]
        if any(mean is not None for mean in means):
            yield literal(_(says, means=values_in_words(means, 1)))
    if (band := _band_in_words(points[-1])) is not None:
        yield literal(band)
    yield from _events_in_words(points)


def _band_in_words(point: Point) -> str | None:
    if point.expected is None or point.lower is None:
        return None
    return _(
        "Expected in session {number} from the client's earlier sessions: about {expected}, not below {lower}.",
        number=point.session.number,
        expected=decimal(point.expected, 1),
        lower=decimal(point.lower, 1),
    )


def _events_in_words(points: Sequence[Point]) -> Iterator[Text]:
    """Each sign below the chart in words, with its sessions."""
    events = [
        (_("the numbers stand out"), [point for point in points if point.flagged]),
        *((_c("chart", says), [point for point in points if point.noticed is what]) for what, says in NOTICED.items()),
        (moment_word("strong"), [point for point in points if point.strong]),
        (_(HELD_BACK), [point for point in points if point.held_back]),
        (_("more than four weeks before"), [point for point in points[1:] if point.after_pause]),
    ]
    for name, there in events:
        if there:
            sessions = sessions_in_words([point.session.number for point in there])
            yield literal(f"{capitalised(name)}: {sessions}.")
