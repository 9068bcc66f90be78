"""alliance supervise: notes, prepares, packs and answers questions for supervision."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import by_itself, command
from alliance_cli.translation import _

if TYPE_CHECKING:
    from pathlib import Path

app = command()

Which = Annotated[str | None, typer.Argument(metavar="QUESTION", help="Its number; the waiting question if left out.")]


@app.callback(invoke_without_command=True)
def supervise(
    ctx: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Those that are done too.")] = False,
    notes: options.Notes = False,
    as_json: options.Json = False,
) -> None:
    """Questions for supervision: noted, prepared, taken along, answered.

    Alone: the questions that are waiting and how far each is prepared; what you typed only with --notes. Note a
    question on the day it occurs to you, with add or with !s at any prompt of alliance reflect.

    Example: alliance supervise
    """
    if not by_itself(ctx):
        return
    from alliance_cli.core.own.supervision import without_outcome
    from alliance_cli.usecases.caseload.access import log_access
    from alliance_cli.usecases.own.supervision import all_questions

    run: Program = ctx.obj
    if notes:
        run.front.ask_to_show_words()
    every = all_questions(run.app)
    log_access(run.app)
    wanted = every if all_ else without_outcome(every)
    if as_json:
        from alliance_cli.report.json.records import questions_document

        run.screen.emit_json(questions_document(wanted, notes=notes))
    else:
        from alliance_cli.views.own.supervision import questions_view

        run.screen.show(questions_view(wanted, notes=notes))
        if without_outcome(wanted):
            run.screen.say(_("Prepare one: alliance supervise prepare    Take them along: alliance supervise pack"))


@app.command()
def add(
    ctx: typer.Context,
    client: Annotated[
        str | None, typer.Argument(metavar="CLIENT", help="The client it is about, such as J7; none if left out.")
    ] = None,
    moment: Annotated[
        str | None, typer.Option("--moment", metavar="MOMENT", help="Its number in alliance moments CLIENT.")
    ] = None,
    answers: options.Answers = None,
) -> None:
    """Note a question; one line is enough.

    Example: alliance supervise add J7
    """
    from alliance_cli.cli.walks import take_walk
    from alliance_cli.core.errors import WrongUse
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.own.supervision import question_walk
    from alliance_cli.usecases.review.moments import one_moment

    run: Program = ctx.obj
    if client is None and moment is not None:
        raise WrongUse(_("A moment is a client's."), _("Name the client too: alliance supervise add J7 --moment 3"))
    found = known_client(run.app, run.front, client) if client is not None else None
    tied = one_moment(run.app, found, moment) if found and moment is not None else None
    take_walk(run, question_walk(run.app, found, tied), answers)


@app.command()
def show(
    ctx: typer.Context, question: Which = None, notes: options.Notes = False, as_json: options.Json = False
) -> None:
    """One question in full, with everything written about it; with --json what you typed is there only with --notes.

    Example: alliance supervise show 3
    """
    from alliance_cli.usecases.own.supervision import chosen_question, moment_of, readable_question

    run: Program = ctx.obj
    if notes or not as_json:
        run.front.ask_to_show_words()
    found = chosen_question(run.app, run.front, question)
    if as_json:
        from alliance_cli.report.json.records import question_document

        run.screen.emit_json(question_document(found, notes=notes))
    else:
        from alliance_cli.views.own.supervision import question_view

        tied = moment_of(run.app, found)
        run.screen.show(question_view(readable_question(run.app, found), tied.moment if tied else None))


@app.command()
def prepare(ctx: typer.Context, question: Which = None, answers: options.Answers = None) -> None:
    """Prepare a question: one moment, the question, your own part.

    The question comes as you wrote it; Enter keeps it.

    Example: alliance supervise prepare 3
    """
    from alliance_cli.cli.walks import take_walk
    from alliance_cli.core.own.supervision import PREPARATION
    from alliance_cli.usecases.own.supervision import about_question, chosen_question, moment_of

    run: Program = ctx.obj
    if answers is None:
        run.front.ask_to_show_words()
    found = chosen_question(run.app, run.front, question)
    tied = moment_of(run.app, found)
    shown = None
    if tied is not None:
        from alliance_cli.views.moments import moment_view

        shown = moment_view(tied.moment)
    take_walk(run, about_question(run.app, found, PREPARATION), answers, shown)


@app.command()
def pack(
    ctx: typer.Context,
    questions: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="By number; all that wait if left out.")
    ] = None,
    moment: Annotated[
        list[str] | None, typer.Option("--moment", metavar="CLIENT:MOMENT", help="A moment too, such as J7:3.")
    ] = None,
    out: Annotated[str | None, typer.Option("--out", metavar="FILE", help="Into a new file, not to stdout.")] = None,
    codes: Annotated[bool, typer.Option("--codes", help="Leave clients' codes as they are.")] = False,
    html: Annotated[bool, typer.Option("--html", help="A page for the browser and for paper, with --out.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not show it first, and do not ask.")] = False,
) -> None:
    """A page to take along, in Markdown or HTML, without codes.

    Clients become letters, also inside what you typed. The dates of questions and moments are rounded to ten days; a
    date inside your own words is only pointed out. It holds no ratings except those of a tension, and only the moments
    that you name, choose or linked to a question. You see all of it first.

    Example: alliance supervise pack 3 --moment J7:2 --out supervision.md

    Example: alliance supervise pack --html --out supervision.html
    """
    from alliance_cli.core.errors import NotFound, WrongUse
    from alliance_cli.files.paths import others_can_look, typed_path
    from alliance_cli.report.export.new_file import refuse_existing, write_text
    from alliance_cli.report.export.pack_markdown import pack_markdown
    from alliance_cli.usecases.exchange.pack import Packing, PackRequest
    from alliance_cli.usecases.vault.permissions import warn_where_open

    if any("/" in each or "\\" in each or "." in each for each in questions or ()):
        raise NotFound(_("There is no such question."), _("If it is the file to write, put --out before it."))
    run: Program = ctx.obj
    to = None if out in (None, "-") else typed_path(str(out))
    if html and to is None:
        raise WrongUse(_("--html makes a file."), _("Such as: alliance supervise pack --html --out supervision.html"))
    request = PackRequest(questions or (), moment or (), codes, yes)
    if not yes or to is None:
        run.front.ask_to_show_words()
    packing = Packing(run.app, run.front, request, visible=sys.stderr.isatty())
    made = packing.make()
    if to is not None:
        refuse_existing(to)
    page = pack_markdown(made)
    packing.agree(made, page, _leaving(to))
    if to is None:
        run.screen.show(page.removesuffix("\n"), as_is=True)
        return
    if html:
        from alliance_cli.report.page.pack_page import pack_page

        page = pack_page(made)
    with run.app.repository.parts.entering() as enter:
        write_text(to, page, enter)
    if others_can_look(to):
        run.screen.say(_("Written. It is not encrypted: delete it when you no longer need it."))
    else:
        run.screen.say(_("Written, readable by you alone. It is not encrypted: delete it when you no longer need it."))
    warn_where_open(run.app, to)


def _leaving(to: Path | None) -> str:
    """Ask whether to write the pack to the new file or, without one, to the screen or a pipe."""
    if to is not None:
        return _("Write it to the new file?")
    return _("Show it once more, to be copied?") if sys.stdout.isatty() else _("Write it to stdout?")


@app.command()
def done(ctx: typer.Context, question: Which = None, answers: options.Answers = None) -> None:
    """Note what came of a question.

    It comes back by itself before the client's next session.

    Example: alliance supervise done 3
    """
    from alliance_cli.cli.walks import take_walk
    from alliance_cli.core.own.supervision import OUTCOME
    from alliance_cli.usecases.own.supervision import about_question, chosen_question

    run: Program = ctx.obj
    if answers is None:
        run.front.ask_to_show_words()
    found = chosen_question(run.app, run.front, question)
    take_walk(run, about_question(run.app, found, OUTCOME), answers)
