"""Reads the program's own commands and options, for the pages and scripts that are built from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import typer

from alliance_cli.cli.root import root


class Command(NamedTuple):
    """One command or group: its words after ``alliance``, its help, and Typer's own objects for what it takes."""

    path: tuple[str, ...]
    help: str
    params: tuple[Any, ...]
    subcommands: tuple[str, ...]

    @property
    def options(self) -> tuple[Any, ...]:
        return tuple(param for param in self.params if param.param_type_name == "option")

    @property
    def arguments(self) -> tuple[Any, ...]:
        return tuple(param for param in self.params if param.param_type_name == "argument")

    @property
    def says(self) -> str:
        """The first sentence of its help."""
        return self.help.partition("\n\n")[0].replace("\n", " ").strip()


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[Command]:
    """Every command, groups before what is in them."""
    group = group or typer.main.get_command(root)
    context = typer.Context(group, info_name="alliance")
    names = tuple(group.list_commands(context)) if hasattr(group, "list_commands") else ()
    yield Command(path, group.help or "", tuple(group.get_params(context)), names)
    for name in names:
        yield from commands(group.get_command(context, name), (*path, name))
