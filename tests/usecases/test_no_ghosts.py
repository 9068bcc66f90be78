"""Whatever is typed in walks, no empty session is left behind, and no answer is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.clock import Clock
from alliance_cli.core.ratings import How, Rater
from alliance_cli.core.walk.kinds import Value
from alliance_cli.core.walk.script import Phase
from alliance_cli.core.walk.steps import Answers, Step
from alliance_cli.line.asking import Asides, Questioner
from alliance_cli.line.input.lines import LineCommand
from alliance_cli.line.output.console import Screen
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.vault import Vault
from alliance_cli.usecases.app import App
from alliance_cli.usecases.walks.rate import RatingEntry
from alliance_cli.usecases.walks.repair import repair_in_session
from alliance_cli.usecases.walks.session_walk import SessionWalk, WalkRequest
from alliance_cli.usecases.walks.walk_run import WalkRun, keep_prepared
from tests.new_vault import KEY, new_vault

TODAY = date(2026, 11, 20)
NUMBERS = count(1)
CTRL_C = "ctrl-c"
TYPED = st.lists(
    st.sampled_from(["", "", "", "words", "8", "y", "n", "1", ":x", ":x", "<", "!r", ":q", CTRL_C]), max_size=14
)
VISITS = st.lists(
    st.tuples(st.sampled_from(["pre-session", "in-session", "post-session", "rate"]), st.booleans(), TYPED),
    min_size=1,
    max_size=5,
)
"""The walk, whether everything is asked again, and the typed lines."""


class Typing:
    """Lines from a person who stops when they are used up."""

    interactive = True
    fills = False

    def __init__(self, lines: list[str]) -> None:
        self._left = iter(lines)

    def next(self, typing: object = None) -> str | None:
        line = next(self._left, None)
        if line == CTRL_C:
            raise KeyboardInterrupt
        return line

    def unlock(self) -> None:
        raise AssertionError("nothing is locked")


class Watched:
    """A run that remembers its saved answers by step, as a person would expect to find them again."""

    def __init__(self, run: WalkRun, lines: Typing, asides: Asides | None = None) -> None:
        self.run = run
        self._questioner = Questioner(lines, Screen(plain=True), self._save, asides)
        self.expected: dict[str, Value | None] = {}

    def go(self) -> None:
        interview = self.run.begin()
        self.expected = dict(interview.answers)
        if self._questioner.run(interview).at is None:
            self.run.finish()

    def _save(self, step: Step, value: Value | None) -> None:
        self.run.keep([(step, value)])
        if step.field == "note" and value is False:  # there was no such moment
            value = None
        if step.slot is not None and step.field == "note" and value is None:
            self.expected = {key: kept for key, kept in self.expected.items() if not key.startswith(step.slot.key)}
        self.expected[step.key] = value


@pytest.fixture(scope="module")
def app() -> Iterator[App]:
    with TemporaryDirectory() as folder:
        places = Places(Path(folder) / "home")
        places.make_home()
        new_vault(places.vault).close()
        now = datetime(2026, 11, 20, 9, tzinfo=UTC)
        app = App(places, Clock(lambda: now), unlock=_never, notify=print, key=KEY)
        yield app
        app.repository.close()


def _never(app: App) -> Vault:
    raise AssertionError("the key opens the vault")


def said(answers: Answers) -> dict[str, Value]:
    return {key: value for key, value in answers.items() if value is not None}


def visit(app: App, code: str, kind: str, again: bool, typed: list[str]) -> None:
    """Walk once, and check that the vault has exactly the given answers."""
    client = app.repository.clients.find(code)
    lines = Typing(typed)
    if kind == "rate":
        if client is None:
            return
        entry = RatingEntry(app, client, TODAY, Rater.CLIENT, How.RECALLED)
        with suppress(KeyboardInterrupt):
            Watched(entry, lines).go()
        return
    walk = SessionWalk(app, client or code, WalkRequest(Phase(kind), TODAY, restart=again))
    asides: Asides = {}
    if kind == "in-session":
        asides = {LineCommand.REPAIR: lambda _words, _walking: Watched(repair_in_session(walk, None), lines).go()}
    watched = Watched(walk, lines, asides)
    with suppress(KeyboardInterrupt):
        watched.go()
    found = SessionWalk(app, app.repository.clients.find(code) or code, WalkRequest(Phase(kind), TODAY))
    assert said(found.known()) == said(watched.expected)


@given(VISITS, st.booleans())
def test_no_session_is_left_without_content(
    app: App, visits: list[tuple[str, bool, list[str]]], strained: bool
) -> None:
    code = f"J-{next(NUMBERS)}"
    if strained:  # a rupture of an earlier session is asked about in a reflection
        earlier = SessionWalk(app, code, WalkRequest(Phase.POST_SESSION, TODAY - timedelta(days=7)))
        keep_prepared(earlier, b"ruptures: [{note: Went quiet}]", "earlier")
    for kind, again, typed in visits:
        visit(app, code, kind, again, typed)
        client = app.repository.clients.find(code)
        if client is not None:
            ruptures = [each for record in app.repository.courses.of(client).records for each in record.moments]
            settled_in = {each.resolved_in for each in ruptures}
            nothing = [each for each in app.repository.session_admin.of(client) if each.held == "nothing"]
            assert [each for each in nothing if each.session.id not in settled_in] == []
