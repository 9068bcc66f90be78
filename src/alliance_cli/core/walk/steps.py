"""Works out the steps of a script: the questions to ask, given the answers so far.

A step has a stable key: the prompt's id or, for a moment, ``id.slot.field`` (``ruptures.1.note``). Answers map keys to
values; None means asked and skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from alliance_cli.core.ratings import TENSION_SCALES
from alliance_cli.core.walk.kinds import Kind, NoteKind, RatingKind, Value
from alliance_cli.core.walk.moment_kinds import MomentNote, MomentsKind
from alliance_cli.core.walk.script import Condition, Need, Prompt, Script

Answers = Mapping[str, Value | None]
Marked = Mapping[str, str]
"""The line about each mark that is to be worded, by the key of the note for its words."""
NO_MARKS: Marked = {}


class Slot(Struct, frozen=True):
    """The place of a moment in a prompt for moments: ``ruptures.1`` is the first of ``ruptures``."""

    prompt: str
    number: int

    @property
    def key(self) -> str:
        return f"{self.prompt}.{self.number}"


class Step(Struct, frozen=True):
    """One question as it is asked."""

    key: str
    prompt: Prompt
    kind: Kind
    ask: str
    purpose: str
    slot: Slot | None = None
    field: str = ""
    mark: str = ""
    """The line about the mark to be worded here; empty for none."""

    @property
    def is_shown_only(self) -> bool:
        return isinstance(self.kind, NoteKind)


Opened = Callable[[str], bool]
"""Tells whether the optional step with a key is asked."""


def _everything(_key: str) -> bool:
    return True


def _moment_steps(
    prompt: Prompt, kind: MomentsKind, answers: Answers, opened: Opened, marked: Marked
) -> Iterator[Step]:
    """The note of each slot, followed by its fields once it is answered; the next slot then opens.

    A slot with a mark is always asked, even beyond the usual maximum.
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
    """The highest slot number of the prompt among these step keys; 0 for none."""
    slots = (key.removeprefix(f"{prompt.id}.").partition(".")[0] for key in keys if key.startswith(f"{prompt.id}."))
    return max((int(slot) for slot in slots if slot.isdecimal()), default=0)


def steps_of(
    script: Script, answers: Answers, opened: Opened, lacks: Collection[Need], marked: Marked = NO_MARKS
) -> Iterator[Step]:
    """The steps for these answers; prompts with a need in ``lacks`` are left out unless they were answered."""
    asked: dict[str, Prompt] = {}
    for prompt in script.prompts:
        answered = any(key == prompt.id or key.startswith(f"{prompt.id}.") for key in (*answers, *marked))
        if not answered and (prompt.needs in lacks or (prompt.optional and not _is_opened(prompt, opened))):
            continue
        if prompt.when and not holds(prompt.when, asked, answers):
            continue
        asked[prompt.id] = prompt
        yield from _prompt_steps(prompt, answers, opened, marked)


def _is_opened(prompt: Prompt, opened: Opened) -> bool:
    """Whether an optional prompt, or the prompt that its condition refers to, was opened."""
    return opened(prompt.id) or (prompt.when is not None and opened(prompt.when.prompt))


def holds(when: Condition, asked: Mapping[str, Prompt], answers: Answers) -> bool:
    """Whether the answers meet a condition; ``asked`` has the prompts it may refer to, by id.

    An answer counts only while its own prompt is asked, so conditions can form a chain. A prompt for moments counts as
    answered with yes if a moment is noted.
    """
    prompt = asked.get(when.prompt)
    if prompt is None or not isinstance(prompt.kind, MomentsKind):
        return prompt is not None and answers.get(prompt.id) == when.value
    return _noted_after(prompt, 0, answers) == when.value


def _prompt_steps(prompt: Prompt, answers: Answers, opened: Opened, marked: Marked = NO_MARKS) -> Iterator[Step]:
    if isinstance(prompt.kind, MomentsKind):
        yield from _moment_steps(prompt, prompt.kind, answers, opened, marked)
    else:
        yield Step(prompt.id, prompt, prompt.kind, prompt.ask, prompt.purpose)


def is_counted(step: Step) -> bool:
    """Whether a step belongs to a numbered prompt: one that is asked and has no condition."""
    return not step.is_shown_only and step.prompt.when is None


def every_step(script: Script, answers: Answers) -> tuple[Step, ...]:
    """The steps of every prompt, even if its condition is not met; stored answers may belong to any of them."""
    return tuple(step for prompt in script.prompts for step in _prompt_steps(prompt, answers, _everything))


def without_tension(script: Script, answers: Answers) -> tuple[Step, ...]:
    """The answered ratings of tension that no longer apply because the report of tension was withdrawn."""
    asked = {step.key for step in steps_of(script, answers, _everything, ())}
    return tuple(
        Step(prompt.id, prompt, prompt.kind, prompt.ask, prompt.purpose)
        for prompt in script.prompts
        if isinstance(prompt.kind, RatingKind)
        and prompt.kind.scale in TENSION_SCALES
        and prompt.id not in asked
        and answers.get(prompt.id) is not None
    )
