"""Checking a vault names mistakes by place and never by content; salvage saves all readable rows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from alliance_cli.core.errors import Refused, VaultTrouble
from alliance_cli.core.vault.safekeeping import CheckReport, Finding, FindingKind
from alliance_cli.storage.columns import TALLIED
from alliance_cli.storage.copies.copying import is_sound
from alliance_cli.storage.damage import checking
from alliance_cli.storage.damage.checking import MOST, check_vault, count_orphans
from alliance_cli.storage.damage.damaged_reader import DamagedVaultReader, Fields
from alliance_cli.storage.damage.salvage import salvage
from alliance_cli.storage.file.keys import Key, random_key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from alliance_cli.storage.schema import LATEST
from tests.new_vault import derive
from tests.steps import steps
from tests.storage.conftest import PASSPHRASE
from tests.storage.test_frozen import FROZEN, write

PAGE = 4096
derive = cache(derive)
RARE = "wolkenbruchglas"
AT = "2026-01-05T18:00:00.000+00:00"


@pytest.fixture
def lived_in(tmp_path: Path) -> Path:
    """A vault with content in every table, and its key."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    shutil.copy(FROZEN / f"schema-{LATEST}.db", folder / "vault.db")
    (folder / "vault.db").chmod(0o600)
    return folder / "vault.db"


@pytest.fixture
def its_key(lived_in: Path) -> Key:
    return derive(PASSPHRASE, salt_of(lived_in))


@pytest.fixture
def large(tmp_path: Path, key: Key) -> Path:
    """Two thousand script versions, and a hundred walks of ten answers each."""
    path = tmp_path / "large.db"
    vault = Vault.create(path, key)
    with vault.change() as db:
        for n in range(2000):
            db.execute("INSERT INTO wording VALUES (?, ?)", [f"{n:04}", f"{n} " * 100])
        for n in range(100):
            walk = f"walk-{n:03}"
            db.execute(
                "INSERT INTO walk (id, dated, phase, script, wording, started_at) VALUES (?, ?, ?, ?, ?, ?)",
                [walk, "2026-01-05", "practice", "practice", "0000", AT],
            )
            for step in range(10):
                db.execute("INSERT INTO answer VALUES (?, ?, ?, ?, ?)", [walk, f"step-{step}", '"x"' * 60, AT, "0000"])
    vault.close()
    return path


def flip(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 100] ^= 1
    path.write_bytes(content)


def spoil(path: Path, key: Key, *statements: str) -> None:
    vault = Vault.open(path, key)
    with vault.change_without_foreign_keys() as db:
        for statement in statements:
            db.execute(statement)
    vault.close()


def found(path: Path, key: Key) -> tuple[Finding, ...]:
    looked = check_vault(path, key)
    assert looked is not None
    return looked.findings


def counts(path: Path, key: Key) -> dict[str, int]:
    vault = Vault.open(path, key)
    assert is_sound(vault)
    made = {table: int(vault.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]) for table in TALLIED}
    vault.close()
    return made


@pytest.mark.parametrize("schema", range(1, LATEST + 1))
def test_the_frozen_vaults_of_every_schema_are_sound(lived_in: Path, its_key: Key, schema: int) -> None:
    shutil.copy(FROZEN / f"schema-{schema}.db", lived_in)
    lived_in.chmod(0o600)
    looked = check_vault(lived_in, derive(PASSPHRASE, salt_of(lived_in)))
    assert looked is not None
    assert (looked.sound, looked.schema) == (True, schema)


