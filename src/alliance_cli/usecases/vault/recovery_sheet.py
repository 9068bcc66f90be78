"""alliance vault recovery."""

from __future__ import annotations

import sys

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import Declined, Refused
from alliance_cli.usecases.questions import confirm


def print_sheet(app: App, *, yes: bool) -> None:
    """Show the recovery sheet to a person who knows the passphrase; nothing of it is kept."""
    from alliance_cli.core.vault.recovery import recovery_code
    from alliance_cli.line.views.vault import recovery_sheet

    if not yes and not app.on_terminal:
        hint = "Where nobody looks over your shoulder: alliance vault recovery --yes"
        raise Refused("The sheet holds a code that opens everything, so it is only printed on purpose.", hint)
    vault = app.unlocking.open(remembered=False)
    code = recovery_code(vault.key.secret)
    vault.close()
    if not yes and not confirm(app, "Show the code that opens everything?", "Enter shows nothing."):
        raise Declined("Nothing was shown.")
    app.screen.show(recovery_sheet(code, app.clock.today))
    if app.on_terminal and sys.stdout.isatty():
        app.screen.say("\nCopy it onto paper now. Enter clears it off the screen.")
        app.lines.next()
        app.screen.clear()
