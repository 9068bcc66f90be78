"""A client's answers given alone are hidden in every view until the clinician has rated the session."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alliance_cli.command_lines import command_line
from alliance_cli.core.clock import Clock
from alliance_cli.core.course.picture import picture
from alliance_cli.core.errors import Refused
from alliance_cli.core.ratings import SCALES, How, Rater
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Phase
from alliance_cli.report.page.words import on_day
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.file.vault_file import salt_of
from alliance_cli.usecases.alone.hand_over import HandOver
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.day import DayAtDesk
from alliance_cli.usecases.review.course import course_review
from alliance_cli.usecases.walks.rate import RatingEntry
from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest

from .conftest import PASSPHRASE, Alliance, derive, made_once

TODAY = datetime.now(UTC).astimezone().date()
YESTERDAY = TODAY - timedelta(days=1)
SECRET = "Zwiebelkuchen"
HALF_TYPED = "Pflaumenmus"
LOW: Mapping[str, Value] = {
    "client-understood": 2,
    "client-goals": 2,
    "client-tasks": 2,
    "client-bond": 2,
    "tension": True,
    "tension-note": f"You looked at the {SECRET}.",
    "tension-strength": 9,
    "tension-resolved": 3,
    **{f"gad-7-item-{n}": 3 for n in range(1, 8)},
}
HIGH: Mapping[str, Value] = {
    "client-understood": 9,
    "client-goals": 9,
    "client-tasks": 10,
    "client-bond": 9,
    "tension": False,
    **{f"gad-7-item-{n}": 0 for n in range(1, 8)},
}
READING = (
    ("--json", "--notes"),
    ("J7",),
    ("client", "list"),
    ("client", "list", "--json"),
    ("client", "show", "J7"),
    ("client", "show", "J7", "--json"),
    ("history",),
    ("history", "--json"),
    ("history", "J7"),
    ("history", "J7", "--all"),
    ("history", "J7", "--notes"),
    ("history", "J7", "--json"),
    ("history", "J7", "--notes", "--json"),
    ("history", "J7", "--voices"),
    ("history", "J7", "--voices", "--json"),
    ("history", "--voices", "--json"),
    ("history", "J7", "--explain"),
    ("history", "J7", "--explain", "--json"),
    ("moments", "J7"),
    ("moments", "J7", "--json"),
    ("moments", "--json"),
    ("find", SECRET),
    ("find", "looked", "--json"),
    ("rate", "J7", "--json"),
    ("measure", "J7", "gad-7", "--json"),
    ("day", "--json"),
)
"""Commands that show anything about a client; walks run without input."""
PAGES = (("J7",), ("J7", "--notes", "--confirm", "notes"), ("J7", "--for-client"), ("--caseload",))
THREE = ("--understood", "7", "--goals", "7", "--tasks", "7")
WALKS = (("prep", "J7"), ("session", "J7"), ("reflect", "J7"))
LATER = (
    ("backup",),
    ("backup", "--json"),
    ("sessions", "list", "J7"),
    ("sessions", "list", "J7", "--json"),
    ("sessions", "erase", "J7", "--on", f"{TODAY}"),
    ("sessions", "move", "J7", "--on", f"{TODAY}", "--to", "2026-01-19"),
    ("sessions", "move", "J7", "--on", f"{TODAY}", "--to", "2026-01-19", "--join"),
    ("client", "erase", "J7", "--confirm", "J7", "--confirm", "J7"),
    ("client", "close", "J7", "--ending", "planned"),
    ("vault", "check", "--json"),
    ("vault", "due"),
    ("vault", "compact"),
    ("moments", "J7", "--notes"),
    ("moments", "J7", "--decided"),
    ("supervise",),
    ("goals", "J7"),
    ("tailor", "J7"),
    ("find", HALF_TYPED),
)
"""Commands that count, delete or move."""


@made_once
def session_began(alliance: Alliance) -> Alliance:
    """A client with three rated sessions and one today, whose intention is stored."""
    assert alliance("client", "add", "J7").code == 0
    for day, numbers in (("2026-01-05", "8 8 8 8"), ("2026-01-12", "8 9 8 8"), ("2026-01-19", "9 8 8 8")):
        assert alliance("rate", "J7", *numbers.split(), "--tension", "no", "--on", day).code == 0
    assert alliance("prep", "J7", typed="calm\nListen.\n>\n").code == 0
    return alliance


@contextmanager
def opened(home: Path) -> Iterator[App]:
    """The container of use cases, on the program's vault."""
    places = Places(home)
    vault = Vault.open(places.vault, derive(PASSPHRASE, salt_of(places.vault)))
    app = App(places, Clock(lambda: datetime.now(UTC).astimezone()), lambda _app: vault, lambda _told: None)
    yield app
    vault.close()


