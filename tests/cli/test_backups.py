"""The commands backup and restore."""

from __future__ import annotations

import io
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_cli.cli import root as cli
from alliance_cli.core.vault.safekeeping import last_backup
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of

from .conftest import PASSPHRASE, RARE, Alliance, derive, page_flipped, vault_of


@pytest.fixture
def backup(kept: Alliance) -> Path:
    return Path(kept("backup", "--json").document["path"])


def test_a_backup_is_made_beside_the_vault_and_its_path_is_printed(kept: Alliance, home: Path) -> None:
    ran = kept("backup")
    made = Path(ran.out.strip())
    assert ran.code == 0
    assert made.parent == home / "backups"
    assert (stat.S_IMODE(made.stat().st_mode), stat.S_IMODE(made.parent.stat().st_mode)) == (0o600, 0o700)
    assert "1 client, 1 session, 1 answer, 1 rating" in ran.err


def test_a_backup_goes_to_the_folder_given_or_configured(kept: Alliance, tmp_path: Path) -> None:
    for folder in ("named", "set: #1"):
        (tmp_path / folder).mkdir()
    by_a_way_round = str(tmp_path / "set: #1" / ".." / "named")
    assert kept("backup", by_a_way_round, "--json").document["path"].startswith(str(tmp_path / "named" / "alliance-"))
    assert kept("config", "set", "backup.folder", str(tmp_path / "set: #1")).code == 0
    assert kept("backup", "--json").document["path"].startswith(str(tmp_path / "set: #1"))


def test_a_missing_backup_folder_is_reported(kept: Alliance, tmp_path: Path) -> None:
    for missing in ("no", "no/such"):
        assert kept("backup", str(tmp_path / missing)).code == 2
    assert kept("config", "set", "backup.folder", str(tmp_path / "no")).code == 0
    assert kept("backup").code == 2
    assert not (tmp_path / "no").exists()
    assert kept("backup", "").code == 2
    assert kept("config", "set", "backup.folder", "here").code == 2


def test_backups_deleted_to_make_room_are_named(kept: Alliance) -> None:
    first = kept("backup", "--json").document["path"]
    kept("config", "set", "backup.keep", "1")
    ran = kept("backup")
    assert first in ran.err
    assert kept("backup", "--json").document["removed"] == [ran.out.strip()]


def test_a_backup_contains_no_readable_typed_word(backup: Path) -> None:
    assert RARE.encode() not in backup.read_bytes()


def test_restore_shows_the_content_of_the_backup_and_needs_a_yes(kept: Alliance, backup: Path, home: Path) -> None:
    kept("client", "add", "K1")
    before = (home / "vault.db").read_bytes()
    ran = kept("restore", str(backup))
    assert ran.code == 8
    assert [line.split() for line in ran.out.splitlines()][1] == ["clients", "1", "2"]
    assert (home / "vault.db").read_bytes() == before
    assert kept("restore", str(backup), "--yes").code == 0
    assert [client["client"] for client in kept("history", "--json").document["clients"]] == ["J7"]
    (replaced,) = home.glob("vault-replaced-*.db")
    assert stat.S_IMODE(replaced.stat().st_mode) == 0o600


def test_the_replaced_vault_can_be_restored(kept: Alliance, backup: Path, home: Path) -> None:
    kept("client", "add", "K1")
    kept("restore", str(backup), "--yes")
    (replaced,) = home.glob("vault-replaced-*.db")
    assert kept("restore", str(replaced), "--yes").code == 0
    assert len(kept("client", "list", "--json").document["clients"]) == 2


@pytest.mark.parametrize("content", [None, b"", b"no vault " * 1000])
def test_a_backup_is_restored_whatever_has_the_vaults_name(
    kept: Alliance, backup: Path, home: Path, content: bytes | None
) -> None:
    (home / "vault.db").unlink()
    if content is not None:
        (home / "vault.db").write_bytes(content)
    ran = kept("restore", str(backup), "--yes")
    assert ran.code == 0, ran.err
    assert kept("client", "show", "J7").code == 0


