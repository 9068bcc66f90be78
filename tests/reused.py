"""Does once what each start of the program inside one process would do again, with the same result each time.

A real start does it once in its process. Here a process runs the program many times: Typer reads the options of each
command from its function, and PyYAML reads the files of prompts, which stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

import typer.main
import yaml

from alliance_cli.cli.commands import COMMANDS
from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.content.yaml import tree


@lru_cache(maxsize=200)
def _events(text: str) -> tuple[yaml.Event, ...]:
    return tuple(yaml.parse(text, Loader=yaml.SafeLoader))


def _parse(text: str, Loader: type) -> Iterator[yaml.Event]:  # noqa: N803 - the name in PyYAML
    assert Loader is yaml.SafeLoader
    try:
        return iter(_events(text))
    except (yaml.YAMLError, ValueError, OverflowError):
        return iter(yaml.parse(text, Loader=Loader))  # what can be read of it comes before what cannot


def _patched(module: ModuleType, **changes: Any) -> SimpleNamespace:
    return SimpleNamespace(**{**vars(module), **changes})


@cache
def reuse() -> None:
    """Keep what was read once, for this process and the children it forks."""
    read: Callable[..., Any] = typer.main.get_params_from_function
    typer.main.get_params_from_function = cache(read)
    tree.yaml = _patched(yaml, parse=_parse)  # type: ignore[attr-defined]


def read_ahead() -> None:
    """Read now what children would read, each for itself."""
    for name in COMMANDS:
        typer.main.get_command(import_module(f"alliance_cli.cli.commands.{name}").app)
    Catalog((shipped_folder(),)).listing()
