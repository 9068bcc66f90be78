"""Every command reports an invalid stored value by its place and never repeats it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from alliance_cli.storage.file import keys
from alliance_cli.storage.file.connection import connect
from alliance_cli.storage.file.tally import renew
from alliance_cli.storage.file.vault_file import salt_of

from .conftest import PASSPHRASE, Alliance, made_once

WORD = "quagmire"


@made_once
def seen(alliance: Alliance) -> Alliance:
    answers = "ruptures: [{note: went quiet, marker: withdrawal}]\n"
    assert alliance("reflect", "J7", "--new", "--answers", "-", typed=answers).code == 0
    assert alliance("rate", "J7", "--bond", "7").code == 0
    assert alliance("measure", "J7", "srs", "--items", "8,8,8,8").code == 0
    return alliance


def spoil(home: Path, statement: str) -> None:
    vault = home / "vault.db"
    with closing(connect(vault, keys.derive(PASSPHRASE, salt_of(vault)))) as connection:
        connection.execute(statement.replace("WORD", WORD))
        renew(connection)  # keep the tally right, or the vault would not open


@pytest.mark.parametrize(
    ("statement", "place", "reading"),
    [
        ("UPDATE session SET held_on = 'WORD'", "table session, ", ("history", "J7")),
        ("UPDATE session SET held_on = 'WORD'", "table session, ", ("history",)),
        ("UPDATE session SET held_on = 'WORD'", "table session, ", ("prep", "J7")),
        ("UPDATE session SET held_on = 'WORD'", "table session, ", ("sessions", "list", "J7")),
        ("UPDATE moment SET state = 'WORD'", "table moment, ", ("moments", "J7")),
        ("UPDATE rating SET rater = 'WORD'", "table rating, ", ("history", "J7")),
        ("UPDATE rating SET value = 99", "table rating, ", ("history", "J7")),
        ("UPDATE client SET opened_on = 'WORD'", "table client, ", ("client", "list")),
        ("UPDATE walk SET phase = 'WORD'", "table walk, ", ("history", "J7")),
        ("UPDATE administration SET taken_on = 'WORD'", "table administration, ", ("history", "J7")),
        ("UPDATE access SET at = 'WORD'", "table access, ", ("vault", "log")),
        ("UPDATE wording SET text = 'WORD'", "table wording, ", ("history", "J7", "--notes")),
        ("UPDATE moment SET note = CAST(x'ff' AS TEXT)", "table moment, ", ("history", "J7")),
        ("UPDATE moment SET note = CAST(x'ff' AS TEXT)", "table moment, ", ("moments",)),
    ],
)
def test_reading_commands_name_the_place_of_the_damage(
    seen: Alliance,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    statement: str,
    place: str,
    reading: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    spoil(home, statement)
    ran = seen(*reading)
    assert ran.code == 7, ran.err
    assert f"alliance: The vault holds a value that does not fit: {place}" in ran.err
    assert "alliance vault check" in ran.err
    checked = seen("vault", "check")
    assert checked.code == 7
    assert WORD not in ran.out + ran.err + checked.out + checked.err


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("rating", "value", 99),
        ("session", "held_on", "nonsense"),
        ("moment", "state", "mended"),
        ("walk", "script", "a; rm -rf $HOME"),
    ],
)
def test_an_import_refuses_such_a_value(seen: Alliance, tmp_path: Path, table: str, column: str, value: object) -> None:
    path = tmp_path / "all.json"
    seen("export", str(path), "--class", "measures", "--class", "notes", "--confirm", "notes")
    document = json.loads(path.read_text())
    document["tables"][table][0][column] = value
    path.write_text(json.dumps(document))
    ran = seen("import", str(path))
    assert ran.code == 4
    assert f"tables.{table}[1].{column}: is not" in ran.err


SPOILT = (
    ("UPDATE session SET held_on = 'WORD'", "table session, "),
    ("UPDATE session SET started_at = 'WORD'", "table session, "),
    ("UPDATE moment SET state = 'WORD'", "table moment, "),
    ("UPDATE rating SET value = 99 WHERE rater = 'client'", "table rating, "),
    ("UPDATE rating SET scale = 'a WORD'", "table rating, "),
    ("UPDATE walk SET script = 'a; WORD $HOME'", "table walk, "),
    ("UPDATE walk SET phase = 'WORD'", "table walk, "),
    ("UPDATE answer SET value = 'WORD'", "table answer, "),
    ("UPDATE wording SET text = 'WORD'", "table wording, "),
    ("UPDATE administration SET taken_on = 'WORD'", "table administration, "),
    ("UPDATE moment SET note = CAST(X'C3' AS TEXT)", "table moment, "),
)


@pytest.mark.parametrize(("statement", "place"), SPOILT)
@pytest.mark.parametrize("name", ["all.json", "all.sqlite", "all.md", "csv"])
def test_an_export_refuses_what_an_import_would_refuse(
    seen: Alliance, home: Path, tmp_path: Path, statement: str, place: str, name: str
) -> None:
    seen("reflect", "J7", "--answers", "-", typed="learned: Much\n")
    spoil(home, statement)
    classes = ("--class", "measures", "--class", "notes", "--confirm", "notes")
    ran = seen("export", str(tmp_path / name), *classes, *(("--format", "csv") if name == "csv" else ()))
    assert ran.code == 7, ran.err
    assert place in ran.err
    assert WORD not in ran.out + ran.err
    assert not (tmp_path / name).exists()


def test_damage_in_data_that_is_not_exported_does_not_stop_an_export(
    seen: Alliance, home: Path, tmp_path: Path
) -> None:
    assert seen("reflect", "L2", "--new", "--answers", "-", typed="clinician-bond: 5\n").code == 0
    spoil(home, "UPDATE moment SET state = 'WORD'")
    assert seen("export", str(tmp_path / "measures.json"), "--class", "measures").code == 0
    both = ("--class", "measures", "--class", "notes", "--confirm", "notes")
    assert seen("export", str(tmp_path / "L2.json"), *both, "--client", "L2").code == 0
    assert seen("export", str(tmp_path / "J7.json"), *both, "--client", "J7").code == 7
