"""How each view looks at 60 and 100 columns in each language, compared with golden files.

After a view was changed on purpose: ``GOLDEN=write pytest tests/views/test_views.py``, then read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import RenderableType

from alliance_cli import translation
from alliance_cli.core.action import session_action
from alliance_cli.core.caseload.day import DaySession, PhaseWalk, day_of
from alliance_cli.core.caseload.due import DueItem, Urgency, sort_due
from alliance_cli.core.caseload.overview import Glance
from alliance_cli.core.course.carry_over import CarryOver, carry_over
from alliance_cli.core.course.client import Client, Termination
from alliance_cli.core.course.course import Course, KeptAnswer, Session, SessionRecord
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.picture import picture
from alliance_cli.core.flags.signals import explanations, flags
from alliance_cli.core.guide import Card, Topic
from alliance_cli.core.own.practice import Practice, practice
from alliance_cli.core.ratings import SCALES, Rater
from alliance_cli.core.sources import Source
from alliance_cli.core.vault.retention import ClientFile, Review
from alliance_cli.core.vault.safekeeping import (
    Access,
    CheckReport,
    Finding,
    FindingKind,
    SalvagedTable,
    VaultComparison,
    VaultContents,
)
from alliance_cli.core.voices.tracking import congruence
from alliance_cli.core.voices.voices import voices
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import RatingKind, TextKind, YesNoKind
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentsKind
from alliance_cli.core.walk.records import ShownAnswer, WalkRecord
from alliance_cli.core.walk.script import SESSION_PHASES, Part, Phase, Prompt, Script
from alliance_cli.line.question import question_lines
from alliance_cli.usecases.review.course import HeardVoices
from alliance_cli.usecases.walks.preparation import Preparation
from alliance_cli.views.card.preparation import preparation_view
from alliance_cli.views.caseload import file_view, glances_view
from alliance_cli.views.content import script_view, topic_view
from alliance_cli.views.course.ratings import compare_view, voices_view
from alliance_cli.views.course.screen import CourseScreen
from alliance_cli.views.course.session import session_view
from alliance_cli.views.course.table import history_view
from alliance_cli.views.due import day_view, due_view
from alliance_cli.views.flags import explanations_view, flags_view
from alliance_cli.views.literal import literal
from alliance_cli.views.own.practice import practice_view
from alliance_cli.views.vault import comparison_view, findings_view, log_view, reviews_view, salvage_view

from .drawing import drawn

HEADINGS = {"when", "client", "what", "waits", "since", "command", "#", "date", "u", "g", "t", "b", "-", "---"}
"""Headings and placeholder signs of tables, which are left out if rows are listed one below another."""
CUT_ON_ANY = "card-of-long-texts"
"""The view that shows only the beginning of its texts on any screen."""
GOLDEN = {"en": Path(__file__).with_name("golden"), "de": Path(__file__).with_name("golden_de")}
FIRST, TODAY = date(2026, 1, 5), date(2026, 3, 9)
LONGEST = "A-code-of-24-characters-"
NOTE = "Went quiet when I brought up the [worksheet], then agreed very quickly; looked at the door twice."
PLAN = "Open with what the worksheet is like for her, offer to drop it, and say that I noticed."
ALL = {Phase.PRE_SESSION: "finished", Phase.IN_SESSION: "finished", Phase.POST_SESSION: "finished"}


def session(number: int) -> Session:
    return Session(f"s{number}", "c", FIRST + timedelta(weeks=number - 1), number)


def ratings(*values: int | None) -> dict[str, int]:
    return {scale: value for scale, value in zip(SCALES, values, strict=True) if value is not None}


def rupture(number: int, state: MomentState, **more: str) -> Moment:
    on = session(number).on
    return Moment(f"r{number}", f"s{number}", on, MomentKind.RUPTURE, NOTE, state=state, **more)


def strong(number: int) -> Moment:
    words = "We laughed about the first attempt, then tried it once more."
    return Moment(f"g{number}", f"s{number}", session(number).on, MomentKind.STRONG, words, component="bond")


RECORDS = (
    SessionRecord(session(1), ALL, {Rater.CLIENT: ratings(8, 8, 7, 9), Rater.CLINICIAN: ratings(7, 7, 7, 8)}),
    SessionRecord(
        session(2),
        {**ALL, Phase.POST_SESSION: "unfinished"},
        {Rater.CLIENT: ratings(5, 6, 4, None)},
        (rupture(2, MomentState.OPEN, marker="confrontation", component="tasks", noticed_by="client", plan=PLAN),),
    ),
    SessionRecord(session(3), {Phase.IN_SESSION: "finished"}),
    SessionRecord(
        session(10),
        ALL,
        {Rater.CLIENT: ratings(10, 10, 10, 10), Rater.CLINICIAN: ratings(10, 9, 10, 10)},
        (strong(10), rupture(10, MomentState.REPAIRED, marker="withdrawal"), rupture(10, MomentState.OPEN)),
        "Slow down; ask before I explain, and let the silences be as long as they want to be.",
    ),
)
LATER = date(2027, 1, 1)
AT = datetime(2026, 3, 9, 8, 30, 5, tzinfo=UTC)
COURSE = Course(Client("c", LONGEST, FIRST), RECORDS)
ANSWERS = (
    KeptAnswer("s1", Phase.PRE_SESSION, "grounded", "How do you come to this hour?", "x", "Tired, two breaths."),
    KeptAnswer("s10", Phase.POST_SESSION, "learned", "What would you do the same way again?", "x", NOTE),
)


def card(carried: CarryOver, *, unicode: bool) -> RenderableType:
    return preparation_view(Preparation(carried, (), None), unicode=unicode)


def long_card() -> RenderableType:
    words = "שָׁלוֹם, she said twice. 👩‍👩‍👧‍👦 "
    long = Moment("r1", "s1", FIRST, MomentKind.RUPTURE, words * 500, plan=f"{PLAN}\n" * 500, state=MomentState.OPEN)
    course = Course(Client("c", "J7", FIRST), (SessionRecord(session(1), ALL, {}, (long,), intention=words * 9),))
    return card(carry_over(course, TODAY), unicode=True)


WEEK = TODAY - timedelta(weeks=1)
LATE = session_action(LONGEST, Phase.POST_SESSION, WEEK, "after-a-long-evening")
WAITING = sort_due(
    (
        DueItem("J7", Urgency.OPEN_RUPTURE, FIRST, session_action("J7", Phase.PRE_SESSION, None)),
        DueItem("K12", Urgency.NOT_REFLECTED, WEEK, session_action("K12", Phase.POST_SESSION, WEEK)),
        DueItem(LONGEST, Urgency.UNFINISHED, WEEK, LATE, Phase.POST_SESSION),
        DueItem(LONGEST, Urgency.UNFINISHED, WEEK, LATE, Phase.IN_SESSION),
        *(
            DueItem("M3", Urgency.NOT_REFLECTED, day, session_action("M3", Phase.POST_SESSION, day))
            for day in (FIRST, WEEK, WEEK - timedelta(days=1))
        ),
    )
)


def due() -> RenderableType:
    return due_view(WAITING)


def a_day() -> RenderableType:
    def walks(*finished: bool) -> tuple[PhaseWalk, ...]:
        return tuple(PhaseWalk(phase, phase, end) for phase, end in zip(SESSION_PHASES, finished, strict=False))

    sessions = (
        DaySession("M3", walks(True, True, True)),
        DaySession(LONGEST, walks(True, False)),
        DaySession("J7"),
        DaySession("K9", last_on=WEEK),
    )
    return day_view(day_of(TODAY, sessions, WAITING, {}))


def glances() -> RenderableType:
    return glances_view(
        (
            Glance("J7", False, 12, TODAY, 8.25, 1),
            Glance("K12", False, 0, None, None, 0),
            Glance(LONGEST, True, 130, FIRST, 10.0, 12),
        )
    )


def reviews() -> RenderableType:
    closed = Client("c", LONGEST, FIRST, TODAY, Termination.PLANNED)
    seen = ClientFile(Client("d", "J7", FIRST), 1, FIRST)
    return reviews_view((Review(ClientFile(closed, 130, None), FIRST), Review(seen, TODAY)), 7)


def log() -> RenderableType:
    return log_view((Access(AT, "client close", LONGEST), Access(AT, "", "")), 2)


HELD = VaultContents(6, 130, 1480, 1, 0, TODAY)
FOUND = (
    Finding(FindingKind.ACCESS, "others on this machine can read the file; close it with: chmod 600 /home/me/v.db"),
    Finding(FindingKind.PAGE, "page 12 of the file was changed since it was written"),
    Finding(FindingKind.STRUCTURE, "cannot be read to its end", "answer"),
    Finding(
        FindingKind.TIE, "belongs to a session that does not exist", "walk", "0199c0de-5e55-7000-8000-01", "session"
    ),
)


def rehearsal(week: int, skill: str | None, rating: int | None, **more: str | int) -> WalkRecord:
    given = {"skill": skill, "self-rating": rating, **{step.replace("_", "-"): value for step, value in more.items()}}
    labels = {"metacommunication": "talking about the relationship", "agenda-setting": "setting the agenda together"}
    labels |= {"role-play": "in role play", "colleague": "a colleague"}
    words = (
        ShownAnswer(step, "?", labels.get(str(value), str(value))) for step, value in given.items() if value is not None
    )
    on = FIRST + timedelta(weeks=week)
    finished = week != 8
    return WalkRecord(f"w{week}", Phase.PRACTICE, "practice", on, finished, answers=given, words=tuple(words))


def practised() -> Practice:
    here, objective = "metacommunication", "When criticised, ask one [question] before I explain anything at all."
    often = {"how": "role-play", "feedback": "colleague"}
    return practice(
        (
            rehearsal(1, "agenda-setting", 6, objective="Open with a question.", repetitions=1, minutes=1),
            rehearsal(2, here, None, objective=objective, next_step="Find someone to practise with."),
            rehearsal(3, here, 3, objective=objective, repetitions=10, minutes=12, next_step="Slower.", **often),
            rehearsal(4, here, None, objective=objective, repetitions=0, next_step="Slower."),
            rehearsal(5, None, None, minutes=5),
            rehearsal(8, here, 10, objective=objective, repetitions=999, next_step="Slower, and aloud.", **often),
        ),
        [FIRST, FIRST + timedelta(weeks=1), *[FIRST + timedelta(weeks=3)] * 2],
    )


VIEWS: dict[str, Callable[[], RenderableType]] = {
    "card": lambda: card(carry_over(COURSE, LATER), unicode=True),
    "card-of-a-first-session": lambda: card(carry_over(Course(COURSE.client, ()), LATER), unicode=True),
    CUT_ON_ANY: long_card,
    "card-without-unicode": lambda: card(carry_over(COURSE, LATER), unicode=False),
    "history": lambda: history_view(COURSE, RECORDS, unicode=True),
    "history-with-notes": lambda: history_view(COURSE, RECORDS[-2:], unicode=True, answers=ANSWERS, notes=True),
    "history-of-nothing": lambda: history_view(Course(COURSE.client, ()), (), unicode=True),
    "compare": lambda: compare_view(RECORDS[0]),
    "compare-with-gaps": lambda: compare_view(RECORDS[1]),
    "compare-with-nothing": lambda: compare_view(RECORDS[2]),
    "session": lambda: session_view(RECORDS[0], flags(COURSE), ANSWERS),
    "session-without-words": lambda: session_view(
        RECORDS[-1], flags(COURSE), ANSWERS, raters={Rater.CLIENT}, words=False
    ),
    "practice": lambda: practice_view(practised(), unicode=True),
    "practice-every": lambda: practice_view(practised(), unicode=False, every=True),
    "practice-of-nothing": lambda: practice_view(Practice(), unicode=True),
    "due": due,
    "due-nothing": lambda: due_view(()),
    "day": a_day,
    "day-without-sessions": lambda: day_view(day_of(TODAY, (), WAITING, {})),
    "day-of-nothing": lambda: day_view(day_of(TODAY, (), (), {})),
    "glances": glances,
    "glances-of-nobody": lambda: glances_view(()),
    "reviews": reviews,
    "reviews-of-nothing": lambda: reviews_view((), 7),
    "log": log,
    "log-in-part": lambda: log_view((Access(AT, "history"),), 41),
    "log-of-nothing": lambda: log_view((), 0),
    "backup-against-vault": lambda: comparison_view(VaultComparison(HELD, VaultContents(0, 0, 0, 0, 0, None))),
    "backup-against-nothing": lambda: comparison_view(VaultComparison(HELD, None)),
    "check": lambda: findings_view(CheckReport(2, FOUND)),
    "check-of-a-sound-vault": lambda: findings_view(CheckReport(2, ())),
    "salvage": lambda: salvage_view((SalvagedTable("client", 6, 0), SalvagedTable("answer", 1480, 12))),
    "file": lambda: file_view(Client("c", LONGEST, FIRST, TODAY, Termination.UNPLANNED, LATER)),
}


TOPIC = Topic(
    "repair",
    "Repair",
    "en",
    "Four steps.",
    (Card("invite", "Invite", "Ask, then listen.", say="How was that?", mistaken_for="An interrogation."),),
    (Source("A free text."),),
)
ASKED = Script(
    "closing",
    Phase.IN_SESSION,
    "Closing",
    "en",
    (
        Prompt("felt", "How was it?", "To hear it.", TextKind(), say="How was today?", part=Part.CLOSING),
        Prompt("client-bond", "How near?", "To hear it.", RatingKind("bond", Rater.CLIENT, 1, 10, "far", "near")),
        Prompt("tension", "Was there tension?", "To hear it.", YesNoKind()),
        Prompt("ruptures", "Anything else?", "To keep it.", MomentsKind(MomentKind.RUPTURE, 3)),
    ),
)


def picture_view() -> RenderableType:
    return CourseScreen(COURSE, picture(COURSE, flags(COURSE)), flags(COURSE), unicode=True)


def asked() -> RenderableType:
    """Each question of a walk; the first one was answered before."""
    walk = Interview.begin(ASKED, {"felt": "Good."}, again=True)
    lines: list[str] = []
    while walk.step is not None:
        lines += [*question_lines(walk, walk.step), ""]
        walk = walk.keep() if walk.known is not None else walk.skip()
    return literal("\n".join(lines))


DRAWN: dict[str, Callable[[], RenderableType]] = {
    "picture": picture_view,
    "voices": lambda: voices_view(
        HeardVoices(voices(COURSE), congruence(COURSE), LONGEST, tuple(each.session for each in RECORDS)), unicode=True
    ),
    "explain": lambda: explanations_view(explanations(), flags(COURSE)),
    "flags": lambda: flags_view(flags(COURSE)),
    "questions": asked,
    "learn": lambda: topic_view(TOPIC),
    "script": lambda: script_view(ASKED),
}
"""Views that draw, or that have other contents on a narrow screen."""
AGREED = {**VIEWS, **DRAWN}


@pytest.fixture
def _said_in(request: pytest.FixtureRequest) -> Iterator[None]:
    translation.choose(lambda: str(request.param))
    yield
    translation.choose(lambda: "en")


@pytest.mark.parametrize(("language", "_said_in"), [(each, each) for each in GOLDEN], indirect=["_said_in"])
@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("name", AGREED)
@pytest.mark.usefixtures("_said_in")
def test_a_view_matches_its_golden_file(name: str, width: int, language: str) -> None:
    golden, shown = GOLDEN[language] / f"{name}-{width}.txt", drawn(AGREED[name](), width) + "\n"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


def told(shown: str) -> set[str]:
    return {word.rstrip(",") for word in shown.split()}


@pytest.mark.parametrize("width", [40, 60])
@pytest.mark.parametrize("name", [name for name in VIEWS if name != CUT_ON_ANY])
def test_nothing_is_cut_off_on_a_narrow_screen(name: str, width: int) -> None:
    narrow, wide = drawn(VIEWS[name](), width), drawn(VIEWS[name](), 1000)
    assert max(map(len, narrow.splitlines())) <= width
    assert "…" not in narrow
    assert told(wide) - HEADINGS <= told(narrow)


@pytest.mark.parametrize("folder", GOLDEN.values(), ids=list(GOLDEN))
def test_every_golden_file_belongs_to_a_view(folder: Path) -> None:
    kept = {path.name for path in folder.iterdir()}
    assert kept == {f"{name}-{width}.txt" for name in AGREED for width in (60, 100)}
