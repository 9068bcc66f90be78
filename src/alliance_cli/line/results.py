"""Words the result of a command in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.command_lines import command_line
from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.course.client import Termination
from alliance_cli.core.formatting import day_in_words, joined, plain_day, plain_number
from alliance_cli.core.walk.script import ENDING, Phase
from alliance_cli.translation import N_, _, _n

if TYPE_CHECKING:
    from datetime import date

    from alliance_cli.core.course.client import Client
    from alliance_cli.core.vault.safekeeping import BackupMade
    from alliance_cli.usecases.caseload.clients import Closed
    from alliance_cli.usecases.caseload.missed import MissedNoted
    from alliance_cli.usecases.caseload.move_session import Moved
    from alliance_cli.usecases.exchange.imports import ImportOutcome
    from alliance_cli.usecases.vault.check import Salvaged
    from alliance_cli.usecases.vault.credentials import PassphraseChange
    from alliance_cli.usecases.walks.measure import KeptBefore

_MOST_NAMED = 50
"""How many differing places are listed one by one."""


def backup_made(made: BackupMade, keep: int) -> str:
    """What a backup contains, how to open it, and which older backups were removed."""
    from alliance_cli.views.vault import count_phrase

    restore = command_line(Action(ActionKind.RESTORE))
    lines = [
        _("The backup is made and verified: {contents}.", contents=count_phrase(made.contents)),
        _("Today's passphrase opens it, even if you change it later. Restore it with: {command}", command=restore),
    ]
    if made.trouble:
        lines.append(
            _(
                "The vault could not record this backup, so you will still be reminded. {trouble}",
                trouble=made.trouble,
            )
        )
    if made.removed:
        lines.append(_("Removed, because only the newest {keep} are kept (setting backup.keep):", keep=keep))
        lines += [f"   {path}" for path in made.removed]
    return "\n".join(lines)


def vault_salvaged(made: Salvaged) -> str:
    """Where the new vault is, what may be missing from it, and how to put it in place."""
    lines = [_("The new vault, with the same passphrase: {path}", path=made.path)]
    if made.untied:
        untied = _n(
            "{count} row belongs to something that was lost: it is kept, but some lists may not show it.",
            "{count} rows belong to something that was lost: they are kept, but some lists may not show them.",
            made.untied,
        )
        lines.append(untied)
    restore = command_line(Action(ActionKind.RESTORE, target=str(made.path)))
    lines.append(_("Put it in place with: {command}", command=restore))
    return "\n".join(lines)


def passphrase_changed(change: PassphraseChange) -> str:
    """What still uses the old passphrase, and whether the remembered key was renewed."""
    lines = [_("The passphrase is changed. Backups made so far still open with the one they were made under.")]
    lines += [_("{name} still gives the old one; change it there too.", name=name) for name in change.stale]
    if change.renewed:
        lines.append(_("The remembered key is renewed too."))
    elif change.not_renewed:
        remember = command_line(Action(ActionKind.REMEMBER_KEY))
        lines.append(_("{why} Renew it with: {command}", why=change.not_renewed, command=remember))
    return "\n".join(lines)


def import_differences(name: str, outcome: ImportOutcome) -> str:
    """The places where a file differs from the vault, and the rows left out; empty for none."""
    places = outcome.differing[:_MOST_NAMED]
    found = [_("{place}: differs from what is kept here, which stays as it is", place=place) for place in places]
    if len(outcome.differing) > _MOST_NAMED:
        found.append(_("and {count} more that differ", count=len(outcome.differing) - _MOST_NAMED))
    if outcome.skipped:
        skipped = _n(
            "{count} row is marked as skipped and not kept",
            "{count} rows are marked as skipped and not kept",
            outcome.skipped,
        )
        found.append(skipped)
    if outcome.unread:
        numbers = joined([str(n) for n in outcome.unread])
        unread = _n("not read: column {numbers}", "not read: columns {numbers}", len(outcome.unread), numbers=numbers)
        found.append(unread)
    lines = [f"{name}: {each}" for each in found]
    if outcome.unworded:
        left_out = _n(
            "One walk was left out: the questions that were asked in it are in the export of the notes.",
            "{count} walks were left out: the questions that were asked in them are in the export of the notes.",
            outcome.unworded,
        )
        lines.append(left_out)
    return "\n".join(lines)


def items_kept(before: KeptBefore, on: date) -> str:
    """Which earlier items of a questionnaire are kept beside those just typed, and the earlier total."""
    numbers = joined([str(n) for n in before.items])
    kept = _n(
        "Item {items} is kept from before (on {day}).",
        "Items {items} are kept from before (on {day}).",
        len(before.items),
        items=numbers,
        day=plain_day(on),
    )
    total = [] if before.total is None else [_("The total before was {total}.", total=plain_number(before.total))]
    return " ".join((kept, *total))


def client_edited(before: Client, after: Client) -> str:
    """The sentences that confirm a change to a client's file."""
    lines = [_("Kept: {client}, opened on {day}.", client=after.code, day=plain_day(after.opened_on))]
    if after.code != before.code:
        renamed = _(
            "{old} is {new} now. Notes that mention the old code stay as they were written.",
            old=before.code,
            new=after.code,
        )
        lines = [renamed]
    if after.keep_until != before.keep_until and after.keep_until:
        lines.append(_("The file is kept at least until {day}.", day=plain_day(after.keep_until)))
    elif after.keep_until != before.keep_until:
        lines.append(_("The file is kept as long as retention.years says."))
    return "\n".join(lines)


