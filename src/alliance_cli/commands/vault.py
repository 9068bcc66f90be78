"""alliance vault: the encrypted file itself, and who gets in."""

from __future__ import annotations

import typer

from alliance_cli.commands import _options as options
from alliance_cli.commands._typer import command

app = command("The encrypted file itself, and who gets in.")


@app.command()
def where(ctx: typer.Context, as_json: options.Json = False) -> None:
    """Where the vault, the settings and your prompts lie.

    Example: alliance vault where
    """
    from alliance_cli.commands._vault_where import show_places

    show_places(ctx.obj, as_json=as_json)
