"""alliance demo: try everything on six invented clients."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from alliance_cli.cli.typer_seam import command
from alliance_cli.core.walk.script import Phase

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.session_walk import SessionWalk

app = command()
CLIENT = "J7"


@app.command()
def demo(ctx: typer.Context) -> None:
    """Try everything on six invented clients.

    Needs no passphrase and leaves nothing behind. On a terminal you walk prep, session and reflect yourself;
    elsewhere they play by themselves.

    Example: alliance demo
    """
    from alliance_cli.storage.file.keys import random_key
    from alliance_cli.usecases.demo_caseload import build

    with TemporaryDirectory(prefix="alliance-demo-") as folder:
        run = App(
            home=Path(folder) / "home",
            plain=ctx.obj.plain,
            clock=ctx.obj.clock,
            key=random_key(),
            asked_language=ctx.obj.asked_language,
        )
        run.create_vault()
        build(run)
        _tour(run)
        run.repository.close()


def _tour(run: App) -> None:
    from alliance_cli.cli.commands.history import show_caseload, show_course
    from alliance_cli.core.course.due import COMMANDS
    from alliance_cli.usecases.caseload.due import show_due

    _title(run, "alliance")
    show_due(run, as_json=False)
    _title(run, "alliance history")
    show_caseload(run, as_json=False)
    for phase, name in COMMANDS.items():
        _title(run, f"alliance {name} {CLIENT}")
        _walk(run, phase)
    _title(run, f"alliance history {CLIENT}")
    show_course(run, CLIENT, latest=8)
    run.screen.show("\nThat was the demo; nothing of it was kept. Begin your own with: alliance init")


def _title(run: App, command: str) -> None:
    run.screen.show(f"\n$ {command}\n")


def _walk(run: App, phase: Phase) -> None:
    from alliance_cli.usecases.walks.session_moment import moment_of_work, walk_by_hand
    from alliance_cli.usecases.walks.session_walk import Request, SessionWalk

    moment_of_work(run, SessionWalk(run, Request(phase, CLIENT)), walk_by_hand if run.on_terminal else _play)


def _play(visit: SessionWalk) -> bool:
    """Show every step with the answer a shipped file gives to it, keeping each as if it had been typed."""
    from alliance_cli.content.catalog import shipped_folder
    from alliance_cli.core.walk.interview import Interview

    run, name = visit.app, f"{visit.script.id}.yaml"
    answers = run.catalog.answers((shipped_folder() / "demo" / name).read_bytes(), name, visit.script)
    for step in Interview(visit.script, answers).steps:
        value = answers.get(step.key)
        run.screen.show(f"\n{step.ask}\n> {'' if value is None else step.kind.show(value)}")
        if not step.is_shown_only:
            visit.keep([(step, value)])
    visit.finish()
    return True
