"""Plans a hand-over: the client's language, instruments, and a PIN to take the keyboard back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from alliance_cli.core.errors import AllianceError, Interrupted, Refused, WrongUse
from alliance_cli.translation import _
from alliance_cli.usecases.alone.hand_back import HandBack, check_pin, choose_pin
from alliance_cli.usecases.alone.hand_over import HandOver
from alliance_cli.usecases.alone.readable import clients_language, readable_instrument, worded_instruments

if TYPE_CHECKING:
    from alliance_cli.usecases.app import App
    from alliance_cli.usecases.front import Front
    from alliance_cli.usecases.walks.session_walk import SessionWalk


class Planned(NamedTuple):
    """The client's questions, and the check that only the clinician passes."""

    run: HandOver
    door: HandBack


class Choices(NamedTuple):
    """The clinician's options and the default choice; ``needs_pin`` if the passphrase is not enough."""

    languages: Sequence[str]
    language: str
    instruments: Sequence[str]
    """The ids of those with wording."""
    needs_pin: bool


def choices_of(app: App) -> Choices:
    """The options.

    A person who opened the vault without typing the passphrase may not know it by heart and has to choose a PIN.
    """
    needs_pin = app.key is not None or not app.vault.opened_by_hand
    return Choices(sorted(app.content.languages), app.language, worded_instruments(app), needs_pin)


def choices_left(walk: SessionWalk, language: str, instruments: Sequence[str]) -> Choices:
    """The options left after the language or instruments were named.

    Raises WrongUse or NotFound for values that do not fit, and Refused if nothing is left to ask.
    """
    offered, run = choices_of(walk.app), _asked_of_client(walk, language, instruments)
    return offered._replace(
        languages=[run.language] if language else offered.languages,
        language=run.language,
        instruments=() if instruments else offered.instruments,
    )


def plan(walk: SessionWalk, language: str, instruments: Sequence[str], pin: str) -> Planned:
    """The chosen hand-over; an empty ``pin`` means passphrase only.

    Raises WrongUse for a PIN that does not fit, and Refused if nothing is left to ask.
    """
    app = walk.app
    check_pin(pin, is_needed=choices_of(app).needs_pin)
    return Planned(_asked_of_client(walk, language, instruments), HandBack(app.vault, pin))


def planned_hand_over(
    front: Front, walk: SessionWalk, language: str | None = None, instruments: Sequence[str] | None = None
) -> Planned:
    """Ask line by line for choices that are still None.

    Raises WrongUse if nobody is there, Refused if nothing is left to ask, and Interrupted if the clinician gives up.
    """
    app = walk.app
    if not front.interactive:
        raise WrongUse(_("Handing over needs a terminal, where the client answers."))
    offered = choices_of(app)
    chosen = _language(app, front, offered) if language is None else language
    filled_in = _instruments(app, front, offered.instruments) if instruments is None else instruments
    run = _asked_of_client(walk, chosen, filled_in)
    return Planned(run, HandBack(app.vault, choose_pin(front, is_needed=offered.needs_pin)))


def _asked_of_client(walk: SessionWalk, language: str, instruments: Sequence[str]) -> HandOver:
    run = HandOver(walk, language, instruments)
    if run.begin().step is None:
        raise Refused(_("The client has already answered every question."))
    return run


def _language(app: App, front: Front, offered: Choices) -> str:
    names = ", ".join(offered.languages)
    question = _("The client's language: {names}. Enter: {language}", names=names, language=offered.language)
    while typed := _asked(front, question):
        try:
            return clients_language(app, typed)
        except AllianceError as error:
            front.note(error.sentence)
    return offered.language


def _instruments(app: App, front: Front, ids: Sequence[str]) -> Sequence[str]:
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
