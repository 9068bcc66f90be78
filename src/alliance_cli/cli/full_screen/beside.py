"""Builds the side panel of walks outside the three phases of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.usecases.walks.repair import RepairWalk
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.usecases.walks.walk_run import WalkRun


def beside_walk(run: WalkRun, shown: RenderableType | None = None) -> RenderableType | None:
    """Return what the walk is about and its remarks, with a blank line between; None if there is neither.

    A repair is about a possible rupture: its note, its plan and earlier repairs are shown.
    """
    from rich.console import Group

    remarks = run.remarks
    if isinstance(run, RepairWalk) and (noted := _rupture(run)):
        shown, remarks = noted, run.cautions
    about = [literal(shown) if isinstance(shown, str) else shown] if shown else []
    parts = [*about, *(literal(each, "dim") for each in remarks)]
    return Group(*(part for each in parts for part in (each, literal("")))) if parts else None


def _rupture(run: RepairWalk) -> RenderableType | None:
    """Return the possible rupture being repaired; None if it is noted in this walk."""
    from alliance_cli.usecases.review.moments import one_moment
    from alliance_cli.views.moments import moment_view

    if (rupture := run.repair.rupture) is None:
        return None
    return moment_view(one_moment(run.app, run.repair.client, rupture.moment.id).moment)
