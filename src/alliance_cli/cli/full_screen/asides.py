"""Starts a second walk inside a walk: a repair in a session, a supervision question in a reflection."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from alliance_cli.cli.full_screen.beside import beside_walk
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.core.course.moments import ListedMoment
    from alliance_cli.line.front import LineFront
    from alliance_cli.usecases.walks.session_walk import SessionWalk
    from alliance_cli.usecases.walks.walk_run import WalkRun


def aside_of(front: LineFront, walk: SessionWalk) -> OnTheWay | None:
    """Return the second walk that a phase allows; None for a preparation."""
    if walk.request.phase is Phase.IN_SESSION:
        return RepairOnTheWay(front, walk)
    return QuestionOnTheWay(front, walk) if walk.request.phase is Phase.POST_SESSION else None


class OnTheWay:
    """A walk inside another. If the program locks during it, it resumes there."""

    action = ""
    question = ""

    def __init__(self, front: LineFront, around: SessionWalk) -> None:
        self.around = around
        self.open: WalkPage | None = None
        self._front = front
        self._placed = ExitStack()

    def choices(self) -> Sequence[str]:
        return ()

    def make(self, chosen: int | None) -> WalkRun:
        """Return the walk to run."""
        raise NotImplementedError

    def begin(self, chosen: int | None) -> WalkPage:
        from alliance_cli.line.saving import saving
        from alliance_cli.usecases.walks.walking import Walking

        run = self.make(chosen)
        walking = Walking(run.begin(), saving(self._front, run), run.drafts)
        panel = beside_walk(run)
        self._placed.enter_context(self._front.placed(lambda: run.resumption(walking.step.key if walking.step else "")))
        self.open = WalkPage(run, walking, lambda _rows: panel, run.finish)
        return self.open

    def left(self, left: Leaving) -> str:
        from alliance_cli.line.walks import stopped

        page, self.open = self.open, None
        self._placed.close()
        if page is None:
            return ""
        return stopped(page.run, page.walking.walk) if left.how is Left.STOPPED else page.run.result


class RepairOnTheWay(OnTheWay):
    """A repair in a running session, of an open possible rupture or of a new one."""

    action = "take_up_repair"

    def __init__(self, front: LineFront, around: SessionWalk) -> None:
        super().__init__(front, around)
        self.question = _("Which possible rupture?")
        self._open_ruptures: Sequence[ListedMoment] = ()

    def choices(self) -> Sequence[str]:
        from alliance_cli.usecases.review.moments import open_ruptures, rupture_row

        around = self.around
        self._open_ruptures = open_ruptures(around.app, around.client) if around.client else ()
        rows = [rupture_row(each) for each in self._open_ruptures]
        return [*rows, _("a new one; you describe it first")] if rows else []

    def make(self, chosen: int | None) -> WalkRun:
        from alliance_cli.usecases.walks.repair import repair_in_session

        meant = dict(enumerate(self._open_ruptures, start=1))
        return repair_in_session(self.around, meant.get(chosen or 0))


class QuestionOnTheWay(OnTheWay):
    """A question for supervision that comes up in a reflection."""

    action = "take_up_question"

    def make(self, chosen: int | None) -> WalkRun:
        from alliance_cli.usecases.own.supervision import question_in_reflection

        return question_in_reflection(self.around)
