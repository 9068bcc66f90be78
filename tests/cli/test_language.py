"""An option, variable or setting chooses the language; missing content is shown in English."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.cli.root import run

from .conftest import Alliance


@pytest.fixture
def title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def title(*words: str) -> str:
        assert run(["--home", str(tmp_path), *words, "--json"]) == 0
        return str(json.loads(capsys.readouterr().out)["title"])

    return title


@pytest.mark.parametrize(
    "words",
    [
        ("--language", "de", "prompts", "show", "post-session"),
        ("prompts", "--language=de", "show", "post-session"),
        ("prompts", "show", "post-session", "--language", "de"),
        *(("prompts", "show", "post-session", "--language", tag) for tag in ("de-AT", "DE", "de_AT", "de-DE", "de_ch")),
    ],
)
def test_the_language_option_is_allowed_anywhere(title: Any, words: tuple[str, ...]) -> None:
    assert title(*words) == "Nach der Sitzung"


def test_a_variable_chooses_the_language_and_the_option_overrides_it(
    title: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_LANGUAGE", "de")
    assert title("learn", "repair") == "Reparatur in vier Schritten"
    assert title("learn", "repair", "--language", "en") == "Repair in four steps"


def test_a_setting_chooses_the_language_and_the_variable_overrides_it(
    title: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run(["--home", str(tmp_path), "config", "set", "language", "de"]) == 0
    assert title("learn", "repair") == "Reparatur in vier Schritten"
    monkeypatch.setenv("ALLIANCE_LANGUAGE", "en")
    assert title("learn", "repair") == "Repair in four steps"


@pytest.mark.parametrize("language", ["../de", "Deutsch", "de/x"])
def test_an_invalid_language_code_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert run(["--home", str(tmp_path), "learn", "--language", language]) == 2
    assert run(["--home", str(tmp_path), "config", "set", "language", language]) == 2
    assert language not in capsys.readouterr().err


@pytest.mark.parametrize("language", ["fr", "fr_FR", "Deutsch", "../de"])
def test_a_language_without_content_is_refused_and_the_available_ones_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    says = "alliance: There are no texts in that language. Choose one of: de, en.\n"
    for words in (("learn", "repair", "--language", language), ("config", "set", "language", language)):
        assert run(["--home", str(tmp_path), *words]) == 2
        assert capsys.readouterr() == ("", says)


@pytest.mark.parametrize("tag", ["DE", "de_AT", "de-DE"])
def test_a_language_without_content_does_not_change_the_setting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tag: str
) -> None:
    assert run(["--home", str(tmp_path), "config", "set", "language", tag]) == 0
    assert capsys.readouterr().err.startswith("language ist jetzt de.")
    assert (tmp_path / "config.yaml").read_text("utf-8").strip() == "language: de"


def test_a_variable_naming_a_language_without_content_falls_back_to_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_LANGUAGE", "fr")
    assert run(["--home", str(tmp_path), "learn", "repair"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Repair in four steps")
    assert err == "There are no texts in fr yet, so English is used.\n"


def test_a_custom_language_is_used_where_translated_and_english_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], title: Any
) -> None:
    folder = tmp_path / "prompts" / "fr"
    folder.mkdir(parents=True)
    script = "id: post-session\nphase: post-session\ntitle: Après\nlanguage: fr\nprompts:\n"
    prompt = "- {id: a, kind: text, ask: Quoi, purpose: Pourquoi}\n"
    (folder / "post-session.yaml").write_text(script + prompt, "utf-8")
    assert title("prompts", "show", "post-session", "--language", "fr") == "Après"
    assert title("prompts", "show", "pre-session", "--language", "fr") == "Before the session"
    assert capsys.readouterr().err == ""


def test_check_covers_every_language_whichever_is_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "prompts" / "fr" / "learn"
    folder.mkdir(parents=True)
    (folder / "repair.yaml").write_text("id: repare\n", "utf-8")
    assert run(["--home", str(tmp_path), "prompts", "check"]) == 4
    assert "fr/learn/repair.yaml:1: id: differs" in capsys.readouterr().err


def test_a_german_walk_is_stored_with_its_german_questions(alliance: Alliance) -> None:
    walked = alliance("reflect", "J7", "--new", "--language", "de", typed="Der Anfang\n3\n\n\n8\n\n\n\n")
    assert walked.code == 0, walked.err
    assert "Wann war die Allianz am stärksten" in walked.err
    assert "3 Bindung (Vertrauen und Nähe)" in walked.err
    session = alliance("history", "J7", "--json", "--notes").document["sessions"][0]
    assert session["moments"][0]["component"] == "bond"
    assert session["ratings"]["clinician"] == {"understood": 8}
    assert session["answers"][0]["asked"].startswith("Wann war die Allianz")


def test_a_walk_continues_in_the_language_it_began_in(alliance: Alliance) -> None:
    alliance("reflect", "J7", "--new", "--on", "2026-01-05", "--answers", "-", typed="learned: x")
    begun = alliance("prep", "J7", "--language", "de", typed="ruhig\n:q\n")
    assert begun.code == 0, begun.err
    on = alliance("prep", "J7", typed=":q\n")
    assert "Welche Spannung ist geblieben" in on.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--help",), "Aufruf: alliance [OPTIONEN] BEFEHL"),
        (("prep", "--help"), "Beispiel: alliance prep J7 --card"),
        (("vault",), "Befehle:"),
        (("histroy",), "Diesen Befehl gibt es nicht. Meinten Sie history?"),
        (("flags",), "Die Regeln hinter den Hinweisen: alliance history --explain"),
        (("client", "add"), "Im Befehl fehlt noch CODE."),
        (("prep", "--onn"), "Diese Option gibt es nicht. Meinten Sie --on?"),
        (("prep", "--on"), "--on braucht einen Wert."),
        (("prep", "--full=1"), "--full nimmt keinen Wert an."),
    ],
)
@pytest.mark.parametrize("language", ["de", "de-CH"])
def test_help_and_errors_of_the_command_line_are_german(
    home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str, language: str
) -> None:
    run(["--home", str(home), *words, "--language", language])
    assert says in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "written",
    ["language: de", "language: DE", "language: de_AT", '"language" : "de"  # mine', "flags.low: 4\nlanguage: 'de'\n"],
)
def test_the_configured_language_applies_to_sentences_and_prompts(
    home: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    home.mkdir()
    (home / "config.yaml").write_text(written, "utf-8")
    run(["--home", str(home), "histroy"])
    run(["--home", str(home), "learn", "repair"])
    out, err = capsys.readouterr()
    assert err.startswith("alliance: Diesen Befehl gibt es nicht.")
    assert out.startswith("Reparatur in vier Schritten")


def test_each_run_uses_its_own_language(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["--home", str(home), "--language", "de", "histroy"])
    run(["--home", str(home), "histroy"])
    assert "There is no such command." in capsys.readouterr().err


def test_changing_the_language_is_confirmed_in_the_new_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["--home", str(home), "config", "set", "language", "de"])
    run(["--home", str(home), "config", "reset"])
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "language ist jetzt de."
    assert said[-1].startswith("All settings are back to their defaults.")


def test_an_unknown_command_loads_no_library_to_find_the_language(home: Path) -> None:
    import subprocess
    import sys

    home.mkdir()
    (home / "config.yaml").write_text("language: de\n", "utf-8")
    code = (
        "import sys, atexit; from alliance_cli.cli.main import main; "
        "atexit.register(lambda: print({'typer', 'yaml', 'msgspec', 'platformdirs', 'pathlib'} & sys.modules.keys())); "
        f"sys.argv[1:] = ['--home', {str(home)!r}, 'histroy']; main()"
    )
    source = Path(run.__code__.co_filename).parents[2]
    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, cwd=source)
    assert ran.stderr.startswith("alliance: Diesen Befehl gibt es nicht.")
    assert ran.stdout == "set()\n"


def test_the_default_home_is_the_platforms(monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import user_data_dir

    from alliance_cli.files.home import usual_home

    for data, home in ((None, "/h"), ("/d", "/h"), ("rel", "/h"), ("", "/h")):
        monkeypatch.setenv("HOME", home)
        monkeypatch.setenv("XDG_DATA_HOME", data) if data is not None else monkeypatch.delenv("XDG_DATA_HOME", False)
        assert usual_home() == user_data_dir("alliance", appauthor=False)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_descriptions_are_in_the_chosen_language(
    home: Path, capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    run(["--home", str(home), "completion", shell])
    english = capsys.readouterr().out
    run(["--home", str(home), "--language", "de", "completion", shell])
    german = capsys.readouterr().out
    assert "'history\tEin Verlauf oder alle Ihre Fälle.'" in german
    assert "'--voices\tIhre Einschätzungen neben denen Ihres Gegenübers.'" in german
    assert [line.partition("'")[0] for line in german.splitlines()] == [
        line.partition("'")[0] for line in english.splitlines()
    ]
    words = re.compile(r"'([^'\t\n]+)\t")
    assert words.findall(german) == words.findall(english)
    assert re.findall(r"\t[^\n]*?\b(?:the|of|is)\b[^\n]*?'", german) == []


def test_the_german_demo_has_german_answers(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["--home", str(home), "--language", "de", "demo"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Wurde still, als ich das Arbeitsblatt ansprach" in shown
    assert "> Ohne das Blatt besser; sie möchte weitersprechen." in shown
    assert "worksheet" not in shown
