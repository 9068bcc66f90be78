"""Short functions that build sessions and courses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, Session, SessionRecord
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.instruments.scoring import Score, score
from alliance_cli.core.ratings import SCALES, Rater
from alliance_cli.core.walk.moment_kinds import MomentKind

from .shipped import shipped

Rated = int | tuple[int | None, ...] | None
"""One value for all four quick ratings, or one for each (None for left out), or None for no ratings."""
_RATING = st.integers(1, 10)
ANY_RATED = st.none() | _RATING | st.tuples(*(st.none() | _RATING for _ in SCALES))
FIRST = date(2026, 1, 5)
SRS = shipped("srs")


def _by_scale(rated: Rated) -> dict[str, int]:
    values = rated if isinstance(rated, tuple) else (rated,) * len(SCALES)
    return {scale: value for scale, value in zip(SCALES, values, strict=True) if value is not None}


def record(
    number: int,
    client: Rated = None,
    clinician: Rated = None,
    *,
    noticed_by: str | None = None,
    component: str = "",
    tension: dict[Rater, bool] | None = None,
    scores: tuple[Score, ...] = (),
) -> SessionRecord:
    """The session with this number, a week after the one before; ``noticed_by`` adds a possible rupture."""
    on = FIRST + timedelta(weeks=number)
    rupture = Moment(
        f"m{number}", f"s{number}", on, MomentKind.RUPTURE, noticed_by=noticed_by or "", component=component
    )
    given = {Rater.CLIENT: _by_scale(client), Rater.CLINICIAN: _by_scale(clinician)}
    return SessionRecord(
        Session(f"s{number}", "c1", on, number),
        ratings={rater: values for rater, values in given.items() if values},
        moments=() if noticed_by is None else (rupture,),
        tension=tension or {},
        scores=scores,
    )


def course(*records: SessionRecord, code: str = "J7") -> Course:
    return Course(Client("c1", code, FIRST), records)


def client_rated(ratings: Sequence[Rated]) -> Course:
    """A course with only the client's ratings."""
    return course(*(record(number, rated) for number, rated in enumerate(ratings, start=1)))


def srs(total: float, *, answered: int = 4) -> Score:
    """A Session Rating Scale filled in by the client, fully or in part, with this total."""
    return score(SRS, Rater.CLIENT, dict.fromkeys(range(1, answered + 1), total / 4))


def of(kind: str, found: tuple[Flag, ...]) -> list[Flag]:
    """The flags of one kind."""
    return [flag for flag in found if flag.kind == kind]


def kinds(found: tuple[Flag, ...]) -> set[str]:
    return {flag.kind for flag in found}
