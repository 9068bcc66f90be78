"""Browses a client's sessions on the full screen; without one it prints the table of sessions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from alliance_cli.cli.setup import Program
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.core.course.client import Client


def browse_course(run: Program, typed: str | None, *, alone: bool, no_pager: bool = False) -> None:
    """Browse one client's sessions. ``alone`` is true if no other option was given. Raises WrongUse."""
    if typed is None:
        raise WrongUse(_("--browse shows one client's sessions."), _("Name the client: alliance history J7 --browse"))
    if not alone:
        raise WrongUse(_("--browse shows every session in full, and takes no other option."), _("Leave the other out."))
    if not (run.on_terminal and sys.stdout.isatty()):
        raise WrongUse(
            _("--browse needs a terminal with a person at it."),
            _("The same as text: alliance history CLIENT --notes --all"),
        )
    from alliance_cli.usecases.caseload.find_client import known_client

    client = known_client(run.app, run.front, typed)
    if run.takes_full_screen:
        _full_screen(run, client)
    else:
        from alliance_cli.cli.show_course import Extent, show_course

        run.screen.say(_("Line by line, the sessions come as one table."))
        show_course(run, client.code, notes=True, table=True, extent=Extent(all_=True), no_pager=no_pager)


def _full_screen(run: Program, client: Client) -> None:
    from alliance_cli.usecases.review.course import course_review

    run.front.ask_to_show_words()
    here, run.front.resumption = run.front.resumption, None
    review = course_review(run.app, client, answers=True)
    if not review.course.records:
        run.screen.show(_("{client}: no session kept yet.", client=client.code))
        return
    from alliance_cli.cli.full_screen.walking import AGAIN, show, unlock
    from alliance_cli.core.action import Action, ActionKind
    from alliance_cli.core.course.picture import picture
    from alliance_cli.core.flags.signals import one_per_kind_and_session
    from alliance_cli.core.resumption import Resumption
    from alliance_cli.screen.browse_screen import BrowsePage, BrowseScreen

    drawn = picture(review.course, review.flags, run.app.settings.flags.baseline)
    page = BrowsePage(review, drawn, tuple(one_per_kind_and_session(review.flags)), run.screen.draws_unicode)
    screen, browses = BrowseScreen(page, here.session if here else ""), Action(ActionKind.BROWSE, client.code)
    with run.front.placed(lambda: Resumption(browses, "", screen.chosen)):
        while (left := show(run, screen)).how in AGAIN:
            unlock(run, left)
            screen = BrowseScreen(page, screen.chosen)
