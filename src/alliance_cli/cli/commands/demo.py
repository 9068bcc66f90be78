"""alliance demo: try everything on six invented clients."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from alliance_cli.cli.light_typer import command

if TYPE_CHECKING:
    pass

app = command()
CLIENT = "J7"


@app.command()
def demo(ctx: typer.Context) -> None:
    """Try everything on six invented clients.

    Needs no passphrase and leaves nothing behind. On a terminal you walk prep, session and reflect yourself;
    elsewhere they play by themselves.

    Example: alliance demo
    """
    from alliance_cli.storage.file.keys import random_key
    from alliance_cli.usecases.demo_caseload import build
    from alliance_cli.usecases.vault.create import create_vault

    asked: Program = ctx.obj
    with TemporaryDirectory(prefix="alliance-demo-") as folder:
        run = Program(Path(folder) / "home", asked.plain, asked.clock, random_key(), asked.named_language)
        create_vault(run.app, run.front)
        build(run.app)
        _tour(run)
        run.app.repository.close()
