"""Declares the options that several commands share, and reads the dates typed in them.

Options take text or are flags: other types would cost start-up time (see ``typer_seam``).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from alliance_cli.core.errors import WrongUse

Client = Annotated[str | None, typer.Argument(metavar="CLIENT", help="The client's code, such as J7.")]
On = Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The session's date; today if left out.")]
Day = Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The day it is about; today if left out.")]
Answers = Annotated[
    str | None, typer.Option("--answers", metavar="FILE", help="Take the answers from a YAML file (- for stdin).")
]
OtherScript = Annotated[str | None, typer.Option("--script", metavar="ID", help="Walk another script of this phase.")]
Full = Annotated[bool, typer.Option("--full", help="Ask the optional prompts too.")]
Again = Annotated[bool, typer.Option("--again", help="A second session on the same date.")]
New = Annotated[bool, typer.Option("--new", help="Open the client if the code is new.")]
Insist = Annotated[bool, typer.Option("--insist", help="Accept a code that looks like a name.")]
Restart = Annotated[bool, typer.Option("--restart", help="Ask everything again; Enter keeps an answer.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]


def day_typed(typed: str, option: str, also: str = "") -> date:
    """The date meant; raises WrongUse with the form that fits, and with what else does."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise WrongUse(f"{option} takes a date{also}.", "Write it as year-month-day, such as 2026-11-20.") from None


def session_date(typed: str | None, today: date) -> date:
    """The session's date; raises WrongUse for the future and for what is no date."""
    try:
        on = today if typed is None else date.fromisoformat(typed)
    except ValueError:
        raise WrongUse("That is not a date.", f"Write it as year-month-day, such as {today}.") from None
    if on > today:
        raise WrongUse("That date is in the future.", "A session is noted on its own day or later.")
    return on
