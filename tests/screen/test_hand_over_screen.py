"""A client at the full screen: one question at a time, and no key that leads to the clinician's screens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, Static

from alliance_cli.core.errors import VaultTrouble, WrongUse
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.alone.hand_over_screen import ClientsWindow, HandOverScreen
from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.inputs.choices import OptionRow
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.question import Sentence
from alliance_cli.storage.file import keys
from alliance_cli.translation import Speaking
from alliance_cli.usecases.alone import hand_back
from alliance_cli.usecases.alone.hand_back import HandBack
from alliance_cli.usecases.alone.hand_over import HandOver
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.session_walk import SessionWalk
from alliance_cli.usecases.walks.walking import Walking
from tests.screen.conftest import press, walk_of

PIN = "4711"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compares PINs at once; key derivation is slow and tested elsewhere."""
    monkeypatch.setattr(keys, "ROUNDS", 1)
    monkeypatch.setattr(hand_back, "_ROUNDS", 1)


def screen_of(app: App, language: str = "", *, fails: bool = False) -> tuple[SessionWalk, HandOverScreen]:
    """The client's screen of today's session, and the clinician's walk."""
    walk = walk_of(app, Phase.IN_SESSION)
    walk.begin()
    run = HandOver(walk, language)

    def save(step: object, value: object) -> None:
        if fails:
            raise VaultTrouble("The disk is full.")
        run.keep([(step, value)])  # type: ignore[list-item]

    return walk, HandOverScreen(run, Walking(run.begin(), save, run.drafts), HandBack(app.vault, PIN))


def at(
    screen: HandOverScreen, act: Callable[[Pilot[Leaving]], object], size: tuple[int, int] = (80, 24)
) -> Leaving | None:
    async def run() -> Leaving | None:
        window = ClientsWindow(screen)
        async with window.run_test(size=size) as pilot:
            await pilot.pause()
            await act(pilot)  # type: ignore[misc]
            await pilot.pause()
        return window.return_value

    return asyncio.run(run())


def shown(pilot: Pilot[Leaving]) -> str:
    return "\n".join(str(each.render()) for each in pilot.app.screen.query(Static) if each.display)


async def answer_all(pilot: Pilot[Leaving]) -> None:
    for _scale in range(4):
        await press(pilot, "2", "enter")
    await press(pilot, "n", "enter")


def test_one_question_at_a_time_then_a_thank_you_and_the_pin(app: App) -> None:
    walk, screen = screen_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        assert "1 of 5" in shown(pilot)
        assert "how well understood did you feel by me today?" in shown(pilot)
        assert "J7" not in shown(pilot)
        assert "You may leave out any question" in shown(pilot)
        await press(pilot, "3", "enter")
        assert "You may leave out any question" not in shown(pilot)
        await press(pilot, "ctrl+b")
        assert "1 of 5" in shown(pilot)
        await answer_all(pilot)
        assert "Thank you." in shown(pilot)
        await press(pilot, *"0000", "enter")
        assert "That is not it." in shown(pilot)
        await press(pilot, *PIN, "enter")

    assert at(screen, act) == Leaving(Left.ENDED)
    assert screen.is_taken_back
    assert walk.session is not None
    assert app.repository.measures.given(walk.session, "client")["understood"] == 2  # type: ignore[arg-type]
    assert app.repository.held_back.steps(walk.session) >= {"client-bond", "tension"}


def test_nothing_is_preselected_and_enter_alone_gives_no_answer(app: App) -> None:
    walk, screen = screen_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *["enter"] * 4)
        assert screen.walking.step
        assert screen.walking.step.key == "tension"
        assert "●" not in shown(pilot)
        yes, no = screen.query(OptionRow)
        assert no.region.y == yes.region.bottom
        await press(pilot, "enter")
        assert screen.walking.step is None
        assert walk.known().get("tension") is None

    at(screen, act)


@pytest.mark.parametrize("known", [True, False])
def test_answers_given_aloud_are_not_asked_again_or_revealed(app: App, known: bool) -> None:
    walk = walk_of(app, Phase.IN_SESSION)
    asked = {each.key: each for each in walk.begin().steps}
    walk.keep([(asked["tension"], known), (asked["client-bond"], 7)])
    run = HandOver(walk, "")
    assert [each.key for each in run.begin().steps] == ["client-understood", "client-goals", "client-tasks"]
    assert run.begin().answers == {}
    screen = HandOverScreen(
        run, Walking(run.begin(), lambda *one: run.keep([one]), run.drafts), HandBack(app.vault, PIN)
    )

    async def act(pilot: Pilot[Leaving]) -> None:
        assert "1 of 3" in shown(pilot)
        await press(pilot, *["enter"] * 3)
        assert "Thank you." in shown(pilot)

    at(screen, act)
    again = walk_of(app, Phase.IN_SESSION).known()
    assert again["tension"] is known
    assert again["client-bond"] == 7


def test_the_client_can_stop_and_go_on_without_losing_text(app: App) -> None:
    walk, screen = screen_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "4", "enter", "escape")
        assert "Please hand the device back." in shown(pilot)
        await press(pilot, "enter")
        assert "2 of 5" in shown(pilot)
        await press(pilot, *["enter"] * 3, "y", "enter", *"far", "escape", *PIN, "enter")

    at(screen, act)
    assert screen.is_taken_back
    again = HandOver(walk)
    (step,) = [each for each in again.begin().steps if each.key == "tension-note"]
    assert again.drafts.text(step.key) == "far"
    assert walk.drafts.text(step.key) == ""


