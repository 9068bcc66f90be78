"""Shows the progress of a long command at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alliance_cli.line.output.console import Screen


@contextmanager
def progress_bar(screen: Screen) -> Iterator[Callable[[int, int], None]]:
    """Yields a function to call with the amount done and the total; if stderr is a terminal, a bar shows it there.

    The bar is removed when the block ends. It shows only numbers.
    """
    if screen.plain or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