def answer_alone(home: Path, answers: Mapping[str, Value], language: str = "") -> None:
    """Answer every question of a hand-over."""
    with opened(home) as app:
        client = app.repository.clients.find("J7")
        assert client is not None
        walk = SessionWalk(app, client, WalkRequest(Phase.IN_SESSION, TODAY))
        walk.begin()
        run = HandOver(walk, language, ["gad-7"])
        interview = run.begin()
        while (step := interview.step) is not None:
            run.keep([(step, answers[step.key])])
            interview = interview.answer(answers[step.key])
        run.finish()


def stop_alone(home: Path, answers: Mapping[str, Value | None], at: str) -> None:
    """Answer the questions of a hand-over up to this one, and leave half-typed text there."""
    with opened(home) as app:
        client = app.repository.clients.find("J7")
        assert client is not None
        walk = SessionWalk(app, client, WalkRequest(Phase.IN_SESSION, TODAY))
        walk.begin()
        run = HandOver(walk, instruments=["gad-7"])
        interview = run.begin()
        while (step := interview.step) is not None and step.key != at:
            run.keep([(step, answers[step.key])])
            value = answers[step.key]
            interview = interview.skip() if value is None else interview.answer(value)
        assert step is not None
        run.drafts.save(step.key, HALF_TYPED)


def on_screens(home: Path) -> str:
    """The data behind the day and the client's sessions on the full screen."""
    with opened(home) as app:
        client = app.repository.clients.find("J7")
        assert client is not None
        review = course_review(app, client, answers=True)
        return repr((DayAtDesk(app, ["J7"]).begin(), review, picture(review.course, review.flags)))


def alike(said: str) -> str:
    """The text without ids and times, which differ between vaults."""
    return re.sub(r"[0-9a-f-]{16,}|T\d{6}|\d\d:\d\d:\d\d(\.\d+)?", "…", said)


def views(alliance: Alliance, home: Path, tmp_path: Path) -> dict[str, str]:
    """The output of each reading command and walk, without input."""
    said = {"on screens": on_screens(home)}
    for command in (*READING, *WALKS, *LATER):
        kept = shutil.copytree(home, tmp_path / "kept")  # a walk can change the vault
        ran = alliance(*command)
        shutil.rmtree(home)
        kept.rename(home)
        said[" ".join(command)] = alike(f"{ran.code}\n{ran.out}\n{ran.err}")
    page = tmp_path / "page.html"
    for asked in PAGES:
        assert alliance("report", asked[0], str(page), *asked[1:]).code == 0
        said[" ".join(("report", *asked))] = page.read_text()
        page.unlink()
    return said


