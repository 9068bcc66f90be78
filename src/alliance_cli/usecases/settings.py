"""Lists and changes the clinician's settings."""

from __future__ import annotations

from typing import NamedTuple

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.preferences import ABOUT, RETIRED, Plain, defaults, read_setting
from alliance_cli.usecases.app import App


class Setting(NamedTuple):
    """One setting: its value, its default, and what it is about."""

    name: str
    value: Plain
    default: Plain
    about: str


def all_settings(app: App) -> tuple[Setting, ...]:
    """Every setting, in the order they are documented."""
    values = app.preferences.values
    return tuple(Setting(name, values.get(name, plain), plain, ABOUT[name]) for name, plain in defaults().items())


def setting(app: App, name: str) -> Setting:
    """The setting of a name; raises NotFound with the nearest one."""
    value = read_setting(name, str(app.preferences.values.get(name, defaults().get(name))))
    return Setting(name, value, defaults()[name], ABOUT[name])


def change_setting(app: App, name: str, typed: str) -> Setting:
    """Set a setting; raises NotFound, or WrongUse with the reason why the value does not fit."""
    value = read_setting(name, typed)
    if name == "language":
        _refuse_unspoken(app, str(value))
    _write(app, name, value)
    return _described(name, value)


def reset_setting(app: App, name: str) -> Setting:
    """Give a setting its default back, or take the line of one that is ignored out of the file; raises NotFound."""
    if name in RETIRED:
        _write(app, name, None)
        return setting(app, RETIRED[name])
    read_setting(name, str(defaults().get(name)))
    _write(app, name, None)
    return _described(name, None)


def _refuse_unspoken(app: App, language: str) -> None:
    """Raises WrongUse for a language in which nothing is written."""
    from alliance_cli.content.store import ContentStore

    content = ContentStore(app.places.prompts, language)
    if not content.speaks_it:
        there = ", ".join(sorted(content.languages))
        raise WrongUse(f"Nothing is written in {language} yet.", f"There are: {there}.")


def _write(app: App, name: str, value: Plain | None) -> None:
    from alliance_cli.content.readers.config_file import changed, write_setting

    changed(app.preferences, name, value)
    app.places.make_home()
    write_setting(app.places.config, name, value)


def _described(name: str, value: Plain | None) -> Setting:
    """A setting with its value, or with its default for None."""
    default = defaults()[name]
    return Setting(name, default if value is None else value, default, ABOUT[name])
