"""Asks a walk from which another walk can be started."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from alliance_cli.screen.asides import ASIDES, ChoosingScreen
from alliance_cli.screen.inputs.base import key_named
from alliance_cli.screen.leaving import Leaving
from alliance_cli.screen.shortcuts import Shortcut, bindings
from alliance_cli.screen.walk_page import WalkPage
from alliance_cli.screen.walk_screen import WalkScreen
from alliance_cli.translation import N_, _


class AsideScreen(WalkScreen):
    """A walk on top of another, which waits below; ``back`` is called when it is left."""

    def __init__(self, page: WalkPage, back: Callable[[Leaving], None], *, hides_code: bool = False) -> None:
        super().__init__(page)
        self._back, self._hides_code = back, hides_code

    def leave(self, left: Leaving) -> None:
        self.app.pop_screen()
        self._back(left)


class PhaseScreen(WalkScreen, inherit_bindings=False):
    """A phase of a session; a walk started from it covers it until that walk is left."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (*WalkScreen.KEYS[:-2], *ASIDES, *WalkScreen.KEYS[-2:])
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, page: WalkPage) -> None:
        super().__init__(page)
        if page.aside and page.aside.open:
            self._begins = ""  # the typed text belongs to the other walk

    async def on_mount(self) -> None:  # WalkScreen.on_mount runs too
        self.call_next(self._return_to_aside)

    def _return_to_aside(self) -> None:
        """Show the walk that was open when the program locked itself."""
        if (aside := self.page.aside) and aside.open:
            self.app.push_screen(AsideScreen(aside.open._replace(typed=self.page.typed), self._aside_left))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow the keys that start another walk only if the page offers that walk."""
        if action not in [each.action for each in ASIDES]:
            return super().check_action(action, parameters)
        return self.page.aside is not None and self.walking.step is not None and action == self.page.aside.action

    def why_not(self, key: str) -> str:
        """For a key that starts another walk, names the phase in which it works."""
        says = {
            "ctrl+t": N_("{key} is for a running session."),
            "ctrl+s": N_("{key} is for a reflection after a session."),
        }
        return _(says[key], key=key_named(f"Ctrl-{key[-1].upper()}")) if key in says else super().why_not(key)

    def action_take_up_repair(self) -> None:
        self._take_up()

    def action_take_up_question(self) -> None:
        self._take_up()

    def _take_up(self) -> None:
        """Start the walk that the page offers; if there are several subjects, ask for one first."""
        if (aside := self.page.aside) is None:
            return
        self.keep_draft()
        rows = self.tried(aside.choices)
        if rows:
            self.app.push_screen(ChoosingScreen(aside.question, rows), self._chosen)
        elif rows is not None:
            self._begin(None)

    def _chosen(self, number: int | None) -> None:
        if number is not None:
            self._begin(number)

    def _begin(self, chosen: int | None) -> None:
        aside = self.page.aside
        if aside and (page := self.tried(partial(aside.begin, chosen))):
            self.app.push_screen(AsideScreen(page, self._aside_left, hides_code=self._hides_code))

    def _aside_left(self, left: Leaving) -> None:
        aside = self.page.aside
        said = self.tried(partial(aside.left, left)) if aside else ""
        if said:
            self.tell(said)
