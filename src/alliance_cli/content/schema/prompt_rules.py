"""What holds between the prompts of one script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alliance_cli.content.schema import script as shape
from alliance_cli.content.schema.record import Found
from alliance_cli.content.yaml.mistakes import nearest
from alliance_cli.content.yaml.values import value_of
from alliance_cli.core.walk.kinds import Kind, NoteKind
from alliance_cli.core.walk.moment_kinds import MomentsKind
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.core.walk.script import SESSION_PHASES, Condition, Phase


def check_prompts(listed: Sequence[Found], phase: str) -> None:
    """List ids and ratings that stand twice, and what belongs to a session outside of one."""
    ids: dict[str, int] = {}
    ratings: dict[tuple[str, str], int] = {}
    for found in listed:
        _check_once(found, ids)
        _check_rating(found, ratings)
        if found.get(shape.PART) and phase and phase != Phase.IN_SESSION:
            found.wrong(shape.PART, f"belongs to {Phase.IN_SESSION} scripts only.")
        if found.get(shape.NEEDS) and phase and phase not in SESSION_PHASES:
            found.wrong(shape.NEEDS, f"belongs to {', '.join(SESSION_PHASES)} scripts only.")


def _check_once(found: Found, ids: dict[str, int]) -> None:
    name = found.get(shape.ID)
    if name is None:
        return
    line = found.line_of(shape.ID)
    if name in ids:
        found.wrong(shape.ID, f"stands for the second time; the first is on line {ids[name]}.")
    ids.setdefault(name, line)


def _check_rating(found: Found, ratings: dict[tuple[str, str], int]) -> None:
    scale, rater = found.get(shape.SCALE), found.get(shape.RATER)
    if found.get(shape.KIND) != "rating" or scale is None or rater is None:
        return
    line = found.line_of(shape.SCALE)
    if (scale, rater) in ratings:
        first = ratings[scale, rater]
        found.wrong(shape.SCALE, f"is rated by the {rater} for the second time; the first is on line {first}.")
    ratings.setdefault((scale, rater), line)


def condition_of(
    found: Found, earlier: Mapping[str, Kind | None], whole: Mapping[str, Kind | None]
) -> Condition | None:
    """The condition of a prompt, or None where there is none or it is listed as a mistake.

    ``earlier`` holds the prompts before this one, ``whole`` all of the script.
    """
    when = found.get(shape.WHEN)
    name = when.get(shape.WHEN_PROMPT) if when else None
    if when is None or name is None:
        return None
    if name not in earlier:
        what = "does not come before this one" if name in whole else "is no prompt of this script"
        when.wrong(shape.WHEN_PROMPT, f"{what}; only an earlier prompt can decide.", nearest(name, earlier))
        return None
    kind = earlier[name]
    return _fitting(when, name, kind) if kind and when.is_whole else None


def _fitting(when: Found, name: str, kind: Kind) -> Condition | None:
    if isinstance(kind, MomentsKind | NoteKind):
        when.wrong(shape.WHEN_PROMPT, f"is of the kind {kind.name}, which has no answer to look at.")
        return None
    try:
        return Condition(name, value_of(kind, when.need(shape.WHEN_IS)))
    except InvalidAnswer as unfit:
        when.wrong(shape.WHEN_IS, f"does not fit the prompt it looks at. {unfit}")
        return None
