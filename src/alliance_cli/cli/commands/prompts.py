"""alliance prompts: lists, shows, checks and edits scripts and other content files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import Mistakes, NotFound
from alliance_cli.translation import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from alliance_cli.content.catalog import ScriptFile
    from alliance_cli.content.copies import Copy

app = command("The questions that are asked and the guide: list, show, check, edit. They are files you can change.")

_SCRIPT_OF = {
    "prep": "pre-session",
    "session": "in-session",
    "reflect": "post-session",
    "tailor": "tailoring",
    "selfcare": "self-care",
    "supervise": "supervision",
}
"""Maps a command to the id of its script where the two differ."""


File = Annotated[str, typer.Argument(metavar="ID", help="Such as post-session, moments/rupture or learn/repair.")]


@app.command("list")
def list_(ctx: typer.Context, as_json: options.Json = False) -> None:
    """All scripts, your own and those that came with the program.

    Example: alliance prompts list
    """
    run: Program = ctx.obj
    files = run.app.catalog.listing()
    others = [name for name in run.app.content.copies.names() if "/" in name]
    if as_json:
        from alliance_cli.report.json.content import script_file_document

        scripts = [script_file_document(each) for each in files]
        run.screen.emit_json({"folder": str(run.app.places.prompts), "scripts": scripts, "others": others})
        return
    from alliance_cli.views.content import scripts_view

    run.screen.show(scripts_view([_row(each) for each in files]))
    run.screen.say(_("Other files that can be changed: {files}", files=", ".join(others)))
    run.screen.say(_("Your own files go into {folder}", folder=run.app.places.prompts))
    if any(each.mistakes for each in files):
        run.screen.say(_("Every mistake with its line: alliance prompts check"))


@app.command()
def show(
    ctx: typer.Context,
    script: Annotated[str, typer.Argument(metavar="SCRIPT", help="Its id, such as post-session.")],
    as_json: options.Json = False,
) -> None:
    """One script with all its prompts, their wording and purpose.

    Example: alliance prompts show post-session
    """
    run: Program = ctx.obj
    script = _script_named(script, run.app.catalog.paths())
    found = run.app.catalog.as_written(script)
    if as_json:
        from json import loads

        run.screen.emit_json(
            {**loads(run.app.catalog.script_version(found)), "path": str(run.app.catalog.path(script))}
        )
    else:
        from alliance_cli.views.content import script_view

        run.screen.show(script_view(found))


@app.command()
def check(
    ctx: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", help="All files if left out.")] = None,
    as_json: options.Json = False,
) -> None:
    """Look for mistakes in your files; every one is listed with its line.

    Example: alliance prompts check my-script.yaml
    """
    from pathlib import Path

    run: Program = ctx.obj
    mistakes = run.app.catalog.check([Path(name) for name in files or ()])
    if as_json:
        from alliance_cli.report.json.content import mistake_document

        run.screen.emit_json({"mistakes": [mistake_document(each) for each in mistakes]})
    if mistakes:
        raise Mistakes(mistakes, _model(mistakes[0].file))
    if not as_json:
        run.screen.show(_("No mistakes."))


@app.command()
def edit(ctx: typer.Context, name: File) -> None:
    """Change a file in your editor: the first time, a copy of the shipped one is made for you.

    Opens what VISUAL or EDITOR names, then looks for mistakes. Without them it says where your copy is. Only files
    of content are opened, never anything you noted.

    Example: alliance prompts edit post-session
    """
    from alliance_cli.cli.prompt_copies import edit_copy, say_where

    run: Program = ctx.obj
    copy = _copy_named(run, name)
    if not copy.exists:
        run.app.places.make_home()
    made = copy.make()
    if run.editor is None:
        say_where(run, copy, made=made)
    else:
        edit_copy(run, copy, run.editor, made=made)


def _script_named(typed: str, ids: Collection[str]) -> str:
    """Return the id of a script that was named by its id or by its command."""
    return typed if typed in ids else _SCRIPT_OF.get(typed, typed)


def _copy_named(run: Program, typed: str) -> Copy:
    copies = run.app.content.copies
    return copies.find(_script_named(typed, copies.names()))


@app.command()
def diff(ctx: typer.Context, name: File, as_json: options.Json = False) -> None:
    """How your copy of a file differs from the shipped one, for instance after an upgrade.

    Example: alliance prompts diff post-session
    """
    run: Program = ctx.obj
    copy = _copy_named(run, name)
    lines = copy.difference()
    if as_json:
        yours, shipped = str(copy.own) if copy.exists else None, str(copy.shipped) if copy.shipped else None
        run.screen.emit_json({"id": copy.name, "yours": yours, "shipped": shipped, "diff": list(lines)})
    elif lines:
        from alliance_cli.views.content import diff_view

        run.screen.show(diff_view(lines), as_is=True)
    else:
        run.screen.say(_no_difference(copy))


@app.command()
def schema(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="script, moments, learn or instrument.")] = "script",
) -> None:
    """The JSON Schema of a kind of file, for editors that check while you write.

    Example: alliance prompts schema > script.schema.json
    """
    from alliance_cli.content.file_kinds import file_kinds

    kinds = file_kinds()
    if what not in kinds:
        raise NotFound(_("There is no such schema."), _("There are: {names}.", names=", ".join(kinds)))
    run: Program = ctx.obj
    run.screen.emit_json(kinds[what].json_schema())


def _no_difference(copy: Copy) -> str:
    if not copy.exists:
        no_copy = _("You have no copy of {name}; the shipped one is used.", name=copy.name)
        from alliance_cli.command_lines import command_line
        from alliance_cli.core.action import Action, ActionKind

        way = command_line(Action(ActionKind.EDIT_PROMPTS, target=copy.name))
        return no_copy + " " + _("Make one with: {command}", command=way)
    if copy.shipped is None:
        return _("{name} is your own; there is no shipped file to compare it with.", name=copy.name)
    return _("Your copy of {name} is the same as the shipped one.", name=copy.name)


def _model(file: str) -> str:
    """Return a shipped file of the same kind."""
    from pathlib import Path

    from alliance_cli.content.file_kinds import file_kinds
    from alliance_cli.content.folders import shipped_folder

    script, *others = file_kinds().values()
    kind = next((each for each in others if each.folder == Path(file).parent.name), script)
    return _("A file to compare with: {file}", file=shipped_folder() / kind.example)


def _row(file: ScriptFile) -> tuple[str, ...]:
    script = file.content
    if script is None:
        return file.id, "-", _("has mistakes"), "-", file.whose
    return file.id, script.phase.in_words, script.title, str(len(script.prompts)), file.whose
