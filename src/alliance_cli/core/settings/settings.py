"""Reads and checks settings by name; a name consists of a section and a field of its class."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.flags.baseline import BaselineRule
from alliance_cli.core.flags.flag import FlagSettings
from alliance_cli.core.language import ENGLISH, language_code
from alliance_cli.core.settings.sections import (
    BackupSettings,
    LockSettings,
    RetentionSettings,
    ScreenSettings,
    SelfCareSettings,
    SessionSettings,
    TailorSettings,
)
from alliance_cli.translation import N_, _, _c

Plain = str | int | float
_T = TypeVar("_T")

SECTIONS: Mapping[str, type[Any]] = {
    "lock": LockSettings,
    "screen": ScreenSettings,
    "session": SessionSettings,
    "backup": BackupSettings,
    "retention": RetentionSettings,
    "tailor": TailorSettings,
    "selfcare": SelfCareSettings,
    "flags": FlagSettings,
    "baseline": BaselineRule,
}
"""Sections, the part of a name before the dot, with the class whose fields come after it; everyday ones first."""

SINGLE: Mapping[str, Plain] = {"language": ENGLISH, "srs.cut-off": 36.0}
"""Settings without a class, with their defaults."""

ABOUT: Mapping[str, str] = {
    "flags.low": N_("a client's rating at or below this is low (1 to 9); flagged once, then again when it changes"),
    "flags.apart": N_("the smallest difference between your mean and the client's that is flagged, in points"),
    "flags.gap": N_("how many sessions in a row without a rating by the client are flagged"),
    "baseline.score": N_(
        "own-baseline rule: flagged from this score on, in points per square root of the expected variation"
    ),
    "baseline.drop": N_("own-baseline rule: and at least this many points below the expected rating"),
    "baseline.m0": N_("own-baseline rule: the level expected before anything is known"),
    "baseline.k0": N_("own-baseline rule: how many sessions that level counts for"),
    "baseline.nu0": N_("own-baseline rule: how many sessions the expected spread counts for"),
    "baseline.s0": N_("own-baseline rule: the spread expected before anything is known, in points"),
    "baseline.run": N_("own-baseline rule: how many flagged sessions in a row make a new, lower level"),
    "language": N_("the language of the program, its prompts and its guide: en, de, or one of your own"),
    "tailor.by": N_(
        "a reminder comes after this many sessions with nothing noted on how a client likes to be worked with"
    ),
    "tailor.every": N_("a reminder comes this many sessions after you last looked at it"),
    "retention.years": N_("a client's file comes up for review this many years after its last entry"),
    "selfcare.low": N_("a check-in is low where the mean of energy, presence and 11 minus load is at or below this"),
    "selfcare.run": N_("this many low check-ins in a row bring a reminder (0: never)"),
    "backup.folder": N_("where backups go; empty: the folder backups beside the vault"),
    "backup.keep": N_("how many of a vault's backups are kept in their folder, the newest ones (0: all)"),
    "backup.remind": N_("a reminder comes this many days after the last backup (0: never)"),
    "lock.after": N_("a waiting question is cleared and locked after this many minutes without a key press (0: never)"),
    "lock.session": N_(
        "in a session on its day, Enter brings a cleared question back for this many minutes (0: never)"
    ),
    "screen.full": N_("on: preparation, session, reflection and repair take the whole window; off: line by line"),
    "screen.theme": N_("the colours of the full screen: dark, light or contrast"),
    "screen.plain": N_("on: always as with --plain, for a screen reader or braille: line by line, charts in words"),
    "session.reminder": N_("the mid-point of a session is named after this many minutes, without a sound (0: never)"),
    "screen.private": N_(
        "on: a command waits for Enter before it shows anything you typed, for a screen that others see"
    ),
    "srs.cut-off": N_("a Session Rating Scale total below this is flagged (0 to 40)"),
}
"""A short description of every setting."""

RETIRED: Mapping[str, str] = {"baseline.p": "baseline.score"}
"""Settings of earlier versions with their successors; files with the old names can still be read."""


def defaults() -> Mapping[str, Plain]:
    """Returns every setting with its default: the language first, the rest in the order of ``SECTIONS``."""
    names: dict[str, Plain] = {
        f"{section}.{field.name}": _plain(field.default)
        for section, kind in SECTIONS.items()
        for field in fields(kind)
        if not isinstance(field.default, Struct)
    }
    rules = {name: names.pop(name) for name in tuple(names) if name.startswith(("flags.", "baseline."))}
    return {"language": ENGLISH, **names, **SINGLE, **rules}


def read_setting(name: str, typed: str) -> Plain:
    """Returns the value typed for a setting; raises NotFound with the nearest name, or WrongUse for a bad value."""
    default = defaults().get(name)
    if name in RETIRED:
        raise NotFound(_("There is no such setting any more."), _("{name} has taken its place.", name=RETIRED[name]))
    if default is None:
        from difflib import get_close_matches

        near = get_close_matches(name, defaults(), n=1)
        if near:
            raise NotFound(_("There is no such setting."), _("Did you mean {word}?", word=near[0]))
        raise NotFound(_("There is no such setting."), _("See them all with:"), Action(ActionKind.LIST_SETTINGS))
    try:
        value = type(default)(typed.strip().replace(",", ".") if isinstance(default, float) else typed.strip())
    except ValueError:
        takes = _("{name} takes a whole number.", name=name) if isinstance(default, int) else ""
        takes = takes or _("{name} takes a number.", name=name)
        raise WrongUse(takes, _("What it sets: {what}", what=_(ABOUT[name]))) from None
    Settings({name: value}).check()
    return value


def _plain(default: object) -> Plain:
    if not isinstance(default, str | int | float):
        raise TypeError("a setting is a text or a number")
    return default


def value_in_words(value: str | float) -> str:
    """Words a value: a decimal in the style of the language, anything else unchanged."""
    return str(value).replace(".", _c("decimal", ".")) if isinstance(value, float) else str(value)


class Settings(Struct, frozen=True, dict=True):
    """All settings; a name that is absent from ``values`` has its default."""

    values: Mapping[str, Plain]

    @cached_property
    def flags(self) -> FlagSettings:
        """The settings of the flag rules; raises WrongUse for values out of range."""
        return self._section("flags", FlagSettings, baseline=self._section("baseline", BaselineRule))

    @property
    def language(self) -> str:
        """The language of prompts and guide."""
        return str(self.values.get("language", ENGLISH))

    @cached_property
    def tailor(self) -> TailorSettings:
        """When to review how a client likes to be worked with."""
        return self._section("tailor", TailorSettings)

    @cached_property
    def retention(self) -> RetentionSettings:
        """When a client's file is due for review."""
        return self._section("retention", RetentionSettings)

    @cached_property
    def self_care(self) -> SelfCareSettings:
        """When low check-ins bring a reminder."""
        return self._section("selfcare", SelfCareSettings)

    @cached_property
    def backup(self) -> BackupSettings:
        """Where backups are made, how many are kept, and when a reminder is due."""
        return self._section("backup", BackupSettings)

    @property
    def srs_cut_off(self) -> float:
        """The Session Rating Scale total below which a conversation is suggested."""
        return float(self.values.get("srs.cut-off", SINGLE["srs.cut-off"]))

    @cached_property
    def screen(self) -> ScreenSettings:
        """The look of the full screen, and whether others may see or hear the output."""
        return self._section("screen", ScreenSettings)

    @cached_property
    def session(self) -> SessionSettings:
        """What the full screen shows during a session."""
        return self._section("session", SessionSettings)

    @cached_property
    def lock(self) -> LockSettings:
        """When to lock a question that waits for an answer."""
        return self._section("lock", LockSettings)

    def check(self) -> None:
        """Raises WrongUse for a value out of range."""
        language_code(self.language)
        if not 0 <= self.srs_cut_off <= 40:
            raise WrongUse(_("srs.cut-off takes a number from 0 to 40."))
        for section in ("flags", "tailor", "retention", "self_care", "backup", "screen", "session", "lock"):
            getattr(self, section)  # building a section checks it

    def _section(self, section: str, kind: type[_T], **more: object) -> _T:
        made = {name.partition(".")[2]: value for name, value in self.values.items() if name.startswith(f"{section}.")}
        return kind(**made, **more)
