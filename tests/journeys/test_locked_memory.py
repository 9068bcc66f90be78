"""After the idle lock neither the key nor the passphrase nor an answer is anywhere in the program's memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from alliance_cli.storage.file.keys import derive
from alliance_cli.storage.file.vault_file import salt_of
from tests.journeys.memory import found_in_memory
from tests.journeys.program import PASSPHRASE, Home
from tests.journeys.test_locking import LOCKED, lock_after
from tests.journeys.wording import PREP

pytestmark = [
    pytest.mark.usefixtures("derives", "seen"),
    pytest.mark.skipif(sys.platform != "linux", reason="the memory of a program is read through /proc"),
]
ANSWER = "Zwetschgenröster and quiet"
HALF = "half a marzipan"
FORMS = ("utf-8", "latin-1", "utf-16-le", "utf-32-le")


def secrets(home: Home) -> dict[str, set[bytes]]:
    """The secrets that must be gone, in every form that memory may hold."""
    key = derive(PASSPHRASE, salt_of(home.vault))
    texts = {"passphrase": PASSPHRASE, "answer": ANSWER, "half-typed": HALF}
    forms = {name: {text.encode(form) for form in FORMS} for name, text in texts.items()}
    return {"key": {key.secret, key.hex.encode(), key.hex.encode("utf-16-le")}, **forms}


@pytest.mark.parametrize("variable", [PASSPHRASE, None], ids=["by variable", "typed"])
def test_the_lock_removes_all_secrets_from_memory(home: Home, variable: str | None) -> None:
    lock_after(home, 4)
    sought = secrets(home)
    terminal = home.terminal("prep", "J7", ALLIANCE_PASSPHRASE=variable)
    if variable is None:
        terminal.unseen("Passphrase: ", PASSPHRASE)
    terminal.answers(PREP["grounded"], ANSWER)
    terminal.asked(PREP["carry-over"])
    terminal.holds(HALF)
    before = found_in_memory(terminal.pid, sought)
    assert {"key", "answer", "half-typed"} <= before, "a scan that finds nothing here shows nothing below"
    terminal.sees(LOCKED, "Passphrase: ")
    assert found_in_memory(terminal.pid, sought) == set()
    terminal.types(PASSPHRASE)
    terminal.sees(PREP["carry-over"], f"> {HALF}")
    terminal.types("")
    terminal.answers(PREP["intention"], ":q")
    terminal.ends()
    assert home.answers() == {"grounded": ANSWER, "carry-over": HALF}


def test_other_programs_of_the_user_cannot_read_the_memory_of_an_open_vault(home: Home) -> None:
    terminal = home.terminal("prep", "J7")
    terminal.asked(PREP["grounded"])
    assert Path(f"/proc/{terminal.pid}/mem").stat().st_uid == 0
    assert "Max core file size        0                    0" in Path(f"/proc/{terminal.pid}/limits").read_text()
    assert PASSPHRASE not in Path(f"/proc/{terminal.pid}/environ").read_bytes().decode()
    terminal.types(":q")
    terminal.ends()
