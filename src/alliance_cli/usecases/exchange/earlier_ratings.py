"""Imports earlier ratings and instruments from a CSV file; only new values are added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.errors import NotFound
from alliance_cli.core.exchange.rated_rows import FilledIn, KeptRatings, NewRatings, RatedRow
from alliance_cli.core.instruments.scoring import Administration, can_total
from alliance_cli.core.ratings import Rater
from alliance_cli.translation import _
from alliance_cli.usecases.alone.held_back import refusal
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.access import log_access
from alliance_cli.usecases.caseload.missed import was_missed
from alliance_cli.usecases.exchange.imports import ImportFile, ImportOutcome
from alliance_cli.usecases.exchange.watched import Watch, Watching, unwatched

if TYPE_CHECKING:
    from alliance_cli.core.clock import Clock
    from alliance_cli.core.instruments.instrument import Instrument

_PART = 5_000
"""About how many rows are compared with the vault at a time; this bounds memory."""


def import_ratings(
    app: App,
    source: ImportFile,
    *,
    dry_run: bool,
    new: bool,
    insist: bool,
    mapped: Sequence[str] = (),
    watching: Watching = unwatched,
) -> ImportOutcome:
    """Add earlier ratings, or with ``dry_run`` only find out what would be added.

    Raises Mistakes, and Refused for the client's ratings of a session whose answers are held back.

    With ``new`` clients are opened for unknown codes, with ``insist`` even for codes that look like names. ``mapped``
    names columns as ``ColumnMap.read`` takes them, which raises WrongUse.
    """
    from alliance_cli.content.readers.rating_columns import ColumnMap
    from alliance_cli.content.readers.rating_rows import ClientCodePolicy
    from alliance_cli.content.readers.ratings_file import read_ratings

    columns = ColumnMap.read(mapped)
    known = frozenset(client.code.casefold() for client in app.repository.clients.all())
    policy = ClientCodePolicy(known, new, insist)

    @cache
    def find(id_: str) -> Instrument | None:
        try:
            return app.content.instruments.find(id_)
        except NotFound:
            return None

    file = read_ratings(source.raw, source.name, app.clock.today, policy, columns, find)
    log_access(app)
    _refuse_held_back(app, file.rows)
    with app.repository.change(interruptible=True), watching() as watch:
        outcome = _add(app, file.rows, watch, dry_run=dry_run)
        app.repository.held_back.settle()
    return replace(outcome, skipped=file.skipped, unread=file.unread, empty=not any(map(_holds, file.rows)))


def _refuse_held_back(app: App, rows: Sequence[RatedRow]) -> None:
    """Raises Refused for a client's row if answers are held back, because a difference would give them away."""
    held = {(code.casefold(), on): code for code, on in app.repository.held_back.days()}
    for row in rows if held else ():
        if row.rater is Rater.CLIENT and (code := held.get((row.client.casefold(), row.on))):
            raise refusal(code, row.on)


def _holds(row: RatedRow) -> bool:
    return bool(row.ratings or row.filled)


def _add(app: App, rows: Sequence[RatedRow], watch: Watch, *, dry_run: bool) -> ImportOutcome:
    """Find the new values by client and day, and add them with the clients and sessions they need."""
    earlier = app.repository.earlier_ratings
    added = Counter[str]()
    differing: list[tuple[int, str]] = []
    rows, done = [*filter(_holds, rows)], 0
    for some in _in_parts(rows):
        merge = _RatingsMerge(earlier.kept({row.client for row in some}, some[0].on, some[-1].on), app.clock)
        for row in some:
            merge.take(row)
        if not dry_run:
            earlier.add(merge.new)
        added.update(merge.new.counts)
        differing += merge.differing
        done += len(some)
        watch(done, len(rows))
    return ImportOutcome(
        added, tuple(_("line {line}, {name}", line=line, name=name) for line, name in sorted(differing))
    )


