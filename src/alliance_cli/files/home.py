"""Finds the program's folder and one setting in it without any library, as a start needs them before it loads one."""

from __future__ import annotations

import os
import sys

CONFIG = "config.yaml"
"""The name of the settings file."""
_MOST_BYTES = 65_536


def usual_home() -> str:
    """The platform's folder for a user's data; raises RuntimeError for an account without a home folder."""
    if sys.platform == "linux":
        data, home = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
        for folder in (data, home and f"{home}/.local/share"):
            if folder.startswith("/"):
                return f"{folder}/alliance"
    from platformdirs import user_data_dir

    return user_data_dir("alliance", appauthor=False)


def plain_setting(home: str, name: str) -> str:
    """The value on the setting's own line of the settings file; empty where there is none or the file is not readable.

    It reads what the program writes: ``name: value``, bare or between quotation marks, with or without a comment.
    """
    for line in _text(os.path.expanduser(f"{home}/{CONFIG}")).splitlines():
        key, _colon, value = line.partition(":")
        if key.strip().strip("\"'") == name:
            return value.partition(" #")[0].strip().strip("\"'")
    return ""


def _text(path: str) -> str:
    """The start of a text file; empty where it cannot be read, which is told once the settings are needed."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            return os.read(file, _MOST_BYTES).decode("utf-8", "replace")
        finally:
            os.close(file)
    except (OSError, ValueError):
        return ""
