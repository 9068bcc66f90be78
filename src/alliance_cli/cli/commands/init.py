"""alliance init: creates the encrypted vault."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli.setup import Program
from alliance_cli.cli.spoken import speech
from alliance_cli.cli.typer_seam import command
from alliance_cli.translation import _, _n

app = command()


@app.command()
def init(
    ctx: typer.Context,
    keep_years: Annotated[
        str | None,
        typer.Option(metavar="YEARS", help="How many years a client's file is kept; asked at a terminal if left out."),
    ] = None,
) -> None:
    """Make the encrypted vault, once.

    Nobody can open the vault without the passphrase, so keep it safe. If you choose a weak one, you are told and can
    choose again. You are asked once how many years a client's file is kept; that depends on the law where you work.

    Example: alliance init
    """
    from alliance_cli.usecases.vault.backup import backup_folder
    from alliance_cli.usecases.vault.credentials import create_vault

    run: Program = ctx.obj
    years = create_vault(run.app, run.front, keep_years)
    run.screen.say(_("The vault is ready: {path}", path=run.app.places.vault))
    run.screen.say(
        _("Only the passphrase opens it; nobody can reset it. A sheet in case you forget: alliance vault recovery")
    )
    _say_how_long_files_are_kept(run, years)
    run.screen.say(
        _("Backups go to {folder} with: alliance backup. Next: alliance prep J7", folder=backup_folder(run.app))
    )
    if hint := speech.hint_of_another():
        run.screen.say(hint)


def _say_how_long_files_are_kept(run: Program, years: int | None) -> None:
    """Say the ``years`` just chosen or, if none were, how to choose them."""
    from alliance_cli.usecases.vault.retention_choice import is_decided, suggested_years

    if years is not None:
        run.screen.say(
            _n(
                "A client's file comes up for review {count} year after its last entry: alliance vault due",
                "A client's file comes up for review {count} years after its last entry: alliance vault due",
                years,
            )
        )
    elif not is_decided(run.app):
        suggested = suggested_years(run.app.language)
        run.screen.say(
            _("Set how many years you keep files: alliance config set retention.years {years}", years=suggested)
        )
