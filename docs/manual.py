"""Builds the manual page from the program's own help, as docs/commands.md is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from command_tree import Command, commands
from reference import exit_codes

from alliance_cli import __version__

HEAD = rf""".\" Built by docs/manual.py from the program's own help.
.TH ALLIANCE 1 2026-11-28 "alliance {__version__}" "User Commands"
.SH NAME
alliance \- look after the therapeutic alliance before, during and after every session
.SH SYNOPSIS
.B alliance
[\fIOPTIONS\fR] [\fICOMMAND\fR [\fIARGS\fR]]
"""
TAIL = r""".SH ENVIRONMENT
.TP
.B ALLIANCE_HOME
The folder of vault, settings and own prompts.
.TP
.B ALLIANCE_PASSPHRASE
The passphrase. Other programs of the same user may be able to read it; the next variable is safer.
.TP
.B ALLIANCE_PASSPHRASE_COMMAND
A command that prints the passphrase.
.TP
.B ALLIANCE_LANGUAGE
The language of prompts and guide, such as de.
.TP
.B ALLIANCE_PLAIN
Anything in it means \-\-plain.
.TP
.BR VISUAL ", " EDITOR
The editor that changes prompts.
.SH FILES
.B alliance vault where
prints where everything is.
"""


def escaped(text: str) -> str:
    """Text as the page takes it: nothing in it is read as a command of the page's language."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return r"\&" + plain if plain.startswith((".", "'")) else plain


def manual() -> str:
    """The whole page, in the language of man."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    root, *others = commands()
    yield HEAD + ".SH DESCRIPTION"
    yield from description(root)
    yield ".SH OPTIONS"
    yield from parameters(root)
    yield ".SH COMMANDS"
    for command in others:
        words = " ".join(("alliance", *command.path, *(argument(each) for each in command.arguments)))
        yield f".SS {escaped(words)}"
        yield from description(command)
        yield from parameters(command)
    yield ".SH EXIT STATUS"
    for line in exit_codes().splitlines()[2:]:
        code, says = (cell.strip() for cell in line.strip("|").split("|"))
        yield f".TP\n.B {code}\n{escaped(says)}"
    yield TAIL.rstrip()


def description(command: Command) -> Iterator[str]:
    """Its paragraphs, examples indented."""
    for place, paragraph in enumerate(command.help.split("\n\n")):
        text = " ".join(paragraph.split())
        if text.startswith("Example: "):
            yield f".PP\nExample:\n.RS\n.B {escaped(text.removeprefix('Example: '))}\n.RE"
        else:
            yield (".PP\n" if place else "") + escaped(text)


def parameters(command: Command) -> Iterator[str]:
    """Arguments that have help, then options."""
    for param in (*command.arguments, *command.options):
        if param.help:
            value = f" \\fI{escaped(param.metavar)}\\fR" if param.metavar and param in command.options else ""
            name = ", ".join(param.opts) if param in command.options else param.metavar
            yield f".TP\n\\fB{escaped(name)}\\fR{value}\n{escaped(' '.join(param.help.split()))}"


def argument(param: Any) -> str:
    """An argument as the synopsis shows it."""
    return param.metavar if param.required else f"[{param.metavar}]"
