"""The statements in docs/reading-the-vault.md work with stock SQLCipher."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.storage.file.keys import derive, new_salt
from alliance_cli.storage.file.vault import Vault

RECIPE = Path(__file__).parents[3] / "docs" / "reading-the-vault.md"


def statements() -> list[str]:
    block = RECIPE.read_text("utf-8").split("```sql\n")[1].split("```")[0]
    return [statement for statement in block.split(";\n") if statement.strip()]


def filled(path: Path, passphrase: str) -> None:
    vault = Vault.create(path, derive(passphrase, new_salt()))
    with vault.change() as db:
        db.execute("INSERT INTO client (id, code, opened_on) VALUES ('c', 'J7', '2026-11-20')")
        db.execute("INSERT INTO session (id, client, held_on, started_at) VALUES ('s', 'c', '2026-11-20', '-')")
        db.execute("INSERT INTO wording VALUES ('w', 'text')")
        db.execute(
            "INSERT INTO walk (id, session, phase, script, wording, started_at)"
            " VALUES ('k', 's', 'pre-session', 'x', 'w', '-')"
        )
        db.execute("INSERT INTO answer VALUES ('k', 'grounded', 'Settled', '-', 'w')")
    vault.close()


@pytest.mark.parametrize("passphrase", ["seven quiet oaks", "l'été à la mer", "Füße im Gras"])
def test_the_statements_read_a_vault_written_by_the_program(path: Path, passphrase: str) -> None:
    filled(path, passphrase)
    key, clients, answers = statements()
    stock = sqlcipher.connect(path)
    stock.execute(key.replace("your passphrase", passphrase.replace("'", "''")))
    assert stock.execute(clients).fetchall() == [("J7", "2026-11-20")]
    assert stock.execute(answers).fetchall() == [("2026-11-20", "grounded", "Settled")]
    stock.close()
