"""Keeps what is being typed at the questions of a walk, so that half a sentence outlives an interruption."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.core.errors import AllianceError

if TYPE_CHECKING:
    from alliance_cli.storage.unfinished.drafts import DraftPlace
    from alliance_cli.usecases.app import App

_PATIENCE = 0.2
"""Seconds that a draft waits for another program; a person is typing meanwhile."""


class Drafts:
    """The drafts of one walk, by step key.

    A front calls ``save`` with the whole text so far whenever it has changed, at least every second; that never raises.
    It offers ``text`` where the question is asked. An answer that is kept takes its draft away in the same transaction.
    """

    def __init__(self, app: App, place: Callable[[str], DraftPlace]) -> None:
        self._app = app
        self._place = place
        self._saved: dict[str, str] = {}

    @property
    def any_left(self) -> bool:
        """Whether a text that was typed or offered in this run is kept and not entered yet."""
        return any(self._saved.values())

    def text(self, step: str) -> str:
        """The text that was half typed at this question; empty for none."""
        self._saved[step] = self._app.repository.drafts.text(self._place(step))
        return self._saved[step]

    def holds(self, step: str, text: str) -> bool:
        """Whether this text is kept as the draft of the question."""
        return self._saved.get(step, "") == text

    def save(self, step: str, text: str) -> None:
        """Keep the text so far; one of nothing but blanks takes the draft away.

        What cannot be kept now is tried again with the next change. Where the vault is in trouble, the answer says so.
        """
        text = text if text.strip() else ""
        if text == self._saved.get(step, ""):
            return
        try:
            with self._app.vault.patience(_PATIENCE):
                self._app.repository.drafts.put(self._place(step), text)
        except AllianceError:
            return
        self._saved[step] = text

    def answered(self, step: str) -> None:
        """Take the draft away within the transaction that keeps the answer; raises as that does."""
        self._app.repository.drafts.put(self._place(step), "")
        self._saved.pop(step, None)

    def refused(self, step: str) -> None:
        """The answer of another window was kept, and took the draft away; what is typed here is to be saved anew."""
        self._saved.pop(step, None)

    def keep_again(self) -> None:
        """Keep what waits once more, after the session that it hung on was let go; raises as ``answered`` does."""
        for step, text in self._saved.items():
            self._app.repository.drafts.put(self._place(step), text)

    def finished(self, walk: str) -> None:
        """Take every draft of this walk away."""
        self._app.repository.drafts.drop(walk)
        self._saved.clear()
