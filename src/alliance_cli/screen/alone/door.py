"""Inputs for a PIN or passphrase, with which the clinician takes the keyboard back from the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key
from textual.widgets import Input

from alliance_cli.translation import _

if TYPE_CHECKING:
    from alliance_cli.usecases.alone.hand_back import HandBack


class HiddenInput(Input):
    """An input whose text is never shown.

    It handles Enter itself: in Textual the application would, and it waits for Enter before it takes more keys.
    """

    def __init__(self, hint: str = "", name: str | None = None) -> None:
        super().__init__(password=True, placeholder=hint, id=name)
        self.cursor_blink = False

    async def key_enter(self, event: Key) -> None:
        event.stop()
        await self.action_submit()


class DoorInput(HiddenInput):
    """Asks for the PIN or the passphrase that ends the hand-over."""

    def __init__(self, door: HandBack) -> None:
        super().__init__(_fits(door))
        self._door = door

    def opens(self, typed: str) -> bool:
        """Whether the PIN or passphrase is right; after a wrong one, the next try may have to wait."""
        self.clear()
        is_right = self._door.opens(typed)
        self.placeholder = _fits(self._door)
        if typed and not is_right:
            self._wait()
        return is_right

    @property
    def refuses(self) -> str:
        """The message after a wrong try."""
        if self._door.has_given_up_pin:
            return _("That is not it. The PIN no longer works; only the passphrase does.")
        return _("That is not it.")

    def _wait(self) -> None:
        """Block further tries for as long as the wrong ones require."""
        if seconds := self._door.wait:
            self.disabled = True
            self.set_timer(seconds, self._take_tries)

    def _take_tries(self) -> None:
        self.disabled = False
        self.focus()


def _fits(door: HandBack) -> str:
    """Names what is asked for: the PIN or the passphrase."""
    return (_("PIN or passphrase: ") if door.takes_pin else _("Passphrase: ")).strip(" :")
