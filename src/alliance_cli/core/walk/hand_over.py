"""Decides which of a client's answers are held back until the clinician has rated the session.

These are answers that the client gave alone, after the keyboard was handed over. Until the clinician has rated the
session, every view shows it without anything from the client.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from msgspec.structs import replace

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.instruments.scoring import Score
from alliance_cli.core.ratings import SCALES, Rater, Ratings
from alliance_cli.core.walk.kinds import RatingKind
from alliance_cli.core.walk.moment_kinds import MomentsKind
from alliance_cli.core.walk.script import TENSION_PROMPT, Phase, Prompt, Script


def ratings_are_in(ratings: Ratings) -> bool:
    """Whether the clinician has rated at least one of the four scales, and every one that the client rated."""
    mine, theirs = (
        {scale for scale in ratings.get(rater, ()) if scale in SCALES} for rater in (Rater.CLINICIAN, Rater.CLIENT)
    )
    return bool(mine) and theirs <= mine


def as_shown(record: SessionRecord) -> SessionRecord:
    """The session for display: without anything from the client if answers are held back."""
    if not record.held_back:
        return record
    mine = {rater: of for rater, of in record.ratings.items() if rater is not Rater.CLIENT}
    tension = {rater: yes for rater, yes in record.tension.items() if rater is not Rater.CLIENT}
    return replace(record, ratings=mine, tension=tension, scores=shown_scores(record, record.scores))


def shown_scores(record: SessionRecord, scores: Iterable[Score]) -> tuple[Score, ...]:
    """The scores of a session, without the client's if answers are held back."""
    return tuple(each for each in scores if not (record.held_back and each.rater is Rater.CLIENT))


def own_ratings_action(client: str, on: date | None, *, reflected: bool) -> Action:
    """The action that reveals held-back answers: the reflection or, once that is done, the clinician's own ratings.

    ``client`` is a code.
    """
    if reflected:
        return Action(ActionKind.RATE, client, on, rater=Rater.CLINICIAN)
    return session_action(client, Phase.POST_SESSION, on)


def held_back_action(client: str, record: SessionRecord) -> Action:
    """The action that reveals the held-back answers of this session; ``client`` is a code."""
    reflected = record.phases.get(Phase.POST_SESSION) == "finished"
    return own_ratings_action(client, record.session.on, reflected=reflected)


def clients_part(script: Script) -> tuple[Prompt, ...]:
    """The prompts that a client can answer alone: the ratings, the question about tension, and follow-ups to a yes.

    Only follow-ups addressed to the client are included: the client's ratings, and questions with wording.
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
    """Whether the prompt has wording for the client and asks for the client's answer."""
    return bool(prompt.say) and not isinstance(prompt.kind, RatingKind | MomentsKind)


def without_steps(script: Script, held: Collection[str]) -> Script:
    """The script without these prompts and the prompts that depend on their answers."""
    if not held:
        return script
    left = (each for each in script.prompts if each.id not in held and (not each.when or each.when.prompt not in held))
    return replace(script, prompts=tuple(left))
