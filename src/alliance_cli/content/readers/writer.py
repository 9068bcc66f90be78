"""A script as text that depends on nothing but the script: what a walk is kept with."""

from __future__ import annotations

import json
import re

from alliance_cli.core.walk.kinds import ChoiceKind, ChoicesKind, Kind, NumberKind, RatingKind, Value
from alliance_cli.core.walk.moment_kinds import MomentField, MomentsKind
from alliance_cli.core.walk.options import Option
from alliance_cli.core.walk.script import Prompt, Script

Json = dict[str, object]

# JSON lets these stand as they are; YAML takes some for line ends and refuses the others.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write_script(script: Script) -> str:
    """JSON in the shape of a script file, with every moment's fields in place; equal scripts, equal text.

    ``read_script`` reads it back as an equal script.
    """
    tree = {
        "id": script.id,
        "phase": str(script.phase),
        "title": script.title,
        "language": script.language,
        "prompts": [_prompt(prompt) for prompt in script.prompts],
    }
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _prompt(prompt: Prompt) -> Json:
    tree: Json = {"id": prompt.id, "ask": prompt.ask, "say": prompt.say, "purpose": prompt.purpose}
    tree |= {"kind": prompt.kind.name, **_kind(prompt.kind)}
    tree |= {"component": prompt.component, "part": prompt.part, "optional": prompt.optional, "needs": prompt.needs}
    if prompt.when:
        tree["when"] = {"prompt": prompt.when.prompt, "is": _answer(prompt.when.value)}
    return {key: value for key, value in tree.items() if value not in ("", None) and value is not False}


def _kind(kind: Kind) -> Json:
    if isinstance(kind, RatingKind):
        ends = {"low_means": kind.low_means, "high_means": kind.high_means}
        given = {key: means for key, means in ends.items() if means}
        return {"scale": kind.scale, "rater": kind.rater, "low": kind.low, "high": kind.high, **given}
    if isinstance(kind, NumberKind):
        return {"low": kind.low, "high": kind.high}
    if isinstance(kind, ChoiceKind | ChoicesKind):
        return {"options": [_option(option) for option in kind.options]}
    if isinstance(kind, MomentsKind):
        fields = [_moment_field(field) for field in kind.fields]
        again = {"again": kind.again} if kind.again else {}
        return {"records": kind.records, "most": kind.most, "fields": fields, **again}
    return {}


def _moment_field(field: MomentField) -> Json:
    tree: Json = {"id": field.id, "ask": field.ask, "purpose": field.purpose}
    if isinstance(field.kind, ChoiceKind):
        tree["options"] = {option.value: option.label for option in field.kind.options}
    return tree


def _option(option: Option) -> Json:
    return {"value": option.value, "label": option.label}


def _answer(value: Value) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else value
