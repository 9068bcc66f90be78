"""How every command is set up: plain help, no completion scripts, no tracebacks that show values."""

from __future__ import annotations

import typer


def command(help_: str = "") -> typer.Typer:
    """The ``app`` of a module: one command, or with ``help_`` a group."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=bool(help_),
        help=help_ or None,
    )
