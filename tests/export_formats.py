"""Names the export formats that can hold every class of data."""

from __future__ import annotations

from alliance_cli.report.export import formats

OF_ANY_CLASS = tuple(name for name in formats.names() if not formats.load(name).FHIR)
