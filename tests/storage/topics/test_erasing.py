"""Erasing a client removes them from every table and page and leaves all other clients unchanged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alliance_cli.core.course.client import Client
from alliance_cli.core.course.course import Session
from alliance_cli.core.course.moment import Moment
from alliance_cli.core.errors import VaultTrouble
from alliance_cli.core.flags.flag import FlagKey
from alliance_cli.core.instruments.scoring import Administration
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.interview import Interview
from alliance_cli.core.walk.kinds import RatingKind, TextKind, Value
from alliance_cli.core.walk.marks import MarkKind
from alliance_cli.core.walk.moment_kinds import MomentKind, MomentsKind
from alliance_cli.core.walk.records import WalkLinks
from alliance_cli.core.walk.script import Phase, Prompt, Script
from alliance_cli.storage.file import connection as connecting
from alliance_cli.storage.file import vault as vault_file
from alliance_cli.storage.file.keys import Key
from alliance_cli.storage.file.tally import differing
from alliance_cli.storage.file.vault import Vault
from alliance_cli.storage.repository import Repository
from alliance_cli.storage.topics import client_files
from alliance_cli.storage.topics.walks import Walk
from tests.storage.pages import decrypted

RARE = "wolkenbruchglas"
CODE = "Quittenbaum7"
"""A word long enough not to occur by chance."""
DAY = date(2026, 11, 20)
SHARED = "the wording of everyone"
PROMPTS = (
    Prompt("ruptures", "What?", "p", MomentsKind(MomentKind.RUPTURE, 1)),
    Prompt("said", "Said?", "p", TextKind()),
    Prompt("bond", "Bond?", "p", RatingKind("bond", Rater.CLINICIAN)),
)


def script(phase: Phase) -> Script:
    return Script(str(phase), phase, "Any", "en", PROMPTS)


def keep(repository: Repository, walk: Walk, answers: dict[str, Value], noted_in: str = "") -> None:
    steps = [step for step in Interview(script(walk.phase), answers).steps if step.key in answers]
    repository.answers.save(walk, [(step, answers[step.key]) for step in steps], How.RECALLED, noted_in)


def fill(repository: Repository, code: str, wording: str, words: str) -> Client:
    """Fill every table that stores data about clients."""
    client = repository.clients.add(code, DAY)
    session = repository.sessions.add(client, DAY)
    reflection = repository.walks.begin(session, script(Phase.POST_SESSION), wording)
    keep(repository, reflection, {"ruptures.1.note": f"{words} one", "said": f"{words} two", "bond": 7})
    moment = repository.moments.noted_in(reflection.id)
    repository.moments.plan(moment, f"{words} three")
    for ties in (WalkLinks(client.id), WalkLinks(client.id, moment), WalkLinks(moment=moment)):
        keep(repository, apart(repository, ties, wording), {"said": f"{words} four"})
    question = apart(repository, WalkLinks(client.id), wording)
    outcome = apart(repository, WalkLinks(about=question.id), wording)
    keep(repository, apart(repository, WalkLinks(about=outcome.id), wording), {"said": f"{words} five"})
    repository.measures.rate(session, Rater.CLIENT, {"goals": 8}, How.READ_ALOUD)
    repository.tension.keep(session, Rater.CLIENT, How.READ_ALOUD, tense=True)
    repository.goals.add(client, f"{words} seven", DAY)
    repository.goals.rate({repository.goals.of(client)[0].id: 3}, DAY)
    repository.marks.add(session, MarkKind.NOTE, words=f"{words} ten")
    values = {1: 5.0, 2: 4.0}
    repository.measures.administer(
        client, session, Administration(f"{code}-a", "", f"{words} six", "1", Rater.CLIENT, DAY, values)
    )
    repository.decisions.keep(FlagKey(session.id, "low-rating", "goals", ""), reason=f"{words} seven")
    repository.access.note("prep", client)
    with repository.change() as db:
        db.execute(
            "INSERT INTO resumption VALUES (?, ?, ?, ?, '2026-11-20T09:00:00.000+00:00')",
            [f"{code}-r", client.id, session.id, f"{words} nine"],
        )
        db.execute(
            "INSERT INTO draft (id, client, session, dated, phase, script, step, text, saved_at)"
            " VALUES (?, ?, ?, '2026-11-20', 'pre-session', 'pre-session', 'said', ?, '2026-11-20T09:00:00.000+00:00')",
            [f"{code}-d", client.id, session.id, f"{words} eight"],
        )
        db.execute("INSERT INTO held_back VALUES (?, 'client-bond')", [session.id])
    return client


def apart(repository: Repository, ties: WalkLinks, wording: str) -> Walk:
    return repository.records.begin(script(Phase.REPAIR), wording, ties, DAY)


def everything(vault: Vault) -> dict[str, list[dict[str, Any]]]:
    tables = vault.rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    names = [row["name"] for row in tables if not row["name"].startswith(("sqlite_", "_sqlite"))]
    names.remove("tally")
    return {name: vault.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in names}


def test_no_row_of_the_client_is_left_and_all_other_rows_are_unchanged(repository: Repository, vault: Vault) -> None:
    fill(repository, "K1", SHARED, "others'")
    apart(repository, WalkLinks(), SHARED)
    before = everything(vault)
    client = fill(repository, "J7", SHARED, RARE)
    keep(repository, apart(repository, WalkLinks(client.id), f"asked only {RARE}"), {"said": "x"})
    filled = everything(vault)
    grew = {name for name, rows in filled.items() if len(rows) > len(before[name])}
    assert grew == set(before) - {"backup", "part_file"}, "a table not filled is one the test says nothing about"
    repository.files.erase(client, "client erase")
    after = everything(vault)
    log = [(row["action"], row["client"]) for row in after["access"]]
    assert log == [("prep", before["client"][0]["id"]), ("client erase", None)]
    del before["access"], after["access"]
    assert after == before


def test_a_script_version_used_by_the_client_alone_is_erased_and_a_shared_one_stays(
    repository: Repository, vault: Vault
) -> None:
    client = fill(repository, "J7", f"asked only {RARE}", RARE)
    fill(repository, "K1", SHARED, "others'")
    apart(repository, WalkLinks(client.id), SHARED)
    repository.files.erase(client, "client erase")
    assert [row["text"] for row in vault.rows("SELECT text FROM wording")] == [SHARED]


def many(repository: Repository, times: int = 60) -> Client:
    """A client with enough text to fill whole pages, between another client's pages."""
    client = fill(repository, CODE, f"asked only {RARE}", RARE)
    other = fill(repository, "K1", SHARED, "others'")
    for place in range(times):
        for each, words in ((client, RARE), (other, "others'")):
            said = f"{words} {place} " * (1 + place * 7 % 40)
            keep(repository, apart(repository, WalkLinks(each.id), SHARED), {"said": said})
    return client


