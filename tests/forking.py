"""Runs the whole program in a child of this process, which saves starting an interpreter and importing modules."""

from __future__ import annotations

import ctypes
import gc
import io
import os
import pkgutil
import signal
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import alliance_cli
from alliance_cli.cli import process
from alliance_cli.cli import root as cli
from tests.reused import read_ahead, reuse

ALLIANCE = str(Path(sys.executable).with_name("alliance"))
"""The path of the installed program."""

for _module in pkgutil.walk_packages(alliance_cli.__path__, "alliance_cli."):
    import_module(_module.name)  # once here instead of in every child
reuse()
read_ahead()

Before = Callable[[], None]
"""What a child does to itself before it becomes the program."""


def nothing() -> None:
    """Do nothing before the program runs."""


@dataclass(frozen=True, slots=True)
class Run:
    """The input of a run: its arguments, its streams as descriptors, and its working folder."""

    arguments: Sequence[str]
    streams: tuple[int, int, int] | None
    """Standard input, output and error; None if the child already has its own terminal."""
    folder: Path
    environment: Mapping[str, str]
    """The complete environment; nothing is inherited."""
    before: Before = field(default=nothing)


def fork(run: Run) -> int:
    """Begin a run in a child; returns its process id."""
    with warnings.catch_warnings():
        # Newer Pythons warn of forking beside the threads of a test runner; none of them is needed in the child.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        become_the_program(run)
    return pid


def become_the_program(run: Run) -> None:
    """Run the program to its end; called in a child."""
    code: object = 99
    try:
        gc.freeze()  # objects made by the tests are not scanned again
        _take_streams(run.streams)
        os.environ.clear()
        os.environ.update(run.environment)
        if run.streams is None:
            _take_terminal()
        os.chdir(run.folder)
        sys.orig_argv = [sys.executable, ALLIANCE, *run.arguments]  # a program that locks itself starts this one
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run.before()
        process.make_safe()
        code = cli.run(run.arguments)
        process.let_go()
    except SystemExit as left:
        code = left.code
    finally:
        os._exit(code if isinstance(code, int) else 98)


def _take_terminal() -> None:
    """Point the line editor, which pytest has loaded, at the child's own terminal."""
    readline = import_module("readline")
    ctypes.CDLL(getattr(readline, "__file__", None)).rl_reset_terminal(os.environ["TERM"].encode())


def _take_streams(streams: tuple[int, int, int] | None) -> None:
    for number, opened in enumerate(streams or ()):
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0)), "utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w")), "utf-8", line_buffering=os.isatty(1))
    sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w")), "utf-8", line_buffering=True)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
