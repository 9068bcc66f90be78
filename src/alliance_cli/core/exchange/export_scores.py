"""Computes the table of scores for an export; scores are never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from alliance_cli.core.exchange.column_kinds import ID, NUMBER, TEXT, WHOLE
from alliance_cli.core.exchange.export import Column, Row, Table
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scored import score_of
from alliance_cli.core.instruments.scoring import Administration, Score

_COLUMNS = (
    Column("administration", ID, key=True, into="administration", goes_with=True),
    Column("scale", TEXT, key=True),
    Column("value", NUMBER),
    Column("complete", WHOLE),
)


def scores_table(taken: Iterable[Administration], instruments: Mapping[str, Instrument]) -> Table:
    """A row for the total and each subscale of what was filled in, by the instruments at hand."""
    rows = (row for each in taken for row in _rows(each.id, score_of(each, instruments.get(each.instrument))))
    return Table("score", _COLUMNS, tuple(rows))


def _rows(administration: str, score: Score) -> Iterator[Row]:
    total = {} if score.total is None else {"total": score.total}
    for scale, value in {**total, **score.subscales}.items():
        yield {"administration": administration, "scale": scale, "value": value, "complete": int(score.complete)}