def says_what_is_held_back(views: Mapping[str, str]) -> None:
    """Each view says that answers are held back, and makes no false claim about the client."""
    reflect = f"alliance reflect J7 --on {TODAY}"
    for command in ("history J7", "history J7 --all", "report J7"):
        assert "The client's own answers of" in unescaped(views[command]), command
        assert reflect in unescaped(views[command]), command
    assert "3 rated by the client, 1 with answers that wait for your ratings." in unescaped(views["history J7"])
    assert "Left out: 1 session. The client's own answers" in unescaped(views["history J7 --voices"])
    assert "noted in the sessions counted here." in unescaped(views["history J7 --voices"])
    assert f"Your answers of {on_day(TODAY)} are not shown here yet." in unescaped(views["report J7 --for-client"])
    assert '"held_back": 1' in views["history J7 --voices --json"]
    sessions = json.loads(views["history J7 --json"].split("\n", 1)[1].strip())["sessions"]
    assert [each["held_back"] for each in sessions] == [False, False, False, True]
    assert "h the client's answers wait for your ratings" in unescaped(views["history J7"])
    for command in ("client list", "client show J7", "history"):
        assert "Answers by J7 wait for your own ratings and are not in the mean." in unescaped(views[command])
        assert '"held_back": 1' in views[f"{command} --json"]
    listed = json.loads(views["sessions list J7 --json"].split("\n", 1)[1].strip())["sessions"]
    assert [each["held_back"] for each in listed] == [False, False, False, True]


def unescaped(said: str) -> str:
    """The text on one line, without escapes."""
    return " ".join(html.unescape(said).split())


def test_no_view_depends_on_the_clients_answers_until_the_ratings_are_in(
    session_began: Alliance, home: Path, tmp_path: Path
) -> None:
    before = shutil.copytree(home, tmp_path / "before")
    answer_alone(home, LOW)
    low = views(session_began, home, tmp_path)
    low_home = home.rename(tmp_path / "low")
    shutil.copytree(before, home)
    answer_alone(home, HIGH)
    high = views(session_began, home, tmp_path)
    for command, said in low.items():
        assert said == high[command], command
        assert SECRET not in said or command == f"find {SECRET}"
    assert "1 client, 4 sessions, 2 answers, 12 ratings," in low["backup"]
    says_what_is_held_back(low)
    shutil.rmtree(home)
    low_home.rename(home)
    assert session_began("rate", "J7", "--rater", "clinician", *THREE).code == 0
    kept = session_began("history", "J7", "--json").document
    assert kept["sessions"][-1]["ratings"]["client"] == {}
    assert kept["completeness"]["held_back"] == 1
    assert session_began("rate", "J7", "--rater", "clinician", "--bond", "7").code == 0
    shown = views(session_began, home, tmp_path)
    assert all(shown[f"find {SECRET}"].count(word) for word in (SECRET, "J7"))
    assert all("not shown here yet" not in said and "Left out:" not in said for said in shown.values())
    session = session_began("history", "J7", "--json", "--notes").document["sessions"][-1]
    assert session["held_back"] is False
    assert session["ratings"]["client"] == dict.fromkeys(SCALES, 2) | {
        "tension-strength": 9,
        "tension-resolved": 3,
    }
    assert session["tension"]["client"] is True
    assert session["scores"][0]["total"] == 21
    assert SECRET in session_began("reflect", "J7").out


def test_no_view_reveals_where_a_client_stopped(session_began: Alliance, home: Path, tmp_path: Path) -> None:
    before = shutil.copytree(home, tmp_path / "before")
    stop_alone(home, LOW, "tension-note")
    after_a_yes = views(session_began, home, tmp_path)
    home.rename(tmp_path / "yes")
    shutil.copytree(before, home)
    stop_alone(home, HIGH, "gad-7-item-1")
    for command, said in views(session_began, home, tmp_path).items():
        assert said == after_a_yes[command], command
        assert HALF_TYPED not in said or command == f"find {HALF_TYPED}"


