"""Reads the lines of a CSV file, however a spreadsheet or another program wrote it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from alliance_cli.content.yaml.mistakes import MistakeCollector, line_after
from alliance_cli.translation import _

_DELIMITERS = ",;\t"
_NAMED_DELIMITER = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
"""A first line that tells a spreadsheet the delimiter."""
_FORMULA_GUARD = re.compile(r"^'(?=[=+\-@＝＋－＠])")
"""The apostrophe that spreadsheets put before a text that looks like a formula."""
_PLACEHOLDERS = frozenset(
    {"-", "--", "–", "—", ".", "na", "n/a", "n.a.", "#n/a", "nan", "null", "nil", "none", "k.a.", "n.v."}
)
"""What programs write into an empty cell, in lower case."""


class CsvLine(Struct, frozen=True):
    """A row of cells, and the number of the line on which it begins."""

    number: int
    cells: Sequence[str]

    @property
    def is_empty(self) -> bool:
        return not any(map(cell_text, self.cells))


class CsvContent(Struct, frozen=True):
    """The names in the first row, the rows below it, which are read lazily, and the delimiter."""

    header: CsvLine
    rows: Iterator[CsvLine]
    delimiter: str


@lru_cache(maxsize=4096)  # most rows repeat the same few numbers and codes
def cell_text(cell: str) -> str:
    """The content of a cell; empty for a placeholder such as ``NA``."""
    text = guarded_text(cell)
    return "" if text.casefold() in _PLACEHOLDERS else text


def guarded_text(cell: str) -> str:
    """The content of a cell, without the apostrophe that keeps it from being a formula."""
    return _FORMULA_GUARD.sub("", cell.strip())


def read_csv(raw: bytes, collector: MistakeCollector) -> CsvContent | None:
    """The content of a file; None, with the mistake listed, if it is not UTF-8. Mistakes in rows are listed lazily."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = line_after(raw[: error.start].decode())
        collector.add(line, "", _("is not UTF-8 text; save the file as CSV UTF-8"))
        return None
    stream = io.StringIO(text, newline="")
    named = _NAMED_DELIMITER.fullmatch(stream.readline().rstrip("\r\n"))
    begin = stream.tell() if named else 0
    stream.seek(begin)
    delimiter = named.group(1) if named else max(_DELIMITERS, key=stream.readline().count)
    stream.seek(begin)
    rows = _rows(stream, delimiter, 2 if named else 1, collector)
    return CsvContent(next(rows, CsvLine(1, ())), rows, delimiter)


def _rows(stream: io.StringIO, delimiter: str, first: int, collector: MistakeCollector) -> Iterator[CsvLine]:
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line = first
    try:
        for cells in reader:
            yield CsvLine(line, cells)
            line = reader.line_num + first
    except csv.Error:
        collector.add(line, "", _("is not CSV: a quotation mark is out of place, or a cell is too long"))
