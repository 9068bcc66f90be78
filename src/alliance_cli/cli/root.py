"""Runs the program: finds the command and turns every failure into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from alliance_cli import __version__
from alliance_cli.cli import process
from alliance_cli.cli.ahead import DUE, load_ahead
from alliance_cli.cli.commands import COMMANDS
from alliance_cli.cli.setup import LOCKED, Program
from alliance_cli.cli.spoken import speech
from alliance_cli.cli.typer_seam import LightGroup, help_of_bare_group, with_types
from alliance_cli.cli.words import MOVABLE, in_order
from alliance_cli.core.errors import UnreadableVersion, WrongUse
from alliance_cli.translation import _

_READER_GONE = 1
"""The code with which Typer and Rich exit after a broken pipe; nothing else uses it."""


class Commands(LightGroup):
    """Imports a command's module only when that command is called."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. If a damaged value may have caused a failure, report the place of that value."""
        try:
            return super().invoke(ctx)
        except (ValueError, LookupError, TypeError, UnreadableVersion):
            from alliance_cli.usecases.vault.check import damage_behind

            damage = damage_behind(ctx.obj.app) if ctx.obj else None
            if damage is None:
                raise
            raise damage from None

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of all commands without importing their modules."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(about)) for name, about in COMMANDS.items()])

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(f"alliance_cli.cli.commands.{cmd_name}").app)
        command.name = cmd_name
        return command


root = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@root.callback()
@with_types
def alliance(
    ctx: typer.Context,
    home: str | None = typer.Option(None, "--home", metavar="DIR", help="Keep everything in this folder."),
    language: str | None = typer.Option(
        None, "--language", metavar="CODE", help="Speak and ask in this language, such as de."
    ),
    plain: bool = typer.Option(False, "--plain", help="Line by line, with charts in words; no colour."),
    client: str | None = typer.Option(None, "--client", metavar="CLIENT", help="What is due for this client."),
    notes: bool = typer.Option(False, "--notes", help="With --json: your plans too."),
    as_json: bool = typer.Option(False, "--json", help="What is due, as one JSON document."),
    version: bool = typer.Option(False, "--version", help="Show the version."),
) -> None:
    """Look after the therapeutic alliance before, during and after every session.

    Without a command: what is due today, over the whole caseload. With a client's code alone: what is due for that one.

    Example: alliance prep J7

    Example: alliance J7
    """
    if home == "":
        raise WrongUse(_("--home needs the name of a folder."), _("Leave it out to use the usual folder."))
    if ctx.obj is None:
        ctx.obj = Program(home=Path(home) if home else None, plain=plain, named_language=language)
    else:
        ctx.obj.take_options(home=home, plain=plain, language=language)
    ctx.call_on_close(ctx.obj.drop_typed_ahead)
    _refuse_unwritten(ctx, language)
    if ctx.invoked_subcommand is not None:
        if LOCKED in os.environ:
            from alliance_cli.cli.locking import goes_on

            if goes_on(ctx.obj, ctx):
                raise typer.Exit
        return
    if version:
        sys.stdout.write(f"alliance {__version__}\n")
    elif client is not None:
        _show_client(ctx.obj, client, notes=notes, as_json=as_json)
    else:
        show_due(ctx.obj, notes=notes, as_json=as_json)


def _refuse_unwritten(ctx: typer.Context, language: str | None) -> None:
    """Raise WrongUse for a language without content, except in commands that can start a translation."""
    if language is not None and ctx.invoked_subcommand != "prompts":
        from alliance_cli.usecases.language import written_language

        written_language(ctx.obj.app.places.prompts, language)


def show_due(run: Program, *, notes: bool = False, as_json: bool) -> None:
    """Show what is due, most urgent first."""
    from alliance_cli.usecases.caseload.due import what_is_due

    if not as_json:
        load_ahead(DUE)
    if notes and as_json:
        run.front.ask_to_show_words()
    items, care, backup = what_is_due(run.app)
    if as_json:
        from alliance_cli.report.json.caseload import due_document

        run.screen.emit_json(due_document(items, care, backup, notes=notes))
    else:
        from alliance_cli.views.due import due_view

        run.screen.show(due_view(items, care, backup))


def _show_client(run: Program, typed: str, *, notes: bool, as_json: bool) -> None:
    from alliance_cli.usecases.caseload.due import due_for_client

    if notes and as_json:
        run.front.ask_to_show_words()
    client, items, walks = due_for_client(run.app, run.front, typed)
    if as_json:
        from alliance_cli.report.json.caseload import client_due_document

        run.screen.emit_json(client_due_document(client.code, items, notes=notes))
    else:
        from alliance_cli.views.due import client_due_view

        run.screen.show(client_due_view(client.code, items, walks))


def main() -> None:
    """Run the program and exit with its documented code."""
    process.make_safe()
    try:
        code = run(sys.argv[1:])
    finally:
        process.let_go()
    sys.exit(code)


def run(arguments: Sequence[str], inside: Program | None = None) -> int:
    """Run with these arguments; every failure becomes a sentence on stderr and an exit code.

    ``inside`` is the program of a day, whose vault is open.
    """
    speech.speak(arguments, *(inside.speaks if inside else ()))
    try:
        command = typer.main.get_command(root)
        words = in_order(_checked(arguments))
        result = command.main(words, prog_name="alliance", standalone_mode=False, obj=inside)
        sys.stdout.flush()
    except BrokenPipeError:
        return 0
    except SystemExit as ended:
        if ended.code != _READER_GONE:
            raise
        return 0
    except (Exception, KeyboardInterrupt) as failure:
        return _tell(failure, inside)
    finally:
        speech.stop_speaking()
    return result if isinstance(result, int) else 0


def _tell(failure: BaseException, inside: Program | None) -> int:
    """Report the failure on stderr; return its exit code, even if stderr cannot be written."""
    from alliance_cli.cli import failures

    help_page, error = help_of_bare_group(failure), failures.error_of(failure)
    with suppress(OSError):
        if help_page:
            sys.stderr.write(help_page + "\n")
        elif error is None:
            failures.tell_defect(failure)
        else:
            failures.tell(error, in_one_line=inside is not None, on=inside.screen if inside else None)
    if help_page:
        return WrongUse.exit_code
    return error.exit_code if error else 1


def _checked(arguments: Sequence[str]) -> Sequence[str]:
    """Return the arguments; raises WrongUse if a global option lacks its value."""
    for place, word in enumerate(arguments):
        name, _equals, value = word.partition("=")
        if word == "--":
            break
        if MOVABLE.get(name) and not "".join([value, *arguments[place + 1 : place + 2]]):
            raise WrongUse(_("{option} needs a value.", option=name), _("Leave it out to use the default."))
    return arguments
