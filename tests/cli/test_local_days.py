"""Timestamps are read with the offset of their own moment, in winter and summer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.cli.local_zone import LOCAL_ZONE
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of

from .conftest import PASSPHRASE, Alliance, derive, made_once

SUMMER = ("2026-06-30T21:30:00.000+00:00", "2026-06-30T22:30:00.000+00:00")
"""Half an hour before and after 1 July begins in Berlin; with the winter offset, both would be in June."""
WINTER = ("2025-12-31T22:30:00.000+00:00", "2025-12-31T23:30:00.000+00:00")
"""Half an hour before and after the year begins there; with the summer offset, both would be in January."""


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Set TZ by ``setenv`` and ``tzset``, and restore it afterwards."""
    with monkeypatch.context() as patch:
        yield patch
    time.tzset()


@pytest.fixture(autouse=True)
def berlin(in_zone: pytest.MonkeyPatch) -> None:
    live_in(in_zone, "Europe/Berlin")


def live_in(patch: pytest.MonkeyPatch, zone: str) -> None:
    patch.setenv("TZ", zone)
    time.tzset()


def write(home: Path, sql: str, *given: str) -> None:
    path = home / "vault.db"
    with closing(Vault.open(path, derive(PASSPHRASE, salt_of(path)))) as vault, vault.change() as db:
        db.execute(sql, given)


@made_once
def logged(alliance: Alliance, home: Path) -> Alliance:
    for at in (*WINTER, *SUMMER):
        write(home, "INSERT INTO access VALUES (?, 'prep', NULL)", at)
    return alliance


def times(alliance: Alliance, *words: str) -> list[str]:
    entries = alliance("vault", "log", "--all", "--json", *words).document["log"]
    return [each["at"] for each in entries if each["command"] == "alliance prep"]


def test_the_log_shows_each_entry_at_its_local_time_then(logged: Alliance) -> None:
    assert times(logged) == [
        "2025-12-31T23:30:00+01:00",
        "2026-01-01T00:30:00+01:00",
        "2026-06-30T23:30:00+02:00",
        "2026-07-01T00:30:00+02:00",
    ]
    shown = logged("vault", "log", "--all").out
    for at in ("2025-12-31 23:30:00", "2026-01-01 00:30:00", "2026-06-30 23:30:00", "2026-07-01 00:30:00"):
        assert at in shown


def test_the_log_since_a_day_begins_at_local_midnight(logged: Alliance) -> None:
    assert len(times(logged, "--since", "2026-01-01")) == 3
    assert times(logged, "--since", "2026-07-01") == ["2026-07-01T00:30:00+02:00"]


def test_deleting_the_log_before_a_day_keeps_that_whole_day(logged: Alliance) -> None:
    assert "1 entry from before 2026-01-01 was removed" in logged("vault", "log", "--forget-before", "2026-01-01").err
    assert (
        "2 entries from before 2026-07-01 were removed" in logged("vault", "log", "--forget-before", "2026-07-01").err
    )
    assert times(logged) == ["2026-07-01T00:30:00+02:00"]


def test_a_decision_about_a_flag_has_its_local_day_then(alliance: Alliance, home: Path) -> None:
    alliance("client", "add", "J7")
    for day in ("05", "06", "07"):
        assert alliance("rate", "J7", "--bond", "9", "--on", f"2025-12-{day}").code == 0
    assert alliance("rate", "J7", "--bond", "3", "--on", "2025-12-08").code == 0
    name = alliance("moments", "J7", "--json", "--notes").document["flags"][0]["name"]
    assert alliance("moments", "J7", "--set-aside", name, typed="\n").code == 0
    for stamp, day in ((WINTER[0], "2025-12-31"), (WINTER[1], "2026-01-01"), (SUMMER[1], "2026-07-01")):
        write(home, "UPDATE flag_decision SET decided_at = ?", stamp)
        assert f"Set aside on {day}" in alliance("moments", "J7", "--decided").out


def test_a_backup_has_the_local_day_it_was_made_on(alliance: Alliance, home: Path) -> None:
    alliance("client", "add", "J7", "--opened", "2025-01-01")
    for stamp, day in ((WINTER[0], "2025-12-31"), (WINTER[1], "2026-01-01"), (SUMMER[1], "2026-07-01")):
        write(home, "DELETE FROM backup")
        write(home, "INSERT INTO backup VALUES ('x', ?, '/x')", stamp)
        assert alliance("--json").document["backup"]["last_on"] == day


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Europe/Berlin", "America/New_York"])
def test_days_without_identifiers_are_the_clinicians_local_days(
    alliance: Alliance, in_zone: pytest.MonkeyPatch, tmp_path: Path, zone: str
) -> None:
    live_in(in_zone, zone)
    given = "opening: x\nclient-bond: 7\ntension: true\nruptures: [{note: x}]\n"
    for command in ("session", "reflect"):
        words = (line for line in given.splitlines() if line.startswith("ruptures") == (command == "reflect"))
        ran = alliance(command, "J7", "--new", "--answers", "-", typed="\n".join(words))
        assert ran.code == 0, ran.err
    assert alliance("rate", "J7", "--tension", "yes", "--rater", "clinician").code == 0
    to = tmp_path / "x.json"
    classes = ("--class", "measures", "--class", "notes", "--confirm", "notes")
    assert alliance("export", str(to), *classes, "--deidentified").code == 0
    tables = json.loads(to.read_text())["tables"]
    days = {
        (table, name): row[name]
        for table, rows in tables.items()
        for row in rows
        for name in row
        if name.endswith("_day") and row[name] is not None
    }
    assert {name for _, name in days} >= {"held_on_day", "started_at_day", "finished_at_day", "answered_at_day"}
    assert {("rating", "rated_at_day"), ("tension", "reported_at_day"), ("moment", "noted_at_day")} <= days.keys()
    assert set(days.values()) == {0}


def test_a_time_zone_too_far_from_utc_is_treated_as_utc(in_zone: pytest.MonkeyPatch, alliance: Alliance) -> None:
    live_in(in_zone, "UTC+25")
    assert alliance("client", "add", "J7").code == 0
    logged = alliance("vault", "log", "--since", "0001-01-01", "--json").document["log"]
    assert logged[0]["at"].endswith("+00:00")


@given(st.integers(0, 2_100_000_000), st.sampled_from(["Europe/Berlin", "Asia/Beirut"]))
def test_the_local_zone_is_the_zone_of_the_system(seconds: int, zone: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        live_in(patch, zone)
        at = datetime.fromtimestamp(seconds, UTC)
        assert at.astimezone(LOCAL_ZONE).isoformat() == at.astimezone(ZoneInfo(zone)).isoformat()
        assert at.astimezone(LOCAL_ZONE).astimezone(UTC) == at
        assert at.replace(tzinfo=LOCAL_ZONE).utcoffset() == at.replace(tzinfo=ZoneInfo(zone)).utcoffset()
