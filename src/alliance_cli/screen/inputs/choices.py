"""Takes one or several of the options of a prompt."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from alliance_cli.core.folding import fold
from alliance_cli.screen.inputs.base import KeyHint
from alliance_cli.screen.inputs.picking import PickInput
from alliance_cli.translation import _
from alliance_cli.views.literal import literal


class OptionRow(Static):
    """One option, on as many lines as its words need."""

    def __init__(self, number: int, label: str) -> None:
        super().__init__()
        self.number, self._label = number, label

    def show(self, mark: str, *, at: bool) -> None:
        """Show the option with a mark before it, and whether the next key is for it."""
        self.update(Text.assemble(mark, f"{self.number:>2}  ", literal(self._label)))
        self.set_class(at, "at")


class ChoiceInput(PickInput):
    """One of the options, each on a line of its own, picked by its number, its first letter, arrows or the mouse."""

    DEFAULT_CSS = """
    ChoiceInput { height: auto; layout: vertical; }
    OptionRow { height: auto; width: 1fr; padding: 0 1; }
    OptionRow.at { text-style: reverse; }
    """

    def __init__(self, labels: tuple[str, ...], picked: int | None = None) -> None:
        super().__init__(1, len(labels), picked)
        self._labels = labels
        self._rows = [OptionRow(number, label) for number, label in enumerate(labels, start=1)]

    def compose(self) -> ComposeResult:
        yield from self._rows

    def on_mount(self) -> None:
        self.show_picked()

    def show_picked(self) -> None:
        for row in self._rows:
            row.show(self.mark(row.number), at=row.number == self.picked)

    def mark(self, number: int) -> str:
        """What stands before an option."""
        return "● " if number == self.picked else "○ "

    def on_click(self, event: events.Click) -> None:
        if isinstance(event.widget, OptionRow):
            self.pick(event.widget.number)

    def take(self, key: str) -> bool:
        return super().take(key) or self._letter(key)

    def _letter(self, key: str) -> bool:
        """Pick the next option that begins with a letter."""
        begun = [
            n for n, label in enumerate(self._labels, start=1) if len(key) == 1 and fold(label).startswith(fold(key))
        ]
        if begun:
            self.pick(next((number for number in begun if number > (self.picked or 0)), begun[0]))
        return bool(begun)


class ChoicesInput(ChoiceInput):
    """Any number of the options; the space bar, a number or the mouse takes one in or out."""

    def __init__(self, labels: tuple[str, ...], taken: set[int]) -> None:
        super().__init__(labels)
        self._taken = set(taken)

    @property
    def typed(self) -> str:
        return ",".join(str(number) for number in sorted(self._taken))

    def hints(self) -> tuple[KeyHint, ...]:
        keys = (KeyHint(_("Space"), _("take in or out")), KeyHint("↑↓", _("move")), KeyHint(_("Enter"), _("go on")))
        return (KeyHint(f"1-{self.high}", _("take in or out")), *keys)

    def mark(self, number: int) -> str:
        return "☒ " if number in self._taken else "☐ "

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
