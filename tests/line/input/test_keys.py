"""Text typed ahead is dropped before anything else can read it."""

from __future__ import annotations

import os
import pty
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from select import select

import pytest

from alliance_cli.line.input import keys
from alliance_cli.line.input.keys import drop_typed_ahead


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """The two ends of a terminal: where a person types, and where the program reads."""
    types, reads = pty.openpty()

    @contextmanager
    def terminal() -> Iterator[tuple[int, int]]:
        yield reads, reads

    monkeypatch.setattr(keys, "_terminal", terminal)
    yield types, reads
    os.close(types)
    os.close(reads)


@pytest.mark.parametrize(
    ("typed", "count"),
    [(b"", 0), (b"\r\r", 0), (b"He wept\r", 1), (b"He wept\r\rso did I", 2), (b"a\n" * 900, 900)],
)
def test_lines_with_words_are_counted_and_dropped(person: tuple[int, int], typed: bytes, count: int) -> None:
    types, reads = person
    os.write(types, typed)
    assert drop_typed_ahead() == count
    os.write(types, b"\r")
    assert os.read(reads, 100) == b"\n"


def test_the_rest_of_a_paste_is_dropped_too(person: tuple[int, int]) -> None:
    types, reads = person
    os.write(types, b"He wept\r")
    late = threading.Timer(0.03, lambda: os.write(types, b"so did I\r"))
    late.start()
    assert drop_typed_ahead() == 2
    late.join()
    assert not select([reads], [], [], 0)[0]


def test_without_a_terminal_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    reads, writes = os.pipe()

    @contextmanager
    def no_terminal() -> Iterator[tuple[int, int]]:
        yield reads, writes

    monkeypatch.setattr(keys, "_terminal", no_terminal)
    os.write(writes, b"He wept\n")
    assert drop_typed_ahead() == 0
    assert os.read(reads, 100) == b"He wept\n"
    os.close(reads)
    os.close(writes)
