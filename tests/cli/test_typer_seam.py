"""Checks the Typer internals that the program relies on, so that a changed version fails in the tests."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer
from typer._click import exceptions

from alliance_cli.cli.root import root
from alliance_cli.cli.typer_seam import Unvalidated, error_of

from .conftest import Alliance


def test_no_validating_library_is_loaded_for_a_command() -> None:
    code = (
        "import sys; from alliance_cli.cli.root import run; run(['moments', '--help'])\n"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_every_option_is_passed_on_as_typed() -> None:
    group = typer.main.get_command(root)
    context = group.make_context("alliance", ["--version"])
    hooks = [getattr(param, "_runtime_param", None) for param in group.get_params(context) if param.name != "help"]
    assert hooks
    assert all(isinstance(hook, Unvalidated) for hook in hooks)


def test_parser_errors_are_distinguished_by_class() -> None:
    assert issubclass(exceptions.NoSuchOption, typer.TyperException)
    assert issubclass(exceptions.MissingParameter, typer.TyperException)
    assert issubclass(exceptions.NoArgsIsHelpError, typer.TyperException)
    told = error_of(exceptions.NoSuchOption("--clent", possibilities=["--client"]))
    assert told is not None
    assert told.sentence == "There is no such option. Did you mean --client?"
    assert error_of(ValueError()) is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["prep", "J7", "she felt unheard"], "There are more words than this command takes."),
        (["histroy"], "There is no such command. Did you mean history?"),
        (["vault", "chek"], "There is no such command. Did you mean check?"),
        (["prep", "--anwers", "x"], "There is no such option. Did you mean --answers?"),
        (["client", "add"], "CODE is missing from the command."),
    ],
)
def test_wrong_words_are_reported_without_repeating_them(alliance: Alliance, arguments: list[str], says: str) -> None:
    ran = alliance(*arguments)
    assert ran.code == 2
    assert ran.err.startswith(f"alliance: {says}\nSee: alliance ")
    assert "unheard" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "example"),
    [
        (["moments", "list", "J7"], "alliance moments J7 --open"),
        (["sessions", "move", "J7", "2026-11-28"], "alliance sessions move J7 --on 2026-11-20 --to 2026-11-19"),
    ],
)
def test_surplus_words_are_answered_with_the_correct_form(
    alliance: Alliance, arguments: list[str], example: str
) -> None:
    ran = alliance(*arguments)
    assert ran.code == 2
    assert ran.err.endswith(f"--help   Such as: {example}\n")


def test_help_names_arguments_without_their_type(alliance: Alliance) -> None:
    shown = alliance("supervise", "pack", "--help").out
    assert "QUESTION  " in shown
    assert "<" not in shown


def test_typer_gets_evaluated_annotations() -> None:
    from alliance_cli.cli.commands.history import history
    from alliance_cli.cli.root import alliance

    for function in (history, alliance):
        assert not [named for named in function.__annotations__.values() if isinstance(named, str)]
