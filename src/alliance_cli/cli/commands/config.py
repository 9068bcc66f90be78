"""alliance config: settings, each with a default that suits."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.light_typer import command
from alliance_cli.cli.setup import App
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.preferences import ABOUT, Plain, defaults, read_setting

app = command("Settings: list, get, set, reset.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="Its name, such as flags.low.")]


@app.command("list")
def list_(ctx: typer.Context, as_json: options.Json = False) -> None:
    """All settings with their values and what they are about.

    Example: alliance config list
    """
    run: App = ctx.obj
    made = run.preferences.values
    rows = [(name, made.get(name, default), default, ABOUT[name]) for name, default in defaults().items()]
    if as_json:
        keys = ("name", "value", "default", "about")
        run.screen.emit_json({"settings": [dict(zip(keys, row, strict=True)) for row in rows]})
        return
    from alliance_cli.line.views.vault import settings_view

    run.screen.show(settings_view(rows))


@app.command()
def get(ctx: typer.Context, name: Name, as_json: options.Json = False) -> None:
    """One setting.

    Example: alliance config get flags.low
    """
    run: App = ctx.obj
    value = run.preferences.values.get(name, defaults().get(name))
    if value is None:
        read_setting(name, "")
    if as_json:
        run.screen.emit_json({"name": name, "value": value, "default": defaults()[name], "about": ABOUT[name]})
    else:
        run.screen.show(str(value))


@app.command("set", context_settings={"ignore_unknown_options": True})
def set_(ctx: typer.Context, name: Name, value: Annotated[str, typer.Argument(metavar="VALUE")]) -> None:
    """Change a setting; what does not fit is refused with the reason.

    Example: alliance config set flags.low 4
    """
    run: App = ctx.obj
    meant = read_setting(name, value)
    if name == "language":
        _refuse_unspoken(run, str(meant))
    _change(run, name, meant)


@app.command()
def reset(ctx: typer.Context, name: Name) -> None:
    """Give a setting its default back.

    Example: alliance config reset flags.low
    """
    default = defaults().get(name)
    read_setting(name, str(default))
    _change(ctx.obj, name, None)


def _refuse_unspoken(run: App, language: str) -> None:
    """Raises WrongUse for a language in which nothing is written."""
    from alliance_cli.content.store import ContentStore

    store = ContentStore(run.places.prompts, language)
    if not store.speaks_it:
        there = ", ".join(sorted(store.languages))
        raise WrongUse(f"Nothing is written in {language} yet.", f"There are: {there}.")


def _shown(name: str, value: Plain) -> str:
    return str(value) or f"empty ({ABOUT[name].partition('; empty: ')[2]})"


def _change(run: App, name: str, value: Plain | None) -> None:
    from alliance_cli.content.readers.config_file import changed, write_setting

    changed(run.preferences, name, value)
    run.places.make_home()
    write_setting(run.places.config, name, value)
    run.screen.say(f"{name} is {_shown(name, defaults()[name] if value is None else value)}.")
