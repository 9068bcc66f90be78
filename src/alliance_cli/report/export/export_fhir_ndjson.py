"""The fhir-ndjson format: a folder with one file per kind of FHIR R4 resource, one per line, for bulk import."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from alliance_cli.core.exchange.export import Export
from alliance_cli.report.export.new_file import private_file
from alliance_cli.report.fhir.resources import resources

ENDINGS = (".ndjson",)
FOLDER = True
FHIR = True


def write(export: Export, to: Path) -> None:
    """Write the files into the folder."""
    files: dict[str, TextIO] = {}
    with ExitStack() as stack:
        stack.enter_context(private_file(to / "README.txt")).write(f"{export.says}\n")
        for resource in resources(export):
            kind = resource["resourceType"]
            if kind not in files:
                files[kind] = stack.enter_context(private_file(to / f"{kind}.ndjson"))
            files[kind].write(f"{json.dumps(resource)}\n")
