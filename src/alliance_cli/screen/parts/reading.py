"""Scrolls a question, and the panel beside it, if they do not fit."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.screen import Screen

from alliance_cli.screen.inputs.base import Rank
from alliance_cli.screen.shortcuts import Shortcut
from alliance_cli.translation import N_

READING = (
    Shortcut("pagedown", "read_on", "PgDn", N_("further down"), rank=Rank.MAIN),
    Shortcut("pageup", "read_back", "PgUp", N_("back up"), in_line=False),
)
"""The page keys, which work only if something does not fit."""
READS = frozenset(each.action for each in READING)
_SCROLLED = "#question, #beside"


class ReadingScreen(Screen[None]):
    """A screen with a question, which the page keys scroll if it does not fit."""

    _was_too_long = False

    async def on_mount(self) -> None:  # Screen.on_mount runs too
        self.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

    def _laid_out(self, _screen: Screen[None]) -> None:
        """Update the line of keys when the text starts or stops fitting."""
        if (is_too_long := bool(self._too_long)) is not self._was_too_long:
            self._was_too_long = is_too_long
            self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._too_long) if action in READS else super().check_action(action, parameters)

    def show_keys(self) -> None:
        """Show the keys that work now."""

    def action_read_on(self) -> None:
        for each in self._too_long:
            each.scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        for each in self._too_long:
            each.scroll_page_up(animate=False)

    @property
    def _too_long(self) -> list[VerticalScroll]:
        return [each for each in self.query(_SCROLLED).results(VerticalScroll) if each.display and _hides_words(each)]


def _hides_words(box: VerticalScroll) -> bool:
    """Whether more than the blank rows at the end is cut off."""
    last = next((each for each in reversed(box.children) if each.display), None)
    return box.max_scroll_y > (last.styles.margin.bottom if last else 0)
