"""The words for failures; which exit code each becomes is for ``cli`` to say. Loaded only where there is one."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import typer

from alliance_cli import __version__
from alliance_cli.command_lines import with_command
from alliance_cli.core.errors import AllianceError, Declined, Interrupted, Mistakes, VaultTrouble, WrongUse

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_RIGHTS = (errno.EACCES, errno.EPERM, errno.EROFS)


def error_of(failure: BaseException) -> AllianceError | None:
    """The failure as an error that has words for a person; None for a defect."""
    if isinstance(failure, AllianceError):
        return failure
    if isinstance(failure, KeyboardInterrupt | typer.Abort):
        return Interrupted("Stopped. What was answered is kept.")
    if isinstance(failure, typer.TyperException):
        return _wrong_use(failure)
    if isinstance(failure, OSError) and failure.errno in _DISK + _RIGHTS:
        return _trouble(failure)
    return None


def tell(error: AllianceError) -> None:
    """Say it on stderr: mistakes first, then the sentence, then the way out."""
    from alliance_cli.line.console import Screen

    # A no that was answered is no trouble, so it is said without the name that begins one.
    lines = [error.sentence if isinstance(error, Declined) else f"alliance: {error.sentence}"]
    if isinstance(error, Mistakes):
        lines = [str(mistake) for mistake in error.mistakes] + lines
    if hint := with_command(error.hint, error.action):
        lines.append(hint)
    Screen(plain=True).say("\n".join(lines))


def tell_defect(defect: BaseException) -> None:
    """Type and place of a defect, never its message: that could hold what someone typed."""
    places = []
    trace: TracebackType | None = defect.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    sys.stderr.write(
        f"alliance: A defect in the program ({type(defect).__name__}, version {__version__}).\n"
        "What was answered is kept. Please report the lines below; they hold nothing you typed.\n"
        + "\n".join(places[-6:])
        + "\n"
    )


def _trouble(error: OSError) -> VaultTrouble:
    reason = os.strerror(error.errno or 0)
    if error.errno in _RIGHTS:
        hint = "What was answered is kept. Check who owns the folder and its files: alliance vault where"
        return VaultTrouble(f"A file or folder may not be used ({reason}).", hint)
    return VaultTrouble(f"The result could not be written ({reason}).", "What was answered is kept.")


def _wrong_use(error: typer.TyperException) -> WrongUse:
    """Wrong words on the command line, said without repeating them: they may be a note gone astray."""
    ctx = getattr(error, "ctx", None)
    hint = f"See: {ctx.command_path if ctx is not None else 'alliance'} --help"
    sentence = error.format_message()
    if "extra argument" in sentence:
        return WrongUse("There are more words than this command takes.", hint)
    if hasattr(error, "option_name") and "No such" in sentence:
        return WrongUse(
            "There is no such option." + _did_you_mean(error.option_name, getattr(error, "possibilities", [])), hint
        )
    if sentence.startswith("No such command"):
        names = ctx.command.list_commands(ctx) if ctx is not None else []
        return WrongUse("There is no such command." + _did_you_mean(sentence.split("'")[1], names), hint)
    if "Missing argument" in sentence:
        return WrongUse("A word is missing from the command.", hint)
    return WrongUse(sentence, hint)


def _did_you_mean(typed: str, names: Sequence[str] | None) -> str:
    from difflib import get_close_matches

    near = get_close_matches(typed, names or [], n=1)
    return f" Did you mean {near[0]}?" if near else ""
