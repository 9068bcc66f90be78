"""Words that people try on the command line lead to the right command."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from alliance_cli.cli.commands import COMMANDS
from alliance_cli.cli.root import root
from alliance_cli.cli.words import OTHER_WORDS, command_word, in_order

from .conftest import Alliance

_COMMAND_LINE = re.compile(r"alliance(?: [^ ,.]+)*")


def command_lines(text: str) -> Iterator[list[str]]:
    for part in text.split("   "):
        for found in _COMMAND_LINE.findall(part):
            yield shlex.split(found)[1:]


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_every_suggested_command_and_option_exists(word: str) -> None:
    lines = list(command_lines(OTHER_WORDS[word]))
    assert lines or word == "upgrade"
    for words in lines:
        command: Any = typer.main.get_command(root)
        context = command.make_context("alliance", ["--help"], resilient_parsing=True)
        while words and hasattr(command, "get_command") and not words[0].startswith("-"):
            command = command.get_command(context, words.pop(0))
            assert command is not None, OTHER_WORDS[word]
        known = {name for param in command.get_params(context) for name in param.opts} | {"--help"}
        assert {each for each in words if each.startswith("-")} <= known, OTHER_WORDS[word]


@pytest.mark.parametrize("word", [word for word in OTHER_WORDS if " " not in word])
def test_no_command_is_shadowed_by_a_suggestion(word: str) -> None:
    assert word not in COMMANDS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("help", "--help"),
        ("help prep", "prep --help"),
        ("help client add", "client add --help"),
        ("J7", "--client J7"),
        ("J7 --json", "--client J7 --json"),
        ("J7 reflect --on mon", "reflect J7 --on mon"),
        ("K12-a history", "history K12-a"),
        ("--json history J7", "history J7 --json"),
        ("--plain --json client list", "--plain client list --json"),
        ("history J7 --plain --language de", "--plain --language de history J7"),
        ("supervise add J7 -- --plain", "supervise add J7 -- --plain"),
        ("--json supervise add J7 -- x", "supervise add J7 --json -- x"),
        ("--json", "--json"),
        ("nonsense", "nonsense"),
        ("7", "--client 7"),
    ],
)
def test_words_are_put_in_the_intended_order(typed: str, meant: str) -> None:
    assert in_order(typed.split()) == meant.split()


@pytest.mark.parametrize(
    ("typed", "word"),
    [("--home x prep", "prep"), ("--json", None), ("--help prep", None), ("--plain histroy", "histroy"), ("", None)],
)
def test_the_command_is_found_behind_the_options(typed: str, word: str | None) -> None:
    assert command_word(typed.split()) == word


@pytest.mark.parametrize("words", [("-h",), ("help",), ("prep", "-h"), ("help", "prep"), ("client", "list", "-h")])
def test_every_way_to_ask_for_help_works(alliance: Alliance, words: tuple[str, ...]) -> None:
    ran = alliance(*words)
    assert ran.code == 0
    assert ran.out.startswith("Usage: alliance")
    assert "--help" in ran.out


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        (("search", "rain"), "alliance find WORD"),
        (("undo",), "--restart"),
        (("notes",), "alliance history CLIENT --notes"),
        (("client", "delete", "J7"), "alliance client erase CODE"),
        (("client", "rename", "J7"), "alliance client edit CODE --code NEW"),
        (("client", "J7"), "alliance client show CODE"),
    ],
)
def test_a_word_from_other_programs_gets_a_useful_answer(
    alliance: Alliance, words: tuple[str, ...], way_out: str
) -> None:
    ran = alliance(*words)
    assert ran.code == 2
    assert way_out in ran.err
    assert "Did you mean" not in ran.err
    assert "rain" not in ran.err


@pytest.mark.parametrize(("words", "says"), [(["--version"], "alliance 0"), (["histroy"], "Did you mean history?")])
def test_simple_requests_are_answered_without_a_library(words: list[str], says: str) -> None:
    code = (
        "import sys, atexit; from alliance_cli.cli.main import main; "
        "atexit.register(lambda: print({'typer', 'dataclasses', 'pathlib'} & sys.modules.keys())); "
        f"sys.argv[1:] = {words!r}; main()"
    )
    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, cwd=SOURCE)
    assert says in ran.stdout + ran.stderr
    assert ran.returncode == (0 if words == ["--version"] else 2)
    assert ran.stdout.endswith("set()\n")


SOURCE = Path(__file__).parents[2] / "src"


def test_a_code_alone_shows_what_is_due_and_the_next_step(alliance: Alliance) -> None:
    assert alliance("reflect", "J7", "--new", "--answers", "-", typed="ruptures: Went quiet\n").code == 0
    ran = alliance("J7")
    assert ran.code == 0
    assert "J7: possible rupture open, since " in ran.out
    for command in ("prep", "session", "reflect"):
        assert f"alliance {command} J7" in ran.out
    document = alliance("J7", "--json").document
    assert document["client"] == "J7"
    assert [each["why"] for each in document["due"]] == ["open-rupture"]
    assert alliance("client", "add", "K9").code == 0
    assert "Nothing is waiting for K9." in alliance("K9").out
    assert alliance("--client", "J77").code == 3


def test_prompts_are_shown_by_their_commands_name(alliance: Alliance) -> None:
    for command, script in (("prep", "pre-session"), ("session", "in-session"), ("reflect", "post-session")):
        assert alliance("prompts", "show", command, "--json").document["id"] == script


def test_the_how_option_names_the_same_values_in_help_and_error(alliance: Alliance) -> None:
    values = "handed-over, read-aloud or recalled"
    assert values in " ".join(alliance("rate", "--help").out.split())
    ran = alliance("rate", "J7", "--how", "imported", "--bond", "9")
    assert ran.code == 2
    assert f"--how takes {values}." in ran.err
