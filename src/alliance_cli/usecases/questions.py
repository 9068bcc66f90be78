"""Questions that belong to no script: one that is answered with y or n, and which one of a list is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import AllianceError
from alliance_cli.core.walk.kinds import YesNoKind
from alliance_cli.core.walk.options import InvalidAnswer

T = TypeVar("T")


def confirm(app: App, question: str, otherwise: str) -> bool:
    """Ask until y or n is typed; Enter is a no, and ``otherwise`` says what it then does."""
    app.screen.say(f"{question} y or n")
    while typed := (app.lines.next() or "").strip():
        try:
            return YesNoKind().read(typed) is True
        except InvalidAnswer as unfit:
            app.screen.say(f"   {unfit} {otherwise}")
    return False


def choose(app: App, question: str, read: Callable[[str], T], fits: str) -> T | None:
    """Ask until ``read`` knows what is typed; None for Enter, which leaves it. ``fits`` says what would fit."""
    app.screen.say(question)
    while typed := (app.lines.next() or "").strip():
        try:
            return read(typed)
        except AllianceError as error:
            if not app.lines.interactive:
                raise
            app.screen.say(f"   {error.sentence} {fits}")
    return None
