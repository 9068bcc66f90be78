"""How long one key takes in a long text on the full screen: what it changes, wraps and draws, in one run.

    python bench/keys.py [--rounds 21]

The work of a key is taken in a window of 100 columns and 30 rows, without a terminal: a letter is put in at the end
and at the start of a text, and the window is drawn. Textual's own text area is measured beside it for comparison.
"""

from __future__ import annotations

import argparse
import asyncio
from statistics import median
from time import process_time

from textual.app import App, ComposeResult
from textual.document._document import Location
from textual.widgets import TextArea

from alliance_cli.screen.inputs.editor import Editor

LIMIT = 50
"""Milliseconds for one key in a line of 100 kB."""
PROSE = "Wir sprachen über den Abschied, den er so nicht erwartet hatte. "
TEXTS = {
    "nothing": "",
    "100 kB without a break": "a" * 100_000,
    "100 kB of wide letters without a break": "字" * 33_333,
    "100 kB of prose in one line": PROSE * (100_000 // len(PROSE.encode())),
    "1 MB of prose in lines": f"{PROSE}\n" * (1_000_000 // len(PROSE.encode())),
}


class One(App[None]):
    """A text area alone."""

    def __init__(self, area: TextArea) -> None:
        super().__init__()
        self.area = area

    def compose(self) -> ComposeResult:
        yield self.area


async def milliseconds(area: TextArea, text: str, rounds: int) -> tuple[float, float, float]:
    """Of pasting a text, and of a key at its end and at its start."""
    app = One(area)
    async with app.run_test(size=(100, 30)) as pilot:
        area.focus()
        await pilot.pause()
        pasted = _one(app, text, area.document.end)
        keys = [
            [_one(app, "x", place()) for _ in range(rounds)] for place in (lambda: area.document.end, lambda: (0, 0))
        ]
    return pasted, median(keys[0]), median(keys[1])


def _one(app: One, text: str, place: Location) -> float:
    app.area.move_cursor(place)
    begun = process_time()
    app.area.replace(text, place, place, maintain_selection_offset=False)
    app.screen._compositor.render_strips()
    return (process_time() - begun) * 1000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--rounds", type=int, default=21)
    rounds = options.parse_args().rounds
    print("| in | pasting it | a key at its end | at its start | the limit of a key |\n|---|---|---|---|---|")
    for name, text in TEXTS.items():
        pasted, last, first = asyncio.run(milliseconds(Editor(""), text, rounds))
        print(f"| {name} | {pasted:.0f} ms | {last:.1f} ms | {first:.1f} ms | {LIMIT} ms |")
    text = TEXTS["100 kB without a break"]
    pasted, last, first = asyncio.run(milliseconds(TextArea(), text, 1))
    print(f"| Textual's own, 100 kB without a break | {pasted:.0f} ms | {last:.0f} ms | {first:.0f} ms | |")


if __name__ == "__main__":
    main()
