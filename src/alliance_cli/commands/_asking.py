"""A question that is answered with y or n and belongs to no script."""

from __future__ import annotations

from alliance_cli.app import App
from alliance_cli.core.kinds import YesNo
from alliance_cli.core.options import Unfit


def agrees(app: App, question: str, otherwise: str) -> bool:
    """Ask until y or n is typed; Enter is a no, and ``otherwise`` says what it then does."""
    app.screen.say(f"{question} y or n")
    while typed := (app.lines.next() or "").strip():
        try:
            return YesNo().read(typed) is True
        except Unfit as unfit:
            app.screen.say(f"   {unfit} {otherwise}")
    return False
