"""A disk that is full, fails or is read-only is reported in a sentence, and nothing is lost."""

from __future__ import annotations

import errno
import random
from collections.abc import Iterator

import pytest

from tests.faults import forked, traced
from tests.faults.conftest import FAULTS, Cuts, some
from tests.faults.forked import Place, bound_by_rights, files_no_larger_than
from tests.faults.test_killed import BY_NAME, CAN_TRACE, Record
from tests.faults.traced import Blow
from tests.faults.works import Cut, Work, told_in_words

PAGE = 4096


def fails_and_then_goes_on(cut: Cut, failure: Blow) -> None:
    place = cut.place()
    status = traced.follow(cut.starts(place, traced.be_traced), failure)
    assert failure.count
    ended = place.ended(status)
    kept = cut.kept(place, ended)
    if ended.code != 0:
        told_in_words(ended, cut.work.typed(), *cut.work.refused)
    cut.goes_on(place, kept)


@CAN_TRACE
@BY_NAME
def test_a_disk_that_fills_up_at_any_write_loses_nothing(work: Work, cuts: Cuts, record_property: Record) -> None:
    cut = cuts.of(work)
    struck = some([call.number for call in cut.calls if call.is_written_to_a_file], work.name)
    for number in struck:
        full = Blow(lambda call, at=number: call.number >= at and call.is_written_to_a_file, lambda: errno.ENOSPC)
        fails_and_then_goes_on(cut, full)
    record_property(f"full disk from a write on: {work.name}", len(struck))


@CAN_TRACE
@BY_NAME
def test_a_disk_that_fails_once_at_any_call_loses_nothing(work: Work, cuts: Cuts, record_property: Record) -> None:
    cut = cuts.of(work)
    struck = some([call.number for call in cut.calls if call.descriptor > 2], work.name)
    for number in struck:
        fails_and_then_goes_on(cut, Blow(lambda call, at=number: call.number == at, lambda: errno.EIO))
    record_property(f"a call that fails once: {work.name}", len(struck))


@BY_NAME
def test_a_file_size_limit_loses_nothing(work: Work, cuts: Cuts, record_property: Record) -> None:
    cut = cuts.of(work)
    place = cut.place()
    cut.run(place)
    sizes = range(0, place.vault.stat().st_size, PAGE // 2)
    refused = 0
    for size in random.Random(work.name).sample(sizes, len(sizes)):
        place = cut.place()
        # The streams are files too, so the messages need a little room.
        ended = cut.run(place, before=files_no_larger_than(size + PAGE, place.stream("refused")))
        refused += place.stream("refused").exists()
        kept = cut.kept(place, ended)
        if ended.code != 0:
            told_in_words(ended, cut.work.typed(), *cut.work.refused)
        cut.goes_on(place, kept)
        if refused == FAULTS:
            break
    assert refused, "no file was ever kept from growing"
    record_property(f"a file that may not grow: {work.name}", refused)


CHANGES = (("reflect", "J7", "--answers", "-"), ("client", "add", "M3"), ("rate", "J7", "--bond", "4"))


@pytest.fixture
def closed(place: Place) -> Iterator[Place]:
    """A home that is read-only."""
    place.vault.chmod(0o400)
    place.home.chmod(0o500)
    yield place
    place.home.chmod(0o700)


@pytest.mark.parametrize("words", CHANGES)
def test_a_read_only_home_can_be_read_and_refuses_changes(closed: Place, words: tuple[str, ...]) -> None:
    before = closed.vault.read_bytes()
    ended = forked.run(closed, *words, stdin="learned: Much\n", before=bound_by_rights)
    told_in_words(ended, "learned: Much")
    assert closed.vault.read_bytes() == before
    shown = forked.run(closed, "history", "J7", before=bound_by_rights)
    assert shown.code == 0, shown.err


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_where_no_vault_can_be_made_is_reported(closed: Place, mode: int) -> None:
    closed.home.chmod(mode)
    ended = forked.run(closed, "init", "--home", str(closed.home / "inside"), before=bound_by_rights)
    told_in_words(ended, "", 8)


def test_a_home_that_cannot_be_read_is_reported(closed: Place) -> None:
    closed.home.chmod(0o000)
    for words in ((), ("history",), ("prep", "J7"), ("config", "list")):
        told_in_words(forked.run(closed, *words, before=bound_by_rights), "")
