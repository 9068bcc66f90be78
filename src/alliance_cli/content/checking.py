"""Finds every mistake in content files of any kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from alliance_cli.content import folders
from alliance_cli.content.yaml.mistakes import MistakeCollector
from alliance_cli.content.yaml.nodes import MappingNode, Node
from alliance_cli.core.errors import Mistake, Mistakes, NotFound
from alliance_cli.files.paths import exists, is_folder, typed_path
from alliance_cli.translation import _


def mistakes_at(paths: Sequence[Path]) -> tuple[Mistake, ...]:
    """Every mistake in these files and folders; raises NotFound for one that does not exist."""
    paths = [typed_path(path) if str(path).startswith("~") else path for path in paths]
    missing = [path for path in paths if not exists(typed_path(path))]
    if missing:
        raise NotFound(_("There is no file {path}.", path=missing[0]))
    found = (file for path in paths for file in (folders.everything(path) if is_folder(path) else (path,)))
    return tuple(mistake for path in dict.fromkeys(found) for mistake in _mistakes_of(path))


def mistakes_in(text: str, name: str, *, stem: str = "", place: str = "") -> tuple[Mistake, ...]:
    """The mistakes in the text of one file. ``place`` is the name of its folder, which decides the kind of file."""
    from alliance_cli.content.yaml.strict_yaml import document

    collector = MistakeCollector(name)
    node = document(text, collector)
    if node:
        _read(node, collector, stem, place)
    return collector.listed()


def _mistakes_of(path: Path) -> Iterator[Mistake]:
    from alliance_cli.content.yaml.strict_yaml import text_of

    try:
        yield from mistakes_in(text_of(path), str(path), stem=path.stem, place=typed_path(path).parent.name)
    except Mistakes as error:
        yield from error.mistakes
    if path.suffix != ".yaml":
        yield Mistake(str(path), 0, "", _("will not be found by the program; its name must end in .yaml."))


def _read(node: Node, collector: MistakeCollector, stem: str, place: str) -> None:
    """Read the document as the kind of its folder, or the first kind with one of its keys, or a script."""
    from alliance_cli.content.file_kinds import file_kinds

    keys = {entry.key for entry in node.entries} if isinstance(node, MappingNode) else set()
    script, *others = file_kinds().values()
    placed = (kind for kind in others if kind.folder == place)
    marked = (kind for kind in (script, *others) if kind.marks & keys)
    kind = next(placed, None) or next(marked, script)
    kind.read_node(node, collector, stem)
