"""Makes backups, and reminds the clinician to make one."""

from __future__ import annotations

from pathlib import Path

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.vault.safekeeping import BackupMade, LastBackup, last_backup
from alliance_cli.files.paths import real_path, typed_path
from alliance_cli.translation import _
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.vault.copies import folders_of_copies, sweep_parts
from alliance_cli.usecases.vault.permissions import warn_where_open


def backup_reminder(app: App) -> LastBackup | None:
    """The last backup with its reminder; None in a demo, whose vault ends with the program."""
    if app.key is not None:
        return None
    backups = app.repository.backups
    made, today = backups.latest(), app.clock.today
    on = made.date() if made else None
    ahead = on is None and backups.is_listed()
    return last_backup(on, backups.worth_it_since(), today, app.settings.backup.remind, ahead=ahead)


def backup_folder(app: App) -> Path:
    """The folder for backups unless another is typed: the one in the settings, or else the one beside the vault."""
    return typed_path(app.settings.backup.folder or app.places.backups)


def compact_vault(app: App) -> None:
    """Rewrite the vault without its free space, and delete unfinished copies; raises VaultTrouble."""
    folder = backup_folder(app)
    app.repository.files.compact()
    sweep_parts(app, folders_of_copies(app, folder))


def make_backup(app: App, typed: str | None) -> BackupMade:
    """Make a backup in the typed folder, or else in the usual one; raises WrongUse or VaultTrouble."""
    keep = app.settings.backup.keep
    if typed == "":
        raise WrongUse(_("A backup needs the name of a folder."), _("Leave it out to use the usual one."))
    log_access(app)
    folder = real_path(typed_path(typed) if typed else backup_folder(app))
    if folder == real_path(app.places.backups):
        app.places.make_backups_folder()
    made = app.repository.backups.make(folder, keep)
    sweep_parts(app, folders_of_copies(app, folder))
    warn_where_open(app, made.path)
    return made
