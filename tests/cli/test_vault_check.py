"""vault check, and salvaging a damaged vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.storage.schema import LATEST

from .conftest import RARE, Alliance, page_flipped, vault_of


def test_a_sound_vault_is_reported_as_sound(kept: Alliance) -> None:
    ran = kept("vault", "check")
    assert ran.code == 0, ran.out
    assert "sound" in ran.out
    assert kept("vault", "check", "--json").document == {"sound": True, "schema": LATEST, "findings": []}


def test_an_unusable_row_is_named_and_the_check_fails(kept: Alliance, home: Path) -> None:
    with (vault := vault_of(home)).change() as db:
        db.execute(f"UPDATE answer SET value = '{RARE}' WHERE step = 'learned'")
    vault.close()
    ran = kept("vault", "check", "--json")
    (finding,) = ran.document["findings"]
    assert (ran.code, finding["table"], finding["column"]) == (7, "answer", "value")
    assert finding["row"].endswith("step learned")
    told = kept("vault", "check")
    assert (told.code, RARE in told.out + told.err) == (7, False)
    assert "alliance vault check --salvage" in told.err


def test_orphaned_rows_are_counted_in_a_sound_vault(kept: Alliance, home: Path) -> None:
    with (vault := vault_of(home)).change_without_foreign_keys() as db:
        db.execute("DELETE FROM walk")
    vault.close()
    ran = kept("vault", "check")
    assert (ran.code, ran.err) == (0, "")
    assert "The vault is sound" in ran.out
    assert "7 rows belong to something that was lost earlier." in ran.out
    assert kept("vault", "check", "--json").document["sound"] is True


def test_a_sound_vault_that_others_can_read_is_still_sound(kept: Alliance, home: Path) -> None:
    (home / "vault.db").chmod(0o644)
    ran = kept("vault", "check")
    assert (ran.code, "The vault is sound" in ran.out, "others on this machine" in ran.err) == (7, True, True)


def test_salvage_is_not_advised_if_it_cannot_help(kept: Alliance, home: Path) -> None:
    page_flipped(home / "vault.db", 1)
    ran = kept("vault", "check")
    assert (ran.code, "--salvage" in ran.err, "alliance restore" in ran.err) == (7, False, True)
    assert kept("vault", "check", "--salvage").code == 7


def test_salvage_saves_all_readable_rows_and_replaces_the_vault(kept: Alliance, home: Path, tmp_path: Path) -> None:
    ran = kept("vault", "check", "--salvage", str(tmp_path / "new.db"), "--json")
    assert ran.code == 0, ran.err
    assert {row["table"]: row["carried"] for row in ran.document["tables"]}["answer"] > 0
    assert kept("vault", "check", "--salvage", str(tmp_path / "new.db")).code == 8
    assert kept("restore", str(tmp_path / "new.db"), "--yes").code == 0
    assert kept("history", "J7", "--json", "--notes").document["sessions"][0]["ratings"]["clinician"] == {"bond": 7}
    beside = kept("vault", "check", "--salvage")
    assert beside.code == 0
    assert "alliance restore" in beside.err
    assert len(list(home.glob("vault-salvaged-*.db"))) == 1


def test_salvage_works_if_the_vault_no_longer_opens_completely(kept: Alliance, home: Path) -> None:
    page_flipped(home / "vault.db", 12)
    assert kept("vault", "check").code == 7
    assert kept("vault", "check", "--salvage").code == 0


def test_wrong_use_of_check_is_reported(kept: Alliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept("vault", "check", "file").code == 2
    assert kept("vault", "check", "--salvage", str(tmp_path / "no" / "such")).code == 2
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "wrong")
    assert kept("vault", "check").code == 5
    monkeypatch.setenv("ALLIANCE_HOME", str(tmp_path / "none"))
    assert kept("vault", "check").code == 6
