"""Strikes a program at a chosen system call: before the n-th one that changes the disk.

Between two such calls the disk does not change, so striking before each of them covers every point at which a kill
could matter. Linux on x86-64 only (``POSSIBLE``); elsewhere kills come at random times instead.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
from collections.abc import Callable
from dataclasses import dataclass

POSSIBLE = (platform.system(), platform.machine()) == ("Linux", "x86_64")

_TRACEME, _GETREGS, _SETREGS, _SYSCALL, _SETOPTIONS = 0, 12, 13, 24, 0x4200
_OPTIONS = 0x100001
"""Mark stops at system calls; end the traced program with the tracing one."""
_O_CREAT = 0o100
_KILLED_MEANWHILE = 3
"""ESRCH."""
_ALWAYS = {
    1: "write",
    18: "pwrite64",
    20: "writev",
    74: "fsync",
    75: "fdatasync",
    76: "truncate",
    77: "ftruncate",
    82: "rename",
    83: "mkdir",
    86: "link",
    87: "unlink",
    90: "chmod",
    91: "fchmod",
    263: "unlinkat",
    264: "renameat",
    265: "linkat",
    316: "renameat2",
    326: "copy_file_range",
    40: "sendfile",
}
_IF_IT_CREATES = {2: ("open", "rsi"), 257: ("openat", "rdx")}


_REGISTERS = """
r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base ds es fs gs
"""


class Registers(ctypes.Structure):
    """The kernel's ``user_regs_struct``."""

    _fields_ = [(name, ctypes.c_uint64) for name in _REGISTERS.split()]


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changes something on the disk: its number in the run and its name."""

    number: int
    name: str
    descriptor: int

    @property
    def is_written_to_a_file(self) -> bool:
        """Whether it writes to a file, as opposed to standard output or error."""
        return self.name in ("write", "pwrite64", "writev", "copy_file_range", "sendfile") and self.descriptor > 2

    @property
    def is_said(self) -> bool:
        """Whether it writes to standard output or error."""
        return self.name == "write" and self.descriptor in (1, 2)


Strike = Callable[[Call], object]
"""Asked before each call: 0 kills the program, another number makes the call fail with it, anything else lets it be."""


@dataclass(slots=True)
class Blow:
    """Strikes each call that ``falls_on`` accepts, and counts the strikes."""

    falls_on: Callable[[Call], bool]
    verdict: Callable[[], int | None]
    count: int = 0

    def __call__(self, call: Call) -> int | None:
        if not self.falls_on(call):
            return None
        self.count += 1
        return self.verdict()


def be_traced() -> None:
    """Let the parent trace this process; called in the child before it becomes the program."""
    _ptrace(_TRACEME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


def follow(pid: int, strike: Strike) -> int:
    """Follow to its end a child that asked to be traced; returns its wait status."""
    _, status = os.waitpid(pid, 0)
    _ptrace(_SETOPTIONS, pid, _OPTIONS)
    entering, count, failing = True, 0, 0
    handed_on = 0
    while True:
        _ptrace(_SYSCALL, pid, handed_on)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return status
        handed_on = 0
        if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
            handed_on = os.WSTOPSIG(status)
            continue
        registers = _registers(pid)
        if entering and (name := _changes_the_disk(registers)):
            count += 1
            failing = _struck(pid, registers, strike(Call(count, name, registers.rdi)))
        elif not entering and failing:
            registers.rax = ctypes.c_uint64(-failing).value
            _ptrace(_SETREGS, pid, ctypes.addressof(registers))
            failing = 0
        entering = not entering


def _struck(pid: int, registers: Registers, verdict: object) -> int:
    """Carry out a verdict; returns the error that the call fails with, or 0."""
    if not isinstance(verdict, int):
        return 0
    if verdict == 0:
        os.kill(pid, signal.SIGKILL)
        return 0
    registers.orig_rax = ctypes.c_uint64(-1).value  # no call at all
    _ptrace(_SETREGS, pid, ctypes.addressof(registers))
    return verdict


def _changes_the_disk(registers: Registers) -> str:
    number = registers.orig_rax
    if number in _IF_IT_CREATES:
        name, flags = _IF_IT_CREATES[number]
        return name if getattr(registers, flags) & _O_CREAT else ""
    return _ALWAYS.get(number, "")


def _registers(pid: int) -> Registers:
    registers = Registers()
    _ptrace(_GETREGS, pid, ctypes.addressof(registers))
    return registers


def _ptrace(request: int, pid: int, data: int = 0) -> None:
    if _LIBC.ptrace(request, pid, None, data) == -1 and ctypes.get_errno() != _KILLED_MEANWHILE:
        raise OSError(ctypes.get_errno(), "the program cannot be traced")


_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_LIBC.ptrace.restype = ctypes.c_long