def test_a_vault_written_today_is_sound(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir(mode=0o700)
    path = tmp_path / "new" / "vault.db"
    write(path)
    assert found(path, derive(PASSPHRASE, salt_of(path))) == ()


def test_another_key_reveals_nothing(lived_in: Path) -> None:
    assert check_vault(lived_in, random_key()) is None


@pytest.mark.parametrize(
    ("statement", "table", "column", "kind"),
    [
        ("UPDATE answer SET value = '{RARE' WHERE step = 'intention'", "answer", "value", FindingKind.VALUE),
        ("UPDATE answer SET value = '{\"RARE\": 1}' WHERE step = 'intention'", "answer", "value", FindingKind.VALUE),
        ("UPDATE walk SET phase = 'RARE'", "walk", "phase", FindingKind.VALUE),
        ("UPDATE session SET held_on = 'RARE'", "session", "held_on", FindingKind.VALUE),
        ("UPDATE client SET opened_on = '2026-02-30'", "client", "opened_on", FindingKind.VALUE),
        ("UPDATE rating SET rated_at = 'RARE'", "rating", "rated_at", FindingKind.VALUE),
        (
            "UPDATE rating SET rater = 'RARE' WHERE scale = 'bond' AND rater = 'client'",
            "rating",
            "rater",
            FindingKind.VALUE,
        ),
        ("UPDATE tension SET how = 'RARE'", "tension", "how", FindingKind.VALUE),
        ("UPDATE tension SET reported_at = 'RARE'", "tension", "reported_at", FindingKind.VALUE),
        ("UPDATE moment SET marker = 'RARE'", "moment", "marker", FindingKind.VALUE),
        ("UPDATE moment SET note = CAST(x'ff' AS TEXT)", "moment", "note", FindingKind.VALUE),
        ("UPDATE session SET held_on = 'nonsense'", "session", "held_on", FindingKind.VALUE),
        ("UPDATE rating SET value = 99", "rating", "value", FindingKind.VALUE),
        (
            "UPDATE walk SET script = 'a; rm -rf ~' WHERE id = (SELECT min(id) FROM walk)",
            "walk",
            "script",
            FindingKind.VALUE,
        ),
        ("UPDATE client SET code = 'RARE RARE' WHERE code = 'J7'", "client", "code", FindingKind.VALUE),
        ("UPDATE wording SET text = 'RARE'", "wording", "text", FindingKind.VALUE),
        ("DELETE FROM client WHERE code = 'J7'", "session", "client", FindingKind.TIE),
        ("DELETE FROM walk", "answer", "walk", FindingKind.TIE),
    ],
)
def test_an_unusable_row_is_named_without_its_content(
    lived_in: Path, its_key: Key, statement: str, table: str, column: str, kind: FindingKind
) -> None:
    spoil(lived_in, its_key, statement.replace("RARE", RARE))
    findings = [finding for finding in found(lived_in, its_key) if (finding.table, finding.column) == (table, column)]
    assert {finding.kind for finding in findings} == {kind}
    assert all(finding.row for finding in findings)
    assert RARE not in str(findings)


def test_file_permissions_are_checked(lived_in: Path, its_key: Key) -> None:
    lived_in.chmod(0o640)
    lived_in.parent.chmod(0o755)
    assert [finding.kind for finding in found(lived_in, its_key)] == [FindingKind.ACCESS] * 2


def test_a_missing_table_is_reported(lived_in: Path, its_key: Key) -> None:
    spoil(lived_in, its_key, "DROP TABLE item", "DROP TABLE access")
    assert {finding.table for finding in found(lived_in, its_key)} == {"item", "access"}


def test_a_newer_schema_is_reported(lived_in: Path, its_key: Key) -> None:
    spoil(lived_in, its_key, f"PRAGMA user_version = {LATEST + 1}")
    assert "newer" in str(found(lived_in, its_key))


def test_each_changed_page_is_named(large: Path, key: Key) -> None:
    flip(large, 70, 110)
    pages = [finding.what for finding in found(large, key) if finding.kind is FindingKind.PAGE]
    assert [what.split()[1] for what in pages] == ["70", "110"]


def test_a_changed_unused_page_is_not_damage(large: Path, key: Key) -> None:
    vault = Vault.open(large, key)
    with vault.change() as db:
        db.execute("DELETE FROM wording WHERE sha256 > '0000'")
    free = vault.rows("PRAGMA freelist_count")[0]["freelist_count"]
    vault.close()
    content, sound = large.read_bytes(), 0
    pages = len(content) // PAGE
    for page in range(2, pages + 1, 7):
        flip(large, page)
        report = check_vault(large, key)
        assert report is not None
        sound += FindingKind.PAGE not in {finding.kind for finding in report.findings}
        large.write_bytes(content)
    assert 0 < sound <= free // 7 + 1


def test_a_changed_first_page_is_distinguished_from_a_wrong_passphrase(large: Path, key: Key) -> None:
    flip(large, 1)
    assert [finding.what for finding in found(large, key)][-1] == "the list of the tables cannot be read"
    assert check_vault(large, random_key()) is None


def test_salvaging_a_sound_vault_copies_everything(lived_in: Path, its_key: Key, tmp_path: Path) -> None:
    made, carried = salvage(lived_in, its_key, tmp_path / "new.db")
    assert counts(made, its_key) == counts(lived_in, its_key) == {each.table: each.rows for each in carried}
    assert {each.left for each in carried} == {0}
    assert count_orphans(made, its_key) == 0


@pytest.mark.parametrize("schema", range(1, LATEST))
def test_salvaging_an_older_schema_copies_everything_into_the_latest(tmp_path: Path, schema: int) -> None:
    old = Path(shutil.copy(FROZEN / f"schema-{schema}.db", tmp_path))
    key = derive(PASSPHRASE, salt_of(old))
    made, carried = salvage(old, key, tmp_path / "new.db")
    assert counts(made, key) == counts(old, key) == {each.table: each.rows for each in carried}


def test_salvaging_copies_every_row_outside_changed_pages(large: Path, key: Key, tmp_path: Path) -> None:
    whole = counts(large, key)
    flip(large, *range(60, 120, 9))
    made, carried = salvage(large, key, tmp_path / "new.db")
    kept = counts(made, key)
    for each in carried:
        assert kept[each.table] == each.rows
        assert whole[each.table] - each.rows <= each.left * 20
    assert sum(each.left for each in carried) > 0
    assert sum(kept.values()) > sum(whole.values()) * 0.8
    vault = Vault.open(made, key)
    for row in vault.rows("SELECT sha256, text FROM wording"):
        assert row["text"] == f"{int(row['sha256'])} " * 100
    vault.close()


def test_a_long_text_continued_on_a_changed_page_is_left_out_and_not_copied_as_zeros(
    large: Path, key: Key, tmp_path: Path
) -> None:
    vault = Vault.open(large, key)
    with vault.change() as db:
        db.execute("INSERT INTO wording VALUES ('long', ?)", ["x" * 20_000])
    vault.close()
    flip(large, large.stat().st_size // PAGE)
    made, carried = salvage(large, key, tmp_path / "new.db")
    assert {each.table: each.left for each in carried}["wording"] > 0
    new = Vault.open(made, key)
    assert new.rows("SELECT count(*) AS n FROM wording")[0]["n"] == 2000
    new.close()


def test_any_page_but_the_first_few_can_be_changed_and_the_rest_is_still_copied(
    large: Path, key: Key, tmp_path: Path
) -> None:
    whole = sum(counts(large, key).values())
    content = large.read_bytes()
    made = []
    for page in range(8, len(content) // PAGE + 1, 60):
        large.write_bytes(content)
        flip(large, page)
        path, _ = salvage(large, key, tmp_path / f"new-{page}.db")
        made.append(sum(counts(path, key).values()))
    assert len(made) > 4
    assert min(made) >= whole - 1000  # an inner page of the answers leads to all of them
    assert sorted(made)[len(made) // 2] > whole - 40


def test_a_truncated_file_is_read_up_to_its_end(large: Path, key: Key, tmp_path: Path) -> None:
    whole = counts(large, key)
    large.write_bytes(large.read_bytes()[: -40 * PAGE - 1000])
    assert any("cut short" in finding.what for finding in found(large, key))
    made, carried = salvage(large, key, tmp_path / "new.db")
    kept = counts(made, key)
    assert 0 < kept["wording"] + kept["answer"] < whole["wording"] + whole["answer"]
    assert sum(each.left for each in carried) > 0


def test_rows_whose_client_was_lost_are_kept_and_counted(lived_in: Path, its_key: Key, tmp_path: Path) -> None:
    spoil(lived_in, its_key, "DELETE FROM client")
    made, _ = salvage(lived_in, its_key, tmp_path / "new.db")
    assert counts(made, its_key)["session"] == 3
    assert counts(made, its_key)["goal"] == 2
    # Three sessions (one missed), two administrations, two goals, a draft, a resumption.
    assert count_orphans(made, its_key) == 9


@pytest.mark.parametrize("damage", [lambda path: flip(path, 1), lambda path: path.write_bytes(b"x" * 9000)])
def test_if_nothing_can_be_read_no_new_vault_is_made(
    lived_in: Path, its_key: Key, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(lived_in)
    before = lived_in.read_bytes()
    with pytest.raises(VaultTrouble, match="Nothing in the vault"):
        salvage(lived_in, its_key, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()
    assert lived_in.read_bytes() == before


def test_salvage_never_overwrites_a_file(lived_in: Path, its_key: Key, tmp_path: Path) -> None:
    (tmp_path / "new.db").write_text("mine")
    with pytest.raises(Refused):
        salvage(lived_in, its_key, tmp_path / "new.db")
    assert (tmp_path / "new.db").read_text() == "mine"


def test_a_sound_table_is_read_once_each_for_links_tally_and_values(
    lived_in: Path, its_key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large vault does not fit into memory, so each further pass costs as much as the first."""
    reading, said = DamagedVaultReader.each, []

    def noted(vault: DamagedVaultReader, sql: str, given: Sequence[object] = ()) -> Iterator[Fields]:
        said.append(sql)
        return reading(vault, sql, given)

    monkeypatch.setattr(DamagedVaultReader, "each", noted)
    assert check_vault(lived_in, its_key) == CheckReport(LATEST, ())
    assert len([sql for sql in said if re.search('FROM "?walk"?( WHERE| NOT INDEXED|$)', sql)]) == 3


def test_repeated_values_are_checked_once(lived_in: Path, its_key: Key) -> None:
    def check() -> None:
        found = check_vault(lived_in, its_key)
        assert found
        assert found.sound

    check()  # modules are imported once
    few = steps(check)
    vault = Vault.open(lived_in, its_key)
    walk = vault.rows("SELECT id, wording FROM walk")[0]
    with vault.change() as db:
        for n in range(1000):
            db.execute("INSERT INTO answer VALUES (?, ?, '7', ?, ?)", [walk["id"], f"more.{n}", AT, walk["wording"]])
    vault.close()
    assert (steps(check) - few) / 1000 < 12, "of five values in a row one alone is new"


def test_the_number_of_listed_structure_findings_is_limited(
    lived_in: Path, its_key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Finding(FindingKind.STRUCTURE, "a page is used twice")
    monkeypatch.setattr(checking, "_structure", lambda _vault: iter([found] * (MOST + 1)))
    report = check_vault(lived_in, its_key)
    assert report is not None
    assert report.findings.count(found) == MOST
