"""Hands the full screen to a client until the clinician types the PIN or the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.errors import Interrupted
from alliance_cli.line.asides.hand_over import kept_in
from alliance_cli.line.saving import saving
from alliance_cli.screen.alone.hand_over_screen import ClientsWindow, HandOverScreen
from alliance_cli.screen.leaving import Left
from alliance_cli.screen.session.session_screen import SessionScreen
from alliance_cli.translation import Speaking, _
from alliance_cli.usecases.walks.walking import Walking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from alliance_cli.cli.setup import Program
    from alliance_cli.usecases.alone.hand_back import HandBack
    from alliance_cli.usecases.alone.hand_over import HandOver
    from alliance_cli.usecases.alone.plan import Planned
    from alliance_cli.usecases.walks.session_walk import SessionWalk


def hand_over_full_screen(program: Program, walk: SessionWalk, asked: Walking, screen: Screen[None]) -> None:
    """Let the client answer what ``screen`` planned, then go on with the session's other questions.

    Raises VaultTrouble or Locked if an answer of the client could not be saved.
    """
    if not isinstance(screen, SessionScreen) or screen.planned is None:
        return
    try:
        give_screen(program, *screen.planned)
    finally:
        asked.walk = walk.alone.after_hand_over(asked.walk)


def plan_full_screen(program: Program, walk: SessionWalk, language: str, instruments: Sequence[str]) -> Planned:
    """Ask on the screen for the PIN and for every choice not made on the command line.

    Raises Interrupted if the clinician goes back, and an AllianceError for a choice that is not possible.
    """
    from alliance_cli.cli.full_screen.walking import AGAIN, show, unlock
    from alliance_cli.screen.alone.handing_over import HandingOverAlone
    from alliance_cli.usecases.alone.plan import choices_left, plan

    choices = choices_left(walk, language, instruments)

    def planned(language: str, more: Sequence[str], pin: str) -> Planned:
        return plan(walk, language, [*instruments, *more], pin)

    while (left := show(program, screen := HandingOverAlone(choices, planned))).how in AGAIN:
        unlock(program, left)
    if screen.planned is None:
        raise Interrupted(_("The keyboard was not handed over."))
    return screen.planned


def give_screen(program: Program, run: HandOver, door: HandBack) -> None:
    """Show the client's questions until the clinician takes the screen back; raises VaultTrouble or Locked."""
    front = program.front
    walking = Walking(run.begin(), saving(front, run), run.drafts)
    front.handed_over = run.language
    try:
        with kept_in(), Speaking(run.language):
            screen = _shown_until_taken_back(program, run, walking, door)
    finally:
        front.handed_over = ""
    if screen.trouble is not None:
        raise screen.trouble


def _shown_until_taken_back(program: Program, run: HandOver, walking: Walking, door: HandBack) -> HandOverScreen:
    from alliance_cli.cli.full_screen.walking import show, unlock

    while True:
        screen = HandOverScreen(run, walking, door)
        left = show(program, screen, ClientsWindow)
        if screen.is_taken_back:
            return screen
        if left.how is Left.IDLE:
            unlock(program, left)
