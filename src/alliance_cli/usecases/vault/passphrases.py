"""Says where a passphrase comes from: a command, the environment, or a person who types or chooses it."""

from __future__ import annotations

import os

from alliance_cli.core.errors import Interrupted, Locked, WrongUse
from alliance_cli.usecases.front import Front

TRIES = 3
COMMAND = "ALLIANCE_PASSPHRASE_COMMAND"
VARIABLE = "ALLIANCE_PASSPHRASE"
NEW = "ALLIANCE_NEW_PASSPHRASE"

_YEAR = 365 * 24 * 3600
_LONGEST_JUDGED = 72
"""Only the first 72 characters are judged: zxcvbn refuses more, and a longer passphrase is long enough."""


def given_passphrase(front: Front) -> str | None:
    """The passphrase that a command or a variable gives; None where neither is set. Raises Locked."""
    command = os.environ.get(COMMAND)
    if command:
        return from_command(command, front)
    given = os.environ.get(VARIABLE)
    return None if given is None else _usable(given)


def from_command(command: str, front: Front) -> str:
    """The first line that a command prints; what it writes to stderr reaches the person as it is.

    The command may ask a person at the terminal. It must not read piped input, which holds answers. Raises WrongUse
    or Locked.
    """
    import shlex
    import subprocess

    try:
        words = shlex.split(command)
    except ValueError:
        raise WrongUse(f"{COMMAND} has an unclosed quote.") from None
    try:
        stdin = None if front.interactive else subprocess.DEVNULL
        ran = subprocess.run(  # noqa: S603 - the user's own
            words, stdin=stdin, stdout=subprocess.PIPE, check=True
        )
        line = ran.stdout.partition(b"\n")[0].removesuffix(b"\r")
        return _usable(line.decode())
    except (OSError, subprocess.CalledProcessError, IndexError, UnicodeDecodeError):
        raise Locked("The passphrase command failed.", "Run it by hand to see why.") from None


def first_passphrase(front: Front) -> str:
    """The passphrase for a vault that is to be created: given by the environment, or chosen by a person."""
    given = given_passphrase(front)
    if given is None:
        return new_passphrase(front)
    _advise(given, front)
    return given


def new_passphrase(front: Front, variable: str = "") -> str:
    """A passphrase that a person chooses and types twice; where nobody is there, the value of ``variable`` if named.

    A person chooses until two agree, and may choose again after advice. Raises Interrupted where the person gives up,
    and Locked where nobody can be asked.
    """
    given = os.environ.get(variable) if variable and not front.interactive else None
    if given is not None:
        _advise(_usable(given), front)
        return given
    while (typed := front.secret("Choose a passphrase: ")) is not None:
        if not typed:
            front.note("It cannot be empty.")
            continue
        _advise(typed, front, "Enter alone chooses another; typed once more, this one is kept.")
        again = front.secret("The same once more: ")
        if again == typed:
            return typed
        if again is None:
            break
        if again:
            front.note("The two differ.")
    if front.interactive:
        raise Interrupted("No passphrase was chosen, so nothing was changed.")
    names = variable or f"{VARIABLE} or {COMMAND}"
    raise Locked("A new passphrase is needed.", f"Run it on a terminal, or set {names}.")


def _advise(passphrase: str, front: Front, way_out: str = "") -> None:
    """Say that a passphrase could be guessed, and the way out."""
    if advice := strength_advice(passphrase):
        front.note("\n".join(filter(None, (advice, way_out))))


def strength_advice(passphrase: str) -> str | None:
    """Advice on a passphrase that could be guessed within a year; None for a stronger one.

    The time is the estimate of zxcvbn (Wheeler 2016) for ten thousand guesses a second on the stolen file. The advice
    never repeats the passphrase.
    """
    from zxcvbn import zxcvbn

    judged = zxcvbn(passphrase[:_LONGEST_JUDGED])
    if judged["crack_times_seconds"]["offline_slow_hashing_1e4_per_second"] >= _YEAR:
        return None
    time = judged["crack_times_display"]["offline_slow_hashing_1e4_per_second"]
    return (
        f"Someone who gets hold of the file could guess this passphrase in about this time: {time}.\n"
        "Four or five words that have nothing to do with each other are stronger, and easy to keep in mind."
    )


def _usable(given: str) -> str:
    hint = "Check the passphrase command or variable."
    if not given:
        raise Locked("The passphrase given is empty.", hint)
    if any("\ud800" <= sign <= "\udfff" for sign in given):
        raise Locked("The passphrase given is not UTF-8 text.", hint)
    return given
