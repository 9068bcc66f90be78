"""The use case of ``alliance rate``: ratings and tension by option, or asked with the prompts of the walks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from alliance_cli.cli.setup import App
from alliance_cli.core.course.entities import Client, How
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.walk.interview import Answers, Interview, Step
from alliance_cli.core.walk.kinds import SCALES, Rater, RatingKind, Value, YesNoKind
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.core.walk.script import TENSION_ASKED_IN, TENSION_PROMPT, Phase, Prompt, Script
from alliance_cli.usecases.caseload.dates import session_date
from alliance_cli.usecases.caseload.find_client import ensure_open, known_client

T = TypeVar("T", Rater, How)


@dataclass(frozen=True, slots=True)
class Rated:
    """What one rater gave for one session."""

    client: str
    on: date
    rater: Rater
    ratings: Mapping[str, int]
    tension: bool | None
    """What was said to the question about tension; None where nothing was."""


class Rating:
    """Keeps what one rater says of a client's session of a day, made with the first of it."""

    def __init__(self, app: App, client: Client, on: date, rater: Rater, how: How) -> None:
        self._app, self._client, self._how = app, client, how
        self.on, self.rater = on, rater
        self._session = app.repository.sessions.on(client, on)

    def keep(self, ratings: Mapping[str, int], tension: bool | None = None) -> None:
        """Keep ratings, and an answer about tension where there is one, in one transaction."""
        repository, began = self._app.repository, False
        with repository.change():
            # Looked up inside the change, so that two programs do not begin the same session twice.
            session = repository.sessions.on(self._client, self.on)
            if session is None:
                session, began = repository.sessions.add(self._client, self.on), True
            repository.measures.rate(session, self.rater, ratings, self._how)
            if tension is not None:
                repository.tension.keep(session, self.rater, self._how, tense=tension)
        self._session = session
        if began:
            self._app.screen.say(f"   This is a new session of {self._client.code}, of {self.on}.")

    def take_away(self, scale: str) -> None:
        """Take one rating away."""
        if self._session is not None:
            self._app.repository.measures.take_away(self._session, self.rater, scale)

    def take_tension_away(self) -> None:
        """Take the answer about tension away."""
        if self._session is not None:
            self._app.repository.tension.take_away(self._session, self.rater)

    def kept(self) -> Rated:
        """All that this rater has said of the session."""
        code, records = self._client.code, self._app.repository.courses.of(self._client).records
        for each in records:
            if self._session and each.session.id == self._session.id:
                return Rated(code, self.on, self.rater, each.ratings_by(self.rater), each.tension.get(self.rater))
        return Rated(code, self.on, self.rater, {}, None)


def keep_ratings(
    app: App,
    client: str | None,
    typed: Mapping[str, str | None],
    tension: str | None,
    *,
    rater: str,
    how: str | None,
    on: str | None,
) -> Rated:
    """Keep what was typed as options; where nothing was, ask. Raises WrongUse."""
    who = _one_of(Rater, rater, "--rater")
    usual = How.READ_ALOUD if who is Rater.CLIENT else How.RECALLED
    way = _one_of(How, how or usual, "--how")
    day = session_date(on, app.clock.today)
    given = {scale: _read(scale, value) for scale, value in typed.items() if value is not None}
    tense = None if tension is None else _read_yes_no(tension)
    rating = Rating(app, ensure_open(app, known_client(app, client), day), day, who, way)
    if given or tense is not None:
        rating.keep(given, tense)
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
    except InvalidAnswer as unfit:
        raise WrongUse(f"--{scale} does not fit. {unfit}") from None


def _read_yes_no(typed: str) -> bool:
    try:
        return bool(YesNoKind().read(typed))
    except InvalidAnswer:
        raise WrongUse("--tension takes one of: yes, no.") from None


def _ask(app: App, rating: Rating) -> None:
    from alliance_cli.line.asking import KEYS, LineFront

    def save(step: Step, value: Value | None) -> None:
        _save(rating, step, value)

    script, kept = _questions(app, rating.rater), rating.kept()
    walk = Interview.begin(script, _known(script, kept), again=True)
    with app.screen.headed(f"{kept.client} · {kept.on:%a %d %b %Y} · by the {kept.rater}\n{KEYS}"):
        LineFront(app.lines, app.screen, save).run(walk)


def _save(rating: Rating, step: Step, value: Value | None) -> None:
    if isinstance(step.kind, RatingKind):
        if isinstance(value, int):
            rating.keep({step.kind.scale: value})
        else:
            rating.take_away(step.kind.scale)
    elif isinstance(value, bool):
        rating.keep({}, value)
    else:
        rating.take_tension_away()


def _known(script: Script, rated: Rated) -> Answers:
    return {
        each.id: rated.ratings.get(each.kind.scale) if isinstance(each.kind, RatingKind) else rated.tension
        for each in script.prompts
    }


def _questions(app: App, rater: Rater) -> Script:
    """The rating prompts of the walk that asks this rater, and the question about tension after them."""
    script = app.catalog.script(TENSION_ASKED_IN[rater])
    prompts = (each for each in script.prompts if isinstance(each.kind, RatingKind) and each.kind.rater is rater)
    put = (*prompts, _about_tension(app, script))
    return replace(script, prompts=tuple(replace(each, part=None, optional=False) for each in put))


def _about_tension(app: App, script: Script) -> Prompt:
    """The question as the script words it; where it has none, as the session that ships does, to the one who rates."""
    for each in script.prompts:
        if each.id == TENSION_PROMPT and isinstance(each.kind, YesNoKind):
            return replace(each, when=None)
    shipped = app.catalog.shipped.script(Phase.IN_SESSION)
    prompt = next(each for each in shipped.prompts if each.id == TENSION_PROMPT)
    # Under an id of its own, since a script may have given this one to a rating.
    return replace(prompt, id=f"{TENSION_PROMPT}-asked", say=prompt.say if script.phase is Phase.IN_SESSION else "")


def show_ratings(app: App, rated: Rated, *, as_json: bool) -> None:
    """What is kept now, as a line or a document."""
    if as_json:
        from alliance_cli.report.json.measure import rated_document

        app.screen.emit_json(rated_document(rated.client, rated.on, rated.rater, rated.ratings, rated.tension))
        return
    given = [f"{scale} {rated.ratings[scale]}" for scale in SCALES if scale in rated.ratings] or ["no ratings"]
    said = [] if rated.tension is None else [f"tension {YesNoKind().show(rated.tension)}"]
    app.screen.show(f"{rated.client}, {rated.on}, by the {rated.rater}: {'   '.join(given + said)}")
