"""The root command. Everything in ``commands`` is found by name; here alone an error becomes words and a code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer._click.exceptions import NoArgsIsHelpError

from alliance_cli import __version__
from alliance_cli.cli import commands, process
from alliance_cli.cli.light_typer import LightGroup
from alliance_cli.cli.setup import Program
from alliance_cli.core.errors import WrongUse

HOISTED = {"--home": True, "--language": True, "--plain": False}
"""Options that may stand anywhere; whether a value follows."""


class Commands(LightGroup):
    """Loads a command's module only when that command, or the list of all, is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        files = Path(commands.__path__[0]).glob("[!_]*.py")
        order = {name: place for place, name in enumerate(commands.ORDER)}
        return sorted((file.stem for file in files), key=lambda name: (order.get(name, len(order)), name))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of all commands, read off the first line of each module, so that no module is loaded for it."""
        folder = Path(commands.__path__[0])
        rows = []
        for name in self.list_commands(ctx):
            first = (folder / f"{name}.py").read_text("utf-8").partition("\n")[0]
            summary = first.partition(": ")[2].strip('"')
            rows.append((name, summary[:1].upper() + summary[1:]))
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
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
)


@root.callback()
def alliance(
    ctx: typer.Context,
    home: str | None = typer.Option(None, "--home", metavar="DIR", help="Keep everything in this folder."),
    language: str | None = typer.Option(
        None, "--language", metavar="CODE", help="Prompts and guide in this language, such as de."
    ),
    plain: bool = typer.Option(False, "--plain", help="Line by line, without colour."),
    as_json: bool = typer.Option(False, "--json", help="What is due, as one JSON document."),
    version: bool = typer.Option(False, "--version", help="Show the version."),
) -> None:
    """Look after the therapeutic alliance before, during and after every session.

    Without a command: what is due today, over the whole caseload.

    Example: alliance prep J7
    """
    if home == "":
        raise WrongUse("--home needs the name of a folder.", "Leave it out to use the folder of every day.")
    ctx.obj = Program(home=Path(home) if home else None, plain=plain, named_language=language)
    if ctx.invoked_subcommand is not None:
        return
    if version:
        sys.stdout.write(f"alliance {__version__}\n")
    else:
        show_due(ctx.obj, as_json=as_json)


def show_due(run: Program, *, as_json: bool) -> None:
    """What is due, most urgent first."""
    from alliance_cli.usecases.caseload.due import what_is_due

    items, care, backup = what_is_due(run.app)
    if as_json:
        from alliance_cli.report.json.history import due_document

        run.screen.emit_json(due_document(items, care, backup))
    else:
        from alliance_cli.line.views.caseload import due_view

        run.screen.show(due_view(items, care, backup))


def main() -> None:
    """Run the program and leave with the code that was promised."""
    process.make_safe()
    code = run(sys.argv[1:])
    process.let_go()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run with these arguments; every failure ends here as a sentence on stderr and an exit code."""
    try:
        command = typer.main.get_command(root)
        result = command.main(hoisted(arguments), prog_name="alliance", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return 0
    except NoArgsIsHelpError as bare_group:
        sys.stderr.write(bare_group.format_message() + "\n")
        return WrongUse.exit_code
    except (Exception, KeyboardInterrupt) as failure:
        return _code_of(failure)
    return result if isinstance(result, int) else 0


def _code_of(failure: BaseException) -> int:
    """The exit code of a failure that has been told."""
    from alliance_cli.cli import failures

    error = failures.error_of(failure)
    if error is None:
        failures.tell_defect(failure)
        return 1
    failures.tell(error)
    return error.exit_code


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with the options that may stand anywhere moved to the front."""
    front: list[str] = []
    rest = list(arguments)
    index = 0
    while index < len(rest) and rest[index] != "--":
        name, _, value = rest[index].partition("=")
        if name in HOISTED:
            count = 2 if HOISTED[name] and not value else 1
            if HOISTED[name] and not "".join([value, *rest[index + 1 : index + count]]):
                raise WrongUse(f"{name} needs a value.", "Leave it out to use what is usual.")
            front += rest[index : index + count]
            del rest[index : index + count]
        else:
            index += 1
    return front + rest
