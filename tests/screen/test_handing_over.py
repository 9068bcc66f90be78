"""The options of a hand-over are asked in a dialog over the session, and a PIN is never shown."""

from __future__ import annotations

from functools import partial

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, Static

from alliance_cli.core.language import own_name
from alliance_cli.core.walk.marks import Mark
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.alone.handing_over import HandingOver, HandingOverAlone, HandingOverScreen
from alliance_cli.screen.help_screen import HelpScreen
from alliance_cli.screen.inputs.choices import OptionRow
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.session.session_screen import SessionScreen
from alliance_cli.screen.shortcuts import keys_of
from alliance_cli.screen.walk_page import SessionTools
from alliance_cli.storage.file import keys
from alliance_cli.usecases.alone import hand_back
from alliance_cli.usecases.alone.plan import choices_left, choices_of, plan
from alliance_cli.usecases.app import App
from alliance_cli.usecases.moments.marks import HalfNote
from tests.screen.conftest import at, press, screen_of, told, walk_of

PIN = "4711"
SMALL = (60, 20)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compares PINs at once; key derivation is slow and tested elsewhere."""
    monkeypatch.setattr(keys, "ROUNDS", 1)
    monkeypatch.setattr(hand_back, "_ROUNDS", 1)


def _never(*_: object) -> Mark:
    raise AssertionError("nothing is marked")


def session_of(app: App) -> SessionScreen:
    walk = walk_of(app, Phase.IN_SESSION)
    asking = HandingOver(partial(choices_of, app), partial(plan, walk))
    tools = SessionTools(_never, HalfNote(walk), lambda: None, lambda *_: "", int, hand_over=asking)
    return SessionScreen(screen_of(walk).page, tools)


def test_a_pin_given_twice_hands_over_in_the_usual_language(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "h")
        await press(pilot, *PIN, "enter", *PIN, "enter")

    assert at(screen, act, SMALL) == Leaving(Left.HANDED_OVER)
    assert screen.planned is not None
    assert screen.planned.run.language == "en"
    assert screen.planned.door.opens(PIN)


def test_after_a_typed_passphrase_enter_alone_hands_over(app: App) -> None:
    app.key = None
    app.vault.opened_by_hand = True
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "h", "enter")

    assert at(screen, act, SMALL) == Leaving(Left.HANDED_OVER)
    assert screen.planned is not None
    assert not screen.planned.door.takes_pin


def test_language_and_instruments_are_chosen_with_tab_and_numbers(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "h", *PIN, "enter", *PIN, "tab", "1", "tab", "1", "enter")

    assert at(screen, act, SMALL) == Leaving(Left.HANDED_OVER)
    assert screen.planned is not None
    assert screen.planned.run.language == "de"
    assert any(each.id.startswith("gad-7") for each in screen.planned.run.script.prompts)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["enter"], "A PIN has 4 to 8 digits."),
        ([*"47x1", "enter"], "A PIN has 4 to 8 digits."),
        ([*PIN, "enter", *"0000", "enter"], "The two differ."),
    ],
)
def test_an_invalid_pin_is_reported_and_never_shown(app: App, typed: list[str], sentence: str) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "h", *typed)
        assert told(pilot) == sentence
        assert all(each.password for each in pilot.app.screen.query(Input))
        assert pilot.app.screen.query_one("#told").region.height == 1
        await press(pilot, "escape")
        assert pilot.app.screen is screen

    assert at(screen, act, SMALL) is None
    assert screen.planned is None


def test_a_changed_pin_must_be_repeated(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "h", *PIN, "enter", *PIN, "shift+tab", *"9911", "enter")
        over = pilot.app.screen
        assert isinstance(over, HandingOverScreen)
        assert over.query_one("#again", Input).value == ""
        await press(pilot, *"9911", "enter")

    assert at(screen, act) == Leaving(Left.HANDED_OVER)
    assert screen.planned is not None
    assert screen.planned.door.opens("9911")


@pytest.mark.parametrize("between", ["enter", "tab"])
def test_h_and_both_pins_may_be_typed_at_once(app: App, between: str) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        for key in ("h", *PIN, between, *PIN, "enter"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause(0.3)

    assert at(screen, act, SMALL) == Leaving(Left.HANDED_OVER)
    assert screen.planned is not None
    assert screen.planned.door.opens(PIN)


def test_help_over_the_dialog_names_its_keys_and_closes(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "h", *"47", "f1")
        over = pilot.app.screen
        assert isinstance(over, HelpScreen)
        said = str([str(each.render()) for each in over.query(Static)])
        assert "Enter hands over" in said
        assert not [each for each in keys_of(pilot.app.screen_stack[-2]) if each.key == "Ctrl-P"]
        await press(pilot, "escape", *"11", "enter", *PIN, "enter")

    assert at(screen, act, SMALL) == Leaving(Left.HANDED_OVER)


def test_languages_are_listed_by_their_own_names(app: App) -> None:
    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "h")
        rows = [str(each.render()) for each in pilot.app.screen.query(OptionRow)]
        assert "Deutsch" in rows[0]
        assert "English" in rows[1]

    at(session_of(app), act, SMALL)
    assert own_name("pt-BR") == "Português (BR)"
    assert own_name("tlh") == "tlh"


def test_outside_a_session_only_missing_options_are_asked(app: App) -> None:
    walk = walk_of(app, Phase.IN_SESSION)
    choices = choices_left(walk, "de", ["gad-7"])
    screen = HandingOverAlone(choices, lambda language, more, pin: plan(walk, language, ["gad-7", *more], pin))

    async def act(pilot: Pilot[Leaving]) -> None:
        assert not pilot.app.screen.query(OptionRow)
        await press(pilot, *PIN, "enter", *PIN, "enter")

    assert at(screen, act, SMALL) == Leaving(Left.ENDED)
    assert screen.planned is not None
    assert screen.planned.run.language == "de"
    assert screen.planned.door.opens(PIN)

    async def back(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "escape")

    assert at(again := HandingOverAlone(choices_left(walk, "", ()), partial(plan, walk)), back) == Leaving(Left.STOPPED)
    assert again.planned is None
