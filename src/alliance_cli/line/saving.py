"""Saves an answer; at a terminal, it retries until saving succeeds or the person gives up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.core.errors import Damaged, Locked, VaultGone, VaultTrouble
from alliance_cli.line.input.lines import LineCommand, Lines, parse_line
from alliance_cli.line.output.console import Screen
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.core.walk.kinds import Value
    from alliance_cli.core.walk.steps import Step
    from alliance_cli.line.front import LineFront
    from alliance_cli.usecases.walks.walk_run import WalkRun
    from alliance_cli.usecases.walks.walking import Save


def save_until_done(lines: Lines, screen: Screen, save: Callable[[], None]) -> None:
    """Save, retrying while a person is present; raises VaultTrouble if the person gives up or nobody is present."""
    while (trouble := _trouble(lines, save)) is not None:
        if isinstance(trouble, Locked):
            screen.say("   " + _("{trouble} Your answer is still here.", trouble=trouble.sentence))
            lines.unlock()
            continue
        way_out = _("Your answer is still here. Enter tries again, :q gives it up.")
        screen.say(f"   {trouble.sentence}\n   {way_out}")
        typed = lines.next()
        if typed is None or parse_line(typed)[0] is LineCommand.STOP:
            raise given_up(trouble)


def _trouble(lines: Lines, save: Callable[[], None]) -> VaultTrouble | Locked | None:
    """Save; returns the error if a person is present, and raises it otherwise."""
    try:
        save()
    except (VaultTrouble, Locked) as trouble:
        if not lines.interactive:
            raise
        return trouble
    return None


def given_up(trouble: VaultTrouble) -> VaultTrouble:
    """The error for an answer that could not be saved; it mentions earlier answers only if they are certainly saved."""
    if isinstance(trouble, Damaged | VaultGone):
        return VaultTrouble(
            trouble.sentence, _("The last answer is not kept. {hint}", hint=trouble.hint), trouble.action
        )
    return VaultTrouble(trouble.sentence, _("Your earlier answers are kept; the last answer is not."))


def saving(front: LineFront, run: WalkRun) -> Save:
    """Returns a function that saves one answer and sets ``front.holds_unsaved`` until that is done."""

    def save(step: Step, value: Value | None) -> None:
        front.holds_unsaved = True
        run.keep([(step, value)])
        front.holds_unsaved = False

    return save
