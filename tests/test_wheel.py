"""The wheel carries every file of content, in every language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]


def test_everything_below_prompts_is_in_the_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name.removeprefix("alliance_cli/") for name in ZipFile(wheel).namelist()}
    written = {str(path.relative_to(ROOT)) for path in (ROOT / "prompts").rglob("*.yaml")}
    assert "prompts/de/learn/repair.yaml" in written
    assert written - packed == set()
