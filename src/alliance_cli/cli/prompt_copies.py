"""Opens a copy of a content file in the editor and reports the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from alliance_cli.cli.setup import Program
from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.errors import Mistakes
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from alliance_cli.content.copies import Copy
    from alliance_cli.line.editor import Edited

_WAITS = "VISUAL='code --wait'"


def _edited(run: Program, copy: Copy, editor: str, *, made: bool) -> Edited:
    """Open the editor; if it does not start, delete the copy made for it."""
    from alliance_cli.line.editor import NotStarted, edit_until_in_order

    try:
        return edit_until_in_order(run.front, editor, copy)
    except NotStarted:
        if made and copy.is_same:
            copy.drop()
        raise


def _say_how_left(run: Program, copy: Copy, left: Edited, *, made: bool) -> None:
    from alliance_cli.line.editor import Edited

    if left is Edited.WITH_MISTAKES:
        until = (
            N_("Left unchanged. The shipped file is used until you correct yours: {file}")
            if copy.shipped
            else N_("Left unchanged. Nothing that needs it will run until you correct it: {file}")
        )
        run.screen.say(_(until, file=copy.own))
        raise typer.Exit(Mistakes.exit_code)
    if left is Edited.AT_ONCE:
        run.screen.say(
            _("Your editor returned at once, and nothing is changed yet. Your copy stays: {file}", file=copy.own)
            + "\n"
            + _("If it is still open, make your editor wait until you are done, as with: {setting}", setting=_WAITS)
        )
        run.front.note(_("When you have changed it, look for mistakes:"), Action(ActionKind.CHECK_PROMPTS))
    elif made and copy.is_same and run.front.confirm(_("Nothing was changed. Remove the copy?"), _("Enter keeps it.")):
        copy.drop()
        run.screen.say(_("No copy is kept; the shipped file is used."))
    else:
        run.screen.say(_("No mistakes. Your copy: {file}", file=copy.own))


def say_where(run: Program, copy: Copy, *, made: bool) -> None:
    """Say where the copy is if no editor can be opened."""
    run.screen.show(str(copy.own), as_is=True)
    run.screen.say(
        _("Your copy was made; the program uses it from now on.")
        if made
        else _("This is your copy; it was there already.")
    )
    run.front.note(_("Change it in any text editor, then look for mistakes:"), Action(ActionKind.CHECK_PROMPTS))


def edit_copy(run: Program, copy: Copy, editor: str, *, made: bool) -> None:
    """Open the editor until the file has no mistakes; ``made`` is true if the copy was made just now.

    Raises WrongUse for an editor that cannot be used, and Exit if mistakes remain.
    """
    _say_how_left(run, copy, _edited(run, copy, editor, made=made), made=made)
