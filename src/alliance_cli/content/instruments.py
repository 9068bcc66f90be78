"""The instruments: the clinician's own files, or their wording for what ships, before those that ship."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alliance_cli.content.content_files import ContentFile, ContentFiles
from alliance_cli.content.folders import INSTRUMENTS
from alliance_cli.core.instruments.instrument import Instrument

InstrumentFile = ContentFile[Instrument]


class Instruments(ContentFiles[Instrument]):
    """Instruments by id."""

    def __init__(self, looked_in: Sequence[Path]) -> None:
        super().__init__(looked_in, INSTRUMENTS, "instrument", _read)


def _read(path: Path) -> Instrument:
    from alliance_cli.content.file_kinds.instrument import FILE_KIND  # loaded when an instrument is read

    return FILE_KIND.read_file(path)