def test_the_card_of_the_next_session_says_what_is_held_back(session_began: Alliance, home: Path) -> None:
    cards = []
    before = home.with_name("before")
    shutil.copytree(home, before)
    for answers in (LOW, HIGH):
        shutil.rmtree(home)
        shutil.copytree(before, home)
        answer_alone(home, answers)
        session_began("sessions", "move", "J7", "--on", f"{TODAY}", "--to", f"{YESTERDAY}")
        reads = ("prep", "J7", "--card"), ("prep", "J7", "--card", "--json", "--notes")
        cards.append([alike(session_began(*command).out) for command in reads])
    assert cards[0] == cards[1]
    says = f"are shown once you have rated that session: alliance reflect J7 --on {YESTERDAY}"
    assert says in unescaped(cards[0][0])
    assert json.loads(cards[0][1])["held_back"] == 1


def test_no_view_reveals_whether_a_client_skipped(session_began: Alliance, home: Path, tmp_path: Path) -> None:
    before = shutil.copytree(home, tmp_path / "before")
    reading = (
        ("sessions", "list", "J7", "--json"),
        ("history", "J7", "--json"),
        ("--json",),
        ("measure", "J7", "gad-7", "--json"),
    )
    said = []
    for answers in (LOW, dict.fromkeys(LOW)):
        shutil.rmtree(home)
        shutil.copytree(before, home)
        stop_alone(home, answers, "gad-7-item-7" if answers is LOW else "gad-7-item-2")
        said.append([alike(session_began(*command).out) for command in reading])
    assert said[0] == said[1]


@pytest.mark.parametrize("answers", [LOW, HIGH])
@pytest.mark.parametrize("other", [("--tension", "yes", "--tension-strength", "5"), ("--bond", "5")])
def test_a_refused_join_names_no_held_back_answer(
    session_began: Alliance, home: Path, answers: Mapping[str, Value], other: tuple[str, ...]
) -> None:
    session_began("rate", "J7", "--on", "2026-01-26", *other)
    answer_alone(home, answers)
    for asked in ((), ("--join",)):
        ran = session_began("sessions", "move", "J7", "--on", "2026-01-26", "--to", f"{TODAY}", *asked)
        assert ran.code == 8
        assert "oth have answers by the client" in unescaped(ran.err)
        assert not [each for each in (*SCALES, "tension", "gad-7") if each in ran.err]


def test_joining_the_clinicians_ratings_releases_held_back_answers(session_began: Alliance, home: Path) -> None:
    session_began("rate", "J7", "--rater", "clinician", *THREE, "--bond", "7", "--on", "2026-01-26")
    answer_alone(home, LOW)
    assert session_began("sessions", "move", "J7", "--on", "2026-01-26", "--to", f"{TODAY}", "--join").code == 0
    assert session_began("history", "J7", "--json").document["sessions"][-1]["ratings"]["client"]["bond"] == 2


def test_a_clinician_can_release_answers_on_purpose_and_cannot_change_them_before(
    session_began: Alliance, home: Path
) -> None:
    answer_alone(home, LOW)
    refused = session_began("rate", "J7", "--bond", "9")
    assert refused.code == 8
    assert "alliance rate J7 --show" in refused.err
    assert session_began("measure", "J7", "gad-7", "--items", "0,0,0,0,0,0,0").code == 8
    assert "bond 2" in session_began("rate", "J7", "--show").out
    assert session_began("history", "J7", "--json").document["sessions"][-1]["ratings"]["client"]["bond"] == 2
    assert session_began("rate", "J7", "--show").code == 3


def test_nothing_is_held_back_if_the_clinician_rated_first(session_began: Alliance, home: Path) -> None:
    session_began("rate", "J7", "--rater", "clinician", *THREE, "--bond", "7")
    answer_alone(home, LOW)
    assert session_began("history", "J7", "--json").document["sessions"][-1]["ratings"]["client"]["bond"] == 2


