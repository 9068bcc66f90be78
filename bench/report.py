"""How long a page of the caseload takes, and how much memory: whole processes on two practices, in one run.

    python bench/report.py [--clients 200]

Every client has 100 sessions. What a tenth of the practice takes is taken off, since starting and the first chart
cost the same for both; the rest is shared out over the clients. Time on the clock is counted, as the charts are drawn
by other threads too.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from practices import fill_practice
from scale import MEMORY_LIMIT, Command, run

LIMIT = 0.2
"""Seconds a client, after the first chart."""


def timed(home: Path) -> tuple[float, float]:
    """The seconds that the page takes, and the peak memory in MiB."""
    page = home.with_suffix(".html")
    begun = perf_counter()
    used = run(home, Command(f"report --caseload {page}"))
    seconds = perf_counter() - begun
    print(f"{home.name}: {seconds:.1f} s, {used.mib:.0f} MiB, a page of {page.stat().st_size / 1024**2:.1f} MiB")
    return seconds, used.mib


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--clients", type=int, default=200)
    clients = options.parse_args().clients
    with TemporaryDirectory() as folder:
        taken = []
        for size in (clients // 10, clients):
            home = Path(folder) / f"{size}-clients"
            fill_practice(home, size)
            run(home, Command("vault due"))  # a vault that is new to a machine is looked through once
            taken.append(timed(home))
    (few, _), (many, peak) = taken
    each = (many - few) / (clients - clients // 10)
    told = "within the limits" if each <= LIMIT and peak <= MEMORY_LIMIT else "over a limit"
    print(f"{each:.3f} s a client (limit {LIMIT}), {peak:.0f} MiB at most (limit {MEMORY_LIMIT}): {told}")


if __name__ == "__main__":
    main()
