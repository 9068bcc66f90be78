"""The places of locked programs are read once, and deleted with their client and after a day."""

from __future__ import annotations

from datetime import date, timedelta

from alliance_cli.core.action import Action, ActionKind, session_action
from alliance_cli.core.clock import Clock
from alliance_cli.core.resumption import Resumption
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.repository import Repository

ON = date(2026, 11, 20)
OUTER = Resumption(session_action("J7", Phase.IN_SESSION, ON), "tension", full=True, again=True)
INNER = Resumption(Action(ActionKind.REPAIR, "J7", ON, target="new"), "invite", typed="half a 'tho\nught\"")


def test_places_are_read_back_unchanged_and_only_once(repository: Repository) -> None:
    kept = repository.resumptions.keep((OUTER, INNER))
    assert repository.resumptions.take(kept) == (OUTER, INNER)
    assert repository.resumptions.take(kept) == ()


def test_a_question_outside_a_walk_has_no_action(repository: Repository) -> None:
    alone = Resumption(None, "Why does it need no look?", typed="She was")
    assert repository.resumptions.take(repository.resumptions.keep((alone,))) == (alone,)


def test_a_half_typed_line_without_a_client_is_deleted_when_any_client_is_erased(repository: Repository) -> None:
    kept = repository.resumptions.keep((Resumption(None, "Why does it need no look?", typed="J7 was"),))
    repository.files.erase(repository.clients.add("J7", ON), "client erase")
    assert repository.resumptions.take(kept) == ()


def test_places_are_deleted_with_the_client_and_after_a_day(repository: Repository, clock: Clock) -> None:
    client = repository.clients.add("J7", ON)
    kept = repository.resumptions.keep((OUTER, INNER))
    repository.files.erase(client, "client erase")
    assert repository.resumptions.take(kept) == ()
    old = repository.resumptions.keep((OUTER,))
    later = Repository(repository._vault, Clock(lambda: clock.now() + timedelta(days=2)))
    later.resumptions.keep((OUTER,))
    assert repository.resumptions.take(old) == ()
