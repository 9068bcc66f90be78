"""Typed text is read from every column declared to contain it, with client, date and question."""

from __future__ import annotations

from datetime import date

import pytest

from alliance_cli.core.exchange.column_kinds import TYPED
from alliance_cli.core.exchange.export import DataClass
from alliance_cli.core.searching import word_search
from alliance_cli.storage import columns
from alliance_cli.storage.columns import Declared
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository

_CLIENT = "INSERT INTO client (id, code, opened_on, ending) VALUES ('c', 'J7', '2026-01-05', 'after the lamp broke')"
_DRAFT = (
    "INSERT INTO draft (id, client, dated, phase, script, step, text, saved_at)"
    " VALUES (:id, :client, '2026-02-03', :phase, 'x', 'y', 'The lamp', '2026-02-03')"
)


def holding(repository: Repository, *words: str) -> list[tuple[str, date, str, DataClass]]:
    found = repository.typed_words.holding(word_search(words), None, None)
    return [(f"{each.table}.{each.column}", each.on, each.client, each.data_class) for each in found]


def test_a_draft_is_a_note_or_the_clinicians_own_by_its_phase(vault: Vault, repository: Repository) -> None:
    with vault.change() as db:
        db.execute(_CLIENT)
        db.execute(_DRAFT, {"id": "1", "client": "c", "phase": "post-session"})
        db.execute(_DRAFT, {"id": "2", "client": None, "phase": "practice"})
    day = date(2026, 2, 3)
    assert holding(repository, "LAMP") == [
        ("draft.text", day, "J7", DataClass.NOTES),
        ("draft.text", day, "", DataClass.OWN),
    ]
    assert holding(repository, "lamp", "shade") == []


def test_a_new_column_for_words_is_searched_automatically(
    vault: Vault, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault.change() as db:
        db.execute(_CLIENT)
    assert holding(repository, "lamp") == []
    monkeypatch.setitem(columns._DECLARED["client"], "ending", Declared("process note", TYPED))  # type: ignore[index]
    assert holding(repository, "lamp") == [("client.ending", date(2026, 1, 5), "J7", DataClass.NOTES)]


def test_the_database_skips_ascii_texts_without_the_word(vault: Vault, repository: Repository) -> None:
    with vault.change() as db:
        db.execute(_CLIENT)
        for place, text in enumerate(("A chair", "Ein Stück", 'Say "it\'s" 100% _so_', "a\\b")):
            db.execute(_DRAFT.replace("The lamp", "' || :text || '"), {**_given(place), "text": text})
    for word, count in (("zzz", 1), ("it's", 2), ('"it', 2), ("100%", 2), ("_so", 2), ("\\", 2), ("é", 1)):
        assert len(holding(repository, word)) == count, word


def _given(place: int) -> dict[str, str]:
    return {"id": str(place), "client": "c", "phase": "post-session"}
