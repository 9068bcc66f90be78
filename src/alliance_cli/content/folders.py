"""Finds the folders of content files: the clinician's own before the shipped, the chosen language before English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from alliance_cli.core.language import ENGLISH, is_language, language_fallbacks
from alliance_cli.files.paths import entries, is_folder, real_path

SCRIPTS, MOMENTS, LEARN, INSTRUMENTS, SOURCES = "", "moments", "learn", "instruments", "sources"
PLACES = (SCRIPTS, MOMENTS, LEARN, INSTRUMENTS, SOURCES)
"""The subfolders of a content folder, one for each kind of file; scripts are in the folder itself."""
OWN_PLACES = (SCRIPTS, MOMENTS, LEARN, INSTRUMENTS)
"""The subfolders a clinician may have; the shipped bibliography is the only one."""


def shipped_folder() -> Path:
    """The shipped content folder: inside the installed package, or beside its source."""
    package = real_path(Path(__file__)).parents[1]
    inside = package / "prompts"
    return inside if is_folder(inside) else package.parents[1] / "prompts"


def whose(path: Path) -> str:
    """``yours`` or ``shipped``."""
    return "shipped" if path.is_relative_to(shipped_folder()) else "yours"


def shipped(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders that are shipped."""
    return tuple(each for each in folders if whose(each) == "shipped")


def in_order(own: Path, shipped: Path, language: str) -> tuple[Path, ...]:
    """The folders to search, in order; a file hides files with the same name in later folders."""
    return tuple(root / each for root in (own, shipped) for each in (*language_fallbacks(language), ""))


def languages(roots: Iterable[Path]) -> tuple[str, ...]:
    """The languages of the files in these folders; English files are at the root of each."""
    found = {each.name for root in roots for each in _language_folders(root)}
    return tuple(sorted({ENGLISH, *found}))


def files(folders: Sequence[Path], place: str) -> dict[str, Path]:
    """The files of one kind by id; a file hides files with the same id in later folders."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in entries(folder / place, "[!.]*.yaml"):
            found.setdefault(path.stem, path)
    return found


def everything(root: Path) -> tuple[Path, ...]:
    """Every content file in a folder, of all kinds and languages, by name."""
    roots = (root, *_language_folders(root))
    found = (path for each in roots for place in PLACES for path in entries(each / place, "*.y*ml"))
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


def _language_folders(root: Path) -> tuple[Path, ...]:
    return tuple(each for each in entries(root) if is_language(each.name) and is_folder(each))
