"""The day on the full screen: a list with a cursor, and a command line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from rich.console import Console
from rich.table import Table
from rich.text import Text
from textual.pilot import Pilot
from textual.widgets import Static

from alliance_cli.cli.failures import tell
from alliance_cli.cli.full_screen.window import Window
from alliance_cli.core.errors import WrongUse
from alliance_cli.line.output.console import Screen
from alliance_cli.line.output.wrapping import laid_out
from alliance_cli.screen.covers import Blank
from alliance_cli.screen.day_screen import DayScreen
from alliance_cli.screen.inputs.words import WordsInput
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.result_screen import ResultScreen
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.day import DayAtDesk
from alliance_cli.views.due import row_of
from tests.screen.conftest import TODAY, at, press

SIZES = [(60, 20), (100, 30), (140, 50)]


@pytest.fixture
def day(app: App) -> Callable[..., DayScreen]:
    """Makes the screen of a day with J7, whose session was begun, and other clients seen a week ago."""

    def make(*others: str, told: str = "", begins: str = "") -> DayScreen:
        for code in others:
            app.repository.clients.add(code, TODAY)
            client = app.repository.clients.find(code)
            assert client is not None
            app.repository.sessions.add(client, TODAY - timedelta(weeks=1))
        return DayScreen(DayAtDesk(app, ["J7"]).look(), told=told, begins=begins)

    return make


def _marked(pilot: Pilot[Leaving]) -> int | None:
    """The number of the marked row."""
    console, rows = pilot.app.console, pilot.app.screen.query_one("#rows", Static)
    drawn = console.render_lines(rows.content, console.options.update_width(rows.size.width))  # type: ignore[arg-type]
    marked = {row_of(piece.style) for line in drawn for piece in line if piece.style and piece.style.reverse}
    assert len(marked) <= 1
    return next(iter(marked), None)


def _pressing(*keys: str) -> Callable[[Pilot[Leaving]], object]:
    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press(*keys)

    return act


@pytest.mark.parametrize(
    ("keys", "client"),
    [([], "J7"), (["down"], "K9"), (["down", "down"], "M3"), (["down", "down", "down"], "M3"), (["up"], "J7")],
)
def test_arrows_choose_a_row_and_enter_runs_it(day: Callable[..., DayScreen], keys: list[str], client: str) -> None:
    screen = day("K9", "M3")
    assert at(screen, _pressing(*keys, "enter")) == Leaving(Left.ENDED, "")
    assert screen.action is not None
    assert screen.action.client == client


def test_a_typed_number_chooses_its_row_and_is_entered_unchanged(day: Callable[..., DayScreen]) -> None:
    screen = day("K9", "M3")

    async def act(pilot: Pilot[Leaving]) -> None:
        assert _marked(pilot) == 1
        await pilot.press("3")
        await pilot.pause()
        assert _marked(pilot) == 3
        await pilot.press("enter")

    assert at(screen, act) == Leaving(Left.ENDED, "3")
    assert screen.action is None


def test_a_command_is_entered_as_typed(day: Callable[..., DayScreen]) -> None:
    screen = day("K9")
    assert at(screen, _pressing("down", *"find", "space", *"snow", "enter")) == Leaving(Left.ENDED, "find snow")
    assert screen.action is None


def test_a_question_mark_opens_help_only_on_an_empty_line(day: Callable[..., DayScreen]) -> None:
    screen = day()
    screen.more = ("J7 prep walks one moment.",)

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        said = [str(each.render()) for each in pilot.app.screen.query(".quiet")]
        assert "J7 prep walks one moment." in said
        await pilot.press("escape", "a", "question_mark")
        await pilot.pause()
        assert screen.typed == "a?"

    at(screen, act)


def test_escape_clears_the_line_and_ctrl_d_ends_the_day(day: Callable[..., DayScreen]) -> None:
    screen = day(begins="find sn")

    async def act(pilot: Pilot[Leaving]) -> None:
        assert screen.typed == "find sn"
        await pilot.press("escape")
        await pilot.pause()
        assert screen.typed == ""
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "q ends the day" in str(screen.query_one("#told", Static).render())
        await pilot.press("ctrl+d")

    assert at(screen, act) == Leaving(Left.STOPPED)


def test_f3_blanks_the_day(day: Callable[..., DayScreen]) -> None:
    screen = day(begins="find sn")

    async def act(pilot: Pilot[Leaving]) -> None:
        await press(pilot, "f3", "x")
        assert isinstance(pilot.app.screen, Blank)
        await press(pilot, "f3")
        assert pilot.app.screen is screen
        assert screen.typed == "find sn"

    at(screen, act)


def test_an_empty_day_has_no_row_to_choose(app: App) -> None:
    screen = DayScreen(DayAtDesk(app, []).look())
    assert at(screen, _pressing("enter")) == Leaving(Left.ENDED, "")
    assert screen.action is None


@pytest.mark.parametrize("size", SIZES)
def test_the_chosen_row_and_the_command_line_stay_visible(day: Callable[..., DayScreen], size: tuple[int, int]) -> None:
    screen = day(*(f"K{number}" for number in range(10, 40)), told="One line\nand another")

    async def act(pilot: Pilot[Leaving]) -> None:
        await pilot.press("2", "5")
        await pilot.pause()
        listed = screen.query_one("#list")
        assert _marked(pilot) == 25
        assert screen.line_of_row is not None
        assert 0 <= screen.line_of_row - listed.scroll_y < listed.content_size.height
        assert screen.query_one(WordsInput).region.bottom <= size[1] - 1
        assert screen.query_one("#told").region.height == 2

    at(screen, act, size)


def test_a_result_scrolls_and_closes(app: App) -> None:
    screen = ResultScreen(
        "history J7", Text.from_ansi("\n".join(f"\x1b[1mline {number}\x1b[0m" for number in range(90)))
    )

    async def act(pilot: Pilot[Leaving]) -> None:
        result = screen.query_one("#result")
        await pilot.press("space")
        await pilot.pause()
        below = result.scroll_y
        assert below > 0
        await pilot.press("b", "down")
        await pilot.pause()
        assert 0 < result.scroll_y < below
        assert "\x1b" not in str(result.query_one(Static).render())
        await pilot.press("enter")

    assert at(screen, act) == Leaving(Left.ENDED)


def test_printed_output_is_not_read_as_markup(app: App) -> None:
    screen = ResultScreen("find [red]", "went quiet [bold]again[/bold]")

    async def act(pilot: Pilot[Leaving]) -> None:
        assert "[bold]again[/bold]" in str(screen.query_one("#result").query_one(Static).render())

    at(screen, act)


SAID = "Nothing stands out so far, and two sessions wait for their reflection since the beginning of last week."


def _held() -> Window:
    """The held-back output of a command: a table, a sentence and text printed piece by piece."""
    window = Window()
    screen = Screen(plain=False, window=window)
    table = Table("note", "session")
    table.add_row("[bold]" + "a long note, " * 12, "3")
    with window.holding():
        screen.show(table)
        screen.say(SAID)
        sys.stdout.write("\x1b[1mprinted\x1b[0m")
        sys.stdout.write(" in pieces\n")
    return window


def _lines(pilot: Pilot[Leaving]) -> list[str]:
    """The lines of the result as shown in the window."""
    drawn = pilot.app.screen.query_one("#result").query_one(Static)
    return [drawn.render_line(row).text.rstrip() for row in range(drawn.size.height)]


def test_a_result_is_redrawn_at_the_width_of_the_window(app: App) -> None:
    window = _held()

    async def act(pilot: Pilot[Leaving]) -> None:
        wide = 0
        for columns, rows_said in ((140, 1), (60, 2), (100, 2), (60, 2)):
            await pilot.resize_terminal(columns, 40)
            await pilot.pause()
            lines = _lines(pilot)
            table, rest = lines[: -rows_said - 1], lines[-rows_said - 1 :]
            assert len(table[0]) == columns - Window.margin + 1  # nothing has to scroll, so there is no scroll bar
            assert all("│" in line or "┃" in line or "─" in line or "━" in line for line in table)
            assert " ".join(rest) == f"{SAID} printed in pieces"
            assert "[bold]" in "".join(table)
            wide = max(wide, len(table[0]))
        assert wide > 120

    at(ResultScreen("history J7", window.shown), act)


def test_blank_lines_around_messages_are_left_out() -> None:
    window = Window()
    screen = Screen(plain=False, window=window)
    with window.holding():
        screen.say()
        screen.show("Kept.")
        screen.say()
    assert window.said.split() == ["Kept."]
    assert len(Console(width=40).render_lines(window.shown)) == 1


def test_error_messages_are_redrawn_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    window = Window()
    with window.holding():
        tell(WrongUse(SAID), in_one_line=True, on=Screen(plain=False, window=window))
    lines = Console(width=50).render_lines(window.shown, pad=False)
    assert ["".join(each.text for each in line) for line in lines] == laid_out(f"alliance: {SAID}", 50)
