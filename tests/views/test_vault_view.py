"""How the recovery sheet looks on a narrow and a wide screen."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.vault.recovery import read_recovery_code, recovery_code
from alliance_cli.views.vault import recovery_sheet

from .drawing import drawn

SECRET = bytes(range(32))
SHEET = recovery_sheet(recovery_code(SECRET), date(2026, 11, 24))
HEAD = """\
alliance: recovery sheet
Made on 24 Nov 2026, in case the passphrase is lost.

Anyone with this sheet and the vault's file, or a backup of it, can read everything in it, as with
the passphrase. Keep it away from the computer, where you would keep a key to the practice.

"""


def test_the_sheet_says_what_it_is_for() -> None:
    assert drawn(SHEET, 100).startswith(HEAD)


@pytest.mark.parametrize("width", [60, 100])
def test_the_code_has_rows_of_six_numbered_groups_and_can_be_read_back(width: int) -> None:
    lines = drawn(SHEET, width).splitlines()
    rows = [line.split() for line in lines if line.startswith("    ")]
    assert [row[0] for row in rows] == ["1", "7", "13"]
    assert read_recovery_code(" ".join(group for row in rows for group in row[1:])) == SECRET
    assert max(map(len, lines)) <= width
    assert lines.index("To use it") < lines.index("To make it useless")
