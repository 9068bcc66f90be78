"""alliance vault: the encrypted file itself, and who gets in."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import command
from alliance_cli.core.errors import WrongUse

app = command("The encrypted file itself, and who gets in.")


@app.command()
def where(ctx: typer.Context, as_json: options.Json = False) -> None:
    """Where the vault, the settings and your prompts lie.

    Example: alliance vault where
    """
    from alliance_cli.commands._vault_where import show_places

    show_places(ctx.obj, as_json=as_json)


@app.command()
def check(
    ctx: typer.Context,
    salvage: Annotated[bool, typer.Option("--salvage", help="Copy what can be read into a new vault.")] = False,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="With --salvage: the new vault; beside the old if left out.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Look the vault through: every page, table and value, what belongs together, and who may read the file.

    Names what is not as it should be by table and id, never what is written there. With --salvage what can still be
    read goes, row by row, into a new vault with the same passphrase, and the damaged one stays as it is.

    Example: alliance vault check
    """
    from alliance_cli.commands._vault_check import check_vault, salvage_vault

    if salvage:
        salvage_vault(ctx.obj, file, as_json=as_json)
    elif file is not None:
        raise WrongUse("FILE goes with --salvage.", "alliance vault check looks through the vault that is here.")
    else:
        check_vault(ctx.obj, as_json=as_json)
