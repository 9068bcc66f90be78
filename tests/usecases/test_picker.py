"""A number typed at the list of clients is read as a code first and as a row second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.find_client import known_client


@pytest.fixture(autouse=True)
def clients(app: App) -> None:
    for code in ("J7", "1", "12"):
        app.repository.clients.add(code, date(2026, 1, 5))


def typing(*lines: str) -> Any:
    """A front that answers each question with the next of these lines."""
    left = iter(lines)

    def choose(question: str, rows: Sequence[str], read: Callable[[str], object], fits: str) -> object:
        return read(next(left))

    return SimpleNamespace(interactive=True, choose=choose)


@pytest.mark.parametrize(
    ("lines", "code"),
    [(("J7",), "J7"), (("12",), "12"), (("3",), "J7"), (("1",), "1"), (("3", "c"), "3"), (("3", "r"), "12")],
)
def test_a_number_is_a_code_first_and_a_row_second(app: App, lines: tuple[str, ...], code: str) -> None:
    if lines[1:]:
        app.repository.clients.add("3", date(2026, 1, 5))
    assert known_client(app, typing(*lines), None).code == code
