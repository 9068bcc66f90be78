"""Decides what a client gave by themselves is held back, so that the clinician guesses before seeing it.

A client who answers alone, on a keyboard that was handed over, is not seen answering. Until the clinician's own
ratings of that session are in, every view shows the session as though the client had given nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.course.entities import Ratings, SessionRecord
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.walk.kinds import SCALES, Rater, RatingKind
from alliance_cli.core.walk.moment_kinds import MomentsKind
from alliance_cli.core.walk.script import TENSION_PROMPT, Phase, Prompt, Script


def ratings_are_in(ratings: Ratings) -> bool:
    """Whether the clinician has rated each of the four scales that the client rated, and one at least."""
    mine, theirs = (
        {scale for scale in ratings.get(rater, ()) if scale in SCALES} for rater in (Rater.CLINICIAN, Rater.CLIENT)
    )
    return bool(mine) and theirs <= mine


def as_shown(record: SessionRecord) -> SessionRecord:
    """The session as it may be shown: without anything of the client's where that is held back."""
    if not record.held_back:
        return record
    mine = {rater: of for rater, of in record.ratings.items() if rater is not Rater.CLIENT}
    tension = {rater: yes for rater, yes in record.tension.items() if rater is not Rater.CLIENT}
    return replace(record, ratings=mine, tension=tension, scores=shown_scores(record, record.scores))


def shown_scores(record: SessionRecord, scores: Iterable[Score]) -> tuple[Score, ...]:
    """The scores of a session that may be shown."""
    return tuple(each for each in scores if not (record.held_back and each.rater is Rater.CLIENT))


def own_ratings_action(client: str, on: date | None, *, reflected: bool) -> Action:
    """What shows the answers that are held back: the reflection or, once it is ``reflected``, the clinician's ratings.

    ``client`` is a code.
    """
    if reflected:
        return Action(ActionKind.RATE, client, on, rater=Rater.CLINICIAN)
    return session_action(client, Phase.POST_SESSION, on)


def held_back_action(client: str, record: SessionRecord) -> Action:
    """What shows the answers that are held back of this session; ``client`` is a code."""
    reflected = record.phases.get(Phase.POST_SESSION) == "finished"
    return own_ratings_action(client, record.session.on, reflected=reflected)


def clients_part(script: Script) -> tuple[Prompt, ...]:
    """What a client can answer alone: the ratings that are the client's, then tension and what follows on a yes.

    Of what follows, only what is addressed to the client: a rating of the client's, or a question with wording to say.
    """
    ratings = [each for each in script.prompts if _is_clients_rating(each)]
    tension = [each for each in script.prompts if each.id == TENSION_PROMPT or _follows_on_tension(each)]
    return (*(each for each in ratings if each not in tension), *tension)


def _is_clients_rating(prompt: Prompt) -> bool:
    return isinstance(prompt.kind, RatingKind) and prompt.kind.rater is Rater.CLIENT


def _follows_on_tension(prompt: Prompt) -> bool:
    follows = prompt.when is not None and prompt.when.prompt == TENSION_PROMPT and prompt.when.value is True
    return follows and (_is_clients_rating(prompt) or _is_said_to_client(prompt))


def _is_said_to_client(prompt: Prompt) -> bool:
    """Whether there is wording to say, and the answer is the client's to give."""
    return bool(prompt.say) and not isinstance(prompt.kind, RatingKind | MomentsKind)


def without_steps(script: Script, held: Collection[str]) -> Script:
    """The script without these prompts, and without those that are asked only where one of them has an answer."""
    if not held:
        return script
    left = (each for each in script.prompts if each.id not in held and (not each.when or each.when.prompt not in held))
    return replace(script, prompts=tuple(left))
