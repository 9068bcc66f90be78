"""Notes several possible ruptures at once as repaired or let go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.course.several import open_ruptures_named
from alliance_cli.core.errors import Declined, NotFound, Refused
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.kinds import ChoiceKind
from alliance_cli.core.walk.repair import OUTCOME
from alliance_cli.core.walk.steps import Step, every_step
from alliance_cli.translation import NN_, _, _n
from alliance_cli.usecases.walks.repair import repair_walk

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front
    from alliance_cli.usecases.walks.repair import RepairWalk

_OUTCOMES = {MomentState.REPAIRED: "repaired", MomentState.LET_GO: "let-go"}
_QUESTIONS = {
    MomentState.REPAIRED: NN_(
        "Note {count} possible rupture as repaired?", "Note {count} possible ruptures as repaired?"
    ),
    MomentState.LET_GO: NN_("Note {count} possible rupture as let go?", "Note {count} possible ruptures as let go?"),
}


def settle_several(
    app: App, front: Front, client: Client, on: date, typed: str, state: MomentState, *, confirmed: bool
) -> tuple[ListedMoment, ...]:
    """Settle all named ruptures, or none; returns them as they were before.

    A person, if there, is asked once unless ``confirmed``. Raises what ``open_ruptures_named`` raises, WrongUse for a
    rupture after the date, Declined after a no, and Refused if another window has settled one meanwhile.
    """
    ruptures = open_ruptures_named(app.repository.courses.of(client), typed)
    walks = [repair_walk(app, client, on, each, only_outcome=True) for each in ruptures]
    if front.interactive and not confirmed:
        _ask(front, ruptures, state)
    with app.repository.change():
        again = open_ruptures_named(app.repository.courses.of(client), typed)
        if [each.moment.id for each in again] != [each.moment.id for each in ruptures]:
            raise Refused(_("Another window has changed these moments in the meantime."), _("Nothing was changed."))
        for walk in walks:
            walk.keep([(_outcome(walk), _OUTCOMES[state])])
            walk.finish()
    return ruptures


def _ask(front: Front, ruptures: Sequence[ListedMoment], state: MomentState) -> None:
    rows = (
        f"{each.number:>3}  {plain_day(each.moment.on)}  {one_line(each.moment.note)}".rstrip() for each in ruptures
    )
    question = _n(*_QUESTIONS[state], len(ruptures))
    if not front.confirm("\n".join((*rows, question)), _("Enter leaves them open.")):
        raise Declined(_("Nothing was changed."))


def _outcome(walk: RepairWalk) -> Step:
    """The step that takes the outcome; raises NotFound if the clinician's own repair script has none."""
    for step in every_step(walk.script, {}):
        if step.key == OUTCOME and isinstance(step.kind, ChoiceKind):
            return step
    raise NotFound(
        _("Your own repair script has no prompt {id} with a choice.", id=OUTCOME), _("The shipped one has it.")
    )
