"""The use case of ``alliance rate``: ratings by option, or asked with the prompts of the walks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from alliance_cli.app import App
from alliance_cli.commands._client import at_work, known_client
from alliance_cli.commands._dates import session_date
from alliance_cli.core.caseload import Client, How
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.interview import Interview, Step
from alliance_cli.core.kinds import SCALES, Rater, RatingKind, Value
from alliance_cli.core.options import Unfit
from alliance_cli.core.script import Phase, Script

T = TypeVar("T", Rater, How)
ASKED_IN = {Rater.CLIENT: Phase.IN_SESSION, Rater.CLINICIAN: Phase.POST_SESSION}
"""The walk whose prompts ask for each rater's ratings."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What one rater gave for one session."""

    client: str
    on: date
    rater: Rater
    ratings: Mapping[str, int]


class Rating:
    """Keeps the ratings of one rater for a client's session of a day, made with the first of them."""

    def __init__(self, app: App, client: Client, on: date, rater: Rater, how: How) -> None:
        self._app, self._client, self._how = app, client, how
        self.on, self.rater = on, rater
        self._session = app.repository.sessions.on(client, on)

    def keep(self, ratings: Mapping[str, int]) -> None:
        """Keep them in one transaction."""
        repository = self._app.repository
        with repository.change():
            # Looked up inside the change, so that two programs do not begin the same session twice.
            session = repository.sessions.on(self._client, self.on) or repository.sessions.add(self._client, self.on)
            repository.measures.rate(session, self.rater, ratings, self._how)
        self._session = session

    def take_away(self, scale: str) -> None:
        """Take one of them away."""
        if self._session is not None:
            self._app.repository.measures.take_away(self._session, self.rater, scale)

    def kept(self) -> Rated:
        """All that this rater has given for the session."""
        records = self._app.repository.courses.of(self._client).records
        mine = [each.of(self.rater) for each in records if self._session and each.session.id == self._session.id]
        return Rated(self._client.code, self.on, self.rater, mine[0] if mine else {})


def keep_ratings(
    app: App, client: str | None, typed: Mapping[str, str | None], *, rater: str, how: str | None, on: str | None
) -> Rated:
    """Keep what was typed as options; where nothing was, ask. Raises WrongUse."""
    who = _one_of(Rater, rater, "--rater")
    usual = How.READ_ALOUD if who is Rater.CLIENT else How.RECALLED
    way = _one_of(How, how or usual, "--how")
    day = session_date(on, app.clock.today)
    given = {scale: _read(scale, value) for scale, value in typed.items() if value is not None}
    rating = Rating(app, at_work(app, known_client(app, client), day), day, who, way)
    if given:
        rating.keep(given)
    else:
        _ask(app, rating)
    return rating.kept()


def _one_of(kind: type[T], word: str, option: str) -> T:
    try:
        return kind(word)
    except ValueError:
        raise WrongUse(f"{option} takes one of: {', '.join(kind)}.") from None


def _read(scale: str, typed: str) -> int:
    try:
        return int(str(RatingKind(scale, Rater.CLIENT).read(typed)))
    except Unfit as unfit:
        raise WrongUse(f"--{scale} does not fit. {unfit}") from None


def _ask(app: App, rating: Rating) -> None:
    from alliance_cli.terminal.ask import KEYS, LineFront

    def save(step: Step, value: Value | None) -> None:
        if not isinstance(step.kind, RatingKind):
            return
        if isinstance(value, int):
            rating.keep({step.kind.scale: value})
        else:
            rating.take_away(step.kind.scale)

    script, known = _only_ratings(app, rating.rater), rating.kept().ratings
    answers = {each.id: known.get(each.kind.scale) for each in script.prompts if isinstance(each.kind, RatingKind)}
    app.screen.say(KEYS)
    LineFront(app.lines, app.screen, save).run(Interview.begin(script, answers, again=True))


def _only_ratings(app: App, rater: Rater) -> Script:
    """The rating prompts of the walk that asks this rater."""
    script = app.catalog.script(ASKED_IN[rater])
    asked = (each for each in script.prompts if isinstance(each.kind, RatingKind))
    prompts = (each for each in asked if isinstance(each.kind, RatingKind) and each.kind.rater is rater)
    return replace(script, prompts=tuple(replace(each, part=None, optional=False) for each in prompts))


def show_ratings(app: App, rated: Rated, *, as_json: bool) -> None:
    """What is kept now, as a line or a document."""
    if as_json:
        app.screen.emit_json(
            {
                "client": rated.client,
                "on": rated.on.isoformat(),
                "rater": rated.rater.value,
                "ratings": dict(rated.ratings),
            }
        )
        return
    shown = "   ".join(f"{scale} {rated.ratings[scale]}" for scale in SCALES if scale in rated.ratings)
    app.screen.show(f"{rated.client}, {rated.on}, by the {rated.rater}: {shown or 'no ratings'}")
