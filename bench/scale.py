"""How commands that read, export or import grow with the practice: whole processes on three vaults, in one run.

    python bench/scale.py [--clients 1000] [--only history]

The vaults hold so many open clients with 100 sessions each, a tenth of them, and a hundredth. The growth exponent, of
the whole command and without the cost of starting, is 1 where growth is linear (``growth.py``). Processor time is
counted, which a busy machine changes less than the time that passes. The exponent multiplies the noise of the smaller
two sizes, so they run three times and the least counts; the largest runs once. A line for each limit follows the
tables. On a quiet machine of two cores the whole takes about twenty-five minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from growth import LIMITS, Measured, Used, head, report
from practices import PASSPHRASE, add_moments, add_note, fill_practice, write_scripts

from alliance_cli.storage.file.keys import derive, new_salt
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.vault import Vault

ALLIANCE = str(Path(sys.executable).with_name("alliance"))


class Command(NamedTuple):
    """A command as it is typed."""

    typed: str
    given: str = ""
    """What is typed into it."""
    changes: bool = False
    """Whether it changes the vault."""


CASELOAD = (
    Command(""),
    Command("day", "\n"),
    Command("history"),
    Command("history C1"),
    Command("find something"),
    Command("vault due"),
    Command("vault check"),
    Command("client erase C1 --confirm C1 --confirm C1", changes=True),
)
EVERYTHING = "--class measures --class notes --class own --confirm notes"
APART = "--class measures --class notes --confirm notes --deidentified"
EXPORTS = (
    *(Command(f"export {{new}} --format {name} {EVERYTHING}") for name in ("json", "csv", "markdown", "sqlite")),
    *(Command(f"export {{new}} --format {name} {APART}") for name in ("json", "csv", "markdown", "sqlite")),
)
IMPORT = Command("import {export}")
"""Into an empty vault."""
LOOK_THROUGH = Command("vault due")
"""A vault that is new to a machine is looked through by the first command."""
Grow = Callable[[Path, int], None]


class Growing(NamedTuple):
    """A command on one thing that grows by ten and by ten again, beside an ordinary practice of two clients."""

    command: Command
    what: str
    grow: Grow
    most: int


ONE_THING = (
    Growing(Command("history C1"), "moments", add_moments, 10_000),
    Growing(Command("history C1 --table"), "moments", add_moments, 10_000),
    Growing(Command("history C1 --notes"), "KiB of one note", add_note, 10_000),
    Growing(Command("prompts list"), "files", write_scripts, 10_000),
)


def run(home: Path, command: Command, export: Path | None = None) -> Used:
    """One whole process; a failing one ends the bench.

    ``{new}`` in the command is the name of a file that is deleted afterwards, ``{export}`` that of ``export``.
    """
    new = home.with_name("new")
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env = {**usual, "ALLIANCE_HOME": str(home), "ALLIANCE_PASSPHRASE": PASSPHRASE}
    process = subprocess.Popen(
        [ALLIANCE, *command.typed.format(new=new, export=export).split()],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin
    process.stdin.write(command.given.encode())
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    shutil.rmtree(new) if new.is_dir() else new.unlink(missing_ok=True)
    if process.returncode:
        raise SystemExit(f"alliance {command.typed} ended with {process.returncode}")
    return Used(used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def least(size: int, sizes: Iterable[int], work: Callable[[], Used]) -> Used:
    """The least seconds and the most memory of three runs, or of one at the largest size."""
    runs = [work() for _ in range(1 if size == max(sizes) else 3)]
    return Used(min(each.seconds for each in runs), max(each.mib for each in runs))


def measure(command: Command, homes: Mapping[int, Path]) -> Measured:
    """Run a command at each size, and print what it used."""
    work = run_on_a_copy if command.changes else run
    used = [least(size, homes, partial(work, home, command)) for size, home in homes.items()]
    return report(Measured(command.typed, tuple(homes), used))


def run_on_a_copy(home: Path, command: Command) -> Used:
    """One whole process on a copy of the home, so that it can run again."""
    copy = home.with_suffix(".copy")
    shutil.copytree(home, copy)
    run(copy, LOOK_THROUGH)
    used = run(copy, command)
    shutil.rmtree(copy)
    return used


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--clients", type=int, default=1000)
    options.add_argument("--only", default=None, help="the commands that begin so")
    given = options.parse_args()
    began = monotonic()
    print(f"Load at the start: {_load()}.")
    with TemporaryDirectory() as folder:
        homes = _practices(Path(folder), given.clients, given.only)
        measured = [
            *_caseload(homes, given.only),
            *_import(homes, given.only),
            *_one_thing(Path(folder), given.only),
        ]
    print("\nLimits:\n")
    print("\n".join(limit.verdict(measured) for limit in LIMITS))
    if any(each.typed == IMPORT.typed for each in measured):
        print("- **met**: what was exported is imported at each size")
    print(f"\nIt took {(monotonic() - began) / 60:.0f} minutes. Load at the end: {_load()}.")


def _load() -> str:
    """The load of the machine in the last minute and in the last quarter of an hour."""
    last, _, quarter = os.getloadavg()
    return f"{last:.1f} in the last minute, {quarter:.1f} in the last 15"


def _wanted(command: Command, only: str | None) -> bool:
    return only is None or (command.typed == only if only == "" else command.typed.startswith(only))


def _practices(folder: Path, clients: int, only: str | None) -> dict[int, Path]:
    """Number of clients to a home with so many; none where no command needs them."""
    if not any(_wanted(each, only) for each in (*CASELOAD, *EXPORTS, IMPORT)):
        return {}
    homes = {size: folder / f"practice-{size}" for size in (clients // 100, clients // 10, clients)}
    for size, home in homes.items():
        fill_practice(home, size)
        run(home, LOOK_THROUGH)
    mib = (homes[clients] / "vault.db").stat().st_size / 1024**2
    print(f"The largest vault is a file of {mib:.0f} MiB.")
    return homes


def _caseload(homes: dict[int, Path], only: str | None) -> Iterator[Measured]:
    wanted = [each for each in (*CASELOAD, *EXPORTS) if _wanted(each, only)]
    if wanted:
        head([f"{size} clients" for size in homes])
    for command in wanted:
        yield measure(command, homes)


def _import(homes: dict[int, Path], only: str | None) -> Iterator[Measured]:
    """What was exported is put back into an empty vault."""
    if not _wanted(IMPORT, only):
        return
    used = []
    for size, home in homes.items():
        export = home.with_suffix(".json")
        run(home, Command(f"export {export} {EVERYTHING}"))
        used.append(least(size, homes, partial(_imported, home.with_suffix(".empty"), export)))
        export.unlink()
    head([f"{size} clients" for size in homes])
    yield report(Measured(IMPORT.typed, tuple(homes), used))


def _imported(empty: Path, export: Path) -> Used:
    Places(empty).make_home()
    Vault.create(Places(empty).vault, derive(PASSPHRASE, new_salt())).close()
    used = run(empty, IMPORT, export)
    shutil.rmtree(empty)
    return used


def _one_thing(folder: Path, only: str | None) -> Iterator[Measured]:
    for name, command, what, grow, most in ((each.what.replace(" ", "-"), *each) for each in ONE_THING):
        if not _wanted(command, only):
            continue
        sizes = most // 100, most // 10, most
        homes = {size: folder / f"{name}-{size}" for size in sizes}
        for size, home in homes.items():
            if not home.exists():
                fill_practice(home, 2)
                grow(home, size)
                run(home, LOOK_THROUGH)
        head([f"{size:,} {what}" for size in sizes])
        yield measure(command, homes)


if __name__ == "__main__":
    main()