@pytest.mark.parametrize("place", ["a question", "the door"])
def test_no_key_leaves_the_hand_over(app: App, place: str) -> None:
    _walk, screen = screen_of(app)
    function = [f"f{number}" for number in range(1, 13)]
    moving = ["tab", "shift+tab", "up", "left", "home", "pageup", "delete", "insert", "?", "q", "h", "colon", "!"]
    control = [f"ctrl+{letter}" for letter in (*"abcdefghiklnopqrstuvwxyz", "backslash", "q", "c")]

    async def act(pilot: Pilot[Leaving]) -> None:
        if place == "the door":
            await press(pilot, "escape")
        await pilot.press(*function, *moving, *control)
        await pilot.pause()
        assert pilot.app.screen is screen
        assert pilot.app.is_running
        assert pilot.app.return_value is None

    at(screen, act)
    assert not screen.is_taken_back


def test_wrong_tries_cause_a_delay(app: App) -> None:
    _walk, screen = screen_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "escape")
        for _try in range(3):
            await press(pilot, *"0000", "enter")
        assert screen.query_one(Input).disabled
        await press(pilot, *PIN, "enter")
        assert not screen.is_taken_back

    at(screen, act)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_a_long_question_keeps_input_and_keys_in_the_window(app: App, size: tuple[int, int]) -> None:
    _walk, screen = screen_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        screen.query_one("#ask", Sentence).say("How was it today? " * 112)
        await pilot.pause()
        assert all(screen.region.contains_region(screen.query_one(name).region) for name in ("AnswerInput", "#keys"))
        assert screen.query_one(AnswerInput).region.height >= 3
        assert screen.query_one("#question").max_scroll_y > 0

    at(screen, act, size)


def test_a_wrong_try_and_the_right_one_may_be_typed_at_once(app: App) -> None:
    _walk, screen = screen_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "escape")
        for key in (*"0000", "enter", *PIN, "enter"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else "\r"))
        await pilot.pause(0.3)

    assert at(screen, act) == Leaving(Left.ENDED)
    assert screen.is_taken_back


def test_after_five_wrong_tries_only_the_passphrase_opens(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HandBack, "wait", 0)
    _walk, screen = screen_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "escape")
        for _try in range(4):
            await press(pilot, *"0000", "enter")
        assert screen.query_one(Input).placeholder == "PIN or passphrase"
        await press(pilot, *"0000", "enter")
        assert screen.query_one(Input).placeholder == "Passphrase"
        assert "The PIN no longer works" in shown(pilot)
        await press(pilot, *PIN, "enter")
        assert not screen.is_taken_back

    at(screen, act)


def test_a_window_too_small_offers_the_client_no_key(app: App) -> None:
    _walk, screen = screen_of(app, "de")

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert shown(pilot) == "Das Fenster ist zu klein. Bitte machen Sie es größer, um weiterzumachen."
        await press(pilot, "escape", "ctrl+c", "ctrl+q")
        assert pilot.app.return_value is None
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "1 von 5" in shown(pilot)

    with Speaking("de"):
        at(screen, act)


def test_questions_are_in_the_clients_language(app: App) -> None:
    _walk, screen = screen_of(app, "de")

    async def act(pilot: Pilot[Leaving]) -> None:
        assert "1 von 5" in shown(pilot)
        assert "Wie gut haben Sie sich heute von mir verstanden gefühlt?" in shown(pilot)

    with Speaking("de"):
        at(screen, act)


@pytest.mark.parametrize("tag", ["DE", "de_AT", "de-DE"])
def test_the_clients_language_is_accepted_in_any_usual_form(app: App, tag: str) -> None:
    run = HandOver(walk_of(app, Phase.POST_SESSION), tag)
    assert run.language == "de"
    with pytest.raises(WrongUse, match=r"Choose one of: de, en\.$"):
        HandOver(walk_of(app, Phase.POST_SESSION), "fr_FR")


def test_an_answer_that_cannot_be_saved_returns_the_device(app: App) -> None:
    _walk, screen = screen_of(app, fails=True)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "2", "enter")
        assert "That could not be kept. Please hand the device back." in shown(pilot)
        assert "disk" not in shown(pilot)
        await press(pilot, "enter", *PIN, "enter")

    at(screen, act)
    assert screen.is_taken_back
    assert isinstance(screen.trouble, VaultTrouble)


def test_a_question_that_cannot_be_shown_asks_for_the_pin(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    _walk, screen = screen_of(app)

    def unreadable(*_: object) -> str:
        raise VaultTrouble("The vault cannot be read.")

    async def act(pilot: Pilot[Leaving]) -> None:
        monkeypatch.setattr(type(screen.walking), "draft", property(unreadable))
        await press(pilot, "2", "enter")
        assert "Please hand the device back." in shown(pilot)
        await press(pilot, *PIN, "enter")

    assert at(screen, act) == Leaving(Left.ENDED)
    assert isinstance(screen.trouble, VaultTrouble)
