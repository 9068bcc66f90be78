"""A draft belongs to one question of one walk, and is removed once that question is answered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from alliance_cli.core.clock import Clock
from alliance_cli.core.course.client import Client
from alliance_cli.core.errors import AnsweredElsewhere, Declined
from alliance_cli.core.walk.script import Phase
from alliance_cli.storage.file.vault import Vault
from alliance_cli.usecases.app import App
from alliance_cli.usecases.caseload.find_client import client_or_new_code
from alliance_cli.usecases.own.supervision import question_walk
from alliance_cli.usecases.walks.drafts import Drafts
from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest
from tests.usecases.test_without_a_screen import DictFront

TODAY, EARLIER = date(2026, 11, 20), date(2026, 11, 13)
STEP = "grounded"


@pytest.fixture
def client(app: App) -> Client:
    return app.repository.clients.add("J7", EARLIER)


def walk(app: App, who: Client | str, on: date = TODAY, phase: Phase = Phase.PRE_SESSION) -> SessionWalk:
    return SessionWalk(app, who, WalkRequest(phase, on))


def rows(app: App) -> int:
    return int(app.vault.rows("SELECT count(*) AS n FROM draft")[0]["n"])


def answer_twice(run: SessionWalk, app: App, client: Client) -> None:
    """Answer a question that another window has answered in the meantime."""
    interview = run.begin()
    answer(walk(app, client), "theirs", "intention")
    run.keep([(each, "mine") for each in interview.steps if each.key in (STEP, "intention")])


def answer(run: SessionWalk, text: str | None, step: str = STEP) -> None:
    interview = run.begin()
    run.keep([(next(each for each in interview.steps if each.key == step), text)])


def test_a_draft_is_restored_only_at_its_question(app: App, client: Client) -> None:
    other = app.repository.clients.add("K9", EARLIER)
    walk(app, client).drafts.save(STEP, "half a")
    walk(app, client).drafts.save(STEP, "half a sentence")
    assert rows(app) == 1
    assert walk(app, client).drafts.text(STEP) == "half a sentence"
    elsewhere = [
        walk(app, client).drafts.text("intention"),
        walk(app, client, EARLIER).drafts.text(STEP),
        walk(app, client, phase=Phase.POST_SESSION).drafts.text(STEP),
        walk(app, other).drafts.text(STEP),
        walk(app, "N1").drafts.text(STEP),
        SessionWalk(app, client, WalkRequest(Phase.PRE_SESSION, TODAY, full=True)).drafts.text("carry-over"),
    ]
    assert not any(elsewhere)


def test_drafts_for_a_client_not_yet_opened_are_kept_by_code(app: App) -> None:
    walk(app, "N1").drafts.save(STEP, "half")
    assert walk(app, "n1").drafts.text(STEP) == "half"
    assert walk(app, "N2").drafts.text(STEP) == ""
    assert app.repository.clients.all() == ()
    opened = app.repository.clients.add("N1", TODAY)
    assert walk(app, opened).drafts.text(STEP) == "half"
    app.repository.files.erase(opened, "client erase")
    assert rows(app) == 0


@pytest.mark.parametrize("text", ["a whole sentence", None])
def test_saving_an_answer_or_a_skip_removes_the_draft(app: App, client: Client, text: str | None) -> None:
    answer(walk(app, client), "first", "intention")
    run = walk(app, client)
    run.drafts.save(STEP, "half")
    answer(run, text)
    assert rows(app) == 0
    run.drafts.save(STEP, "half")
    assert rows(app) == 1  # the run has replaced its earlier draft


def test_a_draft_from_before_the_first_answer_is_found_afterwards(app: App, client: Client) -> None:
    run = walk(app, client)
    run.drafts.save("intention", "half")
    answer(run, "Settled")
    assert walk(app, client).drafts.text("intention") == "half"
    answer(walk(app, client), "whole", "intention")
    assert rows(app) == 0


def test_an_answer_that_cannot_be_saved_keeps_its_draft(app: App, client: Client) -> None:
    run = walk(app, client)
    run.drafts.save(STEP, "half")
    with pytest.raises(AnsweredElsewhere):  # another window has answered it since
        answer_twice(run, app, client)
    assert walk(app, client).drafts.text(STEP) == "half"


def test_a_second_session_of_the_day_does_not_get_the_draft_of_the_first(app: App, client: Client) -> None:
    first = walk(app, client)
    answer(first, "Settled")
    first.drafts.save("intention", "half")
    second = SessionWalk(app, client, WalkRequest(Phase.PRE_SESSION, TODAY, again=True))
    assert second.drafts.text("intention") == ""


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_blanks_alone_are_not_a_draft(app: App, client: Client, text: str) -> None:
    drafts = walk(app, client).drafts
    drafts.save(STEP, text)
    assert rows(app) == 0
    drafts.save(STEP, "half")
    drafts.save(STEP, text)
    assert rows(app) == 0
    assert not drafts.any_left


def test_a_finished_walk_leaves_no_draft(app: App, client: Client) -> None:
    run = walk(app, client)
    answer(run, "Settled")
    run.drafts.save("intention", "half")
    run.finish()
    assert rows(app) == 0


def test_a_question_for_supervision_keeps_its_draft_for_days(app: App, client: Client) -> None:
    question_walk(app, client).drafts.save("question", "Why do I")
    app.clock = Clock(lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert question_walk(app, client).drafts.text("question") == "Why do I"
    assert question_walk(app, None).drafts.text("question") == ""


def test_a_busy_or_broken_vault_does_not_interrupt_typing(app: App, client: Client) -> None:
    drafts: Drafts = walk(app, client).drafts
    other = Vault.open(app.places.vault, app.vault.key)
    with other.change():
        drafts.save(STEP, "half")
    drafts.save(STEP, "half a sentence")
    assert walk(app, client).drafts.text(STEP) == "half a sentence"
    other.close()


def test_a_code_with_a_draft_is_not_asked_about_again(app: App) -> None:
    walk(app, "N1").drafts.save(STEP, "half a sentence")
    assert client_or_new_code(app, DictFront({}), "N1", new=False, insist=False) == "N1"
    with pytest.raises(Declined):
        client_or_new_code(app, DictFront({"Open a new client N2": "n"}), "N2", new=False, insist=False)
