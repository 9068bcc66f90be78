"""Opening detects a vault with mixed pages or older than the last one used, without false alarms."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from alliance_cli.line.output import progress
from alliance_cli.line.output.console import Screen
from alliance_cli.storage.file import last_seen
from alliance_cli.storage.file.reading import ReadableVault
from alliance_cli.storage.file.vault_file import PAGE, salt_of

from .conftest import PASSPHRASE, Alliance, derive, made_once

RARE = "wolkenbruchglas"
NOTES = f"strongest: [{RARE}]\nlearned: {RARE}\nclinician-bond: 7\n"


@made_once
def reflected(alliance: Alliance) -> None:
    assert alliance("reflect", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed=NOTES).code == 0


@pytest.fixture
def vault(reflected: Alliance, home: Path) -> Path:
    """A vault with a reflection."""
    return home / "vault.db"


def mixed(vault: Path, alliance: Alliance) -> None:
    """Put a page of the vault back to its state two changes earlier."""
    older = vault.read_bytes()
    assert alliance("rate", "J7", "--on", "2026-01-05", "--bond", "9").code == 0
    newer = vault.read_bytes()
    at = next(
        at for at in range(PAGE, len(older), PAGE) if is_of_ratings(vault, older, at) and older[at:] != newer[at:]
    )
    vault.write_bytes(newer[:at] + older[at : at + PAGE] + newer[at + PAGE :])


def is_of_ratings(vault: Path, older: bytes, at: int) -> bool:
    """Whether the table of ratings begins on this page."""
    with closing(ReadableVault.open(vault, derive(PASSPHRASE, salt_of(vault)))) as opened:
        (row,) = opened.rows("SELECT rootpage FROM sqlite_master WHERE name = 'rating' AND type = 'table'")
    return int(row["rootpage"]) == at // PAGE + 1


def test_a_mixed_file_is_not_opened_and_check_names_the_table(alliance: Alliance, vault: Path) -> None:
    mixed(vault, alliance)
    for words in (("history", "J7"), ("rate", "J7", "--bond", "3"), ()):
        ran = alliance(*words)
        assert (ran.code, ran.out) == (7, "")
        assert "pages from different times" in ran.err
        assert "alliance vault check" in ran.err
        assert RARE not in ran.err
    checked = alliance("vault", "check")
    assert checked.code == 7
    assert "rating: " in checked.out
    assert alliance("vault", "check", "--salvage").code == 0


def test_an_older_page_of_an_index_is_noticed_too(alliance: Alliance, vault: Path) -> None:
    older = vault.read_bytes()
    assert alliance("rate", "J7", "--on", "2026-01-06", "--bond", "9").code == 0
    newer = vault.read_bytes()
    with closing(ReadableVault.open(vault, derive(PASSPHRASE, salt_of(vault)))) as opened:
        (row,) = opened.rows("SELECT rootpage FROM sqlite_master WHERE name = 'session_by_date'")
    at = (int(row["rootpage"]) - 1) * PAGE
    vault.write_bytes(newer[:at] + older[at : at + PAGE] + newer[at + PAGE :])
    ran = alliance("history", "J7")
    assert (ran.code, ran.out, "pages from different times" in ran.err) == (7, "", True)


def test_an_older_vault_is_reported_until_it_is_checked(alliance: Alliance, vault: Path) -> None:
    older = vault.read_bytes()
    for _ in range(3):
        alliance("rate", "J7", "--on", "2026-01-05", "--bond", "9")
    vault.write_bytes(older)
    for _ in range(2):
        ran = alliance("client", "list")
        assert ran.code == 0
        assert "older than the one used here last" in ran.err
    assert "counts as the right one" in alliance("vault", "check").err
    assert alliance("client", "list").err == ""


def test_a_restored_backup_is_not_reported_as_older(alliance: Alliance, vault: Path) -> None:
    backup = alliance("backup", "--json").document["path"]
    for _ in range(3):
        alliance("rate", "J7", "--on", "2026-01-05", "--bond", "9")
    assert alliance("restore", backup, "--yes").code == 0
    assert "older" not in alliance("client", "list").err


def test_the_programs_own_changes_cause_no_warning(
    alliance: Alliance, vault: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = alliance("backup", "--json").document["path"]
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", f"{PASSPHRASE} two")
    for words in (
        ("vault", "compact"),
        ("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7"),
        ("restore", backup, "--yes"),
        ("backup",),
        ("vault", "check"),
        ("vault", "passphrase"),
    ):
        ran = alliance(*words)
        assert ran.code == 0, (words, ran.err)
        if words[1:] == ("passphrase",):
            monkeypatch.setenv("ALLIANCE_PASSPHRASE", f"{PASSPHRASE} two")
        for marker in (True, False):
            if not marker:
                (home / "last-seen").unlink(missing_ok=True)
            seen = alliance("client", "list")
            assert (seen.code, "older" in seen.err, "moments" in seen.err) == (0, False, False), words


@pytest.mark.parametrize(("large", "told"), [(last_seen.LARGE, []), (0, [1])])
def test_checking_a_large_vault_reports_progress_once(
    vault: Path, home: Path, monkeypatch: pytest.MonkeyPatch, large: int, told: list[float]
) -> None:
    monkeypatch.setattr(last_seen, "LARGE", large)
    monkeypatch.setattr(last_seen, "_STEP", 2)
    (home / "last-seen").unlink()
    looks = list[list[tuple[int, int]]]()

    @contextmanager
    def watching() -> Iterator[Callable[[int, int], None]]:
        looks.append([])
        yield lambda done, total: looks[-1].append((done, total))

    for _ in range(2):
        with closing(ReadableVault.open(vault, derive(PASSPHRASE, salt_of(vault)))) as opened:
            last_seen.LastSeen(home / "last-seen", opened).look(watching)
    assert [done / total for look in looks for done, total in look[-1:]] == told
    assert all(len(look) > 2 and look == sorted(look) for look in looks)


def test_the_first_check_of_a_large_vault_shows_progress(
    alliance: Alliance, vault: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_seen, "LARGE", 0)
    bars = list[str]()

    @contextmanager
    def bar(screen: Screen) -> Iterator[Callable[[int, int], None]]:
        bars.append("begun")
        yield lambda done, total: None
        bars.append("ended")

    monkeypatch.setattr(progress, "progress_bar", bar)
    (home / "last-seen").unlink()
    for _ in range(2):
        assert alliance("client", "list").code == 0
        assert bars == ["begun", "ended"]


@pytest.mark.parametrize("content", ["", "nonsense", "00 1 2", "zz " * 9])
def test_an_unreadable_marker_is_rewritten(alliance: Alliance, vault: Path, home: Path, content: str) -> None:
    before = (home / "last-seen").read_text()
    (home / "last-seen").write_text(content)
    assert alliance("client", "list").err == ""
    assert (home / "last-seen").read_text().split()[0] == before.split()[0]


def test_a_copy_of_the_whole_home_is_a_sound_vault(alliance: Alliance, vault: Path, home: Path) -> None:
    shutil.copytree(home, home.with_name("copy"))
    assert alliance("--home", str(home.with_name("copy")), "client", "list").err == ""


def test_the_marker_contains_nothing_typed(alliance: Alliance, vault: Path, home: Path) -> None:
    content = (home / "last-seen").read_bytes()
    assert RARE.encode() not in content
    assert b"J7" not in content
    assert content.split()[0].decode() == salt_of(vault).hex()


@pytest.mark.parametrize(
    ("folder", "mark", "service"),
    [
        ("Dropbox/work", "", "Dropbox"),
        ("OneDrive - Practice", "", "OneDrive"),
        ("work/notes", ".stfolder", "Syncthing"),
        ("Library/Mobile Documents/notes", "", "iCloud Drive"),
        ("work/droplets", "", None),
    ],
)
def test_a_vault_in_a_sync_folder_causes_a_warning(
    alliance: Alliance, tmp_path: Path, folder: str, mark: str, service: str | None
) -> None:
    home = tmp_path / "user" / folder
    home.mkdir(parents=True)
    if mark:
        (home.parent / mark).mkdir()
    ran = alliance("--home", str(home), "init")
    assert ran.code == 0
    assert ("is in a folder of" in ran.err) == (service is not None)
    assert f"folder of {service}" in ran.err or service is None
    assert ("is in a folder of" in alliance("--home", str(home), "vault", "check").err) == (service is not None)
