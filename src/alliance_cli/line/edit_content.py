"""Editing a content file: opens it in the editor and checks it for mistakes each time the editor is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import Mistakes
from alliance_cli.core.walk.kinds import YesNoKind

if TYPE_CHECKING:
    from alliance_cli.content.copies import Copy


def edit_copy(run: App, copy: Copy) -> None:
    """Make the copy if there is none, then open it; without an editor, print its path."""
    if not copy.exists:
        run.places.make_home()
    made = copy.make()
    if run.editor is None:
        _say_where(run, copy, made=made)
        return
    try:
        _edit_until_valid(run, run.editor, copy)
    finally:
        kept = not (made and copy.drop_if_same())
    run.screen.say(f"No mistakes. Your copy: {copy.own}" if kept else "Nothing was changed, so no copy is kept.")


def _say_where(run: App, copy: Copy, *, made: bool) -> None:
    run.screen.show(str(copy.own), as_is=True)
    done = (
        "Your copy was made; the program uses it from now on." if made else "This is your copy; it was there already."
    )
    run.screen.say(f"{done}\nChange it in any text editor, then look for mistakes: alliance prompts check")


def _edit_until_valid(run: App, editor: str, copy: Copy) -> None:
    """Open the editor until the file has no mistakes; if the person leaves them, end the command."""
    from alliance_cli.line.editor import open_in

    while True:
        open_in(editor, copy.own)
        mistakes = copy.mistakes()
        if not mistakes:
            return
        for mistake in mistakes:
            run.screen.say(str(mistake))
        run.screen.say("Back to the editor? y or n")
        if (run.lines.next() or "n").strip().casefold() not in ("", *YesNoKind.YES):
            run.screen.say(f"Left as it is; nothing that needs this file runs until it is mended: {copy.own}")
            raise typer.Exit(Mistakes.exit_code)
