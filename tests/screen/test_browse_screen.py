"""The screen for browsing sessions: the list, the chart, and the chosen session in full."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import OptionList

from alliance_cli.core.course.course import Course, KeptAnswer
from alliance_cli.core.course.missed import Missed, MissedSession
from alliance_cli.core.course.moment import Moment, MomentState
from alliance_cli.core.course.picture import picture
from alliance_cli.core.flags.signals import flags, one_per_kind_and_session
from alliance_cli.core.walk.moment_kinds import MomentKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.browse_screen import BrowsePage, BrowseScreen
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.usecases.review.course import CourseReview
from tests.core.rated import FIRST, course, record
from tests.screen.conftest import at

SIZES = [(60, 20), (100, 30), (140, 50)]
RARE = "wolkenbruchglas"


def noted(number: int, state: MomentState) -> Moment:
    note = f"{RARE} [b]bold[/b]"
    return Moment(f"m{number}", f"s{number}", FIRST, MomentKind.RUPTURE, note, noticed_by="client", state=state)


def page(count: int = 12) -> BrowsePage:
    """A course with possible ruptures in sessions 4 and 9, and a session missed before the second."""
    records = []
    for number in range(1, count + 1):
        one = record(number, 8 if number != 9 else 4, (7, 7, 7, 7) if number % 2 else None)
        if number in (4, 9):
            one = type(one)(one.session, ratings=one.ratings, moments=(noted(number, MomentState.OPEN),))
        records.append(one)
    missed = MissedSession("x", records[1].session.on, Missed.NO_SHOW) if count > 2 else None
    whole = Course(course(*records).client, tuple(records), missed=(missed,) if missed else ())
    raised = flags(whole)
    answers = tuple(
        KeptAnswer(
            each.session.id, Phase.POST_SESSION, "learned", "What next?", "x", f"Ask {each.session.number} first. " * 20
        )
        for each in records
    )
    found = CourseReview(whole, raised, answers)
    return BrowsePage(found, picture(whole, raised), tuple(one_per_kind_and_session(raised)))


def seen(pilot: Pilot[Leaving]) -> str:
    """All text on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def chosen(pilot: Pilot[Leaving]) -> int | None:
    place = pilot.app.screen.query_one("#sessions", OptionList).highlighted
    return None if place is None else place + 1


