"""Views of flags and their next steps, of decisions about flags, and of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from alliance_cli.core.flags.flag import kind_in_words
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.guide import cards_on_flags
from alliance_cli.translation import _
from alliance_cli.views.layout import indented, notes_hint, pointers_view, section
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.flags.decisions import ListedDecision
    from alliance_cli.core.flags.flag import Explanation, Flag


def flags_view(
    flags: Sequence[Flag], dates: Mapping[str, str] | None = None, names: Sequence[str] = ()
) -> RenderableType:
    """Each flag with its next step, then the guide cards about them.

    ``dates``, by session id, are needed for flags of several sessions; ``names`` are needed if a flag can be chosen.
    """
    lines: list[RenderableType] = [*section(_("Worth a look"))]
    for place, flag in enumerate(flags):
        parts = (*names[place : place + 1], (dates or {}).get(flag.session, ""), flag.says)
        lines.append(indented(literal("  ".join(part for part in parts if part))))
        lines.append(indented(literal(_("Next: {step}", step=flag.next), "dim"), 8))
    return Group(*lines, *pointers_view(cards_on_flags(flags)))


def decided_view(code: str, found: Sequence[ListedDecision], *, notes: bool) -> RenderableType:
    """Each decided flag with its decision and date, and how to take one back; ``notes`` adds the reasons."""
    if not found:
        return literal(_("{client}: no flag was set aside or confirmed.", client=code))
    lines: list[RenderableType] = [literal(_("Flags set aside or confirmed"), "bold")]
    for each in found:
        kind = kind_in_words(each.decision.flag.kind)
        says = each.flag.says if each.flag else _("{flag}, no longer raised", flag=kind)
        lines.append(indented(literal(f"{each.name}  {plain_day(each.session_on)}  {says}")))
        lines.append(indented(literal(_decision(each, notes=notes)), 8))
    name = next((each.name for each in found if not each.decision.moment), None)
    command = f"alliance moments {code} --take-back {name}"
    back = [literal(""), literal(_("Take back: {command}", command=command), "dim")] if name else []
    hidden = not notes and any(each.decision.reason for each in found)
    return Group(*lines, *([notes_hint()] if hidden else []), *back)


def _decision(decided: ListedDecision, *, notes: bool) -> str:
    decision = decided.decision
    if decision.moment:
        return _("Confirmed on {day} as moment {number}", day=plain_day(decision.on), number=decided.number)
    aside = _("Set aside on {day}", day=plain_day(decision.on))
    return f"{aside}: {decision.reason}" if decision.reason and notes else aside


def explanations_view(
    explanations: Sequence[Explanation], raised: Sequence[Flag] = (), dates: Mapping[str, str] | None = None
) -> RenderableType:
    """Every rule with its threshold, false alarm rate and source, and with the ``raised`` flags of its kind."""
    lines: list[RenderableType] = []
    for each in explanations:
        lines.append(literal(kind_in_words(each.kind), "bold"))
        facts = (
            _("rule: {fact}", fact=each.rule),
            _("threshold: {fact}", fact=each.threshold),
            _("false alarms: {fact}", fact=each.false_alarms),
            _("source: {fact}", fact=each.source),
        )
        lines += [indented(literal(fact)) for fact in facts]
        flags = [flag for flag in raised if flag.kind == each.kind]
        lines += [indented(literal(f"{(dates or {}).get(flag.session, '')}  {flag.says}")) for flag in flags]
        lines += [*pointers_view(cards_on_flags(flags)), literal("")]
    return Group(*lines[:-1])
