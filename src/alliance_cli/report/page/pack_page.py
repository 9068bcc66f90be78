"""A supervision pack as a page; typed text is escaped."""

from __future__ import annotations

from alliance_cli.core.exchange.pack import Pack
from alliance_cli.report.page.templating import page
from alliance_cli.translation import _


def pack_page(pack: Pack) -> str:
    """The whole page as HTML."""
    holds = _("This page is not encrypted: anyone who has it can read it. Delete it when you no longer need it.")
    return page("pack.html", {"title": _("For supervision"), "how": pack.says, "holds": holds, "entries": pack.entries})
