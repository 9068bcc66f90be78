"""The card at the start of a preparation: it fits the window, and says what it leaves out.

After the card was changed on purpose: ``GOLDEN=write pytest tests/views/test_preparation_view.py``, then read the
difference.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from alliance_cli.content.folders import in_order, languages, shipped_folder
from alliance_cli.content.store import Library
from alliance_cli.core.course.carry_over import Background, CarryOver, carry_over
from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Course, Session, SessionRecord
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.flags.flag import Flag
from alliance_cli.core.ratings import SCALES, Rater
from alliance_cli.core.walk.client_words import ClientWords
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.records import ShownAnswer, WalkLinks, WalkRecord
from alliance_cli.core.walk.script import Phase
from alliance_cli.usecases.walks.preparation import Preparation
from alliance_cli.views.card.preparation import preparation_view

from .drawing import drawn

GOLDEN = Path(__file__).with_name("golden_cards")
SHIPPED = shipped_folder()
LAST = date(2026, 11, 16)
OPENING = 6
"""The rows of the heading and the first question, in a window of 80 columns."""
LONG = "She said that the worksheet felt like an exam she had not been told about, and that she had wanted to leave. "
FACTORS = {
    "communication": "Between the lines; a yes may mean that she would rather not say no",
    "emotion": "Quiet in sorrow, loud in joy",
    "authority": "As a guide who asks first",
    "help-seeking": "Her mother must not know",
}


def moment(number: int, session: str, on: date, times: int) -> Moment:
    plan = f"Ask what it was like, number {number}. " + LONG * (times - 1)
    note = f"Went quiet at the clock, number {number}. " + LONG * (times - 1)
    return Moment(
        f"m{number}", session, on, MomentKind.RUPTURE, note, "both", "withdrawal", "bond", plan, state=MomentState.OPEN
    )


def repaired(on: date) -> Moment:
    answers = {"new-path": "start with two minutes of settling", "outcome": "repaired"}
    repair = WalkRecord("r", Phase.REPAIR, "repair", on, True, WalkLinks(), answers)
    state = MomentState.REPAIRED
    return Moment("old", "s12", on, MomentKind.RUPTURE, "x", state=state, resolved_in="s12", repairs=(repair,))


def card(ruptures: int, times: int = 1) -> CarryOver:
    """A full card with this many open ruptures, and with notes ``times`` as long as usual."""
    records = []
    for number in range(1, 13):
        on = LAST - timedelta(weeks=12 - number)
        noted = [moment(each, f"s{number}", on, times) for each in range(number, ruptures + 1, 12)]
        if number == 12:
            noted += [repaired(on), Moment("g", "s12", on, MomentKind.STRONG, "We laughed. " * times, component="bond")]
        records.append(
            SessionRecord(
                Session(f"s{number}", "c", on, number),
                {Phase.IN_SESSION: "finished"},
                {Rater.CLIENT: dict.fromkeys(SCALES, 8 if number < 12 else 6)},
                tuple(noted),
                "Slow down; ask before I explain. " + LONG * (times - 1),
            )
        )
    said = (
        ClientWords("closing", "?", "Being asked first helped. " + LONG * (times - 1), LAST),
        ClientWords("tension-note", "?", "When you looked at the clock. " + LONG * (times - 1), LAST, True),
    )
    return carry_over(Course(Client("c", "J7", LAST), tuple(records)), date(2026, 11, 23), said=said)


def preparation(ruptures: int, times: int = 1, factor_times: int = 1) -> Preparation:
    tailoring = tuple(ShownAnswer(step, "?", " ".join([text] * factor_times)) for step, text in FACTORS.items())
    background = Background("J7", tailoring, skill="talking about the relationship", wording="Something changed. " * 6)
    flags = (
        Flag(
            "low-rating", "s12", "goals", "client", 5.0, 5.0, "The client rated goals 5.", "Ask what matters most now."
        ),
        Flag("own-baseline", "s12", "", "client", 6.2, 8.3, LONG.strip(), "Name the shift without judging it."),
        Flag("apart", "s12", "", "both", 6.2, 8.3, "The third flag.", "Nothing."),
    )
    return Preparation(card(ruptures, times), flags, background)


def lines(found: Preparation, rows: int | None, width: int = 80) -> Sequence[str]:
    return drawn(preparation_view(found, unicode=True, rows=rows), width).splitlines()


@pytest.mark.parametrize("rows", [24, 30, 50])
def test_a_card_matches_its_golden_file(rows: int) -> None:
    golden, shown = GOLDEN / f"card-{rows}-rows.txt", "\n".join(lines(preparation(20), rows - OPENING)) + "\n"
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("factor_times", [1, 12])
@pytest.mark.parametrize("times", [1, 5])
@pytest.mark.parametrize("ruptures", [0, 3, 20])
@pytest.mark.parametrize("rows", [24, 30, 50])
def test_a_card_fits_its_window(rows: int, ruptures: int, times: int, factor_times: int, width: int) -> None:
    found = preparation(ruptures, times, factor_times)
    shown = lines(found, rows - OPENING, width)
    assert len(shown) <= rows - OPENING
    assert max(map(len, shown)) <= width
    flat = " ".join(" ".join(shown).split())
    assert "Being asked first helped." in flat
    assert "When you looked at the clock." in flat
    assert "you agreed: start with two minutes of settling" in flat or width == 60
    assert "Slow down; ask before I explain." in flat


@pytest.mark.parametrize("rows", [24, 30, 50])
def test_three_open_ruptures_are_shown_with_plans_and_the_rest_counted(rows: int) -> None:
    shown = lines(preparation(20), rows - OPENING)
    for number in (12, 11, 10):
        assert any(f"Ask what it was like, number {number}." in line for line in shown)
    assert any("and 17 more open: alliance moments J7 --open" in line for line in shown)
    assert any("Close one: alliance moments J7 --resolve " in line for line in shown)
    assert not any("more open" in line for line in lines(preparation(3), rows - OPENING))


@pytest.mark.parametrize("rows", [24, 30, 50, None])
def test_how_a_client_likes_to_be_worked_with_is_never_cut(rows: int | None) -> None:
    shown = " ".join(" ".join(lines(preparation(3), rows and rows - OPENING)).split())
    for step, text in FACTORS.items():
        label = step.replace("-", " ")
        assert (f"{label}: {text}" in shown) == (f"{label}:" in shown)


def test_left_out_parts_are_counted_with_the_commands_that_show_them() -> None:
    rest = lines(preparation(3, factor_times=12), 24 - OPENING)[-1]
    assert rest == "And 6 more: alliance history J7 --notes · alliance tailor J7 --history"


def test_at_most_two_flags_are_shown_each_with_its_next_step() -> None:
    shown = " ".join(" ".join(lines(preparation(0), None)).split())
    assert "The client rated goals 5. Next: Ask what matters most now." in shown
    assert "Next: Name the shift" in shown
    assert "The third flag" not in shown
    assert "And 1 more: alliance history J7 --notes" in shown


def test_with_room_for_everything_nothing_is_reported_as_left_out() -> None:
    found = preparation(1)
    shown = lines(Preparation(found.card, found.flags[:2], found.background), None)
    assert not any("more: " in line or "…" in line for line in shown)


@pytest.mark.parametrize("rows", [1, 2, 5, 10])
def test_a_tiny_window_shows_the_heading_and_says_the_rest_is_left_out(rows: int) -> None:
    shown = lines(preparation(20), rows)
    assert shown[0].startswith("J7 · last session")
    assert any("more: " in line for line in shown)


MISSED = tuple(
    MissedSession(f"m{weeks}", LAST - timedelta(weeks=weeks), why)
    for weeks, why in enumerate((Missed.NO_SHOW, Missed.LATE, Missed.CANCELLED, Missed.NO_SHOW), start=1)
)


def missing(ruptures: int, *missed: MissedSession, skipped_on: date | None = None) -> Preparation:
    found = preparation(ruptures)
    changed = replace(found.card, missed=missed, missed_so_far=len(missed), skipped_on=skipped_on)
    return replace(found, card=changed)


def test_missed_sessions_are_shown_beside_open_ruptures() -> None:
    flat = " ".join(" ".join(lines(missing(1, MISSED[0]), None)).split())
    assert "Missed 9 Nov (did not come). Missing a session can be a withdrawal." in flat
    assert flat.index("Possible ruptures") < flat.index("Missed") < flat.index("Last intention")
    many = " ".join(" ".join(lines(missing(0, *MISSED), None)).split())
    assert "9 Nov (did not come), 2 Nov (cancelled late), 26 Oct (cancelled); 4 so far." in many


@pytest.mark.parametrize("rows", [24, 30, 50])
def test_a_full_card_shows_missed_sessions_and_a_gap_only_if_there_is_room(rows: int) -> None:
    shown = lines(missing(20, MISSED[0], skipped_on=LAST), rows - OPENING)
    assert len(shown) <= rows - OPENING
    assert any(line.startswith("Missed ") for line in shown)
    assert not any(line.startswith("A gap") for line in shown)
    whole = lines(missing(20, MISSED[0], skipped_on=LAST), None)
    assert any(line.startswith("A gap") for line in whole)


def test_a_gap_takes_one_line_with_the_command_to_note_a_missed_session() -> None:
    flat = " ".join(" ".join(lines(missing(0, skipped_on=LAST), None, 120)).split())
    command = "alliance sessions add J7 --missed no-show --on 2026-11-16"
    assert f"A gap Nothing is noted around 16 Nov. If a session was missed: {command}" in flat


def test_before_a_first_session_the_card_is_empty() -> None:
    empty = carry_over(Course(Client("c", "J7", LAST), ()), LAST)
    assert lines(Preparation(empty, (), None), 10) == ["J7: nothing is kept from an earlier session."]


def test_words_from_an_earlier_session_have_its_date() -> None:
    found = preparation(0)
    said = (ClientWords("closing", "?", "Slower helped.", date(2025, 12, 1)),)
    earlier = CarryOver(**{name: getattr(found.card, name) for name in CarryOver.__slots__} | {"said": said})
    assert any(
        "The client said    1 Dec 2025, closing: Slower helped." in line
        for line in lines(Preparation(earlier, (), None), 50)
    )


@pytest.mark.parametrize("language", sorted(languages([SHIPPED])))
def test_a_shipped_skills_wording_is_shown_whole_in_an_ordinary_window(language: str) -> None:
    empty = carry_over(Course(Client("c", "J7", LAST), ()), LAST)
    for each in Library(in_order(Path("/nowhere"), SHIPPED, language)).find("skills").cards:
        shown = lines(Preparation(empty, (), Background("J7", skill=each.title, wording=each.say)), 50 - OPENING, 100)
        assert " ".join(" ".join(shown).split()).endswith(f'"{" ".join(each.say.split())}"')
