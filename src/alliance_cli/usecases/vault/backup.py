"""Makes a backup, and reminds of one."""

from __future__ import annotations

import os
from pathlib import Path

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.vault.safekeeping import BackupMade, LastBackup, last_backup
from alliance_cli.files import typed_path
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access


def backup_reminder(app: App) -> LastBackup | None:
    """The last backup, and what to say of it; None in a demo, whose vault ends with the program."""
    if app.key is not None:
        return None
    backups = app.repository.backups
    made, today = backups.latest(), app.clock.today
    on = made.date() if made else None
    return last_backup(on, backups.worth_it_since(), today, app.preferences.backup.remind)


def make_backup(app: App, typed: str | None) -> BackupMade:
    """Make a backup in the folder that was typed, else in the one that is set; raises WrongUse or VaultTrouble."""
    settings = app.preferences.backup
    if typed == "":
        raise WrongUse("A backup needs the name of a folder.", "Leave it out to use the one of every day.")
    log_access(app)
    folder = Path(os.path.realpath(typed_path(typed or settings.folder or app.places.backups)))
    if folder == app.places.backups.resolve():
        app.places.make_backups_folder()
    return app.repository.backups.make(folder, settings.keep)
