"""alliance init asks once for how many years files are kept, and assumes nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from alliance_cli.cli.root import run
from alliance_cli.cli.setup import system_clock
from alliance_cli.core.errors import AllianceError, WrongUse
from alliance_cli.storage.file.places import Places
from alliance_cli.usecases.app import App
from alliance_cli.usecases.vault.retention_choice import ask_years, suggested_years

from .conftest import PASSPHRASE, Alliance, Ran


class Person:
    """A front whose person types these lines."""

    def __init__(self, *lines: str, interactive: bool = True) -> None:
        self.lines, self.asked, self.interactive = list(lines), list[str](), interactive

    def choose(self, question, rows, read, fits):  # type: ignore[no-untyped-def]
        self.asked.append(question)
        while typed := self.lines.pop(0):
            try:
                return read(typed)
            except AllianceError:
                self.asked.append(fits)
        return None


def app(home: Path, language: str = "en") -> App:
    def nobody(app: App):  # type: ignore[no-untyped-def]
        raise AssertionError

    return App(Places(home), system_clock(), nobody, lambda sentence: None, named_language=language)


@pytest.fixture
def new(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Alliance:
    """Runs the program in a home without a vault; its standard input must not be read."""
    monkeypatch.setenv("ALLIANCE_HOME", str(home))

    def new(*words: str, typed: str = "") -> Ran:
        monkeypatch.setenv("ALLIANCE_PASSPHRASE", PASSPHRASE)
        piped = io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8")
        monkeypatch.setattr("sys.stdin", piped)
        code = run(words)
        assert piped.read() == typed
        return Ran(code, *capsys.readouterr())

    return new


@pytest.mark.parametrize(("language", "years"), [("en", 7), ("de", 10), ("de-AT", 10), ("fr", 7)])
def test_enter_accepts_the_years_usual_for_the_language(home: Path, language: str, years: int) -> None:
    assert suggested_years(language) == years
    person = Person("")
    assert ask_years(app(home, language), person, None) == years  # type: ignore[arg-type]
    assert str(years) in person.asked[0]


def test_an_invalid_number_of_years_is_asked_again(home: Path) -> None:
    person = Person("ten", "0", "10")
    assert ask_years(app(home), person, None) == 10  # type: ignore[arg-type]
    assert len(person.asked) == 3


def test_the_years_are_not_asked_if_set_or_given_or_without_a_person(home: Path) -> None:
    home.mkdir(mode=0o700)
    (home / "config.yaml").write_text("retention.years: 15\n", "utf-8")
    assert ask_years(app(home), Person(), None) is None  # type: ignore[arg-type]
    assert ask_years(app(home), Person(), "12") == 12  # type: ignore[arg-type]
    (home / "config.yaml").unlink()
    assert ask_years(app(home), Person(interactive=False), None) is None  # type: ignore[arg-type]
    with pytest.raises(WrongUse):
        ask_years(app(home), Person(), "0")  # type: ignore[arg-type]


def test_without_a_terminal_nothing_is_assumed_and_the_command_to_set_it_is_named(new: Alliance, home: Path) -> None:
    made = new("init", typed="9\nnext line of a script\n")
    assert made.code == 0
    assert "alliance config set retention.years 7" in made.err
    assert not (home / "config.yaml").exists()
    due = new("vault", "due")
    assert "so 7 years are assumed" in due.err
    assert new("config", "set", "retention.years", "7").code == 0
    assert new("vault", "due").err == ""


def test_the_years_can_be_given_on_the_command_line(new: Alliance) -> None:
    made = new("init", "--keep-years", "10")
    assert (made.code, "review 10 years after its last entry" in made.err) == (0, True)
    assert new("config", "get", "retention.years").out == "10\n"


def test_invalid_years_create_no_vault(new: Alliance, home: Path) -> None:
    refused = new("init", "--keep-years", "0")
    assert (refused.code, home.exists()) == (2, False)
    assert "retention.years takes a number from 1 to 100." in refused.err
    refused = new("init", "--keep-years", "ten")
    assert (refused.code, home.exists()) == (2, False)
    assert "retention.years takes a whole number." in refused.err
