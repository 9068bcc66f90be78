"""What a program does to the disk, call by call, and the states in which a power cut may leave it.

The disk is read before each call that changes it (see ``tests.faults.traced``); the difference between two readings is
the effect of a call. Synced changes survive a power cut: a sync of a file saves its content and size, a sync of a
folder saves its names. Later changes may survive, be lost, or survive in part, in any order, down to single sectors.
Names in one folder are lost from the latest backwards, because file systems journal them.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from tests.faults.forked import Place
from tests.faults.traced import Call

SECTOR = 512
"""The number of bytes that a disk writes as a whole or not at all."""
_FOLDER = -1
"""Marks a folder in place of a file's number."""


class Written(NamedTuple):
    """A sector of a file that was written."""

    file: int
    offset: int
    content: bytes


class Sized(NamedTuple):
    """A file that was cut short, or made longer with zeros."""

    file: int
    size: int


class Named(NamedTuple):
    """The changes of one call to the names in one folder; None for a deleted name."""

    folder: str
    names: dict[str, int | None]


class Synced(NamedTuple):
    """A file or folder whose changes are certain from this event on."""

    what: int | str


class Said(NamedTuple):
    """How many bytes standard output and error hold from this event on."""

    out: int
    err: int


Event = Written | Sized | Named | Synced | Said
Choice = Callable[[list[Written | Sized]], Iterable[Written | Sized]]
"""Chooses which of the uncertain changes to one file have reached the disk; they are in the order they were made."""


@dataclass(slots=True)
class Disk:
    """Files by number, and the names that lead to them, relative to the program's home."""

    files: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)

    def apply_all(self, changes: Iterable[Written | Sized | Named]) -> None:
        for change in changes:
            self.apply(change)

    def apply(self, change: Written | Sized | Named) -> None:
        if isinstance(change, Named):
            for name, file in change.names.items():
                self.names.pop(name, None)
                if file is not None:
                    self.names[name] = file
            return
        content = self.files.setdefault(change.file, bytearray())
        size = change.size if isinstance(change, Sized) else max(len(content), change.offset + len(change.content))
        content.extend(bytes(max(0, size - len(content))))
        if isinstance(change, Sized):
            del content[size:]
        else:
            content[change.offset : change.offset + len(change.content)] = change.content

    @property
    def named(self) -> dict[str, bytes]:
        """Each name with its content, which is empty for a folder."""
        return {name: bytes(self.files.get(file, b"")) for name, file in self.names.items()}

    def write_to(self, home: Path) -> None:
        """Make this disk a folder; a name in a folder that is not there is lost with it."""
        for name, file in sorted(self.names.items()):
            path = home / name
            if not path.parent.is_dir():
                continue
            if file == _FOLDER:
                path.mkdir(mode=0o700)
            else:
                path.write_bytes(self.files.get(file, b""))
                path.chmod(0o600)


class Recording:
    """Reads the disk before each call of a traced program, and stores the changes."""

    def __init__(self, place: Place, pid: int) -> None:
        self._place = place
        self._pid = pid
        self._numbers: dict[tuple[int, int], int] = {}
        self._made = 0
        self.last = Disk()
        self.events: list[Event] = []
        self._look()
        self.begun = self.last
        self.events.clear()

    def __call__(self, call: Call) -> None:
        self._look()
        if call.name in ("fsync", "fdatasync"):
            self.events.append(Synced(self._named(call.descriptor)))

    def end(self) -> None:
        """Read the disk once more after the program has ended."""
        self._look()

    def _named(self, descriptor: int) -> int | str:
        opened = Path(f"/proc/{self._pid}/fd/{descriptor}")
        found = opened.stat()
        if S_ISDIR(found.st_mode):
            return os.path.relpath(opened.readlink(), self._place.home)
        return self._numbers.get((found.st_dev, found.st_ino), 0)

    def _look(self) -> None:
        now = self._disk()
        folders: dict[str, dict[str, int | None]] = defaultdict(dict)
        for name in self.last.names.keys() | now.names.keys():
            if self.last.names.get(name) != now.names.get(name):
                folders[str(Path(name).parent)][name] = now.names.get(name)
        for file, content in now.files.items():
            self.events += _changes(file, bytes(self.last.files.get(file, b"")), bytes(content))
        self.events += [Named(folder, names) for folder, names in folders.items()]
        said = Said(*(self._place.stream(name).stat().st_size for name in ("out", "err")))
        if said != next((each for each in reversed(self.events) if isinstance(each, Said)), Said(0, 0)):
            self.events.append(said)
        self.last = now

    def _disk(self) -> Disk:
        disk, numbers = Disk(), {}
        for path in self._place.home.rglob("*") if self._place.home.exists() else ():
            found, name = path.lstat(), str(path.relative_to(self._place.home))
            if S_ISDIR(found.st_mode):
                disk.names[name] = _FOLDER
                continue
            node = found.st_dev, found.st_ino
            numbers[node] = self._numbers.get(node) or numbers.get(node) or self._new()
            disk.names[name] = numbers[node]
            disk.files[numbers[node]] = bytearray(path.read_bytes())
        self._numbers = numbers  # the file system reuses the number of a deleted file
        return disk

    def _new(self) -> int:
        self._made += 1
        return self._made


