"""Writes a page into a new file, says where it is, and opens it in the browser where that was asked for."""

from __future__ import annotations

from pathlib import Path

from alliance_cli.cli.setup import Program
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

ENDINGS = (".html", ".htm")


def page_path(typed: str) -> Path:
    """The new file of this name; raises WrongUse for another ending, Refused where the name is taken."""
    from alliance_cli.files.paths import typed_path
    from alliance_cli.report.export.new_file import refuse_existing

    path = typed_path(typed)
    if path.suffix.casefold() not in ENDINGS:
        raise WrongUse(_("A page is an HTML file."), _("Name a new one that ends in .html."))
    refuse_existing(path)
    return path


def free_page(name: str) -> Path:
    """A new file of this name in the current folder, with a number where it is taken."""
    from alliance_cli.files.paths import typed_path
    from alliance_cli.files.writing import free_name

    return free_name(typed_path(f"{name}.html"))


def write_page(run: Program, path: Path, page: str) -> None:
    """Write the page into a file that only its owner can read; raises Refused, WrongUse or OSError."""
    from alliance_cli.report.export.new_file import new_file

    with run.app.repository.parts.entering() as enter, new_file(path, enter=enter) as part:
        part.write_text(page, encoding="utf-8")


def tell_page(run: Program, path: Path, *, open_: bool, as_json: bool) -> None:
    """Say which file was written and that it is not encrypted; ``open_`` shows it in the browser."""
    from alliance_cli.usecases.vault.permissions import warn_where_open

    run.screen.say(_("The page is not encrypted: whoever has it can read it. Delete it when it has served."))
    warn_where_open(run.app, path)
    if as_json:
        run.screen.emit_json({"path": str(path), "encrypted": False})
    else:
        run.screen.show(_("Wrote {path}", path=path), as_is=True)
    if open_ and not _opened(path):
        run.screen.say(_("No browser could be started. Open the file in yours."))


def _opened(path: Path) -> bool:
    import webbrowser

    return webbrowser.open(path.absolute().as_uri())
