"""View of the self-care check-ins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from alliance_cli.core.formatting import plain_day, span_of
from alliance_cli.core.own.self_care import CheckIn, low_in_a_row, most_restoring
from alliance_cli.core.ratings import OWN_SCALES, scale_in_words
from alliance_cli.core.settings.sections import SelfCareSettings
from alliance_cli.translation import NC_, _, _n
from alliance_cli.views.aloud import OpenTable
from alliance_cli.views.layout import WideOrNarrow, WithCutHint, excerpt, indented, notes_hint, open_table, section
from alliance_cli.views.literal import literal
from alliance_cli.views.plot import drawn_values

_LONG, _SHORT = 40, 16
"""How many check-ins the course covers on a wide and on a narrow screen."""
_WRITTEN = 5
"""How many of the latest check-ins with text are shown by default."""


def self_care_view(
    check_ins: Sequence[CheckIn],
    settings: SelfCareSettings,
    labels: Mapping[str, str],
    *,
    unicode: bool,
    all_: bool = False,
    notes: bool = True,
) -> RenderableType:
    """The check-ins, oldest first; ``labels`` maps choice ids to labels, and ``all_`` shows every text.

    Without ``notes``, typed text is left out.
    """
    if not check_ins:
        return literal(_("No check-in yet. One minute, for yourself alone: alliance selfcare"))
    count = _n("{count} check-in", "{count} check-ins", len(check_ins))
    span = f"{count} · {span_of([each.on for each in check_ins])}"
    parts: list[RenderableType] = [literal(span, "bold"), literal("")]
    parts.append(WideOrNarrow(*(_ratings(check_ins[-width:], unicode=unicode) for width in (_LONG, _SHORT))))
    parts += [literal(_("load: a high number means a heavy load"), "dim"), *_low(check_ins, settings)]
    restores = "  ".join(f"{labels.get(name, name)} {count}" for name, count in most_restoring(check_ins))
    if restores:
        parts += [*section(_("Restored you most often")), indented(literal(restores))]
    parts += _written(check_ins, all_=all_) if notes else [literal(""), notes_hint()]
    return WithCutHint(Group(*parts), "alliance selfcare history --json --notes")


def _ratings(shown: Sequence[CheckIn], *, unicode: bool) -> Table:
    latest = NC_("heading", "last")
    table = open_table("", NC_("heading", "course"), latest, right=(latest,))
    for scale in OWN_SCALES:
        values = [each.ratings.get(scale) for each in shown]
        last = next((value for value in reversed(values) if value is not None), "-")
        table.add_row(scale_in_words(scale), drawn_values(values, unicode=unicode), str(last))
    return table


def _low(check_ins: Sequence[CheckIn], settings: SelfCareSettings) -> Iterator[RenderableType]:
    low, row = sum(each.is_low(settings) for each in check_ins), low_in_a_row(check_ins, settings)
    if low:
        count = len(check_ins)
        if not row:
            yield literal(_("Low: {low} of {count}.", low=low, count=count))
        elif row == 1:
            yield literal(_("Low: {low} of {count}, the last one.", low=low, count=count))
        else:
            yield literal(_("Low: {low} of {count}, the last {row} in a row.", low=low, count=count, row=row))


def _written(check_ins: Sequence[CheckIn], *, all_: bool) -> Iterator[RenderableType]:
    written = [each for each in check_ins if each.line or each.restores_too]
    shown = written if all_ else written[-_WRITTEN:]
    if not shown:
        return
    count = len(written)
    part = _("What you wrote, the latest {shown} of {count}; all with --all", shown=len(shown), count=count)
    yield from section(part if len(shown) < count else _("What you wrote"))
    table = OpenTable.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    for each in shown:
        too = _("Restored by: {what}", what=each.restores_too) if each.restores_too else ""
        table.add_row(plain_day(each.on), Group(*(excerpt(text) for text in (each.line, too) if text)))
    yield indented(table)
