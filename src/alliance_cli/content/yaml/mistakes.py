"""The list of mistakes in one file, gathered while it is read so that all can be mended at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from alliance_cli.core.errors import Mistake, Mistakes

MOST = 50
"""Enough to mend in one sitting; a file of nothing but mistakes must not fill the screen."""

_SHOWABLE = re.compile(r"[a-z][a-z0-9_.-]{0,39}")


def showable(key: str) -> str:
    """A key as it may stand in a message.

    What does not look like a key could be a sentence about a client that slipped to the margin of an
    answers file, and stays out.
    """
    return key if _SHOWABLE.fullmatch(key) else "…"


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word closest to ``word``, or empty."""
    from difflib import get_close_matches  # only where there is a mistake

    found = get_close_matches(word.strip().casefold().replace(" ", "-"), list(allowed), n=1, cutoff=0.6)
    return found[0] if found else ""


@dataclass(slots=True)
class MistakeCollector:
    """Mistakes of one file, in whatever order they are met."""

    file: str
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, line: int, key: str, what: str, did_you_mean: str = "") -> None:
        self.mistakes.append(Mistake(self.file, line, key, what.rstrip("."), did_you_mean))

    def raise_if_any(self) -> None:
        """Raise Mistakes with all of them, by line."""
        if self.mistakes:
            raise Mistakes(self.listed())

    def listed(self) -> tuple[Mistake, ...]:
        """All of them by line; beyond ``MOST``, how many more there are."""
        ordered = sorted(self.mistakes, key=lambda mistake: mistake.line)
        more = len(ordered) - MOST
        if more <= 0:
            return tuple(ordered)
        rest = Mistake(self.file, 0, "", f"and {more} more; mend these first")
        return (*ordered[:MOST], rest)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file something stands: ``prompts[2].kind``. Counted from 1, as a person would."""

    collector: MistakeCollector
    key: str = ""

    def inside(self, name: str) -> Place:
        return Place(self.collector, f"{self.key}.{name}" if self.key else name)

    def nth(self, number: int) -> Place:
        return Place(self.collector, f"{self.key}[{number}]")

    def wrong(self, line: int, what: str, did_you_mean: str = "") -> None:
        self.collector.add(line, self.key, what, did_you_mean)
