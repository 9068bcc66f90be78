"""Defines the settings for reminders, retention, backups and locking."""

from __future__ import annotations

from pathlib import PurePath

from msgspec import Struct

from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

DAY = 24 * 60


class TailorSettings(Struct, frozen=True):
    """When a look at how a client likes to be worked with is due, in sessions."""

    by: int = 3
    """With nothing noted, after so many sessions."""
    every: int = 10
    """So many sessions after the last look."""

    def __post_init__(self) -> None:
        if self.by < 1 or self.every < 1:
            raise WrongUse(_("A reminder comes after one session or more."))


class RetentionSettings(Struct, frozen=True):
    """How long a file is kept after the last entry in it, before it comes up for review."""

    years: int = 7

    def __post_init__(self) -> None:
        if not 1 <= self.years <= 100:
            raise WrongUse(_("retention.years lies from 1 to 100."))


class SelfCareSettings(Struct, frozen=True):
    """When the clinician's own check-ins are worth a word: a convention of this program, no finding of anybody's."""

    low: float = 4.0
    """A check-in is low where the mean of energy, presence and load counted the other way round is at or below it."""
    run: int = 3
    """So many low ones in a row; 0 for never."""

    def __post_init__(self) -> None:
        if not 1 <= self.low <= 9:
            raise WrongUse(_("A low check-in has a mean from 1 to 9."))
        if self.run < 0:
            raise WrongUse(_("Low check-ins in a row are counted from 1; 0 is for never."))


class BackupSettings(Struct, frozen=True):
    """Where backups are made, how many are kept, and when the program reminds of one."""

    folder: str = ""
    """A folder; empty for ``backups`` beside the vault."""
    keep: int = 0
    """How many are kept in a folder; 0 for all, as nothing is deleted that nobody decided about."""
    remind: int = 7
    """So many days after the last one; 0 for never."""

    def __post_init__(self) -> None:
        if self.folder and not (self.folder.startswith("~") or PurePath(self.folder).is_absolute()):
            raise WrongUse(_("backup.folder takes the whole path of a folder, such as ~/safe/alliance."))
        if self.keep < 0 or self.remind < 0:
            raise WrongUse(_("A number of backups or days is 0 or more; 0 keeps all, or never reminds."))


THEMES = ("dark", "light", "contrast")


class ScreenSettings(Struct, frozen=True):
    """How much of the window is taken, in which colours, and who else may look at it."""

    full: str = "on"
    """``on`` where walks take the whole window, ``off`` where they are asked line by line."""
    theme: str = "dark"
    """The colours of the full screen."""
    plain: str = "off"
    """``on`` where the output is heard or felt: line by line, with every chart in words, as with ``--plain``."""
    private: str = "off"
    """``on`` where the screen is shared: a key is pressed before anything that was typed is shown."""

    def __post_init__(self) -> None:
        if self.full not in ("on", "off"):
            raise WrongUse(_("screen.full is on or off."))
        if self.theme not in THEMES:
            raise WrongUse(_("screen.theme is dark, light or contrast."))
        if self.plain not in ("on", "off"):
            raise WrongUse(_("screen.plain is on or off."))
        if self.private not in ("on", "off"):
            raise WrongUse(_("screen.private is on or off."))


class SessionSettings(Struct, frozen=True):
    """What the full screen shows during a session."""

    reminder: int = 25
    """After so many minutes the mid-point of a session is named; half of fifty. 0 for never."""

    def __post_init__(self) -> None:
        if not 0 <= self.reminder <= DAY:
            raise WrongUse(_("session.reminder lies from 0 (never) to {day} minutes.", day=DAY))


class LockSettings(Struct, frozen=True):
    """When a waiting question is locked."""

    after: float = 10.0
    """After so many minutes without a key pressed; 0 stands for never."""
    session: float = 60.0
    """In a session on its day the screen is only cleared then, and locked after so many minutes; 0 for at once."""

    def __post_init__(self) -> None:
        if not 0 <= self.after <= DAY:
            raise WrongUse(_("lock.after lies from 0 (never) to {day} minutes.", day=DAY))
        if not 0 <= self.session <= DAY:
            raise WrongUse(_("lock.session lies from 0 (as elsewhere) to {day} minutes.", day=DAY))
