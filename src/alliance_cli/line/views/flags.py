"""Flags in a line or two each: what stands out, and what to try next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding

from alliance_cli.core.flags.decisions import Decided
from alliance_cli.core.flags.flag import Explanation, Flag
from alliance_cli.core.guide.pointers import cards_on_flags
from alliance_cli.line.console import literal
from alliance_cli.line.views.layout import pointers_view


def flags_view(
    flags: Sequence[Flag], dates: Mapping[str, str] | None = None, names: Sequence[str] = ()
) -> RenderableType:
    """What stands out and the next step, then the cards to read about it.

    ``dates``, session id to date, where flags of several sessions are shown; ``names`` where each can be chosen.
    """
    lines: list[RenderableType] = [literal(""), literal("Worth a look", "bold")]
    for place, flag in enumerate(flags):
        parts = (*names[place : place + 1], (dates or {}).get(flag.session, ""), flag.says)
        lines.append(Padding(literal("  ".join(part for part in parts if part)), (0, 0, 0, 4)))
        lines.append(Padding(literal(f"Next: {flag.next}", "dim"), (0, 0, 0, 8)))
    return Group(*lines, *pointers_view(cards_on_flags(flags)))


def decided_view(code: str, found: Sequence[Decided]) -> RenderableType:
    """Each flag that was decided about: what it said, what was decided and on which day, and the way back."""
    if not found:
        return literal(f"{code}: no flag was set aside or confirmed.")
    lines: list[RenderableType] = [literal("Flags set aside or confirmed", "bold")]
    for each in found:
        says = each.flag.says if each.flag else f"{each.decision.flag.kind.replace('-', ' ')}, not raised any more"
        lines.append(Padding(literal(f"{each.name}  {each.session_on}  {says}"), (0, 0, 0, 4)))
        lines.append(Padding(literal(_decision(each)), (0, 0, 0, 8)))
    name = next((each.name for each in found if not each.decision.moment), None)
    back = [literal(""), literal(f"Take back: alliance moments {code} --take-back {name}", "dim")] if name else []
    return Group(*lines, *back)


def _decision(decided: Decided) -> str:
    decision = decided.decision
    if decision.moment:
        return f"Confirmed on {decision.on} as moment {decided.number}"
    return f"Set aside on {decision.on}" + (f": {decision.reason}" if decision.reason else "")


def explanations_view(
    explanations: Sequence[Explanation], raised: Sequence[Flag] = (), dates: Mapping[str, str] | None = None
) -> RenderableType:
    """Every rule: what it looks at, its threshold, how often it errs, who says so, and what it ``raised``."""
    lines: list[RenderableType] = []
    for each in explanations:
        lines.append(literal(each.kind, "bold"))
        for name, text in (
            ("rule", each.rule),
            ("threshold", each.threshold),
            ("false alarms", each.false_alarms),
            ("source", each.source),
        ):
            lines.append(Padding(literal(f"{name}: {text}"), (0, 0, 0, 4)))
        for flag in raised:
            if flag.kind == each.kind:
                lines.append(Padding(literal(f"{(dates or {}).get(flag.session, '')}  {flag.says}"), (0, 0, 0, 4)))
        lines += pointers_view(cards_on_flags(flag for flag in raised if flag.kind == each.kind))
        lines.append(literal(""))
    return Group(*lines[:-1])
