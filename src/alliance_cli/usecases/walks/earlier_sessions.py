"""Derives from earlier sessions which prompts a walk asks, and what it keeps in view."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.script import Need, Script, worded_for
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.core.course.course import Course
    from alliance_cli.usecases.walks.session_walk import SessionWalk


class EarlierSessions:
    """The sessions of the client before that of ``walk``; none of a client who is still to be opened."""

    def __init__(self, walk: SessionWalk) -> None:
        self._walk = walk

    @cached_property
    def are_none(self) -> bool:
        """Whether no session is kept before this one."""
        walk = self._walk
        return walk.client is None or not walk.app.repository.sessions.any_before(walk.client, walk.on, walk.session)

    def worded(self, script: Script) -> Script:
        """The script, with first-session wording if this is the first session."""
        return worded_for(script, is_first=self.are_none) if any(each.first for each in script.prompts) else script

    def lacking(self, script: Script) -> frozenset[Need]:
        """The needs of prompts that this client does not meet."""
        needed = {prompt.needs for prompt in script.prompts}
        lacks = {Need.EARLIER_SESSION} if Need.EARLIER_SESSION in needed and self.are_none else set()
        if Need.STRAIGHT_TENS in needed and not self._had_straight_tens():
            lacks.add(Need.STRAIGHT_TENS)
        return frozenset(lacks)

    @property
    def in_view(self) -> tuple[str, ...]:
        """The intention for this session, and the plan for the possible rupture noted last."""
        if (course := self._course()) is None:
            return ()
        from alliance_cli.core.course.carry_over import carry_over

        walk = self._walk
        intention = course.record(walk.session).intention if walk.session else ""
        ruptures = carry_over(course, walk.on, walk.session).open_ruptures
        plan = next((each.moment.plan for each in ruptures if each.moment.plan), "")
        said = (
            _("Intention: {text}", text=intention) if intention else "",
            _("Plan: {text}", text=plan) if plan else "",
        )
        return tuple(filter(None, said))

    def _had_straight_tens(self) -> bool:
        if (course := self._course()) is None:
            return False
        from alliance_cli.core.course.carry_over import earlier_records
        from alliance_cli.core.course.pattern import straight_tens

        earlier = earlier_records(course, self._walk.on, self._walk.session)
        return straight_tens([each.mean(Rater.CLIENT) for each in earlier])

    def _course(self) -> Course | None:
        client = self._walk.client
        return self._walk.app.repository.courses.of(client) if client else None
