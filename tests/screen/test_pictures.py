"""The pictures of the full screen match the program. PICTURES=all compares all of them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
import screens


def _frames(pictured: screens.Pictured) -> Sequence[screens.Frame]:
    """One frame, a different one for each screen, since drawing all of them takes long."""
    place = screens.SCREENS.index(pictured)
    return screens.FRAMES if os.environ.get("PICTURES") == "all" else screens.FRAMES[place % 6 :][:1]


def test_the_pictures_match_the_screens() -> None:
    drawn = dict(screens.screens(_frames))
    assert len(drawn) >= len(screens.SCREENS)
    for path, picture in drawn.items():
        assert path.read_text("utf-8") == picture, f"{path.name}; run: python docs/pictures.py --screens"


def test_every_screen_has_pictures_that_load_nothing() -> None:
    named = {
        f"{each.name}-{columns}x{rows}-{theme}.svg"
        for each in screens.SCREENS
        for theme, (columns, rows) in screens.FRAMES
    }
    assert {path.name for path in screens.FOLDER.iterdir()} == named
    for path in screens.FOLDER.iterdir():
        picture = path.read_text("utf-8")
        assert re.findall(r"@import|url\((?!#)|href|https?://(?!www\.w3\.org/2000/svg)", picture) == []
