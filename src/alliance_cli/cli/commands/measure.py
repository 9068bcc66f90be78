"""alliance measure: fills in and scores instruments such as the WAI-SR or the SRS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import Mistakes
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.measure import InstrumentEntry

app = command()


@app.command()
def measure(
    ctx: typer.Context,
    client: options.Client = None,
    instrument: Annotated[str | None, typer.Argument(metavar="INSTRUMENT", help="Its id, such as wai-sr.")] = None,
    rater: Annotated[str | None, typer.Option("--rater", metavar="WHO", help="client (usual) or clinician.")] = None,
    items: Annotated[
        str | None, typer.Option("--items", metavar="5,4,…", help="The answers in order; ,, leaves one out.")
    ] = None,
    on: options.On = None,
    about: Annotated[bool, typer.Option("--about", help="What an instrument is: key, cut-offs, licence.")] = False,
    as_json: options.Json = False,
) -> None:
    """Fill in an instrument for a client and score it.

    Alone it lists the instruments. With a client and an instrument it asks item by item and keeps each answer at once.
    To continue or correct one, give the same client, instrument, rater and date again.

    Example: alliance measure J7 wai-sr --items 5,4,3,2,1,5,4,3,2,1,5,4
    """
    run: Program = ctx.obj
    if about:
        _show_about(run, instrument or client, as_json=as_json)
    elif client is None and instrument is None:
        _show_list(run, as_json=as_json)
    else:
        _fill_in(run, client, instrument, rater, on, items, as_json=as_json)


def _fill_in(
    run: Program,
    client: str | None,
    instrument: str | None,
    rater: str | None,
    on: str | None,
    items: str | None,
    *,
    as_json: bool,
) -> None:
    from alliance_cli.cli.dates import ensure_held, session_date
    from alliance_cli.line.walks import walk_script
    from alliance_cli.usecases.alone.held_back import refuse_held_back
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.walks.late_entry import day_of_instrument
    from alliance_cli.usecases.walks.measure import InstrumentEntry, find_instrument, find_rater, keep_typed_items

    day = session_date(run, on)
    found = find_instrument(run.app, instrument, client)
    who = find_rater(found, rater)
    whose = known_client(run.app, run.front, client)
    ensure_held(run, whose, day)
    if on is None and items is None:
        day = day_of_instrument(run.app, run.front, whose, found, who)
    refuse_held_back(run.app, whose, day, who)
    entry = InstrumentEntry(run.app, whose, found, who, day)
    if items is None:
        walk_script(run.front, entry)
    elif (before := keep_typed_items(entry, items)).items:
        from alliance_cli.line.results import items_kept

        run.screen.say(items_kept(before, day))
    _show_result(run, entry, as_json=as_json)


def _show_result(run: Program, entry: InstrumentEntry, *, as_json: bool) -> None:
    """Show the score of the saved answers."""
    score, values = entry.score, entry.values
    if as_json:
        from alliance_cli.report.json.measure import result_document

        run.screen.emit_json(result_document(entry.client.code, score, values))
    elif values or score.total is not None:
        from alliance_cli.views.instruments import result_view

        run.screen.show(result_view(entry.client.code, entry.instrument, score, values))
    else:
        run.screen.say(_("No item was answered, and nothing is kept."))


def _show_about(run: Program, id_: str | None, *, as_json: bool) -> None:
    """Show one instrument: its scoring key, its cut-offs with their sources, its licence and citation."""
    from alliance_cli.usecases.walks.measure import find_instrument

    instrument = find_instrument(run.app, id_)
    if as_json:
        from alliance_cli.report.json.measure import instrument_document

        run.screen.emit_json(instrument_document(instrument))
    else:
        from alliance_cli.views.instruments import about_view

        run.screen.show(about_view(instrument))


def _show_list(run: Program, *, as_json: bool) -> None:
    """List the instruments, one per line; raises Mistakes after the list if any file has mistakes."""
    from alliance_cli.usecases.walks.measure import listed_instruments

    listed = listed_instruments(run.app)
    sound = [(each.whose, instrument) for each, instrument in listed if instrument]
    if as_json:
        from alliance_cli.report.json.measure import instrument_document

        documents = [{**instrument_document(instrument), "whose": whose} for whose, instrument in sound]
        run.screen.emit_json({"instruments": documents})
    else:
        from alliance_cli.views.instruments import list_view

        run.screen.show(list_view(sound))
        run.screen.say(_("Fill one in: alliance measure J7 wai-sr   About one: alliance measure --about wai-sr"))
    if mistakes := tuple(mistake for each, _ in listed for mistake in each.mistakes):
        raise Mistakes(mistakes, _("Only instruments without mistakes are listed."))
