"""alliance backup: a verified, encrypted copy of the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.light_typer import command
from alliance_cli.cli.setup import Program

if TYPE_CHECKING:
    from alliance_cli.core.vault.safekeeping import Made

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

    It opens with the passphrase of today, and is named by date and time. All backups are kept; to keep only the newest
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
        _show(run, made)


def _show(run: Program, made: Made) -> None:
    from alliance_cli.line.views.vault import count_phrase

    run.screen.show(str(made.path), as_is=True)
    run.screen.say(f"The backup is made and verified: {count_phrase(made.contents)}.")
    run.screen.say("The passphrase of today opens it, also when you change it later. Back with: alliance restore FILE")
    if made.trouble:
        run.screen.say(f"The vault could not note that it was made, so it will go on reminding you. {made.trouble}")
    if made.removed:
        keep = run.app.preferences.backup.keep
        run.screen.say(f"Taken away as older than the newest {keep} (setting backup.keep):")
        for path in made.removed:
            run.screen.say(f"   {path}")
