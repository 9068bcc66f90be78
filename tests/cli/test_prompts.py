"""The prompts command: lists, shows and checks content files, and prints schemas for editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alliance_cli.cli.root import run
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.walk.script import Phase

OWN = """\
id: evening
phase: post-session
title: "[bold]Evening[/]"
language: en
prompts:
  - id: tired
    kind: yes-no
    ask: "Tired [/] ?"
    purpose: "Escape \\x1b[31m"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "prompts").mkdir()
    return tmp_path


def prompts(home: Path, *words: str) -> int:
    return run(["--home", str(home), "prompts", *words])


def test_the_list_contains_own_and_shipped_scripts(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "prompts" / "evening.yaml").write_text(OWN, encoding="utf-8")
    (home / "prompts" / "torn.yaml").write_text("a: [", encoding="utf-8")
    assert prompts(home, "list") == 0
    out, err = capsys.readouterr()
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert "pre-session pre-session Before the session 3 shipped" in rows
    assert "evening post-session [bold]Evening[/] 1 yours" in rows
    assert "torn - has mistakes - yours" in rows
    assert str(home / "prompts") in err
    assert "alliance prompts check" in err


def test_the_list_as_json_is_one_document(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "prompts" / "torn.yaml"
    path.write_text("id: torn\n\na: [", encoding="utf-8")
    assert prompts(home, "list", "--json") == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert document["folder"] == str(path.parent)
    by_id = {script["id"]: script for script in document["scripts"]}
    assert by_id["in-session"]["prompts"] == 15
    assert by_id["torn"]["mistakes"][0]["line"] == 3
    assert (by_id["torn"]["phase"], by_id["torn"]["path"]) == (None, str(path))


def test_a_script_is_shown_with_control_characters_made_harmless(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "prompts" / "evening.yaml").write_text(OWN, encoding="utf-8")
    assert prompts(home, "show", "evening") == 0
    out = capsys.readouterr().out
    assert "[bold]Evening[/]  (evening, post-session, en)" in out
    assert "Tired [/] ?" in out
    assert "Escape ␛[31m" in out
    assert "\x1b" not in out


def test_a_script_as_json_has_the_structure_of_its_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompts(home, "show", "post-session", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["path"] == str(shipped_folder() / "post-session.yaml")
    ruptures = next(prompt for prompt in document["prompts"] if prompt["id"] == "ruptures")
    assert [field["id"] for field in ruptures["fields"]] == [
        "noticed_by",
        "signs",
        "marker",
        "component",
        "own_part",
        "plan",
    ]


def test_an_unknown_script_is_code_3_with_the_nearest_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompts(home, "show", "post-sesion") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "Did you mean post-session?" in err


def test_a_clean_folder_has_no_mistakes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "prompts" / "evening.yaml").write_text(OWN, encoding="utf-8")
    assert prompts(home, "check") == 0
    assert capsys.readouterr().out == "No mistakes.\n"


def test_mistakes_are_code_4_and_each_is_listed_with_its_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "evening.yaml"
    path.write_text(OWN.replace("kind:", "kin:").replace("phase: post", "phase: past"), encoding="utf-8")
    assert prompts(home, "check", str(path)) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"{path}:2: phase: does not fit; one of {', '.join(Phase)} belongs here (did you mean post-session?)",
        f"{path}:6: prompts[1].kind: is missing (the kind of answer; text is the plainest)",
        f"{path}:7: prompts[1].kin: is not a key here; the keys are id, ask, say, purpose, kind, component, part, "
        "optional, when, needs, signs, or_say, first, scale, rater, low, high, low_means, high_means, options, "
        "records, most, again, fields (did you mean kind?)",
        "alliance: 3 mistakes to correct first.",
        f"A file to compare with: {shipped_folder() / 'post-session.yaml'}",
    ]


@pytest.mark.parametrize(("place", "model"), [("learn", "learn/repair"), ("moments", "moments/rupture")])
def test_a_file_is_compared_with_a_shipped_one_of_its_kind(
    home: Path, capsys: pytest.CaptureFixture[str], place: str, model: str
) -> None:
    (home / "prompts" / place).mkdir()
    (home / "prompts" / place / "own.yaml").write_text("id: own\n", "utf-8")
    assert prompts(home, "check") == 4
    assert f"A file to compare with: {shipped_folder() / model}.yaml" in capsys.readouterr().err


def test_mistakes_as_json_are_on_stdout_with_the_same_code(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "prompts" / "evening.yaml").write_text(OWN.replace("title", "titel"), encoding="utf-8")
    assert prompts(home, "check", "--json") == 4
    mistakes = json.loads(capsys.readouterr().out)["mistakes"]
    assert [(each["line"], each["key"], each["did_you_mean"]) for each in mistakes] == [
        (1, "title", ""),
        (3, "titel", "title"),
    ]
    (home / "prompts" / "evening.yaml").write_text(OWN, encoding="utf-8")
    assert prompts(home, "check", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"mistakes": []}


def test_a_missing_file_is_code_3(home: Path) -> None:
    assert prompts(home, "check", str(home / "gone.yaml")) == 3


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ((), "A script of alliance"),
        (("moments",), "A moment form of alliance"),
        (("learn",), "A topic of alliance's guide"),
    ],
)
def test_the_schema_is_one_json_document(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], title: str
) -> None:
    assert prompts(home, "schema", *words) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["title"] == title


def test_an_unknown_schema_is_code_3(home: Path) -> None:
    assert prompts(home, "schema", "dreams") == 3


def test_scripts_can_be_read_without_a_vault(tmp_path: Path) -> None:
    home = tmp_path / "empty"
    assert prompts(home, "check") == 0
    assert prompts(home, "list") == 0
    assert not home.exists()


@pytest.mark.parametrize("words", [(), ("list",), ("show",), ("check",), ("schema",), ("edit",), ("diff",)])
def test_every_command_explains_itself_with_an_example(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert prompts(home, *words, "--help") == 0
    assert ("Example: alliance prompts" in capsys.readouterr().out) == bool(words)


@pytest.mark.parametrize(
    ("command", "script"),
    [
        ("prep", "pre-session"),
        ("session", "in-session"),
        ("reflect", "post-session"),
        ("tailor", "tailoring"),
        ("selfcare", "self-care"),
        ("supervise", "supervision"),
    ],
)
def test_a_script_can_be_named_by_its_command(
    home: Path, capsys: pytest.CaptureFixture[str], command: str, script: str
) -> None:
    assert prompts(home, "show", command, "--json") == 0
    assert json.loads(capsys.readouterr().out)["id"] == script
    assert prompts(home, "diff", command, "--json") == 0
    assert json.loads(capsys.readouterr().out)["id"] == script


def test_an_own_script_takes_precedence_over_a_command_of_that_name(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "prompts" / "prep.yaml").write_text(OWN.replace("id: evening", "id: prep"), encoding="utf-8")
    assert prompts(home, "show", "prep", "--json") == 0
    assert json.loads(capsys.readouterr().out)["id"] == "prep"
