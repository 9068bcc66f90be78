"""Warns about files on a disk that keeps no permissions, such as exFAT or some network drives."""

from __future__ import annotations

from pathlib import Path

from alliance_cli.files.paths import others_can_look
from alliance_cli.translation import N_, _
from alliance_cli.usecases.app import App

OPEN_DISK = N_(
    "This disk keeps no permissions: anyone who can reach it can read, copy or delete what is on it. The vault and "
    "its backups open only with the passphrase; settings and exports are readable."
)


def warn_where_open(app: App, written: Path) -> None:
    """Tell the person, if others can read a file that was written for its owner alone."""
    if others_can_look(written):
        app.notify(_(OPEN_DISK))
