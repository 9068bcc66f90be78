"""vault passphrase and vault recovery: what opens the vault afterwards, and the messages."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from alliance_cli.cli.root import run
from alliance_cli.storage.copies.rekeying import change_key
from alliance_cli.storage.file.vault_file import salt_of

from .conftest import PASSPHRASE, Alliance, derive

NEW = "seven-quiet-oaks-behind-the-mill"


@pytest.fixture
def change(alliance: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    alliance("client", "add", "J7")
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", NEW)
    assert alliance("vault", "passphrase").code == 0


def code(alliance: Alliance) -> str:
    return " ".join(
        re.findall(r"\b[0-9A-Z]{4}\b", alliance("vault", "recovery", "--yes").out.split("To use it")[0])[1:]
    )


def opens(alliance: Alliance, monkeypatch: pytest.MonkeyPatch, passphrase: str) -> bool:
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", passphrase)
    return alliance("client", "list").code == 0


def test_after_the_change_only_the_new_passphrase_opens_the_vault(
    alliance: Alliance, change: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert alliance("client", "list").code == 5
    assert opens(alliance, monkeypatch, NEW)
    assert "J7" in alliance("client", "list").out


def test_a_change_names_what_still_needs_the_old_passphrase(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", NEW)
    said = alliance("vault", "passphrase").err
    assert "Backups made so far still open with the one they were made under." in said
    assert "ALLIANCE_PASSPHRASE still gives the old one" in said
    assert NEW not in said


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("wrong", NEW, 5),
        (PASSPHRASE, None, 5),
        (PASSPHRASE, "", 5),
        (PASSPHRASE, PASSPHRASE, 8),
        (PASSPHRASE, "\udc80", 5),
    ],
)
def test_an_unsuitable_passphrase_changes_nothing(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, home: Path, old: str, new: str | None, code: int
) -> None:
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", old)
    if new is not None:
        monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", new)
    before = (home / "vault.db").read_bytes()
    assert alliance("vault", "passphrase").code == code
    assert (home / "vault.db").read_bytes() == before


@pytest.mark.parametrize("given", [f"{NEW}\n", f"{NEW}\r\n", f"\ufeff{NEW}", NEW])
def test_a_line_break_from_a_file_is_not_part_of_the_passphrase(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", given)
    assert alliance("vault", "passphrase").code == 0
    assert opens(alliance, monkeypatch, NEW)
    assert opens(alliance, monkeypatch, given)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("two\nlines", "no control characters"),
        ("a\tb", "no control characters"),
        ("pasted\u200bwords", "none that cannot be seen"),
        ("pasted\ufeffwords", "none that cannot be seen"),
        ("pasted words\u2028", "none that cannot be seen"),
        ("x" * 1025, "at most 1,024 characters"),
    ],
)
def test_a_new_passphrase_that_cannot_be_typed_is_refused(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, new: str, said: str
) -> None:
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", new)
    ran = alliance("vault", "passphrase")
    assert (ran.code, said in ran.err) == (5, True)
    assert new not in ran.err
    assert opens(alliance, monkeypatch, PASSPHRASE)


@pytest.mark.parametrize(
    "odd", ["secret words\n", "\ufeffsecret words", "secret\twords", "secret\u200bwords", "w" * 1025]
)
def test_an_old_vault_with_an_odd_passphrase_opens_and_says_how_to_change_it(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, home: Path, odd: str
) -> None:
    path = home / "vault.db"
    salt = salt_of(path)
    change_key(path, derive(PASSPHRASE, salt), derive(odd, salt))
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", odd)
    ran = alliance("client", "list")
    assert (ran.code, "alliance vault passphrase" in ran.err) == (0, True)
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", NEW)
    assert alliance("vault", "passphrase").code == 0
    assert opens(alliance, monkeypatch, NEW)


def test_a_wrong_passphrase_with_odd_characters_is_explained(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "a\tb")
    ran = alliance("client", "list")
    assert (ran.code, "no control characters" in ran.err) == (5, True)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("printf '\\351'", "not UTF-8"),
        ("cat /no/such/file", "without a shell"),
        ("echo x | cat", "only a shell understands"),
        ("echo x|cat", "only a shell understands"),
        ("cat $HOME/no", "only a shell understands"),
        ('echo "${SECRET}"', "only a shell understands"),
        ("cat ~/secret", "only a shell understands"),
        ("cat <secret", "only a shell understands"),
        ("sh -c 'echo $HOME | cat'", "does not open the vault"),
        ('sh -c "echo $HOME | cat"', "does not open the vault"),
        ("echo \"it's\" 'a|b'", "does not open the vault"),
        ('echo "a | b~ $5? c&d"', "only a shell understands"),
        ('echo "a | b~ \\$ c&d" e~', "does not open the vault"),
        ("yes", "more than a passphrase"),
        ("cat /dev/zero", "more than a passphrase"),
    ],
)
def test_a_passphrase_command_says_what_failed_and_that_no_shell_is_used(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.setenv("ALLIANCE_PASSPHRASE_COMMAND", command)
    ran = alliance("client", "list")
    assert (ran.code, said in ran.err) == (5, True)


def test_the_passphrase_is_taken_out_of_the_environment_and_no_program_inherits_it(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", NEW)
    seen, program = tmp_path / "seen", tmp_path / "gives"
    program.write_text(f"#!/bin/sh\nenv > {seen}\necho '{PASSPHRASE}'\n")
    program.chmod(0o700)
    monkeypatch.setenv("ALLIANCE_PASSPHRASE_COMMAND", str(program))
    assert alliance("client", "list").code == 0
    assert "ALLIANCE_HOME" in seen.read_text()
    assert PASSPHRASE not in seen.read_text()
    assert NEW not in seen.read_text()
    monkeypatch.delenv("ALLIANCE_PASSPHRASE_COMMAND")
    assert run(["client", "list"]) == 0
    assert "ALLIANCE_PASSPHRASE" not in os.environ
    assert PASSPHRASE not in subprocess.run(["/usr/bin/env"], capture_output=True, text=True, check=True).stdout


def test_a_passphrase_that_is_not_valid_text_is_reported(alliance: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "caf\udce9")
    ran = alliance("client", "list")
    assert (ran.code, "not UTF-8" in ran.err) == (5, True)


def test_a_weak_passphrase_gets_advice_without_being_repeated_and_works(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", "Sommer2024")
    ran = alliance("vault", "passphrase")
    assert ran.code == 0
    assert "could guess this passphrase in about this time" in ran.err
    assert "sommer" not in ran.err.lower()
    assert opens(alliance, monkeypatch, "Sommer2024")


def test_a_strong_passphrase_gets_no_advice(alliance: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", NEW * 5)
    assert "guess" not in alliance("vault", "passphrase").err


def test_the_recovery_code_opens_the_vault_and_changes_the_passphrase(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = code(alliance)
    assert opens(alliance, monkeypatch, sheet.lower())
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", NEW)
    assert alliance("vault", "passphrase").code == 0
    assert opens(alliance, monkeypatch, NEW)


def test_after_a_change_the_recovery_code_is_reported_as_invalid(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = code(alliance)
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", NEW)
    alliance("vault", "passphrase")
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", sheet)
    ran = alliance("client", "list")
    assert ran.code == 5
    assert "That recovery code does not open this vault." in ran.err
    assert sheet[:9] not in ran.err


def test_a_mistyped_recovery_code_names_the_wrong_group_and_repeats_nothing(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = code(alliance).split()
    groups[6] = ("2" if groups[6][0] == "1" else "1") + groups[6][1:]
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", " ".join(groups))
    ran = alliance("client", "list")
    assert (ran.code, ran.out) == (5, "")
    assert "Group 7 of the recovery code does not fit." in ran.err
    assert not any(group in ran.err for group in groups)


def test_the_recovery_sheet_is_printed_only_on_request_and_not_stored(alliance: Alliance, home: Path) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*")}
    refused = alliance("vault", "recovery")
    assert (refused.code, refused.out) == (8, "")
    assert len(code(alliance).split()) == 18
    assert {path: path.read_bytes() for path in home.rglob("*")} == before
