"""Ctrl-C ends an import at once, and nothing of it is stored."""

from __future__ import annotations

import json
import signal
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.journeys.program import Home

MANY = 40_000


def export(path: Path) -> None:
    client = {"id": "c", "code": "K9", "opened_on": "2020-01-01"}
    sessions = [
        {"id": f"s{n}", "client": "c", "held_on": "2021-02-03", "started_at": "2021-02-03T09:00:00.000+00:00"}
        for n in range(MANY)
    ]
    path.write_text(json.dumps({"alliance_export": 2, "tables": {"client": [client], "session": sessions}}))


def ratings(path: Path) -> None:
    days = [date(2010, 1, 1) + timedelta(days=n) for n in range(240)]
    rows = (f"K{n},{day},client,{n % 10 + 1}\n" for n in range(50) for day in days)
    path.write_text("client,date,rater,bond\n" + "".join(rows))


def has_open(pid: int, file: Path) -> bool:
    """Whether a process has opened the file."""
    folder = Path(f"/proc/{pid}/fd")
    try:
        return any(each.readlink() == file for each in folder.iterdir())
    except OSError:  # the process has ended, or has closed the listed file
        return False


@pytest.mark.parametrize(("make", "name"), [(export, "many.json"), (ratings, "many.csv")])
@pytest.mark.parametrize("wait", [0, 0.3, 0.8])
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="nothing tells which files a program has open")
def test_ctrl_c_ends_an_import_within_a_second_and_stores_nothing(
    home: Home, make: object, name: str, wait: float
) -> None:
    path = home.work / name
    make(path)  # type: ignore[operator]
    with home.started("import", str(path), "--new") as program:
        while program.poll() is None and not has_open(program.pid, home.vault):
            time.sleep(0.01)
        time.sleep(wait)
        if program.poll() is not None:
            pytest.skip("the import was done before")
        program.send_signal(signal.SIGINT)
        since = time.monotonic()
        _, err = program.communicate(timeout=30)
        took = time.monotonic() - since
    there = json.loads(home.forked("client", "list", "--json").stdout)["clients"]
    if program.returncode == 0:  # Ctrl-C came during the commit
        assert there
        return
    assert (program.returncode, err.decode()) == (130, "alliance: Stopped; nothing was stored.\n")
    assert there == []
    assert took < 2  # takes one second on an idle machine
