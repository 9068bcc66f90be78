"""Stores an editor's text exactly, with every character that was typed."""

from __future__ import annotations

from textual.widgets.text_area import Document, EditResult, Location


class ExactText(Document):
    r"""A text that is split into lines only at ``\n``, so joining the lines restores it exactly.

    Textual's own documents split at eleven different characters and join with only one of them.
    """

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._lines = text.split("\n")
        self._text: str | None = text

    @property
    def text(self) -> str:
        """The whole text, joined once after each change."""
        if self._text is None:
            self._text = "\n".join(self._lines)
        return self._text

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace the text between two locations; the result tells where the new text ends."""
        top, bottom = self._between(start, end)
        replaced = self.get_text_range(top, bottom)
        new = text.split("\n")
        column = len(new[-1]) + (top[1] if len(new) == 1 else 0)
        new[0] = self._lines[top[0]][: top[1]] + new[0]
        new[-1] += self._lines[bottom[0]][bottom[1] :]
        self._lines[top[0] : bottom[0] + 1] = new
        self._text = None
        return EditResult((top[0] + len(new) - 1, column), replaced)

    def get_text_range(self, start: Location, end: Location) -> str:
        """The text between two locations."""
        (row, column), (last, end_column) = self._between(start, end)
        if row == last:
            return self._lines[row][column:end_column]
        first, *middle, rest = self._lines[row : last + 1]
        return "\n".join((first[column:], *middle, rest[:end_column]))

    def _between(self, start: Location, end: Location) -> tuple[Location, Location]:
        """Both locations in order, limited to the end of the text."""
        top, bottom = sorted((min(start, self.end), min(end, self.end)))
        return top, bottom
