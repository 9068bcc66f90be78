"""alliance init: make the encrypted vault, once."""

from __future__ import annotations

import typer

from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command

app = command()


@app.command()
def init(ctx: typer.Context) -> None:
    """Make the encrypted vault, once.

    There is no way in without the passphrase, so keep it safe. A weak one is named as such, and you may choose again.

    Example: alliance init
    """
    from alliance_cli.usecases.vault.backup import backup_folder
    from alliance_cli.usecases.vault.credentials import create_vault

    run: Program = ctx.obj
    create_vault(run.app, run.front)
    run.screen.say(f"The vault is ready: {run.app.places.vault}")
    sheet = "A sheet in case you forget: alliance vault recovery"
    run.screen.say(f"Only the passphrase opens it; nobody can reset it. {sheet}")
    run.screen.say(f"Backups go to {backup_folder(run.app)} with: alliance backup. Next: alliance prep J7")
