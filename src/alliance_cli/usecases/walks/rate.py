"""Stores one rater's quick ratings and answer about tension outside the walks of a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import day_in_words
from alliance_cli.core.ratings import TENSION_SCALES, How, Rater
from alliance_cli.core.walk.kinds import RatingKind, YesNoKind
from alliance_cli.core.walk.script import TENSION_ASKED_IN, TENSION_PROMPT, Condition, Phase, Prompt, Script
from alliance_cli.core.walk.steps import Answers
from alliance_cli.translation import _
from alliance_cli.usecases.alone.held_back import refuse_held_back
from alliance_cli.usecases.caseload.missed import held_session
from alliance_cli.usecases.walks.walk_run import WalkRun

if TYPE_CHECKING:
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.usecases.app import App


class Rated(Struct, frozen=True):
    """What one rater gave for one session: scale to 1-10, and the answer about tension (None if there was none)."""

    client: str
    on: date
    rater: Rater
    ratings: Mapping[str, int]
    tension: bool | None


class RatingEntry(WalkRun):
    """Asks one rater's ratings of a client's session of a day. The session is made with the first of them."""

    reviews = True

    def __init__(self, app: App, client: Client, on: date, rater: Rater, how: How) -> None:
        self.app, self.client, self.on, self.rater, self.how = app, client, on, rater, how
        self.made_session = False
        """Whether this entry was the first of its session."""
        self._session = held_session(app, client, on)
        self.script = _questions(app, rater)

    @property
    def about(self) -> tuple[str, ...]:
        return self.client.code, day_in_words(self.on), self.rater.by

    @property
    def result(self) -> str:
        return ""

    @property
    def resume(self) -> Action:
        rater = "" if self.rater is Rater.CLIENT else self.rater
        return Action(ActionKind.RATE, self.client.code, self.on, rater=rater)

    def known(self) -> Answers:
        rated = self.kept()
        return {
            each.id: rated.ratings.get(each.kind.scale) if isinstance(each.kind, RatingKind) else rated.tension
            for each in self.script.prompts
        }

    def keep(self, events: Sequence[Event]) -> None:
        refuse_held_back(self.app, self.client, self.on, self.rater)  # handed over meanwhile, in another window
        for step, value in events:
            if isinstance(step.kind, RatingKind):
                if isinstance(value, int):
                    self.keep_ratings({step.kind.scale: value})
                else:
                    self._take_away(step.kind.scale)
            elif isinstance(value, bool):
                self.keep_ratings({}, tension=value)
            else:
                self._take_away(None)

    def _take_away(self, scale: str | None) -> None:
        """Remove a rating, or with None the answer about tension; a session without content is deleted."""
        repository, session = self.app.repository, self._session
        if session is None:
            return
        with repository.change():
            if scale is None:
                repository.tension.take_away(session, self.rater)
            for each in TENSION_SCALES if scale is None else (scale,):
                repository.measures.take_away(session, self.rater, each)
            emptied = repository.sessions.drop_empty(session.id)
        if emptied:
            self._session, self.made_session = None, False

    def keep_ratings(self, ratings: Mapping[str, int], *, tension: bool | None = None) -> None:
        """Save ratings by scale, and the answer about tension if there is one, in one transaction.

        A no removes the ratings of the tension. Raises WrongUse if ratings of a tension are given but
        this rater noticed none.
        """
        repository, began = self.app.repository, False
        with repository.change():
            # Looked up inside the change, so that two programs do not begin the same session twice.
            session = held_session(self.app, self.client, self.on)
            if not tension and any(scale in ratings for scale in TENSION_SCALES):
                self._refuse_without_tension(session if tension is None else None)
            if session is None:
                session, began = repository.sessions.add(self.client, self.on), True
            repository.measures.rate(session, self.rater, ratings, self.how)
            if tension is not None:
                repository.tension.keep(session, self.rater, self.how, tense=tension)
            for scale in TENSION_SCALES if tension is False else ():
                repository.measures.take_away(session, self.rater, scale)
        self._session = session
        self.made_session = self.made_session or began

    def _refuse_without_tension(self, session: Session | None) -> None:
        course = self.app.repository.courses.of(self.client) if session else None
        if session is None or course is None or self.rater not in course.record(session).tension_seen_by:
            raise WrongUse(
                _("These two ratings are about a tension, and none is noted."),
                _("If there was one, add: --tension yes"),
            )

    def kept(self) -> Rated:
        """All that this rater has given for the session."""
        if self._session is None:
            return Rated(self.client.code, self.on, self.rater, {}, None)
        record = self.app.repository.courses.of(self.client).record(self._session)
        return Rated(
            self.client.code, self.on, self.rater, record.ratings_by(self.rater), record.tension.get(self.rater)
        )


def _questions(app: App, rater: Rater) -> Script:
    """The rating prompts of the walk that asks this rater, then the question about tension and what follows a yes."""
    script = app.catalog.script(TENSION_ASKED_IN[rater])
    scales = {
        each.kind.scale: each
        for each in script.prompts
        if isinstance(each.kind, RatingKind) and each.kind.rater is rater
    }
    tension = _about_tension(app, script)
    after = [replace(each, when=Condition(tension.id, True)) for each in scales.values() if _is_after_tension(each)]
    asked = (*(each for each in scales.values() if not _is_after_tension(each)), tension, *after)
    return replace(script, title="", prompts=tuple(replace(each, part=None, optional=False) for each in asked))


def _is_after_tension(prompt: Prompt) -> bool:
    return isinstance(prompt.kind, RatingKind) and prompt.kind.scale in TENSION_SCALES


def _about_tension(app: App, script: Script) -> Prompt:
    """The question as the script words it, or else as the shipped session script does."""
    for each in script.prompts:
        if each.id == TENSION_PROMPT and isinstance(each.kind, YesNoKind):
            return replace(each, when=None)
    shipped = app.catalog.shipped.script(Phase.IN_SESSION)
    prompt = next(each for each in shipped.prompts if each.id == TENSION_PROMPT)
    # Under a separate id, because a script may use this one for a rating.
    return replace(prompt, id=f"{TENSION_PROMPT}-asked", say=prompt.say if script.phase is Phase.IN_SESSION else "")
