"""The list of a day without a terminal: which clients it contains, and what comes next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .conftest import Alliance, made_once

WEEK = f"{datetime.now().astimezone() - timedelta(weeks=1):%Y-%m-%d}"
TODAY = f"{datetime.now().astimezone():%Y-%m-%d}"


@made_once
def seen(alliance: Alliance) -> Alliance:
    """Four clients who were seen a week ago today."""
    for client in ("J7", "K9", "M3", "T5"):
        kept = alliance("reflect", client, "--on", WEEK, "--new", "--answers", "-", typed="clinician-bond: 8")
        assert kept.code == 0, kept.err
    return alliance


def sessions(alliance: Alliance, *words: str) -> dict[str, Any]:
    ran = alliance("day", "--json", *words)
    assert ran.code == 0, ran.err
    assert ran.document["on"] == TODAY
    return {each["client"]: each for each in ran.document["sessions"]}


def test_clients_seen_a_week_ago_are_expected_unless_they_missed_it_or_are_closed(
    seen: Alliance,
) -> None:
    assert list(sessions(seen)) == ["J7", "K9", "M3", "T5"]
    assert seen("sessions", "add", "M3", "--missed", "no-show").code == 0
    assert seen("client", "close", "T5").code == 0
    found = sessions(seen)
    assert list(found) == ["J7", "K9"]
    assert found["J7"] == {"client": "J7", "expected": True, "phases": {}, "next": f"alliance prep J7 --on {TODAY}"}


def test_the_progress_of_a_session_decides_what_comes_next(seen: Alliance) -> None:
    assert seen("prep", "J7", "--answers", "-", typed="intention: Slow down").code == 0
    assert seen("session", "K9", typed="Only the opening\n").code == 0
    assert seen("rate", "M3", "--bond", "7").code == 0
    assert seen("reflect", "T5", "--answers", "-", typed="learned: x").code == 0
    found = sessions(seen)
    assert list(found) == ["K9", "M3", "J7", "T5"]
    assert {code: (each["phases"], each["next"].split()[1:2]) for code, each in found.items()} == {
        "K9": ({"in-session": "unfinished"}, ["session"]),
        "M3": ({}, ["reflect"]),
        "J7": ({"pre-session": "finished"}, ["session"]),
        "T5": ({"post-session": "finished"}, []),
    }
    assert not any(each["expected"] for each in found.values())


def test_codes_are_added_ignoring_case_and_new_ones_must_be_valid(seen: Alliance) -> None:
    assert list(sessions(seen, "k9", "N1"))[:2] == ["K9", "N1"]
    assert seen("client", "list", "--json").out.count("N1") == 0
    refused = seen("day", "Maria")
    assert refused.code == 8
    assert "Maria" not in refused.err


def test_the_document_of_the_day_includes_what_is_due(seen: Alliance) -> None:
    document = seen("day", "--json").document
    assert {key: document[key] for key in ("due", "self_care", "backup")} == seen("--json").document


def test_showing_the_day_is_one_entry_in_the_access_log(seen: Alliance) -> None:
    before = seen("vault", "log", "--all", "--json").document["log"]
    seen("day")
    added = seen("vault", "log", "--all", "--json").document["log"][len(before) :]
    assert [(each["command"], each["client"]) for each in added][:1] == [("alliance day", "")]
