"""Asks the clinician for the options of a hand-over, in a small dialog over the session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from alliance_cli.core.errors import AllianceError
from alliance_cli.core.language import own_name
from alliance_cli.screen.alone.door import HiddenInput
from alliance_cli.screen.inputs.base import AnswerInput
from alliance_cli.screen.inputs.choices import ChoiceInput, ChoicesInput
from alliance_cli.screen.leaving import Leaving, Left
from alliance_cli.screen.parts.question import Sentence
from alliance_cli.screen.shortcuts import Shortcut, bindings
from alliance_cli.translation import N_, _
from alliance_cli.views.literal import literal

if TYPE_CHECKING:
    from alliance_cli.usecases.alone.plan import Choices, Planned


class HandingOver(NamedTuple):
    """The options of a hand-over, and a function that plans it from language, instruments and PIN.

    ``plan`` raises AllianceError for a combination that cannot be used.
    """

    choices: Callable[[], Choices]
    plan: Callable[[str, list[str], str], Planned]


class HandingOverScreen(ModalScreen["Planned | None"]):
    """Asks for language, instruments and a PIN; Enter in any field hands over. Returns None if the person goes back."""

    KEYS: ClassVar[tuple[Shortcut, ...]] = (
        Shortcut("tab", "next_field", "Tab", N_("next field")),
        Shortcut("shift+tab", "app.focus_previous", "Shift-Tab", N_("field before"), in_line=False),
        Shortcut("escape,ctrl+c,ctrl+q", "dismiss(None)", "Esc", N_("go back")),
    )
    BINDINGS: ClassVar[list[Any]] = bindings(KEYS)

    def __init__(self, choices: Choices, plan: Callable[[str, list[str], str], Planned]) -> None:
        super().__init__()
        self._choices, self._plan = choices, plan
        self._asked_again = ""
        """The PIN that has to be repeated."""
        self.entered = asyncio.Event()
        """Set once Enter has been handled, so that the next key reaches the right field."""

    def compose(self) -> ComposeResult:
        choices = self._choices
        with VerticalScroll(id="handing-over", can_focus=False):
            yield Static(literal(_("Hand the keyboard to the client")), classes="title")
            yield HiddenInput("" if choices.needs_pin else _("Enter: your passphrase does it"), "pin")
            yield HiddenInput(name="again")
            if len(choices.languages) > 1:
                names = list(map(own_name, choices.languages))
                yield ChoiceInput(names, [*choices.languages, choices.language].index(choices.language) + 1)
            if choices.instruments:
                yield ChoicesInput(choices.instruments, set())
            yield Sentence(id="told")
            yield Static(literal("".join(self.more)), classes="quiet")

    def on_mount(self) -> None:
        self._again.display = False
        self.query_one("#told", Sentence).say("")
        self._pin.border_title = _("PIN to take it back, 4 to 8 digits")
        self._again.border_title = _("The same once more")
        for each in self.query(ChoiceInput):
            several = isinstance(each, ChoicesInput)
            each.border_title = _("Instruments to fill in as well") if several else _("The client's language")
        self.set_focus(self._pin)

    @property
    def more(self) -> tuple[str, ...]:
        """The help texts below the keys."""
        return (_("Enter hands over, Tab moves on, Esc goes back."),)

    @property
    def _pin(self) -> HiddenInput:
        return self.query_one("#pin", HiddenInput)

    @property
    def _again(self) -> HiddenInput:
        return self.query_one("#again", HiddenInput)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask for a changed PIN to be repeated."""
        if event.input is self._pin and event.input.value != self._asked_again:
            self._again.clear()
            self._again.display = False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._hand_over()

    def on_answer_input_entered(self, event: AnswerInput.Entered) -> None:
        event.stop()
        self._hand_over()

    def action_next_field(self) -> None:
        """Go to the next field; after a PIN, to the field that repeats it."""
        if self.focused is self._pin and self._pin.value:
            self._try_pin(self._pin.value)
        else:
            self.focus_next()

    def _hand_over(self) -> None:
        """Hand over with the chosen options, or show why that is impossible."""
        pin, again = self._pin.value, self._again.value
        if pin and not again:
            self._try_pin(pin)
        elif pin != again:
            self._again.clear()
            self._tell(_("The two differ."), self._again)
        else:
            self._end(pin)
        self.entered.set()

    def _try_pin(self, pin: str) -> None:
        """Ask for the PIN to be repeated if it is valid."""
        if self._planned(pin) is not None:
            self._asked_again, self._again.display = pin, True
            self._tell("", self._again)

    def _end(self, pin: str) -> None:
        if (planned := self._planned(pin)) is not None:
            self.dismiss(planned)

    def _planned(self, pin: str) -> Planned | None:
        languages, choices = self._choices.languages, self._choices
        found = [each for each in self.query(ChoiceInput) if not isinstance(each, ChoicesInput)]
        language = languages[int(found[0].typed) - 1] if found and found[0].typed else choices.language
        taken = [each.typed for each in self.query(ChoicesInput)]
        instruments = [choices.instruments[int(number) - 1] for number in ",".join(taken).split(",") if number]
        try:
            return self._plan(language, instruments, pin)
        except AllianceError as trouble:
            self._tell(trouble.sentence, self._pin)
            return None

    def _tell(self, sentence: str, field: Input) -> None:
        self.query_one("#told", Sentence).say(sentence)
        self.set_focus(field)


class HandingOverAlone(Screen[None]):
    """Asks for the same options outside a session; ``planned`` is None if the person goes back."""

    def __init__(self, choices: Choices, plan: Callable[[str, list[str], str], Planned]) -> None:
        super().__init__()
        self._asking = HandingOverScreen(choices, plan)
        self.planned: Planned | None = None

    def on_mount(self) -> None:
        self.app.push_screen(self._asking, self._end)

    def _end(self, planned: Planned | None) -> None:
        self.planned = planned
        self.app.exit(Leaving(Left.STOPPED if planned is None else Left.ENDED))