def test_the_session_walk_skips_what_the_client_answered(session_began: Alliance, home: Path) -> None:
    answer_alone(home, LOW)
    with opened(home) as app:
        client = app.repository.clients.find("J7")
        assert client is not None
        walk = SessionWalk(app, client, WalkRequest(Phase.IN_SESSION, TODAY))
        asked = {prompt.id for prompt in walk.script.prompts}
        assert asked.isdisjoint(LOW)
        assert "closing" in asked
        assert walk.known().keys().isdisjoint(LOW)
        app.repository.held_back.show(app.repository.sessions.on(client, TODAY) or pytest.fail("no session"))
        again = SessionWalk(app, client, WalkRequest(Phase.IN_SESSION, TODAY))
        assert again.known()["client-bond"] == 2
        assert again.known()["tension-note"] == LOW["tension-note"]


def test_a_window_opened_before_reveals_nothing_and_changes_nothing(session_began: Alliance, home: Path) -> None:
    with opened(home) as app:
        client = app.repository.clients.find("J7") or pytest.fail("no client")
        walk = SessionWalk(app, client, WalkRequest(Phase.IN_SESSION, TODAY))
        step = next(each for each in walk.begin().steps if each.key == "client-bond")
        rated = RatingEntry(app, client, TODAY, Rater.CLIENT, How.READ_ALOUD)
        bond = next(each for each in rated.begin().steps if each.key == "client-bond")
        answer_alone(home, LOW)
        for guess in (2, 9, None):
            with pytest.raises(Refused):
                walk.keep([(step, guess)])
            with pytest.raises(Refused):
                rated.keep([(bond, guess)])
    session_began("rate", "J7", "--show")
    assert session_began("history", "J7", "--json").document["sessions"][-1]["ratings"]["client"]["bond"] == 2


def test_an_import_reveals_nothing_and_the_clinicians_ratings_in_it_release_the_answers(
    session_began: Alliance, home: Path, tmp_path: Path
) -> None:
    answer_alone(home, LOW)
    file = tmp_path / "ratings.csv"
    for guess in (2, 9):
        file.write_text(f"client,date,rater,bond\nj7,{TODAY},client,{guess}\n")
        for options in (("--dry-run",), ()):
            ran = session_began("import", str(file), *options)
            assert (ran.code, ran.out) == (8, "")
            assert f"alliance rate J7 --show --on {TODAY}" in unescaped(ran.err)
    file.write_text(f"client,date,rater,understood,goals,tasks,bond\nJ7,{TODAY},clinician,7,7,7,7\n")
    assert session_began("import", str(file)).code == 0
    assert session_began("history", "J7", "--json").document["sessions"][-1]["ratings"]["client"]["bond"] == 2


OWN_SCRIPT = """
id: own
phase: in-session
language: en
title: Own
prompts:
  - {id: bond, kind: rating, scale: bond, rater: client, ask: ASK_BOND, purpose: P, say: SAY_BOND}
  - {id: tension, kind: yes-no, ask: ASK_TENSION, purpose: P}
  - {id: said, kind: text, ask: ASK_SAID, purpose: P, say: SAY_SAID, when: {prompt: tension, is: yes}}
  - {id: mine, kind: text, ask: ASK_MINE, purpose: P, when: {prompt: tension, is: yes}}
  - {id: shown, kind: note, ask: ASK_SHOWN, purpose: P, when: {prompt: tension, is: yes}}
  - {id: my-bond, kind: rating, scale: bond, rater: clinician, ask: A, purpose: P, say: SAY_MINE,
     when: {prompt: tension, is: yes}}
"""


def test_in_a_custom_script_the_client_is_asked_only_the_clients_questions(session_began: Alliance, home: Path) -> None:
    (home / "prompts").mkdir(exist_ok=True)
    (home / "prompts" / "own.yaml").write_text(OWN_SCRIPT)
    assert session_began("prompts", "check").code == 0
    with opened(home) as app:
        client = app.repository.clients.find("J7")
        assert client is not None
        run = HandOver(SessionWalk(app, client, WalkRequest(Phase.IN_SESSION, TODAY, "own")))
        asked = [each.ask for each in run.script.prompts]
    assert asked[0] == "SAY_BOND"
    assert asked[1].startswith("Did anything feel tense between us today")
    assert asked[2:] == ["SAY_SAID"]


