"""Names the new file of a page, and shows it in the browser."""

from __future__ import annotations

from pathlib import Path

from alliance_cli.core.errors import WrongUse
from alliance_cli.files.paths import typed_path
from alliance_cli.files.writing import free_name
from alliance_cli.report.export.new_file import refuse_existing
from alliance_cli.translation import _

ENDINGS = (".html", ".htm")


def free_page(name: str) -> Path:
    """A new file of this name in the current folder, with a number if the name is taken."""
    return free_name(typed_path(f"{name}.html"))


def page_path(typed: str) -> Path:
    """The new file of this name; raises WrongUse for another ending, Refused if the name is taken."""
    path = typed_path(typed)
    if path.suffix.casefold() not in ENDINGS:
        raise WrongUse(_("A page is an HTML file."), _("Name a new one that ends in .html."))
    refuse_existing(path)
    return path


def open_page(path: Path) -> bool:
    """Show the page in the browser; returns whether one could be started."""
    import webbrowser

    try:
        return webbrowser.open(path.as_uri())
    except OSError:
        return False
