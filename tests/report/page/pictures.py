"""Compares a picture of a page with a reviewed one, tolerating differences in font rendering."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat

WIDTH = 200
"""The width of the pictures; small, because only the layout is compared."""
TALLER, OTHER = 0.04, 6.0
"""How much the height may differ, as a share, and the mean difference of a pixel, of 255."""


def differs(taken: bytes, golden: Path) -> str:
    """How the picture differs from the golden one; empty if it does not. ``GOLDEN=write`` writes it instead."""
    picture = _small(Image.open(BytesIO(taken)))
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        picture.quantize(48).save(golden, optimize=True)
        return ""
    kept = Image.open(golden).convert("RGB")
    if abs(picture.height - kept.height) > kept.height * TALLER:
        return f"{picture.height} pixels high, not {kept.height}"
    size = (WIDTH, min(picture.height, kept.height))
    blurred = [each.crop((0, 0, *size)).filter(ImageFilter.GaussianBlur(3)) for each in (picture, kept)]
    apart = max(ImageStat.Stat(ImageChops.difference(*blurred)).mean)
    return "" if apart <= OTHER else f"{apart:.1f} of 255 apart"


def _small(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").resize((WIDTH, round(picture.height * WIDTH / picture.width)))
