"""How often does a rule flag calm sessions, and how often does it find trouble? Prints Markdown tables.

    python bench/detection.py                8,000 simulated courses for each setting of the noise
    python bench/detection.py --courses 500  a quick look

``measuring`` says what counts as calm and as found, ``simulated`` how a course is drawn. Exits with 1 when
the default rule misses its goal.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from random import Random

from measuring import (
    Courses,
    Marks,
    Measured,
    by_rival,
    measure,
    on_mean,
    on_single_ratings,
    raised,
    tuned,
    tuned_t,
    uncertainty,
)
from msgspec.structs import replace
from rivals import BY_T, RIVALS, YARDSTICK, by_t
from simulated import Noise, simulate

from alliance_cli.core.flags.baseline import DEFAULT_RULE
from alliance_cli.core.flags.course_readings import BY_ITSELF
from alliance_cli.core.flags.flag import Flag

SEED = 20
OURS = f"**own-baseline rule, score {DEFAULT_RULE.score:g}**"
NOISES = (Noise(), Noise(0.4), Noise(0.8), Noise(1.0), Noise(0.6, 0.0), Noise(0.6, 0.6))
LEVELS = (Noise(), Noise(level=7), Noise(level=6))
TIMES = (1.0, 1.1, 1.2, 1.3, 1.4, 1.5)
WEIGHTS = (0.25, 0.5, 0.7, 1.0)
GOAL = Measured(false=2.0, sudden=0.87, slides=0.95, in_time=0.0)


def row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    return "\n".join(row(cells) for cells in (head, ["---"] * len(head), *rows))


def line(name: str, found: Measured) -> tuple[str, ...]:
    return name, f"{found.false:.1f}", f"{found.sudden:.2f}", f"{found.slides:.2f}", f"{found.in_time:.2f}"


def side_by_side(courses: Courses) -> Iterator[tuple[str, ...]]:
    """Every rule with the threshold it is used with."""
    for rival in (*RIVALS, YARDSTICK):
        yield line(rival.name, measure(courses, by_rival(courses, rival)))
    yield line(f"Student's t, p = {BY_T:g} (the rule before)", measure(courses, marked_by_t(courses)))
    yield line(OURS, measure(courses, on_mean(courses)))


def marked_by_t(courses: Courses) -> Marks:
    return [by_t(course.means, BY_T) for course in courses]


RAISED: dict[str, Callable[[Flag], bool]] = {
    "own-baseline, on the mean": lambda flag: flag.kind == "own-baseline" and not flag.component,
    "own-baseline, on the mean or a single rating": lambda flag: flag.kind == "own-baseline",
    "low-rating, 5 or lower": lambda flag: flag.kind == "low-rating",
    "any of these": lambda flag: flag.kind in ("own-baseline", "low-rating"),
}
"""The flags of the program that rest on the client's ratings."""


def as_raised(noise: Noise, count: int) -> list[Measured]:
    """Each of these flags around one level."""
    courses = draw(noise, count)
    return [measure(courses, raised(courses, wanted)) for wanted in RAISED.values()]


def by_weight(noise: Noise, count: int) -> list[Measured]:
    """The own-baseline rule around one level, by how many sessions the assumed level weighs."""
    courses = draw(noise, count)
    return [measure(courses, on_mean(courses, replace(DEFAULT_RULE, k0=weight))) for weight in WEIGHTS]


def singly(courses: Courses) -> Iterator[tuple[object, ...]]:
    """Four looks at a session, for each score that a single rating by itself could need."""
    on_the_mean = measure(courses, on_mean(courses))
    for times in TIMES:
        mark = "**" if times == BY_ITSELF else ""
        yield f"{mark}{times:g} times{mark}", measure(courses, on_single_ratings(courses, times)), on_the_mean


def by_steadiness(courses: Courses) -> Iterator[tuple[object, ...]]:
    """The own-baseline rule and the plain yardstick, for a quarter of the clients at a time."""
    ordered = sorted(courses, key=lambda course: course.spread)
    quarter = len(ordered) // 4
    yardstick = tuned(courses, YARDSTICK, measure(courses, on_mean(courses)).false)
    for place, name in enumerate(("steadiest quarter", "second", "third", "most variable quarter")):
        some = tuple(ordered[place * quarter : (place + 1) * quarter])
        yield name, measure(some, on_mean(some)), measure(some, by_rival(some, yardstick))


