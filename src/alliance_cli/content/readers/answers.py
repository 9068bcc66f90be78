"""Reads the answers of a whole walk from a file. No message repeats an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from alliance_cli.content.yaml.mistakes import KeyPath, MistakeCollector, nearest
from alliance_cli.content.yaml.nodes import BrokenNode, MappingEntry, MappingNode, Node, ScalarNode, SequenceNode
from alliance_cli.content.yaml.strict_yaml import document
from alliance_cli.content.yaml.values import value_of
from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, Kind, TextKind, Value
from alliance_cli.core.walk.moment_kinds import MomentsKind, answer_kind
from alliance_cli.core.walk.options import InvalidAnswer
from alliance_cli.core.walk.script import Prompt, Script
from alliance_cli.core.walk.steps import Answers, holds
from alliance_cli.translation import N_, _

_NO_ANSWERS = N_("holds no answer, perhaps because the program that should have written it failed; nothing was stored.")
"""To skip everything on purpose, a file names one prompt and leaves its answer empty."""


def read_answers(text: str, name: str, script: Script, kept: Answers | None = None) -> dict[str, Value]:
    """The answers by step key (``tension``, ``ruptures.1.note``), in the script's order.

    Prompts without an answer are absent. Raises Mistakes that call the file ``name`` for an empty file, unknown ids,
    answers that do not fit, and answers to prompts that would not be asked. ``kept`` are earlier answers, on which
    conditions of prompts may depend.
    """
    collector = MistakeCollector(name)
    node = document(text, collector)
    given = _entries(node, collector, script) if node else {}
    answers: dict[str, Value] = {}
    for prompt in script.prompts:
        entry = given.get(prompt.id)
        if entry and (not _is_left_out(entry.value) or _is_comment(entry.value)):
            _read(entry, prompt, answers, KeyPath(collector, prompt.id))
    _list_unasked(script, given, {**(kept or {}), **answers}, collector)
    collector.raise_if_any()
    return answers


def _entries(node: Node, collector: MistakeCollector, script: Script) -> dict[str, MappingEntry]:
    """The entries by prompt id; unknown ids and an empty file are listed as mistakes."""
    if isinstance(node, BrokenNode):
        return {}
    if _is_left_out(node) or (isinstance(node, MappingNode) and not node.entries):
        collector.add(0, "", _(_NO_ANSWERS))
        return {}
    if not isinstance(node, MappingNode):
        collector.add(node.line, "", _("is not a mapping; each line begins with a prompt's id and a colon."))
        return {}
    ids = [prompt.id for prompt in script.prompts]
    what = _("is not a prompt of the script {script}; its prompts are {names}.", script=script.id, names=", ".join(ids))
    return {entry.key: entry for entry in _known_entries(node, ids, what, KeyPath(collector))}


def _known_entries(node: MappingNode, known: Collection[str], what: str, at: KeyPath) -> list[MappingEntry]:
    """The entries with a known key; the others are listed with the mistake ``what``."""
    for entry in node.entries:
        if entry.key not in known:
            at.wrong_key(entry.key, entry.line, what, known)
    return [entry for entry in node.entries if entry.key in known]


def _is_left_out(node: Node) -> bool:
    return isinstance(node, BrokenNode) or (isinstance(node, ScalarNode) and node.is_empty)


def _is_comment(node: Node) -> bool:
    """Whether there is only a comment, which may be meant as text."""
    return isinstance(node, ScalarNode) and node.is_empty and node.comment > 0


def _read(entry: MappingEntry, prompt: Prompt, answers: dict[str, Value], at: KeyPath) -> None:
    if isinstance(prompt.kind, MomentsKind):
        _read_moments(entry.value, prompt.kind, answers, at)
    else:
        _read_value(prompt.kind, entry.value, answers, at)


def _read_value(kind: Kind, node: Node, answers: dict[str, Value], at: KeyPath) -> None:
    """Add the answer under the key of ``at``, or list why it does not fit."""
    if isinstance(kind, TextKind) and isinstance(node, ScalarNode) and at.cut_off(node):
        return
    if _is_left_out(node):
        return
    try:
        answers[at.key] = value_of(kind, node)
    except InvalidAnswer as invalid:
        at.wrong(node.line, str(invalid), _meant(kind, node))


def _meant(kind: Kind, node: Node) -> str:
    """The option of the script closest to what was written."""
    if not isinstance(kind, ChoiceKind | ChoicesKind) or not isinstance(node, ScalarNode):
        return ""
    return nearest(node.text, [option.value for option in kind.options])


def _read_moments(node: Node, kind: MomentsKind, answers: dict[str, Value], at: KeyPath) -> None:
    """A list of moments, or a single one."""
    items = node.items if isinstance(node, SequenceNode) else (node,)
    for surplus in items[kind.most :][:1]:
        at.wrong(surplus.line, _("holds more moments than the {count} that can be noted.", count=kind.most))
    for number, item in enumerate(items, start=1):
        _read_moment(item, kind, answers, at.inside(str(number)))


def _read_moment(node: Node, kind: MomentsKind, answers: dict[str, Value], at: KeyPath) -> None:
    """One moment: a mapping, or plain text if it has only a note."""
    if isinstance(node, BrokenNode):
        return
    if not isinstance(node, MappingNode):
        _read_note(node, node.line, answers, at)
        return
    kinds: dict[str, Kind] = {"note": TextKind()} | {field.id: field.kind for field in kind.fields}
    what = _("is not asked about this moment; the keys are {names}.", names=", ".join(kinds))
    entries = {entry.key: entry.value for entry in _known_entries(node, kinds, what, at)}
    _read_note(entries.pop("note", None), node.line, answers, at)
    for key, value in entries.items():
        _read_value(kinds[key], value, answers, at.inside(key))


def _read_note(node: Node | None, line: int, answers: dict[str, Value], at: KeyPath) -> None:
    if isinstance(node, ScalarNode) and at.inside("note").cut_off(node):
        return
    if node is None or (isinstance(node, ScalarNode) and node.is_empty):
        at.inside("note").wrong(line, _("is missing: a moment is kept by its note."))
    else:
        _read_value(TextKind(), node, answers, at.inside("note"))


def _list_unasked(
    script: Script, given: Mapping[str, MappingEntry], answers: Answers, collector: MistakeCollector
) -> None:
    """List answers to prompts whose condition is not met."""
    wrong = {mistake.key.split(".")[0] for mistake in collector.mistakes}
    for prompt in script.prompts:
        entry, when = given.get(prompt.id), prompt.when
        if entry is None or when is None or _is_left_out(entry.value) or when.prompt in wrong:
            continue
        prompts = {each.id: each for each in script.prompts}
        if not holds(when, prompts, answers):
            shown = answer_kind(prompts[when.prompt].kind).show(when.value)
            what = _("is asked only if {prompt} is answered with {answer}.", prompt=when.prompt, answer=shown)
            collector.add(entry.line, prompt.id, what)
