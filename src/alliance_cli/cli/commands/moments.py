"""alliance moments: lists and changes strong moments, possible ruptures and decisions about flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import WrongUse
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.core.course.client import Client
    from alliance_cli.core.course.moments import MomentFilter

app = command()
LATEST = 20
"""How many moments of the caseload are shown without ``--all``."""


@app.command()
def moments(
    ctx: typer.Context,
    client: options.Client = None,
    show: Annotated[str | None, typer.Option("--show", metavar="MOMENT", help="One moment whole, by number.")] = None,
    edit: Annotated[str | None, typer.Option("--edit", metavar="MOMENT", help="Change what is noted of it.")] = None,
    resolve: Annotated[
        str | None,
        typer.Option("--resolve", metavar="MOMENT", help="Say what has become of one; 2,5,7 notes all as repaired."),
    ] = None,
    let_go: Annotated[
        str | None, typer.Option("--let-go", metavar="MOMENTS", help="Let possible ruptures go: 4, or 3-12, or 2,5-7.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Settle several without being asked.")] = False,
    aside: Annotated[
        str | None, typer.Option("--set-aside", metavar="FLAG", help="Set a flag such as o4 aside.")
    ] = None,
    back: Annotated[
        str | None, typer.Option("--take-back", metavar="FLAG", help="Take back that a flag was set aside.")
    ] = None,
    confirm: Annotated[
        str | None, typer.Option("--confirm", metavar="FLAG", help="Make a possible rupture of a flag such as o4.")
    ] = None,
    decided: Annotated[
        bool, typer.Option("--decided", help="The flags set aside or confirmed, with reason and day.")
    ] = False,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only strong, or only rupture.")] = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="Only ruptures open, repaired or let-go.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Only ruptures still open; short for --state open.")] = False,
    marker: Annotated[
        str | None, typer.Option("--marker", metavar="MARKER", help="Only withdrawal, or only confrontation.")
    ] = None,
    component: Annotated[
        str | None, typer.Option("--component", metavar="WHAT", help="Only about goals, tasks or bond.")
    ] = None,
    noticed_by: Annotated[
        str | None, typer.Option("--noticed-by", metavar="WHO", help="Only noticed by clinician, client or both.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only from this date on.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Over the caseload, every moment.")] = False,
    on: options.On = None,
    answers: options.Answers = None,
    notes: options.Notes = False,
    as_json: options.Json = False,
) -> None:
    """Strong moments and possible ruptures, one client's or all.

    Without a client: what your strong moments have in common, which ruptures have been open longest, and how many
    sessions a repair took. A flag is named by the letter of its kind and the number of its session; the name stays
    unless an earlier session is added, moved or erased. A flag you set aside stays away until you take that back; one
    you confirm becomes a possible rupture. You are asked for words, so that they never stand on the command line.

    Lists show what you typed only with --notes or --open. --show always shows it, but with --json only together with
    --notes.

    Several at once: numbers and ranges with commas between them. You are asked once; either all of them change or none.

    Example: alliance moments J7 --open

    Example: alliance moments J7 --resolve 2

    Example: alliance moments J7 --let-go 3-12

    Example: alliance moments J7 --take-back o4
    """
    from alliance_cli.cli.dates import past_date
    from alliance_cli.core.course.moments import moment_filter
    from alliance_cli.usecases.caseload.find_client import known_client

    run: Program = ctx.obj
    if open_ and state is not None:
        raise WrongUse(_("--open is short for --state open; give one of the two."))
    state = "open" if open_ else state
    with_words = notes or (open_ and not as_json)
    if with_words:
        run.front.ask_to_show_words()
    words = {"kind": kind, "state": state, "marker": marker, "component": component, "noticed_by": noticed_by}
    filters = moment_filter(words, past_date(run, since) if since is not None else None)
    asked = {"show": show, "edit": edit, "resolve": resolve, "set-aside": aside, "take-back": back, "confirm": confirm}
    asked["let-go"] = let_go
    asked["decided"] = "" if decided else None
    chosen = [(name, typed) for name, typed in asked.items() if typed is not None]
    if len(chosen) > 1:
        from alliance_cli.core.formatting import either

        raise WrongUse(_("One at a time: {options}.", options=either([f"--{name}" for name, _typed in chosen])))
    if chosen:
        from alliance_cli.cli.moment_actions import act

        if not filters.is_all:
            raise WrongUse(_("--{option} takes no filters; they are for the list.", option=chosen[0][0]))
        act(run, client, *chosen[0], on=on, answers=answers, yes=yes, notes=notes, as_json=as_json)
    elif on is not None or answers is not None or yes:
        raise WrongUse(
            _("--on, --answers and --yes go with --resolve, --on and --yes with --let-go, --answers with --edit."),
            _("The list takes --since."),
        )
    elif client is None:
        _show_caseload(run, filters, notes=with_words, as_json=as_json, all_=all_)
    else:
        _show_client(run, known_client(run.app, run.front, client), filters, notes=with_words, as_json=as_json)


def _show_client(run: Program, client: Client, filters: MomentFilter, *, notes: bool, as_json: bool) -> None:
    from alliance_cli.core.course.moments import list_moments
    from alliance_cli.usecases.review.moments import client_moments

    review = client_moments(run.app, client)
    chosen = filters.select(list_moments(review.course))
    if as_json:
        from alliance_cli.report.json.moments import moments_document

        run.screen.emit_json(moments_document(review.course, chosen, review.named, review.decided, notes=notes))
        return
    from alliance_cli.core.flags.decisions import one_by_name
    from alliance_cli.views.moments import moments_view

    shown, decided = (review.named, len(one_by_name(review.decided))) if filters.is_all else ({}, 0)
    run.screen.show(moments_view(review.course, chosen, shown, decided, notes=notes))


def _show_caseload(run: Program, filters: MomentFilter, *, notes: bool, as_json: bool, all_: bool) -> None:
    from alliance_cli.usecases.review.moments import caseload_moments

    found = caseload_moments(run.app, filters)
    if as_json:
        from alliance_cli.report.json.moments import caseload_moments_document

        run.screen.emit_json(caseload_moments_document(found.moments, found.pattern, notes=notes))
    else:
        from alliance_cli.views.moments import caseload_moments_view

        shown = found.moments if all_ else found.moments[-LATEST:]
        pattern = found.pattern if filters.is_all else None
        run.screen.show(caseload_moments_view(shown, len(found.moments), pattern, notes=notes))
