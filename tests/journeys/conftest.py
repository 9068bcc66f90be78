"""A home for each test. The vault in it was made by the program itself, once for the whole run.

Keys are derived once and kept beside the homes, except in tests that use ``derives``: in the tests about starting,
the passphrase, locking, privacy and durability.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.program import Home


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the keys that were derived."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def derives() -> None:
    """Each started program derives the key of the vault itself, as on a user's machine."""


@pytest.fixture(scope="session")
def new_vault(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Path:
    """A folder with an empty vault, which tests copy."""
    made = Home(tmp_path_factory.mktemp("made"), keys)
    told = made.run("init")
    assert told.returncode == 0, told.stderr
    return made.folder


@pytest.fixture
def bare(tmp_path: Path, keys: Path, request: pytest.FixtureRequest) -> Iterator[Home]:
    """A home without a vault."""
    home = Home(tmp_path, keys, "derives" in request.fixturenames)
    yield home
    home.close()


@pytest.fixture
def home(bare: Home, new_vault: Path) -> Home:
    """A home with an empty vault; the passphrase is in the environment unless a test takes it away."""
    shutil.copytree(new_vault, bare.folder)
    return bare


@pytest.fixture
def seen(home: Home) -> None:
    """J7 has one earlier session, so that a preparation looks back at it."""
    home.keep("reflect", "learned: x", "--on", "2020-01-02")