@pytest.mark.parametrize("large", [vault_file.LARGE, 0])
def test_no_page_of_the_file_contains_a_word_of_an_erased_client(
    repository: Repository, vault: Vault, path: Path, key: Key, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(vault_file, "LARGE", large)
    client = many(repository)
    assert decrypted(path, key).count(RARE.encode()) > 60
    assert CODE.encode() in decrypted(path, key)
    repository.files.erase(client, "client erase")
    repository.files.compact()
    content = decrypted(path, key)
    assert RARE.encode() not in content
    assert client.id.encode() not in content
    assert CODE.encode() not in content
    assert b"others' 59" in content
    assert vault.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_the_search_finds_what_a_plain_deletion_leaves_behind(
    repository: Repository, vault: Vault, path: Path, key: Key
) -> None:
    client = many(repository)
    vault.rows("PRAGMA secure_delete = OFF")
    repository.files.erase(client, "client erase")
    assert RARE.encode() in decrypted(path, key)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="which files are open is read from /proc")
def test_rewriting_the_file_opens_only_the_vault_and_its_encrypted_journal(
    repository: Repository, vault: Vault, path: Path
) -> None:
    many(repository)
    vault._connection.execute("PRAGMA cache_size = 10")  # cache overflow goes to temp_store
    opened, leaks = set[str](), list[str]()

    def look() -> int:
        for link in Path("/proc/self/fd").iterdir():
            try:
                name = str(link.readlink())
            except OSError:
                continue
            if name.startswith("/") and not name.startswith(("/dev/null", "/dev/pts/", "/proc/")):
                opened.add(name)
        leaks.extend(each.name for each in path.parent.iterdir() if RARE.encode() in each.read_bytes())
        return 0

    before = {str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
    vault._connection.set_progress_handler(look, 1000)
    repository.files.compact()
    vault._connection.set_progress_handler(None, 0)
    assert opened - before <= {str(path), f"{path}-journal"}
    assert str(path) in opened
    assert leaks == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="which files are open is read from /proc")
