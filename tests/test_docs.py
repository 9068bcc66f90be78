"""The documents match the program."""

from __future__ import annotations

import io
import re
import runpy
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from alliance_cli.cli.commands.demo import demo
from alliance_cli.cli.setup import Program
from alliance_cli.core.clock import Clock
from alliance_cli.storage.migrations import migrate

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "alliance_cli"


def test_pages_built_from_help_match_the_program() -> None:
    ran = subprocess.run([sys.executable, ROOT / "docs" / "built.py"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_pictures_match_the_program_and_load_nothing() -> None:
    pictures = dict(runpy.run_path(str(ROOT / "docs" / "pictures.py"))["pictures"]())
    assert {path.name for path in pictures} == {path.name for path in (ROOT / "docs" / "pictures").iterdir()}
    for path, built in pictures.items():
        assert path.read_text("utf-8") == built, "run: python docs/pictures.py"
        assert re.findall(r"https?://[^\"\s]+", built) == ["http://www.w3.org/2000/svg"]
        assert not re.search(r"@import|@font-face|href|src", built)


def test_every_command_has_an_example_and_a_place_in_the_readme() -> None:
    pages = (ROOT / "docs" / "commands.md").read_text("utf-8").split("\n## ")[1:]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(pages) > 20
    for page in pages:
        path = page.split("\n", 1)[0]
        is_group = "COMMAND [ARGS]" in page and path != "alliance"
        assert is_group or f"Example: {path}" in page or path == "alliance", path
        assert path == "alliance" or re.search(rf"`[^`]*\b{path.split()[-1]}\b[^`]*`", readme), path


def test_links_between_documents_have_targets() -> None:
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!http)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


@pytest.mark.parametrize("name", ["accessibility.md", "privacy.md", "reliability.md"])
def test_every_test_named_in_the_documents_exists(name: str) -> None:
    document = (ROOT / "docs" / name).read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", document)
    assert len(named) >= 8
    for path, test in named:
        assert f"def {test}(" in (ROOT / path).read_text("utf-8"), f"{name}: {path}::{test}"
    for line in document.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[1] not in ("Nothing.", "what holds", "---"):
            assert "::" in cells[3], f"{name}: no test backs {cells[0]}"


def test_the_tour_matches_the_demo(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    that_day = Clock(lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
    demo(SimpleNamespace(obj=Program(clock=that_day)))  # type: ignore[arg-type]
    shown = {line.rstrip() for line in capsys.readouterr().out.splitlines()}
    tour = (ROOT / "README.md").read_text("utf-8").split("## A minute with it")[1].split("## Privacy")[0]
    asked = (
        "$ alliance init",
        "Choose a",
        "The same",
        "The vault is",
        "Only the",
        "Backups go",
        "Before the",
        "Enter skips",
        "1/3",
        ">",
    )
    lines = [line for block in tour.split("```")[1::2] for line in block.splitlines() if not line.startswith(asked)]
    assert len(lines) > 50
    assert [line for line in lines if line.rstrip() not in shown] == []


def test_the_architecture_page_names_every_table_and_its_references() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## The tables of the vault")[1]
    cells = [line.split("|")[1:4] for line in page.split("\n## ")[0].splitlines() if line.startswith("| `")]
    shown = {table.strip(" `"): set(re.findall(r"`(\w+)`", points)) for table, _, points in cells}
    with closing(sqlcipher.connect(":memory:")) as connection:
        migrate(connection)
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        points = 'SELECT "table" FROM pragma_foreign_key_list(?)'
        real = {name: {into for (into,) in connection.execute(points, [name])} for (name,) in tables}
    assert shown == {name: into for name, into in real.items() if not name.startswith(("_", "sqlite_"))}


def test_every_file_named_on_the_architecture_page_exists() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`([\w/]+\.(?:py|toml|md)|[a-z_]+/[\w/]*)`", page)) - {"report/export/export_NAME.py"}
    assert len(named) > 30
    assert sorted(each for each in named if not any((root / each).exists() for root in (ROOT, PACKAGE))) == []


def test_the_layer_diagram_matches_the_imports() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "layers.py"))["with_diagram"]
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert page == drawn(page), "run: python docs/layers.py --write"
