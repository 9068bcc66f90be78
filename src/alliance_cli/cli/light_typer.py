"""How every command is set up: plain help, no completion scripts, no tracebacks that show values, light to start.

Typer hands each argument to a validator whose library costs more to import than the rest of the program. Ours are
all text and flags, parsed at the edge by the core, so they pass through as they were typed. The hook is an
attribute of Typer's own; where a version has it no longer, Typer simply validates again, more slowly.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from alliance_cli.core.errors import WrongUse

_PASS = (str, bool, list[str])


class AsTyped:
    """Stands in for Typer's validator on an option that takes text or is a flag."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        return value


def _light(params: list[Any]) -> list[Any]:
    for param in params:
        descriptor = getattr(param, "type_descriptor", None)
        if descriptor is not None and descriptor.annotation in _PASS:
            param._runtime_param = AsTyped()
    return params


def _remember(ctx: Any) -> None:
    """Tell the application which command runs, as words after ``alliance``, for the access log."""
    ctx.obj.action = ctx.command_path.partition(" ")[2]


class LightCommand(TyperCommand):
    """A command whose arguments are left as they were typed."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _light(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        _remember(ctx)
        return super().invoke(ctx)


class LightGroup(TyperGroup):
    """A group whose arguments are left as they were typed."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _light(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        if ctx.parent is not None:
            _remember(ctx)
        return super().invoke(ctx)


class Module(typer.Typer):
    """The ``app`` of a command's module."""

    def command(  # type: ignore[override]  # Typer spells out each keyword; ours go through
        self, name: str | None = None, **more: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return super().command(name, **{"cls": LightCommand, **more})


def command(help_: str = "") -> Module:
    """A module's ``app``: one command, or with ``help_`` a group of them."""
    module = Module(
        cls=LightGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=bool(help_),
    )
    if help_:
        module.callback(help=help_)(_stays_a_group)
    return module


def _stays_a_group() -> None:
    """Without a callback, Typer makes a group of one command into that command."""


def by_itself(ctx: typer.Context) -> bool:
    """Whether a group that is a command too was called by itself; raises WrongUse for its options before another."""
    if ctx.invoked_subcommand is None:
        return True
    if any(value not in (None, False) for value in ctx.params.values()):
        raise WrongUse(f"Those options do not go with {ctx.invoked_subcommand}.", f"See: {ctx.command_path} --help")
    return False
