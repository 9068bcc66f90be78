"""The fhir format: one HL7 FHIR R4 transaction Bundle, which a clinic's record system can import."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from alliance_cli.core.exchange.export import Export
from alliance_cli.report.fhir.resources import resources
from alliance_cli.report.fhir.terms import BASE, Resource, coding

ENDINGS = (".fhir.json",)
FOLDER = False
FHIR = True


def write(export: Export, to: Path) -> None:
    """Write the Bundle in ASCII, which excludes invisible characters."""
    with to.open("w", encoding="ascii", newline="\n") as file:
        file.writelines(_parts(export))


def _parts(export: Export) -> Iterator[str]:
    meta = {"tag": [coding("data-class", " ".join(export.classes), export.says)]}
    yield f'{{\n "resourceType": "Bundle",\n "meta": {json.dumps(meta)},\n "type": "transaction",\n "entry": ['
    comma = ""
    for resource in resources(export):
        yield f"{comma}\n  {json.dumps(entry(resource))}"
        comma = ","
    yield "\n ]\n}\n"


def entry(resource: Resource) -> Resource:
    """The entry that stores a resource under its id, whether or not it exists already."""
    place = f"{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": f"{BASE}/{place}", "resource": resource, "request": {"method": "PUT", "url": place}}
