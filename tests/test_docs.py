"""The documents say what the program does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_command_reference_is_what_the_program_prints() -> None:
    reference = runpy.run_path(str(ROOT / "docs" / "reference.py"))["reference"]
    built = reference()
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == built, (
        "run: python docs/reference.py > docs/commands.md"
    )


def test_every_command_has_an_example_and_a_place_in_the_readme() -> None:
    pages = (ROOT / "docs" / "commands.md").read_text("utf-8").split("\n## ")[1:]
    readme = (ROOT / "README.md").read_text("utf-8")
    for page in pages:
        path = page.split("\n", 1)[0]
        is_group = "COMMAND [ARGS]" in page and path != "alliance"
        assert is_group or f"Example: {path}" in page or path == "alliance", path
        assert path == "alliance" or re.search(rf"`[^`]*\b{path.split()[-1]}\b[^`]*`", readme), path


def test_links_between_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!http)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