def test_a_backup_is_all_that_a_new_machine_needs(
    kept: Alliance, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_HOME", str(tmp_path / "new" / "home"))
    assert kept("restore", str(backup), "--yes").code == 0
    assert kept("client", "show", "J7").code == 0


def test_a_backup_needs_the_passphrase_it_was_made_with(
    kept: Alliance, backup: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "another")
    ran = kept("restore", str(backup), "--yes")
    assert ran.code == 5
    assert "passphrase you had when you made it" in ran.err
    (home / "vault.db").unlink()
    assert kept("init").code == 0
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
    ran = kept("restore", str(backup), "--yes")
    assert ran.code == 0
    assert "does not open with this passphrase" in ran.err


def test_restoring_a_file_that_is_not_a_backup_changes_nothing(
    kept: Alliance, backup: Path, home: Path, tmp_path: Path
) -> None:
    before = (home / "vault.db").read_bytes()
    short = tmp_path / "short"
    short.write_bytes(b"short")
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(backup.read_bytes())
    page_flipped(damaged, 12)
    newer = tmp_path / "newer.db"
    newer.write_bytes(backup.read_bytes())
    vault = Vault.open(newer, derive(PASSPHRASE, salt_of(newer)))
    with vault.change() as db:
        db.execute("PRAGMA user_version = 99")
    vault.close()
    files = {"missing": 3, str(short): 7, str(damaged): 7, str(newer): 7, str(home / "vault.db"): 2, str(tmp_path): 2}
    for file, code in files.items():
        ran = kept("restore", file, "--yes")
        assert (ran.code, ran.out) == (code, ""), file
    assert (home / "vault.db").read_bytes() == before
    assert [path.name for path in home.iterdir() if "part" in path.name or "replaced" in path.name] == []


def test_a_damaged_backup_is_reported_as_such_and_another_one_is_named(kept: Alliance, home: Path) -> None:
    older, newer = (Path(kept("backup", "--json").document["path"]) for _ in range(2))
    page_flipped(newer, 12)
    ran = kept("restore", str(newer), "--yes")
    assert ran.code == 7
    assert "This backup is damaged. Nothing was changed." in ran.err
    assert str(older) in ran.err
    older.unlink()
    assert "Try another one." in kept("restore", str(newer), "--yes").err


@pytest.mark.parametrize("content", [b"my notes " * 1000, b"SQLite format 3\0" + bytes(8176), b"short"])
def test_a_file_that_is_not_a_vault_is_refused_before_the_passphrase_is_asked(
    kept: Alliance, home: Path, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALLIANCE_PASSPHRASE")
    other = tmp_path / "other.db"
    other.write_bytes(content)
    ran = kept("restore", str(other), "--yes")
    assert (ran.code, "That file is not a vault" in ran.err) == (7, True)
    (home / "vault.db").write_bytes(content)
    assert kept("history").code == 7


def test_for_a_folder_its_newest_backup_is_named(kept: Alliance, backup: Path, tmp_path: Path) -> None:
    ran = kept("restore", str(backup.parent))
    assert (ran.code, f"That is a folder.\nThe newest backup in it: {backup}" in ran.err) == (2, True)
    assert kept("restore", str(tmp_path)).code == 2


def test_the_restored_vault_inherits_the_list_of_backups(
    kept: Alliance, backup: Path, home: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    later = kept("backup", str(stick), "--json").document["path"]
    assert kept("restore", str(backup), "--yes").code == 0
    assert later in kept("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7").err
    assert kept("restore", later, "--yes").code == 0
    vault = vault_of(home)
    assert {row["path"] for row in vault.rows("SELECT path FROM backup")} == {str(backup), later}
    vault.close()


def test_the_list_of_another_vaults_backups_is_not_inherited(kept: Alliance, backup: Path, home: Path) -> None:
    backup.rename(home.parent / "theirs.db")
    (home / "vault.db").unlink()
    assert kept("init").code == 0
    ours = kept("backup", "--json").document["path"]
    assert kept("restore", str(home.parent / "theirs.db"), "--yes").code == 0
    vault = vault_of(home)
    assert ours not in {row["path"] for row in vault.rows("SELECT path FROM backup")}
    vault.close()


def test_the_vault_is_not_replaced_while_another_program_writes(
    kept: Alliance, backup: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess
    import sys

    monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.2)
    key = derive(PASSPHRASE, salt_of(home / "vault.db"))
    holds = (
        "import sys; from pathlib import Path; from alliance_cli.storage.file.keys import Key\n"
        "from alliance_cli.storage.file.vault import Vault\n"
        "key = Key(bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3]))\n"
        "with Vault.open(Path(sys.argv[1]), key).change(): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holds, str(home / "vault.db"), key.secret.hex(), key.salt.hex()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        ran = kept("restore", str(backup), "--yes")
        other.kill()
    assert ran.code == 7
    assert "busy" in ran.err


@pytest.mark.parametrize(
    ("on", "since", "days", "says"),
    [
        (None, None, 7, ""),
        (None, "2026-11-20", 7, ""),
        (None, "2026-11-17", 7, "There is no backup yet."),
        ("2026-11-18", "2026-01-01", 7, ""),
        ("2026-11-15", "2026-01-01", 7, "The last backup is 9 days old."),
        ("2026-11-15", "2026-01-01", 0, ""),
        ("2026-11-15", None, 7, ""),
    ],
)
def test_a_reminder_appears_once_there_is_something_to_lose(
    on: str | None, since: str | None, days: int, says: str
) -> None:
    def day(text: str | None) -> datetime | None:
        return datetime.fromisoformat(text) if text else None

    made, first = day(on), day(since)
    today = datetime(2026, 11, 24, tzinfo=UTC).date()
    assert last_backup(made.date() if made else None, first.date() if first else None, today, days).says == says


def test_a_first_client_opened_while_the_clock_was_ahead_silences_no_reminder() -> None:
    today = datetime(2026, 11, 24, tzinfo=UTC).date()
    assert last_backup(None, today.replace(year=2027), today, 7).says == "There is no backup yet."


def test_a_backup_made_while_the_clock_was_ahead_silences_no_reminder(kept: Alliance, home: Path) -> None:
    kept("backup")
    with (vault := vault_of(home)).change() as db:
        db.execute("UPDATE backup SET made_at = '2999-01-01T12:00:00.000+00:00'")
    vault.close()
    ahead = "The clock was ahead when the last backup was made, so its age is not known."
    assert kept("--json").document["backup"] == {"last_on": None, "says": ahead, "do": "alliance backup"}
    kept("backup")
    assert "backup" not in kept().out


def test_bare_alliance_reminds_in_one_line(kept: Alliance, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "backup" not in kept().out
    assert kept("--json").document["backup"] == {"last_on": None, "says": "", "do": ""}
    kept("backup")
    with (vault := vault_of(home)).change() as db:
        db.execute("UPDATE backup SET made_at = '2026-01-01T12:00:00.000+00:00'")
    vault.close()
    assert "The last backup is" in (line := kept().out.splitlines()[-1])
    assert line.rstrip().endswith("alliance backup")
    assert kept("--json").document["backup"]["last_on"] == "2026-01-01"
    kept("config", "set", "backup.remind", "0")
    assert "backup" not in kept().out


def test_a_person_is_asked_for_the_older_passphrase_and_for_a_yes(
    kept: Alliance, backup: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter(["wrong", PASSPHRASE])
    prompts = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return next(typed)

    monkeypatch.setattr("alliance_cli.line.front.ask_passphrase", ask)
    for answer in ("n", "y"):
        typed = iter(["wrong", PASSPHRASE])
        monkeypatch.setenv("ALLIANCE_PASSPHRASE", "a newer one")  # each run removes it from the environment
        monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
        assert cli.run(["restore", str(backup)]) == 0
        assert capsys.readouterr().err.endswith("\nNothing was replaced.\n") == (answer == "n")
        assert (len(list(home.glob("vault-replaced-*"))) == 1) == (answer == "y")
    assert all("when you made it" in prompt for prompt in prompts)
