"""Draw the rooms of the source and the imports between them, as a Mermaid diagram.

python docs/layers.py --write    puts the diagram into docs/architecture.md
python docs/layers.py            prints it
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

DOCS = Path(__file__).resolve().parent
PACKAGE = DOCS.parent / "src" / "alliance_cli"
BEGIN, END = "<!-- layers -->\n", "<!-- end of layers -->\n"

Imports = Mapping[str, frozenset[str]]


def room_of(module: str) -> str:
    """The room of a dotted module name: the folder or file directly below the package; empty for the package."""
    return module.removeprefix(f"{PACKAGE.name}").lstrip(".").split(".")[0]


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module == PACKAGE.name:
            names = [f"{PACKAGE.name}.{alias.name}" for alias in node.names]
        yield from (name for name in names if name.split(".")[0] == PACKAGE.name)


def imports() -> Imports:
    """Each room with the other rooms it imports."""
    entries = [path for path in sorted(PACKAGE.iterdir()) if path.suffix == ".py" or (path / "__init__.py").is_file()]
    rooms = {entry.stem: entry for entry in entries if entry.stem != "__init__"}
    found = {}
    for name, entry in rooms.items():
        files = [entry] if entry.is_file() else sorted(entry.rglob("*.py"))
        reached = {room_of(module) for file in files for module in imported(file)}
        found[name] = frozenset(reached & rooms.keys() - {name})
    return found


def inwards(among: Imports) -> dict[str, frozenset[str]]:
    """Each room with every room it reaches, innermost first; raises CycleError where rooms import each other."""
    reached: dict[str, frozenset[str]] = {}
    for room in TopologicalSorter(among).static_order():
        reached[room] = among[room].union(*(reached[each] for each in among[room]))
    return reached


def direct(room: str, among: Imports, reached: Imports) -> list[str]:
    """The rooms that a room imports and that none of its other imports reaches already."""
    return sorted(each for each in among[room] if not any(each in reached[other] for other in among[room]))


def diagram() -> str:
    """The picture, as a fenced Mermaid block; rooms from the outermost to the innermost."""
    among = imports()
    reached = inwards(among)
    order = sorted(among, key=lambda room: (-len(reached[room]), room))
    lines = ["```mermaid", "flowchart TD"]
    for room in order:
        folders = sorted(path.parent.name for path in (PACKAGE / room).glob("*/__init__.py"))
        inside = f"<br/>{' · '.join(folders)}" if folders else ""
        lines.append(f'    {room}["<b>{room}</b>{inside}"]')
    lines += [f"    {room} --> {each}" for room in order for each in direct(room, among, reached)]
    return "\n".join((*lines, "```")) + "\n"


def with_diagram(page: str) -> str:
    """The page with the diagram of today between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{diagram()}{END}{after}"


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        page = DOCS / "architecture.md"
        page.write_text(with_diagram(page.read_text("utf-8")), "utf-8")
    else:
        print(diagram(), end="")  # noqa: T201 - this is what it is for
