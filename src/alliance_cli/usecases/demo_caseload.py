"""Six invented clients for the demo; the numbers come from a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct, field

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.ratings import SCALES, How
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import SESSION_PHASES, Phase, Script
from alliance_cli.translation import N_, _
from alliance_cli.usecases.app import App

Noted = dict[int, dict[str, str]]


class Invented(Struct, frozen=True):
    """A course: where the client's ratings (1-10) start and end, and what was noted in which session."""

    code: str
    sessions: int
    starts: float
    ends: float
    rated: bool = True
    strong: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Note and component by session number."""
    ruptures: Noted = field(default_factory=dict)
    repaired_in: dict[int, int] = field(default_factory=dict)
    """The session in which a rupture was repaired, by the session of the rupture."""
    tension: dict[int, dict[str, Value]] = field(default_factory=dict)
    """The answers about tension and the ratings after them (1-10), by session number."""
    closing: dict[int, str] = field(default_factory=dict)
    """What the client said at the end had helped or felt off, by session number."""


_IN_WORDS = ("note", "plan")
"""The clinician's own words about a rupture."""
_SEED = 7
INVENTED = (
    Invented(
        "J7",
        12,
        8.2,
        8.6,
        strong={
            9: (N_("Said out loud that the weekly plan is hers now, not mine."), "goals"),
            12: (N_("We laughed about the first attempt, then tried it again."), "bond"),
        },
        ruptures={
            12: {
                "note": N_("Went quiet when I brought up the worksheet, then agreed very quickly."),
                "noticed_by": "clinician",
                "marker": "withdrawal",
                "component": "tasks",
                "plan": N_("Open with what the worksheet is like for her, and offer to drop it."),
            }
        },
        closing={12: N_("Trying it again helped. The worksheet felt like a test.")},
    ),
    Invented(
        "M3",
        16,
        7.6,
        8.8,
        strong={14: (N_("Told me I had been right to ask again."), "bond")},
        ruptures={
            8: {
                "note": N_("Challenged the homework: it felt like school."),
                "noticed_by": "both",
                "marker": "confrontation",
                "component": "tasks",
                "plan": N_("Own that I set it without asking; agree on a form that fits."),
            }
        },
        repaired_in={8: 9},
        tension={
            8: {
                "tension": True,
                "tension-strength": 7,
                "tension-resolved": 4,
                "clinician-strength": 6,
                "clinician-resolved": 6,
            }
        },
    ),
    Invented("K12", 20, 8.8, 5.4, strong={4: (N_("Brought photographs from the trip."), "bond")}),
    Invented("T5", 8, 0, 0, rated=False, strong={6: (N_("Stayed with the silence and then spoke."), "bond")}),
    Invented("B2", 14, 4.8, 8.2, strong={11: (N_("Named a goal in her own words for the first time."), "goals")}),
    Invented("R9", 30, 8.6, 8.9, strong={27: (N_("Explained the exercise to me, and why it helps."), "tasks")}),
)


def build(app: App) -> None:
    """Fill an empty vault; the last sessions were a week ago, so today is the next one."""
    rng = random.Random(_SEED)  # noqa: S311 - invented numbers, not secrets
    scripts = {script: app.catalog.script_version(script) for script in map(app.catalog.script, SESSION_PHASES)}
    with app.repository.change():
        for place, invented in enumerate(INVENTED):
            _build_client(app, invented, app.clock.today - timedelta(days=7 + place), scripts, rng)


def _build_client(app: App, invented: Invented, last: date, scripts: Mapping[Script, str], rng: random.Random) -> None:
    first = last - timedelta(weeks=invented.sessions - 1)
    client = app.repository.clients.add(invented.code, first)
    sessions = []
    for number in range(1, invented.sessions + 1):
        sessions.append(app.repository.sessions.add(client, first + timedelta(weeks=number - 1)))
        answers = _answers(invented, number, rng)
        for script, version in scripts.items():
            _walk(app, sessions[-1], script, version, answers)
    _repair(app, client, invented, sessions)


def _walk(app: App, session: Session, script: Script, version: str, answers: dict[str, Value]) -> None:
    steps = [step for step in Interview(script, answers).steps if not step.is_shown_only]
    walk = app.repository.walks.begin(session, script, version)
    how = How.READ_ALOUD if script.phase is Phase.IN_SESSION else How.RECALLED
    app.repository.answers.save(walk, [(step, answers.get(step.key)) for step in steps], how)
    app.repository.walks.finish(walk)


def _answers(invented: Invented, number: int, rng: random.Random) -> dict[str, Value]:
    share = (number - 1) / max(1, invented.sessions - 1)
    level = invented.starts + (invented.ends - invented.starts) * share
    answers: dict[str, Value] = {"intention": _("Slow down; ask before I explain.")}
    for scale in SCALES:
        if invented.rated:
            answers[f"client-{scale}"] = _rating(level - (2.5 if number in invented.ruptures else 0), rng)
        answers[f"clinician-{scale}"] = _rating((level or 7.5) - 0.6, rng)
    if number in invented.closing:
        answers["closing"] = _(invented.closing[number])
    if number in invented.strong:
        note, component = invented.strong[number]
        answers |= {"strongest.1.note": _(note), "strongest.1.component": component}
    for field_id, text in invented.ruptures.get(number, {}).items():
        answers[f"ruptures.1.{field_id}"] = _(text) if field_id in _IN_WORDS else text
    return answers | invented.tension.get(number, {})


def _rating(level: float, rng: random.Random) -> int:
    return min(10, max(1, round(rng.gauss(level, 0.5))))


def _repair(app: App, client: Client, invented: Invented, sessions: list[Session]) -> None:
    for moment in app.repository.courses.of(client).open_ruptures:
        number = next(each.number for each in sessions if each.id == moment.session)
        if number in invented.repaired_in:
            repaired_in = sessions[invented.repaired_in[number] - 1].id
            app.repository.moments.resolve(moment.id, MomentState.REPAIRED, repaired_in)
