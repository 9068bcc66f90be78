"""Moving or erasing a session covers everything that belongs to it and nothing else; no erased word remains."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.moment import MomentState
from alliance_cli.core.course.session_admin import blocks_erasing, blocks_moving, blocks_redating
from alliance_cli.core.flags.flag import FlagKey
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.marks import MarkKind
from alliance_cli.core.walk.records import WalkLinks
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository
from tests.storage.pages import decrypted
from tests.storage.topics.test_erasing import RARE, everything, keep, script

EARLIER, DAY, LATER = date(2026, 11, 13), date(2026, 11, 20), date(2026, 11, 27)
SHARED = "the wording of everyone"


def filled(repository: Repository, client: Client, day: date, words: str = "x", wording: str = SHARED) -> Session:
    """A session with every kind of content."""
    session = repository.sessions.add(client, day)
    walk = repository.walks.begin(session, script(Phase.POST_SESSION), wording)
    keep(repository, walk, {"ruptures.1.note": f"{words} one", "said": f"{words} two", "bond": 7})
    moment = repository.moments.noted_in(walk.id)
    for phase in (Phase.REPAIR, Phase.SUPERVISION):
        written = repository.records.begin(script(phase), wording, WalkLinks(client.id, moment), day)
        keep(repository, written, {"said": f"{words} three"})
        outcome = repository.records.begin(script(phase), wording, WalkLinks(client.id, about=written.id), day)
        keep(repository, outcome, {"said": f"{words} four"})
    taken = Administration(f"{session.id}-a", "", f"{words} five", "1", Rater.CLIENT, day, {1: 5.0})
    repository.measures.administer(client, session, taken)
    repository.tension.keep(session, Rater.CLIENT, How.READ_ALOUD, tense=True)
    repository.marks.add(session, MarkKind.STRONG)
    repository.decisions.keep(FlagKey(session.id, "low-rating", "goals", ""), reason=f"{words} six", moment=moment)
    return session


def rupture_of(repository: Repository, session: Session) -> str:
    walk = repository.walks.find(session, str(Phase.POST_SESSION))
    assert walk
    return repository.moments.noted_in(walk.id)


@pytest.fixture
def j7(repository: Repository) -> Client:
    return repository.clients.add("J7", EARLIER)


def with_client(rows: list[dict[str, Any]], client: str) -> list[dict[str, Any]]:
    return [row for row in rows if row.get("client") == client]


def test_everything_that_belongs_to_a_session_is_counted(repository: Repository, j7: Client) -> None:
    session = filled(repository, j7, DAY)
    repository.measures.rate(session, Rater.CLIENT, {"goals": 8}, How.READ_ALOUD)
    (sheet,) = repository.session_admin.of(j7)
    assert sheet.session == session
    assert sheet.phases == {Phase.POST_SESSION: "unfinished"}
    assert sheet.held == (
        "1 answer, 2 ratings, 1 tension report, 1 moment, 1 mark, 1 questionnaire, "
        "1 flag decision, 1 repair and 1 supervision question"
    )


def test_moving_to_another_client_moves_everything_of_the_session_and_nothing_else(
    repository: Repository, vault: Vault, j7: Client
) -> None:
    stays = filled(repository, j7, EARLIER)
    before, others = everything(vault), repository.courses.of(j7).records
    session = filled(repository, j7, DAY)
    k3 = repository.clients.add("K3", DAY)
    repository.session_admin.move(session, k3, DAY)
    after = everything(vault)
    for table in ("session", "walk", "administration"):
        assert with_client(after[table], j7.id) == with_client(before[table], j7.id)
    assert repository.courses.of(j7).records == others
    (sheet,) = repository.session_admin.of(k3)
    assert [name for name, count in sheet.counts.items() if count != 1] == [
        "held_back",
        "settled",
    ]  # nothing is held back; ruptures of others stay
    (record,) = repository.courses.of(k3).records
    assert record.tension == {Rater.CLIENT: True}
    assert [repair.said("said") for repair in record.moments[0].repairs] == ["x three"]
    questions = repository.records.of(Phase.SUPERVISION, k3.id)
    assert [(each.said("said"), bool(each.links.about)) for each in questions] == [("x three", False), ("x four", True)]
    assert repository.session_admin.of(j7)[0].session == stays


def test_moving_to_another_date_moves_the_questionnaire_and_repairs_of_that_day(
    repository: Repository, vault: Vault, j7: Client
) -> None:
    earlier, session = filled(repository, j7, EARLIER), filled(repository, j7, DAY)
    mine = rupture_of(repository, session)
    repository.moments.resolve(rupture_of(repository, earlier), MomentState.REPAIRED, session.id)
    keep(
        repository, repository.records.begin(script(Phase.REPAIR), SHARED, WalkLinks(j7.id, mine), LATER), {"said": "y"}
    )
    repository.session_admin.move(session, j7, date(2026, 11, 19))
    first, second = repository.courses.of(j7).records
    assert second.session.on == date(2026, 11, 19)
    assert first.moments[0].resolved_in == session.id
    assert [str(each.on) for each in first.moments[0].repairs] == ["2026-11-13"]
    assert [str(each.on) for each in second.moments[0].repairs] == ["2026-11-19", "2026-11-27"]
    taken = {row["session"]: row["taken_on"] for row in everything(vault)["administration"]}
    assert taken == {earlier.id: "2026-11-13", session.id: "2026-11-19"}


@pytest.mark.parametrize(("sessions", "goes"), [(1, True), (2, False)])
def test_an_earlier_questionnaire_of_that_day_moves_along_if_it_is_the_only_session(
    repository: Repository, j7: Client, sessions: int, goes: bool
) -> None:
    taken = Administration("a", "", "srs", "1", Rater.CLIENT, DAY, {1: 5.0})
    repository.measures.administer(j7, None, taken)
    session, *_ = [repository.sessions.add(j7, DAY) for _ in range(sessions)]
    k3 = repository.clients.add("K3", DAY)
    repository.session_admin.move(session, k3, EARLIER)
    assert [str(each.on) for each in repository.measures.administrations(k3)] == (["2026-11-13"] if goes else [])
    assert len(repository.measures.administrations(j7)) == (0 if goes else 1)


def test_repairs_and_questions_about_other_moments_count_as_left_behind(repository: Repository, j7: Client) -> None:
    session = filled(repository, j7, DAY)
    assert repository.session_admin.left_behind(session) == 0
    repository.records.begin(script(Phase.SUPERVISION), SHARED, WalkLinks(j7.id), DAY)
    repository.records.begin(script(Phase.TAILORING), SHARED, WalkLinks(j7.id), DAY)
    assert repository.session_admin.left_behind(session) == 1


def test_a_session_is_moved_completely_or_not_at_all(repository: Repository, vault: Vault, j7: Client) -> None:
    session, k3 = filled(repository, j7, DAY), repository.clients.add("K3", DAY)
    before = everything(vault)
    with vault.change() as db:
        db.execute("CREATE TRIGGER late BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        repository.session_admin.move(session, k3, EARLIER)
    assert everything(vault) == before


def test_erasing_deletes_everything_of_the_session_and_nothing_else(
    repository: Repository, vault: Vault, j7: Client
) -> None:
    filled(repository, j7, EARLIER)
    repository.records.begin(script(Phase.SUPERVISION), SHARED, WalkLinks(j7.id), DAY)
    before = everything(vault)
    session = filled(repository, j7, DAY, RARE, f"asked only {RARE}")
    repository.session_admin.erase(session)
    assert everything(vault) == before


def test_no_page_of_the_file_contains_a_word_of_an_erased_session(
    repository: Repository, vault: Vault, j7: Client, path: Path, key: Key
) -> None:
    filled(repository, j7, EARLIER)
    sessions = [filled(repository, j7, DAY, f"{RARE} {place} " * 90, f"asked only {RARE}") for place in range(9)]
    assert decrypted(path, key).count(RARE.encode()) > 90
    for session in sessions:
        repository.session_admin.erase(session)
    repository.files.compact()
    content = decrypted(path, key)
    assert RARE.encode() not in content
    assert not any(session.id.encode() in content for session in sessions)
    assert b"x three" in content


def test_an_answer_to_an_erased_session_is_refused(repository: Repository, vault: Vault, j7: Client) -> None:
    session = filled(repository, j7, DAY)
    walk = repository.walks.find(session, str(Phase.POST_SESSION))
    assert walk
    repository.session_admin.erase(session)
    with pytest.raises(Exception, match="erased in another window"):
        keep(repository, walk, {"said": "too late"})
    assert vault.rows("SELECT * FROM answer") == []


def test_a_rupture_is_not_separated_from_the_session_that_settled_it(repository: Repository, j7: Client) -> None:
    one, two = filled(repository, j7, EARLIER), filled(repository, j7, DAY)
    course = repository.courses.of(j7)
    assert (blocks_moving(course, one), blocks_moving(course, two), blocks_erasing(course, two)) == (None,) * 3
    repository.moments.resolve(rupture_of(repository, one), MomentState.REPAIRED, two.id)
    course = repository.courses.of(j7)
    for torn in (blocks_moving(course, one), blocks_moving(course, two), blocks_erasing(course, two)):
        assert torn is not None
        assert torn.number == 1
    assert blocks_erasing(course, one) is None
    repository.moments.resolve(rupture_of(repository, one), MomentState.REPAIRED, one.id)
    assert blocks_moving(repository.courses.of(j7), one) is None


def test_no_rupture_is_moved_after_its_repair(repository: Repository, j7: Client) -> None:
    one, two = filled(repository, j7, EARLIER), filled(repository, j7, DAY)
    assert blocks_redating(repository.courses.of(j7), one, LATER) is None, "a repair of its own day goes along"
    repository.moments.resolve(rupture_of(repository, one), MomentState.REPAIRED, two.id)
    course = repository.courses.of(j7)
    assert blocks_redating(course, one, DAY) is None
    assert blocks_redating(course, one, LATER) is not None
    assert blocks_redating(course, two, date(2026, 11, 12)) is not None
    keep(
        repository,
        repository.records.begin(script(Phase.REPAIR), SHARED, WalkLinks(j7.id, rupture_of(repository, two)), LATER),
        {"said": "y"},
    )
    late = blocks_redating(repository.courses.of(j7), two, date(2026, 11, 28))
    assert late is not None
    assert late.number == 2


def test_moving_does_not_change_another_clients_repair_of_that_day(repository: Repository, j7: Client) -> None:
    k3 = repository.clients.add("K3", DAY)
    filled(repository, k3, DAY)
    before = repository.records.of(Phase.REPAIR, k3.id)
    assert before
    repository.session_admin.move(filled(repository, j7, DAY), j7, EARLIER)
    assert repository.records.of(Phase.REPAIR, k3.id) == before


def test_a_moved_session_moves_the_clients_start_back(repository: Repository, j7: Client) -> None:
    k3 = repository.clients.add("K3", DAY)
    repository.session_admin.move(filled(repository, j7, EARLIER), k3, EARLIER)
    (opened,) = (each.opened_on for each in repository.clients.all() if each.code == "K3")
    assert opened == EARLIER
