"""alliance backup: makes a verified, encrypted copy of the vault."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command

app = command()


@app.command()
def backup(
    ctx: typer.Context,
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help="The folder it is put in; the one that is set if left out.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """A verified, encrypted copy of the vault, made while it is in use.

    It opens with today's passphrase and is named by date and time. All backups are kept; to keep only the newest
    ones: alliance config set backup.keep 10. Put one on another disk now and then.

    Example: alliance backup /media/stick
    """
    from alliance_cli.usecases.vault.backup import make_backup

    run: Program = ctx.obj
    made = make_backup(run.app, folder)
    if as_json:
        from alliance_cli.report.json.vault import backup_document

        run.screen.emit_json(backup_document(made))
    else:
        from alliance_cli.line.results import backup_made

        run.screen.show(str(made.path), as_is=True)
        run.screen.say(backup_made(made, run.app.settings.backup.keep))
