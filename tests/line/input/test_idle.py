"""Idle time at a prompt: what counts as typing, and that the watch ends with the line."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count

import pytest

from alliance_cli.line.input.idle import Continued, Idle, watched


def test_the_same_line_for_so_long_is_idle_and_comes_along() -> None:
    with pytest.raises(Idle) as idle, watched(0.05, lambda: "half a tho"):
        time.sleep(5)
    assert idle.value.typed == "half a tho"


def test_every_key_begins_the_time_anew() -> None:
    keys = count()
    with watched(0.05, lambda: str(next(keys))):
        time.sleep(0.3)
    assert next(keys) > 3


def test_never_is_never() -> None:
    with watched(0, lambda: ""):
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_nothing_is_watched_any_more_once_the_line_is_there() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with watched(0.05, lambda: ""):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_what_is_typed_is_told_within_a_second_and_once() -> None:
    told: list[str] = []
    lines = iter(["h", "ha", "half", "half", "", "", ""])
    with watched(0, lambda: next(lines, ""), told.append):
        time.sleep(3.3)
    assert told == ["ha", "half", ""]


@pytest.fixture
def ctrl_c() -> Iterator[Callable[[], None]]:
    """Presses Ctrl-C, whatever this run of the tests does with it elsewhere."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield lambda: signal.raise_signal(signal.SIGINT)
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_ends_the_reading_at_once(ctrl_c: Callable[[], None]) -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), watched(5, lambda: ""):
        ctrl_c()
    assert time.monotonic() - began < 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_ctrl_c_that_the_line_editor_drops_ends_the_reading_at_the_next_check(ctrl_c: Callable[[], None]) -> None:
    def drop_and_wait() -> None:
        with suppress(KeyboardInterrupt):
            ctrl_c()
        time.sleep(5)

    with pytest.raises(KeyboardInterrupt), watched(2, lambda: ""):
        drop_and_wait()


def test_what_ignores_ctrl_c_goes_on_ignoring_it(ctrl_c: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with watched(5, lambda: ""):
        ctrl_c()


def _wait_and_go_on() -> None:
    time.sleep(0.7)
    signal.raise_signal(signal.SIGCONT)


def test_a_line_that_is_emptied_as_its_window_closes_is_not_told() -> None:
    told: list[str] = []
    with pytest.raises(Continued), watched(0, lambda: "" if told else "half", told.append):
        _wait_and_go_on()
    assert told == ["half"]


def test_what_is_typed_is_told_before_the_lock() -> None:
    told: list[str] = []
    with pytest.raises(Idle), watched(0.05, lambda: "half a tho", told.append):
        time.sleep(5)
    assert told[-1:] == ["half a tho"]
