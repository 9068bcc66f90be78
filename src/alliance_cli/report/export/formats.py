"""Finds the export formats: each module ``export_NAME`` in this folder is one, so adding a file adds a format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.exchange.export import Export
from alliance_cli.core.formatting import either
from alliance_cli.translation import _

_PREFIX = "export_"


class Format(Protocol):
    """What a module ``export_NAME`` defines."""

    ENDINGS: tuple[str, ...]
    """The file name extensions of the format."""
    FOLDER: bool
    """Whether the format is a folder instead of a file."""
    FHIR: bool
    """Whether the format is FHIR, which takes only measures, with codes and dates."""

    @staticmethod
    def write(export: Export, to: Path) -> None:
        """Write into the empty file or folder ``to``, which only its owner can read."""


def names() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    stems = (path.stem.removeprefix(_PREFIX) for path in Path(__file__).parent.glob(f"{_PREFIX}*.py"))
    return tuple(sorted(stem.replace("_", "-") for stem in stems))


def load(name: str) -> Format:
    """The module of a format."""
    module: Format = import_module(f"alliance_cli.report.export.{_PREFIX}{name.replace('-', '_')}")  # type: ignore[assignment]
    return module


def format_for(path: Path, named: str | None) -> str:
    """The name of the format ``named`` or, without one, of the file's extension; raises WrongUse."""
    if named is not None:
        if named not in names():
            raise WrongUse(_("--format takes {names}.", names=either(names())))
        return named
    endings = {ending: name for name in names() for ending in load(name).ENDINGS if path.name.lower().endswith(ending)}
    if endings:
        return endings[max(endings, key=len)]
    raise WrongUse(
        _("The file's ending names no format."),
        _(
            "Name a file such as notes.md, or add --format with one of: {names}. For one client alone: --client CODE.",
            names=", ".join(names()),
        ),
    )
