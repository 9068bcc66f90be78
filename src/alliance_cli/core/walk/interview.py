"""Walking a script: which step is asked now, and what an answer, a skip or a step back changes. No I/O.

Every front (line by line, an answers file) drives this one engine. A step has a key that is stable over
time: the prompt's id, and for a moment ``id.slot.field`` (``ruptures.1.note``). The answers known so far are
a mapping of key to value, where None stands for "asked and skipped".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import dropwhile, islice, takewhile

from msgspec import Struct
from msgspec.structs import replace

from alliance_cli.core.walk.kinds import TENSION_SCALES, Kind, NoteKind, RatingKind, Value
from alliance_cli.core.walk.moment_kinds import MomentNote, MomentsKind
from alliance_cli.core.walk.script import Condition, Need, Prompt, Script

Answers = Mapping[str, Value | None]
Marked = Mapping[str, str]
"""What is said of a mark that waits to be worded, by the key of the note that would word it."""
NO_MARKS: Marked = {}


class Slot(Struct, frozen=True):
    """The place of a moment inside a moments prompt: ``ruptures.1`` is the first of ``ruptures``."""

    prompt: str
    number: int

    @property
    def key(self) -> str:
        return f"{self.prompt}.{self.number}"


class Step(Struct, frozen=True):
    """One question, as asked."""

    key: str
    prompt: Prompt
    kind: Kind
    ask: str
    purpose: str
    slot: Slot | None = None
    field: str = ""
    mark: str = ""
    """What is said of the mark that waits to be worded here; empty for none."""

    @property
    def is_shown_only(self) -> bool:
        return isinstance(self.kind, NoteKind)


_Opened = Callable[[str], bool]
"""Whether an optional question is asked, by the key of its step."""


def _everything(_key: str) -> bool:
    return True


def _moment_steps(
    prompt: Prompt, kind: MomentsKind, answers: Answers, opened: _Opened, marked: Marked
) -> Iterator[Step]:
    """The note of each slot and, once noted, its fields; the next slot opens when the last is noted.

    A slot with a mark is asked in any case, also beyond the most that are asked for.
    """
    text = MomentNote()
    last = max(kind.most, _last_slot(prompt, answers), _last_slot(prompt, marked))
    for number in range(1, last + 1):
        slot = Slot(prompt.id, number)
        note = f"{slot.key}.note"
        ask = kind.again if kind.again and number > 1 else prompt.ask
        yield Step(note, prompt, text, ask, prompt.purpose, slot, "note", marked.get(note, ""))
        if answers.get(note) is not None:
            for field in kind.fields:
                key = f"{slot.key}.{field.id}"
                if not field.optional or key in answers or opened(key):
                    yield Step(key, prompt, field.kind, field.ask, field.purpose, slot, field.id)
        elif not _noted_after(prompt, number, answers) and number >= _last_slot(prompt, marked):
            return


def _noted_after(prompt: Prompt, number: int, answers: Answers) -> bool:
    later = range(number + 1, _last_slot(prompt, answers) + 1)
    return any(answers.get(f"{prompt.id}.{slot}.note") is not None for slot in later)


def _last_slot(prompt: Prompt, keys: Iterable[str]) -> int:
    """The highest number of a slot of the prompt among the keys of steps; 0 for none."""
    slots = (key.removeprefix(f"{prompt.id}.").partition(".")[0] for key in keys if key.startswith(f"{prompt.id}."))
    return max((int(slot) for slot in slots if slot.isdecimal()), default=0)


def _steps(
    script: Script, answers: Answers, opened: _Opened, lacks: Collection[Need], marked: Marked = NO_MARKS
) -> Iterator[Step]:
    asked: dict[str, Prompt] = {}
    for prompt in script.prompts:
        answered = any(key == prompt.id or key.startswith(f"{prompt.id}.") for key in (*answers, *marked))
        if not answered and (prompt.needs in lacks or (prompt.optional and not _is_opened(prompt, opened))):
            continue
        if prompt.when and not holds(prompt.when, asked, answers):
            continue
        asked[prompt.id] = prompt
        yield from _prompt_steps(prompt, answers, opened, marked)


def _is_opened(prompt: Prompt, opened: _Opened) -> bool:
    """Whether an optional prompt was opened itself, or the one whose answer it depends on."""
    return opened(prompt.id) or (prompt.when is not None and opened(prompt.when.prompt))


def holds(when: Condition, asked: Mapping[str, Prompt], answers: Answers) -> bool:
    """Whether an answer meets a condition; ``asked`` are the prompts it may be about, by id.

    An answer decides only while its own prompt is asked, so that conditions hold in a chain. A prompt for moments is
    answered with yes where one is noted.
    """
    prompt = asked.get(when.prompt)
    if prompt is None or not isinstance(prompt.kind, MomentsKind):
        return prompt is not None and answers.get(prompt.id) == when.value
    return _noted_after(prompt, 0, answers) == when.value


def _prompt_steps(prompt: Prompt, answers: Answers, opened: _Opened, marked: Marked = NO_MARKS) -> Iterator[Step]:
    if isinstance(prompt.kind, MomentsKind):
        yield from _moment_steps(prompt, prompt.kind, answers, opened, marked)
    else:
        yield Step(prompt.id, prompt, prompt.kind, prompt.ask, prompt.purpose)


def _is_counted(step: Step) -> bool:
    """Whether a step is the first of a question with a number, or asks further about it."""
    return not step.is_shown_only and step.prompt.when is None


def every_step(script: Script, answers: Answers) -> tuple[Step, ...]:
    """The steps of every prompt, whether or not its condition holds now: where kept answers may belong."""
    return tuple(step for prompt in script.prompts for step in _prompt_steps(prompt, answers, _everything))


def without_tension(script: Script, answers: Answers) -> tuple[Step, ...]:
    """The answered ratings after tension that are not asked for any more, since the tension was taken back."""
    asked = {step.key for step in _steps(script, answers, _everything, ())}
    return tuple(
        Step(prompt.id, prompt, prompt.kind, prompt.ask, prompt.purpose)
        for prompt in script.prompts
        if isinstance(prompt.kind, RatingKind)
        and prompt.kind.scale in TENSION_SCALES
        and prompt.id not in asked
        and answers.get(prompt.id) is not None
    )


class Interview(Struct, frozen=True):
    """A walk at one point in time. Every change returns a new one."""

    script: Script
    answers: Answers
    full: bool = False
    lacks: Collection[Need] = frozenset()
    """What prompts may need and is not there: those that are not answered already are passed over."""
    at: str | None = None
    """The key of the step being asked; None when the walk is finished."""
    catches_up: bool = False
    """Whether the last step was reached, so that only those that were passed over are left."""
    opened: frozenset[str] = frozenset()
    """The keys of the optional steps that were opened one by one; ``full`` opens them all."""
    marked: Marked = NO_MARKS

    @classmethod
    def begin(
        cls,
        script: Script,
        answers: Answers | None = None,
        *,
        full: bool = False,
        again: bool = False,
        lacks: Collection[Need] = frozenset(),
        marked: Marked = NO_MARKS,
    ) -> Interview:
        """Start at the first unanswered step, or at the very first when ``again`` asks all once more.

        What is only shown goes with the question behind it. A mark that was skipped earlier comes again at the end.
        """
        walk = cls(script, dict(answers or {}), full, lacks, marked=marked)
        shown: list[str] = []
        for step in walk.steps:
            if not step.is_shown_only and step.key in walk.answers and not again:
                shown.clear()
            else:
                shown.append(step.key)
                if not step.is_shown_only:
                    break
        waiting = {key: value for key, value in walk.answers.items() if value is not None or key not in marked}
        walk = replace(walk, answers=waiting)
        return replace(walk, at=next(iter(shown), None) or walk._passed_over())

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step as things stand; an answer can open or close later ones."""
        return tuple(_steps(self.script, self.answers, self._is_opened, self.lacks, self.marked))

    @property
    def step(self) -> Step | None:
        """The step being asked now, or None when the walk is finished."""
        return next((step for step in self.steps if step.key == self.at), None)

    @property
    def progress(self) -> tuple[int, int]:
        """Which of how many questions this is, counted from 1.

        What is asked further about an answer (the fields of a moment, another moment, a prompt with a condition) bears
        the number of the question before it, so that an answer changes neither number.
        """
        counted: set[str] = set()
        number = 0
        for step in self.steps:
            if _is_counted(step):
                counted.add(step.prompt.id)
            if step.key == self.at:
                number = len(counted)
        return (number or len(counted)), len(counted)

    @property
    def known(self) -> Value | None:
        """What was answered to the present step before, if anything."""
        return self.answers.get(self.at) if self.at else None

    def answer(self, value: Value) -> Interview:
        """Keep ``value`` for the present step and go on."""
        return self._with(value)

    def skip(self) -> Interview:
        """Leave the present step without an answer and go on; also takes an earlier answer away."""
        return self._with(None)

    def clear(self) -> Interview:
        """Take the answer of the present step away and stay there, to answer it anew."""
        return replace(self.skip(), at=self.at)

    def keep(self) -> Interview:
        """Go on and leave the present step as it is; after the last one come those that were passed over."""
        if not self.catches_up and (after := self._neighbour(+1)):
            return replace(self, at=after)
        return replace(self, at=self._passed_over(), catches_up=True)

    def go_to(self, number: int) -> Interview | None:
        """Go to a question by its number, from 1 to the count of ``progress``; None where there is none of it."""
        counted = [step for step in self.steps if _is_counted(step)]
        firsts = list({step.prompt.id: step.key for step in reversed(counted)}.values())[::-1]
        return replace(self, at=firsts[number - 1], catches_up=False) if 1 <= number <= len(firsts) else None

    def at_step(self, key: str) -> Interview:
        """Go to the step of that key, where it is one of the steps or of those that can be opened; else stay."""
        for walk in (self, replace(self, full=True)):
            if any(step.key == key for step in walk.steps):
                return replace(walk, at=key)
        return self

    @property
    def further(self) -> int:
        """How many questions follow at once on this step that are asked only where they are opened."""
        return len(self._following())

    def open_further(self) -> Interview:
        """Ask the optional questions that follow at once on this step too, and stay."""
        return replace(self, opened=self.opened.union(self._following()))

    def _following(self) -> tuple[str, ...]:
        asked = {step.key for step in self.steps}
        following = dropwhile(lambda key: key != self.at, (step.key for step in replace(self, full=True).steps))
        return tuple(takewhile(lambda key: key not in asked, islice(following, 1, None)))

    def _is_opened(self, key: str) -> bool:
        return self.full or key in self.opened

    def back(self) -> Interview:
        """Return to the question before; at the first one, stay."""
        return replace(self, at=self._neighbour(-1) or self.at, catches_up=False)

    def _with(self, value: Value | None) -> Interview:
        step = self.step
        if step is None:
            raise ValueError("the walk is finished")
        answers = {**self.answers, step.key: value}
        if step.slot is not None and step.field == "note" and value is None:
            # Without its note there is no moment, and nothing about it is known any more.
            answers = {key: kept for key, kept in answers.items() if not key.startswith(f"{step.slot.key}.")}
            answers[step.key] = None
        for taken_back in without_tension(self.script, answers):
            del answers[taken_back.key]
        return replace(self, answers=answers).keep()

    def _passed_over(self) -> str | None:
        """The first question that was neither answered nor skipped, because a person went to a later one."""
        return next((step.key for step in self.steps if not step.is_shown_only and step.key not in self.answers), None)

    def _neighbour(self, direction: int) -> str | None:
        steps = self.steps
        place = next((index for index, step in enumerate(steps) if step.key == self.at), len(steps)) + direction
        while direction < 0 <= place and steps[place].is_shown_only:
            place += direction
        return steps[place].key if 0 <= place < len(steps) else None
