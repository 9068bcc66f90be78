"""Finds the view of a value that a use case shows before it asks."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

_VIEWS: Mapping[str, tuple[str, str]] = {
    "SessionJoin": ("history", "join_view"),
    "VaultComparison": ("vault", "comparison_view"),
}
"""The name of a class, which is unique in the package, to the module here that draws it and the function there."""


def view_of(value: object) -> RenderableType:
    """What is drawn for a value; raises KeyError for a class without a view.

    Only the module that draws it is loaded.
    """
    module, function = _VIEWS[type(value).__name__]
    view: RenderableType = getattr(import_module(f"alliance_cli.line.views.{module}"), function)(value)
    return view
