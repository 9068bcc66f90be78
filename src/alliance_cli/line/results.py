"""Words what a command has done, as sentences to say beside its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind

if TYPE_CHECKING:
    from alliance_cli.core.exchange.imports import ImportOutcome
    from alliance_cli.core.vault.safekeeping import BackupMade
    from alliance_cli.usecases.vault.check import Salvaged
    from alliance_cli.usecases.vault.credentials import PassphraseChange

_MOST_NAMED = 50
"""How many places that differ are named one by one."""


def backup_made(made: BackupMade, keep: int) -> str:
    """What is in a backup, how it is opened, and which older ones were taken away to keep only so many."""
    from alliance_cli.line.views.vault import count_phrase

    lines = [
        f"The backup is made and verified: {count_phrase(made.contents)}.",
        "The passphrase of today opens it, also when you change it later. Back with: "
        f"{command_line(Action(ActionKind.RESTORE))}",
    ]
    if made.trouble:
        lines.append(f"The vault could not note that it was made, so it will go on reminding you. {made.trouble}")
    if made.removed:
        lines.append(f"Taken away as older than the newest {keep} (setting backup.keep):")
        lines += [f"   {path}" for path in made.removed]
    return "\n".join(lines)


def vault_salvaged(made: Salvaged) -> str:
    """Where the new vault is, what it may not show, and how it is put in place."""
    lines = [f"The new vault, with the same passphrase: {made.path}"]
    if made.untied:
        kept = "they are kept, but some lists may not show them"
        lines.append(f"{made.untied} rows belong to something that was lost: {kept}.")
    lines.append(f"Put it in place with: {command_line(Action(ActionKind.RESTORE, target=str(made.path)))}")
    return "\n".join(lines)


def passphrase_changed(change: PassphraseChange) -> str:
    """What still goes by the old passphrase, and whether the remembered key follows the new one."""
    lines = ["The passphrase is changed. Backups made so far still open with the one they were made under."]
    lines += [f"{name} still gives the old one; change it there too." for name in change.stale]
    if change.renewed:
        lines.append("The remembered key is renewed too.")
    elif change.not_renewed:
        lines.append(f"{change.not_renewed} Renew it with: {command_line(Action(ActionKind.REMEMBER_KEY))}")
    return "\n".join(lines)


def import_differences(name: str, outcome: ImportOutcome) -> str:
    """Where the file of that name differs from the vault, and what of it was left out; empty for nothing."""
    places = outcome.differing[:_MOST_NAMED]
    lines = [f"{name}: {place}: differs from what is kept here, which stays as it is" for place in places]
    if len(outcome.differing) > _MOST_NAMED:
        lines.append(f"{name}: and {len(outcome.differing) - _MOST_NAMED} more that differ")
    if outcome.unworded:
        walks = "One walk was" if outcome.unworded == 1 else f"{outcome.unworded} walks were"
        lines.append(f"{walks} left out: the questions that were asked in it are in the export of the notes.")
    return "\n".join(lines)
