"""Declares the options that several commands share, and parses their numbers.

Options are text or flags, because other types slow down the start (see ``typer_seam``).
"""

from __future__ import annotations

from typing import Annotated

import typer

Client = Annotated[str | None, typer.Argument(metavar="CLIENT", help="The client's code, such as J7.")]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="The session's date, such as 2026-11-20, yesterday, mon or -1; today if left out."
    ),
]
Day = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day it is about, such as yesterday; today if left out.")
]
Answers = Annotated[
    str | None, typer.Option("--answers", metavar="FILE", help="Take the answers from a YAML file (- for stdin).")
]
OtherScript = Annotated[str | None, typer.Option("--script", metavar="ID", help="Walk another script of this phase.")]
Full = Annotated[bool, typer.Option("--full", help="Ask the optional prompts too.")]
Again = Annotated[bool, typer.Option("--again", help="A second session on the same date.")]
New = Annotated[bool, typer.Option("--new", help="Open the client if the code is new.")]
Insist = Annotated[bool, typer.Option("--insist", help="Accept a code that looks like a name.")]
Restart = Annotated[bool, typer.Option("--restart", help="Ask everything again; Enter keeps an answer.")]
Notes = Annotated[bool, typer.Option("--notes", help="With what was typed.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Print without the pager, however long it is.")]

MOST_COUNTED = 9999


def typed_count(option: str, typed: str | None) -> int | None:
    """Return the number of an option such as ``--last``, from 1 to ``MOST_COUNTED``; None if it was left out.

    Raises WrongUse for anything else.
    """
    from alliance_cli.core.errors import WrongUse
    from alliance_cli.core.walk.options import InvalidAnswer, whole_number
    from alliance_cli.translation import _

    try:
        return None if typed is None else whole_number(typed, 1, MOST_COUNTED)
    except InvalidAnswer:
        raise WrongUse(_("{option} takes a whole number from 1 to {most}.", option=option, most=MOST_COUNTED)) from None
