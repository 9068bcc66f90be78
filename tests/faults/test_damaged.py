"""A damaged, truncated or foreign file in place of the vault is reported, left unchanged, and read if possible."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.storage.file.vault_file import salt_of
from alliance_cli.storage.schema import LATEST
from tests.faults import forked
from tests.faults.conftest import FAULTS
from tests.faults.forked import Place, quick_key
from tests.faults.test_killed import Record
from tests.faults.works import state, told_in_words

READS = (("history", "J7", "--notes"), (), ("client", "list"))
WRITES = (("reflect", "J7", "--on", "2026-01-20", "--answers", "-"), ("rate", "J7", "--bond", "3"))
ANSWERS = "learned: Something new\n"


def stays_in_good_order(place: Place) -> int:
    """Check that each command reads the damaged vault or refuses with a message; returns how many refused."""
    refused = 0
    for words in (*READS, *WRITES):
        ended = forked.run(place, *words, stdin=ANSWERS)
        if ended.code != 0:
            told_in_words(ended, ANSWERS, 5, 7)
            refused += 1
    return refused


def test_a_flipped_bit_is_reported_or_harmless(used: Place, tmp_path: Path, record_property: Record) -> None:
    rng, refused = random.Random("flipped"), 0
    for number in range(max(FAULTS, 3)):
        place = copied(used, tmp_path / str(number))
        content = bytearray(place.vault.read_bytes())
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        place.vault.write_bytes(content)
        refused += stays_in_good_order(place)
    assert refused
    record_property("a bit flipped in the vault", max(FAULTS, 3))


def test_flipped_bits_are_never_read_as_other_content(used: Place, tmp_path: Path) -> None:
    whole, rng = forked.run(copied(used, tmp_path / "whole"), *READS[0]).out, random.Random("never")
    shown = []
    for number in range(max(FAULTS, 10)):
        place = copied(used, tmp_path / str(number))
        content = bytearray(place.vault.read_bytes())
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        place.vault.write_bytes(content)
        shown.append(forked.run(place, *READS[0]).out)
    assert set(shown) == {"", whole}, "each is all or nothing, and some bits lay on pages that were read"


def test_a_truncated_vault_is_reported(used: Place, tmp_path: Path, record_property: Record) -> None:
    size, rng = used.vault.stat().st_size, random.Random("cut short")
    lengths = [0, 1, 16, 100, 4095, 4096, size - 4096, size - 1, *(rng.randrange(size) for _ in range(FAULTS))]
    for length in lengths[-FAULTS - 3 :] if FAULTS < 10 else lengths:
        place = copied(used, tmp_path / str(length))
        place.vault.write_bytes(place.vault.read_bytes()[:length])
        assert stays_in_good_order(place)
    record_property("a vault cut short", len(lengths))


def plain_text(place: Place) -> None:
    place.vault.write_text("My notes of the year, in plain text, kept under the wrong name.\n" * 80)


def a_plain_database(place: Place) -> None:
    place.vault.unlink()
    plain = sqlcipher.connect(place.vault)
    plain.execute("CREATE TABLE client (id)")
    plain.close()


def a_folder(place: Place) -> None:
    place.vault.unlink()
    place.vault.mkdir()


def a_link_that_leads_nowhere(place: Place) -> None:
    place.vault.rename(place.root / "elsewhere.db")
    place.vault.symlink_to(place.root / "unplugged" / "vault.db")


def of_a_newer_version(place: Place) -> None:
    newer = sqlcipher.connect(place.vault)
    newer.execute(quick_key(salt_of(place.vault)).pragma)
    newer.execute(f"PRAGMA user_version = {LATEST + 1}")
    newer.close()


@pytest.mark.parametrize("becomes", [plain_text, a_plain_database, a_folder, a_link_that_leads_nowhere])
def test_another_file_in_place_of_the_vault_is_reported(place: Place, becomes: Callable[[Place], None]) -> None:
    becomes(place)
    for words in (*READS, *WRITES):
        ended = forked.run(place, *words, stdin=ANSWERS)
        told_in_words(ended, ANSWERS, 7)
    told_in_words(forked.run(place, "init"), "", 8)


def test_a_vault_of_a_newer_version_is_reported_and_left_unchanged(place: Place) -> None:
    of_a_newer_version(place)
    before = place.vault.read_bytes()
    for words in (*READS, *WRITES):
        ended = forked.run(place, *words, stdin=ANSWERS)
        told_in_words(ended, ANSWERS)
        assert "newer" in ended.err
    assert place.vault.read_bytes() == before


def test_a_linked_vault_is_used_in_place(place: Place) -> None:
    elsewhere = place.root / "elsewhere.db"
    place.vault.rename(elsewhere)
    place.vault.symlink_to(elsewhere)
    for words in (*READS, *WRITES):
        assert forked.run(place, *words, stdin=ANSWERS).code == 0
    assert place.vault.is_symlink()
    assert state(place) is not None


def copied(used: Place, to: Path) -> Place:
    shutil.copytree(used.root, to)
    return Place(to)
