"""A power cut at any moment loses nothing that was said to be kept, whatever it does to writes that were not synced."""

from __future__ import annotations

import os
import random
from types import SimpleNamespace

import pytest

from alliance_cli.storage.file import memory
from tests.faults import forked, traced
from tests.faults.conftest import FAULTS, Cuts
from tests.faults.forked import Ended, Place, quick_key
from tests.faults.recorded import Recording, after_a_power_cut, choices, machine_with, said_by
from tests.faults.test_killed import CAN_TRACE, Record
from tests.faults.works import ERASED, WORKS, Cut, Work
from tests.storage.pages import PAGE, decrypted


def recorded(cut: Cut) -> tuple[Recording, Place]:
    """The complete piece of work, with all its changes to the disk."""
    place = cut.place()
    pid = cut.starts(place, be_recorded)
    recording = Recording(place, pid)
    status = traced.follow(pid, recording)
    recording.end()
    assert os.waitstatus_to_exitcode(status) == 0, place.ended(status).err
    everything = after_a_power_cut(recording, len(recording.events), lambda uncertain: uncertain, lambda most: most)
    assert everything.named == recording.last.named
    return recording, place


def be_recorded() -> None:
    """Let the parent look into this process, which protects itself from that."""
    memory.sys = SimpleNamespace(platform="open")  # type: ignore[attr-defined]
    traced.be_traced()


@CAN_TRACE
@pytest.mark.parametrize("work", WORKS, ids=[work.name for work in WORKS])
def test_a_power_cut_at_any_moment_loses_nothing(work: Work, cuts: Cuts, record_property: Record) -> None:
    cut, rng = cuts.of(work), random.Random(work.name)
    recording, place = recorded(cut)
    whole, tried = len(recording.events), 0
    for way, choose in choices(rng).items():
        at_its_end = [whole] if way in ("lost", "there in part") else []
        for at in (*at_its_end, *rng.sample(range(whole), min(FAULTS, whole))):
            disk = after_a_power_cut(recording, at, choose, lambda most: rng.randrange(most + 1))
            begins_again = machine_with(disk, cut.begun, cut.place_for_one())
            looks_through(begins_again, f"{work.name}, {way}, at {at} of {whole}")
            ended = Ended(0 if at == whole else -9, *said_by(recording, at, place))
            kept = cut.kept(begins_again, ended, torn=True)
            if work is ERASED and at == whole:
                nothing_is_left_of_the_client(begins_again)
            cut.goes_on(begins_again, kept, torn=True)
            tried += 1
    record_property(f"power cuts: {work.name}", tried)


def looks_through(place: Place, where: str) -> None:
    """Check that ``vault check`` finds the vault sound."""
    if place.vault.exists():
        for passphrase in ("ALLIANCE_PASSPHRASE", "ALLIANCE_NEW_PASSPHRASE"):
            ended = forked.run(place, "vault", "check", before=lambda given=passphrase: use(given))
            if ended.code != 5:
                break
        assert ended.code == 0, f"{where}: {ended.err}"


def use(variable: str) -> None:
    """Open the vault with the passphrase in this variable; called in the child."""
    os.environ["ALLIANCE_PASSPHRASE"] = os.environ[variable]


def nothing_is_left_of_the_client(place: Place) -> None:
    """Check that no page of the file, used or free, and no page of the journal holds a word of the erased client."""
    key = quick_key(place.vault.read_bytes()[:16])
    content = decrypted(place.vault, key)
    assert b"L2" in content
    beside = place.vault.with_name(f"{place.vault.name}-journal")
    if beside.exists():
        assert beside.stat().st_size < PAGE  # it has no page
    for word in (b"Went quiet", b"A sigh", b"J7"):
        assert word not in content
