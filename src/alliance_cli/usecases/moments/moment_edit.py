"""Changes one moment: asks its questions again, starting from the stored answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.moments import ListedMoment
from alliance_cli.core.errors import NotFound, Refused
from alliance_cli.core.formatting import day_in_words
from alliance_cli.core.walk.moment_kinds import MOMENT_FIELDS, MomentKind, MomentsKind
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.core.walk.steps import Answers
from alliance_cli.translation import _
from alliance_cli.usecases.walks.stored_walk import without_denials
from alliance_cli.usecases.walks.walk_run import WalkRun

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.usecases.app import App

PROMPT = "moment"
"""The id of the one prompt, for answers files."""


class MomentEdit(WalkRun):
    """The questions about an existing moment. Each answer is stored in the moment itself."""

    reviews = True
    full = True

    def __init__(self, app: App, found: ListedMoment) -> None:
        self.app = app
        self._found = found
        self.script = _script(app, found.moment.kind)

    @property
    def about(self) -> tuple[str, ...]:
        return self._found.client, day_in_words(self._found.moment.on)

    @property
    def resume(self) -> Action:
        return Action(ActionKind.EDIT_MOMENT, self._found.client, target=str(self._found.number))

    @property
    def reviews_kept(self) -> bool:
        return False

    def known(self) -> Answers:
        noted = {name: getattr(self._found.moment, name) for name in MOMENT_FIELDS}
        return {f"{PROMPT}.1.{name}": value for name, value in noted.items() if value}

    def keep(self, events: Sequence[Event]) -> None:
        moments, moment = self.app.repository.moments, self._found.moment
        with self.app.repository.change():
            for step, value in without_denials(events):
                if step.field == "note" and value is None:
                    self._remove()
                else:
                    moments.put(moment.id, step.field, value)

    def _remove(self) -> None:
        """Remove the moment, which cannot exist without a note; raises if a repair was noted with it."""
        if self._found.moment.repairs:
            let_go = Action(ActionKind.RESOLVE_MOMENT, self._found.client, target=str(self._found.number))
            raise Refused(_("A repair is kept with this moment, so it stays."), _("Let it go instead:"), let_go)
        self.app.repository.moments.remove(self._found.moment.id)
        for session in (self._found.moment.session, self._found.moment.resolved_in):
            self.app.repository.sessions.drop_empty(session)


def _script(app: App, kind: MomentKind) -> Script:
    """The prompt for such moments, limited to one moment, from the available scripts."""
    for script in (app.catalog.script(phase) for phase in (Phase.POST_SESSION, Phase.REPAIR)):
        for prompt in script.prompts:
            if isinstance(prompt.kind, MomentsKind) and prompt.kind.records is kind:
                return replace(script, title=_title(kind), prompts=(_single(prompt, prompt.kind),))
    raise NotFound(_("No script of yours asks about such a moment."), _("The shipped post-session script does."))


def _single(prompt: Prompt, kind: MomentsKind) -> Prompt:
    return replace(prompt, id=PROMPT, kind=replace(kind, most=1), say="", when=None, optional=False)


def _title(kind: MomentKind) -> str:
    return _("A strong moment") if kind is MomentKind.STRONG else _("A possible rupture")
