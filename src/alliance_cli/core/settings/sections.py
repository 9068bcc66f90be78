"""Defines the settings for reminders, retention, backups and locking."""

from __future__ import annotations

from pathlib import PurePath

from msgspec import Struct

from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

DAY = 24 * 60


class TailorSettings(Struct, frozen=True):
    """When to look at how a client likes to be worked with, in sessions."""

    by: int = 3
    """After this many sessions, if nothing is noted."""
    every: int = 10
    """This many sessions after the last look."""

    def __post_init__(self) -> None:
        if self.by < 1 or self.every < 1:
            raise WrongUse(_("A reminder comes after one session or more."))


class RetentionSettings(Struct, frozen=True):
    """How many years after its last entry a file comes up for review."""

    years: int = 7

    def __post_init__(self) -> None:
        if not 1 <= self.years <= 100:
            raise WrongUse(_("retention.years takes a number from 1 to 100."))


class SelfCareSettings(Struct, frozen=True):
    """When the clinician's own check-ins bring a reminder: a convention of this program, with no study behind it."""

    low: float = 4.0
    """A check-in is low if the mean of energy, presence and reversed load is at or below this."""
    run: int = 3
    """This many low check-ins in a row; 0 for never."""

    def __post_init__(self) -> None:
        if not 1 <= self.low <= 9:
            raise WrongUse(_("A low check-in has a mean from 1 to 9."))
        if self.run < 0:
            raise WrongUse(_("Low check-ins in a row are counted from 1; 0 means never."))


class BackupSettings(Struct, frozen=True):
    """Where backups are made, how many are kept, and when the program reminds of one."""

    folder: str = ""
    """A folder; empty for ``backups`` beside the vault."""
    keep: int = 0
    """How many are kept in a folder; 0 for all, since nothing is deleted unless the clinician decides so."""
    remind: int = 7
    """This many days after the last backup; 0 for never."""

    def __post_init__(self) -> None:
        if self.folder and not (self.folder.startswith("~") or PurePath(self.folder).is_absolute()):
            raise WrongUse(_("backup.folder takes the whole path of a folder, such as ~/safe/alliance."))
        if self.keep < 0 or self.remind < 0:
            raise WrongUse(_("The number of backups or days is 0 or more; 0 keeps them all, or never reminds you."))


THEMES = ("dark", "light", "contrast")


class ScreenSettings(Struct, frozen=True):
    """Whether walks take the whole window, in which colours, and whether others may see the screen."""

    full: str = "on"
    """``on`` if walks take the whole window, ``off`` if they are asked line by line."""
    theme: str = "dark"
    """The colours of the full screen."""
    plain: str = "off"
    """``on`` for a screen reader or a braille line: line by line, with every chart in words, as with ``--plain``."""
    private: str = "off"
    """``on`` if others see the screen: a person has to press Enter before anything typed is shown."""

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
    """The mid-point of a session is named after this many minutes, half of fifty by default; 0 for never."""

    def __post_init__(self) -> None:
        if not 0 <= self.reminder <= DAY:
            raise WrongUse(_("session.reminder takes 0 (never) to {day} minutes.", day=DAY))


class LockSettings(Struct, frozen=True):
    """When a waiting question is locked."""

    after: float = 10.0
    """After this many minutes without a key press; 0 for never."""
    session: float = 60.0
    """In a session on its day the screen is first only cleared, and locked after this many minutes; 0 for at once."""

    def __post_init__(self) -> None:
        if not 0 <= self.after <= DAY:
            raise WrongUse(_("lock.after takes 0 (never) to {day} minutes.", day=DAY))
        if not 0 <= self.session <= DAY:
            raise WrongUse(_("lock.session takes 0 (as elsewhere) to {day} minutes.", day=DAY))
