"""If an own content file is broken, the shipped one is used with a one-line warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Alliance

WORK = {
    "post-session": (("reflect", "J7", "--new"), "I felt it\n"),
    "moments/strong": (("reflect", "J7", "--new"), "I felt it\n"),
    "practice": (("practice",), "\n"),
    "instruments/srs": (("measure", "J7", "srs", "--items", "8,8,8,8"), ""),
    "learn/repair": (("learn", "repair"), ""),
}


@pytest.mark.parametrize("name", WORK)
def test_the_shipped_file_is_used_with_one_warning(alliance: Alliance, home: Path, name: str) -> None:
    alliance("client", "add", "J7")
    path = home / "prompts" / f"{name}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("title: a\nid [\n", "utf-8")
    words, typed = WORK[name]
    ran = alliance(*words, typed=typed)
    assert ran.code == 0, ran.err
    told = [line for line in ran.err.splitlines() if line.endswith("is used until that is corrected.")]
    assert len(told) == 1
    assert told[0].startswith(f"{path}:2: ")
    checked = alliance("prompts", "check")
    assert checked.code == 4
    assert f"{path}:2: " in checked.err
