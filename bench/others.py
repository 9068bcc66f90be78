"""Programs of a comparable kind, with as little in them as they can have, to be timed beside this one."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

Program = tuple[list[str], dict[str, str]]
"""Arguments, and the environment beside the usual one."""

NAMES = {"jrnl": "jrnl", "todoman": "todo", "taskwarrior": "task"}
"""What each is called, and its program on PATH."""


def others(folder: Path) -> Mapping[str, Program]:
    """Those that are on PATH, each told to list one entry out of a home in ``folder``."""
    found = {name: path for name, program in NAMES.items() if (path := shutil.which(program))}
    return {name: _SET_UP[name](path, folder) for name, path in found.items()}


def _jrnl(program: str, folder: Path) -> Program:
    journal, config = folder / "journal.txt", folder / "jrnl.yaml"
    journal.write_text("[2026-11-02 09:00 AM] One entry.\n", "utf-8")
    config.write_text(f"journals:\n  default:\n    journal: {journal}\nversion: v4.2\n", "utf-8")
    return [program, "--config-file", str(config), "-n", "1"], {"HOME": str(folder)}


def _todoman(program: str, folder: Path) -> Program:
    tasks, config = folder / "tasks", folder / "todoman.py"
    (tasks / "work").mkdir(parents=True)
    config.write_text(f'path = "{tasks}/*"\ncache_path = "{folder}/todo.sqlite3"\n', "utf-8")
    return [program, "--config", str(config), "list"], {"HOME": str(folder)}


def _taskwarrior(program: str, folder: Path) -> Program:
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder}\nconfirmation=off\n", "utf-8")
    return [program, "rc.verbose=nothing", "export"], {"HOME": str(folder), "TASKRC": str(settings)}


_SET_UP = {"jrnl": _jrnl, "todoman": _todoman, "taskwarrior": _taskwarrior}
