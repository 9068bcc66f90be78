"""What inputs share in which one of a few numbered answers is picked by a key, an arrow or the mouse."""

from __future__ import annotations

from textual import events

from alliance_cli.screen.inputs.base import AnswerInput, KeyHint, Rank, enter_hint
from alliance_cli.translation import _


class PickInput(AnswerInput, can_focus=True):
    """One of the numbers from ``low`` to ``high``, or none yet.

    A number key picks and Enter keeps it. Two digits that follow each other make one number where there is such a
    one, so 1 and 0 are 10, however slowly; a 0 alone is 10 where the numbers go from 1 to 10 or further.
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
        """The keys: the numbers, for what they do, the arrows, Enter and the rubout key."""
        numbers = KeyHint(f"{self.low}-{self.high}", does, rank=Rank.MAIN)
        more = (KeyHint(arrows, _("move"), in_line=False), KeyHint("Backspace", _("pick none"), in_line=False))
        return (numbers, enter_hint(), *more)

    def pick(self, number: int | None) -> None:
        """Pick a number, or none; one that is not there changes nothing."""
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
        """Do what a key is for; whether it is for anything here."""
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
