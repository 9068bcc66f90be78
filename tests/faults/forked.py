"""The program in a child of this process, so that it costs no start-up and can be struck at any moment.

The child is the whole program from ``main`` on, with streams of its own; only the imports were done before. What it
says on stderr goes to a file, so that what was said before a kill is known afterwards.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import os
import pkgutil
import resource
import signal
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import alliance_cli
from alliance_cli.cli import process
from alliance_cli.cli import root as cli
from alliance_cli.storage.file import keys
from alliance_cli.storage.file.keys import Key

PASSPHRASE = "quiet lamp under seven oaks"
ANOTHER = "loud lamp over seven elms"
"""The passphrase that takes its place where one is changed."""
QUICK = 2
"""Rounds of derivation in the child: it is slow by design, and what is struck here is what comes after it."""
_CAPABILITIES_3 = 0x20080522
for _module in pkgutil.walk_packages(alliance_cli.__path__, "alliance_cli."):
    import_module(_module.name)  # once here instead of in every child

Before = Callable[[], None]
"""What a child does to itself before it becomes the program."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code, or minus the signal that ended it, and what it had said by then."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that stands for a machine: the program's home, and beside it what its streams hold."""

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
        """How the run with this wait status ended."""
        said = (self.stream(name).read_text("utf-8", "replace") for name in ("out", "err"))
        return Ended(os.waitstatus_to_exitcode(status), *said)


def quick_key(salt: bytes, passphrase: str = PASSPHRASE) -> Key:
    """The key of a vault that was made by a child."""
    return Key(hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, QUICK, dklen=32), salt)


def start(place: Place, *arguments: str, stdin: str | bytes = "", before: Before = lambda: None) -> int:
    """Begin a run in a child; returns its process id."""
    place.stream("in").write_bytes(stdin.encode() if isinstance(stdin, str) else stdin)
    with warnings.catch_warnings():
        # Newer Pythons warn of forking beside the threads of a test runner; none of them is needed in the child.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _become_the_program(place, arguments, before)
    return pid


def run(place: Place, *arguments: str, stdin: str | bytes = "", before: Before = lambda: None) -> Ended:
    """A run from beginning to end."""
    pid = start(place, *arguments, stdin=stdin, before=before)
    return place.ended(os.waitpid(pid, 0)[1])


def files_no_larger_than(size: int) -> Before:
    """The disk takes no more of a file than this, as if it were full."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def bound_by_rights() -> None:
    """Root may write where nobody may; without that privilege the rights of files hold for root too."""
    if os.geteuid() == 0:
        head, sets = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None, use_errno=True).capset(head, sets) != 0:
            raise OSError(ctypes.get_errno(), "root cannot be bound by the rights of files here")


def _become_the_program(place: Place, arguments: tuple[str, ...], before: Before) -> None:
    code: object = 99
    try:
        _take_streams(place)
        given = {"ALLIANCE_PASSPHRASE": PASSPHRASE, "ALLIANCE_NEW_PASSPHRASE": ANOTHER}
        os.environ.update(given, ALLIANCE_HOME=str(place.home), COLUMNS="100")
        keys.ROUNDS = QUICK
        os.chdir(place.root)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        before()
        process.make_safe()
        code = cli.run(arguments)
        process.let_go()
    except SystemExit as left:
        code = left.code
    finally:
        os._exit(code if isinstance(code, int) else 98)


def _take_streams(place: Place) -> None:
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, name, flags in ((0, "in", os.O_RDONLY), (1, "out", write), (2, "err", write)):
        opened = os.open(place.stream(name), flags, 0o666)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0)), "utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")), "utf-8")
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w")), "utf-8", line_buffering=True)
