"""Script files and moment forms as core values. All mistakes of a file are raised at once."""

from __future__ import annotations

from alliance_cli.content.readers.head import check_stem, top
from alliance_cli.content.readers.kind import Forms, kind_of, moment_fields
from alliance_cli.content.readers.whole import parse_document
from alliance_cli.content.schema import script as shape
from alliance_cli.content.schema.prompt_rules import check_prompts, condition_of
from alliance_cli.content.schema.record import Found
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import Node
from alliance_cli.core.walk.kinds import Kind
from alliance_cli.core.walk.moment_kinds import MomentField
from alliance_cli.core.walk.script import Component, Condition, Need, Part, Phase, Prompt, Script


def read_script(text: str, name: str, forms: Forms, *, stem: str = "") -> Script:
    """The script in ``text``; raises Mistakes that call the file ``name``.

    ``stem`` is the file's name without its ending; where it is given, the script's id must be the same.
    """
    return parse_document(text, name, lambda node, collector: script_in(node, collector, forms, stem))


def read_moment_fields(text: str, name: str, *, stem: str = "") -> tuple[MomentField, ...]:
    """The questions about one kind of moment; raises Mistakes that call the file ``name``."""
    return parse_document(text, name, lambda node, collector: form_in(node, collector, stem))


def script_in(node: Node, collector: MistakeCollector, forms: Forms, stem: str) -> Script | None:
    """The script a document holds, or None with every mistake listed in ``collector``."""
    found = top(node, collector, shape.SCRIPT)
    if found is None:
        return None
    check_stem(found, shape.SCRIPT_ID, stem)
    _check_default(found)
    listed = found.get(shape.PROMPTS) or ()
    check_prompts(listed, found.get(shape.PHASE) or "")
    prompts = _prompts(listed, forms)
    if not found.is_whole or collector.mistakes:
        return None
    return Script(
        id=found.need(shape.SCRIPT_ID),
        phase=Phase(found.need(shape.PHASE)),
        title=found.need(shape.TITLE),
        language=found.need(shape.LANGUAGE_CODE),
        prompts=prompts,
    )


def form_in(node: Node, collector: MistakeCollector, stem: str) -> tuple[MomentField, ...]:
    """The fields a document holds, with every mistake listed in ``collector``."""
    found = top(node, collector, shape.FORM)
    if found is None:
        return ()
    check_stem(found, shape.SCRIPT_ID, stem)
    return moment_fields(found.get(shape.FIELDS) or ())


def _check_default(found: Found) -> None:
    """A file called after a phase is what that phase runs, so it must be for that phase."""
    name, phase = found.get(shape.SCRIPT_ID), found.get(shape.PHASE)
    if phase and name in tuple(Phase) and name != phase:
        found.wrong(shape.PHASE, f"must be {name} in a script of that name.", name or "")


def _prompts(listed: tuple[Found, ...], forms: Forms) -> tuple[Prompt, ...]:
    """The prompts that can be built, in order; a condition may look at the prompts before it."""
    kinds = [kind_of(found, forms) for found in listed]
    names = [found.get(shape.ID) or "" for found in listed]
    every = dict(zip(names, kinds, strict=True))
    built = []
    for place, found in enumerate(listed):
        earlier = dict(zip(names[:place], kinds[:place], strict=True))
        when = condition_of(found, earlier, every)
        kind = kinds[place]
        if found.is_whole and kind:
            built.append(_prompt(found, kind, when))
    return tuple(built)


def _prompt(found: Found, kind: Kind, when: Condition | None) -> Prompt:
    component, part, needs = found.get(shape.COMPONENT), found.get(shape.PART), found.get(shape.NEEDS)
    return Prompt(
        id=found.need(shape.ID),
        ask=found.need(shape.ASK),
        purpose=found.need(shape.PURPOSE),
        kind=kind,
        say=found.get(shape.SAY) or "",
        component=Component(component) if component else None,
        part=Part(part) if part else None,
        optional=found.get(shape.OPTIONAL) or False,
        when=when,
        needs=Need(needs) if needs else None,
    )
