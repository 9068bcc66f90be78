"""Read and change the settings file, which holds one ``name: value`` on each line; changes keep the comments."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from alliance_cli.content.yaml.mistakes import MistakeCollector, nearest, showable
from alliance_cli.content.yaml.nodes import MappingNode, ScalarNode
from alliance_cli.content.yaml.strict_yaml import document, read_text
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.preferences import RETIRED, Plain, Preferences, defaults, read_setting
from alliance_cli.files import overwrite

_PLAIN = re.compile(r"[\w./~-]+")
"""A value that needs no quotes in YAML; any other is written as JSON, which YAML reads as well."""


def read_config(path: Path, warn: Callable[[str], None]) -> Preferences:
    """The settings of the file, or the defaults where there is none; raises Mistakes.

    A setting that only earlier versions knew is left out, and ``warn`` takes a sentence about it.
    """
    if not path.exists():
        return Preferences({})
    collector = MistakeCollector(path.name)
    text = read_text(path, collector)
    node = document(text, collector) if text else None
    values: dict[str, Plain] = {}
    for entry in node.entries if isinstance(node, MappingNode) else ():
        if entry.key in RETIRED:
            warn(f"{path.name}:{entry.line}: {entry.key} is ignored; {RETIRED[entry.key]} has taken its place.")
            continue
        if entry.key not in defaults():
            collector.add(entry.line, showable(entry.key), "is no setting.", nearest(entry.key, defaults()))
            continue
        try:
            values[entry.key] = read_setting(entry.key, entry.value.text if isinstance(entry.value, ScalarNode) else "")
        except (WrongUse, NotFound) as error:
            collector.add(entry.line, entry.key, error.sentence)
    collector.raise_if_any()
    return Preferences(values)


def write_setting(path: Path, name: str, value: Plain | None) -> None:
    """Set one setting, or return it to its default with None; the other lines stay as they are."""
    old = path.read_text("utf-8").splitlines() if path.exists() else []
    lines = [line for line in old if line.split(":")[0].strip().strip("\"'") != name]
    if value is not None:
        lines.append(f"{name}: {value if _PLAIN.fullmatch(str(value)) else json.dumps(value, ensure_ascii=False)}")
    overwrite(path, "".join(f"{line}\n" for line in lines).encode())


def changed(preferences: Preferences, name: str, value: Plain | None) -> Mapping[str, Plain]:
    """The settings after one change; raises WrongUse where they do not go together."""
    values = {key: old for key, old in preferences.values.items() if key != name}
    if value is not None:
        values[name] = value
    Preferences(values).check()
    return values
