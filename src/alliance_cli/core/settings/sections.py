"""Defines the settings for reminders, retention, backups and locking."""

from __future__ import annotations

from pathlib import PurePath

from msgspec import Struct

from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

DAY = 24 * 60


class TailorSettings(Struct, frozen=True):
    """When to review how a client likes to be worked with, in sessions."""

    by: int = 3
    """How many sessions before the first review, if nothing is noted."""
    every: int = 10
    """How many sessions from one review to the next."""

    def __post_init__(self) -> None:
        if self.by < 1 or self.every < 1:
            raise WrongUse(_("A reminder comes after one session or more."))


class RetentionSettings(Struct, frozen=True):
    """How many years after its last entry a file is due for review."""

    years: int = 7

    def __post_init__(self) -> None:
        if not 1 <= self.years <= 100:
            raise WrongUse(_("retention.years takes a number from 1 to 100."))


class SelfCareSettings(Struct, frozen=True):
    """When the clinician's check-ins bring a reminder: a convention of this program, not based on a study."""

    low: float = 4.0
    """The highest mean of energy, presence and reversed load that counts as low."""
    run: int = 3
    """How many low check-ins in a row bring a reminder; 0 for never."""

    def __post_init__(self) -> None:
        if not 1 <= self.low <= 9:
            raise WrongUse(_("A low check-in has a mean from 1 to 9."))
        if self.run < 0:
            raise WrongUse(_("Low check-ins in a row are counted from 1; 0 means never."))


class BackupSettings(Struct, frozen=True):
    """Where backups are made, how many are kept, and when a reminder is due."""

    folder: str = ""
    """The folder; empty means ``backups`` beside the vault."""
    keep: int = 0
    """How many are kept in a folder; 0, the default, keeps all, since the clinician decides what is deleted."""
    remind: int = 7
    """How many days after the last backup a reminder is due; 0 for never."""

    def __post_init__(self) -> None:
        if self.folder and not (self.folder.startswith("~") or PurePath(self.folder).is_absolute()):
            raise WrongUse(_("backup.folder takes the whole path of a folder, such as ~/safe/alliance."))
        if self.keep < 0 or self.remind < 0:
            raise WrongUse(_("The number of backups or days is 0 or more; 0 keeps them all, or never reminds you."))


THEMES = ("dark", "light", "contrast")


class ScreenSettings(Struct, frozen=True):
    """The look of the full screen, and whether others may see or hear the output."""

    full: str = "on"
    """``on`` to show walks in the whole window, ``off`` to ask line by line."""
    theme: str = "dark"
    """The colours of the full screen."""
    plain: str = "off"
    """``on`` for a screen reader or a braille line: asks line by line and words every chart, as with ``--plain``."""
    private: str = "off"
    """``on`` if others may see the screen: typed text is shown only after Enter is pressed."""

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
    """After how many minutes to show the mid-point reminder, half of fifty by default; 0 for never."""

    def __post_init__(self) -> None:
        if not 0 <= self.reminder <= DAY:
            raise WrongUse(_("session.reminder takes 0 (never) to {day} minutes.", day=DAY))


class LockSettings(Struct, frozen=True):
    """When to lock a question that waits for an answer."""

    after: float = 10.0
    """After how many minutes without a key press to lock; 0 for never."""
    session: float = 60.0
    """During a session of today, for how many minutes the screen is only cleared before locking; 0 locks at once."""

    def __post_init__(self) -> None:
        if not 0 <= self.after <= DAY:
            raise WrongUse(_("lock.after takes 0 (never) to {day} minutes.", day=DAY))
        if not 0 <= self.session <= DAY:
            raise WrongUse(_("lock.session takes 0 (as elsewhere) to {day} minutes.", day=DAY))
