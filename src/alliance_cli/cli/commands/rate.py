"""alliance rate: saves the quick ratings, the answer about tension and the two ratings after it, outside a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from alliance_cli.cli import options
from alliance_cli.cli.setup import Program
from alliance_cli.cli.typer_seam import command
from alliance_cli.core.action import session_action
from alliance_cli.core.errors import WrongUse
from alliance_cli.core.formatting import either, plain_day
from alliance_cli.core.ratings import SCALES, SESSION_SCALES, WAYS_OF_ASKING, How, Rater, scale_in_words
from alliance_cli.core.walk.kinds import RatingKind, YesNoKind
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.core.walk.script import Phase
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from alliance_cli.core.course.client import Client
    from alliance_cli.usecases.walks.rate import Rated

T = TypeVar("T", Rater, How)

app = command()


@app.command()
def rate(
    ctx: typer.Context,
    client: options.Client = None,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(metavar="NUMBERS", help="A whole card: understood, goals, tasks, bond; - for none."),
    ] = None,
    understood: Annotated[str | None, typer.Option("--understood", metavar="1-10")] = None,
    goals: Annotated[str | None, typer.Option("--goals", metavar="1-10")] = None,
    tasks: Annotated[str | None, typer.Option("--tasks", metavar="1-10")] = None,
    bond: Annotated[str | None, typer.Option("--bond", metavar="1-10")] = None,
    tension: Annotated[
        str | None, typer.Option("--tension", metavar="yes|no", help="Whether the one who rates felt tension.")
    ] = None,
    tension_strength: Annotated[
        str | None, typer.Option("--tension-strength", metavar="1-10", help="How strong the tension was.")
    ] = None,
    tension_resolved: Annotated[
        str | None, typer.Option("--tension-resolved", metavar="1-10", help="How far it is resolved.")
    ] = None,
    rater: Annotated[str, typer.Option("--rater", metavar="WHO", help="client (usual) or clinician.")] = "client",
    how: Annotated[
        str | None, typer.Option("--how", metavar="HOW", help="How it came about: handed-over, read-aloud or recalled.")
    ] = None,
    on: options.On = None,
    as_json: options.Json = False,
    hand: Annotated[
        bool, typer.Option("--hand-over", help="Give the keyboard to the client, who answers alone.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option("--in", metavar="LANGUAGE", help="With --hand-over: the client's language, as de."),
    ] = None,
    instruments: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="INSTRUMENT", help="With --hand-over: an instrument to fill in as well."),
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Show what the client answered alone before your own ratings are in.")
    ] = False,
) -> None:
    """Keep or correct the four quick ratings and what was said of tension.

    Without options on a terminal, you are asked for each one, and then whether there was tension; if so, how strong it
    was and how far it is resolved. Four numbers type in a card on paper (alliance print ratings). A correction replaces
    what was kept, including the answer about tension given in the session. --tension no removes the two ratings of a
    tension.

    With --hand-over the client answers alone, one question at a time; only a PIN of your own or the passphrase leads
    back. What the client answered stays hidden until your own ratings of the session are in.

    Example: alliance rate J7 --bond 9 --goals 8 --tension no

    Example: alliance rate J7 8 7 9 8 --tension no

    Example: alliance rate J7 --tension yes --tension-strength 6 --tension-resolved 8

    Example: alliance rate J7 --hand-over --in de --with gad-7
    """
    from alliance_cli.cli.dates import ensure_held, session_date
    from alliance_cli.line.walks import ask_script
    from alliance_cli.usecases.alone.held_back import refuse_held_back, show_held_back
    from alliance_cli.usecases.caseload.find_client import ensure_open, known_client
    from alliance_cli.usecases.walks.rate import RatingEntry

    run: Program = ctx.obj
    who = _one_of(Rater, rater, "--rater")
    usual = How.HANDED_OVER if numbers else How.READ_ALOUD
    way = _one_of(WAYS_OF_ASKING, how or (usual if who is Rater.CLIENT else How.RECALLED), "--how")
    day = session_date(run, on)
    typed = dict(zip(SESSION_SCALES, (understood, goals, tasks, bond, tension_strength, tension_resolved), strict=True))
    typed |= _card(numbers, typed) if numbers else {}
    given = {scale: _read_rating(scale, value) for scale, value in typed.items() if value is not None}
    tense = None if tension is None else _read_tension(tension)
    found = known_client(run.app, run.front, client)
    ensure_held(run, found, day)
    found = ensure_open(run.app, run.front, found, day)
    if hand:
        _hand_over(run, found, day, language, instruments)
        return
    if show:
        show_held_back(run.app, found, day)
        _show(run, RatingEntry(run.app, found, day, Rater.CLIENT, way).kept(), as_json=as_json)
        return
    refuse_held_back(run.app, found, day, who)
    entry = RatingEntry(run.app, found, day, who, way)
    if given or tense is not None:
        entry.keep_ratings(given, tension=tense)
    else:
        ask_script(run.front, entry)
    if entry.made_session:
        said = _("This is a new session of {code}, on {day}.", code=found.code, day=plain_day(day))
        run.screen.say(f"   {said}")
    _show(run, entry.kept(), as_json=as_json)


def _hand_over(run: Program, client: Client, day: date, language: str | None, instruments: list[str] | None) -> None:
    """Hand the keyboard to the client, and say afterwards when the answers will be shown."""
    from alliance_cli.usecases.alone.held_back import is_held_back
    from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest

    walk = SessionWalk(run.app, client, WalkRequest(Phase.IN_SESSION, day))
    chosen = language or "", instruments or ()
    if run.takes_full_screen:
        from alliance_cli.cli.full_screen.alone import give_screen, plan_full_screen

        give_screen(run, *plan_full_screen(run, walk, *chosen))
    else:
        from alliance_cli.line.asides.hand_over import hand_over
        from alliance_cli.usecases.alone.plan import planned_hand_over

        hand_over(run.front, *planned_hand_over(run.front, walk, *chosen))
    if is_held_back(run.app, client, day):
        stays = _("The client's answers stay hidden until you have rated this session yourself:")
        run.front.note(stays, session_action(client.code, Phase.POST_SESSION, day))
    else:
        run.screen.say(_("The client's answers are kept."))


def _card(numbers: list[str], options_given: dict[str, str | None]) -> dict[str, str | None]:
    """Map the four numbers of a card to scales; raises WrongUse unless there are four and none is also an option."""
    if len(numbers) != len(SCALES):
        raise WrongUse(
            _("A card has four ratings: understood, goals, tasks, bond."), _("Use - for a rating that was left out.")
        )
    card = dict(zip(SCALES, numbers, strict=True))
    if any(options_given[scale] is not None for scale in SCALES):
        raise WrongUse(_("Give the four ratings as numbers or as options, not both."))
    return {scale: None if number == "-" else number for scale, number in card.items()}


def _one_of(values: Iterable[T], word: str, option: str) -> T:
    allowed = {str(value): value for value in values}
    if (named := word.strip().casefold()) not in allowed:
        raise WrongUse(_("{option} takes {words}.", option=option, words=either(list(allowed))))
    return allowed[named]


def _read_rating(scale: str, typed: str) -> int:
    try:
        return int(str(RatingKind(scale, Rater.CLIENT).read(typed)))
    except InvalidAnswer as invalid:
        raise WrongUse(_("--{scale} does not fit. {reason}", scale=scale, reason=invalid)) from None


def _read_tension(typed: str) -> bool:
    try:
        return bool(YesNoKind().read(typed))
    except InvalidAnswer:
        raise WrongUse(_("--tension takes yes or no.")) from None


def _show(run: Program, rated: Rated, *, as_json: bool) -> None:
    """Show the saved ratings, as a line or as JSON."""
    if as_json:
        from alliance_cli.report.json.measure import rated_document

        run.screen.emit_json(rated_document(rated.client, rated.on, rated.rater, rated.ratings, rated.tension))
        return
    rows = [(scale_in_words(scale), str(rated.ratings[scale])) for scale in SESSION_SCALES if scale in rated.ratings]
    words = [f"{name} {value}" for name, value in rows] or [_("no ratings")]
    if rated.tension is not None:
        words.append(_("tension {answer}", answer=YesNoKind().show(rated.tension)))
    by = (
        N_("{code}, {day}, by the client: {ratings}")
        if rated.rater is Rater.CLIENT
        else N_("{code}, {day}, by the clinician: {ratings}")
    )
    run.screen.show(_(by, code=rated.client, day=plain_day(rated.on), ratings="   ".join(words)))
