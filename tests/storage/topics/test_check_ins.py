"""Check-ins are found by date and read as ratings; other walks do not count as check-ins."""

from __future__ import annotations

from datetime import date

from alliance_cli.core.own.self_care import CheckIn
from alliance_cli.core.ratings import OWN_SCALES, How, Rater
from alliance_cli.core.walk.kinds import RatingKind, Value, YesNoKind
from alliance_cli.core.walk.records import NO_LINKS, WalkLinks
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.core.walk.steps import every_step
from alliance_cli.storage.repository import Repository
from alliance_cli.storage.topics.walks import Walk

DAY, LATER = date(2026, 11, 20), date(2026, 11, 21)
PROMPTS = tuple(Prompt(scale, "?", "p", RatingKind(scale, Rater.CLINICIAN)) for scale in OWN_SCALES)
SCRIPT = Script("self-care", Phase.SELF_CARE, "Self", "en", PROMPTS)


def keep(
    repository: Repository, on: date, script: Script = SCRIPT, links: WalkLinks = NO_LINKS, **answers: Value | None
) -> Walk:
    walk = repository.records.begin(script, "wording", links, on)
    steps = [(step, answers[step.key]) for step in every_step(script, {}) if step.key in answers]
    repository.answers.save(walk, steps, How.RECALLED)
    return walk


def test_ratings_of_check_ins_are_read_back_oldest_first(repository: Repository) -> None:
    keep(repository, LATER, energy=7, load=2)
    keep(repository, DAY, energy=3, presence=None)
    keep(repository, DAY)
    assert repository.check_ins.since(DAY) == (
        CheckIn(DAY, {"energy": 3}),
        CheckIn(LATER, {"energy": 7, "load": 2}),
    )
    assert repository.check_ins.since(LATER) == (CheckIn(LATER, {"energy": 7, "load": 2}),)


def test_two_check_ins_of_one_day_are_read_separately(repository: Repository) -> None:
    keep(repository, DAY, energy=3)
    keep(repository, DAY, energy=4)
    assert [each.ratings["energy"] for each in repository.check_ins.since(DAY)] == [3, 4]


def test_other_walks_are_not_check_ins(repository: Repository) -> None:
    client = repository.clients.add("J7", DAY)
    other = Script("own", Phase.PRACTICE, "Own", "en", PROMPTS)
    odd = Script("odd", Phase.SELF_CARE, "Odd", "en", (Prompt("energy", "?", "p", YesNoKind()),))
    keep(repository, DAY, other, energy=3)
    keep(repository, DAY, links=WalkLinks(client=client.id), energy=3)
    keep(repository, DAY, odd, energy=True)
    assert repository.check_ins.since(DAY) == ()


def test_an_unfinished_check_in_is_found_by_its_day_and_a_finished_one_on_request(repository: Repository) -> None:
    first, second = keep(repository, DAY, energy=3), keep(repository, DAY, energy=4)
    repository.walks.finish(second)
    begun = repository.check_ins.begun
    assert (begun(DAY), begun(DAY, finished=True), begun(LATER)) == (first.id, second.id, "")
