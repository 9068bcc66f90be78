"""The paths of the vault, the settings and the user's own content, all in one folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Refused, VaultTrouble, WrongUse
from alliance_cli.files.home import CONFIG, usual_home
from alliance_cli.files.parts import keeps_permissions
from alliance_cli.files.paths import entries, exists, is_taken, others_can_look
from alliance_cli.files.trouble import reason_of
from alliance_cli.translation import _

_SYNC_MARKS = {".dropbox": "Dropbox", ".stfolder": "Syncthing"}
"""Files or folders that a sync service leaves in the folder it synchronises."""
_SYNC_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive-": "Google Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
"""The beginnings of the names of synchronised folders, in lower case."""


class Places(Struct, frozen=True):
    """The program's folder, as named by ``ALLIANCE_HOME``, and the paths in it."""

    home: Path

    @property
    def vault(self) -> Path:
        return self.home / "vault.db"

    @property
    def config(self) -> Path:
        """The settings that differ from their defaults."""
        return self.home / CONFIG

    @property
    def remembered(self) -> Path:
        """The marker file that names the key's entry in the keyring of the operating system."""
        return self.home / "remembered"

    @property
    def last_seen(self) -> Path:
        """The marker file that says which state of the vault was seen last; it contains nothing that was typed."""
        return self.home / "last-seen"

    @property
    def prompts(self) -> Path:
        """The user's own scripts and content; a file here takes precedence over the shipped file of the same name."""
        return self.home / "prompts"

    @property
    def backups(self) -> Path:
        """The default folder for backups."""
        return self.home / "backups"

    @property
    def sync_service(self) -> str | None:
        """The service that seems to synchronise the folder with other machines; None if none is recognised."""
        folders = (self.home, *self.home.parents)
        for mark, service in _SYNC_MARKS.items():
            if any(exists(folder / mark) for folder in folders):
                return service
        names = [folder.name.casefold() for folder in folders]
        known = _SYNC_NAMES.items()
        return next((service for word, service in known if any(name.startswith(word) for name in names)), None)

    def make_backups_folder(self) -> None:
        """Create the default folder for backups, readable only by its owner; raises VaultTrouble."""
        from alliance_cli.storage.file.vault_file import unwritable

        try:
            self.backups.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError:
            return  # a file has this name; making a backup reports that
        except OSError as error:
            raise unwritable(error) from None

    def refuse_second_vault(self) -> None:
        """Raises Refused if there is a vault already."""
        taken = False
        with suppress(VaultTrouble):  # ``make_home`` reports an unreadable folder
            taken = is_taken(self.vault)
        if taken:
            raise Refused(
                _("There is a vault already, and it stays as it is."),
                _("See what is due with:"),
                Action(ActionKind.SHOW_DUE),
            )

    def make_home(self) -> None:
        """Create the folder, readable only by its owner; raises Refused if others can read an existing, non-empty one.

        On a disk without permissions the folder is left unchanged.
        """
        try:
            is_new = not self.home.is_dir()
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_open = others_can_look(self.home)
            if is_open and not keeps_permissions(self.home):
                return
            if is_open and entries(self.home):
                raise Refused(
                    _("The folder for the vault is already in use, and others on this machine can open it."),
                    _("Choose an empty folder, or close this one first with: chmod 700 FOLDER"),
                )
            if is_new or is_open:
                self.home.chmod(0o700)
        except OSError as error:
            raise Refused(
                _("The folder for the vault cannot be made ({reason}).", reason=reason_of(error)),
                _("Choose another with --home DIR or ALLIANCE_HOME."),
            ) from None


def default_home() -> Path:
    """The platform's folder for a user's data; raises WrongUse for an account without a home folder."""
    try:
        return Path(usual_home())
    except RuntimeError:
        raise WrongUse(_("This account has no home folder."), _("Name one with --home DIR or ALLIANCE_HOME.")) from None
