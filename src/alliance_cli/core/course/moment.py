"""Defines strong moments and possible ruptures."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import WalkRecord
from alliance_cli.translation import NC_, _c


class MomentState(StrEnum):
    """The state of a possible rupture."""

    OPEN = "open"
    REPAIRED = "repaired"
    LET_GO = "let go"

    @property
    def in_words(self) -> str:
        return _c("possible rupture", _STATES[self])


_STATES = {
    MomentState.OPEN: NC_("possible rupture", "open"),
    MomentState.REPAIRED: NC_("possible rupture", "repaired"),
    MomentState.LET_GO: NC_("possible rupture", "let go"),
}


class Moment(Struct, frozen=True):
    """A strong moment or a possible rupture. An empty text means "not noted"; only ruptures have a ``state``."""

    id: str
    session: str
    on: date
    kind: MomentKind
    note: str = ""
    noticed_by: str = ""
    marker: str = ""
    component: str = ""
    plan: str = ""
    state: MomentState | None = None
    resolved_in: str = ""
    """The id of the session in which a rupture was repaired or let go."""
    repairs: tuple[WalkRecord, ...] = ()
    """The repairs of a rupture, oldest first."""
    from_numbers: bool = False
    """Whether it was created from a flag about numbers, without anyone noticing it."""
    signs: tuple[str, ...] = ()
    own_part: str = ""
    """The clinician's own part in it, in the clinician's words."""

    @property
    def noticed(self) -> frozenset[Rater]:
        """Who noticed it; the clinician, who noted it, unless recorded otherwise."""
        if not self.noticed_by:
            return frozenset() if self.from_numbers else frozenset({Rater.CLINICIAN})
        return frozenset(Rater) if self.noticed_by == "both" else frozenset({Rater(self.noticed_by)})

    @property
    def is_open_rupture(self) -> bool:
        return self.kind is MomentKind.RUPTURE and self.state is MomentState.OPEN
