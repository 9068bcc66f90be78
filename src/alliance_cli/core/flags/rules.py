"""The rules that raise flags. Each rule is one function; a new rule needs no other change.

Flags are shown in the order of the rules: people's reports come before formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from alliance_cli.core.course.course import SessionRecord
from alliance_cli.core.flags.baseline import Reading
from alliance_cli.core.flags.course_readings import for_one_rating, mean_readings, scale_readings
from alliance_cli.core.flags.flag import TENSION, Flag, FlagSettings, Records, Registry, Rule
from alliance_cli.core.flags.next_steps import ACKNOWLEDGE, ASK_FOR_RATINGS, INVITE, NEXT_FOR
from alliance_cli.core.formatting import joined, plain_number, points
from alliance_cli.core.ratings import SCALES, Rater, scale_in_a_sentence
from alliance_cli.core.voices.agreement import both_means
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.translation import N_, _, _n

_registry = Registry()


@_registry.rule(
    TENSION,
    rule=N_("The client or you said yes to the question about tension, or a possible rupture was noted."),
    threshold=lambda _settings: _("any report"),
    false_alarms=N_("Not measured: it repeats what a person said."),
    source=N_("Clients and clinicians notice different ruptures, so every report counts (Rubel et al. 2018)."),
)
def tension_reported(records: Records, _settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    for record in records[since:]:
        seen_by = record.tension_seen_by
        if len(seen_by) == len(Rater):
            who, says, then = "both", _("Tension noticed by the client and by you."), _(INVITE)
        elif Rater.CLIENT in seen_by:
            denied = Rater.CLINICIAN in record.tension  # a reflection without a rupture says nothing about tension
            noticed = _("Tension noticed by the client, not by you.") if denied else _("Tension noticed by the client.")
            who, says, then = Rater.CLIENT, noticed, _(INVITE)
        elif seen_by:
            if record.held_back:
                noticed = _("Tension noticed by you; the client's answer is held back.")
            elif Rater.CLIENT in record.tension:
                noticed = _("Tension noticed by you; the client reported none.")
            else:
                noticed = _("Tension noticed by you; the client was not asked.")
            who, says, then = Rater.CLINICIAN, noticed, _(ACKNOWLEDGE)
        else:
            continue
        parts = {moment.component for moment in record.moments if moment.kind is MomentKind.RUPTURE}
        component = parts.pop() if len(parts) == 1 else ""
        yield Flag(TENSION, record.session.id, component, who, None, None, says, then)


@_registry.rule(
    "low-rating",
    rule=N_("A quick rating by the client became low, or fell below its last flagged value."),
    threshold=lambda settings: _("a rating of {low} or lower; raised once, then again on change", low=settings.low),
    false_alarms=N_(
        "In 100 calm sessions of simulated courses: 2.4 around a level of 8.2, 12.3 around 7, 27.2 around 6."
    ),
    source=N_("A convention of this program, and a setting."),
)
def low_rating(records: Records, settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    if all(min(_heard(record), default=10) > settings.low for record in records[since:]):
        return
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
        says = _(
            "The client rated {ratings}.",
            ratings=joined([f"{scale_in_a_sentence(scale)} {given[scale]}" for scale in low]),
        )
        numbers = given[lowest], settings.low
        yield Flag("low-rating", record.session.id, lowest, Rater.CLIENT, *numbers, says, _(NEXT_FOR[lowest]))


@_registry.rule(
    "below-cut-off",
    rule=N_("A total reaches a cut-off of its instrument, unless that measures symptoms."),
    threshold=lambda _settings: _("the cut-off in the instrument's file, or as set"),
    false_alarms=N_("Not measured here."),
    source=N_("Stated with each cut-off."),
)
def below_cut_off(records: Records, _settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    for record in records[since:]:
        for score in sorted(record.scores, key=lambda score: (score.instrument, score.rater, score.total or 0)):
            for cutoff in () if score.symptoms else score.reached:
                says = _BELOW if cutoff.below else _AT_OR_ABOVE
                total, value = plain_number(score.total or 0), plain_number(cutoff.value)
                says = _(says, instrument=score.title, by=score.rater.by, total=total, value=value)
                about = record.session.id, "", score.rater, score.total, cutoff.value
                yield Flag("below-cut-off", *about, says, _(INVITE), score.instrument)


def _heard(record: SessionRecord) -> Iterable[int]:
    return record.ratings_by(Rater.CLIENT).values()


_BELOW = N_("{instrument} {by}: {total}, below {value}.")
_AT_OR_ABOVE = N_("{instrument} {by}: {total}, at or above {value}.")


@_registry.rule(
    "own-baseline",
    rule=N_("The client's rating is lower than usual for this client, going by earlier sessions."),
    threshold=lambda settings: _(
        "{score} or more points per square root of the expected variation, and a drop of {drop} or more; "
        "for one rating by itself, {by_itself}",
        score=plain_number(settings.baseline.score),
        drop=plain_number(settings.baseline.drop),
        by_itself=plain_number(float(f"{for_one_rating(settings.baseline).score:.3g}")),
    ),
    false_alarms=N_(
        "In 100 calm sessions of simulated courses, for the mean and with single ratings: 1.5 and 1.9 around a level "
        "of 8.2, 2.1 and 2.7 around 7, 2.8 and 3.8 around 6."
    ),
    source=N_("The own-baseline rule of this program; it does not rest on clinical data."),
)
def below_own_baseline(records: Records, settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    base = settings.baseline
    strict, scales = for_one_rating(base), dict(scale_readings(records, base, since))
    may_be_low = not all(base.never_flags(record.mean(Rater.CLIENT)) for record in records[since:])
    means = mean_readings(records, base, since) if may_be_low else ()
    for place, record in enumerate(records[since:]):
        fallen = {scale: readings[place] for scale, readings in scales.items() if readings[place].flagged}
        low_mean = means[place] if means and means[place].flagged else None
        if low_mean:
            yield _baseline_flag("", low_mean, tuple(_about_the_mean(record, tuple(fallen), low_mean, base.run)))
        for scale, reading in fallen.items():
            if low_mean or reading.leaves_band_of(strict):
                yield _baseline_flag(scale, reading)


def _baseline_flag(component: str, reading: Reading, more: Sequence[str] = ()) -> Flag:
    value, expected = reading.value or 0, reading.outlook.expected if reading.outlook else 0
    says = _(
        "Lower than usual for this client: {scale} {rating}; about {expected} was expected from earlier sessions.",
        scale=scale_in_a_sentence(component) if component else _("mean rating"),
        rating=points(value),
        expected=points(expected),
    )
    numbers = round(value, 2), round(expected, 2)
    told = " ".join((says, *more))
    return Flag("own-baseline", reading.session, component, Rater.CLIENT, *numbers, told, _(NEXT_FOR[component]))


def _about_the_mean(record: SessionRecord, fallen: Sequence[str], mean: Reading, run: int) -> Iterator[str]:
    given = [scale_in_a_sentence(scale) for scale in SCALES if scale in record.ratings_by(Rater.CLIENT)]
    if len(given) < len(SCALES):
        yield _("This covers only {scales}.", scales=joined(given))
    if fallen:
        yield _("Lower on their own: {scales}.", scales=joined([scale_in_a_sentence(scale) for scale in fallen]))
    if mean.level_restarted:
        yield _("{count} sessions like this in a row become a new, lower level.", count=run)


@_registry.rule(
    "views-apart",
    rule=N_("Your mean rating and the client's differ, over the ratings that both gave."),
    threshold=lambda settings: _("{points} points or more", points=plain_number(settings.apart)),
    false_alarms=N_("Not measured."),
    source=N_("A convention of this program, and a setting."),
)
def views_apart(records: Records, settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    for record in records[since:]:
        means = both_means(record)
        if means is None or abs(means[0] - means[1]) < settings.apart:
            continue
        says = _(
            "You rated {clinician} on average, the client {client}.",
            clinician=points(means[0]),
            client=points(means[1]),
        )
        numbers = round(means[0], 2), round(means[1], 2)
        yield Flag("views-apart", record.session.id, "", Rater.CLINICIAN, *numbers, says, _(INVITE))


@_registry.rule(
    "feedback-not-asked-for",
    rule=N_("No quick rating and no instrument by the client for some sessions."),
    threshold=lambda settings: _n("{count} session in a row", "{count} sessions in a row", settings.gap),
    false_alarms=N_("None: it counts sessions."),
    source=N_("A convention of this program, and a setting."),
)
def feedback_not_asked_for(records: Records, settings: FlagSettings, since: int = 0) -> Iterator[Flag]:
    without = next((n for n, record in enumerate(reversed(records[:since])) if _is_heard(record)), since)
    for record in records[since:]:
        without = 0 if _is_heard(record) else without + 1
        if without >= settings.gap:
            says = _n(
                "No rating by the client in the last {count} session.",
                "No rating by the client in the last {count} sessions.",
                without,
            )
            numbers = without, settings.gap
            yield Flag("feedback-not-asked-for", record.session.id, "", "", *numbers, says, _(ASK_FOR_RATINGS))


def _is_heard(record: SessionRecord) -> bool:
    """Whether the client rated the session, filled in an instrument, or gave answers that are held back."""
    return (
        record.held_back
        or bool(record.ratings_by(Rater.CLIENT))
        or any(score.rater is Rater.CLIENT for score in record.scores)
    )


RULES: tuple[Rule, ...] = _registry.all()
