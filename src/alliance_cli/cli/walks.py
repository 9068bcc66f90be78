"""Takes a walk to the front that fits: the full screen, lines, or an answers file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.cli.setup import Program
    from alliance_cli.usecases.walks.walk_run import WalkRun


def take_walk(program: Program, run: WalkRun, answers: str | None = None, shown: RenderableType | None = None) -> bool:
    """Walk by hand, or from the answers file that is named; returns whether the end was reached.

    ``shown`` stands beside the questions on the full screen; line by line it comes before them, a sentence as talk.
    """
    if answers is None and program.takes_full_screen:
        from alliance_cli.cli.full_screen.beside import beside_walk
        from alliance_cli.cli.full_screen.walking import walk_full_screen

        panel = beside_walk(run, shown)
        return walk_full_screen(program, run, lambda _rows: panel)
    from alliance_cli.line.walks import walk_script

    if shown:
        (program.screen.say if isinstance(shown, str) else program.screen.show)(shown)  # type: ignore[arg-type]
    return walk_script(program.front, run, answers)
