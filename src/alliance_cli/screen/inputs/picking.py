"""The base class of inputs that pick one of a few numbered answers by a key, an arrow or the mouse."""

from __future__ import annotations

from textual import events

from alliance_cli.screen.inputs.base import AnswerInput, KeyHint, Rank, enter_hint
from alliance_cli.translation import _


class PickInput(AnswerInput, can_focus=True):
    """Picks one of the numbers from ``low`` to ``high``; none is picked at first unless ``picked`` is given.

    A number key picks and Enter submits. Two digits in a row make one number if there is such a number: 1 and 0 are 10,
    however slowly they are typed. A 0 alone means 10 if the numbers run from 1 to at least 10.
    """

    DEFAULT_CSS = """
    PickInput { height: auto; padding: 0 1; border: round $border-blurred; }
    PickInput:focus { border: round $border; }
    """

    def __init__(self, low: int, high: int, picked: int | None = None) -> None:
        super().__init__()
        self.low, self.high = low, high
        self.picked = picked
        self._digits = ""

    @property
    def typed(self) -> str:
        return "" if self.picked is None else str(self.picked)

    def hints(self) -> tuple[KeyHint, ...]:
        return self.hints_of(_("pick"), "←→")

    def hints_of(self, does: str, arrows: str) -> tuple[KeyHint, ...]:
        """Hints for the numbers, which do ``does``, the arrows, Enter and Backspace."""
        numbers = KeyHint(f"{self.low}-{self.high}", does, rank=Rank.MAIN)
        more = (KeyHint(arrows, _("move"), in_line=False), KeyHint("Backspace", _("pick none"), in_line=False))
        return (numbers, enter_hint(), *more)

    def pick(self, number: int | None) -> None:
        """Pick a number, or none; a number out of range changes nothing."""
        if number is None or self.low <= number <= self.high:
            self.picked = number
            self.show_picked()
            self.changed()

    def show_picked(self) -> None:
        """Show which number is picked."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        if self.take(event.key):
            event.stop()
            event.prevent_default()

    def take(self, key: str) -> bool:
        """Handle a key; returns whether it did anything."""
        if key.isdecimal():
            self._digit(key)
            return True
        self._digits = ""
        match key:
            case "enter":
                self.enter()
            case "left" | "up":
                self.pick(self.high if self.picked is None else self.picked - 1)
            case "right" | "down":
                self.pick(self.low if self.picked is None else self.picked + 1)
            case "home":
                self.pick(self.low)
            case "end":
                self.pick(self.high)
            case "backspace" | "delete":
                self.pick(None)
            case _:
                return False
        return True

    def _digit(self, digit: str) -> None:
        for digits in (self._digits + digit, digit):
            if self.low <= int(digits) <= self.high:
                self._digits = digits
                self.pick(int(digits))
                return
        if digit == "0" and self.low <= 10 <= self.high:
            self.pick(10)
