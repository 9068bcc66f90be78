"""Asks the questions of an interview line by line. It reads and shows text; the interview has the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.core.walk.script import Part
from alliance_cli.core.walk.steps import Step
from alliance_cli.line.input.lines import LineCommand, Lines, Typing, answer_line, as_text, parse_filled
from alliance_cli.line.output.console import Screen
from alliance_cli.line.question import EMPTY, Fill, fill_of, question_lines
from alliance_cli.line.saving import save_until_done
from alliance_cli.translation import N_, _
from alliance_cli.usecases.walks.walking import Save, Walking

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.drafts import Drafts

Aside = Callable[[str, Walking], None]
Asides = Mapping[LineCommand, Aside]
"""A command at any question of a walk, called with the words typed after it; the question stays open."""

ASIDES = {
    LineCommand.REPAIR: (N_("{key} repair"), N_("{key} is for a running session.")),
    LineCommand.HAND_OVER: (N_("{key} hand over"), N_("{key} is for a running session.")),
    LineCommand.SUPERVISE: (N_("{key} supervision"), N_("{key} is for a reflection after a session.")),
    LineCommand.MARK_STRONG: (N_("{key} strong moment"), N_("{key} is for a running session.")),
    LineCommand.MARK_WITHDRAWAL: (N_("{key} withdrawal"), N_("{key} is for a running session.")),
    LineCommand.MARK_CONFRONTATION: (N_("{key} confrontation"), N_("{key} is for a running session.")),
    LineCommand.MARK_MIXED: (N_("{key} mixed"), N_("{key} is for a running session.")),
    LineCommand.NOTE: (N_("{key} note"), N_("{key} is for a running session.")),
    LineCommand.TAKE_BACK: (N_("{key} take back"), N_("{key} is for a running session.")),
}
"""The asides that a walk may offer: the name of each, and the message if the walk does not offer it."""
KEYS = N_("Enter skips  > rest  < back  :n 2 jumps  ? why  :x removes  :q stops and keeps")
TAKEN_UP = (LineCommand.REPAIR, LineCommand.HAND_OVER, LineCommand.SUPERVISE)
"""Asides that are separate walks; the others run at once, and the question is not shown again."""
_SHOW_AGAIN = (LineCommand.BACK, LineCommand.WHY, LineCommand.GO_TO, LineCommand.FURTHER)


class Questioner:
    """Asks on stderr, reads lines, and saves each answer before it shows the next question.

    ``in_view`` is a line that is repeated at the start of each part of a session. At a terminal, the input line begins
    with the half-typed text of the question, or else with the stored answer.
    """

    def __init__(
        self,
        lines: Lines,
        screen: Screen,
        save: Save,
        asides: Asides | None = None,
        in_view: str = "",
        drafts: Drafts | None = None,
    ) -> None:
        self._lines = lines
        self._screen = screen
        self._save = save
        self._asides = asides or {}
        self._in_view = in_view
        self._drafts = drafts if lines.interactive else None
        self._part: Part | None = None
        self.at = ""
        """The key of the current step."""

    @property
    def keys(self) -> str:
        """The commands that can be typed instead of an answer."""
        named = {act: _(ASIDES[act][0], key=act.value) for act in self._asides}
        marks = [name for act, name in named.items() if act not in TAKEN_UP]
        taken_up = [name for act, name in named.items() if act in TAKEN_UP]
        return "\n".join(filter(None, ("  ".join((_(KEYS), *taken_up)), "  ".join(marks))))

    def run(self, walk: Interview) -> Interview:
        """Walk to the end, or until the person stops; ``at`` of the result is None at the end."""
        walking = Walking(walk, self._saved, self._drafts)
        asked: str | None = None
        while (step := walking.step) is not None:
            self.at = step.key
            fill = fill_of(walking) if self._lines.fills and not step.is_shown_only else EMPTY
            if step.key != asked:
                self._ask(walking.walk, step, fill, alone=asked is None)
            if step.is_shown_only:
                walking.leave()
                continue
            act, answer = self._typed(walking, step, fill)
            if act is LineCommand.STOP:
                break
            asked = step.key
            self._take(act, answer, walking, step)
            if act in _SHOW_AGAIN or (act in TAKEN_UP and act in self._asides):
                asked = None
        return walking.walk

    def _typed(self, walking: Walking, step: Step, fill: Fill) -> tuple[LineCommand, str]:
        """Reads a line; the end of input counts as a stop, and an unchanged stored answer as Enter."""
        told = (lambda line: walking.type(as_text(line))) if self._drafts else None
        typed = answer_line(self._lines, Typing(fill.line, told))
        if typed is None:
            return LineCommand.STOP, ""
        unchanged = fill.kept and typed == fill.line and not fill.draft
        act, answer = (LineCommand.ENTER, "") if unchanged else parse_filled(fill.line, typed)
        if self._drafts and act is not LineCommand.ANSWER:
            stays = typed.startswith(fill.line) and act not in (LineCommand.CLEAR, LineCommand.REST)
            self._drafts.save(step.key, fill.draft if stays else "")
        return act, answer

    def _take(self, act: LineCommand, answer: str, walking: Walking, step: Step) -> None:
        if act is LineCommand.ANSWER:
            self._answer(answer, walking, step)
        elif act is LineCommand.ENTER:
            walking.leave()
        elif act is LineCommand.CLEAR:
            self._clear(walking, step)
        elif act in ASIDES:
            self._aside(act, answer, walking)
        elif act is LineCommand.WHY:
            self._say_why(step)
        else:
            self._move(act, answer, walking)

    def _say_why(self, step: Step) -> None:
        self._screen.say(f"   {step.purpose}")
        for sign in step.prompt.signs if step.field in ("", "note") else ():
            self._screen.say(f"   - {sign}")

    def _move(self, act: LineCommand, number: str, walking: Walking) -> None:
        if act is LineCommand.BACK:
            walking.back()
        elif act is LineCommand.REST:
            walking.rest()
        elif act is LineCommand.FURTHER:
            if not walking.open_further():
                self._refuse(_("+ opens further questions where a question says so."))
        elif not walking.go_to(int(number or 0)):
            last = walking.walk.progress[1]
            self._refuse(_("The questions here are numbered 1 to {last}, as in :n {last}.", last=last))

    def _refuse(self, sentence: str) -> None:
        """Show why a line does not fit; piped input ends with an error."""
        if not self._lines.interactive:
            raise WrongUse(sentence, _("Everything before it is kept."))
        self._screen.say(f"   {sentence}")

    def _clear(self, walking: Walking, step: Step) -> None:
        """Remove the answer; a person stays at the question, piped input goes on to the next one."""
        if not self._lines.interactive and step.field != "note":
            walking.skip()
        elif not walking.take_away():
            self._screen.say("   " + _("There is no answer to remove. Enter skips."))
        elif step.field != "note":
            self._screen.say("   " + _("Removed. Answer again, or Enter skips."))

    def _aside(self, act: LineCommand, words: str, walking: Walking) -> None:
        if act in self._asides:
            self._asides[act](words, walking)
        else:
            self._refuse(_(ASIDES[act][1], key=act.value))

    def _answer(self, answer: str, walking: Walking, step: Step) -> None:
        try:
            walking.answer(answer)
        except InvalidAnswer as unfit:
            if not self._lines.interactive:
                misfit = _("The answer to {step} does not fit. {rule}", step=step.key, rule=unfit)
                hint = _("Everything before it is kept. Correct the line, then go on where it stopped.")
                raise WrongUse(misfit, hint) from None
            self._screen.say("   " + _("{rule} Enter skips.", rule=unfit))
            if self._drafts:
                self._drafts.save(step.key, "")

    def _saved(self, step: Step, value: Value | None) -> None:
        save_until_done(self._lines, self._screen, lambda: self._save(step, value))

    def _ask(self, walk: Interview, step: Step, fill: Fill, *, alone: bool) -> None:
        """Show the question; with ``alone``, also the moment it is about, unless that was typed just before."""
        if self._in_view and self._part not in (None, step.prompt.part):
            self._screen.say(f"\n{self._in_view}")
        self._part = step.prompt.part
        self._screen.say()
        for line in question_lines(walk, step, fill, alone=alone):
            self._screen.say(line)
