"""Takes an answer in words."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import TextArea

from alliance_cli.screen.inputs.base import AnswerInput, KeyHint
from alliance_cli.translation import _


class Editor(TextArea):
    """An editor of several lines whose Enter goes on; what is cut or copied stays inside the program."""

    BINDINGS: ClassVar = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("ctrl+j,alt+enter,shift+enter", "new_line", show=False, priority=True),
    ]

    def __init__(self, text: str, *, lines: bool) -> None:
        super().__init__(text, highlight_cursor_line=False)
        self.cursor_blink = False
        self._lines = lines
        self._cut = ""

    def action_enter(self) -> None:
        if isinstance(self.parent, AnswerInput):
            self.parent.enter()

    def action_new_line(self) -> None:
        if self._lines:
            self._replace_via_keyboard("\n", *self.selection)

    def action_cut(self) -> None:
        self.action_copy()
        self._delete_via_keyboard(*self.selection)

    def action_copy(self) -> None:
        self._cut = self.selected_text or self._cut

    def action_paste(self) -> None:
        self._replace_via_keyboard(self._cut, *self.selection)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        self._replace_via_keyboard(text if self._lines else text.partition("\n")[0], *self.selection)


class WordsInput(AnswerInput):
    """Words in any number of lines, or in one line for a number; Enter goes on, as in line mode."""

    DEFAULT_CSS = """
    WordsInput { height: 1fr; min-height: 3; }
    WordsInput.one-line { height: 3; }
    """

    def __init__(self, begins: str = "", *, lines: bool = True) -> None:
        super().__init__(classes="" if lines else "one-line")
        self._lines = lines
        self._editor = Editor(begins, lines=lines)

    def compose(self) -> ComposeResult:
        yield self._editor

    def on_mount(self) -> None:
        self._editor.move_cursor(self._editor.document.end)

    def focus(self, scroll_visible: bool = True) -> WordsInput:
        self._editor.focus(scroll_visible)
        return self

    @property
    def typed(self) -> str:
        return self._editor.text

    def hints(self) -> tuple[KeyHint, ...]:
        go_on = KeyHint(_("Enter"), _("go on"))
        return (go_on, KeyHint("Ctrl-J", _("new line"))) if self._lines else (go_on,)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()
