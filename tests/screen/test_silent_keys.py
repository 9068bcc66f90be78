"""Keys that do nothing now explain why, removed answers can be restored, and a stray Esc does not leave."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.walk_run import keep_prepared
from tests.screen.conftest import at, press, screen_of, walk_of
from tests.screen.test_session_screen import marks, session_of, shown


def test_the_first_escape_in_a_session_only_warns(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "escape")
        assert shown(pilot, "told") == "Esc again leaves; what is kept stays kept."
        await press(pilot, "s", "escape")
        assert marks(screen.page.run) == [("strong", "", "")]
        assert pilot.app.return_value is None
        await press(pilot, "escape")

    assert at(screen, act) == Leaving(Left.STOPPED)


@pytest.mark.parametrize("keys", [("b", "b"), ("f3", "f3"), ("f2",), ("f2", "f2"), ("f1", "escape"), ("R", "R")])
def test_after_a_blank_or_a_hidden_code_escape_warns_again(app: App, keys: tuple[str, ...]) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "escape", *keys)
        assert shown(pilot, "told") == ""
        await press(pilot, "escape")
        assert shown(pilot, "told") == "Esc again leaves; what is kept stays kept."
        assert pilot.app.return_value is None

    assert at(session_of(app), act) is None


def test_one_escape_stops_a_walk(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "escape")

    assert at(screen_of(walk_of(app, Phase.PRE_SESSION)), act) == Leaving(Left.STOPPED)


def test_a_key_that_does_nothing_now_explains_why_and_stray_letters_do_not(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        for keys, said in (
            (["left"], "This is the first question."),
            (["up"], "This is the first question."),
            (["ctrl+r"], "There is nothing to remove here."),
            (["ctrl+s"], "Ctrl-S is for a reflection after a session."),
            (["space", "x"], ""),
            (["space"] * 9, "This is the last question. Ctrl-L finishes the session."),
            (["down"], "This is the last part of the session."),
            (["ctrl+o"], "There is no further question here."),
            (["n", "ctrl+b"], "A short note: Enter keeps it, Esc does not."),
        ):
            await press(pilot, *keys)
            assert shown(pilot, "told") == said

    at(screen, act)


def test_ctrl_b_at_the_first_question_says_so_and_keeps_typed_text(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *"ab", "ctrl+b")
        assert shown(pilot, "told") == "This is the first question."
        assert screen.typed == "ab"

    at(screen, act)


def test_a_removed_answer_can_be_restored_at_any_later_question(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *"calm", "enter", "ctrl+b", "ctrl+r")
        assert shown(pilot, "told") == "Removed. Ctrl-Z brings it back."
        assert not {key: value for key, value in screen.page.run.known().items() if value}
        await press(pilot, "enter", "ctrl+z")
        assert screen.typed == "calm"
        assert "calm" in screen.page.run.known().values()

    at(screen, act)


def test_ctrl_z_undoes_typing_before_it_restores_an_answer(app: App) -> None:
    screen = screen_of(walk_of(app, Phase.PRE_SESSION))

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *"calm", "enter", "ctrl+b", "ctrl+r", "x", "ctrl+z")
        assert screen.typed == ""
        assert "calm" not in screen.page.run.known().values()
        await press(pilot, "ctrl+z")
        assert screen.typed == "calm"

    at(screen, act)


def test_a_removed_moment_is_restored_with_all_its_details(app: App) -> None:
    run = walk_of(app, Phase.POST_SESSION)
    screen = screen_of(run)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *"laughed", "enter", "1", "enter")
        noted = {key: value for key, value in run.known().items() if value is not None}
        assert len(noted) > 1
        while screen.walking.step is None or screen.walking.step.key != "strongest.1.note":
            await press(pilot, "ctrl+b")
        await press(pilot, "ctrl+r")
        assert not {key for key, value in run.known().items() if value is not None}
        await press(pilot, "ctrl+z")
        assert {key: value for key, value in run.known().items() if value is not None} == noted
        assert screen.walking.step is not None
        assert screen.walking.step.key == "strongest.1.note"

    at(screen, act)


def test_removing_an_earlier_possible_rupture_says_it_is_final(app: App) -> None:
    keep_prepared(walk_of(app, Phase.POST_SESSION), b"ruptures: [{note: went quiet}]", "noted")
    screen = screen_of(walk_of(app, Phase.POST_SESSION))
    screen.walking.walk = screen.walking.walk.at_step("ruptures.1.note")

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "ctrl+r")
        assert shown(pilot, "told") == "Removed for good: Ctrl-Z brings back only what was noted in this sitting."
        assert "went quiet" not in walk_of(app, Phase.POST_SESSION).known().values()

    at(screen, act)
