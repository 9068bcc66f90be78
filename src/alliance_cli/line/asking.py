"""Asks an interview line by line. The rules of the walk are the interview's; only typing and showing is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from alliance_cli.core.errors import WrongUse
from alliance_cli.core.walk.interview import Interview, Step
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.moment_kinds import MomentNote
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.core.walk.script import Part
from alliance_cli.line.console import Screen
from alliance_cli.line.lines import LineCommand, Lines, Typing, answer_line, as_text, parse_filled
from alliance_cli.line.question import EMPTY, Fill, fill_of, question_lines
from alliance_cli.line.saving import save_until_done
from alliance_cli.translation import N_, _

if TYPE_CHECKING:
    from alliance_cli.usecases.walks.drafts import Drafts

Save = Callable[[Step, Value | None], None]
"""Saves one answer (None for skipped); it is on disk when this returns."""
Asides = Mapping[LineCommand, Callable[[], None]]
"""What else may be taken up at any question of a walk; the same question is asked again afterwards."""

ASIDES = {
    LineCommand.REPAIR: (N_("{key} repair"), N_("{key} is for a running session.")),
    LineCommand.SUPERVISE: (N_("{key} supervision"), N_("{key} is for a reflection after a session.")),
}
"""What may be taken up on the way where a walk offers it: its name, and what is said where it is not offered."""
KEYS = N_("Enter skips  > rest  < back  :n 2 jumps  ? why  :x removes  :q stops and keeps")
_SHOW_AGAIN = (LineCommand.BACK, LineCommand.WHY, LineCommand.GO_TO, LineCommand.FURTHER)


class Questioner:
    """Asks on stderr, reads lines, and saves each answer before the next question shows.

    ``in_view`` is a line that is shown again where another part of a session begins. At a terminal, the line of a
    question begins with what was half typed there, or else with the words that are kept.
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
        """The key of the step that is asked."""

    @property
    def keys(self) -> str:
        """What can be typed instead of an answer."""
        return "  ".join((_(KEYS), *(_(ASIDES[act][0], key=act.value) for act in self._asides)))

    def run(self, walk: Interview) -> Interview:
        """Walk to the end or to where the person stops; ``at`` of the result tells which."""
        asked: str | None = None
        while (step := walk.step) is not None:
            self.at = step.key
            fill = self._fill(walk, step)
            if step.key != asked:
                self._ask(walk, step, fill, alone=asked is None)
            if step.is_shown_only:
                walk = walk.keep()
                continue
            act, answer = self._typed(step, fill)
            if act is LineCommand.STOP:
                return walk
            asked, walk = step.key, self._take(act, answer, walk, step)
            if act in _SHOW_AGAIN or act in self._asides:
                asked = None
        return walk

    def _fill(self, walk: Interview, step: Step) -> Fill:
        if not self._lines.fills or step.is_shown_only:
            return EMPTY
        return fill_of(walk, step, self._drafts.text(step.key) if self._drafts else "")

    def _typed(self, step: Step, fill: Fill) -> tuple[LineCommand, str]:
        """What a person typed; nothing more is a stop, and the words that are kept already are Enter."""
        typed = answer_line(self._lines, Typing(fill.line, self._drafted(step, fill)))
        if typed is None:
            return LineCommand.STOP, ""
        unchanged = fill.kept and typed == fill.line and not fill.draft
        act, answer = (LineCommand.ENTER, "") if unchanged else parse_filled(fill.line, typed)
        if self._drafts and act is not LineCommand.ANSWER:
            stays = typed.startswith(fill.line) and act not in (LineCommand.CLEAR, LineCommand.REST)
            self._drafts.save(step.key, fill.draft if stays else "")
        return act, answer

    def _drafted(self, step: Step, fill: Fill) -> Callable[[str], None] | None:
        """Keeps the text so far as a draft, unless it is an answer that is kept already."""
        if (drafts := self._drafts) is None:
            return None
        return lambda line: drafts.save(step.key, "" if (text := as_text(line)) == fill.kept else text)

    def _take(self, act: LineCommand, answer: str, walk: Interview, step: Step) -> Interview:
        if act is LineCommand.ANSWER:
            return self._answer(answer, walk, step)
        if act is LineCommand.ENTER:
            return walk.keep() if walk.known is not None else self._keep(walk, step, None)
        if act is LineCommand.CLEAR:
            return self._clear(walk, step)
        if act in ASIDES:
            return self._aside(act, walk)
        return self._move(act, answer, walk, step)

    def _move(self, act: LineCommand, number: str, walk: Interview, step: Step) -> Interview:
        if act is LineCommand.WHY:
            self._screen.say(f"   {step.purpose}")
            for sign in step.prompt.signs if step.field in ("", "note") else ():
                self._screen.say(f"   - {sign}")
            return walk
        if act is LineCommand.BACK:
            return walk.back()
        if act is LineCommand.REST:
            return self._rest(walk)
        if act is LineCommand.FURTHER:
            return self._further(walk)
        if (there := walk.go_to(int(number or 0))) is not None:
            return there
        last = walk.progress[1]
        self._refuse(_("The questions here are numbered 1 to {last}, as in :n {last}.", last=last))
        return walk

    def _further(self, walk: Interview) -> Interview:
        if walk.further:
            return walk.open_further()
        self._refuse(_("+ opens further questions where a question says so."))
        return walk

    def _refuse(self, sentence: str) -> None:
        """Say why a line cannot be taken; the lines of a pipe end there."""
        if not self._lines.interactive:
            raise WrongUse(sentence, _("Everything before it is kept."))
        self._screen.say(f"   {sentence}")

    def _rest(self, walk: Interview) -> Interview:
        """Go on to the end as with Enter at each question that is left, so that the walk counts as finished."""
        while (step := walk.step) is not None:
            kept = step.is_shown_only or walk.known is not None
            walk = walk.keep() if kept else self._keep(walk, step, None)
        return walk

    def _clear(self, walk: Interview, step: Step) -> Interview:
        """A person is still at the question, to answer it anew; the lines of a pipe go on with the next.

        With its note a moment is gone as a whole, so the walk goes on from there too.
        """
        if not self._lines.interactive or step.field == "note":
            return self._keep(walk, step, None)
        if walk.known is None:
            self._screen.say("   " + _("There is no answer to take away. Enter skips."))
            return walk
        self._saved(step, None)
        self._screen.say("   " + _("Taken away. Answer anew, or Enter skips."))
        return walk.clear()

    def _aside(self, act: LineCommand, walk: Interview) -> Interview:
        if act in self._asides:
            self._asides[act]()
        else:
            self._refuse(_(ASIDES[act][1], key=act.value))
        return walk

    def _answer(self, answer: str, walk: Interview, step: Step) -> Interview:
        if isinstance(step.kind, MomentNote) and step.kind.denies(answer) and walk.known is None:
            return self._keep(walk, step, None)
        try:
            return self._keep(walk, step, step.kind.read(answer))
        except InvalidAnswer as unfit:
            if not self._lines.interactive:
                misfit = _("The answer to {step} does not fit. {rule}", step=step.key, rule=unfit)
                hint = _("Everything before it is kept. Mend the line, then go on where it stopped.")
                raise WrongUse(misfit, hint) from None
            self._screen.say("   " + _("{rule} Enter skips.", rule=unfit))
            if self._drafts:
                self._drafts.save(step.key, "")
            return walk

    def _keep(self, walk: Interview, step: Step, value: Value | None) -> Interview:
        self._saved(step, value)
        return walk.skip() if value is None else walk.answer(value)

    def _saved(self, step: Step, value: Value | None) -> None:
        save_until_done(self._lines, self._screen, lambda: self._save(step, value))

    def _ask(self, walk: Interview, step: Step, fill: Fill, *, alone: bool) -> None:
        """Show the question; ``alone`` with what it is about, where that was not typed just before."""
        if self._in_view and self._part not in (None, step.prompt.part):
            self._screen.say(f"\n{self._in_view}")
        self._part = step.prompt.part
        self._screen.say()
        for line in question_lines(walk, step, fill, alone=alone):
            self._screen.say(line)
