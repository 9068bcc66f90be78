"""Gets a passphrase from a command, from the environment, or from a person who types or chooses it."""

from __future__ import annotations

import os
import re

from alliance_cli.core.errors import Interrupted, Locked, WrongUse
from alliance_cli.core.formatting import either
from alliance_cli.core.vault.passphrase import clean_passphrase
from alliance_cli.translation import N_, NN_, _, _n
from alliance_cli.usecases.front import Front

TRIES = 3
COMMAND = "ALLIANCE_PASSPHRASE_COMMAND"
VARIABLE = "ALLIANCE_PASSPHRASE"
NEW = "ALLIANCE_NEW_PASSPHRASE"
_NO_SHELL = N_("Run it by hand to see why. It is started without a shell: no pipes, no variables, no ~.")
_QUOTED = r"""\\.|'[^']*'|"((?:\\.|[^"\\])*)\""""
"""Quoted text that a shell leaves as it is, except variables in double quotes, which are the group."""
_SHELL = r"\s*(?:\S*/)?\w*sh\s"
"""The beginning of a command that starts a shell itself, which then reads the quoted text."""
_VARIABLE = r"`|\$[\w{(]"
"""Variables, which a shell replaces even in double quotes."""
_OF_A_SHELL = r"\||(?:^|\s)(?:~|;|&&|\d?[<>])"

_MOST_PRINTED = 1 << 16
"""Bytes; only the first line counts."""
_YEAR = 365 * 24 * 3600
_UNITS = {
    "second": NN_("{count} second", "{count} seconds"),
    "minute": NN_("{count} minute", "{count} minutes"),
    "hour": NN_("{count} hour", "{count} hours"),
    "day": NN_("{count} day", "{count} days"),
    "month": NN_("{count} month", "{count} months"),
    "year": NN_("{count} year", "{count} years"),
}
_LONGEST_JUDGED = 72
"""Only the first 72 characters are judged: zxcvbn refuses more, and a longer passphrase is long enough."""


def given_passphrase(front: Front) -> str | None:
    """The unchanged passphrase from a command or a variable; None if neither is set. Raises Locked.

    The variable is removed from the environment, so a run can read it once.
    """
    from alliance_cli.storage.file.memory import take_variable

    command = os.environ.get(COMMAND)
    if command:
        return from_command(command, front)
    return take_variable(VARIABLE)


def environment_without_secrets() -> dict[str, str]:
    """The environment for another program, without a passphrase or a passphrase command."""
    return {name: value for name, value in os.environ.items() if not name.startswith((VARIABLE, NEW))}


def from_command(command: str, front: Front) -> str:
    """The unchanged first line that a command prints; its stderr reaches the person.

    The command is started without a shell and without a passphrase in its environment. It may ask a person at the
    terminal. It must not read piped input, which holds answers. Raises WrongUse or Locked.
    """
    import shlex
    import subprocess

    if _needs_a_shell(command):
        raise Locked(
            _("The passphrase command has a sign that only a shell understands."),
            _("It is started without a shell. Start one in it: {command}", command="sh -c '…'"),
        )
    try:
        words = shlex.split(command)
    except ValueError:
        raise WrongUse(_("{command} has an unclosed quote.", command=COMMAND)) from None
    try:
        printed = _printed(words, None if front.interactive else subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError, IndexError):
        raise Locked(_("The passphrase command failed."), _(_NO_SHELL)) from None
    try:
        return printed.partition(b"\n")[0].decode()
    except UnicodeDecodeError:
        raise Locked(
            _("What the passphrase command printed is not UTF-8 text."), _("Run it by hand to see it.")
        ) from None


def _needs_a_shell(command: str) -> bool:
    """Whether a command has a pipe, a variable, a ``~`` or the like, which would reach its program as plain words."""
    bare = re.sub(_QUOTED, "", command)
    quoted = "" if re.match(_SHELL, command) else " ".join(re.findall(_QUOTED, command))
    read = re.sub(r"\\.", "", quoted)
    return bool(re.search(_VARIABLE, f"{bare} {read}") or re.search(_OF_A_SHELL, bare))


def _printed(words: list[str], stdin: int | None) -> bytes:
    """The output of a command; raises Locked and ends it if it prints too much, CalledProcessError if it fails."""
    from subprocess import PIPE, CalledProcessError, Popen

    child = Popen(words, stdin=stdin, stdout=PIPE, env=environment_without_secrets())  # noqa: S603 - the user's own
    try:
        printed = child.stdout.read(_MOST_PRINTED + 1) if child.stdout else b""
        if len(printed) > _MOST_PRINTED:
            raise Locked(_("The passphrase command prints more than a passphrase."), _("Run it by hand to see it."))
        if child.wait():
            raise CalledProcessError(child.returncode, words[0])
    finally:
        child.kill()
        child.communicate()
    return printed


def first_passphrase(front: Front) -> str:
    """The passphrase for a new vault: from the environment, or chosen by a person."""
    given = given_passphrase(front)
    return new_passphrase(front) if given is None else _chosen(given, front)


def new_passphrase(front: Front, variable: str = "") -> str:
    """A passphrase that a person chooses and types twice; if nobody is there, the value of ``variable`` if named.

    A person chooses until two agree, and may choose again after advice. Raises Interrupted if the person gives up,
    and Locked if nobody can be asked.
    """
    from alliance_cli.storage.file.memory import take_variable

    given = take_variable(variable) if variable and not front.interactive else None
    if given is not None:
        return _chosen(given, front)
    while (typed := front.secret(_("Choose a passphrase: "))) is not None:
        chosen, again = _typed_twice(typed, front)
        if chosen:
            return chosen
        if again is None:
            break
    if front.interactive:
        raise Interrupted(_("No passphrase was chosen, so nothing was changed."))
    names = variable or either((VARIABLE, COMMAND))
    raise Locked(_("A new passphrase is needed."), _("Run it on a terminal, or set {names}.", names=names))


def _typed_twice(typed: str, front: Front) -> tuple[str, str | None]:
    """The clean passphrase if it is typed a second time, else nothing; and the typed text, None to give up."""
    if not typed:
        front.note(_("It cannot be empty."))
        return "", ""
    try:
        chosen = _chosen(typed, front, _("Enter alone lets you choose another; type this one once more to keep it."))
    except Locked as unfit:
        front.note(unfit.sentence)
        return "", ""
    again = front.secret(_("The same once more: "))
    if again and again != typed:
        front.note(_("The two differ."))
    return chosen if again == typed else "", again


def _chosen(given: str, front: Front, way_out: str = "") -> str:
    """The clean passphrase for a vault, with advice and the way out if it is weak.

    Raises Locked for one that nobody could type.
    """
    passphrase = clean_passphrase(given)
    if advice := strength_advice(passphrase):
        front.note("\n".join(filter(None, (advice, way_out))))
    return passphrase


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
    return _(
        "Someone who gets hold of the file could guess this passphrase in about this time: {time}.\nFour or five "
        "unrelated words are stronger, and easy to remember.",
        time=_time_in_words(time),
    )


def _time_in_words(time: str) -> str:
    """The time as zxcvbn shows it, such as ``5 minutes``, in the chosen language."""
    count, _blank, unit = time.partition(" ")
    if not count.isdigit() or unit.rstrip("s") not in _UNITS:
        return _("less than a second")
    return _n(*_UNITS[unit.rstrip("s")], int(count))
