"""With German chosen, exports for people and refusals are German; keys and command names stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Alliance


@pytest.fixture
def german(alliance: Alliance, monkeypatch: pytest.MonkeyPatch) -> Alliance:
    monkeypatch.setenv("ALLIANCE_LANGUAGE", "de")
    return alliance


def test_a_chart_is_german(german: Alliance, tmp_path: Path) -> None:
    german("client", "add", "J7")
    german("rate", "J7", "--on", "2026-01-09", "--bond", "7", "--tension", "no")
    german("measure", "J7", "srs", "--on", "2026-01-09", "--items", "9,8.5,9,9")
    german("sessions", "add", "J7", "--missed", "no-show", "--on", "2026-01-16")
    chart = tmp_path / "chart.md"
    german("export", str(chart), "--class", "measures", "--class", "notes", "--confirm", "notes")
    page = chart.read_text("utf-8")
    for line in (
        "# In alliance festgehalten",
        "### Sitzung 1, 09.01.2026",
        "Einschätzung, Klient:in: Bindung 7",
        "### Ausgefallene Sitzung (nicht erschienen), 16.01.2026",
        "### Fragebögen",
        "gesamt 35,5",
    ):
        assert line in page


def test_a_pack_is_german(german: Alliance, tmp_path: Path) -> None:
    german("client", "add", "J7")
    german("supervise", "add", "J7", typed="Warum werde ich langsam?\n")
    pack = tmp_path / "pack.md"
    german("supervise", "pack", "--out", str(pack), "--yes")
    page = pack.read_text("utf-8")
    assert page.startswith("# Für die Supervision\n\nProzessnotizen, nur für die Supervision.")
    assert "## Frage 1, Code A, " in page


def test_refusals_are_in_german(german: Alliance) -> None:
    german("client", "add", "J7")
    ran = german("client", "erase", "J7", "--confirm", "J8", "--confirm", "J7")
    assert ran.code == 8
    assert "--confirm wird zweimal angegeben, jedes Mal mit dem Code. Es wurde nichts gelöscht." in ran.err
    assert "Das sieht nach einem Namen aus" in german("client", "add", "Maria").err
