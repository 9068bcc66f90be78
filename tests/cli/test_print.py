"""The print command, and entering a card on one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Alliance


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_printed_page_is_a_new_private_file_without_a_code_unless_requested(alliance: Alliance, here: Path) -> None:
    alliance("client", "add", "J7")
    for what in ("checklist", "ratings", "srs-slot", "session"):
        client = () if what == "checklist" else ("J7",)
        assert alliance("print", what, *client).code == 0
        file = here / f"{what}.html"
        assert "J7" not in file.read_text()
        assert file.stat().st_mode & 0o077 == 0
    assert alliance("print", "ratings", "J7", "--code", "--out", "card.html").code == 0
    assert "<p>J7</p>" in (here / "card.html").read_text()
    assert alliance("print", "ratings", "--out", "card.html").code == 8
    assert alliance("print", "ratings", "--code").code == 2
    assert alliance("print", "money").code == 2


def test_a_word_after_checklist_is_refused(alliance: Alliance, here: Path) -> None:
    for more in (("NONSENSE",), ("J7", "--code")):
        ran = alliance("print", "checklist", *more)
        assert (ran.code, ran.out) == (2, "")
        assert "takes no code" in ran.err
    assert alliance("print", "checklist", "--code").code == 2
    assert not (here / "checklist.html").exists()


def test_checklist_and_card_need_no_vault(alliance: Alliance, here: Path) -> None:
    for what in ("checklist", "ratings", "srs-slot"):
        assert alliance("--home", str(here / "none"), "print", what).code == 0


def test_a_card_is_entered_on_one_line(alliance: Alliance) -> None:
    alliance("client", "add", "J7")
    ran = alliance("rate", "J7", "8", "7", "-", "10", "--tension", "no", "--json")
    assert ran.document["ratings"] == {"understood": 8, "goals": 7, "bond": 10}
    assert ran.document["tension"] is False
    assert alliance("rate", "J7", "8", "7", "9", "8").code == 0


@pytest.mark.parametrize(
    "words", [("8",), ("8", "7", "9", "11"), ("8", "7", "9", "8", "8"), ("8", "7", "9", "8", "--bond", "8")]
)
def test_an_invalid_card_is_refused_and_nothing_is_stored(alliance: Alliance, words: tuple[str, ...]) -> None:
    alliance("client", "add", "J7")
    assert alliance("rate", "J7", *words).code == 2
    assert alliance("history", "J7", "--json").document["sessions"] == []
