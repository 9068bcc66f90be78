"""alliance learn: shows short cards on the alliance, its strains and its repair, with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.guide import PlacedCard, Topic, card_of_the_day, search_cards
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.content.store import TopicFile

app = command()
_CHECKLIST = "checklist"
"""The word that shows the one-page checklist instead of a topic."""


@app.command()
def learn(
    ctx: typer.Context,
    topic: Annotated[str | None, typer.Argument(metavar="TOPIC", help="All topics are listed if left out.")] = None,
    card: Annotated[str | None, typer.Argument(metavar="CARD", help="One card of the topic.")] = None,
    random: Annotated[bool, typer.Option("--random", help="A card of the day.")] = False,
    search: Annotated[
        str | None, typer.Option("--search", metavar="WORDS", help="The cards that hold all of these words.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """What an alliance is, and how it is strained and repaired: short cards with example wording and sources.

    Needs no passphrase and reads nothing about your clients. alliance learn checklist shows the method on one page to
    print, made from the scripts you use.

    Example: alliance learn repair acknowledge
    """
    run: Program = ctx.obj
    if sum((card is not None, random, search is not None)) > 1:
        raise WrongUse(_("A card, --random and --search each choose cards; use one of them."))
    if topic == _CHECKLIST and (card or random or search is not None):
        raise WrongUse(
            _("The checklist is one page and has no cards. All of it: {command}", command="alliance learn checklist")
        )
    if topic == _CHECKLIST:
        _show_checklist(run, as_json=as_json)
    elif topic and card:
        found = run.app.content.library.find(topic)
        _show_places(run, [(found, run.app.content.library.card(found, card))], as_json=as_json)
    elif random or search is not None:
        topics = (run.app.content.library.find(topic),) if topic else run.app.content.library.topics()
        _show_places(run, _chosen(run, topics, search), as_json=as_json)
    elif topic:
        _show_topic(run, run.app.content.library.find(topic), as_json=as_json)
    else:
        _show_topics(run, as_json=as_json)


def _chosen(run: Program, topics: tuple[Topic, ...], search: str | None) -> list[PlacedCard]:
    if search is None:
        today = card_of_the_day(topics, run.clock.today)
        return [today] if today else []
    found = list(search_cards(topics, search))
    if not found:
        raise NotFound(
            _("No card contains all of these words."), _("Fewer words find more; all topics: alliance learn")
        )
    return found


def _show_topics(run: Program, *, as_json: bool) -> None:
    """List the topics, one per line."""
    listing = run.app.content.library.listing()
    if as_json:
        run.screen.emit_json({"topics": [_file_document(each) for each in listing]})
        return
    from alliance_cli.views.content import topics_view

    run.screen.show(topics_view([_row(each) for each in listing]))
    run.screen.say(_("One of them: alliance learn TOPIC    One card: alliance learn TOPIC CARD"))
    run.screen.say(_("The method on one page, to print: alliance learn checklist"))


def _show_checklist(run: Program, *, as_json: bool) -> None:
    """Show the questions before, during and after a session on one page."""
    from alliance_cli.core.walk.checklist import checklist
    from alliance_cli.core.walk.script import SESSION_PHASES

    phases = checklist(run.app.catalog.script(phase) for phase in SESSION_PHASES)
    if as_json:
        from alliance_cli.report.json.content import checklist_document

        run.screen.emit_json(checklist_document(phases))
        return
    from alliance_cli.views.checklist import checklist_view

    run.screen.show(checklist_view(phases))


def _show_topic(run: Program, topic: Topic, *, as_json: bool) -> None:
    """Show all cards of a topic."""
    if as_json:
        from alliance_cli.report.json.content import topic_document

        run.screen.emit_json(topic_document(topic))
        return
    from alliance_cli.views.content import topic_view

    run.screen.show(topic_view(topic))


def _show_places(run: Program, found: list[PlacedCard], *, as_json: bool) -> None:
    """Show cards from one or more topics."""
    if as_json:
        from alliance_cli.report.json.content import places_document

        run.screen.emit_json(places_document(found))
        return
    from alliance_cli.views.content import places_view

    run.screen.show(places_view(found))


def _row(each: TopicFile) -> tuple[str, str, str]:
    if each.content is None:
        return each.id, _("has mistakes"), _("For every mistake and its line: alliance prompts check")
    title = each.content.title
    return each.id, _("{title} (yours)", title=title) if each.whose == "yours" else title, each.content.summary


def _file_document(each: TopicFile) -> dict[str, object]:
    from alliance_cli.report.json.content import heading_document

    topic = each.content
    known = {**heading_document(topic), "cards": [card.id for card in topic.cards]} if topic else {}
    return {"id": each.id, **known, "whose": each.whose, "path": str(each.path), "mistakes": len(each.mistakes)}
