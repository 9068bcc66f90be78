"""alliance vault: the encrypted file itself, and who gets in."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse

app = command("The encrypted file itself, and who gets in.")


@app.command()
def where(ctx: typer.Context, as_json: options.Json = False) -> None:
    """Where the vault, the settings and your prompts lie.

    Example: alliance vault where
    """
    from alliance_cli.usecases.vault.where import show_places

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
    from alliance_cli.usecases.vault.check import check_vault, salvage_vault

    if salvage:
        salvage_vault(ctx.obj, file, as_json=as_json)
    elif file is not None:
        raise WrongUse("FILE goes with --salvage.", "alliance vault check looks through the vault that is here.")
    else:
        check_vault(ctx.obj, as_json=as_json)


@app.command()
def passphrase(ctx: typer.Context) -> None:
    """Change the passphrase.

    Asks for the old one (or a recovery code), then twice for the new one; at every moment one of the two opens the
    vault. Without a terminal the new one is taken from ALLIANCE_NEW_PASSPHRASE. Other windows of alliance that are open
    ask for the new one, or stop with all that was answered kept.

    Example: alliance vault passphrase
    """
    from alliance_cli.usecases.vault.change_passphrase import change_passphrase

    change_passphrase(ctx.obj)


@app.command()
def remember(ctx: typer.Context) -> None:
    """Let this machine's keyring open the vault for you.

    It keeps the key, never the passphrase. Where no keyring keeps a secret, nothing is kept (exit code 8).

    Example: alliance vault remember
    """
    from alliance_cli.usecases.vault.remember import remember

    remember(ctx.obj)


@app.command()
def forget(ctx: typer.Context) -> None:
    """Take the key out of the keyring again.

    Example: alliance vault forget
    """
    from alliance_cli.usecases.vault.remember import forget

    forget(ctx.obj)


@app.command()
def recovery(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Print the code without asking first.")] = False,
) -> None:
    """A sheet of paper that opens the vault if you forget.

    It holds a code that is as good as the passphrase until that is changed. Nothing of it is kept; without a terminal
    it is printed only with --yes.

    Example: alliance vault recovery
    """
    from alliance_cli.usecases.vault.recovery_sheet import print_sheet

    print_sheet(ctx.obj, yes=yes)


@app.command()
def due(ctx: typer.Context, as_json: options.Json = False) -> None:
    """Files that were kept long enough to look at again.

    A file comes up so many years (retention.years) after its last entry, and not before the date set with client edit
    --keep-until. Nothing is ever deleted by itself: the list shows the commands to export and to erase.

    Example: alliance vault due
    """
    from alliance_cli.usecases.vault.retention import show_reviews

    show_reviews(ctx.obj, as_json=as_json)


@app.command()
def log(
    ctx: typer.Context,
    client: Annotated[str | None, typer.Option("--client", metavar="CLIENT", help="Only about this client.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Only from this date on.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every entry, not only the latest.")] = False,
    forget: Annotated[
        str | None,
        typer.Option("--forget-before", metavar="YYYY-MM-DD", help="Take away the entries from before this date."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """When which command touched which client.

    Kept inside the vault, without anything you typed. Entries about a client go when the client is erased; others stay
    until you take them away.

    Example: alliance vault log --client J7 --since 2026-11-01
    """
    from alliance_cli.usecases.vault.log import Asked, forget_before, show_log

    if forget is not None:
        forget_before(ctx.obj, forget)
    else:
        show_log(ctx.obj, Asked(client, since, all_), as_json=as_json)


@app.command()
def compact(ctx: typer.Context) -> None:
    """Write the file anew, without the room that was freed.

    Erasing a client does this by itself; by hand it is needed only where that could not be done.

    Example: alliance vault compact
    """
    run: Program = ctx.obj
    run.repository.files.compact()
    run.screen.say("The vault's file is written anew; nothing is left in it of what was taken away.")
