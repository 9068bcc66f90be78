"""Where files of content are looked for: the clinician's own before the shipped, the language chosen before English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from alliance_cli.core.language import ENGLISH, is_language, language_fallbacks

SCRIPTS, MOMENTS, LEARN, INSTRUMENTS = "", "moments", "learn", "instruments"
PLACES = (SCRIPTS, MOMENTS, LEARN, INSTRUMENTS)
"""The folders below a folder of content, by what their files hold; scripts lie in it directly."""


def shipped_folder() -> Path:
    """The folder of content that came with the program: inside the package, or beside its source."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parents[1] / "prompts"


def whose(path: Path) -> str:
    """``yours`` or ``shipped``."""
    return "shipped" if path.is_relative_to(shipped_folder()) else "yours"


def in_order(own: Path, shipped: Path, language: str) -> tuple[Path, ...]:
    """The folders to look in; what the first of them holds hides the same file in the others."""
    return tuple(root / each for root in (own, shipped) for each in (*language_fallbacks(language), ""))


def languages(roots: Iterable[Path]) -> tuple[str, ...]:
    """The languages that these folders hold something in; English stands at the root of each."""
    found = {each.name for root in roots for each in _of_a_language(root)}
    return tuple(sorted({ENGLISH, *found}))


def files(folders: Sequence[Path], place: str) -> dict[str, Path]:
    """Id to file of what is in use: in each of the folders, a file hides its namesakes in those after it."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted((folder / place).glob("[!.]*.yaml")):
            found.setdefault(path.stem, path)
    return found


def everything(root: Path) -> tuple[Path, ...]:
    """Every file of content in a folder, of whatever kind and in whatever language, by name."""
    tops = (root, *_of_a_language(root))
    found = (path for top in tops for place in PLACES for path in (top / place).glob("*.y*ml"))
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


def _of_a_language(root: Path) -> tuple[Path, ...]:
    if not root.is_dir():
        return ()
    return tuple(each for each in root.iterdir() if each.is_dir() and is_language(each.name))
