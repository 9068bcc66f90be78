"""How often a score in a FHIR export is another than FHIRPath makes of the response it follows from.

    python bench/fhir_totals.py [COUNT]

The paths are written by hand from the published keys of the instruments, so they share nothing with the program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from fhirpathpy import compile as compiled
from fhirpathpy.models import models

from alliance_cli.core.exchange.export import DataClass, Export, Table
from alliance_cli.core.exchange.row_source import Row, RowSource
from alliance_cli.core.exchange.selection import ScoreRows, scores_table
from alliance_cli.core.instruments.instrument import Instrument
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import Rater
from alliance_cli.report.fhir.resources import resources

COUNT, SEED, BATCH = 100_000, 17, 500
_ALL = "QuestionnaireResponse.item.answer.value.aggregate($this + $total, 0)"
_SOME = "QuestionnaireResponse.item.where(linkId.matches('^({})$')).answer.value.aggregate($this + $total, 0)"


def _items(*numbers: int) -> str:
    return _SOME.format("|".join(map(str, numbers)))


PATHS: Mapping[str, str] = {
    "srs.total": _ALL,
    "wai-sr.total": _ALL,
    "wai-sr.task": _items(1, 2, 10, 12),
    "wai-sr.bond": _items(3, 5, 7, 9),
    "wai-sr.goal": _items(4, 6, 8, 11),
    "haq-ii.total": f"{_ALL} + 5 * 7 - 2 * ({_items(4, 8, 11, 16, 19)})",
}
"""The code of a score, and how it follows from the answers: five reversed items of the HAq-II count as 7 - answer."""
Find = Callable[[str], Instrument | None]


class Rows(RowSource):
    """Rows in memory, each of one client by id."""

    def __init__(self, *rows: Row, client: str = "client-1") -> None:
        self._rows, self._client = rows, client

    def read(self, client: str | None = None) -> Iterator[Row]:
        return iter(self._rows if client in (None, self._client) else ())

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for row in self._rows for name in row)


def export_of(find: Find, taken: list[Administration], **tables: Rows) -> Export:
    """An export of one client, ``client-1``, who filled these in."""
    items = ({"administration": each.id, "n": n, "value": value} for each in taken for n, value in each.values.items())
    rows = {
        "client": Rows({"id": "client-1", "code": "J7"}),
        "administration": Rows(*map(_administration, taken)),
        "item": Rows(*items),
        **tables,
    }
    scores = scores_table(ScoreRows(lambda client: taken if client in (None, "client-1") else [], find))
    made = (*(Table(name, (), each) for name, each in rows.items()), scores)
    return Export((DataClass.MEASURES,), date(2026, 2, 1), made, for_record=True, find_instrument=find)


def _administration(each: Administration) -> Row:
    return {
        "id": each.id,
        "instrument": each.instrument,
        "version": each.version,
        "rater": each.rater.value,
        "taken_on": each.on.isoformat(),
    }


def random_answers(random: Random, instrument: Instrument) -> dict[int, float]:
    """An answer to each item, as fine as the item allows."""
    answers = {}
    for item in instrument.items:
        fine = 10**item.decimals
        answers[item.n] = random.randint(round(item.low * fine), round(item.high * fine)) / fine
    return answers


def compared(find: Find, count: int, seed: int = SEED) -> Iterator[tuple[str, Decimal, Decimal]]:
    """The code of each score of ``count`` random responses, its value in the export, and its value by FHIRPath."""
    random = Random(seed)
    paths = {code: compiled(path, models["r4"]) for code, path in PATHS.items()}
    known = [each for each in map(find, sorted({code.partition(".")[0] for code in PATHS})) if each]
    for start in range(0, count, BATCH):
        taken = []
        for number in range(start, min(start + BATCH, count)):
            each = random.choice(known)
            answers = random_answers(random, each)
            day = date(2026, 1, 1)
            taken.append(Administration(str(number), "", each.id, each.version, Rater.CLIENT, day, answers))
        yield from _compared(export_of(find, taken), paths)


def _compared(export: Export, paths: Mapping[str, Any]) -> Iterator[tuple[str, Decimal, Decimal]]:
    responses = {}
    for made in resources(export):
        resource = json.loads(json.dumps(made), parse_float=Decimal)
        if resource["resourceType"] == "QuestionnaireResponse":
            responses[f"QuestionnaireResponse/{resource['id']}"] = resource
        if resource["resourceType"] == "Observation":
            code = resource["code"]["coding"][-1]["code"]
            (again,) = paths[code](responses[resource["derivedFrom"][0]["reference"]])
            yield code, Decimal(resource["valueQuantity"]["value"]), Decimal(again)


@cache
@cache
def shipped(id_: str) -> Instrument | None:
    """An instrument that comes with the program."""
    from alliance_cli.content.folders import shipped_folder
    from alliance_cli.content.store import Instruments

    found = Instruments((shipped_folder(),))
    return found.find(id_) if id_ in found.paths() else None


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    scores, apart = 0, 0
    for _, told, again in compared(shipped, count):
        scores += 1
        apart += told != again
    print(f"{count} random responses, {scores} scores: {apart} disagreements")
    sys.exit(apart > 0)


if __name__ == "__main__":
    main()
