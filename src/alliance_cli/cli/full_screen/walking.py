"""Takes a walk through the full screen, and says in the terminal afterwards what has become of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.screen.app import Companion
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.walk_screen import Beside, WalkPage, WalkScreen, nothing_beside

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from alliance_cli.cli.setup import Program
    from alliance_cli.usecases.walks.walk_run import WalkRun

Closing = Callable[[], "RenderableType | None"]
"""What is shown once a walk has come to its end; None for nothing."""


def nothing_more() -> None:
    """Nothing is shown at the end of the walk."""


def walk_full_screen(
    program: Program, run: WalkRun, beside: Beside = nothing_beside, closing: Closing = nothing_more
) -> bool:
    """Walk on the full screen; returns whether the end was reached. Raises what the vault raises."""
    from alliance_cli.line.walks import begun, ended, saving, stopped
    from alliance_cli.usecases.walks.walking import Walking

    front = program.front
    front.ask_to_show_words()
    here = front.resumption
    walking = Walking(begun(front, run), saving(front, run), run.drafts)
    typed = here.typed if here else ""

    def finished() -> RenderableType | None:
        run.finish()
        return closing()

    def place() -> str:
        return walking.step.key if walking.step else ""

    with front.placed(lambda: run.resumption(place()), in_the_room=run.in_the_room):
        while (left := show(program, WalkScreen(WalkPage(run, walking, beside, finished, typed)))).how in AGAIN:
            typed = left.typed
            unlock(program, left)
    if left.how is Left.STOPPED:
        front.screen.say(stopped(run, walking.walk))
        return False
    if said := ended(run):
        front.screen.say(said)
    return True


AGAIN = (Left.IDLE, Left.LOCKED)
"""Ways to leave after which the same screen is shown again, once the vault is open."""


def show(program: Program, screen: Screen[None]) -> Leaving:
    """Show a screen until it is left; raises whatever fails in it."""
    guard = program.guard
    return Companion(screen, theme=program.app.preferences.screen.theme, idle_seconds=lambda: guard.seconds).leave()


def unlock(program: Program, left: Leaving) -> None:
    """Lock the vault and open it again with the passphrase; raises Locked.

    Where nobody typed for a while, a new process takes over, so that nothing stays in memory.
    """
    guard, console = program.guard, program.screen
    console.clear()
    if left.how is Left.IDLE:
        guard.leave(left.typed)
    guard.lock()
    guard.unlock()
    console.clear()
