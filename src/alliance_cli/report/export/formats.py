"""The formats an export can have: each module ``export_NAME`` here is one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.exchange.export import Export

_PREFIX = "export_"


class Format(Protocol):
    """A module ``export_NAME``."""

    ENDINGS: tuple[str, ...]
    """The file names it is meant by, where no format is named."""
    FOLDER: bool
    """Whether it writes a folder of files."""

    @staticmethod
    def write(export: Export, to: Path) -> None:
        """Write into an empty file, or an empty folder, that only its owner can read."""


def names() -> tuple[str, ...]:
    """Every format."""
    return tuple(sorted(path.stem.removeprefix(_PREFIX) for path in Path(__file__).parent.glob(f"{_PREFIX}*.py")))


def load(name: str) -> Format:
    """The format of a name."""
    module: Format = import_module(f"alliance_cli.report.export.{_PREFIX}{name}")  # type: ignore[assignment]
    return module


def format_for(path: Path, named: str | None) -> str:
    """The name of the format asked for, or meant by the file's ending; raises WrongUse."""
    if named is not None:
        if named not in names():
            raise WrongUse(f"--format takes one of: {', '.join(names())}.")
        return named
    for name in names():
        if path.suffix.lower() in load(name).ENDINGS:
            return name
    raise WrongUse("The file's ending names no format.", f"Add --format with one of: {', '.join(names())}.")
