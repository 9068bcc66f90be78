"""alliance find: searches everything the clinician typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.translation import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alliance_cli.core.searching import WordSearch
    from alliance_cli.usecases.review.find import FindRequest

app = command()
LATEST = 20
"""How many passages are shown by default."""


@app.command()
def find(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD", help="Each passage has all of them; asked for if left out."),
    ] = None,
    client: Annotated[
        str | None, typer.Option("--client", metavar="CLIENT", help="Only what is about this client, such as J7.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only from this date on.")] = None,
    class_: Annotated[
        list[str] | None, typer.Option("--class", metavar="CLASS", help="Only notes, or only own; both if left out.")
    ] = None,
    limit: Annotated[str | None, typer.Option("--limit", metavar="N", help="This many passages instead of 20.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every passage.")] = False,
    no_pager: options.NoPager = False,
    as_json: options.Json = False,
) -> None:
    """Find your own words again in answers, moments, repairs, tailoring, supervision and practice.

    Whole words come before parts of words, and newer passages before older ones. Capital letters make no difference.
    Words in quotation marks are found only in that order. The log notes that you searched, never for what.

    Your shell remembers what you type after a command. If you leave the words out, you are asked for
    them, and they are kept nowhere.

    Example: alliance find

    Example: alliance find worksheet --client J7 --since 2026-01-01
    """
    from alliance_cli.cli.dates import past_date
    from alliance_cli.core.searching import searched_classes
    from alliance_cli.usecases.caseload.find_client import known_client
    from alliance_cli.usecases.review.find import FindRequest

    run: Program = ctx.obj
    named = options.typed_count("--limit", limit)
    most = None if all_ else named or (None if as_json else LATEST)
    classes = searched_classes(class_ or ())
    day = past_date(run, since) if since is not None else None
    found = known_client(run.app, run.front, client) if client is not None else None
    _show(run, FindRequest(_search(run, words or ()), classes, found, day, most), as_json=as_json, no_pager=no_pager)


def _show(run: Program, request: FindRequest, *, as_json: bool, no_pager: bool) -> None:
    from alliance_cli.usecases.review.find import find as find_words

    run.front.ask_to_show_words()
    findings = find_words(run.app, request)
    if as_json:
        from alliance_cli.report.json.found import findings_document

        run.screen.emit_json(findings_document(findings))
    else:
        from alliance_cli.views.found import found_view

        run.show_long(found_view(findings, unicode=run.screen.draws_unicode), no_pager=no_pager)


def _search(run: Program, words: Sequence[str]) -> WordSearch:
    """Build the search from these words, or ask for words; raises WrongUse if there are none."""
    from alliance_cli.core.searching import word_search, words_of_line

    if not words and run.on_terminal:
        run.app.repository  # noqa: B018 - ask for the passphrase before the words
        words = words_of_line(run.front.ask(_("Which words?")) or "")
    return word_search(words)
