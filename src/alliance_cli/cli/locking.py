"""Replaces an idle process by a new one, which asks for the passphrase and resumes in the same place.

A key and the words of a client cannot be deleted from the memory of a running Python program. So the program replaces
itself by a new start of the same command (``exec``), which ends the whole address space. The new start receives an
opaque number, under which the vault stores where to resume. It asks for the passphrase first.
"""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any

from alliance_cli.cli.setup import LOCKED
from alliance_cli.core.errors import AllianceError, Locked
from alliance_cli.line.input.idle import stopped
from alliance_cli.translation import Speaking, _
from alliance_cli.usecases.vault.idle_lock import IdleLock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alliance_cli.cli.setup import Program
    from alliance_cli.core.action import Action
    from alliance_cli.core.resumption import Resumption

_NOWHERE = "0"
HANDED_OVER = "ALLIANCE_HANDED_OVER"
"""The environment variable for a locked start while a client has the keyboard. Its value is the client's language."""
COMES_BACK = ("day",)
"""Commands that continue after a walk started in them ends."""


class ProcessLock(IdleLock):
    """The idle lock of a terminal. It replaces the process, because memory cannot be wiped."""

    def __init__(self, run: Program) -> None:
        super().__init__(run.app, run.front)
        self._run = run

    @property
    def seconds_for_enter(self) -> float:
        """In a running session: the seconds from clearing the screen until ``lock.session`` minutes have passed."""
        return max(0, self.settings.session * 60 - self.seconds) if self._run.front.in_the_room else 0

    def leave(self, typed: str) -> None:
        if self._vault is None:
            raise stopped()
        front = self._run.front
        if front.holds_unsaved:
            return
        typed = "" if front.handed_over else typed  # the client's half-typed text is saved as a draft of the client's
        places = [place() for place in front.places]
        try:
            number = self._run.app.repository.resumptions.keep(_with(places, typed)) if places else _NOWHERE
        except AllianceError:
            return
        with self._run.window.left() if self._run.window else nullcontext():
            _start_anew(number, front.handed_over)


def _with(places: Sequence[Resumption], typed: str) -> tuple[Resumption, ...]:
    return (*places[:-1], places[-1]._replace(typed=typed))


def _start_anew(number: str, handed_over: str) -> None:
    """Replace this process by the same command, without the passphrase in its environment; return only on failure.

    While a client has the keyboard, Enter alone must not open the vault, so the passphrase command is removed too.
    """
    from alliance_cli.usecases.vault.passphrases import COMMAND, NEW, VARIABLE

    left_out = (NEW, VARIABLE, *((COMMAND,) if handed_over else ()))
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    alone = {HANDED_OVER: handed_over} if handed_over else {}
    sys.stdout.flush()
    with suppress(OSError):
        os.execve(sys.executable, sys.orig_argv, {**environment, **alone, LOCKED: number})  # noqa: S606 - this very program


def goes_on(run: Program, ctx: Any) -> bool:
    """If the program locked itself, unlock and resume there; return whether that completes the command.

    ``ctx`` is the context of the root command.
    """
    number = os.environ.pop(LOCKED, None)
    if number is None:
        return False
    _take_back(run) if HANDED_OVER in os.environ else _unlock(run)
    places = run.app.repository.resumptions.take(number)
    comes_back = ctx.invoked_subcommand in COMES_BACK
    for place in reversed(places):
        run.front.resumption = place
        if place.action is None:
            return False
        try:
            _run_command(ctx, place, place.action)
        except (AllianceError, KeyboardInterrupt) as stop:
            if not comes_back:
                raise
            _tell(stop)
            break
    return bool(places) and not comes_back


def _unlock(run: Program) -> None:
    """Clear the screen and ask for the passphrase; raises Locked."""
    from alliance_cli.line.input.lines import LOCKED_NOW
    from alliance_cli.usecases.vault.unlocking import Unlocking

    run.screen.clear()
    run.screen.write(_(LOCKED_NOW))
    run.app.vault = Unlocking(run.app.places.vault, run.app.remembered, run.front).open_locked()
    run.screen.clear()


def _take_back(run: Program) -> None:
    """Clear the screen, ask the client to return the device, and ask for the passphrase until it is right."""
    from alliance_cli.line.asides.hand_over import kept_in
    from alliance_cli.usecases.vault.unlocking import Unlocking

    with Speaking(os.environ.pop(HANDED_OVER)), kept_in():
        while run.app.open_vault is None:
            run.screen.clear()
            run.screen.write("\n" + _("Please hand the device back.") + "\n")
            try:
                run.app.vault = Unlocking(run.app.places.vault, run.app.remembered, run.front).open_locked()
            except Locked:
                if not run.on_terminal:
                    raise
        run.screen.clear()


def _tell(stop: BaseException) -> None:
    """Say in one line why a walk stopped, before the list of the day comes back."""
    from alliance_cli.cli import failures

    if error := failures.error_of(stop):
        failures.tell(error, in_one_line=True)


def _run_command(ctx: Any, place: Resumption, action: Action) -> None:
    """Run the command that resumes a walk."""
    from alliance_cli.command_lines import command_words

    flags = {"--full": place.full, "--again": place.again, "--new": place.new, "--insist": place.new}
    words = [*command_words(action), *(flag for flag, given in flags.items() if given)]
    command = ctx.command.get_command(ctx, words[0])
    with command.make_context(words[0], words[1:], parent=ctx) as inner:
        command.invoke(inner)
