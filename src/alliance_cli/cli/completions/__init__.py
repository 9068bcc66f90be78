"""Holds the completion scripts, one file for each shell, built by docs/completion.py."""

from __future__ import annotations

SHELLS = ("bash", "zsh", "fish")


def script(shell: str) -> str:
    """The completion script of one of ``SHELLS``."""
    with open(f"{__path__[0]}/alliance.{shell}", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to load
        return file.read()
