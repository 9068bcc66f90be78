"""alliance vault: checks and manages the encrypted file, its passphrase and its access log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import credentials, options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse
from alliance_cli.files.paths import exists
from alliance_cli.translation import NC_, _, _c, _n

if TYPE_CHECKING:
    from alliance_cli.core.vault.safekeeping import CheckReport
    from alliance_cli.usecases.vault.check import Salvaged

app = command("The encrypted file, and who can open it.")
_PLACES = {
    "home": NC_("place", "home"),
    "vault": NC_("place", "vault"),
    "settings": NC_("place", "settings"),
    "prompts": NC_("place", "prompts"),
}
LATEST = 40
"""How many entries of the access log are shown without ``--all``."""


@app.command()
def where(ctx: typer.Context, as_json: options.Json = False) -> None:
    """Where the vault, the settings and your prompts lie.

    Example: alliance vault where
    """
    run: Program = ctx.obj
    places = run.app.places
    rows = {"home": places.home, "vault": places.vault, "settings": places.config, "prompts": places.prompts}
    if as_json:
        run.screen.emit_json({name: {"path": str(path), "exists": exists(path)} for name, path in rows.items()})
        return
    from alliance_cli.views.vault import paths_view

    run.screen.show(
        paths_view([(_c("place", _PLACES[name]), str(path), exists(path)) for name, path in rows.items()]), as_is=True
    )


@app.command()
def check(
    ctx: typer.Context,
    salvage: Annotated[bool, typer.Option("--salvage", help="Copy what can be read into a new vault.")] = False,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="With --salvage: the new vault; beside the old if left out.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Check the vault: every page, table and value, what belongs together, and who may read the file.

    Names what is wrong by table and id, never by what is written there. With --salvage, what can still be read is
    copied row by row into a new vault with the same passphrase, and the damaged one stays as it is.

    Example: alliance vault check
    """
    from alliance_cli.usecases.vault.check import check_vault, refuse_unsound, salvage_vault

    run: Program = ctx.obj
    if salvage:
        _show_salvaged(run, salvage_vault(run.app, run.front, file), as_json=as_json)
        return
    if file is not None:
        raise WrongUse(_("FILE goes with --salvage."), _("alliance vault check looks through the vault that is here."))
    found = check_vault(run.app, run.front)
    _show_found(run, found, as_json=as_json)
    refuse_unsound(found)


def _show_found(run: Program, found: CheckReport, *, as_json: bool) -> None:
    if as_json:
        from alliance_cli.report.json.vault import check_document

        run.screen.emit_json(check_document(found))
    else:
        from alliance_cli.views.vault import findings_view

        run.screen.show(findings_view(found))


def _show_salvaged(run: Program, made: Salvaged, *, as_json: bool) -> None:
    if as_json:
        from alliance_cli.report.json.vault import salvage_document

        run.screen.emit_json(salvage_document(made.path, made.tables, made.untied))
        return
    from alliance_cli.line.results import vault_salvaged
    from alliance_cli.views.vault import salvage_view

    run.screen.show(salvage_view(made.tables))
    run.screen.say(vault_salvaged(made))


for _of_credentials in credentials.COMMANDS:
    app.command()(_of_credentials)


@app.command()
def due(ctx: typer.Context, as_json: options.Json = False) -> None:
    """Files whose time of keeping is over.

    A file comes up as many years after its last entry as retention.years says, and not before the date set with client
    edit --keep-until. Nothing is deleted automatically: the list shows the commands to export and to erase.

    Example: alliance vault due
    """
    from alliance_cli.usecases.vault.keeping import files_due
    from alliance_cli.usecases.vault.retention_choice import is_decided

    run: Program = ctx.obj
    reviews, years = files_due(run.app), run.app.settings.retention.years
    if as_json:
        from alliance_cli.report.json.vault import reviews_document

        run.screen.emit_json(reviews_document(reviews, years))
    else:
        from alliance_cli.views.vault import reviews_view

        run.screen.show(reviews_view(reviews, years))
    if not is_decided(run.app):
        hint = _(
            "How long files are kept has not been set yet, so {years} years are assumed. Set it with: "
            "alliance config set retention.years {years}",
            years=years,
        )
        run.screen.say(hint)


@app.command()
def log(
    ctx: typer.Context,
    client: Annotated[str | None, typer.Option("--client", metavar="CLIENT", help="Only about this client.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only from this date on.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every entry, not only the latest.")] = False,
    forget: Annotated[
        str | None,
        typer.Option("--forget-before", metavar="DATE", help="Remove the entries from before this date."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Which command touched which client, and when.

    The log is inside the vault and holds nothing you typed. Entries about a client go when the client is erased;
    others stay until you remove them.

    Example: alliance vault log --client J7 --since 2026-11-01
    """
    from alliance_cli.cli.dates import day_typed
    from alliance_cli.core.formatting import plain_day
    from alliance_cli.usecases.vault.keeping import access_entries, forget_entries

    run: Program = ctx.obj
    if forget is not None:
        day = day_typed(run, forget, "--forget-before")
        count = forget_entries(run.app, day)
        run.screen.say(
            _n(
                "{count} entry from before {day} was removed.",
                "{count} entries from before {day} were removed.",
                count,
                day=plain_day(day),
            )
        )
        return
    entries = access_entries(
        run.app, run.front, client, day_typed(run, since, "--since") if since is not None else None
    )
    if as_json:
        from alliance_cli.report.json.vault import log_document

        run.screen.emit_json(log_document(entries))
    else:
        from alliance_cli.views.vault import log_view

        run.screen.show(log_view(entries if all_ else entries[-LATEST:], len(entries)))


@app.command()
def compact(ctx: typer.Context) -> None:
    """Rewrite the file without the space that was freed.

    Erasing a client does this automatically; you need it only where that failed.

    Example: alliance vault compact
    """
    from alliance_cli.usecases.vault.backup import compact_vault

    run: Program = ctx.obj
    compact_vault(run.app)
    run.screen.say(_("The vault's file was rewritten; nothing that was removed is left in it."))
