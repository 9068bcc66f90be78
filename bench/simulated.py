"""Simulated courses of therapy, for measuring how often a rule flags calm sessions and finds trouble.

No clinical data stand behind this. A course is a client's own level with noise that carries over from
session to session, sometimes a sudden drop, sometimes a slide; four whole-number ratings are drawn around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt
from random import Random

SESSIONS = 20
SCALES = 4
DROP_BEGINS = 0.044
"""How likely a calm session begins a sudden drop: 8% of the sessions before any slide then lie in one."""


@dataclass(frozen=True, slots=True)
class Noise:
    """How ratings vary by themselves: the typical client's SD over sessions, and the share carried over.

    ``level`` is what clients' own levels lie around.
    """

    spread: float = 0.6
    carried: float = 0.3
    level: float = 8.2

    def __str__(self) -> str:
        return f"SD {self.spread:g}, φ {self.carried:g}"


@dataclass(frozen=True, slots=True)
class Simulated:
    """One course: four ratings a session, and what was put into it (session indices from 0).

    ``spread`` is the SD with which this client's level varies by itself.
    """

    spread: float
    ratings: tuple[tuple[int, ...], ...]
    drops: tuple[range, ...]
    slide: range | None

    @property
    def means(self) -> list[float]:
        return [sum(session) / SCALES for session in self.ratings]

    @property
    def calm(self) -> list[int]:
        """Sessions outside every drop and before any slide."""
        busy = {index for drop in self.drops for index in drop}
        return [index for index in range(self.slide.start if self.slide else SESSIONS) if index not in busy]


def _levels(random: Random, middle: float, spread: float, carried: float) -> list[float]:
    """The client's own level plus first-order autoregressive noise, one value a session."""
    level = min(10.0, max(4.5, random.gauss(middle, 1)))
    away = random.gauss(0, spread)
    levels = [level + away]
    fresh = sqrt(1 - carried**2) * spread
    while len(levels) < SESSIONS:
        away = carried * away + random.gauss(0, fresh)
        levels.append(level + away)
    return levels


def _slide(random: Random, levels: list[float]) -> range | None:
    """In 35% of courses the level falls by 2 to 4 points over 3 to 5 sessions, and stays there."""
    if random.random() >= 0.35:
        return None
    length, depth = random.randint(3, 5), random.uniform(2, 4)
    start = random.randint(2, SESSIONS - length)
    for index in range(start, SESSIONS):
        levels[index] -= depth * min(1.0, (index - start + 1) / length)
    return range(start, start + length)


def _drops(random: Random, levels: list[float], end: int) -> tuple[range, ...]:
    """Sudden drops of 1.5 to 4.5 points for 1 to 3 sessions, from the second session to before ``end``."""
    drops: list[range] = []
    index = 1
    while index < end:
        if random.random() < DROP_BEGINS:
            drop = range(index, min(end, index + random.randint(1, 3)))
            depth = random.uniform(1.5, 4.5)
            for session in drop:
                levels[session] -= depth
            drops.append(drop)
            index = drop.stop
        else:
            index += 1
    return tuple(drops)


def simulate(random: Random, noise: Noise) -> Simulated:
    """Draw one course of 20 sessions."""
    spread = noise.spread * exp(random.gauss(0, 0.4))
    levels = _levels(random, noise.level, spread, noise.carried)
    slide = _slide(random, levels)
    drops = _drops(random, levels, slide.start if slide else SESSIONS)
    ratings = tuple(
        tuple(min(10, max(1, round(level + random.gauss(0, 0.35)))) for _ in range(SCALES)) for level in levels
    )
    return Simulated(spread, ratings, drops, slide)
