"""Asks an interview line by line. The rules of the walk are the interview's; only typing and showing is here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from alliance_cli.core.errors import Damaged, Locked, VaultGone, VaultTrouble, WrongUse
from alliance_cli.core.text import one_line, shorten
from alliance_cli.core.walk.interview import Interview, Step
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.moment_kinds import MomentNote
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.core.walk.script import Part
from alliance_cli.line.console import Screen
from alliance_cli.line.lines import LineCommand, Lines, answer_line, parse_line

Save = Callable[[Step, Value | None], None]
"""Saves one answer (None for skipped); it is on disk when this returns."""
Asides = Mapping[LineCommand, Callable[[], None]]
"""What else may be taken up at any question of a walk; the same question is asked again afterwards."""

ASIDES = {
    LineCommand.REPAIR: ("repair", "is for a running session"),
    LineCommand.SUPERVISE: ("supervision", "is for a reflection after a session"),
}
"""What may be taken up on the way where a walk offers it: its name, and what is said where it is not offered."""
KEYS = "Enter skips   > the rest   < back   ? why   :x takes away   :q stops and keeps"


class Questioner:
    """Asks on stderr, reads lines, and saves each answer before the next question shows.

    ``in_view`` is a line that is shown again where another part of a session begins.
    """

    def __init__(
        self, lines: Lines, screen: Screen, save: Save, asides: Asides | None = None, in_view: str = ""
    ) -> None:
        self._lines = lines
        self._screen = screen
        self._save = save
        self._asides = asides or {}
        self._in_view = in_view
        self._part: Part | None = None
        self.at = ""
        """The key of the step that is asked."""

    @property
    def keys(self) -> str:
        """What can be typed instead of an answer."""
        return KEYS + "".join(f"   {act.value} {ASIDES[act][0]}" for act in self._asides)

    def run(self, walk: Interview) -> Interview:
        """Walk to the end or to where the person stops; ``at`` of the result tells which."""
        asked: str | None = None
        while (step := walk.step) is not None:
            self.at = step.key
            if step.key != asked:
                self._ask(walk, step, alone=asked is None)
            if step.is_shown_only:
                walk = walk.keep()
                continue
            typed = answer_line(self._lines)
            act, answer = (LineCommand.STOP, "") if typed is None else parse_line(typed)
            if act is LineCommand.STOP:
                return walk
            asked, walk = step.key, self._take(act, answer, walk, step)
            if act in (LineCommand.BACK, LineCommand.WHY) or act in self._asides:
                asked = None
        return walk

    def _take(self, act: LineCommand, answer: str, walk: Interview, step: Step) -> Interview:
        if act is LineCommand.WHY:
            self._screen.say(f"   {step.purpose}")
            return walk
        if act is LineCommand.BACK:
            return walk.back()
        if act is LineCommand.REST:
            return self._rest(walk)
        if act is LineCommand.ENTER:
            return walk.keep() if walk.known is not None else self._keep(walk, step, None)
        if act is LineCommand.CLEAR:
            return self._clear(walk, step)
        if act in ASIDES:
            return self._aside(act, walk)
        return self._answer(answer, walk, step)

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
            self._screen.say("   There is no answer to take away. Enter skips.")
            return walk
        self._saved(step, None)
        self._screen.say("   Taken away. Answer anew, or Enter skips.")
        return walk.clear()

    def _aside(self, act: LineCommand, walk: Interview) -> Interview:
        if act in self._asides:
            self._asides[act]()
        elif self._lines.interactive:
            self._screen.say(f"   {act.value} {ASIDES[act][1]}.")
        else:
            raise WrongUse(f"{act.value} {ASIDES[act][1]}.", "Everything before it is kept.")
        return walk

    def _answer(self, answer: str, walk: Interview, step: Step) -> Interview:
        if isinstance(step.kind, MomentNote) and step.kind.denies(answer) and walk.known is None:
            return self._keep(walk, step, None)
        try:
            return self._keep(walk, step, step.kind.read(answer))
        except InvalidAnswer as unfit:
            if not self._lines.interactive:
                hint = "Everything before it is kept. Mend the line, then go on where it stopped."
                raise WrongUse(f"The answer to {step.key} does not fit. {unfit}", hint) from None
            self._screen.say(f"   {unfit} Enter skips.")
            return walk

    def _keep(self, walk: Interview, step: Step, value: Value | None) -> Interview:
        self._saved(step, value)
        return walk.skip() if value is None else walk.answer(value)

    def _saved(self, step: Step, value: Value | None) -> None:
        """Save, and again until it is done; raises VaultTrouble where the person gives up."""
        while (trouble := self._trouble_with_saving(step, value)) is not None:
            if isinstance(trouble, Locked):
                self._screen.say(f"   {trouble.sentence} Your answer is still here.")
                self._lines.unlock()
                continue
            self._screen.say(f"   {trouble.sentence}\n   Your answer is still here. Enter tries again, :q gives it up.")
            typed = self._lines.next()
            if typed is None or parse_line(typed)[0] is LineCommand.STOP:
                raise _given_up(trouble)

    def _trouble_with_saving(self, step: Step, value: Value | None) -> VaultTrouble | Locked | None:
        """Save; what stands in the way is returned where a person is there to see to it, so that no word is lost."""
        try:
            self._save(step, value)
        except (VaultTrouble, Locked) as trouble:
            if not self._lines.interactive:
                raise
            return trouble
        return None

    def _ask(self, walk: Interview, step: Step, *, alone: bool) -> None:
        """Show the question; ``alone`` with what it is about, where that was not typed just before."""
        if self._in_view and self._part not in (None, step.prompt.part):
            self._screen.say(f"\n{self._in_view}")
        self._part = step.prompt.part
        self._screen.say()
        for line in self.question(walk, step, alone=alone):
            self._screen.say(line)

    def question(self, walk: Interview, step: Step, *, alone: bool = True) -> Iterator[str]:
        """The lines of a question."""
        number, count = walk.progress
        part = f"{step.prompt.part}, " if step.prompt.part else ""
        yield step.ask if step.is_shown_only else f"{part}{number}/{count}  {step.ask}"
        if step.prompt.say and step.field in ("", "note"):
            yield f'   Say: "{step.prompt.say}"'
        if alone and (about := self._about(walk, step)):
            yield f"   About: {about}"
        if step.kind.fits():
            yield f"   {step.kind.fits()}"
        if walk.known is not None:
            kept = step.kind.show(walk.known)
            shown = shorten(kept)
            yield f"   Kept: {shown}   (Enter keeps {'it' if shown == kept else 'all of it'})"

    @staticmethod
    def _about(walk: Interview, step: Step) -> str:
        """The moment that a question about a moment is about, on one line; empty for any other question."""
        if step.slot is None or step.field == "note":
            return step.prompt.about.strip()
        return one_line(str(walk.answers.get(f"{step.slot.key}.note") or ""))


def _given_up(trouble: VaultTrouble) -> VaultTrouble:
    """The error for an answer that could not be saved; what came before is said to be kept only where it can be."""
    if isinstance(trouble, Damaged | VaultGone):
        return VaultTrouble(trouble.sentence, f"The last answer is not kept. {trouble.hint}", trouble.action)
    return VaultTrouble(trouble.sentence, "What was answered before is kept; the last answer is not.")
