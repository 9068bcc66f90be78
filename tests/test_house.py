"""Inner rooms contain no command line, every path is guarded, and private Textual is imported only in its seam."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import alliance_cli
from alliance_cli.cli import commands

SOURCE = Path(alliance_cli.__file__).parent
NAMES = "|".join(path.stem for path in Path(commands.__file__).parent.glob("[a-z]*.py"))
COMMAND_LINE = re.compile(rf"\balliance ({NAMES})\b|``alliance\b", re.IGNORECASE)

STREAMS = ("sys.stdin", "sys.stdout", "sys.stderr")


class Said(NamedTuple):
    """A string in a module; documentation is a string that stands alone."""

    place: str
    text: str
    is_documentation: bool


def said(source: str, place: str = "") -> Iterator[Said]:
    tree = ast.parse(source)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Said(f"{place}:{node.lineno}", node.value, id(node) in documentation)


def said_inside(*rooms: str) -> Iterator[Said]:
    """Every string in these rooms, or else in the core, the storage and the use cases."""
    for room in rooms or ("core", "storage", "usecases"):
        paths = sorted((SOURCE / room).rglob("*.py"))
        assert paths
        for path in paths:
            yield from said(path.read_text("utf-8"), str(path.relative_to(SOURCE)))


def test_no_inner_room_contains_a_command_line_in_a_sentence() -> None:
    assert [each for each in said_inside() if not each.is_documentation and "alliance " in each.text.casefold()] == []


def test_no_inner_room_contains_a_command_line_in_its_documentation() -> None:
    assert [each for each in said_inside() if each.is_documentation and COMMAND_LINE.search(each.text)] == []


def test_content_contains_no_command_line() -> None:
    """Its descriptions may mention the therapeutic alliance."""
    found = [
        each for each in said_inside("content") if COMMAND_LINE.search(each.text) or each.text.endswith("alliance ")
    ]
    assert found == []


def test_the_check_finds_a_command_line() -> None:
    documentation, sentence, _ = said('"""As alliance prep does."""\nraise ValueError(f"See alliance {name} now")')
    assert (documentation.is_documentation, bool(COMMAND_LINE.search(documentation.text))) == (True, True)
    assert (sentence.is_documentation, sentence.text) == (False, "See alliance ")
    assert not COMMAND_LINE.search("A moment in which the alliance was strong.")


def streams_in(source: str) -> list[str]:
    """The standard streams, and functions that use them, that a module names."""
    nodes = list(ast.walk(ast.parse(source)))
    attributes = [ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)]
    names = [node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [each for each in attributes if each in STREAMS] + [each for each in names if each in ("input", "print")]


@pytest.mark.parametrize("room", ["core", "storage", "usecases", "content"])
def test_no_inner_room_uses_a_standard_stream(room: str) -> None:
    paths = sorted((SOURCE / room).rglob("*.py"))
    assert paths
    assert {path.name: found for path in paths if (found := streams_in(path.read_text("utf-8")))} == {}


def test_the_check_finds_a_standard_stream() -> None:
    assert streams_in("import sys\nsys.stdin.readline()\nprint(1)\ninput()") == ["sys.stdin", "print", "input"]


TOUCHES = re.compile(
    "exists|is_file|is_dir|is_symlink|l?stat|samefile|resolve|absolute|expanduser|home|cwd|open|read_text|read_bytes|"
    "write_text|write_bytes|iterdir|r?glob|mkdir|rmdir|unlink|rename|touch|chmod|(read|sym)?link|lexists|realpath|"
    "abspath|getcwd|listdir|scandir|makedirs|remove|rmtree|fdopen"
)
"""Calls that reach the disk, of a path or of the modules os and shutil."""
NO_PATH = re.compile(
    r"(self\.)?((Readable)?Vault|formatter|repository|records|sessions|moments|ast|app|Unlocking|cls|resolve)\b"
)
"""The beginnings of calls with similar names that touch no path."""


SAFE = ("cli/process.py", "cli/commands/supervise.py", "report/export/", "cli/completions/", "translation.py")
"""Calls that write to no file or to one from ``new_file``, or that read a file of the program."""


def is_guarded(node: ast.AST) -> bool:
    """Whether an OSError in its body is caught or turned into a message."""
    if isinstance(node, ast.Try):
        return any("OSError" in ast.unparse(each.type or node) for each in node.handlers)
    if isinstance(node, ast.With):
        return any(ast.unparse(each).startswith("worded(") for each in node.items)
    return isinstance(node, ast.FunctionDef) and "worded()" in map(ast.unparse, node.decorator_list)


def touches_in(source: str) -> list[str]:
    """The calls of a module that reach the disk without handling an OSError."""
    tree = ast.parse(source)
    bodies = [node.body for node in ast.walk(tree) if is_guarded(node)]
    guarded = {id(inner) for body in bodies for statement in body for inner in ast.walk(statement)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and id(node) not in guarded]
    named = [
        ast.unparse(each.func)
        for each in calls
        if ast.unparse(each.func) == "open"
        or (isinstance(each.func, ast.Attribute) and TOUCHES.fullmatch(each.func.attr))
    ]
    return [each for each in named if not NO_PATH.match(each)]


def test_every_call_to_the_disk_handles_errors() -> None:
    """Otherwise a disconnected drive or an impossible name would be reported as a defect."""
    paths = [path for path in sorted(SOURCE.rglob("*.py")) if path.parent.name != "files"]
    found = {str(path.relative_to(SOURCE)): touches_in(path.read_text("utf-8")) for path in paths}
    assert {name: calls for name, calls in found.items() if calls and not name.startswith(SAFE)} == {}


def test_the_check_finds_an_unguarded_path() -> None:
    assert touches_in("path.exists()\nos.path.lexists(path)\nopen(path)\nPath.home()") == [
        *("path.exists", "os.path.lexists", "open", "Path.home")
    ]
    assert touches_in("try:\n  path.stat()\nexcept OSError:\n  pass") == []
    assert touches_in("try:\n  path.stat()\nexcept FileNotFoundError:\n  pass") == ["path.stat"]
    assert touches_in("with worded():\n  path.stat()\n@worded()\ndef look():\n  path.stat()") == []
    assert touches_in("Vault.open(path, key)\nself.repository.sessions.exists(id)") == []


MOST_MODULES = 18
ONE_FILE_EACH = {"cli/commands"}
"""Folders in which each file is one command."""


def test_no_folder_has_too_many_modules() -> None:
    """A folder with too many modules to take in needs to be divided."""
    rooms = [path.parent for path in SOURCE.rglob("__init__.py")]
    modules = {str(room.relative_to(SOURCE)): len([*room.glob("[a-z]*.py")]) for room in rooms}
    crowded = {room: count for room, count in modules.items() if count > MOST_MODULES}
    assert crowded.keys() == ONE_FILE_EACH, crowded


SEAM = "screen/textual_seam/"


def private_of_textual(source: str) -> list[str]:
    """The modules of Textual that a source imports although their names are private, or that drive a terminal."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                found += [each.name for each in node.names]
            case ast.ImportFrom(module=str(module), level=0):
                found += [f"{module}.{each.name}" for each in node.names]
    return [name for name in found if name.startswith("textual.") and re.search(r"\._(?!_)|\.drivers\.", name)]


