"""A program killed at any point has kept all that it reported as kept, nothing in part, and can be resumed."""

from __future__ import annotations

import errno
import os
import random
import signal
import time
from collections.abc import Callable

import pytest

from tests.faults import traced
from tests.faults.conftest import FAULTS, Cuts, some
from tests.faults.traced import Blow
from tests.faults.works import WORKS, Work

Record = Callable[[str, object], None]
BY_NAME = pytest.mark.parametrize("work", WORKS, ids=[work.name for work in WORKS])
AT_RANDOM = FAULTS if not traced.POSSIBLE else max(1, FAULTS // 5)
TRIES = 40
"""How many kills may come after the work is done before the test fails because none hit."""
CAN_TRACE = pytest.mark.skipif(not traced.POSSIBLE, reason="calls to the system are followed on Linux on x86-64 only")


@CAN_TRACE
@BY_NAME
def test_a_kill_at_any_disk_write_loses_nothing(work: Work, cuts: Cuts, record_property: Record) -> None:
    cut = cuts.of(work)
    struck = some([call.number for call in cut.calls], work.name)
    for number in struck:
        place = cut.place()
        pid = cut.starts(place, traced.be_traced)
        killed = traced.follow(pid, lambda call, at=number: 0 if call.number == at else None)
        ended = place.ended(killed)
        assert ended.code == -signal.SIGKILL, ended.err
        cut.goes_on(place, cut.kept(place, ended))
    record_property(f"kills at a call that changes the disk: {work.name}", len(struck))


@BY_NAME
def test_a_kill_at_any_time_loses_nothing(work: Work, cuts: Cuts, record_property: Record) -> None:
    cut, rng = cuts.of(work), random.Random(work.name)
    begun = time.perf_counter()
    cut.run(cut.place())
    lasts = time.perf_counter() - begun
    killed, tries = 0, 0
    while killed < AT_RANDOM and tries < AT_RANDOM + TRIES:
        place = cut.place()
        pid = cut.starts(place)
        time.sleep(rng.uniform(0, lasts))  # the moment of the kill is the point
        os.kill(pid, signal.SIGKILL)
        ended = place.ended(os.waitpid(pid, 0)[1])
        cut.goes_on(place, cut.kept(place, ended))
        killed, tries = killed + (ended.code == -signal.SIGKILL), tries + 1
    assert killed == AT_RANDOM, f"only {killed} of {tries} kills came before the work was done"
    record_property(f"kills at a random time: {work.name}", killed)


@CAN_TRACE
@BY_NAME
def test_a_signal_at_any_call_ends_the_program_and_loses_nothing(
    work: Work, cuts: Cuts, record_property: Record
) -> None:
    cut, rng = cuts.of(work), random.Random(work.name)
    struck = some([call.number for call in cut.calls], f"{work.name} ended", AT_RANDOM)
    for at in struck:
        place, number = cut.place(), rng.choice((signal.SIGTERM, signal.SIGHUP, signal.SIGINT))
        pid = cut.starts(place, traced.be_traced)
        signalled = Blow(lambda call, at=at: call.number == at, lambda pid=pid, number=number: os.kill(pid, number))
        ended = place.ended(traced.follow(pid, signalled))
        assert signalled.count == 1
        assert ended.code in (0, 128 + number), ended.err
        assert "Traceback" not in ended.err
        assert "ignored" not in ended.err
        cut.goes_on(place, cut.kept(place, ended))
    record_property(f"SIGTERM, SIGHUP or SIGINT at a call that changes the disk: {work.name}", len(struck))


@CAN_TRACE
@BY_NAME
def test_closing_the_terminal_before_any_output_loses_nothing(work: Work, cuts: Cuts, record_property: Record) -> None:
    cut = cuts.of(work)
    struck = some([call.number for call in cut.calls if call.is_said], f"{work.name} vanished", AT_RANDOM)
    for number in struck:
        place = cut.place()
        pid = cut.starts(place, traced.be_traced)
        vanished = Blow(lambda call, at=number: call.number >= at and call.is_said, lambda: errno.EIO)
        status = traced.follow(pid, vanished)
        assert vanished.count
        cut.goes_on(place, cut.kept(place, place.ended(status)))
    record_property(f"a terminal that vanishes before a word: {work.name}", len(struck))
