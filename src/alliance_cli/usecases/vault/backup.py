"""Making a backup, and reminding of one."""

from __future__ import annotations

from pathlib import Path

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.vault.safekeeping import BackupMade, LastBackup, last_backup
from alliance_cli.usecases.caseload.access import log_access


def backup_reminder(app: App) -> LastBackup | None:
    """The last backup, and what to say of it; None in a demo, whose vault ends with the program."""
    if app.key is not None:
        return None
    backups = app.repository.backups
    made, today = backups.latest(), app.clock.today
    on = made.astimezone(app.clock.now().tzinfo).date() if made else None
    return last_backup(on, backups.worth_it_since(), today, app.preferences.backup.remind)


def make_backup(app: App, typed: str | None, *, as_json: bool) -> None:
    """Make one in the folder that was typed, else in the one that is set."""
    settings = app.preferences.backup
    if typed == "":
        raise WrongUse("A backup needs the name of a folder.", "Leave it out to use the one of every day.")
    log_access(app)
    folder = Path(typed or settings.folder or app.places.backups).expanduser().resolve()
    if folder == app.places.backups.resolve():
        app.places.make_backups_folder()
    made = app.repository.backups.make(folder, settings.keep)
    if as_json:
        from alliance_cli.report.json.vault import backup_document

        app.screen.emit_json(backup_document(made))
    else:
        _tell(app, made)


def _tell(app: App, made: BackupMade) -> None:
    from alliance_cli.line.views.vault import count_phrase

    app.screen.show(str(made.path), as_is=True)
    app.screen.say(f"The backup is made and verified: {count_phrase(made.contents)}.")
    app.screen.say("The passphrase of today opens it, also when you change it later. Back with: alliance restore FILE")
    if made.trouble:
        app.screen.say(f"The vault could not note that it was made, so it will go on reminding you. {made.trouble}")
    if made.removed:
        app.screen.say(f"Taken away as older than the newest {app.preferences.backup.keep} (setting backup.keep):")
        for path in made.removed:
            app.screen.say(f"   {path}")
