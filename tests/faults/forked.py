"""The program in a child of this process (see ``tests.forking``), so that it can be struck at any moment.

Its streams are files, so that its output survives a kill.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import resource
import signal
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from alliance_cli.storage.file import keys
from alliance_cli.storage.file.keys import Key
from tests.forking import Before, Run, fork, nothing

PASSPHRASE = "quiet lamp under seven oaks"
ANOTHER = "loud lamp over seven elms"
"""The new passphrase in tests that change it."""
QUICK = 2
"""Rounds of key derivation in the child, which is slow by design; these tests strike only what follows it."""
_CAPABILITIES_3 = 0x20080522


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code, or minus the signal that ended it, and what it had said by then."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that stands for a machine: the program's home, and the files of its streams beside it."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def vault(self) -> Path:
        return self.home / "vault.db"

    def stream(self, name: str) -> Path:
        return self.root / name

    def ended(self, status: int) -> Ended:
        """The end of the run with this wait status."""
        said = (self.stream(name).read_text("utf-8", "replace") for name in ("out", "err"))
        return Ended(os.waitstatus_to_exitcode(status), *said)


def quick_key(salt: bytes, passphrase: str = PASSPHRASE) -> Key:
    """The key of a vault that a child made."""
    return Key(hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, QUICK, dklen=32), salt)


def start(place: Place, *arguments: str, stdin: str | bytes = "", before: Before = nothing) -> int:
    """Begin a run in a child; returns its process id."""
    place.stream("in").write_bytes(stdin.encode() if isinstance(stdin, str) else stdin)
    given = {"ALLIANCE_PASSPHRASE": PASSPHRASE, "ALLIANCE_NEW_PASSPHRASE": ANOTHER}
    environment = {**os.environ, **given, "ALLIANCE_HOME": str(place.home), "COLUMNS": "100"}

    def derive_quickly_and_then() -> None:
        keys.ROUNDS = QUICK
        before()

    with ExitStack() as opened:
        streams = (
            opened.enter_context(place.stream("in").open("rb")).fileno(),
            opened.enter_context(place.stream("out").open("wb")).fileno(),
            opened.enter_context(place.stream("err").open("wb")).fileno(),
        )
        return fork(Run(arguments, streams, place.root, environment, derive_quickly_and_then))


def run(place: Place, *arguments: str, stdin: str | bytes = "", before: Before = nothing) -> Ended:
    """Run the program to its end."""
    pid = start(place, *arguments, stdin=stdin, before=before)
    return place.ended(os.waitpid(pid, 0)[1])


def files_no_larger_than(size: int, refused: Path) -> Before:
    """Let no file grow beyond this size, as on a full disk; the file ``refused`` appears once a write was refused."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, lambda *_: refused.touch())
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def bound_by_rights() -> None:
    """Give up root's privilege to ignore file permissions."""
    if os.geteuid() == 0:
        head, sets = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None, use_errno=True).capset(head, sets) != 0:
            raise OSError(ctypes.get_errno(), "root cannot be bound by the rights of files here")
