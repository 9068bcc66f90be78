"""Fills in an instrument: asks one rater's items about one client on one day, like any other script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.action import Action, ActionKind
from alliance_cli.core.codes import client_code
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import day_in_words
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.questionnaire import ItemKind, known, questionnaire
from alliance_cli.core.instruments.scored import score_of
from alliance_cli.core.instruments.scoring import Administration, Score, read_items
from alliance_cli.core.ratings import Rater
from alliance_cli.core.walk.steps import Answers
from alliance_cli.translation import _
from alliance_cli.usecases.caseload.missed import held_session
from alliance_cli.usecases.review.scored_courses import as_set
from alliance_cli.usecases.walks.walk_run import WalkRun

if TYPE_CHECKING:
    from alliance_cli.content.store import InstrumentFile
    from alliance_cli.storage.topics.answers import Event
    from alliance_cli.usecases.app import App


class InstrumentEntry(WalkRun):
    """The administration is made with its first answer; items given again replace those that are kept."""

    def __init__(
        self, app: App, client: Client, instrument: Instrument, rater: Rater, on: date, at: Session | None = None
    ) -> None:
        self.app, self.client, self.instrument, self.rater, self.on = app, client, instrument, rater, on
        self.script = questionnaire(instrument)
        self._at = at
        """The exact session in which it is filled in; None for the session of the day."""
        held_session(app, client, on)  # a missed session is refused before anything is asked
        self.reviews = len(self.values) == len(instrument.items)

    @property
    def about(self) -> tuple[str, ...]:
        return self.client.code, self.rater.by, day_in_words(self.on)

    @property
    def remarks(self) -> tuple[str, ...]:
        if any(item.wording for item in self.instrument.items):
            return ()
        return (_("The items' wording is not included; have the form at hand."),)

    @property
    def result(self) -> str:
        return ""

    @property
    def resume(self) -> Action:
        rater = "" if self.rater is self.instrument.raters[0] else self.rater
        return Action(ActionKind.MEASURE, self.client.code, self.on, target=self.instrument.id, rater=rater)

    def known(self) -> Answers:
        return known(self.instrument, self.values)

    def keep(self, events: Sequence[Event]) -> None:
        for step, value in events:
            if not isinstance(step.kind, ItemKind):
                continue
            if isinstance(value, int | float):
                self.keep_items({step.kind.item.n: value})
            elif taken := self._taken():
                with self.app.repository.change():
                    self.app.repository.measures.leave_out(taken, step.kind.item.n)
                    self.app.repository.sessions.drop_empty(taken.session)

    def keep_items(self, values: Mapping[int, float]) -> None:
        """Save these answers by item number, all or none; they are added to stored ones or replace them."""
        repository = self.app.repository
        with repository.change():
            session = self._at or held_session(self.app, self.client, self.on)
            repository.measures.administer(self.client, session, self._administration(values))

    @property
    def values(self) -> Mapping[int, float]:
        """The kept answers that fit, by item number."""
        taken = self._taken()
        numbers = {item.n: item for item in self.instrument.items}
        kept = taken.values.items() if taken else ()
        return {n: value for n, value in kept if n in numbers and numbers[n].accepts(value)}

    @property
    def score(self) -> Score:
        """The score of the stored answers."""
        return score_of(self._administration(self.values), self.instrument)

    def _taken(self) -> Administration | None:
        return self.app.repository.measures.taken(self.client, self.instrument.id, self.rater, self.on)

    def _administration(self, values: Mapping[int, float]) -> Administration:
        taken, instrument = self._taken(), self.instrument
        id_ = taken.id if taken else self.app.clock.new_id()
        complete = len({**self.values, **values}) == len(instrument.items)
        total = (
            None if taken is None or complete else taken.total
        )  # a total given alone is dropped once all items are there
        return Administration(id_, "", instrument.id, instrument.version, self.rater, self.on, values, total)


class KeptBefore(NamedTuple):
    """The items that stay when others are typed again, and the earlier total; None if there was none."""

    items: tuple[int, ...]
    total: float | None


def keep_typed_items(entry: InstrumentEntry, typed: str) -> KeptBefore:
    """Save items typed in one line, all or none; returns the stored items that stay. Raises WrongUse."""
    values = read_items(entry.instrument, typed)
    if not values:
        raise WrongUse(_("No item was given."), _("Write the answers in order with commas between them."))
    before = KeptBefore(tuple(n for n in sorted(entry.values) if n not in values), entry.score.total)
    entry.keep_items(values)
    return before


def find_instrument(app: App, id_: str | None, typed_first: str | None = None) -> Instrument:
    """The instrument with that id, as set; raises WrongUse if none is named.

    ``typed_first`` is the word typed in place of the client's code, for a hint if it is an instrument.
    """
    ids = [each.id for each in app.content.instruments.listing()] if id_ is None or typed_first else []
    if id_ is not None and id_ not in ids and typed_first in ids:
        action = Action(ActionKind.MEASURE, client_code(id_, insist=True), target=str(typed_first))
        raise WrongUse(_("The instrument comes before the client here."), _("The client's code comes first:"), action)
    if id_ is not None:
        return as_set(app, app.content.instruments.find(id_))
    if typed_first in ids:
        action = Action(ActionKind.MEASURE, "J7", target=str(typed_first))
        raise WrongUse(_("That is an instrument."), _("Put the client's code before it:"), action)
    raise WrongUse(_("Which instrument?"), _("There are: {names}.", names=", ".join(ids)))


def find_rater(instrument: Instrument, typed: str | None) -> Rater:
    """The named rater, or else the first one of the instrument; raises WrongUse."""
    if typed is None:
        return instrument.raters[0]
    if typed in instrument.raters:
        return Rater(typed)
    raise WrongUse(
        _(
            "--rater takes, for {instrument}: {raters}.",
            instrument=instrument.title,
            raters=", ".join(instrument.raters),
        )
    )


def listed_instruments(app: App) -> tuple[tuple[InstrumentFile, Instrument | None], ...]:
    """Every instrument file with the instrument as it is set; None for a file with mistakes."""
    files = app.content.instruments.listing()
    return tuple((each, as_set(app, each.content) if each.content else None) for each in files)
