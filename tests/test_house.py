"""The inner rooms write no command line and know no standard stream."""

from __future__ import annotations

import ast
import re
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


def test_no_sentence_of_the_inner_rooms_holds_a_command_line() -> None:
    assert [each for each in said_inside() if not each.is_documentation and "alliance " in each.text.casefold()] == []


def test_no_documentation_of_the_inner_rooms_names_a_command_line() -> None:
    assert [each for each in said_inside() if each.is_documentation and COMMAND_LINE.search(each.text)] == []


def test_content_holds_no_command_line() -> None:
    """Its descriptions may speak of the alliance itself."""
    found = [
        each for each in said_inside("content") if COMMAND_LINE.search(each.text) or each.text.endswith("alliance ")
    ]
    assert found == []


def test_a_command_line_would_be_found() -> None:
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
def test_no_inner_room_knows_a_standard_stream(room: str) -> None:
    paths = sorted((SOURCE / room).rglob("*.py"))
    assert paths
    assert {path.name: found for path in paths if (found := streams_in(path.read_text("utf-8")))} == {}


def test_a_standard_stream_would_be_found() -> None:
    assert streams_in("import sys\nsys.stdin.readline()\nprint(1)\ninput()") == ["sys.stdin", "print", "input"]
