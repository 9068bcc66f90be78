"""Finds what a client can read: the languages that have texts, and the instruments with wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.ratings import Rater
from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.content.store import ContentStore
    from alliance_cli.core.instruments.instrument import Instrument
    from alliance_cli.usecases.app import App


def clients_language(app: App, typed: str) -> str:
    """The code of the client's language; raises WrongUse if it has no texts."""
    from alliance_cli.core.language import usual_form
    from alliance_cli.usecases.language import written_language

    return app.language if usual_form(typed) == app.language else written_language(app.places.prompts, typed)


def content_in(app: App, language: str) -> ContentStore:
    """Scripts and instruments in the client's language."""
    from alliance_cli.content.store import ContentStore

    return app.content if language == app.language else ContentStore(app.places.prompts, language, app.notify)


def worded_instruments(app: App) -> tuple[str, ...]:
    """The ids of the instruments that a client can read and answer alone."""
    listing = app.content.instruments.listing()
    return tuple(each.id for each in listing if each.content and _can_be_read(each.content))


def readable_instrument(content: ContentStore, id_: str) -> Instrument:
    """The instrument in the client's language; raises NotFound, or WrongUse if it has no wording."""
    instrument = content.instruments.find(id_)
    if not _can_be_read(instrument):
        raise WrongUse(
            _("{instrument} has no wording that a client could read.", instrument=instrument.title),
            _("Its form on paper is filled in instead."),
        )
    return instrument


def _can_be_read(instrument: Instrument) -> bool:
    return Rater.CLIENT in instrument.raters and all(item.wording for item in instrument.items)
