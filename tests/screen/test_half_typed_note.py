"""Half-typed text is restored where it was typed: a short note, or the words for a moment."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from alliance_cli.core.errors import Locked, VaultTrouble
from alliance_cli.core.walk.marks import MarkKind
from alliance_cli.core.walk.script import Phase
from alliance_cli.screen.inputs.editor import Editor
from alliance_cli.screen.inputs.words import WordsInput
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.session.session_keys import Mode
from alliance_cli.screen.session.session_screen import SessionScreen
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.usecases.app import App
from alliance_cli.usecases.moments import marks as made
from alliance_cli.usecases.moments.marks import mark
from tests.screen.conftest import at, press, screen_of, told, walk_of
from tests.screen.test_session_screen import marks, session_of

NOTE = "looked at the clock"


def left_half_typed(screen: WalkScreen, *keys: str, signal: str = "") -> Leaving | None:
    """Press keys, then wait until the program locks itself or is ended by a signal."""
    idle = [0.0]

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, *keys)
        if signal:
            pilot.app._signals[signal]()  # type: ignore[attr-defined]
        else:
            idle[0] = 0.01
            pilot.app._look()  # type: ignore[attr-defined]

    return at(screen, act, idle_seconds=lambda: idle[0])


@pytest.mark.parametrize("signal", ["", "SIGHUP"])
def test_a_half_typed_note_is_restored_as_a_note(app: App, signal: str) -> None:
    how = Left.STOPPED if signal else Left.IDLE
    assert left_half_typed(session_of(app), "n", *NOTE, signal=signal) == Leaving(how)
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        assert isinstance(pilot.app.focused, Editor)
        assert screen.query_one(WordsInput).typed == NOTE
        assert told(pilot) == "A short note: Enter keeps it, Esc does not."
        await press(pilot, "!", "enter")
        assert marks(screen.page.run) == [("note", "", f"{NOTE}!")]
        await press(pilot, "enter")
        assert screen.typed == "", "nothing of the note is in the answer"

    at(screen, act)
    assert session_of(app).tools.note.text == ""


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
def test_ctrl_c_leaves_and_half_typed_text_is_restored(app: App, key: str) -> None:
    async def leave(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "n", *NOTE, key)

    assert at(session_of(app), leave) == Leaving(Left.STOPPED)
    again = session_of(app)

    async def look(pilot: Pilot[Leaving]) -> None:
        assert again.query_one(WordsInput).typed == NOTE
        await press(pilot, "escape", "escape", "enter", *"half", key)

    assert at(again, look) == Leaving(Left.STOPPED, "half")
    assert again.page.run.drafts is not None
    assert again.page.run.drafts.text("opening") == "half"


def test_only_a_second_escape_discards_a_note_with_text(app: App) -> None:
    screen = session_of(app)
    asks = "Esc again throws the note away; Enter keeps it."

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "n", "escape")
        assert screen.mode is Mode.WATCHING
        await press(pilot, "n", *"no", "escape")
        assert told(pilot) == asks
        await press(pilot, "t", "escape")
        assert told(pilot) == asks, "words that changed since are asked about anew"
        assert screen.query_one(WordsInput).typed == "not"
        await press(pilot, "escape")
        assert screen.mode is Mode.WATCHING
        await press(pilot, "n")
        assert screen.query_one(WordsInput).typed == ""

    at(screen, act)
    assert marks(screen.page.run) == []
    assert session_of(app).tools.note.text == ""


def test_a_crash_loses_no_text_of_a_note(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_screen: WalkScreen) -> None:
        raise KeyError("defect")

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "n", *NOTE, "f2")

    monkeypatch.setattr(WalkScreen, "action_hide_code", fail)
    with pytest.raises(KeyError):
        at(session_of(app), act)
    assert session_of(app).tools.note.text == NOTE


def test_a_closed_note_is_gone_but_a_half_typed_answer_is_restored(app: App) -> None:
    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "n", *"no")
        screen.keep_draft()
        await press(pilot, "escape", "escape")
        assert session_of(app).tools.note.text == ""
        await press(pilot, "enter", *"half", "escape", "n", *"yes")
        screen.keep_draft()

    at(screen, act)
    again = session_of(app)

    async def look(pilot: Pilot[Leaving]) -> None:
        assert again.query_one(WordsInput).typed == "yes"
        await press(pilot, "escape", "escape", "enter")
        assert again.typed == "half"

    at(again, look)


def test_a_note_that_could_not_be_saved_is_not_lost(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    troubles = [VaultTrouble("The disk is full."), Locked("The passphrase was changed.")]

    def fail(*_: object, **__: object) -> None:
        raise troubles.pop(0)

    screen = session_of(app)

    async def act(pilot: Pilot[Leaving]) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(made.HalfNote, "enter", fail)
            await press(pilot, "n", *NOTE, "enter")
            assert told(pilot) == "The disk is full. The mark is not kept; make it again."
            await press(pilot, "enter")
        assert screen.undone is not None

    assert at(screen, act) == Leaving(Left.LOCKED)
    again = SessionScreen(screen.page, screen.tools)

    async def look(pilot: Pilot[Leaving]) -> None:
        assert again.query_one(WordsInput).typed == NOTE
        await press(pilot, "enter")

    at(again, look)
    assert marks(screen.page.run) == [("note", "", NOTE)]
    assert screen.tools.note.text == ""


@pytest.mark.parametrize(
    ("before", "typed", "key"),
    [
        (["enter"], "half a mom", "ruptures.1.note"),
        (["enter", *"first", "enter", "1", "enter", "enter", "1", "enter"], "I had", "ruptures.1.own_part"),
    ],
)
def test_half_typed_words_about_a_moment_are_restored_in_their_field(
    app: App, before: list[str], typed: str, key: str
) -> None:
    mark(walk_of(app, Phase.IN_SESSION), MarkKind.RUPTURE, "withdrawal")
    run = walk_of(app, Phase.POST_SESSION)
    screen = screen_of(run)
    left = left_half_typed(screen, *before, *typed)
    assert screen.walking.step is not None
    assert screen.walking.step.key == key
    assert left == Leaving(Left.IDLE, typed)
    new = walk_of(app, Phase.POST_SESSION)
    again = screen_of(new)
    again.walking.walk = new.begin_at(key)

    async def look(pilot: Pilot[Leaving]) -> None:
        assert again.walking.step is not None
        assert again.walking.step.key == key
        assert again.typed == typed

    at(again, look)
