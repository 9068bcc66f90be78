"""alliance restore: replaces the vault with a backup."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.translation import _

app = command()


@app.command()
def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Replace the vault without being asked.")] = False,
) -> None:
    """Replace the vault with a backup.

    Shows what is in it against what is here, and asks. The vault that is replaced stays beside the new one, and the
    backup stays as it is. It opens with the passphrase of the day it was made.

    Example: alliance restore backups/alliance-2026-11-24T183000.db
    """
    from alliance_cli.usecases.vault.restore import restore_backup

    run: Program = ctx.obj
    restored = restore_backup(run.app, run.front, file, yes=yes)
    run.screen.say(_("The vault is now as it was in the backup: {file}", file=restored.vault))
    run.screen.say(_("It opens with the passphrase you had when you made the backup."))
    if restored.replaced is not None:
        run.screen.say(_("The replaced vault is kept: {file}", file=restored.replaced))
