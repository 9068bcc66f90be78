"""Build every page and script that comes from the program's own help: reference, manual page, completion.

python docs/built.py --write

Without --write it only says which of them no longer fit the program, and exits with 1.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from completion import scripts
from manual import manual
from reference import reference

DOCS = Path(__file__).parent
COMPLETIONS = DOCS.parent / "src" / "alliance_cli" / "cli" / "completions"


def built() -> Mapping[Path, str]:
    """File to text."""
    pages = {DOCS / "commands.md": reference(), DOCS / "alliance.1": manual()}
    return pages | {COMPLETIONS / name: text for name, text in scripts().items()}


def main() -> None:
    """Write what has changed, or say what would."""
    stale = {file: text for file, text in built().items() if not file.exists() or file.read_text("utf-8") != text}
    if "--write" in sys.argv[1:]:
        for file, text in stale.items():
            file.write_text(text, "utf-8")
    elif stale:
        sys.exit(f"{', '.join(file.name for file in stale)}: run python docs/built.py --write")


if __name__ == "__main__":
    main()
