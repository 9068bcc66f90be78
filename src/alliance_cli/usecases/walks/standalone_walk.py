"""Walks a script outside the three phases of a session: a repair, tailoring, practice, a check-in, supervision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.action import Action
from alliance_cli.core.formatting import day_in_words
from alliance_cli.core.walk.records import NO_LINKS, WalkLinks
from alliance_cli.core.walk.script import Script
from alliance_cli.core.walk.steps import Answers, every_step
from alliance_cli.usecases.walks.stored_walk import RunState, StoredWalk

if TYPE_CHECKING:
    from alliance_cli.storage.topics.walks import Walk
    from alliance_cli.storage.unfinished.drafts import DraftPlace
    from alliance_cli.usecases.app import App


class StandaloneRequest(Struct, frozen=True):
    """What a standalone walk is about: its day, what it is linked to, and the action that continues it.

    ``code`` is the client's code, empty if it is about nobody. ``carried`` are answers of an earlier walk that this
    one begins with.
    """

    script: Script
    resume: Action
    on: date
    links: WalkLinks = NO_LINKS
    code: str = ""
    carried: Answers | None = None


class StandaloneWalk(StoredWalk):
    """A walk that belongs to no session. ``walk`` is the unfinished one, if there is one."""

    def __init__(
        self, app: App, request: StandaloneRequest, walk: Walk | None = None, *, restart: bool = False
    ) -> None:
        super().__init__(app, RunState(walk, links=request.links), restart=restart)
        self.request = request
        self.script = app.catalog.read_script_version(walk.script_version) if walk and self.resumes else request.script
        self.reviews = self.reviews or (walk is None and bool(request.carried))

    @property
    def about(self) -> tuple[str, ...]:
        day = day_in_words(self.request.on)
        return (self.request.code, day) if self.request.code else (day,)

    @property
    def resume(self) -> Action:
        return self.request.resume

    @property
    def holds_anything(self) -> bool:
        return any(value is not None for value in self.known().values())

    def place(self, step: str) -> DraftPlace:
        from alliance_cli.storage.unfinished.drafts import DraftPlace

        links = self.state.links
        return DraftPlace(
            self.script.phase,
            self.script.id,
            step,
            self.request.on,
            code=self.request.code,
            client=links.client,
            walk=self.walk.id if self.walk else "",
            moment=links.moment,
            about=links.about,
        )

    def known(self) -> Answers:
        return super().known() if self.walk else self.request.carried or {}

    def _begin(self, script_version: str) -> Walk:
        records = self.app.repository.records
        if self.walk is not None:
            records.switch_version(self.walk, script_version)
            return self.walk
        walk = records.begin(self.script, script_version, self.state.links, self.request.on)
        carried = self.request.carried or {}
        steps = every_step(self.script, carried)
        events = [(step, carried[step.key]) for step in steps if step.key in carried]
        self.app.repository.answers.save(walk, events, self.how)
        return walk


def carrying(app: App, request: StandaloneRequest, *, restart: bool = False) -> StandaloneWalk:
    """A walk that begins with the answers of the last one of its kind.

    An unfinished one is resumed and asks everything, since it holds carried answers.
    """
    records = app.repository.records
    kept = [each for each in records.of(request.script.phase, request.links.client or None) if each.finished]
    answers = kept[-1].answers if kept else {}
    carried = {step: value for step, value in answers.items() if value is not None}
    unfinished = records.unfinished(request.script.phase, request.links)
    run = StandaloneWalk(app, replace(request, carried=carried), unfinished, restart=restart or bool(carried))
    run.asks_carried = not restart
    return run
