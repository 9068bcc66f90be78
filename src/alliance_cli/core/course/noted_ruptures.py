"""Adds questions about ruptures that are already noted to a reflection: their outcome and missing details."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from alliance_cli.core.course.carry_over import MOST_RUPTURES, earlier_records
from alliance_cli.core.course.course import Course, Session
from alliance_cli.core.course.moments import ListedMoment, list_moments
from alliance_cli.core.formatting import day_in_words
from alliance_cli.core.text import one_line
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentNote, MomentsKind
from alliance_cli.core.walk.script import Need, Prompt, Script
from alliance_cli.translation import _


class RuptureAnswer(Struct, frozen=True):
    """The destination of an answer about a noted rupture: a step of its repair, or a field of the moment.

    ``prompt`` is stored with the answer.
    """

    moment: str
    name: str
    prompt: Prompt
    is_field: bool = False


class NotedRuptures(Struct, frozen=True):
    """The ruptures that a reflection asks about, in the order of the course.

    ``were_open``: open when the session began. ``on_the_way``: noted during the session.
    """

    were_open: tuple[ListedMoment, ...] = ()
    on_the_way: tuple[ListedMoment, ...] = ()


class RuptureScript(Struct, frozen=True):
    """A reflection's script with questions about noted ruptures, and the destination of each answer by step key."""

    script: Script
    answers: Mapping[str, RuptureAnswer] = field(default_factory=dict)


def open_at_beginning(
    course: Course, on: date, session: Session | None, reflection: str = ""
) -> tuple[ListedMoment, ...]:
    """The possible ruptures that were open when the session began, oldest first.

    Only the newest are included, as many as the card shows. A rupture settled in the walk with the id ``reflection``
    still counts as open.
    """
    earlier = {record.session.id for record in earlier_records(course, on, session)}
    found = (each for each in list_moments(course) if each.moment.session in earlier)
    return tuple(each for each in found if _is_asked_about(each, reflection))[-MOST_RUPTURES:]


def _is_asked_about(listed: ListedMoment, reflection: str) -> bool:
    settled_here = reflection and any(repair.links.about == reflection for repair in listed.moment.repairs)
    return listed.moment.is_open_rupture or bool(settled_here)


def ask_about_ruptures(script: Script, noted: NotedRuptures, asked: Collection[str]) -> RuptureScript:
    """Add questions about noted ruptures to a script.

    Prompts that need an open rupture are asked about each one that was open. The prompt that notes ruptures is preceded
    by questions about missing fields of those noted during the session, and about fields that were ``asked`` before,
    given as step keys. A step is named after its prompt and the moment: ``outcome-2``, ``ruptures-4-marker``.
    """
    of_open = [prompt for prompt in script.prompts if prompt.needs is Need.OPEN_RUPTURE]
    notes = next((prompt for prompt in script.prompts if _notes_ruptures(prompt)), None)
    before: dict[str, list[_Question]] = {}
    if of_open:
        before[of_open[0].id] = [each for listed in noted.were_open for each in _about_open(of_open, listed)]
    if notes:
        before[notes.id] = [each for listed in noted.on_the_way for each in _missing(notes, listed, asked)]
    prompts: list[Prompt] = []
    for prompt in script.prompts:
        prompts += [question for question, _ in before.get(prompt.id, ())]
        if prompt not in of_open:
            prompts.append(_with_one_noted(prompt, notes) if noted.on_the_way else prompt)
    answers = {question.id: belongs for questions in before.values() for question, belongs in questions}
    return RuptureScript(replace(script, prompts=tuple(prompts)), answers)


_Question = tuple[Prompt, RuptureAnswer]


def _about_open(prompts: Sequence[Prompt], listed: ListedMoment) -> Iterator[_Question]:
    """These prompts for one rupture; conditions between them refer to the same rupture."""
    ids = {prompt.id for prompt in prompts}
    for place, prompt in enumerate(prompts):
        when = prompt.when
        if when and when.prompt in ids:
            when = replace(when, prompt=f"{when.prompt}-{listed.number}")
        question = _shown_with(replace(prompt, when=when, needs=None), listed, first=place == 0)
        belongs = RuptureAnswer(listed.moment.id, prompt.id, replace(prompt, needs=None))
        yield replace(question, id=f"{prompt.id}-{listed.number}"), belongs


def _missing(prompt: Prompt, listed: ListedMoment, asked: Collection[str]) -> Iterator[_Question]:
    """The questions about a rupture noted during the session that are unanswered, or were when first asked."""
    first = True
    for name, question in _fields(prompt):
        key = f"{prompt.id}-{listed.number}-{name}"
        is_settled = name == "plan" and not listed.moment.is_open_rupture
        if key in asked or not (getattr(listed.moment, name) or is_settled):
            yield _shown_with(replace(question, id=key), listed, first=first), _field(listed, name, question)
            first = False


def _field(listed: ListedMoment, name: str, question: Prompt) -> RuptureAnswer:
    return RuptureAnswer(listed.moment.id, name, question, is_field=True)


def _fields(prompt: Prompt) -> Iterator[tuple[str, Prompt]]:
    """The note and each field of a prompt that notes moments, as separate prompts."""
    yield "note", replace(prompt, kind=MomentNote(), say="")
    if isinstance(prompt.kind, MomentsKind):
        for each in prompt.kind.fields:
            question = replace(prompt, kind=each.kind, ask=each.ask, purpose=each.purpose, say="")
            yield each.id, replace(question, optional=prompt.optional or each.optional)


def _shown_with(question: Prompt, listed: ListedMoment, *, first: bool) -> Prompt:
    """The question with its rupture, which the first question always shows and later ones only if shown alone."""
    about = _about(listed)
    return replace(question, ask=f"{question.ask}\n{about}") if first else replace(question, about=about)


def _about(listed: ListedMoment) -> str:
    """The number, date and note of a rupture, and its plan in a second line."""
    moment = listed.moment
    parts = [f"   {listed.number} · {day_in_words(moment.on)}", one_line(moment.note)]
    plan = "\n   " + _("Plan: {plan}", plan=one_line(moment.plan)) if moment.plan else ""
    return ": ".join(filter(None, parts)) + plan


def _notes_ruptures(prompt: Prompt) -> bool:
    return isinstance(prompt.kind, MomentsKind) and prompt.kind.records is MomentKind.RUPTURE


def _with_one_noted(prompt: Prompt, notes: Prompt | None) -> Prompt:
    """A prompt for a session in which a rupture was noted already, which meets a condition on noting one.

    The prompt that notes ruptures is worded for another one.
    """
    if prompt is notes and isinstance(prompt.kind, MomentsKind):
        return replace(prompt, ask=prompt.kind.again or prompt.ask)
    needs_one = notes and prompt.when and prompt.when.prompt == notes.id and prompt.when.value is True
    return replace(prompt, when=None) if needs_one else prompt
