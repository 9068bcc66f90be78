"""Fixtures of the fault tests, how many faults they try, and the summary at the end.

``FAULTS`` names how many points of each piece of work are struck. ``make test`` strikes a few, ``make faults`` many;
if there are fewer points than that, all of them are struck.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.forked import Place
from tests.faults.works import Cut, Work, a_few_sessions

FAULTS = int(os.environ.get("FAULTS", "1"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests by piece of work, so that few workers have to prepare each piece."""
    of_a_work = [(place, item) for place, item in enumerate(items) if _work(item)]
    in_order = sorted(of_a_work, key=lambda each: _work(each[1]))
    for (place, _), (_, item) in zip(of_a_work, in_order, strict=True):
        items[place] = item


def _work(item: pytest.Item) -> str:
    work = item.callspec.params.get("work") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else None
    return work.name if isinstance(work, Work) else ""


@pytest.fixture(scope="session")
def cuts(tmp_path_factory: pytest.TempPathFactory, used: Place) -> Cuts:
    return Cuts(tmp_path_factory.mktemp("cuts"), used)


class Cuts:
    """The pieces of work, each prepared once."""

    def __init__(self, root: Path, used: Place) -> None:
        self._root, self._used = root, used
        self._made: dict[str, Cut] = {}

    def of(self, work: Work) -> Cut:
        if work.name not in self._made:
            self._made[work.name] = Cut(work, self._root / work.name.replace(" ", "-"), self._used)
        return self._made[work.name]


def some(points: Sequence[int], seed: str, most: int = FAULTS) -> list[int]:
    """A sample of the points to strike, the same in each run; all of them if there are no more.

    Fails if there are no points, because such a test would prove nothing.
    """
    assert points, f"{seed}: there is nothing to strike"
    return sorted(random.Random(seed).sample(points, min(most, len(points))))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many faults were tried, if a number was asked for."""
    if not {"FAULTS", "FUZZ"} & os.environ.keys():
        return
    tried: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, count in report.user_properties if report.when == "call" else ():
            tried[name] += count
    for name, count in tried.items():
        terminalreporter.write_line(f"{count:>8,}  {name}")


@pytest.fixture(scope="session")
def used(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A vault of a few sessions, to be copied."""
    place = Place(tmp_path_factory.mktemp("used"))
    a_few_sessions(place)
    return place


@pytest.fixture
def place(used: Place, tmp_path: Path) -> Place:
    """A vault of a few sessions."""
    copied = Place(tmp_path / "machine")
    shutil.copytree(used.root, copied.root)
    return copied
