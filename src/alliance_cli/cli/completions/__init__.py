"""Provides the completion scripts, one per shell, in every language. docs/completion.py builds them."""

from __future__ import annotations

from alliance_cli import translation

SHELLS = ("bash", "zsh", "fish")
_QUOTES = {"bash": r"'\''", "zsh": r"'\''", "fish": r"\'"}
"""How the scripts write an apostrophe inside a quoted string."""


def script(shell: str) -> str:
    """The completion script of one of ``SHELLS``, with its descriptions in the chosen language."""
    with open(f"{__path__[0]}/alliance.{shell}", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to load
        text = file.read()
    return text if translation.language() == translation.SOURCE else _translated(text, _QUOTES[shell])


def _translated(text: str, quote: str) -> str:
    """The script with each ``'WORD<tab>SENTENCE'`` in the chosen language."""
    import re

    def said(found: re.Match[str]) -> str:
        sentence = translation._(found[2].replace(quote, "'"))
        return f"'{found[1]}\t{sentence.replace(chr(39), quote)}'"

    return re.sub(rf"'([^'\t\n]+)\t((?:{re.escape(quote)}|[^'\n])*)'", said, text)
