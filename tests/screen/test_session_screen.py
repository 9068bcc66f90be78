"""A running session on the full screen: single keys work only while no text can be typed."""

from __future__ import annotations

from functools import partial

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Static

from alliance_cli.core.walk.marks import Mark, MarkKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.covers import Blank
from alliance_cli.screen.inputs.choices import OptionRow
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.lines import TopLine
from alliance_cli.screen.parts.question import Sentence
from alliance_cli.screen.session.session_screen import SessionScreen
from alliance_cli.screen.walk_page import SessionTools, WalkPage
from alliance_cli.usecases.app import App
from alliance_cli.usecases.moments.marks import HalfNote, mark, take_back
from alliance_cli.usecases.moments.repair_steps import repair_steps
from alliance_cli.usecases.walks.session_walk import SessionWalk
from alliance_cli.usecases.walks.walking import Walking
from alliance_cli.views.checklist import RepairView
from tests.screen.conftest import at, press, screen_of, walk_of


def session_of(app: App, minutes: int = 3, reminder: int = 25) -> SessionScreen:
    run = walk_of(app, Phase.IN_SESSION)
    tools = SessionTools(
        mark=partial(mark, run),
        note=HalfNote(run),
        take_back=partial(take_back, run),
        repair=lambda marker, rows: RepairView(repair_steps(app, marker), rows),
        minutes=lambda: minutes,
        reminder=reminder,
    )
    walking = Walking(run.begin(), lambda step, value: run.keep([(step, value)]), run.drafts)
    return SessionScreen(WalkPage(run, walking, finished=run.finish), tools)


def shown(pilot: Pilot[Leaving], name: str) -> str:
    found = pilot.app.screen.query_one(f"#{name}", Static)
    return str(found.render()) if found.display else ""


def marks(run: SessionWalk) -> list[tuple[str, str, str]]:
    found: tuple[Mark, ...] = run.app.repository.marks.of_session(run.session) if run.session else ()
    return [(each.kind.value, each.marker, each.words) for each in found]


def test_each_mark_takes_one_or_two_keys_and_is_confirmed_with_its_time(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "s")
        assert shown(pilot, "told") == "Marked at 09:00: strong moment."
        await press(pilot, "r", "w")
        assert shown(pilot, "told") == "Marked at 09:00: possible rupture (withdrawal)."
        await press(pilot, "n", *"slow", "enter")
        assert shown(pilot, "told") == "Noted at 09:00."
        assert marks(screen.page.run) == [("strong", "", ""), ("rupture", "withdrawal", ""), ("note", "", "slow")]
        await press(pilot, "u")
        assert shown(pilot, "told") == "Taken back: 09:00 note."
        assert marks(screen.page.run)[-1] == ("rupture", "withdrawal", "")

    at(screen, act)


def test_letters_are_text_while_an_answer_is_typed(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "enter", *"srnubRw", "space", "x")
        assert screen.typed == "srnubRw x"
        assert marks(screen.page.run) == []
        await press(pilot, "escape")
        assert shown(pilot, "told") == "Half typed: Enter goes on with it."
        await press(pilot, "s", "enter")
        assert screen.typed == "srnubRw x"
        await press(pilot, "enter")
        assert screen.page.run.known() == {"opening": "srnubRw x"}
        assert marks(screen.page.run) == [("strong", "", "")]

    at(screen, act)


def test_letters_are_text_while_a_note_is_typed_and_escape_discards_it(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "n", *"brsu", "escape")
        assert marks(screen.page.run) == []
        assert screen.walking.draft == ""
        assert screen.typed == ""

    at(screen, act)


def test_no_other_key_replaces_the_question_under_a_note(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "n", *"ab", "ctrl+b", "ctrl+r", "ctrl+l", "ctrl+o", "c", "enter")
        assert marks(screen.page.run) == [("note", "", "abc")]
        assert screen.walking.step is not None
        assert screen.walking.step.key == "opening"

    at(screen, act)


