"""How fast the program starts: medians of whole processes, as ratios measured in one run.

    python bench/startup.py [--rounds 29]

Every program is run once a round, in turn, so that a busy moment of the machine falls on all of them alike. A first
round is not counted: after it all modules lie there compiled, as an installer leaves them. Programs of a
comparable kind (see others.py) are timed too where they are on PATH.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml
from others import others
from paint import empty_app, first_paint
from vaults import PASSPHRASE, WATCHED, fill

from alliance_cli.content.folders import shipped_folder
from alliance_cli.storage.file.keys import derive, new_salt

ALLIANCE = str(Path(sys.executable).with_name("alliance"))
AS_INSTALLED = Path(__file__).parent.parent / "tests" / "journeys" / "as_installed"
DERIVED_ONCE = AS_INSTALLED.with_name("derived_once")
"""Keeps the key of a vault, as a keyring does; the derivation is slow by design."""
SIZES = (100, 10_000, 60_000)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure: two programs, what it should not pass, and whether the key derivation is taken off the first."""

    name: str
    of: str
    to: str
    reach: float
    without_key: bool = False


RATIOS = (
    Ratio("alliance --version : python -c pass", "version", "nothing", 2.5),
    Ratio("alliance completion bash : python -c pass", "completion", "nothing", 2.5),
    Ratio("a wrong command : python -c pass", "wrong command", "nothing", 2.5),
    Ratio("alliance --help : import typer", "help", "typer", 1.8),
    Ratio("history J7, 10,000 sessions : 100 sessions", "history 10000", "history 100", 1.25),
    Ratio("history J7, 60,000 sessions : 100 sessions", "history 60000", "history 100", 1.25),
    Ratio("alliance, 60,000 sessions : 10,000, the same open caseload", "due 60000", "due 10000", 1.25),
    Ratio("history J7 less key : import typer", "history 100", "typer", 2.0, without_key=True),
    Ratio(
        "first paint of prep J7, key at hand : of an empty Textual app, processor time",
        "prep paint, processor",
        "textual paint, processor",
        1.35,
    ),
)


def programs(homes: dict[int, Path]) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Name to arguments and the environment beside the usual one."""
    python = [sys.executable, "-c"]
    table: dict[str, tuple[list[str], dict[str, str]]] = {
        "nothing": ([*python, "pass"], {}),
        "typer": ([*python, "import typer"], {}),
        "version": ([ALLIANCE, "--version"], {}),
        "completion": ([ALLIANCE, "completion", "bash"], {}),
        "wrong command": ([ALLIANCE, "histroy"], {}),
        "help": ([ALLIANCE, "--help"], {}),
    }
    for size, home in homes.items():
        unlocked = {"ALLIANCE_HOME": str(home), "ALLIANCE_PASSPHRASE": PASSPHRASE}
        table[f"history {size}"] = ([ALLIANCE, "history", WATCHED], unlocked)
        table[f"due {size}"] = ([ALLIANCE], unlocked)
    return table


def painted(home: Path) -> dict[str, tuple[list[str], dict[str, str], str]]:
    """Full-screen programs: name to arguments, environment, and the text that shows that they are there."""
    script = yaml.safe_load((shipped_folder() / "pre-session.yaml").read_text("utf-8"))
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    unlocked = {"ALLIANCE_HOME": str(home), "ALLIANCE_PASSPHRASE": PASSPHRASE, **terminal}
    at_hand = {"PYTHONPATH": f"{AS_INSTALLED}:{DERIVED_ONCE}", "KEYS_DERIVED": str(home)}
    empty, text = empty_app()
    question = " ".join(script["prompts"][0]["ask"].split()[:4])
    return {
        "textual paint": (empty, terminal, text),
        "prep paint": ([ALLIANCE, "prep", WATCHED], unlocked | at_hand, question),
        "prep paint with the key": ([ALLIANCE, "prep", WATCHED], unlocked, question),
    }


def environment(more: dict[str, str]) -> dict[str, str]:
    """The usual one, as after an installation: modules are compiled once, and numpy, a tool's of ours, is not there."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**usual, "PYTHONPATH": str(AS_INSTALLED), **more}


def seconds(arguments: Sequence[str], more: dict[str, str]) -> float:
    """The time of one whole process; a failing one ends the bench."""
    start = time.perf_counter()
    ran = subprocess.run(arguments, env=environment(more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took = time.perf_counter() - start
    if ran.returncode != (2 if arguments[-1] == "histroy" else 0):
        raise SystemExit(f"{arguments} failed")
    return took


def key_seconds(rounds: int) -> float:
    """The median time of one key derivation."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        derive(PASSPHRASE, new_salt())
        times.append(time.perf_counter() - start)
    return median(times)


def peak_mib(arguments: Sequence[str], more: dict[str, str]) -> float:
    """The peak resident memory of one process, in MiB."""
    watch = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", watch, *arguments], env=environment(more), capture_output=True, check=True
    )
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return int(ran.stdout) / unit


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--rounds", type=int, default=29)
    rounds = options.parse_args().rounds
    with TemporaryDirectory() as folder:
        homes = {size: Path(folder) / str(size) for size in SIZES}
        for size, home in homes.items():
            fill(home, size)
        table = {**programs(homes), **others(Path(folder))}
        paints = painted(homes[SIZES[0]])
        times: dict[str, list[float]] = defaultdict(list)
        for _ in range(rounds + 1):
            for name, (arguments, more) in table.items():
                times[name].append(seconds(arguments, more))
            for name, (arguments, more, text) in paints.items():
                paint = first_paint(arguments, environment(more), text)
                times[name].append(paint.clock)
                times[f"{name}, processor"].append(paint.processor)
        medians = {name: median(values[1:]) for name, values in times.items()}
        key = key_seconds(rounds)
        memory = peak_mib(*table["history 60000"])
    report(medians, key, memory, rounds)


def report(medians: dict[str, float], key: float, memory: float, rounds: int) -> None:
    """Two Markdown tables: the ratios, and the medians they come from."""
    print(f"Medians of {rounds} whole processes, taken in turn.\n")
    print("| ratio | measured | limit |\n|---|---|---|")
    for ratio in RATIOS:
        taken_off = key if ratio.without_key else 0.0
        measured = (medians[ratio.of] - taken_off) / medians[ratio.to]
        print(f"| {ratio.name} | {measured:.2f} | {ratio.reach} |")
    print(f"| peak memory of history J7, 60,000 sessions | {memory:.0f} MiB | 80 MiB |\n")
    print("| program | median |\n|---|---|")
    for name, value in medians.items():
        print(f"| {name} | {value * 1000:.0f} ms |")
    print(f"| one key derivation | {key * 1000:.0f} ms |")


if __name__ == "__main__":
    main()
