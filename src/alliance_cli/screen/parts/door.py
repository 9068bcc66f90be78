"""The place where the clinician takes the keyboard back from the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.usecases.alone.hand_back import HandBack


class DoorInput(Input):
    """Asks for the PIN or the passphrase."""

    def __init__(self, door: HandBack) -> None:
        prompt = _("PIN or passphrase: ") if door.takes_pin else _("Passphrase: ")
        super().__init__(password=True, placeholder=prompt.strip(" :"))
        self.cursor_blink = False
        self._door = door

    def opens(self, typed: str) -> bool:
        """Whether this is it; after a wrong try the next one may have to wait."""
        self.clear()
        is_right = self._door.opens(typed)
        if typed and not is_right:
            self._wait()
        return is_right

    def _wait(self) -> None:
        """Take no further try for as long as the wrong ones ask for."""
        if seconds := self._door.wait:
            self.disabled = True
            self.set_timer(seconds, self._take_tries)

    def _take_tries(self) -> None:
        self.disabled = False
        self.focus()
