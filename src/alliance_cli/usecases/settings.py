"""Lists and changes the clinician's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.errors import VaultTrouble
from alliance_cli.core.settings.settings import ABOUT, RETIRED, Plain, defaults, read_setting
from alliance_cli.files.paths import typed_path
from alliance_cli.files.trouble import reason_of
from alliance_cli.files.writing import locked
from alliance_cli.translation import _
from alliance_cli.usecases.app import App
from alliance_cli.usecases.vault.permissions import warn_where_open

if TYPE_CHECKING:
    from pathlib import Path

    from alliance_cli.core.settings.settings import Settings


class Setting(NamedTuple):
    """One setting: its value, its default, and what it is about."""

    name: str
    value: Plain
    default: Plain
    about: str


def all_settings(app: App) -> tuple[Setting, ...]:
    """Every setting, in the order they are documented; raises Mistakes if the file has any."""
    values = _settings(app).values
    return tuple(Setting(name, values.get(name, plain), plain, _(ABOUT[name])) for name, plain in defaults().items())


def setting(app: App, name: str) -> Setting:
    """The setting of a name; raises NotFound with the nearest one, or Mistakes if the file has any."""
    value = read_setting(name, str(_settings(app).values.get(name, defaults().get(name))))
    return Setting(name, value, defaults()[name], _(ABOUT[name]))


def change_setting(app: App, name: str, typed: str) -> Setting:
    """Set a setting; raises NotFound, WrongUse with the reason why the value does not fit, or Mistakes."""
    value = read_setting(name, _language(app, typed) if name == "language" else typed)
    if name == "backup.folder" and value:
        typed_path(str(value))  # refuses text that cannot name a folder
    _write(app, name, value)
    return _described(name, value)


def reset_setting(app: App, name: str) -> Setting:
    """Return a setting to its default, or remove the line of an ignored setting from the file; raises NotFound.

    It works on a file with mistakes too.
    """
    if name not in RETIRED:
        read_setting(name, str(defaults().get(name)))
    _write(app, name, None)
    current = RETIRED.get(name, name)
    return _described(current, app.settings.values.get(current))


def reset_all_settings(app: App) -> Path | None:
    """Return every setting to its default; returns the new path of the old file, None if there was none."""
    from alliance_cli.content.readers.config_file import set_aside

    return set_aside(app.places.config)


def _language(app: App, typed: str) -> str:
    from alliance_cli.usecases.language import written_language

    return written_language(app.places.prompts, typed)


def _settings(app: App) -> Settings:
    from alliance_cli.content.readers.config_file import read_config

    return read_config(app.places.config, app.notify)


def _write(app: App, name: str, value: Plain | None) -> None:
    """Change the file under a lock; raises VaultTrouble if it cannot be written."""
    from alliance_cli.content.readers.config_file import write_setting
    from alliance_cli.core.settings.settings import Settings

    app.places.make_home()
    try:
        with locked(app.places.home):
            if value is not None:
                Settings({**_settings(app).values, name: value}).check()
            write_setting(app.places.config, name, value)
    except OSError as error:
        raise VaultTrouble(
            _("The settings cannot be written ({reason}).", reason=reason_of(error)), _("They are as they were.")
        ) from None
    warn_where_open(app, app.places.config)


def _described(name: str, value: Plain | None) -> Setting:
    """A setting with its value, or with its default for None."""
    default = defaults()[name]
    return Setting(name, default if value is None else value, default, _(ABOUT[name]))