async def press(pilot: Pilot[Leaving], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.pause()
    return seen(pilot)


def test_a_held_back_session_names_the_command_that_shows_it() -> None:
    held = replace(record(1, None, 7), held_back=True)
    whole = course(held)
    shown = BrowsePage(CourseReview(whole, (), ()), picture(whole, ()), ())

    async def act(pilot: Pilot[Leaving]) -> None:
        said = " ".join(seen(pilot).split())
        assert "The client's own answers of" in said
        assert "are shown once you have rated that session:" in said
        assert f"alliance reflect J7 --on {held.session.on}" in said
        assert "Nobody was asked about tension." not in said

    at(BrowseScreen(shown), act, (160, 50))


@pytest.mark.parametrize("size", SIZES)
def test_the_latest_session_is_chosen_at_first_and_every_list_row_fits(size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        shown = seen(pilot)
        assert "Session 12, " in shown
        assert "▲" in shown
        sessions = pilot.app.screen.query_one("#sessions", OptionList)
        assert sessions.virtual_size.height == 12, "one line each"
        assert "Esc leave" in shown.splitlines()[-1]

    assert at(BrowseScreen(page()), act, size) is None


@pytest.mark.parametrize("size", SIZES)
def test_the_chart_follows_the_cursor(size: tuple[int, int]) -> None:
    def marks(shown: str) -> set[int]:
        sign = "^" if size[1] < 26 else "┊"
        return {line.index(sign) for line in shown.splitlines() if sign in line}

    async def act(pilot: Pilot[Leaving]) -> None:
        latest = marks(seen(pilot))
        before = marks(await press(pilot, "up"))
        first = marks(await press(pilot, "home"))
        assert [len(each) for each in (latest, before, first)] == [1, 1, 1]
        assert max(first) < max(before) < max(latest)

    at(BrowseScreen(page()), act, size)


def test_a_long_course_is_drawn_around_the_cursor() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert "┊" in await press(pilot, "home")
        assert "┊" in await press(pilot, *["pagedown"] * 2)

    at(BrowseScreen(page(90)), act)


def test_keys_jump_between_ruptures_and_stop_at_the_last() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        told = await press(pilot, "n")
        assert (chosen(pilot), "No later one" in told) == (12, True)
        for key, expected in (("p", 9), ("p", 4), ("p", 4), ("n", 9), ("n", 9)):
            assert f"Session {expected}, " in await press(pilot, key)
        assert "No later one" not in await press(pilot, "up")

    at(BrowseScreen(page()), act)


def test_keys_hide_and_show_each_rater_in_chart_and_session() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        both = await press(pilot, "up")
        assert ("apart" in both, "●" in both, "○" in both) == (True, True, True)
        yours = await press(pilot, "c")
        assert ("apart" in yours, "●" in yours, "░" in yours, "○" in yours) == (False, False, False, True)
        nobody = await press(pilot, "y")
        assert ("○" in nobody, "hidden" in nobody) == (False, True)
        assert await press(pilot, "c", "y") == both

    at(BrowseScreen(page()), act)


def test_a_session_is_opened_in_full_and_its_words_can_be_hidden() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        shown = await press(pilot, "p")
        for part in (f"{RARE} [b]bold[/b]", "possible rupture, open", "Worth a look", "Ask 9 first"):
            assert part in shown
        hidden = await press(pilot, "w")
        assert RARE not in hidden
        assert "Ask 9 first" not in hidden
        assert "possible rupture, open" in hidden
        assert RARE in await press(pilot, "w")

    at(BrowseScreen(page()), act, (140, 60))


def test_a_missed_session_is_mentioned_at_the_next_session() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert "Missed before" not in seen(pilot)
        assert "Missed before: 2026-01-" in await press(pilot, "home", "down")

    at(BrowseScreen(page()), act, (100, 40))


def test_space_scrolls_a_long_session_and_the_next_starts_at_the_top() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert "Session 9, " in await press(pilot, "p")
        assert "Session 9, " not in await press(pilot, "space")
        assert "Session 9, " in await press(pilot, "backspace")
        assert "Session 8, " in await press(pilot, "space", "up")

    at(BrowseScreen(page()), act, (60, 20))


@pytest.mark.parametrize("key", ["b", "f3"])
def test_the_blank_key_of_a_session_also_blanks_browsing(key: str) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert "Session" not in await press(pilot, key)
        assert "Session" not in await press(pilot, "down")
        assert "Session" in await press(pilot, key)

    at(BrowseScreen(page()), act, (100, 40))


def test_keys_hide_the_code_and_leave_the_screen() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert "J7" in seen(pilot)
        assert "J7" not in await press(pilot, "f2")
        await pilot.press("escape")

    assert at(BrowseScreen(page()), act) == Leaving(Left.ENDED)


def test_a_hidden_code_is_hidden_in_command_lines_too() -> None:
    first = record(1, 8, None)
    held = type(first)(first.session, ratings=first.ratings, held_back=True)
    whole = course(held)
    shown = BrowsePage(CourseReview(whole, (), ()), picture(whole, ()), ())

    async def act(pilot: Pilot[Leaving]) -> None:
        assert "alliance reflect J7" in seen(pilot)
        assert "J7" not in (now := await press(pilot, "f2"))
        assert "alliance reflect ··" in now
        assert "alliance reflect J7" in await press(pilot, "f2")

    at(BrowseScreen(shown), act)


def test_help_explains_how_to_choose_a_session() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        assert "↑↓, Home and End choose a session." in await press(pilot, "f1")

    at(BrowseScreen(page()), act)


def test_a_single_session_has_no_chart() -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        shown = await press(pilot, "p", "n", "c")
        assert "Session 1, " in shown
        assert "┊" not in shown

    at(BrowseScreen(page(1)), act)


def test_without_colours_the_chosen_session_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "up")
        strips = pilot.app.screen._compositor.render_strips()
        marked = [piece.text for strip in strips for piece in strip if piece.style and piece.style.reverse]
        assert "".join(marked).split()[:2] == ["11", "2026-03-23"]

    at(BrowseScreen(page()), act)
