"""vault remember and vault forget, with a real keyring kept in a file (see tests/keyrings)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from tests.keyrings.alliance_keyring import FileKeyring, PlainKeyring, StuckKeyring

from .conftest import PASSPHRASE, Alliance

NEW = "seven-quiet-oaks-behind-the-mill"


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileKeyring]:
    monkeypatch.setenv("ALLIANCE_KEYRING_FILE", str(tmp_path / "keyring.json"))
    before, ring = keyring.get_keyring(), FileKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def remembered(alliance: Alliance, ring: FileKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    assert alliance("vault", "remember").code == 0
    monkeypatch.delenv("ALLIANCE_PASSPHRASE")


def test_the_remembered_key_opens_the_vault_without_a_passphrase(alliance: Alliance, remembered: None) -> None:
    assert alliance("client", "add", "J7").code == 0
    assert "J7" in alliance("client", "list").out


def test_the_keyring_gets_the_key_and_never_the_passphrase_and_the_home_gets_neither(
    alliance: Alliance, remembered: None, ring: FileKeyring, home: Path
) -> None:
    [(name, secret)] = ring.kept().items()
    assert len(bytes.fromhex(secret)) == 48
    assert PASSPHRASE not in ring.file.read_text()
    marker = (home / "remembered").read_text()
    assert name == f"alliance {marker.strip()}"
    assert secret not in marker


def test_a_given_passphrase_takes_precedence_over_the_remembered_key(
    alliance: Alliance, remembered: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "wrong")
    assert alliance("client", "list").code == 5


def test_forget_removes_the_key(alliance: Alliance, remembered: None, ring: FileKeyring, home: Path) -> None:
    assert alliance("vault", "forget").code == 0
    assert ring.kept() == {}
    assert not (home / "remembered").exists()
    assert alliance("client", "list").code == 5
    assert "No key is remembered." in alliance("vault", "forget").err


def test_a_new_passphrase_renews_the_remembered_key(
    alliance: Alliance, remembered: None, ring: FileKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ring.kept()
    monkeypatch.setenv("ALLIANCE_NEW_PASSPHRASE", NEW)
    assert alliance("vault", "passphrase").code == 5, "the remembered key is no answer to who is asking"
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
    assert "remembered key is renewed" in alliance("vault", "passphrase").err
    monkeypatch.delenv("ALLIANCE_PASSPHRASE")
    assert alliance("client", "list").code == 0
    assert ring.kept().keys() == before.keys()
    assert ring.kept() != before


def test_an_outdated_key_is_reported_and_the_passphrase_asked_for(
    alliance: Alliance, remembered: None, ring: FileKeyring
) -> None:
    [(name, _)] = ring.kept().items()
    ring.set_password(*name.split(), "00" * 48)
    ran = alliance("client", "list")
    assert ran.code == 5
    assert ran.err.splitlines()[:2] == [
        "The remembered key no longer opens the vault. Renew it with: alliance vault remember",
        "alliance: The vault is locked, and no passphrase was given.",
    ]


def test_without_a_key_from_the_keyring_the_passphrase_is_asked_for(
    alliance: Alliance, remembered: None, ring: FileKeyring
) -> None:
    ring.file.unlink()
    assert "did not give the remembered key" in alliance("client", "list").err
    keyring.set_keyring(StuckKeyring())
    ran = alliance("client", "list")
    assert (ran.code, "did not give" in ran.err, "secret words" in ran.err) == (5, True, False)
    assert alliance("vault", "forget").code == 8


@pytest.mark.parametrize("kind", [NoKeyring, PlainKeyring])
def test_without_a_keyring_forget_deletes_the_marker_and_says_what_may_remain(
    alliance: Alliance, remembered: None, home: Path, kind: type
) -> None:
    keyring.set_keyring(kind())
    ran = alliance("vault", "forget")
    assert (ran.code, "alliance vault passphrase" in ran.err) == (0, True)
    assert not (home / "remembered").exists()
    assert "No key is remembered." in alliance("vault", "forget").err


@pytest.mark.parametrize("kind", [NoKeyring, PlainKeyring, StuckKeyring])
def test_without_a_safe_keyring_no_key_is_stored(alliance: Alliance, ring: FileKeyring, home: Path, kind: type) -> None:
    keyring.set_keyring(kind())
    ran = alliance("vault", "remember")
    assert ran.code == 8
    assert "keyring" in ran.err.splitlines()[0]
    assert not (home / "remembered").exists()
    assert ring.kept() == {}


def test_forget_finds_the_key_even_if_remember_was_killed(
    alliance: Alliance, ring: FileKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> str:  # a kill between the two steps
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(FileKeyring, "get_password", ended)
        assert alliance("vault", "remember").code == 130
    assert len(ring.kept()) == 1
    assert alliance("vault", "forget").code == 0
    assert ring.kept() == {}


def test_the_keyring_is_loaded_only_when_asked_for(alliance: Alliance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert alliance("client", "list").code == 0
    monkeypatch.delenv("ALLIANCE_PASSPHRASE")
    assert alliance("client", "list").code == 5
    assert alliance("vault", "forget").code == 0
