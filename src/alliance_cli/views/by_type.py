"""Finds the view of a value that a use case shows before a question, and loads only that view's module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.core.vault.safekeeping import VaultComparison
    from alliance_cli.usecases.caseload.joining import SessionJoin


def _join(join: SessionJoin) -> RenderableType:
    from alliance_cli.views.course.table import join_view

    return join_view(join)


def _comparison(comparison: VaultComparison) -> RenderableType:
    from alliance_cli.views.vault import comparison_view

    return comparison_view(comparison)


_VIEWS: Mapping[str, Callable[..., RenderableType]] = {"SessionJoin": _join, "VaultComparison": _comparison}
"""Class name, which is unique in the package, to the function that draws its values."""


def view_of(value: object) -> RenderableType:
    """The view of a value; raises KeyError for a class without a view."""
    return _VIEWS[type(value).__name__](value)
