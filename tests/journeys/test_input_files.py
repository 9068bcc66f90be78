"""Only regular files up to a size limit are read: the program waits for no pipe and reads no endless device."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys.program import Home

READERS = {
    "import": (("import",), ".json"),
    "ratings": (("import",), ".csv"),
    "answers": (("prep", "J7", "--new", "--answers"), ".yaml"),
    "check": (("prompts", "check"), ".yaml"),
    "restore": (("restore",), ".db"),
}


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [pipe, endless, folder])
@pytest.mark.parametrize("command", READERS)
def test_anything_but_a_regular_file_is_refused_at_once(home: Home, command: str, make: object) -> None:
    words, ending = READERS[command]
    path = home.work / f"given{ending}"
    make(path)  # type: ignore[operator]
    told = home.run(*words, str(path), through=("timeout", "30"))
    assert told.returncode in (2, 3, 4) or (command, make) == ("check", folder), told.stderr
    assert "Traceback" not in told.stderr
    assert "defect" not in told.stderr


@pytest.mark.parametrize("make", [pipe, endless])
@pytest.mark.parametrize(
    ("place", "words", "code"),
    [
        ("vault.db", ("history",), 7),
        ("vault.db", ("vault", "check"), 7),
        ("config.yaml", ("history",), 0),
        ("config.yaml", ("config", "list"), 4),
        ("prompts/post-session.yaml", ("reflect", "J7"), 0),
        ("remembered", ("history",), 0),
    ],
)
def test_a_pipe_in_the_home_folder_is_refused_at_once(
    home: Home, place: str, words: tuple[str, ...], code: int, make: object
) -> None:
    home.forked("client", "add", "J7")
    path = home.folder / place
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)  # type: ignore[operator]
    told = home.run(*words, through=("timeout", "30"))
    assert told.returncode == code, told.stderr


@pytest.mark.parametrize("words", [(), ("--answers", "-")])
def test_endless_input_is_cut_off(home: Home, words: tuple[str, ...]) -> None:
    limited = ("bash", "-c", 'ulimit -v 4000000; exec timeout 60 "$0" "$@" < /dev/zero')
    told = home.run("prep", "J7", "--new", *words, through=limited)
    assert told.returncode == (4 if words else 2), told.stderr
    assert home.forked("client", "show", "J7").returncode == 3
