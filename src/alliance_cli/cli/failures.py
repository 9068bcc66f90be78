"""Turns a failure into a sentence on stderr. It is imported only after a failure."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from alliance_cli import __version__
from alliance_cli.cli import typer_seam
from alliance_cli.command_lines import command_line, with_command
from alliance_cli.core.errors import AllianceError, Declined, Mistakes
from alliance_cli.files.trouble import trouble
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.line.output.console import Screen


def error_of(failure: BaseException) -> AllianceError | None:
    """Return the failure as an error with a sentence for a person; None for a defect."""
    if isinstance(failure, AllianceError):
        return failure
    of_the_disk = trouble(failure) if isinstance(failure, OSError) else None
    return of_the_disk or typer_seam.error_of(failure)


def tell(error: AllianceError, *, in_one_line: bool = False, on: Screen | None = None) -> None:
    """Write mistakes, the sentence and the hint to stderr; ``in_one_line`` puts the hint after the sentence.

    ``on`` is the screen of a day, whose width is used instead of the terminal's.
    """
    from alliance_cli.line.output.console import Screen

    # A declined question is not a failure, so it does not begin with the program's name.
    lines = [error.sentence if isinstance(error, Declined) else f"alliance: {error.sentence}"]
    if isinstance(error, Mistakes):
        lines = [str(mistake) for mistake in error.mistakes] + lines
    if hint := with_command(error.hint, error.action):
        lines[-1:] = [f"{lines[-1]} {hint}".replace("\n", "   ")] if in_one_line else [lines[-1], hint]
    lines += [_("or: {command}", command=command_line(other)) for other in error.others]
    (on or Screen(plain=True)).write("\n".join(lines))


def tell_defect(defect: BaseException) -> None:
    """Write the type and place of a defect, but not its message, which could contain typed text."""
    places = []
    trace: TracebackType | None = defect.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    sys.stderr.write(
        "alliance: "
        + _("A defect in the program ({kind}, version {version}).", kind=type(defect).__name__, version=__version__)
        + "\n"
        + _("Answers saved before this are kept. Please report the lines below; they hold nothing you typed.")
        + "\n"
        + "\n".join(places[-6:])
        + "\n"
    )
