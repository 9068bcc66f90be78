"""Idle time at a prompt: what counts as typing, and when the watch ends."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count

import pytest

from alliance_cli.line.input.idle import Continued, Idle, watched


def test_an_unchanged_line_counts_as_idle_and_is_returned() -> None:
    with pytest.raises(Idle) as idle, watched(0.05, lambda: "half a tho"):
        time.sleep(5)
    assert idle.value.typed == "half a tho"


def test_every_key_restarts_the_idle_time() -> None:
    keys = count()
    with watched(0.05, lambda: str(next(keys))):
        time.sleep(0.3)
    assert next(keys) > 3


def test_zero_seconds_never_interrupt() -> None:
    with watched(0, lambda: ""):
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_watching_ends_with_the_line() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with watched(0.05, lambda: ""):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_typed_text_is_reported_once_within_a_second() -> None:
    told: list[str] = []
    lines = iter(["h", "ha", "half", "half", "", "", ""])
    with watched(0, lambda: next(lines, ""), told.append):
        time.sleep(3.3)
    assert told == ["ha", "half", ""]


@pytest.fixture
def ctrl_c() -> Iterator[Callable[[], None]]:
    """Returns a function that presses Ctrl-C, whatever the test run does with that signal."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield lambda: signal.raise_signal(signal.SIGINT)
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_ends_reading_at_once(ctrl_c: Callable[[], None]) -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), watched(5, lambda: ""):
        ctrl_c()
    assert time.monotonic() - began < 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_dropped_ctrl_c_ends_reading_at_the_next_check(ctrl_c: Callable[[], None]) -> None:
    def drop_and_wait() -> None:
        with suppress(KeyboardInterrupt):
            ctrl_c()
        time.sleep(5)

    with pytest.raises(KeyboardInterrupt), watched(2, lambda: ""):
        drop_and_wait()


def test_ctrl_c_stays_ignored_where_it_was_ignored(ctrl_c: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with watched(5, lambda: ""):
        ctrl_c()


def _wait_and_go_on() -> None:
    time.sleep(0.7)
    signal.raise_signal(signal.SIGCONT)


def test_a_line_emptied_by_closing_the_window_is_not_reported() -> None:
    told: list[str] = []
    with pytest.raises(Continued), watched(0, lambda: "" if told else "half", told.append):
        _wait_and_go_on()
    assert told == ["half"]


def test_typed_text_is_reported_before_the_lock() -> None:
    told: list[str] = []
    with pytest.raises(Idle), watched(0.05, lambda: "half a tho", told.append):
        time.sleep(5)
    assert told[-1:] == ["half a tho"]
