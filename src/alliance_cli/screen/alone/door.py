"""Inputs for a PIN or a passphrase, and the place where the clinician takes the keyboard back from the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key
from textual.widgets import Input

from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.usecases.alone.hand_back import HandBack


class HiddenInput(Input):
    """Takes what is never shown.

    Enter is done here: Textual does it in the application, which waits for it before it takes the keys after it.
    """

    def __init__(self, hint: str = "", name: str | None = None) -> None:
        super().__init__(password=True, placeholder=hint, id=name)
        self.cursor_blink = False

    async def key_enter(self, event: Key) -> None:
        event.stop()
        await self.action_submit()


class DoorInput(HiddenInput):
    """Asks for the PIN or the passphrase."""

    def __init__(self, door: HandBack) -> None:
        super().__init__(_fits(door))
        self._door = door

    def opens(self, typed: str) -> bool:
        """Whether this is it; after a wrong try the next one may have to wait."""
        self.clear()
        is_right = self._door.opens(typed)
        self.placeholder = _fits(self._door)
        if typed and not is_right:
            self._wait()
        return is_right

    @property
    def refuses(self) -> str:
        """What is said after a wrong try."""
        if self._door.has_given_up_pin:
            return _("That is not it. The PIN no longer works; only the passphrase does.")
        return _("That is not it.")

    def _wait(self) -> None:
        """Take no further try for as long as the wrong ones ask for."""
        if seconds := self._door.wait:
            self.disabled = True
            self.set_timer(seconds, self._take_tries)

    def _take_tries(self) -> None:
        self.disabled = False
        self.focus()


def _fits(door: HandBack) -> str:
    """What opens it, in a word or two."""
    return (_("PIN or passphrase: ") if door.takes_pin else _("Passphrase: ")).strip(" :")
