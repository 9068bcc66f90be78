"""alliance demo: tries out the program with six invented clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.errors import Interrupted
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.session_walk import SessionWalk

app = command()
CLIENT = "J7"
_LOOKS = ("screen.full", "screen.theme")
"""The settings of a person's own that the demo keeps to."""


@app.command()
def demo(ctx: typer.Context) -> None:
    """Try everything on six invented clients.

    Needs no passphrase and leaves nothing behind. On a terminal you walk prep, session and reflect yourself, on the
    full screen if it is large enough; elsewhere they play by themselves.

    Example: alliance demo
    """
    from alliance_cli.core.settings.settings import Settings
    from alliance_cli.files.parts import shared_folder, temporary
    from alliance_cli.storage.file.keys import random_key
    from alliance_cli.usecases.demo_caseload import build
    from alliance_cli.usecases.vault.credentials import create_vault

    asked: Program = ctx.obj
    with temporary(shared_folder(), directory=True) as folder:
        run = Program(folder / "home", asked.screen.heard, asked.clock, random_key(), asked.app.language)
        own = asked.app.settings.values
        run.app.settings = Settings({name: own[name] for name in _LOOKS if name in own})
        try:
            create_vault(run.app, run.front)
            build(run.app)
            _tour(run)
        except (KeyboardInterrupt, Interrupted):
            raise Interrupted(_("Stopped. Nothing of the demo is kept.")) from None
        run.app.repository.close()


def _tour(run: Program) -> None:
    from alliance_cli.cli.root import show_due
    from alliance_cli.cli.show_course import show_caseload, show_course

    _title(run, Action(ActionKind.SHOW_DUE))
    show_due(run, as_json=False)
    run.screen.show("\n$ alliance history\n")
    show_caseload(run, as_json=False)
    for phase in SESSION_PHASES:
        _title(run, session_action(CLIENT, phase, None))
        _walk(run, phase)
    run.screen.show(f"\n$ alliance history {CLIENT}\n")
    show_course(run, CLIENT)
    run.screen.show("\n" + _("That was the demo; nothing of it was kept. Make your own vault with: alliance init"))


def _title(run: Program, action: Action) -> None:
    run.screen.show(f"\n$ {command_line(action)}\n")


def _walk(run: Program, phase: Phase) -> None:
    from alliance_cli.cli.walks import by_line, walk_phase
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest

    client = known_client(run.app, run.front, CLIENT)
    walk = SessionWalk(run.app, client, WalkRequest(phase, run.clock.today))
    if run.takes_full_screen and run.front.ask(_("Enter opens it on the full screen; Esc leaves it again.")) is None:
        raise KeyboardInterrupt
    if run.on_terminal:
        walk_phase(run, walk)
    else:
        by_line(run, walk, lambda: _play(run, walk))


def _play(run: Program, walk: SessionWalk) -> bool:
    """Show every step with its answer from a shipped file, and save each answer as if it had been typed."""
    from alliance_cli.content.folders import in_order, shipped_folder
    from alliance_cli.content.yaml.strict_yaml import MOST_BYTES
    from alliance_cli.core.walk.interview import Interview
    from alliance_cli.files.paths import exists, read_file

    name = f"{walk.script.id}.yaml"
    folders = in_order(shipped_folder(), shipped_folder(), run.app.language)
    file = next(each for folder in folders if exists(each := folder / "demo" / name))
    answers = run.app.catalog.answers(read_file(file, MOST_BYTES), name, walk.script)
    for step in Interview(walk.script, answers).steps:
        value = answers.get(step.key)
        run.screen.show(f"\n{step.ask}\n> {'' if value is None else step.kind.show(value)}")
        if not step.is_shown_only:
            walk.keep([(step, value)])
    walk.finish()
    return True
