"""Eyes: the one place where words reach the screen.

Rich reads square brackets as markup and terminals obey escape sequences; what a person typed therefore passes
through ``visible`` and reaches Rich only as ``Text``.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from alliance_cli.core.text import escape_controls

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_CLEARED = "\x1b[2J\x1b[3J\x1b[H"
_SCREENFUL = 100
"""Lines that push away what a terminal shows that knows no way to be cleared."""


def _spelt_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_SIGNS.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


SPELT_OUT = "spelt-out"
"""How a stream without Unicode writes: our own signs as plain ones, anything else as a question mark."""
_SIGNS = {"·": "-", "…": "...", "–": "-", "’": "'"}
codecs.register_error(SPELT_OUT, _spelt_out)


def literal(text: str, style: str = "") -> Text:
    """What a person typed, as Rich may show it."""
    from rich.text import Text

    return Text(escape_controls(text), style=style)


class Screen:
    """Results go to stdout, talk goes to stderr."""

    def __init__(self, *, plain: bool) -> None:
        self.plain = plain
        self._talk: list[str] = []
        """What was said and typed since the last blank line: the question that is open, to be shown again."""
        self._heading = ""

    @cached_property
    def _console(self) -> Console:
        from rich.console import Console

        return Console(
            markup=False,
            highlight=False,
            emoji=False,
            no_color=True if self.plain else None,
            force_terminal=False if self.plain else None,
        )

    @property
    def draws_unicode(self) -> bool:
        """Whether stdout can show block characters."""
        return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")

    def show(self, result: RenderableType, *, as_is: bool = False) -> None:
        """A result, on stdout; ``as_is`` leaves lines as long as they are, for what is copied or piped on."""
        self._console.print(literal(result) if isinstance(result, str) else result, soft_wrap=as_is)

    def emit_json(self, document: object) -> None:
        """One JSON document on stdout; plain ASCII, so that no terminal obeys what is inside."""
        import json

        sys.stdout.write(json.dumps(document, indent=2) + "\n")

    def say(self, talk: str = "") -> None:
        """Talk, on stderr; on a terminal wrapped between words, each line's indentation kept."""
        self._talk = [*self._talk, talk] if talk else []
        self.tell(talk)

    def heard(self, line: str) -> None:
        """Note a line that was typed, as a part of what ``repeat`` shows."""
        self._talk.append(f"> {line}")

    @contextmanager
    def headed(self, heading: str) -> Iterator[None]:
        """Say what the questions inside the block are about; ``repeat`` says it too."""
        before, self._heading = self._heading, heading
        self.say(heading)
        try:
            yield
        finally:
            self._heading = before

    def repeat(self) -> None:
        """Show the question that is open once more, beneath its heading, with what was typed to it."""
        self.tell("\n".join([*([self._heading, ""] if self._heading else []), *self._talk]))

    def clear(self) -> None:
        """Take everything off the terminal, what was scrolled away too; in plain mode as well, for others may look."""
        for stream in (sys.stdout, sys.stderr):
            if stream.isatty():
                stream.write(_CLEARED if os.environ.get("TERM") != "dumb" else "\n" * _SCREENFUL)
                stream.flush()

    def tell(self, talk: str) -> None:
        """As ``say``, but no part of what ``repeat`` shows."""
        lines = escape_controls(talk).expandtabs(4).split("\n")
        if sys.stderr.isatty():
            lines = [wrapped for line in lines for wrapped in _wrapped(line)]
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()


def _wrapped(line: str) -> list[str]:
    import shutil
    import textwrap

    indent = line[: len(line) - len(line.lstrip())]
    width = max(40, shutil.get_terminal_size().columns)
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]
