"""Words what a command has done, as sentences to say beside its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.course.entities import Termination
from alliance_cli.core.walk.script import ENDING, Phase
from alliance_cli.core.wording import joined
from alliance_cli.translation import _

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.core.course.entities import Client
    from alliance_cli.core.vault.safekeeping import BackupMade
    from alliance_cli.usecases.caseload.clients import Closed
    from alliance_cli.usecases.caseload.missed import MissedNoted
    from alliance_cli.usecases.caseload.sessions import Moved
    from alliance_cli.usecases.exchange.imports import ImportOutcome
    from alliance_cli.usecases.vault.check import Salvaged
    from alliance_cli.usecases.vault.credentials import PassphraseChange
    from alliance_cli.usecases.walks.measure import KeptBefore

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
    """The places where a file differs from the vault, and what was left out; empty for none."""
    places = outcome.differing[:_MOST_NAMED]
    lines = [f"{name}: {place}: differs from what is kept here, which stays as it is" for place in places]
    if len(outcome.differing) > _MOST_NAMED:
        lines.append(f"{name}: and {len(outcome.differing) - _MOST_NAMED} more that differ")
    if outcome.skipped:
        rows = "1 row is" if outcome.skipped == 1 else f"{outcome.skipped} rows are"
        lines.append(f"{name}: {rows} marked as skipped and not kept")
    if outcome.unread:
        columns = "column" if len(outcome.unread) == 1 else "columns"
        lines.append(f"{name}: not read: {columns} {joined([str(n) for n in outcome.unread])}")
    if outcome.unworded:
        walks = "One walk was" if outcome.unworded == 1 else f"{outcome.unworded} walks were"
        lines.append(f"{walks} left out: the questions that were asked in it are in the export of the notes.")
    return "\n".join(lines)


def items_kept(before: KeptBefore, on: date) -> str:
    """Which items of a questionnaire were kept before and stay beside those just typed, and the total before."""
    numbers = joined([str(n) for n in before.items])
    which = f"Item {numbers} is the one" if len(before.items) == 1 else f"Items {numbers} are those"
    total = "" if before.total is None else f"; the total before was {before.total:g}"
    return f"{which} kept from before (on {on}){total}."


def client_edited(before: Client, after: Client) -> str:
    """What a client's file says now."""
    lines = [f"Kept: {after.code}, opened on {after.opened_on}."]
    if after.code != before.code:
        lines = [f"{before.code} is {after.code} now. Notes that mention the old code stay as they were written."]
    if after.keep_until != before.keep_until:
        until = f"at least until {after.keep_until}" if after.keep_until else "as long as retention.years says"
        lines.append(f"The file is kept {until}.")
    return "\n".join(lines)


def client_closed(closed: Closed) -> str:
    """How and when the work ended, what is still open, and when the file comes up for review."""
    client, ruptures, review_on = closed
    how = f", {client.ending}" if client.ending else ""
    lines = [f"Closed {client.code} on {client.closed_on}{how}. Everything stays readable."]
    if client.ending != Termination.UNPLANNED:
        action = session_action(client.code, Phase.IN_SESSION, client.closed_on, ENDING)
        lines.append(_("To look back together in a last session: {command}", command=command_line(action)))
    if ruptures:
        are = "1 possible rupture is" if ruptures == 1 else f"{ruptures} possible ruptures are"
        lines.append(f"{are} still open: {command_line(Action(ActionKind.LIST_OPEN_RUPTURES, client.code))}")
    lines.append(f"The file comes up for review on {review_on}: {command_line(Action(ActionKind.REVIEW_FILES))}")
    return "\n".join(lines)


def session_moved(moved: Moved) -> str:
    """Where a session is noted now, what went along with it, and what stayed."""
    move, leaves = moved.move, moved.move.leaves.code
    whose = f"{move.to.code}'s" if move.changes_client else "now"
    was = f"{leaves}'s session of {move.summary.session.on}"
    lines = [f"{was} is {whose} of {move.day}, number {moved.number}."]
    if move.summary.missed:
        lines = [f"{leaves}'s missed session of {move.summary.session.on} is {whose} of {move.day}."]
    if moved.joined:
        lines = [f"{was} is now part of {move.to.code}'s session of {move.day}, number {moved.number}."]
    if not move.changes_client:
        return lines[0]
    if move.summary.counts["decisions"]:
        lines.append("What you decided about its flags goes along: those set aside stay set aside.")
    if moved.left_behind:
        what = "Repairs and supervision questions of that day that are about none of its moments"
        lines.append(f"{what} stay with {leaves}.")
    if moved.leaves_none:
        erase = command_line(Action(ActionKind.ERASE_CLIENT, leaves))
        lines.append(f"{leaves} has no session now. If the code was opened by mistake: {erase}")
    return "\n".join(lines)


def missed_noted(noted: MissedNoted) -> str:
    """What is noted of a date now, what was noted before, and whether its preparation stays."""
    session = f"{noted.code}'s session of {noted.on:%a %d %b %Y}"
    stays = " What you prepared stays." if noted.prepared else ""
    if noted.why is None:
        return f"{session} is no longer noted as missed.{stays}"
    before = f"; before: {noted.before.in_words}" if noted.before not in (None, noted.why) else ""
    return f"{session} is noted as missed ({noted.why.in_words}{before}).{stays}"
