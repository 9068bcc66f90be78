"""alliance print: makes pages to print for rooms without a screen."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import either
from alliance_cli.translation import _

app = command()
_WHAT = ("checklist", "ratings", "srs-slot", "session")


@app.command("print")
def print_(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help="checklist, ratings, srs-slot or session.")],
    client: options.Client = None,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="FILE", help="A new file ending in .html; one in this folder if left out."),
    ] = None,
    code: Annotated[bool, typer.Option("--code", help="With the client's code on it.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
) -> None:
    """Paper for rooms without a screen, one page each: print it from the browser.

    checklist is the method on one page. ratings is a card for the client: four ratings and the question about tension;
    alliance rate J7 8 7 9 8 --tension no types it in afterwards. srs-slot has four lines of ten centimetres to mark,
    without wording, which you need a licence for. session J7 has the prompts of the next session with room to write.
    No page has a client's code unless --code asks for it.

    Example: alliance print ratings --open

    Example: alliance print session J7 --out tomorrow.html
    """
    from alliance_cli.report.export.new_file import write_text
    from alliance_cli.report.page.new_page import free_page, open_page, page_path

    run: Program = ctx.obj
    if what not in _WHAT:
        raise WrongUse(_("You can print: {names}.", names=either(_WHAT)))
    if what == "checklist" and client is not None:
        raise WrongUse(_("The checklist is the same for every client, so it takes no code."), _("Leave the code out."))
    if code and client is None:
        raise WrongUse(_("--code needs a client."), _("Such as: alliance print ratings J7 --code"))
    path = free_page(what) if out is None else page_path(out)
    write_text(path, _page(run, what, client, code=code))
    run.screen.show(_("Wrote {path}", path=path), as_is=True)
    if open_ and not open_page(path):
        run.screen.say(_("No browser could be started. Open the file in your browser."))


def _page(run: Program, what: str, client: str | None, *, code: bool) -> str:
    from alliance_cli.core.walk.checklist import checklist
    from alliance_cli.core.walk.script import SESSION_PHASES, Phase, worded_for
    from alliance_cli.report.page import paper_page
    from alliance_cli.usecases.caseload.find_client import known_client

    catalog = run.app.catalog
    if what == "checklist":
        return paper_page.checklist_page(checklist(catalog.script(phase) for phase in SESSION_PHASES))
    found = known_client(run.app, run.front, client) if client is not None or what == "session" else None
    shown = found.code if found and code else ""
    if what == "srs-slot":
        return paper_page.slot_page(shown)
    if found is None or what == "ratings":
        return paper_page.card_page(paper_page.card_questions(catalog.script(Phase.IN_SESSION)), shown)
    is_first = not run.app.repository.courses.of(found).records
    (phase,) = checklist([worded_for(catalog.script(Phase.IN_SESSION), is_first=is_first)])
    return paper_page.session_page(phase, shown)