def test_the_copy_of_a_large_file_is_encrypted_beside_it_without_a_name(
    repository: Repository, vault: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(repository)
    monkeypatch.setattr(vault_file, "LARGE", 0)
    monkeypatch.setattr(connecting, "LITTLE_ROOM", "PRAGMA cache_size = 10")  # forces the whole copy onto the disk
    there, copied, leaks = {each.name for each in path.parent.iterdir()}, dict[str, bytes](), list[str]()

    def look() -> int:
        for link in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                name = str(link.readlink())
                if name.startswith(f"{path.parent}/") and name.endswith("(deleted)"):
                    content = link.read_bytes()
                    copied[name] = max(content, copied.get(name, b""), key=len)
                    leaks.extend(each for each in (RARE, "SQLite format", "CREATE TABLE") if each.encode() in content)
        assert {each.name for each in path.parent.iterdir()} <= {*there, f"{path.name}-journal"}
        return 0

    vault._connection.set_progress_handler(look, 200)
    repository.files.compact()
    vault._connection.set_progress_handler(None, 0)
    assert leaks == []
    assert len(copied) == 1
    assert len(max(copied.values(), key=len)) > path.stat().st_size / 2
    assert vault.rows("PRAGMA temp_store") == [{"temp_store": 2}]
    repository.clients.add("L1", DAY)
    assert list(differing(vault._connection.execute)) == []


def test_a_client_is_erased_completely_or_not_at_all(repository: Repository, vault: Vault) -> None:
    client = fill(repository, "J7", SHARED, RARE)
    before = everything(vault)
    with vault.change() as db:
        db.execute("CREATE TRIGGER late BEFORE DELETE ON wording BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="no"):
        repository.files.erase(client, "client erase")
    assert everything(vault) == before


def test_a_file_that_cannot_be_rewritten_is_reported_and_the_client_stays_erased(
    repository: Repository, vault: Vault, path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = fill(repository, "J7", SHARED, RARE)
    repository.files.erase(client, "client erase")
    monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.1)
    hasty = Vault.open(path, key)
    with vault.change(), pytest.raises(VaultTrouble, match="busy"):
        hasty.compact()
    hasty.close()
    assert repository.clients.find("J7") is None


def begin_again(repository: Repository, client: Client, session: Session) -> None:
    repository.sessions.add(client, DAY)


def answer_on(repository: Repository, client: Client, session: Session) -> None:
    walk = repository.walks.find(session, str(Phase.POST_SESSION))
    assert walk
    repository.files.erase(client, "client erase")
    keep(repository, walk, {"said": "too late"})


@pytest.mark.parametrize("late", [begin_again, answer_on])
def test_an_answer_about_a_client_erased_in_another_window_is_refused(
    repository: Repository, vault: Vault, late: Callable[[Repository, Client, Session], None]
) -> None:
    client = fill(repository, "J7", SHARED, RARE)
    session = repository.sessions.on(client, DAY)
    assert session
    if late is begin_again:
        repository.files.erase(client, "client erase")
    with pytest.raises(VaultTrouble, match="erased in another window"):
        late(repository, client, session)
    assert vault.rows("SELECT * FROM session") == vault.rows("SELECT * FROM answer") == []


def test_erasing_a_client_takes_little_more_work_beside_many_rows_of_others(
    repository: Repository, vault: Vault
) -> None:
    first, second, others = (repository.clients.add(code, DAY) for code in ("A1", "A2", "K2"))
    for client, sessions in ((first, 20), (second, 20), (others, 10)):
        keep_sessions(repository, vault, client, sessions)
    beside_few = steps_to_erase(repository, vault, first)
    keep_sessions(repository, vault, others, 400)
    assert steps_to_erase(repository, vault, second) < 1.5 * beside_few


def test_erasing_does_not_sort_other_clients_rows(repository: Repository, vault: Vault) -> None:
    for statement in client_files._EVERYTHING:
        plan = vault.rows(f"EXPLAIN QUERY PLAN {statement}", {"client": "any"} if ":client" in statement else {})
        assert not any("TEMP B-TREE" in step["detail"] for step in plan), statement


def keep_sessions(repository: Repository, vault: Vault, client: Client, sessions: int) -> None:
    """Store sessions, each with an instrument and a flag confirmed as a moment."""
    with vault.change():
        for _ in range(sessions):
            session = repository.sessions.add(client, DAY)
            taken = Administration(f"t {session.id}", "", "srs", "3", Rater.CLIENT, DAY, {1: 9})
            repository.measures.administer(client, session, taken)
            repository.moments.add(Moment(f"m {session.id}", session.id, DAY, MomentKind.RUPTURE))
            flag = FlagKey(session.id, "own-baseline", "", "")
            repository.decisions.keep(flag, moment=f"m {session.id}")


def steps_to_erase(repository: Repository, vault: Vault, client: Client) -> int:
    """How much work the database does, in hundreds of steps."""
    ticks: list[int] = []
    vault._connection.set_progress_handler(lambda: ticks.append(1), 100)
    repository.files.erase(client, "client erase")
    vault._connection.set_progress_handler(None, 0)
    return len(ticks)
