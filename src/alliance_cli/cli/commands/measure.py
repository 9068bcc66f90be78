"""alliance measure: instruments such as the WAI-SR or the SRS, filled in and scored."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.light_typer import command
from alliance_cli.cli.setup import App

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

    Alone it lists the instruments. With a client and an instrument it asks item by item, each kept as it is given.
    What is given again for the same client, instrument, rater and date goes on with what is kept, or corrects it.

    Example: alliance measure J7 wai-sr --items 5,4,3,2,1,5,4,3,2,1,5,4
    """
    from alliance_cli.usecases.walks import measure as measuring

    run: App = ctx.obj
    if about:
        measuring.show_about(run, instrument or client, as_json=as_json)
    elif client is None and instrument is None:
        measuring.show_list(run, as_json=as_json)
    else:
        sitting = measuring.InstrumentEntry(run, client, instrument, rater, on)
        measuring.fill_in(run, sitting, items)
        measuring.show_result(run, sitting, as_json=as_json)
