"""Does once what each start of the program inside one process would do again, with the same result each time.

A real start does it once in its process. Here a process runs the program many times: Typer reads the options of each
command from its function, and PyYAML reads the files of prompts, which stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

import typer.main
import yaml

from alliance_cli.cli.commands import COMMANDS
from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.content.yaml import tree

_MOST_KEPT = 200
_whole: dict[str, tuple[yaml.Event, ...]] = {}


def _parse(text: str, Loader: type) -> Iterator[yaml.Event]:  # noqa: N803 - the name in PyYAML
    """Read no further than asked, as PyYAML does, and keep only what was read to its end."""
    assert Loader is yaml.SafeLoader
    if text in _whole:
        yield from _whole[text]
        return
    events = []
    for event in yaml.parse(text, Loader=Loader):
        events.append(event)
        if isinstance(event, yaml.StreamEndEvent):
            _keep(text, tuple(events))
        yield event


def _keep(text: str, events: tuple[yaml.Event, ...]) -> None:
    if len(_whole) >= _MOST_KEPT:
        del _whole[next(iter(_whole))]
    _whole[text] = events


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
