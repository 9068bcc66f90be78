"""Describes the questionnaires of an export: their items and ranges, never their wording."""

from __future__ import annotations

from collections.abc import Iterator

from alliance_cli.core.exchange.export import Export
from alliance_cli.core.instruments.instrument import Instrument, Item
from alliance_cli.report.fhir.terms import BASE, QUICK_RATINGS, RATINGS, Resource, one_line, plain_version, stable_id

_EXTENSION = "http://hl7.org/fhir/StructureDefinition/"


def questionnaires(export: Export) -> Iterator[Resource]:
    """The questionnaires that an export's responses refer to; those without a file are left out."""
    if any(row["scale"] in RATINGS for row in export.table("rating").rows):
        yield _our_own()
    taken = {(str(row["instrument"]), str(row["version"])) for row in export.table("administration").rows}
    for id_, version in sorted(taken):
        if instrument := described(export, id_, version):
            yield _questionnaire(instrument)


def described(export: Export, id_: str, version: str) -> Instrument | None:
    """The instrument with this id, if it is available in this version."""
    found = export.find_instrument(id_)
    return found if found and found.version == version else None


def type_of(item: Item) -> str:
    """The type of an item's answers."""
    return "decimal" if item.decimals else "integer"


def _our_own() -> Resource:
    items = [
        {"linkId": scale, "text": text, "type": "integer", "extension": _limits("integer", 1, 10)}
        for scale, text in RATINGS.items()
    ]
    return {**_head(*QUICK_RATINGS, title="Quick ratings of the therapeutic alliance"), "item": items}


def _questionnaire(instrument: Instrument) -> Resource:
    return {
        **_head(instrument.id, instrument.version, instrument.title),
        "description": one_line(instrument.citation),
        "copyright": one_line(instrument.licence),
        "item": [_item(item) for item in instrument.items],
    }


def _head(id_: str, version: str, title: str) -> Resource:
    return {
        "resourceType": "Questionnaire",
        "id": stable_id("Questionnaire", id_, version),
        "language": "en",
        "url": f"{BASE}/Questionnaire/{id_}",
        "version": plain_version(version),
        "name": "".join(part.capitalize() for part in id_.split("-")),
        "title": one_line(title),
        "status": "active",
        "subjectType": ["Patient"],
    }


def _item(item: Item) -> Resource:
    """A questionnaire item, named by its number."""
    type_ = type_of(item)
    limits = _limits(type_, item.low, item.high)
    if item.decimals:
        limits.append({"url": f"{_EXTENSION}maxDecimalPlaces", "valueInteger": item.decimals})
    return {"linkId": str(item.n), "text": f"Item {item.n}", "type": type_, "extension": limits}


def _limits(type_: str, low: float, high: float) -> list[Resource]:
    name = f"value{type_.capitalize()}"
    ends = {"minValue": low, "maxValue": high}
    return [{"url": f"{_EXTENSION}{end}", name: plain(value)} for end, value in ends.items()]


def plain(value: float) -> int | float:
    """A number without a trailing ``.0``."""
    return int(value) if float(value).is_integer() else value