def _in_parts(rows: Iterable[RatedRow]) -> Iterator[list[RatedRow]]:
    """The rows in parts of some thousands, each by date, with all rows of a client in the same part."""
    by_client: dict[str, list[RatedRow]] = defaultdict(list)
    for row in rows:
        by_client[row.client.casefold()].append(row)
    part: list[RatedRow] = []
    for theirs in by_client.values():
        part += theirs
        if len(part) >= _PART:
            yield sorted(part, key=lambda row: row.on)
            part = []
    if part:
        yield sorted(part, key=lambda row: row.on)


class _RatingsMerge:
    """Compares rows with the vault and with earlier rows; collects new and differing values."""

    def __init__(self, kept: KeptRatings, clock: Clock) -> None:
        self.new = NewRatings.nothing()
        self.differing: list[tuple[int, str]] = []
        self._kept = kept
        self._clock = clock

    def take(self, row: RatedRow) -> None:
        """Add the values of a row; raises Refused for the day of a missed session."""
        client = self._client(row)
        day = client.id, row.on
        if day in self._kept.missed and day not in self._kept.sessions:
            raise was_missed(client.code, self._kept.missed[day])
        self._rate(client, row)
        for filled in row.filled:
            self._fill_in(client, row, filled)

    def _client(self, row: RatedRow) -> Client:
        code = row.client.casefold()
        if code not in self._kept.clients:
            self._kept.clients[code] = Client(self._clock.new_id(), row.client, row.on)
            self.new.clients.append(self._kept.clients[code])
        return self._kept.clients[code]

    def _session(self, client: Client, row: RatedRow) -> Session:
        day = client.id, row.on
        if day not in self._kept.sessions:
            self._kept.sessions[day] = Session(self._clock.new_id(), client.id, row.on, 0)
            self.new.sessions.append(self._kept.sessions[day])
        return self._kept.sessions[day]

    def _rate(self, client: Client, row: RatedRow) -> None:
        if not row.ratings:
            return
        session = self._session(client, row)
        kept = self._kept.ratings.setdefault((session.id, row.rater), {})
        self.differing += [(row.line, scale) for scale, value in row.ratings.items() if kept.get(scale, value) != value]
        fresh = {scale: value for scale, value in row.ratings.items() if scale not in kept}
        self.new.ratings.extend((session.id, row.rater, scale, value) for scale, value in fresh.items())
        kept.update(fresh)

    def _fill_in(self, client: Client, row: RatedRow, filled: FilledIn) -> None:
        instrument = filled.instrument
        sheet = client.id, instrument.id, row.rater, row.on
        kept = self._kept.taken.get(sheet)
        if kept is None:
            id_ = self._clock.new_id()
            kept = Administration(id_, "", instrument.id, instrument.version, row.rater, row.on, {})
        after = _joined(kept, filled)
        self.differing += [(row.line, name) for name in _left_out(filled, after)]
        if after == kept:
            return
        after = replace(after, session=self._session(client, row).id)
        self._kept.taken[sheet] = after
        self.new.taken[after.id] = client.id, after
        self.new.items.extend((after.id, n, value) for n, value in after.values.items() if n not in kept.values)


def _joined(kept: Administration, filled: FilledIn) -> Administration:
    """The stored values with those a row adds; a total is dropped once all items are there.

    Nothing is added to another version of the instrument, or to a total that the items cannot have.
    """
    values = {**filled.values, **kept.values}
    total = filled.total if kept.total is None else kept.total
    fits = total is None or can_total(filled.instrument, values, total)
    if kept.version != filled.instrument.version or not (fits or kept.total is None):
        return kept
    complete = len(values) == len(filled.instrument.items)
    return replace(kept, values=values, total=total if fits and not complete else None)


def _left_out(filled: FilledIn, after: Administration) -> Iterator[str]:
    """The columns of a row whose value the administration does not have in the end."""
    id_, total = filled.instrument.id, filled.total
    yield from (f"{id_}.{n}" for n, value in filled.values.items() if after.values.get(n) != value)
    if total is not None and not (after.total in (None, total) and can_total(filled.instrument, after.values, total)):
        yield f"{id_}.total"