AT_OUR_RATE = (
    "own-baseline rule",
    "Student's t",
    "points below mean",
    "drop",
    "SDs below mean",
    "moving ranges below mean",
)


def at_our_rate(noise: Noise, count: int) -> tuple[Measured, ...]:
    """The own-baseline rule, and the others with their threshold moved to raise as many false flags."""
    courses = draw(noise, count)
    ours = measure(courses, on_mean(courses))
    rivals = {rival.score: rival for rival in (YARDSTICK, *RIVALS)}.values()
    theirs = (by_rival(courses, tuned(courses, rival, ours.false)) for rival in rivals)
    return ours, measure(courses, tuned_t(courses, ours.false)), *(measure(courses, marks) for marks in theirs)


def reaches_goal(found: Measured) -> bool:
    return found.false <= GOAL.false and found.sudden >= GOAL.sudden and found.slides >= GOAL.slides


def draw(noise: Noise, count: int) -> Courses:
    random = Random(SEED)
    return tuple(simulate(random, noise) for _ in range(count))


def report(count: int) -> bool:
    """Print all tables; whether the default rule reaches its goal."""
    found = ("false flags per 100 calm sessions", "sudden drops found", "slides found", "slides in time")
    short = "false · sudden · slides"
    courses = draw(NOISES[0], count)
    print(f"{count} courses for each noise setting, seed {SEED}.\n")
    print(f"### Rules side by side ({NOISES[0]})\n\n{table(('rule', *found), list(side_by_side(courses)))}\n")
    _, *widths = line("", uncertainty(courses, on_mean(courses)))
    print(f"95% intervals for the own-baseline rule: ± {' · '.join(widths)}.\n")
    settings = (*NOISES, *LEVELS[1:])
    with ProcessPoolExecutor() as pool:
        moved = dict(zip(settings, pool.map(at_our_rate, settings, [count] * len(settings)), strict=True))
        flags = list(pool.map(as_raised, LEVELS, [count] * len(LEVELS)))
        weighed = list(pool.map(by_weight, LEVELS, [count] * len(LEVELS)))
    head = ("noise", *AT_OUR_RATE)
    rows = [(noise, *moved[noise]) for noise in NOISES]
    print(f"### At the own-baseline rule's false-alarm rate ({short})\n\n{table(head, rows)}\n")
    rows = [(f"{noise.level:g}", *moved[noise]) for noise in LEVELS]
    print(f"### The same, by the level ({short})\n\n{table(('level', *AT_OUR_RATE), rows)}\n")
    rows = [line(name, each) for name, each in zip(RAISED, flags[0], strict=True)]
    print(f"### Flags as the program raises them\n\n{table(('flag', *found), rows)}\n")
    rows = [(name, *(f"{at.false:.1f}" for at in each)) for name, *each in zip(RAISED, *flags, strict=True)]
    head = ("flag", *(f"level {noise.level:g}" for noise in LEVELS))
    print(f"### False flags per 100 calm sessions, by the level\n\n{table(head, rows)}\n")
    head = ("sessions", *(f"level {noise.level:g}" for noise in LEVELS))
    rows = list(zip((f"{weight:g}" for weight in WEIGHTS), *weighed, strict=True))
    print(f"### What the assumed level weighs ({short})\n\n{table(head, rows)}\n")
    head = ("score needed", f"any of the four ({short})", f"the mean ({short})")
    print(f"### A single rating by itself\n\n{table(head, list(singly(courses)))}\n")
    head = ("clients", "own-baseline rule", "points below mean, moved")
    print(f"### By how steady a client is ({short})\n\n{table(head, list(by_steadiness(courses)))}\n")
    return reaches_goal(measure(courses, on_mean(courses)))


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the rules on simulated courses.")
    parser.add_argument("--courses", type=int, default=8000, help="courses for each noise setting")
    reached = report(parser.parse_args().courses)
    goal = f"at most {GOAL.false:g} false flags per 100, at least {GOAL.sudden:g} of sudden drops"
    print(f"Goal ({goal} and {GOAL.slides:g} of slides found): {'reached' if reached else 'missed'}.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
