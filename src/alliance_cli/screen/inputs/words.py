"""An input for text, or for a number that is typed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import TextArea

from alliance_cli.screen.inputs.base import AnswerInput, KeyHint, enter_hint
from alliance_cli.screen.inputs.editor import Editor
from alliance_cli.translation import N_, _

_EDITING = (
    ("Ctrl-Z Ctrl-Y", N_("undo, redo")),
    ("Ctrl-U Ctrl-K", N_("cut up to here, or from here on")),
    ("Ctrl-X Ctrl-V", N_("cut the selection, paste")),
    ("F7", N_("select all")),
)
"""The editor's keys for the help page."""


class WordsInput(AnswerInput):
    """Takes text on any number of lines, or on one line for a number or a note; Enter goes on, as in line mode.

    ``enter`` labels Enter if it does something else.
    """

    DEFAULT_CSS = """
    WordsInput { height: 1fr; min-height: 3; }
    WordsInput.one-line { height: 3; }
    """

    def __init__(self, begins: str = "", *, lines: bool = True, enter: str = "") -> None:
        super().__init__(classes="" if lines else "one-line")
        self._lines, self._enter = lines, enter
        self._editor = Editor(begins, lines=lines)

    def compose(self) -> ComposeResult:
        yield self._editor

    def focus(self, scroll_visible: bool = True) -> WordsInput:
        self._editor.focus(scroll_visible)
        return self

    @property
    def typed(self) -> str:
        return self._editor.text

    def hints(self) -> tuple[KeyHint, ...]:
        new_line = [KeyHint("Ctrl-J", _("new line"), short=_("line"))] if self._lines else []
        return (enter_hint(self._enter), *new_line, *(KeyHint(key, _(does), in_line=False) for key, does in _EDITING))

    def on_editor_go_on(self, event: Editor.GoOn) -> None:
        event.stop()
        self.post_message(self.Entered(event.text))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()