def test_private_modules_of_textual_are_imported_only_in_their_seam() -> None:
    paths = sorted(SOURCE.rglob("*.py"))
    found = {str(path.relative_to(SOURCE)): private_of_textual(path.read_text("utf-8")) for path in paths}
    assert {name: names for name, names in found.items() if names and not name.startswith(SEAM)} == {}
    assert any(found[name] for name in found if name.startswith(SEAM))


def test_the_check_finds_a_private_import() -> None:
    assert private_of_textual("from textual.document._edit import Edit\nimport textual._xterm_parser") == [
        *("textual.document._edit.Edit", "textual._xterm_parser")
    ]
    assert private_of_textual("if True:\n  from textual import _ansi") == ["textual._ansi"]
    assert private_of_textual("from textual.drivers.x import Y") == ["textual.drivers.x.Y"]
    assert private_of_textual("from textual.widgets.text_area import Edit\nfrom textual import events") == []


def test_no_output_of_a_command_lies_at_the_root() -> None:
    """Pages, exports and sheets go to the working folder, so a trial in the checkout is easily added with it."""
    listed = subprocess.run(
        ["git", "ls-files", "--", ":(glob)*"], cwd=SOURCE.parents[1], capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this source is not a git checkout")
    assert {Path(name).suffix for name in listed.stdout.split()} <= {"", ".md", ".py", ".toml", ".txt"}
