"""An input for yes or no, and one for a note that asks nothing."""

from __future__ import annotations

from alliance_cli.screen.inputs.base import AnswerInput, KeyHint, Rank, enter_hint
from alliance_cli.screen.inputs.choices import ChoiceInput
from alliance_cli.translation import _

_YES, _NO = 1, 2


class YesNoInput(ChoiceInput):
    """Takes yes or no by the letters of English or German, the arrows or the mouse."""

    def __init__(self, kept: bool | None = None) -> None:
        words = (_("yes"), _("no"))
        super().__init__(words, None if kept is None else _YES if kept else _NO, keys=[word[0] for word in words])

    @property
    def typed(self) -> str:
        return {_YES: "y", _NO: "n"}.get(self.picked or 0, "")

    def hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(_("y n"), _("pick"), rank=Rank.MAIN), *self.hints_of("", "↑↓")[1:])

    def take(self, key: str) -> bool:
        if key in ("y", "j", "n"):
            self.pick(_NO if key == "n" else _YES)
            return True
        return super().take(key)


class NothingInput(AnswerInput, can_focus=True):
    """Takes no answer: Enter goes on."""

    def render(self) -> str:
        return ""

    def hints(self) -> tuple[KeyHint, ...]:
        return (enter_hint(),)

    def key_enter(self) -> None:
        """Go on."""
        self.enter()
