"""Defines the vault commands for the passphrase, the keyring and the recovery code."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from alliance_cli.cli.setup import Program
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.translation import _


def passphrase(ctx: typer.Context) -> None:
    """Change the passphrase.

    Asks for the old one (or a recovery code), then twice for the new one; at every moment one of the two opens the
    vault. Without a terminal the new one is taken from ALLIANCE_NEW_PASSPHRASE. Other open windows of alliance ask for
    the new one or stop; what was answered there is kept.

    Example: alliance vault passphrase
    """
    from alliance_cli.line.results import passphrase_changed
    from alliance_cli.usecases.vault.credentials import change_passphrase

    run: Program = ctx.obj
    run.screen.say(passphrase_changed(change_passphrase(run.app, run.front)))


def remember(ctx: typer.Context) -> None:
    """Let this machine's keyring open the vault for you.

    It keeps the key, never the passphrase. If this machine has no safe keyring, nothing is kept (exit code 8).

    Example: alliance vault remember
    """
    from alliance_cli.usecases.vault.credentials import remember_key

    run: Program = ctx.obj
    remember_key(run.app, run.front)
    run.screen.say(_("Your keyring now keeps the key, so this machine no longer asks for the passphrase."))
    run.screen.say(_("Anyone who is logged in here as you can open the vault. Undo it with: alliance vault forget"))


def forget(ctx: typer.Context) -> None:
    """Take the key out of the keyring again.

    Works without a keyring too; then it says what may be left.

    Example: alliance vault forget
    """
    from alliance_cli.usecases.vault.credentials import forget_key

    run: Program = ctx.obj
    forgotten = forget_key(run.app)
    if forgotten is None:
        run.screen.say(_("No key is remembered."))
        return
    run.screen.say(_("The key is forgotten. You will be asked for the passphrase again."))
    if not forgotten:
        sentence = _(
            "This machine has no keyring now. An earlier one may still hold the key; a new passphrase makes it useless:"
        )
        run.front.note(sentence, Action(ActionKind.CHANGE_PASSPHRASE))


def recovery(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Print the code without asking first.")] = False,
) -> None:
    """A sheet of paper that opens the vault if you forget.

    It holds a code that opens the vault like the passphrase, until the passphrase is changed. The code is not stored;
    without a terminal it is printed only with --yes.

    Example: alliance vault recovery
    """
    from alliance_cli.usecases.vault.credentials import recovery_code
    from alliance_cli.views.vault import recovery_sheet

    run: Program = ctx.obj
    sheet = recovery_sheet(recovery_code(run.app, run.front, yes=yes), run.clock.today)
    if not (run.on_terminal and sys.stdout.isatty()):
        run.screen.show(sheet)
        return
    with run.screen.cleared_afterwards():
        run.screen.show(sheet)
        run.screen.say("\n" + _("Copy it onto paper now. Enter clears the screen."))
        run.lines.next()


COMMANDS = (passphrase, remember, forget, recovery)
"""The commands in the order of the help page."""