def client_closed(closed: Closed) -> str:
    """How and when the work ended, what is still open, and when the file comes up for review."""
    client, ruptures, review_on = closed
    says = N_("Closed {client} on {day}. Everything stays readable.")
    if client.ending:
        says = N_("Closed {client} on {day}, {ending}. Everything stays readable.")
    ending = client.ending.in_words if client.ending else ""
    on = plain_day(client.closed_on) if client.closed_on else ""
    lines = [_(says, client=client.code, day=on, ending=ending)]
    if client.ending != Termination.UNPLANNED:
        action = session_action(client.code, Phase.IN_SESSION, client.closed_on, ENDING)
        lines.append(_("To look back together in a last session: {command}", command=command_line(action)))
    if ruptures:
        still_open = _n(
            "{count} possible rupture is still open: {command}",
            "{count} possible ruptures are still open: {command}",
            ruptures,
            command=command_line(Action(ActionKind.LIST_OPEN_RUPTURES, client.code)),
        )
        lines.append(still_open)
    review = command_line(Action(ActionKind.REVIEW_FILES))
    lines.append(_("The file comes up for review on {day}: {command}", day=plain_day(review_on), command=review))
    return "\n".join(lines)


def session_moved(moved: Moved) -> str:
    """The new date or client of a session, what moved along with it, and what stayed."""
    move, leaves = moved.move, moved.move.leaves.code
    lines = [_where_moved(moved)]
    if not move.changes_client:
        return lines[0]
    if move.summary.counts["decisions"]:
        lines.append(_("Your decisions about its flags move too: those set aside stay set aside."))
    if moved.left_behind:
        lines.append(
            _(
                "Repairs and supervision questions of that day that are about none of its moments stay with {client}.",
                client=leaves,
            )
        )
    if moved.leaves_none:
        erase = command_line(Action(ActionKind.ERASE_CLIENT, leaves))
        none = _(
            "{client} has no session now. If the code was opened by mistake: {command}", client=leaves, command=erase
        )
        lines.append(none)
    return "\n".join(lines)


def _where_moved(moved: Moved) -> str:
    move = moved.move
    if moved.joined:
        says = N_("{client}'s session of {was} is now part of {to}'s session of {day}, number {number}.")
    elif move.summary.missed and move.changes_client:
        says = N_("{client}'s missed session of {was} is now {to}'s, dated {day}.")
    elif move.summary.missed:
        says = N_("{client}'s missed session of {was} is now dated {day}.")
    elif move.changes_client:
        says = N_("{client}'s session of {was} is now {to}'s, dated {day}, number {number}.")
    else:
        says = N_("{client}'s session of {was} is now dated {day}, number {number}.")
    was, day = plain_day(move.summary.session.on), plain_day(move.day)
    return _(says, client=move.leaves.code, was=was, to=move.to.code, day=day, number=moved.number)


def missed_noted(noted: MissedNoted) -> str:
    """Whether a session is now noted as missed and why, the earlier reason, and whether a preparation stays."""
    code, day = noted.code, day_in_words(noted.on)
    if noted.why is None:
        said = _("{client}'s session of {day} is no longer noted as missed.", client=code, day=day)
    else:
        before = noted.before.in_words if noted.before else ""
        says = N_("{client}'s session of {day} is noted as missed ({why}).")
        if noted.before not in (None, noted.why):
            says = N_("{client}'s session of {day} is noted as missed ({why}; before: {before}).")
        said = _(says, client=code, day=day, why=noted.why.in_words, before=before)
    return " ".join((said, *([_("What you prepared stays.")] if noted.prepared else [])))
