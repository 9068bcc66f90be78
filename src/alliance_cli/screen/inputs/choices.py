"""Inputs for choosing one or several options of a prompt."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from alliance_cli.core.folding import fold
from alliance_cli.core.text import escape_controls
from alliance_cli.screen.inputs.base import KeyHint
from alliance_cli.screen.inputs.picking import PickInput
from alliance_cli.translation import _

_MARKED, _PLAIN, _KEY = "bold $accent", "$text-muted", "$text-muted"


class OptionRow(Static):
    """One option, wrapped over as many lines as it needs; ``key`` picks it."""

    def __init__(self, number: int, key: str, label: str) -> None:
        super().__init__()
        self.number, self._key, self._label = number, key, escape_controls(label)

    def show(self, mark: str, *, marked: bool, at: bool) -> None:
        """Show the option after a mark; ``at`` says that the cursor is on it."""
        key = (f" {self._key:>2}  ", _KEY)
        self.update(Content.assemble((mark, _MARKED if marked else _PLAIN), key, (self._label, "bold" if at else "")))


class ChoiceInput(PickInput):
    """Takes one option, picked by its number, its first letter, the arrows or the mouse. Each has its own line."""

    DEFAULT_CSS = """
    ChoiceInput { layout: vertical; max-height: 100%; overflow-y: auto; scrollbar-size-vertical: 1; }
    OptionRow { height: auto; width: 1fr; }
    """

    def __init__(
        self, labels: Sequence[str], picked: int | None = None, *, first: int = 1, keys: Sequence[str] = ()
    ) -> None:
        super().__init__(first, first + len(labels) - 1, picked)
        self._labels = tuple(enumerate(labels, start=first))
        shown = keys or [str(number) for number, _label in self._labels]
        self._rows = [OptionRow(number, key, label) for key, (number, label) in zip(shown, self._labels, strict=True)]

    def compose(self) -> ComposeResult:
        yield from self._rows

    def on_mount(self) -> None:
        self.show_picked()

    def hints(self) -> tuple[KeyHint, ...]:
        return self.hints_of(_("pick"), "↑↓")

    def show_picked(self) -> None:
        for row in self._rows:
            marked = self.is_marked(row.number)
            row.show(self.mark(row.number, marked=marked), marked=marked, at=row.number == self.picked)
            if row.number == self.picked and row.is_mounted:
                row.scroll_visible(animate=False)

    def is_marked(self, number: int) -> bool:
        """Whether the option is part of the answer."""
        return number == self.picked

    def mark(self, number: int, *, marked: bool) -> str:
        """The mark before an option."""
        return "●" if marked else "○"

    def on_click(self, event: events.Click) -> None:
        if isinstance(event.widget, OptionRow):
            self.pick(event.widget.number)

    def take(self, key: str) -> bool:
        return super().take(key) or self._letter(key)

    def _letter(self, key: str) -> bool:
        """Pick the next option that begins with a letter."""
        letter = fold(key) if len(key) == 1 else ""
        begun = [number for number, label in self._labels if letter and fold(label).startswith(letter)]
        if begun:
            self.pick(next((number for number in begun if self.picked is not None and number > self.picked), begun[0]))
        return bool(begun)


class ChoicesInput(ChoiceInput):
    """Takes any number of options; the space bar, a number or the mouse selects or deselects one."""

    def __init__(self, labels: Sequence[str], taken: set[int]) -> None:
        super().__init__(labels)
        self._taken = set(taken)

    @property
    def typed(self) -> str:
        return ",".join(str(number) for number in sorted(self._taken))

    def hints(self) -> tuple[KeyHint, ...]:
        space = KeyHint("Space", _("add or remove"), in_line=False)
        return (*self.hints_of(_("add or remove"), "↑↓"), space)

    def is_marked(self, number: int) -> bool:
        return number in self._taken

    def mark(self, number: int, *, marked: bool) -> str:
        return f"{'›' if number == self.picked else ' '} {'[x]' if marked else '[ ]'}"

    def take(self, key: str) -> bool:
        if key == "space" and self.picked is not None:
            self._turn(self.picked)
            return True
        before = self.picked
        taken = super().take(key)
        if key.isdecimal() and taken:
            self._turn(self.picked)
        elif key == "backspace" and before is not None:
            self._taken.discard(before)
            self.pick(before)
        return taken

    def _turn(self, number: int | None) -> None:
        if number is not None:
            self._taken ^= {number}
            self.pick(number)

    def on_click(self, event: events.Click) -> None:
        if isinstance(event.widget, OptionRow):
            self._turn(event.widget.number)
