"""vault due and vault log: which files may be erased, and which command read or changed which client."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of

from .conftest import PASSPHRASE, Alliance, derive

RARE = "wolkenbruchglas"


def reflect(alliance: Alliance, client: str, on: str) -> None:
    answers = f"learned: {RARE}\n"
    assert alliance("reflect", client, "--new", "--on", on, "--answers", "-", typed=answers).code == 0


def test_files_past_retention_are_listed_with_commands_and_nothing_is_deleted(alliance: Alliance) -> None:
    reflect(alliance, "J7", "2012-03-05")
    reflect(alliance, "K1", "2015-03-05")
    alliance("client", "close", "K1", "--on", "2015-03-05")
    reflect(alliance, "M3", "2012-03-05")
    alliance("client", "edit", "M3", "--keep-until", "2099-01-01")
    alliance("client", "add", "N4")
    document = alliance("vault", "due", "--json").document
    assert document["years"] == 7
    assert document["due"][1] == {
        "client": "K1",
        "since": "2022-03-05",
        "sessions": 1,
        "last_on": "2015-03-05",
        "closed_on": "2015-03-05",
        "keep_until": None,
        "do": ["alliance export K1.json --client K1 --class measures --class notes", "alliance client erase K1"],
    }
    assert [each["client"] for each in document["due"]] == ["J7", "K1"]
    shown = alliance("vault", "due").out
    for words in ("J7  up for review since 2019-03-05", "1 session, last entry 2012-03-05, not closed"):
        assert words in shown
    assert "Nothing is deleted automatically." in shown
    assert len(alliance("client", "list", "--json").document["clients"]) == 4


def test_an_instrument_filled_in_later_counts_as_an_entry(alliance: Alliance) -> None:
    reflect(alliance, "J7", "2012-03-05")
    items = ("--items", "9,9,9,9")
    assert alliance("measure", "J7", "srs", *items, "--on", "2013-03-05").code == 0
    assert alliance("vault", "due", "--json").document["due"][0]["since"] == "2020-03-05"


def test_the_period_is_a_setting(alliance: Alliance) -> None:
    reflect(alliance, "J7", "2012-03-05")
    assert alliance("config", "set", "retention.years", "100").code == 0
    assert alliance("vault", "due", "--json").document == {"years": 100, "due": []}
    assert "longer than 100 years" in alliance("vault", "due").out


def looks(alliance: Alliance, *asked: str) -> list[tuple[str, str]]:
    entries = alliance("vault", "log", *asked, "--json").document["log"]
    return [(each["command"], each["client"]) for each in entries]


def test_every_command_leaves_one_log_entry_which_names_the_client_if_there_is_one(
    alliance: Alliance,
) -> None:
    reflect(alliance, "J7", "2026-01-05")
    about = (("history", "J7"), ("client", "show", "J7"), ("moments", "J7"), ("rate", "J7", "--bond", "7"),
             ("measure", "J7", "srs", "--items", "9,9,9,9"), ("tailor", "J7", "--history"), ("repair", "J7"),
             ("prep", "J7"), ("session", "J7"), ("client", "edit", "J7", "--opened", "2026-01-05"),
             ("history", "J7", "--voices"), ("client", "close", "J7"), ("client", "reopen", "J7"))  # fmt: skip
    whole = ((), ("history",), ("client", "list"), ("moments",), ("history", "--voices"), ("vault", "due"))
    for words in (*about, *whole):
        assert alliance(*words).code == 0, words
    named = {
        " ".join(("alliance", *words[: 2 if words[:1] in (("client",), ("vault",)) else 1]))
        for words in (*about, *whole)
    }
    logged = looks(alliance)
    assert logged[0] == ("alliance reflect", "J7")
    assert [client for _, client in logged[1:]] == ["J7"] * len(about) + [""] * (len(whole) + 1)
    assert {command for command, _ in logged} == named | {"alliance reflect", "alliance vault log"}


def test_the_log_can_be_limited_to_a_client_and_since_a_day(alliance: Alliance) -> None:
    reflect(alliance, "J7", "2026-01-05")
    reflect(alliance, "K1", "2026-01-05")
    assert looks(alliance, "--client", "k1") == [("alliance reflect", "K1"), ("alliance vault log", "K1")]
    assert looks(alliance, "--since", "2099-01-01") == []
    assert alliance("vault", "log", "--client", "Q9").code == 3
    assert alliance("vault", "log", "--since", "soon").code == 2
    assert "The access log has no entry for that." in alliance("vault", "log", "--since", "2099-01-01").out


def test_asking_for_an_unknown_client_is_not_logged(alliance: Alliance) -> None:
    assert alliance("history", "J7").code == 3
    assert looks(alliance) == [("alliance vault log", "")]


def test_the_latest_entries_are_shown_unless_all_are_asked_for(alliance: Alliance) -> None:
    for _ in range(41):
        alliance("client", "list")
    shown = alliance("vault", "log").out
    assert "The latest 40 of 42" in shown
    assert shown.count("alliance client list") == 39
    assert alliance("vault", "log", "--all").out.count("alliance client list") == 41


def test_the_log_contains_no_typed_word_and_nothing_about_an_erased_client(alliance: Alliance) -> None:
    reflect(alliance, "J7", "2026-01-05")
    reflect(alliance, "K1", "2026-01-05")
    assert RARE not in alliance("vault", "log").out
    alliance("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7")
    assert looks(alliance) == [
        ("alliance reflect", "K1"),
        ("alliance vault log", ""),
        ("alliance client erase", ""),
        ("alliance vault log", ""),
    ]


def test_old_entries_are_deleted_only_on_request(alliance: Alliance) -> None:
    reflect(alliance, "J7", "2026-01-05")
    assert alliance("vault", "log", "--forget-before", "x").code == 2
    assert "0 entries from before" in alliance("vault", "log", "--forget-before", "2020-01-01").err
    assert "2 entries from before" in alliance("vault", "log", "--forget-before", "2099-01-01").err
    assert looks(alliance) == [("alliance vault log", "")] * 2


def test_while_another_program_writes_the_vault_is_read_and_the_missing_entry_reported(
    alliance: Alliance, home: Path
) -> None:
    reflect(alliance, "J7", "2026-01-05")
    path = home / "vault.db"
    other = Vault.open(path, derive(PASSPHRASE, salt_of(path)))
    with other.change():
        ran = alliance("history", "J7", "--json")
    other.close()
    assert (ran.code, ran.document["client"]) == (0, "J7")
    assert ran.err == "Not noted in the access log: The vault is busy: another window is writing to it.\n"
    assert looks(alliance) == [("alliance reflect", "J7"), ("alliance vault log", "")]


@pytest.mark.parametrize("words", [("vault", "due"), ("vault", "log"), ("vault", "compact")])
def test_a_locked_vault_reveals_nothing(
    alliance: Alliance, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ALLIANCE_PASSPHRASE", "wrong")
    ran = alliance(*words, "--json") if words[1] != "compact" else alliance(*words)
    assert (ran.code, ran.out) == (5, "")


def test_supervision_is_logged_with_the_clients_it_is_about(alliance: Alliance) -> None:
    for code in ("J7", "K1"):
        alliance("client", "add", code)
        alliance("supervise", "add", code, typed="What am I missing?\n")
    alliance("supervise", "add", typed="Too many hours?\n")
    before = len(looks(alliance))
    for words in ((), ("show", "1"), ("show", "3"), ("pack", "2", "--yes")):
        assert alliance("supervise", *words).code == 0, words
    assert looks(alliance)[before:-1] == [
        ("alliance supervise", ""),
        ("alliance supervise show", "J7"),
        ("alliance supervise show", ""),
        ("alliance supervise pack", "K1"),
    ]
