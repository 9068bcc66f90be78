"""Marks moments of a running session at any question of its walk, and confirms each in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.walk.marks import MarkKind
from alliance_cli.line.input.lines import LineCommand
from alliance_cli.line.saving import save_until_done
from alliance_cli.translation import _
from alliance_cli.usecases.moments.marks import mark, take_back

if TYPE_CHECKING:
    from alliance_cli.line.asking import Aside, Asides
    from alliance_cli.line.front import LineFront
    from alliance_cli.usecases.walks.session_walk import SessionWalk

_MOMENTS = {
    LineCommand.MARK_STRONG: (MarkKind.STRONG, ""),
    LineCommand.MARK_WITHDRAWAL: (MarkKind.RUPTURE, "withdrawal"),
    LineCommand.MARK_CONFRONTATION: (MarkKind.RUPTURE, "confrontation"),
    LineCommand.MARK_MIXED: (MarkKind.RUPTURE, "mixed"),
}


def marking_asides(front: LineFront, walk: SessionWalk) -> Asides:
    """The commands that mark a moment, each with the function that saves its mark."""

    def moment(kind: MarkKind, marker: str) -> Aside:
        return lambda _words, _asked: _keep(front, walk, kind, marker)

    return {
        **{command: moment(*each) for command, each in _MOMENTS.items()},
        LineCommand.NOTE: lambda words, _asked: _note(front, walk, words),
        LineCommand.TAKE_BACK: lambda _words, _asked: _take_back(front, walk),
    }


def _note(front: LineFront, walk: SessionWalk, words: str) -> None:
    if words:
        _keep(front, walk, MarkKind.NOTE, "", words)
    else:
        front.screen.say("   " + _("A few words go with it, as in: !n looked at the clock"))


def _keep(front: LineFront, walk: SessionWalk, kind: MarkKind, marker: str, words: str = "") -> None:
    def save() -> None:
        front.holds_unsaved = True
        made = mark(walk, kind, marker, words)
        front.holds_unsaved = False
        front.screen.say(f"   {made.confirmed}")

    save_until_done(front.lines, front.screen, save)


def _take_back(front: LineFront, walk: SessionWalk) -> None:
    def take() -> None:
        gone = take_back(walk)
        front.screen.say(f"   {gone.taken_back if gone else _('There is no mark to take back.')}")

    save_until_done(front.lines, front.screen, take)
