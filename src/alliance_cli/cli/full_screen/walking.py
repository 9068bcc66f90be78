"""Runs a walk on the full screen and prints its outcome in the terminal afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.cli.full_screen.window import drop_typed_ahead
from alliance_cli.core.errors import Locked, Refused, VaultTrouble
from alliance_cli.line.input.lines import LOCKED_NOW
from alliance_cli.line.saving import given_up
from alliance_cli.screen.app import Companion
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.attempts import Undone
from alliance_cli.screen.walk_page import Beside, WalkPage, nothing_beside
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.translation import _
from alliance_cli.usecases.walks.session_walk import SessionWalk

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from alliance_cli.cli.setup import Program
    from alliance_cli.core.walk.interview import Interview
    from alliance_cli.line.front import LineFront
    from alliance_cli.screen.asides import Aside
    from alliance_cli.usecases.walks.walk_run import WalkRun

Closing = Callable[[], "RenderableType | None"]
"""Returns the text to show at the end of a walk; None for none."""


def nothing_more() -> None:
    """Show nothing at the end of the walk."""


def walk_full_screen(
    program: Program,
    run: WalkRun,
    beside: Beside = nothing_beside,
    closing: Closing = nothing_more,
    make: Callable[[WalkPage], WalkScreen] = WalkScreen,
    aside: Aside | None = None,
) -> bool:
    """Walk on the screen that ``make`` returns; return whether the walk was finished. Raises VaultTrouble, Locked.

    ``aside`` is a second walk that can be started inside this one.
    """
    from alliance_cli.line.saving import saving
    from alliance_cli.line.walks import ended, stopped
    from alliance_cli.usecases.walks.walking import Walking

    front = program.front
    front.ask_to_show_words()
    walk, typed = _begun(front, run)
    walking = Walking(walk, saving(front, run), run.drafts)

    def finished() -> RenderableType | None:
        run.finish()
        return closing()

    def place() -> str:
        return walking.step.key if walking.step else ""

    with front.placed(lambda: run.resumption(place()), in_the_room=run.in_the_room):
        left = walk_until_left(program, WalkPage(run, walking, beside, finished, aside, typed), make)
    if left.how is Left.STOPPED:
        front.screen.say(stopped(run, walking.walk))
        drop_typed_ahead()
        return False
    if left.how is Left.IDLE:
        lock_at_the_end(program)
    if said := ended(run):
        front.screen.say(said)
    return True


def _begun(front: LineFront, run: WalkRun) -> tuple[Interview, str]:
    """Return the interview and half-typed text: at the first open question, or where the program locked."""
    here, front.resumption = front.resumption, None
    return (run.begin_at(here.step), here.typed) if here else (run.begin(), "")


def walk_until_left(program: Program, page: WalkPage, make: Callable[[WalkPage], WalkScreen] = WalkScreen) -> Leaving:
    """Show the screen of a walk until the person leaves it; after each lock it is shown again.

    Raises VaultTrouble if the last answer could not be saved and was given up, and Locked.
    """
    while True:
        screen = make(page)
        left = show(program, screen)
        if left.how is Left.HANDED_OVER and isinstance(page.run, SessionWalk):
            from alliance_cli.cli.full_screen.alone import hand_over_full_screen

            hand_over_full_screen(program, page.run, page.walking, screen)
            page = page._replace(typed="")
            continue
        if left.how not in AGAIN or screen.is_closing:
            break
        unlock(program, left, screen.undone.trouble.sentence if screen.undone else "")
        page = page._replace(typed=_tried_again(screen.undone, left))
    undone = screen.undone
    if undone and left.typed and not page.walking.has_drafted(left.typed) and isinstance(undone.trouble, VaultTrouble):
        raise given_up(undone.trouble)
    return left


def _tried_again(undone: Undone | None, left: Leaving) -> str:
    """Repeat the action that failed because the vault was locked; return the text still to be entered."""
    if undone is None or left.how is not Left.LOCKED:
        return left.typed
    try:
        undone.act()
    except (VaultTrouble, Locked, Refused):  # the screen reports it at the next Enter
        return left.typed
    return ""


AGAIN = (Left.IDLE, Left.LOCKED)
"""Ways to leave after which the vault is unlocked and the same screen shown again."""


def show(program: Program, screen: Screen[None], window: type[Companion] = Companion) -> Leaving:
    """Show a screen until the person leaves it; errors in it are raised. Notices are printed afterwards."""
    guard, app, notes = program.guard, program.app, list[str]()
    companion = window(
        screen,
        theme=app.settings.screen.theme,
        idle_seconds=lambda: guard.seconds,
        seconds_for_enter=lambda: guard.seconds_for_enter,
    )
    notify, app.notify = app.notify, notes.append
    try:
        return companion.leave()
    finally:
        drop_typed_ahead()
        if program.window:
            program.window.take()
        app.notify = notify
        for note in notes:
            notify(note)


def unlock(program: Program, left: Leaving, trouble: str = "") -> None:
    """Lock the vault and ask for the passphrase; raises Locked. ``trouble`` says why an answer was not saved.

    After idle time a new process takes over, so nothing stays in memory.
    """
    guard, console = program.guard, program.screen
    console.clear()
    if left.how is Left.IDLE:
        guard.leave(left.typed)
        console.write(_(LOCKED_NOW))
    elif trouble:
        console.write(_("{trouble} Your answer is still here.", trouble=trouble))
    guard.lock()
    guard.unlock()
    console.clear()


def lock_at_the_end(program: Program) -> None:
    """Lock the program inside a day. A single command just ends."""
    if program.opened is not None:
        program.screen.clear()
        program.guard.leave("")
