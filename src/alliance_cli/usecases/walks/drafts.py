"""Stores half-typed text at the questions of a walk, so that it survives an interruption."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance_cli.core.errors import AllianceError

if TYPE_CHECKING:
    from alliance_cli.storage.unfinished.drafts import DraftPlace
    from alliance_cli.usecases.app import App

_PATIENCE = 0.2
"""Seconds that saving a draft waits for another program; short, because a person is typing."""


class Drafts:
    """The drafts of one walk, by step key.

    A front calls ``save`` with the whole text so far whenever it has changed, at least every second; that never
    raises. It offers ``text`` when the question is asked. Saving an answer deletes its draft in the same transaction.
    """

    def __init__(self, app: App, place: Callable[[str], DraftPlace]) -> None:
        self._app = app
        self._place = place
        self._saved: dict[str, str] = {}

    @property
    def any_left(self) -> bool:
        """Whether text typed or offered in this run is stored and not yet entered."""
        return any(self._saved.values())

    def text(self, step: str) -> str:
        """The half-typed text at this question; empty for none."""
        self._saved[step] = self._app.repository.drafts.text(self._place(step))
        return self._saved[step]

    def holds(self, step: str, text: str) -> bool:
        """Whether this text is kept as the draft of the question."""
        return self._saved.get(step, "") == text

    def save(self, step: str, text: str) -> None:
        """Keep the text so far; a blank text deletes the draft.

        A failed save is tried again with the next change. If the vault is in trouble, saving the answer reports it.
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
        """Delete the draft in the transaction that saves the answer; raises as that does."""
        self._app.repository.drafts.put(self._place(step), "")
        self._saved.pop(step, None)

    def refused(self, step: str) -> None:
        """Note that another window's answer deleted the draft, so that text typed here is saved again."""
        self._saved.pop(step, None)

    def keep_again(self) -> None:
        """Store the drafts again after their empty session was deleted; raises as ``answered`` does."""
        for step, text in self._saved.items():
            self._app.repository.drafts.put(self._place(step), text)

    def finished(self, walk: str) -> None:
        """Delete every draft of this walk."""
        self._app.repository.drafts.drop(walk)
        self._saved.clear()
