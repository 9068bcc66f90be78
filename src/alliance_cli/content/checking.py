"""Every mistake in files of content, whatever kind of file each sets out to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from alliance_cli.content import folders
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import MappingNode, Node
from alliance_cli.core.errors import Mistake, Mistakes, NotFound


def mistakes_at(paths: Sequence[Path]) -> tuple[Mistake, ...]:
    """Every mistake in these files and folders; raises NotFound for one that is not there."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise NotFound(f"There is no file {missing[0]}.")
    found = (file for path in paths for file in (folders.everything(path) if path.is_dir() else (path,)))
    return tuple(mistake for path in dict.fromkeys(found) for mistake in _mistakes_of(path))


def mistakes_in(text: str, name: str, *, stem: str = "", place: str = "") -> tuple[Mistake, ...]:
    """The mistakes in the text of one file. ``place`` is the folder it lies in, which tells what it should hold."""
    from alliance_cli.content.yaml.strict_yaml import document

    collector = MistakeCollector(name)
    node = document(text, collector)
    if node:
        _read(node, collector, stem, place if place in folders.PLACES else "")
    return collector.listed()


def _mistakes_of(path: Path) -> Iterator[Mistake]:
    from alliance_cli.content.yaml.strict_yaml import text_of

    try:
        yield from mistakes_in(text_of(path), str(path), stem=path.stem, place=path.absolute().parent.name)
    except Mistakes as trouble:
        yield from trouble.mistakes
    if path.suffix != ".yaml":
        yield Mistake(str(path), 0, "", "will not be found by the program; its name must end in .yaml.")


def _read(node: Node, collector: MistakeCollector, stem: str, place: str) -> None:
    from alliance_cli.content.instruments import shipped_instrument
    from alliance_cli.content.readers.guide import topic_in
    from alliance_cli.content.readers.instrument import instrument_in
    from alliance_cli.content.readers.script import form_in, script_in

    keys = {entry.key for entry in node.entries} if isinstance(node, MappingNode) else set()
    if place == folders.LEARN or (not place and "cards" in keys and "prompts" not in keys):
        topic_in(node, collector, stem)
    elif place == folders.INSTRUMENTS or (not place and keys & {"items", "wording"} and "prompts" not in keys):
        instrument_in(node, collector, stem, shipped_instrument)
    elif place == folders.MOMENTS or (not place and "fields" in keys and "prompts" not in keys):
        form_in(node, collector, stem)
    else:
        script_in(node, collector, {}, stem)
