"""The use case of ``alliance rate``: ratings and tension by option, or asked with the prompts of the walks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from alliance_cli.app import App
from alliance_cli.commands._client import at_work, known_client
from alliance_cli.commands._dates import session_date
from alliance_cli.core.caseload import Client, How
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.interview import Interview, Step
from alliance_cli.core.kinds import SCALES, Rater, RatingKind, Value, YesNo
from alliance_cli.core.options import Unfit
from alliance_cli.core.script import Phase, Prompt, Script

T = TypeVar("T", Rater, How)
ASKED_IN = {Rater.CLIENT: Phase.IN_SESSION, Rater.CLINICIAN: Phase.POST_SESSION}
"""The walk whose prompts ask for each rater's ratings."""
TENSION = "tension"
"""The option, and the prompt of the session's walk whose question it is."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What one rater gave for one session. ``tension`` is None where that was not asked or skipped."""

    client: str
    on: date
    rater: Rater
    ratings: Mapping[str, int]
    tension: bool | None


class Rating:
    """Keeps what one rater says of a client's session of a day, which is made with the first of it."""

    def __init__(self, app: App, client: Client, on: date, rater: Rater, how: How) -> None:
        self._app, self._client, self._how = app, client, how
        self.on, self.rater = on, rater
        self._session = app.repository.sessions.on(client, on)

    def keep(self, given: Mapping[str, Value]) -> None:
        """Keep ratings by their scales, and tension, in one transaction."""
        repository, began = self._app.repository, False
        with repository.change():
            # Looked up inside the change, so that two programs do not begin the same session twice.
            session = repository.sessions.on(self._client, self.on)
            if session is None:
                session, began = repository.sessions.add(self._client, self.on), True
            ratings = {scale: int(str(value)) for scale, value in given.items() if scale != TENSION}
            repository.measures.rate(session, self.rater, ratings, self._how)
            if TENSION in given:
                repository.measures.report(session, self.rater, given[TENSION] is True, self._how)
        self._session = session
        if began:
            self._app.screen.say(f"   This is a new session of {self._client.code}, of {self.on}.")

    def take_away(self, name: str) -> None:
        """Take a rating by its scale away, or what was said of tension."""
        if self._session is None:
            return
        if name == TENSION:
            self._app.repository.measures.withdraw(self._session, self.rater)
        else:
            self._app.repository.measures.take_away(self._session, self.rater, name)

    def kept(self) -> Rated:
        """All that this rater has given for the session."""
        if self._session is None:
            return Rated(self._client.code, self.on, self.rater, {}, None)
        record = self._app.repository.courses.of(self._client).record(self._session)
        return Rated(self._client.code, self.on, self.rater, record.of(self.rater), record.tension.get(self.rater))


def keep_ratings(
    app: App, client: str | None, typed: Mapping[str, str | None], *, rater: str, how: str | None, on: str | None
) -> Rated:
    """Keep what was typed as options; where nothing was, ask. Raises WrongUse."""
    who = _one_of(Rater, rater, "--rater")
    usual = How.READ_ALOUD if who is Rater.CLIENT else How.RECALLED
    way = _one_of(How, how or usual, "--how")
    day = session_date(on, app.clock.today)
    given = {name: _read(name, value) for name, value in typed.items() if value is not None}
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


def _read(name: str, typed: str) -> Value:
    kind = YesNo() if name == TENSION else RatingKind(name, Rater.CLIENT)
    try:
        return kind.read(typed)
    except Unfit as unfit:
        raise WrongUse(f"--{name} does not fit. {unfit}") from None


def _ask(app: App, rating: Rating) -> None:
    from alliance_cli.terminal.ask import KEYS, LineFront

    def save(step: Step, value: Value | None) -> None:
        if value is None:
            rating.take_away(_name(step.prompt))
        else:
            rating.keep({_name(step.prompt): value})

    script, known = _asked(app, rating.rater), rating.kept()
    answers = {prompt.id: _known(known, _name(prompt)) for prompt in script.prompts}
    with app.screen.headed(f"{known.client} · {known.on:%a %d %b %Y} · by the {known.rater}\n{KEYS}"):
        LineFront(app.lines, app.screen, save).run(Interview.begin(script, answers, again=True))


def _name(prompt: Prompt) -> str:
    """What an answer to the prompt is kept as: a scale, or tension."""
    return prompt.kind.scale if isinstance(prompt.kind, RatingKind) else TENSION


def _known(rated: Rated, name: str) -> Value | None:
    return rated.tension if name == TENSION else rated.ratings.get(name)


def _asked(app: App, rater: Rater) -> Script:
    """The rating prompts of the walk that asks this rater, then the direct question about tension."""
    script = app.catalog.script(ASKED_IN[rater])
    prompts = (*_ratings(script, rater), *_tension(app, rater))
    return replace(script, prompts=tuple(replace(each, part=None, optional=False, when=None) for each in prompts))


def _ratings(script: Script, rater: Rater) -> Iterator[Prompt]:
    for prompt in script.prompts:
        if isinstance(prompt.kind, RatingKind) and prompt.kind.rater is rater:
            yield prompt


def _tension(app: App, rater: Rater) -> Iterator[Prompt]:
    """The question of the session's walk, which asks in words that fit both; they are read aloud to the client."""
    for prompt in app.catalog.script(Phase.IN_SESSION).prompts:
        if prompt.id == TENSION and isinstance(prompt.kind, YesNo):
            yield prompt if rater is Rater.CLIENT else replace(prompt, say="")


def show_ratings(app: App, rated: Rated, *, as_json: bool) -> None:
    """What is kept now, as a line or a document."""
    if as_json:
        from alliance_cli.report.measure_json import rated_document

        about = rated.client, rated.on, rated.rater
        app.screen.emit_json(rated_document(*about, rated.ratings, rated.tension))
        return
    shown = [f"{scale} {rated.ratings[scale]}" for scale in SCALES if scale in rated.ratings]
    if rated.tension is not None:
        shown.append(f"tension {'yes' if rated.tension else 'no'}")
    app.screen.show(f"{rated.client}, {rated.on}, by the {rated.rater}: {'   '.join(shown) or 'no ratings'}")
