"""Compiles the catalogues of sentences when the program is built or installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = Path(__file__).parent / "src" / "alliance_cli" / "locale"


def compile_catalogues() -> None:
    """Write CODE.mo beside each CODE.po."""
    for source in CATALOGUES.glob("*.po"):
        with source.open("rb") as file:
            catalogue = read_po(file)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


class Catalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before every build, an editable one too."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues()
        build_data["artifacts"].append("/src/alliance_cli/locale/*.mo")
