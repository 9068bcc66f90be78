"""Changes the core in small ways and counts the changes that its tests notice: a sample, drawn with a fixed seed.

Usage: ``python bench/mutants.py [SIZE]`` in a checkout where mutmut is installed (``make mutants``). Each mutant in
the sample is tried with the tests of tests/core that reach it. Prints the counts and the mutants that survived.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

SEED = 20261128
SIZE = 300
SMALLEST = "alliance_cli.core.language.x_is_language__mutmut_1"
"""Trying one mutant makes mutmut write down all of them."""
_MUTMUT = (str(Path(sys.executable).with_name("mutmut")),)


def results() -> dict[str, str]:
    """Every mutant with what became of it: killed, survived, no tests, timeout or not checked."""
    listed = subprocess.run([*_MUTMUT, "results", "--all", "true"], capture_output=True, text=True, check=True).stdout
    pairs = (line.strip().rpartition(": ") for line in listed.splitlines() if ": " in line)
    return {name: state for name, _, state in pairs if "__mutmut_" in name}


def main(size: int) -> None:
    run = [*_MUTMUT, "run", "--max-children", "1"]
    subprocess.run([*run, SMALLEST], stdout=subprocess.DEVNULL, check=True)
    names = sorted(results())
    sample = sorted(Random(SEED).sample(names, min(size, len(names))))
    subprocess.run([*run, *sample], stdout=subprocess.DEVNULL, check=False)
    after = results()
    print(f"{len(names)} mutants, {len(sample)} tried:", dict(Counter(after[name] for name in sample)))
    print(*(f"{after[name]:10} {name}" for name in sample if after[name] != "killed"), sep="\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
