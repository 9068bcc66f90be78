"""Where a passphrase comes from: what the environment gives, or what a person types or chooses at the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from alliance_cli.core.errors import Interrupted, Locked, WrongUse
from alliance_cli.line.secret import ask_passphrase

TRIES = 3
COMMAND = "ALLIANCE_PASSPHRASE_COMMAND"
VARIABLE = "ALLIANCE_PASSPHRASE"
NEW = "ALLIANCE_NEW_PASSPHRASE"


def given_passphrase() -> str | None:
    """The passphrase that a command or a variable gives; None where there is neither. Raises Locked."""
    command = os.environ.get(COMMAND)
    if command:
        return from_command(command)
    given = os.environ.get(VARIABLE)
    return None if given is None else _usable(given)


def from_command(command: str) -> str:
    """The first line a command prints; what it says on stderr reaches the person as it is.

    It may ask a person at the terminal, and must not read from a pipe: what comes there are answers.
    """
    import shlex
    import subprocess

    try:
        words = shlex.split(command)
    except ValueError:
        raise WrongUse(f"{COMMAND} has an unclosed quote.") from None
    try:
        stdin = None if sys.stdin.isatty() else subprocess.DEVNULL
        ran = subprocess.run(  # noqa: S603 - the user's own
            words, stdin=stdin, stdout=subprocess.PIPE, check=True
        )
        line = ran.stdout.partition(b"\n")[0].removesuffix(b"\r")
        return _usable(line.decode())
    except (OSError, subprocess.CalledProcessError, IndexError, UnicodeDecodeError):
        raise Locked("The passphrase command failed.", "Run it by hand to see why.") from None


def new_passphrase(say: Callable[[str], None], variable: str = "") -> str:
    """A passphrase chosen at the terminal and typed twice; without one, from ``variable`` where it is named."""
    given = os.environ.get(variable) if variable and not sys.stdin.isatty() else None
    if given is not None:
        _advise(_usable(given), say)
        return given
    for _ in range(TRIES):
        typed = ask_passphrase("Choose a passphrase: ")
        if typed is None:
            way_out = (
                f"Run it on a terminal, or set {variable}."
                if variable
                else f"Run it on a terminal, or set {VARIABLE} or {COMMAND}."
            )
            raise Locked("A new passphrase is needed.", way_out)
        if not typed:
            say("It cannot be empty.")
            continue
        _advise(typed, say)
        if ask_passphrase("The same once more: ") == typed:
            return typed
        say("The two differ.")
    raise Interrupted("No passphrase was chosen, so nothing was changed.")


def first_passphrase(say: Callable[[str], None]) -> str:
    """The passphrase of a vault that is to be made: given, or chosen."""
    given = given_passphrase()
    if given is None:
        return new_passphrase(say)
    _advise(given, say)
    return given


def _advise(passphrase: str, say: Callable[[str], None]) -> None:
    from alliance_cli.line.advice import advice

    if word := advice(passphrase):
        say(word)


def _usable(given: str) -> str:
    hint = "Check the passphrase command or variable."
    if not given:
        raise Locked("The passphrase given is empty.", hint)
    if any("\ud800" <= sign <= "\udfff" for sign in given):
        raise Locked("The passphrase given is not UTF-8 text.", hint)
    return given
