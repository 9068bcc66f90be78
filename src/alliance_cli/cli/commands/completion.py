"""alliance completion: a script for your shell that completes commands, options and their values."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from alliance_cli.cli.completions import SHELLS, script
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import either
from alliance_cli.translation import _

CODES = "codes"
"""What the scripts ask for themselves: the codes of open clients, where the keyring opens the vault."""

app = command()


@app.command()
def completion(
    ctx: typer.Context, shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")]
) -> None:
    """Print a script that completes commands, options and their values when you press Tab.

    Clients' codes are completed only where the keyring opens the vault (alliance vault remember).

    Example: alliance completion bash > ~/.local/share/bash-completion/completions/alliance
    """
    if shell == CODES:
        _show_codes(ctx.obj)
    elif shell in SHELLS:
        sys.stdout.write(script(shell))
    else:
        raise WrongUse(
            _("There are scripts for {shells}.", shells=either(SHELLS)), _("Such as: alliance completion bash")
        )


def _show_codes(run: Program) -> None:
    """The codes of open clients, one a line; nothing where a person would have to be asked for the passphrase."""
    from alliance_cli.usecases.caseload.clients import codes_without_asking

    for code in codes_without_asking(run.app):
        sys.stdout.write(f"{code}\n")
