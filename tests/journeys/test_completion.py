"""Completion in the real shells: commands, options, values and files without the program, codes with the keyring."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pexpect
import pytest

from alliance_cli.cli.completions import SHELLS, script
from tests.journeys.program import ALLIANCE, PASSPHRASE, Home

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(script.__code__.co_filename).parent
NOT_HERE = "the shell is not on this machine; install it to have its completion tested"
needs = {shell: pytest.mark.skipif(shutil.which(shell) is None, reason=NOT_HERE) for shell in SHELLS}
EVERY_SHELL = [pytest.param(shell, marks=needs[shell]) for shell in SHELLS]
TYPED = [
    ("alliance hist", {"history"}),
    ("alliance client ", {"add", "list", "show", "edit", "close", "reopen", "erase"}),
    ("alliance --plain client e", {"edit", "erase"}),
    ("alliance rate J7 --how h", {"handed-over"}),
    ("alliance rate J7 --rater ", {"client", "clinician"}),
    ("alliance --language d", {"de"}),
    ("alliance prompts show po", {"post-session"}),
    ("alliance config get retention", {"retention.years"}),
    ("alliance history J7 --voi", {"--voices"}),
    ("alliance export notes", {"notes.md"}),
    ("alliance supervise add J7 --moment ", set[str]()),
]

IN_BASH = """
source "$1"
read -ra COMP_WORDS <<< "$2"
if [[ $2 == *" " ]]; then COMP_WORDS+=(""); fi
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_alliance
printf '%s\\n' "${COMPREPLY[@]}"
"""
IN_FISH = "source $argv[1]; complete -C $argv[2]"
# zsh completes only at its prompt, so its two functions that offer words print them here.
IN_ZSH = """
compdef() {}
_files() { print -l *(N) }
_describe() { print -l -- ${(P)3%%:*} }
source "$1"
words=("${(@s/ /)2}")
CURRENT=$#words
_alliance
"""
PROGRAMS = {"bash": IN_BASH, "zsh": IN_ZSH, "fish": IN_FISH}


def completed(shell: str, line: str, folder: Path, **environment: str) -> set[str]:
    """What Tab offers after the line, in the real shell and in this folder."""
    name = [] if shell == "fish" else [shell]
    words = [str(shutil.which(shell)), "-c", PROGRAMS[shell], *name, str(SCRIPTS / f"alliance.{shell}"), line]
    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", **environment}
    ran = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    offered = {word.partition("\t")[0] for word in ran.stdout.splitlines() if word}
    return {word for word in offered if word.startswith(line.rpartition(" ")[2])}


@pytest.mark.parametrize("shell", EVERY_SHELL)
@pytest.mark.parametrize(("line", "offers"), TYPED)
def test_a_shell_completes_without_starting_the_program(
    shell: str, line: str, offers: set[str], tmp_path: Path
) -> None:
    (tmp_path / "notes.md").touch()
    assert completed(shell, line, tmp_path) == offers


@needs["zsh"]
def test_zsh_completes_at_its_prompt(tmp_path: Path) -> None:
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TERM": "dumb", "PROMPT": "%% "}
    zsh = pexpect.spawn("zsh", ["-f"], cwd=str(tmp_path), env=env, encoding="utf-8", timeout=60)
    zsh.sendline(f"autoload -Uz compinit; compinit -u -D; source {SCRIPTS}/alliance.zsh; echo rea''dy")
    zsh.expect_exact("ready\r\n")
    zsh.send("echo alliance; alliance prompts show po\t")
    zsh.expect_exact("post-session")
    zsh.close(force=True)


@pytest.mark.parametrize("shell", EVERY_SHELL)
def test_codes_are_completed_only_if_the_keyring_opens_the_vault(shell: str, home: Home, tmp_path: Path) -> None:
    home.keep("prep", "grounded: x")
    ring = {
        "PATH": f"{Path(ALLIANCE).parent}:/usr/bin:/bin",
        "PYTHON_KEYRING_BACKEND": "tests.keyrings.alliance_keyring.FileKeyring",
        "PYTHONPATH": f"{home.environment()['PYTHONPATH']}:{ROOT}",
        "ALLIANCE_KEYRING_FILE": str(tmp_path / "keyring.json"),
        "ALLIANCE_HOME": str(home.folder),
    }
    assert completed(shell, "alliance history ", tmp_path, **ring) == set()
    assert completed(shell, "alliance history ", tmp_path, ALLIANCE_PASSPHRASE=PASSPHRASE, **ring) == set()
    told = home.run("vault", "remember", **ring)
    assert told.returncode == 0, told.stderr
    assert completed(shell, "alliance history ", tmp_path, **ring) == {"J7"}
    assert completed(shell, "alliance --client ", tmp_path, **ring) == {"J7"}
    log = home.run("vault", "log", **ring)
    assert "completion" in log.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_the_completion_script_is_printed_as_shipped(shell: str, bare: Home) -> None:
    told = bare.run("completion", shell)
    assert (told.returncode, told.stdout, told.stderr) == (0, script(shell), "")


def test_an_unsupported_shell_gets_a_list_of_supported_ones(bare: Home) -> None:
    told = bare.run("completion", "tcsh")
    assert told.returncode == 2
    assert "There are scripts for bash, zsh or fish." in told.stderr


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc checks the manual page; it is not on this machine")
def test_the_manual_page_has_no_errors() -> None:
    ran = subprocess.run(
        ["mandoc", "-Tlint", "-W", "warning", ROOT / "docs" / "alliance.1"], capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout) == (0, "")