def _changes(file: int, before: bytes, now: bytes) -> Iterator[Written | Sized]:
    for offset in range(0, len(now), SECTOR):
        sector = now[offset : offset + SECTOR]
        if before[offset : offset + SECTOR] != sector:
            yield Written(file, offset, sector)
    if len(now) != len(before):
        yield Sized(file, len(now))


def after_a_power_cut(recording: Recording, at: int, choose: Choice, names: Callable[[int], int]) -> Disk:
    """The disk after a power cut that follows the first ``at`` events.

    ``choose`` says which uncertain changes of a file survive, ``names`` how many changes of names in a folder.
    """
    begun = recording.begun
    disk = Disk({number: bytearray(content) for number, content in begun.files.items()}, dict(begun.names))
    contents: dict[int, list[Written | Sized]] = defaultdict(list)
    folders: dict[str, list[Named]] = defaultdict(list)
    for event in recording.events[:at]:
        if isinstance(event, Named):
            folders[event.folder].append(event)
        elif isinstance(event, Written | Sized):
            contents[event.file].append(event)
        elif isinstance(event, Synced):
            disk.apply_all(folders.pop(str(event.what), []))
            disk.apply_all(contents.pop(event.what, []) if isinstance(event.what, int) else [])
    for uncertain in contents.values():
        disk.apply_all(choose(uncertain))
    for renamed in folders.values():
        disk.apply_all(renamed[: names(len(renamed))])
    return disk


def choices(rng: random.Random) -> dict[str, Choice]:
    """The ways in which a power cut may treat unsynced changes."""

    def torn(uncertain: list[Written | Sized]) -> list[Written | Sized]:
        return uncertain[: rng.randrange(len(uncertain) + 1)]

    def some(uncertain: list[Written | Sized]) -> list[Written | Sized]:
        share = rng.random()
        return [change for change in uncertain if rng.random() < share]

    return {
        "lost": lambda uncertain: [],
        "there": lambda uncertain: uncertain,
        "torn": torn,
        "in another order": lambda uncertain: uncertain[rng.randrange(len(uncertain) + 1) :],
        "there in part": some,
    }


def machine_with(disk: Disk, begun: Place, root: Path) -> Place:
    """A machine whose home is this disk; beside it lies what lay beside the home when the work began."""
    shutil.copytree(begun.root, root, ignore=lambda folder, names: ["home"] if folder == str(begun.root) else [])
    place = Place(root)
    if disk.names or begun.home.exists():
        place.home.mkdir(mode=0o700)
        disk.write_to(place.home)
    return place


def said_by(recording: Recording, at: int, place: Place) -> tuple[str, str]:
    """The content of standard output and error after the first ``at`` events."""
    size = next((each for each in reversed(recording.events[:at]) if isinstance(each, Said)), Said(0, 0))
    out, err = (place.stream(name).read_bytes()[:end] for name, end in (("out", size.out), ("err", size.err)))
    return out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
