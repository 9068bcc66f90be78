"""The use cases of ``alliance measure``: an instrument filled in, shown, or listed."""

from __future__ import annotations

from collections.abc import Mapping

from alliance_cli.cli.setup import App
from alliance_cli.core.errors import Interrupted, Mistakes, WrongUse
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.questionnaire import ItemKind, known, questionnaire
from alliance_cli.core.instruments.scored import score_of
from alliance_cli.core.instruments.scoring import Administration, Score, read_items
from alliance_cli.core.walk.interview import Interview, Step
from alliance_cli.core.walk.kinds import Rater, Value
from alliance_cli.usecases.caseload.dates import session_date
from alliance_cli.usecases.caseload.find_client import known_client
from alliance_cli.usecases.review.scored_courses import as_set


class InstrumentEntry:
    """One instrument filled in by one rater about one client on one day, begun with its first answer."""

    def __init__(self, app: App, client: str | None, instrument: str | None, rater: str | None, on: str | None) -> None:
        self._app = app
        self.on = session_date(on, app.clock.today)
        self.instrument = _chosen(app, client, instrument)
        self.rater = _rater(self.instrument, rater)
        self.client = known_client(app, client)

    @property
    def values(self) -> Mapping[int, float]:
        """The answers that are kept and fit, by item number."""
        taken = self._taken()
        numbers = {item.n: item for item in self.instrument.items}
        kept = taken.values.items() if taken else ()
        return {n: value for n, value in kept if n in numbers and numbers[n].accepts(value)}

    @property
    def score(self) -> Score:
        """What is kept now, scored."""
        return score_of(self._as_taken(self.values), self.instrument)

    @property
    def go_on(self) -> str:
        """The command that takes it up again."""
        rater = "" if self.rater is self.instrument.raters[0] else f" --rater {self.rater}"
        on = "" if self.on == self._app.clock.today else f" --on {self.on}"
        return f"alliance measure {self.client.code} {self.instrument.id}{rater}{on}"

    def keep(self, values: Mapping[int, float]) -> None:
        """Keep these answers, all or none, beside or in place of those that are kept."""
        repository = self._app.repository
        with repository.change():
            session = repository.sessions.on(self.client, self.on)
            repository.measures.administer(self.client, session, self._as_taken(values))

    def leave_out(self, n: int) -> None:
        """Take one answer away."""
        if taken := self._taken():
            self._app.repository.measures.leave_out(taken, n)

    def _taken(self) -> Administration | None:
        measures = self._app.repository.measures
        return measures.taken(self.client, self.instrument.id, self.rater, self.on)

    def _as_taken(self, values: Mapping[int, float]) -> Administration:
        taken, instrument = self._taken(), self.instrument
        id_ = taken.id if taken else self._app.clock.new_id()
        return Administration(id_, "", instrument.id, instrument.version, self.rater, self.on, values)


def _chosen(app: App, client: str | None, instrument: str | None) -> Instrument:
    if instrument is not None:
        return as_set(app, app.content.instruments.find(instrument))
    ids = [each.id for each in app.content.instruments.listing()]
    if client in ids:
        raise WrongUse("That is an instrument.", f"Put the client's code before it: alliance measure J7 {client}")
    raise WrongUse("Which instrument?", f"There are: {', '.join(ids)}.")


def _rater(instrument: Instrument, typed: str | None) -> Rater:
    if typed is None:
        return instrument.raters[0]
    if typed in instrument.raters:
        return Rater(typed)
    raise WrongUse(f"--rater takes, for {instrument.title}: {', '.join(instrument.raters)}.")


def fill_in(app: App, sitting: InstrumentEntry, items: str | None) -> None:
    """Keep the answers of ``--items``, all or none, or ask item by item."""
    if items is None:
        _ask(app, sitting)
        return
    values = read_items(sitting.instrument, items)
    if not values:
        raise WrongUse("No item was given.", "Write the answers in order with commas between them.")
    sitting.keep(values)


def _ask(app: App, sitting: InstrumentEntry) -> None:
    """Ask item by item, each answer kept before the next is asked; what is whole already is asked again."""
    from alliance_cli.line.asking import LineFront

    def save(step: Step, value: Value | None) -> None:
        if isinstance(step.kind, ItemKind) and isinstance(value, int | float):
            sitting.keep({step.kind.item.n: value})
        elif isinstance(step.kind, ItemKind):
            sitting.leave_out(step.kind.item.n)

    whole = len(sitting.values) == len(sitting.instrument.items)
    answers = known(sitting.instrument, sitting.values)
    app.screen.say(_greeting(sitting, whole=whole))
    try:
        interview = Interview.begin(questionnaire(sitting.instrument), answers, again=whole)
        left = LineFront(app.lines, app.screen, save).run(interview)
    except KeyboardInterrupt:
        app.screen.say()
        raise Interrupted("Stopped. What was answered is kept.", f"Go on with: {sitting.go_on}") from None
    if left.at is not None:
        app.screen.say(f"Stopped; what was answered is kept.\nGo on with: {sitting.go_on}")
    else:
        _refuse_left_over(app)


def _greeting(sitting: InstrumentEntry, *, whole: bool) -> str:
    from alliance_cli.line.asking import KEYS

    lines = [f"{sitting.instrument.title} · {sitting.client.code} · by the {sitting.rater} · {sitting.on:%a %d %b %Y}"]
    if not any(item.wording for item in sitting.instrument.items):
        lines.append("The items' wording is not included; have the form at hand.")
    if whole:
        lines.append("All is asked again; Enter keeps each answer.")
    return "\n".join((*lines, KEYS))


def _refuse_left_over(app: App) -> None:
    from alliance_cli.line.lines import PipedLines

    if isinstance(app.lines, PipedLines) and app.lines.left_over():
        raise WrongUse("There were more lines than items; those before are kept, the rest is not.")


def show_result(app: App, sitting: InstrumentEntry, *, as_json: bool) -> None:
    """The score of what is kept now."""
    score, values = sitting.score, sitting.values
    if as_json:
        from alliance_cli.report.json.measure import result_document

        app.screen.emit_json(result_document(sitting.client.code, score, values))
    elif values:
        from alliance_cli.line.views.instruments import result_view

        app.screen.show(result_view(sitting.client.code, sitting.instrument, score, values))
    else:
        app.screen.say("No item was answered, and nothing is kept.")


def show_about(app: App, id_: str | None, *, as_json: bool) -> None:
    """One instrument: its key, its cut-offs with their sources, its licence and citation."""
    instrument = as_set(app, app.content.instruments.find(id_)) if id_ else _chosen(app, None, None)
    if as_json:
        from alliance_cli.report.json.measure import instrument_document

        app.screen.emit_json(instrument_document(instrument))
    else:
        from alliance_cli.line.views.instruments import about_view

        app.screen.show(about_view(instrument))


def show_list(app: App, *, as_json: bool) -> None:
    """A line an instrument."""
    files = app.content.instruments.listing()
    sound = [(each.whose, as_set(app, each.content)) for each in files if each.content]
    if as_json:
        from alliance_cli.report.json.measure import instrument_document

        app.screen.emit_json({"instruments": [{**instrument_document(each), "whose": whose} for whose, each in sound]})
    else:
        from alliance_cli.line.views.instruments import list_view

        app.screen.show(list_view(sound))
        app.screen.say("Fill one in: alliance measure J7 wai-sr   What one is: alliance measure --about wai-sr")
    mistakes = [mistake for each in files for mistake in each.mistakes]
    if mistakes:
        raise Mistakes(tuple(mistakes), "Those without mistakes are listed.")
