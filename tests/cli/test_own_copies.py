"""prompts edit and prompts diff without a terminal: where the copy is, and how it differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alliance_cli.cli.root import run
from alliance_cli.content.folders import shipped_folder


@pytest.fixture(autouse=True)
def _no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that must not be started without a terminal."""
    monkeypatch.setenv("EDITOR", "false")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def prompts(home: Path, *words: str) -> int:
    return run(["--home", str(home), "prompts", *words])


def test_without_a_terminal_the_copy_is_made_and_its_path_is_printed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prompts(home, "edit", "moments/rupture") == 0
    out, err = capsys.readouterr()
    path = home / "prompts" / "moments" / "rupture.yaml"
    assert out == f"{path}\n"
    assert "alliance prompts check" in err
    assert path.read_bytes() == (shipped_folder() / "moments" / "rupture.yaml").read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_long_path_stays_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / ("a" * 120) / "home"
    assert prompts(home, "edit", "post-session") == 0
    assert capsys.readouterr().out.splitlines() == [str(home / "prompts" / "post-session.yaml")]


def test_an_existing_copy_is_left_unchanged(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prompts(home, "edit", "learn/repair")
    path = home / "prompts" / "learn" / "repair.yaml"
    path.write_text("mine", "utf-8")
    assert prompts(home, "edit", "learn/repair") == 0
    assert path.read_text("utf-8") == "mine"
    assert "it was there already" in capsys.readouterr().err


def test_a_folder_that_others_can_read_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    (home / "something").touch()
    assert prompts(home, "edit", "post-session") == 8
    assert not (home / "prompts").exists()
    assert "chmod 700" in capsys.readouterr().err


def test_the_difference_is_on_stdout_with_control_characters_made_harmless(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prompts(home, "edit", "moments/strong")
    path = home / "prompts" / "moments" / "strong.yaml"
    long = "word " * 60
    path.write_text(path.read_text("utf-8").replace("A strong moment", f'"[b]\x1b[31m {long}"'), "utf-8")
    capsys.readouterr()
    assert prompts(home, "diff", "moments/strong") == 0
    out, err = capsys.readouterr()
    assert "-title: A strong moment" in out.splitlines()
    assert f'+title: "[b]␛[31m {long}"' in out.splitlines()
    assert err == ""


def test_the_difference_as_json_is_one_document(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompts(home, "diff", "post-session", "--json") == 0
    shipped = str(shipped_folder() / "post-session.yaml")
    assert json.loads(capsys.readouterr().out) == {"id": "post-session", "yours": None, "shipped": shipped, "diff": []}
    prompts(home, "edit", "post-session")
    path = home / "prompts" / "post-session.yaml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    capsys.readouterr()
    assert prompts(home, "diff", "post-session", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["yours"] == str(path)
    assert document["diff"][-1] == "+# mine"


def test_without_a_difference_the_reason_is_given(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompts(home, "diff", "post-session") == 0
    assert "You have no copy of post-session" in capsys.readouterr().err
    prompts(home, "edit", "post-session")
    capsys.readouterr()
    assert prompts(home, "diff", "post-session") == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "Your copy of post-session is the same as the shipped one.\n")
    (home / "prompts" / "evening.yaml").touch()
    assert prompts(home, "diff", "evening") == 0
    assert "evening is your own" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["edit", "diff"])
def test_an_unknown_name_is_code_3_and_creates_nothing(
    home: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert prompts(home, command, "post-sesion") == 3
    assert "Did you mean post-session?" in capsys.readouterr().err
    assert not home.exists()


def test_the_list_names_the_other_editable_files(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompts(home, "list") == 0
    assert "moments/rupture" in capsys.readouterr().err
    assert prompts(home, "list", "--json") == 0
    assert {"moments/rupture", "learn/skills"} <= set(json.loads(capsys.readouterr().out)["others"])


def test_a_german_copy_is_separate_and_used_only_in_german(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--home", str(home), "--language", "de", "prompts", "edit", "learn/repair"]) == 0
    path = home / "prompts" / "de" / "learn" / "repair.yaml"
    path.write_text(path.read_text("utf-8").replace("Reparatur in vier Schritten", "Heilen"), "utf-8")
    capsys.readouterr()
    titles = []
    for language in ("de", "en"):
        assert run(["--home", str(home), "--language", language, "learn", "repair", "--json"]) == 0
        titles.append(json.loads(capsys.readouterr().out)["title"])
    assert titles == ["Heilen", "Repair in four steps"]
