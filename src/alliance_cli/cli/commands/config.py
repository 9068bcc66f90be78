"""alliance config: lists, changes and resets settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.spoken import speech
from alliance_cli.cli.typer_seam import command
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.usecases.settings import Setting

app = command("Settings: list, get, set, reset.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="Its name, such as flags.low.")]


@app.command("list")
def list_(ctx: typer.Context, as_json: options.Json = False) -> None:
    """All settings with their values and what they are about.

    Example: alliance config list
    """
    from alliance_cli.usecases.settings import all_settings

    run: Program = ctx.obj
    settings = all_settings(run.app)
    if as_json:
        run.screen.emit_json({"settings": [each._asdict() for each in settings]})
        return
    from alliance_cli.views.vault import settings_view

    run.screen.show(settings_view(settings))


@app.command()
def get(ctx: typer.Context, name: Name, as_json: options.Json = False) -> None:
    """One setting.

    Example: alliance config get flags.low
    """
    from alliance_cli.usecases.settings import setting

    run: Program = ctx.obj
    found = setting(run.app, name)
    if as_json:
        run.screen.emit_json(found._asdict())
    else:
        run.screen.show(str(found.value))


@app.command("set", context_settings={"ignore_unknown_options": True})
def set_(ctx: typer.Context, name: Name, value: Annotated[str, typer.Argument(metavar="VALUE")]) -> None:
    """Change a setting; what does not fit is refused with the reason.

    Example: alliance config set flags.low 4
    """
    from alliance_cli.usecases.settings import change_setting

    run: Program = ctx.obj
    changed = change_setting(run.app, name, value)
    speech.speak((), *run.speaks)  # the answer is in the new language
    _tell(run, changed)


@app.command()
def reset(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="All settings if left out.")] = None,
) -> None:
    """Reset a setting, or all of them, to the default; this works even if the settings file has mistakes.

    Example: alliance config reset flags.low
    """
    from alliance_cli.usecases.settings import reset_all_settings, reset_setting

    run: Program = ctx.obj
    if name is not None:
        changed = reset_setting(run.app, name)
        speech.speak((), *run.speaks)
        _tell(run, changed)
        return
    kept = reset_all_settings(run.app)
    speech.speak((), *run.speaks)
    if kept is None:
        run.screen.say(_("All settings are back to their defaults."))
    else:
        run.screen.say(_("All settings are back to their defaults. The old file: {file}", file=kept))


def _tell(run: Program, changed: Setting) -> None:
    from alliance_cli.core.settings.settings import value_in_words

    if str(changed.value):
        run.screen.say(_("{name} is {value}.", name=changed.name, value=value_in_words(changed.value)))
    else:  # only backup.folder may be empty
        run.screen.say(_("{name} is empty (the folder backups beside the vault).", name=changed.name))
