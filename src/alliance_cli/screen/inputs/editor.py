"""A text editor for answers: Textual's, but exact, fast on long lines, and without access to the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import DocumentNavigator, EditResult, Location

from alliance_cli.screen.inputs.exact import ExactText
from alliance_cli.screen.inputs.wrapping import Wrapping, shown

_MOST_UNDOS = 200


class Editor(TextArea):
    """Edits text with the keys of a text field and of the shell; Enter goes on, Ctrl-J begins a new line.

    Text that is cut, copied or deleted to the end of a line stays in this editor. It never reaches the clipboard, since
    the words would have to be sent to the terminal. It is dropped with the question, so nobody else can paste it.
    """

    class GoOn(Message):
        """Enter was pressed; ``text`` is the whole text."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    DEFAULT_CSS = """
    Editor { border: round $border-blurred; background: $background; padding: 0 1; }
    Editor:focus { border: round $border; }
    Editor:dark .text-area--cursor, Editor:light .text-area--cursor {
        color: $input-cursor-foreground; background: $input-cursor-background;
    }
    Editor:nocolor .text-area--cursor, Editor:nocolor .text-area--selection { text-style: reverse; }
    """
    BINDINGS: ClassVar = [
        Binding("enter", "go_on", show=False),
        Binding("ctrl+j,alt+enter,shift+enter", "new_line", show=False),
    ]

    def __init__(self, text: str, *, lines: bool = True) -> None:
        super().__init__(max_checkpoints=_MOST_UNDOS, highlight_cursor_line=False)
        self.cursor_blink = False
        self._several_lines = lines
        self._cut = ""
        self._set_document(text, None)

    def _set_document(self, text: str, language: str | None) -> None:
        self.document = ExactText(text)
        self.wrapped_document = Wrapping(self.document)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._line_cache.clear()
        self.move_cursor(self.document.end)
        self._rewrap_and_refresh_virtual_size()

    def _rewrap_and_refresh_virtual_size(self) -> None:
        """Wrap and redraw: Textual leaves the old rows on the screen if their number has not changed."""
        super()._rewrap_and_refresh_virtual_size()
        self.refresh()

    def on_resize(self) -> None:  # Textual's own handler wraps the text first
        """Scroll the cursor into view."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """Returns None: searching a long text for brackets at every key would be slow."""
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region; blank while the editor has no style sheet, at its start and its end."""
        if not self._component_styles:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the text with the selection and the cursor."""
        wrapping = self.wrapped_document
        y += self.scroll_offset.y
        base = self._theme.base_style or self.rich_style
        if not isinstance(wrapping, Wrapping) or y >= wrapping.height:
            return Strip.blank(self.size.width, base)
        line, row = wrapping.row_at(y)
        start, end = wrapping.span(line, row)
        last = end == len(self.document.get_line(line))
        drawn = shown(self.document.get_line(line)[start:end]) + " " * last
        segments = [
            Segment(drawn[begin - start : stop - start], sum(styles, start=base))
            for begin, stop, styles in self._styled(line, start, start + len(drawn))
        ]
        return Strip(segments).extend_cell_length(self.size.width, base)

    def _styled(self, line: int, start: int, end: int) -> Iterator[tuple[int, int, list[Style]]]:
        """The spans of a line between two columns, each with the styles that apply to it."""
        first, behind = sorted(self.selection)
        marked = [(first, behind, self._theme.selection_style)]
        if self._draw_cursor:
            row, column = self.selection.end
            marked.append(((row, column), (row, column + 1), self._theme.cursor_style))
        places = [place[1] for top, bottom, _ in marked for place in (top, bottom) if place[0] == line]
        edges = sorted({start, end, *(place for place in places if start < place < end)})
        for begin, stop in pairwise(edges):
            yield begin, stop, [style for top, bottom, style in marked if style and top <= (line, begin) < bottom]

    async def _on_key(self, event: events.Key) -> None:
        """Handle keys in the order they were pressed; Textual's bindings would run after text typed later.

        A question mark as the first character opens the help, as in line mode.
        """
        own = self._bindings.key_to_bindings.get(event.key, [])
        asks = event.character == "?" and not self.text
        if own or asks:
            event.stop()
            event.prevent_default()
            await self.run_action("app.help" if asks else own[0].action)

    def action_go_on(self) -> None:
        """Post ``GoOn``."""
        self.post_message(self.GoOn(self.text))

    def action_new_line(self) -> None:
        """Begin a new line if the answer may have several."""
        if self._several_lines:
            self._replace_via_keyboard("\n", *self.selection)

    def action_copy(self) -> None:
        """Copy the selection within this editor."""
        self._cut = self.selected_text or self._cut

    def action_cut(self) -> None:
        """Cut the selection, or else the whole line."""
        if self.selection.is_empty:
            self._delete_cursor_line()
        else:
            self._kill(*self.selection)

    def action_paste(self) -> None:
        """Paste the text that was last cut or copied."""
        self._replace_via_keyboard(self._cut, *self.selection)

    def action_delete_to_start_of_line(self) -> None:
        """Cut from the start of the line to the cursor, however many rows the line has."""
        row, column = self.selection.end
        self._kill((row, 0), (row, column)) if column else self.action_delete_left()

    async def action_delete_to_end_of_line_or_delete_line(self) -> None:
        """Cut from the cursor to the end of the line; at the end, cut the line break."""
        row, column = self.selection.end
        end = len(self.document.get_line(row))
        self._kill((row, column), (row, end)) if column < end else self.action_delete_right()

    def _delete_cursor_line(self) -> EditResult | None:
        top, bottom = sorted(self.selection)
        return self._kill((top[0], 0), (bottom[0] + 1, 0))

    def _kill(self, start: Location, end: Location) -> EditResult | None:
        killed = self._delete_via_keyboard(start, end)
        self._cut = killed.replaced_text if killed else self._cut
        return killed

    async def _on_paste(self, event: events.Paste) -> None:
        r"""Insert pasted text; its line ends become ``\n``, as in line mode."""
        event.stop()
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        self._replace_via_keyboard(text if self._several_lines else text.partition("\n")[0], *self.selection)