def test_keys_pressed_before_the_input_opens_are_typed_into_it(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        for key in ("n", *"abc", "enter", "enter", *"srb"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else "\r"))
        await pilot.pause(0.3)
        assert marks(screen.page.run) == [("note", "", "abc")]
        assert screen.typed == "srb"

    at(screen, act)


def test_a_rupture_is_marked_only_after_its_kind_and_escape_cancels(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "w", "r", "s", "b", "escape")
        assert marks(screen.page.run) == []
        assert not isinstance(pilot.app.screen, Blank)

    at(screen, act)


def test_space_and_arrows_move_through_the_session_without_answering(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        seen = []
        for key in ("space", "right", "right", "left", "up", "up", "down", "down", "down"):
            await press(pilot, key)
            assert screen.walking.step is not None
            seen.append(screen.walking.step.key)
        assert seen == [
            *("mid-point", "closing", "tension", "closing", "mid-point", "opening"),
            *("mid-point", "closing", "closing"),
        ]
        assert screen.page.run.known() == {}

    at(screen, act)


def test_space_moves_through_passed_over_questions_to_the_end(app: App) -> None:
    screen = session_of(app)
    asked = len(screen.walking.walk.steps)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *["space"] * asked, "enter", "enter")
        assert screen.walking.walk.catches_up
        await press(pilot, *["space"] * (asked - 1))
        assert screen.walking.step is None
        assert screen.page.run.known() == {}

    assert at(screen, act) == Leaving(Left.ENDED)


def test_the_next_input_opens_within_a_part_but_not_in_a_new_part(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "down", "down", "enter", "x", "enter", "n", "enter")
        assert screen.page.run.known() == {"closing": "x", "tension": False}
        assert marks(screen.page.run) == []

    at(screen, act)


def test_a_number_without_an_open_input_explains_what_to_do_first(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "8")
        assert shown(pilot, "told") == "Enter opens the answer first."
        await press(pilot, "enter", "8")
        assert screen.typed == "8"
        assert shown(pilot, "told") == ""

    at(screen, act)


def test_a_passed_over_question_says_so_when_asked_at_the_end(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "down", "down", *("right",) * 5, "enter", "9")
        assert shown(pilot, "told") == ""
        await press(pilot, "enter")
        assert screen.walking.step is not None
        assert screen.walking.step.key == "opening"
        assert shown(pilot, "told") == "Passed over before, and asked once more at the end."

    at(screen, act)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
def test_blank_hides_everything_and_any_other_key_names_the_way_back(app: App, size: tuple[int, int]) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        def shown() -> str:
            strips = pilot.app.screen._compositor.render_strips()
            return "".join(segment.text for strip in strips for segment in strip).strip()

        await press(pilot, "b")
        assert shown() == ""
        for key in ("a", "s", "enter", "escape", "space", "f1", "ctrl+p", "ctrl+b", "tab", "u"):
            await press(pilot, key)
            assert isinstance(pilot.app.screen, Blank)
            assert shown() == "b or F3 shows the screen again."
        assert marks(screen.page.run) == []
        await press(pilot, "b")
        assert pilot.app.screen is screen

    at(screen, act, size=size)


def test_f3_blanks_while_a_word_is_being_typed(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "enter", "x", "f3")
        assert isinstance(pilot.app.screen, Blank)
        await press(pilot, "f3", "y")
        assert screen.typed == "xy"

    at(screen, act)


def drawn(screen: SessionScreen) -> str:
    """The visible screen, line by line."""
    return "\n".join("".join(segment.text for segment in strip) for strip in screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 50)])
def test_all_four_repair_steps_fit_beside_the_prompt(app: App, size: tuple[int, int]) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "R")
        for step in ("1  acknowledge", "2  invite", "3  validate", "4  new path", "What would help now"):
            assert step in drawn(screen)
        assert ("How is it" in drawn(screen) or "opening" in drawn(screen)) is (size[0] >= 96)
        await press(pilot, "escape")
        assert "acknowledge" not in drawn(screen)

    at(screen, act, size=size)