def test_an_answer_is_stored_with_the_question_in_the_clients_language(session_began: Alliance, home: Path) -> None:
    answer_alone(home, LOW, "de")
    session_began("rate", "J7", "--show")
    answers = session_began("history", "J7", "--json", "--notes").document["sessions"][-1]["answers"]
    asked = {each["prompt"]: each["asked"] for each in answers}
    assert asked["tension-note"].startswith("Was ging in Ihrem Gegenüber")
    with opened(home) as app:
        client = app.repository.clients.find("J7")
        assert client is not None
        (walk,) = [each for each in app.repository.walks.of(client) if each.phase is Phase.IN_SESSION]
        assert '"language": "en"' in walk.script_version


def test_due_names_a_session_whose_answers_wait_for_the_ratings(session_began: Alliance, home: Path) -> None:
    answer_alone(home, LOW)
    reflect = f"alliance reflect J7 --on {TODAY}"
    rate = "alliance rate J7 --rater clinician"
    (waits,) = [each for each in session_began("--json").document["due"] if each["why"] == "held-back"]
    assert (waits["client"], waits["since"], waits["do"]) == ("J7", f"{TODAY}", reflect)
    assert "the client's answers wait for your ratings" in unescaped(session_began().out)
    with opened(home) as app:
        client = app.repository.clients.find("J7") or pytest.fail("no client")
        walk = SessionWalk(app, client, WalkRequest(Phase.POST_SESSION, TODAY))
        walk.begin()
        walk.finish()
        assert walk.next
        assert command_line(walk.next) == rate
    (waits,) = [each for each in session_began("--json").document["due"] if each["why"] == "held-back"]
    assert waits["do"] == f"{rate} --on {TODAY}"
    session_began("rate", "J7", "--rater", "clinician", *THREE, "--bond", "7")
    assert all(each["why"] != "held-back" for each in session_began("--json").document["due"])


def test_an_export_says_that_it_contains_held_back_answers(session_began: Alliance, home: Path, tmp_path: Path) -> None:
    assert session_began("client", "add", "K9").code == 0
    answer_alone(home, LOW)

    def said(name: str, *more: str) -> str:
        ran = session_began("export", str(tmp_path / name), *more)
        assert ran.code == 0
        return ran.err

    unseen = "answers that a client gave alone and that you have not seen yet."
    assert unseen in unescaped(said("all.json", "--class", "measures"))
    assert unseen in unescaped(said("J7.json", "--class", "measures", "--client", "J7"))
    assert unseen not in unescaped(said("K9.json", "--class", "measures", "--client", "K9"))
    assert unseen not in unescaped(said("own.json", "--class", "own"))
    session_began("rate", "J7", "--show")
    assert unseen not in unescaped(said("after.json", "--class", "measures"))


def test_each_answer_is_marked_as_given_alone(session_began: Alliance, home: Path) -> None:
    answer_alone(home, HIGH)
    with opened(home) as app:
        how = {
            row["how"]
            for row in app.vault.rows("SELECT how FROM rating WHERE session IN (SELECT session FROM held_back)")
        }
        assert how == {"handed-over"}


def test_joined_sessions_keep_held_back_answers(session_began: Alliance, home: Path) -> None:
    answer_alone(home, LOW)
    with opened(home) as app:
        client = app.repository.clients.find("J7")
        assert client is not None
        held = app.repository.sessions.on(client, TODAY)
        assert held is not None
        other = app.repository.sessions.add(client, TODAY)
        app.repository.session_admin.join(held, other)
        assert app.repository.held_back.steps(other) >= {"client-bond", "gad-7"}
