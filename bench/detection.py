"""How often does a rule flag calm sessions, and how often does it find trouble? Prints Markdown tables.

    python bench/detection.py                8,000 simulated courses for each setting of the noise
    python bench/detection.py --courses 500  a quick look

``measuring`` says what counts as calm and as found, ``simulated`` how a course is drawn. Exits with 1 when
the default rule misses its goal.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from random import Random

from measuring import Courses, Measured, by_rival, measure, on_mean, raised, tuned, uncertainty
from rivals import RIVALS, YARDSTICK
from simulated import Noise, simulate

SEED = 20
P = 0.02
NOISES = (Noise(), Noise(0.4), Noise(0.8), Noise(1.0), Noise(0.6, 0.0), Noise(0.6, 0.6))
OTHER_PS = (0.3, 0.2, 0.12, 0.08, 0.06, 0.05, 0.04, 0.03, 0.025, 0.02, 0.015, 0.01, 0.005)
GOAL = Measured(false=2.0, sudden=0.78, slides=0.93, in_time=0.0)


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
    for p in (P, 0.03):
        yield line(f"**own-baseline rule, p = {p:g}**", measure(courses, on_mean(courses, p)))


def as_raised(courses: Courses) -> Iterator[tuple[str, ...]]:
    """The flags of the program that rest on the client's ratings."""

    def found(name: str, *kinds: str, single: bool = True) -> tuple[str, ...]:
        marks = raised(courses, lambda flag: flag.kind in kinds and (single or not flag.component))
        return line(name, measure(courses, marks))

    yield found("own-baseline, on the mean", "own-baseline", single=False)
    yield found("own-baseline, on the mean or a single rating", "own-baseline")
    yield found("low-rating, 5 or lower", "low-rating")
    yield found("any of these", "own-baseline", "low-rating")


def by_steadiness(courses: Courses) -> Iterator[tuple[object, ...]]:
    """The own-baseline rule and the plain yardstick, for a quarter of the clients at a time."""
    ordered = sorted(courses, key=lambda course: course.spread)
    quarter = len(ordered) // 4
    for place, name in enumerate(("steadiest quarter", "second", "third", "most variable quarter")):
        some = tuple(ordered[place * quarter : (place + 1) * quarter])
        yield name, measure(some, on_mean(some, P)), measure(some, by_rival(some, YARDSTICK))


def at_its_own_rate(courses: Courses) -> Iterator[tuple[object, ...]]:
    """Each rival against the own-baseline rule with the largest p that raises no more false flags."""
    ours = {p: measure(courses, on_mean(courses, p)) for p in OTHER_PS}
    for rival in (*RIVALS, YARDSTICK):
        theirs = measure(courses, by_rival(courses, rival))
        p = next((p for p in OTHER_PS if ours[p].false <= theirs.false), OTHER_PS[-1])
        yield rival.name, theirs, f"p = {p:g}", ours[p], "yes" if ours[p].finds_more_than(theirs) else "no"


def at_our_rate(noise: Noise, count: int) -> tuple[object, ...]:
    """The own-baseline rule, and each rival with its threshold moved to raise as many false flags."""
    courses = draw(noise, count)
    ours = measure(courses, on_mean(courses, P))
    rivals = {rival.score: rival for rival in (*RIVALS, YARDSTICK)}.values()
    theirs = (tuned(courses, rival, ours.false) for rival in rivals)
    return noise, ours, *(measure(courses, by_rival(courses, rival)) for rival in theirs)


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
    marks = on_mean(courses, P)
    _, *widths = line("", uncertainty(courses, marks))
    print(f"95% intervals for the own-baseline rule, p = {P:g}: ± {' · '.join(widths)}.\n")
    print(f"### Flags as the program raises them\n\n{table(('flag', *found), list(as_raised(courses)))}\n")
    head = ("rule", short, "own-baseline rule with", short, "ahead in both")
    print(f"### At each rule's own false-alarm rate\n\n{table(head, list(at_its_own_rate(courses)))}\n")
    names = ("drop", "SDs below mean", "moving ranges below mean", "points below mean")
    with ProcessPoolExecutor() as pool:
        rows = list(pool.map(at_our_rate, NOISES, [count] * len(NOISES)))
    head = ("noise", "own-baseline rule", *(f"{name}, moved" for name in names))
    print(f"### At the own-baseline rule's false-alarm rate ({short})\n\n{table(head, rows)}\n")
    head = ("clients", "own-baseline rule", YARDSTICK.name)
    print(f"### By how steady a client is ({short})\n\n{table(head, list(by_steadiness(courses)))}\n")
    return reaches_goal(measure(courses, marks))


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the rules on simulated courses.")
    parser.add_argument("--courses", type=int, default=8000, help="courses for each noise setting")
    reached = report(parser.parse_args().courses)
    goal = f"at most {GOAL.false:g} false flags per 100, at least {GOAL.sudden:g} of sudden drops"
    print(f"Goal ({goal} and {GOAL.slides:g} of slides found): {'reached' if reached else 'missed'}.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