def test_the_steps_are_worded_for_the_last_marked_rupture(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "r", "c", "R")
        assert "What did I" in drawn(screen)
        assert "fine to disagree" not in " ".join(drawn(screen).split())

    at(screen, act, size=(140, 50))


def test_the_top_line_shows_the_minutes_and_once_the_mid_point(app: App) -> None:
    screen = session_of(app, minutes=25)

    async def act(pilot: Pilot[Leaving]) -> None:
        top = screen.query_one(TopLine)
        assert top.right == ("The mid-point: how is it going?", "25 minutes")
        await press(pilot, "space")
        assert top.right == ("25 minutes", "question 2 of 8")
        await press(pilot, "left")
        assert top.right == ("25 minutes", "question 1 of 8")

    at(screen, act)


@pytest.mark.parametrize(("minutes", "reminder"), [(24, 25), (90, 0)])
def test_the_mid_point_is_not_shown_early_or_if_turned_off(app: App, minutes: int, reminder: int) -> None:
    screen = session_of(app, minutes=minutes, reminder=reminder)

    async def act(pilot: Pilot[Leaving]) -> None:
        assert screen.query_one(TopLine).right == (f"{minutes} minutes", "question 1 of 8")

    at(screen, act)


def test_a_walk_answered_to_its_end_is_finished(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "s", "ctrl+l")

    assert at(screen, act) == Leaving(Left.ENDED)
    found = walk_of(app, Phase.IN_SESSION)
    assert found.walk is not None
    assert found.walk.finished
    assert marks(found) == [("strong", "", "")]


def test_a_mark_is_shown_at_the_reflection_question_for_its_words(app: App) -> None:
    marked = walk_of(app, Phase.IN_SESSION)
    for marker in ("withdrawal", "mixed"):
        mark(marked, MarkKind.RUPTURE, marker)
    run = walk_of(app, Phase.POST_SESSION)
    screen = screen_of(run)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "enter")
        assert shown(pilot, "part") == "Marked at 09:00 as possible rupture (withdrawal)."
        await press(pilot, *"quiet", "enter")
        while screen.walking.step is not None and screen.walking.step.key != "ruptures.2.note":
            await press(pilot, "enter")
        assert shown(pilot, "part") == "Marked at 09:00 as possible rupture (mixed)."
        await press(pilot, *"no", "enter")

    at(screen, act)
    found = walk_of(app, Phase.POST_SESSION)
    assert {key: value for key, value in found.known().items() if value is not None} == {
        "ruptures.1.note": "quiet",
        "ruptures.1.marker": "withdrawal",
    }
    assert found.session is not None
    assert [each.settled for each in app.repository.marks.of_session(found.session)] == [True, True]


def test_a_long_prompt_keeps_input_and_keys_in_the_window(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "enter")
        screen.query_one("#ask", Sentence).say("What is it about? " * 112)
        await pilot.pause()
        assert all(screen.region.contains_region(screen.query_one(name).region) for name in ("AnswerInput", "#keys"))
        assert screen.query_one("AnswerInput").region.height >= 3
        assert screen.query_one("#question").max_scroll_y > 0

    at(screen, act, (60, 20))


def test_no_option_is_preselected_and_enter_alone_skips(app: App) -> None:
    screen = session_of(app)
    screen.walking.walk = screen.walking.walk.at_step("tension")

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "enter")
        assert screen.query(OptionRow)
        assert not [row for row in screen.query(OptionRow) if "●" in str(row.render())]
        await press(pilot, "enter")
        assert screen.walking.walk.at != "tension"
        assert screen.page.run.known().get("tension") is None

    at(screen, act)


def test_the_prompt_stays_where_it_is_while_something_is_told(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        prompt = screen.query_one("#ask", Static)
        place = prompt.region
        for key in ("s", "r", "escape", "u", "b", "b", "escape"):
            await press(pilot, key)
            assert prompt.region == place, key

    at(screen, act, (100, 30))
