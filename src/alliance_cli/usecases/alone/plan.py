"""Asks the clinician what goes with a hand-over: the client's language, instruments, and a PIN to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alliance_cli.core.errors import AllianceError, Interrupted, Refused, WrongUse
from alliance_cli.translation import _
from alliance_cli.usecases.alone.hand_back import HandBack, choose_pin
from alliance_cli.usecases.alone.hand_over import HandOver, clients_language, readable_instrument, worded_instruments

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front
    from alliance_cli.usecases.walks.session_walk import SessionWalk


def planned_hand_over(
    front: Front, walk: SessionWalk, language: str | None = None, instruments: Sequence[str] | None = None
) -> tuple[HandOver, HandBack]:
    """What the client is asked, and the door that only the clinician opens; None stands for what is to be asked.

    Raises WrongUse where nobody is there, Refused where nothing is left to ask, and Interrupted where the clinician
    gives up.
    """
    app = walk.app
    if not front.interactive:
        raise WrongUse(_("Handing over needs a terminal, where the client answers."))
    chosen = _language(app, front) if language is None else language
    filled_in = _instruments(app, front) if instruments is None else instruments
    run = HandOver(walk, chosen, filled_in)
    if run.begin().step is None:
        raise Refused(_("The client has already answered every question."))
    return run, HandBack(app.vault, choose_pin(front, app.vault, is_demo=app.key is not None))


def _language(app: App, front: Front) -> str:
    languages = ", ".join(sorted(app.content.languages))
    question = _("The client's language: {names}. Enter: {language}", names=languages, language=app.language)
    while typed := _asked(front, question):
        try:
            return clients_language(app, typed)
        except AllianceError as error:
            front.note(error.sentence)
    return app.language


def _instruments(app: App, front: Front) -> Sequence[str]:
    ids = worded_instruments(app)
    question = _("Instruments to fill in as well: {names}. Enter: none", names=", ".join(ids))
    while ids and (typed := _asked(front, question)):
        try:
            return [readable_instrument(app.content, word).id for word in typed.replace(",", " ").split()]
        except AllianceError as error:
            front.note(error.sentence)
    return ()


def _asked(front: Front, question: str) -> str:
    typed = front.ask(question)
    if typed is None:
        raise Interrupted(_("The keyboard was not handed over."))
    return typed.strip()
