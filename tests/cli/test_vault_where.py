"""vault where shows the folder and its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Alliance


def test_the_home_and_its_files_are_listed_one_per_line(alliance: Alliance, home: Path) -> None:
    lines = alliance("vault", "where").out.splitlines()
    assert lines == [
        f"home      {home}",
        f"vault     {home / 'vault.db'}",
        f"settings  {home / 'config.yaml'}   (not there yet)",
        f"prompts   {home / 'prompts'}   (not there yet)",
    ]


def test_vault_where_needs_no_passphrase_and_no_vault(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.delenv("ALLIANCE_PASSPHRASE")
    (home / "vault.db").unlink()
    document = alliance("vault", "where", "--json").document
    assert document["home"] == {"path": str(home), "exists": True}
    assert document["vault"] == {"path": str(home / "vault.db"), "exists": False}
