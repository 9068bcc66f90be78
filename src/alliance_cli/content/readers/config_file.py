"""Reads and changes the settings file, which has one ``name: value`` on each line; changes keep the comments."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from alliance_cli.content.yaml.mistakes import KeyPath, MistakeCollector, in_one_line, nearest, showable
from alliance_cli.content.yaml.nodes import MappingEntry, MappingNode, ScalarNode, SequenceNode
from alliance_cli.content.yaml.strict_yaml import MOST_BYTES, document, read_text
from alliance_cli.core.errors import NotFound, WrongUse
from alliance_cli.core.settings.settings import RETIRED, Plain, Settings, defaults, read_setting
from alliance_cli.files.paths import exists, is_taken, read_file
from alliance_cli.files.trouble import worded
from alliance_cli.files.writing import free_name, overwrite
from alliance_cli.translation import N_, _

_PLAIN = re.compile(r"[\w./~-]+")
"""A value that needs no quotes in YAML; any other is written as JSON, which YAML reads as well."""


def read_config(path: Path, warn: Callable[[str], None]) -> Settings:
    """The settings in the file, or the defaults if there is no file; raises Mistakes.

    A setting of earlier versions is left out, and ``warn`` is called with a sentence about it.
    """
    collector = MistakeCollector(path.name)
    values = _values_in(read_text(path, collector) if is_taken(path) else None, collector, warn)
    collector.raise_if_any()
    return Settings(values)


def usable_config(path: Path, warn: Callable[[str], None]) -> Settings:
    """As ``read_config``, but a setting that cannot be read keeps its default, and ``warn`` is called with one line."""
    collector = MistakeCollector(path.name)
    settings = Settings(_values_in(read_text(path, collector), collector, warn))
    try:
        settings.check()
    except WrongUse as error:
        collector.add(0, "", error.sentence)
        settings = Settings({})
    if mistakes := collector.listed():
        warn(in_one_line(mistakes, N_("{mistake}; the shipped value is used until that is corrected.")))
    return settings


def _values_in(text: str | None, collector: MistakeCollector, warn: Callable[[str], None]) -> dict[str, Plain]:
    """The settings in a text as far as they can be read; mistakes are listed."""
    node = document(text, collector) if text else None
    if isinstance(node, ScalarNode | SequenceNode) and not (isinstance(node, ScalarNode) and node.is_empty):
        collector.add(node.line, "", _("is not a mapping; each line is the name of a setting, a colon and its value."))
    values: dict[str, Plain] = {}
    for entry in node.entries if isinstance(node, MappingNode) else ():
        if entry.key in RETIRED:
            place = f"{collector.file}:{entry.line}"
            warn(
                _(
                    "{place}: {name} is ignored; {other} has taken its place.",
                    place=place,
                    name=entry.key,
                    other=RETIRED[entry.key],
                )
            )
        elif entry.key not in defaults():
            collector.add(entry.line, showable(entry.key), _("is not a setting."), nearest(entry.key, defaults()))
        elif (value := _value_of(entry, collector)) is not None:
            values[entry.key] = value
    return values


def _value_of(entry: MappingEntry, collector: MistakeCollector) -> Plain | None:
    node, at = entry.value, KeyPath(collector, entry.key)
    if isinstance(node, ScalarNode) and isinstance(defaults()[entry.key], str) and at.cut_off(node):
        return None
    try:
        return read_setting(entry.key, node.text if isinstance(node, ScalarNode) else "")
    except (WrongUse, NotFound) as error:
        at.wrong(entry.line, error.sentence)
        return None


def write_setting(path: Path, name: str, value: Plain | None) -> None:
    """Set one setting, or return it to its default with None; the other lines stay as they are.

    Raises Mistakes, and does not change the file, if a setting is set and the file would have mistakes afterwards.
    """
    old = read_file(path, MOST_BYTES).decode("utf-8", "surrogateescape").splitlines() if exists(path) else []
    lines = [line for line in old if line.split(":")[0].strip().strip("\"'") != name]
    if value is not None:
        lines.append(f"{name}: {value if _PLAIN.fullmatch(str(value)) else json.dumps(value, ensure_ascii=False)}")
    text = "".join(f"{line}\n" for line in lines)
    if value is not None:
        collector = MistakeCollector(path.name)
        _values_in(text, collector, lambda _: None)
        collector.raise_if_any()
    overwrite(path, text.encode("utf-8", "surrogateescape"))


@worded()
def set_aside(path: Path) -> Path | None:
    """Rename the file, so that every setting has its default; returns the new path, None if there is no file."""
    if not is_taken(path):
        return None
    kept = free_name(path.with_name("config-before-reset.yaml"))
    path.rename(kept)
    return kept
