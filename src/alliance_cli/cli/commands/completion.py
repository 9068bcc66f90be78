"""alliance completion: prints a shell script that completes commands, options and their values."""

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
"""The argument with which the scripts ask for the codes of open clients."""

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
    """Print the codes of open clients, one per line; print nothing if the passphrase would have to be typed."""
    from alliance_cli.usecases.caseload.clients import codes_without_asking

    for code in codes_without_asking(run.app):
        sys.stdout.write(f"{code}\n")
