"""Contains all code that depends on Typer's internals: light parsing, plain help, and errors in our own sentences.

Typer passes each argument to a validator whose library takes longer to import than the rest of the program. Our options
are all text and flags, which the core parses, so they are passed on as typed. The hook (``_runtime_param``) and the
vendored Click are private to Typer; tests/cli/test_typer_seam.py fails when a version changes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import get_annotations
from typing import Any

import typer
from typer._click import exceptions
from typer.core import TyperCommand, TyperGroup

from alliance_cli.cli.spoken.help_pages import EXAMPLE, SpokenHelp, said_value
from alliance_cli.cli.words import no_such_command
from alliance_cli.core.errors import AllianceError, Interrupted, WrongUse
from alliance_cli.translation import _

_PLAIN_TYPES = (str, bool, list[str])


class Unvalidated:
    """Stands in for Typer's validator on an option that takes text or is a flag."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value as typed."""
        return value


def _no_type(ctx: Any) -> None:
    """Replaces Typer's function that names an argument's type on the help page."""


def _without_validators(params: list[Any]) -> list[Any]:
    for param in params:
        descriptor = getattr(param, "type_descriptor", None)
        if descriptor is not None and descriptor.annotation in _PLAIN_TYPES:
            param._runtime_param = Unvalidated()
        if param.param_type_name == "argument":
            param.display_type_rich = _no_type  # the name of an argument suffices
    return params


def _remember_action(ctx: Any) -> None:
    """Pass the running command to the program, without ``alliance``, for the access log."""
    ctx.obj.runs(ctx.command_path.partition(" ")[2])


class LightCommand(SpokenHelp, TyperCommand):
    """A command whose arguments are passed on as typed."""

    allow_extra_args = True
    """Lets ``invoke`` refuse extra arguments with our own sentence."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _without_validators(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        if ctx.args:
            raise WrongUse(_("There are more words than this command takes."), _help_hint(ctx) + _example(self.help))
        _remember_action(ctx)
        return super().invoke(ctx)


class LightGroup(SpokenHelp, TyperGroup):
    """A group whose arguments are passed on as typed."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _without_validators(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        if ctx.parent is not None:
            _remember_action(ctx)
        return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names; raises WrongUse with the nearest name."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise WrongUse(*no_such_command(args[0], self.list_commands(ctx), ctx.command_path.partition(" ")[2]))
        return super().resolve_command(ctx, args)


def with_types(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with its annotations evaluated; Typer would evaluate them four times."""
    function.__annotations__ = get_annotations(function, eval_str=True)
    return function


class Module(typer.Typer):
    """The ``app`` of a command's module."""

    def command(  # type: ignore[override]  # Typer lists each keyword; we pass them on
        self, name: str | None = None, **more: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        enter = super().command(name, **{"cls": LightCommand, **more})
        return lambda function: enter(with_types(function))


def command(help_: str = "") -> Module:
    """Return a module's ``app``: one command or, with ``help_``, a group."""
    module = Module(
        cls=LightGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=bool(help_),
    )
    if help_:
        module.callback(help=help_)(_keep_as_group)
    return module


def _keep_as_group() -> None:
    """Do nothing; without a callback, Typer turns a group with one command into that command."""


def by_itself(ctx: typer.Context) -> bool:
    """Whether a group was called without a subcommand; raises WrongUse for its own options before a subcommand."""
    if ctx.invoked_subcommand is None:
        return True
    if any(value not in (None, False) for value in ctx.params.values()):
        raise WrongUse(_("Those options do not go with {command}.", command=ctx.invoked_subcommand), _help_hint(ctx))
    return False


def help_of_bare_group(failure: BaseException) -> str | None:
    """Return the help of a group that was called without a command; None for any other failure."""
    return failure.format_message() if isinstance(failure, exceptions.NoArgsIsHelpError) else None


def error_of(failure: BaseException) -> AllianceError | None:
    """Return a failure of Typer as an error with a sentence; None for any other.

    The sentence does not repeat typed text, which may be a misplaced note.
    """
    if isinstance(failure, KeyboardInterrupt | typer.Abort):
        return Interrupted(_("Stopped."))
    if not isinstance(failure, typer.TyperException):
        return None
    hint = _help_hint(getattr(failure, "ctx", None))
    if isinstance(failure, exceptions.NoSuchOption):
        return WrongUse(_no_such_option(failure.option_name, failure.possibilities), hint)
    if isinstance(failure, exceptions.MissingParameter):
        return WrongUse(_missing(failure.param), hint)
    if isinstance(failure, exceptions.BadOptionUsage):
        return WrongUse(_bad_option(failure), hint)
    return WrongUse(_("The command cannot be understood."), hint)


def _missing(param: Any) -> str:
    """Say which argument or option is missing, named as on the help page."""
    name = param.metavar or param.name.upper() if param else ""
    return _("{word} is missing from the command.", word=said_value(name)) if name else _("A word is missing.")


def _bad_option(failure: Any) -> str:
    """Say what is wrong with an option. Only Typer's message says whether a value is missing or not allowed."""
    if "requires" in failure.message:
        return _("{option} needs a value.", option=failure.option_name)
    return _("{option} takes no value.", option=failure.option_name)


def _help_hint(ctx: Any) -> str:
    path = ctx.command_path if ctx is not None else "alliance"
    return _("See: {command}", command=path + " --help")


def _example(help_page: str | None) -> str:
    """Return the first example of a help page as a second hint; empty if there is none."""
    example = (help_page or "").partition(EXAMPLE)[2].partition("\n")[0]
    return "   " + _("Such as: {command}", command=example) if example else ""


def _no_such_option(typed: str, names: Iterable[str] | None) -> str:
    from difflib import get_close_matches

    if near := get_close_matches(typed, list(names or ()), n=1):
        return _("There is no such option. Did you mean {name}?", name=near[0])
    return _("There is no such option.")
