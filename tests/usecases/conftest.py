"""Fixture: a container over a real vault, for use cases without a front."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_cli.core.clock import Clock
from alliance_cli.storage.file.places import Places
from alliance_cli.storage.file.vault import Vault
from alliance_cli.usecases.app import App
from tests.new_vault import KEY, new_vault


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The container of use cases over a new vault; asking for a passphrase or showing a message fails."""
    places = Places(tmp_path / "home")
    places.make_home()
    new_vault(places.vault).close()
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    app = App(places, Clock(lambda: now), unlock=_never, notify=_never_told, key=KEY)
    yield app
    app.repository.close()


def _never(app: App) -> Vault:
    raise AssertionError("the key opens the vault; nobody is asked")


def _never_told(sentence: str) -> None:
    raise AssertionError(sentence)
