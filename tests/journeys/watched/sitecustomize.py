"""Loaded by the interpreter before the program: notes what it starts and writes, and ends it if it opens a socket."""

from __future__ import annotations

import os
import sys
from typing import Any

NETWORK = 97
"""The exit code of a program that touched a socket."""
UNIX = 1
"""The family of sockets that never leave the machine."""
STARTS = ("subprocess.Popen", "os.posix_spawn", "os.spawn", "os.exec", "os.system")

noted = os.open(os.environ["WATCH_NOTES"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)


def wakes_itself(event: str, args: tuple[Any, ...]) -> bool:
    """Whether a socket only connects the program to itself, as its event loop does."""
    return "WATCH_LOOP" in os.environ and event == "socket.__new__" and args[1] == UNIX


def watch(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith("socket.") and not wakes_itself(event, args):
        os.write(noted, f"network {event}\n".encode())
        os._exit(NETWORK)
    if event in STARTS:
        os.write(noted, f"started {args!r}\n".encode())
    if event == "open" and not isinstance(args[0], int) and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        os.write(noted, f"wrote {os.fsdecode(args[0])}\n".encode())


sys.addaudithook(watch)
