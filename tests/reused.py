"""Caches work that each run of the program inside one process would repeat with the same result.

A real start does it once in its process. Here a process runs the program many times: Typer reads the options of each
command from its function, and PyYAML reads the files of prompts, which stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import typer.main

from alliance_cli.cli.commands import COMMANDS
from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.content.yaml import tree
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import Node

_MOST_KEPT = 200
_read = tree.tree
_kept: dict[str, Node] = {}


def _tree(text: str, collector: MistakeCollector) -> Node | None:
    """Read as usual; the nodes of a text without mistakes never change and are cached."""
    if text in _kept:
        return _kept[text]
    before = len(collector.mistakes)
    node = _read(text, collector)
    if node is not None and len(collector.mistakes) == before:
        _keep(text, node)
    return node


def _keep(text: str, node: Node) -> None:
    if len(_kept) >= _MOST_KEPT:
        del _kept[next(iter(_kept))]
    _kept[text] = node


@cache
def reuse() -> None:
    """Cache what was read, for this process and the children it forks."""
    read: Callable[..., Any] = typer.main.get_params_from_function
    typer.main.get_params_from_function = cache(read)
    tree.tree = _tree


def read_ahead() -> None:
    """Read now what each child would otherwise read itself."""
    for name in COMMANDS:
        typer.main.get_command(import_module(f"alliance_cli.cli.commands.{name}").app)
    Catalog((shipped_folder(),)).listing()
