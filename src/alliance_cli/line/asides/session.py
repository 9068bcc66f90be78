"""Offers the commands at a question of a session other than answering it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.core.errors import Interrupted, Refused
from alliance_cli.core.walk.script import Phase
from alliance_cli.line.input.lines import LineCommand
from alliance_cli.line.walks import ask_script, ended
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.line.asking import Asides
    from alliance_cli.line.front import LineFront
    from alliance_cli.usecases.walks.session_walk import SessionWalk
    from alliance_cli.usecases.walks.walk_run import WalkRun
    from alliance_cli.usecases.walks.walking import Walking


def session_asides(front: LineFront, walk: SessionWalk) -> Asides:
    """The asides that a phase of a session offers."""
    if walk.request.phase is Phase.IN_SESSION:
        from alliance_cli.line.asides.marking import marking_asides

        asides: Asides = {
            LineCommand.REPAIR: lambda _words, _asked: _repair_on_the_way(front, walk),
            LineCommand.HAND_OVER: lambda _words, asked: _hand_over_on_the_way(front, walk, asked),
        }
        return {**asides, **marking_asides(front, walk)} if walk.in_the_room else asides
    if walk.request.phase is Phase.POST_SESSION:
        return {LineCommand.SUPERVISE: lambda _words, _asked: _question_on_the_way(front, walk)}
    return {}


def _repair_on_the_way(front: LineFront, walk: SessionWalk) -> None:
    """Walk a repair, then return to the session."""
    from alliance_cli.usecases.review.moments import choose_open_rupture
    from alliance_cli.usecases.walks.repair import repair_in_session

    try:
        rupture = choose_open_rupture(walk.app, front, walk.client) if walk.client else None
    except Interrupted:
        return
    _on_the_way(front, walk, lambda: repair_in_session(walk, rupture))


def _question_on_the_way(front: LineFront, walk: SessionWalk) -> None:
    """Note a question for supervision, then return to the reflection."""
    from alliance_cli.usecases.own.supervision import question_in_reflection

    _on_the_way(front, walk, lambda: question_in_reflection(walk))


def _hand_over_on_the_way(front: LineFront, walk: SessionWalk, asked: Walking) -> None:
    """Hand the keyboard to the client, then return to the questions that the client was not asked."""
    from alliance_cli.line.asides.hand_over import hand_over
    from alliance_cli.usecases.alone.plan import planned_hand_over

    try:
        run, door = planned_hand_over(front, walk)
    except (Interrupted, Refused) as stop:
        front.screen.say(f"   {stop.sentence}")
        return
    try:
        hand_over(front, run, door)
    finally:
        asked.walk = walk.alone.after_hand_over(asked.walk)
    front.screen.say(_("Back to: {script}", script=walk.script.title))


def _on_the_way(front: LineFront, around: SessionWalk, make: Callable[[], WalkRun]) -> None:
    run = make()
    if ask_script(front, run):
        front.screen.say(ended(run))
    front.screen.say(_("Back to: {script}", script=around.script.title))
