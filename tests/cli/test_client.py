"""The client command changes codes and dates, closes, reopens and erases clients."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of

from .conftest import PASSPHRASE, Alliance, derive, made_once

SEEN = "strongest: We laughed\nruptures: Went quiet\n"


@made_once
def seen(alliance: Alliance) -> Alliance:
    """J7 with a session in January, and K1 with none."""
    assert alliance("reflect", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed=SEEN).code == 0
    assert alliance("client", "add", "K1").code == 0
    return alliance


def shown(alliance: Alliance, client: str = "J7") -> dict[str, object]:
    (found,) = alliance("client", "show", client, "--json").document["clients"]
    return dict(found)


def test_closing_says_what_stays_open_and_when_retention_ends(seen: Alliance) -> None:
    ran = seen("client", "close", "J7", "--on", "2026-01-12", "--ending", "planned")
    assert (ran.code, ran.out) == (0, "")
    for words in (
        "Closed J7 on 2026-01-12, planned.",
        "1 possible rupture is still open: alliance moments J7 --open",
        "comes up for review on 2033-01-05: alliance vault due",
    ):
        assert words in ran.err
    assert (shown(seen)["closed_on"], shown(seen)["ending"]) == ("2026-01-12", "planned")
    assert "Closed 2026-01-12, planned." in seen("client", "show", "J7").out
    assert "J7 (closed)" in seen("client", "list").out
    assert seen("--json").document["due"] == []


@pytest.mark.parametrize(("typed", "kept"), [("planned", "planned"), ("U", "unplanned"), ("unplanned", "unplanned")])
def test_the_ending_is_given_as_a_word_or_its_first_letter(seen: Alliance, typed: str, kept: str) -> None:
    assert seen("client", "close", "K1", "--ending", typed).code == 0
    assert shown(seen, "K1")["ending"] == kept


def test_the_ending_is_optional_and_closing_again_corrects_it(seen: Alliance) -> None:
    assert seen("client", "close", "J7", "--on", "2026-01-12").code == 0
    assert shown(seen)["ending"] == ""
    again = seen("client", "close", "J7")
    assert (again.code, "closed already, since 2026-01-12" in again.err) == (8, True)
    assert seen("client", "close", "J7", "--ending", "unplanned").code == 0
    assert seen("client", "close", "J7", "--on", "2026-01-05").code == 0
    assert (shown(seen)["closed_on"], shown(seen)["ending"]) == ("2026-01-05", "unplanned")


@pytest.mark.parametrize(
    "wrong",
    [("--ending", "badly"), ("--on", "soon"), ("--on", "2099-01-01"), ("--on", "2026-01-04"), ("--on", "")],
)
def test_an_invalid_ending_changes_nothing(seen: Alliance, wrong: tuple[str, str]) -> None:
    ran = seen("client", "close", "J7", *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert shown(seen)["closed_on"] is None


@pytest.mark.parametrize("command", ["prep", "session", "reflect"])
def test_a_session_after_the_end_is_refused_with_the_command_to_reopen(seen: Alliance, command: str) -> None:
    seen("client", "close", "J7", "--on", "2026-01-12")
    ran = seen(command, "J7", "--on", "2026-01-13", typed="x\n")
    assert (ran.code, ran.out) == (8, "")
    assert "J7 was closed on 2026-01-12." in ran.err
    assert "alliance client reopen J7" in ran.err
    assert seen("rate", "J7", "--bond", "7").code == 8
    assert len(seen("history", "J7", "--json").document["sessions"]) == 1


def test_after_closing_earlier_sessions_can_be_added_and_everything_read(seen: Alliance) -> None:
    seen("client", "close", "J7", "--on", "2026-01-12")
    assert seen("reflect", "J7", "--on", "2026-01-12", "--answers", "-", typed="learned: x\n").code == 0
    assert seen("rate", "J7", "--on", "2026-01-05", "--bond", "7").code == 0
    assert seen("repair", "J7", typed="I named it\n\n\n\n\n").code == 0
    assert seen("history", "J7").code == 0


def test_reopening_removes_the_ending(seen: Alliance) -> None:
    seen("client", "close", "J7", "--on", "2026-01-12", "--ending", "planned")
    ran = seen("client", "reopen", "j7")
    assert (ran.code, "J7 is open again" in ran.err) == (0, True)
    assert (shown(seen)["closed_on"], shown(seen)["ending"]) == (None, "")
    assert seen("prep", "J7", typed="\n\n\n").code == 0
    assert (seen("client", "reopen", "J7").code, "nothing was changed" in seen("client", "reopen", "J7").err) == (
        0,
        True,
    )


def test_changing_a_code_changes_it_everywhere(seen: Alliance) -> None:
    ran = seen("client", "edit", "J7", "--code", "M3")
    assert (ran.code, "J7 is M3 now." in ran.err) == (0, True)
    assert seen("history", "J7").code == 3
    assert len(seen("history", "M3", "--json").document["sessions"]) == 1
    assert seen("client", "edit", "M3", "--code", "m3").code == 0
    assert shown(seen, "M3")["client"] == "m3"


@pytest.mark.parametrize(
    ("code", "exits", "says"),
    [
        ("k1", 8, "K1 is another client's code"),
        ("Anna", 8, "looks like a name"),
        ("anna@example.org", 8, "looks like an e-mail address"),
        ("J 7", 2, "not a client code"),
        ("", 2, "not a client code"),
    ],
)
def test_an_invalid_or_used_code_is_refused(seen: Alliance, code: str, exits: int, says: str) -> None:
    ran = seen("client", "edit", "J7", "--code", code, "--keep-until", "2040-01-01")
    assert (ran.code, ran.out) == (exits, "")
    assert says in ran.err
    assert (shown(seen)["client"], shown(seen)["keep_until"]) == ("J7", None)
    assert seen("client", "edit", "J7", "--code", "Anna", "--insist").code == 0


def test_the_retention_of_a_file_is_set_and_reset(seen: Alliance) -> None:
    assert "at least until 2040-05-01" in seen("client", "edit", "J7", "--keep-until", "2040-05-01").err
    assert shown(seen)["keep_until"] == "2040-05-01"
    assert "Kept at least until 2040-05-01." in seen("client", "show", "J7").out
    assert "as long as retention.years says" in seen("client", "edit", "J7", "--keep-until", "none").err
    assert shown(seen)["keep_until"] is None


@pytest.mark.parametrize(
    "wrong",
    [(), ("--keep-until", "later"), ("--opened", "2026-01-06"), ("--opened", "2099-01-01"), ("--opened", "x")],
)
def test_an_invalid_edit_is_code_2(seen: Alliance, wrong: tuple[str, ...]) -> None:
    before = shown(seen)
    assert seen("client", "edit", "J7", *wrong).code == 2
    assert shown(seen) == before


def test_the_first_day_of_the_work_can_be_corrected(seen: Alliance) -> None:
    assert seen("client", "edit", "J7", "--opened", "2025-12-30").code == 0
    assert shown(seen)["opened_on"] == "2025-12-30"


def test_erasing_without_a_terminal_needs_the_code_twice(seen: Alliance) -> None:
    for confirmed in ((), ("--confirm", "J7"), ("--confirm", "J7", "--confirm", "K1"), ("--confirm", "J7") * 3):
        ran = seen("client", "erase", "J7", *confirmed, typed="J7\nJ7\n")
        assert (ran.code, ran.out, "Nothing was erased." in ran.err) == (8, "", True)
        assert shown(seen)["sessions"] == 1
    assert "alliance client erase J7 --confirm J7 --confirm J7" in seen("client", "erase", "J7").err
    ran = seen("client", "erase", "J7", "--confirm", "J7", "--confirm", "j7")
    assert (ran.code, "J7 is erased." in ran.err) == (0, True)
    assert "Copies and exports elsewhere are not known" in ran.err
    assert seen("client", "show", "J7").code == 3
    assert [each["client"] for each in seen("client", "list", "--json").document["clients"]] == ["K1"]
    assert seen("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7").code == 3


def test_drafts_for_a_code_that_was_never_opened_can_be_erased(seen: Alliance, home: Path) -> None:
    vault = Vault.open(home / "vault.db", derive(PASSPHRASE, salt_of(home / "vault.db")))
    with vault.change() as db:
        for code in ("N9", "N8"):
            db.execute(
                "INSERT INTO draft (id, dated, phase, script, step, text, saved_at, code)"
                " VALUES (?, '2026-01-06', 'pre-session', 'pre-session', 'grounded', 'She', '2026-01-06', ?)",
                [code, code],
            )
    vault.close()
    assert seen("client", "erase", "N9").code == 8
    assert seen("client", "erase", "N7", "--confirm", "N7", "--confirm", "N7").code == 3
    ran = seen("client", "erase", "n9", "--confirm", "N9", "--confirm", "N9")
    assert (ran.code, "What was half typed for n9 is erased." in ran.err) == (0, True)
    vault = Vault.open(home / "vault.db", derive(PASSPHRASE, salt_of(home / "vault.db")))
    assert vault.rows("SELECT code FROM draft") == [{"code": "N8"}]
    vault.close()
    assert shown(seen)["sessions"] == 1


def test_existing_backups_are_named_after_erasing(seen: Alliance, home: Path, tmp_path: Path) -> None:
    there, gone = tmp_path / "there.db", tmp_path / "gone.db"
    there.touch()
    vault = Vault.open(home / "vault.db", derive(PASSPHRASE, salt_of(home / "vault.db")))
    with vault.change() as db:
        for id_, path in (("1", there), ("2", gone)):
            db.execute("INSERT INTO backup VALUES (?, '2026-01-06', ?)", [id_, str(path)])
    vault.close()
    replaced, later = home / "vault-replaced-2026-01-07T0900.db", tmp_path / "alliance-2026-01-08T0900.db"
    usual, elsewhere = (folder / "alliance-2026-01-08T0900.db" for folder in (home / "backups", tmp_path / "set"))
    assert seen("config", "set", "backup.folder", str(elsewhere.parent)).code == 0
    for path in (replaced, later, usual, elsewhere):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    said = seen("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7").err
    listed = said.partition("Backups and replaced vaults that may still hold J7:\n")[2].splitlines()[:-1]
    assert set(listed) == {f"  {path}" for path in (there, replaced, later, usual, elsewhere)}
    assert str(gone) not in said


def test_a_client_counts_as_erased_even_if_the_file_could_not_be_rewritten(
    seen: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alliance_cli.core.errors import VaultTrouble

    def full(_: Vault) -> None:  # a disk that fills up at this very moment cannot be had otherwise
        raise VaultTrouble("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Vault, "compact", full)
        ran = seen("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7")
    assert ran.code == 7
    assert "J7 is erased. The file could not be rewritten, though. The disk is full." in ran.err
    assert "alliance vault compact" in ran.err
    assert seen("client", "show", "J7").code == 3
    assert seen("vault", "compact").code == 0
