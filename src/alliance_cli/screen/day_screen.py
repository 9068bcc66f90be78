"""Shows the day as a list with a cursor, above a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Static

from alliance_cli.core.formatting import day_in_words
from alliance_cli.screen.inputs.base import AnswerInput, KeyHint, Rank, key_named
from alliance_cli.screen.inputs.editor import Editor
from alliance_cli.screen.inputs.words import WordsInput
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.lines import KeyLine, TopLine
from alliance_cli.screen.shortcuts import Shortcut, bindings, keys_of
from alliance_cli.translation import N_, _
from alliance_cli.views.due import day_list, row_of
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from alliance_cli.core.action import Action
    from alliance_cli.core.caseload.day import Day
    from alliance_cli.core.own.self_care import SelfCareHint
    from alliance_cli.core.vault.safekeeping import LastBackup

    Hints = tuple[SelfCareHint | None, LastBackup | None]

_SAYS = N_("J7 reflect --on mon   + K9   find WORD   ? more   q ends")


class DayScreen(Screen[None]):
    """Arrows or a number choose a row, and Enter runs it; any other text is a command.

    ``told`` is a line or two about the last result, ``begins`` the text that the command line begins with, and ``more``
    the help texts.
    """

    KEYS: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("up", "move(-1)", "↑↓", N_("choose a row"), N_("choose")),
        Shortcut("down", "move(1)", "↓", N_("next row"), in_line=False),
        Shortcut("escape", "empty", "Esc", N_("empty the line"), in_line=False),
        Shortcut("ctrl+d,ctrl+q", "end", "Ctrl-D", N_("end the day"), N_("end"), rank=Rank.ALWAYS),
    )
    BINDINGS: ClassVar[list[Any]] = [*bindings(KEYS), Binding("ctrl+c", "say_how_to_end", priority=True)]

    def __init__(
        self,
        day: Day,
        hints: Hints = (None, None),
        told: RenderableType = "",
        begins: str = "",
        more: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.more = more
        self._day, self._hints, self._told, self._begins = day, hints, told, begins
        self._at = 1
        self.action: Action | None = None
        """The action of the row that was chosen with Enter."""

    @property
    def typed(self) -> str:
        """The half-typed command."""
        return self.query_one(WordsInput).typed

    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        with VerticalScroll(id="list", can_focus=False):
            yield Static(id="rows")
        yield Static(literal(self._told) if isinstance(self._told, str) else self._told, id="told")
        yield Static(literal(_(_SAYS)), id="says")
        yield WordsInput(self._begins, lines=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(TopLine).say((_("Your day"), day_in_words(self._day.on)))
        self.query_one(KeyLine).say([self._enter, *keys_of(self, in_line=True)[1:]])
        self.query_one("#told").display = bool(self._told)
        self.query_one(WordsInput).focus()
        self._show()

    @property
    def _enter(self) -> KeyHint:
        return KeyHint(key_named("Enter"), _("take the row"), rank=Rank.MAIN)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        rows = self.query_one("#rows", Static)
        rows.update(day_list(self._day, *self._hints, self._at))
        if (line := self.line_of_row) is not None:
            self.query_one("#list").scroll_to_region(Region(0, line, 1, 1), animate=False)

    @property
    def line_of_row(self) -> int | None:
        """The line of the list on which the chosen row begins; None without rows."""
        console, rows = self.app.console, self.query_one("#rows", Static)
        drawn = console.render_lines(rows.content, console.options.update_width(max(1, rows.size.width)))  # type: ignore[arg-type]
        lines = (place for place, line in enumerate(drawn) if any(row_of(piece.style) == self._at for piece in line))
        return next(lines, None)

    def action_move(self, by: int) -> None:
        """Move the cursor by this many rows."""
        self._choose(self._at + by)

    def _choose(self, number: int) -> None:
        if 1 <= number <= len(self._day.rows):
            self._at = number
            self._show()

    def on_answer_input_changed(self, event: AnswerInput.Changed) -> None:
        """Choose the row whose number is typed."""
        if event.typed.isdecimal():
            self._choose(int(event.typed))

    def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        typed = event.typed.strip()
        rows = self._day.rows
        if not typed and rows:
            self.action = rows[self._at - 1]
        self.app.exit(Leaving(Left.ENDED, typed))

    def on_click(self, event: events.Click) -> None:
        """Choose the row that is clicked; run it if it was already chosen."""
        if (number := row_of(event.style)) is not None:
            self._choose(number)

    def action_empty(self) -> None:
        """Clear the command line."""
        self.query_one(Editor).text = ""

    def action_end(self) -> None:
        self.app.exit(Leaving(Left.STOPPED))

    def action_say_how_to_end(self) -> None:
        shown = self.query_one("#told", Static)
        shown.update(literal(_("q ends the day.")))
        shown.display = True
