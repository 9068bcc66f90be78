"""The rules that raise flags. Each is one function, and a new one needs nothing else.

They stand in the order in which flags are shown: what a person said above what a formula says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from alliance_cli.core.course.entities import SessionRecord
from alliance_cli.core.course.voices import both_means
from alliance_cli.core.flags.baseline import BaselineRule, Reading, mean_readings, own_baseline
from alliance_cli.core.flags.flag import TENSION, Flag, FlagSettings, Records, Registry, Rule
from alliance_cli.core.walk.kinds import SCALES, Rater
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.wording import (
    ACKNOWLEDGE,
    ASK_FOR_RATINGS,
    INVITE,
    NEXT_FOR,
    joined,
    points,
    spoken,
)

_registry = Registry()


@_registry.rule(
    TENSION,
    rule="The client or you said yes to the question about tension, or a possible rupture was noted.",
    threshold=lambda _: "any report",
    false_alarms="Not measured: it repeats what a person said.",
    source="Clients and clinicians notice different ruptures, so every report counts (Rubel et al. 2018).",
)
def tension_reported(records: Records, _: FlagSettings, since: int = 0) -> Iterator[Flag]:
    for record in records[since:]:
        seen_by = record.tension_seen_by
        if len(seen_by) == len(Rater):
            who, says, then = "both", "Tension noticed by the client and by you.", INVITE
        elif Rater.CLIENT in seen_by:
            said = Rater.CLINICIAN in record.tension or record.phases.get(Phase.POST_SESSION) == "finished"
            but = ", not by you" if said else ""
            who, says, then = Rater.CLIENT, f"Tension noticed by the client{but}.", INVITE
        elif seen_by:
            asked = "the client reported none" if Rater.CLIENT in record.tension else "the client was not asked"
            who, says, then = Rater.CLINICIAN, f"Tension noticed by you; {asked}.", ACKNOWLEDGE
        else:
            continue
        parts = {moment.component for moment in record.moments if moment.kind is MomentKind.RUPTURE}
        component = parts.pop() if len(parts) == 1 else ""
        yield Flag(TENSION, record.session.id, component, who, None, None, says, then)


@_registry.rule(
    "low-rating",
    rule="A quick rating by the client has become low, or lower than when it was last flagged.",
    threshold=lambda settings: f"a rating of {settings.low} or lower; raised once, then again on change",
    false_alarms="In 100 calm sessions of simulated courses: 2.4 around a level of 8.2, 12.3 around 7, 27.2 around 6.",
    source="A convention of this program, and a setting.",
)
def low_rating(records: Records, settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    flagged: dict[str, int] = {}  # each scale that was low when last rated, with the rating that was flagged
    for place, record in enumerate(records):
        given = record.ratings_by(Rater.CLIENT)
        if not flagged and min(given.values(), default=10) > settings.low:
            continue
        low = [scale for scale in SCALES if given.get(scale, 10) <= min(settings.low, flagged.get(scale, 10) - 1)]
        flagged |= {scale: given[scale] for scale in low}
        for scale in (scale for scale, rating in given.items() if rating > settings.low):
            flagged.pop(scale, None)
        if not low or place < since:
            continue
        lowest = min(low, key=lambda scale: given[scale])
        says = f"The client rated {joined([f'{spoken(scale)} {given[scale]}' for scale in low])}."
        numbers = given[lowest], settings.low
        yield Flag("low-rating", record.session.id, lowest, Rater.CLIENT, *numbers, says, NEXT_FOR[lowest])


@_registry.rule(
    "below-cut-off",
    rule="A total reaches a cut-off of its instrument.",
    threshold=lambda _: "the cut-off in the instrument's file, or as set",
    false_alarms="Not measured here.",
    source="Stated with each cut-off.",
)
def below_cut_off(records: Records, _: FlagSettings, since: int = 0) -> Iterator[Flag]:
    for record in records[since:]:
        for score in sorted(record.scores, key=lambda score: (score.instrument, score.rater, score.total or 0)):
            for cutoff in score.reached:
                side = "below" if cutoff.below else "at or above"
                says = f"{score.title} by the {score.rater}: {score.total:g}, {side} {cutoff.value:g}."
                numbers = score.total, cutoff.value
                yield Flag(
                    "below-cut-off",
                    record.session.id,
                    "",
                    score.rater,
                    *numbers,
                    says,
                    INVITE,
                    score.instrument,
                )


BY_ITSELF = 1.3
"""A single rating whose mean is not flagged needs a score so many times as high."""


def _stricter(rule: BaselineRule) -> BaselineRule:
    """The rule for a single rating by itself: four looks at a session may not raise four times the false flags."""
    return replace(rule, score=BY_ITSELF * rule.score)


@_registry.rule(
    "own-baseline",
    rule="The client's rating is lower than usual for this client, going by earlier sessions.",
    threshold=lambda settings: (
        f"{settings.baseline.score:g} or more points per square root of the expected variation, and a drop of "
        f"{settings.baseline.drop:g} or more; for one rating by itself, {_stricter(settings.baseline).score:.3g}"
    ),
    false_alarms=(
        "In 100 calm sessions of simulated courses, for the mean and with single ratings: 1.5 and 1.9 around a level "
        "of 8.2, 2.1 and 2.7 around 7, 2.8 and 3.8 around 6."
    ),
    source="The own-baseline rule of this program; no clinical data stand behind it.",
)
def below_own_baseline(records: Records, settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    base = settings.baseline
    ids, given = [each.session.id for each in records], [each.ratings_by(Rater.CLIENT) for each in records]
    series = {scale: zip(ids, [each.get(scale) for each in given], strict=True) for scale in SCALES}
    strict = _stricter(base)
    scales = {scale: own_baseline(ratings, base, since) for scale, ratings in series.items()}
    for place, mean in enumerate(mean_readings(records, base, since)):
        fallen = {scale: readings[place] for scale, readings in scales.items() if readings[place].flagged}
        if mean.flagged:
            yield _baseline_flag("", mean, _about_the_mean(records[since + place], tuple(fallen), mean, base.run))
        for scale, reading in fallen.items():
            if mean.flagged or reading.leaves_band_of(strict):
                yield _baseline_flag(scale, reading)


def _baseline_flag(component: str, reading: Reading, more: str = "") -> Flag:
    value, expected = reading.value or 0, reading.outlook.expected if reading.outlook else 0
    rated = spoken(component) if component else "mean rating"
    says = (
        f"Lower than usual for this client: {rated} {points(value)}; "
        f"about {points(expected)} was expected from earlier sessions.{more}"
    )
    numbers = round(value, 2), round(expected, 2)
    return Flag("own-baseline", reading.session, component, Rater.CLIENT, *numbers, says, NEXT_FOR[component])


def _about_the_mean(record: SessionRecord, fallen: Sequence[str], mean: Reading, run: int) -> str:
    given = [spoken(scale) for scale in SCALES if scale in record.ratings_by(Rater.CLIENT)]
    of = "" if len(given) == len(SCALES) else f" That is over {joined(given)} alone."
    which = f" Lower on their own: {joined([spoken(scale) for scale in fallen])}." if fallen else ""
    level = f" With {run} sessions like this in a row, it is a new, lower level." if mean.level_restarted else ""
    return of + which + level


@_registry.rule(
    "views-apart",
    rule="Your mean rating and the client's lie apart, over the ratings that both gave.",
    threshold=lambda settings: f"{settings.apart:g} points or more",
    false_alarms="Not measured.",
    source="A convention of this program, and a setting.",
)
def views_apart(records: Records, settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    for record in records[since:]:
        means = both_means(record)
        if means is None or abs(means[0] - means[1]) < settings.apart:
            continue
        says = f"You rated {points(means[0])} on average, the client {points(means[1])}."
        numbers = round(means[0], 2), round(means[1], 2)
        yield Flag("views-apart", record.session.id, "", Rater.CLINICIAN, *numbers, says, INVITE)


@_registry.rule(
    "feedback-not-asked-for",
    rule="No quick rating and no instrument by the client for some sessions.",
    threshold=lambda settings: f"{settings.gap} sessions in a row",
    false_alarms="None: it counts sessions.",
    source="A convention of this program, and a setting.",
)
def feedback_not_asked_for(records: Records, settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    without = 0
    for place, record in enumerate(records):
        heard = record.ratings_by(Rater.CLIENT) or any(score.rater is Rater.CLIENT for score in record.scores)
        without = 0 if heard else without + 1
        if place >= since and without >= settings.gap:
            says = f"No rating by the client in the last {without} sessions."
            numbers = without, settings.gap
            yield Flag("feedback-not-asked-for", record.session.id, "", "", *numbers, says, ASK_FOR_RATINGS)


RULES: tuple[Rule, ...] = _registry.all()
