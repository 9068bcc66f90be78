"""Sessions are found by the answers given in them."""

from __future__ import annotations

from datetime import date

from alliance_cli.core.ratings import How
from alliance_cli.core.walk.kinds import TextKind, Value, YesNoKind
from alliance_cli.core.walk.records import NO_LINKS
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.core.walk.steps import Step
from alliance_cli.storage.repository import Repository

USED = Prompt("used", "Used?", "p", YesNoKind())
WORDS = Prompt("words", "How?", "p", TextKind())
SCRIPT = Script("post-session", Phase.POST_SESSION, "After", "en", (USED, WORDS))


def step(prompt: Prompt) -> Step:
    return Step(prompt.id, prompt, prompt.kind, prompt.ask, prompt.purpose)


def reflect(repository: Repository, code: str, day: int, prompt: Prompt, value: Value | None) -> None:
    client = repository.clients.find(code) or repository.clients.add(code, date(2026, 1, 5))
    session = repository.sessions.add(client, date(2026, 11, day))
    walk = repository.walks.begin(session, SCRIPT, "the wording")
    repository.answers.save(walk, [(step(prompt), value)], How.RECALLED)


def test_sessions_of_all_clients_are_found_by_a_yes_answer(repository: Repository) -> None:
    reflect(repository, "K1", 9, USED, True)
    reflect(repository, "J7", 2, USED, True)
    reflect(repository, "J7", 3, USED, False)
    reflect(repository, "J7", 4, USED, None)
    reflect(repository, "J7", 5, WORDS, "true")
    assert repository.sessions.dates_answered_yes("used") == (date(2026, 11, 2), date(2026, 11, 9))
    assert repository.sessions.dates_answered_yes("words") == ()


def test_a_standalone_walk_is_not_a_session(repository: Repository) -> None:
    apart = repository.records.begin(SCRIPT, "the wording", NO_LINKS, date(2026, 11, 2))
    repository.answers.save(apart, [(step(USED), True)], How.RECALLED)
    assert repository.sessions.dates_answered_yes("used") == ()
