"""The wheel contains everything and runs in an empty environment."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution, requires
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from alliance_cli import __version__
from tests.journeys.program import Home

pytestmark = pytest.mark.usefixtures("derives")

PROJECT = Path(__file__).parents[2]
NAME = re.compile("[A-Za-z0-9-]+")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


def pip(*words: str, python: Path | None = None) -> None:
    into = ("--python", str(python)) if python else ()
    ran = subprocess.run([*PIP, *into, *words], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def bring(site: Path, lines: Iterable[str], extras: Iterable[str] = ()) -> None:
    """Copy the packages that these metadata lines require, and their own requirements, from this environment."""
    for needed in map(Requirement, lines):
        if needed.marker and not any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            continue
        found = distribution(needed.name)
        names = {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}
        missing = [name for name in sorted(names) if not (site / name).exists()]
        for name in missing:
            (site / name).symlink_to(str(found.locate_file(name)))
        if missing or needed.extras:
            bring(site, found.requires or (), needed.extras)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder), str(PROJECT))
    return next(folder.glob("*.whl"))


def test_the_wheel_contains_every_content_and_program_file(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    content = [path for path in (PROJECT / "prompts").rglob("*") if path.is_file()]
    program = list((PROJECT / "src/alliance_cli").rglob("*.py"))
    assert len(content) > 5
    for path in content:
        assert held[f"alliance_cli/{path.relative_to(PROJECT)}"] == path.read_bytes()
    for path in program:
        assert held[str(path.relative_to(PROJECT / "src"))] == path.read_bytes()
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_installed_wheel_runs_the_demo_and_leaves_nothing_behind(wheel: Path, bare: Home) -> None:
    environment = bare.root / "environment"
    venv.create(environment)
    python, alliance = environment / "bin" / "python", str(environment / "bin" / "alliance")
    pip("install", "--no-compile", "--no-deps", str(wheel), python=python)
    (installed,) = environment.rglob("alliance_cli-*.dist-info")
    bring(installed.parent, Distribution.at(installed).requires or ())
    pip("check", python=python)  # each package finds the versions that it asks for
    bare_python = {"PYTHONPATH": None, "ALLIANCE_PASSPHRASE": None, "ALLIANCE_HOME": None}

    version = bare.run("--version", program=alliance, **bare_python)
    assert version.stdout == f"alliance {__version__}\n"
    demo = bare.run("demo", program=alliance, through=("sh", "-c", 'exec "$0" "$@" <&-'), **bare_python)
    assert (demo.returncode, demo.stderr) == (0, "")
    assert "$ alliance reflect J7" in demo.stdout
    assert [*bare.temporary.rglob("*"), *bare.user.rglob("*"), *bare.work.rglob("*")] == []


def test_every_dependency_has_a_pinned_version() -> None:
    lines = (PROJECT / "constraints.txt").read_text().splitlines()
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines if "==" in line}
    needed = {NAME.match(each)[0].lower() for each in requires("alliance-cli") or () if "extra ==" not in each}
    assert needed
    assert needed <= pinned
