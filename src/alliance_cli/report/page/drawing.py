"""Draws charts as SVG: Vega-Lite specifications from the folder ``charts``, filled with the data of one chart.

A text such as ``@width`` in a specification is replaced by a value when it is drawn. Colours are variables of the page,
so one drawing works in light and dark mode.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.text import escape_controls
from alliance_cli.translation import _

_VEGA_LITE = "6.4"
"""The version of the charts' language; the package can read several."""
Row = Mapping[str, Any]
Datasets = Mapping[str, Iterable[Row]]


def require_charts() -> None:
    """Raises WrongUse if the package that draws charts is not installed."""
    from importlib.util import find_spec

    if find_spec("vl_convert") is None:
        raise WrongUse(
            _("Charts are drawn by a package that is not installed here."),
            _("Install it with: pipx inject alliance-cli vl-convert-python (elsewhere: pip install vl-convert-python)"),
        )


def draw(name: str, data: Datasets, given: Mapping[str, Any]) -> Markup:
    """The chart of this name as SVG; ``given`` maps every ``@`` text in its specification to a value.

    A layer without data is left out. Raises KeyError if a value or the data of a layer is missing.
    """
    import vl_convert

    spec = _filled(_specification(name), given)
    spec["datasets"] = sets = {name: [_safe(row) for row in rows] for name, rows in data.items()}
    spec["layer"] = [layer for layer in spec["layer"] if sets[layer["data"]["name"]]]
    drawn = vl_convert.vegalite_to_svg(
        spec, vl_version=_VEGA_LITE, config=_specification("config"), allowed_base_urls=[]
    )
    return Markup(drawn)  # noqa: S704 - every text in it is already escaped


@cache
def _specification(name: str) -> Any:
    read = pkgutil.get_data(__package__, f"charts/{name}.json")
    return json.loads(read or b"")


def _filled(piece: Any, given: Mapping[str, Any]) -> Any:
    """A copy of part of a specification, with its ``@`` texts replaced."""
    if isinstance(piece, str) and piece.startswith("@"):
        return given[piece[1:]]
    if isinstance(piece, dict):
        return {key: _filled(value, given) for key, value in piece.items()}
    return [_filled(each, given) for each in piece] if isinstance(piece, list) else piece


def _safe(row: Row) -> Row:
    return {key: escape_controls(value) if isinstance(value, str) else value for key, value in row.items()}
