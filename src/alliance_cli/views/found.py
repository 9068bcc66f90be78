"""View of search results: each passage with its date, its client and the question it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from alliance_cli.core.exchange.export import DataClass
from alliance_cli.core.formatting import plain_day
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import NC_, _, _c, _n
from alliance_cli.views.layout import indented
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.core.passages import Passage
    from alliance_cli.core.searching import FoundText, TypedText
    from alliance_cli.usecases.review.find import Findings

_HIT = "bold reverse"
_MORE = 5
"""So many times as many passages are offered next; beyond that, fewer of them are easier to read."""
_WHEN = {
    Phase.PRE_SESSION: NC_("passage", "before the session"),
    Phase.IN_SESSION: NC_("passage", "during the session"),
    Phase.POST_SESSION: NC_("passage", "after the session"),
}


def found_view(findings: Findings, *, unicode: bool) -> RenderableType:
    """The passages, then how to see more of them; a sentence if there are none."""
    if not findings.total:
        return literal(_("Nothing you typed contains these words. Try fewer words, or the beginning of a word."))
    lines: list[RenderableType] = []
    for each in findings.found:
        lines += [literal(_heading(each.typed), "bold"), indented(literal(_question(each), "dim"), 2)]
        lines += [indented(_passage(each.passage, "…" if unicode else "...")), literal("")]
    return Group(*lines, literal(_count(len(findings.found), findings.total), "dim"))


def _heading(typed: TypedText) -> str:
    whose = typed.client or (_("yours") if typed.data_class is DataClass.OWN else "-")
    return "  ".join((plain_day(typed.on), whose, *((_when(typed.phase),) if typed.phase else ())))


def _when(phase: Phase) -> str:
    return _c("passage", _WHEN[phase]) if phase in _WHEN else phase.in_words


def _question(found: FoundText) -> str:
    """The question as it was asked, or else the table and column in words."""
    if found.typed.table == "mark":
        return _("Noted while the session ran")
    return found.asked or f"{found.typed.table}: {found.typed.column}".replace("_", " ")


def _passage(passage: Passage, ellipsis: str) -> Text:
    shown = Text("" if passage.begins else f"{ellipsis} ")
    for piece, is_hit in passage.pieces:
        shown.append_text(literal(piece, _HIT if is_hit else ""))
    return shown if passage.ends else shown.append(f" {ellipsis}")


def _count(shown: int, count: int) -> str:
    if shown == count:
        return _n("{count} passage.", "{count} passages.", count)
    more = min(count, _MORE * shown)
    if count > more:
        return _(
            "{shown} of {count} passages. More words, --client or --since narrow them down; --limit {more} shows more.",
            shown=shown,
            count=count,
            more=more,
        )
    return _(
        "{shown} of {count} passages. More of them: --limit {more}; all of them: --all",
        shown=shown,
        count=count,
        more=more,
    )
