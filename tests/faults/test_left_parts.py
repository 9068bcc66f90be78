"""A copy that a killed program left unfinished is deleted by the next command, or named if it cannot be deleted."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.storage.file.vault_file import salt_of
from tests.faults import forked, traced
from tests.faults.forked import Place, bound_by_rights, quick_key

pytestmark = pytest.mark.skipif(not traced.POSSIBLE, reason="calls are followed on Linux on x86-64 only")

ERASE = ("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7")
SWEEPING = ((), ("backup",), ("vault", "compact"), ("vault", "passphrase"), ERASE)
STICK = ("backup", "ROOT/stick")
EXPORT = ("export", "ROOT/stick/all.json", "--class", "notes", "--client", "J7", "--confirm", "notes")
RESTORE = ("restore", "ROOT/before.db", "--yes")


@pytest.fixture
def machine(place: Place) -> Place:
    """A vault of a few sessions, a copy of it as a backup, and a folder that stands for another disk."""
    shutil.copy(place.vault, place.root / "before.db")
    (place.root / "stick").mkdir()
    (place.root / "temporary").mkdir()
    return place


@pytest.fixture(autouse=True)
def _temporary(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(place.root / "temporary"))


def parts(place: Place) -> list[Path]:
    """All files and folders named as unfinished."""
    return sorted(place.root.rglob(".alliance-*"))


def killed(place: Place, *words: str, before: Callable[[], object] | None = None) -> list[Path]:
    """Run the program and kill it when its copy is complete but not yet renamed; returns what it leaves.

    With ``before`` the program waits while that is called, and is not killed.
    """
    struck = []

    def strike(call: traced.Call) -> int | None:
        if call.name not in ("link", "rename") or struck or not any(path.suffix == ".part" for path in parts(place)):
            return None
        struck.append(call)
        if before is None:
            return 0
        before()
        return None

    pid = forked.start(place, *(word.replace("ROOT", str(place.root)) for word in words), before=traced.be_traced)
    ended = place.ended(traced.follow(pid, strike))
    assert struck, ended.err
    assert ended.code == (-signal.SIGKILL if before is None else 0), ended.err
    return parts(place)


@pytest.mark.parametrize("command", SWEEPING, ids=["bare", "backup", "compact", "rekey", "erase"])
@pytest.mark.parametrize("work", [("backup",), STICK, RESTORE, EXPORT], ids=["backup", "stick", "restore", "export"])
def test_the_next_command_deletes_unfinished_files_of_a_killed_program(
    machine: Place, work: tuple[str, ...], command: tuple[str, ...]
) -> None:
    left = killed(machine, *work)
    assert [path.suffix for path in left] == [".lock", ".part"]
    assert _tells_of_the_client(left[1])
    ended = forked.run(machine, *command)
    assert ended.code == 0, ended.err
    assert parts(machine) == []


def _tells_of_the_client(part: Path) -> bool:
    if part.read_bytes().startswith(b"{"):
        return b"Went quiet" in part.read_bytes()
    connection = sqlcipher.connect(part)
    connection.execute(quick_key(salt_of(part)).pragma)
    noted = connection.execute("SELECT count(*) FROM moment WHERE note = 'Went quiet'").fetchone()
    connection.close()
    return bool(noted[0])


def test_a_copy_being_written_is_kept_and_named_when_erasing(machine: Place) -> None:
    seen = []

    def erase_meanwhile() -> None:
        (part,) = (path for path in parts(machine) if path.suffix == ".part")
        other = Place(machine.root / "other")
        other.root.mkdir()
        other.home.symlink_to(machine.home)
        seen.extend((part, forked.run(other, *ERASE)))
        assert part.exists()

    assert killed(machine, *STICK, before=erase_meanwhile) == []
    part, erased = seen
    assert erased.code == 0, erased.err
    assert f"Another window is writing a copy at this moment: {part}\n" in erased.err


def test_an_unfinished_file_that_cannot_be_deleted_is_named(machine: Place) -> None:
    _, part = killed(machine, *STICK)
    (machine.root / "stick").chmod(0o500)
    ended = forked.run(machine, before=bound_by_rights)
    (machine.root / "stick").chmod(0o700)
    assert ended.code == 0
    assert ended.err.count("An unfinished copy could not be deleted") == 1
    assert f"once no other window writes to it: {part}\n" in ended.err


def test_copies_on_a_missing_disk_are_named_when_erasing_and_deleted_once_it_returns(machine: Place) -> None:
    _, part = killed(machine, *STICK)
    (machine.root / "stick").rename(machine.root / "pulled")
    assert "unfinished" not in forked.run(machine).err
    erased = forked.run(machine, *ERASE)
    assert f"An unfinished copy was left on a disk that cannot be reached now: {part}\n" in erased.err
    (machine.root / "pulled").rename(machine.root / "stick")
    assert forked.run(machine).code == 0
    assert parts(machine) == []


@pytest.mark.parametrize("command", [(), ("demo",)], ids=["bare", "demo"])
def test_a_killed_demo_is_deleted(machine: Place, command: tuple[str, ...]) -> None:
    struck = []

    def strike(call: traced.Call) -> int | None:
        struck.append(call.number)
        return 0 if call.is_said and len(struck) > 50 else None

    pid = forked.start(machine, "demo", before=traced.be_traced)
    assert os.waitstatus_to_exitcode(traced.follow(pid, strike)) == -signal.SIGKILL
    (folder,) = (path for path in (machine.root / "temporary").iterdir() if path.is_dir())
    assert (folder / "home" / "vault.db").exists()
    assert forked.run(machine, *command).code == 0
    assert parts(machine) == []
