"""Starts the program. It answers simple requests without importing a library and passes all others on."""

from __future__ import annotations

import gc
import os
import sys

from alliance_cli import __version__
from alliance_cli.cli import words
from alliance_cli.cli.commands import COMMANDS
from alliance_cli.cli.completions import SHELLS, script
from alliance_cli.cli.spoken import speech

_OBJECTS_BEFORE_A_LOOK = 200_000
"""The garbage collector's first threshold. Imports make tens of thousands of objects and no garbage."""


def main() -> None:
    """Run the program and exit with its documented code."""
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)
    if (code := _at_once(sys.argv[1:])) is None:
        from alliance_cli.cli import root

        root.main()
    sys.exit(code)


def _at_once(arguments: list[str]) -> int | None:
    """Answer without a library and return the exit code; return None for every other request."""
    speech.speak(arguments)
    if arguments == ["--version"]:
        return 0 if _written(1, f"alliance {__version__}\n") else None
    if len(arguments) == 2 and arguments[0] == "completion" and arguments[1] in SHELLS:
        return 0 if _written(1, script(arguments[1])) else None
    word = words.command_word(words.in_order(arguments))
    if word is None or word in COMMANDS or words.may_be_code(word):
        return None
    sentence, hint = words.no_such_command(word)
    return 2 if _written(2, f"alliance: {sentence}\n{hint}\n") else None


def _written(stream: int, text: str) -> bool:
    """Write the text; return False for a closed, full or broken stream, which the caller then reports."""
    rest = text.encode()
    try:
        while rest:
            rest = rest[os.write(stream, rest) :]
    except OSError:
        return False
    return True
