"""Ctrl-C ends an import at once, and nothing of it is stored."""

from __future__ import annotations

import json
import signal
import time
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
    rows = (f"K{n % 50},20{n % 20 + 1:02}-01-{n % 28 + 1:02},client,{n % 10 + 1}\n" for n in range(1500))
    path.write_text("client,date,rater,bond\n" + "".join(sorted(set(rows))))


@pytest.mark.parametrize(("make", "name"), [(export, "many.json"), (ratings, "many.csv")])
@pytest.mark.parametrize("wait", [0.8, 1.6, 2.4])
def test_ctrl_c_ends_an_import_within_a_second_and_stores_nothing(
    home: Home, make: object, name: str, wait: float
) -> None:
    path = home.work / name
    make(path)  # type: ignore[operator]
    with home.started("import", str(path), "--new") as program:
        time.sleep(wait)
        if program.poll() is not None:
            pytest.skip("the import was done before")
        program.send_signal(signal.SIGINT)
        since = time.monotonic()
        _, err = program.communicate(timeout=30)
        took = time.monotonic() - since
    there = json.loads(home.forked("client", "list", "--json").stdout)["clients"]
    if program.returncode == 0:  # it came while the whole was being committed
        assert there
        return
    assert (program.returncode, err.decode()) == (130, "alliance: Stopped; nothing was stored.\n")
    assert there == []
    assert took < 2  # one, on a machine that does nothing else
